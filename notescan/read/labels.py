"""The labels of note headers in case systems' exports ("Date of contact:", "Recorded by:") and what each holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Field = Literal["date", "entered", "type", "author", "role", "time", "title", "team", "id", "flag", "mail", "other"]

_NAMES: dict[Field, str] = {
    "date": """date; date of contact; contact date; date of visit; visit date; event date; date of event; date of note;
        note date; case note date; date of case note; date/time; date / time; date & time; date and time; date time;
        date/time of contact; contact date/time; event date/time; when; date of meeting; meeting date;
        date of session; session date; activity date; date of activity; occurred; occurred on; date occurred;
        date of occurrence; actual date; actual date/time; date of call; date of observation; shift date; log date;
        dated; day; day/date; date of supervision; supervision date; date of discussion; date of incident;
        incident date; date of interview; date of home visit; date of record; start date; date started;
        started; started on; start;
        date & time of contact; date and time of contact; date of recording; date of shift; date held; held on;
        visited on; contact on; date from; happened on; date of key work; date of report; report date""",
    "entered": """date recorded; recorded on; date entered; entered on; date created; created; created on; entry date;
        input date; date input; written up; date written; date written up; completed on; date completed; last updated;
        updated; last updated on; modified; date added; added on; authorised on; date authorised; finalised on;
        finalised; date finalised; recorded; entered; record date; recording date; date logged; logged on; inputted on;
        date of entry; date uploaded; submitted; submitted on; date submitted; date received; received on;
        submission date; put on file; placed on file; filed on; filed;
        typed; typed on; typed up; typed up on; keyed on; keyed in""",
    "type": """type; case note type; note type; type of note; type of case note; contact type; type of contact;
        event type; type of event; record type; type of record; activity; activity type; type of activity; category;
        entry type; type of entry; visit type; type of visit; kind; kind of note; note category; case note category;
        recording type; type of recording; sub type; subtype; nature of contact; event; form; contact category;
        document type; document; form type; what; what this is; what was it; what it is; what kind;
        nature; nature of record; nature of entry; sort; sort of note; sort of record; purpose of record; session type;
        type of session; meeting type; type of meeting""",
    "author": """worker; author; recorded by; created by; entered by; written by; completed by; staff; staff member;
        member of staff; by; social worker; practitioner; name of worker; worker name; worker's name; name of author;
        caseworker; case worker; key worker; keyworker; user; logged by; noted by; officer; input by; added by;
        personal adviser; personal advisor; pa; support worker; visitor; name of visitor; visited by; sw;
        case note by; note by; note author; recorder; recording worker; author name; report by; reported by; owner;
        staff name; name of staff; contact by; made by; undertaken by; carried out by; conducted by; facilitator;
        session led by; led by; supervisor; report author; prepared by; who; created by worker; typed by;
        name of practitioner; practitioner name; worker(s); inputted by; signed; signed by; case recorder;
        visiting officer; your name; submitted by; keyworker name; voice; dictated by; spoken by; told by;
        put in by; from the desk of; staff on shift; staff present""",
    "role": "role; job title; designation; position; author role; worker role; role of worker; post; job role",
    "time": """time; time of contact; contact time; start time; time of visit; visit time; time started; time from;
        event time; time of call; time of event; at""",
    "title": "title; subject; heading; note title; case note title; note subject; headline; re; about; topic",
    "team": "team; service; locality; office; team name; service area; service team; worker team; area; directorate",
    "id": """note id; id; ref; reference; record ref; record id; case note id; entry no; entry; no; note no; number;
        record no; record number; note number; case note no; case note; contact id; event id; case note
        ref; entry id; row;
        item; log no; note; record""",
    "flag": """status; significant event; significant; confidential; restricted; finish time; end time;
        time to; duration; time ended;
        appendments; last updated by; updated by; modified by; authorised by; shared with; linked to; linked records;
        group note; recorded against; method; method of contact; contact method; source; legal status; people; persons;
        client; client name; client id; child; child's name; name of child; children; person; person id; name;
        subject child; young person; yp; yp name; case id; case; case no; mosaic id; lcs id; eclipse id; dob;
        location; venue; place; planned; significant event?; seen; seen alone; child seen; child seen
        alone; child seen?;
        duration (mins); travel time; version; entry status; signed off; shift; case name; service user; resident;
        initials of yp; visit status; completed""",
    "mail": "from; to; sent; cc; bcc; received; importance; attachments",
}
_FIELDS: dict[str, Field] = {
    re.sub(r"\s+", " ", name.strip()): field for field, names in _NAMES.items() for name in names.split(";")
}
NOT_EVENT = re.compile(
    r"\b(?:birth|next|review|due|target|dob|end|expiry|closed|closure|start of|referral|sent|plan|deadline|timescale"
    r"|born|last|previous|audit|print|printed|report run|export|exported)\b"
)
# A label is a few words before a colon; what stands before it must be the line's beginning or a clear break.
_CELL = re.compile(
    r"(?:^[\s#>*_|\-•]{0,8}|(?<=\s)[|;]\s{0,3}|(?<=\w);\s{1,3}|\t{1,3}|\s{2,8}|(?<=[,.)])[ ]{1,2}|\s[-–—/]\s"
    r"|(?<=\w)[ ](?=(?:Date|Time|Type|(?:Contact|Note|Visit) type|Worker|Author|"
    r"(?:Recorded|Created|Entered|Written) by|By|Role|Title|Subject|Team|Location)\s?:))"
    r"[\[(*_]{0,3}(?P<label>[^\W\d_][\w'’/&?.\-]{0,20}(?: [\w'’/&(?\-][\w'’/&()?.\-]{0,20}){0,5})"
    r"[*_]{0,3}\s{0,3}:[*_]{0,3}(?=\s|$|(?<!\d:)\d|[A-Z])"
)
_TABLED = re.compile(r"^[\s#>*_|\-•]{0,8}(?P<label>[^\W\d_][\w'’/& ]{1,34}?)\s*(?:\t+|\s{3,}|\s?[|=]\s)(?=\S)")

_SIGNS = (":", "\t", "|", "=", "   ")
"""What parts a label from its value: a line with none of these has no label, and most lines have none."""


@dataclass(frozen=True)
class Cell:
    """A label and its value within a line; offsets are the value's, in that line."""

    label: str
    field: Field
    start: int
    end: int
    at: int

    def value(self, line: str) -> str:
        """The value's words."""
        return line[self.start : self.end]


@lru_cache(maxsize=4096)
def field_of(label: str) -> Field:
    """What a label holds; "other" for a label that no header has."""
    key = re.sub(r"\s+", " ", label.casefold().replace("’", "'")).strip(" *_.?")
    if key in _FIELDS:
        return _FIELDS[key]
    if ("date" in key.split() or key.startswith("date")) and not NOT_EVENT.search(key):
        return "date" if key.startswith("date of ") or key.endswith(" date") else "other"
    return "other"


@lru_cache(maxsize=8192)
def cells(line: str) -> tuple[Cell, ...]:
    """The labelled values of a line, from left to right; none for a line that does not begin with a label.

    After the first, only labels that headers are known to have count, so that a colon in prose is no label.
    """
    if not any(sign in line for sign in _SIGNS):
        return ()
    found: list[tuple[str, Field, int, int]] = []
    for m in _CELL.finditer(line):
        label = m["label"].strip()
        field = field_of(label)
        if (not found and m.start() == 0) or field not in ("other", "mail"):
            found.append((label, field, m.end(), m.start()))
    if not found:
        m2 = _TABLED.match(line)
        if m2 and field_of(m2["label"]) not in ("other", "mail", "flag", "id"):
            found.append((m2["label"], field_of(m2["label"]), m2.end(), m2.start()))
    return tuple(_closed(line, found))


def _closed(line: str, found: list[tuple[str, Field, int, int]]) -> Iterator[Cell]:
    for i, (label, field, start, at) in enumerate(found):
        end = found[i + 1][3] if i + 1 < len(found) else len(line)
        raw = line[start:end]
        lead = len(raw) - len(raw.lstrip(" \t*_"))
        stop = start + len(raw.rstrip(" \t|;,*_]"))
        yield Cell(label, field, min(start + lead, stop) if stop > start else start, max(stop, start), at)
