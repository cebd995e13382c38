"""Children by visit and agencies by contact."""

from __future__ import annotations

import pytest

from notescan.checks.household import Household
from notescan.checks.matrix import coverage_matrix
from notescan.pipeline.roster import read_roster
from notescan.read import read_text

FAMILY = "01/03/2025 Allocation - Rita Nolan\nChildren: Ellie (9), Noah (7) and Finn (8 months) live with mum.\n\n"


def marks(body: str, header: str = "12/03/2025 Home visit - Sam Tully") -> set[tuple[str, str]]:
    case = read_text(f"{FAMILY}{header}\n{body}\n")
    found = coverage_matrix(case, (), read_roster(case))
    for cell in found.cells:
        assert cell.rest.quote
        assert case.text[cell.rest.start : cell.rest.end] == cell.rest.quote
    last = case.notes[-1].id
    return {(cell.row, cell.mark) for cell in found.cells if cell.rest.note == last}


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("Ellie told me that she likes her new room.", {("Ellie", "heard")}),
        ("I saw Ellie on her own in the garden. She said she is tired.", {("Ellie", "seen alone"), ("Ellie", "heard")}),
        ("Noah was at school and was not seen.", {("Noah", "not seen")}),
        ("Finn was on the mat, smiling and reaching for his toys.", {("Finn", "observed")}),
        ("Ellie and Noah told me about the park; Finn was asleep.",
         {("Ellie", "heard"), ("Noah", "heard"), ("Finn", "not seen")}),
        ("Mum told me that Noah wants a bike.", set()),
        ("- Ellie: alone in her room, said it is quieter now\n- Noah: out", {("Ellie", "seen alone"), ("Noah", "not seen")}),
    ],
)  # fmt: skip
def test_how_each_child_figures_in_a_visit(body, wanted):
    found = {pair for pair in marks(body) if pair[0] in ("Ellie", "Noah", "Finn")}
    if ("Ellie", "seen alone") in wanted:
        found.discard(("Ellie", "heard"))
        wanted = wanted - {("Ellie", "heard")}
    assert found == wanted


def test_nobody_was_seen_at_a_visit_that_failed():
    found = marks("No answer. Card left.", "12/03/2025 Attempted visit - Sam Tully")
    assert found == {(child, "not seen") for child in ("Ellie", "Noah", "Finn")}


@pytest.mark.parametrize(
    ("header", "body", "wanted"),
    [
        ("12/03/2025 Call - Sam Tully", "The health visitor said that Finn is gaining weight.", ("health", "answered")),
        ("12/03/2025 Email - Sam Tully", "I asked the school for Ellie's attendance.", ("education", "asked")),
        ("12/03/2025 Case note - Sam Tully", "No reply from the GP after two letters.", ("health", "no reply")),
        ("12/03/2025 Email - Sam Tully", "Sent the plan and the minutes to the school.", ("education", "shared")),
        ("12/03/2025 Review - Sam Tully", "The nursery has not been contacted.", ("education", "missing")),
    ],
)
def test_whether_an_agency_was_asked_and_answered(header, body, wanted):
    assert wanted in marks(body, header)


def test_health_and_education_have_a_row_even_if_nobody_asked_them():
    case = read_text(f"{FAMILY}12/03/2025 Home visit - Sam Tully\nEllie drew.\n")
    found = coverage_matrix(case, (), read_roster(case))
    assert found.agencies == ("health", "education")
    assert set(found.children) == {"Ellie", "Noah", "Finn"}


def test_grown_up_and_absent_children_are_not_of_the_household():
    case = read_text(
        "12/03/2025 Home visit - Sam Tully\nChildren: Ellie (9) and Noah (7). Their brother Jed (19) was in. "
        "Their sister Amy, lives with her dad in Hull. Ellie said hello and Noah told me a joke. Jed said he works nights.\n"
    )
    found = Household(case, read_roster(case, children=("Ellie", "Noah", "Jed", "Amy")))
    assert sorted(found.names) == ["Ellie", "Noah"]
    assert set(found.left_out) == {"Jed", "Amy"}
    assert found.ages == {"Ellie": 9, "Noah": 7}
