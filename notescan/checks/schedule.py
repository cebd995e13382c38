"""Schedule: reviews of a child looked after against the dates on which they fell due.

Limits, in months from becoming looked after: `first_months`, `second_months`, then every `then_every_months`.
Outcomes: on_schedule, late, unknown. Facts: `due` and `held`, the dates up to the audit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from notescan.checks.context import Context
from notescan.checks.words import held
from notescan.dates import say
from notescan.dates.working import add_months
from notescan.model import CheckResult, Tip
from notescan.over_time import Event
from notescan.values import Rest

ORDER = ("first", "second", "third", "fourth", "fifth", "sixth")
_LOOKED_AFTER = ("became looked after", "section 20 signed", "interim care order made", "care order made")
"""What tells when it began: the plain words first, then what makes a child looked after."""
_SAME = 7
"""Days within which two tellings of a review are one review."""
_NOT = frozenset({"CIN review", "pathway plan review", "permanence review"})


def check(ctx: Context, tip: Tip) -> CheckResult:
    """Whether each review that fell due was held by its day."""
    assert tip.check is not None
    began = _began(ctx)
    reviews = _reviews(ctx)
    rests = [ctx.rest_on_event(f"{_name(n)} review held", e) for n, e in enumerate(reviews)]
    dates = [_first(e) for e in reviews]
    if began is None or began.first is None:
        told = f"Reviews held on {_list(dates)}; the" if dates else "The"
        return CheckResult(
            kind="schedule",
            outcome="unknown",
            facts={"due": [], "held": [d.isoformat() for d in dates]},
            reckoning=f"{told} notes do not say when the child became looked after.",
            rests=tuple(rests),
        )
    due = [d for d in _due(began.first, tip.check.limits) if d <= ctx.audit_date]
    rests.insert(0, ctx.rest_on_event("became looked after", began))
    facts = {"due": [d.isoformat() for d in due], "held": [d.isoformat() for d in dates]}
    outcome, told = _judge(ctx, due, reviews)
    rests += _called_off(ctx)
    return CheckResult(
        kind="schedule",
        outcome=outcome,
        facts=facts,
        reckoning=f"Looked after from {say(began.first)}. {told}",
        rests=tuple(rests),
    )


def _first(event: Event) -> dt.date:
    assert event.first is not None
    return event.first


def _began(ctx: Context) -> Event | None:
    """The day on which the present period of being looked after began."""
    for what in _LOOKED_AFTER:
        told = [e for e in held(ctx.events, until=ctx.audit_date) if e.what == what and e.precision == "day"]
        if told:
            # The present period: the last start that stands before the notes' reviews; told again, the first telling.
            reviews = _reviews(ctx)
            before = [e for e in told if not reviews or _first(e) <= _first(reviews[0])]
            return (before or told)[-1] if before else told[0]
    return None


def _reviews(ctx: Context) -> list[Event]:
    """The reviews held, each once."""
    found: list[Event] = []
    off = {
        e.first for e in ctx.events if e.kind == "review" and e.state == "cancelled" and e.first == ctx.date_of(e.note)
    }
    for event in held(ctx.events, until=ctx.audit_date):
        if event.first in off:
            # The note of that day says that it did not take place; another only speaks of it.
            continue
        if event.kind != "review" or event.precision != "day" or any(event.what.endswith(n) for n in _NOT):
            continue
        if found and (_first(event) - _first(found[-1])).days <= _SAME:
            continue
        found.append(event)
    return found


def _due(began: dt.date, limits: dict[str, int | str]) -> Iterator[dt.date]:
    months = [m for key in ("first_months", "second_months") if isinstance(m := limits.get(key), int)]
    every = limits.get("then_every_months")
    yield from (add_months(began, m) for m in months)
    if isinstance(every, int) and every > 0:
        at = months[-1] if months else 0
        while at < 12 * 25:
            at += every
            yield add_months(began, at)


def _judge(ctx: Context, due: Sequence[dt.date], reviews: Sequence[Event]) -> tuple[str, str]:
    """The outcome, and how it was reckoned."""
    matched = _match(due, reviews)
    late = [
        (n, day, event)
        for n, (day, event) in enumerate(zip(due, matched, strict=True))
        if event and _first(event) > day
    ]
    missed = [(n, day) for n, (day, event) in enumerate(zip(due, matched, strict=True)) if event is None]
    told = [
        f"{_name(n)} review due {say(day)}, held {say(_first(event))}"
        + (f", {(_first(event) - day).days} days late" if _first(event) > day else "")
        for n, (day, event) in enumerate(zip(due, matched, strict=True))
        if event
    ]
    told += [f"{_name(n)} review due {say(day)}: none recorded" for n, day in missed]
    said = (told[0][:1].upper() + "; ".join(told)[1:]) + "." if told else "No review had fallen due by the audit date."
    if late:
        return "late", said
    if missed:
        return ("late" if any(_covered(ctx, day) for _, day in missed) else "unknown"), said
    return "on_schedule", said


def _match(due: Sequence[dt.date], reviews: Sequence[Event]) -> list[Event | None]:
    """The review that goes with each due date: by its number where it has one, else the next in order."""
    matched: list[Event | None] = [None] * len(due)
    rest: list[Event] = []
    for event in reviews:
        number = next((n for n, word in enumerate(ORDER) if event.what.startswith(word)), None)
        if number is not None and number < len(due) and matched[number] is None:
            matched[number] = event
        else:
            rest.append(event)
    for event in rest:
        # A review stands for the due date that it is nearest to among those that have none yet and fit its order.
        free = [
            n
            for n, taken in enumerate(matched)
            if taken is None
            and all(m is None or _first(m) < _first(event) for m in matched[:n])
            and all(m is None or _first(m) > _first(event) for m in matched[n + 1 :])
        ]
        if free:
            matched[min(free, key=lambda n: abs((due[n] - _first(event)).days))] = event
    return matched


def _covered(ctx: Context, day: dt.date) -> bool:
    """Whether the notes run from before that day until four weeks after it, so that a review would stand in them."""
    dates = [note.date for note in ctx.case.notes if note.date]
    return bool(dates) and min(dates) <= day and max(dates) >= day + dt.timedelta(days=28)


def _called_off(ctx: Context) -> list[Rest]:
    return [
        ctx.rest_on_event("review called off", e)
        for e in ctx.events
        if e.kind == "review" and e.state == "cancelled" and not any(e.what.endswith(n) for n in _NOT)
    ]


def _name(number: int) -> str:
    return ORDER[number] if number < len(ORDER) else f"{number + 1}th"


def _list(dates: Sequence[dt.date]) -> str:
    return ", ".join(say(d) for d in dates)
