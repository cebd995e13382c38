"""Who was heard and who answered: each child of the household, or each agency that must be asked."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from notescan.checks.agencies import Agencies
from notescan.checks.context import Context
from notescan.checks.household import Household
from notescan.checks.lines import lines_of
from notescan.checks.marks import agency_mark, is_heard, is_not_heard
from notescan.checks.rests import listed, rest_at, rest_on
from notescan.checks.voices import voices
from notescan.dates import say
from notescan.model import CheckResult, Evidence, Tip
from notescan.values import Rest

AGENCIES = "health, education"
"""The agencies of the audit guidance, where the checklist names no others."""
YOUNG = 5
"""Years: a child under this age is covered by being watched; an older one is to be heard."""
_LEAST_WORTH = 0.4
_LEAST_OF_AGENCY = 0.5
_NOT_MADE = re.compile(
    r"\b(?:checks?|information|reports?|requests?|contact)\b[^.\n]{0,50}\b(?:not|n['’]t|never)\b (?:yet )?(?:been )?"
    r"(?:done|made|completed|obtained|requested|received|sent|carried out)\b",
    re.IGNORECASE,
)


def check(ctx: Context, tip: Tip) -> CheckResult:
    """Coverage of the agencies that `must` of the limits names, or of each child of the household."""
    must = str(tip.check.limits.get("must", AGENCIES)) if tip.check else AGENCIES
    if re.search(r"\bchild|\bhousehold\b", must):
        return children_heard(ctx, tip.id)
    return agencies_answered(ctx, tip.id, [part.strip() for part in must.split(",") if part.strip()])


def agencies_answered(ctx: Context, tip_id: str, must: Sequence[str]) -> CheckResult:
    """Which of the agencies told the worker something, by the evidence for the tip; who did not, and what was tried."""
    agencies, text = Agencies(ctx.case, ctx.roster), ctx.case.text
    answers: dict[str, list[Evidence]] = {}
    tried: dict[str, list[Evidence]] = {}
    for item in _worthy(ctx, tip_id, least=_LEAST_OF_AGENCY):
        note = ctx.notes[item.note]
        if item.stance == "for" and _merely_attends(text[item.sentence.start : item.sentence.end]):
            continue
        if item.stance == "for" and not _NOT_MADE.search(item.quote) and not _no_answer(item.quote):
            answers.setdefault(agencies.of_evidence(item, note) or "", []).append(item)
        else:
            named = {m.agency for m in agencies.mentions(item.sentence.start, item.sentence.end)}
            for agency in named or {agencies.of_evidence(item, note) or ""}:
                tried.setdefault(agency, []).append(item)
    spoke = {agency: found for agency in must if agency not in answers and (found := _spoke(ctx, agencies, agency))}
    covered = [agency for agency in must if agency in answers or agency in spoke]
    missing = [agency for agency in must if agency not in covered]
    rests = [
        rest_on(ctx.case, ctx.notes[answers[a][0].note], answers[a][0], f"{a} answered") if a in answers else spoke[a]
        for a in covered
    ]
    for agency in missing:
        rests += [
            rest_on(
                ctx.case,
                ctx.notes[i.note],
                i,
                f"{agency} asked, no answer" if i.stance == "against" else f"{agency} to answer",
            )
            for i in tried.get(agency, ())[-1:]
        ]
    told = [f"{a.capitalize()} answered{_on_day(rest.date)}" for a, rest in zip(covered, rests, strict=False)]
    told += [
        f"nothing came from {a}"
        + (f", last asked or chased{_when(ctx, tried[a][-1])}" if a in tried else ", and the notes show no request")
        for a in missing
    ]
    return _result(covered, missing, {}, "; ".join(told), rests)


def _no_answer(words: str) -> bool:
    """Whether words about an agency tell only what it was asked, or why nobody there can answer."""
    return bool(_NOBODY_THERE.search(words) or (_ASKED_FOR.search(words) and not _TOLD_US.search(words)))


_ASKED_FOR = re.compile(
    r"\b(?:asked|asking|requested|chas(?:ed|ing)|wrote to|emailed|e-mailed|rang|phoned|tried)\b[^.;]{0,90}"
    r"\b(?:whether|if (?:he|she|they)|could (?:let|send|ring|give)|to (?:send|let|ring|reply|call) (?:me|us|back))\b"
    r"|\b(?:sent|made|put in) (?:a|the|our|my) requests?\b",
    re.IGNORECASE,
)
_NOBODY_THERE = re.compile(
    r"\b(?:has moved to|on (?:sick |maternity |paternity |annual |long-term )?leave|off sick|been off since|"
    r"nobody(?:['’]s| is) covering|no one(?:['’]s| is) covering|post is vacant|vacant post|never (?:got|received|"
    r"had) (?:any|my|the|our) "
    r"(?:letter|email|request|form)|nobody else may give)\b",
    re.IGNORECASE,
)
_TOLD_US = re.compile(r"\b(?:said|says|told|confirm\w*|replied|reports?|reported|came back|answered)\b", re.IGNORECASE)


def _merely_attends(sentence: str) -> bool:
    """Whether a sentence says only where a child goes: "attends Elm School, registered with Dr Hale"."""
    found = _ATTENDS.search(sentence)
    return bool(found) and not _TELLS_MORE.search(sentence)


_ATTENDS = re.compile(r"\b(?:attends|goes to|is a pupil at|(?:is|are) registered (?:with|at))\b", re.IGNORECASE)
_TELLS_MORE = re.compile(
    r"\d|\b(?:report\w*|"
    r"says|said|told|confirm\w*|concern\w*|well|settled|regular\w*|attendance|late|up to date|no\b|not|"
    r"every|always|often|seen|brought|punctual|behind|ahead|progress\w*|bright|happy|quiet|enjoys?)\b",
    re.IGNORECASE,
)


def children_heard(ctx: Context, tip_id: str) -> CheckResult:
    """For each child of the household the last note in which it was heard, or, while small, observed."""
    household = Household(ctx.case, ctx.roster, audit_date=ctx.audit_date)
    last: dict[str, Evidence] = {}
    gap: dict[str, Evidence] = {}
    text = ctx.case.text
    for item in _worthy(ctx, tip_id):
        note = ctx.notes[item.note]
        children = household.spoken_of(
            item.start, item.end, sentence=(item.sentence.start, item.sentence.end), note=note
        )
        for child in children:
            if item.stance == "for" and _counts(_words_of(text, item), household.ages[child]):
                if _newer(ctx, item, last.get(child)):
                    last[child] = item
            elif item.stance == "against" and _newer(ctx, item, gap.get(child)):
                gap[child] = item
    rest_of = {c: rest_on(ctx.case, ctx.notes[i.note], i, f"{c}, last heard or observed") for c, i in last.items()}
    for child, rest in voices(ctx, household).items():
        known = rest_of.get(child)
        if known is None or (rest.date and (known.date is None or rest.date > known.date)):
            rest_of[child] = rest
    covered = [child for child in household.names if child in rest_of]
    missing = [child for child in household.names if child not in rest_of]
    rests = [rest_of[child] for child in covered]
    for child in missing:
        rests.extend(_gap_rest(ctx, household, child, gap.get(child)))
    told = [f"{child} last heard or observed{_on_day(rest_of[child].date)}" for child in covered]
    if missing:
        told.append(f"{listed(missing)} not heard in any note")
    if household.left_out:
        told.append("left out: " + ", ".join(f"{name} ({reason})" for name, reason in household.left_out.items()))
    days = {child: day.isoformat() for child in covered if (day := rest_of[child].date)}
    facts: dict[str, object] = {"last": days}
    return _result(covered, missing, facts, "; ".join(told) or "The notes name no child of the household", rests)


def _worthy(ctx: Context, tip_id: str, *, least: float = _LEAST_WORTH) -> list[Evidence]:
    """The evidence that an auditor is likely to confirm: a weak suggestion must not fill a gap."""
    return [i for i in ctx.evidence_of(tip_id) if i.strength == "strong" or (i.worth or 0) >= least]


def _words_of(text: str, item: Evidence) -> str:
    """From the evidence to the end of its sentence; a full stop ends it, whatever letter goes on after it."""
    stop = _STOP.search(text, max(item.start, item.end - 1), item.sentence.end)
    return text[item.start : stop.start() if stop else item.sentence.end]


_HEARSAY = re.compile(
    r"\b(?:(?:is|was|are|were) (?:said|thought|believed|reported|understood|stated) to|it (?:is|was) said|"
    r"I was told)\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?](?=\s)|\n")


def _counts(words: str, age: int | None) -> bool:
    if is_not_heard(words) or _HEARSAY.search(words):
        return False
    return is_heard(words) or age is None or age < YOUNG


def _newer(ctx: Context, item: Evidence, than: Evidence | None) -> bool:
    """Whether an item is of a later note; of the same day, the one further on in the text."""
    if than is None:
        return True
    return (_date(ctx, item) or dt.date.min, item.start) >= (_date(ctx, than) or dt.date.min, than.start)


def _date(ctx: Context, item: Evidence) -> dt.date | None:
    return ctx.notes[item.note].date


def _when(ctx: Context, item: Evidence) -> str:
    return _on_day(_date(ctx, item))


def _on_day(date: dt.date | None) -> str:
    return f" {say(date)}" if date else " (the note has no date)"


def _spoke(ctx: Context, agencies: Agencies, agency: str) -> Rest | None:
    """The first call, email or letter that is named after the agency and in which somebody of it tells something."""
    for note in ctx.case.notes:
        sent = agencies.of_sender(note) == agency
        if not sent and (note.kind not in _SPEAKING or agencies.of_header(note) != agency):
            continue
        for line in lines_of(ctx.case, note):
            words = ctx.case.text[line.start : line.end]
            told = bool(_TELLS_US.search(words) or (len(words.split()) > _FEW and _TELLS_MORE.search(words)))
            # In the agency's own words any full sentence tells, but for what is asked, promised or sent.
            told = told or (sent and len(words.split()) > 2 * _FEW and not _TELLS_NOTHING.search(words))
            if told and agency_mark(words) not in ("no reply", "missing", "asked"):
                return rest_at(ctx.case, note, line.start, line.end, f"{agency} answered")
    for note in ctx.case.notes:
        for line in lines_of(ctx.case, note):
            if (letter := _LETTER.match(ctx.case.text, line.start, line.end)) and any(
                m.agency == agency and m.start < letter.end() + 60 for m in agencies.mentions(line.start, line.end)
            ):
                return rest_at(ctx.case, note, line.start, line.end, f"{agency} answered")
    return None


_FEW = 3
_TELLS_NOTHING = re.compile(
    r"\?|^\W*from\b|\b(?:will|would|could|can you|please|attach\w*|consent|thank\w*|chas\w+|receipt|"
    r"acknowledg\w+|reply|respond)\b",
    re.IGNORECASE,
)
_LETTER = re.compile(
    r"\W*(?:letter|email|report|reply|call|message) (?:in |received )?from\b(?=[^.\n]{3,80}: \S.{20})", re.IGNORECASE
)
_SPEAKING = frozenset({"call", "email", "letter", "health"})
_TELLS_US = re.compile(
    r"\b(?:says?|said|reports?|reported|told (?:me|us)|tells (?:me|us)|confirm(?:s|ed)|describ(?:es|ed)|"
    r"advis(?:es|ed)|noted)\b"
    r"(?! (?:they|he|she|that they)(?:['’]ll|['’]d| will| would| are| were| can['’]?t| cannot| could))",
    re.IGNORECASE,
)


def _gap_rest(ctx: Context, household: Household, child: str, item: Evidence | None) -> list[Rest]:
    """Where the notes say that the child was not heard; else where they name it last."""
    if item is not None:
        return [rest_on(ctx.case, ctx.notes[item.note], item, f"{child} not heard")]
    for note in reversed(ctx.case.notes):
        named = [n for n in household.named(note.body, note.end) if n.child == child]
        if named:
            return [rest_at(ctx.case, note, named[-1].start, named[-1].end, f"{child} named here, not heard")]
    return []


def _result(
    covered: list[str], missing: list[str], more: dict[str, object], told: str, rests: Sequence[Rest]
) -> CheckResult:
    outcome = "none" if not covered else "partly" if missing else "covered"
    return CheckResult(
        kind="coverage",
        outcome=outcome,
        facts={"covered": covered, "missing": missing, **more},
        reckoning=told[:1].upper() + told[1:] + ".",
        rests=tuple(rests),
    )
