"""The drawn time line: months along the top, a row for each kind of event, long gaps between visits written out."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from notescan.chronology.gaps import Gap
from notescan.chronology.words import MARKS, SHORT, date, days
from notescan.over_time import Event

LEAST_WIDTH = 40
VAGUE = "~"
GAP = "╌"
_SEVERAL = "2"
_ALL_ELSE = "All else"
_KEY = (
    ("●", "took place"),
    ("×", "attempted or cancelled"),
    ("○", "planned or due"),
    ("?", "not told"),
    (VAGUE, "known only to the month or year"),
    (_SEVERAL, "that many at one place"),
    (GAP * 2, "a long gap between visits"),
)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days to columns."""

    first: dt.date
    last: dt.date
    columns: int

    def at(self, day: dt.date) -> int:
        span = max(1, (self.last - self.first).days)
        return round((day - self.first).days / span * (self.columns - 1))


def draw(events: Sequence[Event], gaps: Iterable[Gap] = (), *, width: int, first: dt.date, last: dt.date) -> list[str]:
    """The time line from `first` to `last` as lines of plain text, none wider than `width` (at least 40).

    Events of other days are left out, and a line says how many; so are those without a date.
    """
    lines, used, outside = _drawing(events, gaps, width, first, last, _by_kind)
    return [*lines, *_wrapped([*_key(used, max(width, LEAST_WIDTH)), *outside], max(width, LEAST_WIDTH))]


def draw_small(
    events: Sequence[Event], gaps: Iterable[Gap] = (), *, width: int, first: dt.date, last: dt.date
) -> list[str]:
    """The time line in five lines at most, for a small screen: visits in one row, all else in another; no key."""
    return _drawing(events, gaps, width, first, last, _visits_or_not)[0]


def _by_kind(event: Event) -> str:
    return SHORT[event.kind]


def _visits_or_not(event: Event) -> str:
    return SHORT["visit"] if event.kind == "visit" else _ALL_ELSE


def _drawing(
    events: Sequence[Event],
    gaps: Iterable[Gap],
    width: int,
    first: dt.date,
    last: dt.date,
    row_of: Callable[[Event], str],
) -> tuple[list[str], set[str], list[str]]:
    """The lines of the drawing, the signs that are in it, and what is told of events that are not."""
    width = max(width, LEAST_WIDTH)
    last = max(first, last)
    shown = [e for e in events if e.first is not None and first <= e.first <= last]
    outside = list(_left_out(events, first, last))
    if not shown:
        return _wrapped([f"Nothing with a date between {date(first)} and {date(last)}."], width), set(), outside
    order = list(SHORT)
    rows: dict[str, list[Event]] = defaultdict(list)
    for event in sorted(shown, key=lambda e: (row_of(e) == _ALL_ELSE, order.index(e.kind))):
        rows[row_of(event)].append(event)
    label = max(map(len, rows)) + 2
    scale = _Scale(first, last, width - label)
    lines = [" " * label + line for line in _months(scale)]
    used: set[str] = set()
    for name, here in rows.items():
        row = _row(here, list(gaps) if name == SHORT["visit"] else [], scale, used)
        lines.append(f"{name:<{label}}{row}".rstrip())
    return lines, used, outside


def _months(scale: _Scale) -> Iterator[str]:
    """Three lines: the years, the months (or only some letters of them, or none), and a rule with a tick a month."""
    starts = list(_month_starts(scale.first, scale.last))
    columns = [scale.at(max(day, scale.first)) for day in starts]
    room = min((b - a for a, b in pairwise(columns)), default=scale.columns)
    years, names, rule = ([" "] * scale.columns, [" "] * scale.columns, ["─"] * scale.columns)
    for day, column in zip(starts, columns, strict=True):
        if day == starts[0] or day.month == 1:
            _put(years, column, f"{day.year}")
        letters = 3 if room >= 4 else 1 if room >= 2 else 0
        _put(names, column, f"{day:%b}"[:letters])
        rule[column] = "┬"
    yield "".join(years).rstrip()
    yield "".join(names).rstrip()
    yield "".join(rule)


def _month_starts(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    day = first.replace(day=1)
    while day <= last:
        yield day
        day = (day + dt.timedelta(days=32)).replace(day=1)


def _row(events: Sequence[Event], gaps: Sequence[Gap], scale: _Scale, used: set[str]) -> str:
    """One kind's marks and gaps; which signs were used is added to `used`."""
    cells = [" "] * scale.columns
    at: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        assert event.first is not None
        at[scale.at(event.first)].append(event)
    for gap in gaps:
        if gap.long and gap.last >= scale.first and gap.first <= scale.last:
            start, end = scale.at(max(gap.first, scale.first)), scale.at(min(gap.last, scale.last))
            _put_gap(cells, range(start + 1, end if gap.after else end + 1), gap, at.keys())
            used.add(GAP)
    for column, here in at.items():
        cells[column] = _mark(here)
        used.add(cells[column] if len(here) == 1 else _SEVERAL)
    return "".join(cells)


def _put_gap(cells: list[str], columns: range, gap: Gap, taken: Collection[int]) -> None:
    """A broken line with the number of days in it, as near its middle as no mark stands in the way."""
    for column in columns:
        cells[column] = GAP
    free = [column for column in columns if column not in taken]
    middle = (columns.start + columns.stop) / 2
    for said in (f" {days(gap.days)} ", f"{gap.days} d", f"{gap.days}"):
        places = [c for c in free if all(n in columns and n not in taken for n in range(c, c + len(said)))]
        if places and len(said) + 2 <= len(columns):
            _put(cells, min(places, key=lambda c: abs(c + len(said) / 2 - middle)), said)
            return


def _mark(events: Sequence[Event]) -> str:
    if len(events) > 1:
        return str(len(events)) if len(events) < 10 else "+"
    (event,) = events
    return VAGUE if event.precision not in ("day", "week") and event.state == "held" else MARKS[event.state]


def _put(cells: list[str], column: int, text: str) -> None:
    """Write over the cells from `column` on, as far as they go; a word that does not fit whole is left out."""
    if column + len(text) <= len(cells):
        cells[column : column + len(text)] = text


def _key(used: Collection[str], width: int) -> Iterator[str]:
    """What the signs that were used mean, in as many lines as it takes."""
    line = ""
    if not used:
        return
    for part in (f"{sign} {means}" for sign, means in _KEY if sign[0] in used):
        if line and len(line) + len(part) + 3 > width:
            yield line
            line = ""
        line = f"{line} · {part}" if line else part
    yield line


def _wrapped(said: Iterable[str], width: int) -> list[str]:
    return [line for one in said for line in textwrap.wrap(one, width)]


def _left_out(events: Sequence[Event], first: dt.date, last: dt.date) -> Iterator[str]:
    undated = sum(e.first is None for e in events)
    outside = sum(e.first is not None and not first <= e.first <= last for e in events)
    if outside:
        yield f"Not drawn: {outside} before {date(first)} or after {date(last)}."
    if undated:
        yield f"Not drawn: {undated} without a date."
