"""Parts of a whole as people count them: the numerator, and the denominator apart."""

from __future__ import annotations

Share = tuple[int, int]
