"""Dates that are counted from the note's own: weekdays, yesterday, last week, two weeks ago, within 10 working days."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from ..over_time import Precision, Sureness
from . import guards
from .forms import EXPLICIT, NUMBERS, WEEKDAY, WEEKDAYS
from .mention import DateMention, say, width
from .named import of_season
from .place import DAY_NAMES, Place
from .resolve import Relation, choose, part_of, relation_of, shift, unit_span, weeks_of
from .seasons import HALF_TERMS, TERMS
from .working import add_months, add_working_days
from .written import written_out

_UNITS: dict[str, Precision] = {"day": "day", "week": "week", "fortnight": "week", "month": "month", "year": "year"}
_SHARED_WEEK = re.compile(
    rf"(?:\s?(?:,|and|or|&|\+|to|-|–)\s?{WEEKDAY})+\s(?:of\s)?(last|next|this)\s(?:week|wk)(?![a-z])"
)
"""What follows the first of several weekdays of one week ("Weds and Fri last week")."""
_RUNS_FROM = re.compile(r"\s(?:of|from|after)\s(?:the\s)?")
_ELSEWHERE = "counted from another day in the text"
_STEPS: dict[Relation, int] = {"last": -1, "this": 0, "next": 1}


def _number(words: str) -> float:
    """The number that these words give; of two ("two or three") the greater. 0 where they give none."""
    best = 0.0
    for part in re.split(r"\s?(?:-(?=\d)|–|/|\bto\b|\bor\b)\s?", words):
        key = " ".join(part.split())
        options = (key, key.replace(" ", "-"), key.removeprefix("a "), key.replace("-", " "))
        best = max(best, float(key) if key.isdecimal() else next((NUMBERS[k] for k in options if k in NUMBERS), 0))
    return best


def _unit(words: str) -> str:
    return {"wk": "week", "mth": "month", "yr": "year"}.get(words, words)


def _counted_how(p: Place, what: str = "") -> str:
    return f"{p.words}{what}, counted from {p.told_from}"


# ----------------------------------------------------------------------------------------------------------- days


def weekday(p: Place) -> DateMention | None:
    """ "on Tuesday he was", "last Tuesday", "Tuesday week", "Tuesday of next week"."""
    if guards.not_a_weekday(p.text, p.low, p.m):
        return None
    if p.written is None:
        return p.unresolved("day")
    number = WEEKDAYS.index(p["wname"][:3])
    name, relation_words, after = DAY_NAMES[number], p["wrel"].split(), p["wafter"].removeprefix("of ").split()
    relation = relation_of(p["wrel"])
    shared = _SHARED_WEEK.match(p.low, p.end)
    if (after[-1:] in (["week"], ["wk"]) and len(after) > 1) or shared:
        return _day_of_week(p, number, _STEPS[relation_of(after[0] if after else shared[1] if shared else "this")])
    if after == ["week"]:
        return _weeks_after(p, number, 1)
    if after:
        relation = "next" if after == ["coming"] else "last"
    elif relation == "this" and relation_words[-1] in ("past", "last"):
        relation = "last"
    if relation == "this":
        return _day_of_week(p, number, 0)
    spans = weeks_of(number, p.written)
    choice = p.choose(spans, relation)
    if choice is None:
        return p.unresolved("day")
    later = next((s for s in spans if s[0] > choice.span[0]), None)
    if relation_words == ["next"] and later and number > p.written.weekday():
        how = f'{name} {choice.which}; "next" may mean {say(later[0])}, a week later'
        return p.mention(choice.span, "ambiguous", how)
    told_of = relation_words[-1:] in (["following"], ["previous"], ["same"]) or p.low.endswith("the ", 0, p.start)
    doubt = "it may be counted from another day in the text" if told_of else ""
    if not doubt and relation is None and not p.lean and choice.sure != "ambiguous":
        doubt = "whether it is before or after is not told"
    return p.chosen(choice, name, doubt=doubt)


def _day_of_week(p: Place, number: int, step: int) -> DateMention | None:
    week = unit_span("week", p.written, step) if p.written else None
    d = shift(week[0], number) if week else None
    return p.mention((d, d), "likely", _counted_how(p)) if d else None


def _weeks_after(p: Place, number: int, weeks: int) -> DateMention | None:
    """So many weeks after the next such weekday; before the last one where `weeks` is below 0."""
    if p.written is None:
        return p.unresolved("day")
    choice = choose(weeks_of(number, p.written), p.written, relation="next" if weeks > 0 else "last")
    d = shift(choice.span[0], 7 * weeks) if choice else None
    if d is None:
        return None
    count = "a week" if abs(weeks) == 1 else f"{abs(weeks)} weeks"
    which = "after the next" if weeks > 0 else "before the last"
    return p.mention((d, d), "likely", f"{count} {which} {DAY_NAMES[number]}, counted from {p.told_from}")


def weeks_on_weekday(p: Place) -> DateMention | None:
    """ "a week on Tuesday", "a fortnight last Monday"."""
    number, weeks = WEEKDAYS.index(p["oname"][:3]), int(NUMBERS[p["on"]]) if p["on"] else 2
    return _weeks_after(p, number, -weeks if p["onlast"].startswith(("last", "ago")) else weeks)


def day_word(p: Place) -> DateMention | None:
    """ "today", "last night", "the day after tomorrow"."""
    steps = {"yesterday": -1, "yday": -1, "tomorrow": 1, "tmrw": 1}.get(p["relday"], 0)
    if p["beyond"]:
        steps = -2 if p["beyond"].startswith("before") else 2
    elif p["lastnight"]:
        steps = -1
    if p.written is None:
        return p.unresolved("day")
    d = shift(p.written, steps)
    return p.mention((d, d), "sure", _counted_how(p)) if d else None


def day_number(p: Place) -> DateMention | None:
    """ "day 25": a count from a start told elsewhere."""
    word = p["dn"]
    count = int(word) if word.isdecimal() else int(NUMBERS[word])
    kind = "working day" if p["dnkind"] else "day"
    how = f"{kind} {count}, counted from a start that these words don't give"
    return p.mention(None, "sure", how, precision="day", count=count)


# -------------------------------------------------------------------------------------------------- so many weeks


def _moved(date: dt.date, count: float, unit: str, sign: int) -> tuple[dt.date, int] | None:
    """`date` moved by so many units, and how many days either way that may be out; None beyond the calendar."""
    try:
        if unit == "day":
            return date + dt.timedelta(days=sign * int(count)), 0
        if unit in ("week", "fortnight"):
            return date + dt.timedelta(days=sign * int(count * (14 if unit == "fortnight" else 7))), 3
        if unit == "month":
            return add_months(date, sign * int(count)) + dt.timedelta(days=0 if count >= 1 else sign * 15), 10
        return add_months(date, sign * int(count * 12)), 183 if count >= 1 else 30
    except (ValueError, OverflowError):
        return None


def _away(p: Place, words: str, unit: str, kind: str, sign: int, *, exact: bool = False) -> DateMention | None:
    """The day so many units before (-1) or after (1) the note's date."""
    count, precision = _number(words), _UNITS[unit]
    if p.written is None:
        return p.unresolved(precision)
    if not count:
        return None
    if kind in ("working", "school") and unit == "day" and sign > 0:
        return _working_days_away(p, int(count))
    moved = _moved(p.written, count, unit, sign)
    if moved is None:
        return None
    date, out = moved
    vague = re.search(r"few|couple|\d\D+\d|\b(?:or|to)\b|[-–/]", words) is not None and "forty" not in words
    out = 0 if exact else max(out, 2) if vague else out
    first, last = shift(date, -out), shift(date, out)
    if first is None or last is None:
        return None
    sure: Sureness = "ambiguous" if vague else "sure" if not out else "likely"
    how = _counted_how(p, f": {'about ' if out else ''}{say(date)}")
    return p.mention((first, last), sure, how, precision=width(first, last) if vague or exact else precision)


def _working_days_away(p: Place, count: int) -> DateMention | None:
    try:
        d = add_working_days(p.written, count) if p.written else None
    except OverflowError:
        return None
    return p.mention((d, d), "likely", _counted_how(p, f": working day {count} is {say(d)}")) if d else None


def ago(p: Place) -> DateMention | None:
    """ "two weeks ago", "a fortnight ago", "3 days ago"."""
    if p["agofn"]:
        return _away(p, "one", "fortnight", "", -1)
    return _away(p, p["agon"], _unit(p["agounit"]), p["agokind"], -1, exact=bool(p["agotoday"]))


def short(p: Place) -> DateMention | None:
    """ "2/7 ago", "in 6/52": days, weeks and months as health staff write them."""
    unit = {"7": "day", "52": "week", "12": "month"}[p["shu"] or p["shu2"]]
    return _away(p, p["shn"] or p["shn2"], unit, "", -1 if p["shago"] == "ago" else 1)


def hence(p: Place) -> DateMention | None:
    """ "three weeks' time", "a month from today"."""
    return _away(p, p["henn"], _unit(p["henunit"]), p["henkind"], 1, exact=p["hence"].endswith("today"))


def in_or_within(p: Place) -> DateMention | None:
    """ "in two weeks" is about a day; "within 10 working days" runs up to one, or counts from something else."""
    prep, unit, count = p["inp"], _unit(p["inunit"]), int(_number(p["inc"]))
    if prep == "within" and (base := _base(p)):
        limit = _away(replace(p, written=base), p["inc"], unit, p["inkind"], 1, exact=True)
        if limit and limit.last:
            how = f"{p.words}: by {say(limit.last)}, counted from {say(base)}"
            return p.mention((base, limit.last), "likely", how, count=count if unit == "day" else None)
    if prep == "after" or guards.counts_from_elsewhere(p.low, p.end):
        if unit != "day" or not count:
            return None
        what = "working days" if p["inkind"] in ("working", "school") else "days"
        return p.unresolved("day", f"{count} {what} from something that these words don't date", count=count)
    # "It happened within two days", "in two weeks he lost three kilos": how long it took.
    if p.lean < 0 or (prep == "in" and not p["intime"] and guards.how_often(p.low, p.m)):
        return None
    if prep == "in":
        return _away(p, p["inc"], unit, p["inkind"], 1)
    limit = _away(p, p["inc"], unit, p["inkind"], 1, exact=True)
    if limit is None or limit.last is None or p.written is None:
        return limit
    how = _counted_how(p, f": by {say(limit.last)}")
    if p.lean == 1:
        return p.mention((p.written, limit.last), "ambiguous", f"{how}; or how long something takes", count=None)
    return p.mention((p.written, limit.last), "likely", how, count=count if unit == "day" else None)


def _base(p: Place) -> dt.date | None:
    """The day that a count runs from, where it is written out right after it ("within 10 days of 1 March")."""
    join = _RUNS_FROM.match(p.low, p.end)
    m = EXPLICIT.match(p.low, join.end()) if join else None
    found = written_out(Place(m, p.text, p.low, p.written)) if m else None
    return found.first if found and found.sure != "ambiguous" else None


def _window(p: Place, words: str, unit: str, sign: int) -> DateMention | None:
    if p.written is None:
        return p.unresolved(_UNITS[unit])
    moved = _moved(p.written, _number(words), unit, sign)
    if moved is None:
        return None
    span = (moved[0], p.written) if sign < 0 else (p.written, moved[0])
    return p.mention(span, "likely", f"{p.words}: from {say(span[0])} to {say(span[1])}")


def window(p: Place) -> DateMention | None:
    """ "the last six weeks", "the next two months"."""
    return _window(p, p["spn"], _unit(p["spunit"]), -1 if p["sprel"] in ("last", "past") else 1)


# ------------------------------------------------------------------------------------------- weeks, months, terms


def unit(p: Place) -> DateMention | None:
    """ "last week", "the end of next month", "this term", "the past year"."""
    name = _unit(p["uunit"].replace("-", " ")).replace("halfterm", "half term")
    words = p["urel"].split()
    if words[-1] in ("following", "previous", "same"):
        return p.unresolved("week", _ELSEWHERE)
    relation = relation_of(p["urel"])
    if p["uthe"] and relation in ("last", "next") and name in _UNITS:
        return _window(p, "one", name, _STEPS[relation])
    step = -1 if words[-1] in ("past", "last") else _STEPS[relation]
    return _block(p, name, step, p["upart"])


def _block(p: Place, name: str, step: int, part: str) -> DateMention | None:
    """The calendar week, weekend, month, quarter, year or term that is `step` from the note's own."""
    if name in ("term", "half term"):
        relation: Relation = "last" if step < 0 else "next" if step else "this"
        return of_season(p, TERMS if name == "term" else HALF_TERMS, relation, part)
    precision: Precision = "week" if name == "weekend" else _UNITS.get(name, "season")
    if p.written is None:
        return p.unresolved(precision)
    sure: Sureness = "sure"
    doubt = ""
    if name == "weekend" and p.written.weekday() < 5 and step in (0, 1):
        sure = "likely" if step == 0 and p.lean else "ambiguous"
        step = -1 if step == 0 and p.lean < 0 else step
        doubt = "" if sure == "likely" else "; it may be the weekend before that"
    span = unit_span(name, p.written, step)
    return p.mention(part_of(span, part), sure, _counted_how(p) + doubt, precision=precision) if span else None


def two_weeks_off(p: Place) -> DateMention | None:
    """ "the week before last", "the weekend after next"."""
    return _block(
        p, "weekend" if "weekend" in p["weekoff"] else "week", -2 if p["wkoff"].startswith("before") else 2, ""
    )


def part_of_unit(p: Place) -> DateMention | None:
    """ "by the end of the week"."""
    return _block(p, p["punit"], 0, p["ppart"])


def weekend(p: Place) -> DateMention | None:
    """ "at the weekend"."""
    p = replace(p, part="wknd")
    if p.written is None:
        return p.unresolved("week")
    on_it = p.written.weekday() > 4
    span = unit_span("weekend", p.written, 0 if p.lean > 0 or on_it else -1)
    doubt = not p.lean and not on_it
    how = _counted_how(p) + ("; whether it is before or after is not told" if doubt else "")
    return p.mention(span, "ambiguous" if doubt else "likely", how, precision="week") if span else None
