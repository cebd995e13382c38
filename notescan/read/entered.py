"""When a note was typed up, where it says so beside the day that it is about ("Date recorded:", "typed up 09/04")."""

from __future__ import annotations

import datetime as dt
import re

from ..dates import DateMention, find_dates

_LABEL = re.compile(r"record|enter|entry|creat|input|writ|typed|logged|added|upload")
_OPENING = 260
_CLOSING = 160
"""How many characters of a note's own words, at its beginning and its end, may tell it."""

_TYPED = re.compile(
    r"\b(?:(?:date )?(?:recorded|entered|inputted|typed|written|created|logged|backdated)(?: up| in)?(?! by hand)"
    r"|(?:wrote|writing|typing|write|recording|entering) (?:this|it|these|my notes?|the notes?)(?: up| in)?"
    r"|added (?:on )?(?:to|onto) (?:the )?(?:system|file|record|mosaic|lcs|liquidlogic|eclipse|case notes?)"
    r"|put (?:on|onto|on to) (?:the )?(?:system|file|record|mosaic|lcs|liquidlogic|eclipse)"
    r"|(?:late|retrospective|backdated) (?:entry|recording|record|note|write[- ]up))\b",
    re.IGNORECASE,
)
_STEMS = (
    "record", "enter", "input", "type", "typing", "writ", "wrote", "creat", "logged", "backdat", "added", "put o",
    "late e", "late r", "late n", "late w", "retrospective",
)  # fmt: skip
"""One of these is in whatever _TYPED finds: most words have none, and that is told ten times as fast."""
# What may stand before it in its sentence: no other thing that was written up, such as a plan.
_SUBJECT = re.compile(
    r"(?:\W|\b(?:this|that|it|the|case|notes?|entry|record|recording|visit|call|was|is|has|been|being|i['’]?m|i|am|only|not|until"
    r"|late|apologies|sorry|for|as|and|now|above|please|retrospective|actually|first)\b)*",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.;!?](?=\s|$)|\n")
_NEXT_DAY = re.compile(r"\b(?:next|following) (?:day|morning)\b|\b(?:day|morning) after\b", re.IGNORECASE)
_SAME_DAY = re.compile(r"\bsame (?:day|evening|afternoon|night|morning)\b", re.IGNORECASE)
_DAYS_LATER = re.compile(r"\b(\d{1,3}|one|two|three|four|five|six|seven|ten) (day|week)s? (?:later|late|after)\b", re.I)
_SMALL = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_ELSE = re.compile(
    r"\b(?:for|because|before|after|about|since|when|which|who|meeting|review|visit|of)\b", re.IGNORECASE
)
_GAP = 30
"""How far the date may be from the words that call for it; nothing that _ELSE matches may stand between."""
_LONGEST = 366


def is_entry_label(label: str) -> bool:
    """Whether a label of a header tells when the note was typed up, and not when it was changed or signed off."""
    return _LABEL.search(label.removeprefix("entered ")) is not None


def entry_date(labelled: str | None, header: str, body: str, date: dt.date) -> dt.date | None:
    """The day on which a note about `date` was typed up; None where it does not say, or names a day before it.

    By the value of the header's own label, else by what the header, the first words or the last ones say.
    """
    if labelled and (found := _day(labelled, date)):
        return found
    closing = body[max(_OPENING, len(body) - _CLOSING) :]
    for words in (header, body[:_OPENING], closing[closing.find("\n") + 1 :]):
        found = _said(words, date)
        # "Date recorded:" may be the only date that the header has: then it is the note's own.
        if found and (found != date or words is not header or _SAME_DAY.search(header)):
            return found
    return None


def _said(words: str, date: dt.date) -> dt.date | None:
    low = words.lower()
    if not any(stem in low for stem in _STEMS):
        return None
    for m in _TYPED.finditer(words):
        begins = max((s.end() for s in _STOP.finditer(words, 0, m.start())), default=0)
        if not _SUBJECT.fullmatch(words, begins, m.start()):
            continue
        stop = _STOP.search(words, m.end())
        if found := _day(words[m.end() : stop.start() if stop else len(words)][:70], date, near=True):
            return found
    return None


def _day(words: str, date: dt.date, *, near: bool = False) -> dt.date | None:
    """The day on or after `date` that these words tell; `near` where it must come at once."""
    for mention in find_dates(words, written=date):
        if near and (mention.start > _GAP or _ELSE.search(words, 0, mention.start)):
            break
        if mention.precision == "day" and mention.first and (found := _on_or_after(mention, date)):
            return found
    if _SAME_DAY.search(words):
        return date
    if _NEXT_DAY.search(words):
        return date + dt.timedelta(days=1)
    if later := _DAYS_LATER.search(words):
        count = _SMALL.get(later[1].lower()) or int(later[1])
        return date + dt.timedelta(days=count * (7 if later[2].lower() == "week" else 1))
    return None


def _on_or_after(mention: DateMention, date: dt.date) -> dt.date | None:
    """The mention's day, put after the day that the note is about if its year or week was left open."""
    found = mention.first
    if found is None or (mention.sure == "sure" and found < date):
        return None
    if found < date:
        week = (date - found).days <= 7 and "day " in mention.how
        try:
            found = found + dt.timedelta(days=7) if week else found.replace(year=found.year + 1)
        except ValueError:
            return None
    return found if 0 <= (found - date).days <= _LONGEST else None
