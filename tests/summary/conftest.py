"""Reviews to be summarised: an ordinary one half way through, and one whose every word is hostile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from notescan.review import ReviewSession, Store, open_review
from tests.factory import (
    HOSTILE,
    VOICE,
    make_case,
    make_checklist,
    make_hostile_case,
    make_hostile_scan,
    make_scan,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "reviews.sqlite") as made:
        yield made


@pytest.fixture
def review(store: Store) -> ReviewSession:
    """Confirmed: e1, e2 (for), e4 (against) of the voice; e5 (for) of the home. Rejected e3, for later e7."""
    case = make_case()
    session = open_review(store, case, make_scan(case), make_checklist(), who="Noor Haddad")
    for item in ("e1", "e2", "e4", "e5"):
        session.confirm(item)
    session.reject("e3", "the worker's own reading")
    session.skip("e7")
    session.grade(VOICE, "partly_met")
    session.comment(VOICE, "Tobias is hardly heard.")
    session.comment("e2", "her own words")
    return session


@pytest.fixture
def hostile(store: Store) -> ReviewSession:
    """Every line confirmed as a quote, all together added as one, and hostile words of the auditor's own."""
    case = make_hostile_case()
    session = open_review(store, case, make_hostile_scan(case), make_checklist(), who="<u>Noor</u>")
    for item in session.items():
        session.confirm(item.id)
        session.comment(item.id, "<script>comment()</script> [x](y) \x1b[31m")
    start = case.text.index(HOSTILE[0])
    session.add(VOICE, start, len(case.text), "against")
    session.comment(VOICE, "\n".join(HOSTILE))
    return session
