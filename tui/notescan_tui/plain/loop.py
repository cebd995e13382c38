"""The loop of the line-by-line review: one line asked, one act done, what came of it said.

The letters are the app's keys (`REVIEW_KEYS`, or the user's own), so that who knows the one knows the other.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from textual.binding import Binding

from notescan.errors import UserError
from notescan_tui.plain.closing import PlainClosing
from notescan_tui.plain.telling import opening, tip_lines, wrapped
from notescan_tui.plain.watch import Watch
from notescan_tui.screens.review_keys import REVIEW_KEYS
from notescan_tui.wording import counted, shown_line

if TYPE_CHECKING:
    from notescan.review.session import ReviewSession

ELSEWHERE = "This review is open in another window too: what is decided there comes here, and nothing is lost."
# What is done within the act beside it, asked there: its own letter would find nothing to do here.
WITHIN = {
    "find.next": "text.find",
    "find.back": "text.find",
    "text.expression": "text.find",
    "text.quote-more": "decide.quote",
    "text.quote-less": "decide.quote",
    "text.quote-front": "decide.quote",
    "text.quote-front-less": "decide.quote",
    "more.reopen": "more.sign",
}
ON_A_SCREEN = {"text.page-down", "text.page-up", "text.leave"}
"""What there is only where something is drawn: a page of it, and leaving what lies over it."""


class PlainReview(PlainClosing):
    """A review through lines. `watch` keeps the auditor's time and looks for other windows; see `Talk` for the rest."""

    def __init__(
        self,
        session: ReviewSession,
        read: Callable[[str], str],
        say: Callable[[str], None],
        *,
        keys: Mapping[str, Sequence[str]] | None = None,
        bell: bool = False,
        at_next: bool = False,
        watch: Watch | None = None,
    ) -> None:
        super().__init__(session, read, say, keys=keys, bell=bell, at_next=at_next)
        self._watch, self._told_elsewhere = watch, False
        self._acts: dict[str, Callable[[], None]] = {
            "decide.confirm": lambda: self.decide("confirm", session.confirm),
            "decide.reject": lambda: self.decide("reject", session.reject),
            "decide.later": lambda: self.decide("skip", session.skip),
            "decide.reject-because": self.reject_because,
            "decide.reopen": self.reopen,
            "decide.undo": lambda: self.turn("undone", session.undo),
            "decide.redo": lambda: self.turn("done again", session.redo),
            "decide.grade": self.grade,
            "decide.add": self.add,
            "decide.comment": self.comment,
            "decide.comment-tip": self.comment_tip,
            "decide.stance": self.stance,
            "decide.move": self.move,
            "decide.quote": self.quote,
            "tip.nothing": lambda: self.seen("nothing_found"),
            "tip.come-back": lambda: self.seen("come_back"),
            "write.strength": lambda: self.write_words("strength", self.tip),
            "write.improvement": lambda: self.write_words("improvement", self.tip),
            "write.action": lambda: self.write_action(tip=self.tip),
            "teach.example": self.example,
            "go.next": lambda: self.step(1),
            "go.back": lambda: self.step(-1),
            "go.open": lambda: self.step_open(1),
            "go.open-back": lambda: self.step_open(-1),
            "go.tips": self.choose_tip,
            "go.tip-next": lambda: self.step_tip(1),
            "go.tip-back": lambda: self.step_tip(-1),
            "go.filter": self.choose_filter,
            "go.items": self.several,
            "more.why": self.why,
            "more.tip": lambda: self.lines(tip_lines(session, self.tip)),
            "more.finding": self.findings,
            "more.chronology": self.chronology,
            "more.coverage": self.coverage,
            "more.people": self.people,
            "more.summary": self.summary,
            "more.sign": self.sign,
            "more.export": self.export,
            "text.find": self.find,
            "text.jump": self.jump,
            "text.copy": self.copy,
            "text.here": self.tell,
            "text.down": lambda: self.read_note(1),
            "text.up": lambda: self.read_note(-1),
            "text.start": lambda: self.read_end(0),
            "text.end": lambda: self.read_end(1),
            "app.help": self.help,
        }

    def run(self) -> None:
        """Until the review is closed or the input ends; everything is saved as it is done."""
        self.lines(opening(self.session))
        self.say("Type a letter and press Enter. {app.help} tells all of them.")
        self.look_elsewhere()
        self.tell()
        acts = {typed: act for act in self._acts for typed in self.letters_of(act)}
        with contextlib.suppress(EOFError):
            while (typed := self.ask("> ")) not in self.letters_of("more.close"):
                self.look_elsewhere()
                if not typed:
                    self.tell()
                elif typed in acts:
                    self._try(self._acts[acts[typed]])
                else:
                    self.cannot(
                        f"There is no letter {shown_line(typed)!r}; {self.letter('app.help')} tells all of them."
                    )
        done, total = self.session.progress()
        self.say(f"Closed; {done} of {total} decided. Everything is saved.")

    def ask(self, question: str) -> str:
        """Each line that is typed, also within an act, shows that the auditor is at work."""
        typed = super().ask(question)
        if self._watch:
            self._watch.touch()
        return typed

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except UserError as error:
            self.cannot(str(error))

    def look_elsewhere(self) -> None:
        """Take in what another window decided, and tell that there is one."""
        before = len(self.session.decisions)
        if self.session.refresh():
            self.say(f"{counted(len(self.session.decisions) - before, 'decision')} came from another window")
            if self.item not in self.session.state.items:
                self.item = None
        elsewhere = self._watch is not None and self._watch.is_elsewhere()
        if elsewhere and not self._told_elsewhere:
            self.lines(wrapped(ELSEWHERE))
        self._told_elsewhere = elsewhere

    def help(self) -> None:
        """Every letter and what it does."""
        for binding in REVIEW_KEYS:
            if isinstance(binding, Binding) and binding.id in self._acts:
                letters = " or ".join(self.letters_of(binding.id))
                self.lines(wrapped(f"{letters}  {HELP.get(binding.id) or binding.tooltip or binding.description}"))
        self.say("{more.close}  Close this review: everything is saved already")
        self.say("Enter alone tells the item again")


HELP = {
    "text.find": "Find words or a regular expression; a place can be added as evidence",
    "text.jump": "The items of the note read last, to go to one",
    "text.copy": "The quote on one line, to copy it",
    "text.down": "Read the item's note in full; again: the next note",
    "text.up": "Read the item's note in full; again: the note before",
    "text.start": "Read the first note of the case",
    "text.end": "Read the last note of the case",
    "text.here": "Back to the item: tell it again",
    "decide.add": "Add evidence: type its words",
    "decide.quote": "Change where this item's quote begins and ends, word by word or by other words",
    "go.items": "Decide several of this tip's items at once, by their numbers",
    "more.sign": "Sign off (what is open is told first), or reopen",
}
"""Where a key of the screen is something a little different here."""
