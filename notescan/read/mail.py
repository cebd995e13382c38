"""E-mails (eml) and pages that a browser saved in one file (mhtml): the message, and what is attached to it."""

from __future__ import annotations

import datetime as dt
import email
import email.errors
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from ..errors import UserError
from ..model import Note
from . import plain
from .decoding import decoded, normalise
from .kinds import default_kinds
from .notes import find_notes
from .packed import shown
from .parts import Part, Task

_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_FAULTS = (ArithmeticError, ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError)
"""What the library lets through of broken messages, besides its own errors."""
_PART_LINE = re.compile(rb"^--", re.MULTILINE)
_MOST_PARTS = 20_000


def read(data: bytes, task: Task) -> Part:
    """The message as one note: who wrote to whom, when, about what, and the words. UserError where there are none."""
    message = _parsed(data, task)
    headers = [(name, _header(message, name)) for name in _SHOWN]
    body = normalise(_body(message, task))
    if "snapshot-content-location" in message or _header(message, "From").startswith("<Saved by"):
        return plain.read_str(body, task)
    inside = find_notes(body, task) if body.strip() else []
    if sum(n.date is not None for n in inside) > 2:
        # Case notes that were sent in a message: the message is not what counts.
        return plain.read_str(body, task)
    above = "".join(f"{name}: {value}\n" for name, value in headers if value)
    if not body.strip() and not above:
        raise UserError(f"{task.name} is empty: there is no case note in it")
    text = normalise(f"{above}\n{body.rstrip()}\n")
    date = _date(message)
    author, address = parseaddr(_header(message, "From"))
    note = Note(
        id="n1",
        start=0,
        end=len(text),
        body=min(len(above) + 1, len(text)),
        date=date.date() if date else None,
        time=f"{date:%H:%M}" if date else None,
        type="Email",
        author=author or address or None,
        title=_header(message, "Subject") or None,
        kind=default_kinds().kind("Email"),
    )
    return Part(text, (note,))


def _date(message: EmailMessage) -> dt.datetime | None:
    """When it was sent, by the sender's own clock."""
    try:
        return parsedate_to_datetime(_header(message, "Date"))
    except _FAULTS:
        return None


def _body(message: EmailMessage, task: Task) -> str:
    """The words of the message: the plain ones, else those of its HTML."""
    plain_text = _words(message, "plain", task)
    return plain_text if plain_text.strip() else _words(message, "html", task)


def _words(message: EmailMessage, kind: str, task: Task) -> str:
    from .web import words_of

    try:
        part = message.get_body((kind,))
        if part is None:
            return ""
        data = part.get_payload(decode=True)
        charset = part.get_content_charset() or ""
    except _FAULTS:
        return ""
    if not isinstance(data, bytes):
        return ""
    try:
        text = data.decode(charset) if charset else decoded(data)
    except (LookupError, ValueError):
        text = decoded(data)
    return words_of(text, task) if kind == "html" else text


def attachments(data: bytes, task: Task) -> Iterator[tuple[str, bytes]]:
    """The names and bytes of what is attached to a message; pictures in its text are left out."""
    message = _parsed(data, task)
    used: set[str] = set()
    try:
        found = list(message.iter_attachments()) if message.is_multipart() else []
    except _FAULTS:
        return
    for number, part in enumerate(found, 1):
        try:
            inline = part.get_content_disposition() != "attachment" and part.get_content_maintype() == "image"
            name = part.get_filename() or ""
            inner = _bytes(part)
        except _FAULTS:
            continue
        if inline or not inner:
            continue
        name = shown(name.replace("/", "_")) or f"attachment {number}"
        name = name if name not in used else f"{number} {name}"
        used.add(name)
        yield name, inner


def _bytes(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        payload = part.get_payload()
        inner = payload[0] if isinstance(payload, list) and payload else None
        return inner.as_bytes() if isinstance(inner, EmailMessage) else b""
    got = part.get_payload(decode=True)
    return got if isinstance(got, bytes) else b""


def _parsed(data: bytes, task: Task) -> EmailMessage:
    parts = len(_PART_LINE.findall(data))
    if parts > _MOST_PARTS:
        raise task.limits.over(task.name, "files", parts, f"is made of {parts:,} parts")
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
    except (*_FAULTS, email.errors.MessageError) as error:
        raise UserError(f"{task.name} is damaged: it can't be read as an e-mail. Save it anew") from error
    assert isinstance(message, EmailMessage)
    return message


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(normalise(str(message.get(name, ""))).split())[:1000]
    except _FAULTS:
        return ""
