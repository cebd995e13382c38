"""The store keeps what it is given, in one file, and says plainly what is wrong with that file."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from notescan.errors import UserError
from notescan.model import Decision
from notescan.review import Store, text_sha256
from notescan.review.store import OutOfDate, default_path
from tests.factory import make_case, make_checklist, make_scan


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "some" / "folder" / "reviews.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store(path) as made:
        yield made


def create(store: Store, title: str = "Marlow family") -> str:
    case = make_case(title=title)
    case = case.model_copy(update={"text": case.text + title})
    return store.create(case, make_scan(case), make_checklist())


def decision(seq: int, item: str = "e1") -> Decision:
    return Decision(seq=seq, at=dt.datetime(2025, 3, 10, 9, 0, tzinfo=dt.UTC), who="A", kind="confirm", item=item)


def test_a_review_comes_back_as_it_was_given(store: Store, path: Path) -> None:
    case = make_case()
    scan, checklist = make_scan(case), make_checklist()
    review = store.create(case, scan, checklist)
    store.save_place(review, "assessment.childs-voice", "e2")
    with Store(path) as other:
        loaded = other.load(review)
    assert (loaded.case, loaded.scan, loaded.checklist) == (case, scan, checklist)
    assert loaded.place == ("assessment.childs-voice", "e2")
    assert loaded.info.title == "Marlow family"
    assert (loaded.info.items, loaded.info.decided) == (len(scan.evidence), 0)


def test_a_review_is_found_again_by_its_text_and_checklist(store: Store) -> None:
    case = make_case()
    sha = text_sha256(case.text)
    assert store.find(sha, "assessment") is None
    review = store.create(case, make_scan(case), make_checklist())
    assert store.find(sha, "assessment") == review
    assert store.find(sha, "fsp") is None
    assert store.create(case, make_scan(case), make_checklist()) == review
    assert len(store.list_reviews()) == 1


def test_reviews_are_listed_the_last_touched_first_with_their_progress(store: Store) -> None:
    first, second = create(store, "One"), create(store, "Two")
    assert [r.id for r in store.list_reviews()] == [second, first]
    late = decision(1).model_copy(update={"at": dt.datetime(2100, 1, 1, tzinfo=dt.UTC)})
    store.append(first, late, items=10, decided=1)
    top = store.list_reviews()[0]
    assert (top.id, top.items, top.decided, top.updated) == (first, 10, 1, late.at)


def test_decisions_come_back_in_order(store: Store) -> None:
    review = create(store)
    for seq in (1, 2, 3):
        store.append(review, decision(seq, f"e{seq}"), items=3, decided=seq)
    assert store.decisions(review) == [decision(n, f"e{n}") for n in (1, 2, 3)]
    assert store.decisions(review, after=2) == [decision(3, "e3")]


def test_a_number_that_is_taken_or_too_high_is_refused(store: Store) -> None:
    review = create(store)
    store.append(review, decision(1), items=1, decided=1)
    for seq in (1, 3):
        with pytest.raises(OutOfDate):
            store.append(review, decision(seq), items=1, decided=1)
    assert len(store.decisions(review)) == 1


def test_a_decision_can_be_neither_changed_nor_deleted(store: Store, path: Path) -> None:
    review = create(store)
    store.append(review, decision(1), items=1, decided=1)
    db = sqlite3.connect(path)
    for statement in ("UPDATE decisions SET kind = 'reject'", "DELETE FROM decisions"):
        with pytest.raises(sqlite3.IntegrityError, match="only ever appended"):
            db.execute(statement)
    db.close()


def test_forgetting_takes_the_review_its_decisions_and_its_words_and_no_other(store: Store, path: Path) -> None:
    gone, kept = create(store, "Gone family"), create(store, "Kept family")
    for review in (gone, kept):
        store.append(review, decision(1), items=1, decided=1)
    store.forget(gone)
    assert [r.id for r in store.list_reviews()] == [kept]
    assert store.decisions(gone) == []
    assert store.decisions(kept) == [decision(1)]
    assert b"Gone family" not in path.read_bytes()
    with pytest.raises(UserError, match="forgotten in another window"):
        store.append(gone, decision(1), items=1, decided=1)


def test_an_id_may_be_shortened_as_long_as_it_is_clear(store: Store) -> None:
    review = create(store)
    assert store.resolve(review[:4].upper() + " ") == review
    with pytest.raises(UserError, match="There is no review 'zzzz9'; `notescan reviews` lists"):
        store.resolve("zzzz9")
    with pytest.raises(UserError, match="There is no review ''"):
        store.resolve("")
    letters: dict[str, str] = {}
    for n in range(40):  # more reviews than letters: two must begin alike
        made = create(store, f"Family {n}")
        if made[0] in letters:
            break
        letters[made[0]] = made
    with pytest.raises(UserError, match=r"stands for \d+ reviews .*; give more of its letters"):
        store.resolve(made[0])


def test_the_store_is_for_its_owner_alone(store: Store, path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_its_place_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NOTESCAN_STORE", str(tmp_path / "mine.sqlite"))
    assert default_path() == tmp_path / "mine.sqlite"
    monkeypatch.delenv("NOTESCAN_STORE")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_path().name == "reviews.sqlite"


def one_line(error: pytest.ExceptionInfo[UserError]) -> str:
    assert "\n" not in str(error.value)
    return str(error.value)


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir, " * 500)
    with pytest.raises(UserError) as error:
        Store(path)
    assert "is not a review store, or is damaged" in one_line(error)
    assert path.read_text() == "Dear Sir, " * 500


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE birds (name)")
    db.close()
    before = path.read_bytes()
    with pytest.raises(UserError) as error:
        Store(path)
    assert "a database of another program" in one_line(error)
    assert path.read_bytes() == before


def test_a_store_of_a_newer_notescan_is_told(store: Store, path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(UserError) as error:
        Store(path)
    assert "made by a newer notescan" in one_line(error)


def test_a_damaged_review_is_told(store: Store, path: Path) -> None:
    review = create(store)
    db = sqlite3.connect(path)
    db.execute("UPDATE papers SET scan = x'00'")
    db.commit()
    db.close()
    with pytest.raises(UserError) as error:
        store.load(review)
    assert "is damaged and can't be read" in one_line(error)


def test_a_damaged_file_is_told(store: Store, path: Path) -> None:
    create(store)
    store.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(UserError) as error, Store(path) as damaged:
        damaged.list_reviews()
    assert "damaged" in one_line(error)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UserError) as error:
        Store(tmp_path / "file" / "folder" / "reviews.sqlite")
    assert "for the review store can't be made (Not a directory)" in one_line(error)
    with pytest.raises(UserError) as error:
        Store(tmp_path)
    assert "is a folder; give a file" in one_line(error)


def test_a_store_in_use_elsewhere_is_told_after_a_wait(
    monkeypatch: pytest.MonkeyPatch, store: Store, path: Path
) -> None:
    monkeypatch.setattr("notescan.review.schema.BUSY_SECONDS", 0.05)
    review = create(store)
    with Store(path) as waiting:
        db = sqlite3.connect(path, isolation_level=None)
        db.execute("BEGIN EXCLUSIVE")
        with pytest.raises(UserError) as error:
            waiting.append(review, decision(1), items=1, decided=1)
        db.close()
        assert "is in use by another program" in one_line(error)
        waiting.append(review, decision(1), items=1, decided=1)


def told_to_another_user(path: Path) -> str:
    """What `Store(path)` says to a user who may read it but not write (root may write anything)."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        if os.getuid() == 0:
            os.setuid(65534)
        try:
            Store(path)
            os.write(writer, b"it opened")
        except UserError as error:
            os.write(writer, str(error).encode())
        finally:
            os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with os.fdopen(reader) as said:
        return said.read()


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
@pytest.mark.parametrize("read_only", ["file", "folder"])
def test_a_read_only_store_is_told_at_once_and_left_as_it_was(read_only: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reviews.sqlite"
        with Store(path) as store:
            create(store)
        before = path.read_bytes()
        path.chmod(0o444 if read_only == "file" else 0o666)
        Path(folder).chmod(0o777 if read_only == "file" else 0o555)
        try:
            said = told_to_another_user(path)
        finally:
            Path(folder).chmod(0o700)
        assert "read-only; give another with --store" in said
        assert "\n" not in said
        assert path.read_bytes() == before
