"""The app's door to the engine. Slow and heavy: only called in worker threads, and imported there; no Textual here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from notescan.model import CaseFile, Checklist, Roster, Scan
    from notescan.review.carrying import CarriedOver
    from notescan.review.session import ReviewSession
    from notescan.review.store import ReviewInfo, Store

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Wish:
    """What to open: files, or pasted words; with which checklist, as of which day, whose case, by which patterns."""

    paths: tuple[str, ...] = ()
    text: str | None = None
    case: CaseFile | None = None
    """The case itself, where it was read already."""
    checklist: str | None = None
    audit_date: dt.date = field(default_factory=dt.date.today)
    children: tuple[str, ...] = ()
    patterns: Path | None = None
    """A folder of patterns for this run alone."""
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """A case that was read, with the area that its words point to and the reviews of it that there are, by area."""

    case: CaseFile
    area: str
    begun: dict[str, ReviewInfo]


_importing = Lock()


def warm_up() -> None:
    """Import what the first scan needs, so that it does not have to wait.

    One thread at a time: two that import modules which need each other would see one of them half made.
    """
    with _importing:
        import notescan.pipeline.build
        import notescan.read
        import notescan.review.carrying
        import notescan.scan
        import notescan.summary.model  # noqa: F401


def recent(store: Store) -> list[ReviewInfo]:
    """The reviews in the store, the last one first."""
    return store.list_reviews()


def read(wish: Wish, store: Store, progress: Progress | None = None) -> Opened:
    """Read the case, guess its area, and look which reviews of it were begun."""
    warm_up()
    from notescan.model import AREAS
    from notescan.read import read_case, read_text
    from notescan.review.store import text_sha256

    def told(_: str, done: int, total: int) -> None:
        if progress is not None:
            progress(done, total)

    if wish.case is not None:
        case = wish.case
    elif wish.text is not None:
        case = read_text(wish.text)
    else:
        case = read_case([Path(p) for p in wish.paths], progress=told)
    if wish.checklist:
        area = wish.checklist
    else:
        from notescan.scan import guess_area

        area = guess_area(case)
    sha = text_sha256(case.text)
    by_id = {info.id: info for info in store.list_reviews()}
    found = {a: store.find(sha, a) for a in {*AREAS, area}}
    return Opened(case, area, {a: by_id[i] for a, i in found.items() if i is not None and i in by_id})


def open_case(
    opened: Opened, wish: Wish, store: Store, progress: Progress | None = None, *, who: str | None = None
) -> ReviewSession:
    """Go on with the review of this case and checklist; scan and begin one where there is none."""
    warm_up()
    from notescan.checklists import load_checklist
    from notescan.review.session import open_review, resume
    from notescan.review.store import text_sha256

    checklist = load_checklist(wish.checklist or opened.area)
    if review := store.find(text_sha256(opened.case.text), checklist.id):
        return resume(store, review, who=who)
    return open_review(store, opened.case, _scan(opened.case, checklist, wish, progress), checklist, who=who)


def earlier(opened: Opened, wish: Wish, store: Store) -> ReviewInfo | None:
    """The review of an earlier export of this case, where this one has none of its own yet."""
    warm_up()
    from notescan.checklists import load_checklist
    from notescan.review.carrying import earlier_export
    from notescan.review.store import text_sha256

    checklist = load_checklist(wish.checklist or opened.area)
    if store.find(text_sha256(opened.case.text), checklist.id):
        return None
    return earlier_export(store, opened.case, checklist.id)


def carry(
    opened: Opened, wish: Wish, store: Store, review: str, progress: Progress | None = None, *, who: str | None = None
) -> tuple[ReviewSession, CarriedOver]:
    """Scan this export, and begin its review with the decisions of the review of an earlier one."""
    warm_up()
    from notescan.checklists import load_checklist
    from notescan.review.carrying import carry_over
    from notescan.review.session import resume

    checklist = load_checklist(wish.checklist or opened.area)
    scan = _scan(opened.case, checklist, wish, progress)
    return carry_over(store, resume(store, review), opened.case, scan, checklist, who=who)


def _scan(case: CaseFile, checklist: Checklist, wish: Wish, progress: Progress | None) -> Scan:
    from notescan.scan import scan_case

    return scan_case(
        case,
        checklist,
        audit_date=wish.audit_date,
        children=wish.children,
        patterns=wish.patterns,
        progress=progress,
    )


def rescan(session: ReviewSession, roster: Roster, patterns: Path | None, progress: Progress | None = None) -> Scan:
    """The case of a review scanned again with the auditor's roster; nothing is kept yet."""
    warm_up()
    from notescan.scan import scan_case

    return scan_case(
        session.case,
        session.checklist,
        audit_date=session.scan.audit_date,
        roster=roster,
        patterns=patterns,
        progress=progress,
    )


def go_on(review: str, store: Store, *, who: str | None = None) -> ReviewSession:
    """A review from the list."""
    warm_up()
    from notescan.review.session import resume

    return resume(store, review, who=who)


def demo_wish() -> Wish:
    """The invented case that ships with notescan."""
    from notescan.data import DEMO_AREA, DEMO_AUDIT_DATE, demo_case

    return Wish(
        paths=(str(demo_case()),),
        checklist=DEMO_AREA,
        audit_date=dt.date.fromisoformat(DEMO_AUDIT_DATE),
        is_demo=True,
    )


def pasted_file(words: str) -> str | None:
    """The file that was dragged into the terminal, where the paste is nothing but its path."""
    if len(words) > 4096 or "\n" in words.strip():
        return None
    path = words.strip().strip("'\"").replace("\\ ", " ").removeprefix("file://")
    try:
        return path if path and Path(path).expanduser().is_file() else None
    except (OSError, ValueError):
        return None
