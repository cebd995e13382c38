"""From decisions to the state of a review: a pure fold, the same decisions always give the same state.

A decision that no longer makes sense (its item is not there, its undo was made twice) changes nothing:
a store that two windows write to must still open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from notescan.model import Decision, Evidence, GradeValue, ItemState, Stance

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of evidence as the auditor has it now; `found` is how it was before any move or restance."""

    evidence: Evidence
    found: Evidence
    state: ItemState = "undecided"
    comment: str = ""
    reason: str = ""
    """Why the auditor rejected it, where they said so."""
    added_by_hand: bool = False
    decided_by: str | None = None
    decided_at: dt.datetime | None = None

    @property
    def id(self) -> str:
        return self.evidence.id

    @property
    def tip(self) -> str:
        return self.evidence.tip

    @property
    def stance(self) -> Stance:
        return self.evidence.stance

    @property
    def is_decided(self) -> bool:
        """Confirmed or rejected; an item put off for later is still to be decided."""
        return self.state in ("confirmed", "rejected")


@dataclass(frozen=True, slots=True)
class Graded:
    """A tip's grade, and who gave it when."""

    grade: GradeValue
    who: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Remark:
    """The auditor's comment on a tip, and who wrote it when."""

    text: str
    who: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Said:
    """What was last said of the whole case, a tip, an action or a field of the form; and who said it when."""

    value: Mapping[str, Any]
    who: str
    at: dt.datetime


PAPER: frozenset[str] = frozenset(
    {"strength", "improvement", "action", "judgement", "detail", "sign_off", "correct", "dispute", "seen"}
)
"""The kinds of decision that are about the summary or a finding, not about an item: the last on each thing holds."""


@dataclass(frozen=True, slots=True)
class State:
    """A review at one moment. `standing` are the decisions in force, `undone` those that redo brings back."""

    items: Mapping[str, Item]
    grades: Mapping[str, Graded]
    remarks: Mapping[str, Remark]
    paper: Mapping[tuple[str, str], Said]
    """What the summary says beside the evidence, by kind of decision and what it is about."""
    standing: tuple[Decision, ...]
    undone: tuple[Decision, ...]


def as_found(evidence: Iterable[Evidence]) -> dict[str, Item]:
    """The items of a review in which nothing was decided yet."""
    return {e.id: Item(evidence=e, found=e) for e in evidence}


def fold(found: Mapping[str, Item], decisions: Sequence[Decision]) -> State:
    """The state after all `decisions`, in their order, on the items as they were found."""
    standing, undone = in_force(decisions)
    items = dict(found)
    grades: dict[str, Graded] = {}
    remarks: dict[str, Remark] = {}
    paper: dict[tuple[str, str], Said] = {}
    for decision in standing:
        if decision.kind in PAPER:
            paper[decision.kind, decision.item] = Said(decision.value, decision.who, decision.at)
        elif decision.kind == "grade":
            _grade(grades, decision)
        elif decision.kind == "add":
            items[decision.item] = _added(decision)
        elif decision.kind == "bulk":
            for one in single_acts(decision):
                if one.item in items:
                    items[one.item] = _changed(items[one.item], one)
        elif decision.item in items:
            items[decision.item] = _changed(items[decision.item], decision)
        elif decision.kind == "comment":
            _remark(remarks, decision)
    return State(items, grades, remarks, paper, standing, undone)


def step(found: Mapping[str, Item], state: State, decision: Decision) -> State:
    """The state after one more decision: what `fold` of all of them gives, made by touching one item alone."""
    standing, undone = list(state.standing), list(state.undone)
    if decision.kind in ("undo", "redo"):
        here, there = (standing, undone) if decision.kind == "undo" else (undone, standing)
        turned = next((d for d in reversed(here) if d.seq == decision.value["seq"]), None)
        if turned is None:
            return state
        here.remove(turned)
        there.append(turned)
    else:
        turned = decision
        standing.append(decision)
        undone.clear()
    if turned.kind == "bulk":
        return replace(fold(found, standing), undone=tuple(undone))
    name = turned.item
    # What stands about this one item or tip is folded anew; all else stays as it is.
    anew = fold({name: found[name]} if name in found else {}, [d for d in standing if _is_about(d, name)])
    items, grades, remarks = dict(state.items), dict(state.grades), dict(state.remarks)
    _put(items, name, anew.items)
    _put(grades, name, anew.grades)
    _put(remarks, name, anew.remarks)
    paper = {key: said for key, said in state.paper.items() if key[1] != name} | dict(anew.paper)
    return State(items, grades, remarks, paper, tuple(standing), tuple(undone))


def single_acts(bulk: Decision) -> list[Decision]:
    """What one act on many items does to each of them."""
    kind, value = bulk.value["kind"], bulk.value.get("value") or {}
    return [bulk.model_copy(update={"kind": kind, "item": item, "value": value}) for item in bulk.value["items"]]


def _is_about(decision: Decision, name: str) -> bool:
    return decision.item == name or (decision.kind == "bulk" and name in decision.value["items"])


def in_force(decisions: Iterable[Decision]) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
    """Which decisions stand, and which were undone and can be redone (the last one first in turn).

    A new decision after an undo takes away what could be redone.
    """
    done: dict[int, Decision] = {}
    undone: dict[int, Decision] = {}
    for decision in decisions:
        if decision.kind == "undo":
            if (gone := done.pop(decision.value["seq"], None)) is not None:
                undone[gone.seq] = gone
        elif decision.kind == "redo":
            if (back := undone.pop(decision.value["seq"], None)) is not None:
                done[back.seq] = back
        else:
            undone.clear()
            done[decision.seq] = decision
    return tuple(done.values()), tuple(undone.values())


def _put(whole: dict[str, T], name: str, anew: Mapping[str, T]) -> None:
    if name in anew:
        whole[name] = anew[name]
    else:
        whole.pop(name, None)


def _grade(grades: dict[str, Graded], decision: Decision) -> None:
    grade = decision.value.get("grade")
    if grade is None:
        grades.pop(decision.item, None)
    else:
        grades[decision.item] = Graded(grade, decision.who, decision.at)


def _remark(remarks: dict[str, Remark], decision: Decision) -> None:
    text = decision.value.get("text", "")
    if text:
        remarks[decision.item] = Remark(text, decision.who, decision.at)
    else:
        remarks.pop(decision.item, None)


def _added(decision: Decision) -> Item:
    evidence = Evidence.model_validate(decision.value["evidence"])
    return Item(
        evidence=evidence,
        found=evidence,
        state="confirmed",
        added_by_hand=True,
        decided_by=decision.who,
        decided_at=decision.at,
    )


def _changed(item: Item, decision: Decision) -> Item:
    match decision.kind:
        case "confirm":
            return replace(item, state="confirmed", reason="", decided_by=decision.who, decided_at=decision.at)
        case "reject":
            reason = decision.value.get("reason") or ""
            return replace(item, state="rejected", reason=reason, decided_by=decision.who, decided_at=decision.at)
        case "skip":
            return replace(item, state="skipped", reason="", decided_by=decision.who, decided_at=decision.at)
        case "reopen":
            return replace(item, state="undecided", reason="", decided_by=None, decided_at=None)
        case "move":
            return replace(item, evidence=item.evidence.model_copy(update={"tip": decision.value["tip"]}))
        case "restance":
            return replace(item, evidence=item.evidence.model_copy(update={"stance": decision.value["stance"]}))
        case "requote":
            extent = {name: decision.value[name] for name in ("start", "end", "quote")}
            return replace(item, evidence=item.evidence.model_copy(update=extent))
        case "comment":
            return replace(item, comment=decision.value.get("text", ""))
        case _:
            return item
