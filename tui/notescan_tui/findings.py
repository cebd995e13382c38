"""The findings that stand beside a tip's evidence: its check, and the time limits that bear on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text

from notescan_tui.over_time import Place, place_of_rest
from notescan_tui.wording import fact, shown_line

if TYPE_CHECKING:
    from notescan.model import CheckResult
    from notescan.review.session import ReviewSession
    from notescan.values import Rest


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: what was reckoned, what it rests on, and what the auditor said of it."""

    id: str
    name: str
    """What it is about; empty for the tip's own check."""
    says: str
    outcome: str
    wrong: str
    """Who marked it wrong and why; empty where nobody did."""
    corrected: tuple[str, ...]
    places: tuple[Place, ...]

    def words(self) -> Text:
        """The finding in a sentence, with what the auditor said of it."""
        text = Text()
        if self.name:
            text.append(f"{shown_line(self.name)}: ", "bold")
        text.append(shown_line(self.says), "dim strike" if self.wrong else "")
        if self.wrong:
            text.append(f" {self.wrong}", "bold")
        for says in self.corrected:
            text.append(f" {shown_line(says)}", "bold")
        return text


def findings_of(session: ReviewSession, tip: str) -> list[Finding]:
    """The tip's check first, then the time limits that bear on it."""
    found = []
    if check := session.check(tip):
        found.append(_finding(session, tip, "", sentence(check), check.outcome, check.rests))
    for clock in session.over_time().clocks:
        if tip in clock.tips:
            found.append(_finding(session, clock.id, clock.name, clock.reckoning, clock.outcome, clock.rests))
    return found


def sentence(check: CheckResult) -> str:
    """How a check was reckoned; where it has no sentence, its outcome and facts."""
    if check.reckoning:
        return check.reckoning
    facts = "; ".join(f"{name.replace('_', ' ')}: {fact(value)}" for name, value in check.facts.items())
    return f"{fact(check.outcome).replace('_', ' ')}{f' ({facts})' if facts else ''}".capitalize()


def _finding(session: ReviewSession, id_: str, name: str, says: str, outcome: str, rests: tuple[Rest, ...]) -> Finding:
    places = tuple(place_of_rest(session, rest) for rest in rests)
    said = session.disputed(id_)
    reason = said.value.get("reason") if said else ""
    corrections = (session.correction(place.event) for place in places if place.event)
    return Finding(
        id=id_,
        name=name,
        says=says,
        outcome=outcome,
        wrong=f"✗ Marked wrong by {said.who}{f': {shown_line(reason)}' if reason else ''}." if said else "",
        corrected=tuple(dict.fromkeys(correction.says() for correction in corrections if correction)),
        places=places,
    )
