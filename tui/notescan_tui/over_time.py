"""What the chronology screen lists: one line each for events, time limits, records compared and repeats."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.text import Text

from notescan_tui.wording import shown_line

if TYPE_CHECKING:
    from notescan.chronology import Chronology, Gap
    from notescan.over_time import Event, EventKind
    from notescan.review.session import ReviewSession
    from notescan.values import Rest

VIEWS = {
    "events": "Events",
    "clocks": "Time limits",
    "actions": "Follow-up",
    "repeats": "Is history repeating?",
    "records": "Between records",
    "again": "Written again",
}
"""The lists of the chronology screen, in the order of their keys."""

SHORT_VIEWS = {**VIEWS, "clocks": "Limits", "repeats": "History", "records": "Records", "again": "Copies"}
"""What they are called where there is little room."""


@dataclass(frozen=True, slots=True)
class Place:
    """Words of the case that can be gone to, and what they are to the line they stand under."""

    says: str
    quote: str
    start: int
    end: int
    where: str = ""
    event: str = ""
    """The event that they tell, where they tell one: its date can be corrected."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list, and what is told and can be done when it is chosen."""

    id: str
    line: Text
    about: tuple[tuple[str, str], ...] = ()
    places: tuple[Place, ...] = ()
    finding: str = ""
    """The event or finding that can be marked wrong here."""
    is_heading: bool = False


@dataclass
class ChronologyChoice:
    """What is shown: which list, which kinds, which days; kept while the review is open."""

    view: str = "events"
    kind: EventKind | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    row: str = ""
    narrow: bool = field(default=False, compare=False)

    def told(self) -> str:
        """The choice in words; empty where everything is shown."""
        return " ".join(part for part in (self.told_kind(), self.told_period()) if part)

    def told_kind(self) -> str:
        """The kind in words; empty for all."""
        from notescan.chronology.words import KINDS

        return KINDS[self.kind].lower() if self.kind else ""

    def told_period(self) -> str:
        """The days in words; empty for all."""
        from notescan.chronology.words import date

        since = f"from {date(self.since)}" if self.since else ""
        return " ".join(part for part in (since, f"to {date(self.until)}" if self.until else "") if part)


def nothing_words(session: ReviewSession, made: Chronology | None, view: str) -> str:
    """What is said where a list has no line."""
    from notescan.over_time import CaseOverTime

    if session.scan.over_time == CaseOverTime():
        return "This review was begun with an earlier version of notescan, which did not look for dates."
    if view == "records" and made and len(made.records) < 2:
        return "This case is one record. Open the files of the brothers and sisters together to compare them."
    return {
        "events": "No event of this kind and period was found in the notes.",
        "clocks": "No time limit applies to what these notes tell.",
        "records": "What these records hold for the same days stands in each of them.",
        "actions": "No action set by supervision, a plan or a meeting was found in the notes.",
        "again": "No passage stands again in a later note.",
        "repeats": "Nothing that happened before was found to happen again.",
    }[view]


def rows(session: ReviewSession, chronology: Chronology, view: str) -> list[Row]:
    """The lines of one list."""
    made = {
        "events": _events,
        "clocks": _clocks,
        "actions": _actions,
        "repeats": _repeats,
        "records": _records,
        "again": _again,
    }[view]
    return list(made(session, chronology))


def place_of(event: Event, says: str = "") -> Place:
    """The words that tell an event."""
    return Place(says or event.title, event.quote, event.start, event.end, event.place, event.id)


def place_of_rest(session: ReviewSession, rest: Rest) -> Place:
    """The words that a finding rests on."""
    event = session.event_at(rest)
    return Place(rest.says, rest.quote, rest.start, rest.end, rest.place, event.id if event else "")


def _events(session: ReviewSession, chronology: Chronology) -> Iterator[Row]:
    from notescan.chronology.words import when

    out = [e for e in session.scan.over_time.events if session.struck_out(e.id) and _is_shown(e, chronology)]
    listed = sorted([*chronology.events, *out], key=lambda e: (e.first is None, e.first or dt.date.max, e.start))
    room = max((len(when(event)) for event in listed), default=0)
    gaps = {gap.before.id: gap for gap in chronology.long_gaps}
    for event in listed:
        yield _event(session, event, room)
        if gap := gaps.get(event.id):
            yield _gap(gap, room)


def _is_shown(event: Event, chronology: Chronology) -> bool:
    from notescan.chronology import chosen

    return bool(chosen([event], kinds=chronology.kinds, since=chronology.since, until=chronology.until))


def _event(session: ReviewSession, event: Event, room: int) -> Row:
    from notescan.chronology.words import KINDS, MARKS, SHORT, STATES, date, told, when

    out, correction = session.struck_out(event.id), session.correction(event.id)
    mark = "✗" if out else MARKS[event.state]
    line = Text(f"{when(event):<{room}}  ", "dim" if out else "", no_wrap=True, overflow="ellipsis")
    line.append(f"{mark} {SHORT[event.kind]:<13} ", "dim" if out else "bold" if event.state == "held" else "")
    line.append(shown_line(told(event)), "dim strike" if out else "")
    if correction:
        line.append("  date corrected", "bold")
    line.append(f"  “{shown_line(event.quote)}”", "dim")
    state = STATES[event.state]
    about = [("What", f"{KINDS[event.kind]}: {told(event)}" + (f" · {', '.join(event.who)}" if event.who else ""))]
    about.append(("When", f"{when(event)}, {state}" + _entered(event)))
    if correction:
        read = date(correction.event.first) if correction.event.first else "no date"
        about.append(("Corrected", f"by {correction.who}; the notes were read as {read}"))
    if out:
        reason = out.value.get("reason")
        about.append(("Taken out", f"by {out.who}{f': {reason}' if reason else ''}; it does not count"))
    about.append(("Words", f"“{event.quote}” ({event.place})"))
    return Row(event.id, line, _clean(about), (place_of(event),), finding=event.id)


def _entered(event: Event) -> str:
    from notescan.chronology.words import date, days

    if event.entered is None or event.first is None or event.entered == event.first:
        return ""
    return f"; recorded {date(event.entered)}, {days((event.entered - event.first).days)} later"


def _gap(gap: Gap, room: int) -> Row:
    line = Text(f"{'╌' * room}  ╌ {gap.says()}", "bold", no_wrap=True, overflow="ellipsis")
    places = [place_of(gap.before, "the visit before"), *([place_of(gap.after, "the next visit")] if gap.after else [])]
    return Row(f"gap-{gap.before.id}", line, (("Gap", gap.says()),), tuple(places))


def _clocks(session: ReviewSession, chronology: Chronology) -> Iterator[Row]:
    from notescan.chronology.words import OUTCOMES, STANDINGS

    for clock in sorted(chronology.clocks, key=lambda c: list(OUTCOMES).index(c.outcome)):
        wrong = session.disputed(clock.id)
        bad = clock.outcome in ("overdue", "late")
        line = Text(no_wrap=True, overflow="ellipsis")
        line.append(f"{'! ' if bad else '  '}{OUTCOMES[clock.outcome]:<14} ", "bold" if bad else "")
        line.append(f"{clock.name}: ", "bold")
        line.append(clock.reckoning, "dim strike" if wrong else "")
        if wrong:
            line.append("  marked wrong", "bold")
        about = [
            (OUTCOMES[clock.outcome], f"{clock.name}: {clock.reckoning}"),
            ("Limit", f"{clock.limit} ({STANDINGS[clock.standing]}): {clock.source}"),
        ]
        if wrong:
            about.append(("Wrong", _wrong(wrong.who, wrong.value.get("reason", ""))))
        places = tuple(place_of_rest(session, rest) for rest in clock.rests)
        yield Row(clock.id, line, _clean(about), places, finding=clock.id)


def _records(session: ReviewSession, chronology: Chronology) -> Iterator[Row]:
    from notescan.chronology.words import KINDS, told, when

    for number, one in enumerate(chronology.absent):
        line = Text(no_wrap=True, overflow="ellipsis")
        line.append(f"{when(one.event)}  ")
        line.append(f"{KINDS[one.event.kind]}: {shown_line(told(one.event))}  ", "bold")
        line.append(shown_line(one.says()))
        alone = " It may be about one child alone." if one.one_child else ""
        about = [("Missing", one.says() + alone), ("Words", f"“{one.event.quote}” ({one.event.place})")]
        places = [place_of(one.event), *([place_of(one.instead, "what is there instead")] if one.instead else [])]
        yield Row(f"absent-{number}", line, _clean(about), tuple(places), finding=one.event.id)


def _repeats(session: ReviewSession, chronology: Chronology) -> Iterator[Row]:
    from notescan.chronology.words import KINDS, told, when

    for number, echo in enumerate(chronology.echoes):
        yield Row(f"echo-{number}", Text(echo.says(), "bold", no_wrap=True, overflow="ellipsis"), is_heading=True)
        for episode in echo.episodes:
            event = episode.event
            line = Text(f"  {when(event):<19} ", no_wrap=True, overflow="ellipsis")
            line.append(f"{KINDS[event.kind]}: {shown_line(told(event))}", "bold")
            line.append(f"  “{shown_line(event.quote)}”", "dim")
            about = [("Again", echo.says()), ("Words", f"“{event.quote}” ({event.place})")]
            if episode.words:
                about.insert(1, ("Because of", f"“{episode.words}”"))
            yield Row(f"echo-{number}-{event.id}", line, _clean(about), (place_of(event),), finding=event.id)


def _actions(session: ReviewSession, chronology: Chronology) -> Iterator[Row]:
    from notescan.chronology.words import ACTIONS, action_told, fate

    for number, action in enumerate(chronology.actions):
        is_bad = fate(action) in ("overdue", "not_done")
        line = Text(no_wrap=True, overflow="ellipsis")
        line.append(f"{'! ' if is_bad else '  '}{ACTIONS[fate(action)]:<14} ", "bold" if is_bad else "")
        line.append(shown_line(action_told(action)))
        about = [("Asked for", action_told(action)), ("Set in", f"“{action.set_in.quote}” ({action.set_in.place})")]
        places = [place_of_rest(session, action.set_in)]
        if later := action.told_in:
            about.append(("Later", f"“{later.quote}” ({later.place})"))
            places.append(place_of_rest(session, later))
        yield Row(f"action-{number}", line, _clean(about), tuple(places))


def _again(session: ReviewSession, chronology: Chronology) -> Iterator[Row]:
    from notescan.chronology.words import repeat_told

    for number, repeat in enumerate(chronology.repeats):
        line = Text(shown_line(repeat_told(repeat)), no_wrap=True, overflow="ellipsis")
        line.append(f"  “{shown_line(repeat.later.quote)}”", "dim")
        about = [
            ("Again", repeat_told(repeat)),
            ("Earlier", f"“{repeat.earlier.quote}” ({repeat.earlier.place})"),
            ("Later", f"“{repeat.later.quote}” ({repeat.later.place})"),
        ]
        places = (place_of_rest(session, repeat.earlier), place_of_rest(session, repeat.later))
        yield Row(f"again-{number}", line, _clean(about), places)


def _wrong(who: str, reason: str) -> str:
    return f"marked wrong by {who}{f': {reason}' if reason else ''}"


def _clean(about: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((head, shown_line(words)) for head, words in about)
