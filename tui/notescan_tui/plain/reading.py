"""The line-by-line review: reading the notes themselves, finding words in them, going to an item by its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notescan_tui.plain.base import PlainBase
from notescan_tui.plain.telling import around, note_place, wrapped
from notescan_tui.search import expression_hits, hits_of
from notescan_tui.walk import Filter
from notescan_tui.wording import STANCE_WORDS, STATE_WORDS, counted, note_line, shown_line

if TYPE_CHECKING:
    from notescan.model import Note
    from notescan.review.fold import Item

_MOST = 12
"""Places that are told at once."""


class PlainReading(PlainBase):
    """Looks, and decides nothing."""

    def add_words(self, start: int, end: int) -> None:
        """These words of the text as evidence."""
        raise NotImplementedError

    # ----------------------------------------------------------------------------------------------- notes

    @property
    def _note(self) -> int:
        """The number of the note that was read last; else of the item's."""
        notes = self.session.case.notes
        if self.note is not None:
            return self.note
        item = self.session.state.items.get(self.item or "")
        return notes.index(self.session.case.note_at(item.evidence.start)) if item else 0

    def read_note(self, step: int) -> None:
        """The note of the item in full, then the next one, or the one before."""
        at = self._note if self.note is None else self._note + step
        if 0 <= at < len(self.session.case.notes):
            self._read_note(at)
        else:
            self.cannot("this is the last note" if step > 0 else "this is the first note")

    def read_end(self, end: int) -> None:
        """The first note of the case, or the last."""
        self._read_note(len(self.session.case.notes) - 1 if end else 0)

    def _read_note(self, at: int) -> None:
        case = self.session.case
        self.note = at
        note = case.notes[at]
        self.say("")
        self.lines(wrapped(f"{note_line(note)}. Note {at + 1} of {len(case.notes)}, {case.place(note.start)}."))
        for line in case.text[note.body : note.end].splitlines():
            if line.strip():
                self.lines(wrapped(line, "  "))
        if count := len(self._items_in(note)):
            self.say(f"{counted(count, 'item')} of evidence in it: {{text.jump}} tells them and goes to one")

    def _items_in(self, note: Note) -> list[Item]:
        return [
            i for i in self.session.items() if note.start <= i.evidence.start < note.end and self.walk.filter.lets(i)
        ]

    def jump(self) -> None:
        """The items of the note that was read last, of all tips, to go to one."""
        found = self._items_in(self.session.case.notes[self._note])
        if not found:
            self.cannot("no item in this note")
            return
        told = [
            f"{shown_line(self.session.checklist.tip(i.tip).title)}, {STANCE_WORDS[i.stance]}, {STATE_WORDS[i.state]}:"
            f" “{shown_line(i.evidence.quote)}”"
            for i in found
        ]
        if (number := self.choice("Go to which item?", told)) is not None:
            self.go(found[number])

    # ------------------------------------------------------------------------------------------------ find

    def find(self) -> None:
        """Words, or a regular expression between slashes; each place can be heard, and added as evidence."""
        typed = self.ask("words to find, or a regular expression between slashes, like /bed ?room/: ")
        if not typed:
            return
        text = self.session.case.text
        is_expression = len(typed) > 2 and typed[0] == typed[-1] == "/"
        hits = expression_hits(text, typed[1:-1]) if is_expression else hits_of(text, typed)
        if not hits:
            self.cannot("not in the text")
            return
        self.say(counted(len(hits), "place"))
        first = 0
        while True:
            shown = hits[first : first + _MOST]
            for number, (start, _) in enumerate(shown, first + 1):
                self.lines(wrapped(f"{number}. {note_place(self.session.case, start)}", "  "))
            more = f", {{find.next}} for the next {_MOST}" if first + _MOST < len(hits) else ""
            answer = self._of_hits(hits, more)
            if answer is None:
                return
            first = first + _MOST if answer and more else first

    def _of_hits(self, hits: list[tuple[int, int]], more: str) -> bool | None:
        """Whether to tell the next places; None where the auditor is done with them."""
        while True:
            self.say(f"A number reads it in its place{more}, Enter leaves.")
            typed = self.ask("number: ")
            if not typed:
                return None
            if more and typed in self.letters_of("find.next"):
                return True
            if not typed.isdecimal() or not 1 <= int(typed) <= len(hits):
                self.cannot(f"There is no number {shown_line(typed)}.")
                continue
            start, end = hits[int(typed) - 1]
            self.tell_words(start, end)
            if self.ask("{decide.add} adds it as evidence, Enter goes on: ") in self.letters_of("decide.add"):
                self.add_words(start, end)
                return None

    def tell_words(self, start: int, end: int) -> None:
        """Words of the case in their place."""
        case = self.session.case
        self.lines(wrapped(f"{note_line(case.note_at(start))}, {case.place(start)}"))
        self.lines(wrapped(around(case, start, end), "  "))

    # ---------------------------------------------------------------------------------------------- filter

    def choose_filter(self) -> None:
        """Show only some: by stance, state, strength, this tip; one after another is asked."""
        parts: list[tuple[str, list[tuple[str | None, str]]]] = [
            ("stance", [(None, "every stance"), *STANCE_WORDS.items()]),
            (
                "state",
                [
                    (None, "every state"),
                    ("open", "to decide"),
                    ("skipped", "put off for later"),
                    ("confirmed", "confirmed"),
                    ("rejected", "rejected"),
                ],
            ),
            ("strength", [(None, "strong and possible"), ("strong", "only strong"), ("possible", "only possible")]),
            ("tip", [(None, "all tips"), (self.tip, f"only {self.title()}")]),
        ]
        chosen: dict[str, str | None] = {}
        told: list[str] = []
        for part, choices in parts:
            number = self.choice("Show:", [words for _, words in choices])
            chosen[part] = choices[number or 0][0]
            if number:
                told.append(choices[number][1].removeprefix("only "))
        self.walk.filter = Filter(**chosen)
        shown = self.walk.all()
        self.say(f"{'only ' + ', '.join(told) if told else 'everything'}: {counted(len(shown), 'item')}")
        if shown and self.item not in {item.id for item in shown}:
            self.go(self.walk.next_open(None) or shown[0])
