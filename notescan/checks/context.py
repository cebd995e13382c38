"""What a check is given to work with: the whole case as it was read, and how days are counted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from notescan.dates.working import DEFAULT, Reckoning
from notescan.model import CaseFile, Checklist, Evidence, Note, Roster, Stance
from notescan.over_time import Event
from notescan.values import Rest


@dataclass(frozen=True, kw_only=True)
class Context:
    """The case, what was found in it, and the audit's date. Nothing in it is changed by a check."""

    case: CaseFile
    checklist: Checklist
    evidence: tuple[Evidence, ...]
    roster: Roster
    events: tuple[Event, ...]
    audit_date: dt.date
    reckoning: Reckoning = DEFAULT

    @cached_property
    def notes(self) -> dict[str, Note]:
        """The notes by id."""
        return {note.id: note for note in self.case.notes}

    @cached_property
    def last_date(self) -> dt.date | None:
        """The date of the latest note; None where none has one."""
        return max((note.date for note in self.case.notes if note.date), default=None)

    @cached_property
    def _of_tip(self) -> dict[str, list[Evidence]]:
        of_tip: dict[str, list[Evidence]] = {}
        for item in self.evidence:
            of_tip.setdefault(item.tip, []).append(item)
        return of_tip

    def evidence_of(self, tip_id: str, *stances: Stance) -> list[Evidence]:
        """The evidence of a tip in the order of the text; of these stances only where any is named."""
        return [e for e in self._of_tip.get(tip_id, ()) if not stances or e.stance in stances]

    def date_of(self, note_id: str) -> dt.date | None:
        """The date of a note; None where it has none."""
        return self.notes[note_id].date

    def rest(self, says: str, start: int, end: int, *, date: dt.date | None = None) -> Rest:
        """The words at [start, end) of the case text as something that a finding rests on."""
        return Rest(
            says=says,
            note=self.case.note_at(start).id,
            start=start,
            end=end,
            quote=self.case.text[start:end],
            date=date,
            place=self.case.place(start),
        )

    def rest_on_event(self, says: str, event: Event) -> Rest:
        """The words that tell of an event, with its date."""
        return self.rest(says, event.start, event.end, date=event.first)

    def rest_on_evidence(self, says: str, item: Evidence) -> Rest:
        """The words of an evidence item, with its note's date."""
        return self.rest(says, item.start, item.end, date=self.date_of(item.note))
