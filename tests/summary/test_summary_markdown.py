"""The Markdown: read by a Markdown reader, the case's words are plain characters and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from notescan.review import ReviewSession
from notescan.summary import export
from notescan.summary.markdown import inline, quoted
from tests.factory import HOSTILE, TIME

READER = MarkdownIt("gfm-like")
"""With tables, strike-through and automatic links: what reads Markdown most is no stricter than this."""


def inlines(tokens: list[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or []]


def plain_text(markdown: str) -> str:
    """What a reader makes of it, asserting that it is nothing but text, line breaks and one quote."""
    tokens = READER.parse(markdown)
    assert {t.type for t in tokens} <= {
        "blockquote_open",
        "blockquote_close",
        "paragraph_open",
        "paragraph_close",
        "inline",
    }
    paragraphs = []
    for token in tokens:
        if token.type == "inline":
            children = token.children or []
            assert {c.type for c in children} <= {"text", "hardbreak", "text_special"}
            paragraphs.append("".join("\n" if c.type == "hardbreak" else c.content for c in children))
    return "\n\n".join(paragraphs)


@pytest.mark.parametrize("line", HOSTILE)
def test_a_hostile_quote_is_its_own_characters(line: str) -> None:
    assert plain_text(quoted(line)) == line
    assert plain_text(inline(line)) == " ".join(line.split())


def test_hostile_lines_together_keep_their_lines() -> None:
    assert plain_text(quoted("\n".join(HOSTILE))) == "\n".join(HOSTILE)


@given(st.text(st.sampled_from("ab1 .)-+*_`~[]()<>!#|&;:/\\\"'=@\n\tw{}$^\u00a0\u2028"), min_size=1, max_size=40))
def test_any_quote_is_its_own_characters(text: str) -> None:
    lines = text.split("\n")
    expected = "\n".join(line if line.strip(" \t") else "" for line in lines).strip("\n")
    while "\n\n\n" in expected:  # a paragraph's end is one blank line to a reader
        expected = expected.replace("\n\n\n", "\n\n")
    if expected:
        assert plain_text(quoted(text)) == expected


def test_the_file_has_our_headings_and_tables_and_no_others(hostile: ReviewSession) -> None:
    tokens = READER.parse(export(hostile, "md"))
    headings = [inlines([tokens[n + 1]])[0].content for n, t in enumerate(tokens) if t.type == "heading_open"]
    assert headings[0].startswith("Audit summary: <i>The</i> *Marlow* family")
    assert len(headings) == 1 + 5 + len(hostile.checklist.tips) + 3
    assert sum(t.type == "table_open" for t in tokens) == 1
    kinds = {t.type for t in tokens} | {t.type for t in inlines(tokens)}
    assert not kinds & {
        "html_block",
        "html_inline",
        "link_open",
        "image",
        "fence",
        "code_block",
        "code_inline",
        "hr",
    }


def test_each_finding_stands_with_its_proof(review: ReviewSession) -> None:
    text = export(review, "md")
    _, _, finding = text.partition("**Finding 3**\n\n")
    sha = review.case.sources[0].sha256
    assert finding.startswith(
        "> Ebony was not seen at this visit\n\n"
        "- Note: 3 Feb 2025, 14:00, Direct work, Sam Oyelaran\n"
        f"- Place: line 13 of marlow.txt (SHA-256 {sha})\n"
        "- Why: 'not seen': it did not happen\n"
        "- Confirmed by Noor Haddad, "
    )
    assert "| Child's voice | Partly met | 2 | 1 | 0 | 0 |" in text
    assert "notescan's suggestion, not the auditor's: Met: The mother's wishes are recorded." in text


def test_a_computed_check_is_told_in_words(review: ReviewSession) -> None:
    assert review.suggested(TIME).check is not None
    text = export(review, "md")
    assert "Computed from the notes: not recorded (started: not in the notes; completed: not in the notes)" in text
