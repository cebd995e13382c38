"""Bytes → the text of a case: the encoding told apart, line ends made one, hostile characters made visible."""

from __future__ import annotations

import codecs
import unicodedata

from ..errors import UserError

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "a rich text (RTF) document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an older Microsoft Office document or Outlook message"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file"),
    (b"SQLite format 3\x00", "a database"),
)
_ZIPPED: tuple[tuple[bytes, str], ...] = (
    (b"word/", "a Word document (docx)"),
    (b"xl/", "an Excel workbook (xlsx)"),
    (b"ppt/", "a PowerPoint file (pptx)"),
    (b"opendocument", "an OpenDocument file"),
)
_SAMPLE = 8192
_REPLACEMENT = "\ufffd"
_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def _visible_table() -> dict[int, str]:
    table = {c: chr(0x2400 + c) for c in range(0x20) if chr(c) not in "\t\n"}
    table[0x7F] = "\u2421"
    table.update(dict.fromkeys(range(0x80, 0xA0), _REPLACEMENT))
    table.update({ord(c): _REPLACEMENT for c in _BIDI})
    # Half a character: it could never be written out again as UTF-8.
    table.update(dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT))
    return table


_VISIBLE = _visible_table()


def normalise(text: str) -> str:
    """The one form in which a case is kept: `\\n` line ends, no byte order mark, controls made visible.

    Each control character becomes one other character (U+2400 pictures, U+FFFD), so that nothing in a note can
    act on a terminal and offsets still count what the file holds, `\\r\\n` counting as one.
    """
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").translate(_VISIBLE)


def decode(data: bytes, *, name: str) -> str:
    """The normalised text of `data`; `name` is how messages call the file. UserError when it is no text."""
    what = _known_binary(data)
    if what:
        raise UserError(f"{name} is {what}, which is not read yet: save it as plain text (.txt) and give that file")
    text = normalise(_decoded(data))
    if not text.strip():
        raise UserError(f"{name} is empty: there is no case note in it")
    if _looks_binary(text):
        raise UserError(f"{name} is not text: save the case notes as plain text (.txt) and give that file")
    return text


def _decoded(data: bytes) -> str:
    if data.startswith(codecs.BOM_UTF8):
        return data.decode("utf-8-sig", errors="replace")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    wide = _utf16_without_mark(data)
    if wide:
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _utf16_without_mark(data: bytes) -> str | None:
    """English in UTF-16 has a NUL in every other byte; which one tells the byte order."""
    head = data[:_SAMPLE]
    pairs = len(head) // 2
    if pairs < 2:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.5 * pairs and even < 0.1 * pairs:
        return "utf-16-le"
    if even > 0.5 * pairs and odd < 0.1 * pairs:
        return "utf-16-be"
    return None


def _known_binary(data: bytes) -> str | None:
    if data.startswith(b"PK\x03\x04"):
        return next((what for mark, what in _ZIPPED if mark in data), "a zip file")
    return next((what for mark, what in _MAGIC if data.startswith(mark)), None)


def _looks_binary(text: str) -> bool:
    """More than a tenth of the beginning made visible: no writer's text has that."""
    head = text[:_SAMPLE]
    odd = sum(1 for c in head if c == _REPLACEMENT or "\u2400" <= c <= "\u2421" or unicodedata.category(c) == "Cn")
    return odd > 0.1 * len(head) and odd > 4
