"""The review screen: choosing words, moving the ends of a quote, copying, and jumping to an item in view."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.screen import ModalScreen

from notescan_tui import stretch
from notescan_tui.keyed import UNDO
from notescan_tui.screens.review_find import ReviewFind
from notescan_tui.widgets.case_view import CaseView
from notescan_tui.widgets.choosing import Edge

_LETTERS = "asdfghjklqwertyuiopzxcvbnmASDFGHJKLQWERTYUIOPZXCVBNM"


class JumpScreen(ModalScreen[str | None]):
    """Waits for one letter; every other key leaves."""

    DEFAULT_CSS = "JumpScreen { background: transparent; }"

    def __init__(self, letters: set[str]) -> None:
        super().__init__()
        self._letters = letters

    def compose(self) -> ComposeResult:
        """Nothing of its own: the letters stand in the text beneath."""
        return iter(())

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        self.dismiss(event.character if event.character in self._letters else None)

    def on_click(self) -> None:
        self.dismiss(None)


class ReviewWords(ReviewFind):
    """Words for evidence, and the way to an item by a letter."""

    def action_select(self) -> None:
        """Choose words to add: from the found ones, the current item's first word, or the first ones in view."""
        if self.is_signed():
            return
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

    def action_quote(self) -> None:
        """Change where the quote of the current item begins and ends."""
        item = self.current
        if item is None or self.is_signed():
            return
        self.end_pointing()
        self.remove_class("drawer")
        self._case.begin_selection(item.evidence.start, item.evidence.end, item=item.id)

    def action_nudge(self, edge: Edge, step: int) -> None:
        """Move one end of the quote by a word; it is kept with Enter."""
        if self._case.edited is None:
            self.action_quote()
        if self._case.edited is not None:
            self._case.action_extend(edge, step)

    @on(CaseView.SelectionMade)
    def _words_chosen(self, event: CaseView.SelectionMade) -> None:
        if event.item is None:
            self.add_words(event.start, event.end)
            return
        item = event.item
        if self.try_act(lambda: self.session.requote(item, event.start, event.end)):
            self._case.end_selection()
            self.said = f"quote changed{UNDO}"
            self.anew()
            self.show()

    @on(CaseView.SelectionChanged)
    def _choosing(self, event: CaseView.SelectionChanged) -> None:
        self._show_strip(self.current)
        self.refresh_bindings()

    @on(CaseView.Copied)
    def _copied(self, event: CaseView.Copied) -> None:
        self._case.end_selection()
        self.app.notify("Copied.", timeout=2, markup=False)

    def action_copy_quote(self) -> None:
        """Copy the quote of the current item as it stands in the notes."""
        if item := self.current:
            self.app.copy_to_clipboard(self.session.case.text[item.evidence.start : item.evidence.end])
            self.app.notify("Quote copied.", timeout=2, markup=False)

    # ------------------------------------------------------------------------------------------- jumping

    def action_jump(self) -> None:
        """Lay a letter over every item in view; the one that is typed goes there."""
        top, bottom = self._case.extent_in_view
        places: dict[int, str] = {}
        items: dict[str, str] = {}
        for span, letter in zip(self._spans.starting(top, bottom + 1), _LETTERS, strict=False):
            at = span.start
            while at in places and at < span.end - 1:  # several items may begin at one place
                at += 1
            places[at] = letter
            items[letter] = span.id
        if not items:
            self.cannot("no item in view")
            return
        self._case.show_jumps(places)

        def typed(letter: str | None) -> None:
            self._case.show_jumps({})
            if letter:
                item = self.session.item(items[letter])
                self.tip, self.item, self.said = item.tip, item.id, ""
                self.show()

        self.app.push_screen(JumpScreen(set(items)), typed)
