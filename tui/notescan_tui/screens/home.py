"""Home: the reviews that were begun, and the ways to begin one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from rich.cells import set_cell_size
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from notescan_tui import engine
from notescan_tui.engine import Wish
from notescan_tui.screens.dialogs import ConfirmDialog, ReadDialog
from notescan_tui.screens.help import help_words
from notescan_tui.screens.home_keys import HOME_KEYS
from notescan_tui.screens.home_work import HomeWork
from notescan_tui.widgets.bars import KeyBar, TwoEnds
from notescan_tui.wording import bar, counted, day, shown_line

if TYPE_CHECKING:
    from notescan.review.store import ReviewInfo
    from notescan_tui.screens.browse import Chosen

WELCOME = (
    "No reviews yet.\n\n"
    "Open a case file or a folder of cases, or paste a case's text. notescan finds the sentences that are evidence "
    "for each audit tip; you confirm or reject them. Nothing leaves this computer, and every decision is kept as you "
    "make it."
)

_WAYS = {"open": "Open a file", "queue": "A folder", "paste": "Paste text", "demo": "The demo"}
"""The buttons, by the last part of their keys' names."""
_NOTHING = "nothing found to decide"


class HomeScreen(HomeWork):
    """The list of reviews, usable at once while the engine loads."""

    BINDINGS: ClassVar[list[BindingType]] = HOME_KEYS
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self._reviews: list[ReviewInfo] = []

    def compose(self) -> ComposeResult:
        """Top line, the three ways in, the list, keys."""
        yield TwoEnds("notescan · audit evidence in case notes", "offline · saved as you go", id="top")
        with Horizontal(id="ways"):
            for way, words in _WAYS.items():
                yield Button(Text(words), id=way)
        with Vertical(id="list-side"):
            yield Static("Recent reviews", id="list-head", markup=False)
            yield ReviewList(id="reviews", markup=False)
            yield Static(WELCOME, id="welcome", markup=False)
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self._name_keys()
        self.warm_up()  # the list is read each time this screen comes to the front, also the first time
        if start := self.notescan.start:
            self.read_case(start)

    def on_screen_resume(self) -> None:
        self._name_keys()
        self.load_reviews()

    def _name_keys(self) -> None:
        """Each button with the key that does the same, as the keys are now."""
        live = {b.id: self.app.get_key_display(b) for _, b, _, _ in reversed(self.active_bindings.values())}
        for way, words in _WAYS.items():
            self.query_one(f"#{way}", Button).label = Text(f"{words}  {live.get(f'home.{way}', '')}".rstrip())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What needs a review in the list."""
        if action == "forget":
            return bool(self._reviews)
        return True

    # --------------------------------------------------------------------------------------------- messages

    @on(HomeWork.Listed)
    def _listed(self, event: HomeWork.Listed) -> None:
        chosen, was_empty = self._chosen, not self._reviews
        self._reviews = event.reviews
        reviews = self.query_one("#reviews", OptionList)
        reviews.clear_options()
        reviews.add_options(Option(self._prompt(r), id=r.id) for r in event.reviews)
        ids = [r.id for r in event.reviews]
        reviews.highlighted = (ids.index(chosen) if chosen in ids else 0) if ids else None
        self.set_class(not event.reviews, "empty")
        if event.reviews and (self.focused is None or was_empty):
            reviews.focus()
        elif not event.reviews:
            self.query_one("#open").focus()
        self.refresh_bindings()

    @on(HomeWork.Failed)
    def _failed(self, event: HomeWork.Failed) -> None:
        self._unbusy()
        self.set_class(not self._reviews, "empty")
        self.app.notify(shown_line(event.why), severity="error", timeout=12, markup=False)

    @on(HomeWork.CaseRead)
    def _case_read(self, event: HomeWork.CaseRead) -> None:
        from notescan_tui.screens.begin import BeginScreen

        self._unbusy()
        if self.notescan.start is event.wish or event.wish.is_demo:  # the command line has said everything
            self.open_case(event.opened, event.wish)
            return

        def begun(wish: Wish | None) -> None:
            if wish is not None:
                self.open_case(event.opened, wish)

        self.app.push_screen(BeginScreen(event.opened, event.wish), begun)

    # ---------------------------------------------------------------------------------------------- acts

    @property
    def _chosen(self) -> str | None:
        reviews = self.query_one("#reviews", OptionList)
        if reviews.highlighted is None:
            return None
        return reviews.get_option_at_index(reviews.highlighted).id

    def _prompt(self, info: ReviewInfo) -> Text:
        width = max(self.app.size.width - 8, 40)
        right = f"{info.decided:>3} of {info.items:<3} {bar(info.decided, info.items)}" if info.items else _NOTHING
        when = info.updated.astimezone()
        left = f"{shown_line(info.title)}"
        about = f"audit {day(info.audit_date)} · last {day(when.date())} {when:%H:%M} · {_area(info.checklist)}"
        prompt = Text(set_cell_size(left, width - len(right) - 1), "bold", no_wrap=True)
        prompt.append(f" {right}\n")
        prompt.append(about, "dim")
        return prompt

    def on_resize(self, event: events.Resize) -> None:
        if self._reviews:
            self.post_message(self.Listed(self._reviews))

    @on(OptionList.OptionSelected, "#reviews")
    def _selected(self, event: OptionList.OptionSelected) -> None:
        if event.option_id:
            self.resume(event.option_id)

    @on(Button.Pressed)
    async def _pressed(self, event: Button.Pressed) -> None:
        await self.run_action({"open": "browse"}.get(way := str(event.button.id), way))

    def action_browse(self) -> None:
        """Choose a file."""
        from notescan_tui.screens.browse import BrowseScreen

        self.app.push_screen(BrowseScreen(), self._chosen_there)

    def action_queue(self) -> None:
        """Choose a folder of cases."""
        from notescan_tui.screens.browse import BrowseScreen

        self.app.push_screen(BrowseScreen(for_folder=True), self._chosen_there)

    def _chosen_there(self, chosen: Chosen | None) -> None:
        from notescan_tui.screens.queue import QueueScreen, QueueStart, ToQueue

        def asked(queue: ToQueue | None) -> None:
            if queue is not None:
                self.app.push_screen(QueueScreen(queue))

        if chosen is not None and chosen.folder is not None:
            self.app.push_screen(QueueStart(chosen.folder), asked)
        elif chosen is not None:
            self.read_case(Wish(paths=chosen.paths))

    def action_paste(self) -> None:
        """Take the text of a case from the clipboard."""
        self._paste_screen("")

    def on_paste(self, event: events.Paste) -> None:
        """A paste on this screen is a case; a path alone is a file that was dragged here."""
        if path := engine.pasted_file(event.text):
            self.read_case(Wish(paths=(path,)))
        elif event.text.strip():
            self._paste_screen(event.text)

    def _paste_screen(self, text: str) -> None:
        from notescan_tui.screens.paste import PasteScreen

        def pasted(words: str | None) -> None:
            if words:
                self.read_case(Wish(text=words))

        self.app.push_screen(PasteScreen(text), pasted)

    def action_demo(self) -> None:
        """Open the invented case."""
        self.read_case(engine.demo_wish())

    def action_forget(self) -> None:
        """Take a review off the list, after asking."""
        chosen = self._chosen
        info = next((r for r in self._reviews if r.id == chosen), None)
        if info is None:
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._doing_here(lambda: self.notescan.store.forget(info.id))
                self.load_reviews()

        self.app.push_screen(
            ConfirmDialog(
                f"Forget the review of {shown_line(info.title)}?",
                about=f"Its {counted(info.decided, 'decision')} and the copy of the case text kept for it are deleted. "
                "This can't be undone. The file you opened stays where it is.",
                yes="Forget it",
                no="Keep it",
            ),
            answered,
        )

    def _doing_here(self, act: Callable[[], object]) -> None:
        from notescan.errors import UserError

        try:
            act()
        except UserError as error:
            self.app.notify(str(error), severity="error", markup=False)

    def action_help(self) -> None:
        """The keys of this screen."""
        self.app.push_screen(ReadDialog("Help", help_words(self, signs=False)))


class ReviewList(OptionList):
    """The list of reviews; its key is named, so that it stands in the key bar."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "go on", id="home.go-on", tooltip="Go on with this review"),
    ]


def _area(checklist: str) -> str:
    from notescan.model import AREAS

    return AREAS.get(checklist, shown_line(checklist))
