"""A conversation line by line: what is asked, the line that is typed, what is said. No cursor moves, no redraw."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

from textual.binding import Binding

from notescan_tui.keyed import with_keys
from notescan_tui.keymap import split
from notescan_tui.plain.telling import wrapped
from notescan_tui.screens.review_keys import REVIEW_KEYS
from notescan_tui.screens.roster import ROSTER_KEYS
from notescan_tui.wording import DAY_LIKE, parse_day, shown_line

_CHARACTERS = {
    "plus": "+", "slash": "/", "question_mark": "?", "right_square_bracket": "]", "left_square_bracket": "[",
    "period": ".", "comma": ",", "minus": "-", "semicolon": ";", "apostrophe": "'", "number_sign": "#", "at": "@",
    "equals_sign": "=", "asterisk": "*", "exclamation_mark": "!", "colon": ":", "less_than_sign": "<",
    "greater_than_sign": ">",
}  # fmt: skip
BELL = "\a"


class Talk:
    """Asks and says. `read` gives the next line typed (EOFError at the end); `say` shows one.

    `keys` are the keys in force by the name of their action, where the user has some of their own.
    """

    def __init__(
        self,
        read: Callable[[str], str],
        say: Callable[[str], None],
        *,
        keys: Mapping[str, Sequence[str]] | None = None,
        bell: bool = False,
    ) -> None:
        self._read, self._say, self._bell = read, say, bell
        ours = {b.id: split(b.key) for b in (*REVIEW_KEYS, *ROSTER_KEYS) if isinstance(b, Binding) and b.id}
        self._keys: Mapping[str, Sequence[str]] = {**ours, **(keys or {})}

    def letters_of(self, action: str) -> list[str]:
        """What may be typed for an action: its keys of one character; the name of the key where it has none."""
        typed = [_CHARACTERS.get(key, key) for key in self._keys.get(action, ())]
        return [t for t in typed if len(t) == 1] or typed

    def letter(self, action: str) -> str:
        """The first of them; the action's name where it has none."""
        return next(iter(self.letters_of(action)), action)

    def say(self, words: str) -> None:
        """Say it; the names of actions in braces become their letters."""
        self._say(with_keys(words, self.letter))

    def lines(self, lines: Iterable[str]) -> None:
        """Show words of the case or of a list, as they are."""
        for line in lines:
            self._say(line)

    def cannot(self, words: str) -> None:
        """Say why nothing was done, with the bell where the auditor wants it."""
        self.say(f"{BELL if self._bell else ''}{shown_line(words)}")

    def ask(self, question: str) -> str:
        """The line that is typed, without space around it; EOFError at the end of all input."""
        return self._read(with_keys(question, self.letter)).strip()

    def choice(self, title: str, choices: Sequence[str]) -> int | None:
        """The number chosen, from 0; None where nothing was."""
        self.say(title)
        for number, words in enumerate(choices, 1):
            self.lines(wrapped(f"{number}. {words}"))
        return self.number("number, or Enter to leave: ", len(choices))

    def number(self, question: str, most: int) -> int | None:
        """A number of a list that was told, from 0; None where nothing was typed or there is no such number."""
        typed = self.ask(question)
        if not typed:
            return None
        if typed.isdecimal() and 1 <= int(typed) <= most:
            return int(typed) - 1
        self.cannot(f"There is no number {shown_line(typed)}; nothing was changed.")
        return None

    def words(self, title: str, now: str) -> str | None:
        """Words in place of those there are now; empty to take them away, None to leave them."""
        if now:
            self.lines(wrapped(f"now: {now}"))
        typed = self.ask(f"{title} (Enter leaves it{', - takes it away' if now else ''}): ")
        return "" if typed == "-" and now else typed or None

    def yes(self, question: str) -> bool:
        """Whether yes was typed in full."""
        return self.ask(f"{question} Type yes, or Enter for no: ") == "yes"

    def day(self, question: str) -> dt.date | None:
        """The day typed; None where nothing was, UserError where it is no date."""
        typed = self.ask(question)
        return self.as_day(typed) if typed else None

    def as_day(self, typed: str) -> dt.date:
        """A day as it was typed; UserError where it is none."""
        from notescan.errors import UserError

        if (given := parse_day(typed)) is None:
            raise UserError(f"“{shown_line(typed)}” is no date; write it like {DAY_LIKE}. Nothing was changed.")
        return given
