"""Headers with the notes' own words after them on the same line: where the one ends and the other begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from . import columns
from .anchors import WORDED, Anchor, Line
from .columns import Row, Segment
from .kinds import default_kinds
from .people import name_score

_COLON = re.compile(r"[^:\n]{1,70}:\s+(?=\S)")


@dataclass
class Block:
    """A header in the making: its lines, and what is known of it so far."""

    anchor: Anchor
    top: int
    bottom: int
    row: Row
    labelled: dict[str, str]
    body: int


def is_inline(lines: Sequence[Line], blocks: Sequence[Block], texts: Sequence[Sequence[tuple[int, str]]]) -> bool:
    """Whether the notes' own words follow the header on its line."""
    long = sum(_after_date(lines, b) > 110 for b in blocks)
    ends = [b.top for b in blocks[1:]] + [len(lines)]
    # Notes with nothing below their header line have all their words on it.
    bare = sum(
        all(lines[j].blank or lines[j].rule for j in range(b.bottom + 1, min(end, b.bottom + 9)))
        for b, end in zip(blocks, ends, strict=True)
    )
    return long >= 0.4 * len(blocks) or (bare >= 0.8 * len(blocks) and any(texts))


def _after_date(lines: Sequence[Line], block: Block) -> int:
    line = lines[block.anchor.line]
    return line.end - line.start - block.anchor.found.end


def cut_bodies(
    lines: Sequence[Line],
    blocks: Sequence[Block],
    texts: Sequence[Sequence[tuple[int, str]]],
    separators: Sequence[str],
) -> None:
    """Keep of each line only the parts before the note's own words begin, and set where they do."""
    after = [[s for s in b.row.segments if s.start >= _date_end(lines, b)] for b in blocks]
    if not any(x in separators for x in ("pipe", "tab")) and _cut_at_colon(lines, blocks):
        return
    keep = 0
    while separators:
        column = [a[keep] for a in after if len(a) > keep]
        if len(column) < 0.6 * len(blocks) or sum(_short(s) for s in column) < 0.85 * len(column):
            break
        keep += 1
    for block, segments in zip(blocks, after, strict=True):
        kept = segments[:keep]
        rest = segments[keep:]
        block.row.segments = [s for s in block.row.segments if s.start < _date_end(lines, block)] + kept
        if block.bottom == block.anchor.line:
            end = kept[-1].end if kept else _date_end(lines, block)
            block.body = rest[0].start if rest else min(end, lines[block.anchor.line].end)
    if not keep and not any(b.row.segments for b in blocks):
        _cut_by_words(lines, blocks, after)


def _date_end(lines: Sequence[Line], block: Block) -> int:
    return lines[block.anchor.line].start + block.anchor.found.end


def _short(s: Segment) -> bool:
    words = s.text.split()
    return len(s.text) <= 60 and (len(words) <= 5 or default_kinds().knows(s.text) or name_score(s.text) > 0.5)


def _cut_at_colon(lines: Sequence[Line], blocks: Sequence[Block]) -> bool:
    """ "15/1/24 HV JP: Seen ...": the header ends at the first colon in most notes."""
    ends: list[int | None] = []
    for b in blocks:
        line = lines[b.anchor.line]
        m = _COLON.match(line.text, b.anchor.found.end)
        ends.append(m.end() if m else None)
    if sum(e is not None for e in ends) < 0.7 * len(blocks):
        return False
    for b, e in zip(blocks, ends, strict=True):
        line = lines[b.anchor.line]
        stop = e if e is not None else b.anchor.found.end
        part = line.text[b.anchor.found.end : stop].rstrip(" :")
        offset = line.start + b.anchor.found.end
        before = [s for s in b.row.segments if s.start < offset]
        b.row.segments = before + columns.split(part, offset, ["dash", "comma", "pipe", "tab"])
        b.body = line.start + stop
    return True


def _cut_by_words(lines: Sequence[Line], blocks: Sequence[Block], after: Sequence[Sequence[Segment]]) -> None:
    """No separator at all ("12/03/24 HV JP Seen ..."): a known kind of note, then initials, then the words."""
    for block, segments in zip(blocks, after, strict=True):
        if not segments:
            continue
        first = segments[0]
        m = WORDED.match(first.text)
        if m and default_kinds().knows(m["type"]):
            block.row.segments = [Segment(first.start, first.start + m.end() - 1, m[0].rstrip())]
            block.body = first.start + m.end()
        else:
            block.body = first.start
