"""Settings: kept when they are changed, told when they are wrong, documented from their fields."""

from __future__ import annotations

import json
from pathlib import Path

from notescan_tui.app import NotescanApp
from notescan_tui.settings import Settings, described, load_settings, save_settings

ROOT = Path(__file__).parents[2]


def test_what_is_saved_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "own" / "settings.json"
    assert save_settings(Settings(theme="notescan-light", away_minutes=5), path) == ""
    settings, wrong = load_settings(path)
    assert (settings.theme, settings.away_minutes, wrong) == ("notescan-light", 5, "")
    assert json.loads(path.read_text()) == {"theme": "notescan-light", "away_minutes": 5}


def test_a_broken_file_is_told_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    for content, said in (("{", "can't be used"), ('{"away_minutes": -1}', "away_minutes"), ('{"shoes": 7}', "shoes")):
        path.write_text(content)
        settings, wrong = load_settings(path)
        assert settings == Settings()
        assert said in wrong
        assert path.read_text() == content


async def test_the_colours_chosen_are_there_the_next_time(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    app = NotescanApp(tmp_path / "r.sqlite", settings_file=path)
    async with app.run_test() as pilot:
        assert app.theme == "notescan-dark"
        await pilot.press("f2")
        assert app.theme == "notescan-light"
        app.theme = "notescan-contrast"
        await pilot.pause()
    assert NotescanApp(tmp_path / "r.sqlite", settings_file=path).theme == "notescan-contrast"


async def test_a_broken_settings_file_does_not_stop_the_app(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text("nonsense")
    app = NotescanApp(tmp_path / "r.sqlite", settings_file=path)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert any("can't be used" in note.message for note in app._notifications)
    assert path.read_text() == "nonsense"


def test_the_page_on_settings_is_made_from_the_fields() -> None:
    assert described() in (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
