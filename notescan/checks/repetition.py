"""Is the plan more than the last plan copied: the share of its text that stands in an earlier plan word for word."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from notescan.checks.context import Context
from notescan.checks.lines import lines_of
from notescan.checks.repeats import SEED, Passage, Words, passages, words_of
from notescan.checks.rests import on, rest_at, rest_on
from notescan.model import CaseFile, CheckResult, Evidence, Note, Tip
from notescan.values import Rest

PERCENT = 33
"""From this share of its text on, a plan counts as repeated, where the checklist sets no other limit."""
_LEAST_WORDS = 25
_SAME_PLAN_DAYS = 42
"""Texts so near to each other in time are drafts of one plan, and no repeat of the last."""
_TALK = frozenset("call email text letter supervision management court referral".split())
_PLAN = re.compile(r"\bplans?\b|\bpp\b", re.IGNORECASE)
_OTHER_PLAN = re.compile(r"\b(?:safety|care|support|health|risk|meal|legal|payment|lesson)\s+plan", re.IGNORECASE)
_PASTED = re.compile(
    r"\b(?:copied|pasted|cut and paste|extract|excerpt|quoted|taken)\b[^.\n]{0,70}\bplans?\b"
    r"|\bplans?\b[^.\n]{0,40}\b(?:copied|pasted|in full|extract|excerpt)\b",
    re.IGNORECASE,
)
_TOLD_COPIED = re.compile(
    r"\b(?:word[- ]for[- ]word|verbatim|cop(?:y|ied|ies|ying)(?:[ -]and[- ]past\w+)?|cut[ -]and[ -]past\w+|"
    r"carried (?:over|across|forward)|brought (?:over|across|forward)|pulled (?:through|across|over)|"
    r"identical|the same (?:as|plan|text|wording)|same (?:old )?(?:plan|text|wording|words)|unchanged|"
    r"repeat(?:s|ed|ing)? (?:of )?(?:the )?(?:last|previous|old|history)|rehash\w*|"
    r"(?:old|last|previous) (?:one|plan) with)\b",
    re.IGNORECASE,
)
_TOLD_FRESH = re.compile(
    r"\b(?:re-?wr\w+|written (?:again|afresh|anew|fresh)|(?:clean|blank|fresh) (?:sheet|page|start)|from scratch|"
    r"started (?:again|afresh)|"
    r"(?:took|taken|crossed|cut|left|struck|line through)\b[^.\n]{0,30}\b(?:out|down|back|\d{4})|shorten\w*|"
    r"removed|deleted|gone|"
    r"(?:his|her|their|my) own words|one line|new plan|nothing of)\b",
    re.IGNORECASE,
)
_NOT_SO = re.compile(
    r"\b(?:not|no|never|n['’]t|isn['’]?t|wasn['’]?t|don['’]?t|rather than|instead of)\b|n['’]t\b", re.IGNORECASE
)
_COPY_OF = re.compile(
    r"\bcopy of (?:the |his |her |their )?(?:last|old|previous|earlier|first|\w+['’]s|20\d\d)\b", re.IGNORECASE
)
_SENT = re.compile(
    r"\bcop(?:y|ies) (?:to|for|sent|given|of)\b|\b(?:a|his|her|their|keep a|sent a) copy\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Compared:
    later: Note
    earlier: Note
    total: int
    same: int
    longest: Passage

    @property
    def share(self) -> float:
        return round(self.same / self.total, 2)


def check(ctx: Context, tip: Tip) -> CheckResult:
    """How much of the latest plan is the last one; `percent` of the limits says from where on it is a repeat."""
    percent = int(tip.check.limits.get("percent", PERCENT)) if tip.check else PERCENT
    return repetition(ctx.case, ctx.evidence, tip=tip.id, percent=percent, words=words_of(ctx.case))


def repetition(
    case: CaseFile, evidence: Sequence[Evidence], *, tip: str, percent: int = PERCENT, words: Words | None = None
) -> CheckResult:
    """How much of the latest plan stands in an earlier one: repeated, fresh or unknown, with the share (0 to 1).

    Two plans in the notes are compared word by word; where there is one or none, what the notes say of it decides.
    """
    words = words or Words(case)
    plans = [at for at, note in enumerate(words.notes) if is_plan(note) and _length(words, at) >= _LEAST_WORDS]
    sources = [*plans, *(at for at in _pasted(case, words) if at not in plans)]
    pairs = [(at, [other for other in sources if _is_earlier(words, other, at)]) for at in plans]
    pairs = [(at, others) for at, others in pairs if others]
    if pairs:
        newest = words.notes[pairs[-1][0]].date
        recent = [pair for pair in pairs if _near(words.notes[pair[0]].date, newest)]
        best = max((_compare(words, at, others) for at, others in recent), key=lambda compared: compared.share)
        return _by_share(words, best, percent)
    return _by_telling(evidence, case, tip, one=bool(plans))


def is_plan(note: Note) -> bool:
    """Whether a note is a plan or a session on it, by its kind, type or title."""
    named = f"{note.type or ''} {note.title or ''}"
    if note.kind == "plan":
        return True
    return bool(_PLAN.search(named)) and not _OTHER_PLAN.search(named) and note.kind not in _TALK


def _pasted(case: CaseFile, words: Words) -> Iterable[int]:
    """The notes of other kinds into which a plan, or a part of it, was pasted."""
    for at, note in enumerate(words.notes):
        found = _PASTED.search(case.text, note.body, note.end)
        if found and len(case.text[found.end() : note.end].split()) >= _LEAST_WORDS:
            yield at


def _length(words: Words, at: int) -> int:
    return words.first[at + 1] - words.first[at]


def _is_earlier(words: Words, other: int, at: int) -> bool:
    before, after = words.notes[other].date, words.notes[at].date
    return other < at and (before is None or after is None or (after - before).days > _SAME_PLAN_DAYS)


def _near(date: dt.date | None, newest: dt.date | None) -> bool:
    return date == newest or (date is not None and newest is not None and (newest - date).days <= _SAME_PLAN_DAYS)


def _compare(words: Words, at: int, others: Sequence[int]) -> _Compared:
    """The plan against the earlier ones: the words of its own text, and how many of them stand in one of those."""
    first, last = words.first[at], words.first[at + 1]
    some = list(passages(words, [at], others, gap=0))
    same = sum(passage.same for passage in some)
    if not some:
        return _Compared(words.notes[at], words.notes[others[-1]], last - first, 0, Passage(first, last, 0, 0, 0))
    # What the worker says before the text begins ("did it on my laptop, pasted below") is no part of the plan.
    begins = some[0].later if some[0].later - first < (last - first) / 2 and same > 3 * SEED else first
    longest = max(some, key=lambda passage: passage.same)
    return _Compared(words.notes[at], words.notes[words.note_of(longest.earlier)], last - begins, same, longest)


def _by_share(words: Words, found: _Compared, percent: int) -> CheckResult:
    repeated = found.share * 100 >= percent
    shown = f"{found.same} of the {found.total} words of the plan{on(found.later)} ({found.share:.0%})"
    rests: tuple[Rest, ...]
    if found.same:
        longest = found.longest
        rests = (
            words.rest(longest.earlier, longest.earlier_end, "the earlier plan"),
            words.rest(longest.later, longest.later_end, "the later plan, with the same words"),
        )
        told = f"{shown} stand in the plan{on(found.earlier)} word for word; from {percent}% on it counts as repeated."
    else:
        rests = tuple(
            _opening(words, note, says)
            for note, says in ((found.earlier, "the earlier plan"), (found.later, "the later plan"))
        )
        told = f"No passage of the plan{on(found.later)} stands in the plan{on(found.earlier)}."
    return CheckResult(
        kind="repetition",
        outcome="repeated" if repeated else "fresh",
        facts={"share": found.share},
        reckoning=told,
        rests=rests,
    )


def _opening(words: Words, note: Note, says: str) -> Rest:
    at = words.notes.index(note)
    first = words.first[at]
    return words.rest(first, min(first + 12, words.first[at + 1]), says)


def _by_telling(evidence: Sequence[Evidence], case: CaseFile, tip: str, *, one: bool) -> CheckResult:
    """What the notes say of the plan, where there are no two texts to compare."""
    items = [item for item in evidence if item.tip == tip and item.stance != "planned"]
    copied = [item for item in items if item.stance == "against" and says_copied(item.quote)]
    fresh = [item for item in items if item.stance == "for"]
    there = "one plan only" if one else "no plan"
    start = f"The notes hold {there}, so there is nothing to compare"
    remark = None if copied or fresh else _remark(case)
    if remark:
        told = f"{start}; but they say that it repeats an earlier one."
        return CheckResult(
            kind="repetition", outcome="repeated", facts={"share": None}, reckoning=told, rests=(remark,)
        )
    if copied and (not fresh or _written(case, copied[-1]) >= _written(case, fresh[-1])):
        told = f"{start}; but they say that it repeats an earlier one."
        return _told("repeated", None, told, copied[-1], case, "says that it was copied")
    renewed = fresh if one else [item for item in fresh if _TOLD_FRESH.search(item.quote)]
    if renewed:
        told = f"{start}; but they say that it was written anew or speaks of the present."
        return _told("fresh", 0.0 if one else None, told, renewed[-1], case, "says that it is about now")
    return CheckResult(
        kind="repetition", outcome="unknown", facts={"share": None}, reckoning=f"{start}, and they do not say."
    )


def _remark(case: CaseFile) -> Rest | None:
    """The last sentence that speaks of a plan and says that it was copied."""
    for note in reversed(case.notes):
        lines = lines_of(case, note)
        for before, line in reversed([*zip([None, *lines], lines, strict=False)]):
            # "Read the plan. It is the old one word for word": the sentence before may name it.
            around = case.text[before.start if before else line.start : line.end]
            named = _PLAN.search(around) and not _OTHER_PLAN.search(around)
            if named and says_copied(case.text[line.start : line.end]):
                return rest_at(case, note, line.start, line.end, "says that it was copied")
    return None


def says_copied(quote: str) -> bool:
    """Whether a remark on a plan says that its text was taken over from an earlier one."""
    found = _TOLD_COPIED.search(quote)
    if found and _COPY_OF.search(quote) and not _NOT_SO.search(quote[: found.start()]):
        return True
    return bool(found) and not _NOT_SO.search(quote[: found.start()]) and not _SENT.search(quote)  # type: ignore[union-attr]


def _written(case: CaseFile, item: Evidence) -> dt.date:
    return case.note_at(item.start).date or dt.date.min


def _told(outcome: str, share: float | None, told: str, item: Evidence, case: CaseFile, says: str) -> CheckResult:
    rest = rest_on(case, case.note_at(item.start), item, says)
    return CheckResult(kind="repetition", outcome=outcome, facts={"share": share}, reckoning=told, rests=(rest,))
