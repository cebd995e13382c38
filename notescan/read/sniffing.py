"""What form a file has, told by what is in it; its name counts for nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from ..errors import UserError
from .decoding import decoded
from .parts import Part, Task


class Reader(Protocol):
    """What the module of every form of file has."""

    def read(self, data: bytes, task: Task) -> Part:
        """The text and notes of a file of this form. UserError where it can't be read."""


@dataclass(frozen=True)
class Form:
    """A form of file that is read: its media type and the module that reads it, imported when it is needed."""

    media_type: str
    module: str

    @property
    def reader(self) -> Reader:
        return cast(Reader, import_module(f"notescan.read.{self.module}"))


TEXT = Form("text/plain", "plain")
CSV = Form("text/csv", "delimited")
HTML = Form("text/html", "web")
RTF = Form("application/rtf", "rtf")
PDF = Form("application/pdf", "pdf")
MAIL = Form("message/rfc822", "mail")
ZIP = Form("application/zip", "bundle")
DOCX = Form("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "word")
XLSX = Form("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "workbook")
XLS = Form("application/vnd.ms-excel", "workbook")
ODT = Form("application/vnd.oasis.opendocument.text", "opendocument")
ODS = Form("application/vnd.oasis.opendocument.spreadsheet", "opendocument")

_HEAD = 4096
_SAVE = "open it in the program that made it and save it as {}"
_WORD, _SHEET = _SAVE.format("a Word document (.docx) or a PDF"), _SAVE.format("an Excel workbook (.xlsx)")
_REFUSED: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG", "a picture", "ask for the text, or have the words in it recognised (OCR) and saved as text"),
    (b"\xff\xd8\xff", "a picture", "ask for the text, or have the words in it recognised (OCR) and saved as text"),
    (b"GIF8", "a picture", "ask for the text, or have the words in it recognised (OCR) and saved as text"),
    (b"II*\x00", "a picture or scan", "ask for the text, or have the words in it recognised (OCR) and saved as text"),
    (b"MM\x00*", "a picture or scan", "ask for the text, or have the words in it recognised (OCR) and saved as text"),
    (b"\x1f\x8b", "a compressed file", "unpack it and give what is in it"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file (7z)", "unpack it and give what is in it"),
    (b"Rar!", "a compressed file (rar)", "unpack it and give what is in it"),
    (b"BZh", "a compressed file", "unpack it and give what is in it"),
    (b"\xfd7zXZ", "a compressed file", "unpack it and give what is in it"),
    (b"SQLite format 3\x00", "a database", "export the case notes from it as text or a spreadsheet"),
    (b"MZ", "a program", "give the case notes as text, Word, PDF or a spreadsheet"),
    (b"\x7fELF", "a program", "give the case notes as text, Word, PDF or a spreadsheet"),
    (b"\x78\x9f\x3e\x22", "an Outlook attachment bundle (winmail.dat)", "ask for the message as .eml or text"),
    (b"OggS", "a sound recording", "give a transcript of it as text"),
    (b"ID3", "a sound recording", "give a transcript of it as text"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_PARTS: tuple[tuple[str, str, str], ...] = (
    ("EncryptedPackage", "locked with a password", "take the password off, or save an unlocked copy"),
    ("WordDocument", "an older Word document (.doc)", _WORD),
    ("__properties_version1.0", "an Outlook message (.msg)", "save it from Outlook as text (.txt) or as .eml"),
    ("PowerPoint Document", "an older PowerPoint file", _SAVE.format("a PDF")),
)
_HTML = re.compile(
    r"\s*(?:<\?xml[^<>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|table|div|meta|title)"
    r"[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_MAIL_START = re.compile(
    r"(?:From [^\n]{1,200}\n)?(?:[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]?[^\n]{0,2000}\n(?:[ \t][^\n]*\n)*){3,}"
)
_MAIL_ONLY = re.compile(
    r"^(?:mime-version|message-id|received|return-path|x-[a-z-]+|content-transfer-encoding):", re.I | re.M
)
_PDF_WITHIN = 1024


def form_of(data: bytes, *, name: str, columns: Mapping[str, str]) -> Form:
    """The form of the file with these bytes; `columns` are those that the user named.

    UserError naming the file, and what to do, where its form is not read.
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        from .packed import form_in_zip

        return form_in_zip(data, name=name)
    if data.startswith(_OLE):
        return _old_office(data, name)
    if data.lstrip()[:5] == b"{\\rtf":
        return RTF
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return PDF
    for mark, what, todo in _REFUSED:
        if data.startswith(mark):
            raise UserError(f"{name} is {what}, which can't be read: {todo}")
    return _text_form(data, name, columns)


def _old_office(data: bytes, name: str) -> Form:
    for part, what, todo in _OLE_PARTS:
        if part.encode("utf-16-le") in data:
            raise UserError(f"{name} is {what}, which can't be read: {todo}")
    if any(part.encode("utf-16-le") in data for part in ("Workbook", "Book")):
        return XLS
    raise UserError(f"{name} is an older Office file, which can't be read: {_WORD}")


def _text_form(data: bytes, name: str, columns: Mapping[str, str]) -> Form:
    head = decoded(data[: 16 * _HEAD]).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    start = head[:_HEAD]
    if start.lstrip().startswith("<"):
        if "urn:oasis:names:tc:opendocument" in start:
            return ODT
        if "urn:schemas-microsoft-com:office:spreadsheet" in start and "<html" not in start.casefold():
            raise UserError(f"{name} is an older Excel file (XML), which can't be read: {_SHEET}")
        if "schemas.microsoft.com/office/word/2003/wordml" in start or "2006/xmlPackage" in start:
            raise UserError(f"{name} is an older Word file (XML), which can't be read: {_WORD}")
        if _HTML.match(start) or "<html" in start.casefold():
            return HTML
    block = _MAIL_START.match(head)
    if block and _MAIL_ONLY.search(block[0]):
        return MAIL
    from .delimited import is_table

    return CSV if is_table(head, columns) else TEXT
