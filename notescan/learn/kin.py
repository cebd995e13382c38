"""Tips of different areas that ask nearly the same: what is marked for one teaches a little about the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from notescan.learn.rows import Row

WEIGHT = 0.1
"""How much a sentence of a kindred tip counts beside one of the tip's own: chosen on writers left out."""

FAMILIES: tuple[frozenset[str], ...] = tuple(
    frozenset(tips.split())
    for tips in (
        "assessment.childs-voice fsp.childrens-voices",
        "assessment.supervision fsp.supervision-direction cla.supervision leavers.supervision-3-months",
        "assessment.agency-checks mash.agency-information disability.information-sharing fsp.agency-contacts "
        "leavers.partnership",
        "assessment.impact-chronology fsp.chronology-impact fsp.significant-events",
        "mash.consent-recorded assessment.agency-check-consent",
        "disability.plan-actions leavers.action-plan fsp.supervision-direction",
        "disability.plan-current leavers.pathway-plan-current cla.care-plan cla.pathway-plan",
        "mash.analysis fsp.significant-events",
        "disability.assessment-current fsp.assessment-current",
        "fsp.visits-timely leavers.last-visit",
        "cla.eet leavers.plan-aspirational",
        "cla.independence leavers.action-plan",
    )
)


def kindred(tip: str, others: Mapping[str, Sequence[Row]]) -> list[tuple[Row, bool]]:
    """Rows of other areas in which a kindred tip is asked, and whether one was marked."""
    kin = {other for family in FAMILIES if tip in family for other in family} - {tip}
    own = tip.partition(".")[0]
    return [
        (row, bool(asked & set(row.marked)))
        for area, rows in others.items()
        if area != own and (asked := {k for k in kin if k.startswith(f"{area}.")})
        for row in rows
    ]
