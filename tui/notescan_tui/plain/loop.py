"""The loop of the line-by-line review: one line asked, one act done, what came of it said.

The letters are the app's keys (`REVIEW_KEYS`), so that who knows the one knows the other.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TextIO

from textual.binding import Binding

from notescan_tui.plain.closing import PlainClosing
from notescan_tui.plain.telling import WIDTH, item_lines, opening, stances, tip_lines, tips_list, wrapped
from notescan_tui.screens.review_keys import REVIEW_KEYS
from notescan_tui.search import hits_of
from notescan_tui.walk import Filter, Walk
from notescan_tui.wording import DONE_WORDS, REJECT_REASONS, STANCE_WORDS, counted, day, note_line, shown_line

if TYPE_CHECKING:
    from notescan.model import Decision
    from notescan.review.fold import Item
    from notescan.review.session import ReviewSession

_SAME_KEYS = {"plus": "+", "slash": "/", "question_mark": "?", "right_square_bracket": "]", "left_square_bracket": "["}
_HIT_LINES = 12


class PlainReview(PlainClosing):
    """A review through lines. `read` gives the next line typed (EOFError at the end); `say` shows one."""

    def __init__(self, session: ReviewSession, read: Callable[[str], str], say: Callable[[str], None]) -> None:
        self.session, self._read, self._say = session, read, say
        self.walk = Walk(session)
        tip, item = session.place
        first = self.walk.next_open(None)
        self.item: str | None = item if item in session.state.items else first.id if first else None
        self.tip: str = tip or (first.tip if first else session.checklist.tips[0].id)
        self._acts: dict[str, Callable[[], None]] = {
            "decide.confirm": lambda: self._decide("confirm", session.confirm),
            "decide.reject": lambda: self._decide("reject", session.reject),
            "decide.later": lambda: self._decide("skip", session.skip),
            "decide.reject-because": self._reject_because,
            "decide.reopen": lambda: self._change(lambda i: session.reopen(i.id), "to decide again"),
            "decide.undo": lambda: self._turn("undone", session.undo),
            "decide.redo": lambda: self._turn("done again", session.redo),
            "decide.grade": self._grade,
            "decide.add": self._add,
            "decide.comment": self._comment,
            "decide.comment-tip": self._comment_tip,
            "decide.stance": self._stance,
            "decide.move": self._move,
            "decide.quote": self._quote,
            "go.items": self._items,
            "tip.nothing": lambda: self._seen("nothing_found"),
            "tip.come-back": lambda: self._seen("come_back"),
            "write.strength": lambda: self._words("strength", self.tip),
            "write.improvement": lambda: self._words("improvement", self.tip),
            "write.action": lambda: self._action(self.tip),
            "more.summary": self._summary,
            "more.sign": self._sign,
            "go.next": lambda: self._go(self.walk.beside(self.item, 1), "this is the last item"),
            "go.back": lambda: self._go(self.walk.beside(self.item, -1), "this is the first item"),
            "go.open": lambda: self._go(self.walk.next_open(self.item), "no other item is left to decide"),
            "go.open-back": lambda: self._go(self.walk.next_open(self.item, -1), "no other item is left to decide"),
            "go.tips": self._tips,
            "go.tip-next": lambda: self._tip_beside(1),
            "go.tip-back": lambda: self._tip_beside(-1),
            "go.filter": self._filter,
            "more.why": self._why,
            "more.finding": lambda: self._lines(tip_lines(session, self.tip)),
            "more.chronology": self._chronology,
            "more.coverage": self._coverage,
            "more.tip": lambda: self._lines(tip_lines(session, self.tip)),
            "more.people": self._people,
            "more.export": self._export,
            "text.find": self._find,
            "text.here": lambda: self.tell(),
            "app.help": self._help,
        }

    # ---------------------------------------------------------------------------------------------- loop

    def run(self) -> None:
        """Until the review is closed or the input ends; everything is saved as it is done."""
        self._lines(opening(self.session))
        self.tell()
        keys = self.letters()
        while True:
            typed = self._ask("> ")
            if typed is None or typed == "q":
                break
            if not typed:
                self.tell()
            elif typed in keys:
                self._try(self._acts[keys[typed][0]])
            else:
                self._say(f"There is no letter {shown_line(typed)!r}; ? tells all of them.")
        done, total = self.session.progress()
        self._say(f"Closed; {done} of {total} decided. Everything is saved.")

    def letters(self) -> dict[str, tuple[str, str]]:
        """What may be typed: the act's name and what it does, by letter."""
        found: dict[str, tuple[str, str]] = {}
        for binding in REVIEW_KEYS:
            if isinstance(binding, Binding) and binding.id in self._acts:
                for key in binding.key.split(","):
                    found.setdefault(_SAME_KEYS.get(key, key), (binding.id, binding.tooltip or binding.description))
        return {letter: act for letter, act in found.items() if len(letter) == 1}

    def tell(self) -> None:
        """The item we are at, or the tip where it has none."""
        item = self.session.state.items.get(self.item or "")
        if item is None:
            self._lines(tip_lines(self.session, self.tip))
            return
        self._lines(item_lines(self.session, item, *self.walk.number(item)))
        self.session.save_place(self.tip, self.item)

    def _lines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._say(line)

    def _ask(self, question: str) -> str | None:
        try:
            return self._read(question).strip()
        except EOFError:
            return None

    def _try(self, act: Callable[[], None]) -> None:
        from notescan.errors import UserError

        try:
            act()
        except UserError as error:
            self._say(str(error))

    def _choice(self, title: str, choices: list[str]) -> int | None:
        """The number chosen, from 0; None where nothing was."""
        self._say(title)
        for number, words in enumerate(choices, 1):
            self._lines(wrapped(f"{number}. {words}"))
        typed = self._ask("number, or Enter to leave: ")
        if not typed:
            return None
        if typed.isdigit() and 1 <= int(typed) <= len(choices):
            return int(typed) - 1
        self._say(f"There is no number {shown_line(typed)}; nothing was changed.")
        return None

    # -------------------------------------------------------------------------------------------- deciding

    def _here(self) -> Item:
        from notescan.errors import UserError

        item = self.session.state.items.get(self.item or "")
        if item is None:
            raise UserError("This tip has no item; n goes to the next one.")
        return item

    def _decide(self, kind: str, act: Callable[[str], Decision | None]) -> None:
        item = self._here()
        act(item.id)
        self._say(f"{DONE_WORDS[kind]}; u takes it back")
        following = self.walk.next_open(item.id)
        if following is None or following.id == item.id:
            self._say("All are decided: g grades a tip, E writes the summary.")
        else:
            self._go(following, "")

    def _reject_because(self) -> None:
        number = self._choice("Reject because:", [*REJECT_REASONS, "In my own words"])
        if number is None:
            return
        reason = REJECT_REASONS[number] if number < len(REJECT_REASONS) else self._ask("why: ")
        if reason:
            self._decide("reject", lambda item: self.session.reject(item, reason))

    def _change(self, act: Callable[[Item], object], said: str) -> None:
        act(self._here())
        self._say(f"{said}; u takes it back")

    def _turn(self, word: str, turn: Callable[[], Decision | None]) -> None:
        decision = turn()
        if decision is None:
            self._say(f"nothing to be {word}")
            return
        self._say(f"{word}: {DONE_WORDS.get(decision.kind, decision.kind)}")
        if decision.item in self.session.state.items:
            self._go(self.session.item(decision.item), "")

    def _stance(self) -> None:
        self._here()
        self._lines(stances())
        number = self._choice("It speaks:", list(STANCE_WORDS.values()))
        if number is not None:
            stance = list(STANCE_WORDS)[number]
            self._change(lambda i: self.session.restance(i.id, stance), f"now {STANCE_WORDS[stance]}")  # type: ignore[arg-type]

    def _move(self) -> None:
        self._here()
        number = self._choice("Move to which tip?", [shown_line(t.title) for t in self.session.checklist.tips])
        if number is not None:
            tip = self.session.checklist.tips[number]
            self._change(lambda i: self.session.move(i.id, tip.id), f"moved to {shown_line(tip.title)}")

    def _add(self) -> None:
        """Evidence by its words: typed or pasted, found in the text, then which way they speak."""
        words = self._ask(f"the words, as the notes have them, for {shown_line(self.tip_title())}: ")
        if not words:
            return
        hits = hits_of(self.session.case.text, words)
        if not hits:
            self._say("These words are not in the notes; nothing was added.")
            return
        at = 0
        if len(hits) > 1:
            chosen = self._choice(
                "They stand in several places:", [self._place(start) for start, _ in hits[:_HIT_LINES]]
            )
            if chosen is None:
                return
            at = chosen
        number = self._choice("They speak:", list(STANCE_WORDS.values()))
        if number is None:
            return
        made = self.session.add(self.tip, *hits[at], list(STANCE_WORDS)[number])  # type: ignore[arg-type]
        self.item = made.item
        self._say(f"added to {shown_line(self.tip_title())}; u takes it back")

    # --------------------------------------------------------------------------------------------- going

    def tip_title(self) -> str:
        return self.session.checklist.tip(self.tip).title

    def _go(self, item: Item | None, otherwise: str) -> None:
        if item is None:
            self._say(otherwise)
            return
        self.tip, self.item = item.tip, item.id
        self.tell()

    def _to_tip(self, tip: str) -> None:
        items = self.walk.items(tip)
        first = next((i for i in items if not i.is_decided), items[0] if items else None)
        self.tip, self.item = tip, first.id if first else None
        self.tell()

    def _tips(self) -> None:
        self._lines(tips_list(self.session))
        typed = self._ask("number of a tip, or Enter to stay: ") or ""
        if typed.isdigit() and 1 <= int(typed) <= len(self.session.checklist.tips):
            self._to_tip(self.session.checklist.tips[int(typed) - 1].id)

    def _tip_beside(self, step: int) -> None:
        tips = self.walk.tips
        at = (tips.index(self.tip) if self.tip in tips else 0) + step
        if 0 <= at < len(tips):
            self._to_tip(tips[at])
        else:
            self._say("this is the last tip" if step > 0 else "this is the first tip")

    def _filter(self) -> None:
        choices: list[tuple[str, Filter]] = [
            ("everything", Filter()),
            ("only what is to decide", Filter(state="open")),
            ("only what was put off", Filter(state="skipped")),
            ("only confirmed", Filter(state="confirmed")),
            ("only rejected", Filter(state="rejected")),
            *((f"only {word}", Filter(stance=stance)) for stance, word in STANCE_WORDS.items()),
            ("only strong", Filter(strength="strong")),
            ("only this tip", Filter(tip=self.tip)),
        ]
        number = self._choice("Show:", [words for words, _ in choices])
        if number is None:
            return
        self.walk.filter = choices[number][1]
        shown = self.walk.all()
        self._say(f"{choices[number][0]}: {counted(len(shown), 'item')}")
        if shown and self.item not in {item.id for item in shown}:
            self._go(shown[0], "")

    def _find(self) -> None:
        words = self._ask("words to find: ")
        if not words:
            return
        hits = hits_of(self.session.case.text, words)
        self._say(counted(len(hits), "place") if hits else "not in the text")
        for number, (start, _) in enumerate(hits[:_HIT_LINES], 1):
            self._lines(wrapped(f"{number}. {self._place(start)}", "  "))
        if len(hits) > _HIT_LINES:
            self._say(f"  and {len(hits) - _HIT_LINES} more; find more words to see fewer")

    def _place(self, start: int) -> str:
        case = self.session.case
        around = case.text[max(0, start - 40) : start + 60]
        return f"{note_line(case.note_at(start))}, {case.place(start)}: ... {shown_line(around)} ..."

    # --------------------------------------------------------------------------------------------- telling

    def _why(self) -> None:
        from rich.console import Console

        from notescan.review.record import records_of
        from notescan_tui.widgets.why import why_words

        console = Console(
            width=WIDTH, color_system=None, force_terminal=False, highlight=False, record=True, quiet=True
        )
        console.print(why_words(self.session, self._here(), records=records_of(self.session.store)))
        self._lines(line.rstrip() for line in console.export_text(styles=False).splitlines())

    def _chronology(self) -> None:
        from notescan.chronology import chronology
        from notescan.chronology.text import as_text

        scan = self.session.scan
        found = chronology(self.session.case, scan.over_time, audit_date=scan.audit_date)
        self._lines(as_text(found, width=WIDTH).splitlines())

    def _coverage(self) -> None:
        """Who was seen and heard, who was asked and answered, row by row."""
        coverage = self.session.scan.over_time.coverage
        for row in (*coverage.children, *coverage.agencies):
            cells = [c for c in coverage.cells if c.row == row]
            marks = ", ".join(f"{c.mark} {day(c.date)}" for c in cells) or "nothing in the notes"
            self._lines(wrapped(f"{row}: {marks}"))
        if not coverage.cells:
            self._say("The notes tell of no child seen and no agency asked.")

    def _people(self) -> None:
        for person in self.session.roster().people:
            about = ", ".join(part for part in (person.role, person.relation, person.agency) if part)
            self._lines(wrapped(f"{' / '.join(person.names)}: {about}"))

    def _help(self) -> None:
        for letter, (_, does) in self.letters().items():
            self._lines(wrapped(f"{letter}  {does}"))
        self._say("q  Close this review: everything is saved already")
        self._say("Enter alone tells the item again")


def run_plain(session: ReviewSession, *, output: TextIO | None = None) -> None:
    """The review on the terminal's own lines, until it is closed."""
    out = output or sys.stdout

    def say(line: str) -> None:
        out.write(f"{line}\n")
        out.flush()

    def read(question: str) -> str:
        out.write(question)
        out.flush()
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.rstrip("\n")

    try:
        PlainReview(session, read, say).run()
    except KeyboardInterrupt:
        say("\nClosed. Everything is saved.")
