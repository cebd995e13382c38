"""PDF forms that were filled in: every answer stands beside its label, at its place, and no answer is lost."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from notescan.errors import UserError
from notescan.model import CaseFile
from notescan.read import read_case
from notescan.read.limits import raised
from notescan.read.pdfform import Answer, filled
from notescan.read.reflow import Line

FORM = Path(__file__).parent / "files" / "form.pdf"


def pdf(page: str, *objects: str, catalog: str = "") -> bytes:
    """The smallest PDF with one page: `page` is put into its dictionary; the `objects` are numbered from 5."""
    stream = "BT /F1 11 Tf 60 740 Td (12/03/2024 Home visit - Jo Marsh) Tj 0 -20 Td (Mum was well.) Tj ET"
    parts = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1"
        f" << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> {page} >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        *objects,
    ]
    body = "%PDF-1.7\n"
    starts = []
    for number, part in enumerate(parts, 1):
        starts.append(len(body))
        body += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    head = f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n"
    return (
        f"{body}{head}{table}trailer << /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF".encode()
    )


def read(data: bytes, *limits: str) -> CaseFile:
    return read_case(["-"], stdin=io.BytesIO(data), limits=raised(limits))


def test_answers_stand_beside_their_labels_and_make_the_notes_headers() -> None:
    case = read_case([FORM])
    assert [(str(n.date), n.type, n.author) for n in case.notes] == [
        ("2024-03-12", "Home visit", "Jo Marsh"),
        ("2024-03-19", "Telephone call", "Nadia Corrigan"),
        ("2024-04-02", "Office visit", "Jo Marsh"),
    ]
    first = case.text[: case.notes[1].start]
    assert first.splitlines() == [
        "Record of contact",
        "Date of contact: 12/03/2024\tWorker: Jo Marsh",
        "Type of contact: Home visit",
        "☒ Child seen alone",
        "Plan changed? ☐ Yes ☒ No",
        "What happened",
        "Saw both children at home. Mum said that school has been better since the meeting, and Tia showed me her"
        " drawing of the new house.",
        "Dad is at work until Friday.",
        "Actions",
        "",
        "This form is kept on the child's file.",
        "",
    ]


def test_an_answer_has_the_place_of_its_label() -> None:
    case = read_case([FORM])
    for words, place in (("Nadia", "page 2, line 2"), ("Dad is at work", "page 1, line 6"), ("Nan", "page 3, line 6")):
        assert case.place(case.text.index(words)) == place


def test_a_comment_on_a_page_is_told_as_one() -> None:
    assert "Plan changed? ☒ Yes ☐ No\n[Comment: Was Dad there?]\nWhat happened: Rang Mum." in read_case([FORM]).text


def test_typed_text_hidden_and_secret_fields_and_the_author_of_a_comment() -> None:
    page = "/Annots [5 0 R 6 0 R 7 0 R 8 0 R]"
    case = read(
        pdf(
            page,
            "<< /Type /Annot /Subtype /FreeText /Rect [60 690 300 705] /Contents (Typed onto the page) >>",
            "<< /Type /Annot /Subtype /Highlight /Rect [60 715 140 730] /T (Nadia) /Contents (Who\nelse?) >>",
            "<< /Type /Annot /Subtype /Widget /FT /Tx /F 2 /T (h) /V (hidden words) /Rect [60 660 90 680] >>",
            "<< /Type /Annot /Subtype /Widget /FT /Tx /Ff 8192 /T (s) /V (secret) /Rect [60 640 90 650] >>",
            catalog="/AcroForm << /Fields [7 0 R 8 0 R] >>",
        )
    )
    assert case.text.splitlines()[1:] == ["Mum was well.", "[Comment by Nadia: Who else?]", "Typed onto the page"]


def test_a_form_that_keeps_its_answers_elsewhere_is_told() -> None:
    case = read(pdf("", "<< /Length 4 >>\nstream\n<x/>\nendstream", catalog="/AcroForm << /Fields [] /XFA 5 0 R >>"))
    assert "XFA" in case.sources[0].remarks[0]


def test_more_fields_than_are_read_are_refused() -> None:
    page = f"/Annots [{' '.join(['5 0 R'] * 300)}]"
    with pytest.raises(UserError, match="too many form fields"):
        read(pdf(page, "<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (x) >>"), "lines=200")


def test_an_answer_without_a_printed_label_has_the_form_makers() -> None:
    printed = [Line("Visit record", 1, 60, 130, 780, False), Line("Signed", 2, 60, 100, 100, False)]
    typed = [Answer("Jo Marsh", 300, 400, 420, 418, "Name of worker"), Answer("Al", 120, 96, 200, 112)]
    assert [(line.text, line.number) for line in filled(printed, typed)] == [
        ("Visit record", 1),
        ("Name of worker: Jo Marsh", 1),
        ("Signed: Al", 2),
    ]
