"""Before a review: what was read, and as what it is to be audited."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, RadioSet, Static

from notescan_tui.engine import Opened, Wish
from notescan_tui.looking import span_of
from notescan_tui.screens.dialogs import FormDialog, Pick, Picks
from notescan_tui.wording import day, shown_line, size

if TYPE_CHECKING:
    from notescan.review.store import ReviewInfo


class BeginScreen(FormDialog[Wish | None]):
    """Service area (with our guess), audit date, names of the children; or going on with what was begun."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "Start", id="begin.start", tooltip="Start the review"),
    ]

    def __init__(self, opened: Opened, wish: Wish) -> None:
        super().__init__()
        from notescan.model import AREAS

        self._opened, self._wish = opened, wish
        self._areas = list(AREAS.items())

    def compose(self) -> ComposeResult:
        """What was read, the area, the date, the children."""
        case = self._opened.case
        with Vertical(id="box"):
            yield Static(f"Review: {shown_line(case.title)}", id="title", markup=False)
            yield Static(self._about(), id="about", markup=False)
            yield Static("Service area", classes="head", markup=False)
            with Picks(id="area", compact=True):
                for area, name in self._areas:
                    guess = "  (the notes read like this)" if area == self._opened.area else ""
                    label = Text.assemble(name, (guess, "dim"))
                    yield Pick(label, value=area == self._opened.area)
            with Horizontal(classes="fields"):
                with Vertical():
                    yield Static("Audit date", classes="head", markup=False)
                    yield Input(day(self._wish.audit_date), id="date", compact=True)
                with Vertical():
                    yield Static("Children's names (if you like)", classes="head", markup=False)
                    yield Input(placeholder="Amy, Ben", id="children", compact=True)
            yield Static("", id="warning", classes="wrong", markup=False)
            with Horizontal(id="buttons"):
                yield Button(Text("Start"), id="start", variant="primary", compact=True)
            yield Static("↑ ↓ choose the area · Tab next field · Enter start · Esc cancel", id="hint", markup=False)

    def on_mount(self) -> None:
        self.query_one("#area").focus()
        self._name_button()

    def _about(self) -> str:
        case = self._opened.case
        return f"{span_of(case)} · {size(case.text)}"

    @property
    def _area(self) -> str:
        return self._areas[max(self.query_one("#area", RadioSet).pressed_index, 0)][0]

    @property
    def _begun(self) -> ReviewInfo | None:
        return self._opened.begun.get(self._area)

    def on_radio_set_changed(self) -> None:
        self._name_button()

    def _name_button(self) -> None:
        begun = self._begun
        words = f"Go on ({begun.decided} of {begun.items} decided)" if begun else "Start"
        self.query_one("#start", Button).label = Text(words)
        note = f"You have begun this review; it keeps its audit date, {day(begun.audit_date)}." if begun else ""
        self.query_one("#warning", Static).update(note)

    def on_input_submitted(self) -> None:
        self.action_start()

    def on_button_pressed(self) -> None:
        self.action_start()

    def action_start(self) -> None:
        """Check the date, and start."""
        date = self.day_in("#date", "The audit date")
        if date is None:
            return
        names = self.query_one("#children", Input).value.split(",")
        children = tuple(n.strip() for n in names if n.strip())
        self.dismiss(replace(self._wish, checklist=self._area, audit_date=date, children=children))
