"""What an auditor does to an item or a tip: each act is one decision, and none where it would change nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal, get_args

from notescan.errors import UserError
from notescan.model import CaseFile, Decision, DecisionKind, GradeValue, ItemState, Stance
from notescan.read.decoding import normalise
from notescan.review.adding import chosen_words
from notescan.review.closing import CASE
from notescan.review.fold import Item, Remark, State

_AFTER: dict[str, ItemState] = {
    "confirm": "confirmed",
    "reject": "rejected",
    "skip": "skipped",
    "reopen": "undecided",
}


class Acts:
    """The part of a review session that decides; see `ReviewSession`."""

    state: State
    case: CaseFile
    item: Callable[[str], Item]
    items: Callable[..., list[Item]]
    grades: Callable[[], dict[str, GradeValue]]
    remark: Callable[[str], Remark | None]
    _act: Callable[[DecisionKind, str, dict[str, Any], Callable[[], bool]], Decision | None]
    _record: Callable[[Callable[[], Decision | None]], Decision | None]
    _made: Callable[[DecisionKind, str, dict[str, Any]], Decision]
    _known_tip: Callable[[str], None]

    def confirm(self, item: str) -> Decision | None:
        """It is evidence. None where it was confirmed already."""
        return self._set_state("confirm", "confirmed", item)

    def reject(self, item: str, reason: str | None = None) -> Decision | None:
        """It is not evidence; why may be given. None where that is how it stands."""
        said = clean(reason or "")
        return self._act(
            "reject",
            item,
            {"reason": said} if said else {},
            lambda: (now := self.item(item)).state != "rejected" or now.reason != said,
        )

    def skip(self, item: str) -> Decision | None:
        """Later: it was seen and is still to be decided."""
        return self._set_state("skip", "skipped", item)

    def reopen(self, item: str) -> Decision | None:
        """Back to undecided."""
        return self._set_state("reopen", "undecided", item)

    def bulk(
        self, kind: Literal["confirm", "reject", "skip", "reopen"], items: Sequence[str], reason: str = ""
    ) -> Decision | None:
        """One act on all of `items`, that one undo takes back. None where it would change none of them."""
        said = {"reason": words} if (words := clean(reason)) and kind == "reject" else {}

        def make() -> Decision | None:
            changed = [i for i in dict.fromkeys(items) if self.item(i).state != _AFTER[kind] or said]
            return self._made("bulk", CASE, {"kind": kind, "items": changed, "value": said}) if changed else None

        return self._record(make)

    def requote(self, item: str, start: int, end: int) -> Decision | None:
        """The quote is these words instead, within the same note. Whether it is confirmed does not change."""
        found = chosen_words(self.case, self.item(item).tip, start, end, self.item(item).stance)
        if found.note != self.item(item).evidence.note:
            raise UserError("A quote stays within its note; add the words of the other note as evidence of their own.")
        value = {"start": found.start, "end": found.end, "quote": found.quote}
        return self._act(
            "requote",
            item,
            value,
            lambda: (self.item(item).evidence.start, self.item(item).evidence.end) != (found.start, found.end),
        )

    def move(self, item: str, tip: str) -> Decision | None:
        """It belongs to another tip. Whether it is confirmed does not change."""
        self._known_tip(tip)
        return self._act("move", item, {"tip": tip}, lambda: self.item(item).tip != tip)

    def restance(self, item: str, stance: Stance) -> Decision | None:
        """It speaks for, against, or of a plan. Whether it is confirmed does not change."""
        _known_stance(stance)
        return self._act("restance", item, {"stance": stance}, lambda: self.item(item).stance != stance)

    def add(self, tip: str, start: int, end: int, stance: Stance) -> Decision:
        """Add the words from `start` to `end` of the case text as confirmed evidence.

        The decision's `item` is the new item's id. White space around the words is left out. UserError where
        they are blank, outside one note, or on the tip's list already.
        """
        self._known_tip(tip)
        _known_stance(stance)
        evidence = chosen_words(self.case, tip, start, end, stance)

        def is_new() -> bool:
            if any(
                (i.evidence.start, i.evidence.end, i.stance) == (evidence.start, evidence.end, stance)
                and i.state != "rejected"
                for i in self.items(tip)
            ):
                raise UserError("These words are on this tip's list already.")
            return True

        decision = self._act("add", "", {"evidence": evidence.model_dump(mode="json")}, is_new)
        assert decision is not None
        return decision

    def comment(self, item_or_tip: str, text: str) -> Decision | None:
        """The auditor's own words on an item or tip, in place of those before; empty text takes them away."""
        said = clean(text)
        if item_or_tip not in self.state.items:
            self._known_tip(item_or_tip)

        def is_other() -> bool:
            if item_or_tip in self.state.items:
                return self.item(item_or_tip).comment != said
            return (remark.text if (remark := self.remark(item_or_tip)) else "") != said

        return self._act("comment", item_or_tip, {"text": said}, is_other)

    def grade(self, tip: str, grade: GradeValue | None) -> Decision | None:
        """Grade a tip; None takes the grade away."""
        self._known_tip(tip)
        if grade is not None and grade not in get_args(GradeValue):
            raise UserError(f"{grade!r} is not a grade; the grades are {', '.join(get_args(GradeValue))}.")
        return self._act("grade", tip, {"grade": grade}, lambda: self.grades().get(tip) != grade)

    def _set_state(self, kind: DecisionKind, state: ItemState, item: str) -> Decision | None:
        return self._act(kind, item, {}, lambda: self.item(item).state != state)


def _known_stance(stance: str) -> None:
    if stance not in get_args(Stance):
        raise UserError(f"{stance!r} is not a stance; it is one of {', '.join(get_args(Stance))}.")


def clean(text: str) -> str:
    """The auditor's words without space around them; control characters are made visible, as in notes."""
    return normalise(text).strip()
