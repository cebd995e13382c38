"""What one sentence tells of a child or an agency. All people are invented."""

from __future__ import annotations

import pytest

from notescan.checks.marks import agency_mark, cues, marks_of


@pytest.mark.parametrize(
    ("words", "marks"),
    [
        ("Nuala was seen alone and told me that she likes her new bed", ("seen alone", "heard")),
        ("Nuala was seen alone in her bedroom", ("seen alone",)),
        ("Nuala was seen alone but did not want to talk", ("seen alone",)),
        ("Conn was not seen, he was at football", ("not seen",)),
        ("The boiler was mended", ()),
    ],
)
def test_marks_of_a_child(words: str, marks: tuple[str, ...]) -> None:
    cues()  # as the matrix does: words are sieved by the cues that are known
    assert marks_of(words) == marks


def test_a_child_missing_from_school_is_no_agency_left_out() -> None:
    assert agency_mark("On 18 February Nuala went missing from school") != "missing"
    assert agency_mark("The school report is missing from the file") == "missing"
