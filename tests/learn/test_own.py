"""Learning from the auditor's own reviews: it is measured first, kept only if wanted, used, and undone."""

from __future__ import annotations

import datetime as dt
import io
import json
import math
from pathlib import Path

import numpy as np
import pytest

from notescan.checklists import load_checklist
from notescan.cli import main
from notescan.errors import UserError
from notescan.learn.adapting import adapt, cross_validated, quality, too_few
from notescan.learn.judged import Judged, judged_in
from notescan.pipeline import learnt
from notescan.pipeline.worth import Thresholds, Worth
from notescan.read import read_text
from notescan.review.session import resume
from notescan.review.store import Store
from notescan.scan import scan_case
from tests.test_imports import modules_after

DAY = dt.date(2025, 6, 1)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "learnt"
    monkeypatch.setenv("NOTESCAN_LEARNT", str(path))
    return path


def small_worth() -> Worth:
    features = ["has:school", "has:kitchen", "kind:visit", "kind:email"]
    weights = np.array([[1.0], [1.0], [0.0], [0.0]], dtype=np.float32)
    return Worth(features, ["a.t"], weights, np.array([-1.0]), np.zeros((4, 3)), np.zeros(3), Thresholds())


def judged(n: int, feature: str, is_evidence: bool, *, review: str = "r1") -> list[Judged]:
    return [Judged(review, f"n{i}", "a.t", frozenset({feature, "has:new"}), is_evidence) for i in range(n)]


class TestAdapting:
    def test_weights_move_with_the_decisions_and_only_where_they_speak(self) -> None:
        worth = small_worth()
        moved = adapt(worth, [*judged(30, "has:school", True), *judged(30, "has:kitchen", False)])
        before, after = worth.probabilities({"has:school"})["a.t"], moved.probabilities({"has:school"})["a.t"]
        assert after > before
        assert moved.probabilities({"has:kitchen"})["a.t"] < worth.probabilities({"has:kitchen"})["a.t"]
        assert list(moved.weights[2:]) == list(worth.weights[2:]), "no decision speaks of these"
        assert list(worth.weights[:, 0]) == [1, 1, 0, 0], "the weights that were there are left alone"

    def test_it_is_the_most_probable_point(self) -> None:
        worth = small_worth()
        rows = [*judged(12, "has:school", True), *judged(9, "has:school", False), *judged(7, "has:kitchen", False)]
        moved = adapt(worth, rows, firm=3.0, firm_bias=2.0)

        def cost(weights: tuple[float, float], bias: float) -> float:
            total = 1.5 * sum((w - 1.0) ** 2 for w in weights) + 1.0 * (bias + 1.0) ** 2
            for row in rows:
                score = bias + (weights[0] if "has:school" in row.features else weights[1])
                total += math.log1p(math.exp(-score if row.is_evidence else score))
            return total

        best, bias = (float(moved.weights[0, 0]), float(moved.weights[1, 0])), float(moved.bias[0])
        here = cost(best, bias)
        for step in (0.05, -0.05):
            assert here < cost((best[0] + step, best[1]), bias)
            assert here < cost((best[0], best[1] + step), bias)
            assert here < cost(best, bias + step)

    def test_the_more_decisions_the_further(self) -> None:
        worth = small_worth()
        few, many = (adapt(worth, judged(n, "has:school", False)) for n in (3, 60))
        shipped, less, least = (w.probabilities({"has:school"})["a.t"] for w in (worth, few, many))
        assert shipped > less > least

    def test_a_tip_without_weights_is_left_out(self) -> None:
        row = Judged("r1", "n1", "a.unknown", frozenset({"has:school"}), True)
        assert adapt(small_worth(), [row]).weights.tolist() == small_worth().weights.tolist()


class TestTheGain:
    def test_what_holds_in_every_review_is_a_gain(self) -> None:
        rows = [
            row
            for review in ("r1", "r2", "r3")
            for row in (
                *judged(10, "has:school", True, review=review),
                *judged(10, "has:kitchen", False, review=review),
            )
        ]
        gain = cross_validated("a", small_worth(), rows)
        assert gain.is_better
        assert gain.left_out == "review"
        assert gain.before.ranking == 0.5
        assert gain.after.ranking == 1.0

    def test_what_is_chance_is_none(self) -> None:
        rows = [
            Judged(f"r{n % 4}", f"n{n}", "a.t", frozenset({"has:school", f"has:x{n}"}), n % 7 in (0, 3, 5, 6, 1))
            for n in range(84)
        ]
        bias = np.array([math.log(5 / 2)])
        fair = Worth(["has:school"], ["a.t"], np.zeros((1, 1)), bias, np.zeros((1, 3)), np.zeros(3), Thresholds())
        assert not cross_validated("a", fair, rows).is_better

    def test_one_review_is_divided_by_its_notes(self) -> None:
        rows = [*judged(15, "has:school", True), *judged(15, "has:kitchen", False)]
        assert cross_validated("a", small_worth(), rows).left_out == "note"

    def test_the_figures(self) -> None:
        told = quality(
            [(0.9, True, True), (0.5, True, True), (0.5, False, True), (0.01, False, False), (0.01, True, False)]
        )
        assert told.ranking == pytest.approx((1 + 1 + 0.5 + 1 + 0.5 + 0) / 6)
        assert (told.rejected_shown, told.rejected_hidden, told.confirmed_hidden) == (1, 1, 1)

    @pytest.mark.parametrize(("yes", "no"), [(12, 7), (40, 4), (3, 30)])
    def test_too_few_are_told(self, yes: int, no: int) -> None:
        rows = [*judged(yes, "has:school", True), *judged(no, "has:school", False)]
        assert too_few(rows)
        assert too_few([*rows, *judged(20, "has:school", True), *judged(20, "has:school", False)]) is None


def note(day: int, text: str) -> str:
    return f"{day:02d}/03/2025 10:00 | Home visit | Ama Quartey (Social Worker)\n{text}\n\n"


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    """Two reviews of an auditor to whom the state of the home is never evidence, and the child's words always are."""
    path = tmp_path / "reviews.sqlite"
    with Store(path) as store:
        for family, word in (("Marlow", "garden"), ("Denholm", "stairs")):
            text = "".join(
                note(day, f"Ebony told me that she likes the {word}. She said she misses her dad. "
                     "The kitchen was clean and tidy. There was mould in the bathroom. The living room was cold. "
                     f"Family: {family}.")
                for day in range(3, 9)
            )  # fmt: skip
            case = read_text(text)
            checklist = load_checklist("assessment")
            scan = scan_case(case, checklist, audit_date=DAY, children=("Ebony",))
            session = resume(store, store.create(case, scan, checklist))
            for item in session.items():
                if item.tip.endswith("home-environment"):
                    session.reject(item.id)
                elif item.tip.endswith("childs-voice"):
                    session.confirm(item.id)
            if family == "Denholm":
                session.sign_off()
    return path


class TestFromReviews:
    def test_decided_sentences_become_rows_without_words(self, store_path: Path) -> None:
        with Store(store_path) as store:
            session = resume(store, store.list_reviews()[0].id)
            rows = judged_in(session)
        assert {row.tip.rpartition(".")[2]: row.is_evidence for row in rows} == {
            "home-environment": False,
            "childs-voice": True,
        }
        assert all(":" in name or name in ("norm", "undated") for row in rows for name in row.features)

    def test_a_moved_item_is_a_no_for_one_tip_and_a_yes_for_the_other(self, store_path: Path) -> None:
        with Store(store_path) as store:
            session = resume(store, store.list_reviews()[1].id)
            item = next(i for i in session.items() if i.state == "confirmed")
            session.move(item.id, "assessment.support-networks")
            rows = judged_in(session)
        moved = [r for r in rows if r.note == item.evidence.note and r.tip == "assessment.support-networks"]
        assert [r.is_evidence for r in moved] == [True]
        assert any(not r.is_evidence and r.tip == "assessment.childs-voice" for r in rows)

    def test_it_is_shown_kept_used_and_undone(
        self, store_path: Path, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        case = read_text(note(3, "The kitchen was clean and tidy."))

        def kitchen():
            scan = scan_case(case, load_checklist("assessment"), audit_date=DAY)
            return scan, {e.tip: e.worth for e in scan.evidence}.get("assessment.home-environment", 0.0)

        first, before = kitchen()
        assert first.weights == "shipped"
        assert main(["patterns", "learn", "--store", str(store_path)]) == 2, "without a terminal it asks for --yes"
        assert not folder.exists()
        capsys.readouterr()
        assert main(["patterns", "learn", "--store", str(store_path), "--yes"]) == 0
        told = capsys.readouterr()
        assert "each review left out in turn" in told.out
        assert "it is better" in told.out
        second, after = kitchen()
        assert second.weights.startswith("learnt ")
        assert after < before
        assert main(["patterns", "learn", "--show"]) == 0
        assert capsys.readouterr().out.startswith("in force: learnt ")
        assert main(["patterns", "learn", "--undo"]) == 0
        third, again = kitchen()
        assert (third.weights, again) == ("shipped", before)
        assert (folder / "1" / "assessment.npz").is_file(), "nothing is deleted"
        assert main(["patterns", "learn", "--undo"]) == 2

    @pytest.mark.parametrize(("answer", "code"), [("yes\n", 0), ("y\n", 0), ("no\n", 1), ("\n", 1)])
    def test_it_asks_before_anything_is_kept(
        self, store_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int
    ) -> None:
        class Typed(io.StringIO):
            def isatty(self) -> bool:
                return True

        monkeypatch.setattr("sys.stdin", Typed(answer))
        assert main(["patterns", "learn", "--store", str(store_path)]) == code
        assert (folder / "current").exists() == (code == 0)

    def test_no_word_of_a_case_is_kept(self, store_path: Path, folder: Path) -> None:
        assert main(["patterns", "learn", "--store", str(store_path), "--yes", "--quiet"]) == 0
        kept = b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file())
        with np.load(folder / "1" / "assessment.npz") as data:
            kept += " ".join(data["features"].tolist()).encode() + str(data["about"]).encode()
        for word in (b"Ebony", b"Marlow", b"Denholm", b"misses her dad"):
            assert word not in kept

    def test_only_signed_reviews_if_asked(self, store_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        main(["patterns", "learn", "--store", str(store_path), "--signed", "--yes"])
        assert "1 signed reviews have decisions" in capsys.readouterr().err

    def test_learning_twice_and_going_back_once(self, store_path: Path) -> None:
        for _ in range(2):
            assert main(["patterns", "learn", "--store", str(store_path), "--yes", "--quiet"]) == 0
        assert learnt.step_back() == (2, 1)
        assert [learning.number for learning in learnt.learnings()] == [2, 1]

    def test_an_empty_store_teaches_nothing(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["patterns", "learn", "--store", str(tmp_path / "x.sqlite"), "--yes"]) == 1
        assert "nothing is kept" in capsys.readouterr().err

    def test_weights_for_another_version_are_not_used_and_told(self, store_path: Path, folder: Path) -> None:
        assert main(["patterns", "learn", "--store", str(store_path), "--yes", "--quiet"]) == 0
        about = folder / "1" / "about.json"
        learning = json.loads(about.read_text(encoding="utf-8"))
        learning["base"] = {"assessment": "0123"}
        about.write_text(json.dumps(learning), encoding="utf-8")
        (folder / "current").write_text('{"number": 1 }', encoding="utf-8")
        scan = scan_case(read_text("The kitchen was clean."), load_checklist("assessment"), audit_date=DAY)
        assert scan.weights == "shipped"
        assert any("learn again" in problem for problem in scan.pattern_problems)

    def test_a_damaged_file_stops_no_scan(self, folder: Path) -> None:
        folder.mkdir()
        (folder / "current").write_text("nonsense", encoding="utf-8")
        scan = scan_case(read_text("The kitchen was clean."), load_checklist("assessment"), audit_date=DAY)
        assert scan.weights == "shipped"
        with pytest.raises(UserError):
            learnt.current()


def test_learning_needs_nothing_that_does_not_ship() -> None:
    loaded = modules_after("import notescan.learn.own")
    assert "notescan.learn.adapting" in loaded
    assert not {m.partition(".")[0] for m in loaded} & {"sklearn", "scipy"}
