"""Who is spoken of, who acts and whose account it is, in invented sentences of many styles."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from notescan.data import data_dir
from notescan.errors import UserError
from notescan.model import Note, Person, Roster
from notescan.pipeline.people import Mention, mentions
from notescan.pipeline.subjects import ClauseRole, clause_roles
from notescan.pipeline.who_quotes import speech
from notescan.pipeline.who_words import load_words

ROSTER = Roster(
    people=(
        Person(names=("Kezia Dunn", "Kezia", "K"), role="child", relation="child", gender="f"),
        Person(names=("Theo Dunn", "Theo"), role="child", relation="child", gender="m"),
        Person(names=("Marta Dunn", "Marta", "Ms Dunn"), role="parent", relation="mother", gender="f"),
        Person(names=("Wilf Parry", "Wilf"), role="parent", relation="father", gender="m"),
        Person(names=("Doreen",), role="relative", relation="grandmother", gender="f"),
        Person(names=("Ines Coe", "Ines", "IC"), role="worker", relation="social worker", gender="f"),
        Person(names=("Basil Orme",), role="manager", relation="team manager", gender="m"),
        Person(names=("Mrs Tull",), role="professional", relation="teacher", gender="f"),
        Person(names=("Gwen Aldis", "Gwen"), role="carer", relation="foster carer", gender="f"),
    )
)


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    made = spacy.blank("en")
    made.add_pipe("sentencizer")
    return made


def _clauses(nlp: spacy.language.Language, marked: str) -> tuple[Doc, list[tuple[int, int]]]:
    """`marked` with "|" between clauses; a sentence's end ends a clause as well."""
    parts = marked.split("|")
    doc = nlp("".join(part.strip() + " " for part in parts).strip())
    firsts, at = set(), 0
    for part in parts:
        firsts.add(at)
        at += len(part.strip()) + 1
    spans, start = [], 0
    for token in doc:
        if token.i > start and (token.is_sent_start or "\n" in doc[token.i - 1].text or token.idx in firsts):
            spans.append((start, token.i))
            start = token.i
    return doc, [*spans, (start, len(doc))]


def _roles(nlp: spacy.language.Language, marked: str, note: Note | None = None) -> list[ClauseRole]:
    doc, clauses = _clauses(nlp, marked)
    return clause_roles(doc, clauses, mentions(doc, ROSTER, note))


def _found(nlp: spacy.language.Language, text: str, note: Note | None = None) -> list[tuple[str, str]]:
    doc = nlp(text)
    return [(doc[m.start : m.end].text, m.role) for m in mentions(doc, ROSTER, note)]


# Sentence, and everyone in it in order.
WHO = [
    ("Kezia was at home.", [("Kezia", "child")]),
    ("Mum let me in.", [("Mum", "parent"), ("me", "worker")]),
    ("MGM has her on Fridays.", [("MGM", "relative"), ("her", "child")]),
    (
        "The foster carer took her to the dentist.",
        [("foster carer", "carer"), ("her", "child"), ("dentist", "professional")],
    ),
    ("TM agreed to this.", [("TM", "manager")]),
    ("HV rang back.", [("HV", "professional")]),
    ("Joint HV with the school nurse.", [("school nurse", "professional")]),
    ("The young person did not want to talk.", [("young person", "child")]),
    ("Both boys were asleep.", [("Both boys", "child")]),
    ("Stepdad works nights.", [("Stepdad", "parent")]),
    ("Mum's boyfriend moved out.", [("Mum", "parent"), ("boyfriend", "other")]),
    ("Mum's sister has offered.", [("Mum", "parent"), ("sister", "relative")]),
    ("Kezia's sister is at college.", [("Kezia", "child"), ("sister", "child")]),
    ("Marta's mum was there.", [("Marta", "parent"), ("mum", "relative")]),
    ("Kezia's mum was there.", [("Kezia", "child"), ("mum", "parent")]),
    ("Ms Dunn signed the form.", [("Ms Dunn", "parent")]),
    ("School say he is often late.", [("School", "professional"), ("he", "child")]),
    ("Theo loves school.", [("Theo", "child")]),
    ("Theo is happy at school.", [("Theo", "child")]),
    ("I rang school.", [("I", "worker"), ("school", "professional")]),
    ("An email from nursery came in.", [("nursery", "professional")]),
    ("The police attended.", [("The police", "professional")]),
    ("The child protection plan was shared.", []),
    ("Child and Family Assessment completed.", []),
    ("She gets carer's allowance.", [("She", "child")]),
    ("It was parents' evening.", []),
    ("A mum-to-be group.", []),
    ("The school run is hard.", []),
    ("A Mother's Day card.", []),
    ("On the nursery nurse course.", []),
    ("Referral to children's services made.", []),
    ("K told IC about it.", [("K", "child"), ("IC", "worker")]),
    ("The family support worker came.", [("family support worker", "worker")]),
    ("Staff at the unit say so.", [("Staff", "professional")]),
    ("Mrs Tull thinks so.", [("Mrs Tull", "professional")]),
]


@pytest.mark.parametrize(("text", "wanted"), WHO, ids=[text for text, _ in WHO])
def test_everyone_in_a_sentence_is_found_in_their_role(
    nlp: spacy.language.Language, text: str, wanted: list[tuple[str, str]]
) -> None:
    assert _found(nlp, text) == wanted


# Sentence, the pronoun asked for (its occurrence), and whom it stands for.
PRONOUNS = [
    ("Kezia came in. She sat down.", "She", 0, "Kezia Dunn"),
    ("Theo saw his dad. He smiled.", "He", 0, "Theo Dunn"),
    ("She was asleep when I called.", "She", 0, "Kezia Dunn"),
    ("Marta opened the door. She looked tired.", "She", 0, "Marta Dunn"),
    ("Marta told me that Kezia said that she hates peas.", "she", 0, "Kezia Dunn"),
    ("Mum said she is tired.", "she", 0, "Marta Dunn"),
    ("Wilf was out. Kezia was in. He came back later.", "He", 0, "Wilf Parry"),
    ("School are worried about Kezia. She is often late.", "She", 0, "Kezia Dunn"),
    ("Kezia hid. Her mum laughed.", "Her", 0, "Kezia Dunn"),
    ("Theo's teacher rang. Mrs Tull said he is settled.", "he", 0, "Theo Dunn"),
]


@pytest.mark.parametrize(("text", "word", "which", "wanted"), PRONOUNS, ids=[row[0] for row in PRONOUNS])
def test_a_pronoun_is_the_last_one_who_fits(
    nlp: spacy.language.Language, text: str, word: str, which: int, wanted: str
) -> None:
    doc = nlp(text)
    hits = [m for m in mentions(doc, ROSTER) if doc[m.start].text == word and m.how == "pronoun"]
    person = hits[which].person
    assert person is not None
    assert person.names[0] == wanted


def test_they_are_the_children_last_spoken_of(nlp: spacy.language.Language) -> None:
    doc = nlp("The children were in bed. They were asleep.")
    assert [(m.role, m.plural) for m in mentions(doc, ROSTER)] == [("child", True), ("child", True)]


def test_i_is_the_manager_in_a_managers_note(nlp: spacy.language.Language) -> None:
    note = Note(id="n1", start=0, end=40, body=0, author="Basil Orme", role="Team Manager")
    assert _found(nlp, "I have agreed this.", note) == [("I", "manager")]


def test_i_in_a_quotation_is_the_one_quoted(nlp: spacy.language.Language) -> None:
    assert ("I", "child") in _found(nlp, 'Kezia said "I like it here".')
    assert ("I", "child") in _found(nlp, 'Mum was in. "I hate it here", said Kezia.')
    assert ("I", "worker") in _found(nlp, "Kezia was out so I left.")


def test_i_in_a_transcript_is_the_lines_speaker(nlp: spacy.language.Language) -> None:
    found = _found(nlp, "Mum: I can't do Friday\nMe: ok I will try Monday\nMum: I am in then")
    assert [pair for pair in found if pair[0] == "I"] == [("I", "parent"), ("I", "worker"), ("I", "parent")]


def test_a_possessive_owns_and_does_not_act(nlp: spacy.language.Language) -> None:
    doc = nlp("Kezia's room is tidy. Kezia's happy.")
    assert [m.possessive for m in mentions(doc, ROSTER)] == [True, False]


def test_mentions_stand_in_order_and_never_overlap(nlp: spacy.language.Language) -> None:
    doc = nlp("Mum's new boyfriend and Kezia's class teacher, Mrs Tull, met the children's guardian; I saw them both.")
    found: list[Mention] = mentions(doc, ROSTER)
    assert len(found) >= 6
    assert all(a.end <= b.start for a, b in pairwise(found))


# Marked sentence; for each clause (subject, reporter).
ACCOUNTS = [
    ("Mum says | that Kezia is fine.", [("parent", None), ("child", "parent")]),
    ("Mum says | Kezia is fine | but I saw her cry.", [("parent", None), ("child", "parent"), ("worker", None)]),
    ("Kezia said | she likes it | when MGM is there.", [("child", None), ("child", "child"), ("relative", "child")]),
    ("Kezia is fine, | Mum said.", [("child", "parent"), ("parent", None)]),
    ("Per mum, Theo sleeps well.", [("child", "parent")]),
    ("According to Wilf, | Theo sleeps well.", [(None, "parent"), ("child", "parent")]),
    ("I explained | that Mum is unwell.", [("worker", None), ("parent", None)]),
    (
        "Mum told me | that Theo said | that he hates maths.",
        [("parent", None), ("child", "parent"), ("child", "parent")],
    ),
    ("Mrs Tull reports | that Theo is late.", [("professional", None), ("child", "professional")]),
    ("Rang mum | and asked | about Theo.", [("worker", None), ("worker", None), ("worker", None)]),
    ("Theo came in | and sat down.", [("child", None), ("child", None)]),
    ("The flat was clean.", [(None, None)]),
    ("There was milk in the fridge.", [(None, None)]),
    ("Theo: seen alone, | happy at sch | and likes PE.", [("child", None), ("child", None), ("child", None)]),
    ("Views of child: likes her new room.", [("child", "child")]),
    ("Mum's view: the plan is too long.", [(None, "parent")]),
    ("Kezia was seen by SW.", [("child", None)]),
    ("Spoke to Theo on his own.", [("worker", None)]),
    ("With Theo at his school, I talked about home.", [("worker", None)]),
    ("Theo was in bed. Happy at sch, likes PE.", [("child", None), ("child", None)]),
    ("Theo was in bed. Radiators on.", [("child", None), (None, None)]),
    ("Marta: baths the twins together, | never leaves them.", [("parent", None), ("parent", None)]),
    ("Gwen thinks | he is settling.", [("carer", None), ("child", "carer")]),
    ("Mum found the form | and Theo drew a house.", [("parent", None), ("child", None)]),
    ("School feel | that Mum is trying.", [("professional", None), ("parent", "professional")]),
    ("Mum worries; | Wilf was calm.", [("parent", None), ("parent", "parent")]),
    ("Mum said | she is tired; | I advised rest.", [("parent", None), ("parent", "parent"), ("worker", None)]),
    ("Dad doesn't want | Theo to move.", [("parent", None), ("child", None)]),
]


@pytest.mark.parametrize(("marked", "wanted"), ACCOUNTS, ids=[marked for marked, _ in ACCOUNTS])
def test_who_acts_and_whose_account_it_is(
    nlp: spacy.language.Language, marked: str, wanted: list[tuple[str | None, str | None]]
) -> None:
    assert [(role.subject, role.reporter) for role in _roles(nlp, marked)] == wanted


# Marked sentence with a quotation in its last quoted clause, and who speaks in it.
SPEAKERS = [
    ('Kezia said | "I hate it here".', "child"),
    ('"It is a tip", | said Mum.', "parent"),
    ('Theo told Mum | "leave me".', "child"),
    ("Wilf shouted | “get out”.", "parent"),
    ("Kezia whispered | 'not yet' | and left.", "child"),
    ('Mum: | "you all want a show home".', "parent"),
    ('Theo hid under the table. | "Go away".', "child"),
    ('Gwen wrote that | "he is a joy".', "carer"),
    ('The twins\' tea was late and Mum said | "so what".', "parent"),
]


@pytest.mark.parametrize(("marked", "wanted"), SPEAKERS, ids=[marked for marked, _ in SPEAKERS])
def test_whose_words_stand_in_quotation_marks(nlp: spacy.language.Language, marked: str, wanted: str) -> None:
    quoted = [role for role in _roles(nlp, marked) if role.quoted]
    assert [role.speaker for role in quoted] == [wanted]


def test_an_apostrophe_is_no_quotation_mark(nlp: spacy.language.Language) -> None:
    assert speech(nlp("The twins' room wasn't tidy, 'cos Mum's ill and the boys' beds weren't made.")).quotes == []


def test_a_mark_left_open_ends_with_its_line(nlp: spacy.language.Language) -> None:
    doc = nlp('Theo said "I am fine\nMum was out.')
    [quote] = speech(doc).quotes
    assert "Mum" not in doc[quote.start : quote.end].text


def test_the_agent_of_a_passive_is_told_apart(nlp: spacy.language.Language) -> None:
    [role] = _roles(nlp, "Kezia was seen by the school nurse.")
    assert (role.subject, role.agent) == ("child", "professional")


def test_a_telegraphic_sentence_goes_on_about_the_one_before(nlp: spacy.language.Language) -> None:
    roles = _roles(nlp, "Theo was in his room. Seen alone. Likes his new school.")
    assert [role.subject for role in roles] == ["child", "child", "child"]
    assert roles[1].how == "inherited"


def test_a_sentence_that_nobody_leads_has_no_subject(nlp: spacy.language.Language) -> None:
    [role] = _roles(nlp, "Bedroom was cold.")
    assert role.subject is None


def test_a_transcript_line_is_its_speakers_account(nlp: spacy.language.Language) -> None:
    roles = _roles(nlp, "Mum: he is not well\nMe: ok will tell school\nMum: he wants to go Monday")
    assert [role.speaker for role in roles] == ["parent", "worker", "parent"]
    assert [role.reporter for role in roles] == ["parent", None, "parent"]


def test_a_clause_left_whole_tells_whom_it_tells_of(nlp: spacy.language.Language) -> None:
    [role] = _roles(nlp, "Mum says Kezia is fine.")
    assert (role.subject, role.reports, role.told_of) == ("parent", True, "child")


def test_an_empty_clause_has_nobody(nlp: spacy.language.Language) -> None:
    doc = nlp("Kezia slept.")
    empty, whole = clause_roles(doc, [(0, 0), (0, len(doc))], mentions(doc, ROSTER))
    assert (empty.subject, whole.subject) == (None, "child")


def test_a_notes_header_speaks_of_nobody(nlp: spacy.language.Language) -> None:
    text = "HV - Ines Coe (SW)\nKezia slept."
    note = Note(id="n1", start=0, end=len(text), body=19, author="Ines Coe", role="SW")
    assert _found(nlp, text, note) == [("Kezia", "child")]


def test_a_mistake_in_the_word_lists_is_told_with_its_place(tmp_path: Path) -> None:
    lists = data_dir("patterns") / "people.yaml"
    broken = tmp_path / "people.yaml"
    broken.write_text(
        lists.read_text(encoding="utf-8").replace("role: child, relation: boys", "role: kid, relation: boys")
    )
    with pytest.raises(UserError, match=r"people\.yaml: people, the group with boys.*unknown role 'kid'"):
        load_words(broken)
