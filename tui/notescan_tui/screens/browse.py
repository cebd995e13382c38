"""Choosing a case file, or a folder of cases: in the folders, or by typing its path."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widgets import DirectoryTree, Input, Static, Tree
from textual.widgets.directory_tree import DirEntry
from textual.widgets.tree import TreeNode
from textual.worker import get_current_worker

from notescan_tui.screens.dialogs import Dialog
from notescan_tui.screens.home_work import GivenUp
from notescan_tui.widgets.bars import KeyBar
from notescan_tui.wording import shown_line

READABLE = frozenset(
    """.txt .md .markdown .text .log .csv .tsv .docx .docm .pdf .html .htm .mht .mhtml .rtf .odt .fodt .ods .fods .xlsx
    .xlsm .xls .eml .zip""".split()
)
"""Endings of files that may be case notes. What a file really is, is told by what is in it, when it is opened."""


_RESTS = 0.15
"""Seconds that the cursor must rest on a file before it is read for a preview."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen: the files of one case, or the `folder` each of whose files and folders is a case."""

    paths: tuple[str, ...] = ()
    folder: Path | None = None


BROWSE_KEYS: list[BindingType] = [
    Binding("m", "mark", "mark", id="browse.mark", tooltip="Mark a file, or not: the marked ones are one case"),
    Binding("F", "folder", "folder of cases", id="browse.folder", tooltip="Each file in this folder is a case"),
    Binding("backspace", "up", "up", id="browse.up", tooltip="Go to the folder above"),
    Binding("slash", "type", "type a path", id="browse.type", tooltip="Type a path"),
]
TREE_KEYS: list[BindingType] = [
    Binding("enter", "select_cursor", "open", id="browse.open", tooltip="Open this file, or look into this folder"),
]


class CaseTree(DirectoryTree):
    """Folders and readable files; hidden ones are left out, marked ones have a sign."""

    BINDINGS: ClassVar[list[BindingType]] = TREE_KEYS
    ICON_NODE, ICON_NODE_EXPANDED, ICON_FILE = "▸ ", "▾ ", "  "

    def __init__(self, folder: Path, *, id: str) -> None:
        super().__init__(folder, id=id)
        self.marked: list[Path] = []

    def render_label(self, node: TreeNode[DirEntry], base_style: Style, style: Style) -> Text:
        """The name, with a sign before a marked file."""
        label = super().render_label(node, base_style, style)
        if node.data is not None and node.data.path in self.marked:
            return Text.assemble(("● ", style + Style(bold=True)), label[len(self.ICON_FILE) :])
        return label

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        """What an auditor may want to open."""
        return [p for p in paths if not p.name.startswith(".") and (p.is_dir() or p.suffix.lower() in READABLE)]


class BrowseScreen(Dialog[Chosen | None]):
    """A tree of folders, what the file under the cursor holds, and a field for the path.

    Several marked files make one case; `for_folder` where a folder of cases is looked for.
    """

    BINDINGS: ClassVar[list[BindingType]] = BROWSE_KEYS

    class Previewed(Message):
        """What a file holds was looked at."""

        def __init__(self, path: Path, words: str) -> None:
            super().__init__()
            self.path, self.words = path, words

    def __init__(self, folder: Path | None = None, *, for_folder: bool = False) -> None:
        super().__init__()
        self._folder, self._for_folder = folder or Path.cwd(), for_folder
        self._resting: Timer | None = None

    def compose(self) -> ComposeResult:
        """The tree, the preview, the field."""
        title = "Open a case file"
        if self._for_folder:
            title = "Open a folder of cases: each file or folder in it is one"
        with Vertical(id="box"):
            yield Static(title, id="title", markup=False)
            yield Static(str(self._folder), id="about", markup=False)
            yield CaseTree(self._folder, id="tree")
            yield Static("", id="preview", markup=False)
            yield Input(placeholder="or type a path here, and Enter", id="path", compact=True)
            yield Static("", id="told", markup=False)
            yield KeyBar(rows=2, id="keys")

    def on_mount(self) -> None:
        self.query_one("#tree").focus()

    # -------------------------------------------------------------------------------------------- preview

    @on(Tree.NodeHighlighted)
    def _moved(self, event: Tree.NodeHighlighted[DirEntry]) -> None:
        self.workers.cancel_group(self, "preview")
        if self._resting is not None:
            self._resting.stop()
        self.query_one("#preview", Static).update("")
        if event.node.data is not None:
            path = event.node.data.path
            self._resting = self.set_timer(_RESTS, lambda: self._preview(path))

    @work(thread=True, group="preview", exclusive=True, exit_on_error=False)
    def _preview(self, path: Path) -> None:
        from notescan_tui import looking

        worker = get_current_worker()

        def go_on() -> None:
            if worker.is_cancelled:
                raise GivenUp

        try:
            words = looking.preview(path, go_on)
        except GivenUp:
            return
        except Exception as error:  # a fault of ours must not keep the auditor from choosing the file
            self.log.error(error)
            words = "There is no preview of this file. Enter opens it."
        if not worker.is_cancelled:
            self.post_message(self.Previewed(path, words))

    @on(Previewed)
    def _previewed(self, event: Previewed) -> None:
        if self._under_cursor == event.path:
            self.query_one("#preview", Static).update(event.words)

    @property
    def _under_cursor(self) -> Path | None:
        node = self.query_one(CaseTree).cursor_node
        return node.data.path if node is not None and node.data is not None else None

    # ----------------------------------------------------------------------------------------------- acts

    @on(DirectoryTree.FileSelected)
    def _file(self, event: DirectoryTree.FileSelected) -> None:
        event.stop()
        marked = self.query_one(CaseTree).marked
        self.dismiss(Chosen(tuple(str(path) for path in dict.fromkeys([*marked, event.path]))))

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        path = Path(event.value.strip().strip("'\"")).expanduser()
        if path.is_dir() and self._for_folder:
            self.dismiss(Chosen(folder=path))
        elif path.is_dir():
            self._go(path)
        elif path.is_file():
            self.dismiss(Chosen((str(path),)))
        else:
            self._say(f"There is no file {path}.", wrong=True)

    def action_up(self) -> None:
        """The folder above."""
        self._go(self._folder.absolute().parent)

    def action_type(self) -> None:
        """Type a path."""
        self.query_one("#path").focus()

    def action_mark(self) -> None:
        """Mark the file, or take the mark away."""
        under = self._under_cursor
        if under is None or not under.is_file():
            return
        tree = self.query_one(CaseTree)
        if under in tree.marked:
            tree.marked.remove(under)
        else:
            tree.marked.append(under)
        if tree.cursor_node is not None:
            tree.cursor_node.refresh()
        names = ", ".join(shown_line(path.name) for path in tree.marked)
        self._say(f"One case of: {names}." if names else "")

    def action_folder(self) -> None:
        """The folder under the cursor, or the one the file under it lies in, is a folder of cases."""
        under = self._under_cursor or self._folder
        self.dismiss(Chosen(folder=under if under.is_dir() else under.parent))

    def _say(self, words: str, *, wrong: bool = False) -> None:
        told = self.query_one("#told", Static)
        told.set_class(wrong, "wrong")
        told.update(words)

    def _go(self, folder: Path) -> None:
        self._folder = folder
        self.query_one(CaseTree).path = folder
        self.query_one("#about", Static).update(str(folder))
        self.query_one("#tree").focus()
