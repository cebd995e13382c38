"""Who is who, read from invented case files in many writers' styles."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest

from notescan.model import CaseFile, Note, Person, Roster, Source
from notescan.pipeline.roster import main_child, read_roster


def _case(text: str, *notes: Note) -> CaseFile:
    whole = Note(id="n1", start=0, end=len(text), body=0, date=dt.date(2024, 6, 3))
    source = Source(path="case.txt", sha256="0" * 64, end=len(text))
    return CaseFile(title="case", text=text, sources=(source,), notes=notes or (whole,))


def _role(roster: Roster, name: str) -> str | None:
    return next((person.role for person in roster.people if name in person.names), None)


def _person(roster: Roster, name: str) -> Person:
    return next(person for person in roster.people if name in person.names)


# A way of telling, and the roles that it tells.
TOLD = [
    ("I met mum, Petra, at the flat. Petra said so.", {"Petra": "parent"}),
    ("Mum is Petra and she was out.", {"Petra": "parent"}),
    ("Home visit. Petra (mother) let me in.", {"Petra": "parent"}),
    ("They live with their mother, Petra, in town.", {"Petra": "parent"}),
    ("Alloc. Mo Petra Vane 31. Fa Olu Vane, away. 2 chn.", {"Petra": "parent", "Olu": "parent"}),
    ("I rang MGM Winnie about this.", {"Winnie": "relative"}),
    ("Mother: Petra Vane\nFather: Olu Vane\n", {"Petra Vane": "parent", "Olu Vane": "parent"}),
    ("Dad's a Mr Quill in Leeds.", {"Mr Quill": "parent"}),
    ("We saw the children Lowri and Sefton.", {"Lowri": "child", "Sefton": "child"}),
    ("Seen today: Lowri 10, Sefton + Odette 3.", {"Lowri": "child", "Sefton": "child", "Odette": "child"}),
    ("I saw Lowri (9) at school.", {"Lowri": "child"}),
    ("We saw Lowri who is ten, and Sefton, seven.", {"Lowri": "child", "Sefton": "child"}),
    ("There is a baby, Odette, nine months.", {"Odette": "child"}),
    ("Lowri Vane DOB 02/03/2015 was seen.", {"Lowri": "child"}),
    ("Child: Lowri Vane\nWorker: J Platt", {"Lowri Vane": "child"}),
    ("YP: Lowri\nPlace: office", {"Lowri": "child"}),
    ("Re: Lowri H\nShe was out.", {"Lowri H": "child"}),
    ("His half-sister Odette lives elsewhere.", {"Odette": "child"}),
    ("We spoke with the foster carer Beryl today.", {"Beryl": "carer"}),
    ("I went to see Mrs Oakes. Mrs Oakes fosters through an agency.", {"Mrs Oakes": "carer"}),
    ("Sheena Hart, Independent Reviewing Officer, chaired.", {"Sheena Hart": "professional"}),
    ("The health visitor, Pat, weighed her. Pat was happy.", {"Pat": "professional"}),
    ("I rang PC 3411 and then PC Mahmoud about it.", {"PC Mahmoud": "professional"}),
    ("I spoke to Dr Lowe at the clinic.", {"Dr Lowe": "professional"}),
    ("The social worker Tamara Finch visited.", {"Tamara Finch": "worker"}),
    ("Their aunt Jessamy rang. Jessamy can help.", {"Jessamy": "relative"}),
    ("Lowri (9) was seen. Mum, Petra, was in. Petra's mum Winnie came.", {"Winnie": "relative", "Petra": "parent"}),
    ("Lowri (9) lives with stepdad Craig. Craig was asleep.", {"Craig": "parent"}),
    # people who work with the family: a title, where they are from, their job, calls and meetings
    ("Mr Gadsby popped in. Mr Gadsby will show her the meter.", {"Mr Gadsby": "professional"}),
    ("Lowri (9) is in. Imelda Crane from housing options rang me. She has a flat.", {"Imelda Crane": "professional"}),
    ("Lowri (9) is in. I spoke to Fergal in admissions. Fergal has a place.", {"Fergal": "professional"}),
    ("Rang Brackendale, spoke to Ms Huxtable at Merrow Solicitors.", {"Ms Huxtable": "professional"}),
    ("Osric (income officer) rang back. Osric will hold the letter.", {"Osric": "professional"}),
    ("Lowri (9) is in. There was Verity who's the HV. Verity will weigh him.", {"Verity": "professional"}),
    ("Meeting.\nPresent: Lowri (9), Hedda Brink\nHedda Brink will send minutes.", {"Hedda Brink": "professional"}),
    # ... and people who do not
    ("Lowri (9) is in. Her mate Kit rang me. Kit will help her to paint.", {"Kit": "other"}),
    ("A neighbour, Mrs Tolley, rang me. Mrs Tolley said it was loud.", {"Mrs Tolley": "other"}),
    ("Lowri Vane (9) was out. Mrs Vane rang me. I rang Mrs Vane.", {"Lowri": "child"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), TOLD, ids=[text[:40] for text, _ in TOLD])
def test_a_way_of_telling_gives_the_role(text: str, wanted: dict[str, str]) -> None:
    roster = read_roster(_case(text))
    assert {name: _role(roster, name) for name in wanted} == wanted


def test_a_full_name_a_first_name_and_a_title_are_one_person() -> None:
    text = "Mum is Petra Vane. Petra was in. She made tea. Ms Vane signed. Lowri Vane (9) hid from Petra."
    petra = _person(read_roster(_case(text)), "Petra Vane")
    assert {"Petra", "Ms Vane"} <= set(petra.names)
    assert (petra.relation, petra.gender) == ("mother", "f")


def test_the_authors_are_workers_and_managers() -> None:
    text = "Note by Jo Platt\nI rang mum.\nNote by Una Reed\nJP to visit. Agreed.\n"
    first = Note(id="n1", start=0, end=29, body=17, author="Jo Platt", role="Social Worker")
    second = Note(id="n2", start=29, end=len(text), body=46, author="Una Reed", role="Team Manager")
    roster = read_roster(_case(text, first, second))
    assert _role(roster, "Jo Platt") == "worker"
    assert _role(roster, "Una Reed") == "manager"
    assert "JP" in _person(roster, "Jo Platt").names


def test_an_author_of_whom_others_write_as_reviewing_officer_is_one() -> None:
    text = "I chaired the review.\nHilda Moss, Independent Reviewing Officer, chaired. Our IRO is Hilda Moss.\n"
    first = Note(id="n1", start=0, end=22, body=0, author="Hilda Moss")
    second = Note(id="n2", start=22, end=len(text), body=22, author="Jo Platt", role="Social Worker")
    assert _role(read_roster(_case(text, first, second)), "Hilda Moss") == "professional"


def test_children_whom_the_auditor_names_are_children() -> None:
    roster = read_roster(_case("I rang April. April was upset."), children=["April Vane"])
    assert _role(roster, "April Vane") == "child"
    assert "April" in roster.people[0].names


def test_a_child_named_by_a_letter_only_is_on_the_roster() -> None:
    text = "K was in. K said hello. I asked K's mum. K went up. K has a bike. K likes it. Then K left."
    roster = read_roster(_case(text))
    assert _role(roster, "K") == "child"


def test_a_letter_is_the_child_whose_name_begins_so() -> None:
    text = "I saw Lowri (9) alone. L said she was tired. I told L that I would come back. L smiled."
    assert "L" in _person(read_roster(_case(text)), "Lowri").names


def test_a_care_leaver_is_the_subject_of_the_file() -> None:
    text = (
        "Went to see Rhodri at the flat. Rhodri has a job. Rhodri asked about his pathway plan. "
        "I told Rhodri that the personal adviser will ring. His sister Odette visits."
    )
    roster = read_roster(_case(text))
    assert _role(roster, "Rhodri") == "child"


def test_a_date_of_birth_is_kept() -> None:
    lowri = _person(read_roster(_case("Lowri Vane (DOB 02/03/2015) was seen with Sefton.")), "Lowri Vane")
    assert lowri.born == dt.date(2015, 3, 2)


def test_the_most_named_child_comes_first() -> None:
    text = "Sefton (4) was out. Lowri (9) was in. Lowri drew. Lowri laughed. I told Lowri that I would ring."
    child = main_child(read_roster(_case(text)))
    assert child is not None
    assert child.names[0] == "Lowri"


@pytest.mark.parametrize(
    "text",
    [
        "Visit to 14 Tanner Row on Monday. Happy with the plan.",
        "The Child Benefit form went to Bradford in March.",
        "Spoke to Oakfield Primary School and Marsh Road Surgery.",
        "She speaks Tagalog. Sorted 5 cards. Moved to 16.08 at noon.",
    ],
)
def test_places_and_words_are_nobody(text: str) -> None:
    assert read_roster(_case(text)).people == ()


def test_a_stranger_called_a_boy_is_no_child_of_the_case() -> None:
    roster = read_roster(_case("Lowri (9) plays with a boy called Sacha. Sacha sings. Lowri likes Sacha."))
    assert _role(roster, "Sacha") != "child"


def test_a_verb_that_begins_a_sentence_is_no_part_of_a_name() -> None:
    roster = read_roster(_case("Lowri (9) was in. Caught Lowri on the stairs. I told Lowri that I would ring."))
    assert roster.people[0].names == ("Lowri",)


def test_thousands_of_names_do_not_take_minutes() -> None:
    endings = ["".join(letters) for letters in product("abcdefghij", repeat=3)]
    text = ". ".join(f"I saw Qu{ending} (8)" for ending in endings)
    assert len(read_roster(_case(text)).people) == 600


def test_an_empty_text_has_an_empty_roster() -> None:
    assert read_roster(_case("")).people == ()
