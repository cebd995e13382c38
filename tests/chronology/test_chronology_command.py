"""notescan chronology: what it prints and writes."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import unicodedata
import zipfile
from pathlib import Path

import pytest

import notescan
from notescan.chronology import Chronology, chronology, export
from notescan.chronology.text import as_text
from notescan.cli import main
from notescan.over_time import CaseOverTime
from tests.chronology.made import AUDIT_DATE, at, case_of, day, event
from tests.factory import HOSTILE, make_case

CASE = """\
03/02/2025 10:00 | Home visit | Ama Quartey (Social Worker)
Nuala was seen alone and told me that she likes her new bed.

10/02/2025 09:30 | Core group | Ama Quartey (Social Worker)
All came. The plan was gone through and the next one booked.

28/04/2025 10:00 | Home visit | Ama Quartey (Social Worker)
Nuala showed me her drawing of the house.
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    file = tmp_path / "case.txt"
    file.write_text(CASE, encoding="utf-8")
    return file


def run(case: Path, *more: str) -> int:
    return main(["chronology", str(case), "--checklist", "fsp", "--audit-date", "2025-05-01", *more])


class TestOnTheScreen:
    def test_events_in_order_with_their_words_and_the_gap(self, case: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(case) == 0
        shown = capsys.readouterr().out
        assert max(map(len, shown.splitlines())) <= 80
        days = [f"{m[1]}" for m in re.finditer(r"^(\d+ \w+ 2025) +● ", shown, re.M)]
        assert days[:2] == ["3 Feb 2025", "10 Feb 2025"]
        assert days[-1] == "28 Apr 2025"
        assert "“Nuala was seen alone and told me that she likes her new bed.”" in " ".join(shown.split())
        assert "84 days without a visit: one on 3 Feb 2025, next on 28 Apr 2025." in " ".join(shown.split())
        assert re.search(r"^Visit +●╌+ 84 days ╌+●", shown, re.M)

    def test_only_some(self, case: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(case, "--kind", "Core group", "--format", "csv") == 0
        rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
        assert {row["kind"] for row in rows} == {"Core group"}
        assert run(case, "--from", "01/04/2025", "--kind", "visits", "--format", "csv") == 0
        rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
        assert [row["date"] for row in rows] == ["2025-04-28"]

    def test_a_gap_of_ones_own(self, case: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(case, "--gap", "90") == 0
        assert "84 days" not in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("more", "says"),
        [
            (["--kind", "party"], 'no kind of event "party"; the kinds are referral,'),
            (["--from", "2025-02-01", "--to", "2025-01-01"], "--from is after --to"),
            (["--gap", "soon"], "is not a number of days"),
            (["--format", "xlsx"], "give it a name with -o"),
            (["--from", "spring"], "is not a date"),
        ],
    )
    def test_what_cannot_be_used(
        self, more: list[str], says: str, case: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(case, *more) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert says in err
        assert err.count("\n") == 1


class TestFiles:
    def test_the_ending_of_the_name_tells_the_format(self, case: Path) -> None:
        for name in ("c.csv", "c.xlsx", "c.html", "c.json", "c.txt"):
            assert run(case, "-o", str(case.parent / name), "--quiet") == 0
        assert json.loads((case.parent / "c.json").read_text())["schema"] == "notescan.chronology/1"
        assert zipfile.is_zipfile(case.parent / "c.xlsx")
        assert (case.parent / "c.html").read_text().startswith("<!DOCTYPE html>")
        assert (case.parent / "c.txt").read_text().startswith("case · ")

    def test_a_file_that_is_there_stays(self, case: Path) -> None:
        (case.parent / "c.csv").write_text("mine")
        assert run(case, "-o", str(case.parent / "c.csv")) == 2
        assert (case.parent / "c.csv").read_text() == "mine"

    def test_two_records_are_compared(self, case: Path, capsys: pytest.CaptureFixture[str]) -> None:
        other = case.parent / "brother.txt"
        other.write_text(CASE.replace("10/02/2025 09:30 | Core group", "11/02/2025 | Telephone call"), encoding="utf-8")
        assert main(["chronology", str(case), str(other), "--checklist", "fsp", "--audit-date", "2025-05-01"]) == 0
        shown = " ".join(capsys.readouterr().out.split())
        assert "10 Feb 2025, Core group: Core group. In" in shown
        assert "brother.txt" in shown


@pytest.fixture
def hostile() -> Chronology:
    case = make_case().model_copy(update={"title": "<b>=1+1</b>"})
    events = [
        event("visit", f"{n % 27 + 1} Feb 2025", title=words.strip(), quote=words, who=(words,), start=n)
        for n, words in enumerate(HOSTILE)
    ]
    return chronology(case, CaseOverTime(events=tuple(events)), audit_date=AUDIT_DATE)


def test_the_schema_that_ships_is_that_of_the_model() -> None:
    path = Path(notescan.__file__).parent / "schemas" / "notescan.chronology-1.json"
    shipped = json.loads(path.read_text(encoding="utf-8"))
    # Where it differs: json.dumps(Chronology.model_json_schema(by_alias=True), indent=1, ensure_ascii=False)
    assert shipped == Chronology.model_json_schema(by_alias=True)


class TestHostileWords:
    def test_the_page_holds_them_as_plain_characters(self, hostile: Chronology) -> None:
        page = export.as_html(hostile)
        assert "<script" not in page
        assert "<img" not in page
        assert "<b>" not in page
        assert "{{" not in page.replace("{{ 7 * 7 }}", "")
        assert set(re.findall(r"<[a-z][^>]* (?:src|href)=(\S+?)>", page)) == {'"#main"'}
        for words in HOSTILE:
            assert " ".join(words.split()) in " ".join(html.unescape(page).split())

    def test_no_cell_is_a_formula(self, hostile: Chronology) -> None:
        for row in csv.reader(io.StringIO(export.as_csv(hostile), newline="")):
            assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
        book = zipfile.ZipFile(io.BytesIO(export.as_xlsx(hostile)))
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        assert sheets
        assert not any("<f>" in book.read(name).decode() or "hyperlink" in book.read(name).decode() for name in sheets)

    def test_json_comes_back_as_it_was(self, hostile: Chronology) -> None:
        assert Chronology.model_validate_json(export.as_json(hostile)) == hostile

    def test_the_screen_gets_no_control_character(self, hostile: Chronology) -> None:
        assert {c for c in as_text(hostile) if unicodedata.category(c) == "Cc"} == {"\n"}


def test_an_older_event_is_in_the_list_and_not_on_the_line(tmp_path: Path) -> None:
    case = case_of(CASE, tmp_path=tmp_path)
    old = at(case, "her new bed", "move", "1 Jun 2012")
    made = chronology(
        case,
        CaseOverTime(events=(old, at(case, "All came", "core-group", "10 Feb 2025"))),
        audit_date=day("1 May 2025"),
    )
    assert made.events[0] == old
    assert any(line.startswith("Not drawn: 1 before 3 Feb 2025") for line in made.line(80))
