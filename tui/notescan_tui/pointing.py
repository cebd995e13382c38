"""Where the terminal's own cursor belongs: a screen reader reads from there."""

from __future__ import annotations

from rich.text import Text
from textual.geometry import Offset
from textual.widgets import OptionList


def cursor_in(options: OptionList) -> Offset | None:
    """The place on the screen of the highlighted option's first line; None where it is out of view."""
    at = options.highlighted
    if at is None:
        return None
    # our lists never wrap: an option is as high as its text has lines
    row = sum(_height(options, n) for n in range(at)) - options.scroll_offset.y
    region = options.content_region
    return Offset(region.x, region.y + int(row)) if 0 <= row < region.height else None


def _height(options: OptionList, number: int) -> int:
    prompt = options.get_option_at_index(number).prompt
    words = prompt.plain if isinstance(prompt, Text) else str(prompt)
    return words.count("\n") + 1
