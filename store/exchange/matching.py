"""When two records are of one member: by name, former name or handle, never by website alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..schema.text import fold


@dataclass(frozen=True, slots=True)
class Shared:
    """A website that several members give: chapters share one, so it is worth a look and no more."""

    website: str
    names: tuple[str, ...]


class Index:
    """Finds members by name and former name, folded for case, accents and punctuation, and by handle."""

    def __init__(self) -> None:
        self._names: dict[str, set[str]] = {}
        self._handles: dict[str, set[str]] = {}

    def add(self, key: str, values: Mapping[str, Any]) -> None:
        """Let *key* be found by the names and the handle in *values*."""
        for name in names_of(values):
            self._names.setdefault(name, set()).add(key)
        if handle := values.get("handle"):
            self._handles.setdefault(handle, set()).add(key)

    def find(self, values: Mapping[str, Any]) -> set[str]:
        """Return the keys of all that *values* may be."""
        found: set[str] = set()
        for name in names_of(values):
            found |= self._names.get(name, set())
        return found | self._handles.get(values.get("handle") or "", set())

    def named(self, text: str) -> set[str]:
        """Return the keys of all that go by *text*, a name or a handle."""
        return self._names.get(fold(text), set()) | self._handles.get(text.strip().lower(), set())

    def handles(self) -> set[str]:
        """Return the handles that are taken."""
        return set(self._handles)


def names_of(values: Mapping[str, Any]) -> set[str]:
    """Return the folded name and former names in *values*; one that folds to nothing tells nothing."""
    folded = {fold(name) for name in (values.get("name"), *(values.get("former_names") or ())) if name}
    return folded - {""}


def shared_websites(
    before: Mapping[str, Mapping[str, Any]], coming: Iterable[tuple[str, Mapping[str, Any]]]
) -> tuple[Shared, ...]:
    """Return the websites that the members of *coming* share with each other or with those there *before*."""
    after = {key: dict(doc) for key, doc in before.items()}
    touched: set[str] = set()
    for key, values in coming:
        after.setdefault(key, {}).update(values)
        touched.add(key)
    by_website: dict[str, list[str]] = {}
    for key, values in after.items():
        if website := values.get("website"):
            by_website.setdefault(_bare(website), []).append(key)
    return tuple(
        Shared(website, tuple(sorted(str(after[key].get("name") or key[:8]) for key in members)))
        for website, members in sorted(by_website.items())
        if len(members) > 1 and touched.intersection(members)
    )


def _bare(website: str) -> str:
    """Return *website* without what two ways of writing one address differ in."""
    host, slash, path = website.strip().partition("://")[2].partition("/")
    return (host.lower().removeprefix("www.") + slash + path).rstrip("/")
