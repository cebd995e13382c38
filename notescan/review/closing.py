"""What the auditor says of the whole case and of each tip for the summary, and the signing off that ends a review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from notescan.errors import UserError
from notescan.model import JUDGEMENTS, Decision, DecisionKind, SeenState
from notescan.read.decoding import normalise
from notescan.review.fold import Said, State

_LONGEST_JUDGEMENT = 60

CASE = "case"
"""The item of a decision that is about the whole case."""

DETAILS: dict[str, str] = {
    "case_reference": "Case reference",
    "audit_month": "Audit month",
    "audit_type": "Kind of audit",
    "auditor_role": "Auditor's role",
    "team": "Team",
    "allocated_worker": "Allocated worker",
    "team_manager": "Team manager",
    "legal_status": "Legal status",
    "worker_conversation": "Conversation with the worker",
    "family_feedback": "Feedback from the family",
}
"""The fields of an audit form that only the auditor can fill in."""


@dataclass(frozen=True, slots=True)
class AuditAction:
    """Something that has to be done after the audit."""

    id: str
    tip: str | None
    text: str
    owner: str
    due: dt.date | None
    who: str
    at: dt.datetime


class Closing:
    """The part of a review session that fills in the summary and signs it off; see `ReviewSession`."""

    state: State
    _act: Callable[[DecisionKind, str, dict[str, Any], Callable[[], bool]], Decision | None]
    _known_tip: Callable[[str], None]

    # ------------------------------------------------------------------------------------------ looking

    def strength(self, about: str = CASE) -> str:
        """The strength that the auditor wrote for a tip or the whole case; empty where there is none."""
        return str(self._said("strength", about).get("text", ""))

    def improvement(self, about: str = CASE) -> str:
        """The area for improvement that the auditor wrote for a tip or the whole case."""
        return str(self._said("improvement", about).get("text", ""))

    def detail(self, field: str) -> str:
        """A field of the audit form (`DETAILS`), as the auditor filled it in."""
        return str(self._said("detail", field).get("text", ""))

    def actions(self) -> list[AuditAction]:
        """The actions that stand, in the order in which they were first written."""
        found = [
            _action(item, said)
            for (kind, item), said in self.state.paper.items()
            if kind == "action" and said.value.get("text")
        ]
        return sorted(found, key=lambda action: int(action.id[1:]))

    def judgement(self) -> tuple[str, str] | None:
        """The overall judgement (a name of `JUDGEMENTS`, or words of a local scale) with its reason, or None."""
        said = self._said("judgement", CASE)
        return (said["judgement"], str(said.get("reason", ""))) if said.get("judgement") else None

    def seen(self, tip: str) -> SeenState | None:
        """What the auditor said of a tip without evidence: "nothing_found", "come_back", or None where nothing."""
        state: SeenState | None = self._said("seen", tip).get("state")
        return state

    def signed(self) -> Said | None:
        """Who signed the review off and when; None while it is open."""
        said = self.state.paper.get(("sign_off", CASE))
        return said if said and said.value.get("signed") else None

    # --------------------------------------------------------------------------------------------- acts

    def write_strength(self, text: str, about: str = CASE) -> Decision | None:
        """A strength of the case or of a tip, in place of what was written before; empty text takes it away."""
        return self._write("strength", self._about(about), text, self.strength(about))

    def write_improvement(self, text: str, about: str = CASE) -> Decision | None:
        """An area for improvement, in place of what was written before; empty text takes it away."""
        return self._write("improvement", self._about(about), text, self.improvement(about))

    def write_detail(self, field: str, text: str) -> Decision | None:
        """Fill in a field of the audit form (`DETAILS`)."""
        if field not in DETAILS:
            raise UserError(f"There is no field {field!r} on the form; the fields are {', '.join(DETAILS)}.")
        return self._write("detail", field, text, self.detail(field))

    def write_action(
        self,
        text: str,
        *,
        owner: str = "",
        due: dt.date | None = None,
        tip: str | None = None,
        action: str | None = None,
    ) -> Decision | None:
        """A new action, or `action` written anew; without text it is taken away."""
        if tip is not None:
            self._known_tip(tip)
        known = {a.id: a for a in self.actions()}
        if action is not None and action not in known:
            raise UserError(f"There is no action {action!r} in this review.")
        said = normalise(text).strip()
        if action is None and not said:
            raise UserError("Write what has to be done.")
        value = (
            {"tip": tip, "text": said, "owner": normalise(owner).strip(), "due": due.isoformat() if due else None}
            if said
            else {}
        )
        return self._act(
            "action",
            action or "",
            value,
            lambda: action is None or self._said("action", action) != value,
        )

    def judge(self, judgement: str | None, reason: str = "") -> Decision | None:
        """The overall judgement: a name of `JUDGEMENTS`, or a few words of a local scale; None takes it away."""
        said = " ".join(normalise(judgement or "").split())
        if judgement is not None and not 0 < len(said) <= _LONGEST_JUDGEMENT:
            raise UserError(f"A judgement is a few words of your scale, {_LONGEST_JUDGEMENT} letters at most.")
        named = {words.casefold(): name for name, words in JUDGEMENTS.items()}
        value = {"judgement": named.get(said.casefold(), said), "reason": normalise(reason).strip()} if said else {}
        return self._act("judgement", CASE, value, lambda: self._said("judgement", CASE) != value)

    def mark_seen(self, tip: str, state: SeenState | None) -> Decision | None:
        """Say of a tip that there is nothing, or that it is to be looked at again; None takes that back."""
        self._known_tip(tip)
        if state is not None and state not in get_args(SeenState):
            raise UserError(f"{state!r} can't be said of a tip; it is one of {', '.join(get_args(SeenState))}.")
        return self._act("seen", tip, {"state": state}, lambda: self.seen(tip) != state)

    def sign_off(self) -> Decision | None:
        """End the review: nothing but reopening changes it after. What is open may stay open; the summary says so."""
        return self._act("sign_off", CASE, {"signed": True}, lambda: self.signed() is None)

    def reopen_review(self) -> Decision | None:
        """Open a signed review again; that stands among the decisions like any other."""
        return self._act("sign_off", CASE, {"signed": False}, lambda: self.signed() is not None)

    # ----------------------------------------------------------------------------------------- plumbing

    def _said(self, kind: str, about: str) -> Mapping[str, Any]:
        said = self.state.paper.get((kind, about))
        return said.value if said else {}

    def _about(self, about: str) -> str:
        if about != CASE:
            self._known_tip(about)
        return about

    def _write(self, kind: DecisionKind, about: str, text: str, before: str) -> Decision | None:
        said = normalise(text).strip()
        return self._act(kind, about, {"text": said}, lambda: said != before)


def _action(item: str, said: Said) -> AuditAction:
    value = said.value
    due = dt.date.fromisoformat(value["due"]) if value.get("due") else None
    return AuditAction(item, value.get("tip"), value["text"], value.get("owner", ""), due, said.who, said.at)
