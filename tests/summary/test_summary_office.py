"""The Word document, the PDF, the workbook and the table: read back by other hands than those that wrote them."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import docx
import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from notescan.errors import UserError
from notescan.review import ReviewSession
from notescan.summary import export
from tests.factory import HOME, VOICE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def made(review: ReviewSession, fmt: str, template: Path | None = None) -> bytes:
    result = export(review, fmt, template=template)
    assert isinstance(result, bytes)
    return result


def words_of(content: bytes) -> str:
    """All words of a Word document, by its XML alone."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        root = ElementTree.fromstring(parts.read("word/document.xml"))
    return "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in root.iter(f"{W}p"))


@pytest.fixture
def closed(review: ReviewSession) -> ReviewSession:
    """The review with all that an auditor adds at the end."""
    review.write_detail("case_reference", "LCS-4471")
    review.write_strength("Ivy's words are in every visit note.", VOICE)
    review.write_improvement("Father was never asked.")
    review.write_action("Meet father", owner="Ruth Okafor", tip=VOICE)
    review.judge("requires_improvement", "One parent's voice is missing.")
    return review


def test_the_document_says_what_the_review_holds(closed: ReviewSession) -> None:
    text = words_of(made(closed, "docx"))
    for item in closed.items():
        assert (f"“{item.evidence.quote}”" in text) == (item.state == "confirmed")
    for said in ("LCS-4471", "Requires improvement", "Father was never asked.", "Meet father", "Ruth Okafor"):
        assert said in text
    assert "The review is not signed off yet." in text


@pytest.mark.parametrize("which", ["closed", "hostile"])
def test_every_link_of_the_document_leads_somewhere_and_each_finding_has_two(
    which: str, request: pytest.FixtureRequest
) -> None:
    review: ReviewSession = request.getfixturevalue(which)
    with zipfile.ZipFile(io.BytesIO(made(review, "docx"))) as parts:
        root = ElementTree.fromstring(parts.read("word/document.xml"))
        rels = parts.read("word/_rels/document.xml.rels").decode()
    names = [mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names))
    targets = [link.get(f"{W}anchor") for link in root.iter(f"{W}hyperlink")]
    assert set(targets) <= set(names)
    confirmed = sum(i.state == "confirmed" for i in review.items())
    for number in range(1, confirmed + 1):
        assert f"quote_{number}" in targets
        assert f"finding_{number}" in targets
    assert 'TargetMode="External"' not in rels, "nothing in a note may reach outside"
    assert not list(root.iter(f"{W}instrText")), "nothing in a note may become a field"


def test_a_template_keeps_its_words_and_is_filled_in(closed: ReviewSession, tmp_path: Path) -> None:
    form = docx.Document()
    form.sections[0].header.paragraphs[0].text = "Brackenshire Council: {{ case_reference }}"
    form.add_paragraph("Auditor: {{auditor}}, {{shoe_size}}")
    form.add_paragraph("{{summary}}")
    form.add_paragraph("To be returned to the QA lead.")
    form.save(str(tmp_path / "form.docx"))
    content = made(closed, "docx", tmp_path / "form.docx")
    text = words_of(content)
    assert "Auditor: Noor Haddad, {{shoe_size}}" in text
    assert "{{summary}}" not in text
    assert text.index("Auditor: Noor") < text.index("Audit summary:") < text.index("To be returned")
    header = docx.Document(io.BytesIO(content)).sections[0].header.paragraphs[0].text
    assert header == "Brackenshire Council: LCS-4471"


def test_a_template_that_is_none_is_told(closed: ReviewSession, tmp_path: Path) -> None:
    (tmp_path / "form.docx").write_text("no Word document")
    with pytest.raises(UserError, match="not a Word document"):
        export(closed, "docx", template=tmp_path / "form.docx")
    with pytest.raises(UserError, match="can't be read"):
        export(closed, "docx", template=tmp_path / "missing.docx")
    with pytest.raises(UserError, match="Word documents"):
        export(closed, "pdf", template=tmp_path / "form.docx")


def test_the_pdf_holds_every_quote_and_links(closed: ReviewSession) -> None:
    document = pypdfium2.PdfDocument(made(closed, "pdf"))
    pages = [document[n].get_textpage().get_text_range() for n in range(len(document))]
    text = re.sub(r"\s+", "", "".join(pages))
    for item in closed.items():
        if item.state == "confirmed":
            assert re.sub(r"\s+", "", item.evidence.quote) in text
    assert "Requiresimprovement" in text
    assert b"/Link" in made(closed, "pdf")


def test_hostile_words_are_words_in_every_format(hostile: ReviewSession) -> None:
    assert made(hostile, "pdf").startswith(b"%PDF")
    text = words_of(made(hostile, "docx"))
    assert "<script>comment()</script>" in text
    book = CalamineWorkbook.from_filelike(io.BytesIO(made(hostile, "xlsx")))
    quotes = [row[3] for row in book.get_sheet_by_name("Items").to_python()[1:]]
    assert len(quotes) == sum(i.state == "confirmed" for i in hostile.items())
    with zipfile.ZipFile(io.BytesIO(made(hostile, "xlsx"))) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist() if name.endswith(".xml"))


def test_the_workbook_has_a_row_a_tip_and_a_row_a_finding(closed: ReviewSession) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(made(closed, "xlsx")))
    assert book.sheet_names == ["Case", "Tips", "Items", "Actions"]
    tips = book.get_sheet_by_name("Tips").to_python()
    assert [row[0] for row in tips[1:]] == [tip.title for tip in closed.checklist.tips]
    items = book.get_sheet_by_name("Items").to_python()
    head = items[0]
    quotes = {row[head.index("Quote")] for row in items[1:]}
    assert quotes == {i.evidence.quote for i in closed.items() if i.state == "confirmed"}
    assert book.get_sheet_by_name("Actions").to_python()[1][:2] == ["Meet father", "Ruth Okafor"]


def test_the_table_comes_back_row_for_row(closed: ReviewSession) -> None:
    text = export(closed, "csv")
    assert isinstance(text, str)
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    found = {(r["Quote"], int(r["Start"]), int(r["End"])) for r in rows}
    confirmed = [i.evidence for i in closed.items() if i.state == "confirmed"]
    assert found == {(e.quote, e.start, e.end) for e in confirmed}
    home = next(t.title for t in closed.checklist.tips if t.id == HOME)
    assert home in {r["Tip"] for r in rows}


def test_the_annex_shows_each_passage_once_with_every_quote_in_it_marked(closed: ReviewSession) -> None:
    text = words_of(made(closed, "docx"))
    annex = text[text.rindex("Annex: the quotes in their notes") :]
    assert annex.count("The kitchen was clean") == 1
    assert "[1 For] Ebony was seen alone in [4 For] her bedroom" in annex
    for number in range(1, 5):
        assert annex.count(f"[{number} ") == 1


def test_what_is_essential_stands_before_the_contents(closed: ReviewSession) -> None:
    text = words_of(made(closed, "docx"))
    first = text[: text.index("Contents")]
    for said in (
        "Case reference",
        "LCS-4471",
        "Requires improvement",
        "Meet father",
        "4 confirmed, 1 rejected",
        "Gaps:",
    ):
        assert said in first
    outline = [mark.get_title() for mark in pypdfium2.PdfDocument(made(closed, "pdf")).get_toc()]
    assert outline[:3] == ["Overall", "Tips and grades", "Gaps: tips without confirmed evidence"]


def test_a_picture_that_the_font_lacks_is_named_in_the_pdf(closed: ReviewSession) -> None:
    document = pypdfium2.PdfDocument(made(closed, "pdf"))
    text = " ".join(document[n].get_textpage().get_text_range() for n in range(len(document)))
    assert "🥕" in closed.case.text
    assert "[carrot]" in " ".join(text.split())
