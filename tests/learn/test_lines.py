from __future__ import annotations

from pathlib import Path

import pytest

from notescan.checklists import load_checklist
from notescan.errors import UserError
from notescan.learn.marked import load_marked
from notescan.learn.rows import rows_of
from notescan.model import AREAS

MARKED = Path(__file__).parent.parent / "marked"
CASE = """@ 2025-03-12 | Home visit | Lena Ortiz
+home-environment,~agency-checks : The house was warm, and she will ring the school on Friday.
: Rain all day.
/+childs-voice : Views of child: "I like it here"
-agency-check-consent : Mum has not been asked yet.

@ 2025-03-14 | Call | Lena Ortiz
: Rain all day.
"""


def written(tmp_path: Path, text: str, name: str = "wx12-assessment.txt") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_case_of_lines_reads_as_its_notes_would(tmp_path):
    marked = load_marked(written(tmp_path, CASE))
    assert (marked.writer, marked.area) == ("wx", "assessment")
    assert [(note.type, note.author, str(note.date)) for note in marked.case.notes] == [
        ("Home visit", "Lena Ortiz", "2025-03-12"),
        ("Call", "Lena Ortiz", "2025-03-14"),
    ]
    assert [(m.tip, m.stance, marked.case.text[m.start : m.end]) for m in marked.marks] == [
        ("assessment.home-environment", "for", "The house was warm, and she will ring the school on Friday."),
        ("assessment.agency-checks", "planned", "The house was warm, and she will ring the school on Friday."),
        ("assessment.childs-voice", "for", 'Views of child: "I like it here"'),
        ("assessment.agency-check-consent", "against", "Mum has not been asked yet."),
    ]
    assert '\nViews of child: "I like it here" Mum has not been asked yet.\n' in marked.case.text


def test_every_mark_of_lines_lies_on_a_sentence_that_is_learnt_from(tmp_path):
    rows = rows_of(load_marked(written(tmp_path, CASE)))
    assert {tip: row.marked[tip] for row in rows for tip in row.marked} == {
        "assessment.home-environment": "for",
        "assessment.agency-checks": "planned",
        "assessment.childs-voice": "for",
        "assessment.agency-check-consent": "against",
    }


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("The house was warm.", "line 2: write"),
        ("+home : ", "line 2: write"),
        ("*home : Warm.", "line 2: write"),
    ],
)
def test_a_line_that_is_none_is_told_with_its_number(tmp_path, line, says):
    with pytest.raises(UserError, match=says):
        load_marked(written(tmp_path, f"@ 2025-03-12 | Visit | Lena Ortiz\n{line}\n"))


def test_the_name_tells_the_area(tmp_path):
    with pytest.raises(UserError, match="service area"):
        load_marked(written(tmp_path, CASE, "wx12.txt"))


@pytest.mark.parametrize("area", AREAS)
def test_what_ships_marks_only_tips_of_its_area(area):
    tips = {tip.id for tip in load_checklist(area).tips}
    files = sorted(MARKED.glob(f"*-{area}.txt"))
    assert files
    for path in files:
        assert {mark.tip for mark in load_marked(path).marks} <= tips, path.name
