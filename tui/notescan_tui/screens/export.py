"""Writing the audit summary to a file: which form, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Checkbox, Input, RadioSet, Static

from notescan_tui.screens.dialogs import FormDialog, Pick, Picks
from notescan_tui.wording import counted

FORMS = {
    "html": "Web page to read or print (.html)",
    "docx": "Word document (.docx)",
    "pdf": "PDF (.pdf)",
    "xlsx": "Excel workbook (.xlsx)",
    "md": "Plain text with headings, Markdown (.md)",
    "csv": "Table of the findings (.csv)",
    "json": "Data for other programs (.json)",
    "jsonld": "Marks on the text for other programs, W3C Web Annotation (.jsonld)",
    "spacy": "Your decisions to train with, spaCy (.spacy)",
    "jsonl": "Your decisions to train with, Prodigy (.jsonl)",
}
"""The formats of notescan.summary.FORMATS, in the auditor's words; a test sees that none is missing."""


def suggested_name(title: str) -> str:
    """A file's name for the summary of a case, without its ending."""
    return (re.sub(r"[^\w-]+", "-", title.lower()).strip("-_")[:60] or "case") + "-audit"


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What the user wants written, and where."""

    form: str
    path: Path
    pseudonymise: bool = False
    template: Path | None = None
    key: Path | None = None
    """Where to write who is who, if that is wanted."""


def key_path(summary: Path) -> Path:
    """The file beside a summary that tells who is who in it."""
    return summary.with_name(f"{summary.stem}-who-is-who.txt")


class Tick(Checkbox, inherit_bindings=False):
    """On or off, told by its sign; Enter is left to the dialog."""

    BUTTON_LEFT, BUTTON_INNER, BUTTON_RIGHT = "[", "x", "]"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "toggle_button", "On or off", id="tick.toggle", tooltip="On or off", show=False),
    ]

    def __init__(self, label: str, *, id: str, compact: bool) -> None:
        super().__init__(Text(label), id=id, compact=compact)
        self.BUTTON_INNER = " "

    def watch_value(self) -> None:
        """On or off: change the sign with it."""
        self.BUTTON_INNER = "x" if self.value else " "
        super().watch_value()


class ExportDialog(FormDialog[ExportWish | None]):
    """The form, the file, and a second Enter where that file is there already."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write", "Write", id="export.write", tooltip="Write the summary"),
    ]

    def __init__(self, title: str, folder: Path, *, open_items: int) -> None:
        super().__init__()
        self._name = suggested_name(title)
        self._folder, self._open = folder, open_items
        self._asked: Path | None = None
        self._typed = False

    def compose(self) -> ComposeResult:
        """The forms, the file's name, and what would be overwritten."""
        with Vertical(id="box"):
            yield Static("Write the audit summary", id="title", markup=False)
            if self._open:
                yield Static(
                    f"{counted(self._open, 'item')} still to decide: left out of the evidence, and counted as open.",
                    id="about",
                    markup=False,
                )
            with Picks(id="form", compact=True):
                for number, words in enumerate(FORMS.values()):
                    yield Pick(Text(words), value=number == 0)
            yield Static("File", classes="head", markup=False)
            yield Input(str(self._suggested("html")), id="path", select_on_focus=False, compact=True)
            yield Tick("Stand-ins for names (Child A, School 1)", id="names", compact=True)
            yield Tick("Write who is who to a file of its own, to be kept apart", id="key", compact=True)
            with Horizontal(id="template-row"):
                yield Static("Your own Word form", id="template-label", markup=False)
                yield Input(id="template", compact=True, placeholder="a .docx with {{summary}} in it, if you like")
            yield Static("", id="warning", classes="wrong", markup=False)
            yield Static(
                "↑ ↓ form · Tab next · Space stand-ins · Enter write · Esc cancel",
                id="hint",
                markup=False,
            )

    def on_mount(self) -> None:
        self.query_one("#form").focus()

    @property
    def _form(self) -> str:
        return list(FORMS)[max(self.query_one("#form", RadioSet).pressed_index, 0)]

    def _suggested(self, form: str) -> Path:
        return self._folder / f"{self._name}.{form}"

    def on_radio_set_changed(self) -> None:
        self.set_class(self._form == "docx", "word")
        path = self.query_one("#path", Input)
        given = Path(path.value)
        if given.suffix.lstrip(".") in FORMS:
            path.value = str(given.with_suffix(f".{self._form}"))

    def on_checkbox_changed(self) -> None:
        self.set_class(self.query_one("#names", Checkbox).value, "hidden-names")

    def on_input_changed(self) -> None:
        self._asked = None
        self.query_one("#warning", Static).update("")

    def on_input_submitted(self) -> None:
        self.action_write()

    def action_write(self) -> None:
        """Check the place, ask before writing over a file, and hand the wish back."""
        given = self.query_one("#path", Input).value.strip()
        path = Path(given).expanduser()
        form = self.query_one("#template", Input).value.strip()
        template = Path(form).expanduser() if form and self._form == "docx" else None
        names = self.query_one("#names", Checkbox).value
        key = key_path(path) if names and self.query_one("#key", Checkbox).value else None
        if not given or path.is_dir():
            self.warn("Give the name of a file, not of a folder.")
        elif not path.parent.is_dir():
            self.warn(f"There is no folder {path.parent}.")
        elif path.exists() and self._asked != path:
            self._asked = path
            self.warn("This file is there already. Enter again writes over it.")
        elif key is not None and key.exists() and self._asked != path:
            self._asked = path
            self.warn(f"{key.name} is there already. Enter again writes over it.")
        elif template is not None and not template.is_file():
            self.warn(f"There is no Word form {template}.")
        else:
            self.dismiss(ExportWish(self._form, path.absolute(), names, template, key and key.absolute()))
