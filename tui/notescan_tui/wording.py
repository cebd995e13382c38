"""The one set of words and signs of the app, so that a thing is called the same on every screen."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

# Each stance is told by sign, word and underline as well as by colour.
STANCE_SIGNS = {"for": "+", "against": "−", "planned": "~"}
STANCE_WORDS = {"for": "for", "against": "against", "planned": "planned"}
STANCE_HELP = {
    "for": "it was done, is there, is known",
    "against": "it was not done, is missing, refused or late",
    "planned": "it is still to be done, asked for or awaited",
}

STATE_SIGNS = {"undecided": " ", "confirmed": "✓", "rejected": "✗", "skipped": "…"}
STATE_WORDS = {"undecided": "to decide", "confirmed": "confirmed", "rejected": "rejected", "skipped": "later"}

GRADE_SIGNS = {"met": "●", "partly_met": "◐", "not_met": "○", "not_applicable": "⊘", "not_checkable": "?"}
SUGGESTED_WORDS = {
    "met": "Met",
    "partly_met": "Partly met",
    "not_met": "Not met",
    "no_evidence": "Nothing found",
}

DONE_WORDS = {
    "confirm": "✓ confirmed",
    "reject": "✗ rejected",
    "skip": "… later",
    "reopen": "to decide again",
    "move": "moved",
    "restance": "stance changed",
    "add": "added",
    "comment": "comment written",
    "grade": "graded",
    "roster": "who is who changed",
    "correct": "date corrected",
    "dispute": "marked wrong, or no longer",
    "strength": "what works well",
    "improvement": "what has to get better",
    "action": "action",
    "judgement": "overall judgement",
    "detail": "a field of the form",
    "sign_off": "signed off, or reopened",
    "seen": "what you said of a tip without evidence",
    "bulk": "several at once",
    "requote": "quote changed",
    "undo": "undone",
    "redo": "done again",
}

NOTHING_FOUND = "∅"

SEEN_SIGNS = {"nothing_found": "∅", "come_back": "…"}
SEEN_WORDS = {"nothing_found": "you looked: there is nothing", "come_back": "come back to it"}

STRENGTH_WORDS = {"strong": "strong", "possible": "possible only"}

POSSIBLE = "?"
"""The sign of an item that is weaker than others."""

BY_HAND = "by-hand"
"""The pattern name of evidence that the auditor added; notescan.review.session.BY_HAND, without importing it here."""

BY_LIKENESS = "likeness"
"""The pattern name of evidence that no pattern found, but that is like sentences auditors marked."""

REJECT_REASONS = (
    "Not about this tip",
    "Not this family",
    "Someone else's words, not the child's",
    "About an earlier time",
    "Policy or form wording, not what happened",
    "Says the opposite of what was found",
)


def day(date: dt.date | None) -> str:
    """A date as people write it: 4 Jan 2025; "no date" where there is none."""
    return f"{date.day} {date:%b %Y}" if date else "no date"


def counted(number: int, one: str, many: str | None = None) -> str:
    """1 note, 2 notes, 1,204 notes."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def size(text: str) -> str:
    """How much text: "5.2 million characters", "1,204 characters"."""
    n = len(text)
    return f"{n / 1e6:.1f} million characters" if n >= 1_000_000 else counted(n, "character")


def note_line(note: Any) -> str:
    """A note in one line: date, time, kind, author."""
    parts = [day(note.date) if note.date else "Undated text", note.time, note.type, note.author]
    first = " ".join(p for p in parts[:2] if p)
    return " · ".join([first, *(p for p in parts[2:] if p)])


def speaks(evidence: Any) -> str:
    """Which way it speaks, and by which words of the note where some decided it."""
    word = STANCE_WORDS[evidence.stance]
    if not evidence.why or evidence.pattern == BY_HAND:
        return f"{word}: {STANCE_HELP[evidence.stance]}"
    words = ", ".join(f"“{shown_line(w)}”" for w in evidence.why)
    return f"{word}, by the {'word' if len(evidence.why) == 1 and ' ' not in evidence.why[0] else 'words'} {words}"


def action_words(action: Any) -> str:
    """An action of the audit in one line: what, who, by when."""
    parts = (action.text, action.owner, f"by {day(action.due)}" if action.due else "")
    return " · ".join(shown_line(part) for part in parts if part)


def found_by(evidence: Any) -> str:
    """How it came to be suggested, in plain English."""
    if evidence.pattern == BY_HAND:
        return "Chosen by you."
    if evidence.pattern == BY_LIKENESS:
        likes = ", ".join(f"“{shown_line(words)}”" for words in evidence.like)
        return f"Suggested by likeness to: {likes}" if likes else "Suggested by likeness to marked sentences."
    return shown_line(evidence.means) or "–"


def fact(value: Any) -> str:
    """One fact of a check in plain English: no None, no brackets, dates as people write them."""
    if value is None or value == [] or value == "":
        return "not in the notes"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(fact(v) for v in value)
    if isinstance(value, dict):
        return ", ".join(f"{str(k).replace('_', ' ')}: {fact(v)}" for k, v in value.items())
    if isinstance(value, str):
        try:
            return day(dt.date.fromisoformat(value))
        except ValueError:
            return value
    return day(value) if isinstance(value, dt.date) else str(value)


DAY_LIKE = "10 Mar 2025 or 10/03/2025"
"""How a date may be typed, by example."""


def parse_day(words: str) -> dt.date | None:
    """A date as typed: 2025-03-10, 10/03/2025, 10.3.25, 10 March 2025; None where it is none."""
    tidy = " ".join(words.replace(",", " ").split())
    for form in (
        "%Y-%m-%d",
        "%d/%m/%Y",
        "%d/%m/%y",
        "%d.%m.%Y",
        "%d.%m.%y",
        "%d-%m-%Y",
        "%d %b %Y",
        "%d %B %Y",
    ):
        try:
            return dt.datetime.strptime(tidy, form).date()
        except ValueError:
            continue
    return None


def bar(done: int, total: int, cells: int = 8) -> str:
    """Progress as blocks; full only when all is done, empty only when nothing is."""
    filled = cells if done >= total else min(cells - 1, max(1, done * cells // total)) if done else 0
    return "▰" * filled + "▱" * (cells - filled)


Severity = Literal["information", "warning", "error"]


def _shown() -> dict[int, str]:
    """One visible character for each that would move the cursor, change direction or take no space unseen."""
    table = {code: chr(0x2400 + code) for code in range(32) if code != 10}
    table |= {9: " ", 127: "␡", 0xAD: "-"}
    table |= dict.fromkeys([*range(0x80, 0xA0), 0x061C, 0x2028, 0x2029, 0xFEFF], "�")
    table |= dict.fromkeys([0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "◊")
    table |= dict.fromkeys(range(0xD800, 0xE000), "�")
    # What joins, widens or tints an emoji: terminals do not agree how wide the whole is, but on each part they do.
    table |= dict.fromkeys([0x200D, 0xFE0F, *range(0x1F3FB, 0x1F400)], "\u200b")
    return table


_SHOWN = _shown()


def shown(text: str) -> str:
    """Case text as it may be drawn: same length, every control character made a visible one."""
    return text.translate(_SHOWN)


def shown_line(text: str) -> str:
    """Case text for a place of one line."""
    return shown(" ".join(text.split()))
