"""Names and other identifiers: how many of those marked in the cases are put out, and that nothing else breaks."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notescan.model import Person, Roster
from notescan.pipeline.roster import read_roster
from notescan.pseudonymise.standins import Replaced, StandIns
from notescan.read import read_text
from notescan.review import ReviewSession
from notescan.summary import export, view, write_key
from tests.pseudonymise.marks import CASES, FRESH, load, recall_of

ENOUGH = 0.98


def test_nearly_every_marked_identifier_is_put_out() -> None:
    found = [recall_of(path) for path in CASES]
    missed = [word for one in found for word in one.missed]
    total = sum(one.marked for one in found)
    assert 1 - len(missed) / total >= ENOUGH, missed


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_same_name_has_the_same_stand_in_and_places_move_along(path: Path) -> None:
    text, marks = load(path)
    case = read_text(text)
    said = StandIns(read_roster(case), case.text).replace(case.text)
    assert sum(len(e.instead) - (e.end - e.start) for e in said.edits) == len(said.text) - len(case.text)
    by_word: dict[str, set[str]] = {}
    for edit in said.edits:
        by_word.setdefault(case.text[edit.start : edit.end], set()).add(edit.instead)
    assert all(len(labels) == 1 for labels in by_word.values()), by_word
    for before, after in zip((0, *(e.end for e in said.edits)), (e.start for e in said.edits), strict=False):
        assert case.text[before:after] == said.text[said.moved(before) : said.moved(after)]
    assert marks


def test_what_is_nobodys_name_stays() -> None:
    case = read_text(CASES[0].read_text(encoding="utf-8").replace("⟦", "").replace("⟧", ""))
    said = StandIns(read_roster(case), case.text).replace(case.text).text
    for words in ("was seen alone in her bedroom", "Home visit", "Supervision", "Graded Care Profile", "late 9 times"):
        assert words in said
    for words in ("12/03/2024", "3 April", "class teacher", "GP is Doctor 1 at Health service 1"):
        assert words in said


def test_a_person_is_told_by_what_they_are_to_the_child() -> None:
    case = read_text(CASES[0].read_text(encoding="utf-8").replace("⟦", "").replace("⟧", ""))
    key = StandIns(read_roster(case), case.text).key()
    labels = {form: label for label, forms in key.items() for form in forms}
    assert labels["Ottoline"] == "Child A"
    assert labels["Kirsty"] == "Mother of Child A"
    assert labels["Jo Pennifer"].startswith("Social worker")
    assert labels["St Winifred's Primary"].startswith("School")


@given(st.text(max_size=200))
def test_any_text_is_replaced_and_places_stay_in_it(text: str) -> None:
    said: Replaced = StandIns(Roster(), text).replace(text)
    for offset in range(len(text) + 1):
        assert 0 <= said.moved(offset) <= said.moved(offset, end=True) <= len(said.text)


@pytest.mark.parametrize("fmt", ["html", "docx", "pdf", "xlsx", "csv", "md", "json", "jsonld", "spacy", "jsonl"])
def test_no_export_holds_a_name_of_the_roster(fmt: str, review: ReviewSession) -> None:
    made = export(review, fmt, pseudonymise=True)
    content = made if isinstance(made, bytes) else made.encode()
    if fmt not in ("docx", "pdf", "xlsx", "spacy"):  # these are packed; the office tests read them back
        for name in (b"Ebony", b"Carla", b"Priya", b"Dunmore", b"Oyelaran", b"Noor", b"marlow"):
            assert name not in content, name
        assert b"Child" in content


def test_quotes_stay_the_words_of_the_case_text(review: ReviewSession) -> None:
    summary = json.loads(str(export(review, "json", pseudonymise=True)))
    page = str(export(review, "html", pseudonymise=True))
    quotes = [one["quote"] for tip in summary["tips"] for one in tip["evidence"]]
    assert len(quotes) == 4
    assert all("<" in page and quote.split()[0] in page for quote in quotes)
    assert "Child A was seen alone in her bedroom" in quotes
    assert summary["text_sha256"] == "withheld"


def test_nearly_nothing_else_is_put_out_and_cases_by_another_writer_are_as_clean() -> None:
    found = [recall_of(path) for path in (*CASES, *FRESH)]
    missed = [word for one in found for word in one.missed]
    needless = [word for one in found for word in one.needless]
    assert 1 - len(missed) / sum(one.marked for one in found) >= ENOUGH, missed
    assert 1 - len(needless) / sum(one.replaced for one in found) >= ENOUGH, needless


NAMED = [
    "Visited with Mr ⟦Long⟧ and Nurse ⟦Odaline⟧; DS ⟦Marrable⟧ sent apologies.",
    "⟦Mark Teasel⟧ rang. Mark schemes are due in May. ⟦May⟧ will see her, and so will ⟦June⟧ and ⟦Hope⟧.",
    "Health visitor: ⟦Grace Oddie⟧\nSchool: ⟦Little Larches⟧\nReview in the spring term.",
    "Seen at ⟦The Sycamores Health Centre⟧ and at ⟦Our Lady's⟧, then at ⟦Stepping High⟧.",
    "From: ⟦Will Thrupp⟧\nWill do, and thank you.\n⟦Will⟧\n",
    "⟦Orla Penhallow⟧ chaired. ⟦OP⟧ to write to ⟦Tegwen Ash-Vale⟧, and ⟦TAV⟧ said that she will answer.",
    "seen ⟦zerbina⟧ at home w ⟦zerbina⟧s nan. told sw ⟦quillon⟧. ⟦Zerbina⟧ is well, ⟦Zerbina⟧ said so.",
    "Her cousin ⟦Ysolde van Tromp⟧ lives at ⟦14b Cutter's Reach⟧, ⟦QX4 9ZZ⟧.",
]
NUMBERED = [
    "Mother (⟦12 July '88⟧) and ⟦Zeb⟧, born ⟦the nineteenth of January 2007⟧, came on 3 March.",
    "He is 13 on ⟦2 April⟧; his review is due on 16 July.",
    "Court ⟦ZE23C00417⟧, log ⟦417⟧ of 11 March and ⟦0932⟧ of 20 April, PC ⟦4471⟧, UPN ⟦A731879737274⟧.",
    "Ring ⟦+353 1 555 0147⟧, ⟦(01632) 960 533⟧ or ext ⟦71340⟧ between 10.30-12.15, room 4.",
    "Her snap is ⟦zeb.ash09⟧, NI ⟦qq 12 34 56 c⟧, car reg ⟦QX19 ZTO⟧. Cost 914 in 2023/24, section 47.",
]


@pytest.mark.parametrize("marked", [*NAMED, *NUMBERED])
def test_what_is_marked_is_put_out_and_the_rest_stays(marked: str, tmp_path: Path) -> None:
    path = tmp_path / "case.txt"
    path.write_text(marked, encoding="utf-8")
    found = recall_of(path)
    assert (found.missed, found.needless) == ([], [])


def test_slips_and_short_forms_are_the_same_person() -> None:
    text = "Seen with Thaddeus Quill, her father. Thaddeus was calm. Thadeus left early. Thad rang later; TQ was sober."
    said = StandIns(Roster(), text).replace(text)
    assert len({edit.instead for edit in said.edits}) == 1, said.text


def test_the_key_is_written_to_be_read_or_for_programs(review: ReviewSession) -> None:
    made = view(review, pseudonymised=True)
    assert "Child A: Ebony" in write_key(made, Path("who.txt"))
    assert json.loads(write_key(made, Path("who.json")))["stands_for"]["Child A"][0] == "Ebony"


def test_a_word_that_is_somebodys_name_as_well_is_told_where_it_was_left() -> None:
    text = "Visited with Chance Miles, 22. By chance her nan was in. Chance said that he is off. They came by chance."
    told = StandIns(Roster(), text).doubtful
    assert [(one.word, one.count) for one in told] == [("chance", 2)]


def test_no_two_people_have_the_same_stand_in() -> None:
    for path in (*CASES, *FRESH):
        case = read_text(load(path)[0])
        roster = read_roster(case)
        names = Counter(name for person in roster.people for name in person.names)
        whole = {person.names[0] for person in roster.people if " " in person.names[0] and names[person.names[0]] == 1}
        for label, forms in StandIns(roster, case.text).key().items():
            assert len(whole & set(forms)) <= 1, (path.stem, label, forms)


def test_people_the_roster_does_not_tell_apart_are_numbered_on_from_its_own() -> None:
    text = "Brambles log. Tyler Mossop sat with Zebedee Quill."
    roster = Roster(people=(Person(names=("Tyler Mossop",), role="other"),))
    said = StandIns(roster, text).replace(text)
    assert said.text == "Person 2 log. Person 1 sat with Person 3."


def test_what_the_auditor_wrote_names_nobody_either(review: ReviewSession) -> None:
    review.write_detail("allocated_worker", "Hope Wood")
    review.write_action("Ask Zebedee Quill", owner="Grace May")
    review.write_improvement("Tobias is hardly heard; ring 01632 960 533.")
    made = str(export(review, "json", pseudonymise=True))
    for words in ("Hope", "Wood", "Zebedee", "Quill", "Grace", "Tobias", "960 533"):
        assert words not in made, words
