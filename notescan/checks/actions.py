"""What supervision, plans and meetings asked for, and what later notes say of it."""

from __future__ import annotations

import datetime as dt
import math
import re
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from notescan.checks import action_words as words
from notescan.checks.actions_set import SetAction, actions_in, setting_kind
from notescan.checks.context import Context
from notescan.checks.index import index_of
from notescan.checks.marks import agency_mark, is_alone
from notescan.checks.repeats import in_time
from notescan.checks.rests import rest_at
from notescan.checks.senses import sense_of, senses
from notescan.checks.word_lists import word_lists
from notescan.model import CaseFile, Evidence, Note, Role, Roster
from notescan.over_time import Action
from notescan.pipeline.sentences import Line
from notescan.values import Rest

_AHEAD = 60
"""So many notes after the one that set an action are looked through for word of it."""
_ENOUGH = 0.4
"""The share of an action's sense that a sentence must hold to speak of it."""
_LEAST = 0.07
"""The same where actions are gone over, if the sentence speaks of little else."""
_LEAST_ELSEWHERE = 0.2
_CLAUSE = re.compile(
    r";\s+|,\s+(?:and |but )?|\.\s+|\s(?:and|but)\s(?=\w+(?:\s\w+){0,4}\s(?:is|are|was|were|has|have|had|not|"
    r"still)\b)|\s[-–—]\s"
)


@dataclass(slots=True)
class _Sentence:
    """A sentence of a note, with its sense and that of the note's name where it opens the note."""

    note: int
    start: int
    end: int
    sense: frozenset[str]
    signs: int
    review: bool
    """It stands where actions are gone over: in supervision, or under a heading for old actions."""
    opens: frozenset[str] = frozenset()
    answers: bool = False
    """It opens a call or an email, and asks nothing."""
    clauses: list[tuple[int, int, frozenset[str]]] | None = None
    """Its clauses with their sense, once they were asked for."""
    told: dict[tuple[int, int, bool, bool], words.Told | None] = field(default_factory=dict)
    directed: bool | None = None
    """Whether it says that it tells of what was asked for; None until it was asked."""
    alone: bool | None = None


@dataclass(slots=True)
class _Later:
    """All sentences of a case in the order of time, and where each sense occurs."""

    names: frozenset[str]
    """The senses that are people's names: they join a match, but do not make one."""
    children: frozenset[str]
    sentences: list[_Sentence] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    """For each note the index of its first sentence; one more at the end."""
    where: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _weights: dict[str, float] = field(default_factory=dict)
    _whole: dict[frozenset[str], float] = field(default_factory=dict)

    def weight(self, sense: str) -> float:
        """How much a sense tells: rare ones more; those that any note may hold, little."""
        known = self._weights.get(sense)
        if known is None:
            rare = math.log(1 + len(self.sentences) / (1 + len(self.where.get(sense, ()))))
            known = rare * (0.35 if sense in word_lists().weak else 0.6 if sense in self.names else 1.0)
            self._weights[sense] = known
        return known

    def whole(self, some: frozenset[str]) -> float:
        """How much all the senses of a clause tell together."""
        known = self._whole.get(some)
        if known is None:
            known = self._whole[some] = math.fsum([self.weight(sense) for sense in some])
        return known

    def strong(self, sense: str) -> bool:
        return sense not in word_lists().weak and sense not in self.names


def find_actions(case: CaseFile, evidence: Sequence[Evidence], roster: Roster, audit_date: dt.date) -> list[Action]:
    """Every action that supervision, a plan or a meeting set, overdue ones first, then in the order of time.

    An action is overdue where its date has gone by at `audit_date` and no note says that it was done.
    """
    notes = in_time(case.notes)
    order = {note.id: at for at, note in enumerate(notes)}
    found = [action for note in notes for action in actions_in(case, note)]
    if not found:
        return []
    later = _read(case, notes, roster)
    actions = [_with_end(case, action, order[action.note.id], notes, later, audit_date) for action in found]
    return sorted(actions, key=lambda action: not action.overdue)


_FAMILY: tuple[Role, ...] = ("child", "parent", "carer", "relative")


def _senses_of_names(roster: Roster, *roles: Role) -> frozenset[str]:
    return frozenset(
        sense for p in roster.people if not roles or p.role in roles for name in p.names for sense in senses(name)
    )


def _read(case: CaseFile, notes: Sequence[Note], roster: Roster) -> _Later:
    index = index_of(case, roster)
    later = _Later(
        names=_senses_of_names(roster, *_FAMILY, "worker", "manager"), children=_senses_of_names(roster, "child")
    )
    for at, note in enumerate(notes):
        later.first.append(len(later.sentences))
        directing = setting_kind(case, note) in words.DIRECTS
        opens = sense_of(f"{note.type or ''} {note.title or ''}") if note.kind in _HELD else frozenset()
        first = True
        for line, signs in index.sentences(note):
            words_here = case.text[line.start : line.end]
            sense = sense_of(words_here)
            if line.heading or not sense:
                continue
            review = directing or _is_old(case.text, line)
            answers = (
                first and note.kind in _CALLS and "?" not in words_here and agency_mark(words_here, signs) in _TELL
            )
            sentence = _Sentence(at, line.start, line.end, sense, signs, review, opens, answers)
            opens, first = frozenset(), False
            for one in sentence.sense | sentence.opens:
                later.where[one].append(len(later.sentences))
            later.sentences.append(sentence)
    later.first.append(len(later.sentences))
    return later


_CALLS = frozenset({"call", "email", "letter"})
_TELL = frozenset({"answered", None})
_REACHES = frozenset({"health-visitor", "doctor", "school", "dentist", "housing", "police", "nurs", "midwif", "camhs"})
_RINGS = re.compile(
    r"\b(?:chase|ring|phone|call|contact|email|ask|speak (?:to|with)|check with|liaise)\b", re.IGNORECASE
)
_HELD = frozenset("supervision meeting core-group conference review visit direct-work strategy".split())
_LABEL_OF_OLD = re.compile(r"\b(?:actions?|directions?)\b", re.IGNORECASE)


def _is_old(text: str, line: Line) -> bool:
    """Whether a heading for the actions of last time stands over the line."""
    label = text[line.label[0] : line.label[1]] if line.label else ""
    return bool(_LABEL_OF_OLD.search(label) and words.REVIEW_LABEL.search(label))


def _clauses(text: str, sentence: _Sentence) -> Iterator[tuple[int, int]]:
    """The sentence without a label for actions, and its parts where it lists several things."""
    start, end = sentence.start, sentence.end
    if found := _ACTIONS_LABEL.match(text, start, end):
        start = found.end()
    yield start, end
    cuts = [start, *(m.end() for m in _CLAUSE.finditer(text, start, end)), end]
    if len(cuts) > 2:
        yield from ((first, last) for first, last in pairwise(cuts) if last - first > 4)


_ACTIONS_LABEL = re.compile(
    r"(?:\w+ )?(?:last \w+['’]?s? |old |previous )?(?:actions?|directions?)\b[^:.\n]{0,40}[:.,]\s+", re.IGNORECASE
)


def _with_end(
    case: CaseFile, action: SetAction, at: int, notes: Sequence[Note], later: _Later, audit_date: dt.date
) -> Action:
    """The action with what the notes after it say of it; where they say several things, the last counts."""
    state: words.Told | None = None
    told_in: Rest | None = None
    firmest = 0.0
    for fit, note, start, end, told in _about(case.text, action, at, later):
        # What speaks of it in passing does not unsay what was said of it plainly.
        if fit < 0.6 * firmest or (state == "done" and told == "carried_over"):
            continue
        state, firmest = told, max(firmest, fit)
        told_in = rest_at(case, notes[note], start, end, _SAYS[told])
    if state is None and (carried := _carried_here(case.text, action)):
        state = "carried_over"
        told_in = rest_at(case, action.note, *carried, _SAYS["carried_over"])
    return Action(
        text=action.text,
        who=action.who,
        by=action.by,
        set_in=rest_at(case, action.note, action.start, action.end, "set here"),
        state=state or "nothing_said",
        told_in=told_in,
        overdue=bool(action.by and action.by < audit_date and state != "done"),
    )


def _carried_here(text: str, action: SetAction) -> tuple[int, int] | None:
    """Where the sentence that sets an action says that it was carried over: "carried over, Jo to do it by May"."""
    start = max(action.note.body, *(text.rfind(mark, action.note.body, action.start) + 1 for mark in ".\n"))
    found = words.CARRIED.pattern.search(text, start, action.start)
    return (found.start(), found.end()) if found else None


_SAYS = {"done": "says that it was done", "not_done": "says that it was not done", "carried_over": "carried over here"}


def _about(text: str, action: SetAction, at: int, later: _Later) -> Iterator[tuple[float, int, int, int, words.Told]]:
    """Where later notes speak of an action and what they tell, in the order of time: fit, note, start, end, told."""
    weights = _asked(text, action, later)
    total = sum(weights.values())
    if not total:
        return
    seeing = (
        "see" in weights
        and bool(weights.keys() & later.children)
        and not any(later.strong(sense) and sense not in _WHERE for sense in list(weights)[:4])
    )
    lasting, sought = bool(words.GOES_ON_LONG.search(action.text)), words.is_sought(action.text)
    begin, end = later.first[at + 1], later.first[min(at + 1 + _AHEAD, len(later.first) - 1)]
    heads = [one for one in weights if later.strong(one)][:2]
    score: dict[int, float] = defaultdict(float)
    for sense, weight in weights.items():
        places = later.where.get(sense, [])
        for place in places[bisect_left(places, begin) : bisect_left(places, end)]:
            score[place] += weight
    for place in sorted(score):
        sentence = later.sentences[place]
        fixing = {"book", "meeting"} <= weights.keys() and "meeting" in sentence.sense
        if not fixing and score[place] < (_LEAST if sentence.review else _LEAST_ELSEWHERE) * total:
            continue
        best: tuple[float, int, int, words.Told] | None = None
        if sentence.directed is None:
            sentence.directed = words.as_directed(text[sentence.start : sentence.end], sentence.signs)
        review = sentence.review or sentence.directed
        if seeing and sentence.alone is None:
            sentence.alone = is_alone(text[sentence.start : sentence.end], sentence.signs)
        if not (review or fixing or seeing or _may_fit(sentence, score[place], weights, heads, total, later)):
            continue
        if sentence.clauses is None:
            sentence.clauses = [(a, b, sense_of(text[a:b])) for a, b in _clauses(text, sentence)]
        for first, last, own in sentence.clauses:
            whole = first == sentence.start
            held = own | sentence.opens if whole else own
            if seeing and sentence.alone:
                held |= {"alone"}
            fit = _fit(held, weights, total, later, review=review, seeing=seeing)
            if (
                not fit
                and {"book", "meeting"} <= weights.keys()
                and "meeting" in held
                and _FIXED.search(text, first, last)
            ):
                # "Get the meeting booked": "it is on 3 October at ten" says that it was.
                fit = _ENOUGH
                if words.told(text[first:last]) is None:
                    sentence.told[first, last, lasting, sought] = "done"
            if not fit or (best is not None and fit <= best[0]):
                continue
            key = (first, last, lasting, sought)
            if key not in sentence.told:
                sentence.told[key] = words.told(text[first:last], lasting=lasting, sought=sought)
            told = sentence.told[key]
            if told is None and whole and sentence.opens & weights.keys():
                # "Joint supervision" as the name of a note that was held tells that it took place.
                told = "done"
            if told is None and whole and sentence.answers and _REACHES & weights.keys() and _RINGS.search(action.text):
                # A call or email of those who were to be rung, in which they tell something.
                told = "done"
            if told is not None:
                best = (fit, first, last, told)
        if best:
            fit, first, last, told = best
            kept = text[first:last].rstrip(" ,;\n–—-")
            yield fit, sentence.note, first, first + len(kept), told


_FIXED = re.compile(
    r"\bmeeting\b[^.\n]{0,30}?\b(?:it['’]?s|is|now|on|for|set for|booked)\b[^.\n]{0,12}?\b\d{1,2}"
    r"(?:/\d|(?:st|nd|rd|th)?\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))",
    re.IGNORECASE,
)
_WHERE = frozenset("alone school home nurser librar".split())
"""How and where a child is to be seen: no other task beside it."""


def _asked(text: str, action: SetAction, later: _Later) -> dict[str, float]:
    """The sense of an action with its weights; a short one ("get one booked") takes what stands before it along."""
    weights = {sense: later.weight(sense) for sense in senses(_without_who(action))}
    if sum(later.strong(sense) for sense in weights) < 1:
        start = max(text.rfind(mark, action.note.body, action.start) + 1 for mark in ".\n")
        for sense in senses(text[max(start, action.note.body) : action.start]):
            weights.setdefault(sense, 0.5 * later.weight(sense))
    return weights


def _may_fit(
    sentence: _Sentence, score: float, weights: dict[str, float], heads: Sequence[str], total: float, later: _Later
) -> bool:
    """Whether any clause of a sentence, which holds no more than all of it, may speak of an action: see `_fit`."""
    held = sentence.sense | sentence.opens
    if len(heads) > 1 and heads[0] in held and heads[1] in held:
        return True
    return score >= _ENOUGH * total and any(later.strong(one) for one in held & weights.keys())


def _fit(
    sense: frozenset[str], weights: dict[str, float], total: float, later: _Later, *, review: bool, seeing: bool
) -> float:
    """How well words speak of an action, 0 where they do not: by how much of it they hold, and how little else."""
    shared = sense & weights.keys()
    if not shared:
        return 0.0
    value = math.fsum([weights[one] for one in shared])
    if not seeing and not review and value < 0.2 * total:
        return 0.0
    own = later.whole(sense)
    fit = value / total + 0.5 * value / own if own else 0.0
    if seeing:
        # "Tyler to be seen alone": a note says so when it names the child and says that it was seen.
        named = bool(shared & later.children) and "see" in shared
        return fit if named and ("alone" in shared or "alone" not in weights or review) else 0.0
    strong = sum(later.strong(one) for one in shared)
    heads = [one for one in weights if later.strong(one)][:2]
    # What an action is about stands first in it: "heaters" with "as asked", "Brook Lane" in full.
    if heads and heads[0] in shared and value >= 0.2 * total and (review or (len(heads) > 1 and heads[1] in shared)):
        return fit
    # In a review "Dentist not." is enough: nearly all that it says is of the action.
    if review and (strong or len(shared) > 1) and value >= 0.5 * own:
        return fit
    needed = strong > 1 or (strong == 1 and (len(weights) < 4 or value >= 0.6 * total))
    return fit if needed and value >= _ENOUGH * total else 0.0


def _without_who(action: SetAction) -> str:
    """The action's words without the doer at its head."""
    text = action.text
    if action.who and text.startswith(action.who):
        return text[len(action.who) :]
    return re.sub(r"^(?:I|me|we)\b", "", text)


_last: deque[tuple[Context, list[Action]]] = deque(maxlen=1)


def actions_of(ctx: Context) -> list[Action]:
    """The actions of a case, found once for all who ask in turn."""
    if not _last or _last[0][0] is not ctx:
        _last.append((ctx, find_actions(ctx.case, ctx.evidence, ctx.roster, ctx.audit_date)))
    return _last[0][1]
