"""One tip's check on a case given as text, through the whole scan."""

from __future__ import annotations

import datetime as dt

from notescan.checklists import load_checklist
from notescan.model import CheckResult, Scan
from notescan.read import read_text
from notescan.scan import scan_case

AUDIT = dt.date(2025, 7, 31)


def scan(area: str, text: str, *, audit: dt.date = AUDIT) -> Scan:
    case = read_text(text.strip() + "\n")
    found = scan_case(case, load_checklist(area), audit_date=audit)
    for result in found.tips:
        for rest in result.check.rests if result.check else ():
            assert case.text[rest.start : rest.end] == rest.quote
    return found


def ask(tip: str, text: str, *, audit: dt.date = AUDIT) -> CheckResult:
    result = next(t.check for t in scan(tip.partition(".")[0], text, audit=audit).tips if t.tip == tip)
    assert result is not None
    return result
