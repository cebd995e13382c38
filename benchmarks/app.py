"""How fast the app is: from a key to the drawn frame on a very large case, and from its start to its first frame.

    python benchmarks/app.py                            one million words, 20,000 items, 60 decisions
    python benchmarks/app.py --words 100000 --items 2000 --keys 40

The real app runs without a terminal; its frames are made in full. A key's time ends with the last frame that it
brings (the text, the strip, the list of tips, the keys); on a machine that does other things too, what this process
worked tells more than the clock. The first frame is that of the home screen in a process of
its own, beside an empty Textual app started in the same way.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import hashlib
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.app import App

from notescan.checklists import load_checklist
from notescan.model import CaseFile, Evidence, Note, Scan, Source, Stance
from notescan.review.store import Store
from notescan.values import Extent
from notescan_tui.app import NotescanApp
from notescan_tui.screens.review import ReviewScreen

QUIET = 0.06
"""Seconds without a frame after which a key has had its last one."""
WORDS = (
    "the visit school mother said child room and was with her plan safe health meeting agreed home father call then "
    "talked about sleep food review team worker later will not seen before after week morning evening support"
).split()
STANCES: tuple[Stance, ...] = ("for", "against", "planned")

EMPTY = "from textual.app import App\nclass A(App): pass\napp = A()\n"
HOME = "from pathlib import Path\nfrom notescan_tui.app import NotescanApp\napp = NotescanApp(Path({store!r}))\n"
RUN = """
import time
shown = app._display
def first(screen, frame):
    shown(screen, frame)
    if frame is not None and app.screen.is_mounted and app.screen.size.width:
        print(time.time())
        import os; sys.stdout.flush(); os._exit(0)
import sys
app._display = first
app.run(headless=True)
"""


def made_case(words: int, items: int) -> tuple[CaseFile, list[tuple[int, int]]]:
    """An invented case of so many words in notes of 400, and where its items stand; the same each time."""
    dice = random.Random(7)
    text, notes, spans = [], [], []
    at, every = 0, max(words // items, 1)
    day = dt.date(2020, 1, 1)
    for n in range(max(words // 400, 1)):
        start = at
        header = f"{day + dt.timedelta(days=n % 1800):%d/%m/%Y} 10:30 | Home visit | Priya Dunmore\n"
        text.append(header)
        at += len(header)
        for w in range(400):
            word = dice.choice(WORDS)
            if (n * 400 + w) % every == 0 and len(spans) < items:
                spans.append((at, at + len(word)))
            piece = word + (". " if w % 12 == 11 else "\n\n" if w == 399 else " ")
            text.append(piece)
            at += len(piece)
        notes.append(
            Note(
                id=f"n{n + 1}", start=start, end=at, body=start + len(header), time="10:30", type="Home visit",
                date=day + dt.timedelta(days=n % 1800), author="Priya Dunmore",
            )
        )  # fmt: skip
    whole = "".join(text)
    source = Source(path="large.txt", sha256=hashlib.sha256(whole.encode()).hexdigest(), start=0, end=len(whole))
    return CaseFile(title="Large case", text=whole, sources=(source,), notes=tuple(notes)), spans


def put(store: Path, words: int, items: int) -> None:
    """A review of that case in a store, with nothing decided."""
    case, spans = made_case(words, items)
    checklist = load_checklist("assessment")
    evidence = tuple(
        Evidence(
            id=f"e{n}", tip=checklist.tips[n % len(checklist.tips)].id, stance=STANCES[n % 3],
            note=case.note_at(start).id, start=start, end=end, quote=case.text[start:end],
            sentence=Extent(start=start, end=end), pattern="made.up", means="Made up.", why=(), place="line 1",
        )
        for n, (start, end) in enumerate(spans)
    )  # fmt: skip
    scan = Scan(
        checklist="assessment", audit_date=dt.date(2025, 3, 10), sources=case.sources, notes=case.notes,
        evidence=evidence, tips=(),
    )  # fmt: skip
    with Store(store) as there:
        there.create(case, scan, checklist)


class Frames:
    """When the last frame was drawn, and how long this process had worked until then."""

    def __init__(self, app: App[Any]) -> None:
        self.last = self.worked = 0.0
        shown: Callable[..., None] = app._display

        def display(*args: Any) -> None:
            shown(*args)
            self.last, self.worked = time.perf_counter(), time.process_time()

        app._display = display  # type: ignore[method-assign]

    async def quiet(self) -> None:
        """Wait until no frame came for a while."""
        while time.perf_counter() - self.last < QUIET:
            await asyncio.sleep(0.002)


async def keys_to_frames(store: Path, keys: int, size: tuple[int, int]) -> list[tuple[float, float]]:
    """Milliseconds from each key that decides and goes on to the last frame that it brings; and those worked."""
    app = NotescanApp(store, keys_file=store.with_name("none.json"), settings_file=store.with_name("none-too.json"))
    times = []
    async with app.run_test(size=size) as pilot:
        while app.focused is None or app.focused.id != "reviews":
            await pilot.pause(0.05)
        await pilot.press("enter")
        while not isinstance(app.screen, ReviewScreen):
            await pilot.pause(0.1)
        await pilot.pause(0.5)
        frames, screen = Frames(app), app.screen
        for n in range(keys):
            await frames.quiet()
            before, begun, worked = screen.item, time.perf_counter(), time.process_time()
            app.simulate_key("axf"[n % 3])
            while screen.item == before or frames.last < begun:
                await asyncio.sleep(0.001)
            await frames.quiet()
            times.append(((frames.last - begun) * 1000, (frames.worked - worked) * 1000))
    return times


def first_frame(code: str, rounds: int) -> float:
    """Seconds from starting Python to the first frame; the median of some runs."""
    times = []
    for _ in range(rounds):
        begun = time.time()
        done = subprocess.run([sys.executable, "-c", code + RUN], capture_output=True, text=True, check=True)
        times.append(float(done.stdout.split()[-1]) - begun)
    return statistics.median(times)


def main() -> None:
    """Measure both, and print them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=1_000_000)
    parser.add_argument("--items", type=int, default=20_000)
    parser.add_argument("--keys", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=5, help="starts of which the median is taken")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "reviews.sqlite"
        empty, home = first_frame(EMPTY, args.rounds), first_frame(HOME.format(store=str(store)), args.rounds)
        print(f"first frame: home {home:.2f} s, an empty Textual app {empty:.2f} s, {home - empty:+.2f} s")
        put(store, args.words, args.items)
        for size in ((80, 24), (200, 50)):
            print(f"key to frame at {size[0]}x{size[1]}, {args.words:,} words, {args.items:,} items, {args.keys} keys:")
            clock, worked = zip(*asyncio.run(keys_to_frames(store, args.keys, size)), strict=True)
            for name, times in (("by the clock", clock), ("worked by this process", worked)):
                print(f"  {name}: median {statistics.median(times):.0f} ms, worst {max(times):.0f} ms")


if __name__ == "__main__":
    main()
