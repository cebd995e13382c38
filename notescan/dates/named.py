"""Dates that have a name: months, years, quarters, seasons, holidays, school terms."""

from __future__ import annotations

import datetime as dt
import re

from ..over_time import Precision, Sureness
from . import guards
from .forms import MONTHS
from .mention import DateMention, say
from .place import MONTH_NAMES, NO_YEAR, Place
from .resolve import Relation, full_year, part_of, relation_of, unit_span, yearly
from .seasons import BANK_HOLIDAYS, HALF_TERMS, SEASONS, SET_BY_SCHOOLS, Span, half_term_of, quarter

_YEARS = range(1900, 2101)


def month(p: Place) -> DateMention | None:
    """ "March 2024", "in March", "mid-May", "end of next June"."""
    part, year = p["mpart"], p["my"] or p["my2"]
    doubt = guards.month_name(p.text, p.low, p.m, dated=bool(year or part or p["mrel"] or p["myrel"]))
    if doubt is None:
        return None
    number = MONTHS.index(p["mname"][:3]) + 1
    title = f"{_part_words(part)}{MONTH_NAMES[number - 1]}"

    def whole(y: int) -> Span | None:
        return unit_span("month", dt.date(y, number, 1), 0)

    told = full_year(year) if year else p.year_from(p["myrel"])
    if told is not None:
        span = whole(told) if told in _YEARS else None
        sure: Sureness = "likely" if p["my2"] else "sure"
        how = f"{title} {told}, as written"
        return p.mention(part_of(span, part), sure, how, precision="month") if span else None
    if p.written is None:
        return p.unresolved("month", NO_YEAR)
    choice = p.choose(yearly(whole, p.written), relation_of(p["mrel"]))
    return p.chosen(choice, title, part=part, precision="month", doubt=doubt)


def _part_words(part: str) -> str:
    words = " ".join(part.split()).removeprefix("the ")
    return "" if not words else f"{words} " if words in ("early", "late", "mid") else f"{words} of "


def year(p: Place) -> DateMention | None:
    """ "in 2019"."""
    number = int(p["yy"])
    sure = guards.year_alone(p.low, p.m, p.written)
    if sure is None:
        return None
    span = part_of((dt.date(number, 1, 1), dt.date(number, 12, 31)), p["ypart"])
    how = f"{p.words} may be a time of day or a figure" if sure == "ambiguous" else f"{p.words}, as written"
    return p.mention(span, sure, how, precision="year")


def years(p: Place) -> DateMention | None:
    """ "2023/24": the year of a council or of a school."""
    number = int(p["fy"])
    if int(p["fy2"]) != (number + 1) % 100:
        return None
    span = (dt.date(number, 4, 1), dt.date(number + 1, 8, 31))
    how = f"{p.words}: the financial year from April, or the school year from September"
    return p.mention(span, "likely", how, precision="year")


def quarter_year(p: Place) -> DateMention | None:
    """ "Q1 2024/25": quarters are counted from April, as councils do; doubtful without such a year."""
    number, said = int(p["qn"]), p["qy"]
    if not said and not p.low.startswith("q", p.start):
        return None
    name = f"quarter {number} of the year from April"

    def span(y: int) -> Span:
        return quarter(y + (number == 4), number % 4 + 1)

    doubt = "" if len(said) > 4 else "it may be counted from January"
    if said:
        start = int(said[:4])
        how = f"{name} {start}{'; ' if doubt else ''}{doubt}"
        return p.mention(span(start), "ambiguous" if doubt else "likely", how, precision="season")
    if p.written is None:
        return p.unresolved("season", NO_YEAR)
    return p.chosen(p.choose(yearly(span, p.written)), name, precision="season", doubt=doubt)


def season(p: Place) -> DateMention | None:
    """ "since Easter", "October half term", "last summer", "Christmas Day 2023"."""
    words = re.sub(r"[\s-]+", " ", p["sname"]).replace("’", "'")
    if guards.not_a_season(p.text, p.low, p.m, words):
        return None
    names = _names("the new year" if words == "new year" and "the new" in p.words.lower() else words)
    year_words = p["sy"]
    if not year_words:
        return of_season(p, names, relation_of(p["srel"]), p["spart"])
    number = full_year(year_words)
    if len(names) > 1 or number not in _YEARS:
        return p.unresolved("season", "which one of that year is not told")
    span = SEASONS[names[0]](number)
    title, about = _title(names[0]), names[0] in SET_BY_SCHOOLS
    how = f"{_part_words(p['spart'])}{title} {number} ({'usually ' if about else ''}{_said(span)})"
    return p.mention(part_of(span, p["spart"]), "likely" if about else "sure", how)


def of_season(p: Place, names: tuple[str, ...], relation: Relation, part: str) -> DateMention:
    """The mention of one of these SEASONS, the one that is meant near the note's date."""
    if p.written is None:
        return p.unresolved("season", NO_YEAR)
    if names == HALF_TERMS and relation == "this" and (period := half_term_of(p.written)):
        return p.mention(part_of(period, part), "likely", f"{p.words}: usually {_said(period)}")
    spans = sorted((s, n) for n in names for s in yearly(SEASONS[n], p.written))
    choice = p.choose([s for s, _ in spans], relation)
    if choice is None:
        return p.unresolved("season", "none near the note's date")
    name = next(n for s, n in spans if s == choice.span)
    about = "usually " if name in SET_BY_SCHOOLS else ""
    title = f"{_part_words(part)}{_title(name)} ({about}{_said(choice.span)}),"
    wide: Precision | None = "season" if part and name in SET_BY_SCHOOLS else None
    return p.chosen(choice, title, part=part, precision=wide)


def _said(span: Span) -> str:
    return say(span[0]) if span[0] == span[1] else f"{say(span[0])} to {say(span[1])}"


def _title(name: str) -> str:
    if name.startswith("early"):
        return "Early May bank holiday"
    if name.startswith(("spring", "summer", "autumn", "winter")):
        return name
    feast = not name.endswith(("term", "holidays", "holiday"))
    return " ".join(w.capitalize() for w in name.split()) if feast else name.capitalize()


def _names(words: str) -> tuple[str, ...]:
    """The keys of SEASONS that a name may stand for; several where it leaves open which."""
    words = words.replace("xmas", "christmas").replace("halfterm", "half term").replace("school ", "")
    if "half term" in words:
        which = {"feb": 0, "spr": 0, "may": 1, "whi": 1, "sum": 1, "oct": 2, "aut": 2}.get(words[:3])
        return HALF_TERMS if which is None else (HALF_TERMS[which],)
    if "bank holiday" in words:
        easter, early, spring, august = BANK_HOLIDAYS
        which_day = {"may": (early, spring), "early may": (early,), "spring": (spring,), "august": (august,),
                     "summer": (august,), "easter": (easter,)}  # fmt: skip
        return which_day.get(words.removesuffix(" monday").removesuffix("bank holiday").strip(), BANK_HOLIDAYS)
    if words.endswith(("holiday", "holidays", "hols", "break", "vacation")):
        return (f"{words.split()[0]} holidays",)
    return (words.replace("new years", "new year's"),)
