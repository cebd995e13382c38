"""The chronology of the case: the drawn time line, events, time limits, what a record lacks, what repeats."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from notescan_tui.keyed import keyed
from notescan_tui.over_time import SHORT_VIEWS, VIEWS, ChronologyChoice, Place, Row, nothing_words, rows
from notescan_tui.screens.dialogs import AskDialog, Choice, ChooseDialog, ReadDialog
from notescan_tui.screens.finding_acts import correct_date, go_to_one_of, mark_wrong, try_act
from notescan_tui.screens.help import help_words
from notescan_tui.widgets.bars import KeyBar, TwoEnds
from notescan_tui.wording import DONE_WORDS, counted, day, parse_day, shown_line

if TYPE_CHECKING:
    from notescan.chronology import Chronology
    from notescan.review.session import ReviewSession

CHRONOLOGY_KEYS: list[BindingType] = [
    Binding("enter", "go", "to its words", id="time.go", tooltip="Go to the words in the case"),
    Binding("k", "kind", "kind", id="time.kind", tooltip="Show events of one kind only"),
    Binding("p", "period", "period", id="time.period", tooltip="Show a period only"),
    Binding("c", "correct", "correct date", id="time.correct", tooltip="Correct a date; the reckoning follows"),
    Binding("x", "wrong", "wrong", id="time.wrong", tooltip="Mark it wrong, or take that back"),
    Binding("u", "undo", "undo", id="time.undo", tooltip="Undo the last act, without limit"),
    Binding(
        "tab", "view(1)", "next list", id="time.view", tooltip="The next list: time limits, follow-up, repeats ..."
    ),
    Binding("shift+tab", "view(-1)", "List before", id="time.view-back", tooltip="The list before", show=False),
    *(
        Binding(str(n), f"show('{view}')", name, id=f"time.{view}", tooltip=f"Show the list: {name}", show=False)
        for n, (view, name) in enumerate(VIEWS.items(), 1)
    ),
    Binding("l", "line", "line", id="time.line", tooltip="Show or hide the drawn time line"),
    Binding("q,escape", "leave", "close", id="time.close", tooltip="Go back to the review"),
    Binding("question_mark", "help", "help", id="time.help", tooltip="The keys of this screen"),
]

_PERIODS = {3: "The last 3 months before the audit", 6: "The last 6 months", 12: "The last 12 months"}


class ChronologyScreen(Screen["Place | None"]):
    """What happened when. Gives the words to go to, or None where the auditor only looked."""

    CSS_PATH = "chronology.tcss"
    AUTO_FOCUS = "#list"
    BINDINGS: ClassVar[list[BindingType]] = CHRONOLOGY_KEYS

    def __init__(self, session: ReviewSession, choice: ChronologyChoice) -> None:
        super().__init__()
        self.session, self.choice = session, choice
        self.said = ""
        self._rows: list[Row] = []
        self._made: Chronology | None = None

    def compose(self) -> ComposeResult:
        """Top line, time line, which list, the list, what the line is about, keys."""
        yield TwoEnds(id="top")
        with VerticalScroll(id="line-box", can_focus=False):
            yield Static(id="line", markup=False)
        yield TwoEnds(id="views")
        yield Lines(id="list", markup=False)
        yield Static(id="about-row", markup=False)
        yield KeyBar(rows=2, id="keys")

    def on_mount(self) -> None:
        self.fill()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What needs a line, a date, a finding."""
        if not self.is_mounted:
            return True
        row = self.row
        if action == "go" and not (row and row.places):
            return None
        if action == "correct" and not (row and any(place.event for place in row.places)):
            return None
        if action == "wrong" and not (row and row.finding):
            return None
        return True

    # --------------------------------------------------------------------------------------------- showing

    @property
    def row(self) -> Row | None:
        """The chosen line."""
        at = self.query_one("#list", OptionList).highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None

    def fill(self) -> None:
        """Show everything anew, on the line that was chosen where it is still there."""
        from notescan.chronology import chronology

        session, choice = self.session, self.choice
        self._made = chronology(
            session.case,
            session.over_time(),
            audit_date=session.scan.audit_date,
            kinds=[choice.kind] if choice.kind else (),
            since=choice.since,
            until=choice.until,
        )
        self._rows = rows(session, self._made, choice.view)
        shown = self.query_one("#list", OptionList)
        shown.set_class(choice.view in ("events", "again"), "-cut")
        self.query_one("#about-row").set_class(choice.view == "clocks", "-long")  # its source is told too
        shown.clear_options()
        shown.add_options([Option(row.line, disabled=row.is_heading) for row in self._rows] or [self._nothing()])
        ids = [row.id for row in self._rows]
        first = next((n for n, row in enumerate(self._rows) if not row.is_heading), None)
        shown.highlighted = ids.index(choice.row) if choice.row in ids else first
        self._draw()
        self._tell()
        self.refresh_bindings()

    def _nothing(self) -> Option:
        words = nothing_words(self.session, self._made, self.choice.view)
        return Option(Text(words, "dim"), disabled=True)

    def _draw(self) -> None:
        line, made = self.query_one("#line", Static), self._made
        if made is None or not line.display:
            return
        small = self.app.size.height < 32
        line.update(Text("\n".join(made.line(max(self.app.size.width - 3, 40), small=small)), no_wrap=True))

    def _tell(self) -> None:
        session, info = self.session, self.session.info
        told = self.choice.told()
        number = counted(len(self._made.events) if self._made else 0, "event")
        right = f"only {told} · {number}" if told else number
        self.query_one("#top", TwoEnds).show(
            f"Chronology · {shown_line(info.title)} · audit {day(session.scan.audit_date)}", right
        )
        views = Text(no_wrap=True, overflow="ellipsis")
        roomy = self.app.size.width >= 120
        for n, (view, name) in enumerate((VIEWS if roomy else SHORT_VIEWS).items(), 1):
            views.append(f"{n} {name}", "bold underline" if view == self.choice.view else "dim")
            views.append("   " if roomy else "  ")
        self.query_one("#views", TwoEnds).show(views, keyed(self.app, self.said.replace("{decide.", "{time.")))
        self._tell_row()

    def _tell_row(self) -> None:
        row = self.row
        room = max((len(head) for head, _ in row.about), default=0) if row else 0
        lines = [
            Text.assemble((f"{head:<{room}}  ", "dim"), words, overflow="fold")
            for head, words in (row.about if row else ())
        ]
        self.query_one("#about-row", Static).update(Text("\n").join(lines))

    def on_option_list_option_highlighted(self) -> None:
        if row := self.row:
            self.choice.row = row.id
        self._tell_row()
        self.refresh_bindings()

    def on_resize(self, event: events.Resize) -> None:
        self.call_after_refresh(self._draw)
        self.call_after_refresh(self._tell)

    def _changed(self, said: str) -> None:
        self.said = said
        self.fill()

    # ------------------------------------------------------------------------------------------------ acts

    def on_option_list_option_selected(self) -> None:
        self.action_go()

    def action_go(self) -> None:
        """To the words."""
        if (row := self.row) and row.places:
            go_to_one_of(self, row.places, self._leave_for, "Go to which words?")

    def _leave_for(self, place: Place) -> None:
        self.dismiss(place)

    def action_view(self, step: int) -> None:
        """The next list, or the one before."""
        views = list(VIEWS)
        self.action_show(views[(views.index(self.choice.view) + step) % len(views)])

    def action_show(self, view: str) -> None:
        """This list."""
        self.choice.view, self.said = view, ""
        self.fill()

    def action_line(self) -> None:
        """With or without the time line."""
        line = self.query_one("#line", Static)
        line.display = not line.display
        self._draw()

    def action_kind(self) -> None:
        """Events of one kind, or all."""
        from collections import Counter

        from notescan.chronology.words import KINDS

        counts = Counter(event.kind for event in self.session.over_time().events)
        choices = [Choice("", "All kinds", help=str(counts.total()))]
        choices += [Choice(kind, KINDS[kind], help=str(counts[kind])) for kind in KINDS if counts[kind]]

        def chosen(kind: str | None) -> None:
            if kind is not None:
                self.choice.kind = kind or None  # type: ignore[assignment]
                self.choice.view = "events"
                self._changed("")

        self.app.push_screen(ChooseDialog("Which kind?", choices, chosen=self.choice.kind or "", typing=True), chosen)

    def action_period(self) -> None:
        """The last months, days of one's own, or all."""
        from notescan.dates.working import add_months

        audit = self.session.scan.audit_date
        choices = [Choice("0", "All of it", key="0")]
        choices += [Choice(str(n), words, key=str(at)) for at, (n, words) in enumerate(_PERIODS.items(), 1)]
        choices.append(Choice("own", "Days of my own", key="4"))

        def chosen(months: str | None) -> None:
            if months == "own":
                self._ask_period()
            elif months is not None:
                number = int(months)
                self._period(add_months(audit, -number) if number else None, audit if number else None)

        self.app.push_screen(ChooseDialog("Which period?", choices), chosen)

    def _ask_period(self) -> None:
        choice = self.choice
        now = f"{day(choice.since)} to {day(choice.until)}" if choice.since and choice.until else ""

        def typed(words: str | None) -> None:
            if words is None:
                return
            parts = [parse_day(part) for part in words.split(" to ")]
            if len(parts) == 2 and parts[0] and parts[1] and parts[0] <= parts[1]:
                self._period(*parts)
                return
            wrong = f"“{shown_line(words)}” is no period; write it as 01/01/2024 to 31/03/2024."
            self.app.notify(wrong, severity="error", markup=False)
            self._ask_period()

        about = "The first day and the last, as 01/01/2024 to 31/03/2024"
        self.app.push_screen(AskDialog("From when to when?", about=about, words=now), typed)

    def _period(self, since: dt.date | None, until: dt.date | None) -> None:
        self.choice.since, self.choice.until = since, until
        self._changed("")

    def action_correct(self) -> None:
        """Another day."""
        if row := self.row:
            correct_date(self, self.session, row.places, self._changed)

    def action_wrong(self) -> None:
        """It is wrong; or it is not."""
        if (row := self.row) and row.finding:
            mark_wrong(self, self.session, row.finding, self._changed)

    def action_undo(self) -> None:
        """Take back the last act of the review, whatever it was about."""
        turned: list[str] = []

        def undo() -> None:
            decision = self.session.undo()
            turned.append(f"undone: {DONE_WORDS.get(decision.kind, decision.kind)}" if decision else "nothing to undo")

        if try_act(self, undo):
            self._changed(turned[0])

    def action_leave(self) -> None:
        """Back to the review."""
        self.dismiss(None)

    def action_help(self) -> None:
        """The keys, and the signs."""
        self.app.push_screen(ReadDialog("Help", Text.assemble(help_words(self, signs=False), "\n\n", _signs())))


class Lines(OptionList, inherit_bindings=False):
    """The list; Enter is the screen's own key, so that it stands in the key bar."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "cursor_down", "Down", show=False),
        Binding("up", "cursor_up", "Up", show=False),
        Binding("home", "first", "First", show=False),
        Binding("end", "last", "Last", show=False),
        Binding("pagedown,space", "page_down", "Page down", show=False),
        Binding("pageup", "page_up", "Page up", show=False),
    ]


def _signs() -> Text:
    from notescan.chronology.words import MARKS

    text = Text("Signs\n", "bold")
    for sign, words in (
        (MARKS["held"], "it took place; only this counts as done"),
        (MARKS["attempted"], "attempted or cancelled"),
        (MARKS["planned"], "planned, or due"),
        (MARKS["unknown"], "the notes do not tell whether it took place"),
        ("~", "known only to the month or year"),
        ("2", "that many at one place of the time line"),
        ("╌", "a gap between visits of more than six weeks"),
        ("✗", "taken out by you: it does not count"),
    ):
        text.append(f"  {sign:<3} ", "bold").append(f"{words}\n")
    text.rstrip()
    return text
