"""What each form of forms.FORMS comes to: one function for a form, by its name in READERS."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from ..model import Precision, Sureness
from . import guards
from .cues import bound_before, leaning
from .forms import MONTHS, NUMBERS, WEEKDAYS
from .mention import Bound, DateMention, say, width
from .resolve import Choice, Relation, choose, day, full_year, part_of, shift, unit_span, weeks_of, yearly
from .seasons import BANK_HOLIDAYS, HALF_TERMS, SEASONS, SET_BY_SCHOOLS, TERMS, Span, quarter
from .working import add_months, add_working_days

_NO_NOTE_DATE = "the note has no date to count from"
_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass
class Place:
    """A match of a form, with the text around it and the note's date."""

    m: re.Match[str]
    text: str
    low: str
    written: dt.date | None

    def __getitem__(self, group: str) -> str | None:
        found: str | None = self.m[group]
        return found

    @cached_property
    def words(self) -> str:
        """The date's words as they stand, on one line."""
        return " ".join(self.text[self.m.start() : self.m.end()].split())

    @cached_property
    def bound(self) -> Bound | None:
        return bound_before(self.low, self.m.start())

    @cached_property
    def lean(self) -> int:
        return leaning(self.low, self.m.start(), self.m.end(), self.bound)

    def mention(
        self,
        span: Span | None,
        sure: Sureness,
        how: str,
        *,
        precision: Precision | None = None,
        count: int | None = None,
    ) -> DateMention:
        first, last = span or (None, None)
        wide = precision or (width(*span) if span else "day")
        return DateMention(self.m.start(), self.m.end(), first, last, wide, sure, how, count, self.bound)

    def unresolved(self, precision: Precision, why: str = _NO_NOTE_DATE, count: int | None = None) -> DateMention:
        return self.mention(None, "ambiguous", f"{self.words}: {why}", precision=precision, count=count)

    def chosen(
        self,
        choice: Choice | None,
        name: str,
        *,
        part: str | None = None,
        precision: Precision | None = None,
        sure: Sureness | None = None,
    ) -> DateMention:
        """The mention of a choice among spans, or of none."""
        if choice is None:
            return self.unresolved(precision or "day")
        doubt: Sureness = "ambiguous" if "ambiguous" in (choice.sure, sure) else sure or choice.sure
        return self.mention(part_of(choice.span, part), doubt, f"{name} {choice.which}", precision=precision)


Reader = Callable[[Place], DateMention | None]


def _number(words: str) -> float:
    """The number that these words give; of two ("two or three") the greater."""
    best = 0.0
    for part in re.split(r"\s?(?:-(?=\d)|–|/|\bto\b|\bor\b)\s?", words):
        key = re.sub(r"\s+", " ", part.strip())
        key = key if key in NUMBERS or key.isdigit() else key.replace("a ", "", 1).replace(" ", "-") or key
        best = max(best, float(key) if key.isdigit() else NUMBERS.get(key, NUMBERS.get(key.replace("-", " "), 0)))
    return best


def _month(name: str) -> int:
    return MONTHS.index(name[:3]) + 1


def _relation(word: str | None) -> Relation:
    if not word:
        return None
    first = word.removeprefix("the").split()
    return {"last": "last", "next": "next", "this": "this", "coming": "next", "following": "next", "previous": "last",
            "past": "last", "same": "this"}.get(first[0])  # type: ignore[return-value]  # fmt: skip


# ------------------------------------------------------------------------------------------------ written-out dates


def _full(p: Place) -> DateMention | None:
    weekday = WEEKDAYS.index(p["wd"][:3]) if p["wd"] else None
    if p["xd"] or p["rd"]:
        return _days(p)
    year, month, number, note = _written_out(p)
    if (
        p["sd"]
        and (refused := guards.bare_fraction(p.low, p.m.start("sd"), p.m.end(), number, month, weekday is not None))
        == "no"
    ):
        return None
    elif p["sd"] and refused == "doubtful":
        note = f"{p['sd']}/{p['sm']} may be a figure and no date"
    if p["um"] and not p["uo"] and not p["uy"] and (guarded := guards.month_then_number(p.text, p.m)) is not None:
        if not guarded:
            return None
        note = guarded
    if p["tm"] and not p["ty"] and guards.verb_after_number(p.text, p.m.start("tm"), p.m.end()):
        return None
    if guards.no_date_around(p.low, p.m.start(), p.m.end()):
        return None
    if month > 12 or not day(2024, month, number):
        return _impossible(p, year, month, number)
    if year is not None and not 1900 <= year <= 2100:
        return p.mention(None, "ambiguous", f"{p.words}: the year {year} looks like a slip", precision="day")
    if year is None:
        return _week_or_day(p, _without_year(p, month, number, weekday, note))
    date = day(year, month, number)
    if date is None:
        return p.mention(None, "ambiguous", f"{p.words}: {year} has no 29 February", precision="day")
    if note:
        return _week_or_day(p, p.mention((date, date), "ambiguous", note))
    if weekday is not None and date.weekday() != weekday:
        how = f"{p.words}: {say(date)} was a {_DAY_NAMES[date.weekday()]}, so the day or the date is a slip"
        return _week_or_day(p, p.mention((date, date), "ambiguous", how))
    return _week_or_day(p, p.mention((date, date), "sure", f"{say(date)}, as written"))


def _written_out(p: Place) -> tuple[int | None, int, int, str | None]:
    """Year, month and day by the form that matched."""
    for d, mon, y in (
        ("id", "im", "iy"),
        ("nd", "nm", "ny"),
        ("td", "tm", "ty"),
        ("ud", "um", "uy"),
        ("sd", "sm", None),
    ):
        if p[d]:
            name = p[mon] or ""
            month = int(name) if name.isdigit() else _month(name)
            year = p[y] if y else None
            if year and guards.number_of_things(p.low, p.m.start(y or ""), p.m.end(y or "")):
                year = None
            return full_year(year) if year else None, month, int(p[d] or 0), None
    raise AssertionError(p.m.lastgroup)


def _impossible(p: Place, year: int | None, month: int, number: int) -> DateMention | None:
    """Not a date with the day first: the other way round it may be one, and is told as doubtful."""
    if p["sd"] or month <= 12 and not p["nd"]:
        return None
    swapped = day(year, number, month) if year and 1900 <= year <= 2100 and number <= 12 < month else None
    if swapped:
        how = f"{p.words}: there is no month {month}; read with the month first, or a slip"
        return p.mention((swapped, swapped), "ambiguous", how)
    if p["iy"] or p["ny"] and len(p["ny"]) == 4 or month <= 12:
        return p.mention(None, "ambiguous", f"{p.words}: there is no such day", precision="day")
    return None


def _without_year(p: Place, month: int, number: int, weekday: int | None, note: str | None) -> DateMention:
    if p.written is None:
        return p.unresolved("day", "no year is given, and the note has no date")

    def one(year: int) -> Span | None:
        d = day(year, month, number)
        return (d, d) if d else None

    name = f"{number} {MONTHS[month - 1].title()}"
    spans = yearly(one, p.written)
    if weekday is not None:
        fitting = [s for s in spans if s[0].weekday() == weekday]
        if len(fitting) == 1 and abs((fitting[0][0] - p.written).days) < 250:
            return p.mention(fitting[0], "sure", f"the {name} near the note's date that was a {_DAY_NAMES[weekday]}")
        found = p.chosen(choose(spans, p.written, lean=p.lean), name)
        wrong = f"; no {name} near it was a {_DAY_NAMES[weekday]}"
        return p.mention(_span(found), "ambiguous", found.how + wrong, precision="day")
    found = p.chosen(choose(spans, p.written, lean=p.lean), name)
    if note:
        return p.mention(_span(found), "ambiguous", f"{found.how}; {note}", precision="day")
    return found


def _span(found: DateMention) -> Span | None:
    return (found.first, found.last) if found.first and found.last else None


def _week_or_day(p: Place, found: DateMention) -> DateMention:
    """The week that begins ("w/c") or ends ("w/e") on the date, where the words say so."""
    return _weekly(p, found, p["week"])


def _weekly(p: Place, found: DateMention, word: str | None) -> DateMention:
    if not word or found.first is None:
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
    numeric = p["xd"] is not None
    d1, d2 = (int(p["xd"] or 0), int(p["xe"] or 0)) if numeric else (int(p["rd"] or 0), int(p["re"] or 0))
    month = int(p["xm"] or 0) if numeric else _month(p["rm"] or "")
    year = p["xy"] if numeric else p["ry"]
    if not day(2024, month, d1) or not day(2024, month, d2) or d1 >= d2:
        return None
    name = f"{d1} to {d2} {MONTHS[month - 1].title()}"

    def days(of: int) -> Span | None:
        a, b = day(of, month, d1), day(of, month, d2)
        return (a, b) if a and b else None

    if year:
        span = days(full_year(year)) if full_year(year) else None
        return p.mention(span, "sure", f"{name} {full_year(year)}, as written") if span else None
    if p.written is None:
        return p.unresolved("week", "no year is given, and the note has no date")
    return p.chosen(choose(yearly(days, p.written), p.written, lean=p.lean), name)


def _nth(p: Place) -> DateMention | None:
    number = int(p["nn"] or 0)
    weekday = WEEKDAYS.index((p["nwd"] or "")[:3]) if p["nwd"] else None
    if not 1 <= number <= 31 or not (
        weekday is not None or p["nrel"] or p["nweek"] or guards.stands_as_day(p.low, p.m)
    ):
        return None
    written = p.written
    if written is None:
        return p.unresolved("day")
    spans: list[Span] = []
    for step in range(-13 if weekday is not None else -2, 14 if weekday is not None else 3):
        month = unit_span("month", written, step)
        d = day(month[0].year, month[0].month, number) if month else None
        if d and (weekday is None or d.weekday() == weekday):
            spans.append((d, d))
    named = {"this": 0, "the": 0, "last": -1, "next": 1}.get(p["nrel"] or "")
    if named is not None:
        month = unit_span("month", written, named)
        d = day(month[0].year, month[0].month, number) if month else None
        return p.mention((d, d), "sure", f"the {number} of that month, counted from the note's date") if d else None
    found = p.chosen(choose(spans, written, lean=p.lean), f"the {number} of the month" if weekday is None else p.words)
    return _weekly(p, found, p["nweek"])


def _dotted(p: Place) -> DateMention | None:
    """ "on 07.02": a day and month where a word says so, and even then perhaps a time."""
    number, month = int(p["pd"] or 0), int(p["pm"] or 0)
    if not day(2024, month, number) or not guards.asks_for_date(p.low, p.m.start()):
        return None
    return _without_year(p, month, number, None, None if number > 23 else f"{p.words} may be a time")


# ------------------------------------------------------------------------------------------------ months and years


def _monthy(p: Place) -> DateMention | None:
    name, part, relation = p["mname"] or "", p["mpart"], _relation(p["mrel"])
    year = p["my"]
    doubt = guards.month_name(p.text, p.low, p.m, dated=bool(year or part or relation))
    if doubt == "no":
        return None
    month = _month(name)
    if year and len(year) == 2 and 1 <= int(year) <= 31:
        doubt = f"{p.words} may be the {year} of the month"

    def whole(y: int) -> Span | None:
        return unit_span("month", dt.date(y, month, 1), 0)

    title = f"{part + ' ' if part else ''}{dt.date(2024, month, 1):%B}"
    if year:
        span = whole(full_year(year)) if 1900 <= full_year(year) <= 2100 else None
        how = f"{title} {full_year(year)}, as written"
        return (
            p.mention(part_of(span, part), "ambiguous" if doubt else "sure", doubt or how, precision="month")
            if span
            else None
        )
    if p.written is None:
        return p.unresolved("month", "no year is given, and the note has no date")
    choice = choose(yearly(whole, p.written), p.written, relation=relation, lean=p.lean)
    found = p.chosen(choice, title, part=part, precision="month", sure="ambiguous" if doubt else None)
    return p.mention(_span(found), found.sure, f"{found.how}; {doubt}", precision="month") if doubt else found


def _year(p: Place) -> DateMention | None:
    year = int(p["yy"] or 0)
    sure = guards.year_alone(p.low, p.m, p.written)
    if sure is None:
        return None
    span = part_of((dt.date(year, 1, 1), dt.date(year, 12, 31)), p["ypart"])
    how = f"{p.words}, as written" if sure == "sure" else f"{p.words} may be a time of day or a figure"
    return p.mention(span, sure, how, precision="year")


def _years(p: Place) -> DateMention | None:
    year, next_year = int(p["fy"] or 0), int(p["fy2"] or 0)
    if next_year != (year + 1) % 100:
        return None
    span = (dt.date(year, 4, 1), dt.date(year + 1, 8, 31))
    return p.mention(
        span, "likely", f"{p.words}: the financial year from April or the school year from September", precision="year"
    )


def _quarter(p: Place) -> DateMention | None:
    number, year = int(p["qn"] or 0), p["qy"]
    if not year and p.low[p.m.start()] != "q":
        return None
    name = f"quarter {number} of the year from April"

    def span(y: int) -> Span:
        return quarter(y + (number == 4), number % 4 + 1)

    if year:
        return p.mention(
            span(int(year[:4])), "likely" if len(year) > 4 else "ambiguous", f"{name} {year[:4]}", precision="season"
        )
    if p.written is None:
        return p.unresolved("season")
    return p.chosen(choose(yearly(span, p.written), p.written, lean=p.lean), name, precision="season", sure="ambiguous")


# -------------------------------------------------------------------------------------------- counted from the note


def _wday(p: Place) -> DateMention | None:
    name, after, rel = p["wname"] or "", " ".join((p["wafter"] or "").split()), p["wrel"]
    if guards.not_a_weekday(p.text, p.low, p.m):
        return None
    weekday = WEEKDAYS.index(name[:3])
    full = _DAY_NAMES[weekday]
    written = p.written
    if written is None:
        return p.unresolved("day")
    if after.endswith("week") and after != "week":
        week = unit_span("week", written, {"last": -1, "next": 1, "this": 0}[after.removeprefix("of ").split()[0]])
        d = shift(week[0], weekday) if week else None
        return p.mention((d, d), "sure", f"{full} of the week from {say(week[0])}") if d and week else None
    spans = weeks_of(weekday, written)
    relation = _relation(rel) or ("last" if after.endswith("gone") else "next" if after == "coming" else None)
    if after == "week":
        choice = choose(spans, written, relation="next")
        d = shift(choice.span[0], 7) if choice else None
        return p.mention((d, d), "likely", f"a week after the {full} that follows {say(written)}") if d else None
    if relation == "this" and rel and rel.split()[-1] in ("past", "last"):
        relation = "last"
    if relation == "this":
        week = unit_span("week", written, 0)
        d = shift(week[0], weekday) if week else None
        return p.mention((d, d), "likely", f"{full} of the week of the note's date") if d else None
    choice = choose(spans, written, relation=relation, lean=p.lean)
    anaphoric = bool(rel) and rel.split()[-1] in ("following", "previous", "same")
    later = next((s for s in spans if choice and s[0] > choice.span[0]), None)
    if rel == "next" and choice and later and weekday > written.weekday():
        how = f'{full} after {say(written)}, the note\'s date; "next" may mean {say(later[0])}, a week later'
        return p.mention(choice.span, "ambiguous", how)
    found = p.chosen(choice, full, sure="ambiguous" if anaphoric else None)
    return found


def _onwd(p: Place) -> DateMention | None:
    if p.written is None:
        return p.unresolved("day")
    name = _DAY_NAMES[WEEKDAYS.index((p["oname"] or "")[:3])]
    choice = choose(weeks_of(_DAY_NAMES.index(name), p.written), p.written, relation="next")
    weeks = 2 if p["two"] else 1
    d = shift(choice.span[0], 7 * weeks) if choice else None
    return (
        p.mention((d, d), "likely", f"{weeks} week{'s' * (weeks > 1)} after the {name} that follows {say(p.written)}")
        if d
        else None
    )


def _relday(p: Place) -> DateMention | None:
    word = p["relday"] or ""
    steps = {"today": 0, "tonight": 0, "yesterday": -1, "yday": -1, "tomorrow": 1, "tmrw": 1}.get(word, 0)
    if p["beyond"]:
        steps = -2 if p["beyond"].startswith("before") else 2
    elif p["lastnight"]:
        steps = -1
    if p.written is None:
        return p.unresolved("day")
    d = shift(p.written, steps)
    return p.mention((d, d), "sure", f"{p.words}, counted from {say(p.written)}, the note's date") if d else None


def _moved(date: dt.date, count: float, unit: str, sign: int) -> tuple[dt.date, int] | None:
    """`date` moved by so many units, and how many days either way that may be out."""
    try:
        if unit == "day":
            return date + dt.timedelta(days=sign * int(count)), 0
        if unit in ("week", "wk", "fortnight"):
            return date + dt.timedelta(days=sign * int(count * (14 if unit == "fortnight" else 7))), 3
        if unit in ("month", "mth"):
            return add_months(date, sign * int(count)) + dt.timedelta(days=0 if count >= 1 else sign * 15), 10
        return add_months(date, sign * int(count * 12)), 183 if count >= 1 else 30
    except (ValueError, OverflowError):
        return None


def _counted(p: Place, count: str, unit: str, kind: str | None, sign: int, exact: bool = False) -> DateMention | None:
    number = _number(count)
    vague = any(w in count for w in ("few", "couple", " or ", " to ", "-", "/"))
    precision: Precision = {
        "day": "day",
        "wk": "week",
        "week": "week",
        "fortnight": "week",
        "mth": "month",
        "month": "month",
    }.get(unit, "year")  # type: ignore[assignment]
    if p.written is None:
        return p.unresolved(precision)
    if number == 0:
        return None
    if kind in ("working", "school") and unit == "day" and sign > 0:
        try:
            d = add_working_days(p.written, int(number))
        except OverflowError:
            return None
        return p.mention(
            (d, d), "likely", f"{p.words}: {int(number)} working days after {say(p.written)}, the note's date"
        )
    moved = _moved(p.written, number, unit, sign)
    if moved is None:
        return None
    date, out = moved
    if vague and unit == "day":
        out = 2
    first, last = shift(date, 0 if exact else -out), shift(date, 0 if exact else out)
    if first is None or last is None:
        return None
    sure: Sureness = "ambiguous" if vague else "sure" if exact or unit == "day" else "likely"
    about = "" if exact or not out else "about "
    how = f"{p.words}: {about}{say(date)}, counted from {say(p.written)}, the note's date"
    return p.mention((first, last), sure, how, precision=None if vague else "day" if exact else precision)


def _ago(p: Place) -> DateMention | None:
    if p["agofn"]:
        return _counted(p, "one", "fortnight", None, -1)
    return _counted(p, p["agon"] or "", p["agounit"] or "", p["agokind"], -1, exact=p["agotoday"] is not None)


def _hence(p: Place) -> DateMention | None:
    today = p["hence"].endswith("today") if p["hence"] else False
    return _counted(p, p["henn"] or "", p["henunit"] or "", p["henkind"], 1, exact=today)


def _inn(p: Place) -> DateMention | None:
    """ "in two weeks" is about a day; "within 10 working days" runs up to one."""
    prep, unit, count = p["inp"], p["inunit"] or "", _number(p["inc"] or "")
    after = p.low[p.m.end() : p.m.end() + 40]
    if re.match(r"\s(?:of|from|after|before|on|prior)\b(?!\s(?:today|now))", after) or prep == "after":
        if unit != "day" or not count:
            return None
        what = "working days" if p["inkind"] in ("working", "school") else "days"
        return p.mention(
            None,
            "ambiguous",
            f"{int(count)} {what} from something that these words don't date",
            precision="day",
            count=int(count),
        )
    if prep == "in" and p["intime"] is None and (p.lean < 0 or guards.no_point_in_time(p.low, p.m)):
        return None
    if prep == "within" and p.lean < 0:
        return None
    found = _counted(p, p["inc"] or "", unit, p["inkind"], 1)
    if found is None or prep != "within" or p.written is None or found.last is None:
        return found
    exact = _counted(p, p["inc"] or "", unit, p["inkind"], 1, exact=True) or found
    end = exact.last or found.last
    return p.mention((p.written, end), "likely", f"{p.words}: by {say(end)}, counted from {say(p.written)}, the note's date",
                     count=int(count) if unit == "day" else None)  # fmt: skip


def _window(p: Place, count: str, unit: str, back: bool) -> DateMention | None:
    if p.written is None:
        return p.unresolved("month")
    moved = _moved(p.written, _number(count), unit, -1 if back else 1)
    if moved is None:
        return None
    span = (moved[0], p.written) if back else (p.written, moved[0])
    return p.mention(span, "likely", f"{p.words}: from {say(span[0])} to {say(span[1])}")


def _spanned(p: Place) -> DateMention | None:
    return _window(p, p["spn"] or "", p["spunit"] or "", p["sprel"] in ("last", "past"))


def _relunit(p: Place) -> DateMention | None:
    unit = (
        re.sub(r"[- ]", " ", p["uunit"] or "")
        .replace("wk", "week")
        .replace("yr", "year")
        .replace("halfterm", "half term")
    )
    relation, part = _relation(p["urel"]), p["upart"]
    if (p["urel"] or "this").split()[-1] in ("following", "previous", "same"):
        return p.unresolved("week", "counted from another day in the text")
    if p["uthe"] and relation in ("last", "next") and unit in ("week", "month", "year", "fortnight"):
        return _window(p, "one", unit, relation == "last")
    step = {"last": -1, "this": 0, "next": 1}[relation or "this"]
    if relation == "this" and (p["urel"] or "this").split()[-1] in ("last", "past"):
        step = -1
    return _unit(p, unit, step, part)


def _unit(p: Place, unit: str, step: int, part: str | None) -> DateMention | None:
    precision: Precision = {
        "week": "week",
        "weekend": "week",
        "fortnight": "week",
        "month": "month",
        "year": "year",
    }.get(unit, "season")  # type: ignore[assignment]
    if p.written is None:
        return p.unresolved(precision)
    how = f"{p.words}, counted from {say(p.written)}, the note's date"
    if unit in ("term", "half term"):
        return _season_of(p, TERMS if unit == "term" else HALF_TERMS, {-1: "last", 0: "this", 1: "next"}[step], part)  # type: ignore[arg-type]
    sure: Sureness = "sure"
    if unit == "weekend":
        # On a weekend day "this" is the one that is, and before it "last" the one before.
        sure = "ambiguous" if step == 1 and p.written.weekday() < 5 else "likely"
        step = -1 if step == 0 and p.lean < 0 and p.written.weekday() < 5 else step
        how += "; it may be the weekend before that" if sure == "ambiguous" else ""
    span = unit_span(unit, p.written, step)
    return p.mention(part_of(span, part), sure, how, precision=precision) if span else None


def _weekoff(p: Place) -> DateMention | None:
    before = (p["wkoff"] or "").startswith("before")
    return _unit(p, "weekend" if "weekend" in (p["weekoff"] or "") else "week", -2 if before else 2, None)


def _partunit(p: Place) -> DateMention | None:
    return _unit(p, p["punit"] or "", 0, p["ppart"])


def _weekend(p: Place) -> DateMention | None:
    if p.written is None:
        return p.unresolved("week")
    found = _unit(p, "weekend", 0 if p.lean > 0 or p.written.weekday() > 4 else -1, None)
    doubt = found and not p.lean and p.written.weekday() < 5
    return (
        p.mention(_span(found), "ambiguous", f"{found.how}; before or after it is not told", precision="week")
        if doubt and found
        else found
    )


def _dayn(p: Place) -> DateMention | None:
    word = p["dn"] or ""
    count = int(word) if word.isdigit() else int(NUMBERS[word])
    kind = "working day" if p["dnkind"] else "day"
    return p.mention(
        None, "sure", f"{kind} {count}, counted from a start that these words don't give", precision="day", count=count
    )


# ----------------------------------------------------------------------------------------------------- seasons


def _season(p: Place) -> DateMention | None:
    words = re.sub(r"[\s-]+", " ", p["sname"] or "").replace("’", "'")
    if guards.not_a_season(p.text, p.low, p.m, words):
        return None
    return _season_of(p, _season_names(words), _relation(p["srel"]), p["spart"])


def _season_names(words: str) -> tuple[str, ...]:
    """The keys of SEASONS that a name may stand for; several where it leaves open which."""
    words = words.replace("xmas", "christmas").replace("halfterm", "half term").removesuffix(" monday") if "bank" in words else (
        words.replace("xmas", "christmas").replace("halfterm", "half term")
    )  # fmt: skip
    if "half term" in words:
        first = words.split()[0][:3]
        which = {"feb": 0, "spr": 0, "may": 1, "whi": 1, "sum": 1, "oct": 2, "aut": 2}.get(first)
        return HALF_TERMS if which is None else (HALF_TERMS[which],)
    if "bank holiday" in words:
        known = {"may": BANK_HOLIDAYS[1:3], "early may": BANK_HOLIDAYS[1:2], "spring": BANK_HOLIDAYS[2:3],
                 "august": BANK_HOLIDAYS[3:], "summer": BANK_HOLIDAYS[3:], "easter": BANK_HOLIDAYS[:1]}  # fmt: skip
        return known.get(words.removesuffix("bank holiday").strip(), BANK_HOLIDAYS)
    if words.endswith(("holiday", "holidays", "hols", "break", "vacation")):
        return (f"{words.split()[0]} holidays",)
    return (words.replace("new years", "new year's"),)


def _season_of(p: Place, names: tuple[str, ...], relation: Relation, part: str | None) -> DateMention | None:
    title = names[0] if len(names) == 1 else p.words
    year = p["sy"] if p["season"] else None
    about = "usually " if names[0] in SET_BY_SCHOOLS else ""
    if year:
        y = full_year(year)
        spans = [SEASONS[n](y) for n in names] if 1900 <= y <= 2100 else []
        if len(spans) != 1:
            return p.unresolved("season", "which one of the year is not told")
        span = part_of(spans[0], part)
        return p.mention(span, "likely" if about else "sure", f"{title} {y}: {about}{say(span[0])} to {say(span[1])}")
    if p.written is None:
        return p.unresolved("season", "no year is given, and the note has no date")
    spans = sorted(s for n in names for s in yearly(SEASONS[n], p.written))
    choice = choose(spans, p.written, relation=relation, lean=p.lean)
    return p.chosen(
        choice, f"{title} ({about}{say(choice.span[0])} to {say(choice.span[1])})" if choice else title, part=part
    )


READERS: dict[str, Reader] = {
    "full": _full, "nth": _nth, "wday": _wday, "onwd": _onwd, "monthy": _monthy, "relday": _relday, "ago": _ago,
    "hence": _hence, "inn": _inn, "span": _spanned, "relunit": _relunit, "weekoff": _weekoff, "partunit": _partunit,
    "weekend": _weekend, "dayn": _dayn, "season": _season, "quart": _quarter, "years": _years, "year": _year,
    "dotted": _dotted,
}  # fmt: skip
"""A form's name → what its match comes to; None where the words are no date after all."""
