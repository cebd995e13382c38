"""The auditor mends who is who: the roster, the scan that follows it, and what becomes of decisions."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from notescan.errors import UserError
from notescan.model import Person, Roster, Scan
from notescan.review.carrying import carry_over
from notescan.review.mending import added, in_order, merged, removed, split, told
from notescan.review.schema import VERSION
from notescan.review.session import ReviewSession, resume
from notescan.review.store import Store
from tests.factory import HOME, VOICE, make_case, make_checklist, make_scan

EBONY = Person(names=("Ebony Marlow", "Ebony"), role="child", relation="child")
CARLA = Person(names=("Carla",), role="other")
ROSTER = Roster(people=(EBONY, CARLA))


class TestMending:
    def test_what_somebody_is(self) -> None:
        mended = told(ROSTER, 1, role="parent", relation="mother", agency="")
        assert mended.people[1] == Person(names=("Carla",), role="parent", relation="mother", gender="f")
        assert mended.people[0] == EBONY
        assert told(mended, 1, relation=" ").people[1].relation is None

    def test_two_that_are_one(self) -> None:
        mended = merged(ROSTER, 1, into=0)
        assert mended.people == (EBONY.model_copy(update={"names": ("Ebony Marlow", "Ebony", "Carla")}),)

    def test_one_that_is_two(self) -> None:
        mended = split(ROSTER, 0, ["Ebony"])
        assert [p.names for p in mended.people] == [("Ebony Marlow",), ("Ebony",), ("Carla",)]
        assert mended.people[1].role == "child"

    def test_one_more_and_one_less(self) -> None:
        more = added(ROSTER, [" Jo  Pike ", ""], "professional", relation="teacher", agency="school")
        expected = Person(names=("Jo Pike",), role="professional", relation="teacher", agency="school")
        assert more.people[-1] == expected
        assert removed(more, 0).people == (CARLA, more.people[-1])

    def test_in_order_of_roles_with_the_numbers_that_they_have(self) -> None:
        mixed = Roster(people=(CARLA, EBONY))
        assert in_order(mixed) == [(1, EBONY), (0, CARLA)]

    @pytest.mark.parametrize(
        "act",
        [
            lambda: added(ROSTER, ["  "], "child"),
            lambda: split(ROSTER, 0, ["Ebony", "Ebony Marlow"]),
            lambda: split(ROSTER, 0, ["Carla"]),
            lambda: merged(ROSTER, 0, into=0),
            lambda: removed(ROSTER, 7),
            lambda: told(ROSTER, 0, names=[""]),
        ],
    )
    def test_what_makes_no_sense_is_told(self, act) -> None:
        with pytest.raises(UserError):
            act()


@pytest.fixture
def store(tmp_path: Path):
    with Store(tmp_path / "reviews.sqlite") as store:
        yield store


@pytest.fixture
def session(store: Store) -> ReviewSession:
    case = make_case()
    return resume(store, store.create(case, make_scan(case), make_checklist()))


def scan_with(session: ReviewSession, roster: Roster, *, without: str = "", stance: str = "") -> Scan:
    """As the engine would make it: one item not found any more, another with another stance (and so another id)."""
    evidence = []
    for e in session.first_scan.evidence:
        if e.id == stance:
            evidence.append(e.model_copy(update={"stance": "planned", "id": f"{e.id}-planned"}))
        elif e.id != without:
            evidence.append(e)
    return session.first_scan.model_copy(update={"roster": roster, "evidence": tuple(evidence)})


class TestAReview:
    def test_the_scan_follows_and_decisions_on_the_same_words_stand(self, session: ReviewSession, store: Store) -> None:
        first, second, third, *_ = (i.id for i in session.items(VOICE))
        session.confirm(first)
        session.mend_roster(ROSTER, scan_with(session, ROSTER, without=third))
        assert session.roster() == session.scan.roster == ROSTER
        assert session.has_mended_roster()
        assert session.item(first).state == "confirmed"
        assert third not in session.state.items
        assert session.item(second).state == "undecided"
        again = resume(store, session.id)
        assert again.state == session.state
        assert again.roster() == ROSTER
        info = next(i for i in store.list_reviews() if i.id == session.id)
        assert (info.decided, info.items) == session.progress()

    def test_what_the_auditor_touched_stays_though_it_is_not_found_any_more(self, session: ReviewSession) -> None:
        item = session.items(VOICE)[0].id
        session.reject(item, "Not this family")
        session.mend_roster(ROSTER, scan_with(session, ROSTER, without=item))
        assert session.item(item).reason == "Not this family"

    def test_what_was_decided_with_many_at_once_stays_too(self, session: ReviewSession, store: Store) -> None:
        items = [i.id for i in session.items(VOICE)]
        session.bulk("reject", items)
        session.mend_roster(ROSTER, scan_with(session, ROSTER, without=items[0]))
        assert {session.item(i).state for i in items} == {"rejected"}
        assert resume(store, session.id).state == session.state
        session.undo()
        session.undo()
        assert {session.item(i).state for i in items} == {"undecided"}

    def test_a_later_export_reads_who_is_who_anew(self, session: ReviewSession, store: Store) -> None:
        first = session.items(VOICE)[0].id
        session.confirm(first)
        session.mend_roster(ROSTER, scan_with(session, ROSTER))
        case = make_case()
        later = case.model_copy(update={"text": case.text + "\n", "title": "later"})
        review, _ = carry_over(store, session, later, make_scan(case), make_checklist())
        assert not review.has_mended_roster()
        assert "roster" not in {d.kind for d in review.decisions}
        assert review.item(first).state == "confirmed"

    def test_a_touched_item_is_not_shown_twice(self, session: ReviewSession) -> None:
        item, other = (i.id for i in session.items(VOICE)[1:3])
        session.confirm(item)
        session.mend_roster(ROSTER, scan_with(session, ROSTER, stance=item))
        assert f"{item}-planned" not in session.state.items
        assert session.item(item).stance == "for"
        session.undo()
        session.mend_roster(ROSTER, scan_with(session, ROSTER, stance=other))
        assert other not in session.state.items
        assert session.item(f"{other}-planned").state == "undecided"

    def test_undo_and_redo_bring_the_scans_back(self, session: ReviewSession, store: Store) -> None:
        item = session.items(HOME)[0].id
        before = session.state
        session.mend_roster(ROSTER, scan_with(session, ROSTER, without=item))
        after = session.state
        assert item not in after.items
        session.undo()
        assert session.state.items == before.items
        assert session.scan is session.first_scan
        assert not session.has_mended_roster()
        session.redo()
        assert session.state.items == after.items
        assert resume(store, session.id).state == session.state

    def test_a_decision_after_it_can_be_undone_before_it(self, session: ReviewSession, store: Store) -> None:
        item = session.items(VOICE)[1].id
        session.mend_roster(ROSTER, scan_with(session, ROSTER, stance=item))
        session.confirm(f"{item}-planned")
        assert resume(store, session.id).state == session.state
        session.undo()
        session.undo()
        assert session.item(item).state == "undecided"
        assert resume(store, session.id).roster() == session.roster()

    def test_the_roster_that_is_there_already_is_no_decision(self, session: ReviewSession) -> None:
        session.mend_roster(ROSTER, scan_with(session, ROSTER))
        assert session.mend_roster(ROSTER, scan_with(session, ROSTER)) is None
        assert len(session.decisions) == 1

    def test_another_window_sees_it(self, session: ReviewSession, store: Store) -> None:
        item = session.items(HOME)[0].id
        other = resume(store, session.id)
        session.mend_roster(ROSTER, scan_with(session, ROSTER, without=item))
        other.confirm(other.items(VOICE)[0].id)
        assert other.roster() == ROSTER
        assert item not in other.state.items
        assert session.refresh()
        assert session.state == other.state

    def test_a_scan_of_another_roster_is_refused(self, session: ReviewSession) -> None:
        with pytest.raises(UserError, match="another roster"):
            session.mend_roster(ROSTER, session.first_scan)

    def test_a_signed_review_stays_as_it_is(self, session: ReviewSession) -> None:
        session.sign_off()
        with pytest.raises(UserError, match="signed off"):
            session.mend_roster(ROSTER, scan_with(session, ROSTER))
        assert session.scan is session.first_scan

    def test_forgetting_leaves_no_scan(self, session: ReviewSession, store: Store) -> None:
        session.mend_roster(ROSTER, scan_with(session, ROSTER))
        store.forget(session.id)
        with sqlite3.connect(store.path) as db:
            assert db.execute("SELECT count(*) FROM scans").fetchone() == (0,)


def test_a_store_of_the_version_before_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "reviews.sqlite"
    case = make_case()
    with Store(path) as store:
        review = store.create(case, make_scan(case), make_checklist())
        resume(store, review).confirm("e1")
    with sqlite3.connect(path) as db:
        db.execute("DROP TABLE scans")
        db.execute("DROP TABLE times")
        db.execute("PRAGMA user_version = 1")
    with Store(path) as store:
        session = resume(store, review)
        assert session.item("e1").state == "confirmed"
        session.mend_roster(ROSTER, scan_with(session, ROSTER))
        assert resume(store, review).roster() == ROSTER
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (VERSION,)
