"""The review screen: going from place to place, filtering, help; its other parts are in the modules beside."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from notescan_tui.examples import may_be_example
from notescan_tui.screens.dialogs import ReadDialog
from notescan_tui.screens.filter import FilterDialog
from notescan_tui.screens.help import help_words
from notescan_tui.screens.review_keys import NEEDS_ITEM, REVIEW_KEYS, WHILE_SELECTING
from notescan_tui.screens.review_watch import ReviewWatch
from notescan_tui.walk import Filter
from notescan_tui.widgets.case_view import CaseView
from notescan_tui.widgets.tip_list import TipList
from notescan_tui.widgets.tip_panel import tip_words


class ReviewScreen(ReviewWatch):
    """One review, from its first item to its summary."""

    BINDINGS: ClassVar[list[BindingType]] = REVIEW_KEYS

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which keys work now: while choosing words, while searching, without an item."""
        case = getattr(self, "_case", None)
        if case is None or not self.is_mounted:
            return True
        if case.selection is not None:
            if action == "nudge":
                return case.edited is not None
            return action in WHILE_SELECTING or (hasattr(CaseView, f"action_{action}") and action not in NEEDS_ITEM)
        if action == "hit":
            return self.finding and bool(self._hits)
        if action == "item" and parameters == (1,) and self.finding and self._hits:
            return False
        if action == "open_item" and self.finding and self._hits:
            return False
        if action == "esc":
            return self.finding or self._pointed_out or self.has_class("drawer") or isinstance(self.focused, TipList)
        if action in NEEDS_ITEM and self.current is None:
            return None
        if action == "example":
            return may_be_example(self.current)
        if action in ("sign", "reopen_review"):
            return self.may_sign(action)
        return self.may_be_seen() if action == "seen" else True

    # ------------------------------------------------------------------------------------------- going on

    def action_item(self, step: int) -> None:
        """The next item, or the one before; from a tip without items, that of the tips around."""
        found = self.walk.beside(self.item, step) if self.item else self.walk.onward(self.tip, step)
        if found:
            self.said = ""
            self.go(found)
        else:
            self.cannot("this is the last item" if step > 0 else "this is the first item")

    def action_open_item(self, step: int) -> None:
        """The next item to decide, or the one before; where all are decided, the next tip to grade."""
        if found := self.walk.next_open(self.item, step):
            self.said = ""
            self.go(found)
        elif self.current and not self.current.is_decided:
            self.cannot("no other item is left to decide")
        elif tip := self.walk.next_open_tip(self.tip, step):
            self.said = (
                "to come back to" if self.session.seen(tip) == "come_back" else "not graded yet · {decide.grade} grade"
            )
            self.go_tip(tip)
        else:
            self.cannot("every item is decided, every tip graded · {more.summary} summary")

    def action_tip(self, step: int) -> None:
        """The next tip, or the one before; also one without evidence."""
        tips = self.walk.tips
        at = (tips.index(self.tip) if self.tip in tips else 0) + step
        if 0 <= at < len(tips):
            self.said = ""
            self.go_tip(tips[at])
        else:
            self.cannot("this is the last tip" if step > 0 else "this is the first tip")

    def action_tips(self) -> None:
        """To the list of tips; from it, back to the text."""
        tips = self.query_one(TipList)
        if tips.has_focus:
            self.remove_class("drawer")
            self._case.focus()
        else:
            self.add_class("drawer") if self.has_class("-narrow") else None
            tips.focus()

    def action_scroll(self, rows: int) -> None:
        """Scroll the text by rows."""
        self._case.scroll_rows(rows)

    def action_page(self, pages: int) -> None:
        """Scroll the text by pages, with two rows in common."""
        self._case.scroll_rows(pages * max(self._case.size.height - 2, 1))

    def action_edge(self, end: int) -> None:
        """To the start or the end of the case."""
        self._case.scroll_to(y=len(self._case.rows) if end else 0, animate=False, force=True)

    def action_here(self) -> None:
        """Back to the current item."""
        self.end_pointing()
        if item := self.current:
            self._case.show_at(item.evidence.start)

    def action_esc(self) -> None:
        """Leave what is on: choosing words, the drawer, the search."""
        if self._case.selection is not None:
            self._case.end_selection()
        elif self.end_pointing():
            pass
        elif self.has_class("drawer") or isinstance(self.focused, TipList):
            self.remove_class("drawer")
        elif self.finding:
            self.leave_find()
        self._case.focus()
        self.refresh_bindings()

    def action_leave(self) -> None:
        """Close the review; it is saved."""
        self.dismiss(None)

    # -------------------------------------------------------------------------------- -------- filter, help

    def action_filter(self) -> None:
        """Show only some."""

        def chosen(wanted: Filter | None) -> None:
            if wanted is None:
                return
            self.walk.filter = wanted
            self.said = ""
            here = self.current
            if here and wanted.lets(here):
                self.show()
            elif found := self.walk.next_open(None) or next(iter(self.walk.all()), None):
                self.go(found)
            else:
                self.item = None
                self.show()

        self.app.push_screen(FilterDialog(self.walk.filter, self.tip), chosen)

    def action_about_tip(self) -> None:
        """All about the tip."""
        self.app.push_screen(
            ReadDialog("The tip", lambda width: tip_words(self.app, self.session, self.tip, width=width))
        )

    def action_help(self) -> None:
        """The keys that work, and the signs."""
        self.app.push_screen(ReadDialog("Help", help_words(self, signs=True)))
