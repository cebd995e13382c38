"""What each screen shows, kept as plain text in snapshots/<screen>/<size>.txt; colours are left to test_themes.py.

Where a screen was changed on purpose, draw anew and look at the difference before it is committed:
`NOTESCAN_SNAPSHOTS=write pytest tests/tui/test_snapshots.py`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from notescan_tui.engine import Opened, Wish
from notescan_tui.screens.begin import BeginScreen
from tests.factory import AUDIT_DATE, make_case
from tests.tui.conftest import drawn, settle
from tests.tui.snapshots.scene import fixed_time_and_ids, make_app, put_folder, put_review, sign, to_browse, to_queue

FOLDER = Path(__file__).parent / "snapshots"
IS_WRITING = os.environ.get("NOTESCAN_SNAPSHOTS") == "write"
SIZES = ((80, 24), (200, 50))

# Each screen, and the keys that lead to it from home.
WAYS: dict[str, tuple[str, ...]] = {
    "home": (),
    "review": ("enter",),
    "tip-list": ("enter", "t"),
    "why": ("enter", "b", "w"),
    "grade": ("enter", "g"),
    "find": ("enter", "slash", *"seen", "enter"),
    "jump": ("enter", "l"),
    "several": ("enter", "L", "space"),
    "chronology": ("enter", "h"),
    "coverage": ("enter", "H", "right", "down"),
    "roster": ("enter", "P"),
    "summary": ("enter", "S"),
    "signing": ("enter", "O"),
    "export": ("enter", "E"),
    "help": ("enter", "question_mark"),
    "filter": ("enter", "v"),
    "keys": ("f3",),
    "palette": ("enter", "colon"),
    "paste": ("p",),
}

FOLDERS = {"browse": to_browse, "queue": to_queue}


@pytest.fixture(autouse=True)
def review_id(store_path: Path) -> Iterator[str]:
    with fixed_time_and_ids():
        yield put_review(store_path)


def compare(pilot: Pilot[None], screen: str) -> None:
    """Compare what is drawn with what is kept; or keep it, where that is asked for."""
    size = pilot.app.size
    shown = "\n".join(line.rstrip() for line in drawn(pilot).splitlines()) + "\n"
    file = FOLDER / screen / f"{size.width}x{size.height}.txt"
    if IS_WRITING:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(shown, encoding="utf-8", newline="\n")
    assert file.is_file(), f"no snapshot {file.name} of {screen}: NOTESCAN_SNAPSHOTS=write draws it"
    assert shown.splitlines() == file.read_text(encoding="utf-8").splitlines(), f"{screen} at {file.stem} has changed"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("screen", WAYS)
async def test_a_screen_shows_what_it_showed(screen: str, size: tuple[int, int], store_path: Path) -> None:
    async with make_app(store_path).run_test(size=size) as pilot:
        await settle(pilot)
        for key in WAYS[screen]:
            await pilot.press(key)
            await settle(pilot)
        compare(pilot, screen)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_begin(size: tuple[int, int], store_path: Path) -> None:
    app = make_app(store_path)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        app.push_screen(BeginScreen(Opened(make_case(), "assessment", {}), Wish(audit_date=AUDIT_DATE)))
        await settle(pilot)
        compare(pilot, "begin")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_signed_off(size: tuple[int, int], store_path: Path, review_id: str) -> None:
    sign(store_path, review_id)
    async with make_app(store_path).run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("enter", "S")
        await settle(pilot)
        compare(pilot, "signed-off")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("screen", FOLDERS)
async def test_a_folder_shows_what_it_showed(
    screen: str, size: tuple[int, int], store_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_folder(tmp_path)
    monkeypatch.chdir(tmp_path)  # so that its path is the same at every run
    async with make_app(store_path).run_test(size=size) as pilot:
        await settle(pilot)
        await FOLDERS[screen](pilot, Path("March sample"))
        compare(pilot, screen)


def test_every_snapshot_is_of_a_screen_and_a_size() -> None:
    """None is left over from a screen that is gone."""
    kept = {file.relative_to(FOLDER).as_posix() for file in FOLDER.rglob("*.txt")}
    screens = [*WAYS, *FOLDERS, "begin", "signed-off"]
    assert kept == {f"{screen}/{width}x{height}.txt" for screen in screens for width, height in SIZES}
