"""What the auditor says of what was computed: a date corrected, a finding marked wrong. The reckoning follows."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from notescan.dates.mention import say
from notescan.errors import UserError
from notescan.model import CaseFile, Checklist, CheckResult, Decision, DecisionKind, Scan, TipResult
from notescan.over_time import CaseOverTime, Event
from notescan.read.decoding import normalise
from notescan.review.fold import Said, State
from notescan.values import Rest


@dataclass(frozen=True, slots=True)
class Correction:
    """An event's date as the auditor gave it, beside what was read."""

    event: Event
    """As it was read."""
    day: dt.date
    who: str
    at: dt.datetime

    def says(self) -> str:
        """The correction in a sentence."""
        was = say(self.event.first) if self.event.first else "no date"
        return f"{self.who} corrected the date of “{self.event.title}” from {was} to {say(self.day)}."


@dataclass(frozen=True, slots=True)
class _Reckoned:
    """What was computed, for one set of corrections."""

    scan: Scan
    said: tuple[tuple[str, Said], ...]
    events: Mapping[str, Event]
    """As they were read, by id."""
    at: Mapping[tuple[int, int, dt.date | None], Event]
    """As they were read, by the place of their words and their day, as read and as corrected."""
    corrections: Mapping[str, Correction]
    out: Mapping[str, Said]
    """Events that are none, by id, with who said so."""
    over_time: CaseOverTime
    results: Mapping[str, TipResult]
    """By tip; only of those that have a check."""


class Findings:
    """The part of a review session that is about dates and findings; see `ReviewSession`.

    An event is named by its id; a finding by its tip's id (a check) or by its own (a clock).
    """

    case: CaseFile
    scan: Scan
    checklist: Checklist
    state: State
    _act: Callable[[DecisionKind, str, dict[str, Any], Callable[[], bool]], Decision | None]
    _reckoned: _Reckoned | None = None

    # ------------------------------------------------------------------------------------------ looking

    def over_time(self) -> CaseOverTime:
        """What was computed over the whole case, with the auditor's corrections in it."""
        return self._now().over_time

    def check(self, tip: str) -> CheckResult | None:
        """What was computed for a tip, with the auditor's corrections in it; None where it has no check."""
        result = self._now().results.get(tip)
        return result.check if result else None

    def follow(self, result: TipResult) -> TipResult:
        """A tip's result as it is after the corrections."""
        return self._now().results.get(result.tip, result)

    def event(self, event: str) -> Event:
        """An event as it was read; UserError where there is none of that id."""
        try:
            return self._now().events[event]
        except KeyError:
            raise UserError(f"There is no event {event!r} in this review.") from None

    def event_at(self, rest: Rest) -> Event | None:
        """The event as it was read that a finding rests on, or None where it rests on other words."""
        return self._now().at.get((rest.start, rest.end, rest.date))

    def correction(self, event: str) -> Correction | None:
        """The date that the auditor gave an event, or None."""
        return self._now().corrections.get(event)

    def corrections(self) -> list[Correction]:
        """The dates that the auditor corrected, in the order of the events."""
        return list(self._now().corrections.values())

    def struck_out(self, event: str) -> Said | None:
        """Who said that an event is none, with the reason; or None."""
        return self._now().out.get(self.event(event).id)

    def disputed(self, finding: str) -> Said | None:
        """Who marked a finding wrong, with the reason; or None."""
        said = self.state.paper.get(("dispute", finding))
        return said if said and said.value.get("wrong") else None

    def corrected(self) -> list[str]:
        """All that the auditor corrected, a sentence each: dates, events that are none, time limits marked wrong."""
        told = [correction.says() for correction in self.corrections()]
        for name, out in self._now().out.items():
            event = self.event(name)
            when = f" of {say(event.first)}" if event.first else ""
            told.append(f"{out.who} took “{event.title}”{when} out of the reckoning{_because(out)}.")
        for clock in self.over_time().clocks:
            if said := self.disputed(clock.id):
                told.append(f"{said.who} marked the time limit “{clock.name}” wrong{_because(said)}: {clock.reckoning}")
        return told

    # --------------------------------------------------------------------------------------------- acts

    def correct(self, event: str, day: dt.date | None) -> Decision | None:
        """The day on which an event was; None brings back the one that was read."""
        read = self.event(event)
        value = {"day": day.isoformat() if day else None, **_known_by(read)}
        now = self.correction(event)
        return self._act("correct", event, value, lambda: (now.day if now else None) != day)

    def dispute(self, finding: str, reason: str = "") -> Decision | None:
        """Mark an event or a finding wrong. A wrong event no longer counts; a wrong finding is told as such."""
        value = {"wrong": True, "reason": normalise(reason).strip(), **self._known(finding)}
        return self._act("dispute", finding, value, lambda: self._dispute(finding) != value)

    def accept(self, finding: str) -> Decision | None:
        """Take back that an event or a finding is wrong."""
        value = {"wrong": False, **self._known(finding)}
        return self._act("dispute", finding, value, lambda: bool(self._dispute(finding).get("wrong")))

    # ----------------------------------------------------------------------------------------- plumbing

    def _known(self, finding: str) -> dict[str, Any]:
        """What an event is known by in a later export; nothing for a finding. UserError where there is neither."""
        if event := self._now().events.get(finding):
            return _known_by(event)
        if self.check(finding) is None and not any(c.id == finding for c in self.over_time().clocks):
            raise UserError(f"There is no finding {finding!r} in this review.")
        return {}

    def _dispute(self, finding: str) -> Mapping[str, Any]:
        said = self.state.paper.get(("dispute", finding))
        return said.value if said else {}

    def _now(self) -> _Reckoned:
        said = tuple((item, s) for (kind, item), s in self.state.paper.items() if kind in ("correct", "dispute"))
        if self._reckoned is None or self._reckoned.scan is not self.scan or self._reckoned.said != said:
            self._reckoned = self._reckon(said)
        return self._reckoned

    def _reckon(self, said: tuple[tuple[str, Said], ...]) -> _Reckoned:
        read = self.scan.over_time
        events = {event.id: event for event in read.events}
        corrections = {
            name: Correction(events[name], dt.date.fromisoformat(one.value["day"]), one.who, one.at)
            for name, one in self._said_of_events("correct", events).items()
            if one.value.get("day")
        }
        out = {name: one for name, one in self._said_of_events("dispute", events).items() if one.value.get("wrong")}
        results = {result.tip: result for result in self.scan.tips if result.check}
        over_time = read
        if corrections or out:
            over_time = self._anew(
                [
                    _on(event, corrections[name].day if name in corrections else None)
                    for name, event in events.items()
                    if name not in out
                ],
                results,
            )
        at = {(event.start, event.end, event.first): event for event in reversed(read.events)}
        at |= {(c.event.start, c.event.end, c.day): c.event for c in corrections.values()}
        return _Reckoned(self.scan, said, events, at, corrections, out, over_time, results)

    def _said_of_events(self, kind: DecisionKind, events: Mapping[str, Event]) -> dict[str, Said]:
        """What was said of events, in their order: of each by its id, or (in a later export) by its kind and words."""
        said = {item: one for (of, item), one in self.state.paper.items() if of == kind}
        if not said:
            return {}
        elsewhere = [one for item, one in said.items() if item not in events and "event" in one.value]
        if elsewhere:
            known = {tuple(one.value["event"]): one for one in elsewhere}
            words = {name: tuple(_known_by(event)["event"]) for name, event in events.items()}
            said = {name: known[by] for name, by in words.items() if by in known} | said
        return {name: said[name] for name in events if name in said}

    def _anew(self, events: Sequence[Event], results: dict[str, TipResult]) -> CaseOverTime:
        """Reckon with these events; the tips whose finding is another one now are put in `results`."""
        from notescan.checks import Context, check_tips, over_time
        from notescan.suggesting import suggest

        ctx = Context(
            case=self.case,
            checklist=self.checklist,
            evidence=self.scan.evidence,
            roster=self.scan.roster,
            events=tuple(sorted(events, key=lambda e: (e.first or dt.date.max, e.start))),
            audit_date=self.scan.audit_date,
            reckoning=_reckoning(self.scan.over_time.settings),
        )
        for tip, check in check_tips(ctx).items():
            if tip in results and check != results[tip].check:
                suggested, reason = suggest(ctx, ctx.checklist.tip(tip), ctx.evidence_of(tip), check)
                changed = {"check": check, "suggested": suggested, "reason": reason}
                results[tip] = results[tip].model_copy(update=changed)
        return over_time(ctx)


def _on(event: Event, day: dt.date | None) -> Event:
    if day is None:
        return event
    return event.model_copy(update={"first": day, "last": day, "precision": "day", "sure": "sure"})


def _because(said: Said) -> str:
    reason = str(said.value.get("reason", "")).rstrip(".")
    return f" ({reason})" if reason else ""


def _known_by(event: Event) -> dict[str, Any]:
    return {"event": [event.kind, " ".join(event.quote.split())]}


def _reckoning(settings: tuple[str, ...]) -> Any:
    """The reckoning whose words are among the settings of a scan; the usual one where none is."""
    from notescan.dates.working import DEFAULT, Reckoning, Region

    for region, first, holidays in itertools.product(get_args(Region), (0, 1), ("left_out", "counted")):
        rules = Reckoning(region=region, first_day=first, bank_holidays=holidays)
        if rules.describe() in settings:
            return rules
    return DEFAULT
