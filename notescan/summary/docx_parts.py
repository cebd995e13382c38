"""What python-docx has no words for: links inside a Word document, bookmarks, data that it carries unseen."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

NAMESPACE = "urn:notescan:summary"
"""The namespace of the part in which a document carries its summary for `notescan verify`."""


def bookmark(paragraph: Paragraph, name: str) -> None:
    """Name a paragraph, so that a link leads there. Names are letters, digits and hyphens."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    number = str(zlib.crc32(name.encode()) & 0x7FFFFFFF)
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:id"), number)
    start.set(qn("w:name"), name.replace("-", "_"))
    end.set(qn("w:id"), number)
    paragraph._p.append(start)
    paragraph._p.append(end)


def add_link(paragraph: Paragraph, text: str, name: str) -> Any:
    """Words that lead to the bookmark of that name; the run that they are."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run(text)
    run.underline = True
    run.font.color.rgb = _blue()
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), name.replace("-", "_"))
    link.set(qn("w:history"), "1")
    paragraph._p.append(link)
    link.append(run._r)
    return run


def _blue() -> Any:
    from docx.shared import RGBColor

    return RGBColor(0x1F, 0x4E, 0x8C)


def start_row_as_heading(row: Any) -> None:
    """Say that a table's first row is its heading: it is repeated on each page, and read out as such."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def keep_on_one_page(row: Any) -> None:
    """Say that a table's row is not to be torn in two at the end of a page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def number_pages(paragraph: Paragraph, before: str) -> None:
    """Words with the number of the page after them, as a footer has it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = paragraph.add_run(before)
    run.font.size = Pt(8)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number = paragraph.add_run("1")
    number.font.size = Pt(8)
    field.append(number._r)
    paragraph._p.append(field)


def set_language(document: Document, language: str) -> None:
    """The language of the document's words, for spelling and for reading aloud."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if properties is None:
        return
    mark = properties.find(qn("w:lang"))
    if mark is None:
        mark = OxmlElement("w:lang")
        properties.append(mark)
    mark.set(qn("w:val"), language)


def embed(document: Document, packed: str) -> None:
    """Carry data inside the document, where Word keeps it when the document is edited and saved."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    blob = f'<?xml version="1.0" encoding="UTF-8"?>\n<summary xmlns="{NAMESPACE}">{packed}</summary>'
    package = document.part.package
    taken = {str(part.partname) for part in package.iter_parts()}
    number = next(n for n in range(1, 10_000) if f"/customXml/item{n}.xml" not in taken)
    part = Part(PackURI(f"/customXml/item{number}.xml"), "application/xml", blob.encode(), package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
