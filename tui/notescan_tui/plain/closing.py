"""The line-by-line review: grades and comments, several items at once, and all that ends a review."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from notescan_tui.plain.telling import tip_lines, wrapped
from notescan_tui.search import hits_of
from notescan_tui.walk import Walk
from notescan_tui.wording import SEEN_WORDS, STATE_SIGNS, STATE_WORDS, counted, day, parse_day, shown_line

if TYPE_CHECKING:
    from notescan.model import SeenState
    from notescan.review.fold import Item
    from notescan.review.session import ReviewSession

_ACTS: tuple[tuple[Literal["confirm", "reject", "skip", "reopen"], str], ...] = (
    ("confirm", "confirm them"),
    ("reject", "reject them"),
    ("skip", "put them off for later"),
    ("reopen", "make them undecided again"),
)


class PlainClosing:
    """The part of `PlainReview` that is about a tip as a whole and the review as a whole."""

    session: ReviewSession
    walk: Walk
    tip: str
    item: str | None
    _say: Callable[[str], None]
    _ask: Callable[[str], str | None]
    _lines: Callable[[Iterable[str]], None]
    _choice: Callable[[str, list[str]], int | None]
    _change: Callable[[Callable[[Item], object], str], None]
    _here: Callable[[], Item]
    _to_tip: Callable[[str], None]
    tip_title: Callable[[], str]

    def _comment(self) -> None:
        if self.item is None:
            self._comment_tip()
        elif (words := self._ask("comment on this item: ")) is not None:
            self._change(lambda i: self.session.comment(i.id, words), "comment kept" if words else "no comment")

    def _comment_tip(self) -> None:
        words = self._ask(f"comment on {shown_line(self.session.checklist.tip(self.tip).title)}: ")
        if words is not None:
            self.session.comment(self.tip, words)
            self._say("comment kept; u takes it back" if words else "no comment; u takes it back")

    def _grade(self) -> None:
        from notescan.model import GRADES

        self._lines(tip_lines(self.session, self.tip))
        number = self._choice("Your grade:", [*GRADES.values(), "No grade yet"])
        if number is not None:
            grade = list(GRADES)[number] if number < len(GRADES) else None
            self.session.grade(self.tip, grade)  # type: ignore[arg-type]
            self._say(f"{GRADES[grade] if grade else 'no grade'}; u takes it back")

    def _quote(self) -> None:
        """Other words as the quote: they must stand in the same note."""
        item = self._here()
        words = self._ask(f"the quote, as it should be (now: {shown_line(item.evidence.quote)}): ")
        if not words:
            return
        note = self.session.case.note_at(item.evidence.start)
        text = self.session.case.text[note.start : note.end]
        hits = [(note.start + start, note.start + end) for start, end in hits_of(text, words)]
        if not hits:
            self._say("These words are not in this note; nothing was changed.")
            return
        start, end = min(hits, key=lambda hit: abs(hit[0] - item.evidence.start))
        self._change(lambda i: self.session.requote(i.id, start, end), "quote changed")

    def _seen(self, state: SeenState) -> None:
        if any(item.state == "confirmed" for item in self.session.items(self.tip)):
            self._say("This tip has confirmed evidence.")
            return
        now = None if self.session.seen(self.tip) == state else state
        self.session.mark_seen(self.tip, now)
        self._say(f"{shown_line(self.tip_title())}: {SEEN_WORDS[state] if now else 'taken back'}; u takes it back")
        tips = self.walk.tips
        if now and self.tip in tips[:-1]:
            self._to_tip(tips[tips.index(self.tip) + 1])

    def _items(self) -> None:
        """Several items of the tip by their numbers, and what to do with them."""
        items = self.walk.items(self.tip)
        for number, item in enumerate(items, 1):
            self._lines(wrapped(f"{number}. {STATE_SIGNS[item.state].strip()} {item.evidence.quote}"))
        typed = self._ask("numbers, like 1 3-5, or all; Enter to leave: ") or ""
        chosen = _numbers(typed, len(items))
        if not chosen:
            self._say("nothing was chosen")
            return
        act = self._choice(f"{counted(len(chosen), 'item')}:", [words for _, words in _ACTS])
        if act is None:
            return
        self.session.bulk(_ACTS[act][0], [items[n - 1].id for n in chosen])
        after = {"confirm": "confirmed", "reject": "rejected", "skip": "skipped", "reopen": "undecided"}
        self._say(f"{counted(len(chosen), 'item')}: {STATE_WORDS[after[_ACTS[act][0]]]}; one u takes all back")

    # ------------------------------------------------------------------------------------------ the summary

    def _words(self, kind: Literal["strength", "improvement"], about: str) -> None:
        read = self.session.strength if kind == "strength" else self.session.improvement
        write = self.session.write_strength if kind == "strength" else self.session.write_improvement
        title = "what works well" if kind == "strength" else "what has to get better"
        if now := read(about):
            self._lines(wrapped(f"now: {now}"))
        words = self._ask(f"{title} (Enter leaves it, - takes it away): ")
        if words:
            write("" if words == "-" else words, about)
            self._say("kept; u takes it back")

    def _action(self, tip: str | None) -> None:
        text = self._ask("what has to be done: ")
        if not text:
            return
        owner = self._ask("who does it: ") or ""
        typed = self._ask("by when, like 10 Mar 2025 (Enter for no date): ") or ""
        due = parse_day(typed) if typed else None
        if typed and due is None:
            self._say("This is no date; nothing was kept.")
            return
        self.session.write_action(text, owner=owner, due=due, tip=tip)
        self._say("action kept; u takes it back")

    def _summary(self) -> None:
        """What stands in the summary beside the evidence; one line of it may be written."""
        from notescan.model import JUDGEMENTS
        from notescan.review.closing import CASE, DETAILS

        session = self.session
        judged = session.judgement()
        for action in session.actions():
            due = f", by {day(action.due)}" if action.due else ""
            self._lines(wrapped(f"Action: {action.text}{', ' + action.owner if action.owner else ''}{due}"))
        lines = [
            f"Overall judgement: {JUDGEMENTS[judged[0]] + '. ' + judged[1] if judged else 'none yet'}",
            f"What works well: {session.strength() or 'nothing yet'}",
            f"What has to get better: {session.improvement() or 'nothing yet'}",
            "A new action",
            *(f"{title}: {session.detail(field) or 'nothing yet'}" for field, title in DETAILS.items()),
        ]
        number = self._choice("The summary:", lines)
        if number is None:
            return
        if number == 0:
            self._judge()
        elif number < 3:
            self._words("strength" if number == 1 else "improvement", CASE)
        elif number == 3:
            self._action(None)
        else:
            field = list(DETAILS)[number - 4]
            if words := self._ask(f"{DETAILS[field]} (Enter leaves it, - takes it away): "):
                session.write_detail(field, "" if words == "-" else words)
                self._say("kept; u takes it back")

    def _judge(self) -> None:
        from notescan.model import JUDGEMENTS

        number = self._choice("Overall judgement:", [*JUDGEMENTS.values(), "No judgement yet"])
        if number is None:
            return
        judgement = list(JUDGEMENTS)[number] if number < len(JUDGEMENTS) else None
        reason = (self._ask("why: ") or "") if judgement else ""
        self.session.judge(judgement, reason)  # type: ignore[arg-type]
        self._say("judgement kept; u takes it back")

    def _sign(self) -> None:
        """Tell what is open, and sign; or reopen what is signed."""
        from notescan.summary.model import summarise

        if self.session.signed() is not None:
            self.session.reopen_review()
            self._say("reopened; it can be changed again")
            return
        for line in summarise(self.session).still_open:
            self._lines(wrapped(line, "  "))
        if self._ask("Type yes to sign this review off: ") == "yes":
            self.session.sign_off()
            self._say("signed off; nothing changes now; O reopens it")
        else:
            self._say("not signed off")

    def _export(self) -> None:
        from notescan.errors import UserError
        from notescan.summary import FORMATS, export

        formats = list(FORMATS)
        number = self._choice("Write the summary as:", list(FORMATS.values()))
        if number is None:
            return
        name = self._ask("file to write: ")
        if not name:
            return
        path = Path(name).expanduser()
        if path.exists() and self._ask(f"{path} is there already. Type yes to write over it: ") != "yes":
            self._say("nothing was written")
            return
        made = export(self.session, formats[number])
        try:
            path.write_bytes(made if isinstance(made, bytes) else made.encode())
        except OSError as error:
            raise UserError(f"{path} can't be written: {error.strerror or error}.") from error
        self._say(f"summary written to {path}")


def _numbers(typed: str, most: int) -> list[int]:
    """ "1 3-5", "all": the numbers meant; none where one of them can't be read or is not there."""
    if typed.strip().casefold() == "all":
        return list(range(1, most + 1))
    found: list[int] = []
    for part in typed.replace(",", " ").split():
        low, _, high = part.partition("-")
        if not low.isdigit() or (high and not high.isdigit()):
            return []
        found += range(int(low), min(int(high or low), most + 1) + 1)
    return list(dict.fromkeys(found)) if all(1 <= n <= most for n in found) else []
