"""A summary, its case and its decided items with stand-ins for all names and numbers, offsets and all."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from notescan.model import CaseFile, Roster
from notescan.pseudonymise.names import Doubtful
from notescan.pseudonymise.standins import Replaced, StandIns
from notescan.review.closing import DETAILS
from notescan.summary.files import with_names
from notescan.summary.model import Summary
from notescan.summary.training import Decided

_KEPT = frozenset(
    "schema review item tip tip_title found_for_tip stance found_as pattern notescan patterns kind outcome grade "
    "suggested means asks checklist area gap counts".split()
)
"""Fields whose words come from notescan and from nobody's life."""
_PEOPLE = frozenset(
    (
        *"note_author owner written_by graded_by comment_by by decided_by author".split(),
        DETAILS["allocated_worker"],
        DETAILS["team_manager"],
    )
)
"""Fields that hold nothing but people, by the words of a form."""
_WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Pseudonymised:
    """The same as before, with nobody's name in it; the key tells who is who, and is for nobody else's eyes."""

    summary: Summary
    case: CaseFile
    decided: list[Decided]
    key: dict[str, list[str]]
    doubtful: list[Doubtful]


def pseudonymise(summary: Summary, case: CaseFile, roster: Roster, decided: Sequence[Decided] = ()) -> Pseudonymised:
    """Put out every name of the roster and of others, addresses, numbers, dates of birth and e-mails.

    Hashes of files and text are withheld too: with the record at hand they would tell whose it is.
    """
    made = StandIns(roster, case.text)
    said = made.replace(case.text)
    plain = _case(case, said, made)
    moved = _summary(summary, plain, said, made).model_copy(update={"stand_ins": tuple(made.key())})
    items = [
        one.model_copy(
            update={
                "start": said.moved(one.start),
                "end": said.moved(one.end, end=True),
                "sentence": (said.moved(one.sentence[0]), said.moved(one.sentence[1], end=True)),
                "decided_by": made.replace(one.decided_by).text,
            }
        )
        for one in decided
    ]
    return Pseudonymised(moved, plain, items, made.key(), made.doubtful)


def _case(case: CaseFile, said: Replaced, made: StandIns) -> CaseFile:
    def word(text: str | None) -> str | None:
        return made.replace(text).text if text else text

    notes = tuple(
        note.model_copy(
            update={
                "start": said.moved(note.start),
                "end": said.moved(note.end),
                "body": said.moved(note.body),
                "author": note.author and _person(made, note.author),
                "title": word(note.title),
                "type": word(note.type),
            }
        )
        for note in case.notes
    )
    sources = tuple(
        source.model_copy(
            update={
                "path": _file(number, source.path),
                "sha256": _WITHHELD,
                "places": None,
                "left_out": word(source.left_out),
                "remarks": tuple(made.replace(remark).text for remark in source.remarks),
                "start": said.moved(source.start),
                "end": said.moved(source.end),
            }
        )
        for number, source in enumerate(case.sources, 1)
    )
    return case.model_copy(update={"title": "Case A", "text": said.text, "notes": notes, "sources": sources})


def _file(number: int, path: str) -> str:
    """A file's name may be the child's: only what kind of file it is stays."""
    ending = re.search(r"\.\w{1,5}$", path)
    return f"file {number}{ending[0] if ending else ''}"


def _summary(summary: Summary, case: CaseFile, said: Replaced, made: StandIns) -> Summary:
    """The summary's words replaced field by field, and each quote cut anew from the replaced text."""
    auditors = {name: f"Auditor {n}" for n, name in enumerate(summary.auditors, 1)}

    def words(text: str, field: str) -> str:
        return auditors.get(text) or (_person(made, text) if field in _PEOPLE else made.replace(text).text)

    names = {old.path: new.path for old, new in zip(summary.sources, case.sources, strict=True)}
    named = with_names(summary, names)
    data: dict[str, Any] = _walk(named.model_dump(mode="python", by_alias=True), words)
    data |= {"title": case.title, "text_sha256": _WITHHELD, "sources": [s.model_dump() for s in case.sources]}
    if data["details"].get(DETAILS["case_reference"]):
        data["details"][DETAILS["case_reference"]] = "[reference]"
    whole = Summary.model_validate(data)
    tips = []
    for old, tip in zip(named.tips, whole.tips, strict=True):
        evidence = tuple(
            one.model_copy(
                update={
                    "start": (start := said.moved(was.start)),
                    "end": (end := said.moved(was.end, end=True)),
                    "quote": case.text[start:end],
                    "source": was.source,
                    "source_sha256": _WITHHELD,
                }
            )
            for was, one in zip(old.evidence, tip.evidence, strict=True)
        )
        tips.append(tip.model_copy(update={"evidence": evidence, "title": old.title}))
    return whole.model_copy(update={"tips": tuple(tips)})


def _person(made: StandIns, name: str) -> str:
    """A person's stand-in; as after a form's label even "Hope Wood" is known for a name."""
    label = "Name: "
    return made.replace(label + name).text.removeprefix(label)


def _walk(node: Any, words: Callable[[str, str], str], name: str = "") -> Any:
    if isinstance(node, dict):
        return {key: value if key in _KEPT else _walk(value, words, str(key)) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return [_walk(value, words, name) for value in node]
    return words(node, name) if isinstance(node, str) and not _is_plain(node) else node


def _is_plain(text: str) -> bool:
    """Dates as programs write them, and single small words, hold nobody's name."""
    return re.fullmatch(r"\d{4}-\d{2}-\d{2}|[a-z_]*", text) is not None
