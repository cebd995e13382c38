from __future__ import annotations

import pytest

from notescan.checklists import load_checklist
from notescan.errors import UserError
from notescan.model import AREAS
from notescan.pipeline.library import load_library

CONCEPTS = """
concepts:
  - id: rings
    means: Someone rings.
    verbs: [ring]
  - id: school
    means: A school.
    nouns: [school]
"""
PATTERN = """
patterns:
  - id: rang
    means: School rang.
    clause: [rings, school]
    finds: ["[[School rang]]."]
    ignores: ["School was shut."]
"""


@pytest.fixture
def folder(tmp_path):
    for name in ("concepts", "mash"):
        (tmp_path / name).mkdir()
    (tmp_path / "set.yaml").write_text("instead: true")
    (tmp_path / "concepts" / "all.yaml").write_text(CONCEPTS)
    (tmp_path / "mash" / "analysis.yaml").write_text(PATTERN)
    return tmp_path


def test_a_pattern_gets_its_tip_from_its_file(folder):
    library = load_library(folder)
    assert not library.problems
    assert [(p.tip, p.id) for p in library.patterns] == [("mash.analysis", "analysis.rang")]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("clause: [rings, school]", "clause: [rings, scool]", "line 3: analysis.rang: clause: 'scool' is no concept"),
        ("means: School rang.", "means: School rang.\n    clauze: [x]", "field 'clauze'"),
        ("clause: [rings, school]", "stance: maybe\n    clause: [rings]", "field 'stance'"),
        ("clause: [rings, school]", "strength: strong", "it names nothing to look for"),
        ("patterns:", "patterns: [", "can't be read as YAML"),
        ("patterns:", "pattern:", "it must hold a list named 'patterns'"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_field(folder, old, new, said):
    (folder / "mash" / "analysis.yaml").write_text(PATTERN.replace(old, new))
    (folder / "mash" / "consent-recorded.yaml").write_text(PATTERN)
    library = load_library(folder)
    assert any(said in str(problem) and "mash/analysis.yaml" in str(problem) for problem in library.problems)
    assert [p.tip for p in library.patterns] == ["mash.consent-recorded"], "one broken file stops no other"


def test_a_folder_without_patterns_is_refused_in_one_line(tmp_path):
    with pytest.raises(UserError, match="no pattern files"):
        load_library(tmp_path)


def test_our_own_patterns_have_no_problems():
    assert load_library().problems == []


def test_every_tip_of_every_checklist_has_a_pattern():
    with_pattern = {p.tip for p in load_library().patterns}
    tips = {tip.id for area in AREAS for tip in load_checklist(area).tips}
    assert len(tips) == 71
    assert tips - with_pattern == set()
    assert with_pattern - tips == set(), "a pattern for a tip that no checklist has"
