"""What other programs read: Web Annotations, spaCy's DocBin, Prodigy's JSONL."""

from __future__ import annotations

import json

import spacy
from spacy.tokens import DocBin

from notescan.review import ReviewSession
from notescan.summary import export
from notescan.summary.training import SPANS_KEY
from tests.factory import VOICE


def test_annotations_select_the_quote_by_words_and_by_place(review: ReviewSession) -> None:
    page = json.loads(export(review, "jsonld"))
    assert page["type"] == "AnnotationPage"
    confirmed = [i for i in review.items() if i.state == "confirmed"]
    assert len(page["items"]) == len(confirmed)
    for one in page["items"]:
        quote, position = one["target"]["selector"]
        text = review.case.text
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert (quote["prefix"] + quote["exact"] + quote["suffix"]) in text
        assert one["target"]["source"].startswith("urn:sha256:")
    assert any(body.get("value") == "her own words" for one in page["items"] for body in one["body"])


def test_a_docbin_holds_the_confirmed_quotes_as_spans(review: ReviewSession) -> None:
    content = export(review, "spacy")
    assert isinstance(content, bytes)
    docs = list(DocBin().from_bytes(content).get_docs(spacy.blank("en").vocab))
    spans = {(span.text, span.label_) for doc in docs for span in doc.spans[SPANS_KEY]}
    wanted = {(i.evidence.quote, f"{i.tip}:{i.stance}") for i in review.items() if i.state == "confirmed"}
    assert {label for _, label in spans} == {label for _, label in wanted}
    assert len(spans) == len(wanted)
    for quote, label in wanted:
        assert any(quote in text and label == found for text, found in spans)


def test_prodigy_lines_say_accept_and_reject(review: ReviewSession) -> None:
    text = export(review, "jsonl")
    assert isinstance(text, str)
    tasks = [json.loads(line) for line in text.splitlines()]
    decided = [i for i in review.items() if i.is_decided]
    assert len(tasks) == len(decided)
    assert sum(task["answer"] == "reject" for task in tasks) == 1
    for task in tasks:
        (span,) = task["spans"]
        assert task["text"][span["start"] : span["end"]] in {i.evidence.quote for i in decided}
    assert any(task["spans"][0]["label"].startswith(VOICE) for task in tasks)
