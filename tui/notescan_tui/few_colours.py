"""The themes for a terminal of sixteen colours, each colour one of the sixteen, so that nothing is left to rounding.

Rounding takes the nearest of the sixteen, which for our own colours is often the ground they stand on.
"""

from __future__ import annotations

from dataclasses import replace

from textual.theme import Theme

# What Rich takes each of the sixteen for, and so gives back as exactly that one.
BLACK, RED, GREEN, BLUE, MAGENTA, GREY = "#000000", "#aa0000", "#00aa00", "#0000aa", "#aa00aa", "#aaaaaa"
CYAN, DARK_GREY, BRIGHT_RED, BRIGHT_GREEN, YELLOW = "#00aaaa", "#555555", "#ff5555", "#55ff55", "#ffff55"
BRIGHT_MAGENTA, BRIGHT_CYAN, WHITE = "#ff55ff", "#55ffff", "#ffffff"

_DARK_MARKS = {
    "stance-for": BRIGHT_CYAN,
    "stance-against": YELLOW,
    "stance-planned": BRIGHT_MAGENTA,
    "stance-tint": BLACK,
    "stance-overlap": DARK_GREY,
    "note-head": GREY,
    "on-note-head": BLACK,
    "pointer": WHITE,
    "key-color": YELLOW,
    "marker": YELLOW,
    "on-marker": BLACK,
    "hit": GREEN,
    "on-hit": BLACK,
    "hit-current": BRIGHT_GREEN,
    "on-hit-current": BLACK,
    "selection": WHITE,
    "on-selection": BLACK,
    "top-bar": BLUE,
    "low-bar": BLUE,
    "cursor-row": BLUE,
    "cursor-row-away": DARK_GREY,
    "line": GREY,
    "edge": GREY,
}
_LIGHT_MARKS = {
    "stance-for": BLUE,
    "stance-against": RED,
    "stance-planned": MAGENTA,
    "stance-tint": WHITE,
    "stance-overlap": GREY,
    "note-head": BLUE,
    "on-note-head": WHITE,
    "pointer": BLUE,
    "key-color": BLUE,
    "marker": YELLOW,
    "on-marker": BLACK,
    "hit": BRIGHT_GREEN,
    "on-hit": BLACK,
    "hit-current": GREEN,
    "on-hit-current": BLACK,
    "selection": BLACK,
    "on-selection": WHITE,
    "top-bar": GREY,
    "low-bar": BRIGHT_CYAN,
    "cursor-row": BRIGHT_CYAN,
    "cursor-row-away": GREY,
    "line": DARK_GREY,
    "edge": DARK_GREY,
}
# For eyes that see some colours weakly: the stances differ in lightness or in a colour that such eyes see.
_STANCES = {
    "notescan-protan": {"stance-for": CYAN, "stance-planned": WHITE},
    "notescan-deutan": {"stance-for": CYAN, "stance-planned": WHITE},
    "notescan-tritan": {"stance-against": BRIGHT_MAGENTA, "stance-planned": WHITE},
}
# Without colour (NO_COLOR) blue would be as dark as black, yellow as light as white; sign and word tell the stances.
_DARK_GREYS = {
    **dict.fromkeys(("stance-for", "stance-against", "stance-planned"), WHITE),
    **dict.fromkeys(("top-bar", "low-bar", "cursor-row"), DARK_GREY),
    "hit": GREY,
}
_LIGHT_GREYS = {
    **dict.fromkeys(("stance-for", "stance-against", "stance-planned"), BLACK),
    **dict.fromkeys(("low-bar", "cursor-row", "hit"), GREY),
    **dict.fromkeys(("note-head", "marker"), BLACK),
    "on-marker": WHITE,
    "selection": DARK_GREY,
    "hit-current": DARK_GREY,
    "on-hit-current": WHITE,
}


def few_marks(*, dark: bool, grey: bool = False) -> dict[str, str]:
    """The colours of evidence on such a terminal; `grey` where it shall show no colour at all."""
    marks, greys = (_DARK_MARKS, _DARK_GREYS) if dark else (_LIGHT_MARKS, _LIGHT_GREYS)
    return {**marks, **greys} if grey else marks


def in_sixteen(theme: Theme, *, grey: bool = False) -> Theme:
    """This theme in the sixteen colours."""
    marks = {**few_marks(dark=theme.dark, grey=grey), **({} if grey else _STANCES.get(theme.name, {}))}
    ground, words, lively = (BLACK, WHITE, YELLOW) if theme.dark else (WHITE, BLACK, BLUE)
    return replace(
        theme,
        primary=WHITE if theme.dark else BLUE,
        secondary=GREY if theme.dark else DARK_GREY,
        accent=lively,
        warning=marks["stance-against"],
        error=words if grey else BRIGHT_RED if theme.dark else RED,
        success=BRIGHT_GREEN if theme.dark else GREEN,
        foreground=words,
        background=ground,
        surface=ground,
        panel=(DARK_GREY if grey else BLUE) if theme.dark else GREY,
        variables={**theme.variables, **marks},
    )
