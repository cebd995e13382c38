"""What the auditor does to items and tips. Every act is in the store before its method returns."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from notescan_tui.keyed import UNDO
from notescan_tui.screens.closing_acts import ClosingActs
from notescan_tui.screens.dialogs import AskDialog, Choice, ChooseDialog
from notescan_tui.screens.review_base import ReviewBase
from notescan_tui.screens.why_dialog import WhyDialog
from notescan_tui.wording import (
    DONE_WORDS,
    GRADE_SIGNS,
    REJECT_REASONS,
    STANCE_HELP,
    STANCE_SIGNS,
    STANCE_WORDS,
    SUGGESTED_WORDS,
    shown_line,
)

if TYPE_CHECKING:
    from notescan.model import Decision, GradeValue
    from notescan.review.fold import Item


CASE_KINDS = {"strength", "improvement", "action", "judgement", "detail", "sign_off"}
"""Kinds of decision that are about the whole case: no item to go to."""


class ReviewActs(ClosingActs, ReviewBase):
    """The acts on an item and on a tip."""

    # -------------------------------------------------------------------------------------------- deciding

    def _decide(self, kind: str, act: Callable[[str], Decision | None]) -> None:
        item = self.current
        if item is None or self.is_signed() or not self.try_act(lambda: act(item.id)):
            return
        self.said = f"last: {DONE_WORDS[kind]}{UNDO}"
        self._onward(item)

    def _onward(self, item: Item) -> None:
        """On to the next item to decide; where there is none, stay."""
        following = self.walk.next_open(item.id)
        if following is None or following.id == item.id:
            self.said = "All are decided · {go.open} next tip to grade · {more.summary} summary"
            self.show()
            return
        if following.state == "skipped" and item.state != "skipped":
            self.said += " · what is left was put off for later"
        self.go(following)

    def action_confirm(self) -> None:
        """It is evidence; on to the next."""
        self._decide("confirm", self.session.confirm)

    def action_reject(self) -> None:
        """It is not; on to the next."""
        self._decide("reject", self.session.reject)

    def action_skip(self) -> None:
        """Later; on to the next."""
        self._decide("skip", self.session.skip)

    def action_reopen(self) -> None:
        """Undecided again; stay."""
        if self.item and not self.is_signed() and self.try_act(lambda: self.session.reopen(str(self.item))):
            self.said = f"to decide again{UNDO}"
            self.show()

    def action_reject_because(self) -> None:
        """Reject, with a reason from a short list or in the auditor's own words."""
        item = self.current
        if item is None or self.is_signed():
            return
        choices = [Choice(r, r, key=str(n)) for n, r in enumerate(REJECT_REASONS, 1)]
        choices.append(Choice("", "In my own words", key=str(len(choices) + 1)))

        def own(words: str | None) -> None:
            if words is not None:
                self._decide("reject", lambda i: self.session.reject(i, words))

        def chosen(reason: str | None) -> None:
            if reason == "":
                self.app.push_screen(AskDialog("Why is it no evidence?", about=_short(item, 300)), own)
            else:
                own(reason)

        self.app.push_screen(ChooseDialog("Reject because", choices, about=_short(item, 300)), chosen)

    def action_undo(self) -> None:
        """Take back the last act, and show what it was about."""
        self._turn("undone", self.session.undo)

    def action_redo(self) -> None:
        """Bring it back, and show what it is about."""
        self._turn("done again", self.session.redo)

    def _turn(self, word: str, turn: Callable[[], Decision | None]) -> None:
        turned: list[Decision | None] = []
        if self.is_signed() or not self.try_act(lambda: turned.append(turn())):
            return
        decision = turned[0]
        if decision is None:
            self.cannot("nothing to undo" if word == "undone" else "nothing to redo")
            return
        self.said = f"{word}: {DONE_WORDS.get(decision.kind, decision.kind)}"
        if decision.kind == "requote":
            self.anew()
        if decision.item in self.session.state.items:
            self.go(self.session.item(decision.item))
        elif any(tip.id == decision.item for tip in self.session.checklist.tips):
            self.tip = decision.item
            items = self.walk.items(self.tip)
            self.item = items[0].id if items and (self.current is None or self.current.tip != self.tip) else self.item
            self.item = self.item if self.current and self.current.tip == self.tip else None
            self.show(move=True)
        elif decision.kind in ("correct", "dispute", "bulk"):  # any tip may be another now
            self.anew()
            self.show()
        elif decision.kind in CASE_KINDS:
            self.show()
        else:  # the item was added by hand, and is gone again
            self.item = None
            self.go_tip(self.tip)

    # ------------------------------------------------------------------------------------- changing an item

    def action_restance(self) -> None:
        """Say which way it speaks."""
        item = self.current
        if item is None or self.is_signed():
            return

        def chosen(stance: str | None) -> None:
            if stance and self.try_act(lambda: self.session.restance(item.id, stance)):  # type: ignore[arg-type]
                self.said = f"now {STANCE_SIGNS[stance]} {STANCE_WORDS[stance]}{UNDO}"
                self.show()

        self.app.push_screen(
            ChooseDialog("It speaks", stance_choices(), about=_short(item, 300), chosen=item.stance), chosen
        )

    def action_move(self) -> None:
        """Give it to another tip; stay at its tip with what comes next."""
        item = self.current
        if item is None or self.is_signed():
            return

        def chosen(tip: str | None) -> None:
            if not tip or tip == item.tip:
                return
            beside = self.walk.beside(item.id, 1) or self.walk.beside(item.id, -1)
            if self.try_act(lambda: self.session.move(item.id, tip)):
                self.said = f"moved to {shown_line(self.session.checklist.tip(tip).title)}{UNDO}"
                if beside and beside.tip == item.tip:
                    self.go(beside)
                else:
                    self.go_tip(item.tip)

        self.app.push_screen(
            ChooseDialog(
                "Move to which tip?",
                self.tip_choices(),
                about=_short(item, 300),
                chosen=item.tip,
                typing=True,
            ),
            chosen,
        )

    def action_comment(self) -> None:
        """Write on the item; on the tip where it has none."""
        item = self.current
        if item is None:
            self.action_comment_tip()
            return
        self._comment(item.id, "Comment on this item", _short(item, 300), item.comment)

    def action_comment_tip(self) -> None:
        """Write on the tip as a whole."""
        tip, remark = self.session.checklist.tip(self.tip), self.session.remark(self.tip)
        self._comment(tip.id, f"Comment on: {shown_line(tip.title)}", tip.asks, remark.text if remark else "")

    def _comment(self, target: str, title: str, about: str, words: str) -> None:
        if self.is_signed():
            return

        def written(text: str | None) -> None:
            if text is not None and self.try_act(lambda: self.session.comment(target, text)):
                self.said = f"{'comment kept' if text.strip() else 'no comment'}{UNDO}"
                self.show()

        self.app.push_screen(AskDialog(title, about=shown_line(about), words=words), written)

    def action_grade(self) -> None:
        """Grade the tip; what is suggested is only said."""
        from notescan.model import GRADES

        if self.is_signed():
            return
        tip, result = self.session.checklist.tip(self.tip), self.session.suggested(self.tip)
        now = self.session.grades().get(self.tip)
        choices = [
            Choice(
                g,
                f"{GRADE_SIGNS[g]} {words}",
                key=str(n),
                help="suggested by the scan" if g == result.suggested else "",
            )
            for n, (g, words) in enumerate(GRADES.items(), 1)
        ]
        choices.append(Choice("", "  No grade yet", key="0"))
        suggestion = f"The scan suggests: {SUGGESTED_WORDS[result.suggested]}. {shown_line(result.reason)}".strip()

        def chosen(grade: str | None) -> None:
            if grade is None:
                return
            value: GradeValue | None = grade or None  # type: ignore[assignment]
            if self.try_act(lambda: self.session.grade(tip.id, value)):
                self.said = f"{shown_line(tip.title)}: {GRADES[grade] if grade else 'no grade'}{UNDO}"
                self.show()

        about = f"{shown_line(tip.asks)}\n{suggestion}"
        self.app.push_screen(
            ChooseDialog(f"Grade: {shown_line(tip.title)}", choices, about=about, chosen=now or ""), chosen
        )

    # -------------------------------------------------------------------------------------- adding evidence

    def add_words(self, start: int, end: int) -> None:
        """The words are chosen: for which tip they are, and which way they speak."""
        tip = self.session.checklist.tip(self.tip)
        quote = shown_line(self.session.case.text[start:end])
        choices = [*stance_choices(), Choice("tip", "For another tip", key="t", help="choose the tip first")]

        def add(to: str, stance: str) -> None:
            made: list[Decision] = []
            if self.try_act(lambda: made.append(self.session.add(to, start, end, stance))):  # type: ignore[arg-type]
                self._case.end_selection()
                self.said = f"added to {shown_line(self.session.checklist.tip(to).title)}{UNDO}"
                self.tip, self.item = to, made[0].item
                self.show()

        def to_tip(other: str | None) -> None:
            if other:
                self.app.push_screen(
                    ChooseDialog("The words speak", stance_choices(), about=quote),
                    lambda stance: add(other, stance) if stance else None,
                )

        def chosen(answer: str | None) -> None:
            if answer == "tip":
                self.app.push_screen(ChooseDialog("Add to which tip?", self.tip_choices(), typing=True), to_tip)
            elif answer:
                add(self.tip, answer)

        self.app.push_screen(ChooseDialog(f"Add to: {shown_line(tip.title)}", choices, about=quote), chosen)

    # ------------------------------------------------------------------------------------------------ why

    def action_why(self) -> None:
        """Why it was found, and everything that was decided about it."""
        item = self.current
        if item is None:
            return
        self.app.push_screen(WhyDialog(self.session, item, self.action_reject_because))


def stance_choices() -> list[Choice]:
    """For, against, planned; each with its own sign as a key, and a number for those who can't type it."""
    keys = {"for": "1", "against": "2", "planned": "3"}
    return [Choice(s, f"{STANCE_SIGNS[s]} {STANCE_WORDS[s]}", key=keys[s], help=STANCE_HELP[s]) for s in STANCE_WORDS]


def _short(item: Item, cells: int) -> str:
    words = shown_line(item.evidence.quote)
    return f"“{words}”" if len(words) <= cells else f"“{words[: cells - 1].rstrip()}…”"
