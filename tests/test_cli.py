"""The command line: what it prints where, and how it ends when something is wrong."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from notescan.cli import COMMANDS, build_parser, main
from notescan.commands import scan_formats
from notescan.commands.options import audit_date
from notescan.data import demo_case
from notescan.model import Evidence, Scan
from notescan.review.session import open_review
from notescan.review.store import Store
from tests.factory import make_case, make_checklist, make_scan

ROOT = Path(__file__).resolve().parent.parent

CASE = """\
03/02/2025 10:00 | Home visit | Ama Quartey (Social Worker)
Nuala told me that she likes her new bed. The kitchen was clean and there was food in the fridge.

10/02/2025 09:30 | Telephone call | Ama Quartey (Social Worker)
The school has not replied. I will ring the health visitor tomorrow.
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    file = tmp_path / "case.txt"
    file.write_text(CASE, encoding="utf-8")
    return file


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "reviews.sqlite"
    monkeypatch.setenv("NOTESCAN_STORE", str(path))
    return path


def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    """notescan in a process of its own."""
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [sys.executable, "-m", "notescan", *arguments], capture_output=True, text=True, timeout=60, **options
    )


class TestHelp:
    def test_the_first_page_names_every_command(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["--help"]) == 0
        shown = capsys.readouterr().out
        assert all(re.search(rf"^    {name} +{does}$", shown, re.M) for name, does in COMMANDS.items())

    @pytest.mark.parametrize("command", COMMANDS)
    def test_each_command_has_an_example_that_its_parser_takes(
        self, command: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main([command, "--help"]) == 0
        shown = capsys.readouterr().out
        assert max(map(len, shown.splitlines())) <= 90
        examples = re.findall(r"^  (?:\S+ \S+ \| )?notescan (.*?)(?: > .*)?$", shown, re.M)
        assert examples
        for example in examples:
            arguments = shlex.split(example)
            assert build_parser(arguments).parse_args(arguments).command == command

    def test_the_version_is_told(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["--version"]) == 0
        assert re.fullmatch(r"notescan \d+\.\d+\.\d+\n", capsys.readouterr().out)


class TestWhatCannotBeUsed:
    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (["scn"], 'did you mean "scan"?'),
            (["scan"], "still needed: FILE"),
            (["scan", "CASE", "--format", "xml"], '"xml" is not one of "table"'),
            (["scan", "CASE", "--audit-date", "31/02/2025"], "no day '31/02/2025' in the calendar"),
            (["scan", "CASE", "--audit-date", "last week"], "write it as 2024-07-31 or 31/07/2024"),
            (["scan", "CASE", "--checklist"], "--checklist: needs a value after it"),
            (["scan", "CASE", "--checklist", "leaver"], 'did you mean "leavers"?'),
            (["scan", "CASE", "--check", "cla"], "not understood: --check"),
            (["scan", "NONE.txt"], "NONE.txt"),
            (["scan", "FOLDER"], "FOLDER"),
            (["scan", "EMPTY"], "EMPTY"),
            (["scan", "BINARY"], "BINARY"),
            (["text", "NONE.txt"], "NONE.txt"),
            (["review", "NONE.txt"], "NONE.txt"),
            (["review", "CASE", "--checklist", "x"], 'no checklist "x"'),
            (["review", "-"], "needs the keyboard"),
            (["review", "CASE"], "needs a terminal"),
            (["demo"], "needs a terminal"),
            ([], "needs a terminal"),
            (["scan", "CASE", "-o", "CASE"], "is the case itself"),
            (["scan", "CASE", "-o", "EMPTY"], "is there already"),
            (["scan", "CASE", "-o", "FOLDER"], "is a folder"),
            (["scan", "CASE", "-o", "no/such/out.csv"], "there is no folder"),
            (["export", "zzzz"], "zzzz"),
            (["reviews", "forget", "zzzz", "--yes"], "zzzz"),
            (["checklists", "show", "x"], 'no checklist "x"'),
            (["checklists", "check", "NONE.yaml"], "no checklist file"),
            (["patterns", "show", "no-such.pattern"], "no-such.pattern"),
        ],
    )
    def test_it_gets_one_clear_line_and_exit_code_2(
        self,
        arguments: list[str],
        says: str,
        case: Path,
        store: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.chdir(case.parent)
        case.rename("CASE")
        Path("FOLDER").mkdir()
        Path("EMPTY").touch()
        Path("BINARY").write_bytes(bytes(range(256)) * 20)
        assert main(arguments) == 2
        out, err = capsys.readouterr()
        assert out == ""
        lines = [line for line in err.splitlines() if not re.match(r"notescan: \S+\.yaml, line \d+: ", line)]
        assert len(lines) == 1
        assert lines[0].startswith("notescan: ")
        assert says in lines[0]
        assert "Traceback" not in err

    def test_a_file_name_can_do_nothing_to_the_terminal(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["text", "no\x1b[31m\nsuch\u202efile"]) == 2
        err = capsys.readouterr().err
        assert err.count("\n") == 1
        assert "\x1b" not in err
        assert "\u202e" not in err

    def test_a_store_that_is_no_store_is_told(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "s").write_text("these are no reviews " * 100)
        assert main(["reviews", "--store", str(tmp_path / "s")]) == 2
        assert capsys.readouterr().err.count("\n") == 1

    def test_a_fault_of_ours_is_one_line_and_no_traceback(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def broken(*_: object) -> None:
            raise ZeroDivisionError("oh\nno")

        monkeypatch.setattr("notescan.commands.text.run", broken)
        assert main(["text", "x"]) == 3
        assert capsys.readouterr().err.startswith("notescan: a fault of notescan itself (ZeroDivisionError: oh no)")


class TestPipes:
    def test_a_reader_that_goes_away_is_no_error(self, case: Path) -> None:
        case.write_text(CASE * 20_000, encoding="utf-8")
        process = subprocess.Popen(
            [sys.executable, "-m", "notescan", "text", str(case)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        process.stderr.close()
        assert process.wait(30) == 0

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
    def test_a_full_disk_is_told(self, case: Path) -> None:
        with open("/dev/full", "w") as full:
            done = subprocess.run(
                [sys.executable, "-m", "notescan", "text", str(case)],
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                timeout=60,
            )
        assert done.returncode == 2
        assert done.stderr == "notescan: No space left on device\n"

    @pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for a child alone")
    def test_ctrl_c_ends_with_one_line(self) -> None:
        process = subprocess.Popen(
            [sys.executable, "-m", "notescan", "text", "-"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stdin is not None
        # It is past its imports once it has taken more than a pipe can hold.
        process.stdin.write("a note\n" * 100_000)
        process.stdin.flush()
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
        assert process.returncode == 130
        assert err == "notescan: stopped\n"


class TestText:
    def test_it_is_the_text_that_offsets_count(self, case: Path) -> None:
        case.write_bytes(b"\xef\xbb\xbf" + CASE.replace("\n", "\r\n").encode() + "caf\u00e9 \x1b[2J".encode())
        done = subprocess.run([sys.executable, "-m", "notescan", "text", str(case)], capture_output=True, check=True)
        assert done.stdout.decode() == CASE + "café \u241b[2J"

    def test_standard_input_is_read(self) -> None:
        done = run("text", "-", input=CASE)
        assert (done.stdout, done.stderr, done.returncode) == (CASE, "", 0)


class TestScan:
    def test_json_is_one_object_of_the_contract(self, case: Path, capsys: pytest.CaptureFixture[str]) -> None:
        arguments = ["scan", str(case), "--checklist", "assessment", "--audit-date", "31/03/2025"]
        assert main([*arguments, "--format", "json"]) == 0
        out, err = capsys.readouterr()
        found = json.loads(out)
        assert err == ""
        assert found["schema"] == "notescan.scan/1"
        assert (found["checklist"], found["audit_date"]) == ("assessment", "2025-03-31")
        assert [note["date"] for note in found["notes"]] == ["2025-02-03", "2025-02-10"]
        assert len(found["tips"]) == 14
        for item in found["evidence"]:
            assert CASE[item["start"] : item["end"]] == item["quote"]
        assert Scan.model_validate(found).audit_date == dt.date(2025, 3, 31)

    def test_the_audit_date_is_today_unless_given(self, case: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["scan", str(case), "--checklist", "cla", "--format", "json"]) == 0
        assert json.loads(capsys.readouterr().out)["audit_date"] == dt.date.today().isoformat()

    def test_a_guessed_area_is_told_apart_from_the_result(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["scan", str(demo_case()), "--format", "json"]) == 0
        out, err = capsys.readouterr()
        assert json.loads(out)["checklist"] == "assessment"
        assert 'the checklist "assessment" is used' in err
        assert main(["scan", str(demo_case()), "--format", "json", "--quiet"]) == 0
        assert capsys.readouterr().err == ""

    def test_a_file_asked_for_is_written_and_never_over_another(
        self, case: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        out = case.with_name("evidence.csv")
        arguments = ["scan", str(case), "--checklist", "cla", "--format", "csv", "-o", str(out)]
        assert main(arguments) == 0
        assert out.read_text().startswith("tip,title,stance,quote,")
        assert main(arguments) == 2
        assert main([*arguments, "--force"]) == 0
        assert capsys.readouterr().out == ""
        assert sorted(p.name for p in case.parent.iterdir()) == ["case.txt", "evidence.csv"]

    def test_dates_are_taken_as_people_write_them(self) -> None:
        wanted = dt.date(2024, 7, 5)
        assert {audit_date(given) for given in ("2024-07-05", "05/07/2024", "5.7.2024")} == {wanted}


class TestScanFormats:
    def test_the_table_fits_80_columns_and_holds_every_quote(self) -> None:
        scan = make_scan(make_case())
        table = scan_formats.as_table(scan, make_checklist(), to_screen=True)
        assert max(map(len, table.splitlines())) <= 80
        assert "\x1b" not in table
        flat = " ".join(table.split())
        for item in scan.evidence:
            assert item.quote.split()[0] in flat
        assert "+ for" in flat
        assert "- against" in flat
        assert "~ planned" in flat
        assert "14 Jan 2025" in flat

    def test_markup_in_a_quote_stays_words(self) -> None:
        scan = _with_quote("[red]He [@click=app.quit]said[/red] :smile: so")
        table = scan_formats.as_table(scan, make_checklist(), to_screen=True)
        assert "[red]He [@click=app.quit]said[/red] :smile: so" in table

    @pytest.mark.parametrize("quote", ['=HYPERLINK("x")', "+44 7700", "-1", "@sum", "\tx"])
    def test_no_cell_is_a_formula(self, quote: str) -> None:
        sheet = scan_formats.as_csv(_with_quote(quote), make_checklist(), to_screen=True)
        rows = list(csv.DictReader(io.StringIO(sheet, newline="")))
        assert rows[0]["quote"] == f"'{quote}"
        assert rows[1]["quote"][:1] != "'"

    def test_jsonl_is_one_item_a_line_with_its_note(self) -> None:
        scan = make_scan(make_case())
        lines = scan_formats.as_jsonl(scan, make_checklist(), to_screen=True).splitlines()
        rows = [json.loads(line) for line in lines]
        assert [row["id"] for row in rows] == [item.id for item in scan.evidence]
        first = rows[0]
        assert (first["date"], first["note_type"], first["author"]) == (
            "2025-01-14",
            "Home visit",
            "Priya Dunmore",
        )
        assert first["place"]


def _with_quote(quote: str) -> Scan:
    scan = make_scan(make_case())
    item = Evidence.model_validate({**scan.evidence[0].model_dump(), "quote": quote})
    return scan.model_copy(update={"evidence": (item, *scan.evidence[1:])})


class TestReviewsAndExport:
    def test_a_review_can_be_listed_exported_and_forgotten(
        self, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        made = make_case()
        with Store(store) as kept:
            session = open_review(kept, made, make_scan(made), make_checklist())
            session.confirm(session.items()[0].id)
            review = kept.list_reviews()[0].id
        assert main(["reviews"]) == 0
        listed = capsys.readouterr().out
        assert listed.startswith(review)
        assert re.search(r" 1 of \d+ +decided", listed)

        assert main(["export", review[:-1], "--format", "json"]) == 0
        assert json.loads(capsys.readouterr().out)["schema"] == "notescan.summary/1"
        page = tmp_path / "summary.md"
        assert main(["export", review, "-o", str(page)]) == 0
        assert not page.read_text(encoding="utf-8").startswith("<")

        assert main(["reviews", "forget", review, "--yes"]) == 0
        capsys.readouterr()
        assert main(["reviews"]) == 0
        out, err = capsys.readouterr()
        assert out == ""
        assert "no review has been begun" in err

    def test_a_review_is_not_forgotten_unasked(self, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
        made = make_case()
        with Store(store) as kept:
            open_review(kept, made, make_scan(made), make_checklist())
            review = kept.list_reviews()[0].id
        assert main(["reviews", "forget", review]) == 2
        assert "add --yes" in capsys.readouterr().err
        with Store(store) as kept:
            assert [r.id for r in kept.list_reviews()] == [review]

    def test_the_store_can_be_named_before_or_after_the_command(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for arguments in (["--store", "S", "reviews"], ["reviews", "--store", "S"]):
            named = str(tmp_path / "named.sqlite")
            assert main([named if a == "S" else a for a in arguments]) == 0
            assert Path(named).exists()
            Path(named).unlink()
        capsys.readouterr()


class TestChecklistsAndPatterns:
    def test_checklists_are_listed_and_shown(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["checklists"]) == 0
        assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [
            *("mash", "assessment", "disability", "fsp", "cla", "leavers")
        ]
        assert main(["checklists", "show", "assessment"]) == 0
        shown = capsys.readouterr().out
        assert "target working days 35, limit working days 45" in shown
        assert shown.count("[assessment.") == 14

    def test_mistakes_in_a_checklist_are_listed_with_exit_code_1(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = tmp_path / "own.yaml"
        file.write_text("id: own\ntitle: Own\ntips:\n  - id: own.a\n    title: A b\n")
        assert main(["checklists", "check", str(file)]) == 1
        lines = capsys.readouterr().out.splitlines()
        assert len(lines) == 4
        assert lines[0] == f"{file}, line 4: own.a > asks: is missing"

    def test_patterns_are_listed_and_shown_by_tip(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["patterns", "list", "assessment"]) == 0
        listed = re.findall(r"^  (\S+\.\S+) \(", capsys.readouterr().out, re.M)
        assert listed
        assert main(["patterns", "show", listed[0]]) == 0
        shown = capsys.readouterr().out
        assert shown.startswith(f"{listed[0]}   [assessment.")
        assert "  finds: " in shown
        assert "  ignores: " in shown

    def test_a_sentence_can_be_tried(self, capsys: pytest.CaptureFixture[str]) -> None:
        sentence = "Consent for the checks has not been sought."
        assert main(["patterns", "try", sentence, "--checklist", "mash"]) == 0
        shown = capsys.readouterr().out
        assert shown.startswith("mash.consent-recorded   against   ")
        assert "because of: " in shown
        assert main(["patterns", "try", "The bus was late.", "--checklist", "mash"]) == 0
        out, err = capsys.readouterr()
        assert out == ""
        assert "no pattern finds anything" in err

    def test_patterns_test_tells_a_failing_example(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        from notescan.pipeline import library, pattern_tests

        pattern = library.Pattern(id="seen.made-up", tip="own.seen", means="x", file="own/seen.yaml", line=3)
        failure = pattern_tests.Failure("seen.made-up", "She was seen.", "not found", "own/seen.yaml", 3)
        made = library.Library(patterns=[pattern])
        monkeypatch.setattr(library, "load_library", lambda *_: made)
        monkeypatch.setattr(pattern_tests, "test_patterns", lambda *_, **__: [failure])
        assert main(["patterns", "test"]) == 1
        out, err = capsys.readouterr()
        assert out == "own/seen.yaml, line 3: seen.made-up: not found: She was seen.\n"
        assert err == "notescan: 1 pattern tested, 1 failed\n"
        monkeypatch.setattr(pattern_tests, "test_patterns", lambda *_, **__: [])
        assert main(["patterns", "test"]) == 0


class TestReadme:
    def test_every_command_in_the_readme_is_one_that_notescan_takes(self) -> None:
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        commands = re.findall(r"`notescan(?: ([^`]*))?`", readme)
        assert len(commands) >= 8
        for command in commands:
            arguments = shlex.split(command)
            build_parser(arguments).parse_args(arguments)

    def test_it_has_one_sh_block_of_two_commands(self) -> None:
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        blocks = re.findall(r"^```sh\n(.*?)^```", readme, re.M | re.S)
        assert len(blocks) == 1
        first, second = blocks[0].splitlines()
        assert first.endswith("notescan demo")
        assert second.endswith("pytest")
