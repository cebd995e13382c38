"""A scan as a table to read, and as json, jsonl and csv for programs."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from typing import Any

from notescan import tables
from notescan.model import Checklist, Evidence, Note, Scan

_STANCES = {"for": "+ for", "against": "- against", "planned": "~ planned"}
_SUGGESTED = {"met": "looks met", "partly_met": "looks partly met", "not_met": "looks not met"}
_COLOURS = {"for": "green", "against": "red", "planned": "yellow"}
_CSV_COLUMNS = (
    *("tip", "title", "stance", "quote", "date", "time", "note_type", "author", "place"),
    *("strength", "pattern", "why", "note", "start", "end", "id", "copied"),
)


def as_json(scan: Scan, checklist: Checklist, *, to_screen: bool) -> str:
    """The whole scan as one object: the contract notescan.scan/1."""
    return scan.model_dump_json(by_alias=True, indent=2)


def as_jsonl(scan: Scan, checklist: Checklist, *, to_screen: bool) -> str:
    """One piece of evidence a line, each with what is known of its note."""
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in _rows(scan, checklist))


def as_csv(scan: Scan, checklist: Checklist, *, to_screen: bool) -> str:
    """One piece of evidence a row, with nothing that a spreadsheet would take for a formula."""
    rows = ({**row, "why": "; ".join(row["why"])} for row in _rows(scan, checklist))
    return tables.as_csv(_CSV_COLUMNS, ([row[column] for column in _CSV_COLUMNS] for row in rows))


def as_table(scan: Scan, checklist: Checklist, *, to_screen: bool) -> str:
    """The evidence tip by tip, for a person; with colour only on a terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    coloured = to_screen and sys.stdout is not None and sys.stdout.isatty()
    out = io.StringIO()
    # On a terminal its own width; else one that fits a page and a screen.
    console = Console(
        file=out,
        force_terminal=coloured,
        width=min(Console().width, 120) if coloured else 80,
        markup=False,
        emoji=False,
        highlight=False,
    )
    console.print(Text(_headline(scan, checklist), style="bold"))
    notes = {note.id: note for note in scan.notes}
    evidence = {item.id: item for item in scan.evidence}
    for tip, result in ((checklist.tip(r.tip), r) for r in scan.tips):
        items = sorted((evidence[i] for i in result.evidence), key=lambda item: (item.start, item.end))
        console.print()
        heading = Text(tip.title, style="bold")
        if items or not result.reason:
            heading.append(f"  {_verdict(result.suggested, items)}", style="not bold")
        console.print(heading)
        if result.reason:
            console.print(Text(f"  {_flat(result.reason)}", style="dim"))
        if items:
            table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0), expand=True)
            table.add_column(width=11, no_wrap=True)
            table.add_column(width=12, overflow="fold")
            table.add_column(ratio=1, overflow="fold")
            for item in items:
                table.add_row(
                    Text(f"  {_STANCES[item.stance]}", style=_COLOURS[item.stance]),
                    Text(_where(item, notes[item.note])),
                    Text(_flat(item.quote) + _weak(item)),
                )
            console.print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


FORMATS: dict[str, Callable[..., str]] = {
    "table": as_table,
    "json": as_json,
    "jsonl": as_jsonl,
    "csv": as_csv,
}


def _rows(scan: Scan, checklist: Checklist) -> list[dict[str, Any]]:
    notes = {note.id: note for note in scan.notes}
    titles = {tip.id: tip.title for tip in checklist.tips}
    return [_row(item, notes[item.note], titles.get(item.tip, item.tip)) for item in scan.evidence]


def _row(item: Evidence, note: Note, title: str) -> dict[str, Any]:
    of_note = {"date": note.date and note.date.isoformat(), "time": note.time, "note_type": note.type}
    return {**item.model_dump(mode="json"), "title": title, **of_note, "author": note.author, "copied": item.copied}


def _headline(scan: Scan, checklist: Checklist) -> str:
    dates = sorted(note.date for note in scan.notes if note.date)
    span = f", {_day(dates[0])} to {_day(dates[-1])}" if dates else ""
    notes = "1 note" if len(scan.notes) == 1 else f"{len(scan.notes):,} notes"
    found = f"{len(scan.evidence):,} possible pieces of evidence"
    return f"{checklist.title} · {notes}{span} · audit {_day(scan.audit_date)} · {found}"


def _verdict(suggested: str, items: list[Evidence]) -> str:
    if not items and suggested == "no_evidence":
        return "nothing found"
    counts = [
        f"{sign.split()[0]}{n}"
        for stance, sign in _STANCES.items()
        if (n := sum(item.stance == stance for item in items))
    ]
    return "  ".join([" ".join(counts), _SUGGESTED.get(suggested, "")]).strip()


def _where(item: Evidence, note: Note) -> str:
    return "\n".join(part for part in (_day(note.date) if note.date else "no date", _flat(item.place)) if part)


def _weak(item: Evidence) -> str:
    weak = [said for said in ("possible" if item.strength == "possible" else "", item.copied) if said]
    return f"  ({', '.join(weak)})" if weak else ""


def _day(date: Any) -> str:
    return f"{date.day} {date:%b %Y}"


def _flat(text: str) -> str:
    return " ".join(text.split())
