"""The commands read every form, say what was left out, and take --columns and --limit."""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

import pytest

from notescan.cli import main
from notescan.commands.options import columns
from notescan.commands.progress import Progress
from notescan.errors import UserError

FILES = Path(__file__).parent / "files"


def test_a_left_out_file_and_remarks_are_told_beside_the_result(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    bad = tmp_path / "photo.png"
    bad.write_bytes(b"\x89PNG")
    assert main(["text", str(FILES / "half-scan.pdf"), str(bad), "--quiet"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("12/03/2024 Home visit - Jo Marsh")
    assert err.count("\n") == 1
    assert err.startswith(f"notescan: left out: {bad} is a picture")
    assert main(["text", str(FILES / "half-scan.pdf")]) == 0
    assert "page 2 of 2 is a picture: nothing was read there" in capsys.readouterr().err


def test_columns_and_limits_reach_the_readers(capsys: pytest.CaptureFixture[str]) -> None:
    rows = str(FILES / "rows.xlsx")
    assert main(["text", rows, "--columns", "author=Note type, type=Recorded by"]) == 0
    assert "Note type: Allocation" in capsys.readouterr().out
    assert main(["text", rows, "--columns", "date=Nowhere"]) == 2
    assert '"Contact date"' in capsys.readouterr().err
    assert main(["text", rows, "--limit", "rows=5"]) == 2
    assert "--limit rows=" in capsys.readouterr().err
    assert main(["text", rows, "--limit", "rows=5", "--limit", "rows=5000", "--quiet"]) == 0


def test_what_columns_hold_is_understood_or_refused() -> None:
    assert columns("date=Contact date, text=Notes, and more,author=C") == {
        "date": "Contact date",
        "text": "Notes, and more",
        "author": "C",
    }
    assert columns(None) == {}
    for wrong in ("date", "date=", "=A", "date=A,date=B"):
        with pytest.raises(UserError):
            columns(wrong)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_shows_after_a_second_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    terminal = Terminal()
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    monkeypatch.setattr(sys, "stderr", terminal)
    with Progress(argparse.Namespace(quiet=False)) as progress:
        progress("case.pdf", 1, 100)
        assert terminal.getvalue() == ""
        clock[0] = 1.5
        progress("case\x1b.pdf", 50, 100)
        assert "reading case\ufffd.pdf (50 %)" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")
