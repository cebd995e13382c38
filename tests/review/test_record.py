"""How patterns fared in reviews, counted; and the command that tells it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from notescan.cli import main
from notescan.review.record import Record, records_of
from notescan.review.session import resume
from notescan.review.store import Store
from tests.factory import HOME, VOICE, make_case, make_checklist, make_scan


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    return tmp_path / "reviews.sqlite"


@pytest.fixture
def decided(store_path: Path) -> str:
    """A review in which two items of one tip are confirmed, one rejected, one moved, one added by hand."""
    case = make_case()
    with Store(store_path) as store:
        review = store.create(case, make_scan(case), make_checklist())
        session = resume(store, review)
        first, second, third, fourth = (i.id for i in session.items(VOICE))
        session.confirm(first)
        session.confirm(second)
        session.reject(third)
        session.confirm(fourth)
        session.move(fourth, HOME)
        start = case.text.index("The kitchen was clean")
        session.add(HOME, start, start + 21, "for")
    return review


def voices(store_path: Path, **options: bool) -> dict[str, Record]:
    with Store(store_path) as store:
        return {r.pattern: r for r in records_of(store, **options).ordered if r.tip == VOICE}


def test_each_decision_counts_for_the_pattern_that_found_it(store_path: Path, decided: str) -> None:
    total = Record(VOICE, "all")
    for record in voices(store_path).values():
        total.found += record.found
        total.confirmed += record.confirmed
        total.rejected += record.rejected
        total.moved += record.moved
        total.still_open += record.still_open
    assert (total.found, total.confirmed, total.rejected, total.moved, total.still_open) == (4, 2, 1, 1, 0)
    assert total.precision == 0.5


def test_what_the_auditor_added_no_pattern_found(store_path: Path, decided: str) -> None:
    with Store(store_path) as store:
        assert "by-hand" not in {r.pattern for r in records_of(store).ordered}


def test_only_signed_reviews_if_asked(store_path: Path, decided: str) -> None:
    assert voices(store_path, signed_only=True) == {}
    with Store(store_path) as store:
        resume(store, decided).sign_off()
    assert voices(store_path, signed_only=True) == voices(store_path)


def test_a_record_in_words() -> None:
    assert Record("t", "p").told() == "it has found nothing in your reviews yet"
    assert Record("t", "p", found=1, rejected=1).told() == "found once in your reviews: 1 rejected"
    told = Record("t", "p", found=4, confirmed=2, moved=1, still_open=1).told()
    assert told == "found 4 times in your reviews: 2 confirmed, 1 moved to another tip, 1 to decide"


class TestCommand:
    def test_the_table_has_a_line_for_each_pattern(
        self, store_path: Path, decided: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["patterns", "stats", VOICE, "--store", str(store_path)]) == 0
        told = capsys.readouterr()
        lines = told.out.splitlines()
        assert lines[1] == VOICE
        assert len(lines) == 2 + len(voices(store_path))
        assert "in 1 reviews kept in" in told.err

    def test_csv_and_json_say_the_same(
        self, store_path: Path, decided: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["patterns", "stats", "--format", "json", "--store", str(store_path), "--quiet"]) == 0
        rows = json.loads(capsys.readouterr().out)
        assert main(["patterns", "stats", "--format", "csv", "--store", str(store_path), "--quiet"]) == 0
        table = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
        assert [{k: "" if v is None else str(v) for k, v in row.items()} for row in rows] == table
        assert {"tip", "pattern", "found", "confirmed", "rejected", "moved", "open", "precision"} == set(rows[0])

    def test_an_empty_store_is_told(self, store_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["patterns", "stats", "--store", str(store_path)]) == 0
        told = capsys.readouterr()
        assert told.out == ""
        assert "0 patterns found something in 0 reviews" in told.err
