"""Contrast of every theme, and whether the stances can be told apart by eyes that see colours otherwise.

Contrast: WCAG 2.2, 1.4.3 (4.5 for text; 7 for the high-contrast theme, 1.4.6). Colour-blind vision: the matrices of
Machado, Oliveira and Fernandes (2009) at severity 1, in linear RGB. Distance: CIE76 in CIELAB, 20 and more.
"""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest
from rich._palettes import STANDARD_PALETTE
from rich.color import Color, ColorSystem
from textual.theme import Theme

from notescan_tui.app import NotescanApp
from notescan_tui.few_colours import in_sixteen
from notescan_tui.themes import CONTRAST, THEME_WORDS, THEMES
from tests.tui.conftest import drawn, settle

Triple = tuple[float, float, float]
STANCES = ("stance-for", "stance-against", "stance-planned")
VISION: dict[str, tuple[Triple, Triple, Triple]] = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
}


def linear(colour: str) -> Triple:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return r, g, b


def luminance(colour: str) -> float:
    r, g, b = linear(colour)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(colour: str, vision: str) -> Triple:
    seen = linear(colour)
    r, g, b = (min(1.0, max(0.0, sum(m * c for m, c in zip(row, seen, strict=True)))) for row in VISION[vision])
    x, y, z = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
    )
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(one: str, other: str, vision: str) -> float:
    return sum((a - b) ** 2 for a, b in zip(lab(one, vision), lab(other, vision), strict=True)) ** 0.5


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_words_can_be_read(theme: Theme) -> None:
    least = 7.0 if theme is CONTRAST else 4.5
    assert theme.background
    assert theme.foreground
    v = theme.variables
    pairs = [(theme.foreground, theme.background), (v["on-note-head"], v["note-head"]), (v["on-marker"], v["marker"])]
    pairs += [(v["on-hit"], v["hit"]), (v["on-hit-current"], v["hit-current"]), (v["on-selection"], v["selection"])]
    pairs += [(v[stance], theme.background) for stance in STANCES]
    for words, ground in pairs:
        assert contrast(words, ground) >= least, (words, ground)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("vision", VISION)
def test_the_stances_can_be_told_apart_by_any_eyes(theme: Theme, vision: str) -> None:
    for one, other in combinations(STANCES, 2):
        far = distance(theme.variables[one], theme.variables[other], vision)
        assert far >= 20 or not theme.name.endswith(vision), (one, other, far)
        assert far >= 12, (one, other, far)


async def test_a_theme_is_chosen_by_what_it_is_for_and_kept(tmp_path: Path) -> None:
    settings = tmp_path / "settings.json"
    app = NotescanApp(tmp_path / "reviews.sqlite", keys_file=tmp_path / "keys.json", settings_file=settings)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f4")
        await pilot.pause()
        assert all(words in drawn(pilot) for words in THEME_WORDS.values())
        await pilot.press("3")
        await settle(pilot)
        assert app.theme == CONTRAST.name
    assert json.loads(settings.read_text(encoding="utf-8")) == {"theme": CONTRAST.name}


async def test_a_theme_that_is_not_there_is_told(tmp_path: Path) -> None:
    settings = tmp_path / "settings.json"
    settings.write_text('{"theme": "sepia"}', encoding="utf-8")
    app = NotescanApp(tmp_path / "reviews.sqlite", keys_file=tmp_path / "keys.json", settings_file=settings)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert app.theme == THEMES[0].name
        (said,) = [n.message for n in app._notifications]
        assert "no theme called sepia" in said


def test_every_theme_has_its_words() -> None:
    assert set(THEME_WORDS) == {theme.name for theme in THEMES}


@pytest.mark.parametrize("grey", [False, True], ids=["colours", "NO_COLOR"])
@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
class TestSixteenColours:
    def test_each_is_one_of_the_sixteen(self, theme: Theme, grey: bool) -> None:
        few = in_sixteen(theme, grey=grey)
        named = [few.primary, few.secondary, few.accent, few.warning, few.error, few.success, few.foreground]
        named += [few.background, few.surface, few.panel]
        named += [v for name, v in few.variables.items() if name != "block-cursor-text-style"]
        for colour in named:
            assert colour is not None
            assert rounded(colour) == colour, "it would be shown as another one"

    def test_all_can_be_read_where_it_stands(self, theme: Theme, grey: bool) -> None:
        few = in_sixteen(theme, grey=grey)
        seen = as_grey if grey else str
        v = few.variables
        grounds = [few.background, few.surface, few.panel, v["top-bar"], v["low-bar"], v["cursor-row"]]
        pairs = [(few.foreground, ground) for ground in [*grounds, v["cursor-row-away"]]]
        pairs += [(v[stance], ground) for stance in STANCES for ground in (few.background, v["low-bar"])]
        pairs += [(v["key-color"], few.background), (few.error, few.background), (few.primary, few.background)]
        pairs += [(v[f"on-{name}"], v[name]) for name in ("note-head", "marker", "hit", "hit-current", "selection")]
        for words, ground in pairs:
            assert words is not None
            assert ground is not None
            assert contrast(seen(words), seen(ground)) >= 4.2, (words, ground)

    def test_what_is_chosen_stands_out_from_its_ground(self, theme: Theme, grey: bool) -> None:
        few = in_sixteen(theme, grey=grey)
        seen = as_grey if grey else str
        assert few.background is not None
        for name in ("cursor-row", "cursor-row-away", "marker", "note-head", "selection", "hit", "line"):
            assert distance(seen(few.variables[name]), few.background, "usual") >= 20, name

    def test_the_stances_can_be_told_apart_by_the_eyes_it_is_made_for(self, theme: Theme, grey: bool) -> None:
        if grey:
            return  # by sign, underline and word alone
        vision = theme.name.removeprefix("notescan-")
        few = in_sixteen(theme)
        for one, other in combinations(STANCES, 2):
            far = distance(few.variables[one], few.variables[other], vision if vision in VISION else "usual")
            assert far >= 20, (one, other, far)


def rounded(colour: str) -> str:
    """The nearest of the sixteen colours, by which a terminal that has no others is sent it."""
    number = Color.parse(colour).downgrade(ColorSystem.STANDARD).number
    assert number is not None
    return "#{:02x}{:02x}{:02x}".format(*STANDARD_PALETTE[number])


def as_grey(colour: str) -> str:
    """The same without its hue, as it is shown where NO_COLOR is set."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return rounded("#" + f"{round(red * 0.2126 + green * 0.7152 + blue * 0.0722):02x}" * 3)
