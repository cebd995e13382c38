from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import notescan
from notescan.checklists import load_checklist
from notescan.model import AREAS, Scan
from notescan.read import read_case, read_text
from notescan.scan import guess_area, scan_case

GOLD = Path(__file__).parent / "gold"
DATE = dt.date(2024, 7, 31)


def scan(text: str, area: str = "assessment"):
    return scan_case(read_text(text), load_checklist(area), audit_date=DATE)


@pytest.fixture(scope="module")
def scanned():
    case = read_case([GOLD / "dev1-assessment" / "notes.txt"])
    return case, scan_case(case, load_checklist("assessment"), audit_date=DATE)


def test_every_quote_stands_where_it_says(scanned):
    case, result = scanned
    assert result.evidence
    notes = {note.id: note for note in result.notes}
    for item in result.evidence:
        assert case.text[item.start : item.end] == item.quote
        assert item.quote == item.quote.strip()
        note = notes[item.note]
        assert note.body <= item.start < item.end <= note.end
        assert item.sentence.start <= item.start < item.end <= item.sentence.end
        assert len(item.quote) <= 400
        assert item.means
        assert item.pattern


def test_the_json_has_the_contract_s_fields(scanned):
    _, result = scanned
    data = json.loads(result.model_dump_json())
    assert data["schema"] == "notescan.scan/1"
    assert data["audit_date"] == "2024-07-31"
    assert set(data["sources"][0]) >= {"path", "sha256", "media_type"}
    assert set(data["notes"][0]) >= {"id", "date", "time", "type", "author", "start", "end"}
    assert set(data["evidence"][0]) >= {
        "id", "tip", "stance", "note", "start", "end", "quote", "sentence", "pattern", "why", "place",
    }  # fmt: skip
    assert [t["tip"] for t in data["tips"]] == [tip.id for tip in load_checklist("assessment").tips]
    assert {t["suggested"] for t in data["tips"]} <= {"met", "partly_met", "not_met", "no_evidence"}


def test_the_schema_that_ships_is_that_of_the_model():
    path = Path(notescan.__file__).parent / "schemas" / "notescan.scan-1.json"
    shipped = json.loads(path.read_text(encoding="utf-8"))
    assert shipped == Scan.model_json_schema(by_alias=True), "write the schema anew: see tests/test_scan.py"


def test_the_same_case_gives_the_same_ids(scanned):
    case, result = scanned
    again = scan_case(case, load_checklist("assessment"), audit_date=DATE)
    assert [e.id for e in again.evidence] == [e.id for e in result.evidence]
    assert len({e.id for e in result.evidence}) == len(result.evidence)


def test_a_tip_without_evidence_says_what_was_searched():
    result = scan("12/03/2024 Home visit - Jo Pike\nThe bus was late.\n\n19/03/2024 Home visit - Jo Pike\nIt rained.\n")
    tip = next(t for t in result.tips if t.tip == "assessment.impact-chronology")
    assert tip.suggested == "no_evidence"
    assert tip.reason.startswith("Nothing found in 2 notes of 12 Mar 2024 to 19 Mar 2024.")
    assert "look in the documents" in tip.reason


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The impact chronology was updated.", "for"),
        ("There is no chronology on file.", "against"),
        ("SW to start a chronology next week.", "planned"),
    ],
)
def test_done_not_done_and_planned_are_told_apart(text, stance):
    found = {e.stance for e in scan(text).evidence if e.tip == "assessment.impact-chronology"}
    assert found == {stance}


def test_headers_are_never_evidence():
    text = "12/03/2024 Supervision - Jo Pike\nThe bus was late.\n\n19/03/2024 Supervision - Jo Pike\nIt rained.\n"
    assert [e for e in scan(text).evidence if e.tip == "assessment.supervision"] == []


def test_progress_is_told_note_by_note(scanned):
    case, _ = scanned
    seen: list[tuple[int, int]] = []
    scan_case(
        case, load_checklist("assessment"), audit_date=DATE, progress=lambda done, whole: seen.append((done, whole))
    )
    assert seen == [(i, len(case.notes)) for i in range(1, len(case.notes) + 1)]


@pytest.mark.parametrize("area", AREAS)
def test_the_area_is_guessed_from_the_words(area):
    guesses = [guess_area(read_case([path])) for path in sorted(GOLD.glob(f"dev*-{area}/notes.txt"))]
    assert guesses.count(area) >= len(guesses) - 2


@pytest.mark.parametrize("area", AREAS)
def test_guidance_holds_no_evidence(area):
    assert scan((GOLD / f"own9-{area}" / "notes.txt").read_text(encoding="utf-8"), area).evidence == ()


def test_a_signed_note_with_many_musts_is_no_guidance():
    text = (
        "12/03/2024 Supervision - Jo Pike\n"
        "The chronology must be updated. The plan should be shared.\nSchool must be asked. Consent should be sought.\n"
    )
    assert scan(text).evidence


def test_the_same_case_gives_the_same_items_in_every_process():
    code = (
        "import datetime, hashlib; from notescan.read import read_case; from notescan.scan import scan_case\n"
        "from notescan.checklists import load_checklist\n"
        f"case = read_case([{str(GOLD / 'dev1-disability' / 'notes.txt')!r}])\n"
        "scan = scan_case(case, load_checklist('disability'), audit_date=datetime.date(2024, 7, 31))\n"
        "print(hashlib.sha256(scan.model_dump_json().encode()).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(seen) == 1
