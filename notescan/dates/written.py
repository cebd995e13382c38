"""Dates that are written out: numbers, names of months, days of a month, with or without a year."""

from __future__ import annotations

from . import guards
from .forms import MONTHS, ORDINALS, WEEKDAYS
from .mention import DateMention, say
from .place import DAY_NAMES, MONTH_NAMES, NO_YEAR, Place, ordinal
from .resolve import day, full_year, shift, unit_span, yearly
from .seasons import Span

_YEARS = range(1900, 2101)
_GROUPS = (("id", "im", "iy"), ("nd", "nm", "ny"), ("td", "tm", "ty"), ("ud", "um", "uy"), ("sd", "sm", ""))


def written_out(p: Place) -> DateMention | None:
    """ "12/03/24", "Tues 3rd of March", "w/c 4 Nov", "3-5 March", "12/3"."""
    if guards.no_date_around(p.low, p.start):
        return None
    if p["xd"] or p["rd"]:
        return _days(p)
    d, m, y = next(groups for groups in _GROUPS if p[groups[1]])
    number = int(p[d]) if p[d] else ORDINALS.index(p["tw"]) + 1
    name, year_words = p[m], p[y] if y else ""
    weekday = WEEKDAYS.index(p["wd"][:3]) if p["wd"] else None
    doubt = ""
    if d == "sd":
        dated = bool(p["wd"] or p["week"])
        kind = guards.bare_fraction(p.low, p.m.start(d), p.end, p[d], name, dated=dated)
        if kind == "no":
            return None
        doubt = f"{number}/{name} may be a figure and no date" if kind == "doubtful" else ""
    elif d == "ud" and not p["uo"] and not year_words:
        said = guards.month_then_number(p.text, p.m)
        if said is None:
            return None
        doubt = said
    elif d == "td" and not year_words and guards.verb_after_number(p.text, p.m.start(m), p.end):
        return None
    month = int(name) if name.isdigit() else MONTHS.index(name[:3]) + 1
    year = full_year(year_words) if year_words else p.year_from(p["trel"] if d == "td" else "")
    if year is not None and len(year_words) == 2 and guards.number_of_things(p.low, p.m.end(y)):
        year = None
    return _weekly(p, _day(p, year, month, number, weekday, doubt), p["week"])


def _day(p: Place, year: int | None, month: int, number: int, weekday: int | None, doubt: str) -> DateMention | None:
    # A leap year stands in for one that is not given.
    if month > 12 or not day(2024, month, number):
        return _impossible(p, year, month, number)
    if year is None:
        return _without_year(p, month, number, weekday, doubt)
    if year not in _YEARS:
        return p.unresolved("day", f"the year {year} looks like a slip")
    date = day(year, month, number)
    if date is None:
        return p.unresolved("day", f"{year} has no 29 February")
    if doubt:
        return p.mention((date, date), "ambiguous", doubt)
    if weekday is not None and date.weekday() != weekday:
        slip = f"{p.words}: {say(date)} was a {DAY_NAMES[date.weekday()]}, so the day or the date is a slip"
        return p.mention((date, date), "ambiguous", slip)
    return p.mention((date, date), "sure", f"{say(date)}, as written")


def _impossible(p: Place, year: int | None, month: int, number: int) -> DateMention | None:
    """No date with the day first: where it is one the other way round, that is told as doubtful."""
    swapped = day(year, number, month) if year in _YEARS and year and number <= 12 < month else None
    if swapped and p["nd"]:
        how = f"{p.words}: there is no month {month}; read with the month first, or a slip"
        return p.mention((swapped, swapped), "ambiguous", how)
    # Two-digit numbers with a month of 13 or more are other things: codes, scores.
    named = (p["td"] or p["ud"] or p["tw"]) and number <= 31
    if named or p["iy"] or len(p["ny"]) == 4 or (month <= 12 and year in _YEARS):
        return p.unresolved("day", "there is no such day")
    return None


def _without_year(p: Place, month: int, number: int, weekday: int | None, doubt: str) -> DateMention:
    if p.written is None:
        return p.unresolved("day", NO_YEAR)

    def one(year: int) -> Span | None:
        d = day(year, month, number)
        return (d, d) if d else None

    name = f"{number} {MONTH_NAMES[month - 1]}"
    spans = yearly(one, p.written)
    if weekday is not None:
        fitting = [s for s in spans if s[0].weekday() == weekday]
        if len(fitting) == 1 and abs((fitting[0][0] - p.written).days) < 250:
            return p.mention(fitting[0], "sure", f"the {name} near {p.whose} that was a {DAY_NAMES[weekday]}")
        doubt = f"no {name} near it was a {DAY_NAMES[weekday]}"
    return p.chosen(p.choose(spans), name, doubt=doubt)


def _weekly(p: Place, found: DateMention | None, word: str) -> DateMention | None:
    """The week that begins ("w/c") or ends ("w/e") on the date, where the words say so."""
    if not word or found is None or found.first is None:
        return found
    ends = word.startswith(("w/e", "w.e")) or "ending" in word
    other = shift(found.first, -6 if ends else 6)
    if other is None:
        return found
    span = (other, found.first) if ends else (found.first, other)
    how = f"the week {'up to' if ends else 'from'} {say(found.first)}"
    return p.mention(span, found.sure, how if found.sure == "sure" else f"{how}: {found.how}", precision="week")


def _days(p: Place) -> DateMention | None:
    """ "3-5 March", "12-14/3/24": some days of one month."""
    d1, d2 = (int(p["xd"]), int(p["xe"])) if p["xd"] else (int(p["rd"]), int(p["re"]))
    month = int(p["xm"]) if p["xd"] else MONTHS.index(p["rm"][:3]) + 1
    year = p["xy"] or p["ry"]
    if not day(2024, month, d1) or not day(2024, month, d2) or d1 >= d2:
        return None
    word = p["rj"] if p["rj"] in ("and", "or") else "to"
    name = f"{d1} {word} {d2} {MONTH_NAMES[month - 1]}"

    def days(of: int) -> Span | None:
        a, b = day(of, month, d1), day(of, month, d2)
        return (a, b) if a and b else None

    if year:
        span = days(full_year(year)) if full_year(year) in _YEARS else None
        return p.mention(span, "sure", f"{name} {full_year(year)}, as written") if span else None
    if p.written is None:
        return p.unresolved("week", NO_YEAR)
    return p.chosen(p.choose(yearly(days, p.written)), name)


def nth(p: Place) -> DateMention | None:
    """ "the 15th", "Tues 3rd", "the 22nd of next month", "w/c the 4th"."""
    in_words = not p["nn"].isdigit()
    number = ORDINALS.index(p["nn"].replace(" ", "-")) + 1 if in_words else int(p["nn"])
    weekday = WEEKDAYS.index(p["nwd"][:3]) if p["nwd"] else None
    firm = weekday is not None or p["nrel"] or p["nweek"]
    if in_words and (not p["the"] or (weekday is None and not guards.ordinal_is_day(p.low, p.m))):
        return None
    if not 1 <= number <= 31 or not (firm or guards.stands_as_day(p.low, p.m)):
        return None
    if p.written is None:
        return p.unresolved("day")
    named = {"this": 0, "the": 0, "last": -1, "next": 1}.get(p["nrel"])
    reach = range(named, named + 1) if named is not None else range(-2, 3) if weekday is None else range(-7, 8)
    months = [unit_span("month", p.written, step) for step in reach]
    days = [d for m in months if m and (d := day(m[0].year, m[0].month, number))]
    spans = [(d, d) for d in days if weekday is None or d.weekday() == weekday]
    if named is not None:
        return p.mention(spans[0], "sure", f"{p.words}, counted from {p.told_from}") if spans else None
    name = f"the {ordinal(number)} of the month"
    found = p.chosen(p.choose(spans), name if weekday is None else f"the {DAY_NAMES[weekday]} that was {name}")
    return _weekly(p, found, p["nweek"])


def dotted(p: Place) -> DateMention | None:
    """ "on 07.02", "Mon 03.03": a day and month where a word or the weekday says so, and even then perhaps a time."""
    number, month = int(p["pd"]), int(p["pm"])
    if not day(2024, month, number):
        return None
    if p["pwd"]:
        found = _without_year(p, month, number, WEEKDAYS.index(p["pwd"][:3]), "")
        return found if found.sure == "sure" else None
    if not guards.asks_for_date(p.low, p.start, firmly=number <= 23):
        return None
    # No office hour: nobody is due at 02.05.
    doubt = f"{p.words} may be a time" if 8 <= number <= 20 else ""
    return _without_year(p, month, number, None, doubt)
