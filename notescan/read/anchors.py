"""Where a note could begin: every date that stands as a header's date would, and the form that the file repeats."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .dates import DateFound, find_dates
from .kinds import default_kinds
from .labels import NOT_EVENT, Cell, cells, field_of
from .people import INITIALS, name_score

REACH = 300
"""How many characters of a line are looked at: no header is longer, and a line may be a megabyte."""

RULE = re.compile(r"[\s>]{0,8}(?:[-=_*~–—#+|]\s?){3,}[\s>]*")
_LEAD = re.compile(
    r"[\s>*_•~\-\u2400-\u2426\ufffd]*(?P<md>#{0,6})[\s*_]*(?P<mark>[|\[(•]?)[\s*_]*"
    r"(?P<number>(?:(?:case )?(?:entry|note|item|record|no)\.?[ ]?)?#?\d{1,6}(?:[ ]of[ ]\d{1,6})?"
    r"(?:[.)]\s|\s?[|:,\t;]\s?|\s[-–—/]\s))?"
    r"\s*",
    re.IGNORECASE,
)
_NO_DIGITS = bytes(set(range(256)) - set(b"0123456789\n"))
_STRONG = re.compile(r"\s*[|;]\s*|\t+|\s+[-–—/]+\s+|,\s+|\s{2,}|[\[\]():]+\s*|\.\s+")
_SEPARATORS = {"|": "pipe", "\t": "tab", "/": "slash", ",": "comma", ":": "colon", ";": "semi", ".": "dot"}
_SEPARATORS |= dict.fromkeys("-–—", "dash") | dict.fromkeys("([", "paren") | dict.fromkeys(")]", "close")
_SENTENCE_END = (
    "in",
    "on",
    "by",
    "from",
    "until",
    "till",
    "to",
    "since",
    "for",
    "before",
    "after",
    "and",
    "dated",
    "is",
)

_GENERIC = frozenset(
    """note;case note;casenote;file note;record;entry;update;office;general;admin;diary;diary note;message;messages;
    conversation;chat;drop in;check in;catch up;walk;outing;lunch;coffee;memo;information;info;enquiry;debrief;duty;
    other;misc;file;office note;office visit;discharge;handed over""".replace("\n", " ").split(";")
)
"""Words that a header may have for its note's kind, though they are no kind in particular."""

_TALK = re.compile(
    r"(?:which|that|is|was|are|were|i|we|he|she|they|it|the|this|and|but|so|when|to|in|at|had|has)\b", re.I
)
"""With what a sentence goes on, and no name of a note."""

WORDED = re.compile(r"[ ]?(?P<type>\S+(?: \S+){0,3}?) (?P<who>[A-Z]{2,3}) ")
"""A kind of note and initials before the note's words, with nothing between them."""

Key = tuple[str, ...]


class Line(NamedTuple):
    """A line of the text, without its line end; `text` is cut at REACH."""

    start: int
    end: int
    text: str

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    @property
    def rule(self) -> bool:
        """A line drawn with dashes or the like."""
        return RULE.fullmatch(self.text) is not None


@dataclass(frozen=True)
class Anchor:
    """A date that may be a note's: where it stands, in which form, and how much like a header that looks."""

    line: int
    found: DateFound
    key: Key
    like: float
    lead: int = 0
    cell: Cell | None = None


def lines_of(text: str) -> list[Line]:
    """The lines of a text, split at `\\n` only."""
    out, start = [], 0
    for part in text.split("\n"):
        end = start + len(part)
        out.append(Line(start, end, part[:REACH]))
        start = end + 1
    return out


def room_above(lines: Sequence[Line], i: int) -> bool:
    """Whether nothing stands right above line `i`."""
    return i <= 0 or lines[i - 1].blank or lines[i - 1].rule


def find_anchors(lines: Sequence[Line]) -> list[Anchor]:
    """Every possible date of a note, at most one for each form on a line."""
    out: list[Anchor] = []
    for i in with_digits(lines):
        line = lines[i]
        dates = [d for d, _ in zip(find_dates(line.text), range(3), strict=False)]
        if dates:
            out.extend(_anchors_in(lines, i, dates))
    return out


def with_digits(lines: Sequence[Line]) -> list[int]:
    """Which lines have a digit in them; most have none, and all of them are asked at once."""
    whole = "\n".join([line.text for line in lines]).encode("utf-8", errors="replace")
    return [i for i, digits in enumerate(whole.translate(None, _NO_DIGITS).split(b"\n")) if digits]


def _anchors_in(lines: Sequence[Line], i: int, dates: Sequence[DateFound]) -> Iterable[Anchor]:
    text = lines[i].text
    labelled = cells(text)
    seen: set[Key] = set()
    for found in dates:
        cell = next((c for c in labelled if c.start <= found.start < c.end), None)
        if cell is not None and not _kind_as_label(cell, found):
            anchor = _labelled(lines, i, found, cell)
        elif labelled and labelled[0].at == 0 and found.start > labelled[0].start and cell is None:
            anchor = None
        else:
            anchor = _label_above(lines, i, found) or _free(lines, i, found, labelled)
        if anchor and anchor.key not in seen:
            seen.add(anchor.key)
            yield anchor


def _kind_as_label(cell: Cell, found: DateFound) -> bool:
    """ "Home visit: 12 March 2024": the label is the kind of note."""
    fits = cell.field == "other" and found.start == cell.start and default_kinds().knows(cell.label)
    return fits and not NOT_EVENT.search(cell.label.casefold())


def _labelled(lines: Sequence[Line], i: int, found: DateFound, cell: Cell) -> Anchor | None:
    if found.start - cell.start > 2:
        return None
    like = {"date": 1.0, "entered": 0.6, "id": 0.5, "mail": 0.2, "type": 0.4}.get(cell.field)
    if like is None:
        return None
    around = _fields_around(lines, i)
    if cell.field == "date" and "mail" in around and not around & {"author", "type"}:
        like = 0.2
    like += 0.4 * bool(around & {"type"}) + 0.4 * bool(around & {"author"})
    return Anchor(i, found, ("label", cell.label.casefold()), like, cell=cell)


def _fields_around(lines: Sequence[Line], i: int) -> set[str]:
    """What the labels of the block of lines around line `i` hold, six lines each way."""
    out = {c.field for c in cells(lines[i].text)}
    for step in (-1, 1):
        j = i + step
        while 0 <= j < len(lines) and abs(j - i) <= 6 and not lines[j].blank:
            found = cells(lines[j].text)
            if not found and step > 0:
                break
            out.update(c.field for c in found)
            j += step
    return {str(f) for f in out}


def _label_above(lines: Sequence[Line], i: int, found: DateFound) -> Anchor | None:
    """The date alone on its line, its label on the line before."""
    if i == 0 or lines[i].text.strip() != lines[i].text[found.start : found.end].strip():
        return None
    above = cells(lines[i - 1].text)
    if not above or above[-1].field != "date" or above[-1].value(lines[i - 1].text):
        return None
    return Anchor(i, found, ("label", above[-1].label.casefold(), "above"), 1.0)


def _free(lines: Sequence[Line], i: int, found: DateFound, labelled: Sequence[Cell]) -> Anchor | None:
    text = lines[i].text
    lead = _LEAD.match(text)
    at = min(lead.end(), found.start) if lead else 0
    if lead and lead["number"] and found.start < lead.end():
        at = lead.start("number")
    before, after = text[at : found.start], text[found.end :]
    mark = ("#" if lead and lead["md"] else "") + (lead["mark"] if lead else "")
    mark += "1" if lead and lead["number"] and at >= lead.end("number") else ""
    ahead = separator(after)
    if not before.strip():
        key: Key = ("start", mark, ahead)
    else:
        words = before.split()
        behind = separator(before[::-1])
        field = field_of(before.strip())
        if field in ("date", "entered") and len(text) <= 120:
            return Anchor(i, found, ("label", before.strip().casefold(), "bare"), 0.8 if field == "date" else 0.5)
        short = len(before) <= 100 and len(text) <= 200
        named = len(words) <= 5 and _names_kind(words)
        if behind == "space" and (len(words) > 6 or words[-1].casefold() in _SENTENCE_END) and not named:
            return None
        if not short and behind not in ("pipe", "tab"):
            return None
        if not before[0].isalnum():
            return None
        loose = ahead in ("space", "close") and behind in ("space", "paren", "comma")
        # "Case note 12/06/2025 Jo Pike" is a header, "Visit on 12/06/2025 was late" is none.
        if loose and not (named and name_score(after.strip(" ()")) >= 0.8):
            return None
        key = ("mid", mark, behind, ahead)
    like = _likeness(lines, i, found, before, after, labelled)
    return Anchor(i, found, key, like, lead=at) if like > 0.1 else None


def _names_kind(words: Sequence[str]) -> bool:
    """Whether words before a date are the name of a kind of note, "Case note for" with it."""
    kept = words[:-1] if len(words) > 1 and words[-1].casefold() in ("for", "of", "on", "dated", "from") else words
    name = " ".join(kept)
    if kept is not words:
        return _plain(name) in _GENERIC
    return _plain(name) in _GENERIC or default_kinds().knows(name)


def separator(text: str) -> str:
    """The kind of separator with which `text` begins."""
    if not text.strip():
        return "end"
    if text[0] == "\t" or text.lstrip(" ")[:1] == "\t":
        return "tab"
    first = text.lstrip()[0]
    if first in "-–—/" and not (text[0].isspace() and text.lstrip()[1:2].isspace()):
        return "space"
    return _SEPARATORS.get(first) or ("gap" if text.startswith("  ") else "space")


def _likeness(
    lines: Sequence[Line], i: int, found: DateFound, before: str, after: str, labelled: Sequence[Cell]
) -> float:
    """How much a line with a date in it looks like a note's header: a kind of note, a name, a time, room around it."""
    long = lines[i].end - lines[i].start > 160
    parts = [p.strip() for p in _STRONG.split(f"{before}\t{after[:160]}") if p and p.strip()][:5]
    kinds = default_kinds()
    like = 0.0
    if not parts:
        like += 0.5
    worded = WORDED.match(after[:60]) if len(after) > 60 else None
    if worded and kinds.knows(worded["type"]):
        return 1.0
    whole = [p for p in parts if len(p) <= 60]
    known = [kinds.knows(p) and len(p.split()) <= 7 and not _TALK.match(p) for p in whole]
    if any(known):
        like += 0.5
    elif any(_plain(p) in _GENERIC for p in whole[:3]):
        like += 0.4
    if any(name_score(p) >= 0.8 for p in whole) or any(INITIALS.fullmatch(p.split()[-1]) for p in whole):
        like += 0.4
    if any(c.field in ("author", "type") for c in labelled):
        like += 0.4
    like += 0.2 * (found.time is not None) + 0.1 * (found.weekday is not None)
    like += 0.2 * room_above(lines, i) + 0.1 * (not long) - 0.5 * _listed(lines, i)
    if known[:1] == [True] and parts[0] == whole[0] and len(whole[0].split()) <= 3 and len(parts) > 1:
        # "10.6.25 stat visit. Baby in bouncer, clean.": the kind is a sentence of its own.
        return like
    sentence = len(after.split()) >= 5 and after.rstrip()[-1:] in (".", "!", "?")
    if sentence and separator(after) == "space" and after.lstrip()[0].islower():
        like -= 0.6
    if long and separator(after) == "space" and not (parts and len(parts[0]) <= 40):
        like -= 0.5
    return like


def _listed(lines: Sequence[Line], i: int) -> bool:
    """Whether the line is one of a list of days that a line above announces: "Visits since then:"."""
    j = i - 1
    while j >= 0 and i - j <= 12 and lines[j].text[:1].isdigit():
        j -= 1
    return j >= 0 and lines[j].text.rstrip().endswith(":") and len(lines[j].text.split()) > 1


def _plain(words: str) -> str:
    return " ".join(re.findall(r"[a-z]+", words.casefold()))
