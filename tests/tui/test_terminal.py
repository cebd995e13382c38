"""The app in a real terminal: tmux draws it, types into it, changes its size, and takes it away without asking."""

from __future__ import annotations

import os
import re
import secrets
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from notescan.review.session import resume
from notescan.review.store import Store
from notescan_tui.settings import Settings

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

PATIENCE = 30.0
"""Seconds for which a screen is waited for; a busy computer needs some."""


class Terminal:
    """One tmux session of its own server, so that no other is touched."""

    def __init__(self, folder: Path, store: Path) -> None:
        self._server = f"notescan-{secrets.token_hex(4)}"
        self._folder, self._store = folder, store
        self.status = folder / "status"
        """Where the app's exit code is, once it has left."""
        (folder / "config" / "notescan").mkdir(parents=True)

    def tmux(self, *args: str) -> str:
        command = ["tmux", "-L", self._server, "-f", "/dev/null", *args]
        # the size is the terminal's own
        env = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "TMUX")}
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True, env=env).stdout

    def settings(self, settings: Settings) -> None:
        path = self._folder / "config" / "notescan" / "settings.json"
        path.write_text(settings.model_dump_json(), encoding="utf-8")

    def start(self, *, columns: int = 80, rows: int = 24, **more: str) -> None:
        """Start the app; `more` is its environment beside the usual one."""
        env = {"NOTESCAN_STORE": str(self._store), "XDG_CONFIG_HOME": str(self._folder / "config"), "LC_ALL": "C.UTF-8"}
        set_env = [part for name, value in env.items() for part in ("-e", f"{name}={value}")]
        app = shlex.join(
            ["env", *(f"{name}={value}" for name, value in more.items()), sys.executable, "-m", "notescan"]
        )
        command = f"{app}; echo $? > {shlex.quote(str(self.status))}"
        self.tmux("new-session", "-d", "-x", str(columns), "-y", str(rows), *set_env, command)
        self.tmux("set-option", "-g", "remain-on-exit", "on")  # so that a screen can be looked at after it

    def press(self, *keys: str) -> None:
        self.tmux("send-keys", *keys)

    def screen(self) -> str:
        return self.tmux("capture-pane", "-p")

    def colours(self) -> set[str]:
        """Every code by which a colour of the screen was asked for."""
        drawn = self.tmux("capture-pane", "-p", "-e")
        codes = ";".join(re.findall("\x1b\\[([0-9;]*)m", drawn)).split(";")
        return {code for code in codes if code in ("38", "48") or (len(code) > 1 and code[-2] in "3490")}

    def until(self, holds: Callable[[str], bool]) -> str:
        """The screen, as soon as it is like that."""
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            if holds(screen := self.screen()):
                return screen
            time.sleep(0.1)
        raise AssertionError(f"not seen in {PATIENCE:.0f} seconds; the screen is\n{self.screen()}")

    def cursor(self) -> tuple[int, int, bool]:
        """Where the terminal's own cursor is, and whether it is shown."""
        x, y, shown = self.tmux("display-message", "-p", "#{cursor_x} #{cursor_y} #{cursor_flag}").split()
        return int(x), int(y), shown == "1"

    def end(self) -> None:
        subprocess.run(["tmux", "-L", self._server, "kill-server"], capture_output=True, check=False)


@pytest.fixture
def terminal(tmp_path: Path, store_path: Path) -> Iterator[Terminal]:
    made = Terminal(tmp_path, store_path)
    yield made
    made.end()


def test_a_review_is_held_resized_and_survives_the_terminal_s_end(
    terminal: Terminal, store_path: Path, review_id: str
) -> None:
    terminal.settings(Settings(cursor=True))
    terminal.start()
    terminal.until(lambda s: "Marlow" in s and "0 of 10" in s)
    terminal.press("Enter")
    first = terminal.until(lambda s: "1 of 4 · Child" in s and "0 of 10 decided" in s)
    assert "▶+" in first

    def is_on_the_quote(screen: str) -> bool:
        x, y, is_shown = terminal.cursor()
        return is_shown and screen.splitlines()[y][x:].startswith("Ebony was seen alone")

    terminal.until(is_on_the_quote)

    terminal.press("a")
    terminal.until(lambda s: "1 of 10 decided" in s)
    terminal.press("x")
    terminal.until(lambda s: "2 of 10 decided" in s)
    terminal.press("u")
    terminal.until(lambda s: "1 of 10 decided" in s and "undone" in s)

    terminal.tmux("resize-window", "-x", "200", "-y", "50")
    wide = terminal.until(lambda s: "What good looks like" in s)
    assert max(len(line) for line in wide.splitlines()) <= 200
    terminal.tmux("resize-window", "-x", "80", "-y", "24")
    terminal.until(lambda s: "What good looks like" not in s and "? help" in s)

    terminal.end()  # nobody asks whether it suits
    with Store(store_path) as store:
        kept = resume(store, review_id)
        assert [kept.item(i).state for i in ("e1", "e2")] == ["confirmed", "undecided"]
        assert kept.redo() is not None
        assert kept.item("e2").state == "rejected"


def test_leaving_is_a_key_and_no_mistake(terminal: Terminal, review_id: str) -> None:
    assert review_id
    terminal.start()
    terminal.until(lambda s: "Marlow" in s)
    assert not terminal.cursor()[2]
    terminal.press("q")
    left = terminal.until(lambda _: terminal.status.is_file() and terminal.status.read_text().endswith("\n"))
    assert "Traceback" not in left
    assert terminal.status.read_text() == "0\n"


@pytest.mark.parametrize("colourless", [False, True])
def test_sixteen_colours_are_all_that_is_asked_of_a_terminal_that_has_no_more(
    terminal: Terminal, review_id: str, colourless: bool
) -> None:
    assert review_id
    more = {"NO_COLOR": "1"} if colourless else {}
    terminal.start(TERM="xterm-16color", COLORTERM="", **more)
    terminal.until(lambda s: "Marlow" in s)
    terminal.press("Enter")
    shown = terminal.until(lambda s: "1 of 4 · Child" in s)
    assert "▶+" in shown, "a sign, where a colour may be missing"
    asked = terminal.colours()
    assert not asked & {"38", "48"}, "a colour beyond the sixteen"
    hues = {code for code in asked if code[-1] not in "079"}
    assert bool(hues) is not colourless


def test_five_megabytes_pasted_into_a_terminal_arrive_whole(terminal: Terminal, tmp_path: Path) -> None:
    note = "12/03/2024 14:30 | Home visit | Jo Pike, social worker\nTia said she likes it when Nan stays.\n\n"
    pasted = tmp_path / "pasted.txt"
    pasted.write_text(note * (5_000_000 // len(note) + 1), encoding="utf-8")
    terminal.start()
    terminal.until(lambda s: "No reviews yet" in s)
    terminal.tmux("load-buffer", str(pasted))
    terminal.tmux("paste-buffer", "-p")
    seen = terminal.until(lambda s: "all of it is here" in s)
    assert f"5.0 million characters, {pasted.read_text(encoding='utf-8').count(chr(10)) + 1:,} lines" in seen
