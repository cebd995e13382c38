"""The files of a case by the shortest names that tell them apart: who reads a summary has not the auditor's folders."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from notescan.values import Rest

if TYPE_CHECKING:
    from notescan.summary.model import Summary, TipSummary

_STEP = re.compile(r"[/\\]")


def short_names(paths: Sequence[str]) -> dict[str, str]:
    """Each path without the folders that all of them lie in: "C:/audit/a.docx" alone is "a.docx"."""
    folders = [_STEP.split(path)[:-1] for path in paths]
    shared = 0
    while folders and all(len(f) > shared and f[shared] == folders[0][shared] for f in folders):
        shared += 1
    return {path: re.sub(rf"^(?:[^/\\]*[/\\]){{{shared}}}", "", path) for path in paths}


def renamed(place: str, names: dict[str, str]) -> str:
    """A place ("…/a.docx, page 3") with its file's other name."""
    path = max((p for p in names if place.startswith(p)), key=len, default="")
    return names[path] + place[len(path) :] if path else place


def with_names(summary: Summary, names: dict[str, str]) -> Summary:
    """The summary with each file called by its other name, wherever it stands."""
    sources = tuple(s.model_copy(update={"path": names.get(s.path, s.path)}) for s in summary.sources)
    return summary.model_copy(
        update={"sources": sources, "tips": tuple(_tip(tip, names) for tip in summary.tips)},
    )


def _tip(tip: TipSummary, names: dict[str, str]) -> TipSummary:
    evidence = tuple(
        one.model_copy(update={"source": names.get(one.source, one.source), "place": renamed(one.place, names)})
        for one in tip.evidence
    )
    clocks = tuple(clock.model_copy(update={"rests": _rests(clock.rests, names)}) for clock in tip.clocks)
    check = tip.check and tip.check.model_copy(update={"rests": _rests(tip.check.rests, names)})
    return tip.model_copy(update={"evidence": evidence, "clocks": clocks, "check": check})


def _rests(rests: Sequence[Rest], names: dict[str, str]) -> tuple[Rest, ...]:
    return tuple(rest.model_copy(update={"place": renamed(rest.place, names)}) for rest in rests)
