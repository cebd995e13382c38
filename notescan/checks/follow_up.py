"""Was it done what supervision asked for: each action set there, and the later note that shows what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from notescan.checks.action_words import DIRECTS
from notescan.checks.actions import actions_of
from notescan.checks.actions_set import setting_kind
from notescan.checks.context import Context
from notescan.model import CheckResult, Tip
from notescan.over_time import Action
from notescan.values import Rest

_SHOWN = 12


def check(ctx: Context, tip: Tip) -> CheckResult:
    """How many of the actions set in supervision later notes show as done."""
    actions = [a for a in actions_of(ctx) if setting_kind(ctx.case, ctx.notes[a.set_in.note]) in DIRECTS]
    done = sum(action.state == "done" for action in actions)
    return CheckResult(
        kind="follow-up",
        outcome=_outcome(ctx, actions, done),
        facts={"set": len(actions), "done": done},
        reckoning=_told(actions, done),
        rests=tuple(_rests(actions)),
    )


def _outcome(ctx: Context, actions: Sequence[Action], done: int) -> str:
    if not actions:
        return "none_set"
    judged = [a for a in actions if not _is_open(ctx, a)]
    if done == len(judged):
        # Nothing is due yet, and nothing was done: neither followed nor left.
        return "followed" if done else "partly"
    return "partly" if done else "not_followed"


def _is_open(ctx: Context, action: Action) -> bool:
    """Whether no note could yet tell of it: its day is still to come, or no later note stands in the file."""
    if action.state != "nothing_said" or action.overdue:
        return False
    if action.by is not None:
        return action.by >= ctx.audit_date
    return ctx.last_date is None or action.set_in.date is None or action.set_in.date >= ctx.last_date


def _told(actions: Sequence[Action], done: int) -> str:
    if not actions:
        return "No supervision in the notes sets an action."
    counts = {state: sum(a.state == state for a in actions) for state in ("not_done", "carried_over", "nothing_said")}
    overdue = sum(a.overdue for a in actions)
    parts = [
        f"{count} {word}"
        for count, word in (
            (counts["not_done"], "not done"),
            (counts["carried_over"], "carried over"),
            (counts["nothing_said"], "of which no later note tells"),
        )
        if count
    ]
    many = f"Supervision set {len(actions)} action{'s' * (len(actions) > 1)}; later notes show {done} as done"
    told = f"{many}{''.join(f', {part}' for part in parts)}."
    return told + (f" {overdue} went past the date set." if overdue else "")


def _rests(actions: Sequence[Action]) -> list[Rest]:
    """The actions, overdue and undone ones first, each with the words that tell what came of it."""
    rank = {"not_done": 0, "carried_over": 1, "nothing_said": 2, "done": 3}
    some = sorted(actions, key=lambda a: (not a.overdue, rank[a.state]))
    rests: list[Rest] = []
    for action in some:
        state = action.state.replace("_", " ")
        rests.append(action.set_in.model_copy(update={"says": f"action set: {state}"}))
        if action.told_in:
            rests.append(action.told_in)
    return rests[: 2 * _SHOWN]
