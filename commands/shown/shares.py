"""Shares, always as so many of so many: a percentage alone says nothing of how many were asked."""

from __future__ import annotations

from collections.abc import Sequence

from .layout import Column, Item


def column(title: str, name: str) -> Column:
    """Return a column of a share."""

    def read(item: Item) -> str:
        return share(item[name])

    return Column(title, read)


def share(parts: Sequence[int]) -> str:
    """Return a numerator and a denominator as `3/7 43%`; a share of none has no percentage."""
    numerator, denominator = parts
    return (
        f"{numerator}/{denominator} {round(100 * numerator / denominator)}%"
        if denominator
        else f"{numerator}/0"
    )
