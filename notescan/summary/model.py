"""What an audit summary holds, as one model that every format is made from. Schema `notescan.summary/1`.

Only confirmed items are evidence here. What was rejected or not decided yet is counted, never quoted.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import ConfigDict, Field

from notescan import __version__
from notescan.model import AREAS, CheckResult, GradeValue, Note, SeenState, Source, Stance, Suggested, Tip
from notescan.over_time import Clock
from notescan.read.decoding import normalise
from notescan.review import Item, ReviewSession, text_sha256
from notescan.review.again import around
from notescan.review.closing import DETAILS
from notescan.review.session import BY_HAND
from notescan.summary import words
from notescan.summary.files import short_names, with_names
from notescan.summary.gaps import Counts, Gap, Searched, gap_of
from notescan.values import Frozen, Rest


class Confirmed(Frozen):
    """One piece of evidence that the auditor confirmed or added, with all that is needed to find it again."""

    number: int
    """Counts through the summary, tip by tip, for before against before planned, each in reading order."""
    item: str
    tip: str
    stance: Stance
    quote: str
    start: int
    end: int
    before: str = ""
    after: str = ""
    """The words around the quote, by which it is told from the same words elsewhere."""
    note: str
    note_date: dt.date | None
    note_time: str | None
    note_type: str | None
    note_author: str | None
    note_role: str | None
    place: str
    source: str
    source_sha256: str
    why: tuple[str, ...]
    means: str
    pattern: str | None
    """Null for what the auditor added by hand."""
    added_by_hand: bool
    found_for_tip: str | None
    """The title of the tip for which it was found, where the auditor moved it."""
    found_as: Stance | None
    """The stance with which it was found, where the auditor changed it."""
    copied: str = ""
    """That the words were only carried forward from an earlier note, and from which day; else empty."""
    comment: str
    decided_by: str
    decided_at: dt.datetime

    @property
    def where(self) -> str:
        """The place with its file's name, once."""
        return self.place if self.source in self.place else f"{self.place} of {self.source}"


class TipSummary(Frozen):
    """One tip: the question, the auditor's grade and comment, the confirmed evidence, or the gap."""

    tip: str
    title: str
    asks: str
    grade: GradeValue | None
    graded_by: str | None
    graded_at: dt.datetime | None
    suggested: Suggested
    suggested_reason: str
    check: CheckResult | None
    clocks: tuple[Clock, ...] = ()
    """The time limits that bear on this tip."""
    comment: str
    comment_by: str | None
    comment_at: dt.datetime | None
    strength: str = ""
    improvement: str = ""
    seen: SeenState | None = None
    """What the auditor said of it where it has no confirmed evidence."""
    evidence: tuple[Confirmed, ...]
    counts: Counts
    gap: Gap | None

    @property
    def findings(self) -> tuple[tuple[str, tuple[Rest, ...]], ...]:
        """What was computed for the tip: each finding in a sentence, and the words of the case that it rests on."""
        check = [(words.reckoned(self.check), self.check.rests)] if self.check else []
        return (*check, *((f"{clock.name}: {clock.reckoning}", clock.rests) for clock in self.clocks))

    def of(self, stance: Stance) -> tuple[Confirmed, ...]:
        """The confirmed evidence of one stance."""
        return tuple(e for e in self.evidence if e.stance == stance)


class ActionSummary(Frozen):
    """Something that has to be done after the audit."""

    text: str
    owner: str
    due: dt.date | None
    tip: str | None
    tip_title: str | None
    written_by: str


class Overall(Frozen):
    """The auditor's judgement of the whole case, with the reason for it."""

    judgement: str
    """A name of `JUDGEMENTS`, or the words of a local scale."""
    reason: str


class SignedOff(Frozen):
    """Who ended the review, and when."""

    by: str
    at: dt.datetime


class Summary(Frozen):
    """The audit summary of one review."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    schema_: Literal["notescan.summary/1"] = Field("notescan.summary/1", alias="schema")
    review: str
    title: str
    checklist: str
    area: str
    audit_date: dt.date
    auditors: tuple[str, ...]
    made_at: dt.datetime
    notescan: str
    patterns: str
    sources: tuple[Source, ...]
    text_sha256: str
    searched: Searched
    tips: tuple[TipSummary, ...]
    counts: Counts
    details: dict[str, str] = Field(default_factory=dict)
    """The fields of the audit form that the auditor filled in, under their titles."""
    strength: str = ""
    improvement: str = ""
    actions: tuple[ActionSummary, ...] = ()
    overall: Overall | None = None
    signed_off: SignedOff | None = None
    minutes_spent: int | None = None
    """The time that the auditors worked on it in the app, as far as it was kept."""
    still_open: tuple[str, ...]
    corrected: tuple[str, ...] = ()
    """What the auditor corrected of what was computed, a sentence each."""
    stand_ins: tuple[str, ...] = ()
    """What stands for names and numbers where the summary is pseudonymised; not what they stand for."""

    @property
    def strengths(self) -> tuple[tuple[str | None, str], ...]:
        """What works well: the whole case's first (its tip is null), then tip by tip with the tip's title."""
        return self._written("strength")

    @property
    def improvements(self) -> tuple[tuple[str | None, str], ...]:
        """What has to get better: the whole case's first, then tip by tip."""
        return self._written("improvement")

    def _written(self, name: Literal["strength", "improvement"]) -> tuple[tuple[str | None, str], ...]:
        said = [(None, getattr(self, name)), *((tip.title, getattr(tip, name)) for tip in self.tips)]
        return tuple((title, text) for title, text in said if text)

    @property
    def evidence(self) -> tuple[Confirmed, ...]:
        """All confirmed evidence, by number."""
        return tuple(e for tip in self.tips for e in tip.evidence)

    @property
    def gaps(self) -> tuple[TipSummary, ...]:
        """The tips without confirmed evidence."""
        return tuple(tip for tip in self.tips if tip.gap)

    @property
    def gaps_by_reason(self) -> dict[str, list[TipSummary]]:
        """The tips without confirmed evidence under what is to be said of them, so that it is said once."""
        by_reason: dict[str, list[TipSummary]] = {}
        for tip in self.tips:
            if tip.gap:
                by_reason.setdefault(UNDECIDED if tip.gap.kind == "to_decide" else tip.gap.says, []).append(tip)
        return by_reason


UNDECIDED = "No confirmed evidence so far; there are suggestions still to be decided."


def summarise(session: ReviewSession, *, made_at: dt.datetime | None = None) -> Summary:
    """The summary of a review as it stands; `made_at` is now unless given."""
    searched = _searched(session)
    notes = {note.id: note for note in session.case.notes}
    number = 1
    tips: list[TipSummary] = []
    for tip in session.checklist.tips:
        tips.append(_tip(session, tip, searched, notes, number))
        number += len(tips[-1].evidence)
    whole = Summary(
        review=session.id,
        title=normalise(session.case.title),
        checklist=session.checklist.id,
        area=AREAS.get(session.checklist.id, normalise(session.checklist.title)),
        audit_date=session.scan.audit_date,
        auditors=tuple(dict.fromkeys(d.who for d in session.state.standing)) or (session.who,),
        made_at=made_at or dt.datetime.now(dt.UTC),
        notescan=__version__,
        patterns=session.scan.made_by(),
        sources=tuple(s.model_copy(update={"path": normalise(s.path)}) for s in session.case.sources),
        text_sha256=text_sha256(session.case.text),
        searched=searched,
        tips=tuple(tips),
        counts=_counts(session, None),
        details={title: said for field, title in DETAILS.items() if (said := session.detail(field))},
        strength=session.strength(),
        improvement=session.improvement(),
        actions=tuple(
            ActionSummary(
                text=action.text,
                owner=action.owner,
                due=action.due,
                tip=action.tip,
                tip_title=_title(session, action.tip) if action.tip else None,
                written_by=action.who,
            )
            for action in session.actions()
        ),
        overall=Overall(judgement=judged[0], reason=judged[1]) if (judged := session.judgement()) else None,
        signed_off=SignedOff(by=signed.who, at=signed.at) if (signed := session.signed()) else None,
        minutes_spent=_minutes(session),
        still_open=_still_open(session, tips),
        corrected=tuple(normalise(says) for says in session.corrected()),
    )
    return with_names(whole, short_names([source.path for source in whole.sources]))


def _tip(session: ReviewSession, tip: Tip, searched: Searched, notes: dict[str, Note], number: int) -> TipSummary:
    order = list(words.STANCES)
    confirmed = sorted(
        (i for i in session.items(tip.id) if i.state == "confirmed"), key=lambda i: order.index(i.stance)
    )
    result, graded, remark = session.suggested(tip.id), session.graded(tip.id), session.remark(tip.id)
    counts = _counts(session, tip.id)
    return TipSummary(
        tip=tip.id,
        title=tip.title,
        asks=tip.asks,
        grade=graded.grade if graded else None,
        graded_by=graded.who if graded else None,
        graded_at=graded.at if graded else None,
        suggested=result.suggested,
        suggested_reason=normalise(result.reason),
        check=_check(session, tip.id, result.check),
        clocks=tuple(_clock(session, clock) for clock in session.over_time().clocks if tip.id in clock.tips),
        comment=remark.text if remark else "",
        comment_by=remark.who if remark else None,
        comment_at=remark.at if remark else None,
        strength=session.strength(tip.id),
        improvement=session.improvement(tip.id),
        seen=None if confirmed else session.seen(tip.id),
        evidence=tuple(
            _confirmed(session, item, notes[item.evidence.note], n) for n, item in enumerate(confirmed, number)
        ),
        counts=counts,
        gap=None if confirmed else gap_of(counts, searched, session.seen(tip.id)),
    )


def _confirmed(session: ReviewSession, item: Item, note: Note, number: int) -> Confirmed:
    found, case = item.evidence, session.case
    before, after = around(case.text, found.start, found.end)
    source = next((s for s in case.sources if s.start <= found.start < s.end), case.sources[-1])
    assert item.decided_by is not None
    assert item.decided_at is not None
    return Confirmed(
        number=number,
        item=item.id,
        tip=item.tip,
        stance=item.stance,
        quote=normalise(case.text[found.start : found.end]),
        start=found.start,
        end=found.end,
        before=normalise(before),
        after=normalise(after),
        note=note.id,
        note_date=note.date,
        note_time=note.time,
        note_type=note.type,
        note_author=note.author,
        note_role=note.role,
        place=normalise(found.place or case.place(found.start)),
        source=normalise(source.path),
        source_sha256=source.sha256,
        why=() if item.added_by_hand else tuple(normalise(w) for w in found.why),
        means=found.means,
        pattern=None if found.pattern == BY_HAND else found.pattern,
        added_by_hand=item.added_by_hand,
        found_for_tip=_title(session, item.found.tip) if item.found.tip != item.tip else None,
        found_as=item.found.stance if item.found.stance != item.stance else None,
        copied=found.copied,
        comment=item.comment,
        decided_by=item.decided_by,
        decided_at=item.decided_at,
    )


def _check(session: ReviewSession, tip: str, check: CheckResult | None) -> CheckResult | None:
    """The finding of a tip; one that the auditor marked wrong says so before all else."""
    if check is None or not session.disputed(tip):
        return check
    return check.model_copy(update={"reckoning": _wrong(session, tip, words.reckoned(check))})


def _clock(session: ReviewSession, clock: Clock) -> Clock:
    if not session.disputed(clock.id):
        return clock
    return clock.model_copy(update={"reckoning": _wrong(session, clock.id, clock.reckoning)})


def _wrong(session: ReviewSession, finding: str, reckoning: str) -> str:
    said = session.disputed(finding)
    assert said is not None
    reason = f": {said.value['reason'].rstrip('.')}" if said.value.get("reason") else ""
    return f"Marked wrong by {said.who}{reason}. It had been reckoned: {reckoning}"


def _title(session: ReviewSession, tip: str) -> str:
    return next((t.title for t in session.checklist.tips if t.id == tip), tip)


def _counts(session: ReviewSession, tip: str | None) -> Counts:
    n = session.counts(tip)
    return Counts(confirmed=n["confirmed"], rejected=n["rejected"], undecided=n["undecided"], later=n["skipped"])


def _searched(session: ReviewSession) -> Searched:
    dates = sorted(note.date for note in session.case.notes if note.date)
    return Searched(
        notes=len(session.case.notes),
        dated=len(dates),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
    )


def _minutes(session: ReviewSession) -> int | None:
    seconds = sum(session.store.time_spent(session.id).values())
    return max(1, round(seconds / 60)) if seconds else None


def _still_open(session: ReviewSession, tips: list[TipSummary]) -> tuple[str, ...]:
    says: list[str] = []
    counts = _counts(session, None)
    if counts.to_decide:
        on = sum(1 for tip in tips if tip.counts.to_decide)
        later = f" ({counts.later} of them put off for later)" if counts.later else ""
        verb = "is" if counts.to_decide == 1 else "are"
        says.append(
            f"{words.count(counts.to_decide, 'suggestion')} on {words.count(on, 'tip')} "
            f"{verb} still to be decided{later}."
        )
    if ungraded := sum(1 for tip in tips if tip.grade is None):
        verb = "is" if ungraded == 1 else "are"
        says.append(f"{words.count(ungraded, 'tip')} {verb} not graded yet.")
    if again := sum(1 for tip in tips if tip.seen == "come_back"):
        verb = "is" if again == 1 else "are"
        says.append(f"{words.count(again, 'tip')} {verb} to be looked at again.")
    if session.judgement() is None:
        says.append("There is no overall judgement yet.")
    if session.signed() is None:
        says.append("The review is not signed off yet.")
    return tuple(says)
