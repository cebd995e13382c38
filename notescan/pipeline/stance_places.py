"""Where the words of a cue stand: whether "to" follows a doer, "no" is an answer, "by" stands before a date."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from typing import TYPE_CHECKING

from notescan.pipeline.stance_file import days

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from notescan.pipeline.stance_file import StanceFile

JOINTS = frozenset({"-", "–", "—", ":", "?"})
"""What stands between a label and its value."""
GAP = 4
"""How far the second half of a cue like "asked ... for" may be, in words."""
_DATE = re.compile(r"\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?|\d{1,2}(?:st|nd|rd|th)")
_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
_DAYS = frozenset("mon tue wed thu fri sat sun".split())
_STARTERS = frozenset({":", ";", "-", "–", "—", "•", "*", ".", ")", "►", "(", "?", "!", "…", ">", ","})
_BULLETS = frozenset({":", "-", "–", "•", "*", ";"})
_LEADS = frozenset({"that", "agreed", "so", "then", "also", "plan", "action", "for"})
_YEARS_BACK = 2
_DAYS_AHEAD = 240


class Places:
    """The word lists of a stance file by which a place in a sentence is judged."""

    def __init__(self, file: StanceFile) -> None:
        self._past = frozenset(file.past)
        self._doers = frozenset(file.doers)
        self._not_doers = frozenset(file.not_doers)
        self._allowing = frozenset(file.allowing)
        self._not_verbs = frozenset(file.not_verbs)

    def stands(self, doc: Doc, start: int, end: int, where: str) -> bool:
        """Whether the words are a cue in this place, as their list's `where` asks."""
        match where:
            case "after a doer":
                return self._after_doer(doc, start, end)
            case "before a date":
                return end < len(doc) and _is_day(doc, end)
            case "in small letters":
                return doc[start].is_lower or (self._first(doc, start) and not self._tells_past(doc, end))
            case "as an answer":
                return _is_answer(doc, start, end)
            case "last word":
                return end >= len(doc) or doc[end].text in {".", ",", ";", "/"} or bool(doc[end].is_sent_start)
            case "first word":
                return self._first(doc, start) and end < len(doc) and not self._tells_past(doc, end)
            case "not before a number":
                return end >= len(doc) or not (doc[end].is_digit or _is_number_stop(doc, end))
            case "a day after the note":
                return _day_ahead(doc, start, end)
            case "a year long before the note":
                return _long_before(doc, end)
        return True

    def _first(self, doc: Doc, at: int) -> bool:
        token = doc[at]
        before = doc[at - 1] if at else None
        return before is None or bool(token.is_sent_start) or before.is_space or before.text in _STARTERS

    def _tells_past(self, doc: Doc, at: int) -> bool:
        word = doc[at].lower_ if at < len(doc) else ""
        return word in self._past or word.endswith("ed") or word in {"'s", "’s", "is", "has"}

    def _after_doer(self, doc: Doc, start: int, end: int) -> bool:
        """Whether "to" follows someone who shall do it, "SW to chase", and a verb follows."""
        verb = start + 1
        if verb >= len(doc) or not doc[verb].is_lower or doc[verb].lower_ in self._not_verbs:
            return False
        by_a_thing = end > verb  # "to be", "to start": a thing can be down for these too
        seen = 0
        for i in range(start - 1, max(-1, start - 9), -1) if not doc[start].is_sent_start else ():
            token, word = doc[i], doc[i].lower_
            if (token.is_punct and token.text not in {"&", "/", "'", "’"}) or token.is_space or word in _LEADS:
                if word == "for" and i and doc[i - 1].lower_ in self._allowing:
                    return False
                break
            if word in self._not_doers or (word.endswith(("ed", "ing")) and (token.is_lower or seen == 0)):
                return False
            if not (word in self._doers or token.text[0].isupper() or (by_a_thing and token.is_lower)):
                return False
            seen += 1
            if token.is_sent_start:
                break
        # "To chase the GP." is an action, and so is "Plan: to see her alone."
        return seen > 0 or bool(doc[start].is_sent_start) or (start > 0 and doc[start - 1].text in _BULLETS)


def _is_answer(doc: Doc, start: int, end: int) -> bool:
    """Whether the words stand alone, as behind a label: before a stop or the end, or after a colon, a dash, a query."""
    before = start - 1
    while before >= 0 and doc[before].is_space:
        before -= 1
    first = before < 0 or doc[start].is_sent_start is True
    labelled = not first and doc[before].text in JOINTS
    if end >= len(doc) or doc[end].is_punct or doc[end].is_sent_start:
        return first or labelled
    return labelled and doc[end].is_space


def _is_day(doc: Doc, at: int) -> bool:
    """Whether a day begins at `at`: 9/2, 14.03.25, 9 May, the 14th, May, Friday, Weds."""
    word = doc[at].lower_
    after = doc[at + 1].lower_[:3] if at + 1 < len(doc) else ""
    if _DATE.fullmatch(word):
        return True
    if word[:3] in _MONTHS | _DAYS and doc[at].text[0].isupper():
        return True
    return word.isdigit() and len(word) <= 2 and (after in _MONTHS or after in {"st", "nd", "rd", "th"})


def _is_number_stop(doc: Doc, at: int) -> bool:
    return doc[at].text == "." and at + 1 < len(doc) and doc[at + 1].is_digit


def _long_before(doc: Doc, end: int) -> bool:
    """Whether the year that ends at `end` lies well before the note; so it is held to where the note has no date."""
    note = doc.user_data.get("notescan.note")
    date = getattr(note, "date", None)
    return date is None or int(doc[end - 1].text) <= date.year - _YEARS_BACK


def _day_ahead(doc: Doc, start: int, end: int) -> bool:
    """Whether a day told without a year comes in the months after the note; not known where the note has no date."""
    date = getattr(doc.user_data.get("notescan.note"), "date", None)
    told = days().get(doc[start:end].text.lower())
    if date is None or told is None or (end < len(doc) and doc[end].is_digit and len(doc[end]) == 4):
        return False
    month, day = told
    year = date.year + (told < (date.month, date.day))
    ahead: int = (dt.date(year, month, min(day, monthrange(year, month)[1])) - date).days
    return 0 < ahead <= _DAYS_AHEAD


def follows(doc: Doc, at: int, rests: dict[str, list[tuple[str, ...]]]) -> bool:
    """Whether one of `rests` (by its first word) comes soon after `at` with no stop between: "asked ... for"."""
    for i in range(at, min(at + GAP, len(doc))):
        token = doc[i]
        for rest in rests.get(token.lower_, ()):
            if len(rest) == 1 or tuple(t.lower_ for t in doc[i : i + len(rest)]) == rest:
                return True
        if token.is_punct and token.text not in {"'", "-", "&"}:
            return False
    return False
