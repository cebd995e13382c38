"""Why an item was found, in a box; the record of its patterns follows when it is counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from notescan_tui.screens.dialogs import ReadDialog
from notescan_tui.widgets.why import patterns_of, why_words

if TYPE_CHECKING:
    from notescan.review.fold import Item
    from notescan.review.record import Records
    from notescan.review.session import ReviewSession


WHY_KEYS: list[BindingType] = [
    Binding("X", "reject", "Reject, and say why", id="why.reject", tooltip="Reject this item, and say why"),
]


class WhyDialog(ReadDialog):
    """Opens at once: all reviews have to be gone through for the record, and that may take a while."""

    BINDINGS: ClassVar[list[BindingType]] = WHY_KEYS
    HINT = "↑ ↓ scroll · {why.reject} reject, and say why · Esc close"

    class Counted(Message):
        """How the patterns fared in all reviews; or why that can't be told."""

        def __init__(self, records: Records | str) -> None:
            super().__init__()
            self.records = records

    def __init__(self, session: ReviewSession, item: Item, reject: Callable[[], None]) -> None:
        """`reject` is called, once this is closed, where the auditor rejects the item by what they read here."""
        super().__init__("Why this item", why_words(session, item, records="being counted …"))
        self._session, self._item, self._reject = session, item, reject

    def on_mount(self) -> None:
        if patterns_of(self._item):
            self._count()

    def action_reject(self) -> None:
        """Close, and ask for the reason."""
        self.dismiss(None)
        self.app.call_next(self._reject)

    @work(thread=True, group="records", exclusive=True)
    def _count(self) -> None:
        from notescan.errors import UserError
        from notescan.review.record import records_of

        counted: Records | str
        try:
            counted = records_of(self._session.store)
        except UserError as error:
            counted = f"can't be told: {error}"
        if not get_current_worker().is_cancelled:
            self.post_message(self.Counted(counted))

    @on(Counted)
    def _counted(self, event: Counted) -> None:
        self.query_one("#reading", Static).update(why_words(self._session, self._item, records=event.records))
