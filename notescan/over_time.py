"""The nouns of the case over time: events, clocks, coverage, actions and repeats; all of them parts of a Scan."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from notescan.values import Frozen, Rest

Precision = Literal["day", "week", "month", "season", "year"]
Sureness = Literal["sure", "likely", "ambiguous"]
EventKind = Literal[
    "referral", "contact", "visit", "direct-work", "meeting", "strategy", "conference", "core-group", "review",
    "supervision", "assessment", "plan", "decision", "move", "incident", "missing", "health", "education", "legal",
    "family-time", "agency", "other",
]  # fmt: skip
EventState = Literal["held", "attempted", "cancelled", "planned", "due", "unknown"]


class Event(Frozen):
    """Something that happened, or was meant to, on a day; tied to the words that tell it.

    `first` and `last` bound the day as precisely as the notes give it (the same day where `precision` is "day");
    both are null where no date can be told. Only `held` counts as done.
    """

    id: str
    kind: EventKind
    state: EventState
    title: str
    first: dt.date | None
    last: dt.date | None
    precision: Precision = "day"
    sure: Sureness = "sure"
    what: str = ""
    """The narrower sort, where one is told: "statutory visit", "initial review", "pathway plan", "started" ..."""
    who: tuple[str, ...] = ()
    entered: dt.date | None = None
    note: str = ""
    start: int = 0
    end: int = 0
    quote: str = ""
    place: str = ""


class Clock(Frozen):
    """A limit of time that law, guidance or local practice sets, and how the case stands against it."""

    id: str
    name: str
    standing: Literal["law", "guidance", "local"]
    source: str
    limit: str
    """In words: "15 working days"."""
    outcome: Literal["in_time", "late", "due", "overdue", "unknown"]
    started: dt.date | None = None
    due: dt.date | None = None
    done: dt.date | None = None
    reckoning: str = ""
    rests: tuple[Rest, ...] = ()
    tips: tuple[str, ...] = ()
    """The tips beside whose evidence it is worth seeing."""


class Cell(Frozen):
    """One mark in the coverage matrix: how a child or an agency figures in a note."""

    row: str
    """The child's name, or the agency's kind ("health")."""
    mark: str
    """seen, seen alone, heard, observed, not seen; or asked, answered, shared, no reply, missing."""
    date: dt.date | None
    rest: Rest


class Coverage(Frozen):
    """Who was seen and heard, who was asked and answered, note by note."""

    children: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()


class Action(Frozen):
    """Something that supervision, a plan or a meeting asked for, and what a later note says of it."""

    text: str
    who: str | None
    by: dt.date | None
    set_in: Rest
    state: Literal["done", "not_done", "carried_over", "nothing_said"]
    told_in: Rest | None = None
    overdue: bool = False


class Repeat(Frozen):
    """A passage that stands again in a later note, word for word or nearly."""

    earlier: Rest
    later: Rest
    words: int
    likeness: float
    """1 where it is word for word."""
    kind: Literal["passage", "note"] = "passage"


class CaseOverTime(Frozen):
    """What was computed over the whole case, whichever tips are asked."""

    events: tuple[Event, ...] = ()
    clocks: tuple[Clock, ...] = ()
    coverage: Coverage = Coverage()
    actions: tuple[Action, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    settings: tuple[str, ...] = ()
    """The settings that the reckoning used, in words ("bank holidays of England left out")."""
