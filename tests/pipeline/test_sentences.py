from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notescan.pipeline.sentences import split


def sentences(text: str) -> list[str]:
    return [text[line.start : line.end] for line in split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I saw Tia. She was well.", ["I saw Tia.", "She was well."]),
        ("Dr. Khan rang at 3.30 p.m. on Monday.", ["Dr. Khan rang at 3.30 p.m. on Monday."]),
        ("Seen with J. Smith today. All fine.", ["Seen with J. Smith today.", "All fine."]),
        ("Room no. 5 is damp. No. He said no.", ["Room no. 5 is damp.", "No.", "He said no."]),
        ("- SW to ring\n- Mum to attend", ["SW to ring", "Mum to attend"]),
        ("1. Ring school.\n2) Write to GP", ["Ring school.", "Write to GP"]),
        ("She left\nHe stayed", ["She left", "He stayed"]),
        ('He said "Go away." Then he left.', ['He said "Go away."', "Then he left."]),
        ("She waited... then she went.", ["She waited... then she went."]),
        ("He is at St. Bede's. She isn't.", ["He is at St. Bede's.", "She isn't."]),
        ("Really? Yes!", ["Really?", "Yes!"]),
    ],
)
def test_a_sentence_ends_where_a_reader_would_end_it(text, expected):
    assert sentences(text) == expected


def test_a_line_broken_only_because_it_was_full_goes_on():
    text = "The social worker visited the family on Monday afternoon and saw that the\nkitchen was clean."
    assert len(sentences(text)) == 1


def test_a_label_holds_for_the_rest_of_its_line():
    text = "Views of child: happy at school. Likes PE.\nNext line"
    labels = [text[slice(*line.label)] if line.label else None for line in split(text)]
    assert labels == ["Views of child", "Views of child", None]


def test_a_heading_holds_until_the_next_one():
    text = "HOME CONDITIONS\nThe flat was warm.\n\nAGENCIES:\nSchool rang."
    lines = split(text)
    assert [line.heading for line in lines] == [True, False, True, False]
    assert [text[slice(*line.label)] for line in lines if line.label] == [
        "HOME CONDITIONS",
        "HOME CONDITIONS",
        "AGENCIES",
        "AGENCIES",
    ]


def test_an_empty_form_field_is_a_bare_prompt():
    assert [line.heading for line in split("Child seen alone:\nChild's views: ")] == [True, True]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_sentences_lie_in_order_inside_any_text(text):
    at = 0
    for line in split(text):
        assert at <= line.start < line.end <= len(text)
        assert text[line.start : line.end].strip()
        at = line.end


@given(st.text(alphabet='ab. :\n-"A1', max_size=200))
def test_no_word_is_lost_between_sentences(text):
    covered = "".join(text[line.start : line.end] for line in split(text))
    assert covered.count("a") == text.count("a")
