"""The real store, session and app. The cases are the hand-made ones of tests/factory.py."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from notescan.model import CaseFile
from notescan.review.store import Store
from notescan_tui.app import NotescanApp
from notescan_tui.screens.review import ReviewScreen
from tests.factory import make_case, make_checklist, make_scan

Opening = Callable[..., AbstractAsyncContextManager[tuple[Pilot[None], ReviewScreen]]]


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    return tmp_path / "reviews.sqlite"


@pytest.fixture
def review_id(store_path: Path) -> str:
    """A review that was begun and in which nothing is decided."""
    return put(store_path, make_case())


def put(store_path: Path, case: CaseFile) -> str:
    with Store(store_path) as store:
        return store.create(case, make_scan(case), make_checklist())


@pytest.fixture
def app(store_path: Path, tmp_path: Path) -> NotescanApp:
    return NotescanApp(store_path, keys_file=tmp_path / "keys.json")


@pytest.fixture
def opened(store_path: Path, tmp_path: Path) -> Opening:
    """Open the newest review through the home screen, as a user does."""

    @asynccontextmanager
    async def opening(*, size: tuple[int, int] = (120, 36)) -> AsyncIterator[tuple[Pilot[None], ReviewScreen]]:
        app = NotescanApp(store_path, keys_file=tmp_path / "keys.json")
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            await pilot.press("enter")
            await settle(pilot)
            assert isinstance(app.screen, ReviewScreen)
            yield pilot, app.screen

    return opening


async def settle(pilot: Pilot[None]) -> None:
    """Wait for workers and for what they told."""
    if at_work := [w for w in pilot.app.workers if w.group != "warm-up" and w.group != "_loader"]:
        await pilot.app.workers.wait_for_complete(at_work)  # without any it would wait for all, those too
    await pilot.pause()
    await pilot.pause()


def drawn(pilot: Pilot[None]) -> str:
    """What is on the screen, as plain characters."""
    width = pilot.app.size.width
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.ljust(width) for strip in strips)
