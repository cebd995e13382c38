"""The chronology of a case: its events in order, the gaps between visits, what one record lacks, what repeats."""

from notescan.chronology.build import Chronology, chronology
from notescan.chronology.echoes import Echo, Episode, echoes
from notescan.chronology.gaps import Gap, gaps
from notescan.chronology.order import chosen, in_order
from notescan.chronology.records import Absent, absent
from notescan.chronology.timeline import draw

__all__ = [
    "Absent",
    "Chronology",
    "Echo",
    "Episode",
    "Gap",
    "absent",
    "chosen",
    "chronology",
    "draw",
    "echoes",
    "gaps",
    "in_order",
]
