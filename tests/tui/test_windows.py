"""Two windows on one review, the auditor's time, and the settings that take effect here."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from notescan.review.session import resume
from notescan.review.store import Store
from notescan.review.windows import GONE_AFTER, Window
from notescan_tui.app import NotescanApp
from notescan_tui.screens.review import ReviewScreen
from notescan_tui.settings import Settings
from tests.tui.conftest import Opening, drawn, settle


class TestOtherWindow:
    async def test_it_is_told_and_its_decisions_come(self, opened: Opening, store_path: Path, review_id: str) -> None:
        async with opened() as (pilot, screen):
            assert "another window" not in drawn(pilot)
            other = Window(store_path, review_id)
            other.is_elsewhere()
            with Store(store_path) as store:
                there = resume(store, review_id)
                there.confirm("e2")
                there.reject("e3")
            screen.look_elsewhere()
            await pilot.pause()
            assert "open in another window too" in drawn(pilot)
            assert "2 of 10 decided" in drawn(pilot)
            assert screen.said == "2 decisions came from another window"
            assert screen.item == "e1"
            await pilot.press("a")
            assert screen.item == "e4"
            other.close()
            screen.look_elsewhere()
            await pilot.pause()
            assert "open in another window" not in drawn(pilot)

    async def test_both_decide_and_nothing_is_lost(self, opened: Opening, store_path: Path, review_id: str) -> None:
        async with opened() as (pilot, _):
            with Store(store_path) as store:
                resume(store, review_id).reject("e10")
                await pilot.press("a")  # before it has looked
                kept = resume(store, review_id)
                assert (kept.item("e1").state, kept.item("e10").state) == ("confirmed", "rejected")

    def test_a_window_that_is_gone_is_told_no_more(self, tmp_path: Path) -> None:
        store = tmp_path / "reviews.sqlite"
        one, two, third = Window(store, "r1"), Window(store, "r1"), Window(store, "r2")
        assert not one.is_elsewhere()
        assert two.is_elsewhere()
        assert not third.is_elsewhere()
        long_ago = one._own.stat().st_mtime - GONE_AFTER - 1
        os.utime(one._own, (long_ago, long_ago))
        assert not two.is_elsewhere()
        for window in (one, two, third):
            window.close()
        assert not list(tmp_path.iterdir())

    def test_a_folder_that_cannot_be_written_is_no_other_window(self, tmp_path: Path) -> None:
        assert not Window(tmp_path / "nowhere" / "reviews.sqlite", "r1").is_elsewhere()


@pytest.mark.usefixtures("review_id")
class TestTime:
    async def test_it_counts_while_the_auditor_acts_and_is_kept(
        self, opened: Opening, store_path: Path, review_id: str
    ) -> None:
        async with opened() as (pilot, screen):
            clock = [1000.0]
            assert screen._stopwatch is not None
            screen._stopwatch._clock = lambda: clock[0]
            screen._stopwatch._last = clock[0]
            for pause in (20.0, 30.0, 600.0, 10.0):  # ten minutes are away
                clock[0] += pause
                await pilot.press("n")
            screen.keep_time()
            await settle(pilot)
            assert sum(screen.session.store.time_spent(review_id).values()) == pytest.approx(60.0)
            clock[0] += 5
            await pilot.hover("#case", offset=(9, 9))  # moving over it is no act
            await pilot.press("n")
        with Store(store_path) as store:
            assert sum(store.time_spent(review_id).values()) == pytest.approx(65.0)

    async def test_the_summary_tells_it_up_to_now(self, opened: Opening) -> None:
        async with opened(size=(200, 50)) as (pilot, screen):
            clock = [0.0]
            assert screen._stopwatch is not None
            screen._stopwatch._clock, screen._stopwatch._last = (lambda: clock[0]), 0.0
            for _ in range(4):
                clock[0] += 60
                await pilot.press("n")
            await pilot.press("S")
            await settle(pilot)
            assert "4 minutes" in drawn(pilot)


class TestSettings:
    async def test_name_place_and_bell(
        self, store_path: Path, review_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("NOTESCAN_AUDITOR", raising=False)
        with Store(store_path) as store:
            session = resume(store, review_id)
            session.confirm("e1")
            session.save_place(session.item("e1").tip, "e1")
        file = tmp_path / "settings.json"
        file.write_text(Settings(auditor="Noor Aziz", open_with="next", bell=True).model_dump_json(), encoding="utf-8")
        app = NotescanApp(store_path, keys_file=tmp_path / "keys.json", settings_file=file)
        rung: list[bool] = []
        monkeypatch.setattr(app, "bell", lambda: rung.append(True))
        async with app.run_test(size=(120, 36)) as pilot:
            await settle(pilot)
            await pilot.press("enter")
            await settle(pilot)
            assert isinstance(app.screen, ReviewScreen)
            assert app.screen.item == "e2"
            await pilot.press("a")
            assert app.screen.session.decisions[-1].who == "Noor Aziz"
            app.screen.session.sign_off()
            await pilot.press("a")
            assert rung
