"""The line-by-line review: what is done to an item, to several, and to a tip."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from notescan_tui import stretch
from notescan_tui.plain.reading import PlainReading
from notescan_tui.plain.telling import WIDTH, note_place, stances, tip_lines, wrapped
from notescan_tui.search import hits_of
from notescan_tui.wording import (
    DONE_WORDS,
    REJECT_REASONS,
    SEEN_WORDS,
    STANCE_WORDS,
    STATE_SIGNS,
    STATE_WORDS,
    counted,
    shown_line,
)

if TYPE_CHECKING:
    from notescan.model import Decision, SeenState, Stance
    from notescan.review.fold import Item

_ACTS: tuple[tuple[Literal["confirm", "reject", "skip", "reopen"], str, str], ...] = (
    ("confirm", "confirm them", "confirmed"),
    ("reject", "reject them", "rejected"),
    ("skip", "put them off for later", "skipped"),
    ("reopen", "make them undecided again", "undecided"),
)
_ENDS: tuple[tuple[str, Literal["start", "end"], int], ...] = (
    ("one word more", "end", 1),
    ("without its last word", "end", -1),
    ("one word more in front", "start", -1),
    ("without its first word", "start", 1),
)
_MOST = 12


class PlainDeciding(PlainReading):
    """Acts on the item we are at, and on its tip."""

    def decide(self, kind: str, act: Callable[[str], Decision | None]) -> None:
        """Do it, and go on to the next item to decide."""
        item = self.here()
        act(item.id)
        self.done(DONE_WORDS[kind])
        following = self.walk.next_open(item.id)
        if following is None or following.id == item.id:
            self.say("All are decided · {go.open} next tip to grade · {more.summary} summary")
            return
        if following.state == "skipped" and item.state != "skipped":
            self.say("what is left was put off for later")
        self.go(following)

    def reject_because(self) -> None:
        """Reject, with a reason from a short list or in the auditor's own words."""
        self.here()
        number = self.choice("Reject because:", [*REJECT_REASONS, "In my own words"])
        if number is None:
            return
        reason = REJECT_REASONS[number] if number < len(REJECT_REASONS) else self.ask("why: ")
        if reason:
            self.decide("reject", lambda item: self.session.reject(item, reason))

    def reopen(self) -> None:
        """Undecided again; stay."""
        self._change(lambda item: self.session.reopen(item.id), "to decide again")

    def _change(self, act: Callable[[Item], object], said: str) -> None:
        act(self.here())
        self.done(said)

    def turn(self, word: str, turn: Callable[[], Decision | None]) -> None:
        """Undo or redo, and tell what it was about."""
        decision = turn()
        if decision is None:
            self.cannot("nothing to undo" if word == "undone" else "nothing to redo")
            return
        self.say(f"{word}: {DONE_WORDS.get(decision.kind, decision.kind)}")
        if self.item not in self.session.state.items:  # it was added by hand, and is gone again
            self.item = None
        if decision.item in self.session.state.items:
            self.go(self.session.item(decision.item))

    def stance(self) -> None:
        """Say which way it speaks."""
        self.here()
        if chosen := self._stance("It speaks:"):
            self._change(lambda item: self.session.restance(item.id, chosen), f"now {STANCE_WORDS[chosen]}")

    def _stance(self, title: str) -> Stance | None:
        self.say(title)
        self.lines(stances())
        number = self.number("number, or Enter to leave: ", len(STANCE_WORDS))
        return None if number is None else list(STANCE_WORDS)[number]  # type: ignore[return-value]

    def move(self) -> None:
        """Give it to another tip; stay at its tip with what comes next."""
        item = self.here()
        tips = self.session.checklist.tips
        number = self.choice("Move to which tip?", [shown_line(t.title) for t in tips])
        if number is None or tips[number].id == item.tip:
            return
        beside = self.walk.beside(item.id, 1) or self.walk.beside(item.id, -1)
        self._change(lambda i: self.session.move(i.id, tips[number].id), f"moved to {shown_line(tips[number].title)}")
        if beside and beside.tip == self.tip:
            self.go(beside)
        else:
            self.go_tip(self.tip)

    # -------------------------------------------------------------------------------------- words as evidence

    def add(self) -> None:
        """Evidence by its words: typed or pasted, found in the text, then which way they speak."""
        words = self.ask(f"the words, as the notes have them, for {self.title()}: ")
        if not words:
            return
        hits = hits_of(self.session.case.text, words)
        if not hits:
            self.cannot("These words are not in the notes; nothing was added.")
        elif len(hits) == 1:
            self.add_words(*hits[0])
        else:
            places = [note_place(self.session.case, start) for start, _ in hits[:_MOST]]
            if (number := self.choice("They stand in several places:", places)) is not None:
                self.add_words(*hits[number])

    def add_words(self, start: int, end: int) -> None:
        """These words of the text as evidence: for this tip or another, and which way they speak."""
        self.lines(wrapped(f"“{shown_line(self.session.case.text[start:end])}”"))
        tips = self.session.checklist.tips
        typed = self.ask(f"for {self.title()}: Enter; for another tip: t; to leave: - ")
        if typed == "-":
            return
        to = self.tip
        if typed:
            number = self.choice("Add to which tip?", [shown_line(t.title) for t in tips])
            if number is None:
                return
            to = tips[number].id
        if stance := self._stance("The words speak:"):
            made = self.session.add(to, start, end, stance)
            self.tip, self.item = to, made.item
            self.done(f"added to {self.title()}")

    def quote(self) -> None:
        """Where the item's quote begins and ends: by words, its clause or sentence, or typed."""
        item = self.here()
        note, text = self.session.case.note_at(item.evidence.start), self.session.case.text
        start, end = item.evidence.start, item.evidence.end
        choices = [*(words for words, _, _ in _ENDS), "its clause", "its sentence", "other words of this note"]
        while True:
            self.lines(wrapped(f"“{shown_line(text[start:end])}”"))
            number = self.choice("The quote:", [*choices, "keep it so"])
            if number is None:
                return
            if number < len(_ENDS):
                _, edge, step = _ENDS[number]
                start, end = stretch.moved(text, start, end, edge=edge, step=step)
            elif number < len(_ENDS) + 2:
                widen = stretch.clause_at if number == len(_ENDS) else stretch.sentence_at
                start, end = widen(text, start, end, within=(note.body, note.end))
            elif number == len(choices) - 1:
                words = self.ask("the words, as the note has them: ")
                hits = [(note.start + s, note.start + e) for s, e in hits_of(text[note.start : note.end], words)]
                if not hits:
                    self.cannot("These words are not in this note; nothing was changed.")
                    continue
                start, end = min(hits, key=lambda hit: abs(hit[0] - item.evidence.start))
            else:
                self.session.requote(item.id, start, end)
                self.done("quote changed")
                return

    def copy(self) -> None:
        """The quote on one line, as it stands in the notes, for copying it from the terminal."""
        evidence = self.here().evidence
        self.lines(shown_line(line) for line in self.session.case.text[evidence.start : evidence.end].splitlines())

    # ------------------------------------------------------------------------------------------ tip, several

    def comment(self) -> None:
        """Write on the item; on the tip where it has none."""
        item = self.session.state.items.get(self.item or "")
        if item is None:
            self.comment_tip()
        elif (words := self.words("comment on this item", item.comment)) is not None:
            self._change(lambda i: self.session.comment(i.id, words), "comment kept" if words else "no comment")

    def comment_tip(self) -> None:
        """Write on the tip as a whole."""
        remark = self.session.remark(self.tip)
        words = self.words(f"comment on {self.title()}", remark.text if remark else "")
        if words is not None:
            self.session.comment(self.tip, words)
            self.done("comment kept" if words else "no comment")

    def grade(self) -> None:
        """Grade the tip; what is suggested is only said."""
        from notescan.model import GRADES

        self.lines(tip_lines(self.session, self.tip, items=False))
        number = self.choice("Your grade:", [*GRADES.values(), "No grade yet"])
        if number is not None:
            grade = list(GRADES)[number] if number < len(GRADES) else None
            self.session.grade(self.tip, grade)  # type: ignore[arg-type]
            self.done(f"{self.title()}: {GRADES[grade] if grade else 'no grade'}")

    def seen(self, state: SeenState) -> None:
        """Say that there is nothing, or that it is to be looked at again; on to the next tip. Again takes it back."""
        if any(item.state == "confirmed" for item in self.session.items(self.tip)):
            self.cannot("this tip has confirmed evidence")
            return
        now = None if self.session.seen(self.tip) == state else state
        self.session.mark_seen(self.tip, now)
        self.done(f"{self.title()}: {SEEN_WORDS[state] if now else 'taken back'}")
        tips = self.walk.tips
        if now and self.tip in tips[:-1]:
            self.go_tip(tips[tips.index(self.tip) + 1])

    def several(self) -> None:
        """Several items of the tip by their numbers, and what to do with them."""
        items = self.walk.items(self.tip)
        if not items:
            self.cannot("no items here")
            return
        for number, item in enumerate(items, 1):
            words = f"{STANCE_WORDS[item.stance]}, {STATE_WORDS[item.state]}: {item.evidence.quote}"
            self.lines(wrapped(f"{number}. {STATE_SIGNS[item.state].strip()} {words}"))
        typed = self.ask("numbers, like 1 3-5, or all; Enter to leave: ")
        chosen = _numbers(typed, len(items))
        if not chosen:
            self.say("nothing was chosen")
            return
        act = self.choice(f"{counted(len(chosen), 'item')}:", [words for _, words, _ in _ACTS])
        if act is None:
            return
        kind, _, after = _ACTS[act]
        self.session.bulk(kind, [items[n - 1].id for n in chosen])
        self.say(f"{counted(len(chosen), 'item')}: {STATE_WORDS[after]} · one {{decide.undo}} takes all back")

    def why(self) -> None:
        """Why it was found, and everything that was decided about it."""
        from rich.console import Console

        from notescan.review.record import records_of
        from notescan_tui.widgets.why import why_words

        console = Console(
            width=WIDTH, color_system=None, force_terminal=False, highlight=False, record=True, quiet=True
        )
        console.print(why_words(self.session, self.here(), records=records_of(self.session.store)))
        self.lines(line.rstrip() for line in console.export_text(styles=False).splitlines())


def _numbers(typed: str, most: int) -> list[int]:
    """ "1 3-5", "all": the numbers meant; none where one of them can't be read or is not there."""
    if typed.strip().casefold() == "all":
        return list(range(1, most + 1))
    found: list[int] = []
    for part in typed.replace(",", " ").split():
        low, _, high = part.partition("-")
        if not low.isdecimal() or (high and not high.isdecimal()):
            return []
        found += range(int(low), min(int(high or low), most + 1) + 1)
    return list(dict.fromkeys(found)) if all(1 <= n <= most for n in found) else []
