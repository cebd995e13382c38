"""Bytes → the text of a case: the encoding told apart, line ends made one, hostile characters made visible."""

from __future__ import annotations

import codecs
import re
import unicodedata

from ..errors import UserError

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
    # Spaces that keep words together on a page; here they would only keep them from being found.
    table.update(dict.fromkeys((0xA0, 0x2007, 0x202F), " "))
    return table


_VISIBLE = _visible_table()
_ANY_VISIBLE = re.compile(f"[{re.escape(''.join(map(chr, _VISIBLE)))}]")


def normalise(text: str) -> str:
    """The one form in which a case is kept: `\\n` line ends, no byte order mark, controls made visible.

    Each control character becomes one other character (U+2400 pictures, U+FFFD), so that nothing in a note can
    act on a terminal and offsets still count what the file holds, `\\r\\n` counting as one.
    """
    return visible(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def visible(text: str) -> str:
    """`text` with hostile characters made visible, one for one, and its line ends as they are."""
    # Translating is fast for ASCII alone; looking first is seventeen times as fast for other text that needs none.
    return text.translate(_VISIBLE) if text.isascii() or _ANY_VISIBLE.search(text) else text


def decode(data: bytes, *, name: str) -> str:
    """The normalised text of `data`; `name` is how messages call the file. UserError when it is no text."""
    text = normalise(decoded(data))
    if _looks_binary(text):
        raise UserError(f"{name} is not text: save the case notes as plain text (.txt) and give that file")
    return text


def decoded(data: bytes) -> str:
    """The text of `data` as it stands: by its byte order mark, else UTF-16 or UTF-8 where it is that, else Windows."""
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


def _looks_binary(text: str) -> bool:
    """More than a tenth of the beginning made visible: no writer's text has that."""
    head = text[:_SAMPLE]
    odd = sum(1 for c in head if c == _REPLACEMENT or "\u2400" <= c <= "\u2421" or unicodedata.category(c) == "Cn")
    return odd > 0.1 * len(head) and odd > 4
