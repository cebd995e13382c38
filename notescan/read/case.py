"""Files, folders, zips and e-mails of any mixture → one case: what each holds, in order, with doubles recognised."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from ..collector import held_back
from ..errors import UserError
from ..model import CaseFile, Note, Source
from . import sniffing
from .files import files_in, is_folder, read_bytes
from .headings import GIVEN
from .limits import DEFAULT, Limits
from .packed import shown
from .parts import Part, Progress, Task
from .plain import read_str

_COMPARED = 50
"""With how many notes that begin alike a note is compared."""
_BEGINS = 5
"""By how many words notes are told to begin alike."""
_DOUBLE = 40
"""How many characters a note must have to be told as the double of another: short ones are alike by chance."""


@dataclass(frozen=True)
class Read:
    """One file of the case: what was read of it, or why nothing was."""

    path: str
    sha256: str
    media_type: str
    part: Part | None = None
    left_out: str | None = None


Group = list[Read]
"""A file with what was attached to it."""


def read_case(
    paths: Sequence[str | Path],
    *,
    stdin: BinaryIO | None = None,
    columns: Mapping[str, str] | None = None,
    limits: Limits = DEFAULT,
    progress: Progress | None = None,
) -> CaseFile:
    """One case out of these files, in the order given; "-" is standard input (`stdin`, else the process's own).

    What is in a folder or zip comes in the order of its dates. `columns` says what the columns of a spreadsheet
    hold ({"date": "Contact date", "text": "D"}; see headings.GIVEN). UserError where the only file can't be read,
    or none of several; else those that can't be are sources with `left_out`.
    """
    if not paths:
        raise UserError("No file was given: name the case file to read, or - for standard input")
    names = [str(p) for p in paths]
    twice = next((n for n in names if names.count(n) > 1), None)
    if twice:
        raise UserError(f"{twice} was given twice: give each file once")
    task = Task("", limits, dict(columns or {}), progress)
    unknown = task.columns.keys() - GIVEN.keys()
    if unknown:
        raise UserError(f'--columns can\'t say what "{min(unknown)}" is; it knows {", ".join(GIVEN)}')
    reader = _Reader(task, alone=len(names) == 1 and not is_folder(names[0]))
    with held_back():
        groups: list[Group] = []
        for number, name in enumerate(names):
            task.tell(number, len(names))
            if is_folder(name):
                groups.extend(reader.folder(name))
            else:
                groups.extend(reader.file(name, read_bytes(name, stdin=stdin, limits=limits)))
        titles = ["Standard input" if n == "-" else shown(Path(n).stem) for n in names]
        return _joined(_title(titles), [read for group in groups for read in group])


def read_text(text: str, *, title: str = "Pasted text") -> CaseFile:
    """A case out of pasted text. UserError when there are no words in it."""
    part = read_str(text, Task(title))
    digest = hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest()
    return _joined(title, [Read(title, digest, "text/plain", part)])


class _Reader:
    """Reads files of one case, counting them."""

    def __init__(self, task: Task, *, alone: bool) -> None:
        self._task, self._alone, self._count = task, alone, 0

    def folder(self, name: str) -> list[Group]:
        """What is in a folder, the earliest first."""
        groups: list[Group] = []
        paths = files_in(name, limits=self._task.limits)
        for number, path in enumerate(paths):
            self._task.tell(number, len(paths))
            try:
                data = read_bytes(path, limits=self._task.limits)
            except UserError as error:
                groups.append([_left_out(path, b"", "", error)])
                continue
            groups.extend(self.file(path, data, alone=False))
        return _by_date(groups)

    def file(self, name: str, data: bytes, *, alone: bool | None = None, level: int = 0) -> list[Group]:
        """What is in a file: itself, or the files in it. UserError where it is `alone` and can't be read."""
        alone = self._alone if alone is None else alone
        path = shown(name)
        task = replace(self._task, name="Standard input" if name == "-" else path)
        self._count += 1
        if self._count > task.limits.files:
            raise task.limits.over(task.name, "files", 10 * task.limits.files, "is one file too many")
        form = None
        try:
            form = sniffing.form_of(data, name=task.name, columns=task.columns)
            if level > task.limits.levels:
                raise task.limits.over(
                    task.name, "levels", 2 * task.limits.levels, f"lies {level} files deep in others"
                )
            if form is sniffing.ZIP:
                return self._zip(task, data, alone=alone, level=level)
            part = form.reader.read(data, task)
        except UserError as error:
            if alone:
                raise
            return [[_left_out(path, data, form.media_type if form else "application/octet-stream", error)]]
        except (RecursionError, MemoryError) as error:
            told = UserError(f"{task.name} is built too deep or too big to be read: save it anew, or give a part of it")
            if alone:
                raise told from error
            return [[_left_out(path, data, form.media_type if form else "", told)]]
        group = [Read(path, _digest(data), form.media_type, part)]
        if form is sniffing.MAIL:
            from .mail import attachments

            for inner, inside in attachments(data, task):
                group.extend(r for g in self.file(f"{path}/{inner}", inside, alone=False, level=level + 1) for r in g)
        return [group]

    def _zip(self, task: Task, data: bytes, *, alone: bool, level: int) -> list[Group]:
        from .bundle import members

        groups: list[Group] = []
        for name, inside in members(data, task):
            groups.extend(self.file(f"{task.name}/{name}", inside, alone=False, level=level + 1))
        if alone and not any(read.part for group in groups for read in group):
            _refuse([read for group in groups for read in group])
        return _by_date(groups)


def _left_out(path: str, data: bytes, media_type: str, error: UserError) -> Read:
    reason = str(error).removeprefix(path).strip(" ,:")
    return Read(path, _digest(data) if data else "", media_type or "application/octet-stream", left_out=reason)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _by_date(groups: Sequence[Group]) -> list[Group]:
    """The groups by their earliest date, those without one last; by name where that is the same."""

    def first_day(group: Group) -> tuple[dt.date, str]:
        return min((d for read in group for d in _dates(read)), default=dt.date.max), group[0].path

    return sorted(groups, key=first_day)


def _dates(read: Read) -> Iterator[dt.date]:
    return (n.date for n in (read.part.notes if read.part else ()) if n.date)


def _title(titles: Sequence[str]) -> str:
    return ", ".join(titles) if len(titles) <= 3 else f"{titles[0]} and {len(titles) - 1} more files"


def _refuse(reads: Sequence[Read]) -> None:
    """Nothing of the case can be read: say so, with the reason of the first."""
    first = reads[0]
    more = f" (and {len(reads) - 1} more files that can't be read)" if len(reads) > 1 else ""
    raise UserError(f"{first.path} {first.left_out}{more}")


# ------------------------------------------------------------------------------------------------ one case of many


def _joined(title: str, reads: Sequence[Read]) -> CaseFile:
    if len(reads) > 1:
        reads = list(_without_same_files(reads))
    if not any(read.part for read in reads):
        _refuse(reads)
    pieces: list[str] = []
    length = 0
    sources: list[Source] = []
    notes: list[Note] = []
    doubles = _Doubles()
    for read in reads:
        part = read.part
        if part is None:
            at = {"start": length, "end": length}
            sources.append(
                Source(path=read.path, sha256=read.sha256, media_type=read.media_type, left_out=read.left_out, **at)
            )
            continue
        if notes:
            # The joint belongs to the note above it, so that notes go on tiling the text.
            pieces.append("\n" if pieces[-1].endswith("\n") else "\n\n")
            length += len(pieces[-1])
            notes[-1] = notes[-1].model_copy(update={"end": length})
        for n in part.notes:
            number = f"n{len(notes) + 1}"
            same = doubles.same_as(n, number, part, source=len(sources))
            if length or same or n.id != number:
                moved = {"id": number, "start": length + n.start, "end": length + n.end, "body": length + n.body}
                n = n.model_copy(update={**moved, "same_as": same})
            notes.append(n)
        pieces.append(part.text)
        sources.append(
            Source(
                path=read.path,
                sha256=read.sha256,
                media_type=read.media_type,
                start=length,
                end=length + len(part.text),
                places=part.places,
                remarks=part.remarks,
            )
        )
        length += len(part.text)
    return CaseFile(title=title, text="".join(pieces), sources=tuple(sources), notes=tuple(notes))


def _without_same_files(reads: Sequence[Read]) -> Iterator[Read]:
    """The files, those left out that say nothing but what another one says."""
    files: dict[str, str] = {}
    texts: dict[str, str] = {}
    for read in reads:
        if read.part is None:
            yield read
            continue
        words = " ".join(read.part.text.split())
        first = files.setdefault(read.sha256, read.path)
        alike = texts.setdefault(words, read.path)
        if first != read.path:
            yield replace(read, part=None, left_out=f"is the same file as {first}, which was read")
        elif alike != read.path:
            yield replace(read, part=None, left_out=f"says the same, word for word, as {alike}, which was read")
        else:
            yield read


class _Doubles:
    """Which notes stand in the case already: in another file, or in another row (a group note, once for each child)."""

    def __init__(self) -> None:
        self._seen: dict[tuple[object, ...], list[tuple[str, int, Note, Part]]] = {}

    def same_as(self, note: Note, number: str, part: Part, *, source: int) -> str | None:
        """The id of the note that says the same, if there is one."""
        start = part.words_at.get(note.start, note.body)
        if note.date is None or note.end - start < _DOUBLE:
            return None
        # Most notes are told apart by how they begin, and need not be compared.
        begins = part.text[start : note.end].split(None, _BEGINS)[:_BEGINS]
        alike = self._seen.setdefault((note.date, (note.author or "").casefold(), *begins), [])
        if alike:
            words = _words(note, part)
            if len(words) < _DOUBLE:
                return None
            for first, where, other, its_part in alike[:_COMPARED]:
                elsewhere = where != source or note.start in part.words_at
                if elsewhere and _words(other, its_part) == words:
                    return first
        alike.append((number, source, note, part))
        return None


def _words(note: Note, part: Part) -> str:
    """The note's own words, spaces made one."""
    start = part.words_at.get(note.start, note.body)
    return " ".join(part.text[start : note.end].split())
