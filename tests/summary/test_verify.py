"""notescan verify: what becomes of quotes when the case, or the summary, is changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from notescan.cli import main
from notescan.review import ReviewSession
from notescan.summary import export
from notescan.summary.veiled import VeiledQuotes

SEEN = "Ebony was seen alone in her bedroom"


@pytest.fixture
def case(review: ReviewSession, tmp_path: Path) -> Path:
    path = tmp_path / "marlow.txt"
    path.write_text(review.case.text, encoding="utf-8")
    return path


def written(review: ReviewSession, folder: Path, fmt: str) -> Path:
    made = export(review, fmt)
    path = folder / f"summary.{fmt}"
    path.write_bytes(made if isinstance(made, bytes) else made.encode())
    return path


def verdicts(summary: Path, case: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    code = main(["verify", str(summary), str(case), "--format", "json", "--quiet"])
    items = json.loads(capsys.readouterr().out)["items"]
    return code, [item["verdict"] for item in items]


@pytest.mark.parametrize("fmt", ["html", "docx", "json"])
def test_all_stand_in_the_case_as_it_was(
    fmt: str, review: ReviewSession, case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verdicts(written(review, tmp_path, fmt), case, capsys) == (0, ["stands"] * 4)


def test_words_put_in_before_them_move_them_all(
    review: ReviewSession, case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    summary = written(review, tmp_path, "html")
    case.write_text("01/01/2025 09:00 | Call | Sam Oyelaran\nRang the school.\n\n" + review.case.text, encoding="utf-8")
    assert verdicts(summary, case, capsys) == (0, ["moved"] * 4)


def test_changed_and_gone_are_told_apart_and_end_with_1(
    review: ReviewSession, case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    summary = written(review, tmp_path, "json")
    text = review.case.text
    assert text.count(SEEN) == 1
    case.write_text(text.replace(SEEN, "Ebony was seen alone in her own bedroom"), encoding="utf-8")
    code, found = verdicts(summary, case, capsys)
    assert (code, found[0]) == (1, "changed")
    other = next(i.evidence.quote for i in review.items() if i.id == "e2")
    case.write_text(text.replace(other, "Nothing was said"), encoding="utf-8")
    code, found = verdicts(summary, case, capsys)
    assert (code, found[1]) == (1, "gone")


def test_equal_words_are_told_apart_by_what_is_around_them(
    review: ReviewSession, case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    summary = written(review, tmp_path, "json")
    case.write_text(f"02/01/2024 09:00 | Call | Sam Oyelaran\nNo. {SEEN}, he says.\n\n" + review.case.text, "utf-8")
    main(["verify", str(summary), str(case), "--format", "json", "--quiet"])
    first = json.loads(capsys.readouterr().out)["items"][0]
    assert first["verdict"] == "moved"
    assert first["place"] != "line 2"


@pytest.mark.parametrize("fmt", ["html"])
def test_a_quote_altered_in_the_summary_is_told(
    fmt: str, review: ReviewSession, case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    summary = written(review, tmp_path, fmt)
    page = summary.read_text(encoding="utf-8")
    quoted = f"<blockquote>{SEEN}"
    assert quoted in page
    summary.write_text(page.replace(quoted, "<blockquote>Ebony was seen alone"), encoding="utf-8")
    code, found = verdicts(summary, case, capsys)
    assert (code, found[0]) == (1, "altered")


def test_a_document_edited_and_saved_by_word_processors_still_verifies(
    review: ReviewSession, case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import docx

    path = written(review, tmp_path, "docx")
    document = docx.Document(str(path))
    document.add_paragraph("Seen by the head of service.")
    document.save(str(path))
    assert verdicts(path, case, capsys) == (0, ["stands"] * 4)
    altered = next(p for p in document.paragraphs if f"“{SEEN}”" in p.text)
    altered.runs[-1].text = "“Ebony was never seen alone”"
    document.save(str(path))
    assert verdicts(path, case, capsys)[1][0] == "altered"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"just words", "holds no audit summary"),
        (b"{}", "holds no audit summary"),
        (b"PK\x03\x04 broken", "damaged"),
        (b'<data id="notescan-summary" value="AAAA"></data>', "damaged"),
    ],
)
def test_what_is_no_summary_is_told(
    content: bytes, said: str, case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "summary.html"
    path.write_bytes(content)
    assert main(["verify", str(path), str(case)]) == 2
    assert said in capsys.readouterr().err
    assert main(["verify", str(tmp_path / "none.html"), str(case)]) == 2


def test_the_table_says_where_it_was_and_is(
    review: ReviewSession, case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case.write_text("One line more\n" + review.case.text, encoding="utf-8")
    assert main(["verify", str(written(review, tmp_path, "html")), str(case)]) == 0
    shown = capsys.readouterr()
    assert SEEN in shown.out
    assert "is now line" in shown.out
    assert "4 quotes: 4 moved" in shown.err


@pytest.mark.parametrize("fmt", ["html", "docx", "json"])
def test_a_pseudonymised_summary_is_looked_for_by_the_words_that_are_left(
    fmt: str, review: ReviewSession, case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = export(review, fmt, pseudonymise=True)
    path = tmp_path / f"summary.{fmt}"
    path.write_bytes(made if isinstance(made, bytes) else made.encode())
    assert verdicts(path, case, capsys) == (0, ["stands"] * 4)
    case.write_text("One line more\n" + review.case.text.replace("seen alone", "seen with Nan"), encoding="utf-8")
    assert verdicts(path, case, capsys) == (1, ["gone", "moved", "moved", "moved"])
    main(["verify", str(path), str(case)])
    assert "names were replaced in this summary" in capsys.readouterr().err


def test_a_quote_of_which_only_stand_ins_are_left_is_told_as_such() -> None:
    veiled = VeiledQuotes("Ebony Marlow (4) lives at\n3 Hay Lane.", ["Child A", "[address 1]"])
    assert not veiled.is_told_by_its_words("Child A at [address 1]")
    assert veiled.find("Child A (4) lives at [address 1].") == [(13, 37)]
    assert veiled.find("Child A (5) lives") == []
    crowd = VeiledQuotes("Ann, Bo, Cy, Di, " * 2_000, ["Child A"])
    assert crowd.find("Child A, " * 30 + "and no more") == []
