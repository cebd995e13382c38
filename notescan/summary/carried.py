"""The summary as data inside the documents that people read, and read back from them for `notescan verify`."""

from __future__ import annotations

import base64
import binascii
import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

from pydantic import ValidationError

from notescan.errors import UserError
from notescan.summary.docx_parts import NAMESPACE
from notescan.summary.model import Confirmed, Summary
from notescan.summary.words import STANCES

_WORDS: dict[str, str] = {str(stance): word for stance, word in STANCES.items()}
_MOST_BYTES = 200_000_000
"""What is read at most, of a file and of what is packed in it."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A summary read back, and the findings as a reader of the document sees them (null for JSON)."""

    summary: Summary
    shown: str | None


def packed(summary: Summary) -> str:
    """The summary in letters and digits, to be carried in a document."""
    return base64.b64encode(zlib.compress(summary.model_dump_json().encode(), 9)).decode()


def read_summary(path: Path) -> Carried:
    """The summary in an html, docx or json file that notescan wrote; known by its content.

    UserError where the file can't be read, is something else, or no longer holds its summary.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UserError(f"{path} is too large to be a summary.")
        content = path.read_bytes()
    except OSError as error:
        raise UserError(f"The summary {path} can't be read: {error.strerror or error}.") from error
    if content.startswith(b"PK"):
        return _from_docx(content, path)
    if content.lstrip()[:1] == b"{":
        return Carried(_model(content, path), None)
    return _from_html(content.decode("utf-8", "replace"), path)


def _from_docx(content: bytes, path: Path) -> Carried:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = [n for n in parts.namelist() if n.startswith("customXml/") and n.endswith(".xml")]
            for name in names:
                found = re.search(
                    rb"<(?:\w+:)?summary[^>]*" + NAMESPACE.encode() + rb"[^>]*>([^<]*)<", _bounded(parts, name)
                )
                if found:
                    return Carried(
                        _unpacked(found[1].decode(), path), _docx_words(_bounded(parts, "word/document.xml"))
                    )
    except (zipfile.BadZipFile, KeyError, OSError) as error:
        raise UserError(f"{path} is damaged and can't be read; export the summary again.") from error
    raise _no_summary(path)


def _bounded(parts: zipfile.ZipFile, name: str) -> bytes:
    with parts.open(name) as part:
        content = part.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise UserError(f"{name} in the summary is too large.")
    return content


def _docx_words(xml: bytes) -> str:
    """The document's words by its XML; deletions that Word tracks hold theirs in another element, and are left out."""
    text = re.sub(r"</w:p>|<w:br/>|<w:tab/>", "\n", xml.decode("utf-8", "replace"))
    return unescape("".join(words or line for words, line in re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|(\n)", text)))


def _from_html(text: str, path: Path) -> Carried:
    page = _Page()
    page.feed(text)
    if page.packed is None:
        raise _no_summary(path)
    return Carried(_unpacked(page.packed, path), "".join(page.words))


class _Page(HTMLParser):
    """The data that a page carries, and each finding as it shows it, put as `as_shown` puts it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.packed: str | None = None
        self.words: list[str] = []
        self._finding = ""
        self._quote = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "data" and given.get("id") == "notescan-summary":
            self.packed = given.get("value")
        name = given.get("id") or ""
        if tag == "li" and name.startswith("finding-"):
            stance = (given.get("class") or "").split()[-1:]
            self._finding = f"{name.removeprefix('finding-')}{_WORDS.get(stance[0], '') if stance else ''}"
        if tag == "blockquote" and self._finding:
            self._quote = True
            self.words.append(f"{self._finding}“")

    def handle_endtag(self, tag: str) -> None:
        if tag == "blockquote" and self._quote:
            self._quote, self._finding = False, ""
            self.words.append("”\n")

    def handle_data(self, data: str) -> None:
        if self._quote:
            self.words.append(data)


def as_shown(one: Confirmed) -> str:
    """How a document shows a finding, by which it is seen whether its words were altered there."""
    return f"{one.number}{STANCES[one.stance]}“{one.quote}”"


def _unpacked(text: str, path: Path) -> Summary:
    try:
        unpack = zlib.decompressobj()
        content = unpack.decompress(base64.b64decode(text, validate=True), _MOST_BYTES)
    except (binascii.Error, ValueError, zlib.error) as error:
        raise UserError(f"{path} is damaged: the summary that it carries can't be read; export it again.") from error
    return _model(content, path)


def _model(content: bytes, path: Path) -> Summary:
    try:
        return Summary.model_validate_json(content)
    except ValidationError as error:
        raise UserError(f"{path} holds no audit summary of notescan (or one of a newer version).") from error


def _no_summary(path: Path) -> UserError:
    return UserError(
        f'{path} holds no audit summary of notescan; give the html, docx or json file that "notescan export" wrote.'
    )
