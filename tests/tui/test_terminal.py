"""The app in a real terminal: tmux draws it, types into it, changes its size, and takes it away without asking."""

from __future__ import annotations

import os
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

    def start(self, *, columns: int = 80, rows: int = 24) -> None:
        env = {"NOTESCAN_STORE": str(self._store), "XDG_CONFIG_HOME": str(self._folder / "config"), "LC_ALL": "C.UTF-8"}
        set_env = [part for name, value in env.items() for part in ("-e", f"{name}={value}")]
        app = shlex.join([sys.executable, "-m", "notescan"])
        command = f"{app}; echo $? > {shlex.quote(str(self.status))}"
        self.tmux("new-session", "-d", "-x", str(columns), "-y", str(rows), *set_env, command)
        self.tmux("set-option", "-g", "remain-on-exit", "on")  # so that a screen can be looked at after it

    def press(self, *keys: str) -> None:
        self.tmux("send-keys", *keys)

    def screen(self) -> str:
        return self.tmux("capture-pane", "-p")

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
