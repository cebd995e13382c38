"""Examples written into the user's own pattern files: what they say, and what they leave alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from notescan.errors import UserError
from notescan.model import Person, Roster
from notescan.pipeline.library import load_library
from notescan.pipeline.own_examples import example_of, file_for, is_written, take_out_example, write_example
from notescan.pipeline.pattern_tests import test_patterns as run_examples
from notescan.pipeline.yaml_lists import add_entry, has_entry, remove_entry
from tests.factory import VOICE, make_case, make_scan

WRITTEN_BY_HAND = """\
# ours, keep tidy
patterns:
  - id: mine   # first try
    means: Mine.
    words: [zeppelin]

ignores:
  - "One."        # said in March
  - text: 'Two: it''s here.'
    note: email

# the end
about: examples of the team
"""


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "settings" / "patterns"
    monkeypatch.setenv("NOTESCAN_PATTERNS", str(folder))
    return folder


class TestAList:
    def test_everything_else_in_the_file_stays(self, tmp_path: Path) -> None:
        path = tmp_path / "x.yaml"
        path.write_text(WRITTEN_BY_HAND, encoding="utf-8")
        assert add_entry(path, "ignores", {"text": "Three: #no comment", "note": "visit"})
        added = '  - text: "Three: #no comment"\n    note: "visit"\n'
        assert path.read_text(encoding="utf-8") == WRITTEN_BY_HAND.replace("email\n", "email\n" + added)
        assert has_entry(path, "ignores", {"text": "Three: #no comment", "note": "visit"})
        assert remove_entry(path, "ignores", {"text": "Three: #no comment", "note": "visit"})
        assert path.read_text(encoding="utf-8") == WRITTEN_BY_HAND

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "ignores:\n",
            "ignores: []\n",
            "ignores: [a, 'b']\n",
            "ignores:\n- a\n- b",
            "ignores:\n    - a\n\n\n",
            "ignores:\r\n  - a\r\nabout: b\r\n",
            "ignores:\n  - |\n    # a\n    b\nabout: c\n",
            "about: on\nignores:\n  - {text: a, note: b}",
            "# only a comment",
        ],
    )
    def test_any_layout_takes_an_entry_or_is_left_alone(self, tmp_path: Path, text: str) -> None:
        path = tmp_path / "x.yaml"
        path.write_bytes(text.encode())
        before = yaml.load(text, Loader=yaml.BaseLoader) or {}
        add_entry(path, "ignores", "new “one”")
        after = yaml.load(path.read_bytes(), Loader=yaml.BaseLoader)
        assert after["ignores"] == [*(before.get("ignores") or []), "new “one”"]
        assert {k: v for k, v in after.items() if k != "ignores"} == {k: v for k, v in before.items() if k != "ignores"}
        assert not add_entry(path, "ignores", "new “one”"), "it is there already"

    def test_a_list_that_is_emptied_leaves_no_empty_key(self, tmp_path: Path) -> None:
        path = tmp_path / "x.yaml"
        add_entry(path, "finds", "a", head="# mine\n")
        assert remove_entry(path, "finds", "a")
        assert path.read_text() == "# mine\n"
        assert not remove_entry(path, "finds", "a")

    @pytest.mark.parametrize("text", ["ignores: [unclosed\n", "- a list\n", "a: b\n---\nc: d\n"])
    def test_a_file_that_is_none_of_ours_is_told_and_left_alone(self, tmp_path: Path, text: str) -> None:
        path = tmp_path / "x.yaml"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(UserError, match=r"x\.yaml"):
            add_entry(path, "ignores", "new")
        assert path.read_text(encoding="utf-8") == text

    @given(st.lists(st.text(min_size=1, max_size=30).filter(str.isprintable), min_size=1, max_size=6, unique=True))
    def test_any_words_come_back_as_they_were(self, tmp_path_factory: pytest.TempPathFactory, words: list[str]) -> None:
        path = tmp_path_factory.mktemp("any") / "x.yaml"
        for word in words:
            add_entry(path, "finds", {"text": word})
        assert [e["text"] for e in yaml.safe_load(path.read_text(encoding="utf-8"))["finds"]] == words
        for word in words[::2]:
            assert remove_entry(path, "finds", {"text": word})
        left = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        assert [e["text"] for e in left.get("finds", [])] == words[1::2]


ROSTER = Roster(
    people=(
        Person(names=("Ebony Marlow", "Ebony"), role="child", relation="child", gender="f"),
        Person(names=("Tobias Marlow", "Tobias"), role="child", relation="child", gender="m"),
        Person(names=("Carla Marlow", "Carla", "Mrs Marlow"), role="parent", relation="mother", gender="f"),
        Person(names=("Sam Oyelaran",), role="worker"),
        Person(names=("Bex",), role="other"),
    )
)


class TestAnExample:
    def item(self, quote: str):
        scan = make_scan(make_case())
        return next(e for e in scan.evidence if e.quote.startswith(quote))

    def test_it_is_the_sentence_with_invented_names(self) -> None:
        made = example_of(make_case(), ROSTER, self.item("Tobias pointed"), to_find=False)
        assert made["text"] == "Leon pointed at the sad face when asked about bedtime."
        assert made["title"] == "Direct work"
        assert "before" not in made, "it is the first of its note"

    def test_one_to_find_has_its_quote_marked_and_says_its_stance(self) -> None:
        made = example_of(make_case(), ROSTER, self.item("Ebony was not seen"), to_find=True)
        assert made["text"] == "[[Tia was not seen at this visit]]."
        assert made["stance"] == "against"
        assert made["before"] == "He would not talk about the cellar."

    @pytest.mark.parametrize(
        ("said", "becomes"),
        [
            ("Mrs Marlow and Ebony", "Ms Marsh and Tia"),
            ("Ebony's room", "Tia's room"),
            ("Sam Oyelaran rang 020 7946 0991", "Ruth Okafor rang (telephone 1)"),
            ("She said Bex lives at SW1A 1AA", "She said Robin lives at (postcode 1)"),
            ("mail b.ex@home.example [[now]]", "mail (e-mail 1) ((now))"),
            ("we met Wilhelmina there", "we met Robin there"),
            ("her ebony chair", "her ebony chair"),
        ],
    )
    def test_nobody_can_be_known_by_it(self, said: str, becomes: str) -> None:
        from notescan.pipeline.own_examples import _CastNames
        from notescan.pipeline.pattern_tests import load_cast

        assert _CastNames(ROSTER, load_cast(), said)(said) == becomes

    def test_patterns_test_runs_it(self, mine: Path) -> None:
        write_example(VOICE, {"text": "Tia told me that she likes school."}, to_find=False)
        write_example(VOICE, {"text": "[[Tia told me that she likes school]]."}, to_find=True)
        write_example(VOICE, {"text": "[[The kettle is new]]."}, to_find=True)
        failures = run_examples(load_library(), [VOICE])
        own = [(f.pattern, f.problem, f.line) for f in failures if "settings" in f.file]
        assert own[0][:2] == (VOICE, "no pattern of the tip finds it")
        assert own[1][0] == VOICE
        assert own[1][1].startswith("it must be ignored, but is found by childs-voice.")
        assert len(own) == 2

    def test_it_is_written_once_and_can_be_taken_out(self, mine: Path) -> None:
        example = {"text": "Tia is fine.", "note": "visit"}
        assert not is_written(VOICE, example, to_find=False)
        path = write_example(VOICE, example, to_find=False)
        assert path == file_for(VOICE) == mine / "assessment" / "childs-voice.yaml"
        assert is_written(VOICE, example, to_find=False)
        assert (path.stat().st_mode & 0o077, path.parent.stat().st_mode & 0o077) == (0, 0)
        take_out_example(VOICE, example, to_find=False)
        assert not is_written(VOICE, example, to_find=False)
        assert load_library().problems == []
