"""Two themes, dark and light. Stances differ in hue and lightness also for colour-blind eyes (blue, orange, violet)."""

from __future__ import annotations

from textual.theme import Theme

DARK_MARKS = {
    "stance-for": "#6cc4ff",
    "stance-against": "#ffab5e",
    "stance-planned": "#d9a8ff",
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
    "tip-cursor": "#2f4f6b",
}
LIGHT_MARKS = {
    "stance-for": "#00558f",
    "stance-against": "#9a3b00",
    "stance-planned": "#6d2a94",
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
    "tip-cursor": "#b9d3ea",
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
    variables={**DARK_MARKS, "block-cursor-text-style": "bold"},
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
    variables={**LIGHT_MARKS, "block-cursor-text-style": "bold"},
)


def marks(*, dark: bool) -> dict[str, str]:
    """The colours of evidence for a theme that does not have its own."""
    return DARK_MARKS if dark else LIGHT_MARKS
