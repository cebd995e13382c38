"""How children and agencies stand in all, and where a chronology shows it."""

from __future__ import annotations

import html
import io
import re
import zipfile
from pathlib import Path

import pytest

from notescan.chronology import chronology, export
from notescan.chronology.coverage import Standing, columns, day_by_day, standings
from notescan.chronology.text import as_text
from notescan.cli import main
from notescan.over_time import CaseOverTime, Cell, Coverage
from notescan.values import Rest
from tests.chronology.made import AUDIT_DATE, day
from tests.factory import make_case


def cell(row: str, mark: str, on: str | None, note: str) -> Cell:
    date = day(on) if on else None
    rest = Rest(says=mark, note=note, start=0, end=4, quote=f"{row} {mark} words", place="line 1", date=date)
    return Cell(row=row, mark=mark, date=date, rest=rest)


CELLS = (
    cell("Nuala", "seen alone", "3 Feb 2025", "n1"),
    cell("Nuala", "heard", "3 Feb 2025", "n1"),
    cell("Nuala", "not seen", "9 Feb 2025", "n2"),
    cell("Conn", "seen", "3 Feb 2025", "n1"),
    cell("Orla", "observed", "3 Feb 2025", "n1"),
    cell("health", "asked", "1 Feb 2025", "n0"),
    cell("health", "no reply", "9 Feb 2025", "n2"),
    cell("police", "no reply", "9 Feb 2025", "n2"),
    cell("housing", "missing", "9 Feb 2025", "n2"),
    cell("probation", "shared", None, "n3"),
)
COVERAGE = Coverage(
    children=("Nuala", "Conn", "Orla", "Fia"),
    agencies=("health", "education", "police", "housing", "probation"),
    cells=CELLS,
)


def of(name: str, lines: tuple[Standing, ...]) -> Standing:
    return next(line for line in lines if line.name == name)


@pytest.mark.parametrize(
    ("name", "says", "stands_out"),
    [
        ("Nuala", "last heard 3 Feb 2025", False),
        ("Conn", "never heard; last seen 3 Feb 2025", True),
        ("Orla", "observed, not heard; last 3 Feb 2025", False),
        ("Fia", "never seen or heard", True),
        ("health", "asked 9 Feb 2025, no answer", True),
        ("education", "never asked", True),
        # Who has not replied was asked, whatever note tells of the asking.
        ("police", "asked 9 Feb 2025, no answer", True),
        ("housing", "missing 9 Feb 2025; never asked", True),
        ("probation", "answered on an unknown day", False),
    ],
)
def test_how_each_stands(name: str, says: str, stands_out: bool) -> None:
    line = of(name, standings(COVERAGE))
    assert (line.says, line.stands_out) == (says, stands_out)


def test_a_period_chooses_the_cells_and_changes_no_standing() -> None:
    lines = standings(COVERAGE, since=day("5 Feb 2025"), until=day("28 Feb 2025"))
    assert day_by_day(of("Nuala", lines)) == "9 Feb 2025 not seen"
    assert of("Nuala", lines).says == "last heard 3 Feb 2025"
    assert columns(lines) == ((day("9 Feb 2025"), "n2"),)


def test_undated_notes_come_last() -> None:
    assert [note for _, note in columns(standings(COVERAGE))] == ["n0", "n1", "n2", "n3"]


def test_every_format_tells_who_was_seen_and_asked() -> None:
    made = chronology(make_case(), CaseOverTime(coverage=COVERAGE), audit_date=AUDIT_DATE)
    text = as_text(made)
    assert max(map(len, text.splitlines())) <= 80
    assert re.search(r"^  ! Conn +never heard; last seen 3 Feb 2025$", text, re.M)
    assert re.search(r"^    Nuala +last heard 3 Feb 2025$", text, re.M)
    assert "3 Feb 2025 seen alone, heard; 9 Feb 2025 not seen" in text
    assert re.search(r"^  ! education +never asked$", text, re.M)

    page = html.unescape(re.sub(r"<[^>]+>", " ", export.as_html(made)))
    for line in made.coverage:
        assert line.says in page
    for one in CELLS:
        assert one.rest.quote in page

    with zipfile.ZipFile(io.BytesIO(export.as_xlsx(made))) as book:
        held = "".join(book.read(name).decode("utf-8") for name in book.namelist() if name.endswith(".xml"))
    assert "Who was seen and asked" in held
    for words in ("never heard; last seen 3 Feb 2025", "seen alone, heard", "police no reply words"):
        assert words in held
    assert '"never seen or heard"' in export.as_json(made)


def test_the_command_prints_a_child_who_was_never_heard(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "case.txt"
    file.write_text(
        "03/02/2025 10:00 | Home visit | Ama Quartey (Social Worker)\n"
        "Nuala, 9, was seen alone and told me that she likes her new bed. Conn, 7, was not seen, he was at football.\n",
        encoding="utf-8",
    )
    wanted = ["--checklist", "fsp", "--audit-date", "2025-05-01", "--child", "Nuala", "--child", "Conn"]
    assert main(["chronology", str(file), *wanted]) == 0
    shown = capsys.readouterr().out
    assert re.search(r"^    Nuala +last heard 3 Feb 2025$", shown, re.M)
    assert re.search(r"^  ! Conn +never seen or heard$", shown, re.M)
    assert re.search(r"^  ! education +never asked$", shown, re.M)


def test_notes_of_one_day_are_told_together() -> None:
    twice = Coverage(
        children=("Conn",), cells=(cell("Conn", "seen", "3 Feb 2025", "n1"), cell("Conn", "heard", "3 Feb 2025", "n2"))
    )
    assert day_by_day(standings(twice)[0]) == "3 Feb 2025 seen, heard"


def test_where_no_child_is_known_it_says_what_to_do() -> None:
    made = chronology(make_case(), CaseOverTime(coverage=Coverage(agencies=("health",))), audit_date=AUDIT_DATE)
    assert "No child was recognised in the notes; name each of them with --child." in as_text(made)
