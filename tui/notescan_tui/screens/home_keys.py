"""The keys of the home screen."""

from __future__ import annotations

from textual.binding import Binding, BindingType

HOME_KEYS: list[BindingType] = [
    Binding("o", "browse", "open", id="home.open", tooltip="Open a case file"),
    Binding("F", "queue", "folder", id="home.queue", tooltip="Open a folder: each file in it is one case"),
    Binding("p", "paste", "paste", id="home.paste", tooltip="Paste the text of a case"),
    Binding("d", "demo", "demo", id="home.demo", tooltip="Look at an invented case"),
    Binding("q", "app.quit", "quit", id="home.quit", tooltip="Quit: everything is saved already"),
    Binding("x,delete", "forget", "forget", id="home.forget", tooltip="Forget this review, for good"),
    Binding("question_mark", "help", "help", id="home.help", tooltip="All keys of this screen"),
]  # fmt: skip
