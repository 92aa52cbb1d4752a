"""What the book keeps on disk between two runs: layers of sheets, and the manifest that says what they hold.

A layer is written once. A later one overrides the earlier, and is merged into it when it has grown; so a
write costs what it adds, whatever the size of the ledger. All of it can be thrown away at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from . import layer as sheets
from .layer import Json, Sheet, Torn

# Raised whenever what the sheets hold, or how, changes: another version's cache is not read.
FORM = 2

NAMES = "names"
STATES = ".states"

Lines = dict[str, dict[str, bytes]]


@dataclass
class Layer:
    """One layer: its folder's name, the fingerprint of each sheet, and the documents with two answers."""

    name: str
    files: dict[str, list[int]]
    crossed: list[list[str]]


@dataclass
class Manifest:
    """What the layers were made from."""

    stamp: Json = None
    layers: list[Layer] = field(default_factory=list[Layer])
    aliases: dict[str, str] = field(default_factory=dict[str, str])
    sources: list[int] = field(default_factory=list[int])
    problems: list[list[Json]] = field(default_factory=list[list[Json]])


@dataclass
class Sources:
    """The segments and the open entries that the layers hold."""

    segments: list[str] = field(default_factory=list[str])
    open: list[str] = field(default_factory=list[str])
    heads: dict[str, list[Json]] = field(default_factory=dict[str, list[Json]])


class Cache:
    """The layers of one book, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest: Manifest | None = None
        self._open: dict[tuple[str, str], Sheet] = {}

    def load(self) -> Manifest | None:
        """Return the manifest, `None` where there is none; raises `Torn` where it can't be relied on."""
        try:
            data = (self.folder / "manifest.json").read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Torn(str(error)) from None
        digest, _, body = data.partition(b"\n")
        if hashlib.sha256(body).hexdigest().encode() != digest:
            raise Torn("its manifest was changed")
        found = sheets.parse(body)
        if found.get("form") != FORM:
            raise Torn("it is from another version")
        self.manifest = Manifest(
            found["stamp"],
            [Layer(**layer) for layer in found["layers"]],
            found["aliases"],
            found["sources"],
            found["problems"],
        )
        return self.manifest

    def sources(self) -> Sources:
        """Return what the layers hold; raises `Torn`."""
        if self.manifest is None or not self.manifest.sources:
            return Sources()
        path = self.folder / "sources.json"
        try:
            if sheets.fingerprint(path) != self.manifest.sources:
                raise Torn("sources.json was changed")
            return Sources(**sheets.parse(path.read_bytes()))
        except (OSError, TypeError) as error:
            raise Torn(str(error)) from None

    def sheet(self, layer: Layer, name: str) -> Sheet | None:
        """Return a sheet of a layer, `None` where the layer has none of that name; raises `Torn`."""
        expected = layer.files.get(name)
        if expected is None:
            return None
        found = self._open.get((layer.name, name))
        if found is None:
            found = Sheet(self.folder / layer.name / f"{name}.json", expected)
            self._open[layer.name, name] = found
        return found

    def newest_first(self, name: str) -> Iterator[Sheet]:
        """Yield the sheets of one name, that of the newest layer first; raises `Torn`."""
        for layer in reversed(self.manifest.layers if self.manifest else []):
            sheet = self.sheet(layer, name)
            if sheet is not None:
                yield sheet

    def crossed(self) -> set[tuple[str, str]]:
        """Return kind and key of the documents that may have two answers."""
        layers = self.manifest.layers if self.manifest else []
        return {(kind, key) for layer in layers for kind, key in layer.crossed}

    def add(
        self, lines: Lines, crossed: Iterable[tuple[str, str]], manifest: Manifest, sources: Sources
    ) -> None:
        """Put a layer on top, merged with those below that aren't much larger; raises `OSError`, `Torn`."""
        layers = list(manifest.layers)
        marked = {(kind, key) for kind, key in crossed}
        while layers and _count(lines) * 4 > self._size(layers[-1]):
            below = layers.pop()
            lines = self._merged(below, lines)
            marked |= {(kind, key) for kind, key in below.crossed}
        name = f"{max((int(layer.name) for layer in manifest.layers), default=0) + 1:06d}"
        files = self._write_layer(name, lines)
        layers.append(Layer(name, files, sorted([kind, key] for kind, key in marked)))
        manifest.layers = layers
        self.save(manifest, sources)
        self._sweep()

    def save(self, manifest: Manifest, sources: Sources | None = None) -> None:
        """Replace the manifest, and the list of sources where one is given; raises `OSError`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if sources is not None:
            _replace(self.folder / "sources.json", json.dumps(vars(sources), separators=(",", ":")).encode())
            manifest.sources = sheets.fingerprint(self.folder / "sources.json")
        body = json.dumps(
            {
                "form": FORM,
                "stamp": manifest.stamp,
                "layers": [vars(layer) for layer in manifest.layers],
                "aliases": manifest.aliases,
                "sources": manifest.sources,
                "problems": manifest.problems,
            },
            separators=(",", ":"),
        ).encode()
        _replace(self.folder / "manifest.json", hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        self.manifest = manifest

    def drop(self) -> None:
        """Throw all of it away."""
        self.close()
        self.manifest = None
        shutil.rmtree(self.folder, ignore_errors=True)

    def close(self) -> None:
        """Let go of the open sheets."""
        for sheet in self._open.values():
            sheet.close()
        self._open.clear()

    def _write_layer(self, name: str, lines: Lines) -> dict[str, list[int]]:
        folder = self.folder / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        files: dict[str, list[int]] = {}
        for file, members in lines.items():
            path = folder / f"{file}.json"
            sheets.write(path, members)
            files[file] = sheets.fingerprint(path)
        return files

    def _merged(self, below: Layer, lines: Lines) -> Lines:
        merged: Lines = {}
        for name in {*below.files, *lines}:
            sheet = self.sheet(below, name)
            merged[name] = {**(sheet.lines() if sheet else {}), **lines.get(name, {})}
        return merged

    def _size(self, layer: Layer) -> int:
        return sum(fingerprint[1] for fingerprint in layer.files.values())

    def _sweep(self) -> None:
        """Remove the layers that the manifest no longer names."""
        named = {layer.name for layer in self.manifest.layers} if self.manifest else set[str]()
        for opened in [key for key in self._open if key[0] not in named]:
            self._open.pop(opened).close()
        for entry in os.scandir(self.folder):
            if entry.is_dir() and entry.name not in named:
                shutil.rmtree(entry.path, ignore_errors=True)


def _count(lines: Mapping[str, Mapping[str, bytes]]) -> int:
    return sum(len(line) for members in lines.values() for line in members.values())


def _replace(path: Path, data: bytes) -> None:
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        temporary.write_bytes(data)
        os.replace(temporary, path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def plain(value: Any) -> Any:
    """Return a value as JSON would give it back, so that two can be compared."""
    return json.loads(json.dumps(value))
