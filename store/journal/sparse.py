"""Whether a sparse checkout hides a folder, told from the files of the repository."""

from __future__ import annotations

import os

from . import disk


def hides(git_dir: str, common_dir: str, folder: str) -> bool:
    """Return whether a sparse checkout leaves out *folder* or a part of what lies below it."""
    try:
        patterns = disk.read(os.path.join(git_dir, "info", "sparse-checkout"))
    except OSError:
        return False
    if not (_enabled(f"{git_dir}/config.worktree") or _enabled(f"{common_dir}/config")):
        return False
    kept = False
    for line in patterns.decode("utf-8", "replace").splitlines():
        pattern = line.strip()
        if not pattern or pattern.startswith("#"):
            continue
        negated = pattern.startswith("!")
        reach = _reach(pattern.removeprefix("!"), folder)
        if reach == "all" or (reach == "part" and negated):
            kept = not negated
    return not kept


def _reach(pattern: str, folder: str) -> str:
    """Return what of a folder a pattern takes: "all", "part" or ""."""
    rooted = "/" in pattern.rstrip("/")
    parts = pattern.strip("/").split("/")
    wanted = folder.split("/")
    if not rooted:
        return "all" if any(_fits(parts[0], name) for name in wanted) else "part" if "*" in parts[0] else ""
    if parts[-1] == "**":
        parts.pop()
    if len(parts) > len(wanted):
        inside = all(_fits(p, name) for p, name in zip(parts, wanted, strict=False))
        # "/feeds/*/" says nothing of all the folders below, only of those that it names.
        return "part" if inside else ""
    return "all" if all(_fits(p, name) for p, name in zip(parts, wanted, strict=False)) else ""


def _fits(pattern: str, name: str) -> bool:
    from fnmatch import fnmatchcase

    return fnmatchcase(name, pattern)


def _enabled(path: str) -> bool:
    """Return whether a git config file turns sparse checkouts on, told by its lines."""
    try:
        text = disk.read(path).decode("utf-8", "replace")
    except OSError:
        return False
    on = False
    section = ""
    for line in text.splitlines():
        words = line.strip().lower()
        if words.startswith("["):
            section = words
        elif section == "[core]" and words.partition("=")[0].strip() == "sparsecheckout":
            on = words.partition("=")[2].strip() in ("", "true", "yes", "on", "1")
    return on
