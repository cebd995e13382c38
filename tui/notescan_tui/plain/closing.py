"""The line-by-line review: what is written for the summary, signing off, and the file that is made of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from notescan_tui.examples import may_be_example, turn_example
from notescan_tui.plain.people import PlainPeople
from notescan_tui.plain.telling import wrapped
from notescan_tui.wording import counted, day, shown_line

if TYPE_CHECKING:
    from notescan_tui.screens.summary_rows import SummaryRow


class PlainClosing(PlainPeople):
    """The part that ends a review."""

    def summary(self) -> None:
        """Its lines, to write one after another; or the whole as it reads now."""
        from notescan_tui.screens.summary_rows import summary_rows

        while True:
            listed = summary_rows(self.session)
            signed = self.session.signed()
            by = f"signed off by {shown_line(signed.who)}" if signed else "not signed off"
            lines = [f"{row.head + ': ' if row.head else ''}{row.label}: {row.words or '–'}" for row in listed]
            number = self.choice(f"The summary ({by}):", [*lines, "read the whole of it"])
            if number is None:
                return
            if number == len(listed):
                self._read_summary()
            else:
                self._write_row(listed[number])

    def _read_summary(self) -> None:
        from notescan.summary.markdown import render
        from notescan.summary.model import summarise
        from notescan_tui.screens.summary import plain

        text, _ = plain(render(summarise(self.session)))
        for line in text.splitlines():
            self.lines(wrapped(line) if line.strip() else [""])

    def _write_row(self, row: SummaryRow) -> None:
        match row.kind:
            case "judgement":
                self._judge()
            case "strength" | "improvement":
                self.write_words(row.kind, row.about)
            case "new-strength" | "new-improvement":
                tips = self.session.checklist.tips
                number = self.choice("For which tip?", [shown_line(t.title) for t in tips])
                if number is not None:
                    kind: Literal["strength", "improvement"]
                    kind = "strength" if row.kind == "new-strength" else "improvement"
                    self.write_words(kind, tips[number].id)
            case "action":
                self.write_action(action=row.about)
            case "new-action":
                self.write_action()
            case "detail":
                words = self.words(row.label, row.words)
                if words is not None:
                    self.session.write_detail(row.about, words)
                    self.done("kept" if words else "taken away")

    def write_words(self, kind: Literal["strength", "improvement"], about: str) -> None:
        """What works well, or has to get better, of a tip or of the case ("case")."""
        read = self.session.strength if kind == "strength" else self.session.improvement
        write = self.session.write_strength if kind == "strength" else self.session.write_improvement
        title = "what works well" if kind == "strength" else "what has to get better"
        words = self.words(title, read(about))
        if words is not None:
            write(words, about)
            self.done(f"{title}: {'kept' if words else 'taken away'}")

    def write_action(self, *, action: str | None = None, tip: str | None = None) -> None:
        """A new action (of a tip, if one is given), or one written anew; Enter leaves each part as it was."""
        old = next((a for a in self.session.actions() if a.id == action), None)
        text = self.words("what has to be done", old.text if old else "")
        if text == "" and old:
            self.session.write_action("", action=action)
            self.done("action taken away")
            return
        if not text and not old:
            return
        owner = self.words("who does it", old.owner if old else "")
        typed = self.words("by when, like 10 Mar 2025", day(old.due) if old and old.due else "")
        due = self.as_day(typed) if typed else None
        self.session.write_action(
            text or (old.text if old else ""),
            owner=(old.owner if old else "") if owner is None else owner,
            due=old.due if old and typed is None else due,
            tip=old.tip if old else tip,
            action=action,
        )
        self.done("action kept")

    def _judge(self) -> None:
        from notescan.model import JUDGEMENTS, judged

        own = "In the words of your own scale"
        number = self.choice("Overall judgement:", [*JUDGEMENTS.values(), own, "No judgement yet"])
        if number is None:
            return
        judgement = list(JUDGEMENTS)[number] if number < len(JUDGEMENTS) else None
        now = self.session.judgement()
        if number == len(JUDGEMENTS):
            judgement = self.words("judgement", now[0] if now and now[0] not in JUDGEMENTS else "")
            if judgement is None:
                return
        words = self.words("why", now[1] if now else "") if judgement else ""
        reason = now[1] if words is None and now else words or ""
        self.session.judge(judgement or None, reason)
        self.done(judged(judgement) if judgement else "no judgement")

    # -------------------------------------------------------------------------------------------- signing

    def sign(self) -> None:
        """Tell what is open, and sign; or reopen what is signed."""
        from notescan.summary.model import summarise
        from notescan_tui.screens.closing_acts import open_words

        if self.session.signed() is not None:
            self.session.reopen_review()
            self.say("reopened; it can be changed again")
            return
        for line in open_words(summarise(self.session).still_open).splitlines():
            self.lines(wrapped(line))
        if self.yes("Sign this review off?"):
            self.session.sign_off()
            self.say("signed off · {more.reopen} reopens it")
        else:
            self.say("not signed off")

    # ------------------------------------------------------------------------------------------- exporting

    def export(self) -> None:
        """Ask for form and place, then write."""
        from notescan.errors import UserError
        from notescan.summary import view, write_key, write_view
        from notescan_tui.screens.export import FORMS, key_path, suggested_name

        done, total = self.session.progress()
        if total > done:
            left = counted(total - done, "item")
            self.say(f"{left} still to decide: left out of the evidence, and counted as open.")
        number = self.choice("Write the summary as:", list(FORMS.values()))
        if number is None:
            return
        form = list(FORMS)[number]
        usual = Path.cwd() / f"{suggested_name(self.session.info.title)}.{form}"
        self.lines(wrapped(f"Enter writes it to {usual}"))
        typed = self.ask("file to write (- leaves): ")
        if typed == "-":
            return
        path = Path(typed).expanduser() if typed else usual
        template = None
        if form == "docx" and (given := self.ask("your own Word form (Enter for none): ")):
            template = Path(given).expanduser()
        hidden = self.yes("Stand-ins for names (Child A, School 1)?")
        wanted = hidden and self.yes("Write who is who to a file of its own, to be kept apart?")
        key = key_path(path) if wanted else None
        for there in filter(None, (path, key)):
            if there.exists() and not self.yes(f"{there} is there already. Write over it?"):
                self.say("nothing was written")
                return
        seen = view(self.session, pseudonymised=hidden)
        made = write_view(seen, form, template=template)
        try:
            path.write_bytes(made if isinstance(made, bytes) else made.encode())
            if key:
                key.write_text(write_key(seen, key), encoding="utf-8")
        except OSError as error:
            raise UserError(f"{path} can't be written: {error.strerror or error}.") from error
        self.say(f"summary written to {path}{f', who is who to {key}' if key else ''}")
        if seen.doubtful:
            self.say("These words were left as they are. Look whether any is somebody's name:")
            for word in seen.doubtful:
                self.lines(wrapped(f"{word.word} ({word.count}): {word.seen}", "  "))

    def example(self) -> None:
        """The item's sentence as an example for patterns, or out of the file again."""
        item = self.here()
        if not may_be_example(item):
            self.cannot("Only what you rejected or added yourself can be an example.")
            return
        told, _ = turn_example(self.session, item)
        self.lines(wrapped(told))
