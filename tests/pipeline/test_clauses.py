from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from notescan.pipeline.clauses import clauses_of

NLP = spacy.blank("en")


def clauses(text: str) -> list[str]:
    doc = NLP(text)
    return [doc[a:b].text for a, b in clauses_of(doc, 0, len(doc))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tia was seen but Leon was at school", ["Tia was seen", "but Leon was at school"]),
        ("Mum was tired and she went to bed", ["Mum was tired", "and she went to bed"]),
        ("Tia and Leon were seen", ["Tia and Leon were seen"]),
        ("He cried because the dog died", ["He cried", "because the dog died"]),
        ("Supervision held; actions agreed", ["Supervision held;", "actions agreed"]),
        ("Supervision: cancelled today", ["Supervision:", "cancelled today"]),
        ("She likes red, blue and green", ["She likes red, blue and green"]),
    ],
)
def test_a_clause_ends_where_a_new_statement_begins(text, expected):
    assert clauses(text) == expected


@given(st.text(max_size=200))
def test_clauses_tile_any_sentence(text):
    doc = NLP(text)
    if len(doc):
        spans = clauses_of(doc, 0, len(doc))
        assert spans[0][0] == 0
        assert spans[-1][1] == len(doc)
        assert all(a[1] == b[0] for a, b in pairwise(spans))
