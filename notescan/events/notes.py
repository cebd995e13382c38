"""A note as an event: a Home visit note is a visit on its date, unless its words say that it did not happen."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from notescan.model import CaseFile, Event, EventKind, EventState, Note

KIND_OF_NOTE: dict[str, EventKind] = {
    "visit": "visit",
    "failed-visit": "visit",
    "direct-work": "direct-work",
    "supervision": "supervision",
    "management": "decision",
    "review": "review",
    "conference": "conference",
    "core-group": "core-group",
    "meeting": "meeting",
    "strategy": "strategy",
    "call": "contact",
    "email": "contact",
    "letter": "contact",
    "text": "contact",
    "assessment": "assessment",
    "plan": "plan",
    "contact-family-time": "family-time",
    "referral": "referral",
    "court": "legal",
    "legal": "legal",
    "education": "education",
    "health": "health",
    "handover": "decision",
    "allocation": "decision",
}
_SENTENCE = re.compile(r"\S.{0,238}?(?:[.!?](?=\s|$)|$)", re.MULTILINE)


def note_events(case: CaseFile, note: Note) -> Iterator[Event]:
    """The event that a dated note is itself."""
    kind = KIND_OF_NOTE.get(note.kind or "")
    if kind is None or note.date is None:
        return
    words = _SENTENCE.search(case.text, note.body, note.end) or _SENTENCE.search(case.text, note.start, note.end)
    if words is None:
        return
    state: EventState = "attempted" if note.kind == "failed-visit" else "held"
    yield Event(
        id=event_id(kind, state, words.start(), words.end()),
        kind=kind,
        state=state,
        title=note.title or note.type or kind,
        first=note.date,
        last=note.date,
        who=(note.author,) if note.author else (),
        entered=note.entered,
        note=note.id,
        start=words.start(),
        end=words.end(),
        quote=words.group(),
        place=case.place(words.start()),
    )


def event_id(kind: str, state: str, start: int, end: int) -> str:
    """An id that stays the same when the same words are read again."""
    return "v" + hashlib.blake2b(f"{kind}|{state}|{start}|{end}".encode(), digest_size=5).hexdigest()
