"""Events: what notes and their sentences tell of what happened when."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notescan.data import data_dir
from notescan.errors import UserError
from notescan.events import find_events
from notescan.events.table import compile_words, default_table, load_table
from notescan.model import Person, Roster
from notescan.over_time import Event
from notescan.read import read_text

AUDIT = dt.date(2025, 6, 30)
NOTE = "14/05/2025 Case note - Kim Sayle\n"


def events(text: str, *, roster: Roster | None = None, audit: dt.date = AUDIT) -> list[Event]:
    case = read_text(text)
    found = find_events(case, roster=roster or Roster(), audit_date=audit)
    notes = {note.id: note for note in case.notes}
    for event in found:
        assert case.text[event.start : event.end] == event.quote
        assert event.quote == event.quote.strip() != ""
        assert notes[event.note].start <= event.start < event.end <= notes[event.note].end
        assert event.first is not None
        assert event.last is not None
        assert event.first <= event.last
        assert event.state != "held" or event.first <= audit or notes[event.note].date is not None
    assert [e.first for e in found] == sorted(e.first for e in found if e.first)
    return found


def told(text: str, kind: str) -> list[tuple[str, str]]:
    """State and first day of the events of a kind, in order."""
    return [(e.state, str(e.first)) for e in events(text) if e.kind == kind]


@pytest.mark.parametrize(
    ("said", "kind", "state", "day"),
    [
        ("CLA review held 12/05.", "review", "held", "2025-05-12"),
        ("The core group took place on 5 May and all came.", "core-group", "held", "2025-05-05"),
        ("On 5 May the core group took place at school.", "core-group", "held", "2025-05-05"),
        ("The core group of 5 May was cancelled as school was shut.", "core-group", "cancelled", "2025-05-05"),
        ("I had to cancel supervision on 6 May.", "supervision", "cancelled", "2025-05-06"),
        ("Supervision on 6 May did not take place until 9 May.", "supervision", "held", "2025-05-09"),
        ("Supervision is booked for 3 June.", "supervision", "planned", "2025-06-03"),
        ("Next core group 3 June.", "core-group", "planned", "2025-06-03"),
        ("Supervision must be held by 3 June.", "supervision", "due", "2025-06-03"),
        ("No supervision since 4 February.", "supervision", "held", "2025-02-04"),
        ("A strategy discussion was held yesterday.", "strategy", "held", "2025-05-13"),
        ("She became looked after on 11 March 2024.", "legal", "held", "2024-03-11"),
        ("C&F assessment completed 21/03.", "assessment", "held", "2025-03-21"),
        ("The assessment has not been completed.", "assessment", "due", "2025-05-14"),
        ("Pathway plan updated 12 May.", "plan", "held", "2025-05-12"),
        ("Pathway plan to be updated by 30 May.", "plan", "due", "2025-05-30"),
        ("The pathway plan has not been updated since 1 October 2024.", "plan", "held", "2024-10-01"),
        ("Last visit 9/5.", "visit", "held", "2025-05-09"),
        ("I visited on Monday and saw both girls.", "visit", "held", "2025-05-12"),
        ("The next CIN visit is on 21 May.", "visit", "planned", "2025-05-21"),
        ("Rapid decline: ICPC held on 2 May.", "conference", "held", "2025-05-02"),
    ],
)
def test_a_sentence_tells_an_event_with_its_state_and_day(said: str, kind: str, state: str, day: str) -> None:
    assert told(NOTE + said, kind) == [(state, day)]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Supervised contact took place on 5 May.", "supervision"),
        ("His probation supervision was on 5 May.", "supervision"),
        ("Fostering supervision was held on 5 May.", "supervision"),
        ("A supervision order was made on 5 May.", "supervision"),
        ("The health visitor visited on 5 May.", "visit"),
        ("Mum said that the nurse visited on 5 May.", "visit"),
        ("OT assessment completed on 5 May.", "assessment"),
        ("The nurse's assessment was done on 5 May.", "assessment"),
        ("Safety plan updated on 5 May.", "plan"),
        ("Medication review held on 5 May.", "review"),
        ("To be discussed in supervision.", "supervision"),
        ("The support group met on 5 May.", "core-group"),
        ("Has the assessment been completed?", "assessment"),
    ],
)
def test_words_that_only_look_like_an_event_tell_none(said: str, kind: str) -> None:
    assert not [e for e in events(NOTE + said) if e.kind == kind and e.state == "held"]


def test_each_verb_has_its_own_date() -> None:
    found = events(NOTE + "The assessment started on 3 March 2025 and was completed on 1 May 2025.")
    assert [(e.what.rpartition(" ")[2], str(e.first)) for e in found if e.kind == "assessment"] == [
        ("started", "2025-03-03"),
        ("completed", "2025-05-01"),
    ]


def test_the_first_and_the_one_before_it_are_of_what_was_named() -> None:
    assert told(NOTE + "Second CLA review was held on 9 May; the first was on 8 January.", "review") == [
        ("held", "2025-01-08"),
        ("held", "2025-05-09"),
    ]
    said = "The core group on the 15th is off. The one before it was 17 April."
    assert told(NOTE + said, "core-group") == [("held", "2025-04-17"), ("cancelled", "2025-05-15")]


@pytest.mark.parametrize(
    ("header", "body", "state"),
    [
        ("Home visit", "Saw Rio and his mum. The flat was warm.", "held"),
        ("Home visit", "No reply, card left.", "attempted"),
        ("Home visit", "No answer at first, then his sister let me in.", "held"),
        ("Home visit", "Mum would not have me in and shut the door.", "attempted"),
        ("Home visit", "Saw Rio. He was sorry that nobody was in last week.", "held"),
        ("Attempted visit", "Called at four.", "attempted"),
        ("CP visit (cancelled)", "Mum has flu.", "cancelled"),
        ("Supervision", "Cancelled, manager at court.", "cancelled"),
        ("Supervision", "DNA. Worker off sick.", "cancelled"),
        ("Supervision", "What is it like for Rio when contact is cancelled?", "held"),
        ("Supervision", "The March session was cancelled so this is the first since February.", "held"),
        ("Core group", "Quorum: No, only mum came", "cancelled"),
        ("Pathway plan draft", "Begun, not seen by Rio yet.", "planned"),
        ("Pathway plan", "Done with Rio at his flat.", "held"),
    ],
)
def test_a_note_is_an_event_unless_its_words_say_that_it_did_not_happen(header: str, body: str, state: str) -> None:
    found = events(f"14/05/2025 {header} - Kim Sayle\n{body}\n")
    assert [e.state for e in found if str(e.first) == "2025-05-14"][:1] == [state]


def test_a_worker_who_meets_the_child_in_a_note_of_no_kind_has_visited() -> None:
    roster = Roster(people=(Person(names=("Dean Orr", "Dean"), role="professional"),))
    met = NOTE + "Met {} in town after lunch."
    assert [e.kind for e in events(met.format("Rio"), roster=roster)] == ["visit"]
    assert events(met.format("Dean"), roster=roster) == []


def test_a_note_told_twice_is_one_event() -> None:
    assert told("14/05/2025 Core group - Kim Sayle\nCore group held today at school.\n", "core-group") == [
        ("held", "2025-05-14")
    ]


def test_both_days_are_kept_where_a_note_was_typed_up_later() -> None:
    text = "03/02/2025 CP visit - Kim Sayle\nLate entry, written up on 17 February. Both boys seen.\n"
    visit = next(e for e in events(text) if e.kind == "visit")
    assert (visit.first, visit.entered) == (dt.date(2025, 2, 3), dt.date(2025, 2, 17))


def test_ids_stay_the_same() -> None:
    text = NOTE + "CLA review held 12/05. Supervision is booked for 3 June."
    assert [e.id for e in events(text)] == [e.id for e in events(text)]
    assert len({e.id for e in events(text)}) == len(events(text))


def test_guidance_for_staff_tells_no_event() -> None:
    text = "Core groups are to be held every six weeks. Supervision should take place every four weeks.\n"
    assert events(text) == []


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["core group", "supervision", "held", "cancelled", "on 5 May", "12/05", "the first was", "plan updated",
             "not", "since", ".", "\n", "visit", "assessment", "completed", "24/7", "Dear Rio,", "31/02/2025", "it"]
        ),
        max_size=25,
    )
)  # fmt: skip
def test_no_text_breaks_it(words: list[str]) -> None:
    events(NOTE + " ".join(words) + "\n")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_no_characters_break_it(text: str) -> None:
    events(NOTE + text)


def test_phrases_match_in_any_case_with_any_joint_and_ending() -> None:
    words = compile_words(["core group", "core group meeting", "cancel*", "c&f", "sup'n"])
    assert words.fullmatch("Core-Group")
    assert words.search("the CORE  GROUP Meeting was")[0].lower() == "core  group meeting"  # type: ignore[index]
    assert words.fullmatch("cancelled")
    assert words.fullmatch("sup’n")
    assert words.fullmatch("C&F")
    assert not words.search("score groups")
    assert not compile_words([]).search("anything")


def test_the_table_that_ships_can_be_read() -> None:
    table = default_table()
    assert table.names.name_of("Fostering supervision").entry.kind is None
    assert table.names.name_of("core groups").entry.kind == "core-group"
    assert {"cla.review-timeliness", "fsp.core-group"} <= set(table.tips)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("- kind: core-group", "- kind: core-gruop", "'kind' must be one of"),
        ("    what: core group\n", "    wat: core group\n", "unknown key 'wat'"),
        ("\nstates:\n", "\nstats:\n", "four parts"),
        ("  attempted: [", "  attemptd: [", "these lists are wanted"),
        ("events:\n", "events: [\n", "not YAML"),
        ("names: [core group*,", "names: [{a: b},", "must be a list of words"),
    ],
)
def test_a_mistake_in_the_file_is_told_in_a_line(tmp_path: Path, old: str, new: str, says: str) -> None:
    text = (data_dir("patterns") / "events.yaml").read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "events.yaml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UserError) as error:
        load_table(file)
    assert says in str(error.value)
    assert "events.yaml" in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("before", ["", "İ"])
def test_names_stand_in_capitals_or_not_and_not_within_words(before: str) -> None:
    names = default_table().names
    text = f"{before} xsupervision SUPERVISION held; Core\nGroup. Seen at xcore group"
    at = len(before)
    found = [text[start:end] for start, end in names.places(text, at, len(text))]
    assert found == ["SUPERVISION held", "Core\nGroup"]
    assert found == [match.group() for match in names.pattern.finditer(text, at)]
    assert list(names.places(text, text.index("supervision"), text.index("SUPER"))) == []
