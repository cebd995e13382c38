"""What stands in one record and not in another, and what happened before."""

from __future__ import annotations

from pathlib import Path

import pytest

from notescan.chronology import absent, echoes
from notescan.chronology.records import records
from notescan.chronology.themes import default_themes, load_themes
from notescan.errors import UserError
from notescan.model import CaseFile
from notescan.read import read_case
from tests.chronology.made import at, case_of, day

OLDER = """\
03/02/2025 | Home visit | Ama Quartey
Both boys were seen. The kitchen was warm.

10/02/2025 | Strategy discussion | Ama Quartey
Police and school took part. Threshold met.

20/02/2025 | Direct work | Ama Quartey
Femi drew his house.

28/02/2025 | Home visit | Ama Quartey
Both boys seen again.
"""
YOUNGER = """\
03/02/2025 | Home visit | Ama Quartey
Both boys were seen. The kitchen was warm.

11/02/2025 | Telephone call | Ama Quartey
The strategy discussion with police and school is to be held.

25/02/2025 | Home visit | Ama Quartey
Only Kwame was in.
"""


@pytest.fixture
def case(tmp_path: Path) -> CaseFile:
    return case_of(OLDER, YOUNGER, tmp_path=tmp_path)


class TestRecords:
    def test_each_file_is_a_record_with_the_days_its_notes_cover(self, case: CaseFile) -> None:
        assert [(r.name, str(r.first), str(r.last)) for r in records(case)] == [
            ("a.txt", "2025-02-03", "2025-02-28"),
            ("b.txt", "2025-02-03", "2025-02-25"),
        ]

    def test_files_of_one_name_are_told_apart(self, tmp_path: Path) -> None:
        (tmp_path / "x").mkdir()
        (tmp_path / "y").mkdir()
        for name, text in (("x/notes.txt", OLDER), ("y/notes.txt", YOUNGER)):
            (tmp_path / name).write_text(text, encoding="utf-8")
        case = read_case([str(tmp_path / "x/notes.txt"), str(tmp_path / "y/notes.txt")])
        assert [r.name for r in records(case)] == [str(tmp_path / "x/notes.txt"), str(tmp_path / "y/notes.txt")]

    def test_what_one_lacks(self, case: CaseFile) -> None:
        events = [
            at(case, "Both boys were seen", "visit", "3 Feb 2025"),
            at(case, "Both boys were seen", "visit", "3 Feb 2025", nth=1),
            at(case, "Police and school took part", "strategy", "10 Feb 2025"),
            at(case, "The strategy discussion with police", "strategy", "11 Feb 2025", "planned"),
            at(case, "Femi drew", "direct-work", "20 Feb 2025"),
            at(case, "Both boys seen again", "visit", "28 Feb 2025"),
            at(case, "Only Kwame", "visit", "25 Feb 2025"),
        ]
        found = absent(case, events)
        told = [(a.stands_in, a.event.kind, str(a.event.first), a.one_child) for a in found]
        assert told == [
            ("a.txt", "strategy", "2025-02-10", False),
            ("b.txt", "visit", "2025-02-25", False),
            ("a.txt", "direct-work", "2025-02-20", True),
        ]
        assert found[0].says().endswith("b.txt; there it is only planned (11 Feb 2025).")

    def test_the_same_event_a_day_apart_is_known_by_its_words(self, case: CaseFile) -> None:
        one = at(case, "Police and school took part", "strategy", "10 Feb 2025")
        same = at(case, "strategy discussion with police and school", "strategy", "11 Feb 2025")
        other = at(case, "Only Kwame", "strategy", "11 Feb 2025")
        assert absent(case, [one, same]) == []
        assert len(absent(case, [one, other])) == 2

    def test_a_note_that_stands_in_both_is_missing_in_neither(self, case: CaseFile) -> None:
        copies = [note for note in case.notes if note.same_as]
        assert [note.date for note in copies] == [day("3 Feb 2025")]
        assert absent(case, [at(case, "Both boys were seen", "visit", "3 Feb 2025")]) == []

    def test_what_one_record_tells_twice_is_one_event(self, case: CaseFile) -> None:
        twice = [at(case, words, "visit", "20 Feb 2025") for words in ("Femi drew", "his house")]
        assert len(absent(case, twice)) == 1

    def test_a_letter_beside_a_record_is_compared_with_nothing(self, tmp_path: Path) -> None:
        case = case_of(OLDER, "05/02/2025 | Letter | Ama Quartey\nDear Femi, hello.\n", tmp_path=tmp_path)
        assert len(records(case)) == 1
        assert absent(case, [at(case, "Both boys were seen", "visit", "3 Feb 2025")]) == []

    def test_one_file_is_compared_with_nothing(self, tmp_path: Path) -> None:
        case = case_of(OLDER, tmp_path=tmp_path)
        assert absent(case, [at(case, "Femi drew", "direct-work", "20 Feb 2025")]) == []


HISTORY = """\
03/02/2021 | Referral | Ama Quartey
School say that Mum smelt of drink at the gate and fell.

05/02/2021 | Referral | Ama Quartey
A neighbour rang: she was drunk again.

10/09/2023 | Referral | Ama Quartey
Police found her intoxicated with the baby. There was no domestic abuse.

01/10/2023 | Placement move | Ama Quartey
Moved to Gran.

12/10/2023 | Placement move | Ama Quartey
Moved to carers, as Gran could not manage.

20/12/2024 | Incident | Ama Quartey
He was hit. She denied being drunk.
"""


class TestEchoes:
    @pytest.fixture
    def history(self, tmp_path: Path) -> CaseFile:
        return case_of(HISTORY, tmp_path=tmp_path)

    def test_the_same_theme_years_apart_stands_side_by_side(self, history: CaseFile) -> None:
        events = [
            at(history, "School say", "referral", "3 Feb 2021"),
            at(history, "A neighbour rang", "referral", "5 Feb 2021"),
            at(history, "Police found her", "referral", "10 Sep 2023"),
        ]
        drink, referrals = echoes(history, events)
        assert drink.says() == "Drink: 2 times in 949 days."
        assert [e.words for e in drink.episodes] == ["smelt of drink", "intoxicated"]
        assert (referrals.title, referrals.theme, len(referrals.episodes)) == ("Referral", False, 2)

    def test_ones_own_themes_take_the_place_of_ours(
        self, history: CaseFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        own = tmp_path / "own"
        own.mkdir()
        (own / "themes.yaml").write_text("- {theme: The gate, says: [at the gate, baby]}", encoding="utf-8")
        monkeypatch.setenv("NOTESCAN_PATTERNS", str(own))
        told = [("School say", "3 Feb 2021"), ("Police found her", "10 Sep 2023")]
        found = echoes(history, [at(history, words, "referral", on) for words, on in told])
        assert [e.title for e in found if e.theme] == ["The gate"]

    def test_what_is_denied_is_no_theme(self) -> None:
        themes = default_themes()
        assert themes.of("There was no sign of domestic abuse") == {}
        assert themes.of("She denied being drunk") == {}
        assert themes.of("He wasn't drunk") == {}
        assert themes.of("No concerns about school. He was drunk") == {"Drink": "drunk"}

    def test_each_move_counts_but_not_its_second_telling(self, history: CaseFile) -> None:
        moves = [
            at(history, "Moved to Gran", "move", "1 Oct 2023"),
            at(history, "Placement move", "move", "1 Oct 2023"),
            at(history, "Moved to carers", "move", "12 Oct 2023"),
        ]
        (moved,) = [e for e in echoes(history, moves) if not e.theme]
        assert [str(e.event.first) for e in moved.episodes] == ["2023-10-01", "2023-10-12"]

    def test_copied_words_and_what_was_only_planned_are_no_repeat(self, history: CaseFile) -> None:
        copied = [at(history, "She denied", "referral", day) for day in ("3 Feb 2021", "10 Sep 2023")]
        planned = at(history, "School say", "referral", "20 Dec 2024", "planned")
        assert echoes(history, [*copied, planned]) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- theme: [", "not YAML"),
        ("theme: x", "a list of themes"),
        ("- theme: x", "entry 1"),
        ("- {theme: x, says: [yes]}", "quote yes and no"),
    ],
)
def test_a_broken_file_of_themes_is_told_in_one_line(text: str, says: str, tmp_path: Path) -> None:
    file = tmp_path / "themes.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=says) as told:
        load_themes(file)
    assert "\n" not in str(told.value)
