"""The summary as a document of pages, for Word and PDF: essentials first, then findings, then their quotes in an annex.

Findings and quotes lead to each other. The annex shows each passage of a note once, with every quote in it marked.
"""

from __future__ import annotations

from collections.abc import Iterator

from notescan.model import CaseFile, judged
from notescan.summary import words as say
from notescan.summary.blocks import Block, Heading, Run, Table, bullet, inner_bullet, link, small, strong, words
from notescan.summary.marked import Border, MarkedText
from notescan.summary.model import Confirmed, Summary, TipSummary

CONFIDENTIAL = "Case records are confidential."
_AROUND = 300
"""Characters of the note shown before and after a quote in the annex."""
_PARTS = (
    ("Gaps: tips without confirmed evidence", "gaps"),
    ("Findings", "findings"),
    ("Annex: the quotes in their notes", "annex"),
    ("Files read", "files"),
)
_TITLES = {name: title for title, name in _PARTS}


def title_of(summary: Summary) -> str:
    """What the document is called."""
    return f"Audit summary: {summary.title}"


def blocks(summary: Summary, case: CaseFile) -> Iterator[Block]:
    """The whole document from first to last."""
    yield Heading(title_of(summary), 1)
    yield Table((), tuple((strong(name), Run(said)) for name, said in say.facts(summary)), (0.28, 0.72))
    yield from _overall(summary)
    yield from _tips(summary)
    yield from _gaps(summary)
    yield from _contents(summary)
    yield Heading(_TITLES["findings"], 2, "findings")
    for number, tip in enumerate(summary.tips, 1):
        yield from _tip(tip, number)
    if summary.evidence:
        yield Heading(_TITLES["annex"], 2, "annex")
        yield small("Each passage as it stands in the record; a number leads back to its finding.")
        yield from _annex(summary, case)
    yield Heading(_TITLES["files"], 2, "files")
    yield from (bullet(line) for source in summary.sources for line in say.source_lines(source))
    patterns = f", patterns {summary.patterns}" if summary.patterns else ""
    yield small(f"Made {say.moment(summary.made_at)} with notescan {summary.notescan}{patterns}. {CONFIDENTIAL}")


def _overall(summary: Summary) -> Iterator[Block]:
    yield Heading("Overall", 2, "overall")
    if summary.overall:
        yield words("Judgement: ", strong(judged(summary.overall.judgement)))
        if summary.overall.reason:
            yield words(summary.overall.reason)
    else:
        yield words("No overall judgement has been given yet.")
    for heading, said in (("Strengths", summary.strengths), ("Areas for improvement", summary.improvements)):
        if said:
            yield Heading(heading, 3)
            yield from (bullet(strong(f"{title}: ") if title else "", text) for title, text in said)
    if summary.actions:
        yield Heading("Actions", 3)
        rows = [
            (Run(a.text), Run(a.owner), Run(say.date(a.due) if a.due else ""), Run(a.tip_title or ""))
            for a in summary.actions
        ]
        yield Table(("What", "Owner", "By", "Tip"), tuple(rows), (0.43, 0.2, 0.15, 0.22))
    for heading, lines in ((say.CORRECTED, summary.corrected), ("Still open", summary.still_open)):
        if lines:
            yield Heading(heading, 3)
            yield from (bullet(line) for line in lines)


def _tips(summary: Summary) -> Iterator[Block]:
    yield Heading("Tips and grades", 2, "tips")
    rows = [
        (
            link(tip.title, f"tip-{number}"),
            Run(say.grade(tip), "strong" if tip.grade else "plain"),
            *(Run(str(len(tip.of(stance)))) for stance in say.STANCES),
            Run(str(tip.counts.to_decide)),
        )
        for number, tip in enumerate(summary.tips, 1)
    ]
    heads = ("Tip", "Grade", *say.STANCES.values(), "To decide")
    yield Table(heads, tuple(rows), (0.32, 0.22, 0.08, 0.12, 0.13, 0.13), frozenset({2, 3, 4, 5}))


def _gaps(summary: Summary) -> Iterator[Block]:
    yield Heading(_TITLES["gaps"], 2, "gaps")
    numbers = {tip.tip: number for number, tip in enumerate(summary.tips, 1)}
    for says, tips in summary.gaps_by_reason.items():
        yield words(says)
        for tip in tips:
            left = f"; {tip.counts.to_decide} to decide" if tip.gap and tip.gap.kind == "to_decide" else ""
            yield bullet(link(tip.title, f"tip-{numbers[tip.tip]}"), f" ({say.grade(tip)}{left})")
    if not summary.gaps:
        yield words("None: every tip has confirmed evidence.")


def _contents(summary: Summary) -> Iterator[Block]:
    yield Heading("Contents", 2)
    for title, name in _PARTS:
        if name == "annex" and not summary.evidence:
            continue
        yield bullet(link(title, name))
        if name == "findings":
            for number, tip in enumerate(summary.tips, 1):
                yield inner_bullet(link(tip.title, f"tip-{number}"))


def _tip(tip: TipSummary, number: int) -> Iterator[Block]:
    yield Heading(tip.title, 3, f"tip-{number}")
    yield words(Run(tip.asks, "slanted"))
    by = f" ({tip.graded_by}, {say.moment(tip.graded_at)})" if tip.graded_by and tip.graded_at else ""
    yield words("Grade: ", strong(say.grade(tip)), by)
    for lead, said in (("Comment", tip.comment), ("Strength", tip.strength), ("Area for improvement", tip.improvement)):
        if said:
            yield words(strong(f"{lead}: "), said)
    if tip.gap:
        yield words(strong("Gap: "), tip.gap.says)
    for says, rests in tip.findings:
        yield words(strong("Computed from the notes: "), says)
        yield from (bullet(strong(f"{rest.says}: "), f"“{rest.quote}” ({rest.place})") for rest in rests)
    reason = f": {tip.suggested_reason}" if tip.suggested_reason else ""
    yield small(f"notescan's suggestion, not the auditor's: {say.SUGGESTIONS[tip.suggested]}{reason}")
    if not tip.gap and (tip.counts.rejected or tip.counts.to_decide):
        yield small(f"Not shown: {tip.counts.rejected} rejected, {tip.counts.to_decide} still to be decided.")
    for stance, word in say.STANCES.items():
        if found := tip.of(stance):
            yield Heading(f"{word}: {say.STANCES_MEAN[stance]}", 4)
            for one in found:
                yield from _finding(one)


def _finding(one: Confirmed) -> Iterator[Block]:
    yield words(
        Run(f"{one.number} {say.STANCES[one.stance]}", "strong", stance=one.stance, name=f"finding-{one.number}"),
        f"  “{one.quote}”",
    )
    yield small(
        f"{say.note_line(one)}; {one.where}. {'; '.join(say.history(one))}. ",
        link(f"See quote {one.number} in the annex", f"quote-{one.number}"),
    )
    if one.copied:
        yield bullet(strong("Weak evidence: "), one.copied)
    if one.comment:
        yield bullet(strong("Comment: "), one.comment)


def _annex(summary: Summary, case: CaseFile) -> Iterator[Block]:
    notes = {note.id: note for note in case.notes}
    text = MarkedText(case.text, summary.evidence)
    for first, begin, end in _passages(summary, case):
        note = notes[first.note]
        yield Heading(f"{say.note_line(first)}; {first.where}", 4)
        runs = [Run("… ")] if begin > note.start else []
        for piece in text.between(begin, end):
            if isinstance(piece, Border):
                runs.append(_mark(piece))
            else:
                runs.append(Run(piece.text, "quoted" if piece.over else "plain"))
        if end < note.end:
            runs.append(Run(" …"))
        yield words(*_trimmed(runs))


def _passages(summary: Summary, case: CaseFile) -> list[tuple[Confirmed, int, int]]:
    """The stretches of the notes that hold the quotes and some words around them, each with the first quote in it."""
    notes = {note.id: note for note in case.notes}
    found: list[tuple[Confirmed, int, int]] = []
    for one in sorted(summary.evidence, key=lambda e: (e.start, -e.end, e.number)):
        note = notes[one.note]
        begin = _word_edge(case.text, max(note.start, one.start - _AROUND), note.start, one.start)
        end = max(one.end, min(note.end, one.end + _AROUND))
        if end < note.end:
            end = max(one.end, case.text.rfind(" ", one.end, end))
        if found and begin < found[-1][2]:
            first, start, before = found[-1]
            found[-1] = (first, start, max(before, end))
        else:
            found.append((one, begin, end))
    return found


def _word_edge(text: str, at: int, least: int, most: int) -> int:
    """Where the next word begins, so that a passage begins with a whole one."""
    if at == least:
        return at
    gap = text.find(" ", at, most)
    return gap + 1 if gap >= 0 else most


def _mark(border: Border) -> Run:
    one, word = border.one, say.STANCES[border.one.stance]
    if not border.begins:
        return Run(f" [end {one.number}]", stance=one.stance)
    return Run(f"[{one.number} {word}] ", "strong", one.stance, to=f"finding-{one.number}", name=f"quote-{one.number}")


def _trimmed(runs: list[Run]) -> list[Run]:
    """Without the blank lines at the ends of a passage, or the lines of dashes that part notes."""
    if runs and runs[0].look == "plain" and not runs[0].to:
        runs[0] = Run(runs[0].text.lstrip("\n"))
    if runs and runs[-1].look == "plain" and not runs[-1].stance:
        runs[-1] = Run(runs[-1].text.rstrip(" \n-=_*"))
    return runs
