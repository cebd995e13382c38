"""Layers of patterns: what a folder over ours adds, changes, replaces and switches off."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from notescan import __version__
from notescan.checklists import load_checklist
from notescan.cli import main
from notescan.data import own_patterns
from notescan.errors import UserError
from notescan.pipeline.build import load
from notescan.pipeline.layers import layers_over, state_of_files
from notescan.pipeline.library import load_library
from notescan.pipeline.lint import lint
from notescan.pipeline.pattern_tests import test_patterns as run_examples
from notescan.read import read_text
from notescan.read.kinds import default_kinds, kind_of
from notescan.scan import scan_case

HOME = "assessment/home-environment.yaml"
ZEPPELIN = """\
patterns:
  - id: zeppelin
    means: A zeppelin over the house.
    clause: [zeppelin]
    finds: ["[[A zeppelin hangs over the house]]."]
    ignores: ["The kite is red."]
"""
WORDS = """\
concepts:
  - id: zeppelin
    means: A zeppelin.
    nouns: [zeppelin]
"""


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder, empty."""
    folder = tmp_path / "settings" / "patterns"
    folder.mkdir(parents=True)
    monkeypatch.setenv("NOTESCAN_PATTERNS", str(folder))
    return folder


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def found(text: str, **options: object) -> list[tuple[str, str]]:
    scan = scan_case(read_text(text), load_checklist("assessment"), audit_date=dt.date(2025, 1, 1), **options)  # type: ignore[arg-type]
    return [(e.pattern, e.quote) for e in scan.evidence]


class TestAdding:
    def test_patterns_and_words_of_ones_own_stand_beside_ours(self, mine: Path) -> None:
        ours = load_library()
        write(mine, HOME, ZEPPELIN)
        write(mine, "concepts/sky.yaml", WORDS)
        both = load_library()
        assert both.problems == []
        assert len(both.patterns) == len(ours.patterns) + 1
        assert both.by_id["home-environment.zeppelin"].layer == "yours"
        assert ("home-environment.zeppelin", "A zeppelin hangs over the house") in found(
            "A zeppelin hangs over the house."
        )

    def test_what_a_pattern_of_ones_own_finds_is_never_weighed_away(self, mine: Path) -> None:
        write(mine, HOME, ZEPPELIN)
        write(mine, "concepts/sky.yaml", WORDS)
        worth = load("assessment").get_pipe("notescan_evidence").engine.worth  # type: ignore[attr-defined]
        kept, worth.thresholds = worth.thresholds, replace(worth.thresholds, drop=1.0)
        try:
            patterns = {p for p, _ in found("A zeppelin was there. The kitchen was clean.")}
            assert patterns - {"likeness"} == {"home-environment.zeppelin"}
        finally:
            worth.thresholds = kept

    def test_a_folder_given_lies_over_the_users_own(self, mine: Path, tmp_path: Path) -> None:
        write(mine, HOME, ZEPPELIN)
        write(mine, "concepts/sky.yaml", WORDS)
        given = tmp_path / "try-out"
        write(given, HOME, "patterns:\n  - id: zeppelin\n    stance: against\n")
        library = load_library(given)
        assert [la.name for la in library.layers] == ["notescan", "yours", "try-out"]
        assert library.by_id["home-environment.zeppelin"].stance == "against"
        assert library.by_id["home-environment.zeppelin"].clause == ("zeppelin",)

    def test_the_users_own_patterns_given_once_more_is_one_layer(self, mine: Path) -> None:
        write(mine, HOME, "patterns: []\n")
        assert [la.name for la in layers_over(mine)[0]] == ["notescan", "yours"]


class TestChanging:
    TIP = "assessment/childs-voice.yaml"
    ID = "childs-voice.child-tells"

    def test_off_takes_a_pattern_out(self, mine: Path) -> None:
        write(mine, self.TIP, "patterns:\n  - {id: child-tells, off: true}\n")
        library = load_library()
        assert library.problems == []
        assert self.ID not in {p.id for p in library.for_area("assessment")}
        assert library.by_id[self.ID].finds == load_library_without(mine).by_id[self.ID].finds

    def test_a_field_given_is_changed_and_the_others_stay(self, mine: Path) -> None:
        write(mine, self.TIP, "patterns:\n  - {id: child-tells, unless-note: [email]}\n")
        before, after = load_library_without(mine).by_id[self.ID], load_library().by_id[self.ID]
        assert after.unless_note == ("email",)
        assert (after.account, after.clause, after.finds) == (before.account, before.clause, before.finds)
        assert after.file.endswith(self.TIP)
        assert after.line == 2

    def test_with_means_it_takes_the_place_of_ours(self, mine: Path) -> None:
        write(mine, "concepts/sky.yaml", WORDS)
        write(mine, self.TIP, "patterns:\n  - {id: child-tells, means: Other., clause: [zeppelin]}\n")
        ids = [p.id for p in load_library_without(mine).patterns]
        library = load_library()
        assert library.by_id[self.ID].account == ()
        assert [p.id for p in library.patterns] == ids, "in its old place"

    def test_examples_come_on_top_and_tell_where_they_stand(self, mine: Path) -> None:
        write(mine, self.TIP, 'patterns:\n  - id: child-tells\n    ignores: ["Tia told me that she likes school."]\n')
        failures = run_examples(load_library(), [self.ID])
        assert [(f.pattern, f.problem, f.line) for f in failures] == [(self.ID, "it finds what it must ignore", 2)]
        assert failures[0].file.endswith(self.TIP)

    def test_a_change_of_what_is_not_there_is_told(self, mine: Path) -> None:
        write(mine, self.TIP, "patterns:\n  - {id: child-sings, off: true}\n")
        assert [(p.line, p.message) for p in load_library().problems] == [
            (2, "childs-voice.child-sings: there is no such pattern to change; a new one says what it 'means'")
        ]

    def test_words_are_added_to_a_concept_and_taken_out(self, mine: Path) -> None:
        ours = load_library_without(mine).concepts["school-agency"]
        write(
            mine,
            "concepts/x.yaml",
            "concepts:\n  - {id: school-agency, words: [the annexe], never: [annexe roof], without: [Tutor]}\n",
        )
        concept = load_library().concepts["school-agency"]
        assert set(concept.words) == {*ours.words, "the annexe"}
        assert set(concept.nouns) == set(ours.nouns) - {"tutor"}
        assert set(concept.never) == {*ours.never, "annexe roof"}
        assert concept.file == ours.file

    def test_a_concept_switched_off_finds_nothing_and_breaks_nothing(self, mine: Path) -> None:
        write(mine, "concepts/x.yaml", "concepts:\n  - {id: school-agency, off: true}\n")
        library = load_library()
        assert library.problems == []
        concept = library.concepts["school-agency"]
        assert [concept.words, concept.nouns, concept.verbs, concept.tokens] == [()] * 4

    def test_the_same_id_twice_in_one_layer_is_told(self, mine: Path) -> None:
        write(mine, self.TIP, "patterns:\n  - {id: child-tells, off: true}\n  - {id: child-tells, off: false}\n")
        write(mine, "concepts/a.yaml", WORDS)
        write(mine, "concepts/b.yaml", WORDS)
        said = [(Path(p.file).name, p.line, p.message) for p in load_library().problems]
        assert said == [
            ("b.yaml", 2, "the id 'zeppelin' is used twice"),
            ("childs-voice.yaml", 3, "the id 'childs-voice.child-tells' is used twice"),
        ]


class TestInstead:
    def test_a_set_that_says_so_stands_alone(self, mine: Path, tmp_path: Path) -> None:
        write(mine, HOME, "patterns: []\n")
        alone = tmp_path / "alone"
        write(alone, "set.yaml", "name: Ours alone\nversion: '2'\ninstead: true\n")
        write(alone, HOME, ZEPPELIN)
        write(alone, "concepts/sky.yaml", WORDS)
        library = load_library(alone)
        assert [(s.name, s.version) for s in library.sets] == [("Ours alone", "2")]
        assert [p.id for p in library.patterns] == ["home-environment.zeppelin"]
        assert library.patterns[0].file == HOME

    def test_a_broken_set_file_is_told_and_the_folder_still_lies_over_ours(self, mine: Path) -> None:
        write(mine, "set.yaml", "name: [x\n")
        write(mine, HOME, ZEPPELIN)
        write(mine, "concepts/sky.yaml", WORDS)
        library = load_library()
        assert len(library.problems) == 1
        assert library.problems[0].file.endswith("set.yaml")
        assert "home-environment.zeppelin" in library.by_id

    def test_an_unknown_key_of_a_set_file_is_told(self, mine: Path) -> None:
        write(mine, "set.yaml", "nmae: x\n")
        assert "field 'nmae'" in str(load_library().problems[0])


class TestWhatAScanRecords:
    def test_version_digest_and_the_names_of_the_layers(self, mine: Path) -> None:
        def scanned():
            case = read_text("Leon said he is fine.")
            return scan_case(case, load_checklist("assessment"), audit_date=dt.date(2025, 1, 1))

        write(mine, "set.yaml", "name: Audit team\nversion: '3'\n")
        first = scanned()
        assert first.patterns.startswith(f"{__version__}+")
        assert [(s.name, s.version) for s in first.sets] == [("notescan", __version__), ("Audit team", "3")]
        assert first.weights == "shipped"
        assert first.made_by() == f"{first.patterns} (notescan {__version__}, Audit team 3)"
        write(mine, HOME, ZEPPELIN)
        write(mine, "concepts/sky.yaml", WORDS)
        second = scanned()
        assert second.patterns != first.patterns
        assert second.sets[0] == first.sets[0]
        assert second.sets[1].digest != first.sets[1].digest

    def test_what_is_usual_is_not_named(self) -> None:
        scan = scan_case(read_text("Leon is fine."), load_checklist("assessment"), audit_date=dt.date(2025, 1, 1))
        assert scan.made_by() == scan.patterns
        learnt = scan.model_copy(update={"weights": "learnt 2025-01-01 from 40 decisions (no. 1)"})
        assert learnt.made_by() == f"{scan.patterns} (weights learnt 2025-01-01 from 40 decisions (no. 1))"

    def test_a_broken_file_is_told_once_and_ours_stay_in_force(
        self, mine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write(mine, "assessment/childs-voice.yaml", "patterns:\n  - id: [child-tells\n")
        case = write(tmp_path, "case.txt", "Leon said he is fine at school.")
        assert main(["scan", str(case), "--checklist", "assessment", "--child", "Leon", "--format", "json"]) == 0
        told = capsys.readouterr()
        scan = json.loads(told.out)
        assert len(scan["pattern_problems"]) == 1
        assert told.err.splitlines() == [f"notescan: {scan['pattern_problems'][0]}"]
        assert "childs-voice.yaml, line 3: it can't be read as YAML" in told.err
        assert "childs-voice.child-tells" in {e["pattern"] for e in scan["evidence"]}

    def test_a_stance_file_that_is_broken_gives_way_to_ours(self, mine: Path) -> None:
        write(mine, "stance.yaml", "cues: nonsense\n")
        case = read_text("Leon said he is fine at school.")
        scan = scan_case(case, load_checklist("assessment"), audit_date=dt.date(2025, 1, 1), children=["Leon"])
        assert len(scan.pattern_problems) == 1
        assert "stance.yaml" in scan.pattern_problems[0]
        assert scan.evidence


class TestTheFolder:
    def test_it_is_in_the_settings_unless_the_environment_says_otherwise(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("NOTESCAN_PATTERNS")
        assert own_patterns().name == "patterns"
        assert "notescan" in own_patterns().parts
        monkeypatch.setenv("NOTESCAN_PATTERNS", "~/shared")
        assert own_patterns() == Path.home() / "shared"

    def test_names_of_kinds_of_note_of_ones_own_come_first(self, mine: Path) -> None:
        default_kinds.cache_clear()
        try:
            write(mine, "note-kinds.yaml", "- kind: supervision\n  says: [reflective hour, home visit]\n")
            assert kind_of("Reflective hour") == "supervision"
            assert kind_of("Home visit") == "supervision"
            assert kind_of("T/C") == "call", "ours stay below them"
            assert load_library().problems == []
            default_kinds.cache_clear()
            write(mine, "note-kinds.yaml", "- kind: supervison\n  says: [reflective hour]\n")
            assert kind_of("Home visit") == "visit", "one that can't be used leaves ours in force"
            assert ["note-kinds.yaml" in str(p) for p in load_library().problems] == [True]
        finally:
            default_kinds.cache_clear()

    def test_a_change_of_a_file_is_seen(self, mine: Path) -> None:
        before = state_of_files()
        write(mine, HOME, ZEPPELIN)
        assert state_of_files() != before

    def test_a_folder_that_is_not_there_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(UserError, match="no such folder"):
            load_library(tmp_path / "nowhere")

    def test_lint_tells_what_is_listed_in_ours_already(self, mine: Path) -> None:
        write(
            mine, "concepts/x.yaml", "concepts:\n  - id: school-agency\n    words:\n      - DSL\n      - the annexe\n"
        )
        said = [(p.line, p.message) for p in lint(load_library()) if p.file.endswith("x.yaml")]
        assert said == [(4, "school-agency: 'DSL' is listed twice")]


def load_library_without(mine: Path):
    """Ours, as it is without the user's folder."""
    away = mine.rename(mine.with_name("away"))
    try:
        return load_library()
    finally:
        away.rename(mine)
