"""The line-by-line review: who is who, mended by numbers; then the evidence is looked for again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from notescan_tui.plain.over_time import PlainOverTime
from notescan_tui.plain.telling import wrapped
from notescan_tui.wording import counted, shown_line

if TYPE_CHECKING:
    from notescan.model import Person, Role, Roster

_OWN = "in my own words"


class PlainPeople(PlainOverTime):
    """The people of the case."""

    patterns: Path | None = None
    """A folder of patterns of the auditor's own for this run, which a new scan uses too."""

    def people(self) -> None:
        """Tell them, change them, and use the changed list; nothing is kept before that."""
        from notescan.errors import UserError
        from notescan.review.mending import in_order

        before: list[Roster] = []
        begun = roster = self.session.roster()
        told: Roster | None = None
        while True:
            ordered = in_order(roster)
            for number, (_, person) in enumerate(ordered if roster != told else (), 1):
                self.lines(wrapped(f"{number}. {_told(person)}"))
            told, changed = roster, roster != begun
            more = ", {people.use} uses the changed list, {people.undo} undoes a change" if changed else ""
            self.say(f"A number changes somebody, {{people.add}} adds somebody{more}, Enter leaves.")
            typed = self.ask("number: ")
            if not typed:
                if not changed or self.yes("The changed list is not used yet; leave without it?"):
                    return
                continue
            if typed in self.letters_of("people.use") and changed:
                self._use(roster)
                return
            if typed in self.letters_of("people.undo") and before:
                roster = before.pop()
                continue
            try:
                new = self._changed(roster, typed, [n for n, _ in ordered])
            except UserError as error:
                self.cannot(str(error))
                continue
            if new is not None and new != roster:
                before.append(roster)
                roster = new

    def _changed(self, roster: Roster, typed: str, order: list[int]) -> Roster | None:
        if typed in self.letters_of("people.add"):
            return self._added(roster)
        if not typed.isdecimal() or not 1 <= int(typed) <= len(order):
            self.cannot(f"There is no number {shown_line(typed)}.")
            return None
        return self._one(roster, order[int(typed) - 1])

    def _one(self, roster: Roster, number: int) -> Roster | None:
        """Something else about one of them; None where nothing was chosen."""
        from notescan.review import mending
        from notescan_tui.screens.roster import AGENCIES

        person = roster.people[number]
        acts: list[tuple[str, Callable[[], Roster | None]]] = [
            ("who they are", lambda: self._role(roster, number)),
            ("the names by which the notes call them", lambda: self._names(roster, number)),
            ("which agency they are from", lambda: self._agency(roster, number, AGENCIES)),
            ("the same person as somebody else", lambda: self._merged(roster, number)),
        ]
        if len(person.names) > 1:
            acts.append(("one of the names is another person's", lambda: self._split(roster, number)))
        acts.append(("this is nobody: off the list", lambda: mending.removed(roster, number)))
        at = self.choice(f"{shown_line(person.names[0])}:", [words for words, _ in acts])
        return acts[at][1]() if at is not None else None

    def _ask_role(self) -> tuple[Role, str] | None:
        from notescan.review.mending import ORDER, RELATIONS
        from notescan_tui.screens.roster import ROLE_WORDS

        at = self.choice("Who is it?", [ROLE_WORDS[role][0] for role in ORDER])
        if at is None:
            return None
        usual = RELATIONS[ORDER[at]]
        which = self.choice("Which one?", [*usual, "not told", _OWN])
        if which is None:
            return None
        relation = usual[which] if which < len(usual) else ""
        if which == len(usual) + 1:
            relation = self.ask("what are they: ")
        return ORDER[at], relation

    def _role(self, roster: Roster, number: int) -> Roster | None:
        from notescan.review.mending import told

        asked = self._ask_role()
        return told(roster, number, role=asked[0], relation=asked[1]) if asked else None

    def _names(self, roster: Roster, number: int) -> Roster | None:
        from notescan.review.mending import told

        self.lines(wrapped(f"now: {', '.join(roster.people[number].names)}"))
        words = self.ask("every form in which the notes write it, the fullest first, with commas between: ")
        return told(roster, number, names=words.split(",")) if words else None

    def _agency(self, roster: Roster, number: int, usual: tuple[str, ...]) -> Roster | None:
        from notescan.review.mending import told

        at = self.choice("Which agency?", [*usual, "none", _OWN])
        if at is None:
            return None
        agency = usual[at] if at < len(usual) else ""
        if at == len(usual) + 1:
            agency = self.ask("which agency: ")
        return told(roster, number, agency=agency)

    def _merged(self, roster: Roster, number: int) -> Roster | None:
        from notescan.review.mending import merged

        others = [n for n in range(len(roster.people)) if n != number]
        at = self.choice("The same person as:", [_told(roster.people[n]) for n in others])
        return merged(roster, number, others[at]) if at is not None else None

    def _split(self, roster: Roster, number: int) -> Roster | None:
        from notescan.review.mending import split

        names = roster.people[number].names
        at = self.choice("Which name is another person's?", [shown_line(name) for name in names])
        return split(roster, number, [names[at]]) if at is not None else None

    def _added(self, roster: Roster) -> Roster | None:
        from notescan.review.mending import added

        names = self.ask("the name as the notes write it; several forms of it with commas between: ")
        asked = self._ask_role() if names else None
        return added(roster, names.split(","), asked[0], relation=asked[1]) if names and asked else None

    def _use(self, roster: Roster) -> None:
        """Look for evidence again with this list; what was decided stands."""
        from notescan_tui import engine

        self.say(f"Looking for evidence again in {counted(len(self.session.case.notes), 'note')} ...")
        before = set(self.session.state.items)
        self.session.mend_roster(roster, engine.rescan(self.session, roster, self.patterns))
        now = set(self.session.state.items)
        new, gone = len(now - before), len(before - now)
        self.done(f"looked again: {counted(new, 'item')} new, {gone} gone; what you decided stands")
        if self.item not in now:
            self.go_tip(self.tip)


def _told(person: Person) -> str:
    from notescan_tui.screens.roster import ROLE_WORDS

    about = ", ".join(part for part in (ROLE_WORDS[person.role][0], person.relation, person.agency) if part)
    return f"{' / '.join(shown_line(name) for name in person.names)}: {shown_line(about)}"
