"""A chronology as csv, xlsx, html and json."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from notescan import tables
from notescan.chronology import coverage, words
from notescan.chronology.build import Chronology
from notescan.over_time import Action, Clock, Event

_TEMPLATES = (Path(__file__).parent / "templates", Path(__file__).parent.parent / "summary" / "templates")
_PAGE_WIDTH = 110
"""Characters of the time line on an A4 page across."""

EVENT_COLUMNS = (
    *("date", "to", "date known to the", "date is", "kind", "sort", "state", "what", "who"),
    *("quote", "place", "recorded on", "note", "start", "end", "id"),
)
_EVENT_WIDTHS = (12, 12, 11, 10, 16, 18, 11, 28, 20, 60, 18, 12, 8, 8, 8, 14)


def as_json(chronology: Chronology) -> str:
    """All of it as one object: the contract notescan.chronology/1."""
    return chronology.model_dump_json(by_alias=True, indent=2)


def as_csv(chronology: Chronology) -> str:
    """One event a row."""
    return tables.as_csv(EVENT_COLUMNS, map(_event_row, chronology.events))


def as_xlsx(chronology: Chronology) -> bytes:
    """A workbook with a sheet each for the events, the gaps, the time limits, the records compared, the repeats."""
    return tables.as_xlsx(_sheets(chronology), title=f"Chronology: {chronology.title}")


def as_html(chronology: Chronology) -> str:
    """One page with nothing outside it, to read and print."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    page = environment.get_template("chronology.html")
    return page.render(chronology=chronology, line=chronology.line(_PAGE_WIDTH), words=words, coverage=coverage)


def _event_row(event: Event) -> tuple[tables.Cell, ...]:
    return (
        *(event.first, event.last if event.last != event.first else None, event.precision, event.sure),
        *(words.KINDS[event.kind], event.what, words.STATES[event.state], event.title, ", ".join(event.who)),
        *(event.quote, event.place, event.entered, event.note, event.start, event.end, event.id),
    )


def _sheets(chronology: Chronology) -> Iterator[tables.Sheet]:
    yield tables.Sheet("Events", EVENT_COLUMNS, _EVENT_WIDTHS, map(_event_row, chronology.events))
    yield tables.Sheet(
        "Gaps between visits",
        ("from", "to", "days", "longer than the limit", "says", "first place", "next place"),
        (12, 12, 8, 12, 70, 20, 20),
        (
            (
                g.first,
                g.last,
                g.days,
                "yes" if g.long else "no",
                g.says(),
                g.before.place,
                g.after.place if g.after else None,
            )
            for g in chronology.gaps
        ),
    )
    yield tables.Sheet(
        "Time limits",
        ("what", "outcome", "limit", "from", "due", "done", "how it was reckoned", "standing", "source", "rests on"),
        (32, 11, 22, 12, 12, 12, 70, 11, 40, 60),
        map(_clock_row, chronology.clocks),
    )
    if chronology.coverage:
        yield from _coverage_sheets(chronology)
    yield tables.Sheet(
        "Follow-up",
        (
            "what became of it",
            "who",
            "what",
            "by",
            "set on",
            "says",
            "set in",
            "place",
            "later words",
            "place of those",
        ),
        (14, 20, 50, 12, 12, 60, 50, 18, 50, 18),
        map(_action_row, chronology.actions),
    )
    yield tables.Sheet(
        "Written again",
        ("earlier", "later", "words", "likeness", "says", "passage", "earlier place", "later place"),
        (12, 12, 8, 10, 60, 70, 18, 18),
        (
            (
                *(r.earlier.date, r.later.date, r.words, round(r.likeness, 2), words.repeat_told(r)),
                *(r.later.quote, r.earlier.place, r.later.place),
            )
            for r in chronology.repeats
        ),
    )
    if len(chronology.records) > 1:
        yield tables.Sheet(
            "Between records",
            ("date", "kind", "what", "stands in", "missing in", "may be about one child alone", "quote", "place"),
            (12, 16, 28, 24, 24, 14, 60, 20),
            (
                (
                    *(a.event.first, words.KINDS[a.event.kind], a.event.title, a.stands_in, a.missing_in),
                    *("yes" if a.one_child else "no", a.event.quote, a.event.place),
                )
                for a in chronology.absent
            ),
        )
    yield tables.Sheet(
        "Is history repeating",
        ("what", "date", "kind", "event", "words", "quote", "place"),
        (32, 12, 16, 28, 20, 60, 20),
        (
            (echo.title, e.event.first, words.KINDS[e.event.kind], e.event.title, e.words, e.event.quote, e.event.place)
            for echo in chronology.echoes
            for e in echo.episodes
        ),
    )
    if chronology.settings:
        yield tables.Sheet("How it was reckoned", ("setting",), (100,), ((s,) for s in chronology.settings))


def _coverage_sheets(chronology: Chronology) -> Iterator[tables.Sheet]:
    """How each child and agency stands, and the matrix of them by note; then the words that each mark rests on."""
    lines = chronology.coverage
    yield tables.Sheet(
        "Who was seen and asked",
        ("date", "note", *(line.name for line in lines)),
        (12, 10, *(20 for _ in lines)),
        [
            ("in all", None, *(line.says for line in lines)),
            ("stands out", None, *("yes" if line.stands_out else "no" for line in lines)),
            *(
                (day, note, *(coverage.in_words(coverage.at(line, (day, note))) for line in lines))
                for day, note in coverage.columns(lines)
            ),
        ],
    )
    yield tables.Sheet(
        "Words on seen and asked",
        ("child or agency", "date", "mark", "quote", "place"),
        (20, 12, 14, 70, 20),
        (
            (line.name, cell.date, cell.mark, words.one_line(cell.rest.quote), cell.rest.place)
            for line in lines
            for cell in line.cells
        ),
    )


def _action_row(action: Action) -> tuple[tables.Cell, ...]:
    later = action.told_in
    return (
        *(words.ACTIONS[words.fate(action)], action.who, action.text, action.by, action.set_in.date),
        *(words.action_told(action), action.set_in.quote, action.set_in.place),
        *(later.quote if later else None, later.place if later else None),
    )


def _clock_row(clock: Clock) -> tuple[tables.Cell, ...]:
    rests = "; ".join(f"{rest.says}: “{words.one_line(rest.quote)}” ({rest.place})" for rest in clock.rests)
    return (
        *(clock.name, words.OUTCOMES[clock.outcome], clock.limit, clock.started, clock.due, clock.done),
        *(clock.reckoning, words.STANDINGS[clock.standing], clock.source, rests),
    )
