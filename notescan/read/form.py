"""Which of the dates that could begin notes do: the one form that a file repeats, and the odd header of another."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from .anchors import Anchor, Key, Line, room_above
from .dates import DateFound

_WEAK = 0.35
"""A date that looks less like a header than this is one only where others like it are."""
_FIRM = 0.75
"""A date that looks at least so much like a header may be one of a form of its own."""
_ODD_LONGEST = 100
_BULLETS = tuple("-•*–—·(")


def choose_form(anchors: Sequence[Anchor], lines: Sequence[Line]) -> list[Anchor]:
    """The anchors of the one form that the file uses throughout, one for each line; empty where nothing convinces."""
    forms: dict[Key, list[Anchor]] = defaultdict(list)
    for a in anchors:
        if a.like > _WEAK:
            forms[a.key].append(a)
    if not forms:
        return []
    best = max(forms.values(), key=_worth)
    if _worth(best) < 0.6:
        return []
    chosen = {a.line: a for a in best}
    for a in anchors:
        # A second label for the date ("Date of visit", "Date of meeting") with the rest of a header around it.
        if best[0].key[0] == a.key[0] == "label" and a.like >= 1.8:
            chosen.setdefault(a.line, a)
    if best[0].key[0] != "label":
        for a in _alike(anchors, best, lines):
            chosen.setdefault(a.line, a)
    return [chosen[i] for i in sorted(chosen)]


def _alike(anchors: Sequence[Anchor], best: Sequence[Anchor], lines: Sequence[Line]) -> Iterator[Anchor]:
    """Dates of the same form that look little like headers by themselves ("25 June, trip, Lin"), where they fit in."""
    at = [a.line for a in best]
    tight = sum(room_above(lines, a.line) for a in best) < 0.6 * len(best)
    for a in anchors:
        if a.key != best[0].key or a.like > _WEAK or not (tight or room_above(lines, a.line)):
            continue
        k = bisect_left(at, a.line)
        around = [best[j].found for j in (k - 1, k) if 0 <= j < len(best)]
        if k and lines[a.line].text.rstrip()[-1:] not in ".!?," and fits(a.found, around, rising(best)):
            yield a


def odd_headers(
    anchors: Sequence[Anchor], chosen: Sequence[Anchor], taken: Callable[[int], bool], lines: Sequence[Line]
) -> list[Anchor]:
    """Headers of another form than the file's usual one: a line to itself with a date that fits in where it stands.

    `taken` tells whether a line belongs to a header already.
    """
    at = [a.line for a in chosen]
    tight = sum(room_above(lines, a.line) for a in chosen) < 0.6 * len(chosen)
    up = rising(chosen)
    out: list[Anchor] = []
    for a in anchors:
        k = bisect_left(at, a.line)
        if not k or taken(a.line) or a.like < (1.4 if a.key[0] == "label" else _FIRM) or a.found.year is None:
            continue
        text = lines[a.line].text.strip()
        listed = a.key[0] != "label" and (text[:1] in _BULLETS or "1" in a.key[1] or len(text) > _ODD_LONGEST)
        if listed or text[-1:] in ("?", "!", ",", ":") or not (tight or room_above(lines, a.line)):
            continue
        if a.key[0] == "label" and not room_above(lines, _top(lines, a.line)):
            continue
        around = [chosen[j].found for j in (k - 1, k) if 0 <= j < len(chosen)]
        later = _day(a.found) - _day(around[0])
        if (later if up else -later) > 0 and fits(a.found, around, up) and not _has_dates_below(anchors, a):
            out.append(a)
    return out


def _top(lines: Sequence[Line], i: int) -> int:
    while i and not lines[i - 1].blank:
        i -= 1
    return i


def _has_dates_below(anchors: Sequence[Anchor], anchor: Anchor) -> bool:
    """Whether the next line too is a date of this form: a list of days within a note."""
    return any(a.key == anchor.key and 0 < abs(a.line - anchor.line) <= 1 for a in anchors)


def rising(form: Sequence[Anchor]) -> bool:
    """Whether the dates of a form go up through the file, as far as its ends tell."""
    return _step(form[0].found, form[-1].found) >= 0


def fits(found: DateFound, around: Sequence[DateFound], up: bool) -> bool:
    """Whether a date lies between those before and after it."""
    some = [around[0], found, *around[1:]]
    return all((_step(a, b) >= 0) if up else (_step(a, b) <= 0) for a, b in pairwise(some))


def _day(found: DateFound) -> int:
    return (found.year or 0) * 372 + found.month * 31 + found.day


def _step(a: DateFound, b: DateFound) -> int:
    """How far it is from one date to another; where a year is not given, the shorter way round."""
    if a.year is None or b.year is None:
        return ((b.month * 31 + b.day) - (a.month * 31 + a.day) + 186) % 372 - 186
    return _day(b) - _day(a)


def _worth(form: Sequence[Anchor]) -> float:
    return sum(a.like for a in form) * (0.3 + 0.7 * _in_order([a.found for a in form]))


def _in_order(found: Sequence[DateFound]) -> float:
    """The share of steps that go one way in time; 1 for a single date."""
    if len(found) < 2:
        return 1.0
    up = down = 0
    for a, b in pairwise(found):
        step = _step(a, b)
        up += step >= 0
        down += step <= 0
    return max(up, down) / (len(found) - 1)
