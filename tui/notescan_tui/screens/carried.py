"""A later export of a case that was reviewed: the question, and what became of the decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from notescan_tui.screens.dialogs import Choice, ChooseDialog
from notescan_tui.wording import STATE_WORDS, counted, day, shown_line

if TYPE_CHECKING:
    from notescan.review.carrying import Carried, CarriedOver, Fate
    from notescan.review.store import ReviewInfo

_MOST = 200
_HEADS: dict[Fate, str] = {
    "changed": "Other words stand there now: look at these again",
    "vanished": "No longer in the notes; they stay in the earlier review",
    "moved": "Kept, though the scan does not suggest them any more",
    "new": "New, to decide",
}


CARRY_TITLE = "These notes look like a later export of a case you have reviewed"
CARRY = ("Carry those decisions over", "each stays as it was made")
ANEW = ("Begin anew", "nothing is decided")


def carry_about(earlier: ReviewInfo) -> str:
    """The review of the earlier export, in a line or two."""
    last = earlier.updated.astimezone()
    return (
        f"{shown_line(earlier.title)}: {earlier.decided} of {counted(earlier.items, 'item')} decided, last on "
        f"{day(last.date())}. That review stays as it is."
    )


def carry_question(earlier: ReviewInfo) -> ChooseDialog:
    """Whether the decisions on an earlier export are carried over; it gives that review, or nothing for a new start."""
    return ChooseDialog(
        CARRY_TITLE,
        [Choice(earlier.id, CARRY[0], key="1", help=CARRY[1]), Choice("", ANEW[0], key="2", help=ANEW[1])],
        about=carry_about(earlier),
    )


def carried_words(report: CarriedOver) -> Text:
    """What became of each item, those to look at first."""
    stands = len(report.of("stands"))
    text = Text(f"{counted(report.decisions, 'decision')} carried over. {counted(stands, 'item')} as before.\n")
    for fate, head in _HEADS.items():
        if items := report.of(fate):
            text.append(f"\n{head} ({len(items)})\n", "bold")
            for item in items[:_MOST]:
                _tell(text, item)
            if len(items) > _MOST:
                text.append(f"  and {len(items) - _MOST} more\n", "dim")
    text.rstrip()
    return text


def _tell(text: Text, item: Carried) -> None:
    text.append(f"  “{shown_line(item.quote)}”")
    if item.fate != "new":
        text.append(f" ({STATE_WORDS[item.state]})", "dim")
    if item.reads is not None:
        text.append(f"\n    now: “{shown_line(item.reads)}”")
    text.append("\n")
