"""What is asked and told before a review goes on line by line, and the ways of the terminal it is held on."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from notescan_tui import engine
from notescan_tui.keymap import clashes, in_force, keys_path, own_keys, told
from notescan_tui.plain.loop import PlainReview
from notescan_tui.plain.talk import Talk
from notescan_tui.plain.telling import wrapped
from notescan_tui.plain.watch import Watch
from notescan_tui.settings import load_settings
from notescan_tui.wording import shown_line

if TYPE_CHECKING:
    from notescan.review.session import ReviewSession
    from notescan.review.store import Store
    from notescan_tui.engine import Opened, Wish
    from notescan_tui.settings import Settings


class Terminal:
    """The terminal's own lines: what is typed, what is shown."""

    def __init__(self, output: TextIO) -> None:
        self._output = output

    def say(self, line: str) -> None:
        """Show a line at once."""
        self._output.write(f"{line}\n")
        self._output.flush()

    def read(self, question: str) -> str:
        """The line typed after a question; EOFError at the end of the input."""
        self._output.write(question)
        self._output.flush()
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.rstrip("\n")


def run_plain(
    wish: Wish,
    store: Store,
    *,
    output: TextIO | None = None,
    keys_file: Path | None = None,
    settings_file: Path | None = None,
) -> None:
    """Read the case and hold its review line by line, by the user's own settings and keys, until it is closed."""
    terminal = Terminal(output or sys.stdout)
    settings, wrong = load_settings(settings_file)
    keys, problems = _keys(keys_file or keys_path())
    for line in (wrong, *problems):
        if line:
            terminal.say(line)
    try:
        session = _opened(wish, store, Talk(terminal.read, terminal.say), settings)
        if session is not None:
            _held(session, terminal, settings, keys, wish.patterns)
    except (KeyboardInterrupt, EOFError):
        terminal.say("\nClosed. Everything is saved.")


def _held(
    session: ReviewSession,
    terminal: Terminal,
    settings: Settings,
    keys: dict[str, tuple[str, ...]],
    patterns: Path | None,
) -> None:
    watch = Watch(session, away_minutes=settings.away_minutes)
    review = PlainReview(
        session,
        terminal.read,
        terminal.say,
        keys=keys,
        bell=settings.bell,
        at_next=settings.open_with == "next",
        watch=watch,
    )
    review.patterns = patterns
    try:
        review.run()
    finally:
        watch.close()


def _opened(wish: Wish, store: Store, talk: Talk, settings: Settings) -> ReviewSession | None:
    """The review: gone on with, carried over from an earlier export, or begun; None where the auditor left."""
    who = None if os.environ.get("NOTESCAN_AUDITOR") else settings.auditor or None
    opened = engine.read(wish, store)
    if found := engine.earlier(opened, wish, store):
        from notescan_tui.screens.carried import ANEW, CARRY, CARRY_TITLE, carry_about

        talk.say(f"{CARRY_TITLE}.")
        talk.lines(wrapped(carry_about(found)))
        number = talk.choice("Those decisions:", [", ".join(CARRY), ", ".join(ANEW)])
        if number is None:
            return None
        if number == 0:
            return _carried(opened, wish, store, talk, found.id, who)
    talk.say("Looking for evidence ...")
    session = engine.open_case(opened, wish, store, who=who)
    _tell_problems(session, talk.say)
    return session


def _carried(opened: Opened, wish: Wish, store: Store, talk: Talk, earlier: str, who: str | None) -> ReviewSession:
    from notescan_tui.screens.carried import carried_words

    talk.say("Looking for evidence ...")
    session, report = engine.carry(opened, wish, store, earlier, who=who)
    for line in carried_words(report).plain.splitlines():
        talk.lines(wrapped(line) if line.strip() else [""])
    _tell_problems(session, talk.say)
    return session


def _tell_problems(session: ReviewSession, say: Callable[[str], None]) -> None:
    if not session.decisions:
        for problem in session.scan.pattern_problems:
            say(shown_line(f"Not used of your patterns: {problem}. All else was used."))


def _keys(path: Path) -> tuple[dict[str, tuple[str, ...]], Sequence[str]]:
    """The keys in force where the user has some of their own, and what is wrong with them."""
    if not path.exists():
        return {}, ()
    from notescan_tui.keymap import actions_of
    from notescan_tui.keys_page import parts

    actions = actions_of(parts())
    own, wrong = own_keys(path, [a.id for a in actions])
    return in_force(actions, own), [wrong, *(told(clash, own) for clash in clashes(actions, own))]
