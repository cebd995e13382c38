"""Headers with labels of a system's own ("Happening date", "Reporting officer"), learned from how they repeat.

Lines that hold a date in the same way are laid side by side, with the lines around them: what is the same in all of
them is the form that was filled in, and what stands between are its values. What a value is, is told by what it says
(a name, a kind of note, a date) and by its label.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from .anchors import Line, with_digits
from .dates import DateFound, clock, find_dates, time_at_start
from .headers import Header
from .kinds import default_kinds
from .labels import NOT_EVENT, field_of
from .people import name_score, split_author
from .sidebyside import EDGE, MOST, SEPARATORS, TOKEN, Row, row_of

_LEAST = 3
"""How many notes a form must be seen in."""
_TALLEST = 10
_MANY = 10_000
"""A text with more lines that have a figure in them is no export with a form of its own."""
_DATES = 3
"""How many dates of a line may be a note's."""
_TRIED = 30
_FORMS = 8
"""How many ways of standing before a date are tried."""
_WORDS = 5
"""How many words make a note."""
_TYPED = re.compile(
    r"\b(?:input|inputted|enter|entered|record|recorded|recording|log|logged|creat\w*|writ\w*|typed|upload\w*)\b"
)
_BY = re.compile(
    r"\b(?:by|worker|officer|practitioner|author|recorder|who|staff|wkr|adviser|advisor|owner|inputter|visitor|lead)\b"
)
_NOT_BY = re.compile(
    r"\b(?:with|child|client|service user|person|subject|family|mother|father|parent|carer|seen(?! by)|present|for"
    r"|to)\b"
)
_BY_WHEN = re.compile(r"(?:^|\b(?:done|complete[d]?|finished|is|be)\s)by$|\bby when\b|\buntil\b")
_MARKS = re.compile(r"[^\W\d_]|\W{2}")
"""What stands before a date in a form and not in a list: letters, or more than one sign."""
_PARTS = re.compile(r"\s+[-–—|]\s+|\s*[/;()\[\]]\s*|\s*[<>|]+\s*")
"""What parts the values of one label: "12/03/2024 – Home visit (Jo Marsh)"."""
_KIND = re.compile(
    r"\b(?:type|typ|kind|nature|sort|category|class|means|method|activity|interaction|intervention|event|what|subsection"
    r"|contact)\b"
)


@dataclass
class _Form:
    """A form that repeats: the lines on which its dates stand, and its lines by how far they are from those."""

    dates: list[tuple[int, DateFound]]
    rows: dict[int, Row]
    body: int | None = None
    """How far below its date the note's own words begin; None: below its last line."""


def find_records(text: str, lines: Sequence[Line]) -> list[Header]:
    """The headers of the form that repeats with the most notes; empty where none names a worker or a kind of note."""
    best: list[Header] = []
    most = (0, 0, 0)
    for dates in _alike(lines):
        # A few of the dates show whether it is worth looking at all of them.
        for some in (dates[:_TRIED], dates):
            form = _learn(lines, some)
            headers = list(_headers(text, lines, form))
            told = sum(bool(h.author) + bool(h.type) for h in headers)
            if not headers or told < len(headers):
                break
        else:
            if any(b.start < a.body for a, b in pairwise(headers)) or not _have_words(text, headers):
                continue
            worth = (told, -len(headers), len(form.rows))
            if worth > most:
                best, most = headers, worth
    return best


def _have_words(text: str, headers: Sequence[Header]) -> bool:
    """Whether most headers have a note's words below them: a list of actions or of children has none."""
    ends = [*(h.start for h in headers[1:]), len(text)]
    said = [len(text[h.body : end].split()) >= _WORDS for h, end in zip(headers, ends, strict=True)]
    return sum(said) >= 0.6 * len(said)


def _alike(lines: Sequence[Line]) -> list[list[tuple[int, DateFound]]]:
    """The dates that have the same words before them, the commonest first; one, two or three words may be the same."""
    groups: dict[tuple[str, ...], dict[int, DateFound]] = defaultdict(dict)
    dated = with_digits(lines)
    if len(dated) > _MANY:
        return []
    for i in dated:
        line = lines[i]
        for found in islice(find_dates(line.text), _DATES):
            before = TOKEN.findall(line.text[: found.start].casefold())
            keys = [tuple(before[-n:]) for n in (1, 2, 3) if n <= len(before)]
            if before:
                keys.append(("first", *before[:1], *before[-1:]))
            elif i:
                keys.append(("", "above", lines[i - 1].text.casefold().strip()))
            if not before or _MARKS.search("".join(before[-3:])):
                for key in keys:
                    groups[key].setdefault(i, found)
    some = {tuple(group): list(group.items()) for group in groups.values() if len(group) >= _LEAST}
    return sorted(some.values(), key=len, reverse=True)[:_FORMS]


# -------------------------------------------------------------------------------------------------------- the form


def _learn(lines: Sequence[Line], dates: Sequence[tuple[int, DateFound]]) -> _Form:
    form = _Form(list(dates), {})
    at = [i for i, _ in dates]
    form.rows[0] = row_of([lines[i].text for i in at])
    for step in (-1, 1):
        for k in range(1, _TALLEST):
            places = [i + step * k for i in at]
            if step < 0 and (places[0] < 0 or lines[places[0]].blank):
                # The first note has nothing above it that is not its own.
                break
            texts = [lines[j].text if 0 <= j < len(lines) else "" for j in places]
            row = row_of(texts)
            if sum(v is not None for v in row.values) < MOST * len(at) or not _is_form(row, texts):
                break
            form.rows[step * k] = row
            if step > 0 and _tells(row):
                form.body = k
                break
            if step > 0 and row.constant and not _is_filled(lines, places):
                form.body = k + 1
                break
    return form


def _is_form(row: Row, texts: Sequence[str]) -> bool:
    """Whether a line that the notes share is one of a form, and not their words that begin alike."""
    if row.constant:
        return all(len(t) <= 60 and t.strip()[-1:] not in (".", "!") for t in texts)
    return any(label[-1:] in SEPARATORS for label in row.labels) or any(
        _names(column) >= MOST
        or _kinds(column) >= MOST
        or _dates(column) >= MOST
        or all(value.isdecimal() for value in column)
        for column in _columns(row)
    )


def _is_filled(lines: Sequence[Line], places: Sequence[int]) -> bool:
    """Whether the lines below a label that stands alone are its values: short, and of one sort."""
    below = [lines[j + 1].text.strip() if j + 1 < len(lines) else "" for j in places]
    if not all(len(words) <= 60 and words[-1:] not in (".", "!", "?", "") for words in below):
        return False
    return max(_names(below), _kinds(below), _dates(below)) >= 0.6


def _tells(row: Row) -> bool:
    """Whether the last value of a line is the note's own words: longer than any header's."""
    last = [v[-1][1] for v in row.values if v]
    return bool(last) and sum(len(words) > 60 or words.rstrip()[-1:] == "." for words in last) >= 0.6 * len(last)


def _columns(row: Row) -> Iterator[list[str]]:
    for c in range(len(row.labels)):
        yield [_bare(v[c][1]) for v in row.values if v]


# ------------------------------------------------------------------------------------------------------ the values


def _bare(value: str) -> str:
    """A value without what only sets it apart."""
    value = value.strip(EDGE)
    return value[1:-1].strip() if value[:1] + value[-1:] == "()" else value


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0


def _names(values: Sequence[str]) -> float:
    return _share([name_score(v) >= 0.6 for v in values if v])


def _kinds(values: Sequence[str]) -> float:
    return _share([default_kinds().knows(v) and len(v.split()) <= 8 for v in values if v])


def _dates(values: Sequence[str]) -> float:
    return _share([(found := next(find_dates(v), None)) is not None and found.start <= 12 for v in values if v])


def _headers(text: str, lines: Sequence[Line], form: _Form) -> Iterator[Header]:
    columns = _all_columns(lines, form)
    held = _held(columns)
    if "date" not in held or not {"author", "type"} & held.keys():
        return
    top, bottom = min(form.rows), max(form.rows)
    for n, (i, found) in enumerate(form.dates):
        said = {field: cell[1] for field, c in held.items() if (cell := columns[c][1][n])}
        author, role = split_author(_bare(said.get("author", "")))
        date = said.get("date", "")
        when = next(find_dates(date), None) or found
        start = lines[max(0, i + top)].start
        last = i + (form.body - 1 if form.body is not None else bottom)
        body = lines[min(last, len(lines) - 1)].end + 1
        if form.body is not None and (row := form.rows.get(form.body)) and (cells := row.values[n]):
            # The note's own words begin on the line of their label.
            body = lines[i + form.body].start + cells[-1][0]
        yield Header(
            start=start,
            body=min(max(body, start), len(text)),
            found=when,
            type=_bare(said.get("type", "")) or None,
            author=author or None,
            role=role,
            time=when.time or _time(said.get("time", "")) or _time(date[when.end :]),
            entered=said.get("entered"),
            slots=frozenset(held) & {"type", "author"},
        )


def _time(words: str) -> str | None:
    words = words.strip(" ,at")
    at = time_at_start(words)
    return clock(words) or (at[0] if at else None)


_Column = tuple[str, list[tuple[int, str] | None]]
"""A label, and the values under it: one for each note, with where it stands in its line."""


def _all_columns(lines: Sequence[Line], form: _Form) -> list[_Column]:
    """Everything that the form's lines hold. A line below a label that stands alone has that label."""
    out: list[_Column] = []
    above = ""
    for k in sorted(form.rows):
        row = form.rows[k]
        if form.body is not None and k >= form.body:
            break
        if row.constant:
            j = form.dates[0][0] + k
            above = lines[j].text.strip(EDGE) if 0 <= j < len(lines) else ""
            continue
        for c, label in enumerate(row.labels):
            name = (label or above if c == 0 else label).strip(EDGE + "?").casefold()
            cells = [v[c] if v else None for v in row.values]
            out.extend((name, part) for part in _apart(cells) if any(cell and _bare(cell[1]) for cell in part))
        above = ""
    return out


def _apart(cells: Sequence[tuple[int, str] | None]) -> list[list[tuple[int, str] | None]]:
    """The values of a label in columns of their own, where nearly all have as many parts."""
    values = [_bare(cell[1]) for cell in cells if cell]
    dated = any(c.isdecimal() for value in values for c in value)
    if not dated and max(_names(values), _kinds(values)) >= MOST:
        return [list(cells)]
    parted = [_parts(*cell) if cell else [] for cell in cells]
    counts = Counter(len(parts) for parts in parted if parts)
    usual = counts.most_common(1)[0][0] if counts else 1
    if usual < 2 or counts[usual] < MOST * len(cells):
        return [list(cells)]
    return [[parts[c] if len(parts) == usual else None for parts in parted] for c in range(usual)]


def _parts(start: int, value: str) -> list[tuple[int, str]]:
    """The parts of a value with where they stand in the line. A date is one, whatever signs are in it."""
    whole = value
    for found in reversed(list(find_dates(value))):
        # Signs within a date part nothing.
        whole = f"{whole[: found.start]}{'0' * (found.end - found.start)}{whole[found.end :]}"
    joints = [(m.start(), m.end()) for m in _PARTS.finditer(whole)]
    spans = zip([0, *(end for _, end in joints)], [*(begin for begin, _ in joints), len(value)], strict=True)
    return [(start + a, value[a:b]) for a, b in spans if value[a:b].strip(EDGE)]


def _held(columns: Sequence[_Column]) -> dict[str, int]:
    """Which column holds the date, the day it was entered, the time, the worker and the kind of note."""
    scores: dict[str, dict[int, float]] = defaultdict(dict)
    for c, (label, cells) in enumerate(columns):
        values = [_bare(cell[1]) for cell in cells if cell and _bare(cell[1])]
        if len(values) < 0.5 * len(cells):
            continue
        field = field_of(label)
        if _dates(values) >= MOST:
            if NOT_EVENT.search(label) or _BY_WHEN.search(label):
                continue
            typed = field == "entered" or _TYPED.search(label) is not None
            scores["entered" if typed else "date"][c] = 1.0 - 0.01 * c
            continue
        if _share([clock(v) is not None for v in values]) >= MOST:
            scores["time"][c] = 1.0 - 0.01 * c
            continue
        names, kinds = _names(values), _kinds(values)
        short = _share([len(v.split()) <= 6 for v in values]) >= MOST
        says_by = field == "author" or (_BY.search(label) is not None and not _NOT_BY.search(label))
        if names >= (0.4 if says_by else MOST) and (says_by or not (_NOT_BY.search(label) or kinds >= 0.5)):
            scores["author"][c] = names + says_by - 0.01 * c
        elif short and (kinds >= 0.6 or field == "type" or (_KIND.search(label) and kinds >= 0.3)):
            scores["type"][c] = kinds + 0.5 * (field == "type" or bool(_KIND.search(label))) - 0.01 * c
    held = {field: max(some, key=some.__getitem__) for field, some in scores.items()}
    if "date" not in held and "entered" in held:
        held["date"] = held.pop("entered")
    return held
