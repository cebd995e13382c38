"""Words that the auditor chose themselves, as evidence."""

from __future__ import annotations

from notescan.errors import UserError
from notescan.model import CaseFile, Evidence, Stance
from notescan.values import Extent

BY_HAND = "by-hand"
"""The pattern name of evidence that the auditor added."""


def chosen_words(case: CaseFile, tip: str, start: int, end: int, stance: Stance) -> Evidence:
    """Evidence from `start` to `end` of the case text, without the white space around it; its id is still to be given.

    UserError where the words are blank or not within one note.
    """
    if not 0 <= start < end <= len(case.text):
        raise UserError("Select the words in the case text that are the evidence.")
    quote = case.text[start:end]
    start += len(quote) - len(quote.lstrip())
    quote = quote.strip()
    end = start + len(quote)
    if not quote:
        raise UserError("Only blank space is selected; select the words that are the evidence.")
    note = case.note_at(start)
    if end > note.end:
        raise UserError("The selection runs over into the next note; select words of one note.")
    return Evidence(
        id="",
        tip=tip,
        stance=stance,
        note=note.id,
        start=start,
        end=end,
        quote=quote,
        sentence=Extent(start=start, end=end),
        pattern=BY_HAND,
        why=("Added by the auditor.",),
        place=case.place(start),
    )
