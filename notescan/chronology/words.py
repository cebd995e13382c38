"""How a chronology says things: kinds and states of events, days as precisely as the notes give them, spans."""

from __future__ import annotations

from typing import get_args

from notescan.dates.mention import say as date
from notescan.over_time import Action, Event, EventKind, EventState, Repeat

__all__ = [
    "ACTIONS",
    "GROUPS",
    "KINDS",
    "MARKS",
    "OUTCOMES",
    "SHORT",
    "STANDINGS",
    "STATES",
    "action_told",
    "date",
    "days",
    "fate",
    "one_line",
    "repeat_told",
    "told",
    "when",
]

KINDS: dict[EventKind, str] = {
    "referral": "Referral",
    "contact": "Contact",
    "visit": "Visit",
    "direct-work": "Direct work",
    "meeting": "Meeting",
    "strategy": "Strategy discussion",
    "conference": "Child protection conference",
    "core-group": "Core group",
    "review": "Review",
    "supervision": "Supervision",
    "assessment": "Assessment",
    "plan": "Plan",
    "decision": "Decision",
    "move": "Move",
    "incident": "Incident",
    "missing": "Missing episode",
    "health": "Health",
    "education": "Education",
    "legal": "Legal",
    "family-time": "Family time",
    "agency": "Agency",
    "other": "Other",
}
assert set(KINDS) == set(get_args(EventKind))

SHORT: dict[EventKind, str] = {**KINDS, "strategy": "Strategy", "conference": "CP conference", "missing": "Missing"}
"""The kinds where there is little room."""

STATES: dict[EventState, str] = {
    "held": "held",
    "attempted": "attempted",
    "cancelled": "cancelled",
    "planned": "planned",
    "due": "due",
    "unknown": "not told whether it took place",
}

MARKS: dict[EventState, str] = {
    "held": "●",
    "attempted": "×",
    "cancelled": "×",
    "planned": "○",
    "due": "○",
    "unknown": "?",
}
"""What stands for an event on the drawn time line; each is told in words below it."""

OUTCOMES: dict[str, str] = {
    "overdue": "Overdue",
    "late": "Late",
    "unknown": "Not known",
    "due": "Still to come",
    "in_time": "In time",
}
"""How a case stands against a limit of time, what needs a look first."""

ACTIONS: dict[str, str] = {
    "overdue": "Overdue",
    "not_done": "Not done",
    "nothing_said": "Nothing said",
    "carried_over": "Carried over",
    "done": "Done",
}
"""What became of an action, what needs a look first. Overdue is one that is past its day and not done."""


GROUPS = {"child": "Children: who was seen and heard", "agency": "Agencies: who was asked and answered"}
"""The two halves of the coverage matrix."""


def fate(action: Action) -> str:
    """Which of `ACTIONS` an action is."""
    return "overdue" if action.overdue and action.state != "done" else action.state


def action_told(action: Action) -> str:
    """Who was to do what by when, and what later notes say, in a sentence."""
    who = f"{action.who}: " if action.who and action.who.split()[0] not in action.text else ""
    by = f" (due {date(action.by)})" if action.by else ""
    when = f" on {date(action.set_in.date)}" if action.set_in.date else ""
    later = {
        "done": "a later note shows it done",
        "not_done": "a later note says that it was not done",
        "carried_over": "it was carried over",
        "nothing_said": "no later note tells of it",
    }[action.state]
    told = f" ({date(action.told_in.date)})" if action.told_in and action.told_in.date else ""
    return f"{who}{one_line(action.text).rstrip('.')}{by}; set{when}, {later}{told}."


def repeat_told(repeat: Repeat) -> str:
    """How much stands again where, in a sentence."""
    how = "word for word" if repeat.likeness >= 1 else f"nearly word for word ({repeat.likeness:.0%} alike)"
    what = "The note" if repeat.kind == "note" else f"A passage of {repeat.words} words"
    earlier, later = (f"{date(r.date)}" if r.date else "an undated note" for r in (repeat.earlier, repeat.later))
    if earlier == later:
        later = "another note of that day" if repeat.later.date else "another"
    return f"{what} of {earlier} stands again in {later}, {how}."


STANDINGS: dict[str, str] = {"law": "law", "guidance": "statutory guidance", "local": "local practice"}


def when(event: Event) -> str:
    """The event's day, as precisely as the notes give it: "14 Mar 2024", "w/c 4 Nov 2024", "about May 2024"."""
    if event.first is None or event.last is None:
        return "no date"
    match event.precision:
        case "day":
            said = date(event.first)
        case "week" if (event.last - event.first).days == 6:
            said = f"w/c {date(event.first)}"
        case "month":
            said = f"{event.first:%b %Y}"
        case "year":
            said = f"{event.first:%Y}"
        case _:
            said = f"{date(event.first)} to {date(event.last)}"
    return said


def told(event: Event) -> str:
    """What happened, in a few words: its title, its sort where the title does not say it, its state, how sure."""
    title = event.title or KINDS[event.kind]
    sort = event.what if event.what and event.what.casefold() not in title.casefold() else ""
    state = "" if event.state == "held" or event.state in title.casefold() else STATES[event.state]
    date_is = "" if event.sure == "sure" or event.first is None else f"date {event.sure}"
    extra = ", ".join(part for part in (sort, state, date_is) if part)
    return f"{title} ({extra})" if extra else title


def days(number: int) -> str:
    """1 day, 2 days."""
    return f"{number:,} day" + ("" if number == 1 else "s")


def one_line(text: str) -> str:
    """A quote on one line."""
    return " ".join(text.split())
