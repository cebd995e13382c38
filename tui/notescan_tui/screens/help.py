"""The help, made from the keys that are in force, so that it can't be wrong about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.text import Text

from notescan_tui.keyed import key_of
from notescan_tui.wording import GRADE_SIGNS, NOTHING_FOUND, POSSIBLE, STANCE_HELP, STANCE_SIGNS, STANCE_WORDS

if TYPE_CHECKING:
    from textual.binding import Binding
    from textual.screen import Screen

GROUPS = {
    "decide": "Deciding",
    "go": "Going on",
    "text": "The text",
    "select": "Choosing words",
    "tip": "A tip without evidence",
    "write": "For the summary",
    "more": "More",
    "teach": "Teaching the patterns",
    "people": "Who is who",
    "time": "The chronology",
    "seen": "Who was seen and asked",
    "summary": "The summary",
    "items": "Several items at once",
    "filter": "Show only",
    "finding": "Dates and counts",
    "why": "Why it was found",
    "dialog": "Boxes",
    "home": "Reviews",
    "browse": "Choosing a file",
    "queue": "A folder of cases",
    "keys": "Your keys",
    "app": "The app",
}


def live_keys(screen: Screen[Any]) -> list[tuple[Binding, list[str]]]:
    """Each action that works now, with all keys that do it, in the order in which they were bound."""
    app = screen.app
    found: dict[str, tuple[Binding, list[str]]] = {}
    for _, binding, _, _ in screen.active_bindings.values():
        if not binding.description or binding.id is None:
            continue
        _, keys = found.setdefault(binding.id, (binding, []))
        name = app.get_key_display(binding)
        if name not in keys:
            keys.append(name)
    return list(found.values())


def help_words(screen: Screen[Any], *, signs: bool) -> Text:
    """The keys by what they are for; on the review screen also what the signs mean."""
    text = Text()
    keys = live_keys(screen)
    for group, head in GROUPS.items():
        rows = [(b, ks) for b, ks in keys if b.id and b.id.partition(".")[0] == group]
        if not rows:
            continue
        text.append(f"{head}\n", "bold")
        for binding, names in rows:
            text.append(f"  {' or '.join(names):<18} ", "bold")
            text.append(f"{binding.tooltip or binding.description}\n")
        text.append("\n")
    if signs:
        _signs(text)
    text.append("A key can be changed: ", "bold")
    text.append(f"{key_of(screen.app, 'app.keys')} lists them all.\n")
    text.rstrip()
    return text


def _signs(text: Text) -> None:
    from notescan.model import GRADES

    text.append("Signs\n", "bold")
    for stance, sign in STANCE_SIGNS.items():
        text.append(f"  {sign:<3} ", "bold")
        text.append(f"{STANCE_WORDS[stance]}: {STANCE_HELP[stance]}\n")
    for sign, words in (
        (NOTHING_FOUND, "searched, and nothing found"),
        ("!", "a date or a count that needs a look"),
        ("✓", "confirmed; before a tip: all its items are decided"),
        ("✗", "rejected: it stays in the text, and never gets into the summary"),
        ("…", "to be decided later"),
        (POSSIBLE, "possible only: weaker than the others, look at it twice"),
        ("▶", "the item you are at"),
    ):
        text.append(f"  {sign:<3} ", "bold")
        text.append(f"{words}\n")
    for grade, sign in GRADE_SIGNS.items():
        text.append(f"  {sign:<3} ", "bold")
        text.append(f"graded: {GRADES[grade].lower()}\n")
    text.append("\nEvery decision is saved as you make it, and every one can be undone.\n\n")
