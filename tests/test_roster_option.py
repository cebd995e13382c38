"""notescan scan --roster: who is who from a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from notescan.cli import main

CASE = "03/02/2025 10:00 | Home visit | Ama Quartey (Social Worker)\nCarla told me that she likes it here.\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.txt"
    path.write_text(CASE, encoding="utf-8")
    return path


def scanned(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict:
    assert main(["scan", *map(str, arguments), "--checklist", "assessment", "--format", "json", "--quiet"]) == 0
    return json.loads(capsys.readouterr().out)


def test_who_somebody_is_decides_what_is_evidence(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roster = tmp_path / "people.yaml"
    tips = {}
    for role in ("child", "professional"):
        roster.write_text(f"people:\n  - {{names: [Carla], role: {role}}}\n", encoding="utf-8")
        scan = scanned(capsys, case, "--roster", roster)
        assert scan["roster"]["people"][0]["role"] == role
        tips[role] = {e["tip"] for e in scan["evidence"]}
    assert "assessment.childs-voice" in tips["child"] - tips["professional"]


def test_a_scan_can_be_given_back_as_it_is(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = scanned(capsys, case, "--child", "Carla")
    kept = tmp_path / "scan.json"
    kept.write_text(json.dumps(first), encoding="utf-8")
    assert scanned(capsys, case, "--roster", kept) == first


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("people: [x", "this is no roster"),
        ("people:\n  - {names: [Jo], role: chld}\n", r"people\.0\.role"),
        ("peple: []\n", "peple"),
        ("[1, 2]", "this roster can't be used"),
    ],
)
def test_a_file_that_is_none_is_told_in_one_line(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, says: str
) -> None:
    import re

    roster = tmp_path / "people.yaml"
    roster.write_text(text, encoding="utf-8")
    assert main(["scan", str(case), "--roster", str(roster)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert re.search(says, told.err)
