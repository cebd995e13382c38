"""The review screen's way to the end of a review: tips without evidence, several items at once, the summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notescan_tui.keyed import UNDO
from notescan_tui.screens.review_words import ReviewWords
from notescan_tui.wording import DONE_WORDS, SEEN_WORDS, STATE_WORDS, counted, shown_line

if TYPE_CHECKING:
    from notescan.model import SeenState

_AFTER = {"confirm": "confirmed", "reject": "rejected", "skip": "skipped", "reopen": "undecided"}


class ReviewClosing(ReviewWords):
    """Acts on a tip as a whole and on the review as a whole."""

    def changed(self, said: str) -> None:
        """Show what was done."""
        self.said = said
        self.anew()
        self.show()

    # ------------------------------------------------------------------------------- tips without evidence

    def may_be_seen(self) -> bool:
        """Whether the tip has no confirmed evidence, so that something may be said of that."""
        return not any(item.state == "confirmed" for item in self.session.items(self.tip))

    def action_seen(self, state: SeenState) -> None:
        """Say that there is nothing, or that it is to be looked at again; on to the next tip. Again takes it back."""
        if self.is_signed():
            return
        if not self.may_be_seen():
            self.cannot("this tip has confirmed evidence")
            return
        tip = self.tip
        now = None if self.session.seen(tip) == state else state
        if not self.try_act(lambda: self.session.mark_seen(tip, now)):
            return
        self.said = f"last: {SEEN_WORDS[state] if now else 'taken back'}{UNDO}"
        tips = self.walk.tips
        at = tips.index(tip) + 1 if tip in tips else 0
        if now and at < len(tips):
            self.go_tip(tips[at])
        else:
            self.show()

    # ---------------------------------------------------------------------------------- several at once

    def action_items(self) -> None:
        """The tip's items in a list, to tick some and decide them at once."""
        from notescan_tui.screens.items import ItemsDialog, ItemsWish

        items = self.walk.items(self.tip)
        if not items:
            self.cannot("no items here")
            return

        def wished(wish: ItemsWish | None) -> None:
            if wish is None:
                return
            if wish.act is None:
                self.said = ""
                self.go(self.session.item(wish.items[0]))
                return
            act = wish.act
            if not self.is_signed() and self.try_act(lambda: self.session.bulk(act, wish.items)):
                done = f"{counted(len(wish.items), 'item')}: {STATE_WORDS[_AFTER[act]]}"
                self.changed(f"{done} · one {{decide.undo}} takes all back")

        title = shown_line(self.session.checklist.tip(self.tip).title)
        self.app.push_screen(ItemsDialog(title, items, self.session.case, current=self.item), wished)

    # ---------------------------------------------------------------------------------------- the summary

    def action_summary(self) -> None:
        """What is said of the whole case, how the summary reads; signing off."""
        from notescan_tui.screens.summary import SummaryScreen

        def back(_: None) -> None:
            if self.session.decisions[-1:] and self.session.decisions[-1].seq != last:
                self.said = f"last: {DONE_WORDS.get(self.session.decisions[-1].kind, '')}"
            self.anew()
            self.show()

        last = self.session.decisions[-1].seq if self.session.decisions else 0
        self.app.push_screen(SummaryScreen(self.session), back)

    def action_strength(self) -> None:
        """What works well, for this tip."""
        if not self.is_signed():
            self.write_words("strength", self.tip)

    def action_improvement(self) -> None:
        """What has to get better, for this tip."""
        if not self.is_signed():
            self.write_words("improvement", self.tip)

    def action_todo(self) -> None:
        """An action for this tip."""
        if not self.is_signed():
            self.write_action(tip=self.tip)
