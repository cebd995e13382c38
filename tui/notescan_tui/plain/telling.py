"""What the line-by-line review says: the same words and signs as the app, one thing a line."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from notescan.model import GRADES
from notescan_tui.findings import findings_of
from notescan_tui.wording import (
    SEEN_WORDS,
    STANCE_HELP,
    STANCE_WORDS,
    STATE_WORDS,
    STRENGTH_WORDS,
    SUGGESTED_WORDS,
    action_words,
    counted,
    day,
    found_by,
    note_line,
    shown_line,
    speaks,
)

if TYPE_CHECKING:
    from notescan.model import CaseFile
    from notescan.review.fold import Item
    from notescan.review.session import ReviewSession

WIDTH = 78
_AROUND = 240
_MOST_ITEMS = 40


def wrapped(text: str, indent: str = "") -> list[str]:
    """`text` in lines of at most `WIDTH` characters."""
    lines = textwrap.wrap(shown_line(text), WIDTH, initial_indent=indent, subsequent_indent=indent)
    return lines or [indent.rstrip()]


def opening(session: ReviewSession) -> Iterator[str]:
    """What is said when a review is opened."""
    done, total = session.progress()
    yield f"{shown_line(session.info.title)}. {session.checklist.title}. Audit date {day(session.info.audit_date)}."
    yield f"{counted(len(session.case.notes), 'note')}, {counted(total, 'item')}, {done} decided."
    if signed := session.signed():
        yield f"Signed off by {shown_line(signed.who)}, {day(signed.at.astimezone().date())}."


def item_lines(session: ReviewSession, item: Item, number: int, of: int) -> Iterator[str]:
    """An item: tip, words, note, why; the quote between arrows within its surroundings."""
    evidence, tip = item.evidence, session.checklist.tip(item.tip)
    yield ""
    state = f"{STATE_WORDS[item.state].capitalize()}. {STRENGTH_WORDS[evidence.strength].capitalize()}"
    yield f"{shown_line(tip.title)}: item {number} of {of}. {state}."
    if evidence.copied:
        yield from wrapped(f"Weak evidence: {evidence.copied}.")
    yield from wrapped(f"Speaks {speaks(evidence)}.")
    place = f", {evidence.place}" if evidence.place else ""
    yield from wrapped(f"{note_line(session.case.note_at(evidence.start))}{place}")
    yield from wrapped(around(session.case, evidence.start, evidence.end), "  ")
    yield from wrapped(found_by(evidence))
    if item.comment:
        yield from wrapped(f"Your comment: {item.comment}")


def around(case: CaseFile, start: int, end: int) -> str:
    """Words of the case between arrows, with what stands around them in their note."""
    note = case.note_at(start)
    begin, stop = max(note.body, start - _AROUND), min(note.end, end + _AROUND)
    before, after = case.text[begin:start], case.text[end:stop]
    before = before if begin == note.body else "... " + before.partition(" ")[2]
    after = after if stop == note.end else after.rpartition(" ")[0] + " ..."
    return f"{before}>>> {case.text[start:end]} <<<{after}"


def note_place(case: CaseFile, start: int) -> str:
    """A place of the case in a line: its note, where it stands, the words there."""
    words = case.text[max(0, start - 40) : start + 60]
    return f"{note_line(case.note_at(start))}, {case.place(start)}: ... {shown_line(words)} ..."


def tip_lines(session: ReviewSession, tip: str, *, items: bool = True) -> Iterator[str]:
    """A tip: what it asks, what is suggested, its grade, what was computed, what was written; and its items."""
    about, result = session.checklist.tip(tip), session.suggested(tip)
    done, total = session.progress(tip)
    yield ""
    yield f"{shown_line(about.title)}: {counted(total, 'item')}, {done} decided."
    yield from wrapped(about.asks)
    yield from wrapped(f"Good: {about.good}")
    yield from wrapped(f"Easily mistaken for it: {about.mistaken}")
    yield from wrapped(f"Where to look: {', '.join(about.where)}")
    yield from wrapped(f"The scan suggests: {SUGGESTED_WORDS[result.suggested]}. {result.reason}")
    for finding in findings_of(session, tip):
        yield from wrapped(f"Worked out from the notes: {finding.words().plain}")
    grade, seen, remark = session.graded(tip), session.seen(tip), session.remark(tip)
    yield f"Your grade: {GRADES[grade.grade] if grade else 'none yet'}"
    for word, said in (
        ("You said", SEEN_WORDS[seen] if seen else ""),
        ("Your comment", remark.text if remark else ""),
        ("What works well", session.strength(tip)),
        ("What has to get better", session.improvement(tip)),
        *(("Action", action_words(action)) for action in session.actions() if action.tip == tip),
    ):
        if said:
            yield from wrapped(f"{word}: {said}")
    if items:
        yield from _tip_items(session, tip)


def _tip_items(session: ReviewSession, tip: str) -> Iterator[str]:
    for stance, word in STANCE_WORDS.items():
        found = [i for i in session.items(tip) if i.stance == stance]
        if found:
            yield f"{word.capitalize()}: {len(found)}"
        for item in found[:_MOST_ITEMS]:
            yield from wrapped(f"{STATE_WORDS[item.state]}: {item.evidence.quote}", "  ")
        if len(found) > _MOST_ITEMS:
            yield f"  and {len(found) - _MOST_ITEMS} more"


def tips_list(session: ReviewSession) -> Iterator[str]:
    """All tips with their numbers and how far each is."""
    for number, tip in enumerate(session.checklist.tips, 1):
        done, total = session.progress(tip.id)
        grade, seen = session.grades().get(tip.id), session.seen(tip.id)
        state = "nothing found" if not total else f"{done} of {total} decided"
        more = [SEEN_WORDS[seen]] if seen else []
        more += [GRADES[grade].lower()] if grade else []
        yield from wrapped(f"{number}. {shown_line(tip.title)}: {', '.join([state, *more])}")


def stances() -> Iterator[str]:
    """The stances with their numbers."""
    for number, (stance, word) in enumerate(STANCE_WORDS.items(), 1):
        yield f"{number}. {word}: {STANCE_HELP[stance]}"
