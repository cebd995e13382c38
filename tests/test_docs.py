"""The guides in docs/: every example in them is run."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

import pytest

from notescan.cli import build_parser, main
from notescan.pipeline.library import WHO_ROLES, Concept, Example, Library, Pattern, load_library
from notescan.pipeline.lint import lint
from notescan.pipeline.pattern_tests import test_patterns as run_examples

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "docs" / "patterns.md").read_text(encoding="utf-8")
ACCURACY = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")


def blocks(text: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.M | re.S)


@dataclass(frozen=True)
class Made:
    """The files of the guide in a folder of their own, which lies over ours."""

    folder: Path
    files: tuple[str, ...]
    library: Library

    @property
    def mine(self) -> list[Pattern]:
        return [p for p in self.library.patterns if "my-patterns" in p.file]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("guide") / "my-patterns"
    files = []
    for block in blocks(GUIDE, "yaml"):
        first, _, rest = block.partition("\n")
        name = first.removeprefix("# ")
        assert re.fullmatch(r"(?:[a-z-]+/)?[a-z-]+\.yaml", name), (
            f"a yaml block begins with its file name, not {first!r}"
        )
        assert not (folder / name).exists(), f"{name} stands in the guide twice"
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_text(block, encoding="utf-8")
        assert rest.strip()
        files.append(name)
    return Made(folder, tuple(files), load_library(folder))


class TestPatternGuide:
    def test_every_yaml_block_is_a_file_that_loads(self, made: Made) -> None:
        assert len(made.files) >= 5
        assert made.library.problems == []
        for name in made.files:
            if name.startswith("concepts/"):
                assert re.findall(r"^  - id: (\S+)$", (made.folder / name).read_text(encoding="utf-8"), re.M)
        mine = {id_ for block in blocks(GUIDE, "yaml") for id_ in re.findall(r"^  - id: (my-\S+)$", block, re.M)}
        found = {*made.library.concepts, *(p.id.partition(".")[2] for p in made.library.patterns)}
        assert mine <= found

    def test_every_example_does_what_the_guide_says(self, made: Made) -> None:
        tips = {p.tip for p in made.mine} | {e.tip for e in made.library.tip_examples}
        failures = run_examples(made.library, [*tips])
        assert [str(f) for f in failures] == []
        assert sum(len(p.finds) + len(p.ignores) for p in made.mine) >= 30

    def test_lint_has_nothing_to_say_of_them(self, made: Made) -> None:
        assert [str(p) for p in lint(made.library) if "my-patterns" in p.file] == []

    @pytest.mark.parametrize("model", [Concept, Pattern, Example])
    def test_every_field_is_told(self, model: type[Concept | Pattern | Example]) -> None:
        rows = set(re.findall(r"^\| `([a-z-]+)` \|", GUIDE, re.M))
        filled_in_by_us = {"tip", "file", "line", "layer"}
        assert {name.replace("_", "-") for name in model.model_fields} - filled_in_by_us <= rows

    def test_no_field_is_told_that_is_none(self) -> None:
        fields = {name.replace("_", "-") for m in (Concept, Pattern, Example) for name in m.model_fields}
        assert set(re.findall(r"^\| `([a-z-]+)` \|", GUIDE, re.M)) <= fields

    def test_every_kind_of_person_is_named(self) -> None:
        assert all(f"`{role}`" in GUIDE for role in WHO_ROLES)

    def test_every_command_is_one_that_notescan_takes(self) -> None:
        lines = [line for block in blocks(GUIDE, "sh") for line in block.splitlines()]
        commands = [re.sub(r"^.*?\bnotescan ", "", line) for line in lines]
        commands += re.findall(r"`notescan ([^`]*)`", GUIDE)
        assert len(commands) >= 10
        for command in commands:
            arguments = shlex.split(command)
            build_parser(arguments).parse_args(arguments)

    def test_its_commands_do_what_it_says(self, made: Made, capsys: pytest.CaptureFixture[str]) -> None:
        mine = ["--patterns", str(made.folder)]
        assert main(["patterns", "show", "support-networks.neighbours-help", *mine]) == 0
        assert "Neighbours or friends give the family practical help." in capsys.readouterr().out
        assert main(["patterns", "try", "The neighbour steps in when Magda works nights.", *mine]) == 0
        shown = capsys.readouterr().out
        assert shown.startswith("assessment.support-networks   for   The neighbour steps in\n")
        assert "my-helps-out (steps in)" in shown
        assert main(["patterns", "test", "assessment.support-networks", *mine]) == int(bool(made.library.problems))


class TestAccuracy:
    def test_it_has_a_place_for_the_figures_and_names_both_commands(self) -> None:
        assert ACCURACY.count("<!-- figures -->") == 1
        assert "python -m notescan.learn tests/gold/*-* tests/marked/w*.txt --measure" in ACCURACY
        assert "python benchmarks/accuracy.py tests/gold/dev*" in ACCURACY

    def test_its_commands_are_there(self) -> None:
        assert (ROOT / "benchmarks" / "accuracy.py").is_file()
        assert (ROOT / "notescan" / "learn" / "__main__.py").is_file()
