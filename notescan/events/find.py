"""The events of a case: what its notes are, and what their sentences tell with a date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from notescan.events.notes import note_events
from notescan.model import CaseFile, Event, Evidence, Roster


def find_events(
    case: CaseFile, *, roster: Roster, evidence: Sequence[Evidence] = (), audit_date: dt.date
) -> list[Event]:
    """What happened when, in the order of the days; events without a day come last.

    Only `held` counts as done: what was planned, tried in vain, called off or is due has a state of its own.
    """
    found = [event for note in case.notes if note.same_as is None for event in note_events(case, note)]
    return sorted(found, key=lambda e: (e.first or dt.date.max, e.start))
