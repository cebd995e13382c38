"""Makes the files of this folder anew with LibreOffice, so that readers are tested on what a real program writes.

    python tests/read/files/make.py

The case is the invented one that ships with notescan; the tests need no LibreOffice.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
sys.path.insert(0, str(ROOT))

NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
)
STYLES = """<office:automatic-styles>
<style:style style:name="P" style:family="paragraph">
<style:paragraph-properties fo:text-align="justify"/>
<style:text-properties fo:font-family="'Liberation Serif'" fo:font-size="11pt" fo:language="en" fo:country="GB"
 fo:hyphenate="true" fo:hyphenation-remain-char-count="2" fo:hyphenation-push-char-count="2"/></style:style>
<style:style style:name="C" style:family="section"><style:section-properties>
<style:columns fo:column-count="2" fo:column-gap="0.8cm"/></style:section-properties></style:style>
<style:style style:name="F" style:family="graphic"/>
<style:style style:name="X" style:family="text"><style:text-properties style:text-line-through-style="solid"
 style:text-line-through-type="single"/></style:style>
<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"
 fo:margin="2cm"/><style:header-style><style:header-footer-properties fo:min-height="1cm"/></style:header-style>
<style:footer-style><style:header-footer-properties fo:min-height="1cm"/></style:footer-style></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L">
<style:header><text:p>Hexby Council, children's services: confidential</text:p></style:header>
<style:footer><text:p>Page <text:page-number text:select-page="current">1</text:page-number></text:p></style:footer>
</style:master-page></office:master-styles>"""
CHANGES = """<text:tracked-changes><text:changed-region text:id="ct1"><text:deletion><office:change-info>
<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Al Reed</dc:creator>
<dc:date xmlns:dc="http://purl.org/dc/elements/1.1/">2024-03-13T09:00:00</dc:date></office:change-info>
<text:p>the purple parrot</text:p></text:deletion></text:changed-region></text:tracked-changes>"""
PARTS = f"""{CHANGES}
<text:p>12/03/2024 14:30 Home visit - Jo Marsh</text:p>
<text:p>Mum showed me <text:change text:change-id="ct1"/>the new bunk bed.<text:note
 text:id="n1" text:note-class="footnote">
<text:note-citation>1</text:note-citation><text:note-body><text:p>Bought by Nan in February.</text:p></text:note-body>
</text:note> Both slept well.<office:annotation><dc:creator
 xmlns:dc="http://purl.org/dc/elements/1.1/">Nadia Corrigan</dc:creator>
<text:p>Was Dad there?</text:p></office:annotation></text:p>
<text:p><draw:frame text:anchor-type="paragraph" draw:style-name="F" draw:name="b1" svg:width="6cm"
 svg:height="2cm"><draw:text-box><text:p>Boxed: the school nurse has a copy.</text:p>
</draw:text-box></draw:frame></text:p>
<text:list><text:list-item><text:p>Ring the nursery</text:p></text:list-item>
<text:list-item><text:p>Ask about the hoist</text:p></text:list-item></text:list>
<table:table table:name="T"><table:table-column table:number-columns-repeated="2"/>
<table:table-row><table:table-cell><text:p>Who</text:p></table:table-cell>
<table:table-cell><text:p>What they said</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>Health visitor</text:p></table:table-cell>
<table:table-cell><text:p>No worries</text:p></table:table-cell></table:table-row></table:table>
<text:p>13/03/2024 09:10 Telephone call - Jo Marsh</text:p><text:p>Rang the nursery.</text:p>"""

STRUCK = """<text:p>12/03/2024 14:30 Home visit - Jo Marsh</text:p>
<text:p>Mum <text:span text:style-name="X">has not agreed</text:span> agrees to the referral. <text:span
 text:style-name="X">Dad was asked.</text:span></text:p>
<table:table table:name="T"><table:table-column table:number-columns-repeated="2"/>
<table:table-row><table:table-cell><text:p>Seen</text:p></table:table-cell><table:table-cell><text:p><text:span
 text:style-name="X">No</text:span> Yes</text:p></table:table-cell></table:table-row></table:table>"""


def flat(body: str) -> str:
    """A flat OpenDocument text with that body."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} office:version="1.2"'
        f' office:mimetype="application/vnd.oasis.opendocument.text">{STYLES}<office:body><office:text>{body}'
        "</office:text></office:body></office:document>"
    )


def convert(source: Path, *forms: str, filter_: str | None = None) -> None:
    """Let LibreOffice write `source` in these forms, into this folder."""
    for form in forms:
        options = [f"--infilter={filter_}"] if filter_ else []
        command = ["soffice", "--headless", "--convert-to", form, "--outdir", str(HERE), *options, str(source)]
        subprocess.run(command, check=True, capture_output=True)


def write_scans(work: Path) -> None:
    """A locked PDF, one that is a picture only, and one that has a page of text and a page that is a picture."""
    dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    picture = (
        '<text:p><draw:frame draw:style-name="F" draw:name="d" text:anchor-type="as-char" svg:width="15cm"'
        f' svg:height="18cm"><draw:image><office:binary-data>{dot}</office:binary-data></draw:image></draw:frame>'
        "</text:p>"
    )
    words = "<text:p>12/03/2024 Home visit - Jo Marsh</text:p><text:p>Saw both children at home.</text:p>" * 20
    for name, body in (("scan", picture), ("half-scan", words + picture)):
        source = flat(body).replace("<style:header>", "<!--").replace("</style:footer>", "-->")
        (work / f"{name}.fodt").write_text(source, encoding="utf-8")
        convert(work / f"{name}.fodt", "pdf")
    (work / "locked.txt").write_text("12/03/2024 Home visit - Jo Marsh\nSaw both.\n", encoding="utf-8")
    lock = '{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"x"}}'
    convert(work / "locked.txt", f"pdf:writer_pdf_Export:{lock}")


def main() -> None:
    """Write every file of the folder."""
    from notescan.data import demo_case
    from notescan.read import read_case

    case = read_case([demo_case()])
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        paragraphs = "".join(f'<text:p text:style-name="P">{escape(line)}</text:p>' for line in case.text.split("\n"))
        (work / "case.fodt").write_text(flat(paragraphs), encoding="utf-8")
        convert(work / "case.fodt", "odt", "docx", "rtf", "html:HTML (StarWriter)", "pdf")
        columns = f'<text:section text:style-name="C" text:name="s">{paragraphs}</text:section>'
        (work / "columns.fodt").write_text(flat(columns), encoding="utf-8")
        convert(work / "columns.fodt", "pdf")
        ragged = flat(columns).replace('"justify"', '"start"').replace('hyphenate="true"', 'hyphenate="false"')
        (work / "narrow.fodt").write_text(ragged.replace('count="2"', 'count="3"'), encoding="utf-8")
        convert(work / "narrow.fodt", "pdf")
        (work / "parts.fodt").write_text(flat(PARTS), encoding="utf-8")
        convert(work / "parts.fodt", "odt", "docx", "rtf", "pdf")
        (work / "struck.fodt").write_text(flat(STRUCK), encoding="utf-8")
        convert(work / "struck.fodt", "odt", "docx", "rtf", "html:HTML (StarWriter)")
        with (HERE / "rows.csv").open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["Note ID", "Contact date", "Time", "Note type", "Recorded by", "Case note"])
            for number, n in enumerate(case.notes, 1):
                who = f"{n.author}, {n.role}" if n.role else n.author
                day = f"{n.date:%d/%m/%Y}" if n.date else ""
                rows.writerow([number, day, n.time, n.type, who, case.text[n.body : n.end].strip()])
        convert(HERE / "rows.csv", "xlsx", "xls", "ods", filter_="CSV:44,34,76,1,,2057")
        cells = "".join(
            "<tr>" + "".join(f"<td>{escape(v or '').replace(chr(10), '<br>')}</td>" for v in row) + "</tr>"
            for row in csv.reader((HERE / "rows.csv").open(encoding="utf-8", newline=""))
        )
        (work / "table.html").write_text(f"<html><body><table border=1>{cells}</table></body></html>", encoding="utf-8")
        convert(work / "table.html", "odt:writer8", filter_="HTML (StarWriter)")
        convert(HERE / "table.odt", "docx", "rtf", "html:HTML (StarWriter)", "pdf")
        write_scans(work)


if __name__ == "__main__":
    main()
