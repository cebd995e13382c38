"""What the line-by-line review says: the same words and signs as the app, one thing a line."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from notescan_tui.wording import (
    STANCE_HELP,
    STANCE_WORDS,
    STATE_WORDS,
    STRENGTH_WORDS,
    SUGGESTED_WORDS,
    counted,
    day,
    found_by,
    note_line,
    shown_line,
    speaks,
)

if TYPE_CHECKING:
    from notescan.review.fold import Item
    from notescan.review.session import ReviewSession

WIDTH = 78
_AROUND = 240


def wrapped(text: str, indent: str = "") -> list[str]:
    """`text` in lines of at most `WIDTH` characters."""
    lines = textwrap.wrap(shown_line(text), WIDTH, initial_indent=indent, subsequent_indent=indent)
    return lines or [indent.rstrip()]


def opening(session: ReviewSession) -> Iterator[str]:
    """What is said when a review is opened."""
    done, total = session.progress()
    yield f"{shown_line(session.info.title)}. {session.checklist.title}. Audit date {day(session.info.audit_date)}."
    yield f"{counted(len(session.case.notes), 'note')}, {counted(total, 'item')}, {done} decided."
    yield "Type a letter and press Enter. ? tells all of them."


def item_lines(session: ReviewSession, item: Item, number: int, of: int) -> Iterator[str]:
    """An item: tip, words, note, why; the quote between arrows within its surroundings."""
    evidence, tip = item.evidence, session.checklist.tip(item.tip)
    yield ""
    state = f"{STATE_WORDS[item.state]}. {STRENGTH_WORDS[evidence.strength]}"
    yield f"{shown_line(tip.title)}: item {number} of {of}. {state}."
    yield from wrapped(f"Speaks {speaks(evidence)}.")
    place = f", {evidence.place}" if evidence.place else ""
    yield from wrapped(f"{note_line(session.case.note_at(evidence.start))}{place}")
    yield from wrapped(_in_place(session, item), "  ")
    yield from wrapped(found_by(evidence))
    if item.comment:
        yield from wrapped(f"Your comment: {item.comment}")


def _in_place(session: ReviewSession, item: Item) -> str:
    text, evidence = session.case.text, item.evidence
    note = session.case.note_at(evidence.start)
    begin, end = max(note.body, evidence.start - _AROUND), min(note.end, evidence.end + _AROUND)
    before, after = text[begin : evidence.start], text[evidence.end : end]
    before = before if begin == note.body else "... " + before.partition(" ")[2]
    after = after if end == note.end else after.rpartition(" ")[0] + " ..."
    return f"{before}>>> {text[evidence.start : evidence.end]} <<<{after}"


def tip_lines(session: ReviewSession, tip: str) -> Iterator[str]:
    """A tip: what it asks, what is suggested, its grade, what was computed, what was written."""
    about, result = session.checklist.tip(tip), session.suggested(tip)
    done, total = session.progress(tip)
    yield ""
    yield f"{shown_line(about.title)}: {counted(total, 'item')}, {done} decided."
    yield from wrapped(about.asks)
    yield from wrapped(f"Good: {about.good}")
    yield from wrapped(f"Easily mistaken for it: {about.mistaken}")
    yield from wrapped(f"Where to look: {', '.join(about.where)}")
    yield from wrapped(f"The scan suggests: {SUGGESTED_WORDS[result.suggested]}. {result.reason}")
    if result.check:
        yield from wrapped(f"Computed: {result.check.reckoning or result.check.outcome.replace('_', ' ')}")
        for number, rest in enumerate(result.check.rests, 1):
            yield from wrapped(f"{number}. {rest.says}: {rest.quote} ({rest.place})", "  ")
    grade = session.graded(tip)
    yield f"Your grade: {grade.grade.replace('_', ' ') if grade else 'none yet'}"
    if remark := session.remark(tip):
        yield from wrapped(f"Your comment: {remark.text}")
    for word, said in (("Strength", session.strength(tip)), ("Area for improvement", session.improvement(tip))):
        if said:
            yield from wrapped(f"{word}: {said}")


def tips_list(session: ReviewSession) -> Iterator[str]:
    """All tips with their numbers and how far each is."""
    for number, tip in enumerate(session.checklist.tips, 1):
        done, total = session.progress(tip.id)
        grade = session.grades().get(tip.id)
        state = "nothing found" if not total else f"{done} of {total} decided"
        yield f"{number:>3}. {shown_line(tip.title)}: {state}{', ' + grade.replace('_', ' ') if grade else ''}"


def stances() -> Iterator[str]:
    """The stances with their numbers."""
    for number, (stance, word) in enumerate(STANCE_WORDS.items(), 1):
        yield f"{number}. {word}: {STANCE_HELP[stance]}"
