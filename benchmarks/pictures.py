"""The pictures of the README, drawn by the app itself on the invented case: `python benchmarks/pictures.py [FOLDER]`.

Writes review.svg, home.svg, chronology.svg, seen.svg and summary.svg into docs/ (or FOLDER). Keys are pressed as an
auditor would press them, on a store that is thrown away afterwards.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from pathlib import Path

from textual.pilot import Pilot

from notescan.model import AREAS
from notescan_tui.app import NotescanApp
from notescan_tui.screens.review import ReviewScreen

SIZE = (124, 36)
DOCS = Path(__file__).resolve().parent.parent / "docs"
TIP = "assessment.childs-voice"
OTHERS = {"chronology": ["h"], "seen": ["H", "down"], "summary": ["S"]}
"""The other screens, and the keys that lead to them from the review."""


async def settled(pilot: Pilot[None]) -> None:
    """Wait for what works in the background, and for the frame after it."""
    await pilot.app.workers.wait_for_complete([w for w in pilot.app.workers if w.group != "warm-up"])
    await pilot.pause()
    await pilot.pause()


async def draw(folder: Path, store: Path) -> None:
    """Review the demo a little, then draw the review, what opens from it, and the home screen."""
    app = NotescanApp(store, keys_file=store.with_name("no-keys.json"))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("d")
        while not isinstance(app.screen, ReviewScreen):
            await settled(pilot)
        screen = app.screen
        assert screen.session.info.checklist in AREAS
        await pilot.press(*"aaxaaxaaa", "g", "2")
        screen.go_tip(TIP)
        await settled(pilot)
        await pilot.press("a", "a", "x", "a", "a")
        await settled(pilot)
        save(app, folder / "review.svg")
        for name, keys in OTHERS.items():
            await pilot.press(*keys)
            await settled(pilot)
            save(app, folder / f"{name}.svg")
            await pilot.press("q")
            await settled(pilot)
        await pilot.press("q")
        await settled(pilot)
        save(app, folder / "home.svg")


def save(app: NotescanApp, path: Path) -> None:
    """The screen as it stands, without fonts from the network and with ids that do not change from run to run."""
    svg = app.export_screenshot(title="notescan")
    svg = re.sub(r"@font-face\s*\{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"terminal-\d+", f"notescan-{path.stem}", svg)
    path.write_text(svg, encoding="utf-8", newline="\n")
    print(path)


def main() -> None:
    """Draw them all."""
    # A screen of all colours and an invented auditor, whatever this computer has.
    os.environ |= {"COLORTERM": "truecolor", "NOTESCAN_AUDITOR": "Noor Aziz"}
    os.environ.pop("NO_COLOR", None)
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        asyncio.run(draw(folder, Path(scratch) / "reviews.sqlite"))


if __name__ == "__main__":
    main()
