"""The words of telling.yaml, and what is said of a mistake in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from notescan.checks.word_lists import expression, load_word_lists, word_lists
from notescan.data import data_dir
from notescan.errors import UserError

WHOLE = """
told:
  {heard: [said, and I], alone: [alone], observed: [ran*], seen: [saw], answered: [replied], asked: [rang],
   to-be-asked: [to ring]}
agencies:
  health: {names: [surgery, "ward #"], clues: [centile*]}
no-agency: [health food]
senses: {empty: [the], alike: {see: [see, Saw]}, weak: [see]}
"""


@pytest.mark.parametrize(
    ("phrase", "words", "found"),
    [
        ("psychiatr*", "the Psychiatrist said", True),
        ("pc *", "PC Lowther came", True),
        ("pc *", "the pc.", False),
        ("year #", "in Year 5", True),
        ("year #", "in year five", False),
        ("doctor's", "the doctor’s letter", True),
        ("0-19 team", "the 0–19 team", True),
        ("a & e", "at A & E", True),
    ],
)
def test_phrases_are_found_as_they_are_written(phrase: str, words: str, found: bool) -> None:
    assert bool(re.search(expression([phrase]), words, re.IGNORECASE)) is found


def test_the_longer_phrase_is_found_first() -> None:
    found = re.match(expression(["health", "health visitor"]), "health visitor")
    assert found
    assert found.group() == "health visitor"


def test_no_phrases_find_nothing() -> None:
    assert re.search(expression([]), "anything") is None


def test_a_file_is_read_in_small_letters(tmp_path: Path) -> None:
    path = tmp_path / "telling.yaml"
    path.write_text(WHOLE, encoding="utf-8")
    lists = load_word_lists(path)
    assert lists.names == {"health": ("surgery", "ward #")}
    assert lists.clues == {"health": ("centile*",)}
    assert lists.alike == {"see": "see", "saw": "see"}


def test_what_is_told_keeps_its_capitals(tmp_path: Path) -> None:
    path = tmp_path / "telling.yaml"
    path.write_text(WHOLE, encoding="utf-8")
    assert load_word_lists(path).told["heard"] == ("said", "and I")


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ("no-agency", "not-agency", "four parts are wanted"),
        ("seen: [saw]", "sighted: [saw]", "told: these lists are wanted: heard, alone"),
        ("clues: [centile*]", "clue: [centile*]", "two lists, 'names' and 'clues'"),
        ('[surgery, "ward #"]', "surgery", "names of health: it must be a list"),
        ("weak: [see]", "weak: [true]", "weak: it must be a list"),
        ("empty: [the]", "blank: [the]", "'empty', 'alike' and 'weak'"),
        ("alike: {see: [see, Saw]}", "alike: [see]", "'alike' must be lists"),
        ("agencies:", "agencies: [", "this is not YAML"),
    ],
)
def test_a_mistake_is_told_in_a_line(tmp_path: Path, was: str, now: str, says: str) -> None:
    path = tmp_path / "telling.yaml"
    path.write_text(WHOLE.replace(was, now), encoding="utf-8")
    with pytest.raises(UserError, match=re.escape(says)) as told:
        load_word_lists(path)
    assert str(path) in str(told.value)
    assert "\n" not in str(told.value)


def test_our_own_lists_are_whole() -> None:
    lists = word_lists()
    assert {"health", "education", "police"} <= lists.names.keys() == lists.clues.keys()
    # A word cannot be without sense and have one.
    assert not lists.empty & lists.alike.keys()
    assert data_dir("patterns").joinpath("telling.yaml").is_file()
