"""What a column of an export holds, from its heading ("EVENT_DTTM", "Recorded by") and from what stands in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ..errors import UserError
from .cells import Value, cell_text, date_of
from .kinds import default_kinds
from .labels import NOT_EVENT, Field, field_of
from .people import name_score

Holds = Field | Literal["body"]
GIVEN: dict[str, Holds] = {
    "date": "date", "entered": "entered", "time": "time", "type": "type", "author": "author", "role": "role",
    "title": "title", "text": "body",
}  # fmt: skip
"""What --columns can name, and what it is called here."""

_BODY = frozenset(
    """details detail notes text narrative description summary content contents comments comment body happened
    information recording observations account""".split()
)
_MACHINE = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_")
_TABLE_PREFIX = re.compile(r"^(?:fact|dim lookup|dim|fk|pk) ")
_LOOKED_AT = 300
"""How many rows are looked at to tell what a column holds."""
_WIDEST = 300
"""No table of notes has more columns."""
_FIRST = 25
"""How many rows may stand above the headings: the report's name, when it was run."""


@dataclass(frozen=True)
class Columns:
    """The columns of a table of notes."""

    first: int
    """The first row below the headings; 0 where there are none."""
    labels: tuple[str, ...]
    """The headings as people read them."""
    holds: tuple[Holds, ...]
    body: int

    def of(self, field: Holds) -> int | None:
        """The column that holds `field`, or None."""
        return self.holds.index(field) if field in self.holds else None


def heading_words(heading: str) -> str:
    """A heading as people would write it: "SEEN_ALONE_FLAG" → "Seen alone", "CreatedByName" → "Created by name"."""
    text = " ".join(heading.split()).strip(" *_:")
    if " " in text or not _MACHINE.search(text):
        return text
    words = _TABLE_PREFIX.sub("", " ".join(_MACHINE.sub(" ", text).casefold().split()))
    words = re.sub(r"\bdttm\b|\bdatetime\b|\bdate time\b", "date/time", words)
    words = re.sub(r"\bcasnt\b|\bcasenote\b", "case note", words)
    words = re.sub(r"(?<=\w) (?:id code|code|flag|name)$", "", words)
    return words[:1].upper() + words[1:]


def heading_field(heading: str) -> Holds:
    """What the column under `heading` should hold; "other" for a heading that notes do not usually have."""
    words = heading_words(heading)
    field = field_of(words)
    parts = set(re.findall(r"[a-z]+", words.casefold()))
    if field in ("other", "id") and parts & _BODY and not parts & {"id", "no", "number", "ref"}:
        return "body"
    return field


def find_columns(rows: Sequence[Sequence[Value]], given: Mapping[str, str]) -> Columns | None:
    """The columns of the notes in `rows`; None where they are no table of notes (no dates, no words).

    `given` is what the user says that columns hold ({"date": "Contact date", "text": "D"}); it counts where this
    table has those columns.
    """
    found = _headings(rows, given)
    first = found + 1 if found is not None else 0
    width = max(map(len, rows[first:]), default=0)
    if width > _WIDEST or (found is None and (len(rows) < 3 or width < 2)):
        return None
    heads = [cell_text(v) for v in rows[found]] if found is not None else []
    width = max(width, len(heads))
    heads += [""] * (width - len(heads))
    samples = [_sample(rows[first : first + _LOOKED_AT], c) for c in range(width)]
    holds = _by_heading(heads, samples)
    said = _said(heads, given)
    for field, column in (said or {}).items():
        holds = ["other" if h == field else h for h in holds]
        holds[column] = field
    if not _settle_date(holds, heads, samples, headed=found is not None):
        return None
    body = said["body"] if said and "body" in said else _settle_body(holds, samples)
    if body is None:
        return None
    _settle_people(holds, samples, headed=found is not None)
    names = {"date": "Date", "type": "Type", "author": "Worker"}
    labels = tuple(heading_words(h) or names.get(holds[c], f"Column {c + 1}") for c, h in enumerate(heads))
    return Columns(first, labels, tuple(holds), body)


def check_given(tables: Sequence[Sequence[Sequence[Value]]], given: Mapping[str, str], name: str) -> None:
    """UserError where the user named columns that none of these tables has."""
    if not given or any(_has(rows, given) for rows in tables):
        return
    for rows in tables:
        row = _headings(rows, {})
        if row is not None:
            have = ", ".join(f'"{cell_text(v)}"' for v in rows[row] if cell_text(v))
            raise UserError(f"{name} has no such columns as --columns names; its columns are {have}")
    raise UserError(f"{name} has no such columns as --columns names; name them by their heading or letter (A, B, C)")


def _has(rows: Sequence[Sequence[Value]], given: Mapping[str, str]) -> bool:
    return any(_said([cell_text(v) for v in row], given) is not None for row in rows[:_FIRST])


# ---------------------------------------------------------------------------------------------------- the headings


def _headings(rows: Sequence[Sequence[Value]], given: Mapping[str, str]) -> int | None:
    """The row of headings: the one with the columns that the user names, else one that reads like it."""
    wanted = {_key(name) for name in given.values() if not _letter(name)}
    for i, row in enumerate(rows[:_FIRST]):
        if wanted and wanted <= {_key(v) for v in row if isinstance(v, str)}:
            return i
    for i, row in enumerate(rows[:_FIRST]):
        if _reads_like_headings(row):
            return i
    return None


def _reads_like_headings(row: Sequence[Value]) -> bool:
    filled = [v for v in row if v not in ("", None)]
    if len(filled) < 2 or not all(isinstance(v, str) and len(v) <= 60 and "\n" not in v.strip() for v in filled):
        return False
    fields = [heading_field(str(v)) for v in filled]
    known = sum(f not in ("other", "mail") for f in fields)
    return known >= max(2, 0.4 * len(fields)) and bool({"date", "entered"} & set(fields))


def _key(value: Value) -> str:
    return " ".join(str(value).split()).casefold()


def _letter(name: str) -> int | None:
    """ "C" → 2, "3" → 2; None for a heading's own words."""
    text = name.strip()
    if text.isdecimal() and 0 < int(text) <= 1000:
        return int(text) - 1
    return ord(text.upper()) - ord("A") if len(text) == 1 and text.isascii() and text.isalpha() else None


def _said(heads: Sequence[str], given: Mapping[str, str]) -> dict[Holds, int] | None:
    """Which column the user says holds what; None where this table has not all of them."""
    out: dict[Holds, int] = {}
    keys = [_key(h) for h in heads]
    for what, name in given.items():
        letter = _letter(name)
        if _key(name) in keys:
            out[GIVEN[what]] = keys.index(_key(name))
        elif letter is not None and letter < len(heads):
            out[GIVEN[what]] = letter
        else:
            return None
    return out


# ------------------------------------------------------------------------------------------- what the columns hold


@dataclass(frozen=True)
class _Sample:
    """What stands in a column: how many cells are filled, the share that are dates, and how long they are."""

    values: tuple[str, ...]
    dates: float
    length: float


def _sample(rows: Sequence[Sequence[Value]], column: int) -> _Sample:
    cells = [row[column] for row in rows if column < len(row) and row[column] not in ("", None)]
    texts = tuple(cell_text(v) for v in cells)
    dates = sum(date_of(v)[0] is not None for v in cells) / len(cells) if cells else 0.0
    return _Sample(texts, dates, sum(map(len, texts)) / len(texts) if texts else 0.0)


def _by_heading(heads: Sequence[str], samples: Sequence[_Sample]) -> list[Holds]:
    """The first column with each heading counts; where two are alike, the first that is not empty."""
    holds: list[Holds] = []
    for c, head in enumerate(heads):
        field = heading_field(head) if head else "other"
        at = holds.index(field) if field in holds and field not in ("other", "flag", "id", "mail", "body") else None
        if at is not None:
            if samples[at].values or not samples[c].values:
                field = "other"
            else:
                holds[at] = "other"
        holds.append(field)
    return holds


def _settle_date(holds: list[Holds], heads: Sequence[str], samples: Sequence[_Sample], *, headed: bool) -> bool:
    """Make one column the date, by its heading and by the dates in it; False where there is none."""
    date = holds.index("date") if "date" in holds else None
    if date is not None and samples[date].dates >= 0.5:
        return True
    entered = holds.index("entered") if "entered" in holds else None
    if date is None and entered is not None and samples[entered].dates >= 0.5:
        holds[entered] = "date"
        return True
    for c, sample in enumerate(samples):
        enough = sample.dates >= (0.8 if headed else 0.95) and holds[c] == "other"
        if enough and not NOT_EVENT.search(heads[c].casefold()):
            if date is not None:
                holds[date] = "other"
            holds[c] = "date"
            return True
    return date is not None and headed and not samples[date].values


def _settle_body(holds: list[Holds], samples: Sequence[_Sample]) -> int | None:
    """The column of the notes' own words: of those that could be, the one with the most words."""
    best, most = None, 0.0
    for c, sample in enumerate(samples):
        weight = {"body": 3.0, "other": 1.0, "id": 1.0, "title": 0.7, "type": 0.5, "flag": 0.5}.get(holds[c], 0.0)
        long = sample.length >= (8 if holds[c] == "body" else 25)
        if long and sample.dates < 0.5 and weight * sample.length * len(sample.values) > most:
            best, most = c, weight * sample.length * len(sample.values)
    for c, field in enumerate(holds):
        if field == "body" and c != best:
            holds[c] = "other"
    if best is not None:
        holds[best] = "body"
    return best


def _settle_people(holds: list[Holds], samples: Sequence[_Sample], *, headed: bool) -> None:
    """Without headings, the worker and the type by what stands in the columns."""
    if headed:
        return
    names = [sum(map(name_score, s.values)) / len(s.values) if s.values else 0.0 for s in samples]
    kinds = [sum(map(default_kinds().knows, s.values)) / len(s.values) if s.values else 0.0 for s in samples]
    for field, scores in (("author", names), ("type", kinds)):
        free = [c for c, held in enumerate(holds) if held == "other" and scores[c] >= 0.6]
        if free and field not in holds:
            holds[max(free, key=scores.__getitem__)] = field  # type: ignore[call-overload]
