"""A paste arrives as a whole. Textual takes it apart letter by letter: eight seconds for five megabytes."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib import import_module

from textual._xterm_parser import XTermParser
from textual.events import Paste
from textual.message import Message

# What the terminal sends before and after what is pasted (bracketed paste, mode 2004 of xterm).
_BEGIN, _END = "\x1b[200~", "\x1b[201~"


class PasteParser(XTermParser):
    """Textual's parser of what the terminal sends, which is given everything but pastes."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._parts: list[str] | None = None
        """What of a paste has come so far; null between pastes."""
        self._cut = ""
        """The beginning of what ends a paste, where the rest of it is still to come."""

    def feed(self, data: str) -> Iterable[Message]:
        """What these characters mean. Where the mark of a paste's beginning is cut in two, Textual reads that paste."""
        if not data:  # the end of the input
            yield from super().feed(data)
            return
        data, self._cut = self._cut + data, ""
        while data:
            if self._parts is None:
                before, begins, data = data.partition(_BEGIN)
                if before:
                    yield from super().feed(before)
                if begins:
                    self._parts = []
                continue
            pasted, ends, rest = data.partition(_END)
            if not ends:
                kept = next((n for n in range(len(_END) - 1, 0, -1) if data.endswith(_END[:n])), 0)
                self._parts.append(data[: len(data) - kept])
                self._cut = data[len(data) - kept :]
                return
            yield Paste("".join([*self._parts, pasted]).replace("\x00", ""))
            self._parts, data = None, rest


def take_pastes_whole() -> None:
    """From now on the app's terminal is read by our parser. Without its place in Textual all stays as it was."""
    driver = import_module(f"textual.drivers.{'win32' if sys.platform == 'win32' else 'linux_driver'}")
    if getattr(driver, "XTermParser", None) is XTermParser:
        driver.XTermParser = PasteParser  # type: ignore[attr-defined]
