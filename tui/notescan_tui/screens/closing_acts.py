"""What ends a review, for the review screen and the summary screen alike: words for the summary, signing, exporting."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from rich.text import Text
from textual import on, work
from textual.message import Message
from textual.widget import Widget
from textual.worker import get_current_worker

from notescan_tui.keyed import UNDO, keyed
from notescan_tui.screens.dialogs import AskDialog, Choice, ChooseDialog, ConfirmDialog, ReadDialog
from notescan_tui.screens.export import ExportDialog, ExportWish
from notescan_tui.screens.writing import ActionDialog, ActionWish, WriteDialog
from notescan_tui.wording import DONE_WORDS, counted, shown_line

if TYPE_CHECKING:
    from notescan.model import Decision
    from notescan.pseudonymise.names import Doubtful
    from notescan.review.session import ReviewSession

_OWN_SCALE = "own scale"
SIGNED_OFF = "This review is signed off; reopen it before you change anything ({more.reopen})."


class ClosingActs(Widget):
    """Acts on the summary. The screen says in `changed` what it shows after one."""

    session: ReviewSession

    class Exported(Message):
        """The summary was written, or it could not be (`error`); `doubtful` are words that may be names still."""

        def __init__(self, path: Path, error: str = "", doubtful: tuple[Doubtful, ...] = ()) -> None:
            super().__init__()
            self.path, self.error, self.doubtful = path, error, doubtful

    class Weighed(Message):
        """What is still open was looked up, before signing."""

        def __init__(self, still_open: tuple[str, ...]) -> None:
            super().__init__()
            self.still_open = still_open

    def changed(self, said: str) -> None:
        """Show what was done."""
        raise NotImplementedError

    def try_act(self, act: Callable[[], object]) -> bool:
        """Do it; where it can't be done, say so in one line and change nothing."""
        from notescan.errors import UserError

        try:
            act()
        except UserError as error:
            self.warn(str(error))
            return False
        return True

    def warn(self, words: str) -> None:
        """Say what can't be done, in place of what was said before: the text beneath is not to be covered twice."""
        self.app.clear_notifications()
        self.app.notify(self.worded(shown_line(words)), severity="error", timeout=12, markup=False)

    def worded(self, words: str) -> str:
        """The words with the keys in force."""
        return keyed(self.app, words)

    def is_signed(self) -> bool:
        """Whether nothing may be changed; says so where it is."""
        if self.session.signed() is None:
            return False
        self.warn(SIGNED_OFF)
        return True

    def tip_choices(self) -> list[Choice]:
        """The tips, to choose one."""
        return [Choice(t.id, shown_line(t.title)) for t in self.session.checklist.tips]

    def _turn(self, word: str, turn: Callable[[], Decision | None]) -> None:
        turned: list[Decision | None] = []
        if self.try_act(lambda: turned.append(turn())):
            kind = turned[0].kind if turned[0] else ""
            self.changed(f"{word}: {DONE_WORDS.get(kind, kind)}" if kind else f"nothing to be {word}")

    # -------------------------------------------------------------------------------------------- writing

    def write_words(self, kind: Literal["strength", "improvement"], about: str) -> None:
        """A strength or an area for improvement of a tip, or of the case ("case")."""
        from notescan.review.closing import CASE

        session = self.session
        read, write = (
            (session.strength, session.write_strength)
            if kind == "strength"
            else (session.improvement, session.write_improvement)
        )
        title = "What works well" if kind == "strength" else "What has to get better"
        where = "the whole case" if about == CASE else shown_line(session.checklist.tip(about).title)

        def written(words: str | None) -> None:
            if words is not None and self.try_act(lambda: write(words, about)):
                self.changed(f"{title.lower()}: {'kept' if words.strip() else 'taken away'}{UNDO}")

        self.app.push_screen(WriteDialog(f"{title}: {where}", words=read(about)), written)

    def write_field(self, field: str, title: str) -> None:
        """A field of the audit form."""

        def written(words: str | None) -> None:
            if words is not None and self.try_act(lambda: self.session.write_detail(field, words)):
                self.changed(f"{title.lower()}: {'kept' if words.strip() else 'taken away'}{UNDO}")

        self.app.push_screen(AskDialog(title, words=self.session.detail(field)), written)

    def write_action(self, *, action: str | None = None, tip: str | None = None) -> None:
        """A new action (of a tip, if one is given), or one written anew."""
        old = next((a for a in self.session.actions() if a.id == action), None)
        tip = old.tip if old else tip
        about = f" · {shown_line(self.session.checklist.tip(tip).title)}" if tip else ""

        def written(wish: ActionWish | None) -> None:
            if wish is not None and self.try_act(
                lambda: self.session.write_action(wish.text, owner=wish.owner, due=wish.due, tip=tip, action=action)
            ):
                self.changed(f"action {'kept' if wish.text else 'taken away'}{UNDO}")

        now = ActionWish(old.text, old.owner, old.due) if old else None
        self.app.push_screen(ActionDialog(f"{'Action' if old else 'A new action'}{about}", now), written)

    def write_judgement(self) -> None:
        """The overall judgement, then its reason."""
        from notescan.model import JUDGEMENTS, judged

        now = self.session.judgement()
        choices = [Choice(value, words, key=str(n)) for n, (value, words) in enumerate(JUDGEMENTS.items(), 1)]
        choices.append(Choice(_OWN_SCALE, "In the words of your own scale", key=str(len(choices) + 1)))
        choices.append(Choice("", "No judgement yet", key="0"))
        own = now[0] if now and now[0] not in JUDGEMENTS else ""

        def judge(judgement: str | None, reason: str) -> None:
            if self.try_act(lambda: self.session.judge(judgement, reason)):
                self.changed(f"{judged(judgement) if judgement else 'no judgement'}{UNDO}")

        def ask_why(given: str) -> None:
            self.app.push_screen(
                WriteDialog(f"{judged(given)}: why?", words=now[1] if now else ""),
                lambda reason: judge(given, reason) if reason is not None else None,
            )

        def chosen(value: str | None) -> None:
            if value == "":
                judge(None, "")
            elif value == _OWN_SCALE:
                self.app.push_screen(
                    WriteDialog("Judgement, in the words of your own scale", words=own),
                    lambda said: ask_why(said.strip()) if said and said.strip() else None,
                )
            elif value:
                ask_why(value)

        marked = _OWN_SCALE if own else now[0] if now else None
        self.app.push_screen(ChooseDialog("Overall judgement", choices, chosen=marked), chosen)

    # -------------------------------------------------------------------------------------------- signing

    def action_sign(self) -> None:
        """Look what is open, then ask."""
        if not self.is_signed():
            self._weigh()

    def action_reopen_review(self) -> None:
        """Open a signed review again; that stands among the decisions."""
        if self.try_act(self.session.reopen_review):
            self.changed("reopened; it can be changed again")

    def may_sign(self, action: str) -> bool:
        """Which of the two acts, "sign" and "reopen_review", there is now: they share a key."""
        return (self.session.signed() is None) == (action == "sign")

    @work(thread=True, group="weigh", exclusive=True)
    def _weigh(self) -> None:
        from notescan.summary.model import summarise

        still_open = summarise(self.session).still_open
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(partial(self.post_message, self.Weighed(still_open)))

    @on(Weighed)
    def _weighed(self, event: Weighed) -> None:
        def answered(yes: bool | None) -> None:
            if yes and self.try_act(self.session.sign_off):
                self.changed("signed off · {more.reopen} reopens it")

        self.app.push_screen(
            ConfirmDialog("Sign this review off?", about=open_words(event.still_open), yes="Sign off", no="Not yet"),
            answered,
        )

    # ------------------------------------------------------------------------------------------- exporting

    def action_export(self) -> None:
        """Ask for form and place, then write."""
        done, total = self.session.progress()
        dialog = ExportDialog(self.session.info.title, Path.cwd(), open_items=total - done)

        def wished(wish: ExportWish | None) -> None:
            if wish:
                self._write(wish)

        self.app.push_screen(dialog, wished)

    @work(thread=True, group="export", exclusive=True)
    def _write(self, wish: ExportWish) -> None:
        from notescan.errors import UserError
        from notescan.summary import view, write_key, write_view

        worker, error = get_current_worker(), ""
        doubtful: tuple[Doubtful, ...] = ()
        try:
            seen = view(self.session, pseudonymised=wish.pseudonymise)
            doubtful = seen.doubtful
            made = write_view(seen, wish.form, template=wish.template)
            wish.path.write_bytes(made.encode() if isinstance(made, str) else made)
            if wish.key:
                wish.key.write_text(write_key(seen, wish.key), encoding="utf-8")
        except UserError as problem:
            error = str(problem)
        except OSError as problem:
            error = f"{wish.path} can't be written: {problem.strerror or problem}."
        if not worker.is_cancelled:
            self.app.call_from_thread(partial(self.post_message, self.Exported(wish.path, error, doubtful)))

    @on(Exported)
    def _written(self, event: Exported) -> None:
        if event.error:
            self.warn(event.error)
            return
        self.app.notify(f"Summary written to {event.path}", timeout=12, markup=False)
        self.changed(f"summary written: {event.path.name}")
        if event.doubtful:
            text = Text("These words were left as they are. Look whether any is somebody's name:\n\n")
            for word in event.doubtful:
                text.append(f"{shown_line(word.word)} ({word.count})", "bold").append(f"  {shown_line(word.seen)}\n")
            title = f"Look at {counted(len(event.doubtful), 'word')} before you share the file"
            self.app.push_screen(ReadDialog(title, text))


def open_words(still_open: tuple[str, ...]) -> str:
    """What is open, as the question before signing tells it."""
    lines = [line for line in still_open if "signed off" not in line]
    if not lines:
        return "Nothing is open: every suggestion is decided, every tip graded, the judgement given."
    return "\n".join(["Still open, and the summary will say so:", *(f"– {line}" for line in lines)])
