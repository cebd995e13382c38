"""Contrast of every theme, and whether the stances can be told apart by eyes that see colours otherwise.

Contrast: WCAG 2.2, 1.4.3 (4.5 for text; 7 for the high-contrast theme, 1.4.6). Colour-blind vision: the matrices of
Machado, Oliveira and Fernandes (2009) at severity 1, in linear RGB. Distance: CIE76 in CIELAB, 20 and more.
"""

from __future__ import annotations

from itertools import combinations

import pytest
from textual.theme import Theme

from notescan_tui.themes import CONTRAST, THEME_WORDS, THEMES

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


def test_every_theme_has_its_words() -> None:
    assert set(THEME_WORDS) == {theme.name for theme in THEMES}
