"""The day on which the event that a note is took place, where it is not the day in the note's header.

A form may bear the day on which it was typed up, a dictated note the day on which it was spoken: its first lines then
give the day itself, as a label ("Date of visit: 3 May") or in words ("I went yesterday, that's the ninth").
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from notescan.dates import DateMention
from notescan.dates.lists import told_once
from notescan.dates.sieved import dates_of
from notescan.model import CaseFile, Note

_OPENING = 260
"""Characters of a note in which it says when it took place."""
_LABEL = re.compile(
    r"\b(?:(?:date of (?:the |this )?(?:meeting|review|visit|conference|supervision|core group|session|contact)|"
    r"(?:meeting|review|visit|supervision|session) date|date held|held on|date it was held)\s*:)\s*",
    re.IGNORECASE,
)
"""The label of the day itself, in a form that bears the day on which it was typed up."""
_TYPED_UP = 60
"""Days after the event within which a form about it is typed up."""
_TOLD_WITHIN = 35
"""The same for a note that tells of the day in words."""
_WHO = re.compile(
    r"\W*(?:(?:right|so|now|well|ok|okay|just|this is|and|finally|catching up|late entry|late note|retrospective|"
    r"[\w ]{1,20} things?)\b[\s,.:;–-]*)*"
    r"(?:i|we|i['’]d|we['’]d|i['’]ve|we['’]ve|sw|pa|had|went|saw|visited|met|popped|called|been|sat|held|it|this|"
    r"joint|"
    r"(?:the |this |our )?(?:\w+ ){0,2}(?:visit|review|meeting|supervision|core group|conference|session|"
    r"discussion))\b",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"\b(?:went|visited|saw|seen|met|popped|called (?:in|on|round|at|to see)|had|did|made|took place|taken place|"
    r"held|sat|spent|"
    r"been|chaired|took|dropped|carried out|completed|attended|happened|was on)\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\b(?:last (?:saw|visited|seen|met|visit|time)|since|previous\w*|cancelled|called off|was to|were to|due|"
    r"booked|rang|"
    r"phoned|emailed|e-mailed|texted|wrote|telephoned|heard|received|messaged|not|never|no|n['’]t|will|until|"
    r"mum|dad|school|police|told me|said|says|that (?:he|she|they))\b",
    re.IGNORECASE,
)
_NEW_CLAUSE = re.compile(r"[,;]\s*(?:and |but |then |so )?(?:the|he|she|they|who|[A-Z]\w+)\s\w+|\bduty\b")
_NOW = re.compile(r"\b(?:today|this (?:morning|afternoon|evening)|just now|tonight)\b", re.IGNORECASE)
_SHORT = 7
_AT_ONCE = 14


def own_day(case: CaseFile, note: Note, sentences: Sequence[tuple[int, int]]) -> dt.date | None:
    """The day told by a label or in words within the note's first lines, else the note's own; None without one."""
    if note.date is None:
        return None
    return _by_label(case, note) or _in_words(case, note, sentences) or note.date


def _by_label(case: CaseFile, note: Note) -> dt.date | None:
    assert note.date is not None
    label = _LABEL.search(case.text, note.start, min(note.end, note.body + _OPENING))
    if label is None:
        return None
    told = next(iter(dates_of(case.text[label.end() : label.end() + 30], written=note.date)), None)
    day = told.first if told and told.start <= 1 and told.precision == "day" else None
    return day if day and 0 <= (note.date - day).days <= _TYPED_UP else None


def _in_words(case: CaseFile, note: Note, sentences: Sequence[tuple[int, int]]) -> dt.date | None:
    """By the worker's own "I went on Tuesday, the thirteenth"; a header that gives both days has said it already."""
    if note.entered is not None or note.date is None:
        return None
    for start, end in sentences[:3]:
        words = case.text[start:end]
        if _NOW.search(words):
            return None
        for date in told_once(words, dates_of(words, written=note.date)):
            if date.precision == "day" and date.first and 0 < (note.date - date.first).days <= _TOLD_WITHIN:
                if _tells(words, date):
                    return date.first
                break
    return None


def _tells(words: str, date: DateMention) -> bool:
    """Whether a sentence tells that the worker's own act was on that day."""
    before = words[: date.start]
    if _ANOTHER.search(before) or _NEW_CLAUSE.search(before) or date.bound in ("by", "since", "until", "before"):
        return False
    if date.start <= _AT_ONCE and not re.search(r"\w{4}", before):
        # "Yesterday, first of May, Sugdens.", "Wednesday, that was the ninth, I went."
        rest = words[date.end :]
        return len(words.split()) <= _SHORT or bool(re.search(r"\b(?:I|we|We)\b", rest) and _HAPPENED.search(rest))
    return bool(_WHO.match(words) and _HAPPENED.search(before))
