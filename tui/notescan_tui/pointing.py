"""Where the terminal's own cursor belongs: a screen reader reads from there."""

from __future__ import annotations

from rich.text import Text
from textual.geometry import Offset
from textual.widget import Widget
from textual.widgets import Input, OptionList, RadioSet, TextArea

from notescan_tui.widgets.case_view import CaseView


def cursor_on(widget: Widget) -> Offset | None:
    """The place on the screen that is meant by the focus; None where the widget puts the cursor there itself."""
    if isinstance(widget, Input | TextArea):
        return None
    if isinstance(widget, CaseView):
        return widget.cursor_place()
    if isinstance(widget, OptionList):
        return _in_list(widget)
    if isinstance(widget, RadioSet) and widget.pressed_button is not None:
        return widget.pressed_button.content_region.offset
    return widget.content_region.offset


def _in_list(options: OptionList) -> Offset | None:
    """The highlighted option's first line; None where it is out of view."""
    at = options.highlighted
    if at is None:
        return options.content_region.offset
    # our lists never wrap: an option is as high as its text has lines
    row = sum(_height(options, n) for n in range(at)) - options.scroll_offset.y
    region = options.content_region
    return Offset(region.x, region.y + int(row)) if 0 <= row < region.height else None


def _height(options: OptionList, number: int) -> int:
    prompt = options.get_option_at_index(number).prompt
    words = prompt.plain if isinstance(prompt, Text) else str(prompt)
    return words.count("\n") + 1
