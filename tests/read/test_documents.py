"""Parts of documents that are not plain paragraphs: notes, comments, text boxes, tracked changes, forms, mail."""

from __future__ import annotations

import io
import re
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from notescan.errors import UserError
from notescan.model import CaseFile
from notescan.read import read_case
from notescan.read.reflow import Line, Page, reflow

FILES = Path(__file__).parent / "files"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read_bytes(data: bytes) -> CaseFile:
    return read_case(["-"], stdin=io.BytesIO(data))


def docx(body: str, **parts: str) -> bytes:
    """The smallest Word document with that body."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return out.getvalue()


def p(*runs: str) -> str:
    return "<w:p>" + "".join(f"<w:r><w:t>{r}</w:t></w:r>" for r in runs) + "</w:p>"


@pytest.mark.parametrize("form", ["docx", "odt", "rtf"])
def test_a_document_s_parts_stand_where_they_belong(form: str) -> None:
    case = read_case([FILES / f"parts.{form}"])
    first, second, aside = case.notes
    words = case.text[first.start : first.end]
    assert "Mum showed me the new bunk bed. Both slept well.\n" in words
    for part in (
        "[Footnote: Bought by Nan in February.]",
        "[Comment by Nadia Corrigan: Was Dad there?]",
        "Boxed: the school nurse has a copy.",
        "- Ring the nursery\n- Ask about the hoist\n",
        "Health visitor | No worries",
    ):
        assert words.count(part) == 1, part
    assert case.text[second.start : second.end].strip().endswith("Rang the nursery.")
    assert aside.date is None
    assert "Hexby Council" in case.text[aside.start : aside.end]
    assert "parrot" not in case.text
    assert "tracked changes were read as accepted" in case.sources[0].remarks[0]


@pytest.mark.parametrize("form", ["docx", "odt", "rtf", "html"])
def test_words_struck_through_are_told_as_such(form: str) -> None:
    case = read_case([FILES / f"struck.{form}"])
    assert "Mum [struck out: has not agreed] agrees to the referral. [struck out: Dad was asked.]\n" in case.text
    assert "Seen: [struck out: No] Yes" in case.text
    assert "struck through" in case.sources[0].remarks[0]


def test_a_line_through_words_is_read_as_switched_on_and_off() -> None:
    run = "<w:r><w:rPr><w:{}/></w:rPr><w:t>{}</w:t></w:r>"
    runs = run.format("strike", "one ") + run.format("dstrike", "two") + run.format('strike w:val="0"', " three")
    assert read_bytes(docx(f"<w:p>{runs}</w:p>")).text == "[struck out: one two] three\n"
    rtf = rb"{\rtf1 a {\strike b {c}\strike0  d} e\par \strike f\plain  g\par}"
    assert read_bytes(rtf).text.split("\n")[:2] == ["a [struck out: b c] d e", "[struck out: f] g"]
    page = "<html><body><p>a <del>b</del><s> c</s> <span style='text-decoration: line-through'>d<span>e</span></span> f"
    assert read_bytes(page.encode()).text == "a [struck out: b c de] f\n"


def test_word_s_changes_read_as_accepted() -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>never </w:delText></w:r></w:del>'
    inserted = '<w:ins w:id="2"><w:r><w:t>soon </w:t></w:r></w:ins>'
    moved = "<w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>here</w:t></w:r></w:moveTo>"
    ends = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>One </w:t></w:r></w:p>" + p("line.")
    row = "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>struck row</w:t></w:r></w:p></w:tc></w:tr>"
    case = read_bytes(
        docx(f"<w:p><w:r><w:t>Seen </w:t></w:r>{deleted}{inserted}{moved}</w:p>{ends}<w:tbl>{row}</w:tbl>")
    )
    assert case.text.split("\n")[:2] == ["Seen soon here", "One line."]
    assert "struck" not in case.text


def test_word_s_pages_forms_and_fields() -> None:
    page = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>On the next page</w:t></w:r></w:p>"
    tick = "<w:r><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:r>"
    box = f"<w:p>{tick}<w:r><w:t> Seen alone</w:t></w:r></w:p>"
    field = "<w:p><w:r><w:instrText>DATE</w:instrText></w:r><w:r><w:t>12 May</w:t><w:tab/><w:t>2024</w:t></w:r></w:p>"
    control = f"<w:sdt><w:sdtContent>{p('In a control')}</w:sdtContent></w:sdt>"
    case = read_bytes(docx(p("First") + page + box + field + control, word__vbaProject__bin="x"))
    assert case.text == "First\nOn the next page\n\u2612 Seen alone\n12 May\t2024\nIn a control\n"
    assert case.place(0) == "page 1, paragraph 1"
    assert case.place(case.text.index("control")) == "page 2, paragraph 5"


def test_a_macro_is_told_and_not_run() -> None:
    data = io.BytesIO(docx(p("12/03/2024 Home visit - Jo Marsh")))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"\x00")
    assert "macros, which were not run" in " ".join(read_bytes(data.getvalue()).sources[0].remarks)


def test_word_tables_of_labels_become_headers() -> None:
    def table(*rows: tuple[str, ...]) -> str:
        return "<w:tbl>" + "".join(
            "<w:tr>" + "".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows
        ) + "</w:tbl>"  # fmt: skip

    notes = "".join(
        table(("Date of contact", f"{day}/03/2024"), ("Type", "Home visit"), ("Worker", "Jo Marsh"))
        + p("Saw both children at home and Mum was well.")
        for day in (12, 19, 26)
    )
    case = read_bytes(docx(notes))
    assert [(str(n.date), n.type, n.author) for n in case.notes] == [
        (f"2024-03-{day}", "Home visit", "Jo Marsh") for day in (12, 19, 26)
    ]


def test_a_page_is_read_as_it_is_seen() -> None:
    page = (
        "<!DOCTYPE html><html><head><title>Print</title><style>p{color:red}</style></head><body><!-- <p>no</p> -->"
        "<script>document.write('12/03/2024')</script><h1>Case notes</h1><div>Seen&nbsp;by <b>Jo</b><br>Alone: "
        '<input type=checkbox checked> yes <input type="checkbox"> no</div><ul><li>Ring Nan<li>Ring school</ul>'
        "<select><option>Call<option selected>Visit</select><input value='typed in'>"
        "<table><tr><td>a<td colspan=2>b<tr><td>c<td>d<td>e</table><p>un&shy;broken</body>"
    )
    case = read_bytes(page.encode())
    assert case.text == (
        "Case notes\nSeen by Jo\nAlone: \u2612 yes \u2610 no\n- Ring Nan\n- Ring school\nVisit\ntyped in\na | b\n"
        "c | d | e\nunbroken\n"
    )
    assert case.place(case.text.index("c | d")) == "table 1, row 2"


def test_a_table_of_notes_within_a_table_that_arranges_the_page() -> None:
    rows = "".join(
        f"<tr><td>{day}/03/2024</td><td>Home visit</td><td>Jo Marsh</td><td>Saw both children, who were well.</td></tr>"
        for day in (12, 19)
    )
    inner = f"<table><tr><th>Date</th><th>Type</th><th>Worker</th><th>Details</th></tr>{rows}</table>"
    case = read_bytes(f"<html><table><tr><td>Menu</td><td>{inner}</td></tr></table></html>".encode("utf-16"))
    assert [(str(n.date), n.author) for n in case.notes if n.date] == [
        ("2024-03-12", "Jo Marsh"),
        ("2024-03-19", "Jo Marsh"),
    ]


def test_rich_text_signs_and_places() -> None:
    source = (
        r"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0 Arial;}}{\*\unknown hidden}{\header Top\par}"
        r"Si\'e2n said \u8220?no\u8221? \endash  caf\u233e\par {\deleted gone }kept {\pict 00ff}{\*\bkmkstart b}"
        r"{\field{\*\fldinst PAGE}{\fldrslt 7}}\line next\par"
        r"\trowd\intbl a\cell b\cell\row\pard after \u-10179?\u-8704?}"
    )
    case = read_bytes(source.encode("ascii"))
    assert case.text == "Siân said “no” – café\nkept 7\nnext\na | b\nafter 😀\nTop\n"
    assert case.place(case.text.index("a | b")) == "table 1, row 1"
    assert case.place(case.text.index("Top")) == "page header"


def mail(text: str, **more: bytes) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Jo Marsh <jo@hexby.example>", "Al", "Betsy's hearing test"
    message["Date"] = "Tue, 12 Mar 2024 10:15:00 +0000"
    message["Message-ID"] = "<1@hexby.example>"
    message.set_content(text)
    for name, data in more.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name.replace("__", "."))
    return message.as_bytes()


def test_an_e_mail_is_a_note_and_its_attachments_are_files() -> None:
    inner = mail("Passed on.\n", notes__csv=(FILES / "rows.csv").read_bytes())
    case = read_bytes(mail("The test is booked.\n", table__docx=(FILES / "table.docx").read_bytes(), old__eml=inner))
    paths = [s.path for s in case.sources]
    assert paths == ["-", "-/table.docx", "-/old.eml", "-/old.eml/notes.csv"]
    note = case.notes[0]
    assert (str(note.date), note.time, note.type, note.author, note.title, note.kind) == (
        "2024-03-12",
        "10:15",
        "Email",
        "Jo Marsh",
        "Betsy's hearing test",
        "email",
    )
    assert case.text[note.body : note.end].strip() == "The test is booked."
    assert case.sources[3].left_out == "says the same, word for word, as -/table.docx, which was read"


def test_an_e_mail_of_html_alone_is_read() -> None:
    message = EmailMessage()
    message["From"], message["Message-ID"], message["MIME-Version"] = "jo@hexby.example", "<2@hexby.example>", "1.0"
    message.set_content("<p>Saw <i>both</i>.</p><script>x()</script>", subtype="html")
    case = read_bytes(message.as_bytes())
    assert case.text == "From: jo@hexby.example\n\nSaw both.\n"


# ----------------------------------------------------------------------------------------------- the lines of a PDF


def flowed(*lines: tuple[str, float]) -> str:
    """Lines with how far to the right each goes, set under each other."""
    made = [
        Line(text, i, 50, right, 800 - 12 * i, not re.search(r"\w-$", text)) for i, (text, right) in enumerate(lines, 1)
    ]
    widest = Line("The widest line of the page is only here to show how far the lines go.", 0, 50, 500, 900, True)
    return "".join(f"{line.text}{after}" for _, line, after in reflow([Page([widest, *made], 560)])).split("\n\n", 1)[
        -1
    ]


def test_full_lines_are_joined_and_short_ones_end_a_paragraph() -> None:
    assert flowed(("Heading", 90), ("Mum said that the children", 490), ("are well.", 90), ("Next.", 80)) == (
        "Heading\nMum said that the children are well.\nNext.\n"
    )


@pytest.mark.parametrize(
    ("head", "tail", "joined"),
    [
        ("She asked for an assess-", "ment of both", "She asked for an assessment of both\n"),
        ("He came for the follow-", "up visit", "He came for the follow-up visit\n"),
        ("She saw the GP in Stoke-", "Hexby today", "She saw the GP in Stoke-Hexby today\n"),
        ("They went by bus -", "late again", "They went by bus - late again\n"),
    ],
)
def test_hyphens_at_line_ends(head: str, tail: str, joined: str) -> None:
    assert flowed((head, 498), (tail, 150)) == joined


def test_a_line_ends_where_the_next_word_would_have_fitted_as_wide_as_it_is() -> None:
    assert flowed(("Mum came to fetch them last", 450), ("Wednesday with Summer", 170)).count("\n") == 1
    assert flowed(("Mum came to fetch them last", 450), ("I will illustrate it still", 170)).count("\n") == 2


def test_a_label_that_a_line_breaks_is_whole_and_a_header_at_the_edge_ends() -> None:
    assert flowed(("Contact date: 12/03/2024  Contact", 495), ("type: Visit  Worker: Jo Marsh", 300)) == (
        "Contact date: 12/03/2024  Contact type: Visit  Worker: Jo Marsh\n"
    )
    headers = [(f"{day}/03/2024 Telephone call to the nursery - Jo Marsh", 300.0) for day in (11, 12, 13)]
    notes = [line for header in headers for line in (header, ("Rang the nursery.", 100.0))]
    assert flowed(
        *notes, ("14/03/2024 Home visit with the health visitor - Jo Marsh", 499), ("Saw both.", 80)
    ).endswith("Jo Marsh\nSaw both.\n")


def test_a_year_above_the_notes_is_no_page_number(tmp_path: Path) -> None:
    page = Canvas(str(tmp_path / "year.pdf"))
    for number, year in enumerate((2024, 2025), 1):
        for i, words in enumerate((str(year), f"{number}/3 10:00 Home visit - JM", f"Seen on {year}.", str(number))):
            page.drawString(60, 780 - 30 * i, words)
        page.showPage()
    page.save()
    assert [str(n.date) for n in read_case([tmp_path / "year.pdf"]).notes if n.date] == ["2024-03-01", "2025-03-02"]


def test_lists_headers_and_labels_are_not_joined_to_what_is_above() -> None:
    full = "A line that goes to the edge and ends."
    for below in ("• Ring Nan", "- Ring Nan", "13/03/2024 Call - Jo Marsh", "Date: 12/03/2024", "2. Ring school"):
        assert flowed((full, 498), (below, 150)) == f"{full}\n{below}\n"


def test_a_locked_and_an_empty_pdf_are_told() -> None:
    with pytest.raises(UserError, match="is locked with a password"):
        read_case([FILES / "locked.pdf"])
    with pytest.raises(UserError, match=r"is a scan: its pages are pictures.*recognised \(OCR\)"):
        read_case([FILES / "scan.pdf"])
    part = read_case([FILES / "half-scan.pdf"])
    assert part.sources[0].remarks == ("page 2 of 2 is a picture: nothing was read there",)


def test_an_e_mail_with_an_impossible_date_is_read_without_one() -> None:
    data = mail("The test is booked.\n").replace(b"+0000", b"+99999999999999999999")
    case = read_bytes(data)
    assert (case.notes[0].date, case.notes[0].author) == (None, "Jo Marsh")
