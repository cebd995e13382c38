"""docs/keys.md, made from the keys themselves: `python -m notescan_tui.keys_page > docs/keys.md`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.binding import Binding, BindingType

_SHOWN = {
    "plus": "+", "slash": "/", "question_mark": "?", "right_square_bracket": "]", "left_square_bracket": "[",
    "period": ".", "colon": ":",
}  # fmt: skip


def parts() -> list[tuple[str, Sequence[BindingType]]]:
    """Every screen with keys of its own, and its keys."""
    from notescan_tui.screens.browse import BROWSE_KEYS, TREE_KEYS
    from notescan_tui.screens.chronology import CHRONOLOGY_KEYS
    from notescan_tui.screens.coverage import COVERAGE_KEYS
    from notescan_tui.screens.dialogs import READ_KEYS, YES_NO_KEYS
    from notescan_tui.screens.filter import FILTER_KEYS
    from notescan_tui.screens.finding import FINDING_KEYS
    from notescan_tui.screens.home_keys import HOME_KEYS
    from notescan_tui.screens.items import ITEMS_KEYS
    from notescan_tui.screens.keys_screen import ACTION_KEYS, KEYS_KEYS
    from notescan_tui.screens.queue import QUEUE_KEYS
    from notescan_tui.screens.review_keys import REVIEW_KEYS
    from notescan_tui.screens.roster import ROSTER_KEYS
    from notescan_tui.screens.summary import LINE_KEYS, SUMMARY_KEYS
    from notescan_tui.screens.why_dialog import WHY_KEYS
    from notescan_tui.widgets.choosing import SELECT_KEYS

    return [
        ("Home", HOME_KEYS),
        ("Choosing a file", [*TREE_KEYS, *BROWSE_KEYS]),
        ("A folder of cases", QUEUE_KEYS),
        ("Review", REVIEW_KEYS),
        ("Choosing words", SELECT_KEYS),
        ("Several items at once", ITEMS_KEYS),
        ("Show only", FILTER_KEYS),
        ("Dates and counts", FINDING_KEYS),
        ("The summary", [*LINE_KEYS, *SUMMARY_KEYS]),
        ("Who is who", ROSTER_KEYS),
        ("The chronology", CHRONOLOGY_KEYS),
        ("Who was seen and asked", COVERAGE_KEYS),
        ("Words to read", [*READ_KEYS, *WHY_KEYS]),
        ("Yes or no", YES_NO_KEYS),
        ("Your keys", [*ACTION_KEYS, *KEYS_KEYS]),
    ]


def page() -> str:
    """The whole page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Keys"
    yield ""
    yield (
        "Every key of the app, with the name by which `keys.json` can give it another "
        '(see the README, "Keys of your own"). Enter, Esc, Tab and the arrows do the same everywhere, and in a list '
        "of answers its numbers choose: those stay as they are."
    )
    from notescan_tui.app import NotescanApp

    for title, bindings in [*parts(), ("Everywhere", NotescanApp.BINDINGS)]:
        yield from ("", f"## {title}", "", "| name | key | does |", "|---|---|---|")
        for binding in bindings:
            if isinstance(binding, Binding):
                keys = ", ".join(f"`{_SHOWN.get(key, key)}`" for key in binding.key.split(","))
                yield f"| `{binding.id}` | {keys} | {binding.tooltip or binding.description} |"


if __name__ == "__main__":
    print(page(), end="")
