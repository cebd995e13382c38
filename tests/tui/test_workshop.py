"""The pattern workshop in the app: broken files are told, examples are written, the roster is mended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from textual.app import App
from textual.pilot import Pilot

from notescan_tui.app import NotescanApp
from notescan_tui.engine import Wish
from notescan_tui.screens.review import ReviewScreen
from tests.factory import HOME
from tests.tui.conftest import Opening

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


def told(app: App[None]) -> list[str]:
    return [note.message for note in app._notifications]


async def test_a_broken_pattern_file_is_told_and_the_review_opens(mine: Path, tmp_path: Path, store_path: Path) -> None:
    (mine / "assessment").mkdir(parents=True)
    (mine / "assessment" / "childs-voice.yaml").write_text("patterns:\n  - id: [x\n", encoding="utf-8")
    case = tmp_path / "case.txt"
    case.write_text(CASE, encoding="utf-8")
    app = NotescanApp(store_path, Wish(paths=(str(case),), checklist="assessment"), keys_file=tmp_path / "keys.json")
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: bool(app.screen.query("#case")) and bool(told(app)))
        assert isinstance(app.screen, ReviewScreen)
        assert app.screen.session.items()
        assert any("childs-voice.yaml, line 3: it can't be read as YAML" in words for words in told(app))


class TestExamples:
    async def test_a_rejected_sentence_is_written_to_ignore_and_taken_out_again(
        self, mine: Path, opened: Opening, review_id: str
    ) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("p")
            assert not mine.exists(), "nothing is decided yet"
            await pilot.press("x", "b", "p")
            assert screen.current is not None
            assert screen.current.state == "rejected"
            path = mine / "assessment" / "childs-voice.yaml"
            written = yaml.safe_load(path.read_text(encoding="utf-8"))
            assert [e["text"] for e in written["ignores"]] == ["Ebony was seen alone in her bedroom."]
            assert str(path) in told(pilot.app)[-1]
            assert len(screen.session.decisions) == 1, "it is no decision, so undo has nothing more to take back"
            await pilot.press("u")
            assert yaml.safe_load(path.read_text(encoding="utf-8")) == written
            await pilot.press("x", "b", "p")
            assert yaml.safe_load(path.read_text(encoding="utf-8")) is None
            assert "Taken out of" in told(pilot.app)[-1]

    async def test_what_was_added_by_hand_is_written_to_find(self, mine: Path, opened: Opening, review_id: str) -> None:
        async with opened() as (pilot, screen):
            start = screen.session.case.text.index("a lock is on the outside")
            decision = screen.session.add(HOME, start, start + 33, "against")
            screen.go(screen.session.item(decision.item))
            await pilot.press("p")
            written = yaml.safe_load((mine / "assessment" / "home-environment.yaml").read_text(encoding="utf-8"))
            assert [(e["text"], e["stance"]) for e in written["finds"]] == [
                ("[[a lock is on the outside of his d]]oor", "against")
            ]

    async def test_a_file_that_can_not_be_mended_is_told_and_left(
        self, mine: Path, opened: Opening, review_id: str
    ) -> None:
        path = mine / "assessment" / "childs-voice.yaml"
        path.parent.mkdir(parents=True)
        path.write_text("patterns: [x", encoding="utf-8")
        async with opened() as (pilot, _):
            await pilot.press("x", "b", "p")
            assert "mend the file first" in told(pilot.app)[-1]
            assert path.read_text(encoding="utf-8") == "patterns: [x"
