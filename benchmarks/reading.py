"""How long reading a file takes beside the library that unpacks it, in one run: ours divided by the library alone.

    python benchmarks/reading.py
    python benchmarks/reading.py --pages 50 --rows 5000 --rounds 3

The files are made here: a PDF (by the library's own writer), a Word document and an Excel workbook by hand. "text" is
our reader up to a text whose every character knows its place; "case" is read_case, with the notes found, their dates,
workers and kinds. The library alone gives the bare words of pages, paragraphs or cells. Processor time, best of rounds.
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch
from xml.sax.saxutils import escape

from notescan.model import Note
from notescan.read import delimited, pdf, read_case, word, workbook
from notescan.read.parts import Task

WORDS = (
    "the worker saw both children at home today and mum said that school had been better since the meeting with dad"
    " about contact nan will help on fridays and the health visitor has no worries"
).split()
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES, WORKERS = ("Home visit", "Telephone call", "Email", "Supervision"), ("Jo Marsh", "Nadia Corrigan", "Al Reed")


def sentences(chance: random.Random, number: int) -> str:
    """Words that look like a note's."""
    return " ".join(" ".join(chance.choices(WORDS, k=14)).capitalize() + "." for _ in range(number))


def packed(parts: dict[str, str]) -> bytes:
    """These parts as a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def make_docx(pages: int) -> bytes:
    """A Word document of about that many pages: 45 lines a page, a note for every half page."""
    chance = random.Random(1)
    paragraphs = []
    for number in range(2 * pages):
        day = f"{number % 28 + 1:02}/{number // 28 % 12 + 1:02}/{2015 + number // 336}"
        paragraphs.append(f"{day} 10:15 {chance.choice(TYPES)} - {chance.choice(WORKERS)}")
        paragraphs += [sentences(chance, 5) for _ in range(4)]
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>' for text in paragraphs)
    return packed({
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
        '.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
        ' Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
    })  # fmt: skip


def make_xlsx(rows: int) -> bytes:
    """A workbook with a note in every row."""
    chance = random.Random(2)
    shared: dict[str, int] = {}

    def cell(column: str, number: int, value: str | float) -> str:
        if isinstance(value, str):
            return f'<c r="{column}{number}" t="s"><v>{shared.setdefault(value, len(shared))}</v></c>'
        return f'<c r="{column}{number}" s="1"><v>{value}</v></c>'

    lines: list[list[str | float]] = [["Note ID", "Contact date", "Note type", "Created by", "Title", "Details"]]
    for i in range(rows):
        kind, who, title = chance.choice(TYPES), chance.choice(WORKERS), sentences(chance, 1)[:20]
        lines.append([f"N{i}", 45000 + i / 40, kind, who, title, sentences(chance, 5)])
    body = "".join(
        f'<row r="{i}">' + "".join(cell(c, i, v) for c, v in zip("ABCDEF", line, strict=True)) + "</row>"
        for i, line in enumerate(lines, 1)
    )
    with zipfile.ZipFile(Path(__file__).parent.parent / "tests" / "read" / "files" / "rows.xlsx") as made:
        parts = {name: made.read(name).decode("utf-8") for name in made.namelist()}
    parts["xl/worksheets/sheet1.xml"] = f'<worksheet xmlns="{SHEET}"><sheetData>{body}</sheetData></worksheet>'
    strings = "".join(f"<si><t>{escape(text)}</t></si>" for text in shared)
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{SHEET}">{strings}</sst>'
    parts["xl/styles.xml"] = (
        f'<styleSheet xmlns="{SHEET}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2">'
        '<xf numFmtId="0"/>'
        '<xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>'
    )
    return packed(parts)


def make_csv(rows: int) -> bytes:
    """The same as CSV."""
    chance = random.Random(4)
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(["Note ID", "Contact date", "Note type", "Created by", "Title", "Details"])
    for i in range(rows):
        day = f"{i // 4 % 28 + 1:02}/{i // 112 % 12 + 1:02}/{2010 + i // 1344} 10:15"
        title = sentences(chance, 1)[:20]
        lines.writerow([f"N{i}", day, chance.choice(TYPES), chance.choice(WORKERS), title, sentences(chance, 5)])
    return out.getvalue().encode("utf-8")


def make_pdf(pages: int) -> bytes:
    """A PDF of that many pages, 45 printed lines each, a note for every page."""
    chance = random.Random(3)
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for number in range(pages):
        day = f"{number % 28 + 1:02}/{number // 28 % 12 + 1:02}/{2015 + number // 336}"
        lines = [f"{day} 10:15 {chance.choice(TYPES)} - {chance.choice(WORKERS)}"]
        words = sentences(chance, 44).split()
        while words and len(lines) < 45:
            line = ""
            while words and len(line) + len(words[0]) < 95:
                line += words.pop(0) + " "
            lines.append(line)
        shown = "".join(f"({line}) Tj T*\n" for line in lines)
        stream = f"BT /F1 11 Tf 13 TL 50 790 Td\n{shown}ET".encode("ascii")
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
            b" /Contents %d 0 R >>" % (len(objects) + 2)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, b" ".join(b"%d 0 R" % k for k in kids))
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, what in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, what)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def pdf_alone(data: bytes) -> object:
    """The words of every page."""
    import pypdfium2

    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]


def docx_alone(data: bytes) -> object:
    """The words of every paragraph."""
    import docx

    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def xlsx_alone(data: bytes) -> object:
    """The values of every cell."""
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def csv_alone(data: bytes) -> object:
    """The values of every cell."""
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))


def best(act: Callable[[], object], rounds: int) -> float:
    """Seconds of processor time of the fastest round."""
    times = []
    for _ in range(rounds):
        began = time.process_time()
        act()
        times.append(time.process_time() - began)
    return min(times)


def one_note(text: str, _task: Task) -> list[Note]:
    """Instead of finding notes: the whole text is one."""
    return [Note(id="n1", start=0, end=len(text), body=0)]


def compare(what: str, data: bytes, alone: Callable[[bytes], object], ours: Callable[..., object], rounds: int) -> None:
    """Print one row."""
    library = best(lambda: alone(data), rounds)
    with patch("notescan.read.layout.find_notes", one_note):
        text = best(lambda: ours(data, Task("benchmark")), rounds)
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        case = best(lambda: read_case([file.name]), rounds)
    figures = f"{1000 * library:8.0f} {1000 * text:8.0f} {1000 * case:8.0f}"
    print(f"{what:<34} {figures}   text {text / library:4.2f}   case {case / library:4.2f}")


def main() -> None:
    """Measure the four forms."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    print(f"{'ms':<34} {'library':>8} {'text':>8} {'case':>8}   beside the library")
    compare(f"PDF, {args.pages} pages, pypdfium2", make_pdf(args.pages), pdf_alone, pdf.read, args.rounds)
    compare(f"Word, {args.pages} pages, python-docx", make_docx(args.pages), docx_alone, word.read, args.rounds)
    compare(f"CSV, {args.rows:,} rows, csv", make_csv(args.rows), csv_alone, delimited.read, args.rounds)
    compare(f"Excel, {args.rows:,} rows, calamine", make_xlsx(args.rows), xlsx_alone, workbook.read, args.rounds)


if __name__ == "__main__":
    main()
