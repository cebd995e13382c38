"""A first look at case files: a preview of one, the cases in a folder. Slow: called in worker threads only."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from notescan_tui.engine import Opened, Wish, read, warm_up
from notescan_tui.wording import counted, day, shown_line

if TYPE_CHECKING:
    from notescan.model import CaseFile
    from notescan.review.store import ReviewInfo, Store

_MEGABYTES, _PAGES, _CHARACTERS = 2, 60, 1_000_000
"""The most that is read for a preview."""
_LINES = 4
_HEAD = 4_000
"""In how many characters the first lines are looked for."""


@dataclass(frozen=True, slots=True)
class CaseSeen:
    """A case of a folder that was read once: what it is, without its text."""

    span: str
    area: str
    text_sha: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The review there is of a case, if there is one, and whether it is signed off."""

    review: ReviewInfo | None = None
    signed: bool = False


def span_of(case: CaseFile) -> str:
    """How many notes, from when to when."""
    dates = [n.date for n in case.notes if n.date]
    if not dates:
        return f"{counted(len(case.notes), 'note')}, no date"
    first, last = day(min(dates)), day(max(dates))
    return f"{counted(len(case.notes), 'note')}, {first if first == last else f'{first} to {last}'}"


def preview(path: Path, go_on: Callable[[], None]) -> str:
    """What a file holds, in a few lines. `go_on` is called now and then; what it raises ends the reading."""
    warm_up()
    from notescan.errors import UserError
    from notescan.read import DEFAULT, read_case
    from notescan.read.files import hidden

    if path.is_dir():
        try:
            inside = sum(not hidden(p.name) for p in path.iterdir())
        except OSError as error:
            return f"This folder can't be looked into ({error.strerror})."
        if not inside:
            return "An empty folder."
        several = f"A folder with {counted(inside, 'file or folder', 'files and folders')} in it."
        return f"{several}\nAs a folder of cases, each of them is one."
    small = replace(
        DEFAULT, megabytes=_MEGABYTES, unpacked=4 * _MEGABYTES, pages=_PAGES, characters=_CHARACTERS, rows=20_000
    )
    try:
        if path.stat().st_size > _MEGABYTES * 1_000_000:
            return f"{path.stat().st_size / 1e6:.1f} megabytes: too big for a preview. Enter opens it."
        case = read_case([path], limits=small, progress=lambda *_: go_on())
    except OSError as error:
        return f"This file can't be looked into ({error.strerror})."
    except UserError as error:
        if "--limit" in str(error):  # over a limit of the preview, not of what can be opened
            return "Too much in it for a preview. Enter opens it."
        return shown_line(str(error))
    lines = [shown_line(line) for line in case.text[:_HEAD].split("\n") if line.strip()]
    return "\n".join([span_of(case), *lines[:_LINES]])


def cases_in(folder: Path) -> list[str]:
    """The paths of the files and folders in `folder`, each of them a case, "Case 2" before "Case 10".

    Nothing hidden, and no link, which may lead elsewhere. UserError where there are none, too many, or no right.
    """
    warm_up()
    from notescan.errors import UserError
    from notescan.read import DEFAULT
    from notescan.read.files import hidden

    try:
        found = [p for p in folder.iterdir() if not hidden(p.name) and not p.is_symlink()]
    except OSError as error:
        raise UserError(f"{folder} can't be looked into ({error.strerror}): check the name and your rights") from None
    if not found:
        raise UserError(f"{folder} is a folder with no files in it: choose the folder that holds the cases")
    if len(found) > DEFAULT.files:
        raise UserError(
            f"{folder} has {len(found):,} files in it, more than the {DEFAULT.files:,} that can be a queue: "
            "choose a smaller folder"
        )
    return [str(p) for p in sorted(found, key=lambda p: _by_number(p.name))]


def _by_number(name: str) -> list[tuple[int, str]]:
    parts = re.split(r"([0-9]+)", name.casefold())
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts]


def look(path: str, store: Store, go_on: Callable[[], None]) -> CaseSeen:
    """Read a case of a folder, not to review it yet but to know it. UserError where it can't be read."""
    from notescan.review.store import text_sha256

    opened = read(Wish(paths=(path,)), store, lambda *_: go_on())
    return CaseSeen(span_of(opened.case), chosen_area(opened), text_sha256(opened.case.text))


def chosen_area(opened: Opened) -> str:
    """The area of a case that nobody named: the one its review was begun in last, else what its words point to."""
    if not opened.begun:
        return opened.area
    return max(opened.begun.items(), key=lambda one: one[1].updated)[0]


def standing(seen: CaseSeen, checklist: str | None, store: Store) -> Standing:
    """How far the review of a case is."""
    from notescan.review.closing import CASE
    from notescan.review.fold import fold

    found = store.find(seen.text_sha, checklist or seen.area)
    info = next((r for r in store.list_reviews() if r.id == found), None)
    if info is None:
        return Standing()
    said = fold({}, store.decisions(info.id)).paper.get(("sign_off", CASE))
    return Standing(info, bool(said and said.value.get("signed")))
