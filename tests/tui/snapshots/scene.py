"""A review in which something of everything is to be seen, the same at every run: clock, ids and names are fixed."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from notescan.clocks import run_clocks
from notescan.model import Person, Roster
from notescan.over_time import CaseOverTime
from notescan.review import store as store_module
from notescan.review.session import ReviewSession
from notescan.review.store import Store
from notescan.summary import model as summary_model
from notescan_tui.app import NotescanApp
from notescan_tui.screens.browse import BrowseScreen, CaseTree
from notescan_tui.screens.queue import QueueScreen, ToQueue
from tests.chronology.made import day
from tests.factory import AUDIT_DATE, HOME, TIME, make_checklist, make_scan
from tests.tui.test_over_time import ACTIONS, CASE, CHECK, COVERAGE, EVENTS, REPEAT

NOON = dt.datetime(2025, 3, 11, 12, tzinfo=dt.UTC)
"""When everything was done."""
WHO = "Noor Aziz"
PEOPLE = Roster(
    people=(
        Person(names=("Ebony",), role="child", relation="daughter"),
        Person(names=("Tobias", "Toby"), role="child", relation="son"),
        Person(names=("Carla Marlow", "Carla"), role="parent", relation="mother"),
        Person(names=("Priya Dunmore",), role="worker", relation="social worker"),
    )
)


@contextmanager
def fixed_time_and_ids() -> Iterator[None]:
    """No clock, no chance, no user's name, no folder of this computer gets on the screen."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        _fix(monkeypatch)
        _take_zone()
        yield
    _take_zone()


def _take_zone() -> None:
    """Use the time zone of the environment; Windows has no way to do so."""
    if hasattr(time, "tzset"):
        time.tzset()


def _fix(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = count(1)
    clock = SimpleNamespace(**vars(dt) | {"datetime": SimpleNamespace(now=lambda zone: NOON.astimezone(zone))})
    monkeypatch.setattr(summary_model, "dt", clock)
    monkeypatch.setattr(summary_model, "__version__", "1.0")  # the next version is no change of a screen
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("NOTESCAN_AUDITOR", WHO)
    monkeypatch.setattr(store_module, "_now", NOON.isoformat)
    monkeypatch.setattr(Store, "add_time", lambda *_: None)  # how long it took to draw is no change of a screen
    monkeypatch.setattr(store_module, "_new_id", lambda db, checklist: f"review-{next(numbers)}")
    monkeypatch.setattr(Path, "cwd", classmethod(lambda cls: cls()))  # where the summary would be written


def put_review(store_path: Path) -> str:
    """A case with events, a check, coverage and people; one item confirmed, one rejected, one tip graded. Its id."""
    clocks = tuple(run_clocks(EVENTS, audit_date=AUDIT_DATE, area="assessment", begins=day("14 Jan 2025")))
    over_time = CaseOverTime(events=EVENTS, clocks=clocks, coverage=COVERAGE, actions=ACTIONS, repeats=(REPEAT,))
    scan = make_scan(CASE)
    tips = tuple(t.model_copy(update={"check": CHECK}) if t.tip == TIME else t for t in scan.tips)
    scan = scan.model_copy(update={"tips": tips, "over_time": over_time, "roster": PEOPLE})
    with Store(store_path) as store:
        review = store.create(CASE, scan, make_checklist())
        session = ReviewSession(store, store.load(review), who=WHO, clock=lambda: NOON)
        session.confirm("e1")
        session.comment("e1", "Told in her own words")
        session.reject("e2", "Too general")
        session.grade(HOME, "partly_met")
        session.comment(HOME, "One room was not seen")
    return review


def sign(store_path: Path, review: str) -> None:
    """Sign that review off."""
    with Store(store_path) as store:
        ReviewSession(store, store.load(review), who=WHO, clock=lambda: NOON).sign_off()


def put_folder(parent: Path) -> Path:
    """A folder of three cases: one that can be read, one of two files, one that can't be read."""
    folder = parent / "March sample"
    (folder / "Case 2").mkdir(parents=True)
    visit = "12/03/2024 14:30 | Home visit | Jo Pike, social worker\n{} showed me the den and said it is quiet.\n\n"
    (folder / "Case 1.txt").write_text(visit.format("Orla"), encoding="utf-8")
    (folder / "Case 2" / "notes.txt").write_text(visit.format("Wren"), encoding="utf-8")
    (folder / "Case 2" / "letters.txt").write_text("The school wrote on 20/04/2024.\n", encoding="utf-8")
    (folder / "Case 10.docx").write_bytes(b"PK\x03\x04 no document")
    return folder


async def to_browse(pilot: Pilot[None], folder: Path) -> BrowseScreen:
    """From home to choosing a file in this folder, its first case under the cursor and previewed."""
    screen = BrowseScreen(folder)
    await pilot.app.push_screen(screen)
    await until(pilot, lambda: len(screen.query_one(CaseTree).root.children) == 3)
    await pilot.press("down", "down")
    await until(pilot, lambda: "Orla" in str(screen.query_one("#preview", Static).content))
    return screen


async def to_queue(pilot: Pilot[None], folder: Path) -> QueueScreen:
    """From home to this folder as a queue, every case of which was looked at."""
    screen = QueueScreen(ToQueue(folder, dt.date(2025, 3, 10)))
    await pilot.app.push_screen(screen)
    await until(pilot, lambda: len(screen.rows) == 3 and all(r.seen or r.wrong for r in screen.rows.values()))
    return screen


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Wait until it holds, five seconds at most."""
    for _ in range(100):
        if holds():
            await pilot.pause()
            return
        await pilot.pause(0.05)
    raise AssertionError("it did not come about")


def make_app(store_path: Path) -> NotescanApp:
    """The app on that store, with nobody's own keys or settings."""
    nobody = store_path.parent
    return NotescanApp(store_path, keys_file=nobody / "keys.json", settings_file=nobody / "settings.json")
