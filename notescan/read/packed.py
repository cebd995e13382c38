"""Zip archives (also Word, Excel and OpenDocument files) read with a cap on the bytes that really come out."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.parsers import expat

from ..errors import UserError
from . import sniffing
from .parts import Task

_PIECE = 1 << 18
_MEGABYTE = 1_000_000
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, KeyError, IndexError)


def form_in_zip(data: bytes, *, name: str) -> sniffing.Form:
    """Which of the forms that are zip files inside `data` has. UserError for those that are not read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = _kind(archive, names)
    except _DAMAGED as error:
        raise _damaged(name) from error
    if kind.startswith("application/vnd.oasis.opendocument."):
        if kind.startswith("application/vnd.oasis.opendocument.text"):
            return sniffing.ODT
        if kind.startswith("application/vnd.oasis.opendocument.spreadsheet"):
            return sniffing.ODS
        raise UserError(f"{name} is an OpenDocument file that is neither text nor a spreadsheet: save it as a PDF")
    if "[Content_Types].xml" in names:
        if any(n.startswith("word/") for n in names):
            return sniffing.DOCX
        if "xl/workbook.bin" in names:
            raise UserError(f"{name} is a binary Excel workbook (.xlsb), which can't be read: save it as .xlsx")
        if any(n.startswith("xl/") for n in names):
            return sniffing.XLSX
        if any(n.startswith("ppt/") for n in names):
            raise UserError(f"{name} is a PowerPoint file, which can't be read: save it as a PDF")
    return sniffing.ZIP


def _kind(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "mimetype" not in names:
        return ""
    with archive.open("mimetype") as file:
        return file.read(200).decode("ascii", errors="replace").strip()


def _damaged(name: str) -> UserError:
    return UserError(f"{name} is damaged or was cut off: its parts can't be unpacked. Export or copy it again")


class Archive:
    """The parts of a packed file. What is unpacked is counted, and refused beyond the limit, whatever it declares."""

    def __init__(self, data: bytes, task: Task) -> None:
        self._task = task
        self._left = task.limits.unpacked * _MEGABYTE
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._infos = self._zip.infolist()
        except _DAMAGED as error:
            raise _damaged(task.name) from error
        self.names = [info.filename for info in self._infos]
        if any(info.flag_bits & 1 for info in self._infos):
            raise UserError(f"{task.name} is locked with a password: unpack it, or save a copy without the password")

    def __contains__(self, part: str) -> bool:
        return part in self._zip.NameToInfo

    def part(self, part: str) -> bytes:
        """The bytes of one part; empty where there is no such part. UserError beyond the limit, or damaged."""
        if part not in self:
            return b""
        return b"".join(self._pieces(part))

    def size(self, part: str) -> int:
        """How many bytes a part really has, without keeping them; they count towards the limit."""
        return sum(map(len, self._pieces(part))) if part in self else 0

    def _pieces(self, part: str) -> Iterator[bytes]:
        try:
            with self._zip.open(part) as file:
                while piece := file.read(_PIECE):
                    self._left -= len(piece)
                    if self._left < 0:
                        limits = self._task.limits
                        what = f"unpacks to more than {limits.unpacked} million bytes"
                        raise limits.over(self._task.name, "unpacked", 2 * limits.unpacked, what)
                    yield piece
        except (*_DAMAGED, RuntimeError) as error:
            raise _damaged(self._task.name) from error

    def xml(self, part: str) -> ElementTree.Element | None:
        """The tree of an XML part; None where there is no such part. UserError where it is none or could do harm."""
        data = self.part(part)
        return xml_tree(data, self._task, part) if data else None


def xml_tree(data: bytes, task: Task, part: str) -> ElementTree.Element:
    """The tree of XML `data`. UserError for what declares entities, has too many tags, or is not well formed."""
    tags = data.count(b"<")
    if tags > 2 * task.limits.tags:
        raise task.limits.over(task.name, "tags", tags, f"has {tags:,} marks in {part}")
    _refuse_doctype(data, task.name)
    try:
        return ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError, RecursionError) as error:
        raise UserError(f"{task.name} is damaged: its part {part} is not as it should be. Save it anew") from error


def _refuse_doctype(data: bytes, name: str) -> None:
    """A document type declaration can make a small file into a huge one; office programs never write one.

    It can only stand before the first tag, so the parser is stopped there: what is after is read by a faster one.
    """

    def refuse(*_: object) -> None:
        raise UserError(f"{name} declares a document type, as files made to do harm do: it is not read. Save it anew")

    def stop(*_: object) -> None:
        raise StopIteration

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = stop
    try:
        for at in range(0, len(data), _PIECE):
            parser.Parse(data[at : at + _PIECE], False)
    except StopIteration:
        return
    except (expat.ExpatError, ValueError, LookupError):
        return


_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def shown(name: str) -> str:
    """A file's name as messages and places can show it: one line, nothing in it that a terminal obeys."""
    return _UNSAFE.sub("\ufffd", name.replace("\\", "/"))
