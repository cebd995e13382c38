"""Who is spoken of, word by word: names, role words, agencies that speak, pronouns, and the author."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from notescan.model import Note, Person, Role, Roster
from notescan.pipeline.doc_words import lower_words, sentence_starts
from notescan.pipeline.pronouns import Recent
from notescan.pipeline.roster import note_author
from notescan.pipeline.who_hits import Cast, Hit, cast_of, find_hits
from notescan.pipeline.who_quotes import Quote, speech
from notescan.pipeline.who_words import Gender, Group, load_words

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Mention(NamedTuple):
    """Someone at tokens `start` to `end` of a note's Doc. `how`: name, word, body, pronoun, author, quoted."""

    start: int
    end: int
    role: Role
    person: Person | None
    how: str
    gender: Gender | None = None
    plural: bool = False
    possessive: bool = False
    """"Jo" in "Jo's mum", "her" in "her bed": owner of something, not the one who acts."""
    relation: str | None = None


def mentions(doc: Doc, roster: Roster, note: Note | None = None) -> list[Mention]:
    """Everyone whom `doc` (one note, sentence starts set) speaks of, in order, without overlaps.

    Words of `patterns/people.yaml` and the roster's names are found first; "she" is then the last one who fits, and
    "I" the note's author, or in a quotation whoever is quoted. A pronoun that fits nobody is left out.
    """
    cast = cast_of(roster, doc.vocab)
    return _Finder(doc, cast, note).run(find_hits(doc, cast, _header_end(doc, note)))


def _header_end(doc: Doc, note: Note | None) -> int:
    """The first token after the note's header, where `doc` is the note with its header: a header speaks of nobody."""
    if note is None or note.body <= note.start or not len(doc):
        return 0
    last = doc[len(doc) - 1]
    if last.idx + len(last) <= note.end - note.body:
        return 0
    return bisect_left(doc.to_array("IDX").tolist(), note.body - note.start)


def _start(hit: Hit) -> int:
    return hit[0]


class _Finder:
    """One pass over a note's hits from left to right."""

    def __init__(self, doc: Doc, cast: Cast, note: Note | None) -> None:
        self.doc = doc
        self.size = len(doc)
        self.words = load_words()
        self.author, self.author_role = note_author(cast.roster, note)
        self.acting, self.family = cast.acting, cast.family
        self.found: list[Mention] = []
        self.hits: list[Hit] = []
        self.recent = Recent(cast.children)
        self.quotes, self.transcript, self.lower = speech(doc)

    def run(self, hits: list[Hit]) -> list[Mention]:
        self.hits = hits
        starts = sentence_starts(self.doc)
        sentence, quote = 0, 0
        for start, end, kind, what in hits:
            while sentence < len(starts) and starts[sentence] <= start:
                sentence += 1
                self.recent.next_sentence()
            while quote < len(self.quotes) and self.quotes[quote].end <= start:
                quote += 1
            inside = quote < len(self.quotes) and self.quotes[quote].start <= start
            mention = self._mention(start, end, kind, what, self.quotes[quote] if inside else None)
            if mention is not None:
                self.found.append(mention)
                if mention.how != "author":
                    after = self.lower[end] if end < self.size else ""
                    self.recent.add(mention, quoted=inside, acts=after in self.acting or after.endswith("ed"))
        return self.found

    def _mention(
        self, start: int, end: int, kind: str, what: Group | Person | None, quote: Quote | None
    ) -> Mention | None:
        if isinstance(what, Person):
            owns = self._owns(end) or self.lower[end - 1] == what.names[-1].lower() + "s"
            return Mention(start, end, what.role, what, "name", what.gender, False, owns, what.relation)
        if isinstance(what, Group):
            return self._body(start, end, what) if kind == "body" else self._word(start, end, what)
        if kind == "author":
            return self._author(start, end, quote)
        return self._pronoun(start, end)

    def _owns(self, end: int) -> bool:
        """Is the "'s" after a name or word a possessive, and not "is"?"""
        if end >= self.size or self.lower[end] not in ("'s", "’s", "'", "’"):
            return False
        following = self.lower[end + 1] if end + 1 < self.size else ""
        return not (following in self.words.is_follows or following.endswith(("ing", "ed")))

    def _word(self, start: int, end: int, group: Group) -> Mention:
        """Mum, TM, the children; with an owner who is no child ("Mum's sister") somebody else."""
        role, relation, person = group.role, group.relation, None
        owner = self._owner(start)
        if owner is not None and owner.role in ("parent", "relative", "carer") and role in ("parent", "child"):
            if role == "parent" or relation in ("sister", "brother", "siblings", "sibling"):
                role, relation = "relative", f"{owner.relation or owner.role}'s {relation}"
        elif (
            owner is not None
            and owner.role in ("worker", "manager")
            and group.role in ("parent", "child", "relative", "carer")
        ):
            role = "other"
        elif not group.plural:
            person = self.family.get(relation)
        owns = self._owns(end) or (group.relation == "mother" and self.lower[end - 1] == "mums")
        return Mention(start, end, role, person, "word", group.gender, group.plural, owns, relation)

    def _owner(self, start: int) -> Mention | None:
        """The mention that owns the word at `start`: "Jo's mum", "her own mum"."""
        if not self.found or not self.found[-1].possessive:
            return None
        gap = self.doc[self.found[-1].end : start]
        return (
            self.found[-1]
            if all(token.text in ("'s", "’s", "'", "’") or token.lower_ in self.words.owner_gap for token in gap)
            else None
        )

    def _body(self, start: int, end: int, group: Group) -> Mention | None:
        """A school, the police: someone only where it does or is told something, not where it is a place."""
        doc, words = self.doc, self.words
        before = self.lower[start - 1] if start else ""
        at = start - 2 if before in ("the", "his", "her", "their", "'s", "’s") else start - 1
        lead = self.lower[at] if at >= 0 else ""
        earlier = self.lower[at - 1] if at > 0 else ""
        after = self.lower[end] if end < self.size else ""
        spoken_to = lead in words.body_after and (lead != "from" or earlier in self.words.spoken_from) and lead != "and"
        acts = after in words.body_verbs and lead not in words.place_before
        if not (spoken_to or acts or after == ":" or (group.agency == "police" and after not in ("'s", "’s"))):
            return None
        while start and doc[start - 1].text[:1].isupper() and doc[start - 1].is_alpha and not doc[start].is_sent_start:
            start -= 1
        return Mention(start, end, group.role, None, "body", None, True, self._owns(end), group.relation)

    def _author(self, start: int, end: int, quote: Quote | None) -> Mention | None:
        """I and we: the author, but in a quotation or a transcript line whoever speaks there."""
        low = self.lower[start]
        owns = low in self.words.possessive
        if low == "us" and self.doc[start].text == "US":
            return None
        if quote is not None:
            speaker = self._teller_after(quote) or quoted_speaker(self.doc, quote, self.found)
            if speaker:
                return Mention(
                    start, end, speaker.role, speaker.person, "quoted", speaker.gender, low in ("we", "us", "our"), owns
                )
            return None
        if self.transcript and (label := self._line_label(start)):
            return Mention(start, end, label.role, label.person, "quoted", label.gender, False, owns)
        return Mention(start, end, self.author_role, self.author, "author", None, False, owns)

    def _teller_after(self, quote: Quote) -> Mention | None:
        """ "... I hate it," said Jo: the teller may stand right after the quotation."""
        after = range(quote.end, min(quote.end + 4, self.size))
        if not any(self.lower[i] in self.words.report_verbs for i in after):
            return None
        begin = bisect_left(self.hits, quote.end, key=_start)
        for start, end, kind, what in self.hits[begin : begin + 4]:
            if start in after and kind != "author":
                return self._mention(start, end, kind, what, None)
            if start >= after.stop:
                break
        return None

    def _line_label(self, start: int) -> Mention | None:
        for mention in reversed(self.found):
            if any("\n" in self.doc[i].text for i in range(mention.end, start)):
                return None
            if is_label(self.doc, mention):
                return mention
        return None

    def _pronoun(self, start: int, end: int) -> Mention | None:
        low = self.lower[start]
        kind, subject = self.words.pronouns[low]
        # "her" owns what follows unless nothing, a preposition or a new clause follows.
        owns = low in self.words.possessive
        if low == "her":
            after = self.lower[end] if end < self.size else ""
            owns = (
                bool(after)
                and after.isalpha()
                and after not in self.words.prepositions
                and after not in self.words.after_object
            )
        fit = self.recent.resolve(kind, subject=subject, owns=owns, child_first=self._child_first(low, end, owns=owns))
        if fit is None:
            return None
        role, person, gender, plural, relation = fit
        return Mention(start, end, role, person, "pronoun", gender, plural, owns, relation)

    def _child_first(self, low: str, end: int, *, owns: bool) -> bool:
        """ "Her mum", "his school", and whoever a school tells of: the child, unless it is a mother's mother."""
        current = self.recent.subject()
        if low in ("her", "his") and owns and end < self.size:
            after = self.lower[end]
            if after in _PARENT_WORDS:
                return not (current and current.role == "parent" and current.relation == _PARENT_WORDS[after])
            return after in (
                "school",
                "teacher",
                "class",
                "nursery",
                "brother",
                "sister",
                "foster",
                "siblings",
                "carer",
                "nan",
            )
        return (
            current is not None
            and current.role == "professional"
            and current.relation in ("school", "teacher", "health visitor")
        )


_PARENT_WORDS = {
    "mum": "mother",
    "mother": "mother",
    "mam": "mother",
    "dad": "father",
    "father": "father",
    "parents": "parents",
}


def is_label(doc: Doc, mention: Mention) -> bool:
    """Does `mention` begin a line and end in a colon: "Mum: ..."? A time may stand between ("K 13.40:")."""
    words = lower_words(doc)
    before = words[mention.start - 1] if mention.start else "\n"
    if not ("\n" in before or before in ("-", "•", "*")):
        return False
    end = mention.end
    if end < len(words) and words[end][:1].isdigit():
        end += 1
    return end < len(words) and (words[end] == ":" or words[end - 1].endswith(":"))


def quoted_speaker(doc: Doc, quote: Quote, found: list[Mention]) -> Mention | None:
    """Who speaks in `quote`, from the mentions found so far: the teller before it, else the last one named.

    A teller after the quotation is looked for too, among the words only: see subjects.py for the full answer.
    """
    verbs = load_words().report_verbs
    before = [mention for mention in found if mention.end <= quote.start][-6:]
    line = quote.start
    while line and not doc[line].is_sent_start:
        line -= 1
    near = [mention for mention in before if mention.start >= line and not mention.possessive]
    for index in range(quote.start - 1, line - 1, -1):
        if doc[index].lower_ in verbs:
            tellers = [mention for mention in near if mention.end <= index]
            if tellers:
                return tellers[-1]
    if near:
        return near[0]
    standing = [mention for mention in before if not mention.possessive]
    return standing[-1] if standing else None
