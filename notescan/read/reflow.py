"""The lines of pages → paragraphs: what only the page's width broke is joined, hyphenated words are made whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median_low
from typing import NamedTuple

from .dates import find_dates
from .labels import cells, field_of

_BULLET = re.compile(r"[•●○▪■◦‣☐☒✓–—*-]\s")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)]\s")
_BROKEN = re.compile(r"(?P<head>[^\W\d_]{2,})(?P<gap> ?)[-\u00ad\u2010]$")
_HYPHENS = ("-", "\u00ad", "\u2010")
_TIGHT = (*_HYPHENS, "/")
_TAIL = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?:;][\"'”’)\]]*$")
_SPACES = (" ", "\t", "\u3000")
_HEADED = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8} \d{4}|\d{4}-\d\d-\d\d")
_DIGITS = frozenset("0123456789")
_ENDS = frozenset(".!?:;\"'”’)]")
_COMPOUND = frozenset(
    """well self co non ex step go follow long short part full half multi pre post anti cross drop pick one two
    three four five six seven eight nine ten on off face day year month week semi high low ill first second
    third mother father""".split()
)
"""Words that keep their hyphen when a line breaks after them, where nothing in the text tells ("follow-" / "up")."""
_NEAR = 40.0
"""Points within which lines begin in the same column."""
_FAR = 80.0
"""Points by which a title may go beyond the column that it stands over."""
_SHORT = 0.75
_EVEN = 2.5
"""Points from its column's edge within which a line of justified text ends."""
_ROOM, _CLOSE = 7.0, 25.0
"""Points from its column's edge within which a line is full, whatever word came next, and has room for a space."""
_MOSTLY, _ENOUGH = 5, 10
_SURE = 1.25
"""How much more room than its first word needs must be left before a line that ends with a space is taken as ended."""
_WIDE = {
    "iljI.,;:'!|\u2019 ": 10, "t-()[]/": 11, 'fr"': 13, "s": 17, "eac": 19, "m": 31, "w": 27, "M": 32, "W": 36,
    "ABCDEFGHKLNOPQRSTUVXYZ&%@": 26,
}  # fmt: skip
"""How wide letters are in most typefaces, where an "n" is 20."""
_WIDTHS = bytes(next((w for letters, w in _WIDE.items() if chr(c) in letters), 20) for c in range(256))
_APART = 1.35
"""How many usual steps down the page make a new paragraph."""


@dataclass(slots=True)
class Line:
    """A printed line: its words, its number on the page, and its place there in points (all 0: not known)."""

    text: str
    number: int
    left: float
    right: float
    bottom: float
    spaced: bool
    """Whether a space stands at its end, as most programs leave it where they broke the line."""
    apart: bool = False
    """Whether it neither goes on with the line before nor in the next one: it holds what was typed into a form."""


class Page(NamedTuple):
    """A page's lines in reading order, and its width in points."""

    lines: Sequence[Line]
    width: float
    filled: bool = False
    """Whether it is a page of a form, with answers among its lines."""


def reflow(pages: Sequence[Page]) -> Iterator[tuple[int, Line, str]]:
    """Page index, line, and what stands after the line: a space, line ends, or nothing where its last word goes on.

    A hyphen that only broke a word is taken off `line.text`.
    """
    columns = [_edges(page.lines) for page in pages]
    joints = _Joints(pages, columns)
    before: tuple[int, Line] | None = None
    for number, (page, edges) in enumerate(zip(pages, columns, strict=True)):
        lines = page.lines
        pitch = _pitch(lines)
        if edges and max(edges) < _SHORT * page.width:
            # Nothing but short lines, as in a form: how far they go does not tell where the page's edge is.
            edges = [page.width] * len(lines)
        even = sum(edge - line.right < _EVEN for line, edge in zip(lines, edges, strict=True)) > 0.5 * len(lines)
        for i, line in enumerate(lines):
            if before is not None:
                new_form = page.filled and i == 0
                yield (*before, "\n\n" if new_form else joints.between(before[1], line, pitch, new_page=i == 0))
            joints.edge, joints.even = edges[i], even
            before = number, line
    if before is not None:
        yield (*before, "\n")


def joined(lines: Sequence[Line], edge: float) -> str:
    """The words of one cell of a table, whose column goes as far as `edge`."""
    page = Page(lines, 0.0)
    joints = _Joints([page], [_edges(lines)])
    joints.edge = edge
    pitch = _pitch(lines)
    out = []
    for last, line in pairwise(lines):
        same = abs(last.bottom - line.bottom) < 1.0
        between = " " if same else joints.between(last, line, pitch, new_page=line.bottom > last.bottom + 1.0)
        out.append(f"{last.text}{between}")
    return "".join(out) + (lines[-1].text if lines else "")


class _Joints:
    """Decides what stands between two lines of a document."""

    def __init__(self, pages: Sequence[Page], columns: Sequence[Sequence[float]]) -> None:
        self._pages = pages
        self.edge = 0.0
        """How far to the right the column of the line before goes."""
        self.even = False
        """Whether its page is justified: every line of a paragraph but the last goes to the edge."""
        self._trusted = _leaves_spaces(pages, columns)
        """Whether the program that made the document leaves a space wherever it broke a line, and nowhere else."""
        self._headed = _has_headers(pages)
        """Whether lines that begin with a date are headers, which end where their line ends."""

    def between(self, last: Line, line: Line, pitch: float, *, new_page: bool) -> str:
        if not self._goes_on(last, line, pitch, new_page=new_page):
            step = last.bottom - line.bottom if last.bottom and line.bottom else 0.0
            return "\n\n" if not new_page and pitch and step > _APART * pitch else "\n"
        broken = _BROKEN.search(last.text[-40:]) if last.text[-1:] in _HYPHENS else None
        tail = _TAIL.match(line.text)
        if tail and tail[0][0].isupper() and last.text[-1] == "\u00ad":
            last.text = f"{last.text[:-1]}-"
        if broken is None or tail is None or not tail[0][0].islower() or (broken["gap"] and last.spaced):
            return " " if last.spaced or last.text[-1:] not in _TIGHT else ""
        if not self._keeps_hyphen(broken["head"], tail[0]):
            last.text = last.text[:-1].rstrip()
        elif last.text[-1] == "\u00ad":
            last.text = f"{last.text[:-1]}-"
        return ""

    def _goes_on(self, last: Line, line: Line, pitch: float, *, new_page: bool) -> bool:
        """Whether `line` goes on with what `last` began: no word more would have fitted, and the step is the usual."""
        if last.apart or line.apart:
            return False
        words = line.text
        ended = (
            last.text[-1] in _ENDS and not _awaits_value(last.text) and _SENTENCE_END.search(last.text[-4:]) is not None
        )
        if (words[1:2] in _SPACES and _BULLET.match(words)) or (
            ended and (_NUMBERED.match(words) or _begins_entry(words))
        ):
            return False
        if not (last.right and line.right):
            return words[:1].islower() and not ended
        step = last.bottom - line.bottom
        jumps = new_page or step < 0
        if not jumps and pitch and step > _APART * pitch:
            return False
        if last.text[-1:] == "\u00ad":
            return True
        hyphen = last.text[-1:] in _HYPHENS
        broken = self._trusted and last.spaced
        free = self.edge - last.right
        letter = (line.right - line.left) / len(words)
        if letter < 1.0:
            letter = 1.0
        if self._trusted and not broken and not hyphen and free > letter:
            # Where spaces are left at breaks, a line with room for one and without it is the end of a paragraph.
            return False
        space = words.find(" ")
        first = ((space if space > 0 else len(words)) + (1.5 if last.spaced else 0.5)) * letter
        if broken:
            first *= _SURE
        elif 0.6 * first < free < 1.7 * first:
            # Too near to tell by letters that are all alike.
            first = _width(words[:space] if space > 0 else words, line) + (0.0 if hyphen else 0.3 * letter)
        if first <= free or (self.even and free > _EVEN):
            return jumps and words[:1].islower() and not ended
        if not broken and ":" in words and _labelled(words) and _labelled(last.text):
            return _breaks_label(last.text, words)
        if self._headed and not broken and _HEADED.match(last.text) and not words[:1].islower():
            return False
        return not (jumps and ended) or words[:1].islower()

    def _keeps_hyphen(self, head: str, tail: str) -> bool:
        """Whether the hyphen belongs to the word, by how the text writes it elsewhere."""
        whole, parted = f"{head}{tail}".casefold(), f"{head}-{tail}".casefold()
        if whole in self._words or parted in self._words:
            return whole not in self._words
        return head.casefold() in _COMPOUND

    @cached_property
    def _words(self) -> set[str]:
        return {
            w.replace("\u2010", "-") for p in self._pages for x in p.lines for w in _WORD.findall(x.text.casefold())
        }


def _leaves_spaces(pages: Sequence[Page], columns: Sequence[Sequence[float]]) -> bool:
    """Whether nearly all lines that go to the edge of their column end with a space or a hyphen."""
    full = [
        line
        for page, edges in zip(pages, columns, strict=True)
        for line, edge in zip(page.lines, edges, strict=True)
        if _ROOM < edge - line.right < _CLOSE and line.right
    ]
    spaced = sum([line.spaced for line in full])
    bare = sum([not line.spaced and line.text[-1] not in _HYPHENS for line in full])
    return spaced > _MOSTLY * bare and spaced >= _ENOUGH


def _has_headers(pages: Sequence[Page]) -> bool:
    """Whether lines that begin with a date are headers: hardly ever does the next line begin with a small letter."""
    below = [
        line.text[0].islower()
        for page in pages
        for last, line in pairwise(page.lines)
        if last.text[0] in _DIGITS and _HEADED.match(last.text)
    ]
    return len(below) > 2 and sum(below) <= 0.1 * len(below)


def _breaks_label(last: str, words: str) -> bool:
    """Whether a label begins at the end of one line and goes on in the next: "... Contact" / "Type: ..."."""
    begun = last.rstrip().rpartition(" ")[2]
    return field_of(f"{begun} {words.partition(':')[0]}") not in ("other", "mail")


def _width(word: str, line: Line) -> float:
    """How wide a word of a line is, by how wide its letters are in most typefaces and how wide the line is."""
    return _units(word) * (line.right - line.left) / max(_units(line.text), 1)


def _units(words: str) -> int:
    return sum(words.encode("latin-1", errors="replace").translate(_WIDTHS))


def _awaits_value(words: str) -> bool:
    """Whether a line ends with a label whose value is on the next one ("Worker: Jo Marsh   Date:")."""
    found = cells(words[:300]) if words[-1] == ":" else ()
    return bool(found) and found[-1].field in ("date", "entered", "type", "author", "time")


def _labelled(words: str) -> bool:
    """Whether a line begins with a label ("Mother: ...")."""
    return ":" in words[:30] and bool(cells(words[:200]))


def _begins_entry(words: str) -> bool:
    """Whether a line could be a note's header, by the date or label with which it begins."""
    if "\t" in words:
        return True
    opening = words[:60]
    # Looked for only where there could be one: this is asked of very many lines.
    if not _DIGITS.isdisjoint(opening):
        found = next(find_dates(opening), None)
        if found is not None and found.start <= 3:
            return True
    return any(c.field not in ("other", "mail", "flag") for c in cells(words[:200]))


def _edges(lines: Sequence[Line]) -> list[float]:
    """For every line, how far to the right the lines go that begin where it does or further left."""
    lefts = [line.left for line in lines]
    if lefts and max(lefts) - min(lefts) <= _NEAR:
        return [_furthest(lines)] * len(lines)
    out = [0.0] * len(lines)
    column: list[int] = []
    furthest = 0.0
    order = sorted(range(len(lines)), key=lefts.__getitem__)
    for k, i in enumerate(order):
        column.append(i)
        if k + 1 == len(order) or lefts[order[k + 1]] - lefts[i] > _NEAR:
            furthest = max(furthest, _furthest([lines[j] for j in column]))
            for j in column:
                out[j] = furthest
            column = []
    return out


def _furthest(lines: Sequence[Line]) -> float:
    """How far the lines of a column go. A title may run over two of them: one line alone is no column's edge."""
    rights = sorted([line.right for line in lines], reverse=True)
    return rights[1] if len(rights) > 3 and rights[0] - rights[1] > _FAR else rights[0]


def _pitch(lines: Sequence[Line]) -> float:
    """The usual step from line to line, in points; 0 where there is none."""
    steps = [step for a, b in pairwise([line.bottom for line in lines]) if 0 < (step := a - b) < 60]
    return median_low(steps) if steps else 0.0
