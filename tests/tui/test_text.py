"""Wrapping, spans and steps through the words: the parts that need no screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from notescan_tui import stretch
from notescan_tui.search import hit_from, hits_of
from notescan_tui.spans import Span, SpanIndex
from notescan_tui.wording import bar, fact, parse_day, shown
from notescan_tui.wrap import Rows

TEXTS = st.text(alphabet=st.sampled_from("ab c\n漢é́🥕👩‍ -."), max_size=200)
PLAIN = st.text(alphabet=st.sampled_from("ab c\n漢🥕 -."), max_size=200)


class TestRows:
    @given(TEXTS, st.integers(8, 40))
    def test_every_character_is_on_one_row_that_fits(self, text: str, width: int) -> None:
        rows = Rows(text, width)
        covered = 0
        for row in range(len(rows)):
            start, end = rows.extent(row)
            assert text[covered:start].strip(" \n") == ""
            assert start >= covered
            assert cell_len(text[start:end]) <= width
            covered = end
        assert text[covered:].strip(" \n") == ""

    @given(PLAIN, st.integers(8, 40))
    def test_a_place_is_found_again_where_it_was_drawn(self, text: str, width: int) -> None:
        rows = Rows(text, width)
        for row in range(len(rows)):
            for offset in range(*rows.extent(row)):
                assert rows.row_of(offset) == row
                assert rows.offset_at(row, rows.column_of(offset)) == offset

    def test_breaks_at_spaces_and_cuts_only_what_is_too_long(self) -> None:
        text = "one two three " + "x" * 25
        rows = Rows(text, 10)
        assert [text[slice(*rows.extent(n))] for n in range(len(rows))] == [
            "one two", "three", "x" * 10, "x" * 10, "x" * 5,
        ]  # fmt: skip

    def test_wide_characters_take_two_cells(self) -> None:
        rows = Rows("漢字漢字漢字", 8)
        assert [rows.extent(n) for n in range(len(rows))] == [(0, 4), (4, 6)]
        assert rows.offset_at(0, 3) == 1
        assert rows.column_of(3) == 6


class TestSpans:
    @given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20)), max_size=30), st.integers(0, 60))
    def test_bisection_finds_what_a_walk_finds(self, given_: list[tuple[int, int]], at: int) -> None:
        spans = [Span(s, s + n, f"e{k}", "t", "for", "undecided") for k, (s, n) in enumerate(given_)]
        index = SpanIndex(spans)
        assert {s.id for s in index.over(at, at + 5)} == {s.id for s in spans if s.start < at + 5 and s.end > at}
        assert {s.id for s in index.at(at)} == {s.id for s in spans if s.start <= at < s.end}


class TestWords:
    TEXT = "Carla told me, and then she left. He would not talk.\n- no heating\n- a lock"

    def test_clause_and_sentence(self) -> None:
        def around(find: str, unit: str) -> str:
            start = self.TEXT.index(find)
            widen = stretch.clause_at if unit == "clause" else stretch.sentence_at
            return self.TEXT[slice(*widen(self.TEXT, start, start + len(find), within=(0, len(self.TEXT))))]

        assert around("told", "clause") == "Carla told me,"
        assert around("left", "sentence") == "Carla told me, and then she left."
        assert around("heating", "sentence") == "- no heating"

    def test_a_note_s_header_is_no_part_of_its_first_sentence(self) -> None:
        text = "12/05/2025 Home visit\nRoz was at home. Fern was not.\n13/05/2025 Call\nNo answer"
        note = (text.index("Roz"), text.index("13/05"))
        assert text[slice(*stretch.sentence_at(text, note[0] + 4, note[0] + 7, within=note))] == "Roz was at home."
        last = (text.index("No answer"), len(text))
        assert text[slice(*stretch.sentence_at(text, last[0], last[0] + 2, within=last))] == "No answer"

    def test_words(self) -> None:
        assert stretch.word_at(self.TEXT, 2) == (0, 5)
        assert stretch.next_word(self.TEXT, 5) == (6, 10)
        assert stretch.word_before(self.TEXT, 10) == (6, 10)
        assert stretch.next_word(self.TEXT, len(self.TEXT)) is None


def test_search_goes_over_line_breaks_and_takes_signs_as_they_are() -> None:
    text = "the big\n  house (a) The BIG house"
    assert [text[s:e] for s, e in hits_of(text, "big house")] == ["big\n  house", "BIG house"]
    assert hits_of(text, "(a)") == [(16, 19)]
    assert hits_of(text, "  ") == []
    assert hit_from([(1, 2), (5, 6)], 3) == 1
    assert hit_from([(1, 2), (5, 6)], 7) == 0


@given(st.text())
def test_what_is_drawn_is_as_long_as_what_is_there(text: str) -> None:
    drawn = shown(text)
    assert len(drawn) == len(text)
    assert "\x1b" not in drawn
    assert "\u202e" not in drawn


@pytest.mark.parametrize("emoji", ["👩\u200d👧", "❤\ufe0f", "👍\U0001f3fd"])
def test_an_emoji_of_several_parts_is_as_wide_as_its_parts(emoji: str) -> None:
    """Terminals do not agree on the width of the whole; one that counts otherwise would shift the rest of the row."""
    drawn = shown(emoji)
    assert cell_len(drawn) == sum(cell_len(part) for part in drawn)


@pytest.mark.parametrize("words", ["2025-03-10", "10/03/2025", "10.3.25", "10 Mar 2025", "10 March 2025"])
def test_days_as_people_type_them(words: str) -> None:
    assert str(parse_day(words)) == "2025-03-10"


def test_facts_in_plain_english() -> None:
    assert fact(None) == "not in the notes"
    assert fact(["2025-03-10", None]) == "10 Mar 2025, not in the notes"
    assert fact({"working_days": 40}) == "working days: 40"
    assert (bar(0, 9), bar(1, 900), bar(899, 900), bar(9, 9)) == ("▱" * 8, "▰" + "▱" * 7, "▰" * 7 + "▱", "▰" * 8)
