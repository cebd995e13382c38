"""Who is who in the case: the auditor mends it, and the evidence is looked for again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from notescan_tui.screens.dialogs import AskDialog, Choice, ChooseDialog, ConfirmDialog, ReadDialog
from notescan_tui.screens.help import help_words
from notescan_tui.widgets.bars import KeyBar, TwoEnds
from notescan_tui.wording import counted, shown_line

if TYPE_CHECKING:
    from notescan.model import Person, Role, Roster

ROLE_WORDS: dict[str, tuple[str, str]] = {
    "child": ("Child", "Children"),
    "parent": ("Parent", "Parents"),
    "carer": ("Carer", "Carers"),
    "relative": ("Relative", "Relatives"),
    "worker": ("Worker of this service", "Workers of this service"),
    "manager": ("Manager of this service", "Managers of this service"),
    "professional": ("Professional of an agency", "Professionals of other agencies"),
    "other": ("Somebody else", "Others, or not told"),
}
AGENCIES = ("school", "health", "police", "housing", "probation", "court", "voluntary service", "other council")
_OWN_WORDS = "\0own"

ROSTER_KEYS: list[BindingType] = [
    Binding("enter", "role", "who they are", id="people.role", tooltip="Say who this is: child, parent, carer ..."),
    Binding("n", "names", "names", id="people.names", tooltip="Change the names by which the notes call them"),
    Binding("g", "agency", "agency", id="people.agency", tooltip="Say which agency they are from"),
    Binding("m", "merge", "same as", id="people.merge", tooltip="This is the same person as another one"),
    Binding("s", "split", "two people", id="people.split", tooltip="Some of these names are another person's"),
    Binding("e,plus", "add", "add", id="people.add", tooltip="Add somebody who is missing"),
    Binding("x,delete", "remove", "remove", id="people.remove", tooltip="This is nobody: take them off the list"),
    Binding("u", "undo", "undo", id="people.undo", tooltip="Undo the last change made here"),
    Binding("w", "use", "use it", id="people.use", tooltip="Use this list: look for evidence again with it"),
    Binding("q,escape", "leave", "close", id="people.close", tooltip="Go back to the review"),
    Binding("question_mark", "help", "help", id="people.help", tooltip="The keys of this screen"),
]


class RosterScreen(Screen["Roster | None"]):
    """The people of the case, role by role. Gives the roster to use, or None where nothing is to change."""

    CSS_PATH = "roster.tcss"
    AUTO_FOCUS = "#people"
    BINDINGS: ClassVar[list[BindingType]] = ROSTER_KEYS

    def __init__(self, roster: Roster, title: str, *, is_mended: bool) -> None:
        super().__init__()
        self._begun = self.roster = roster
        self._title, self._is_mended = title, is_mended
        self._undo: list[Roster] = []

    def compose(self) -> ComposeResult:
        """Top line, what this is for, the people, keys."""
        yield TwoEnds(id="top")
        with Vertical(id="people-side"):
            yield Static(
                "Whose words and deeds they are decides what is evidence. Mend what is wrong; what you have decided"
                " already stays as it is.",
                id="people-about",
                markup=False,
            )
            yield PeopleList(id="people", markup=False)
        yield KeyBar(rows=2, id="keys")

    def on_mount(self) -> None:
        self._fill(0)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What needs somebody chosen, a second name, a change."""
        if not self.is_mounted:
            return True
        chosen = self._number
        if action in ("role", "names", "agency", "remove") and chosen is None:
            return None
        if action == "merge" and (chosen is None or len(self.roster.people) < 2):
            return None
        if action == "split" and (chosen is None or len(self.roster.people[chosen].names) < 2):
            return None
        if action == "undo" and not self._undo:
            return None
        if action == "use" and self.roster == self._begun:
            return None
        return True

    # --------------------------------------------------------------------------------------------- showing

    @property
    def _number(self) -> int | None:
        """The chosen person's number in the roster."""
        people = self.query_one("#people", OptionList)
        if people.highlighted is None:
            return None
        named = people.get_option_at_index(people.highlighted).id
        return int(named) if named and named.isdigit() else None

    def _fill(self, number: int | None) -> None:
        """Show the people anew, with this one chosen."""
        from notescan.review.mending import in_order

        people = self.query_one("#people", OptionList)
        people.clear_options()
        role, at = None, None
        for n, person in in_order(self.roster):
            if person.role != role:
                role = person.role
                head = Text(ROLE_WORDS[role][1], "bold")
                people.add_option(Option(head, id=f"head-{role}", disabled=True))
            people.add_option(Option(self._prompt(person), id=str(n)))
            if n == number or at is None:
                at = people.option_count - 1
        people.highlighted = at
        people.focus()
        count = counted(len(self.roster.people), "person", "people")
        state = "changed: w looks for evidence again" if self.roster != self._begun else self._state()
        self.query_one("#top", TwoEnds).show(f"Who is who · {shown_line(self._title)}", f"{count} · {state}")
        self.refresh_bindings()

    def _state(self) -> str:
        return "as you mended it" if self._is_mended else "as the notes tell it"

    def _prompt(self, person: Person) -> Text:
        width = max(self.app.size.width - 8, 40)
        first = min(26, width // 3)
        second = min(22, width // 4)
        prompt = Text(no_wrap=True, overflow="ellipsis")
        prompt.append(_cell(f"  {shown_line(person.names[0])}", first), "bold")
        about = shown_line(", ".join(part for part in (person.relation, person.agency) if part) or "not told")
        prompt.append(_cell(about, second))
        others = ", ".join(shown_line(name) for name in person.names[1:])
        prompt.append(f"also called {others}" if others else "", "dim")
        prompt.truncate(width, overflow="ellipsis")
        return prompt

    def on_resize(self, event: events.Resize) -> None:
        if self.is_mounted and self.query("#people"):
            self._fill(self._number)

    @on(OptionList.OptionHighlighted, "#people")
    def _moved(self) -> None:
        self.refresh_bindings()

    @on(OptionList.OptionSelected, "#people")
    def _selected(self) -> None:
        self.action_role()

    # ------------------------------------------------------------------------------------------------ acts

    def _change(self, act: Callable[[], Roster], number: int | None) -> None:
        """Do it, and show it; where it makes no sense, say so in one line."""
        from notescan.errors import UserError

        try:
            changed = act()
        except UserError as error:
            self.app.notify(str(error), severity="error", markup=False)
            return
        if changed != self.roster:
            self._undo.append(self.roster)
            self.roster = changed
        self._fill(number)

    def action_role(self) -> None:
        """Say who somebody is: first the role, then the relation."""
        number = self._number
        if number is None:
            return
        person = self.roster.people[number]

        def to_relation(role: str | None) -> None:
            if role:
                self._ask_relation(person, role, lambda words: self._set_role(number, role, words))

        self._ask_role(f"Who is {shown_line(person.names[0])}?", to_relation, chosen=person.role)

    def _ask_role(self, title: str, then: Callable[[str | None], None], *, chosen: str | None = None) -> None:
        choices = [Choice(r, words[0], key=str(n)) for n, (r, words) in enumerate(ROLE_WORDS.items(), 1)]
        self.app.push_screen(ChooseDialog(title, choices, chosen=chosen), then)

    def _ask_relation(self, person: Person | None, role: str, then: Callable[[str], None]) -> None:
        """Which one of that role: the usual ones, or in the auditor's own words."""
        from notescan.review.mending import RELATIONS

        usual = RELATIONS[role]  # type: ignore[index]
        now = person.relation or "" if person else ""
        choices = [Choice(r, r, key=str(n) if n < 10 else "") for n, r in enumerate(usual, 1)]
        choices += [Choice("", "Not told", key="0"), Choice(_OWN_WORDS, "In my own words", key="w")]

        def own(words: str | None) -> None:
            if words is not None:
                then(words)

        def chosen(relation: str | None) -> None:
            if relation == _OWN_WORDS:
                self.app.push_screen(AskDialog("What are they?", words=now), own)
            elif relation is not None:
                then(relation)

        self.app.push_screen(ChooseDialog(f"{ROLE_WORDS[role][0]}: which one?", choices, chosen=now), chosen)

    def _set_role(self, number: int, role: str, relation: str) -> None:
        from notescan.review.mending import told

        self._change(lambda: told(self.roster, number, role=_role(role), relation=relation), number)

    def action_names(self) -> None:
        """Change the names by which the notes call somebody."""
        number = self._number
        if number is None:
            return

        def written(words: str | None) -> None:
            from notescan.review.mending import told

            if words is not None:
                self._change(lambda: told(self.roster, number, names=words.split(",")), number)

        names = ", ".join(shown_line(name) for name in self.roster.people[number].names)
        about = "Every form in which the notes write it, the fullest first, with commas between."
        self.app.push_screen(AskDialog("Names", about=about, words=names), written)

    def action_agency(self) -> None:
        """Say which agency somebody is from."""
        number = self._number
        if number is None:
            return
        now = self.roster.people[number].agency or ""

        def own(words: str | None) -> None:
            from notescan.review.mending import told

            if words is not None:
                self._change(lambda: told(self.roster, number, agency=words), number)

        def chosen(agency: str | None) -> None:
            if agency == _OWN_WORDS:
                self.app.push_screen(AskDialog("Which agency?", words=now), own)
            else:
                own(agency)

        choices = [Choice(a, a, key=str(n)) for n, a in enumerate(AGENCIES, 1)]
        choices += [Choice("", "None", key="0"), Choice(_OWN_WORDS, "In my own words", key="w")]
        self.app.push_screen(ChooseDialog("Which agency?", choices, chosen=now), chosen)

    def action_merge(self) -> None:
        """Two entries are one person."""
        number = self._number
        if number is None:
            return

        def chosen(other: str | None) -> None:
            from notescan.review.mending import merged

            if other:
                into = int(other)
                self._change(lambda: merged(self.roster, number, into), into - (number < into))

        name = shown_line(self.roster.people[number].names[0])
        choices = [
            Choice(str(n), shown_line(p.names[0]), help=f"{ROLE_WORDS[p.role][0]}, {p.relation or 'not told'}")
            for n, p in enumerate(self.roster.people)
            if n != number
        ]
        self.app.push_screen(ChooseDialog(f"{name} is the same person as", choices, typing=True), chosen)

    def action_split(self) -> None:
        """One of the names is somebody else's."""
        number = self._number
        if number is None or len(self.roster.people[number].names) < 2:
            return

        def chosen(name: str | None) -> None:
            from notescan.review.mending import split

            if name is not None:
                names = [self.roster.people[number].names[int(name)]]
                self._change(lambda: split(self.roster, number, names), number + 1)

        names = self.roster.people[number].names
        choices = [Choice(str(n), shown_line(name)) for n, name in enumerate(names)]
        self.app.push_screen(ChooseDialog("Which name is another person's?", choices, typing=True), chosen)

    def action_add(self) -> None:
        """Add somebody who is missing: names, role, relation."""

        def made(names: str, role: str, relation: str) -> None:
            from notescan.review.mending import added

            last = len(self.roster.people)
            self._change(lambda: added(self.roster, names.split(","), _role(role), relation=relation), last)

        def named(names: str | None) -> None:
            if names and names.strip():
                self._ask_role(
                    f"Who is {shown_line(names.split(',')[0])}?",
                    lambda role: (
                        self._ask_relation(None, role, lambda words: made(names, role, words)) if role else None
                    ),
                )

        about = "The name as the notes write it; several forms of it with commas between."
        self.app.push_screen(AskDialog("Add somebody", about=about), named)

    def action_remove(self) -> None:
        """Take somebody off the list."""
        number = self._number
        if number is None:
            return
        from notescan.review.mending import in_order, removed

        order = [n for n, _ in in_order(self.roster)]
        at = order.index(number)
        beside = order[at + 1] if at + 1 < len(order) else order[at - 1]
        self._change(lambda: removed(self.roster, number), beside - (number < beside))

    def action_undo(self) -> None:
        """Take back the last change made here."""
        if self._undo:
            self.roster = self._undo.pop()
            self._fill(self._number)

    def action_use(self) -> None:
        """Use this roster."""
        if self.roster != self._begun:
            self.dismiss(self.roster)

    def action_leave(self) -> None:
        """Back to the review; changes that are not used are dropped only when the auditor says so."""
        if self.roster == self._begun:
            self.dismiss(None)
            return

        def answered(drop: bool | None) -> None:
            if drop:
                self.dismiss(None)

        self.app.push_screen(
            ConfirmDialog(
                "Leave without using the changed list?",
                about="Your changes here are dropped; the review stays as it is. To use them, go back and press w.",
                yes="Drop them",
                no="Go back",
            ),
            answered,
        )

    def action_help(self) -> None:
        """The keys of this screen."""
        self.app.push_screen(ReadDialog("Help", help_words(self, signs=False)))


class PeopleList(OptionList, inherit_bindings=False):
    """The list; Enter is the screen's own key, so that it stands in the key bar."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "cursor_down", "Down", show=False),
        Binding("up,k", "cursor_up", "Up", show=False),
        Binding("home", "first", "First", show=False),
        Binding("end", "last", "Last", show=False),
        Binding("pagedown,space", "page_down", "Page down", show=False),
        Binding("pageup", "page_up", "Page up", show=False),
    ]


def _cell(words: str, width: int) -> str:
    """The words in a column of that width, with room behind it; what has no room ends in an ellipsis."""
    if cell_len(words) > width:
        words = set_cell_size(words, width - 1) + "…"
    return set_cell_size(words, width) + " "


def _role(word: str) -> Role:
    from typing import get_args

    from notescan.model import Role

    return next(role for role in get_args(Role) if role == word)
