"""The six checklists that ship, and how a mistake in a checklist of one's own is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from notescan.checklists import LIMITS, find_mistakes, list_checklists, load_checklist
from notescan.errors import UserError
from notescan.model import AREAS

TIPS_PER_AREA = {"mash": 7, "assessment": 14, "disability": 18, "fsp": 14, "cla": 10, "leavers": 8}

OWN = """\
id: own
title: Our own checklist
tips:
  - id: own.seen
    title: Child seen
    asks: Was the child seen?
    where: [Case notes]
    good: Seen, on a date.
    mistaken: Seen by someone else.
  - id: own.recent
    title: Recent visit
    asks: Was there a visit lately?
    where: [Case notes]
    good: A visit.
    mistaken: A call.
    check:
      kind: recency
      limits:
        months: 2
      source: Our own practice
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    file = tmp_path / "own.yaml"
    file.write_text(OWN, encoding="utf-8")
    return file


def test_every_area_has_its_checklist_with_all_its_tips() -> None:
    assert {c.id: len(c.tips) for c in list_checklists()} == TIPS_PER_AREA
    assert [c.id for c in list_checklists()] == list(AREAS)


@pytest.mark.parametrize("area", AREAS)
def test_a_shipped_checklist_reads_well_in_the_app(area: str) -> None:
    checklist = load_checklist(area)
    assert checklist.title == AREAS[area]
    for tip in checklist.tips:
        assert tip.id.startswith(f"{area}.")
        assert len(tip.title) <= 24, f"{tip.title}: too long for the list of tips"
        assert 2 <= len(tip.title.split()) <= 4 or tip.title in {
            "Timeframe",
            "Supervision",
            "Communication",
            "Siblings",
            "Permanence",
            "Independence",
            "Aspirations",
        }
        assert tip.asks.endswith("?")
        assert tip.good.endswith(".")
        assert tip.mistaken.endswith(".")
        assert tip.where
    titles = [tip.title for tip in checklist.tips]
    assert len(set(titles)) == len(titles)


def test_every_limit_in_a_shipped_checklist_says_where_it_comes_from() -> None:
    checks = [tip.check for checklist in list_checklists() for tip in checklist.tips if tip.check]
    assert len(checks) == 17
    assert {check.kind for check in checks} == set(LIMITS)
    assert all(check.source for check in checks)
    assert load_checklist("assessment").tip("assessment.timeframe").check is not None


def test_a_checklist_of_ones_own_stands_in_for_ours(own: Path) -> None:
    checklist = load_checklist(own)
    assert [tip.id for tip in checklist.tips] == ["own.seen", "own.recent"]
    check = checklist.tip("own.recent").check
    assert check is not None
    assert check.limits == {"months": 2}
    assert load_checklist(str(own)) == checklist


@pytest.mark.parametrize(
    ("was", "becomes", "line", "field", "says"),
    [
        ("    asks: Was the child seen?\n", "", 4, "own.seen > asks", "is missing"),
        ("good: Seen, on a date.", "godo: Seen.", 8, "own.seen > godo", 'did you mean "good"?'),
        ("    good: A visit.", "    good: yes", 14, "own.recent > good", "put them in quotes"),
        (
            "where: [Case notes]\n    good: Seen",
            "where: Case notes\n    good: Seen",
            7,
            "where",
            "must be a list",
        ),
        (
            "where: [Case notes]\n    good: Seen",
            "where: []\n    good: Seen",
            7,
            "where",
            "at least one place",
        ),
        ("kind: recency", "kind: recent", 17, "own.recent > check > kind", 'did you mean "recency"?'),
        ("months: 2", "month: 2", 19, "check > limits > month", "takes months, weeks"),
        ("months: 2", "months: two", 19, "check > limits > months", "a whole number"),
        ("months: 2", "months: [2]", 19, "own.recent > check > limits > months", ""),
        ("own.recent", "own.seen", 10, "own.seen > id", "a second time"),
        ("own.recent", "Own Recent", 10, "Own Recent > id", "area.name-of-tip"),
        ("title: Recent visit", "title: ' '", 11, "own.recent > title", "is empty"),
        ("title: Our own checklist", "title: A\ntitle: B", 3, "title", "given twice"),
        ("title: Our own checklist", "title: [A", 3, "", "can't be understood"),
        ("title: Our own checklist", "title: A\ncolour: red", 3, "colour", "is not a field"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_field(
    own: Path, was: str, becomes: str, line: int, field: str, says: str
) -> None:
    assert was in OWN
    own.write_text(OWN.replace(was, becomes, 1), encoding="utf-8")
    with pytest.raises(UserError) as told:
        load_checklist(own)
    message = str(told.value)
    assert "\n" not in message
    assert message.startswith(f"{own}, line {line}: ")
    assert field in message
    assert says in message


def test_all_mistakes_of_a_file_can_be_listed_at_once(own: Path) -> None:
    own.write_text(OWN.replace("kind: recency", "kind: rcency").replace("own.seen", "Seen"), encoding="utf-8")
    assert [(m.line, m.field) for m in find_mistakes(own)] == [
        (4, "Seen > id"),
        (17, "own.recent > check > kind"),
    ]
    with pytest.raises(UserError, match="and 1 more"):
        load_checklist(own)


def test_a_sound_file_has_no_mistakes(own: Path) -> None:
    assert find_mistakes(own) == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"just words",
        b"- a\n- b\n",
        b"\xff\xfe\x00",
        b"id: \x07bell",
        b"id: 2020-13-45\n",
        b"[" * 60_000,
        b"a: &a [*a]\n",
        b"&a {tips: *a}\n",
        b"id: x\ntitle: y\ntips: []\n",
        b"? [a, b]\n: c\n",
        b"? {a: b}\n: c\n",
        b"id: !!python/object:os.system x\n",
        b"x" * 1_200_000,
    ],
)
def test_a_file_that_is_no_checklist_gets_one_clear_line(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "odd.yaml"
    file.write_bytes(content)
    with pytest.raises(UserError) as told:
        load_checklist(file)
    assert str(file) in str(told.value)
    assert "\n" not in str(told.value)


def test_a_name_that_is_no_checklist_is_told_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r'no checklist "asessment"; did you mean "assessment"\?.*mash, assessment'):
        load_checklist("asessment")
    with pytest.raises(UserError, match="there is no checklist file"):
        load_checklist(tmp_path / "none.yaml")
    with pytest.raises(UserError, match="is a folder"):
        load_checklist(str(tmp_path) + "/")
