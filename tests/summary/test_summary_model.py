"""What the summary says of a review: confirmed evidence with all that proves it, and what is missing."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path

import docx
import pytest

import notescan
from notescan.commands.export import FORMATS as EXPORTABLE
from notescan.errors import UserError
from notescan.model import Source
from notescan.review import ReviewSession, text_sha256
from notescan.summary import FORMATS, export
from notescan.summary.files import renamed, short_names
from notescan.summary.model import Summary, TipSummary, summarise
from tests.factory import AGENCIES, HOME, PARENTS, TIME, VOICE


def tip(review: ReviewSession, tip_id: str) -> TipSummary:
    return next(t for t in summarise(review).tips if t.tip == tip_id)


def test_a_finding_carries_all_that_is_needed_to_find_it_again(review: ReviewSession) -> None:
    one, two, three = tip(review, VOICE).evidence
    assert [e.number for e in (one, two, three)] == [1, 2, 3]
    assert two.quote == review.case.text[two.start : two.end]
    assert two.quote.startswith('She said "I like it when Nan stays')
    assert (two.note_date, two.note_type, two.note_author) == (
        dt.date(2025, 1, 14),
        "Home visit",
        "Priya Dunmore",
    )
    assert two.where == "line 5 of marlow.txt"
    assert two.source_sha256 == review.case.sources[0].sha256
    assert two.why == ("the child's own words, quoted by the worker",)
    assert two.comment == "her own words"
    assert two.decided_by == "Noor Haddad"
    assert two.decided_at == review.item("e2").decided_at
    assert three.stance == "against"
    assert tip(review, HOME).evidence[0].number == 4


def test_only_confirmed_items_are_evidence(review: ReviewSession) -> None:
    confirmed = {i.id for i in review.items() if i.state == "confirmed"}
    summary = summarise(review)
    assert {e.item for e in summary.evidence} == confirmed
    for fmt in ("json", "md"):
        text = export(review, fmt)
        assert review.item("e1").evidence.quote in text
        assert review.item("e3").evidence.quote not in text
        assert review.item("e7").evidence.quote not in text
        assert review.item("e8").evidence.quote not in text
        assert "the worker's own reading" not in text


def test_the_grade_is_the_auditors_and_the_suggestion_stands_apart(review: ReviewSession) -> None:
    graded = tip(review, VOICE)
    assert (graded.grade, graded.graded_by) == ("partly_met", "Noor Haddad")
    assert (graded.comment, graded.comment_by) == ("Tobias is hardly heard.", "Noor Haddad")
    not_graded = tip(review, PARENTS)
    assert (not_graded.grade, not_graded.suggested) == (None, "met")
    assert not_graded.suggested_reason == "The mother's wishes are recorded."


def test_a_moved_and_restanced_item_says_how_it_was_found(review: ReviewSession) -> None:
    review.move("e1", HOME)
    review.restance("e1", "against")
    found = next(e for e in tip(review, HOME).evidence if e.item == "e1")
    assert (found.stance, found.found_as, found.found_for_tip) == ("against", "for", "Child's voice")
    for fmt in ("html", "md"):
        assert "moved here by the auditor" in export(review, fmt)
        assert "changed by the auditor" in export(review, fmt)


def test_each_kind_of_gap_is_told_with_its_proof(review: ReviewSession) -> None:
    searched = "4 notes of 14 Jan 2025 to 3 Feb 2025, 1 of them without a date"
    assert [t.tip for t in summarise(review).gaps] == [PARENTS, AGENCIES, TIME]
    assert (gap := tip(review, TIME).gap) is not None
    assert gap.says == f"No evidence: searched {searched}; nothing was found."
    review.reject("e9")
    assert (gap := tip(review, AGENCIES).gap) is not None
    assert (gap.kind, gap.says) == (
        "to_decide",
        "No confirmed evidence so far: 1 suggestion still to be decided, 1 suggestion looked at and rejected.",
    )
    review.reject("e10")
    assert (gap := tip(review, AGENCIES).gap) is not None
    assert (gap.kind, gap.says) == (
        "all_rejected",
        f"No evidence: searched {searched}; 2 suggestions looked at and rejected.",
    )
    assert tip(review, VOICE).gap is None
    review.reject("e8")
    by_reason = {says: [t.tip for t in tips] for says, tips in summarise(review).gaps_by_reason.items()}
    assert list(by_reason.values()) == [[PARENTS], [AGENCIES], [TIME]]
    for fmt in ("html", "md"):
        assert f"searched {searched}; nothing was found." in export(review, fmt)


def test_what_is_still_open_is_counted_until_nothing_is(review: ReviewSession) -> None:
    summary = summarise(review)
    assert summary.counts.model_dump() == {"confirmed": 4, "rejected": 1, "undecided": 4, "later": 1}
    assert summary.still_open == (
        "5 suggestions on 3 tips are still to be decided (1 of them put off for later).",
        "4 tips are not graded yet.",
        "There is no overall judgement yet.",
        "The review is not signed off yet.",
    )
    for item in review.items():
        review.confirm(item.id)
    for one in review.checklist.tips:
        review.grade(one.id, "met")
    review.judge("good")
    assert summarise(review).still_open == ("The review is not signed off yet.",)
    review.sign_off()
    assert summarise(review).still_open == ()
    assert "This audit is still open" not in export(review, "html")
    assert "Nothing: every suggestion is decided" in export(review, "md")


def test_everyone_who_decided_is_named(review: ReviewSession) -> None:
    assert summarise(review).auditors == ("Noor Haddad",)
    review.who = "Ravi Anand"
    review.confirm("e8")
    assert summarise(review).auditors == ("Noor Haddad", "Ravi Anand")


def test_json_is_the_model_and_comes_back_as_it(review: ReviewSession) -> None:
    made_at = dt.datetime(2025, 3, 11, 9, 30, tzinfo=dt.UTC)
    text = export(review, "json", made_at=made_at)
    data = json.loads(text)
    assert data["schema"] == "notescan.summary/1"
    assert data["made_at"] == "2025-03-11T09:30:00Z"
    assert data["text_sha256"] == text_sha256(review.case.text)
    assert Summary.model_validate_json(text) == summarise(review, made_at=made_at)
    for tip_ in data["tips"]:
        for found in tip_["evidence"]:
            assert review.case.text[found["start"] : found["end"]] == found["quote"]


def test_json_of_hostile_text_is_whole_and_holds_no_escape(hostile: ReviewSession) -> None:
    text = export(hostile, "json")
    assert "\x1b" not in text
    assert "\\u001b" not in text
    quotes = {e["quote"] for t in json.loads(text)["tips"] for e in t["evidence"]}
    assert "<script>alert(1)</script> said Jo & co." in quotes


def test_an_unknown_format_is_told(review: ReviewSession) -> None:
    assert set(FORMATS) == set(EXPORTABLE)
    with pytest.raises(UserError, match="'odt' is not a format of the summary; the formats are html, docx, pdf"):
        export(review, "odt")


@pytest.mark.parametrize("fmt", ["html", "md", "docx"])
def test_a_file_that_was_left_out_is_told(review: ReviewSession, fmt: str) -> None:
    bad = Source(path="scan.pdf", sha256="", left_out="it holds pictures and no words")
    review.case = review.case.model_copy(update={"sources": (*review.case.sources, bad)})
    made = export(review, fmt)
    if isinstance(made, str):
        assert "it holds pictures and no words" in made
    else:
        assert "it holds pictures and no words" in "\n".join(p.text for p in docx.Document(io.BytesIO(made)).paragraphs)


def test_files_are_called_by_the_shortest_names_that_tell_them_apart() -> None:
    assert short_names(["/home/jo/audit/a.docx"]) == {"/home/jo/audit/a.docx": "a.docx"}
    two = short_names([r"C:\audit\one\a.docx", r"C:\audit\two\a.docx"])
    assert list(two.values()) == [r"one\a.docx", r"two\a.docx"]
    assert short_names(["x.zip/a.txt", "x.zip/b/a.txt"]) == {"x.zip/a.txt": "a.txt", "x.zip/b/a.txt": "b/a.txt"}
    assert renamed("/home/jo/a.docx, page 3", {"/home/jo/a.docx": "a.docx"}) == "a.docx, page 3"
    assert renamed("line 4", {"/home/jo/a.docx": "a.docx"}) == "line 4"


def test_the_schema_that_ships_is_that_of_the_model() -> None:
    shipped = json.loads((Path(notescan.__file__).parent / "schemas" / "notescan.summary-1.json").read_text("utf-8"))
    # Where it differs: json.dumps(Summary.model_json_schema(by_alias=True), indent=1, ensure_ascii=False)
    assert shipped == Summary.model_json_schema(by_alias=True)
