from __future__ import annotations

import subprocess
import sys

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from notescan.pipeline.build import load


def test_it_works_in_anyone_s_own_pipeline():
    code = (
        "import spacy\n"
        "nlp = spacy.blank('en'); nlp.add_pipe('notescan_sentences')\n"
        "nlp.add_pipe('notescan_evidence', config={'area': 'assessment'})\n"
        "doc = nlp('The impact chronology was updated on Monday. No chronology is on file.')\n"
        "print([(s.label_, s.id_, bool(s.kb_id_)) for s in doc.spans['evidence']])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "('assessment.impact-chronology', 'for', True)" in out
    assert "('assessment.impact-chronology', 'against', True)" in out


def test_sentences_are_doc_sents():
    nlp = spacy.blank("en")
    nlp.add_pipe("notescan_sentences")
    doc = nlp("Dr. Khan rang. Tia was well.\n- SW to ring back")
    assert [s.text.strip(" \n-") for s in doc.sents] == ["Dr. Khan rang.", "Tia was well.", "SW to ring back"]


def test_the_reason_names_the_deciding_words():
    doc = load("assessment")("Supervision was cancelled.")
    assert [(f.tip, f.stance, f.why) for f in doc._.evidence if f.tip == "assessment.supervision"] == [
        ("assessment.supervision", "against", ("cancelled",))
    ]


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=400))
def test_any_text_is_read_without_a_fault(text):
    doc = load("assessment")(text)
    for span in doc.spans["evidence"]:
        assert 0 <= span.start < span.end <= len(doc)
