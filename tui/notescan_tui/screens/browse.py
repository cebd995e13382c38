"""Choosing a case file: in the folders, or by typing its path."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import DirectoryTree, Input, Static

from notescan_tui.screens.dialogs import Dialog

READABLE = frozenset(
    """.txt .md .markdown .text .log .csv .tsv .docx .docm .pdf .html .htm .mht .mhtml .rtf .odt .fodt .ods .fods .xlsx
    .xlsm .xls .eml .zip""".split()
)
"""Endings of files that may be case notes. What a file really is, is told by what is in it, when it is opened."""


class CaseTree(DirectoryTree):
    """Folders and readable files; hidden ones are left out."""

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        """What an auditor may want to open."""
        return [p for p in paths if not p.name.startswith(".") and (p.is_dir() or p.suffix.lower() in READABLE)]


class BrowseScreen(Dialog[tuple[str, ...] | None]):
    """A tree of folders above a field for the path. Several files (Space marks them) make one case."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("backspace", "up", "Folder above", id="browse.up", tooltip="Go to the folder above"),
        Binding("m", "mark", "Mark", id="browse.mark", tooltip="Mark a file: the marked ones are one case"),
        Binding("slash", "type", "Type a path", id="browse.type", tooltip="Type a path"),
    ]

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__()
        self._folder = folder or Path.cwd()
        self._marked: list[str] = []

    def compose(self) -> ComposeResult:
        """The tree, the field."""
        with Vertical(id="box"):
            yield Static("Open a case file", id="title", markup=False)
            yield Static(str(self._folder), id="about", markup=False)
            yield CaseTree(self._folder, id="tree")
            yield Input(placeholder="or type a path here, and Enter", id="path", compact=True)
            yield Static("", id="warning", classes="wrong", markup=False)
            yield Static(
                "Enter open · m mark several · Backspace up · / type a path · Esc cancel",
                id="hint",
                markup=False,
            )

    def on_mount(self) -> None:
        self.query_one("#tree").focus()

    @on(DirectoryTree.FileSelected)
    def _file(self, event: DirectoryTree.FileSelected) -> None:
        event.stop()
        path = str(event.path)
        self.dismiss(tuple(dict.fromkeys([*self._marked, path])))

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        path = Path(event.value.strip().strip("'\"")).expanduser()
        if path.is_dir():
            self._go(path)
        elif path.is_file():
            self.dismiss((str(path),))
        else:
            self.query_one("#warning", Static).update(f"There is no file {path}.")

    def action_up(self) -> None:
        """The folder above."""
        self._go(self._folder.absolute().parent)

    def action_type(self) -> None:
        """Type a path."""
        self.query_one("#path").focus()

    def action_mark(self) -> None:
        """Mark the file, or take the mark away."""
        node = self.query_one(CaseTree).cursor_node
        if node is None or node.data is None or not node.data.path.is_file():
            return
        path = str(node.data.path)
        if path in self._marked:
            self._marked.remove(path)
        else:
            self._marked.append(path)
        names = ", ".join(Path(p).name for p in self._marked)
        self.query_one("#warning", Static).update(f"One case of: {names}; Enter opens." if names else "")

    def _go(self, folder: Path) -> None:
        self._folder = folder
        self.query_one(CaseTree).path = folder
        self.query_one("#about", Static).update(str(folder))
        self.query_one("#tree").focus()
