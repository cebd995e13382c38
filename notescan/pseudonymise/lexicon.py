"""Which words are the language's, the field's, the calendar's or a firm's, and so nobody's name by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from notescan.pipeline.who_words import load_words

_HERE = Path(__file__).parent

MODALS = frozenset({"will", "may", "can", "mark", "grant", "hope", "bob", "pat", "drew", "rob", "sue", "chase", "jack"})
"""Given names that begin questions, requests and other sentences too."""
CALENDAR = frozenset({"april", "may", "june", "august", "spring", "summer", "autumn", "winter"})
"""Given names that are a time of the year."""
RELATIONS = frozenset(
    "mum mam mother dad father nan nana gran granny grandad grandma grandpa uncle aunt auntie aunty sister brother son "
    "daughter partner carer sw hv cousin friend neighbour mr mrs ms miss dr stepdad stepmum boyfriend girlfriend "
    "mate bf "
    "gf tutor keyworker landlord pc dc ds di called named nicknamed wife husband baby lad pal ex coach".split()
)
"""Words, in small letters too, after which somebody's name comes."""
_HUMAN = (
    r"said|says|told|tells|asked|asks|thinks|thought|feels|felt|wants|wanted|lives|lived|likes|liked|went|goes|came|"
    r"comes|cried|smiled|laughed|rang|phoned|texted|emailed|answered|replied|explained|agreed|disagreed|refused|"
    r"attends|attended|arrived|left|stayed|slept|ate|drew|wrote|read|spoke|talked|played|sat|stood|ran|hid|hugged|"
    r"showed|gave|took|brought|met|saw|bit|kicked|hit|woke|got|made|put|let|set|said|hates|screamed|shouted|whispered|"
    r"grinned|waved|sang|danced|walked|helped|moved|started|stopped|kept|held|knows|knew|loves|loved|hates|hated|"
    r"works|worked|reports|reported|advised|"
    r"confirmed|denied|shared|stated|described|remembers|remembered|chose|picked|pointed|shrugged|nodded"
)
_STATES = r"is|was|has|had|does|did|would|could|will|can|isn['’]t|wasn['’]t|hasn['’]t|doesn['’]t|didn['’]t"
_ACTS = re.compile(rf"(?:['’]s\b|,? (?:last |then |just |also |never |always |only |still )?(?:{_HUMAN})\b)")
_IS = re.compile(
    rf",? (?:also |then |now |still |only |never |always |just )?(?:{_HUMAN}|{_STATES})\b|,? \(?\d|['’]s\b"
)
_TIME_BEFORE = re.compile(
    r"\b(?:in|since|until|till|from|by|to|of|last|next|this|early|mid|late|end|during|before|after|for|and|or|through|"
    r"between|each|every|on|\d+(?:st|nd|rd|th)?)[ -]$",
    re.IGNORECASE,
)


def acts(text: str, end: int) -> bool:
    """Is what ends at `end` said to do what only people do?"""
    return _ACTS.match(text, end) is not None


def is_subject(text: str, end: int) -> bool:
    """Is something said of what ends at `end`, as of a person?"""
    return _IS.match(text, end) is not None


def after_time(text: str, start: int) -> bool:
    """Do the words before `start` make a time of what follows: "in May", "last June"?"""
    return _TIME_BEFORE.search(text[max(0, start - 12) : start]) is not None


@cache
def given_words() -> frozenset[str]:
    """Given names that are words of the language too."""
    return _listed("words.txt")


@cache
def kept_words() -> frozenset[str]:
    """Short forms, makes, shops and things that are nobody's name."""
    return _listed("kept.txt")


@cache
def small_words() -> frozenset[str]:
    """The small words of the language: the, she, with ..."""
    from spacy.lang.en.stop_words import STOP_WORDS

    return frozenset(STOP_WORDS)


@cache
def titles() -> frozenset[str]:
    """Mr, Dr, PC ... in small letters."""
    return frozenset(title.casefold() for title in load_words().titles)


@cache
def field_words() -> frozenset[str]:
    """The words of the field and of the calendar, from the word lists that find the evidence."""
    from notescan.data import data_dir

    found: set[str] = set(small_words()) | set(load_words().not_names)
    for path in sorted(data_dir("patterns").rglob("*.yaml")):
        if path.name == "cast.yaml" or "examples" in path.name:
            continue
        found |= _words_of_lists(path)
    found |= {word for word in kept_words() if len(word) >= 4}
    return frozenset(found - given_words() - _listed("names.txt"))


@lru_cache(maxsize=50_000)
def is_word(word: str) -> bool:
    """A word of the English language (of lemminflect's lexicon), in any of its forms."""
    from lemminflect import getAllLemmas

    return bool(getAllLemmas(word.casefold()))


def _listed(name: str) -> frozenset[str]:
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _words_of_lists(path: Path) -> set[str]:
    """The words of a file's lists; not those of its examples, which are full of names."""
    import yaml

    def walk(node: object, key: str = "") -> Iterator[str]:
        if isinstance(node, dict):
            for name, value in node.items():
                if name not in ("finds", "ignores", "examples", "means", "people", "note", "before"):
                    yield from walk(value, str(name))
        elif isinstance(node, list):
            for value in node:
                yield from walk(value, key)
        elif isinstance(node, str) and key in ("words", "nouns", "verbs", "exact", "is", "says", "never"):
            yield node

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return {
        w.casefold()
        for s in walk(yaml.load(path.read_text(encoding="utf-8"), loader))
        for w in re.findall(r"[^\W\d_]+(?!\w*['’]t\b)", s)
    }
