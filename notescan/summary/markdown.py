"""The summary as Markdown. Case words are written so that no Markdown reader takes them for markup."""

from __future__ import annotations

import re

from notescan.model import judged
from notescan.summary import words
from notescan.summary.model import Confirmed, Summary, TipSummary

# What can begin markup anywhere in a line; "&" because of entities, "@" and ":" because of automatic links.
_ANYWHERE = re.compile(r"[\\`*_~\[\]<>|&#$^{}]|(?<=[\w.+-])@(?=\w)|:(?=/)|(?<=\b[wW]{3})\.|(?<=mailto):|(?<=xmpp):")
# What makes a heading, list, rule or code only at the beginning of a line.
_AT_START = re.compile(r"^([-+=]|\d{1,9}(?=[.)]))")

_CLOSED = "Nothing: every suggestion is decided, every tip graded, and the review signed off."


def render(summary: Summary) -> str:
    """The summary as CommonMark with a table; ends with a line end."""
    blocks = [
        f"# Audit summary: {inline(summary.title)}",
        _facts(summary),
        *_closing(summary),
        "## Tips and grades",
        _table(summary),
        "## Still open",
        _bullets(summary.still_open) or _CLOSED,
        "## Gaps: tips without confirmed evidence",
        *_gaps(summary),
        "## Findings",
        *(block for tip in summary.tips for block in _tip(tip)),
        "## Sources",
        _bullets([line for source in summary.sources for line in words.source_lines(source)]),
    ]
    return "\n\n".join(blocks) + "\n"


def inline(text: str) -> str:
    """`text` on one line, as plain characters: safe in a paragraph, list item, heading or table cell."""
    return escaped_line(" ".join(text.split()))


def escaped_line(line: str) -> str:
    """One line as plain characters, letter for letter: space at its ends is written so that it stays."""
    body = line.strip()
    lead, tail = line[: len(line) - len(line.lstrip())], line[len(line.rstrip()) :] if body else ""
    body = _ANYWHERE.sub(lambda m: "\\" + m.group(), body)
    body = _AT_START.sub(lambda m: m.group()[:-1] + "\\" + m.group()[-1] if _is_bullet(m) else _numbered(m), body)
    return _kept(lead) + body + _kept(tail)


def quoted(text: str) -> str:
    """`text` as a block quote, its lines kept; blank lines part its paragraphs."""
    lines = text.split("\n")
    out: list[str] = []
    for n, line in enumerate(lines):
        if not line.strip(" \t"):
            out.append(">")
            continue
        goes_on = n + 1 < len(lines) and lines[n + 1].strip(" \t")
        out.append(f"> {escaped_line(line)}" + ("\\" if goes_on else ""))
    return "\n".join(out)


def _is_bullet(match: re.Match[str]) -> bool:
    return not match.group().isdigit()


def _numbered(match: re.Match[str]) -> str:
    """A number that would begin a list: its first digit as an entity, for digits can't be escaped."""
    return f"&#{ord(match.group()[0])};{match.group()[1:]}"


def _kept(space: str) -> str:
    return "".join(f"&#{ord(c)};" for c in space)


def _bullets(lines: list[str] | tuple[str, ...]) -> str:
    return "\n".join(f"- {inline(line)}" for line in lines)


def _facts(summary: Summary) -> str:
    patterns = f", patterns {summary.patterns}" if summary.patterns else ""
    return _bullets(
        [
            *(f"{title}: {said}" for title, said in words.facts(summary)),
            f"Made: {words.moment(summary.made_at)}, with notescan {summary.notescan}{patterns}",
        ]
    )


def _closing(summary: Summary) -> list[str]:
    """Judgement, strengths, improvements and actions, as far as the auditor wrote them."""
    blocks: list[str] = []
    if summary.overall:
        blocks += ["## Overall judgement", f"**{inline(judged(summary.overall.judgement))}**"]
        blocks += [quoted(summary.overall.reason)] if summary.overall.reason else []
    for heading, said in (("Strengths", summary.strengths), ("Areas for improvement", summary.improvements)):
        if said:
            blocks += [f"## {heading}", _bullets([f"{title}: {text}" if title else text for title, text in said])]
    if summary.actions:
        blocks += ["## Actions", _bullets([words.action(action) for action in summary.actions])]
    if summary.corrected:
        blocks += [f"## {words.CORRECTED}", _bullets(list(summary.corrected))]
    return blocks


def _gaps(summary: Summary) -> list[str]:
    blocks: list[str] = []
    for says, tips in summary.gaps_by_reason.items():
        blocks += [inline(says), _bullets([f"{tip.title} ({words.grade(tip)}{_to_decide(tip)})" for tip in tips])]
    return blocks or ["None: every tip has confirmed evidence."]


def _to_decide(tip: TipSummary) -> str:
    return f"; {tip.counts.to_decide} to decide" if tip.gap and tip.gap.kind == "to_decide" else ""


def _table(summary: Summary) -> str:
    rows = [
        "| Tip | Grade | For | Against | Planned | To decide |",
        "| --- | --- | ---: | ---: | ---: | ---: |",
    ]
    for tip in summary.tips:
        n = [str(len(tip.of(stance))) for stance in words.STANCES]
        rows.append(f"| {inline(tip.title)} | {words.grade(tip)} | {' | '.join(n)} | {tip.counts.to_decide} |")
    return "\n".join(rows)


def _tip(tip: TipSummary) -> list[str]:
    by = f" ({inline(tip.graded_by)}, {words.moment(tip.graded_at)})" if tip.graded_by and tip.graded_at else ""
    lines = [f"- **Grade: {words.grade(tip)}**{by}"]
    reason = f": {inline(tip.suggested_reason)}" if tip.suggested_reason else ""
    lines.append(f"- notescan's suggestion, not the auditor's: {words.SUGGESTIONS[tip.suggested]}{reason}")
    for says, rests in tip.findings:
        lines.append(f"- Computed from the notes: {inline(says)}")
        lines += [f"  - {inline(rest.says)}: “{inline(rest.quote)}” ({inline(rest.place)})" for rest in rests]
    if tip.counts.rejected or tip.counts.to_decide:
        lines.append(f"- Not shown: {tip.counts.rejected} rejected, {tip.counts.to_decide} still to be decided")
    blocks = [f"### {inline(tip.title)}", inline(tip.asks), "\n".join(lines)]
    for heading, said in (("Strength", tip.strength), ("Area for improvement", tip.improvement)):
        if said:
            blocks += [f"{heading}:", quoted(said)]
    if tip.comment and tip.comment_by and tip.comment_at:
        said = f"Comment by {inline(tip.comment_by)}, {words.moment(tip.comment_at)}:"
        blocks += [said, quoted(tip.comment)]
    if tip.gap:
        blocks.append(f"**Gap.** {inline(tip.gap.says)}")
    for stance, word in words.STANCES.items():
        if found := tip.of(stance):
            blocks.append(f"#### {word}: {words.STANCES_MEAN[stance]}")
            blocks += [block for one in found for block in _finding(one)]
    return blocks


def _finding(one: Confirmed) -> list[str]:
    lines = [
        f"Note: {words.note_line(one)}",
        f"Place: {one.where} (SHA-256 {one.source_sha256})",
        *words.history(one),
        *([f"Weak evidence: {one.copied}"] if one.copied else []),
        *([f"Comment: {one.comment}"] if one.comment else []),
    ]
    return [f"**Finding {one.number}**", quoted(one.quote), _bullets(lines)]
