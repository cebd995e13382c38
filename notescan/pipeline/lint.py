"""What is wrong with patterns and concepts that load without error: twins, patterns that can never fire, and the like.

What is wrong inside a file (unknown keys, ids used twice) the library tells when it is loaded; `lint` adds to that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches

import yaml

from notescan.checklists import load_checklist
from notescan.model import AREAS
from notescan.pipeline.layers import Problem
from notescan.pipeline.library import WHO_ROLES, Concept, Library, Pattern, Place, alternatives
from notescan.pipeline.plain_yaml import PlainLoader
from notescan.read.kinds import KINDS

_WORD_LISTS = ("verbs", "nouns", "words", "never")
_MOST_OPTIONAL = 3
_NOT_CONDITIONS = frozenset(
    "id means stance context history quote strength off finds ignores file line layer".split(),
)


def lint(library: Library) -> list[Problem]:
    """Everything that is wrong in a library, in the order of files and lines."""
    places = _Places(library)
    problems = [*library.problems]
    for concept in library.concepts.values():
        problems.extend(_concept_problems(concept, library, places))
    for pattern in library.patterns:
        problems.extend(
            Problem(pattern.file, pattern.line, f"{pattern.id}: {said}") for said in _pattern_problems(pattern, library)
        )
    problems.extend(_twins(library.patterns))
    problems.extend(_unknown_tips(library))
    return sorted(set(problems), key=lambda p: (p.file, p.line, p.message))


# ------------------------------------------------------------------------------------------------ concepts


class _Places:
    """The words of each concept's lists with their lines, place by place."""

    def __init__(self, library: Library) -> None:
        self.words: dict[tuple[str, int], dict[str, list[tuple[str, int]]]] = {}
        for path, file in {(p.path, p.file) for places in library.concept_places.values() for p in places}:
            tree = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=PlainLoader)
            for entry in _entries(tree):
                fields = {key.value: value for key, value in entry.value if isinstance(key, yaml.ScalarNode)}
                self.words[file, entry.start_mark.line + 1] = {
                    name: list(_scalars(fields[name])) for name in _WORD_LISTS if name in fields
                }


def _entries(tree: yaml.Node | None) -> Iterator[yaml.MappingNode]:
    for key, value in tree.value if isinstance(tree, yaml.MappingNode) else ():
        if key.value == "concepts" and isinstance(value, yaml.SequenceNode):
            yield from (entry for entry in value.value if isinstance(entry, yaml.MappingNode))


def _scalars(node: yaml.Node) -> Iterator[tuple[str, int]]:
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    yield from ((n.value, n.start_mark.line + 1) for n in nodes if isinstance(n, yaml.ScalarNode))


def _concept_problems(concept: Concept, library: Library, places: _Places) -> Iterator[Problem]:
    *under, last = library.concept_places[concept.id]
    file, line = last.file, last.line
    if not concept.off and not _has_words(concept.id, library):
        yield Problem(file, line, f"{concept.id}: it has no words, so nothing is ever found by it")
    known: dict[str, set[str]] = {"words": set(), "never": set()}
    for place in (*under, last):
        yield from _list_problems(concept.id, place, places.words.get((place.file, place.line), {}), known)
    if concept.id in concept.includes:
        yield Problem(file, line, f"{concept.id}: it includes itself")
    for number, tokens in enumerate(concept.tokens, 1):
        if sum(token.get("OP") in ("?", "*") for token in tokens) > _MOST_OPTIONAL:
            said = f"token pattern {number} is slow: more than {_MOST_OPTIONAL} of its tokens need not be there"
            yield Problem(file, line, f"{concept.id}: {said}; write it as two")


def _list_problems(
    name: str, place: Place, lists: dict[str, list[tuple[str, int]]], known: dict[str, set[str]]
) -> Iterator[Problem]:
    """Words listed twice, here or in a layer below (`known`, which grows), and words that are ruled out again."""
    never = known["never"] | {word.lower() for word, _ in lists.get("never", ())}
    # "sign" is rightly both a verb (signing) and a noun (signs); under `words` it adds nothing to either
    for names in (("verbs", "words"), ("nouns", "words"), ("never",)):
        seen = set(known["never"] if names == ("never",) else known["words"])
        for word, at in (entry for part in names for entry in lists.get(part, ())):
            if word.lower() in seen:
                yield Problem(place.file, at, f"{name}: '{word}' is listed twice")
            seen.add(word.lower())
    for word, at in lists.get("words", ()):
        if word.lower() in never:
            yield Problem(place.file, at, f"{name}: '{word}' stands under 'never' too, so it is never found")
    known["never"] = never
    known["words"] |= {word.lower() for word, _ in lists.get("words", ())}


def _has_words(name: str, library: Library) -> bool:
    return any(
        concept.verbs or concept.nouns or concept.words or concept.tokens
        for part in _with_parts(name, library)
        if (concept := library.concepts.get(part))
    )


def _with_parts(name: str, library: Library) -> set[str]:
    """A concept with every concept that it includes, however far."""
    seen, todo = {name}, [name]
    while todo:
        concept = library.concepts.get(todo.pop())
        for part in concept.includes if concept else ():
            if part not in seen:
                seen.add(part)
                todo.append(part)
    return seen


# ------------------------------------------------------------------------------------------------ patterns


def _pattern_problems(pattern: Pattern, library: Library) -> Iterator[str]:
    for name, some in (("finds", pattern.finds), ("ignores", pattern.ignores)):
        if not some:
            yield f"it has no examples under '{name}'"
    for name, kinds in (("note", pattern.note), ("unless-note", pattern.unless_note)):
        for kind in kinds:
            if kind not in KINDS:
                yield f"{name}: '{kind}' is no kind of note; the kinds are {', '.join(KINDS)}"
    if not pattern.off:
        yield from (f"it can never fire: {why}" for why in _never_fires(pattern, library))


def _never_fires(pattern: Pattern, library: Library) -> Iterator[str]:
    """Why no sentence can meet the pattern."""

    def blocker(items: Iterable[str]) -> Callable[[str], bool]:
        # a word of a concept is a word of every concept that includes it, so both are blocked
        blocked = set().union(*(_with_parts(part, library) for item in items for part in alternatives(item)), ())
        return blocked.__contains__

    in_clause, in_sentence, in_label = map(blocker, (pattern.unless, pattern.unless_sentence, pattern.unless_label))

    def either(part: str) -> bool:
        return in_clause(part) or in_sentence(part)

    every: list[tuple[str, str, Iterable[str], Callable[[str], bool]]] = [
        *(("clause", item, alternatives(item), either) for item in pattern.clause),
        *(("sentence", item, alternatives(item), in_sentence) for item in pattern.sentence),
        ("any", " | ".join(pattern.any), _parts(pattern.any), either),
        ("label", " | ".join(pattern.label), _parts(pattern.label), in_label),
    ]
    for field, item, parts, blocked in every:
        if item and all(blocked(part) for part in parts):
            yield f"'{item}' is needed under '{field}' and ruled out under 'unless'"
        elif item and not any(part in WHO_ROLES or _has_words(part, library) for part in parts):
            yield f"'{item}' under '{field}' has no words"
    for field, item in (*(("before", item) for item in pattern.before), ("title", " | ".join(pattern.title))):
        if item and not any(part in WHO_ROLES or _has_words(part, library) for part in alternatives(item)):
            yield f"'{item}' under '{field}' has no words"
    # where there is a voice it is the account, too
    account = pattern.account or pattern.voice
    pairs = (
        ("words", pattern.words, "unless-words", pattern.unless_words),
        ("who", pattern.who, "unless-who", pattern.unless_who),
        ("voice", pattern.voice, "unless-voice", pattern.unless_voice),
        ("account", account, "unless-account", pattern.unless_account),
        ("note", pattern.note, "unless-note", pattern.unless_note),
    )
    for field, wanted, against, ruled_out in pairs:
        if wanted and not {w.lower() for w in wanted} - {w.lower() for w in ruled_out}:
            yield f"all of '{field}' is ruled out under '{against}'"
    if pattern.voice and pattern.account and not set(pattern.voice) & set(pattern.account):
        yield "'voice' and 'account' name different people; whose words they are is who tells"


def _parts(items: Iterable[str]) -> list[str]:
    return [part for item in items for part in alternatives(item)]


def _unknown_tips(library: Library) -> Iterator[Problem]:
    """Files whose place names no tip of our checklists: their patterns are read for nothing."""
    tips = {area: {tip.id for tip in load_checklist(area).tips} for area in AREAS}
    entries = [(p.tip, p.file, p.line) for p in library.patterns]
    entries += [(e.tip, e.example.file, e.example.line) for e in library.tip_examples]
    told: set[str] = set()
    for tip, file, line in entries:
        area = tip.partition(".")[0]
        if file in told or tip in tips.get(area, ()):
            continue
        told.add(file)
        if area in tips:
            close = get_close_matches(tip, sorted(tips[area]), n=1)
            meant = f'; is "{close[0]}" meant?' if close else ""
            yield Problem(file, line, f'the checklist "{area}" has no tip "{tip}"{meant}')
        else:
            yield Problem(file, line, f'there is no service area "{area}" (unless a checklist of your own has it)')


def _twins(patterns: Iterable[Pattern]) -> Iterator[Problem]:
    """Patterns of one tip that are met by the very same sentences."""
    first: dict[tuple[object, ...], Pattern] = {}
    for pattern in patterns:
        key = (pattern.tip, *_conditions(pattern))
        twin = first.setdefault(key, pattern)
        if twin is not pattern and twin.id != pattern.id:
            where = f"line {twin.line}" if twin.file == pattern.file else f"{twin.file}, line {twin.line}"
            said = f"{pattern.id}: it looks for the very same as {twin.id} ({where}); keep one of them"
            yield Problem(pattern.file, pattern.line, said)


def _conditions(pattern: Pattern) -> Iterator[object]:
    for name in sorted(set(Pattern.model_fields) - _NOT_CONDITIONS):
        value = getattr(pattern, name)
        if isinstance(value, tuple):
            parts = ["|".join(sorted(alternatives(item))) for item in value]
            value = tuple(parts if pattern.order and name == "clause" else sorted(parts))
        yield value
