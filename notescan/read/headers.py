"""From the dates that begin notes to whole headers: where each starts and ends, and what it says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from . import columns
from .anchors import Anchor, Line, find_anchors, room_above
from .columns import Row
from .dates import DateFound, clock, time_at_start, year_alone
from .entered import is_entry_label
from .form import choose_form, odd_headers
from .kinds import default_kinds
from .labels import Cell, Field, cells
from .oneline import Block, cut_bodies, is_inline
from .people import name_score, split_author

_TALLEST = 12
"""How many lines above and below its date a header may have."""
_CORE: frozenset[Field] = frozenset(("date", "entered", "type", "author", "role", "time", "team", "id", "title"))
_NUMBERED = re.compile(
    r"[\s>*#_=\[(-]*(?:(?:case\s)?(?:entry|note|record|item|page|event|log|visit|session|contact|submission)|case\snotes?)\b"
    r"(?:\s(?:no\.?|number|id|ref))?\s*[:#]?\s*\d{1,7}(?:\s*(?:of|/)\s*\d{1,7})?[\s*_=\])-]*",
    re.IGNORECASE,
)
_NAMED_FORM = re.compile(
    r"[\s>*#_=\[(-]*(?:form|section|document|part)\s\d{1,3}[a-z]?\s*[:.–-]\s*(?P<type>[^\W\d_][^.!?]{2,70}?)[\s*_=\])]*",
    re.IGNORECASE,
)
"""The heading of a form, right above its labels: "FORM 4: Visit"."""


@dataclass(frozen=True)
class Header:
    """The header of one note. Offsets are in the text; `year` is that of a heading above, if there is one."""

    start: int
    body: int
    found: DateFound
    stated: int | None = None
    type: str | None = None
    author: str | None = None
    role: str | None = None
    time: str | None = None
    title: str | None = None
    entered: str | None = None
    """The words of the label that tells when the note was typed up."""
    slots: frozenset[str] = frozenset()
    """Which of type and author the header has a place for, filled or not."""
    roomy: bool = True
    """Whether the line above is blank, a drawn line, or none."""


def find_headers(text: str, lines: Sequence[Line]) -> list[Header]:
    """The headers of a text's notes in their order; empty where the text has none."""
    anchors = find_anchors(lines)
    chosen = choose_form(anchors, lines)
    if not chosen:
        return []
    headers, taken = _headers_of(text, lines, chosen)
    odd: dict[tuple[str, ...], list[Anchor]] = {}
    for a in odd_headers(anchors, chosen, taken.__contains__, lines):
        odd.setdefault(a.key, []).append(a)
    for form in odd.values():
        more, lines_of_form = _headers_of(text, lines, form)
        headers += more
        taken |= lines_of_form
    return sorted({h.start: h for h in reversed(headers)}.values(), key=_start)


def _start(header: Header) -> int:
    return header.start


def _headers_of(text: str, lines: Sequence[Line], chosen: Sequence[Anchor]) -> tuple[list[Header], set[int]]:
    """The headers of one form, and the lines on which they stand."""
    blocks = [_block(lines, a) for a in chosen]
    blocks = [b for k, b in enumerate(blocks) if k == 0 or b.top > blocks[k - 1].bottom]
    _take_lines_around(lines, blocks)
    texts = [_header_texts(lines, b) for b in blocks]
    inline = is_inline(lines, blocks, texts)
    separators = columns.separators_in([t for t in (" \n ".join(p[1] for p in parts) for parts in texts) if t.strip()])
    for block, parts in zip(blocks, texts, strict=True):
        block.row.segments = [
            s
            for offset, part in parts
            for s in columns.split(part, offset, [x for x in separators if not inline or x != "colon"])
        ]
    if inline:
        cut_bodies(lines, blocks, texts, separators)
    columns.learn([b.row for b in blocks], text)
    return [_header(text, lines, b) for b in blocks], {j for b in blocks for j in range(b.top, b.bottom + 1)}


# ---------------------------------------------------------------------------------------------- extent of a header


def _block(lines: Sequence[Line], anchor: Anchor) -> Block:
    top = bottom = anchor.line
    labelled_form = anchor.key[0] == "label"
    if anchor.key[-1] == "above":
        top -= 1
    if labelled_form:
        j = top - 1
        while j >= 0 and anchor.line - j <= _TALLEST and not lines[j].blank:
            found = cells(lines[j].text)
            if not found or found[0].field in ("other", "mail"):
                break
            if found[0].field in _CORE or j == 0 or lines[j - 1].blank or lines[j - 1].rule:
                top = j
            j -= 1
    bottom = _walk_down(lines, anchor.line)
    return Block(anchor, top, bottom, Row([]), {}, 0)


def _walk_down(lines: Sequence[Line], line: int) -> int:
    """The last of the labelled header lines below `line`."""
    bottom, j = line, line + 1
    while j < len(lines) and j - bottom <= 4 and j - line <= _TALLEST:
        if lines[j].blank or lines[j].rule:
            # A blank line inside a header only where a worker or a type is still to come.
            found = cells(lines[j + 1].text) if j + 1 < len(lines) else ()
            if j > line + 1 or not found or found[0].field not in ("type", "author"):
                break
        else:
            if _is_value(lines, j):
                bottom, j = j, j + 1
                continue
            found = cells(lines[j].text)
            if not found or found[0].field not in _CORE | {"flag"} or len(found[0].value(lines[j].text)) > 80:
                break
            if any(c.field in _CORE for c in found):
                bottom = j
        j += 1
    return bottom


def _is_value(lines: Sequence[Line], j: int) -> bool:
    """Whether line `j` is the value of a label that stands alone on the line above."""
    above = cells(lines[j - 1].text) if j else ()
    if not above or above[-1].field not in _CORE or above[-1].value(lines[j - 1].text):
        return False
    return _short_line(lines[j]) and not cells(lines[j].text)


def _take_lines_around(lines: Sequence[Line], blocks: list[Block]) -> None:
    """Let the headers take in the lines above and below that are a header's in most of the notes."""
    for block in blocks:
        if block.top and (
            _NUMBERED.fullmatch(lines[block.top - 1].text)
            or (
                block.anchor.key[0] == "label"
                and _NAMED_FORM.fullmatch(lines[block.top - 1].text)
                and _roomy(lines, block.top - 1)
            )
        ):
            block.top -= 1
    for _ in range(4):
        shapes = Counter(_shape(lines[b.top - 1].text) for b in blocks if b.top and _may_repeat(lines, b))
        shape, n = shapes.most_common(1)[0] if shapes else ("", 0)
        if n < 2 or n < 0.6 * len(blocks):
            break
        bottoms = [-2, *(b.bottom for b in blocks)]
        for b, upper in zip(blocks, bottoms, strict=False):
            # What stands between two headers is a note's; its last line may be alike in all of them.
            if b.top and b.top - 2 > upper and _shape(lines[b.top - 1].text) == shape:
                b.top -= 1
    if blocks[0].anchor.key[0] == "label":
        return
    if any(_line_parts(lines, b, b.anchor.line) for b in blocks[:40:2]):
        _take_names_below(lines, blocks)
        return
    for step in (1, 2):
        if sum(_field_like(_at(lines, b.anchor.line + step)) for b in blocks) < 0.7 * len(blocks):
            break
        for b in blocks:
            if b.bottom == b.anchor.line + step - 1 and _short_line(_at(lines, b.bottom + 1)):
                b.bottom += 1
    for n in (2, 1):
        above = [
            b
            for b in blocks
            if _roomy(lines, b.top - n) and all(_field_like(_at(lines, b.top - k)) for k in range(1, n + 1))
        ]
        if len(above) >= 0.7 * len(blocks):
            for b in above:
                b.top -= n
            break


def _take_names_below(lines: Sequence[Line], blocks: Sequence[Block]) -> None:
    """Where the date's line gives the kind of note and the worker has the next line to himself in most notes."""
    some = [b for b in blocks if b.bottom == b.anchor.line and _is_name(_at(lines, b.bottom + 1))]
    named = any(
        name_score(p.strip(" -–—,|:;()")) >= 0.8 for b in blocks for _, p in _line_parts(lines, b, b.anchor.line)
    )
    if not named and len(some) >= 0.7 * len(blocks):
        for b in some:
            b.bottom += 1


def _is_name(line: Line) -> bool:
    return _short_line(line) and name_score(line.text.strip(" *_#|")) >= 0.8


def _at(lines: Sequence[Line], j: int) -> Line:
    return lines[j] if 0 <= j < len(lines) else Line(0, 0, "")


def _roomy(lines: Sequence[Line], j: int) -> bool:
    """Whether nothing stands right above line `j`."""
    return room_above(lines, j)


def _short_line(line: Line) -> bool:
    text = line.text.strip()
    return 0 < len(text) <= 60 and text[-1] not in ".!?:"


def _may_repeat(lines: Sequence[Line], block: Block) -> bool:
    """Whether the line above may be a heading that every note has; a worker or type on its own is told elsewhere."""
    line = lines[block.top - 1]
    return not line.blank and not line.rule and (block.anchor.key[0] == "label" or not _field_like(line))


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text.strip().casefold())


def _field_like(line: Line) -> bool:
    """A short line that is a worker's name or a kind of note and nothing more."""
    text = line.text.strip(" *_#|")
    if not text or not _short_line(line):
        return False
    return name_score(text) >= 0.6 or (default_kinds().knows(text) and len(text.split()) <= 6)


def _line_parts(lines: Sequence[Line], block: Block, j: int) -> list[tuple[int, str]]:
    """The unlabelled parts of header line `j`, with their offsets in the case."""
    line, anchor = lines[j], block.anchor
    spans = [(0, len(line.text))]
    if j == anchor.line:
        ends = anchor.found.end
        spans = [(anchor.lead, anchor.found.start), (ends, len(line.text))]
    labelled = cells(line.text)
    out = []
    for start, end in spans:
        if anchor.key[0] == "label" and j == anchor.line and end <= anchor.found.start:
            continue
        # Of a labelled value only what stands after the header's own date is a part of its own.
        stop = min(
            (c.at for c in labelled if c.at >= start and c is not anchor.cell and c.field != "other"),
            default=end,
        )
        part = line.text[start : min(stop, end)]
        if part.strip(" \t|;,:.-–—*_#()[]>=/"):
            out.append((line.start + start, part))
    return out


def _header_texts(lines: Sequence[Line], block: Block) -> list[tuple[int, str]]:
    parts: list[tuple[int, str]] = []
    for j in range(block.top, block.bottom + 1):
        if lines[j].rule or lines[j].blank or _NUMBERED.fullmatch(lines[j].text):
            continue
        if j == block.top and j < block.anchor.line and (form := _NAMED_FORM.fullmatch(lines[j].text)):
            block.labelled.setdefault("type", form["type"].strip())
            continue
        for c in cells(lines[j].text):
            if c.field in _CORE and (j != block.anchor.line or c is not block.anchor.cell):
                value = c.value(lines[j].text) or _next_line_value(lines, j, c)
                # "Entry: Home visit" names the kind, where "Entry: 12" is a number.
                numbered = re.match(r"\W*\d+(?!:\d)\b", value) or re.search(r"\d{3}", value)
                named = c.field == "id" and not numbered and default_kinds().knows(value)
                block.labelled.setdefault("type" if named else c.field, value)
                if c.field in ("author", "entered"):
                    block.labelled.setdefault(f"{c.field} {c.label.casefold()}", value)
        if j == block.anchor.line or not (cells(lines[j].text) or _is_value(lines, j)):
            parts.extend(_line_parts(lines, block, j))
    end = lines[block.bottom]
    block.body = end.end + 1
    below = block.bottom + 1
    if below < len(lines) and lines[below].rule and not _grid_rule(lines[below].text):
        block.body = lines[below].end + 1
    return parts


def _grid_rule(text: str) -> bool:
    return "|" in text


def _next_line_value(lines: Sequence[Line], j: int, cell: Cell) -> str:
    if cell.field not in ("type", "author") or j + 1 >= len(lines) or cells(lines[j + 1].text):
        return ""
    text = lines[j + 1].text.strip()
    return text if len(text) <= 60 and text[-1:] != "." else ""


# ------------------------------------------------------------------------------------------------------ the header


def _header(text: str, lines: Sequence[Line], block: Block) -> Header:
    row, given = block.row, block.labelled
    author, role = row.author, row.role
    chosen = _labelled_author(given)
    if chosen:
        author, own = split_author(chosen)
        role = own or role
    role = given.get("role") or role
    found = block.anchor.found
    time = (clock(given["time"]) or _first_time(given["time"])) if given.get("time") else None
    slots = frozenset(
        name
        for name, there in (
            ("type", "type" in given or row.type is not None),
            ("author", "author" in given or row.author is not None),
        )
        if there
    )
    return Header(
        start=lines[block.top].start,
        body=min(max(row.body or block.body, lines[block.top].start), len(text)),
        found=found,
        stated=_stated_year(lines, block),
        type=(given.get("type") or row.type or None),
        author=author or None,
        role=role or None,
        time=found.time or time or row.time,
        title=given.get("title") or row.title or None,
        entered=next((v for k, v in given.items() if k.startswith("entered ") and is_entry_label(k)), None),
        slots=slots,
        roomy=_roomy(lines, block.top),
    )


def _labelled_author(given: dict[str, str]) -> str | None:
    """The worker by the label that names the recorder; a plain "Worker:" only where there is none of those."""
    names = {k.removeprefix("author "): v for k, v in given.items() if k.startswith("author ") and v}
    firm = [v for k, v in names.items() if k == "author" or k.endswith("by") or k == "worker"]
    return next(iter(firm or names.values()), None)


def _first_time(value: str) -> str | None:
    got = time_at_start(value.strip())
    return got[0] if got else None


def _stated_year(lines: Sequence[Line], block: Block) -> int | None:
    """The year that stands alone just above a header, rules and blank lines between, or on a line of it."""
    top = block.top
    for line in lines[top : block.anchor.line]:
        if year := year_alone(line.text):
            return year
    j = top - 1
    while j >= 0 and top - j <= 4:
        if year := year_alone(lines[j].text):
            return year
        if not (lines[j].blank or lines[j].rule):
            return None
        j -= 1
    return None
