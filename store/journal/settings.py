"""Our own small TOML files, of which nearly all are lines like `name = "value"`."""

from __future__ import annotations

from ..errors import Damaged

Settings = dict[str, str | int]


def read(data: bytes, name: str) -> Settings:
    """Return the texts and integers at the top of a TOML file; raises `Damaged`, which names it *name*.

    Files as we write them are read by hand, which spares the 16 ms that importing `tomllib` takes.
    """
    plain = _plain(data)
    if plain is not None:
        return plain
    import tomllib

    try:
        found = tomllib.loads(data.decode())
    except ValueError as error:
        raise Damaged(f"{name} can't be read: {error}.") from None
    return {key: value for key, value in found.items() if type(value) is str or type(value) is int}


def write(settings: Settings, comment: str = "") -> bytes:
    """Return settings as TOML; texts may hold only letters, digits and `-`."""
    lines = [f"# {comment}"] if comment else []
    for key, value in settings.items():
        lines.append(f'{key} = "{value}"' if isinstance(value, str) else f"{key} = {value}")
    return "\n".join((*lines, "")).encode()


def _plain(data: bytes) -> Settings | None:
    """Return the settings of a file in which every line is one of ours, else `None`."""
    found: Settings = {}
    if not data.isascii() or b"\r" in data or b"\t" in data:
        return None
    for line in data.decode().split("\n"):
        if not line or line.startswith("#"):
            continue
        key, equals, value = line.partition(" = ")
        if not equals or not key.isalpha() or key in found:
            return None
        if value.isdigit() and (value == "0" or value[0] != "0"):
            found[key] = int(value)
        elif len(value) >= 2 and value[0] == value[-1] == '"' and value[1:-1].replace("-", "").isalnum():
            found[key] = value[1:-1]
        else:
            return None
    return found
