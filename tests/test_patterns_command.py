"""The pattern workshop on the command line: lint, try, explain, stance, and a folder of patterns of one's own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from notescan.cli import main
from notescan.data import demo_case
from notescan.pipeline.library import load_library
from notescan.pipeline.lint import lint
from tests.test_imports import HEAVY, modules_after

CONCEPTS = """\
concepts:
  - id: kettle
    means: A kettle.
    nouns: [kettle]
  - id: boils
    means: It boils.
    verbs: [boil]
"""
PATTERN = """\
patterns:
  - id: boils
    means: A kettle boils.
    clause: [kettle, boils]
    finds: ["[[The kettle boiled]].", "[[Tia boils the kettle]].", "[[A kettle is boiling]]."]
    ignores: ["The kettle is new.", "Magda boiled an egg.", "The pan boils."]
"""
TIP = "assessment/home-environment.yaml"
CASE = """\
03/02/2025 10:00 | Home visit | Ama Quartey (Social Worker)
The kettle boiled. The kitchen was clean.

10/02/2025 09:30 | Telephone call | Ama Quartey (Social Worker)
The kettle has not boiled.
"""


class Folder:
    """A folder of patterns with one concept file and one tip, to be added to."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("set.yaml", "instead: true\n")
        self.write("concepts/own.yaml", CONCEPTS)
        self.write(TIP, PATTERN)

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def add(self, name: str, text: str) -> int:
        """Put `text` at the end of a file; gives the line on which it begins."""
        path = self.root / name
        before = path.read_text(encoding="utf-8")
        path.write_text(before + text, encoding="utf-8")
        return before.count("\n") + 1


@pytest.fixture
def own(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "own")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    file = tmp_path / "case.txt"
    file.write_text(CASE, encoding="utf-8")
    return file


class Told:
    """What a run of notescan gave."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err
        self.lines = out.splitlines()


@pytest.fixture
def notescan(capsys: pytest.CaptureFixture[str]):
    def run(*arguments: object) -> Told:
        code = main([str(argument) for argument in arguments])
        return Told(code, *capsys.readouterr())

    return run


def example_of(extra: str, *, id_: str = "other") -> str:
    """One more pattern with both kinds of examples and the conditions given."""
    return (
        f"  - id: {id_}\n    means: Another.\n{extra}"
        '    finds: ["[[The kettle boiled]]."]\n    ignores: ["The kettle is new."]\n'
    )


class TestLint:
    def test_a_sound_folder_is_passed(self, own: Folder, notescan) -> None:
        told = notescan("patterns", "lint", "--patterns", own.root)
        assert (told.code, told.out) == (0, "")
        assert told.err == "notescan: 1 patterns and 2 concepts looked at, 0 things to mend\n"

    @pytest.mark.parametrize(
        ("extra", "says"),
        [
            ("    clause: [kettle, boils]\n    unless: [boils]\n", "'boils' is needed under 'clause' and ruled out"),
            ("    clause: [kettle]\n    unless-sentence: [kettle]\n", "'kettle' is needed under 'clause'"),
            ("    any: [kettle, boils]\n    unless: [kettle, boils]\n", "'kettle | boils' is needed under 'any'"),
            ("    sentence: [kettle]\n    unless-sentence: [kettle]\n", "'kettle' is needed under 'sentence'"),
            ("    label: [kettle]\n    unless-label: [kettle]\n", "'kettle' is needed under 'label'"),
            ("    words: [Hot]\n    unless-words: [hot, cold]\n", "all of 'words' is ruled out under 'unless-words'"),
            ("    clause: [kettle]\n    who: [child]\n    unless-who: [child]\n", "all of 'who' is ruled out"),
            (
                "    clause: [kettle]\n    voice: [child]\n    unless-account: [child]\n",
                "all of 'account' is ruled out",
            ),
            ("    voice: [child]\n    account: [parent]\n", "'voice' and 'account' name different people"),
            ("    clause: [kettle]\n    note: [vist]\n", "note: 'vist' is no kind of note"),
            ("    clause: [boils, kettle]\n", "it looks for the very same as home-environment.boils (line 2)"),
            ("    clause: [kettel]\n", "clause: 'kettel' is no concept"),
            ("    clause: [kettle]\n    wihtin: 3\n", "field 'wihtin'"),
        ],
    )
    def test_it_names_what_is_wrong_with_file_and_line(self, own: Folder, notescan, extra: str, says: str) -> None:
        line = own.add(TIP, example_of(extra))
        told = notescan("patterns", "lint", "--patterns", own.root)
        assert told.code == 1
        assert len(told.lines) == 1
        assert told.lines[0].startswith(f"{TIP}, line {line}: ")
        assert says in told.lines[0]

    def test_either_of_two_that_is_ruled_out_leaves_the_other(self, own: Folder, notescan) -> None:
        own.add(TIP, example_of("    clause: [kettle | boils]\n    unless: [boils]\n"))
        assert notescan("patterns", "lint", "--patterns", own.root).code == 0

    def test_what_includes_a_concept_that_is_needed_rules_it_out(self, own: Folder, notescan) -> None:
        own.add("concepts/own.yaml", "  - {id: hot-things, means: Hot things., includes: [kettle], words: [stove]}\n")
        own.add(TIP, example_of("    clause: [kettle]\n    unless: [hot-things]\n"))
        told = notescan("patterns", "lint", "--patterns", own.root)
        assert "can never fire: 'kettle' is needed under 'clause'" in told.out

    def test_a_twin_in_another_tip_or_with_another_condition_is_none(self, own: Folder, notescan) -> None:
        own.write("assessment/factors.yaml", PATTERN)
        own.add(TIP, example_of("    clause: [kettle, boils]\n    note: [visit]\n"))
        assert notescan("patterns", "lint", "--patterns", own.root).code == 0

    def test_a_pattern_without_an_example_of_either_kind_is_named(self, own: Folder, notescan) -> None:
        line = own.add(TIP, "  - {id: bare, means: Bare., clause: [kettle]}\n")
        told = notescan("patterns", "lint", "--patterns", own.root)
        assert told.lines == [
            f"{TIP}, line {line}: home-environment.bare: it has no examples under 'finds'",
            f"{TIP}, line {line}: home-environment.bare: it has no examples under 'ignores'",
        ]

    @pytest.mark.parametrize(
        ("concept", "offset", "says"),
        [
            ("  - id: mug\n    means: A mug.\n    words: [mug,\n      beaker, Mug]\n", 3, "mug: 'Mug' is listed twice"),
            ("  - id: mug\n    means: A mug.\n    nouns: [mug]\n    words: [mug]\n", 3, "mug: 'mug' is listed twice"),
            ("  - id: mug\n    means: A mug.\n    words: [mug]\n    never: [mug]\n", 2, "stands under 'never' too"),
            ("  - id: mug\n    means: A mug.\n", 0, "mug: it has no words"),
            ("  - id: kettle\n    means: Again.\n    words: [jug]\n", 0, "the id 'kettle' is used twice"),
            (
                "  - id: mug\n    means: A mug.\n    tokens:\n      - [{LOWER: a}, {OP: '?'}, {OP: '?'}, {OP: '*'},"
                " {OP: '?'}, {LOWER: mug}]\n",
                0,
                "token pattern 1 is slow",
            ),
        ],
    )
    def test_word_lists_are_looked_at_too(self, own: Folder, notescan, concept: str, offset: int, says: str) -> None:
        line = own.add("concepts/own.yaml", concept) + offset
        told = notescan("patterns", "lint", "--patterns", own.root)
        assert told.code == 1
        assert len(told.lines) == 1
        assert told.lines[0].startswith(f"concepts/own.yaml, line {line}: ")
        assert says in told.lines[0]

    def test_a_pattern_that_needs_a_concept_without_words_can_never_fire(self, own: Folder, notescan) -> None:
        own.add("concepts/own.yaml", "  - id: mug\n    means: A mug.\n")
        own.add(TIP, example_of("    clause: [mug]\n"))
        told = notescan("patterns", "lint", "--patterns", own.root)
        assert "home-environment.other: it can never fire: 'mug' under 'clause' has no words" in told.out

    @pytest.mark.parametrize(
        ("concept", "says"),
        [
            (
                "  - id: mug\n    means: A mug.\n    words: [mug]\n    includes: [mugg]\n",
                "includes 'mugg', which is no",
            ),
            ("  - id: mug\n    means: A mug.\n    words: [mug]\n    includes: [mug]\n", "mug: it includes itself"),
            ("  - id: mug\n    means: A mug.\n    wrods: [mug]\n", "mug: field 'wrods'"),
            ("  - id: child\n    means: A child.\n    words: [kid]\n", "the id 'child' is used twice"),
            ("  - id: mug\n    means: A mug.\n    tokens: [[{OP: '*'}]]\n", "needs at least one LOWER word"),
        ],
    )
    def test_a_wrong_concept_is_told_with_file_and_line(self, own: Folder, notescan, concept: str, says: str) -> None:
        line = own.add("concepts/own.yaml", concept)
        told = notescan("patterns", "lint", "--patterns", own.root)
        assert told.code == 1
        assert len(told.lines) == 1
        assert told.lines[0].startswith(f"concepts/own.yaml, line {line}: ")
        assert says in told.lines[0]

    @pytest.mark.parametrize(
        ("file", "says"),
        [
            (
                "assessment/home-enviroment.yaml",
                '; is "assessment.home-environment" meant?',
            ),
            ("asessment/home-environment.yaml", 'there is no service area "asessment"'),
        ],
    )
    def test_a_file_that_belongs_to_no_tip_is_named(self, own: Folder, notescan, file: str, says: str) -> None:
        own.write(file, PATTERN)
        told = notescan("patterns", "lint", "--patterns", own.root)
        assert len(told.lines) == 1
        assert told.lines[0].startswith(f"{file}, line 2: ")
        assert says in told.lines[0]

    def test_an_id_used_twice_is_named_where_it_comes_again(self, own: Folder, notescan) -> None:
        line = own.add(TIP, example_of("    clause: [kettle]\n", id_="boils"))
        told = notescan("patterns", "lint", "--patterns", own.root)
        assert told.lines == [f"{TIP}, line {line}: the id 'home-environment.boils' is used twice"]

    def test_it_can_be_had_for_programs(self, own: Folder, notescan) -> None:
        line = own.add(TIP, example_of("    clause: [kettel]\n"))
        told = notescan("patterns", "lint", "--patterns", own.root, "--format", "json")
        assert told.code == 1
        assert [(p["file"], p["line"]) for p in json.loads(told.out)] == [(TIP, line)]

    def test_no_pattern_of_ours_has_anything_to_mend(self) -> None:
        assert [str(p) for p in lint(load_library()) if not p.file.startswith("concepts")] == []


class TestOneBrokenFile:
    @pytest.fixture
    def broken(self, own: Folder) -> Folder:
        own.write("assessment/factors.yaml", "patterns:\n  - id: [unclosed\n")
        return own

    def test_it_is_told_and_the_others_run(self, broken: Folder, notescan) -> None:
        told = notescan("patterns", "list", "--patterns", broken.root)
        assert told.code == 0
        assert "home-environment.boils" in told.out
        assert told.err.startswith("notescan: assessment/factors.yaml, line ")
        assert "can't be read as YAML" in told.err

    def test_test_fails_and_still_tests_the_others(self, broken: Folder, notescan) -> None:
        told = notescan("patterns", "test", "--patterns", broken.root)
        assert (told.code, told.out) == (1, "")
        assert told.err.endswith("notescan: 1 pattern tested, 0 failed\n")

    def test_a_scan_tells_it_and_finds_what_the_others_find(self, broken: Folder, case: Path, notescan) -> None:
        told = notescan(*("scan", case, "--checklist", "assessment", "--format", "json"), *("--patterns", broken.root))
        assert told.code == 0
        assert "assessment/factors.yaml, line" in told.err
        assert [(e["pattern"], e["stance"]) for e in json.loads(told.out)["evidence"]] == [
            ("home-environment.boils", "for"),
            ("home-environment.boils", "against"),
        ]

    def test_a_concept_file_that_takes_many_patterns_with_it_is_told_in_few_lines(self, own: Folder, notescan) -> None:
        own.write("concepts/own.yaml", "concepts:\n  - id: [unclosed\n")
        for n in range(30):
            own.add(TIP, example_of("    clause: [kettle]\n", id_=f"p{n}"))
        own.write("concepts/more.yaml", "concepts:\n  - {id: mug, means: A mug., nouns: [mug]}\n")
        own.write("assessment/factors.yaml", "patterns:\n" + example_of("    clause: [mug]\n"))
        told = notescan("patterns", "list", "--patterns", own.root)
        assert told.lines[0] == "assessment.factors"
        errors = told.err.splitlines()
        assert errors[0].startswith("notescan: concepts/own.yaml, line ")
        assert errors[10] == "notescan: and 23 more; notescan patterns lint names them all"
        assert len(notescan("patterns", "lint", "--patterns", own.root).lines) == 33

    def test_a_folder_without_patterns_is_refused(self, tmp_path: Path, notescan) -> None:
        told = notescan("patterns", "lint", "--patterns", tmp_path)
        assert (told.code, told.out) == (2, "")
        assert "there are no pattern files in it" in told.err


class TestTry:
    def test_it_shows_tip_stance_quote_pattern_people_and_words(self, own: Folder, notescan) -> None:
        told = notescan("patterns", "try", "Leon said the kettle has not boiled.", "--patterns", own.root)
        assert told.code == 0
        assert told.lines[0] == "assessment.home-environment   against   Leon said the kettle has not boiled"
        assert told.lines[1].startswith("  home-environment.boils: A kettle boils. (assessment/home-environment.yaml")
        assert 'in: "Leon said the kettle has not boiled."' in told.out
        assert "account: child" in told.out
        assert "by: kettle (kettle); boils (boiled)" in told.out
        assert 'because of: "has not" (negation, from the list ' in told.out

    def test_where_no_word_turns_it_the_pattern_itself_is_named(self, own: Folder, notescan) -> None:
        told = notescan("patterns", "try", "The kettle boiled.", "--patterns", own.root)
        assert told.lines[-1] == "  because of: the pattern itself (for); no words around it say otherwise"

    def test_the_kind_of_note_counts(self, own: Folder, notescan) -> None:
        own.write(TIP, PATTERN + "    note: [visit]\n")
        arguments = ("patterns", "try", "The kettle boiled.", "--patterns", own.root)
        assert "home-environment.boils" in notescan(*arguments, "--note", "visit").out
        assert notescan(*arguments, "--note", "email").out == ""
        refused = notescan(*arguments, "--note", "vist")
        assert refused.code == 2
        assert 'did you mean "visit"?' in refused.err

    def test_the_title_of_the_note_counts(self, own: Folder, notescan) -> None:
        own.write(TIP, PATTERN + "    title: [kettle]\n")
        arguments = ("patterns", "try", "The kettle boiled.", "--patterns", own.root)
        assert notescan(*arguments).out == ""
        assert "home-environment.boils" in notescan(*arguments, "--title", "Kettle record").out

    def test_where_nothing_is_found_it_tells_how_the_sentence_was_read(self, own: Folder, notescan) -> None:
        told = notescan("patterns", "try", "Magda says that the kettle is new.", "--patterns", own.root)
        assert (told.code, told.out) == (0, "")
        assert "no pattern finds anything in it" in told.err
        assert "account: parent" in told.err
        assert "kettle (kettle)" in told.err
        assert notescan("patterns", "try", "It rains.", "--patterns", own.root, "--quiet").err == ""

    def test_a_child_can_be_named(self, own: Folder, notescan) -> None:
        own.write(TIP, PATTERN + "    account: [child]\n")
        arguments = ("patterns", "try", "Bartek said the kettle boiled.", "--patterns", own.root)
        assert notescan(*arguments).out == ""
        assert "account: child" in notescan(*arguments, "--child", "Bartek").out

    def test_our_own_patterns_say_how_likely_a_find_is(self, notescan) -> None:
        told = notescan("patterns", "try", "Supervision was cancelled.", "--checklist", "assessment")
        assert told.lines[0].startswith("assessment.supervision   against   ")
        assert any(line.startswith("  likely: 0.") for line in told.lines)

    def test_nothing_can_reach_the_terminal(self, own: Folder, notescan) -> None:
        told = notescan("patterns", "try", "The kettle \x1b[31m boiled \u202e now.", "--patterns", own.root)
        assert "home-environment.boils" in told.out
        assert "\x1b" not in told.out + told.err
        assert "\u202e" not in told.out + told.err


class TestForPrograms:
    def test_list_and_show(self, own: Folder, notescan) -> None:
        (row,) = json.loads(notescan("patterns", "list", "--patterns", own.root, "--format", "json").out)
        assert (row["id"], row["file"], row["line"], row["off"]) == ("home-environment.boils", TIP, 2, False)
        shown = notescan("patterns", "show", "home-environment.boils", "--patterns", own.root, "--format", "json").out
        (pattern,) = json.loads(shown)
        assert (pattern["clause"], len(pattern["finds"])) == (["kettle", "boils"], 3)

    def test_test(self, own: Folder, notescan) -> None:
        own.write(TIP, PATTERN.replace("The pan boils.", "The kettle boils."))
        told = notescan("patterns", "test", "--patterns", own.root, "--format", "json")
        assert told.code == 1
        (failure,) = json.loads(told.out)
        assert (failure["example"], failure["problem"]) == ("The kettle boils.", "it finds what it must ignore")

    def test_try_tells_what_is_found_and_how_it_was_read(self, own: Folder, notescan) -> None:
        arguments = ("--patterns", own.root, "--checklist", "assessment", "--format", "json")
        told = json.loads(notescan("patterns", "try", "The kettle has not boiled.", *arguments).out)
        (item,) = told["found"]
        assert (item["tip"], item["stance"]) == ("assessment.home-environment", "against")
        assert item["met"][0]["by"][0] == {"concept": "kettle", "words": ["kettle"]}
        assert item["decided_by"][0]["kind"] == "negation"
        nothing = json.loads(notescan("patterns", "try", "Magda says it is new.", *arguments).out)
        assert nothing["found"] == []
        assert nothing["read"][0]["clauses"][0]["account"] == "parent"

    def test_explain(self, own: Folder, case: Path, notescan) -> None:
        mine = ("--checklist", "assessment", "--patterns", own.root, "--format", "json")
        first = json.loads(notescan("scan", case, *mine).out)["evidence"][0]
        told = json.loads(notescan("patterns", "explain", case, "--item", first["id"], *mine).out)
        assert told["evidence"]["id"] == first["id"]
        assert told["met"][0]["pattern"] == "home-environment.boils"


class TestExplain:
    def test_it_tells_the_words_that_decided(self, own: Folder, case: Path, notescan) -> None:
        mine = ("--checklist", "assessment", "--patterns", own.root)
        ids = [e["id"] for e in json.loads(notescan("scan", case, *mine, "--format", "json").out)["evidence"]]
        told = notescan("patterns", "explain", case, "--item", ids[1], *mine)
        assert told.code == 0
        assert told.lines[:5] == [
            f"{ids[1]}   assessment.home-environment   against   strong",
            "  quote: The kettle has not boiled",
            "  sentence: The kettle has not boiled.",
            "  note: 10 Feb 2025, Telephone call, Ama Quartey, line 5",
            "  kind of note: call",
        ]
        assert "by: kettle (kettle); boils (boiled)" in told.out
        assert 'because of: "has not" (negation' in told.out

    def test_every_item_of_the_demo_can_be_explained(self, notescan) -> None:
        import datetime as dt

        from notescan.checklists import load_checklist
        from notescan.commands.explaining import explained
        from notescan.pipeline.build import load
        from notescan.pipeline.explain import explain_evidence
        from notescan.read import read_case
        from notescan.scan import scan_case

        read = read_case([demo_case()])
        scan = scan_case(read, load_checklist("assessment"), audit_date=dt.date(2025, 7, 31))
        nlp = load("assessment")
        notes = {note.id: note for note in read.notes}
        assert len(scan.evidence) > 20
        for evidence in scan.evidence[::4]:
            item = explain_evidence(read, evidence, scan.roster, nlp)
            assert {met.pattern.id for met in item.met} == set(evidence.patterns) - {"likeness"}
            assert {word.words for word in item.decided_by} == set(evidence.why)
            lines = list(explained(item, evidence, notes[evidence.note]))
            assert len(lines) >= 6
            if evidence.pattern == "likeness":
                assert any("likeness" in line for line in lines)

    @pytest.mark.parametrize(("item", "says"), [("zzz", "there is no item"), ("e", "more than one item")])
    def test_an_item_that_is_not_one_is_told(self, own: Folder, case: Path, notescan, item: str, says: str) -> None:
        told = notescan(
            *("patterns", "explain", case, "--item", item, "--checklist", "assessment", "--patterns", own.root)
        )
        assert (told.code, told.out) == (2, "")
        assert says in told.err


class TestStance:
    LINES = "consent\tConsent was not given.\nnursery\tRuth will ring the nursery.\nkitchen\tThe kitchen was clean.\n"

    def test_it_answers_each_line_before_the_next_is_sent(self) -> None:
        process = subprocess.Popen(
            [sys.executable, "-m", "notescan", "patterns", "stance", "-"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        assert process.stdin is not None
        assert process.stdout is not None
        answers = []
        for line in self.LINES.splitlines():
            process.stdin.write(line + "\n")
            process.stdin.flush()
            answers.append(process.stdout.readline())
        process.stdin.close()
        assert process.wait(30) == 0
        process.stdout.close()
        assert [answer.partition("\t")[0] for answer in answers] == ["against", "planned", "for"]
        assert answers[0] == "against\twas not\n"
        assert answers[2] == "for\t\n"

    def test_a_file_does_as_well(self, tmp_path: Path, notescan) -> None:
        file = tmp_path / "lines.tsv"
        file.write_text(self.LINES, encoding="utf-8-sig")
        told = notescan("patterns", "stance", file)
        assert (told.code, told.err) == (0, "")
        assert [line.partition("\t")[0] for line in told.lines] == ["against", "planned", "for"]

    def test_a_line_that_can_not_be_read_is_told_by_its_number(self, tmp_path: Path, notescan) -> None:
        file = tmp_path / "lines.tsv"
        file.write_text(self.LINES + "no tab here\n", encoding="utf-8")
        told = notescan("patterns", "stance", file)
        assert told.code == 2
        assert len(told.lines) == 3
        assert "line 4: " in told.err

    def test_a_stance_file_of_ones_own_is_used(self, own: Folder, tmp_path: Path, notescan) -> None:
        from notescan.data import data_dir

        text = (data_dir("patterns") / "stance.yaml").read_text(encoding="utf-8")
        mine = "  - id: my-own\n    kind: cancellation\n    direction: before\n    words: [went kaput]\n    means: x\n"
        mine += '    examples: ["The [[visit]] went kaput."]\n'
        own.write("stance.yaml", text.replace("\ncues:\n", "\ncues:\n" + mine, 1))
        file = tmp_path / "lines.tsv"
        file.write_text("visit\tThe visit went kaput.\n", encoding="utf-8")
        assert notescan("patterns", "stance", file).out == "for\t\n"
        assert notescan("patterns", "stance", file, "--patterns", own.root).out == "against\twent kaput\n"


class TestHelp:
    @pytest.mark.parametrize("verb", ["list", "show", "try", "test", "lint", "explain", "stats", "learn", "stance"])
    def test_the_help_of_each_verb_loads_nothing_heavy(self, verb: str) -> None:
        loaded = modules_after(f"from notescan.cli import main; assert main(['patterns', {verb!r}, '--help']) == 0")
        assert "notescan.commands.patterns" in loaded
        assert not loaded.intersection(HEAVY)
