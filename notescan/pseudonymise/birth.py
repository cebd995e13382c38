"""Dates of birth: dates that the words around them call so, that stand beside a name, or under such a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_ORDINAL = (
    r"(?:(?:twenty|thirty)[- ])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
_NUMBER = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty)"
)
_DAY_OF = rf"(?:\d{{1,2}}\s?(?:st|nd|rd|th)?|{_ORDINAL})"
_YEAR = r"(?:['’]?\d{2}\b|\d{4}|(?:nineteen|two thousand)[ a-z-]*)"
_MID = rf"(?:\d{{1,2}}|[ivx]{{1,4}}|{_MONTH})"
_FULL = (
    rf"(?:\d{{1,2}}(?:/{_MID}/|\.{_MID}\.|-{_MID}-| {_MID} | ?/ ?{_MID} ?/ ?)(?:\d{{4}}|\d{{2}})(?!\d)|"
    rf"\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}"
    rf"|(?:the )?{_DAY_OF}\s?(?:of\s)?{_MONTH},?\s?{_YEAR}|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s{_YEAR})"
)
_PART = (
    rf"(?:(?:the )?{_DAY_OF}\s?(?:of\s)?{_MONTH}\b|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?\b|\d{{1,2}}/\d{{1,2}}\b"
    rf"|{_MONTH}\s\d{{4}}|\d{{4}}\b)"
)
_CALLED = re.compile(
    rf"(?:\bd\s?\.?/?\s?o\s?\.?/?\s?b\b\.?|\bdate of birth|\bbirth ?date|\bbirthday|\bborn|\bbirth|\be\.?d\.?d\b\.?|"
    rf"\bdue date|"
    rf"(?<=[(, ])b\.?(?= ?\d)|(?<=\()[mf](?=,? ?\d))"
    rf"(?:\s?\([^)\n]{{0,25}}\))?(?:\s?(?:is|was|on|in|of|:|-|–|—|=|\(|\||\t|,|the|as|for|falls|recorded|given|at))*\s*"
    rf"(?P<it>{_FULL}|{_PART})",
    re.IGNORECASE,
)
_CALLED_AFTER = re.compile(
    rf"(?P<it>{_FULL}|{_PART})(?=,? (?:\(|is |was |being )?(?:(?:his|her|their|the|my|[A-Z]\w+['’]s) )?(?:\d+(?:st|"
    rf"nd|rd|th) )?"
    rf"(?:d\.?o\.?b|date of birth|birthday))",
    re.IGNORECASE,
)
_TURNS = re.compile(
    rf"\b(?:turn(?:s|ed|ing)?|will be|is|becomes?) (?:\d{{1,2}}|{_NUMBER}) (?:years old )?on "
    rf"(?P<it>{_FULL}|{_PART}|the \d{{1,2}}(?:st|nd|rd|th))",
    re.IGNORECASE,
)
_BESIDE_A_NAME = re.compile(
    rf"(?<=[A-Za-zÀ-ž])(?:['’]s)?[ ,;|():\t–-]{{1,6}}(?P<it>{_FULL})(?=\s?[),;|\t\n.]|\s|$)", re.IGNORECASE
)
_ANY = re.compile(rf"(?<![\w/.-]){_FULL}", re.IGNORECASE)
_HEAD = re.compile(r"\b(?:d\.?o\.?b|date of birth)\b", re.IGNORECASE)
_IN_BRACKETS = re.compile(rf"(?<=\()(?P<it>{_FULL})(?=\)\s?(?:,|and\b|&|;|\n|$))", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'’-]+(?:['’]s)?$")
_CALENDAR_WORD = re.compile(
    rf"(?:{_MONTH}|mon|tues?|wednes|thurs?|fri|satur|sun|dated?|on|of|due)(?:day)?$", re.IGNORECASE
)


def now_of(text: str) -> int | None:
    """The year that most of a case's dates are of; by it a date of long ago is known."""
    years = [year for match in _ANY.finditer(text) if (year := _year(match.group())) is not None]
    return int(median(years)) if years else None


def births(text: str, now: int | None) -> Iterator[tuple[int, int]]:
    """Where dates of birth stand; `now` is the year of the case, for dates that no word calls so."""
    for shape in (_CALLED, _CALLED_AFTER, _TURNS, _IN_BRACKETS):
        for match in shape.finditer(text):
            yield match.span("it")
    for match in _BESIDE_A_NAME.finditer(text):
        name = _NAME_BEFORE.search(text[max(0, match.start() - 25) : match.start()])
        year = _year(match["it"])
        if name and not _CALENDAR_WORD.match(name.group()) and now and year and year < now - 1:
            yield match.span("it")
    yield from _in_columns(text)


def _in_columns(text: str) -> Iterator[tuple[int, int]]:
    """The dates of the rows below a table's heading that has a column for them."""
    left = 0
    at = 0
    for line in text.splitlines(keepends=True):
        head = _HEAD.search(line)
        dates = list(_ANY.finditer(line))
        if head and not dates and len(re.split(r"\s{2,}|\t|\|", line.strip())) > 1:
            left = 12
        elif left:
            left = 0 if not line.strip() else left - 1
            yield from ((at + date.start(), at + date.end()) for date in dates[: bool(left)])
        at += len(line)


def _year(date: str) -> int | None:
    iso = re.match(r"(\d{4})[-/.]", date)
    if iso:
        return int(iso[1])
    end = re.search(r"(\d{4}|\d{2})$", date)
    if not end:
        return None
    year = int(end[1])
    return year if year > 99 else (2000 + year if year < 40 else 1900 + year)
