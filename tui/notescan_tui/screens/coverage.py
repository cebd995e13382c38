"""Who was seen and heard, who was asked and answered: children and agencies by note."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import DataTable, Static

from notescan_tui.coverage_table import MARKS, Line, head, places_of, shown_cell, table_of
from notescan_tui.over_time import Place
from notescan_tui.screens.dialogs import ReadDialog
from notescan_tui.screens.finding_acts import go_to_one_of
from notescan_tui.screens.help import help_words
from notescan_tui.widgets.bars import KeyBar, TwoEnds
from notescan_tui.wording import day, shown_line

if TYPE_CHECKING:
    from notescan.review.session import ReviewSession

COVERAGE_KEYS: list[BindingType] = [
    Binding("enter", "go", "to its words", id="seen.go", tooltip="Go to the words in the case"),
    Binding("q,escape", "leave", "close", id="seen.close", tooltip="Go back to the review"),
    Binding("question_mark", "help", "help", id="seen.help", tooltip="The keys of this screen"),
]
_FIXED = 2
"""Columns that stay in view: the name, and how it stands over the whole case."""


class CoverageScreen(Screen["Place | None"]):
    """The matrix. Gives the words to go to, or None where the auditor only looked."""

    CSS_PATH = "chronology.tcss"
    AUTO_FOCUS = "#matrix"
    BINDINGS: ClassVar[list[BindingType]] = COVERAGE_KEYS

    def __init__(self, session: ReviewSession) -> None:
        super().__init__()
        self.session = session
        self._table = table_of(session.over_time().coverage)
        self._lines: list[Line | None] = []

    def compose(self) -> ComposeResult:
        """Top line, the matrix, what the cell is about, keys."""
        yield TwoEnds(id="top")
        yield Matrix(id="matrix", fixed_columns=_FIXED, zebra_stripes=True)
        yield Static(id="about-row", markup=False)
        yield KeyBar(rows=1, id="keys")

    def on_mount(self) -> None:
        info, table = self.session.info, self._table
        alerts = sum(line.stands_out for line in (*table.children, *table.agencies))
        right = f"! {alerts} to look at" if alerts else "nothing stands out" if self._table.columns else ""
        self.query_one("#top", TwoEnds).show(
            f"Who was seen and asked · {shown_line(info.title)} · audit {day(self.session.scan.audit_date)}", right
        )
        matrix = self.query_one("#matrix", Matrix)
        matrix.add_columns("", "In all", *(head(column) for column in table.columns))
        for title, lines in (("Children", table.children), ("Agencies", table.agencies)):
            matrix.add_row(Text(title, "bold underline"), *[""] * (1 + len(table.columns)))
            self._lines.append(None)
            for line in lines:
                stands = Text(f"{'! ' if line.stands_out else '  '}{line.stands}", "bold" if line.stands_out else "")
                cells = [shown_cell(line.cells.get(column, ())) for column in table.columns]
                matrix.add_row(Text(line.name, "bold"), stands, *cells, height=None)
                self._lines.append(line)
            if not lines:
                matrix.add_row(Text("  none found in the notes", "dim"), *[""] * (1 + len(table.columns)))
                self._lines.append(None)
        self._tell()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Going needs words to go to."""
        return None if action == "go" and self.is_mounted and not self.places else True

    @property
    def places(self) -> tuple[Place, ...]:
        """The words of the chosen cell; of the whole line in its first two columns."""
        at = self.query_one("#matrix", Matrix).cursor_coordinate
        line = self._lines[at.row] if at.row < len(self._lines) else None
        if line is None:
            return ()
        if at.column < _FIXED:
            return places_of(tuple(cell for column in self._table.columns for cell in line.cells.get(column, ())))
        return places_of(line.cells.get(self._table.columns[at.column - _FIXED], ()))

    def _tell(self) -> None:
        places = self.places
        shown = places[:4]
        lines = [
            Text.assemble((f"{shown_line(place.says)}  ", "dim"), f"“{shown_line(place.quote)}” ({place.where})")
            for place in shown
        ]
        if len(places) > len(shown):
            lines[-1] = Text(f"and {len(places) - len(shown) + 1} more", "dim")
        self.query_one("#about-row", Static).update(Text("\n", no_wrap=True, overflow="ellipsis").join(lines))

    def on_data_table_cell_highlighted(self) -> None:
        self._tell()
        self.refresh_bindings()

    def on_data_table_cell_selected(self) -> None:
        self.action_go()

    def action_go(self) -> None:
        """To the words."""
        if places := self.places:
            go_to_one_of(self, places, self._leave_for, "Go to which words?")

    def _leave_for(self, place: Place) -> None:
        self.dismiss(place)

    def action_leave(self) -> None:
        """Back to the review."""
        self.dismiss(None)

    def action_help(self) -> None:
        """The keys, and the signs."""
        signs = Text("Signs\n", "bold")
        for shown in MARKS.values():
            signs.append(f"  {shown}\n")
        signs.append("  ! it stands out: never heard, never asked, or asked with no answer")
        self.app.push_screen(ReadDialog("Help", Text.assemble(help_words(self, signs=False), "\n\n", signs)))


class Matrix(DataTable[Text | str], inherit_bindings=False):
    """The table; Enter is the screen's own key, so that it stands in the key bar."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "cursor_down", "Down", show=False),
        Binding("up,k", "cursor_up", "Up", show=False),
        Binding("right,l", "cursor_right", "Right", show=False),
        Binding("left,h", "cursor_left", "Left", show=False),
        Binding("pagedown,space", "page_down", "Page down", show=False),
        Binding("pageup", "page_up", "Page up", show=False),
        Binding("home", "scroll_home", "First note", show=False),
        Binding("end", "scroll_end", "Last note", show=False),
    ]
