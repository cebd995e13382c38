"""The review screen: finding words in the text, plain ones or by a regular expression."""

from __future__ import annotations

from functools import partial

from textual import on, work
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from notescan_tui.screens.review_over_time import ReviewOverTime
from notescan_tui.search import MOST_HITS, expression_hits, hit_from, hits_of
from notescan_tui.widgets.find_kind import FindKind
from notescan_tui.widgets.ruler import Ruler

_AFTER_TYPING = 0.15
"""Seconds after the last key until an expression is tried."""


class ReviewFind(ReviewOverTime):
    """The search line, its hits, and going from one to the next."""

    class Found(Message):
        """An expression was looked for: where it matches, or what is wrong with it."""

        def __init__(self, typed: str, hits: list[tuple[int, int]], wrong: str) -> None:
            super().__init__()
            self.typed, self.hits, self.wrong = typed, hits, wrong

    expression = False
    """Whether what is typed is a regular expression."""
    _hits: list[tuple[int, int]] = []  # noqa: RUF012  replaced, never changed in place
    _hit: int | None = None
    _wait: Timer | None = None
    _go_when_found = False

    @property
    def finding(self) -> bool:
        """Whether a search is on."""
        return self.has_class("finding")

    def action_find(self) -> None:
        """Find words: what is typed is shown at once."""
        self.add_class("finding")
        self._name_kind()
        # at once, and not when the loop comes to it: a key that follows closely is typed, and must not decide
        self.app.stylesheet.update(self)
        self.set_focus(self.query_one("#find", Input))

    @on(FindKind.Turned)
    def action_expression(self) -> None:
        """From plain words to a regular expression, and back; where no search is on, one for an expression begins."""
        self.expression = not self.expression if self.finding else True
        if not self.finding:
            self.action_find()
        self._name_kind()
        self._look_for(self.query_one("#find", Input).value)

    def _name_kind(self) -> None:
        binding = next((b for b in self.active_bindings.values() if b.binding.id == "text.expression"), None)
        key = self.app.get_key_display(binding.binding) if binding else "^r"
        self.query_one(FindKind).show(expression=self.expression, key=key)
        self.query_one("#find", Input).placeholder = "a regular expression" if self.expression else "words in the text"

    @on(Input.Changed, "#find")
    def _find_typed(self, event: Input.Changed) -> None:
        self._look_for(event.value)

    def _look_for(self, typed: str) -> None:
        if self._wait is not None:
            self._wait.stop()
        self._go_when_found = False
        if self.expression and typed.strip():
            self._wait = self.set_timer(_AFTER_TYPING, partial(self._try_expression, typed))
        else:
            self._hits_found(hits_of(self.session.case.text, typed), "")

    @work(thread=True, group="find", exclusive=True)
    def _try_expression(self, typed: str) -> None:
        from notescan.errors import UserError

        hits: list[tuple[int, int]] = []
        wrong = ""
        try:
            hits = expression_hits(self.session.case.text, typed)
        except UserError as error:
            wrong = str(error)
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(partial(self.post_message, self.Found(typed, hits, wrong)))

    @on(Found)
    def _found(self, event: Found) -> None:
        if self.finding and self.expression and event.typed == self.query_one("#find", Input).value:
            self._hits_found(event.hits, event.wrong)
            if self._go_when_found and event.hits:
                self._to_hit()
            self._go_when_found = False

    def _hits_found(self, hits: list[tuple[int, int]], wrong: str) -> None:
        self._show_hits(hits, hit_from(hits, self._case.extent_in_view[0]) if hits else None, wrong=wrong)

    @on(Input.Submitted, "#find")
    def _find_submitted(self, event: Input.Submitted) -> None:
        if not event.value.strip():
            self.leave_find()
            return
        if self._hit is None:
            self._go_when_found = True  # an expression that is still being tried
            return
        self._to_hit()

    def _to_hit(self) -> None:
        self._case.focus()
        if self._hit is not None:
            self._case.show_at(self._hits[self._hit][0])
        self.refresh_bindings()

    def action_hit(self, step: int) -> None:
        """The next place where the words stand, round to the first."""
        if self._hits:
            self._show_hits(self._hits, ((self._hit or 0) + step) % len(self._hits))
            self._case.show_at(self._hits[self._hit or 0][0])

    def leave_find(self) -> None:
        """End the search."""
        self.remove_class("finding")
        self._show_hits([], None)
        self._case.focus()
        self.refresh_bindings()

    def _show_hits(self, hits: list[tuple[int, int]], hit: int | None, *, wrong: str = "") -> None:
        self._hits, self._hit = hits, hit
        self._case.show_hits(hits, hit)
        self.query_one(Ruler).show_hits(hits, length=len(self.session.case.text))
        typed = self.query_one("#find", Input).value.strip()
        of = f"{len(hits):,}{' or more' if len(hits) >= MOST_HITS else ''}"
        words = f"{(hit or 0) + 1} of {of}" if hits else wrong or ("not in the text" if typed else "")
        self.query_one("#find-count", Static).update(words)
        if hit is not None:
            self._case.see(hits[hit][0])
