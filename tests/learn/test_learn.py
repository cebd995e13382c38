from __future__ import annotations

from pathlib import Path

import pytest

from notescan.checklists import load_checklist
from notescan.errors import UserError
from notescan.learn.fitting import fit
from notescan.learn.kin import kindred
from notescan.learn.marked import load_marked
from notescan.learn.measure import Tally, both, count, leave_one_writer_out, patterns_alone
from notescan.learn.rows import Row, rows_of
from notescan.learn.saving import save
from notescan.model import AREAS
from notescan.pipeline.worth import Thresholds, Worth, load_worth

GOLD = Path(__file__).parent.parent / "gold"


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return [row for name in ("dev1-mash", "dev2-mash", "own1-mash") for row in rows_of(load_marked(GOLD / name))]


@pytest.fixture(scope="module")
def worth(rows) -> Worth:
    return fit(rows)


def test_every_mark_lies_on_a_sentence_that_is_learnt_from(rows):
    marked = load_marked(GOLD / "dev1-mash")
    reached = {number for row in rows if row.case == "dev1-mash" for some in row.marks.values() for number in some}
    assert len(reached) >= 0.97 * len(marked.marks)


def test_what_is_learnt_puts_marked_sentences_first(rows, worth):
    tip = "mash.agency-information"
    chances = [(worth.probabilities(row.features)[tip], tip in row.marked) for row in rows]
    marked = [p for p, is_marked in chances if is_marked]
    others = [p for p, is_marked in chances if not is_marked]
    assert sum(marked) / len(marked) > 3 * sum(others) / len(others)


def test_weights_come_back_from_their_file_as_they_were(tmp_path, rows, worth):
    (tmp_path / "worth").mkdir()
    save(worth, tmp_path / "worth" / "mash.npz")
    again = load_worth("mash", tmp_path)
    assert again is not None
    for row in rows[:40]:
        before, after = worth.probabilities(row.features), again.probabilities(row.features)
        assert after == pytest.approx(before, abs=0.02)
    assert again.thresholds == worth.thresholds


def test_likeness_needs_words_of_the_sentence_s_own(worth):
    around = {name for name in worth.index if name.startswith(("kind:", "type:", "note-met:", "before-met:"))}
    everything = dict.fromkeys(worth.tips, 0.99)
    assert worth.suggests(around, everything) == {}


def test_what_is_like_is_named(rows, worth):
    row = next(row for row in rows if "mash.levels-of-need" in row.marked)
    like = worth.like("mash.levels-of-need", row.features)
    assert like[0] == row.text


def test_a_sentence_without_any_known_feature_suggests_nothing(worth):
    assert worth.suggests(set(), worth.probabilities(set())) == {}


def test_marks_and_items_are_counted_as_the_scorer_counts_them():
    first = Row("w", "c", "", set(), {"t": "for"}, {"t": {0}})
    second = Row("w", "c", "", set(), {"t": "for"}, {"t": {0}})
    third = Row("w", "c", "", set())
    tally = count([first, second, third], [{"t": "against"}, {"t": "for"}, {"t": "for"}])["t"]
    assert (tally.marks, tally.recalled, tally.recalled_strict) == (1, 1, 1)
    assert (tally.items, tally.right, tally.right_strict) == (3, 2, 1)


def test_each_writer_is_left_out_in_turn(rows):
    results = leave_one_writer_out({"mash": rows}, Thresholds())
    assert set(results["both"].by_writer) == {"dev1", "dev2", "own1"}
    assert all(result.whole.marks == results["both"].whole.marks for result in results.values())
    assert isinstance(results["both"].whole, Tally)


def test_both_keeps_what_patterns_found_unless_it_is_worthless(rows, worth):
    for row in rows:
        chance = worth.probabilities(row.features)
        kept = {tip for tip in patterns_alone(row, worth) if chance.get(tip, 1.0) >= worth.thresholds.drop}
        assert kept <= set(both(row, worth))


def test_kindred_tips_of_other_areas_teach(rows):
    assert kindred("assessment.agency-checks", {"mash": rows})
    assert kindred("assessment.home-environment", {"mash": rows}) == []
    assert kindred("mash.agency-information", {"mash": rows}) == []


def test_a_folder_that_holds_no_marked_case_is_told_in_one_line(tmp_path):
    with pytest.raises(UserError, match=r"gold\.json can't be read"):
        load_marked(tmp_path)


@pytest.mark.parametrize("area", AREAS)
def test_the_weights_that_ship_know_their_area_s_tips(area):
    shipped = load_worth(area)
    assert shipped is not None
    assert set(shipped.tips) <= {tip.id for tip in load_checklist(area).tips}
