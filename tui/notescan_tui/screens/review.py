"""The review screen: going from place to place, searching, choosing words, filtering, exporting."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from notescan_tui import stretch
from notescan_tui.screens.dialogs import ReadDialog
from notescan_tui.screens.export import ExportDialog, ExportWish
from notescan_tui.screens.filter import FilterDialog
from notescan_tui.screens.help import help_words
from notescan_tui.screens.review_keys import NEEDS_ITEM, REVIEW_KEYS, WHILE_SELECTING
from notescan_tui.screens.review_over_time import ReviewOverTime
from notescan_tui.search import hit_from, hits_of
from notescan_tui.walk import Filter
from notescan_tui.widgets.case_view import CaseView
from notescan_tui.widgets.ruler import Ruler
from notescan_tui.widgets.tip_list import TipList
from notescan_tui.widgets.tip_panel import tip_words


class ReviewScreen(ReviewOverTime):
    """One review, from its first item to its summary."""

    BINDINGS: ClassVar[list[BindingType]] = REVIEW_KEYS

    class Exported(Message):
        """The summary was written, or it could not be (`error`)."""

        def __init__(self, path: Path, error: str = "") -> None:
            super().__init__()
            self.path, self.error = path, error

    _hits: list[tuple[int, int]] = []  # noqa: RUF012  replaced, never changed in place
    _hit: int | None = None

    @property
    def finding(self) -> bool:
        """Whether a search is on."""
        return self.has_class("finding")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which keys work now: while choosing words, while searching, without an item."""
        case = getattr(self, "_case", None)
        if case is None or not self.is_mounted:
            return True
        if case.selection is not None:
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
            return self.may_be_example(self.current)
        return True

    # ------------------------------------------------------------------------------------------- going on

    def action_item(self, step: int) -> None:
        """The next item, or the one before; from a tip without items, that of the tips around."""
        found = self.walk.beside(self.item, step) if self.item else self.walk.onward(self.tip, step)
        self.said = "" if found else ("this is the last item" if step > 0 else "this is the first item")
        self.go(found) if found else self.show()

    def action_open_item(self, step: int) -> None:
        """The next item to decide, or the one before."""
        found = self.walk.next_open(self.item, step)
        self.said = "" if found else "no other item is left to decide"
        self.go(found) if found else self.show()

    def action_tip(self, step: int) -> None:
        """The next tip, or the one before; also one without evidence."""
        tips = self.walk.tips
        at = (tips.index(self.tip) if self.tip in tips else 0) + step
        if 0 <= at < len(tips):
            self.said = ""
            self.go_tip(tips[at])
        else:
            self.said = "this is the last tip" if step > 0 else "this is the first tip"
            self.show()

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
            self.remove_class("finding")
            self._show_hits([], None)
        self._case.focus()
        self.refresh_bindings()

    def action_leave(self) -> None:
        """Close the review; it is saved."""
        self.dismiss(None)

    # ------------------------------------------------------------------------------------------- searching

    def action_find(self) -> None:
        """Find words: what is typed is shown at once."""
        self.add_class("finding")
        self.query_one("#find", Input).focus()

    @on(Input.Changed, "#find")
    def _find_typed(self, event: Input.Changed) -> None:
        hits = hits_of(self.session.case.text, event.value)
        self._show_hits(hits, hit_from(hits, self._case.extent_in_view[0]) if hits else None)

    @on(Input.Submitted, "#find")
    def _find_submitted(self, event: Input.Submitted) -> None:
        if not event.value.strip():
            self.action_esc()
            return
        self._case.focus()
        if self._hit is not None:
            self._case.show_at(self._hits[self._hit][0])
        self.refresh_bindings()

    def action_hit(self, step: int) -> None:
        """The next place where the words stand, round to the first."""
        if self._hits:
            self._show_hits(self._hits, ((self._hit or 0) + step) % len(self._hits))
            self._case.show_at(self._hits[self._hit or 0][0])

    def _show_hits(self, hits: list[tuple[int, int]], hit: int | None) -> None:
        self._hits, self._hit = hits, hit
        self._case.show_hits(hits, hit)
        self.query_one(Ruler).show_hits(hits, length=len(self.session.case.text))
        typed = self.query_one("#find", Input).value.strip()
        words = f"{(hit or 0) + 1} of {len(hits)}" if hits else "not in the text" if typed else ""
        self.query_one("#find-count", Static).update(words)
        if hit is not None:
            self._case.see(hits[hit][0])

    # --------------------------------------------------------------------------------- choosing words

    def action_select(self) -> None:
        """Choose words to add: from the found ones, the current item's sentence, or the first ones in view."""
        text, (top, bottom) = self.session.case.text, self._case.extent_in_view
        item = self.current
        if self.finding and self._hit is not None:
            start, end = self._hits[self._hit]
        elif item and top <= item.evidence.start < bottom:
            start, end = stretch.word_at(text, item.evidence.start)
        else:
            start, end = stretch.word_at(text, top)
        self.remove_class("drawer")
        self._case.begin_selection(start, end)

    @on(CaseView.SelectionChanged)
    def _choosing(self, event: CaseView.SelectionChanged) -> None:
        self._show_strip(self.current)
        self.refresh_bindings()

    @on(CaseView.Copied)
    def _copied(self, event: CaseView.Copied) -> None:
        self._case.end_selection()
        self.app.notify("Copied.", timeout=2, markup=False)

    # -------------------------------------------------------------------------------- filter, help, export

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
        words = tip_words(self.session, self.tip, self.app.theme_variables)
        self.app.push_screen(ReadDialog("The tip", words))

    def action_help(self) -> None:
        """The keys that work, and the signs."""
        self.app.push_screen(ReadDialog("Help", help_words(self, signs=True)))

    def action_export(self) -> None:
        """Ask for form and place, then write."""
        done, total = self.session.progress()
        dialog = ExportDialog(self.session.info.title, Path.cwd(), open_items=total - done)
        self.app.push_screen(dialog, self._wished)

    def _wished(self, wish: ExportWish | None) -> None:
        if wish:
            self._write(wish)

    @work(thread=True, group="export", exclusive=True)
    def _write(self, wish: ExportWish) -> None:
        from notescan.errors import UserError
        from notescan.summary import export

        worker, error = get_current_worker(), ""
        try:
            made = export(self.session, wish.form)
            wish.path.write_bytes(made.encode() if isinstance(made, str) else made)
        except UserError as problem:
            error = str(problem)
        except OSError as problem:
            error = f"{wish.path} can't be written: {problem.strerror or problem}."
        if not worker.is_cancelled:
            self.app.call_from_thread(partial(self.post_message, self.Exported(wish.path, error)))

    @on(Exported)
    def _written(self, event: Exported) -> None:
        if event.error:
            self.app.notify(event.error, severity="error", markup=False)
            return
        self.said = f"summary written: {event.path.name}"
        self.app.notify(f"Summary written to {event.path}", timeout=12, markup=False)
        self.show()
