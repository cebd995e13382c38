"""Dates inside a note that look like headers, told by what they lack and by their place in time."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from .headers import Header


def without_strays(headers: Sequence[Header], order: Sequence[float | None]) -> list[Header]:
    """The headers without those that are dates inside a note: out of order, without a worker or type.

    `order` is each header's date as a number, None where its year is not known.
    """
    if len(headers) < 3:
        return list(headers)
    need = {s for s in ("type", "author") if sum(s in h.slots for h in headers) >= 0.75 * len(headers)}
    authors = Counter(h.author for h in headers)
    astray = _astray(order)
    out = []
    for i, h in enumerate(headers):
        lacking = need - h.slots
        stranger = "author" in need and authors[h.author] == 1 and len(authors) <= 0.6 * len(headers)
        doubts = len(lacking) + (i in astray) + (stranger and i in astray) + 0.5 * (not h.roomy)
        if need and (lacking == need or doubts >= 2):
            continue
        out.append(h)
    return out


def _astray(order: Sequence[float | None]) -> set[int]:
    """Which dates are outside the longest run that rises (or falls) through the file."""

    def outside(sign: int) -> set[int]:
        tails: list[float] = []
        at: list[int] = []
        back: dict[int, int | None] = {}
        for i, value in enumerate(order):
            if value is None:
                continue
            k = bisect_right(tails, sign * value)
            tails[k : k + 1], at[k : k + 1] = [sign * value], [i]
            back[i] = at[k - 1] if k else None
        keep: set[int] = set()
        i2: int | None = at[-1] if at else None
        while i2 is not None:
            keep.add(i2)
            i2 = back[i2]
        return {i for i, v in enumerate(order) if v is not None} - keep

    return min(outside(1), outside(-1), key=len)
