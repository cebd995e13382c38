"""A later export of the same case: decisions carried over, changes listed, nothing lost or decided anew."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notescan.checklists import load_checklist
from notescan.cli import main
from notescan.errors import UserError
from notescan.model import CaseFile
from notescan.read import read_text
from notescan.review import ReviewSession, Store, open_review, resume
from notescan.review.carrying import CarriedOver, carry_over, earlier_export
from notescan.scan import scan_case
from tests.factory import VOICE, make_case, make_checklist, make_scan

ADDED = "10/03/2025 | Home visit | Priya Dunmore\nIvy was seen alone. She said she likes her new school.\n\n"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "reviews.sqlite")


@pytest.fixture
def earlier(store: Store) -> ReviewSession:
    case = make_case()
    review = open_review(store, case, make_scan(case), make_checklist(), who="Noor")
    review.confirm("e1")
    review.reject("e2", "about the aunt")
    review.comment("e3", "look at this again")
    review.confirm("e5")
    review.move("e5", VOICE)
    review.restance("e6", "planned")
    review.grade(VOICE, "met")
    review.write_strength("Warm work.")
    start = case.text.index("food in the fridge")
    review.add(VOICE, start, start + len("food in the fridge"), "for")
    return review


def later(earlier: ReviewSession, text: str) -> tuple[ReviewSession, CarriedOver]:
    case = read_text(text, title="later")
    scan = make_scan(earlier.case).model_copy(update={"evidence": (), "sources": case.sources, "notes": case.notes})
    return carry_over(earlier.store, earlier, case, scan, earlier.checklist, who="Ravi")


def standing(review: ReviewSession) -> dict[tuple[str, str, str], tuple[str, str, str | None]]:
    return {
        (i.evidence.quote, i.tip, i.stance): (i.state, i.comment, i.decided_by)
        for i in review.items()
        if i.state != "undecided" or i.comment or i.evidence.tip != i.found.tip or i.stance != i.found.stance
    }


def test_every_decision_stands_on_the_same_words_by_the_same_person(earlier: ReviewSession) -> None:
    review, report = later(earlier, ADDED + earlier.case.text)
    assert standing(review) == standing(earlier)
    assert review.grades() == earlier.grades()
    assert review.strength() == "Warm work."
    assert all(d.who == "Noor" for d in review.decisions)
    assert [d.at for d in review.decisions] == [d.at for d in earlier.state.standing]
    assert {i.fate for i in report.items} == {"moved"}
    for item in review.items():
        assert review.case.text[item.evidence.start : item.evidence.end] == item.evidence.quote
    assert review.info.decided == earlier.progress()[0]


def test_what_vanished_and_what_changed_is_listed(earlier: ReviewSession) -> None:
    text = earlier.case.text
    gone, changed = earlier.item("e1").evidence.quote, earlier.item("e2").evidence.quote
    assert text.count(gone) == 1
    text = ADDED + text.replace(gone, "It rained").replace(changed, changed.replace("like", "really like"))
    _, report = later(earlier, text)
    fates = {i.quote: i.fate for i in report.items}
    assert fates[gone] == "vanished"
    assert fates[changed] == "changed"
    assert earlier.item("e1").state == "confirmed", "the earlier review is not touched"


def test_a_second_carrying_is_refused_and_changes_nothing(earlier: ReviewSession) -> None:
    text = ADDED + earlier.case.text
    review, _ = later(earlier, text)
    with pytest.raises(UserError, match="has a review already"):
        later(earlier, text)
    assert standing(resume(earlier.store, review.id)) == standing(earlier)


def test_a_signed_review_is_carried_over_open(earlier: ReviewSession) -> None:
    earlier.sign_off()
    review, _ = later(earlier, ADDED + earlier.case.text)
    assert review.signed() is None


def test_an_earlier_export_is_known_by_its_notes(earlier: ReviewSession) -> None:
    info = earlier_export(earlier.store, read_text(ADDED + earlier.case.text), earlier.checklist.id)
    assert info is not None
    assert info.id == earlier.id
    assert earlier_export(earlier.store, read_text(ADDED * 3), earlier.checklist.id) is None


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 3), max_size=4), st.text(alphabet="ab \n", max_size=40))
def test_whatever_is_put_between_the_notes_nothing_decided_is_lost(places: list[int], words: str) -> None:
    case: CaseFile = make_case()
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "reviews.sqlite") as store:
        review = open_review(store, case, make_scan(case), make_checklist(), who="Noor")
        for item in review.items():
            review.confirm(item.id)
        pieces = [case.text[n.start : n.end] for n in case.notes]
        for place in places:
            pieces.insert(place, ADDED + words + "\n\n")
        text = "".join(pieces)
        if text == case.text:
            return
        after, _ = later(review, text)
        assert standing(after) == standing(review)


def test_the_command_lists_and_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = tmp_path / "jan.txt"
    first.write_text(ADDED, encoding="utf-8")
    case = read_text(ADDED)
    checklist = load_checklist("assessment")
    store = Store(tmp_path / "r.sqlite")
    scan = scan_case(case, checklist, audit_date=dt.date(2025, 3, 20), children=("Ivy",))
    review = open_review(store, case, scan, checklist)
    review.confirm(review.items()[0].id)
    second = tmp_path / "march.txt"
    second.write_text("11/03/2025 | Call | Priya Dunmore\nSchool say that attendance is 94%.\n\n" + ADDED, "utf-8")
    assert main(["reviews", "carry", review.id, str(second), "--child", "Ivy", "--store", str(store.path)]) == 0
    out = capsys.readouterr().out
    assert "1 decisions carried over" in out
    assert "at another place" in out
    assert [info.decided for info in store.list_reviews()] == [1, 1]
