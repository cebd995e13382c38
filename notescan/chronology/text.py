"""A chronology as plain text, for a terminal or a page."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from notescan.chronology import words
from notescan.chronology.build import Chronology
from notescan.chronology.coverage import day_by_day
from notescan.over_time import Event

WIDTH = 80
_LONGEST_DAY = 24
_KIND = 16


def as_text(chronology: Chronology, *, width: int = WIDTH) -> str:
    """The time line, the events, and what their order tells; no line wider than `width`, but for long words."""
    return "\n".join(_lines(chronology, width))


def _lines(chronology: Chronology, width: int) -> Iterator[str]:
    yield from textwrap.wrap(words.one_line(chronology.says()), width)
    yield ""
    yield from chronology.line(width)
    if chronology.events:
        yield ""
        room = min(_LONGEST_DAY, max(len(words.when(event)) for event in chronology.events)) + 2
        for event in chronology.events:
            yield from _event(event, width, room)
    if chronology.long_gaps:
        yield from _heading(f"Gaps between visits of more than {words.days(chronology.long_gap)}")
        for gap in chronology.long_gaps:
            yield from _wrapped(gap.says(), width, "  ")
    if chronology.clocks:
        yield from _heading("Time limits")
        for outcome, name in words.OUTCOMES.items():
            for clock in (c for c in chronology.clocks if c.outcome == outcome):
                yield from _wrapped(f"{name:<15}{clock.name}: {clock.reckoning}", width, "  ", 17)
    yield from _coverage(chronology, width)
    if chronology.actions:
        yield from _heading("Follow-up of what was asked for")
        for action in chronology.actions:
            name = words.ACTIONS[words.fate(action)]
            said = f"{name:<15}{words.action_told(action)} ({action.set_in.place})"
            yield from _wrapped(said, width, "  ", 17)
    if chronology.repeats:
        yield from _heading("Written again from an earlier note")
        for repeat in chronology.repeats:
            yield from _wrapped(f"{words.repeat_told(repeat)} ({repeat.later.place})", width, "  ")
    if len(chronology.records) > 1:
        yield from _heading("In one record and not in another")
        for one in chronology.absent:
            about = f"{words.when(one.event)}, {words.KINDS[one.event.kind]}: {words.told(one.event)}."
            alone = " May be about one child alone." if one.one_child else ""
            yield from _wrapped(f"{about} {one.says()}{alone}", width, "  ")
        if not chronology.absent:
            yield from _wrapped(
                "Nothing: what these records hold for the same days stands in each of them.", width, "  "
            )
    if chronology.echoes:
        yield from _heading("Is history repeating?")
        for echo in chronology.echoes:
            yield from _wrapped(echo.says(), width, "  ")
            for episode in echo.episodes:
                event = episode.event
                about = f" (“{words.one_line(episode.words)}”)" if episode.words else ""
                said = f"{words.when(event)}, {words.KINDS[event.kind]}{about}: “{words.one_line(event.quote)}”"
                yield from _wrapped(f"{said} ({event.place})", width, "    ")
    if chronology.settings:
        yield from _heading("How it was reckoned")
        for setting in chronology.settings:
            yield from _wrapped(setting, width, "  ")


def _coverage(chronology: Chronology, width: int) -> Iterator[str]:
    """A line or more for each child and agency: "!" where it stands out, how it stands in all, then note by note."""
    for group, heading in words.GROUPS.items():
        lines = [line for line in chronology.coverage if line.group == group]
        if group == "child" and chronology.coverage and not lines:
            yield from _heading(heading)
            yield from _wrapped("No child was recognised in the notes; name each of them with --child.", width, "  ")
        if not lines:
            continue
        yield from _heading(heading)
        room = min(_LONGEST_DAY, max(len(words.one_line(line.name)) for line in lines)) + 2
        for line in lines:
            name = f"{'!' if line.stands_out else ' '} {words.one_line(line.name):<{room}}"
            yield from _wrapped(f"{name}{line.says}", width, "  ", room + 4)
            if days := day_by_day(line):
                yield from _wrapped(days, width, " " * (room + 4), room + 4)


def _event(event: Event, width: int, room: int) -> Iterator[str]:
    mark = words.MARKS[event.state]
    left = f"{words.when(event):<{room}}{mark} {words.SHORT[event.kind]:<{_KIND}}"
    yield from _wrapped(left + words.one_line(words.told(event)), width, "", room + 2)
    who = f" ({', '.join(event.who)})" if event.who else ""
    quote = textwrap.shorten(words.one_line(event.quote), 3 * width, placeholder=" ...")
    said = f"“{quote}”{who}, {event.place}" if quote else event.place
    indent = " " * (room + 2)
    yield from textwrap.wrap(said, width, initial_indent=indent, subsequent_indent=indent, break_long_words=False)


def _heading(text: str) -> Iterator[str]:
    yield ""
    yield text


def _wrapped(text: str, width: int, indent: str, hang: int | None = None) -> Iterator[str]:
    yield from textwrap.wrap(
        words.one_line(text) if hang is None else text,
        width,
        initial_indent=indent,
        subsequent_indent=" " * (len(indent) + 2 if hang is None else hang),
        break_long_words=False,
        break_on_hyphens=False,
    )
