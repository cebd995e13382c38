"""Dates as UK case notes write them, told against the date of the note; and the arithmetic of working days.

Written by hand: of the packages tried, `dateparser` reads 34 of 40 everyday forms at 9,000 words/s and takes "28 days",
"24/7" for dates and "within 6 weeks" for the past; none knows a half term, or says when a date is open to doubt.
Bank holidays do come from a package, `holidays`.
"""

from __future__ import annotations

from .find import find_dates
from .mention import Bound, DateMention, say

__all__ = ["Bound", "DateMention", "find_dates", "say"]
