"""The web page: the case text letter for letter, every quote linked both ways, nothing that acts."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from notescan.read.decoding import normalise
from notescan.review import ReviewSession
from notescan.summary import export
from tests.factory import AGENCIES, HOME, PARENTS, VOICE

VOID = {"meta", "br", "link", "img", "input", "hr"}


class Page(HTMLParser):
    """The page as a list of elements, with the text inside each one of interest."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, str] = {}
        self._open: list[tuple[str, str | None]] = []
        self.feed(html)
        self.close()
        assert self._open == [], "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.elements.append((tag, attributes))
        if tag not in VOID:
            self._open.append((tag, attributes.get("id")))
            if attributes.get("id"):
                self.text.setdefault(str(attributes["id"]), "")

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self._open.pop()
        assert opened == tag, "elements are closed in turn"

    def handle_data(self, data: str) -> None:
        for _, name in self._open:
            if name:
                self.text[name] += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def page(review: ReviewSession) -> Page:
    return Page(export(review, "html"))


@pytest.mark.parametrize("which", ["review", "hostile"])
def test_the_case_text_is_there_letter_for_letter(which: str, request: pytest.FixtureRequest) -> None:
    review: ReviewSession = request.getfixturevalue(which)
    assert page(review).text["case-text"] == normalise(review.case.text)


@pytest.mark.parametrize("which", ["review", "hostile"])
def test_every_finding_leads_to_its_quote_and_back(which: str, request: pytest.FixtureRequest) -> None:
    review: ReviewSession = request.getfixturevalue(which)
    seen = page(review)
    ids = [a["id"] for _, a in seen.elements if "id" in a]
    assert len(ids) == len(set(ids))
    links = [str(a["href"]) for a in seen.all("a")]
    assert all(link.startswith("#") and link[1:] in ids for link in links)
    confirmed = sum(i.state == "confirmed" for i in review.items())
    for number in range(1, confirmed + 1):
        assert f"#quote-{number}" in links
        back = next(a for a in seen.all("a") if a.get("id") == f"quote-{number}")
        assert back["href"] == f"#finding-{number}"
    assert f"finding-{confirmed + 1}" not in ids


def marked(review: ReviewSession) -> list[tuple[str, str]]:
    """Each stretch of the case text with the stances that are marked on it, as the page has them."""
    body = export(review, "html").partition('id="case-text">')[2].partition("</div>")[0]
    found = re.findall(r'<mark class="([^"]*)">([^<]*)</mark>', body)
    return [(stances, words.replace("&#34;", '"').replace("&#39;", "'")) for stances, words in found]


def test_overlapping_quotes_are_all_marked_where_they_are(review: ReviewSession) -> None:
    text = review.case.text
    for item in review.items():
        review.reject(item.id)
    start = text.index("her bedroom. She said")
    review.confirm("e1")  # Ebony was seen alone in her bedroom
    review.add(HOME, start, start + len("her bedroom. She"), "against")
    review.add(PARENTS, start, start + len("her bedroom"), "planned")
    assert marked(review) == [
        ("for", "Ebony was seen alone in "),
        ("against for planned mixed", "her bedroom"),
        ("against", ". She"),
    ]
    html = export(review, "html")
    assert re.findall(r'class="end \w+" data-mark="(end \d)"', html) == ["end 1", "end 3", "end 2"]
    assert page(review).text["case-text"] == text


def test_quotes_apart_carry_no_end_marks(review: ReviewSession) -> None:
    review.reject("e5")  # "her bedroom", inside e1
    assert 'class="end' not in export(review, "html")


def test_a_quote_over_a_header_and_at_both_ends_of_the_text(review: ReviewSession) -> None:
    case = review.case
    review.add(AGENCIES, 0, case.notes[0].body + 8, "for")
    last = case.notes[-1]
    review.add(AGENCIES, last.start, len(case.text), "planned")
    assert page(review).text["case-text"] == case.text
    assert marked(review)[0] == ("for", case.text[: case.notes[0].body])
    assert marked(review)[1] == ("for", case.text[case.notes[0].body : case.notes[0].body + 8])


def test_only_confirmed_quotes_are_anchored_or_quoted(review: ReviewSession) -> None:
    html = export(review, "html")
    above = html.partition('id="case-text">')[0]
    assert review.item("e3").evidence.quote not in above
    assert review.item("e8").evidence.quote not in above
    assert [a["id"] for a in Page(html).all("a") if str(a.get("id")).startswith("quote-")] == [
        "quote-1",
        "quote-4",
        "quote-2",
        "quote-3",
    ]


def test_hostile_words_make_no_elements_and_nothing_is_fetched(hostile: ReviewSession, review: ReviewSession) -> None:
    plain, odd = page(review), page(hostile)
    assert {tag for tag, _ in odd.elements} <= {tag for tag, _ in plain.elements} | {"span"}
    assert not {tag for tag, _ in odd.elements} & {
        "script",
        "img",
        "link",
        "iframe",
        "object",
        "form",
        "i",
        "b",
        "u",
    }
    for _, attributes in odd.elements:
        assert not {"src", "onerror", "onclick", "style"} & attributes.keys()
    html = export(hostile, "html")
    style = html.partition("<style>")[2].partition("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style
    assert "\x1b" not in html
    assert "{{ 7 * 7 }}" in html
    assert "[red]loud[/red] [@click=app.quit]go[/]" in html
    assert odd.text["finding-2"].count("<script>comment()</script> [x](y) ␛[31m") == 1


def test_it_can_be_walked_by_keyboard_and_screen_reader(review: ReviewSession) -> None:
    seen = page(review)
    tags = [tag for tag, _ in seen.elements]
    assert seen.all("html") == [{"lang": "en-GB"}]
    for landmark in ("header", "nav", "main", "footer", "h1"):
        assert tags.count(landmark) == 1
    assert seen.all("a")[0] == {"class": "skip", "href": "#main"}
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))
    assert all(a.get("aria-label") for a in seen.all("a") if str(a.get("id")).startswith("quote-"))
    assert {a.get("scope") for a in seen.all("th")} == {"col", "row"}


def test_the_essentials_come_first_and_stances_are_words(review: ReviewSession) -> None:
    seen = page(review)
    order = [a["id"] for tag, a in seen.elements if tag == "h2"]
    assert order == ["tips", "gaps", "findings", "sources", "text"]
    assert "3 Against" in seen.text["finding-3"]
    assert "line 13 of marlow.txt" in seen.text["finding-3"]
    assert VOICE not in export(review, "html"), "ids of tips are for programs"


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def test_every_pair_of_colours_has_good_contrast(review: ReviewSession) -> None:
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", export(review, "html")))
    pairs = [("ink", ground) for ground in ("paper", "tint", "for-bg", "against-bg", "planned-bg", "mixed-bg")]
    pairs += [(ink, "paper") for ink in ("soft", "link", "for", "against", "planned")] + [("soft", "tint")]
    for ink, ground in pairs:
        dark, light = sorted((luminance(colours[ink]), luminance(colours[ground])))
        assert (light + 0.05) / (dark + 0.05) >= (7 if ink == "ink" else 4.5)
