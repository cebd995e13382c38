"""The confirmed findings as W3C Web Annotations (JSON-LD): each quote by its words and by its place.

Web Annotation Data Model, W3C Recommendation of 23 February 2017: TextQuoteSelector, TextPositionSelector.
"""

from __future__ import annotations

import json
from typing import Any

from notescan.model import CaseFile
from notescan.read.decoding import normalise
from notescan.summary import words
from notescan.summary.model import Confirmed, Summary, TipSummary

_AROUND = 40
"""Characters of context on each side of a quote."""


def render(summary: Summary, case: CaseFile) -> str:
    """An AnnotationPage of all findings; positions count characters of the normalised case text."""
    titles = {tip.tip: tip for tip in summary.tips}
    page = {
        "@context": ["http://www.w3.org/ns/anno.jsonld", {"notescan": "urn:notescan:terms:"}],
        "id": f"urn:notescan:{summary.review}",
        "type": "AnnotationPage",
        "label": f"Audit summary: {summary.title}",
        "items": [_annotation(one, titles[one.tip], summary, case.text) for one in summary.evidence],
    }
    return json.dumps(page, ensure_ascii=False, indent=1) + "\n"


def _annotation(one: Confirmed, tip: TipSummary, summary: Summary, text: str) -> dict[str, Any]:
    quote = {
        "type": "TextQuoteSelector",
        "exact": one.quote,
        "prefix": normalise(text[max(0, one.start - _AROUND) : one.start]),
        "suffix": normalise(text[one.end : one.end + _AROUND]),
    }
    position = {"type": "TextPositionSelector", "start": one.start, "end": one.end}
    body: list[dict[str, Any]] = [
        {"type": "TextualBody", "purpose": "classifying", "value": one.tip},
        {"type": "TextualBody", "purpose": "tagging", "value": one.stance},
        {"type": "TextualBody", "purpose": "describing", "value": f"{tip.title}: {words.STANCES[one.stance].lower()}"},
    ]
    if one.comment:
        body.append({"type": "TextualBody", "purpose": "commenting", "value": one.comment, "format": "text/plain"})
    return {
        "id": f"urn:notescan:{summary.review}:{one.item}",
        "type": "Annotation",
        "motivation": "classifying",
        "created": one.decided_at.isoformat(),
        "creator": {"type": "Person", "name": one.decided_by},
        "body": body,
        "target": {
            "source": f"urn:sha256:{summary.text_sha256}",
            "selector": [quote, position],
            "notescan:file": one.source,
            "notescan:fileSha256": one.source_sha256,
            "notescan:place": one.place,
        },
    }
