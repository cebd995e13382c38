"""What the unlabelled parts of note headers hold, learned from all headers of a file: worker, kind of note, title."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from .dates import clock
from .kinds import default_kinds
from .people import INITIALS, looks_like_role, looks_like_team, name_score, split_author

# Not between brackets: "Jo Pike (Social Worker, ASYE)" is one part.
_OUTSIDE = r"(?![^()\n]{0,60}\))"
_SPLITS = {
    "bracket": r"\s*[\])]\s*[\[(]\s*",
    "pipe": r"\s*\|\s*",
    "tab": r"\s*\t\s*",
    "dash": r"\s+[-–—~]+\s+" + _OUTSIDE,
    "slash": r"\s+/\s+" + _OUTSIDE,
    "semi": r"\s*;\s+",
    "comma": r"\s*,\s+" + _OUTSIDE,
    "gap": r" {2,}",
    "dot": r"\.\s+(?=[A-Z])",
    "colon": r":\s+",
}
_BY_FIRST = re.compile(r"^by\s+(?=[A-Z])")
_UNTIL = re.compile(r"\s?(?:[-–—]|to|till|until)\s?")
_EDGE = " \t|;,:.*_#>-–—~/"
_ID = re.compile(r"(?:(?:ref|id|no|note|entry|record|case note)\b\.?\s*)?[#:]?\s*[A-Z]{0,4}[-/]?\d[\d/.-]{0,14}", re.I)
_BY = re.compile(
    r"^(?P<type>.*?)[\s,;:(-]*\b(?:(?:recorded|written|entered|completed|logged|added) )?by\s*:?\s+(?P<who>[^()]+)\)?$",
    re.I,
)
_INITIALS_LAST = re.compile(rf"^(?P<type>.+?)\s+(?P<who>(?:{INITIALS.pattern})(?:\s?[/&+]\s?(?:{INITIALS.pattern}))*)$")
_INITIALS_FIRST = re.compile(rf"^(?P<who>{INITIALS.pattern})\s+(?P<type>\S.*)$")


@dataclass(frozen=True)
class Segment:
    """A part of a header between separators; offsets are in the case text."""

    start: int
    end: int
    text: str


@dataclass
class Row:
    """The unlabelled parts of one header, in order, and what they turn out to hold."""

    segments: list[Segment]
    type: str | None = None
    author: str | None = None
    role: str | None = None
    time: str | None = None
    title: str | None = None
    body: int | None = None
    rest: list[Segment] = field(default_factory=list)


@cache
def _breaks(separators: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(_SPLITS[s] for s in separators))


def separators_in(texts: Sequence[str]) -> list[str]:
    """The separators that at least seven in ten of these header texts have."""
    out = []
    for name in _SPLITS:
        pattern = _breaks((name,))
        if sum(pattern.search(t) is not None for t in texts) >= 0.7 * len(texts):
            out.append(name)
    # Commas and full stops divide a header only where nothing stronger does.
    strong = [n for n in out if n not in ("comma", "dot", "colon", "slash", "gap")]
    return strong or [n for n in out if n not in ("dot", "colon")] or [n for n in out if n == "dot"]


def split(text: str, offset: int, separators: Sequence[str]) -> list[Segment]:
    """The parts of `text`, which begins at `offset` of the case."""
    out, at = [], 0
    breaks = [(m.start(), m.end()) for m in _breaks(tuple(separators)).finditer(text)] if separators else []
    for start, end in [*breaks, (len(text), len(text))]:
        part = text[at:start]
        kept = _BY_FIRST.sub("", _unhooked(part.strip(_EDGE).lstrip("])").strip(_EDGE)))
        if kept and kept not in ("(", "["):
            lead = part.index(kept)
            out.append(Segment(offset + at + lead, offset + at + lead + len(kept), kept))
        at = end
    return out


def _unhooked(text: str) -> str:
    """Without a bracket at either end whose other half is not there."""
    if text[-1:] in ("]", ")") and not re.search(r"[\[(]", text):
        text = text[:-1]
    if text[:1] in ("[", "(") and not re.search(r"[\])]", text):
        text = text[1:]
    return text.strip(_EDGE)


def learn(rows: Sequence[Row], text: str) -> None:
    """Fill type, author, role, time, title and body of every row from what the rows have in common."""
    for row in rows:
        row.rest = [s for s in row.segments if not _plain(row, s)]
    counts = Counter(len(r.rest) for r in rows if r.rest)
    if not counts:
        return
    usual = counts.most_common(1)[0][0]
    regular = [r for r in rows if len(r.rest) == usual]
    columns = [[r.rest[c].text for r in regular] for c in range(usual)]
    who = _best_column(columns)
    if who is None:
        _split_inside(rows, text)
    else:
        _by_column(rows, text, usual, who, _type_column(columns, who))


def _plain(row: Row, s: Segment) -> bool:
    """A time, a role, a number or a team: known by itself, whatever its column."""
    time = clock(_UNTIL.split(s.text, maxsplit=1)[0])
    if time:
        row.time = row.time or time
        return True
    if (
        looks_like_role(s.text)
        and len(row.segments) > 1
        and name_score(s.text) < 0.6
        and not default_kinds().knows(s.text)
    ):
        row.role = row.role or s.text
        return True
    return len(row.segments) > 1 and (
        bool(_ID.fullmatch(s.text)) or (looks_like_team(s.text) and len(row.segments) > 2)
    )


def _best_column(columns: Sequence[Sequence[str]]) -> int | None:
    scores = []
    for values in columns:
        names = sum(name_score(v) for v in values) / len(values)
        repeats = 1 - (len(set(values)) - 1) / len(values)
        scores.append(names * (0.7 + 0.3 * repeats))
    best = max(range(len(scores)), key=scores.__getitem__)
    return best if scores[best] >= 0.45 else None


def _type_column(columns: Sequence[Sequence[str]], who: int) -> int | None:
    """The column of note types: words of the kinds table, short, few different ones."""
    scores: dict[int, float] = {}
    for c, values in enumerate(columns):
        if c == who:
            continue
        knows = sum(default_kinds().knows(v) and len(v.split()) <= 8 for v in values) / len(values)
        short = sum(len(v.split()) <= 6 for v in values) / len(values)
        scores[c] = knows + 0.5 * short + 0.3 * (1 - len(set(values)) / len(values)) - 0.01 * c
    best = max(scores, key=scores.__getitem__, default=None)
    return best if best is not None and scores[best] > 0.3 else None


def _by_column(rows: Sequence[Row], text: str, usual: int, who: int, what: int | None) -> None:
    known = {r.rest[who].text for r in rows if len(r.rest) == usual}
    for row in rows:
        rest = row.rest
        if len(rest) == usual:
            author: Segment | None = rest[who]
            kind = rest[what] if what is not None else None
        else:
            author = next((s for s in rest if s.text in known), None) or max(
                (s for s in rest if name_score(s.text) >= 0.6), key=lambda s: name_score(s.text), default=None
            )
            kind = _joined(text, rest, author, before=what is None or what < who)
        if author:
            row.author, role = split_author(author.text)
            row.role = role or row.role
        row.type = _bare(kind.text) if kind else None
        spare = [
            s for s in rest if s is not author and s is not kind and not (kind and kind.start <= s.start < kind.end)
        ]
        for s in spare:
            if author and s.start > max(author.start, kind.start if kind else 0) and len(s.text.split()) >= 4:
                row.body = s.start if row.body is None else min(row.body, s.start)
            elif row.title is None:
                row.title = s.text


def _joined(text: str, rest: Sequence[Segment], author: Segment | None, *, before: bool) -> Segment | None:
    """The parts on the type's side of the author, as one: a type may hold the separator itself ("visit - plan")."""
    if author is None:
        return rest[0] if rest else None
    at = rest.index(author)
    side = list(rest[:at] if before else rest[at + 1 :]) or [s for s in rest if s is not author]
    if not side:
        return None
    gap = "".join(s.text for s in side)
    if len(side) == 1 or side[-1].end - side[0].start > len(gap) + 4 * len(side) or not before:
        return side[0]
    return Segment(side[0].start, side[-1].end, text[side[0].start : side[-1].end])


def _bare(text: str) -> str:
    text = text.strip()
    if text[:1] + text[-1:] in ("()", "[]") and not re.search(r"[()\[\]]", text[1:-1]):
        text = text[1:-1]
    return text.strip(_EDGE)


# ----------------------------------------------------------------------------------- worker and type in one breath


def _split_inside(rows: Sequence[Row], text: str) -> None:
    """No column of workers: they may stand in one part with the type ("HV (B Nwosu)", "CIN visit SH")."""
    whole = [(r, text[r.rest[0].start : r.rest[-1].end]) for r in rows if r.rest]
    ways: dict[str, list[tuple[Row, str, str]]] = defaultdict(list)
    for row, words in whole:
        for name, split_way in _WAYS.items():
            got = split_way(words)
            if got:
                ways[name].append((row, *got))
    best = max(ways.values(), key=len, default=[])
    done: set[int] = set()
    if len(best) >= 0.6 * len(whole):
        for row, kind, who in best:
            row.author, role = split_author(who)
            row.role = role or row.role
            row.type = _bare(kind) or None
            done.add(id(row))
    for row, words in whole:
        if id(row) not in done:
            row.type = _bare(row.rest[0].text if len(row.rest) > 1 else words)
            if len(row.rest) > 1:
                row.title = row.rest[1].text


def _in_brackets(text: str) -> tuple[str, str] | None:
    m = re.fullmatch(r"(?P<type>[^()]+?)\s*\((?P<who>[^()]+)\)", text)
    return (m["type"], m["who"]) if m and name_score(m["who"]) >= 0.6 else None


def _by(text: str) -> tuple[str, str] | None:
    m = _BY.match(text)
    return (m["type"], m["who"]) if m and name_score(m["who"]) >= 0.5 else None


def _initials_last(text: str) -> tuple[str, str] | None:
    m = _INITIALS_LAST.match(text)
    return (m["type"], m["who"]) if m else None


def _initials_first(text: str) -> tuple[str, str] | None:
    m = _INITIALS_FIRST.match(text)
    return (m["type"], m["who"]) if m and not text.isupper() and not default_kinds().knows(m["who"]) else None


def _name_last(text: str) -> tuple[str, str] | None:
    words = text.split()
    for n in range(min(6, len(words) - 1), 0, -1):
        kind, who = " ".join(words[:-n]), " ".join(words[-n:])
        if name_score(who) >= 0.6 and default_kinds().knows(kind):
            return kind, who
    return None


def _name_first(text: str) -> tuple[str, str] | None:
    words = text.split()
    for n in range(1, min(6, len(words))):
        who, kind = " ".join(words[:n]), " ".join(words[n:])
        if name_score(who) >= 0.6 and default_kinds().knows(kind):
            return kind, who
    return None


_WAYS = {
    "brackets": _in_brackets,
    "by": _by,
    "initials last": _initials_last,
    "name last": _name_last,
    "name first": _name_first,
    "initials first": _initials_first,
}
