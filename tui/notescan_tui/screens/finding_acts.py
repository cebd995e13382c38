"""Correcting a date and marking a finding wrong: the same acts wherever a finding is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from notescan_tui.keyed import UNDO
from notescan_tui.over_time import Place
from notescan_tui.screens.dialogs import AskDialog, Choice, ChooseDialog
from notescan_tui.wording import DAY_LIKE, day, parse_day, shown_line

if TYPE_CHECKING:
    from notescan.review.session import ReviewSession


def go_to_one_of(screen: Screen[Any], places: tuple[Place, ...], go: Callable[[Place], None], title: str) -> None:
    """Go to the place, or ask to which where there are several."""
    if len(places) == 1:
        go(places[0])
        return
    choices = [
        Choice(str(n), f"{shown_line(place.says)}: “{shown_line(place.quote)}”", key=str(n) if n < 10 else "")
        for n, place in enumerate(places, 1)
    ]

    def chosen(number: str | None) -> None:
        if number:
            go(places[int(number) - 1])

    screen.app.push_screen(ChooseDialog(title, choices), chosen)


def correct_date(
    screen: Screen[Any], session: ReviewSession, places: tuple[Place, ...], done: Callable[[str], None]
) -> None:
    """Ask for the right day of the event (of which one, where there are several), and keep it.

    `done(said)` is called when it was kept.
    """
    of_events = tuple({place.event: place for place in places if place.event}.values())
    if not of_events:
        screen.app.notify("These words tell no event; mark the finding wrong instead.", markup=False)
        return
    go_to_one_of(screen, of_events, lambda place: _ask_day(screen, session, place, done), "Which date is wrong?")


def _ask_day(screen: Screen[Any], session: ReviewSession, place: Place, done: Callable[[str], None]) -> None:
    event = session.event(place.event)
    now = session.correction(event.id)
    read = day(event.first)

    def typed(words: str | None) -> None:
        if words is None:
            return
        given = parse_day(words) if words.strip() else None
        if words.strip() and given is None:
            screen.app.notify(
                f"“{shown_line(words)}” is no date; write it like {DAY_LIKE}.", severity="error", markup=False
            )
            _ask_day(screen, session, place, done)
            return
        if try_act(screen, lambda: session.correct(event.id, given)):
            done(f"date now {day(given)}{UNDO}" if given else f"date as read: {read}{UNDO}")

    screen.app.push_screen(
        AskDialog(
            "On which day was it?",
            about=f"{shown_line(event.title)}, read as {read}: “{shown_line(event.quote)}”",
            words=day(now.day) if now else read if event.first else "",
            hint="Enter keep · empty: the date as it was read · Esc cancel",
        ),
        typed,
    )


def mark_wrong(screen: Screen[Any], session: ReviewSession, finding: str, done: Callable[[str], None]) -> None:
    """Ask why a finding or an event is wrong and mark it; where it is marked already, take that back."""
    is_event = any(event.id == finding for event in session.scan.over_time.events)
    if session.disputed(finding):
        if try_act(screen, lambda: session.accept(finding)):
            done(f"{'it counts again' if is_event else 'no longer marked wrong'}{UNDO}")
        return

    def typed(reason: str | None) -> None:
        if reason is not None and try_act(screen, lambda: session.dispute(finding, reason)):
            done(f"{'taken out: it does not count' if is_event else 'marked wrong'}{UNDO}")

    title = "Why is this no such event?" if is_event else "Why is this finding wrong?"
    about = "It will not count any more." if is_event else "It stays, and the summary says that you marked it wrong."
    screen.app.push_screen(AskDialog(title, about=f"{about} You may leave the reason empty."), typed)


def try_act(screen: Screen[Any], act: Callable[[], object]) -> bool:
    """Do it; where it can't be done, say so in one line and change nothing."""
    from notescan.errors import UserError

    try:
        act()
    except UserError as error:
        screen.app.notify(str(error), severity="error", markup=False)
        return False
    return True
