"""Files made to do harm, or broken: one clear line, soon, whatever they hold."""

from __future__ import annotations

import io
import resource
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notescan.errors import UserError
from notescan.model import CaseFile
from notescan.read import read_case

FILES = Path(__file__).parent / "files"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MAIL = b"MIME-Version: 1.0\nFrom: a@hexby.example\nSubject: x\n"
WHOLE = {path.name: path.read_bytes() for path in sorted(FILES.iterdir()) if path.suffix not in (".py", ".pyc")}


def packed(**parts: bytes | str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("CONTENT_TYPES", "[Content_Types].xml"), data)
    return out.getvalue()


def docx(document: bytes | str) -> bytes:
    return packed(CONTENT_TYPES="<Types/>", **{"word__document.xml": document})


def xlsx(sheet: bytes) -> bytes:
    """The LibreOffice workbook with another sheet put in."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WHOLE["rows.xlsx"])) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else old.read(name))
    return out.getvalue()


def sheet(cells: bytes) -> bytes:
    return (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        + cells
        + b"</sheetData></worksheet>"
    )


def far(first: bytes, last: bytes) -> bytes:
    """A sheet with two cells that are far apart."""
    return sheet(b'<row r="1"><c %s><v>1</v></c><c %s><v>1</v></c></row>' % (first, last))


def lying_zip() -> bytes:
    """A docx whose document unpacks to 201 MB and says that it is a hundred bytes."""
    data = bytearray(docx(b"<w>" + b" " * 201_000_000))
    real = (201_000_003).to_bytes(4, "little")
    while (at := data.find(real)) != -1:
        data[at : at + 4] = (100).to_bytes(4, "little")
    return bytes(data)


LOL = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
NAMES = "urn:oasis:names:tc:opendocument:xmlns"
ODF = f'xmlns:o="{NAMES}:office:1.0" xmlns:t="{NAMES}:table:1.0"'
LOCKED = {"META-INF__manifest.xml": "<a><encryption-data/></a>"}
TEXT_FORM = "application/vnd.oasis.opendocument.text"
PARTS = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (i, i) for i in range(3000))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (lying_zip, "unpacks to more than|is damaged"),
        (lambda: docx(b"<w>" + b" " * 201_000_000 + b"</w>"), "unpacks to more than 200 million bytes"),
        (lambda: docx(f"<w {W}>" + "<p/>" * 9_000_000 + "</w>"), "has 9,000,00[0-9] marks"),
        (lambda: docx(f"{LOL}<w {W}><p>&b;</p></w>"), "declares a document type"),
        (lambda: docx(f"{OUTSIDE}<w {W}><p>&a;</p></w>".encode("utf-16")), "declares a document type"),
        (lambda: docx(f"<!-- {'x' * 600_000} -->{OUTSIDE}<w {W}><p>&a;</p></w>"), "declares a document type"),
        (lambda: docx(f"<w {W}>" + "<w:tbl><w:tr><w:tc>" * 100_000), "is damaged"),
        (lambda: docx(f"<w {W}>" + "<w:sdt>" * 5_000 + "</w:sdt>" * 5_000 + "</w>"), "too deep"),
        (lambda: docx(f"<w {W}><w:p>" + "<w:r>" * 5_000 + "</w:r>" * 5_000 + "</w:p></w>"), "too deep"),
        (lambda: docx(f"<w {W}><w:p/>"), "is damaged"),
        (lambda: packed(CONTENT_TYPES="<Types/>", **{"word__other.xml": "<x/>"}), "document itself is missing"),
        (lambda: packed(**{"a/b": b""}), "is empty"),
        (lambda: packed(mimetype=TEXT_FORM, **LOCKED), "locked with a password"),
        (lambda: packed(mimetype="application/vnd.oasis.opendocument.graphics"), "neither text nor a spreadsheet"),
        (lambda: packed(mimetype="application/vnd.oasis.opendocument.spreadsheet", **{"content.xml":
            f'<o:c {ODF}><o:body><o:spreadsheet><t:table><t:table-row t:number-rows-repeated="90000000">'
            '<t:table-cell><p>x</p></t:table-cell></t:table-row></t:table></o:spreadsheet></o:body></o:c>'}),
         "cells in its tables"),
        (lambda: xlsx(far(b'r="A1"', b'r="XFD1048576"')), "16,384 columns"),
        (lambda: xlsx(far(b"r='A1'", b"r = 'XFD1048576'")), "16,38. columns"),
        (lambda: xlsx(far(b'r="a1"', b'r="xfd1048576"')), "16,384 columns"),
        (lambda: xlsx(far(b"", b'x=">" r="ZZ999999"')), "70. columns"),
        (lambda: xlsx(b"not a sheet"), "is damaged|is empty"),
        (lambda: packed(CONTENT_TYPES="<Types/>", **{"xl__workbook.bin": b"x"}), "binary Excel workbook"),
        (lambda: packed(CONTENT_TYPES="<Types/>", **{"ppt__x.xml": b"x"}), "PowerPoint"),
        (lambda: WHOLE["case.pdf"][:20_000], "is damaged|has no text"),
        (lambda: b"%PDF-1.7\n" + b"0" * 100_000, "is damaged"),
        (lambda: b"{\\rtf1 " + b"{" * 200_000, "is empty"),
        (lambda: b"{\\rtf1 " + b"\\x" * 5_000_000, "has 5,000,00[0-9] marks"),
        (lambda: b"<html>" + b"<p>" * 5_000_000, "has 5,000,00[0-9] tags"),
        (lambda: MAIL + PARTS, "is damaged|is built too deep"),
        (lambda: MAIL + b"\n--x" * 50_000, "parts"),
        (lambda: b"12/03/2024 Home visit - Jo Marsh\n" * 150_000, "150,000 lines with dates"),
        (lambda: b"\n" * 600_000 + b"x", "600,000 lines"),
        (lambda: b"\x00" * 1_000_000, "is not text"),
        (lambda: b"PK\x03\x04" + b"\x00" * 200, "is damaged"),
        (lambda: b"7z\xbc\xaf\x27\x1c", "compressed file"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "is damaged"),
    ],
)  # fmt: skip
def test_what_would_do_harm_is_refused_in_one_line(data: object, says: str) -> None:
    made: bytes = data()  # type: ignore[operator]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    with pytest.raises(UserError, match=says) as error:
        read_case(["-"], stdin=io.BytesIO(made))
    assert "\n" not in str(error.value)
    assert "Standard input" in str(error.value)
    assert time.process_time() - began < 10
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 1_500_000


@pytest.mark.parametrize(
    "data",
    [
        b"a" * 3_000_000,
        b"1/" * 1_500_000,
        b"12/03/2024 " * 300_000,
        b"<html>" + b"<div>" * 300_000 + b"x",
        b"<html>" + b"<table><tr><td>" * 50_000 + b"x",
        b"<html><p " + b"a=1 " * 200_000 + b">x",
        b"<html>" + b"<b a='>" * 100_000 + b"x</b>",
        b"{\\rtf1 " + b"{\\b " * 100_000 + b"x",
        b'Date,Type,Details\n12/03/2024,Visit,"' + b"never closed\n" * 100_000,
        MAIL + b"X-Long: y\n" * 50_000 + b"\nhello there",
    ],
)
def test_what_is_odd_but_harmless_is_read_soon(data: bytes) -> None:
    began = time.process_time()
    tiled(read_case(["-"], stdin=io.BytesIO(data)))
    assert time.process_time() - began < 10


def test_nothing_in_a_file_acts_on_a_terminal() -> None:
    nasty = "\x1b[31m\x9b2J\u202eevil\u2066\x07\x00"
    for data in (
        docx(f"<w {W}><w:p><w:r><w:t>word \u202eevil\u009b\x7f and more words here</w:t></w:r></w:p></w>"),
        f"<html><p>page {nasty} and more words here</p>".encode(),
        f"Date,Worker,Details\n12/03/2024,Jo Marsh,{nasty} and more words here\n".encode(),
        MAIL + f"\nmail {nasty} and more words here\n".encode(),
        b"{\\rtf1 rich \\'1b[31m \\u8238? \\u-8192? and more words here}",
        packed(**{"n\x1b[31m\u202e.txt": f"12/03/2024 Home visit\nzip {nasty} and more words here\n"}),
    ):
        case = read_case(["-"], stdin=io.BytesIO(data))
        shown = case.text + "".join(s.path for s in case.sources) + case.place(0)
        assert "more words here" in case.text
        assert not [c for c in shown if (c < " " and c not in "\t\n") or c in "\x7f\x9b\u202e\u2066"]
        case.model_dump_json()


def tiled(case: CaseFile) -> None:
    """Every character is in exactly one note and has a place."""
    edges = [0, *(note.end for note in case.notes)]
    assert [note.start for note in case.notes] == edges[:-1]
    assert edges[-1] == len(case.text)
    assert all(note.start <= note.body <= note.end for note in case.notes)
    assert not any(c < " " and c not in "\t\n" for c in case.text)
    assert all(case.place(offset) for offset in range(0, len(case.text), 997))


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A real file with some of its bytes cut, changed, doubled or put in."""
    data = bytearray(WHOLE[draw(st.sampled_from(sorted(WHOLE)))])
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        size = draw(st.sampled_from((1, 7, 300)))
        act = draw(st.sampled_from("cut change double put end".split()))
        if act == "cut":
            del data[at : at + size]
        elif act == "change":
            data[at : at + size] = draw(st.binary(min_size=size, max_size=size))
        elif act == "double":
            data[at:at] = data[at : at + size]
        elif act == "put":
            data[at:at] = draw(
                st.sampled_from((b"<", b"\x00", b"\\", b"{", b'"', b"\xff", b"PK", b"<!DOCTYPE x>", b","))
            )
        else:
            del data[at:]
    return bytes(data)


@given(damaged())
@settings(max_examples=120, deadline=None)
def test_a_damaged_file_gives_a_case_or_one_clear_line(data: bytes) -> None:
    try:
        case = read_case(["-"], stdin=io.BytesIO(data))
    except UserError as error:
        told = str(error)
    else:
        tiled(case)
        return
    assert "\n" not in told
    assert "Standard input" in told


USUAL = st.sampled_from(("12/03/2024", "", "Jo Marsh", "Call", "45363"))
CELLS = st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=40) | USUAL


@given(st.lists(st.lists(CELLS, max_size=7), max_size=12))
@settings(max_examples=150, deadline=None)
def test_any_table_below_known_headings_is_a_case_and_no_word_is_lost(rows: list[list[str]]) -> None:
    def quoted(row: list[str]) -> str:
        return ",".join('"' + v.replace('"', '""') + '"' for v in row)

    text = "Date,Type,Worker,Details\n12/03/2024,Call,Jo Marsh,Rang the nursery about Betsy today\n"
    text += "\n".join(quoted(row) for row in rows)
    case = read_case(["-"], stdin=io.BytesIO(text.encode("utf-8")))
    tiled(case)
    words = set(case.text.split())
    if case.sources[0].media_type == "text/csv":
        for word in _plain_words(rows):
            assert word in words


def _plain_words(rows: list[list[str]]) -> Iterator[str]:
    """Words of letters alone: others are made visible, cleaned of markup, or written in another way."""
    for row in rows:
        for value in row[:4]:
            if value.isascii() and value.replace(" ", "").isalpha():
                yield from value.split()
