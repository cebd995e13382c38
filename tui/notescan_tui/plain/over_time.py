"""The line-by-line review: what was computed over the whole case, read, corrected and marked wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notescan_tui.findings import findings_of
from notescan_tui.over_time import VIEWS, ChronologyChoice, Place, Row, nothing_words, rows
from notescan_tui.plain.deciding import PlainDeciding
from notescan_tui.plain.telling import wrapped
from notescan_tui.wording import day, shown_line

if TYPE_CHECKING:
    from notescan.chronology import Chronology

_KIND, _PERIOD = len(VIEWS), len(VIEWS) + 1


class PlainOverTime(PlainDeciding):
    """Chronology, who was seen and asked, and the findings of a tip."""

    _time: ChronologyChoice | None = None

    # ------------------------------------------------------------------------------------------ chronology

    def chronology(self) -> None:
        """Its lists one after another, until the auditor leaves."""
        self._time = time = self._time or ChronologyChoice()
        while True:
            kind, period = time.told_kind() or "all", time.told_period() or "all"
            lists = [*VIEWS.values(), f"Kind of event (now {kind})", f"Period (now {period})"]
            number = self.choice("Chronology:", lists)
            if number is None:
                return
            if number == _KIND:
                self._choose_kind(time)
            elif number == _PERIOD:
                self._choose_period(time)
            else:
                self._list(list(VIEWS)[number], time)

    def _made(self, time: ChronologyChoice) -> Chronology:
        from notescan.chronology import chronology

        return chronology(
            self.session.case,
            self.session.over_time(),
            audit_date=self.session.scan.audit_date,
            kinds=[time.kind] if time.kind else (),
            since=time.since,
            until=time.until,
        )

    def _list(self, view: str, time: ChronologyChoice) -> None:
        told = -1
        while True:
            if told != len(self.session.decisions):  # else nothing has changed, and it need not be heard again
                told = len(self.session.decisions)
                made = self._made(time)
                listed = rows(self.session, made, view)
                self._tell_rows(listed)
                if not listed:
                    self.say(nothing_words(self.session, made, view))
                    return
            chosen = [row for row in listed if not row.is_heading]
            at = self.number("number to hear more of it, or Enter to leave: ", len(chosen))
            if at is None or not self._row(chosen[at]):
                return

    def _tell_rows(self, listed: list[Row]) -> None:
        from notescan.chronology.words import MARKS

        number = 0
        for row in listed:
            number += not row.is_heading
            # the signs are for the eye, the state stands there in words too; what is quoted stays as it is
            words, mark, quote = row.line.plain.partition("“")
            told = " ".join([*(word for word in words.split() if word not in MARKS.values()), f"{mark}{quote}".strip()])
            self.lines(wrapped(told if row.is_heading else f"{number}. {told}"))

    def _row(self, row: Row) -> bool:
        """Tell a line in full, and do something with it; whether to go on with the list."""
        for head, words in row.about:
            self.lines(wrapped(f"{head}: {words}"))
        return self._of_places(row.places, row.finding)

    def _choose_kind(self, time: ChronologyChoice) -> None:
        from notescan.chronology.words import KINDS

        kinds = [kind for kind in KINDS if any(e.kind == kind for e in self.session.over_time().events)]
        number = self.choice("Which kind?", ["all kinds", *(KINDS[kind] for kind in kinds)])
        if number is not None:
            time.kind = kinds[number - 1] if number else None

    def _choose_period(self, time: ChronologyChoice) -> None:
        since = self.day("from which day (Enter for the beginning): ")
        until = self.day("to which day (Enter for the end): ")
        if since and until and since > until:
            self.cannot("The first day is after the last; nothing was changed.")
            return
        time.since, time.until = since, until

    # --------------------------------------------------------------------------------- findings and their words

    def findings(self) -> None:
        """How the tip's dates and counts were worked out; their words, corrected dates, what is marked wrong."""
        told = -1
        while True:
            found = findings_of(self.session, self.tip)
            if not found:
                self.cannot("no dates here to work out")
                return
            is_new, told = told != len(self.session.decisions), len(self.session.decisions)
            for number, finding in enumerate(found if is_new else (), 1):
                self.lines(wrapped(f"{number}. {finding.words().plain}"))
                for place in finding.places:
                    self.lines(wrapped(f"{shown_line(place.says)}: “{shown_line(place.quote)}” ({place.where})", "   "))
            at = self.number("number to read or to correct it, or Enter to leave: ", len(found))
            if at is None or not self._of_places(found[at].places, found[at].id):
                return

    def _of_places(self, places: tuple[Place, ...], finding: str) -> bool:
        """Read words in their place, correct their date, mark the finding wrong; whether something was done."""
        events = tuple({place.event: place for place in places if place.event}.values())
        acts = [(f"read “{shown_line(p.quote)}” in its place", "read", p) for p in places]
        acts += [(f"correct the date of “{shown_line(p.quote)}”", "correct", p) for p in events]
        if finding:
            again = self.session.disputed(finding)
            acts.append(("it is right after all" if again else "mark it wrong", "wrong", None))  # type: ignore[arg-type]
        number = self.choice("Do:", [words for words, _, _ in acts]) if acts else None
        if number is None:
            return False
        _, act, place = acts[number]
        if act == "wrong":
            self._mark_wrong(finding)
        elif act == "correct":
            self._correct(place)
        else:
            self.tell_words(place.start, place.end)
        return True

    def _correct(self, place: Place) -> None:
        event = self.session.event(place.event)
        self.lines(wrapped(f"{shown_line(event.title)}, read as {day(event.first)}"))
        typed = self.ask("On which day was it? (Enter leaves it, - the date as it was read): ")
        if not typed:
            return
        given = None if typed == "-" else self.as_day(typed)
        self.session.correct(event.id, given)
        self.done(f"date now {day(given)}" if given else f"date as read: {day(event.first)}")

    def _mark_wrong(self, finding: str) -> None:
        is_event = any(event.id == finding for event in self.session.scan.over_time.events)
        if self.session.disputed(finding):
            self.session.accept(finding)
            self.done("it counts again" if is_event else "no longer marked wrong")
            return
        reason = self.ask("why (you may leave it empty): ")
        self.session.dispute(finding, reason)
        self.done("taken out: it does not count" if is_event else "marked wrong")

    # -------------------------------------------------------------------------------------------- coverage

    def coverage(self) -> None:
        """Who was seen and heard, who was asked and answered, row by row; the words behind the marks of one."""
        coverage = self.session.over_time().coverage
        if not coverage.cells:
            self.say("The notes tell of no child seen and no agency asked.")
            return
        named = list(dict.fromkeys((*coverage.children, *coverage.agencies)))
        for number, row in enumerate(named, 1):
            cells = [c for c in coverage.cells if c.row == row]
            marks = ", ".join(f"{c.mark} {day(c.date)}" for c in cells) or "nothing in the notes"
            self.lines(wrapped(f"{number}. {row}: {marks}"))
        at = self.number("number to hear the words, or Enter to leave: ", len(named))
        if at is None:
            return
        cells = [c for c in coverage.cells if c.row == named[at]]
        told = [f"{c.mark} {day(c.date)}: “{shown_line(c.rest.quote)}” ({c.rest.place})" for c in cells]
        which = self.choice("Read which words in their place?", told) if told else None
        if which is not None:
            self.tell_words(cells[which].rest.start, cells[which].rest.end)
