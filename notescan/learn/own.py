"""Learning from the auditor's own reviews, on this computer and only when asked."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from notescan.learn.adapting import Gain, adapt, cross_validated, too_few
from notescan.learn.judged import Judged, judged_in
from notescan.learn.saving import save
from notescan.pipeline import learnt
from notescan.pipeline.learnt import Learning
from notescan.pipeline.worth import load_worth
from notescan.review.record import sessions_of
from notescan.review.store import Store


@dataclass(frozen=True, slots=True)
class Lesson:
    """What the reviews teach: the gain in each area, and why nothing can be learnt in others."""

    reviews: tuple[str, ...]
    signed_only: bool
    rows: Mapping[str, Sequence[Judged]]
    gains: Sequence[Gain]
    not_learnt: Mapping[str, str]
    unreadable: Sequence[str]

    @property
    def better(self) -> list[Gain]:
        """The areas in which what is learnt agrees better with decisions that were left out."""
        return [gain for gain in self.gains if gain.is_better]


def lesson(
    store: Store,
    *,
    signed_only: bool = False,
    patterns: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Lesson:
    """Read what was decided, and measure what learning from it would gain. Nothing is kept."""
    unreadable: list[str] = []
    by_area: dict[str, list[Judged]] = defaultdict(list)
    reviews: list[str] = []
    total = len(store.list_reviews())
    for number, session in enumerate(sessions_of(store, signed_only=signed_only, unreadable=unreadable), 1):
        if rows := judged_in(session, patterns):
            reviews.append(session.id)
            by_area[rows[0].tip.partition(".")[0]].extend(rows)
        if progress:
            progress(number, total)
    gains, not_learnt = [], {}
    for area, rows in sorted(by_area.items()):
        worth = load_worth(area)
        known = [row for row in rows if worth and row.tip in worth.tips]
        if worth is None:
            not_learnt[area] = "there are no trained weights for it"
        elif why := too_few(known):
            not_learnt[area] = why
        else:
            gains.append(cross_validated(area, worth, known))
    return Lesson(tuple(reviews), signed_only, by_area, gains, not_learnt, unreadable)


def keep(found: Lesson, *, now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)) -> Learning:
    """Put what was learnt in force, in the areas in which it is better."""
    number = learnt.next_number()
    folder = learnt.make_room(number)
    areas = tuple(gain.area for gain in found.better)
    for area in areas:
        worth = load_worth(area)
        assert worth is not None
        save(adapt(worth, found.rows[area]), folder / f"{area}.npz")
    before = learnt.current()
    learning = Learning(
        number=number,
        at=now(),
        reviews=found.reviews,
        signed_only=found.signed_only,
        decisions=sum(len(found.rows[area]) for area in areas),
        areas=areas,
        base={area: learnt.base_of(area) for area in areas},
        before=before.number if before else 0,
        gains=tuple(asdict(gain) for gain in found.better),
    )
    learnt.keep(learning)
    return learning
