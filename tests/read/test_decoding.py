"""Bytes become one normalised text, or one clear line that says why not."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notescan.errors import UserError
from notescan.model import CaseFile
from notescan.read import read_case, read_text
from notescan.read.decoding import decode

WORDS = "12/03/2024 Home visit - Jo Marsh\nSiân said “no” – it cost £5.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_encoding_is_told_from_the_bytes(encoding: str) -> None:
    assert decode(WORDS.encode(encoding), name="x") == WORDS


def test_line_ends_become_one_and_controls_are_seen() -> None:
    case = read_text("a\r\nb\rc\x00\x1b[31m\x7f\x9b\u202ed\ufeff🙂\te")
    assert case.text == "a\nb\nc\u2400\u241b[31m\u2421\ufffd\ufffdd\ufeff🙂\te"


def test_a_case_of_two_files_keeps_where_each_stands(tmp_path: Path) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.md"
    one.write_bytes(b"12/03/2024 Home visit - Jo Marsh\r\nSaw both.\r\n\r\n13/03/2024 Call - Jo Marsh\r\nRang.\r\n")
    two.write_text("Date: 1 May 2024\nType: Email\nWorker: Al Reed\nWrote.", encoding="utf-8")
    case = read_case([one, two])
    assert [(str(n.date), n.type, n.author, n.id) for n in case.notes] == [
        ("2024-03-12", "Home visit", "Jo Marsh", "n1"),
        ("2024-03-13", "Call", "Jo Marsh", "n2"),
        ("2024-05-01", "Email", "Al Reed", "n3"),
    ]
    assert case.text[case.sources[1].start : case.sources[1].end].startswith("Date: 1 May")
    assert case.sources[0].sha256 == hashlib.sha256(one.read_bytes()).hexdigest()
    assert case.title == "one, two"
    tiles(case)


def test_standard_input_is_read() -> None:
    case = read_case(["-"], stdin=io.BytesIO(b"12/03/2024 Home visit - Jo Marsh\nSaw both.\n"))
    assert (case.sources[0].path, case.notes[0].type) == ("-", "Home visit")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b" \r\n\xef\xbb\xbf ", "is empty"),
        (b"PK\x03\x04....word/document.xml", "is damaged or was cut off"),
        (b"%PDF-1.7 ...", "is damaged or cut off"),
        (b"\x89PNG....", "is a picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..." + "WordDocument".encode("utf-16-le"), "older Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..." + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        (bytes(range(1, 32)) * 20, "is not text"),
    ],
)
def test_what_is_no_text_is_told_in_one_line(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "case.txt"
    path.write_bytes(data)
    if data == b" \r\n\xef\xbb\xbf ":
        data = b" \r\n "
        path.write_bytes(data)
    with pytest.raises(UserError, match=says) as error:
        read_case([path])
    assert "\n" not in str(error.value)
    assert "case.txt" in str(error.value)


def test_missing_folder_and_locked_files_are_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="was not found"):
        read_case([tmp_path / "none.txt"])
    with pytest.raises(UserError, match="no files in it"):
        read_case([tmp_path])
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    with pytest.raises(UserError, match="could not be read"):
        read_case(["bad\0name"])
    with pytest.raises(UserError, match="given twice"):
        read_case([tmp_path / "a.txt", tmp_path / "a.txt"])
    with pytest.raises(UserError, match="No file"):
        read_case([])
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UserError, match="not a file"):
        read_case([tmp_path / "pipe"])


def tiles(case: CaseFile) -> None:
    """Every character is in exactly one note, and every note's words begin within it."""
    assert case.notes[0].start == 0
    assert case.notes[-1].end == len(case.text)
    for note, following in zip(case.notes, case.notes[1:], strict=False):
        assert note.end == following.start
    for note in case.notes:
        assert note.start <= note.body <= note.end


_FIELDS = (
    "12/03/2024|9/4|Fri 12 Jan|3rd March 2024|2024-03-12|14:30|2.30pm|HV|JP|Home visit|Jo Marsh|2024\n|"
    "29/2|Entry 4 of 9\n"
)
_LABELS = "Date:|Type:|Recorded by:|Worker|Details|Date|From:|Sent:|## |---\n|1. |Seen alone.|\r|\x1b|é|'"
_BREAKS = (" - ", " / ", "\t", ", ", ": ", "\n", "\n\n", "  ", "(", ")", "[", "]", ",", "|", '"')
PIECES = st.sampled_from((*_FIELDS.split("|"), *_LABELS.split("|"), *_BREAKS))


@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_notes_tile_any_text(text: str) -> None:
    try:
        case = read_text(text)
    except UserError:
        return
    tiles(case)
    # Type and worker stand in the text letter for letter.
    for note in case.notes:
        for words in (note.type, note.author, note.role):
            assert words is None or " ".join(words.split()) in " ".join(case.text.split())


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes_give_a_case_or_a_clear_error(data: bytes) -> None:
    try:
        case = read_case(["-"], stdin=io.BytesIO(data))
    except UserError:
        return
    tiles(case)
    assert not any(c < " " and c not in "\t\n" for c in case.text)
