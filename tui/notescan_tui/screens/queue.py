"""A folder of cases as a queue: how far each is, and the next one to open. Nothing is kept but the reviews."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar, TypeGuard

from rich.cells import set_cell_size
from rich.text import Text
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, OptionList, RadioSet, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from notescan_tui.engine import Wish
from notescan_tui.screens.dialogs import FormDialog, Pick, Picks, ReadDialog
from notescan_tui.screens.help import help_words
from notescan_tui.screens.home_work import GivenUp, HomeWork
from notescan_tui.widgets.bars import KeyBar, TwoEnds
from notescan_tui.wording import bar, day, shown_line

if TYPE_CHECKING:
    from notescan_tui.looking import CaseSeen, Standing

_OPEN = Binding("enter", "screen.open", "open", id="queue.open", tooltip="Open this case, or go on with it")
QUEUE_KEYS: list[BindingType] = [
    _OPEN,
    Binding("n", "next", "next to do", id="queue.next", tooltip="Go to the next case that is not finished"),
    Binding("r", "anew", "look again", id="queue.anew", tooltip="Look into the folder again"),
    Binding("q,escape", "leave", "home", id="queue.leave", tooltip="Go home: every review is kept"),
    Binding("question_mark", "help", "help", id="queue.help", tooltip="The keys of this screen", key_display="?"),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ToQueue:
    """The folder, and what was asked once for all its cases; no area where each is taken as its notes read."""

    folder: Path
    audit_date: dt.date
    checklist: str | None = None


class QueueStart(FormDialog[ToQueue | None]):
    """Service area and audit date of all the cases in a folder."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "Go on", id="queue.start", tooltip="Show the cases"),
    ]

    def __init__(self, folder: Path) -> None:
        super().__init__()
        from notescan.model import AREAS

        self._folder = folder
        self._areas: list[tuple[str | None, str]] = [(None, "As the notes of each case read"), *AREAS.items()]

    def compose(self) -> ComposeResult:
        """The area, the date."""
        with Vertical(id="box"):
            yield Static(
                f"Folder of cases: {shown_line(self._folder.name or str(self._folder))}", id="title", markup=False
            )
            yield Static("Asked once, for all the cases in it.", id="about", markup=False)
            yield Static("Service area", classes="head", markup=False)
            with Picks(id="area", compact=True):
                for area, name in self._areas:
                    yield Pick(Text(name), value=area is None)
            yield Static("Audit date", classes="head", markup=False)
            yield Input(day(dt.date.today()), id="date", compact=True)
            yield Static("", id="warning", classes="wrong", markup=False)
            yield Static("↑ ↓ choose the area · Tab next field · Enter go on · Esc cancel", id="hint", markup=False)

    def on_mount(self) -> None:
        self.query_one("#area").focus()

    def on_input_submitted(self) -> None:
        self.action_start()

    def action_start(self) -> None:
        """Check the date, and go on."""
        date = self.day_in("#date", "The audit date")
        if date is None:
            return
        area = self._areas[max(self.query_one("#area", RadioSet).pressed_index, 0)][0]
        self.dismiss(ToQueue(self._folder, date, area))


@dataclass(frozen=True, slots=True)
class Row:
    """A case of the queue, as far as it is known."""

    path: str
    seen: CaseSeen | None = None
    standing: Standing | None = None
    wrong: str = ""
    """Why it can't be opened."""

    @property
    def is_signed(self) -> bool:
        """Signed off."""
        return self.standing is not None and self.standing.signed

    @property
    def is_finished(self) -> bool:
        """Nothing is left to do here, or nothing can be done."""
        review = self.standing.review if self.standing else None
        return bool(self.wrong) or self.is_signed or (review is not None and 0 < review.items <= review.decided)


class QueueScreen(HomeWork):
    """The cases of a folder. They are read one after another to know them, and scanned only when they are opened."""

    CSS_PATH = "queue.tcss"
    AUTO_FOCUS = "#cases"
    BINDINGS: ClassVar[list[BindingType]] = QUEUE_KEYS

    class Found(Message):
        """The cases in the folder."""

        def __init__(self, paths: list[str]) -> None:
            super().__init__()
            self.paths = paths

    class Looked(Message):
        """One case was looked at."""

        def __init__(self, row: Row) -> None:
            super().__init__()
            self.row = row

    class CantLook(Message):
        """The folder, or the store of reviews, can't be looked into."""

        def __init__(self, why: str) -> None:
            super().__init__()
            self.why = why

    def __init__(self, queue: ToQueue) -> None:
        super().__init__()
        self.queue = queue
        self.rows: dict[str, Row] = {}
        self._opening: str | None = None
        self._to_move = True
        """Whether the cursor is to go to the next case to do, once it is known which that is."""
        self._fresh: set[str] = set()
        """Which cases were looked at since the auditor came here."""
        self._put = 0
        """Where the cursor was put; where it is elsewhere, the auditor moved it."""
        self._cant_look = False

    def compose(self) -> ComposeResult:
        """Top line, the cases, keys."""
        yield TwoEnds(id="top")
        yield CaseList(id="cases", markup=False)
        yield KeyBar(id="keys")

    def on_screen_resume(self) -> None:
        self._fresh.clear()  # how far each is now is yet to be seen
        self._to_move = self._to_move or self._opening is not None
        self._show_top()
        self._look()

    def on_screen_suspend(self) -> None:
        self.workers.cancel_group(self, "look")  # the case that is opened needs the computer for itself

    @work(thread=True, group="look", exclusive=True)
    def _look(self) -> None:
        """See how far each case is, and read those that were not read yet."""
        from notescan.errors import UserError

        def looking() -> None:
            try:
                self._look_at_each()
            except UserError as error:
                self._post(self.CantLook(str(error)))

        self._doing(looking)

    def _look_at_each(self) -> None:
        from notescan.errors import UserError
        from notescan_tui import looking

        worker = get_current_worker()

        def go_on() -> None:
            if worker.is_cancelled:
                raise GivenUp

        rows, store = dict(self.rows), self.notescan.store
        if not rows:
            paths = looking.cases_in(self.queue.folder)
            rows = {path: Row(path) for path in paths}
            self._post(self.Found(paths))
        # Those that are known first: it takes no time to see how far they are.
        for row in sorted(rows.values(), key=lambda r: r.seen is None):
            go_on()
            if row.wrong:
                continue
            try:
                seen = row.seen or looking.look(row.path, store, go_on)
            except UserError as error:
                self._post(self.Looked(replace(row, wrong=str(error))))
                continue
            except GivenUp:
                raise
            except Exception as error:
                # A fault of ours in one case must not keep the others from the auditor.
                told = f"Something went wrong in notescan itself ({type(error).__name__}: {error})."
                self._post(self.Looked(replace(row, wrong=told)))
                continue
            standing = looking.standing(seen, self.queue.checklist, store)
            self._post(self.Looked(replace(row, seen=seen, standing=standing)))

    @on(Found)
    def _found(self, event: Found) -> None:
        self.rows = {path: Row(path) for path in event.paths}
        cases = self.query_one("#cases", OptionList)
        cases.clear_options()
        cases.add_options(Option(self._prompt(row), id=str(n)) for n, row in enumerate(self.rows.values()))
        cases.highlighted = self._put = 0
        self._show_top()

    @on(Looked)
    def _looked(self, event: Looked) -> None:
        row = event.row
        if row.path not in self.rows:
            return
        self.rows[row.path] = row
        self._fresh.add(row.path)
        self._draw(row)
        self._show_top()
        if self._to_move:
            self._move_on()

    def _move_on(self) -> None:
        """Go to the next case to do, as far as it is known which are finished; not where the auditor moved on."""
        current = self._current
        if self._put == self._at and self._is_known(current) and current.is_finished:
            self.action_next()
        self._to_move = self._put == self._at and not self._is_known(self._current)

    def _is_known(self, row: Row | None) -> TypeGuard[Row]:
        return row is not None and (bool(row.wrong) or row.path in self._fresh)

    @property
    def _at(self) -> int | None:
        return self.query_one("#cases", OptionList).highlighted

    @property
    def _current(self) -> Row | None:
        at = self._at
        return None if at is None or not self.rows else list(self.rows.values())[at]

    def _draw(self, row: Row) -> None:
        at = list(self.rows).index(row.path)
        self.query_one("#cases", OptionList).replace_option_prompt_at_index(at, self._prompt(row))

    def _show_top(self) -> None:
        queue, rows = self.queue, self.rows.values()
        signed, wrong = sum(r.is_signed for r in rows), sum(bool(r.wrong) for r in rows)
        right = (
            f"{signed} of {len(rows)} signed off"
            if rows
            else "no cases"
            if self._cant_look
            else "looking into the folder …"
        )
        if wrong:
            right += f" · {wrong} can't be opened"
        self.query_one("#top", TwoEnds).show(f"{_name(queue.folder)} · audit {day(queue.audit_date)}", right)

    @property
    def _width(self) -> int:
        return max(self.app.size.width - 6, 40)

    def _prompt(self, row: Row) -> Text:
        review = row.standing.review if row.standing else None
        if row.wrong:
            right = "can't be opened"
        elif row.standing is None:
            right = "reading …"
        elif review is None:
            right = "not begun"
        else:
            right = f"{review.decided} of {review.items} decided {bar(review.decided, review.items)}"
            right = "✓ signed off" if row.is_signed else right
        name = shown_line(Path(row.path).name)
        prompt = Text(set_cell_size(name, self._width - len(right) - 1), "bold", no_wrap=True, overflow="ellipsis")
        prompt.append(f" {right}\n")
        prompt.append(self._about(row), "" if row.wrong else "dim")
        return prompt

    def _about(self, row: Row) -> str:
        if row.wrong:
            why = shown_line(row.wrong).removeprefix(row.path).strip(" ,:")
            return "\n".join(wrap(f"! {why}", self._width, max_lines=3, placeholder=" …"))
        if row.seen is None:
            return " "
        from notescan.model import AREAS

        area = self.queue.checklist or row.seen.area
        review = row.standing.review if row.standing else None
        other = review is not None and review.audit_date != self.queue.audit_date
        date = f" · audit {day(review.audit_date)}" if review is not None and other else ""
        alike = next((r for r in self.rows.values() if r.seen and r.seen.text_sha == row.seen.text_sha), row)
        if alike.path != row.path:  # one review is of both
            return f"The same words as {shown_line(Path(alike.path).name)}, and so the same review"
        return f"{row.seen.span}{date} · {AREAS.get(area, shown_line(area))}"

    def on_resize(self, event: events.Resize) -> None:
        for row in self.rows.values():
            self._draw(row)

    @on(HomeWork.CaseRead)
    def _case_read(self, event: HomeWork.CaseRead) -> None:
        from notescan_tui.looking import chosen_area

        self._unbusy()
        area = event.wish.checklist or chosen_area(event.opened)
        self.open_case(event.opened, replace(event.wish, checklist=area))

    @on(CantLook)
    def _told(self, event: CantLook) -> None:
        self._cant_look = True
        self._show_top()
        self.app.notify(shown_line(event.why), severity="error", timeout=12, markup=False)

    @on(HomeWork.Failed)
    def _failed(self, event: HomeWork.Failed) -> None:
        self._unbusy()
        if self._opening in self.rows:
            row = replace(self.rows[self._opening], wrong=event.why)
            self.rows[row.path] = row
            self._draw(row)
            self._show_top()
        self.app.notify(shown_line(event.why), severity="error", timeout=12, markup=False)

    @on(OptionList.OptionSelected, "#cases")
    def _selected(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Read the case under the cursor and go on with its review; begin one where there is none."""
        row = self._current
        if row is None:
            return
        self._opening, self._put = row.path, self._at or 0
        self.rows[row.path] = replace(row, wrong="")  # it may be readable by now
        self.read_case(Wish(paths=(row.path,), checklist=self.queue.checklist, audit_date=self.queue.audit_date))

    def action_next(self) -> bool:
        """Go to the next case that is not finished, from the cursor round; whether there is one that is known."""
        cases = self.query_one("#cases", OptionList)
        at, rows = cases.highlighted or 0, list(self.rows.values())
        for step in range(1, len(rows)):
            number = (at + step) % len(rows)
            if not rows[number].is_finished:
                cases.highlighted = self._put = number
                return True
        return False

    def action_anew(self) -> None:
        """Look into the folder again, also at what could not be read."""
        self.rows, self._opening, self._to_move, self._cant_look = {}, None, True, False
        self.query_one("#cases", OptionList).clear_options()
        self._show_top()
        self._look()

    def action_leave(self) -> None:
        """Home; nothing is lost."""
        self.dismiss()

    def action_help(self) -> None:
        """The keys of this screen."""
        self.app.push_screen(ReadDialog("Help", help_words(self, signs=False)))


class CaseList(OptionList):
    """The cases; Enter has its name here too, so that it stands in the key bar."""

    BINDINGS: ClassVar[list[BindingType]] = [_OPEN]


def _name(folder: Path) -> str:
    return shown_line(folder.absolute().name or str(folder))
