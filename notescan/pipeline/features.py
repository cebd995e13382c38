"""What the trained component sees of a sentence: concepts, roles, note kind, labels, stance words, patterns met.

It sees what the patterns and word lists say more than raw words, so that it carries over to other writers.
"""

from __future__ import annotations

from notescan.pipeline.analysis import Reading

_SHORT, _LONG = 5, 30


def _concepts(found: dict[str, list[tuple[int, int]]]) -> list[str]:
    return [name for name in found if name[0] not in "=≠"]


def features_of(reading: Reading, at: int) -> set[str]:
    """The features of sentence `at` of a note, as names."""
    sentences, matches, kind = reading.sentences, reading.matches, reading.kind
    sentence = sentences[at]
    told = {f"kind:{kind}"}
    told.update(f"cue:{name}" for name in reading.cue_kinds(at))
    told.update(f"label:{name}" for name in sentence.label)
    for clause in sentence.clauses:
        told.add(f"who:{clause.subject}")
        if clause.voice:
            told.add(f"voice:{clause.voice}")
        if clause.account:
            told.add(f"account:{clause.account}")
        for name in _concepts(clause.found):
            told.add(f"has:{name}")
            told.add(f"who:{clause.subject}+{name}")
            if clause.account:
                told.add(f"account:{clause.account}+{name}")
    told.update(f"has:{name}+kind:{kind}" for name in _concepts(sentence.found))
    told.update(f"met:{match.pattern.tip}" for match in matches[at])
    told.update(f"met:{match.pattern.tip}/{match.pattern.id}" for match in matches[at])
    for step, name in ((-1, "before"), (-2, "before2"), (1, "after")):
        near = at + step
        if 0 <= near < len(sentences):
            told.update(f"{name}:{concept}" for concept in _concepts(sentences[near].found))
            told.update(f"{name}-met:{match.pattern.tip}" for match in matches[near])
            told.update(f"{name}-who:{clause.subject}" for clause in sentences[near].clauses[:1])
    told.update(reading.setting)
    if at in reading.norms:
        told.add("norm")
    for tip, times in reading.note_met.items():
        told.add(f"note-met:{tip}")
        if times >= 3 or 3 * times >= len(sentences):
            told.add(f"note-met:{tip}:much")
    length = sentence.end - sentence.start
    told.add("length:" + ("short" if length < _SHORT else "long" if length > _LONG else "usual"))
    if at < 2:
        told.add(f"place:{at}")
    return told
