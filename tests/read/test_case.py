"""Several files are one case: folders, zips, what is left out, doubles, order, limits."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from notescan.errors import UserError
from notescan.read import DEFAULT, Limits, raised, read_case

FILES = Path(__file__).parent / "files"
WORDS = "Mum opened the door and both children were dressed for school and had eaten."


def note(day: str, words: str = WORDS, who: str = "Jo Marsh") -> str:
    return f"{day} Home visit - {who}\n{words}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    case = tmp_path / "case"
    (case / "later").mkdir(parents=True)
    (case / "a.txt").write_text(note("12/06/2024", "June. " + WORDS), encoding="utf-8")
    (case / "later" / "b.md").write_text(note("12/03/2024", "March. " + WORDS), encoding="utf-8")
    (case / "parts.docx").write_bytes((FILES / "parts.docx").read_bytes())
    (case / "nodate.txt").write_text("A page with no date at all.\n", encoding="utf-8")
    (case / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0 picture")
    (case / "copy of a.txt").write_text(note("12/06/2024", "June. " + WORDS), encoding="utf-8")
    (case / ".DS_Store").write_bytes(b"\x00\x01")
    (case / "~$parts.docx").write_bytes(b"lock")
    return case


def zipped(folder: Path) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, path.relative_to(folder))
    return out.getvalue()


def test_a_folder_is_one_case_in_the_order_of_its_dates(folder: Path) -> None:
    case = read_case([folder])
    read = [s.path.removeprefix(f"{folder}/") for s in case.sources if s.left_out is None]
    assert read == ["later/b.md", "parts.docx", "a.txt", "nodate.txt"]
    left = {s.path.removeprefix(f"{folder}/"): s.left_out for s in case.sources if s.left_out}
    assert set(left) == {"photo.jpg", "copy of a.txt"}
    assert "is a picture" in str(left["photo.jpg"])
    assert left["copy of a.txt"] == f"is the same file as {folder / 'a.txt'}, which was read"
    assert [n.id for n in case.notes] == [f"n{i + 1}" for i in range(len(case.notes))]
    assert case.notes[-1].end == len(case.text)
    for source in case.sources:
        assert case.text[source.start : source.end].strip() or source.left_out


def test_a_zip_is_read_as_the_folder_is(folder: Path, tmp_path: Path) -> None:
    packed = tmp_path / "export.zip"
    packed.write_bytes(zipped(folder))
    case = read_case([packed])
    assert case.text == read_case([folder]).text
    assert case.sources[0].path == f"{packed}/later/b.md"
    nested = tmp_path / "outer.zip"
    with zipfile.ZipFile(nested, "w") as archive:
        archive.write(packed, "in/export.zip")
    assert read_case([nested]).text == case.text
    deep = nested.read_bytes()
    for _ in range(8):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("z.zip", deep)
        deep = out.getvalue()
    nested.write_bytes(deep)
    with pytest.raises(UserError, match="lies 5 files deep in others"):
        read_case([nested])


def test_a_note_that_stands_in_two_exports_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(note("12/03/2024") + "\n" + note("13/03/2024", "Only here. " + WORDS), "utf-8")
    (tmp_path / "b.txt").write_text(
        note("12/03/2024", WORDS.replace(" both", "\nboth")) + "\n" + note("14/03/2024"), "utf-8"
    )
    case = read_case([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert [n.same_as for n in case.notes] == [None, None, "n1", None]


def test_one_bad_file_among_several_is_left_out_and_one_alone_is_refused(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.pdf"
    good.write_text(note("12/03/2024"), encoding="utf-8")
    bad.write_bytes(b"%PDF-1.7 cut off")
    case = read_case([bad, good])
    assert [(s.path, bool(s.left_out)) for s in case.sources] == [(str(bad), True), (str(good), False)]
    assert case.sources[0].left_out == "is damaged or cut off: export it again"
    assert case.place(0) == f"{good}, line 1"
    with pytest.raises(UserError, match=r"bad\.pdf is damaged"):
        read_case([bad])
    other = tmp_path / "other.png"
    other.write_bytes(b"\x89PNG")
    with pytest.raises(UserError, match=r"bad\.pdf is damaged.*and 1 more file"):
        read_case([bad, other])
    with pytest.raises(UserError, match="was not found"):
        read_case([good, tmp_path / "typo.txt"])


def test_a_link_in_a_folder_leads_nowhere(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(note("01/01/2024", "Not asked for. " + WORDS), encoding="utf-8")
    (folder / "link.txt").symlink_to(secret)
    assert "Not asked for" not in read_case([folder]).text


def test_limits_are_told_and_can_be_raised(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes((FILES / "rows.csv").read_bytes())
    with pytest.raises(UserError, match=r"rows\.csv has too many rows: more than the 5 .* --limit rows=\d+") as error:
        read_case([path], limits=Limits(rows=5))
    assert "\n" not in str(error.value)
    needed = str(error.value).rpartition("--limit ")[2]
    assert len(read_case([path], limits=raised([needed])).notes) > 20
    assert raised(["pages=30,000", "rows=7"]) == Limits(pages=30_000, rows=7)
    assert raised([]) == DEFAULT
    for wrong in ("pages", "pages=-1", "pages=many", "colour=3"):
        with pytest.raises(UserError):
            raised([wrong])


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("case.pdf", Limits(pages=1)),
        ("case.pdf", Limits(characters=100)),
        ("case.docx", Limits(tags=10)),
        ("case.docx", Limits(nesting=1)),
        ("case.odt", Limits(unpacked=0)),
        ("case.rtf", Limits(tags=10)),
        ("case.html", Limits(tags=10)),
        ("rows.xlsx", Limits(cells=10)),
        ("rows.ods", Limits(cells=10)),
        ("rows.xls", Limits(rows=3)),
        ("case.html", Limits(lines=10)),
        ("case.html", Limits(dates=5)),
        ("case.html", Limits(megabytes=0)),
    ],
)
def test_every_limit_is_kept(name: str, limit: Limits) -> None:
    with pytest.raises(UserError, match=rf"{name}.*--limit \w+=\d+"):
        read_case([FILES / name], limits=limit)


def test_progress_is_told_and_ctrl_c_ends_the_reading() -> None:
    told: list[tuple[str, int, int]] = []
    read_case([FILES / "case.pdf"], progress=lambda *args: told.append(args))
    assert (str(FILES / "case.pdf"), 0, 6) in told
    assert all(0 <= done <= total for _, done, total in told)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    for name in ("case.pdf", "rows.xlsx", "rows.csv"):
        with pytest.raises(KeyboardInterrupt):
            read_case([FILES / name], progress=stop)
