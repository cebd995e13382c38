"""Is history repeating? Events that are weeks or years apart and of one kind, or about the same thing, side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from notescan.chronology.order import in_order
from notescan.chronology.themes import Themes, themes_in_force
from notescan.chronology.words import KINDS, days, one_line
from notescan.model import CaseFile
from notescan.over_time import Event, EventKind
from notescan.values import Frozen

APART = 28
"""Days from which two events are two episodes and not one told twice; four weeks, our own choice."""
AROUND = 300
"""Characters on either side of an event's words, within its note, that are read for what it is about."""

TELLING: frozenset[EventKind] = frozenset(
    {"referral", "strategy", "conference", "incident", "missing", "move", "legal", "decision"}
)
"""Kinds that begin or mark an episode, so that their being about the same thing again tells something."""
AGAIN: dict[EventKind, tuple[str, ...]] = {
    "referral": (),
    "strategy": (),
    "move": (),
    "missing": (),
    "conference": ("initial",),
    "plan": ("started", "child protection plan", "cp plan"),
}
"""Kinds of which a second one is a repeat whatever it is about, and the narrower sorts that count (all where none)."""


class Episode(Frozen):
    """One time that it happened: the event that tells it first, and the words that show what it was about."""

    event: Event
    words: str = ""


class Echo(Frozen):
    """What happened again: a theme, or a kind of event, and its episodes in order of time (two at least)."""

    title: str
    theme: bool
    """Whether they are about the same thing; else they are only of one kind."""
    episodes: tuple[Episode, ...]

    def says(self) -> str:
        """The finding in a sentence."""
        first, last = self.episodes[0].event.first, self.episodes[-1].event.first
        assert first is not None
        assert last is not None
        return f"{self.title}: {len(self.episodes)} times in {days((last - first).days)}."


def echoes(case: CaseFile, events: Iterable[Event], *, themes: Themes | None = None, apart: int = APART) -> list[Echo]:
    """What repeats, themes first, those with most episodes first.

    Only what took place counts, and only events with a date. `apart` is the number of days from which two events
    are two episodes.
    """
    themes = themes or themes_in_force()
    held = [e for e in in_order(events) if e.state == "held" and e.first is not None]
    notes = {note.id: note for note in case.notes}
    about: dict[str, list[Episode]] = {}
    for event in (e for e in held if e.kind in TELLING):
        note = notes.get(event.note) or case.note_at(event.start)
        passage = case.text[max(note.body, event.start - AROUND) : min(note.end, event.end + AROUND)]
        for theme, words in themes.of(passage).items():
            about.setdefault(theme, []).append(Episode(event=event, words=words))
    found = [Echo(title=theme, theme=True, episodes=tuple(_apart(told, apart))) for theme, told in about.items()]
    for kind, sorts in AGAIN.items():
        told = [Episode(event=e) for e in held if e.kind == kind and _is_sort(e, sorts)]
        # Each move is a change for the child, however soon it comes.
        episodes = tuple(_apart(told, min(2, apart) if kind == "move" else apart))
        found.append(Echo(title=KINDS[kind], theme=False, episodes=episodes))
    return sorted(
        (echo for echo in found if len(echo.episodes) > 1), key=lambda e: (not e.theme, -len(e.episodes), e.title)
    )


def _apart(told: Sequence[Episode], apart: int) -> Iterable[Episode]:
    """The first event of each episode: one that follows the last within those days belongs to the same episode.

    Words that stand again in a later note were copied there; they tell of no new episode.
    """
    last: dt.date | None = None
    words: set[str] = set()
    for episode in told:
        day, quote = episode.event.first, one_line(episode.event.quote)
        assert day is not None
        if quote in words:
            continue
        words.add(quote)
        if last is None or (day - last).days >= apart:
            yield episode
        last = day


def _is_sort(event: Event, sorts: tuple[str, ...]) -> bool:
    told = f"{event.what} {event.title}".casefold()
    return not sorts or any(sort in told for sort in sorts)
