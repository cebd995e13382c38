"""What holds of every finding: its words stand in the case, and no name or date comes without them."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notescan.checklists import load_checklist
from notescan.checks import KINDS
from notescan.model import AREAS, Scan
from notescan.read import read_case, read_text
from notescan.scan import scan_case

GOLD = Path(__file__).parents[1] / "gold"
SENTENCES = (
    "Ellie (9) told me that she likes her room.",
    "Noah (7) was at school and not seen.",
    "The GP confirmed that Noah is well.",
    "No reply from school.",
    "Actions: Sam to ring the nursery by 14 March.",
    "The nursery was rung on 12 March.",
    "Ellie flapped her hands in class and hid under the table.",
    "Dear Ellie, you told me that you like your new school and I am glad that you have a friend there.",
    "Pathway plan copied from last year.",
    "The assessment was completed on 20 February 2025.",
)
HEADERS = ("Home visit", "Supervision", "Pathway plan", "Core group", "Email", "School visit", "CLA review")
NOTES = st.lists(
    st.tuples(st.dates(dt.date(2023, 1, 1), dt.date(2025, 6, 30)), st.sampled_from(HEADERS),
              st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4)),
    min_size=1, max_size=5,
)  # fmt: skip


def hold(text: str, scan: Scan) -> None:
    for tip in scan.tips:
        check = tip.check
        if check is None:
            continue
        assert check.reckoning
        for rest in check.rests:
            assert text[rest.start : rest.end] == rest.quote != ""
        facts = json.dumps(check.facts)
        named = any(check.facts.get(key) for key in ("covered", "settings", "last", "held", "visits", "set", "share"))
        assert check.rests or not (named or "20" in facts), check
    for cell in scan.over_time.coverage.cells:
        assert text[cell.rest.start : cell.rest.end] == cell.rest.quote != ""
    for action in scan.over_time.actions:
        assert text[action.set_in.start : action.set_in.end] == action.set_in.quote != ""
        assert (action.told_in is None) == (action.state == "nothing_said")


@pytest.mark.parametrize("area", AREAS)
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(notes=NOTES)
def test_a_finding_names_the_words_that_it_rests_on(area, notes):
    case = read_text("\n\n".join(f"{day:%d/%m/%Y} {kind} - Sam Tully\n{' '.join(some)}" for day, kind, some in notes))
    scan = scan_case(case, load_checklist(area), audit_date=dt.date(2025, 7, 31), weigh=False)
    hold(case.text, scan)


@pytest.mark.parametrize("name", ["dev2-fsp", "dev3-disability", "dev4-leavers"])
def test_findings_of_whole_cases_rest_on_their_words(name):
    case = read_case([GOLD / name / "notes.txt"])
    hold(
        case.text, scan_case(case, load_checklist(name.partition("-")[2]), audit_date=dt.date(2025, 7, 31), weigh=False)
    )


def test_every_check_of_the_checklists_has_a_module():
    asked = {tip.check.kind for area in AREAS for tip in load_checklist(area).tips if tip.check}
    assert asked <= KINDS.keys()
