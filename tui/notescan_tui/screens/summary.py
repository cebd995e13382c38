"""The summary: what the auditor says of the case, how it will read, what is still open; signing off and writing it."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Literal

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from notescan_tui.keyed import UNDO
from notescan_tui.screens.closing_acts import ClosingActs
from notescan_tui.screens.dialogs import ChooseDialog, ReadDialog
from notescan_tui.screens.help import help_words
from notescan_tui.screens.review_keys import key
from notescan_tui.screens.summary_rows import SummaryRow, summary_rows
from notescan_tui.widgets.bars import KeyBar, TwoEnds
from notescan_tui.widgets.case_view import CaseView, Head
from notescan_tui.wording import day, shown_line

if TYPE_CHECKING:
    from notescan.review.session import ReviewSession

LINE_KEYS: list[BindingType] = [key("summary.write", "enter", "select", "write", "Write or change this line")]
SUMMARY_KEYS: list[BindingType] = [
    key("summary.empty", "x,delete", "empty", "take away", "Take the words of this line away"),
    key("summary.judge", "g", "judge", "judgement", "Give the overall judgement"),
    key("summary.action", "e,plus", "new_action", "action", "Write a new action"),
    key("summary.undo", "u", "undo", "undo", "Undo the last act, without limit"),
    key("summary.redo", "r", "redo", "redo", "Redo what was undone"),
    key("summary.read", "v", "read", "read it", "Read the summary as it stands"),
    key("summary.export", "E", "export", "export", "Write the audit summary to a file"),
    # Only one of these two is there at a time.
    key("summary.sign", "O", "sign", "sign off", "Sign off: what is open is told first, then nothing changes any more"),
    key("summary.reopen", "O", "reopen_review", "reopen", "Open the signed review again, to change it"),
    key("summary.down", "down,j", "scroll(1)", "Down", "Scroll the summary down", bar=False),
    key("summary.up", "up,k", "scroll(-1)", "Up", "Scroll the summary up", bar=False),
    key("summary.page-down", "pagedown,space", "page(1)", "Page down", "A page of the summary down", bar=False),
    key("summary.page-up", "pageup", "page(-1)", "Page up", "A page of the summary up", bar=False),
    key("summary.close", "q,escape,S", "close", "back", "Go back to the review"),
    key("summary.help", "question_mark", "help", "help", "The keys of this screen"),
]
_MARK = re.compile(r"\\([^\w\s])|&#(\d+);|\*\*")


class SummaryLines(OptionList):
    """The lines; the key that writes one is named, so that it stands in the key bar."""

    BINDINGS: ClassVar[list[BindingType]] = LINE_KEYS


class SummaryScreen(ClosingActs, Screen[None]):
    """Left what the auditor writes, right how the summary reads; on a narrow terminal a key shows the latter."""

    CSS_PATH = "summary.tcss"
    BINDINGS: ClassVar[list[BindingType]] = SUMMARY_KEYS
    AUTO_FOCUS = "#lines"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-normal")]  # noqa: RUF012  as Textual declares it

    class Previewed(Message):
        """The summary as it reads now, and its headings."""

        def __init__(self, text: str, heads: list[Head]) -> None:
            super().__init__()
            self.text, self.heads = text, heads

    def __init__(self, session: ReviewSession) -> None:
        super().__init__()
        self.session = session
        self._rows: list[SummaryRow] = []

    def compose(self) -> ComposeResult:
        """Top line, the lines beside the preview, keys."""
        yield TwoEnds(id="summary-top")
        with Horizontal(id="summary-middle"):
            yield SummaryLines(id="lines", markup=False)
            yield CaseView("", [], id="preview")
        yield KeyBar(rows=2, id="keys")

    def on_mount(self) -> None:
        self.query_one(CaseView).can_focus = False
        self.changed("")

    def changed(self, said: str) -> None:
        """Something was written or taken back: show it all anew."""
        lines = self.query_one(OptionList)
        was, at = self.row, lines.highlighted or 0
        before = {row.id for row in self._rows}
        self._rows = summary_rows(self.session)
        lines.clear_options()
        lines.add_options(Option(self._prompt(row), id=row.id) for row in self._rows)
        ids = [row.id for row in self._rows]
        new = [i for i in ids if i not in before] if before else []
        wanted = new[0] if len(new) == 1 else was.id if was else ""
        lines.highlighted = ids.index(wanted) if wanted in ids else min(at, len(ids) - 1)
        signed = self.session.signed()
        state = f"signed off by {signed.who}, {day(signed.at.astimezone().date())}" if signed else "not signed off"
        self.query_one("#summary-top", TwoEnds).show(
            f"Summary · {state} · {shown_line(self.session.info.title)}", self.worded(said)
        )
        self.refresh_bindings()
        self._look()

    def worded(self, words: str) -> str:
        """The words with this screen's own keys."""
        return super().worded(words.replace("{decide.", "{summary.").replace("{more.", "{summary."))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Signing and reopening take turns."""
        return self.may_sign(action) if action in ("sign", "reopen_review") else True

    @property
    def row(self) -> SummaryRow | None:
        """The line we are at."""
        at = self.query_one(OptionList).highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None

    def _prompt(self, row: SummaryRow) -> Text:
        prompt = Text(no_wrap=True, overflow="ellipsis")
        if row.head:
            prompt.append(f"{row.head}\n", "bold underline")
        prompt.append(f"{row.label}  ", "" if row.kind.startswith("new") else "dim")
        words = shown_line(row.words) if row.words else "" if row.kind.startswith("new") else "–"
        prompt.append(words)
        return prompt

    # ------------------------------------------------------------------------------------------ the preview

    @work(thread=True, group="preview", exclusive=True)
    def _look(self) -> None:
        """Make the summary as it reads now."""
        from notescan.errors import UserError
        from notescan.summary.markdown import render
        from notescan.summary.model import summarise

        worker = get_current_worker()
        try:
            made = summarise(self.session)
        except UserError as error:
            self.app.call_from_thread(partial(self.app.notify, str(error), severity="error", markup=False))
            return
        text, heads = plain(render(made))
        if not worker.is_cancelled:
            self.app.call_from_thread(partial(self.post_message, self.Previewed(text, heads)))

    @on(Previewed)
    def _previewed(self, event: Previewed) -> None:
        self.query_one(CaseView).show_text(event.text, event.heads)

    def action_read(self) -> None:
        """Read the summary over the whole width; the same key goes back to its lines."""
        self.toggle_class("reading")
        view = self.query_one(CaseView)
        view.can_focus = self.has_class("reading")
        (view if view.can_focus else self.query_one(OptionList)).focus()

    def action_scroll(self, rows: int) -> None:
        """Scroll the summary by rows."""
        self.query_one(CaseView).scroll_rows(rows)

    def action_page(self, pages: int) -> None:
        """Turn the pages of the preview."""
        view = self.query_one(CaseView)
        view.scroll_rows(pages * max(view.size.height - 2, 1))

    # ----------------------------------------------------------------------------------------------- acts

    @on(OptionList.OptionSelected, "#lines")
    def _chosen(self) -> None:
        self.action_write()

    def action_write(self) -> None:
        """Write the line we are at."""
        row = self.row
        if row is None or self.is_signed():
            return
        match row.kind:
            case "judgement":
                self.action_judge()
            case "strength" | "improvement":
                self.write_words(row.kind, row.about)
            case "new-strength":
                self._for_a_tip("strength")
            case "new-improvement":
                self._for_a_tip("improvement")
            case "action":
                self.write_action(action=row.about)
            case "new-action":
                self.write_action()
            case "detail":
                self.write_field(row.about, row.label)

    def _for_a_tip(self, kind: Literal["strength", "improvement"]) -> None:
        def chosen(tip: str | None) -> None:
            if tip:
                self.write_words(kind, tip)

        self.app.push_screen(ChooseDialog("For which tip?", self.tip_choices(), typing=True), chosen)

    def action_judge(self) -> None:
        """Give the overall judgement."""
        if not self.is_signed():
            self.write_judgement()

    def action_new_action(self) -> None:
        """Write a new action."""
        if not self.is_signed():
            self.write_action()

    def action_empty(self) -> None:
        """Take the words of this line away."""
        row, session = self.row, self.session
        if row is None or not row.words or self.is_signed():
            return
        act = {
            "judgement": lambda: session.judge(None),
            "strength": lambda: session.write_strength("", row.about),
            "improvement": lambda: session.write_improvement("", row.about),
            "action": lambda: session.write_action("", action=row.about),
            "detail": lambda: session.write_detail(row.about, ""),
        }[row.kind]
        if self.try_act(act):
            self.changed(f"taken away{UNDO}")

    def action_undo(self) -> None:
        """Take back the last act, whatever it was about."""
        if not self.is_signed():
            self._turn("undone", self.session.undo)

    def action_redo(self) -> None:
        """Bring it back."""
        if not self.is_signed():
            self._turn("done again", self.session.redo)

    def action_close(self) -> None:
        """Back to the lines, or to the review."""
        if self.has_class("reading"):
            self.action_read()
            return
        self.dismiss(None)

    def action_help(self) -> None:
        """The keys of this screen."""
        self.app.push_screen(ReadDialog("Help", help_words(self, signs=False)))

    def on_resize(self) -> None:
        self.call_after_refresh(partial(self.changed, ""))


def plain(markdown: str) -> tuple[str, list[Head]]:
    """The summary's Markdown as it is read: without its signs, and where its headings stand."""
    lines: list[str] = []
    heads: list[Head] = []
    at = 0
    for line in markdown.splitlines():
        if set(line) <= set("|-: ") and "|" in line:
            continue
        bare = line.lstrip("#")
        is_heading = bare != line and bare.startswith(" ")
        words = bare[1:] if is_heading else line
        if line.startswith("| "):
            words = " · ".join(cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1])
        words = _MARK.sub(lambda m: m[1] or (chr(int(m[2])) if m[2] else ""), words)
        words = words.removesuffix("\\")
        if is_heading:
            heads.append(Head(at, at + len(words), words))
        lines.append(words)
        at += len(words) + 1
    return "\n".join(lines), heads
