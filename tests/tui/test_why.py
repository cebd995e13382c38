"""The Why panel tells how the pattern has fared so far."""

from __future__ import annotations

from pathlib import Path

import pytest

from notescan.errors import UserError
from notescan.review.record import records_of
from notescan.review.session import ReviewSession
from notescan.review.store import Store
from notescan_tui.screens.why_dialog import WhyDialog
from notescan_tui.widgets.why import patterns_of
from tests.tui.conftest import Opening, drawn, settle


def told(session: ReviewSession, store_path: Path) -> str:
    item = session.item("e1")
    with Store(store_path) as store:
        return records_of(store).of(item.found.tip, patterns_of(item)[0]).told()


async def test_the_record_is_told_and_follows_what_is_decided(
    opened: Opening, review_id: str, store_path: Path
) -> None:
    async with opened() as (pilot, screen):
        screen.go(screen.session.item("e1"))
        await pilot.press("w")
        await settle(pilot)
        assert isinstance(pilot.app.screen, WhyDialog)
        before = told(screen.session, store_path)
        assert "in your reviews" in before
        assert "confirmed" not in before
        assert before in drawn(pilot)
        await pilot.press("escape")
        screen.go(screen.session.item("e1"))
        await pilot.press("a")
        screen.go(screen.session.item("e1"))
        await pilot.press("w")
        await settle(pilot)
        after = told(screen.session, store_path)
        assert "1 confirmed" in after
        assert after in drawn(pilot)


async def test_a_store_that_fails_is_told_in_the_panel(
    opened: Opening, review_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(store: Store) -> None:
        raise UserError("the reviews can't be read")

    async with opened() as (pilot, screen):
        screen.go(screen.session.item("e1"))
        monkeypatch.setattr("notescan.review.record.records_of", fail)
        await pilot.press("w")
        await settle(pilot)
        assert "can't be told: the reviews can't be read" in drawn(pilot)
