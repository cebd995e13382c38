"""The themes: dark and light, high contrast, and one for each kind of colour-blindness.

In each the three stances differ in lightness too, so that they can be told apart without any hue; and each stance has
its sign and its underline besides. tests/tui/test_themes.py measures contrast and distance as such eyes see them.
"""

from __future__ import annotations

from textual.theme import Theme

DARK_MARKS = {
    "stance-for": "#6cc4ff",
    "stance-against": "#ffab5e",
    "stance-planned": "#ecd9ff",
    "stance-tint": "#26323f",
    "stance-overlap": "#3a4d61",
    "note-head": "#2d3c4a",
    "on-note-head": "#e6edf3",
    "pointer": "#8fa9bd",
    "key-color": "#ffd866",
    "marker": "#ffd866",
    "on-marker": "#14181d",
    "hit": "#2c5d47",
    "on-hit": "#f2fff8",
    "hit-current": "#7fe3b0",
    "on-hit-current": "#10241a",
    "selection": "#f2f5f8",
    "on-selection": "#10151a",
    "cursor-row": "#2f4f6b",
}
LIGHT_MARKS = {
    "stance-for": "#003f73",
    "stance-against": "#9a3b00",
    "stance-planned": "#8657b4",
    "stance-tint": "#e3ebf3",
    "stance-overlap": "#c6d6e6",
    "note-head": "#d3dde6",
    "on-note-head": "#12202c",
    "pointer": "#48606f",
    "key-color": "#1f5f8b",
    "marker": "#ffdf57",
    "on-marker": "#161616",
    "hit": "#bfe8cf",
    "on-hit": "#0f2a1b",
    "hit-current": "#1d7a4a",
    "on-hit-current": "#ffffff",
    "selection": "#1c2228",
    "on-selection": "#ffffff",
    "cursor-row": "#b9d3ea",
}


def frame(primary: str) -> dict[str, str]:
    """The colours of what stands around the evidence, as shares of a theme's own main colour."""
    return {
        "top-bar": f"{primary} 22%",
        "low-bar": f"{primary} 14%",
        "cursor-row-away": f"{primary} 22%",
        "line": f"{primary} 40%",
        "edge": f"{primary} 60%",
    }


DARK = Theme(
    name="notescan-dark",
    primary="#7fb4d8",
    secondary="#a3b8c8",
    accent="#ffd866",
    warning="#ffab5e",
    error="#ff8f87",
    success="#7fe3b0",
    foreground="#dde3e9",
    background="#14181d",
    surface="#1b2128",
    panel="#242c35",
    dark=True,
    variables={**DARK_MARKS, **frame("#7fb4d8"), "block-cursor-text-style": "bold"},
)
LIGHT = Theme(
    name="notescan-light",
    primary="#1f5f8b",
    secondary="#48606f",
    accent="#8a5a00",
    warning="#9a3b00",
    error="#a61b1b",
    success="#1d7a4a",
    foreground="#1c2228",
    background="#fcfbf8",
    surface="#f2f1ec",
    panel="#e6e5df",
    dark=False,
    variables={**LIGHT_MARKS, **frame("#1f5f8b"), "block-cursor-text-style": "bold"},
)


CONTRAST_MARKS = {
    **DARK_MARKS,
    "stance-for": "#5cc8ff",
    "stance-against": "#ffd000",
    "stance-planned": "#ffffff",
    "stance-tint": "#1a1a1a",
    "stance-overlap": "#4a4a4a",
    "note-head": "#ffffff",
    "on-note-head": "#000000",
    "pointer": "#ffffff",
    "key-color": "#ffff00",
    "marker": "#ffff00",
    "on-marker": "#000000",
    "hit": "#005f00",
    "on-hit": "#ffffff",
    "hit-current": "#00ff00",
    "on-hit-current": "#000000",
    "selection": "#ffffff",
    "on-selection": "#000000",
    "cursor-row": "#0050a0",
}
RED_GREEN_MARKS = {
    **DARK_MARKS,
    "stance-for": "#56a8ff",
    "stance-against": "#ffd23f",
    "stance-planned": "#f4f4f4",
    "hit": "#234a7a",
    "hit-current": "#9fd0ff",
    "on-hit-current": "#0a1826",
}
BLUE_YELLOW_MARKS = {
    **DARK_MARKS,
    "stance-for": "#2fd6c3",
    "stance-against": "#ff7d7d",
    "stance-planned": "#f4f4f4",
    "key-color": "#ffb3b3",
    "marker": "#ffb3b3",
    "hit": "#1d5a55",
    "hit-current": "#8ff0e4",
    "on-hit-current": "#06201d",
}


def _dark(name: str, marks: dict[str, str], **colours: str) -> Theme:
    usual: dict[str, str] = {
        "primary": "#7fb4d8",
        "secondary": "#a3b8c8",
        "accent": marks["key-color"],
        "warning": marks["stance-against"],
        "error": "#ff8f87",
        "success": marks["hit-current"],
        "foreground": "#dde3e9",
        "background": "#14181d",
        "surface": "#1b2128",
        "panel": "#242c35",
    }
    chosen = {**usual, **colours}
    variables = {**marks, **frame(chosen["primary"]), "block-cursor-text-style": "bold"}
    theme = Theme(name=name, dark=True, variables=variables, primary="")
    for colour, value in chosen.items():
        setattr(theme, colour, value)
    return theme


CONTRAST = _dark(
    "notescan-contrast",
    CONTRAST_MARKS,
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#141414",
    primary="#ffffff",
    secondary="#ffffff",
    error="#ff9d9d",
)
PROTAN = _dark("notescan-protan", RED_GREEN_MARKS)
DEUTAN = _dark("notescan-deutan", {**RED_GREEN_MARKS, "stance-for": "#4fa0ff"})
TRITAN = _dark("notescan-tritan", BLUE_YELLOW_MARKS)

THEMES = (DARK, LIGHT, CONTRAST, PROTAN, DEUTAN, TRITAN)
THEME_NAMES = tuple(theme.name for theme in THEMES)
THEME_WORDS = {
    "notescan-dark": "Dark",
    "notescan-light": "Light",
    "notescan-contrast": "High contrast",
    "notescan-protan": "For eyes that see red weakly (protan)",
    "notescan-deutan": "For eyes that see green weakly (deutan)",
    "notescan-tritan": "For eyes that see blue weakly (tritan)",
}


def marks(theme: Theme) -> dict[str, str]:
    """The colours of evidence, and of what stands around it, for a theme that does not have its own."""
    return {**(DARK_MARKS if theme.dark else LIGHT_MARKS), **frame(theme.primary)}
