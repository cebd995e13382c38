"""Evidence that was only carried forward says so wherever it is shown. All people are invented."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from notescan.cli import main

CASE = """\
03/02/2025 10:00 | Home visit | Ama Quartey (Social Worker)
Nuala Brophy, 9, said that she likes her new bed but she misses her Gran and wants to see her on Sundays. I had soup.

28/03/2025 10:00 | Home visit | Ama Quartey (Social Worker)
Nuala Brophy, 9, said that she likes her new bed but she misses her Gran and wants to see her on Sundays. Mum was tired.
"""


@pytest.mark.parametrize("how", ["table", "csv", "jsonl"])
def test_a_scan_marks_it(how: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "case.txt"
    file.write_text(CASE, encoding="utf-8")
    assert main(["scan", str(file), "--checklist", "fsp", "--audit-date", "2025-05-01", "--format", how]) == 0
    shown = capsys.readouterr().out
    assert "copied from the note of 3 Feb 2025" in " ".join(shown.split())
    if how == "csv":
        rows = list(csv.DictReader(shown.splitlines()))
        by_date = {row["date"]: row["copied"] for row in rows if row["tip"] == "fsp.childrens-voices"}
        assert by_date == {"2025-02-03": "", "2025-03-28": "copied from the note of 3 Feb 2025"}
