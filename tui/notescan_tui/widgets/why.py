"""Why an item was found, and everything that was decided about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from notescan_tui.wording import (
    BY_LIKENESS,
    DONE_WORDS,
    STANCE_HELP,
    STANCE_SIGNS,
    STANCE_WORDS,
    STATE_SIGNS,
    STATE_WORDS,
    day,
    note_line,
    shown_line,
)

if TYPE_CHECKING:
    from notescan.model import Evidence, Note
    from notescan.review.fold import Item
    from notescan.review.record import Records
    from notescan.review.session import ReviewSession


def why_words(session: ReviewSession, item: Item, *, records: Records | str) -> Table:
    """Two columns: what is told, and the words; long ones stay in their own column.

    `records` are how the patterns fared in all reviews, or what is said instead while that isn't known.
    """
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(ratio=1)
    evidence = item.evidence
    for head, lines in (
        ("The words", [evidence.quote]),
        ("In the sentence", [_sentence(session, evidence)]),
        ("Note", [_note(session.case.note_at(evidence.start), evidence)]),
        ("Weak", [f"{evidence.copied} ({evidence.copied_from.place})"] if evidence.copied_from else []),
        ("", [" "]),
        ("Speaks", [f"{STANCE_SIGNS[item.stance]} {STANCE_WORDS[item.stance]}: {STANCE_HELP[item.stance]}"]),
        ("By the words", [] if item.added_by_hand else [", ".join(f"“{w}”" for w in evidence.why)]),
        *_origin(item),
        ("Its record", _record(item, records)),
        ("", [" "]),
        ("Now", [f"{STATE_SIGNS[item.state]} {STATE_WORDS[item.state]}".strip() + _because(item)]),
        ("Comment", [item.comment]),
        ("Found for", [session.checklist.tip(item.found.tip).title] if item.found.tip != item.tip else []),
        ("Was decided", _history(session, item)),
    ):
        for n, words in enumerate(line for line in lines if line):
            # Case text is only ever a Text: never markup.
            table.add_row(Text("" if n else head), Text(" " if words == " " else shown_line(words)))
    return table


def _origin(item: Item) -> list[tuple[str, list[str]]]:
    evidence = item.evidence
    if item.added_by_hand:
        return [("Found", ["It was chosen by the auditor."])]
    possible = "Possible only: look at it twice" if evidence.strength == "possible" else "Strong"
    worth = f"An auditor would mark about {evidence.worth:.0%} of items like this one" if evidence.worth else ""
    strength = ("Strength", [f"{possible}. {worth}".rstrip(". ") + "."])
    if evidence.pattern == BY_LIKENESS:
        likes = [f"“{words}”" for words in evidence.like] or ["sentences that auditors marked"]
        return [("Suggested", ["by likeness to:", *likes]), strength]
    return [
        ("Looks for", [evidence.means]),
        strength,
        ("Found by pattern", [", ".join(patterns_of(item))]),
    ]


def patterns_of(item: Item) -> tuple[str, ...]:
    """The patterns that found it; none where the auditor or likeness to other sentences did."""
    evidence = item.evidence
    if item.added_by_hand or evidence.pattern == BY_LIKENESS:
        return ()
    return evidence.patterns or (evidence.pattern,)


def _record(item: Item, records: Records | str) -> list[str]:
    patterns = patterns_of(item)
    if isinstance(records, str):
        return [records] if patterns else []
    # A pattern answers for the tip that it was written for, not for the one the item was moved to.
    told = [(pattern, records.of(item.found.tip, pattern).told()) for pattern in patterns]
    if len(told) == 1:
        return [f"{told[0][1]}."]
    return [f"{pattern}: {words}." for pattern, words in told]


def _sentence(session: ReviewSession, evidence: Evidence) -> str:
    words = session.case.text[evidence.sentence.start : evidence.sentence.end]
    return words if shown_line(words).rstrip(".") != shown_line(evidence.quote).rstrip(".") else ""


def _note(note: Note, evidence: Evidence) -> str:
    return f"{note_line(note)}{f' ({note.role})' if note.role else ''}, {evidence.place}".rstrip(", ")


def _because(item: Item) -> str:
    return f": {item.reason}" if item.reason else ""


def _history(session: ReviewSession, item: Item) -> list[str]:
    lines = []
    for decision in session.history(item.id):
        at = decision.at.astimezone()
        lines.append(f"{day(at.date())} {at:%H:%M} {DONE_WORDS.get(decision.kind, decision.kind)}, by {decision.who}")
    return lines
