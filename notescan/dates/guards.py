"""What looks like a date and is none: scores, doses, sections of Acts, times, people called June, the verb "may"."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from ..over_time import Sureness

_ASKING = re.compile(
    r"(?:\b(?:on|by|since|until|till|due|dated|from|before|after|w/c|w/e|of|visit(?:ed)?|seen|met|meeting|mtg|review|held"
    r"|authorised|signed|booked|panel|conference|completed|started|starts|closed|received|recd|sent|emailed|rang|called"
    r"|done|in|date|dob|born|shut|between|and|to|is|was|strat|supervision|home)\b|[(:–-])[\s(:]{0,2}(?:the[ ])?$"
)
_FIRM = re.compile(r"\b(?:on|by|since|until|till|due|dated|w/c|w/e|date|dob|born)\s(?:the[ ])?$")
_FIGURE_BEFORE = re.compile(
    r"\b(?:pages?|pp?|sections?|sect?|ss?|part|parts|level|levels|grade|size|room|flat|apartment|unit|house|plot|year|yr|yrs"
    r"|years|aged?|ages|class|version|v|ver|chapter|ch|about|approx|around|roughly|scored?|scor(?:es|ing)|rat(?:ed|es|ing|e)"
    r"|scal(?:ed|es|ing|e)|out of|mood|pain|at an?|an?|ratio|dose|mg|tablets?|bp|over|only|every|for|aged|session|week"
    r"|paragraphs?|para|article|reg(?:ulation)?s?|schedule|form|step|steps|item|no|number|nos|the other"
    r"|gave it|gives it"
    r"|attended|missed|says?|safety|worry|confidence|happiness|feeling|feels|as|it)\.?[\s:]{0,2}$"
)
_RATING = re.compile(r"\b(?:scal(?:e|ed|ing)|rat(?:e|ed|es|ing)|scor(?:e|ed|es|ing)|out of (?:10|ten)|mood|pain)\b")
_FIGURE_AFTER = re.compile(
    r"[\s-]{0,2}(?:an hour|a day|a bottle|a pint|of (?!(?:this|last|next)\b)"
    r"|mg\b|mcg\b|ml\b|mls\b|kg\b|hrs?\b|hours?\b|days?\b|nights?\b|weeks?\b|wks?\b|th\b"
    r"|full\b|time\b|tablets?|cups?\b|pints?\b|way\b|marks?\b|sessions?\b|visits?\b|appointments?\b|appts?\b|meetings?\b"
    r"|times\b|contacts?\b|lessons?\b|siblings?\b|children\b|months?\b|mths?\b|years?\b|care\b|supervision\b|support\b"
    r"|cover\b|staffing\b|duty\b|basis\b|for (?:safety|worry|mood|pain|confidence|happiness)|on (?:the|a) scale|split\b"
    r"|occasions\b|doses?\b|litres?\b|bottles?\b|size\b|mile|hour|attend)"
)
_SORT_CODE = re.compile(
    r"\b(?:sort code|account|nhs(?: no| number)?|version|ver|v|tel|phone|mobile|ref|ip|upn|case no)\b[\s.:#no]{0,8}$"
)


def bare_fraction(
    low: str, start: int, end: int, day: str, mon: str, *, dated: bool
) -> Literal["yes", "doubtful", "no"]:
    """Whether d/m at [start, end) of lowered text is a date: "visit 12/3" is, "7/10", "24/7" and "page 3/4" are not."""
    number, month = int(day), int(mon)
    if not (1 <= month <= 12 and 1 <= number <= 31):
        return "no"
    if dated:
        return "yes"
    before, after = low[max(0, start - 24) : start], low[end : end + 24]
    firm = _FIRM.search(before) is not None
    if _FIGURE_AFTER.match(after) or _FIGURE_BEFORE.search(before) or ((number, month) == (24, 7) and not firm):
        return "no"
    # Nobody writes a fraction with a nought in front.
    if firm or day[0] == "0" or mon[0] == "0":
        return "yes"
    if month == 10 and number <= 10 and _RATING.search(low[max(0, start - 60) : start]):
        return "no"
    # What may be a figure as well: out of five or ten, or a simple fraction.
    figure = (month in (5, 10) and number <= month) or (number < month and month <= 4)
    return "doubtful" if figure else "yes"


def asks_for_date(low: str, start: int, *, firmly: bool = True) -> bool:
    """Whether the word before calls for a date: "on", "by", "dated"; less firmly also "from", "seen" and the like."""
    return (_FIRM if firmly else _ASKING).search(low[max(0, start - 14) : start]) is not None


def no_date_around(low: str, start: int) -> bool:
    """Sort codes, phone and version numbers written like a date."""
    return low[start].isdigit() and _SORT_CODE.search(low[max(0, start - 24) : start]) is not None


def number_of_things(low: str, end: int) -> bool:
    """Whether the two digits after a month count things ("3 March 15 children") and are no year."""
    return (
        re.match(r"\s(?:of|x|out of|[a-z]{3,}(?<!as)(?<!us)(?<!is)(?<!ss)s|children|people|min)\b", low[end : end + 20])
        is not None
    )


_VERB_NEXT = re.compile(
    r"\s(?:be|have|need|not|also|well|take|want|come|go|get|still|help|require|benefit|lead|cause|feel|find|just|even"
    r"|never|say|see|know|think|be able|require|struggle|pose|include|apply|wish|prefer|always|only|hold|make|give)\b"
)


def verb_after_number(text: str, month_start: int, end: int) -> bool:
    """ "of the 25 may need": the verb, not the month."""
    return text.startswith("may", month_start) and _VERB_NEXT.match(text, end) is not None


def month_then_number(text: str, m: re.Match[str]) -> str | None:
    """For "March 24", no ordinal and no year: what is doubtful ("" for nothing), None where it is no date."""
    name, number = text[m.start("um") : m.end("um")], int(m["ud"])
    if not name[:1].isupper() or re.match(r"\s(?:[a-z]{3,}s|children|people|of)\b", text[m.end() : m.end() + 20]):
        return None
    return f"{name} {number} may be the month of 20{number}" if number >= 15 else ""


_MONTH_LEAD = re.compile(
    r"\b(?:in|since|until|till|til|during|throughout|over|through|late|early|mid|to|between|and|from|by|before|after|of"
    r"|for|for the"
    r"|end of|beginning of|start of|until the end of|as of|around|about|this|last|next|every|each)\s$"
)
_SURE_LEAD = re.compile(r"\b(?:in|since|until|till|til|during|throughout|early in|late in)\s$")
_NAMES = frozenset(("april", "may", "june", "jan", "august", "march", "mar"))
_PERSON_NEXT = re.compile(
    r"['’]s\b|\s(?:said|says|told|tells|is|was|has|had|and i|and she|also|asked|went|came|would|did|does|rang"
    r"|thinks|feels"
    r"|wants|will|agreed|felt|explained|reported|seen)\b|\s[A-Z][a-z]+"
)
_PERSON_BEFORE = re.compile(
    r"\b(?:ms|miss|mrs|mr|aunt|auntie|nan|nana|with|told|asked|saw|met|rang|mum|mother|sister|called)\.?\s$"
)


def month_name(text: str, low: str, m: re.Match[str], *, dated: bool) -> str | None:
    """For a month without a day: what is doubtful ("" for nothing), None where the word is no month.

    `dated` says that a year, a part ("end of") or a "last" or "next" stands with it.
    """
    name = text[m.start("mname") : m.end("mname")]
    small = name.lower()
    before = low[max(0, m.start() - 24) : m.start()]
    verb = name in ("may", "march")
    if m["my"] or m["my2"] or m["myrel"]:
        return None if verb and not before.strip().endswith(("in", "since", "by")) else ""
    if dated:
        return (
            None if (name == small and len(name) == 3 and name != "may") or (name == "march" and not m["mpart"]) else ""
        )
    if _SURE_LEAD.search(before):
        return None if name in ("mar", "dec", "jan", "sep", "sept") else ""
    if _PERSON_NEXT.match(text, m.end()) or (small in _NAMES and _PERSON_BEFORE.search(before)):
        return None
    if not _MONTH_LEAD.search(before):
        return None if small in _NAMES or name == small or len(name) == 3 else ""
    if small in _NAMES:
        return None if name == small else f"{name} may be a person"
    return None if len(name) == 3 and name == small else ""


_YEAR_LEAD = re.compile(
    r"\b(?:in|since|during|throughout|until|till|by|from|of|before|after|around|about|early|late|mid|to|and|between|summer|spring"
    r"|autumn|winter|back in|year)[\s-]$|[(]$"
)
_CLOCK_LEAD = re.compile(r"\b(?:by|until|till|from|to|at|before|after|around|about|and|between)\s$")
_NO_YEAR_NEXT = re.compile(
    r"\s?(?:hrs?\b|hours?\b|h\b|calories|kcal|words|pounds|miles|ml\b|mg\b|g\b|people|children|families|%)"
)


def year_alone(low: str, m: re.Match[str], written: dt.date | None) -> Sureness | None:
    """How surely four digits are a year; None where they are not said to be ("Care Act 2014")."""
    before = low[max(0, m.start() - 12) : m.start()]
    if not (m["ypart"] or _YEAR_LEAD.search(before)) or _NO_YEAR_NEXT.match(low, m.end()):
        return None
    year = int(m["yy"])
    if written is not None and not -100 <= year - written.year <= 20:
        return None
    # 2015 may be a quarter past eight; years that are no time of day are years.
    if year % 100 < 60 and not (written is not None and year > written.year + 5) and _CLOCK_LEAD.search(before):
        minutes = year % 5 == 0 and year >= 1900
        return "ambiguous" if minutes and not before.strip().endswith(("and", "between")) else "likely"
    return "sure"


_SHORT = frozenset(("sat", "sun", "wed", "mon", "fri", "thu", "tue"))
_DAY_LEAD = re.compile(
    r"(?:\b(?:on|last|next|this|by|until|till|from|since|before|after|for|and|or|to|due|coming|seen|visit|visited|done|booked"
    r"|w/e|every|the|of|at|for|am|pm|back|again|in|mtg|meeting|contact|off|home)|[,(/–-])\s{0,2}$"
)
_DAY_NEXT = re.compile(
    r"\s?(?:[ap]m\b|morning|afternoon|eve|night|lunch|teatime|\d{1,2}[:.]\d\d|\d{1,2}\s?[ap]m|[,.;:)/]|$|and\b|or\b|at\b|to\b|[-–]|\n)"
)
_HABIT_BEFORE = re.compile(r"\b(?:every|each|alternate|most|second|other|an?|any|some|no|per|one)\s$")
_OTHER_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_DAYS_ON = re.compile(rf"\s?(?:-|–|to|/)\s?{_OTHER_DAY}")
_MOVED_FROM = re.compile(
    r"\b(?:moved|changed|switched|rearranged|rescheduled|postponed|put back|brought forward)\b[^.]*$"
)
_DAYS_BEFORE = re.compile(rf"{_OTHER_DAY}\s?(?:-|–|to|/)\s?$")
_HABIT_AFTER = re.compile(
    r"\s(?:mornings|afternoons|evenings|nights|groups?|clubs?|school|shifts?|jobs?|class(?:es)?|lessons?|job|team)\b"
)


def not_a_weekday(text: str, low: str, m: re.Match[str]) -> bool:
    """A day of every week, the verb "sat", the sun, a name of a group that meets on that day."""
    start, end = m.start("wname"), m.end("wname")
    name = text[start:end]
    before = low[max(0, m.start() - 14) : m.start()]
    if _HABIT_BEFORE.search(before) or _HABIT_AFTER.match(low, end):
        return True
    # "Monday to Friday": the days of every week, unless something was moved from one to the other.
    moved = _MOVED_FROM.search(low[max(0, start - 60) : start])
    if (
        not m["wrel"]
        and not moved
        and (_DAYS_ON.match(low, end) or _DAYS_BEFORE.search(low[max(0, start - 16) : start]))
    ):
        return True
    if name.lower() not in _SHORT or m["wrel"] or m["wafter"]:
        return low[start - 1 : start] == "-"
    if not name[0].isupper():
        return True
    led = _DAY_LEAD.search(before) is not None
    return not (
        led if name.lower() in ("sat", "sun", "wed", "mon") else led or _DAY_NEXT.match(low, end) is not None
    ) and not (_DAY_NEXT.match(low, end) is not None and name.lower() != "sat")


_DAY_OF_MONTH_LEAD = re.compile(
    r"\b(?:on|by|until|till|from|since|before|after|to|and|due|for|of|w/c|w/e|between|is)\s(?:the\s)?$"
)
_AFTER_DAY = re.compile(
    r"\s*(?:$|[.,;:)!?\n–]|-\s|\s(?:and|to|at|for|with|when|as|but|he|she|we|they|i|because|so|or|if|then|after|before|by|in"
    r"|from|who|that|which|is|was|has|will|instead|pm|am|though|mum|dad|unless|not|now)\b)"
)


def stands_as_day(low: str, m: re.Match[str]) -> bool:
    """Whether "the 15th" is a day of the month and not the fifteenth of something."""
    before = low[max(0, m.start() - 14) : m.start()]
    lead = _DAY_OF_MONTH_LEAD.search(before)
    if (
        not _AFTER_DAY.match(low, m.end())
        or "centile" in low[m.end() : m.end() + 40]
        or re.match(r"\s(?:of|percentile|centile)\b", low[m.end() : m.end() + 12])
    ):
        return False
    if lead is None:
        return False
    return (
        bool(m["the"])
        or not m["nn"].isdigit()
        or int(m["nn"]) > 3
        or not before.rstrip().endswith((" for", " and", " of", " is", " from"))
    )


_WORD_OF_MONTH = re.compile(r"\b(?:on|by|until|till|since|that['’]?s|that was|which was|which is|it was|was|is|of)\s$")
_ENDS = re.compile(r"\s*(?:$|[.,;:)!?\n–])")


def ordinal_is_day(low: str, m: re.Match[str]) -> bool:
    """Whether "the ninth" is a day ("on the ninth, a Friday"), and not the ninth of nine."""
    at = m.start("the")
    return bool(_WORD_OF_MONTH.search(low, max(0, at - 14), at) and _ENDS.match(low, m.end()))


def counts_from_elsewhere(low: str, end: int) -> bool:
    """ "within 45 working days of the referral": not counted from the note."""
    return re.match(r"\s(?:of|from|after|before|on|prior)\b(?!\s(?:today|now))", low[end : end + 20]) is not None


_OFTEN_BEFORE = re.compile(
    r"\b(?:once|twice|times?|one|visits?|calls?|referrals?|days?|nights?|hours?|\d|two|three|four|five|six|ten)\s$"
    r"|\b(?:first|second|third|fourth|fifth|sixth|\d+(?:st|nd|rd|th)|two|three|four|five|several|only|\d{1,2})\s"
    r"(?:[a-z]+\s){1,4}$"
)


def how_often(low: str, m: re.Match[str]) -> bool:
    """ "in 3 days a week", "the third referral in 6 months": how often, not when."""
    rate = re.match(r"\s(?:a|per|each|every|out of)\s(?:week|month|year|day)", low[m.end() : m.end() + 20])
    return rate is not None or _OFTEN_BEFORE.search(low[max(0, m.start() - 40) : m.start()]) is not None


_THINGS = re.compile(
    r"\s(?:presents?|trees?|dinner|part(?:y|ies)|lunch|cards?|lists?|jumpers?|money|eggs?|vouchers?|fair|fete|clothes|rolls?|clean"
    r"|play|concert|show|rota|bonus|decorations|box(?:es)?|hampers?|cake|camp|scheme|club|ball|uniform|baby|born|road|street"
    r"|house|lane|close|court|ward|resolutions?|starts?|beginning|nativity|fayre|bank)\b"
)
_SEASON_LEAD = re.compile(
    r"\b(?:in|since|over|during|until|till|by|from|before|after|for|of|through|throughout|all|every|and|to|into|was|early|late|mid|with|at)\s$"
)


def not_a_season(text: str, low: str, m: re.Match[str], words: str) -> bool:
    """A Christmas tree, a girl called Summer, the verb "spring", the new year of a school."""
    if words in ("spring", "summer", "autumn", "winter"):
        name = text[m.start("sname") : m.end("sname")]
        before = low[max(0, m.start() - 14) : m.start()]
        the = low.startswith("the", m.start())
        if _THINGS.match(low, m.end()):
            return True
        if m["sy"] or m["spart"]:
            return False
        if name[0].isupper() and not (the or m["srel"]):
            return True
        return not (the or m["srel"] or _SEASON_LEAD.search(before))
    if words == "new year":
        happy = low[max(0, m.start() - 7) : m.start()].strip() == "happy"
        return happy or (re.match(r"\s?[0-9]", low[m.end() : m.end() + 3]) is not None and not m["sy"])
    return words in ("easter", "christmas", "xmas") and _THINGS.match(low, m.end()) is not None
