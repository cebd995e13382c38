"""The items of a tip in a list: tick some, and decide them at once; only what is listed and ticked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from notescan_tui.keyed import keyed
from notescan_tui.screens.dialogs import ConfirmDialog, Dialog
from notescan_tui.widgets.bars import KeyBar
from notescan_tui.wording import STANCE_SIGNS, STATE_SIGNS, STATE_WORDS, counted, note_line, shown_line

if TYPE_CHECKING:
    from notescan.model import CaseFile
    from notescan.review.fold import Item

Act = Literal["confirm", "reject", "skip", "reopen"]
QUESTIONS: dict[Act, str] = {
    "confirm": "Confirm {}: they are evidence?",
    "reject": "Reject {}: they are not evidence?",
    "skip": "Put off {} for later?",
    "reopen": "Make {} undecided again?",
}


@dataclass(frozen=True, slots=True)
class ItemsWish:
    """What to do: an act on items, or (None) go to the one item."""

    act: Act | None
    items: tuple[str, ...]


_BOX_CELLS = 4
ITEMS_KEYS: list[BindingType] = [
    Binding("space", "tick", "tick", id="items.tick", tooltip="Tick this item, or take the tick away"),
    Binding("v", "range", "tick up to here", id="items.range", tooltip="Tick all from the one ticked last to this one"),
    Binding("t", "all(True)", "tick all", id="items.all", tooltip="Tick all that are listed"),
    Binding("n", "all(False)", "none", id="items.none", tooltip="Take all ticks away"),
    Binding("a", "act('confirm')", "confirm", id="items.confirm", tooltip="Confirm what is ticked"),
    Binding("x", "act('reject')", "reject", id="items.reject", tooltip="Reject what is ticked"),
    Binding("f", "act('skip')", "later", id="items.later", tooltip="Put off what is ticked for later"),
    Binding("o", "act('reopen')", "open again", id="items.reopen", tooltip="Make what is ticked undecided again"),
    Binding("q,L", "cancel", "Close", id="items.close", tooltip="Close the list", show=False),
]


class ItemList(OptionList):
    """The items; a click on the box before one ticks it and does not go there."""

    class BoxClicked(Message):
        """The box of that line was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    async def _on_click(self, event: events.Click) -> None:
        number = event.style.meta.get("option")
        if number is None or event.x >= _BOX_CELLS:
            await super()._on_click(event)
            return
        event.prevent_default()  # else the base class would go to the item all the same
        self.post_message(self.BoxClicked(number))


class ItemsDialog(Dialog[ItemsWish | None]):
    """One row an item; below, the sentence of the one that is highlighted. Enter goes to it."""

    BINDINGS: ClassVar[list[BindingType]] = ITEMS_KEYS

    def __init__(self, title: str, items: Sequence[Item], case: CaseFile, *, current: str | None) -> None:
        super().__init__()
        self._title, self._items, self._case, self._current = title, items, case, current
        self.ticked: set[str] = set()
        self._last = 0

    def compose(self) -> ComposeResult:
        """The list, the sentence, how many are ticked."""
        with Vertical(id="box", classes="reading"):
            yield Static(self._title, id="title", markup=False)
            yield ItemList(*(Option(self._prompt(i), id=i.id) for i in self._items), id="items", markup=False)
            yield Static("", id="sentence", markup=False)
            yield Static("", id="amount", markup=False)
            yield Static("Enter or a click goes to it; a click on [ ] ticks it.", id="hint", markup=False)
            yield KeyBar(rows=2)

    def on_mount(self) -> None:
        items = self.query_one(OptionList)
        items.highlighted = next((n for n, i in enumerate(self._items) if i.id == self._current), 0)
        items.focus()
        self._count()

    def _prompt(self, item: Item) -> Text:
        tick = "[x] " if item.id in self.ticked else "[ ] "
        state = f"{STANCE_SIGNS[item.stance]} {STATE_SIGNS[item.state]} "
        return Text.assemble((tick, "bold"), state, shown_line(item.evidence.quote), no_wrap=True, overflow="ellipsis")

    def _count(self) -> None:
        self.query_one("#amount", Static).update(f"{len(self.ticked)} of {counted(len(self._items), 'item')} ticked")

    def _set(self, numbers: Sequence[int], *, ticked: bool) -> None:
        items = self.query_one(OptionList)
        for n in numbers:
            item = self._items[n]
            if (item.id in self.ticked) != ticked:
                (self.ticked.add if ticked else self.ticked.discard)(item.id)
                items.replace_option_prompt_at_index(n, self._prompt(item))
        self._count()

    @property
    def _at(self) -> int:
        return self.query_one(OptionList).highlighted or 0

    @on(OptionList.OptionHighlighted, "#items")
    def _look(self, event: OptionList.OptionHighlighted) -> None:
        item, text = self._items[event.option_index], self._case.text
        sentence = shown_line(text[item.evidence.sentence.start : item.evidence.sentence.end])
        note = shown_line(note_line(self._case.note_at(item.evidence.start)))
        words = Text(f"{sentence}\n")
        words.append(f"{note} · {STATE_WORDS[item.state]}", "dim")
        self.query_one("#sentence", Static).update(words)

    @on(OptionList.OptionSelected, "#items")
    def _go(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(ItemsWish(None, (str(event.option_id),)))

    @on(ItemList.BoxClicked)
    def _clicked(self, event: ItemList.BoxClicked) -> None:
        self.query_one(OptionList).highlighted = event.number
        self._set([event.number], ticked=self._items[event.number].id not in self.ticked)
        self._last = event.number

    def action_tick(self) -> None:
        """Tick, or take the tick away; on to the next."""
        at = self._at
        self._set([at], ticked=self._items[at].id not in self.ticked)
        self._last = at
        self.query_one(OptionList).action_cursor_down() if at + 1 < len(self._items) else None

    def action_range(self) -> None:
        """Tick all from the one ticked last to this one."""
        low, high = sorted((self._last, self._at))
        self._set(range(low, high + 1), ticked=True)
        self._last = self._at

    def action_all(self, ticked: bool) -> None:
        """Tick all, or none."""
        self._set(range(len(self._items)), ticked=ticked)

    def action_act(self, act: Act) -> None:
        """Ask with the count, then hand it back."""
        chosen = tuple(i.id for i in self._items if i.id in self.ticked)
        if not chosen:
            told = keyed(self.app, "Tick some items first: {items.tick} ticks one, {items.all} all.")
            self.app.notify(told, severity="warning", markup=False)
            return
        decided = sum(i.is_decided for i in self._items if i.id in self.ticked)
        about = f"{counted(decided, 'item')} of them {'is' if decided == 1 else 'are'} decided already. "
        question = ConfirmDialog(
            QUESTIONS[act].format(counted(len(chosen), "item")),
            about=f"{about if decided else ''}One undo takes it all back.",
            yes="Yes",
            no="No",
        )

        def answered(yes: bool | None) -> None:
            if yes:
                self.dismiss(ItemsWish(act, chosen))

        self.app.push_screen(question, answered)
