"""The pattern workshop in the app: broken files are told, examples are written, the roster is mended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from notescan_tui.app import NotescanApp
from notescan_tui.engine import Wish
from notescan_tui.screens.review import ReviewScreen

CASE = """\
03/02/2025 10:00 | Home visit | Ama Quartey (Social Worker)
Ebony was seen alone in her bedroom. She told me she likes it when Nan stays. The kitchen was clean.
"""


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder of patterns; it is not there yet."""
    folder = tmp_path / "settings" / "patterns"
    monkeypatch.setenv("NOTESCAN_PATTERNS", str(folder))
    return folder


async def until(pilot: Pilot[None], there: Callable[[], bool]) -> None:
    """Wait for a worker's result to be on the screen."""
    for _ in range(600):
        if there():
            return
        await pilot.pause(0.05)
    raise AssertionError("it did not come")


def told(app: NotescanApp) -> list[str]:
    return [note.message for note in app._notifications]


async def test_a_broken_pattern_file_is_told_and_the_review_opens(mine: Path, tmp_path: Path, store_path: Path) -> None:
    (mine / "assessment").mkdir(parents=True)
    (mine / "assessment" / "childs-voice.yaml").write_text("patterns:\n  - id: [x\n", encoding="utf-8")
    case = tmp_path / "case.txt"
    case.write_text(CASE, encoding="utf-8")
    app = NotescanApp(store_path, Wish(paths=(str(case),), checklist="assessment"), keys_file=tmp_path / "keys.json")
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        assert isinstance(app.screen, ReviewScreen)
        assert app.screen.session.items()
        assert any("childs-voice.yaml, line 3: it can't be read as YAML" in words for words in told(app))
