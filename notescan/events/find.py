"""The events of a case: what its notes are, and what their sentences tell with a date."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from notescan.events.notes import note_event, of_carers
from notescan.events.sentences import sentence_events
from notescan.events.table import default_table
from notescan.model import CaseFile, Evidence, Note, Roster
from notescan.over_time import Event

_LEAST_WORTH = 0.35
"""How likely an auditor is to confirm evidence that tells of an event which its sentence does not name."""

_TOLD_LATER = 30
"""Days after the event within which a note about it is written."""

_OF_STAFF = re.compile(
    r"\bsupervisions? (?:for|of|with) (?:the |all |our )?(?:\w+ )?staff\b|\bstaff supervisions?\b", re.IGNORECASE
)
"""A provider's supervision of its own staff is none of the case."""


def find_events(
    case: CaseFile, *, roster: Roster, evidence: Sequence[Evidence] = (), audit_date: dt.date
) -> list[Event]:
    """What happened when, in the order of the days; events without a day come last.

    Only `held` counts as done: what was planned, tried in vain, called off or is due has a state of its own.
    """
    return sorted(_all(case, roster, evidence, audit_date), key=lambda e: (e.first or dt.date.max, e.start))


def _all(case: CaseFile, roster: Roster, evidence: Sequence[Evidence], audit_date: dt.date) -> Iterator[Event]:
    table = default_table()
    children = {word for p in roster.people if p.role == "child" for name in p.names for word in _words(name)}
    others = frozenset(
        word for p in roster.people if p.role != "child" for name in p.names for word in _words(name)
    ) - frozenset(children)
    in_note: dict[str, list[Evidence]] = defaultdict(list)
    for item in evidence:
        if item.tip in table.tips and (item.strength == "strong" or item.worth is None or item.worth >= _LEAST_WORTH):
            in_note[item.note].append(item)
    for note in case.notes:
        if note.same_as is not None:
            continue
        seen: set[tuple[object, ...]] = set()
        event = note_event(case, note, table, others)
        tellings = list(sentence_events(case, note, table, in_note[note.id], audit_date))
        if event is not None and not any(_tells_its_day(told, event, note) for told in tellings):
            seen.add((event.kind, event.state, event.first))
            yield event
        for told in tellings:
            if told.start < note.body and any(_tells_its_day(other, told, note) for other in tellings):
                continue
            if told.kind == "supervision" and (of_carers(note) or _OF_STAFF.search(told.quote)):
                continue
            key = (told.kind, told.what, told.state, told.first)
            # The note's own event told again in its words ("Core group held today") is one event.
            again = told.kind not in ("assessment", "plan", "legal") and (told.kind, told.state, told.first) in seen
            if key not in seen and not again:
                seen.add(key)
                yield told


def _tells_its_day(told: Event, event: Event, note: Note) -> bool:
    """Whether the text of a note gives the day of what its title names, some days before: "coming into care"."""
    return (
        event.kind in ("legal", "assessment")
        and told.kind == event.kind
        and told.state == "held"
        and told.precision == "day"
        and note.entered is None
        and told.first is not None
        and event.first is not None
        and (told.what == event.what or told.what.endswith((" completed", " authorised")))
        and 0 < (event.first - told.first).days <= _TOLD_LATER
    )


def _words(name: str) -> list[str]:
    return name.casefold().split()
