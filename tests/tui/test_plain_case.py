"""The line-by-line review beyond single items: the notes, dates, people, another export, other windows, settings."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from notescan.read import read_text
from notescan.review import ReviewSession, Store, open_review, resume
from notescan.review.windows import Window
from notescan_tui.engine import Wish, open_case, read
from notescan_tui.plain import run_plain
from notescan_tui.plain.loop import PlainReview
from notescan_tui.plain.watch import Watch
from notescan_tui.settings import Settings
from tests.factory import HOME, TIME, VOICE
from tests.tui.snapshots.scene import fixed_time_and_ids, put_review
from tests.tui.test_carrying import FIRST, LATER

Typist = Callable[..., str]


def typist(session: ReviewSession, **more: object) -> Typist:
    """Type these lines, then end the input; gives all that was said."""

    def typed(*lines: str) -> str:
        rest, said = list(lines), io.StringIO()

        def read(question: str) -> str:
            said.write(question)
            if not rest:
                raise EOFError
            said.write(f"{rest[0]}\n")
            return rest.pop(0)

        PlainReview(session, read, lambda line: said.write(f"{line}\n") and None, **more).run()  # type: ignore[arg-type]
        return said.getvalue()

    return typed


@pytest.fixture
def review(store_path: Path) -> ReviewSession:
    """The case of the snapshots, with nothing decided."""
    with fixed_time_and_ids():
        made = put_review(store_path)
    store = Store(store_path)
    there = store.load(made)
    store.forget(made)
    return open_review(store, there.case, there.scan, there.checklist, who="Noor")


@pytest.fixture
def type_lines(review: ReviewSession) -> Typist:
    return typist(review)


class TestText:
    def test_notes_are_read_in_full_one_after_another(self, type_lines: Typist, review: ReviewSession) -> None:
        said = type_lines("home", "k", "j", "j", "end", "j").replace("\n  ", " ")
        number = len(review.case.notes)
        for at in (1, 2, 3, number):
            assert f"Note {at} of {number}" in said
        last = review.case.notes[-1]
        words = " ".join(review.case.text[last.body : last.end].split())
        assert words[-40:] in " ".join(said.split())
        assert "this is the first note" in said
        assert "this is the last note" in said
        assert not review.decisions

    def test_an_item_of_the_note_is_gone_to_by_its_number(self, type_lines: Typist, review: ReviewSession) -> None:
        type_lines("l", "2")
        assert review.place[1] == review.items()[1].id

    def test_a_hit_of_an_expression_is_added(self, type_lines: Typist, review: ReviewSession) -> None:
        said = type_lines("/", "/kitch[a-z]+ was/", "1", "e", "t", "2", "1")
        assert "1 place" in said
        item = review.item(review.decisions[-1].item)
        assert (item.tip, item.evidence.quote, item.state) == (HOME, "kitchen was", "confirmed")
        assert "not an expression" in type_lines("/", "/(/")

    def test_the_quote_is_told_on_one_line(self, type_lines: Typist, review: ReviewSession) -> None:
        assert review.items(VOICE)[0].evidence.quote in type_lines("y").splitlines()


class TestDates:
    def test_an_event_is_corrected_and_taken_out(self, type_lines: Typist, review: ReviewSession) -> None:
        said = type_lines("h", "1", "1", "2", "3 Jan 2025", "1", "3", "a rumour", "", "")
        assert "date now 3 Jan 2025 · u undo" in said
        (correction,) = review.corrections()
        assert str(correction.day) == "2025-01-03"
        assert "taken out" in said
        assert "is no date" in type_lines("h", "1", "2", "2", "soon")
        type_lines("u", "u")
        assert not review.corrections()

    def test_kind_and_period_narrow_the_list(self, type_lines: Typist) -> None:
        whole = type_lines("h", "1")
        less = type_lines("h", "8", "1 Feb 2025", "28 Feb 2025", "1")
        assert "Period (now from 1 Feb 2025 to 28 Feb 2025)" in less
        assert whole.count(" Jan 2025") > less.count(" Jan 2025")
        assert "nothing was changed" in type_lines("h", "8", "1 Mar 2025", "1 Feb 2025")

    def test_a_finding_is_read_and_marked_wrong(self, type_lines: Typist, review: ReviewSession) -> None:
        said = type_lines("t", "5", "d", "1", "1")
        assert ">>> " in said.partition("Do:")[2]
        wrong = next(line for line in said.splitlines() if line.endswith(". mark it wrong"))
        said = type_lines("t", "5", "d", "1", wrong.partition(".")[0], "not so")
        assert "marked wrong · u undo" in said
        disputed = review.disputed(TIME)
        assert disputed is not None
        assert disputed.value["reason"] == "not so"
        assert "it is right after all" in type_lines("d", "1")

    def test_the_words_behind_a_mark_are_read(self, type_lines: Typist) -> None:
        assert ">>> " in type_lines("H", "1", "1").partition("Read which words")[2]


class TestPeople:
    def test_changes_are_asked_about_before_they_are_dropped(self, type_lines: Typist, review: ReviewSession) -> None:
        said = type_lines("P", "e", "Nan, Nana", "4", "1", "", "no", "u", "")
        assert "Nan / Nana: Relative, grandmother" in said
        assert "not used yet" in said
        assert not review.decisions

    def test_the_changed_list_is_used_and_undone(self, tmp_path: Path) -> None:
        store, case = Store(tmp_path / "r.sqlite"), read_text(FIRST)
        wish = Wish(case=case, checklist="assessment")
        session = open_case(read(wish, store), wish, store, who="Noor")
        said = typist(session)("P", "e", "Nan", "4", "1", "w")
        assert "looked again" in said
        assert any(p.names == ("Nan",) and p.role == "relative" for p in session.roster().people)
        typist(session)("u")
        assert session.decisions[-1].kind == "undo"


class TestAround:
    def test_an_earlier_export_is_asked_about(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store = Store(tmp_path / "r.sqlite")
        first = Wish(case=read_text(FIRST), checklist="assessment")
        begun = open_case(read(first, store), first, store, who="Noor")
        begun.confirm(begun.items()[0].id)
        later = Wish(case=read_text(LATER), checklist="assessment")
        settings = tmp_path / "settings.json"
        settings.write_text(Settings(auditor="Ravi Nair").model_dump_json(), encoding="utf-8")
        monkeypatch.delenv("NOTESCAN_AUDITOR", raising=False)

        def run(typed: str) -> str:
            monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
            run_plain(later, store, keys_file=tmp_path / "keys.json", settings_file=settings)
            return capsys.readouterr().out

        assert "later export of a case you have reviewed" in run("\n")
        assert len(store.list_reviews()) == 1
        assert "1 decision carried over" in run("1\nx\nq\n")
        newest = resume(store, max(store.list_reviews(), key=lambda info: info.created).id)
        assert newest.progress()[0] == 2
        assert newest.decisions[-1].who == "Ravi Nair"
        assert sum(store.time_spent(newest.id).values()) >= 0

    def test_keys_of_their_own_are_the_letters(self, review: ReviewSession) -> None:
        typed = typist(review, keys={"decide.confirm": ("y",), "decide.undo": ("ctrl+u",), "text.copy": ("a",)})
        said = typed("y")
        assert review.items(VOICE)[0].state == "confirmed"
        assert "✓ confirmed · ctrl+u undo" in said
        typed("ctrl+u")
        assert review.items(VOICE)[0].state == "undecided"

    def test_another_window_is_told_and_its_decisions_come(self, review: ReviewSession) -> None:
        watch, there = Watch(review, away_minutes=2), Window(review.store.path, review.id)
        there.is_elsewhere()
        other = resume(review.store, review.id)
        other.confirm(other.items()[0].id)
        said = typist(review, watch=watch)("")
        assert "open in another window too" in said
        assert "1 decision came from another window" in said
        watch.close()
        there.close()
        assert not list(review.store.path.parent.glob("*.windows/*"))

    def test_time_counts_from_line_to_line(self, review: ReviewSession) -> None:
        watch, clock = Watch(review, away_minutes=1), [0.0]
        watch._stopwatch._clock = lambda: clock[0]
        watch._stopwatch._last = 0.0
        for pause in (20.0, 30.0, 600.0, 10.0):  # ten minutes are away
            clock[0] += pause
            watch.touch()
        watch.close()
        assert review.store.time_spent(review.id) == {"Noor": pytest.approx(60.0)}

    def test_the_bell_sounds_with_what_cannot_be_done(self, review: ReviewSession) -> None:
        assert "\a" not in typist(review)("zz")
        assert typist(review, bell=True)("zz", "b", "a").count("\a") == 2


def test_clashes_and_broken_settings_are_told_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    keys, settings = tmp_path / "keys.json", tmp_path / "settings.json"
    keys.write_text(json.dumps({"decide.reject": "a"}), encoding="utf-8")
    settings.write_text("{", encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO("a\nq\n"))
    store = Store(tmp_path / "r.sqlite")
    run_plain(Wish(case=read_text(FIRST), checklist="assessment"), store, keys_file=keys, settings_file=settings)
    said = capsys.readouterr().out
    assert "Your key a for decide.reject was that of decide.confirm" in said
    assert "settings" in said.splitlines()[0]
    assert "✗ rejected" in said
