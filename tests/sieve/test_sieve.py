"""The sieve rules out no sentence that an expression matches, and rules out most of the others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notescan.checks import action_words, actions_set, agencies, household, marks
from notescan.events.table import default_table
from notescan.pipeline.sentences import split
from notescan.sieve import CHILD, GROWN_UP, SIEVE, Cue, Sieve, anchors_of
from notescan.sieve.tries import one_of

GOLD = Path(__file__).parent.parent / "gold"
MODULES = (action_words, actions_set, agencies, household, marks)


def _texts(expression: str, flags: int = re.IGNORECASE) -> set[str]:
    return {anchor.text for anchor in anchors_of(re.compile(expression, flags)) or ()}


@pytest.mark.parametrize(
    ("expression", "anchors"),
    [
        (r"\bno (?:reply|answer)\b", {"reply", "answer"}),
        (r"\b(?:rang|phoned|call(?:ed)?)\b", {"rang", "phoned", "call", "called"}),
        (r"\bcop(?:y|ied)\b[^.\n]{0,40}\bto\b", {"copy", "copied"}),
        (r"\bweigh\w*\b|\bcentiles?\b", {"weigh", "centile", "centiles"}),
        (r"(?<![\w'’])(?:core[\s\-]+group)(?!\w)", {"group"}),
        (r"[\"“][^\"”]{2,}", {'"', "“"}),
    ],
)
def test_every_match_holds_one_of_the_anchors(expression: str, anchors: set[str]) -> None:
    assert _texts(expression) == anchors


@pytest.mark.parametrize("expression", [r"\w+", r"(?:a long wait)?", r".*", r"x*"])
def test_an_expression_that_may_match_anything_has_no_anchors(expression: str) -> None:
    assert anchors_of(re.compile(expression)) is None


def test_without_anchors_an_expression_is_always_tried() -> None:
    sieve = Sieve()
    cue = sieve.cue(r"\w+ \w+")
    assert cue.within("Tia sang.", sieve.signs.of("Tia sang."))


def test_signs_tell_which_expressions_are_worth_running() -> None:
    sieve = Sieve()
    reply, visit = sieve.cue(r"\bno (?:reply|answer)\b"), sieve.cue(r"\bvisit(?:ed|s)?\b", re.IGNORECASE)
    signs = sieve.signs.of("Rang the school, no ANSWER.")
    assert signs & reply.sign
    assert not signs & visit.sign
    assert not reply.within("Rang the school, no ANSWER.", signs)


def test_names_have_signs_of_their_own() -> None:
    signs = SIEVE.naming([("Tia", CHILD), ("Mrs Oduya", GROWN_UP)])
    assert signs.of("Tia's teacher") & CHILD
    assert signs.of("(Mrs Oduya)") & GROWN_UP
    assert not signs.of("Mrs Dunne saw Tina") & (CHILD | GROWN_UP)


def test_a_new_cue_makes_the_sieve_forget_what_it_knew() -> None:
    sieve = Sieve()
    before, version = sieve.signs.of("a late call"), sieve.version
    cue = sieve.cue(r"\blate\b")
    assert not before & cue.sign
    assert sieve.version > version
    assert sieve.signs.of("a late call") & cue.sign


def _all() -> tuple[Sieve, list[Cue]]:
    """A sieve of every expression of the checks and of the table of events, those that bear no sign of ours too."""
    sieve, table = Sieve(), default_table()
    known = [*(v for m in MODULES for v in vars(m).values()), *marks.cues()]
    patterns = [v.pattern if isinstance(v, Cue) else v for v in known]
    patterns += [table.names.pattern, table.titles.pattern, *table.states.values(), *table.visits.values()]
    return sieve, [sieve.cue(pattern) for pattern in patterns if isinstance(pattern, re.Pattern)]


@pytest.mark.parametrize("case", ["dev1-fsp", "dev2-mash", "dev3-cla", "dev4-leavers", "dev5-disability"])
def test_no_match_in_real_notes_is_ruled_out(case: str) -> None:
    text = (GOLD / case / "notes.txt").read_text(encoding="utf-8")
    sieve, cues = _all()
    tried = 0
    for line in split(text):
        words = text[line.start : line.end]
        signs = sieve.signs.of(words)
        for cue in cues:
            if cue.pattern.search(words):
                tried += 1
                assert signs & cue.sign, (cue.pattern.pattern, words)
    assert tried > 500


_WORD = st.sampled_from(
    "no not reply answer seen n't didn't wasn't home school nursery rang called back to with the “ \" : school's "
    "1:1 one-to-one own his her told us said Nothing STILL waiting hv h/v 0-19 team alone both boys".split()
)


@given(st.lists(_WORD, max_size=12).map(" ".join))
def test_no_match_in_any_jumble_of_words_is_ruled_out(words: str) -> None:
    cues = [*(v for m in MODULES for v in vars(m).values() if isinstance(v, Cue)), *marks.cues()]
    signs = SIEVE.signs.of(words)
    for cue in cues:
        if cue.pattern.search(words):
            assert signs & cue.sign, (cue.pattern.pattern, words)
            assert cue.within(words, signs)


@given(st.lists(st.text("abc .", min_size=1, max_size=4), min_size=1, max_size=8), st.text("abc .", max_size=12))
def test_many_words_as_one_expression_find_what_a_list_of_them_finds(words: list[str], text: str) -> None:
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    assert re.findall(one_of(words), text) == re.findall(listed, text)


def test_no_words_find_nothing() -> None:
    assert re.search(one_of([]), "any text") is None
