from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from notescan.pipeline.spelling import Spelling, pieces, plain
from notescan.pipeline.worth import Thresholds, Worth


def test_figures_are_all_alike_and_signs_are_no_words():
    assert plain("12/03") == plain("31/12") == "00/00"
    assert plain("kitchen") == "kitchen"
    assert plain("--") is None


@given(st.text(alphabet="abcdefgh", min_size=1, max_size=12))
def test_pieces_are_runs_of_the_edged_word(word):
    edged = f" {word} "
    assert pieces(word)
    assert all(3 <= len(piece) <= 5 and piece in edged for piece in pieces(word))


def test_a_slip_of_the_pen_speaks_as_the_word_does():
    known = sorted(set(pieces("supervision")))
    worth = Worth(
        ["w:supervision"],
        ["a.t"],
        np.array([[1.0]]),
        np.array([-2.0]),
        np.zeros((1, 3)),
        np.zeros(3),
        Thresholds(),
        spelling=Spelling(known, np.hstack([np.ones((len(known), 1)), np.zeros((len(known), 3))]) * 0.3),
    )
    right, slip, other = (worth.probabilities({f"w:{w}"})["a.t"] for w in ("supervision", "supervison", "kitchen"))
    assert right > slip > 2 * other
    assert worth.probabilities({"w:supervison"})["a.t"] == slip, "the second time as the first"


def test_many_unknown_words_find_room():
    known = pieces("abc")
    worth = Worth(
        ["has:x"],
        ["a.t"],
        np.zeros((1, 1)),
        np.zeros(1),
        np.zeros((1, 3)),
        np.zeros(3),
        Thresholds(),
        spelling=Spelling(known, np.ones((len(known), 4))),
    )
    chances = [worth.probabilities({f"w:abc{n}x"})["a.t"] for n in range(2000)]
    assert min(chances) > 0.5
