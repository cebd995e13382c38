"""Stance by context: every kind of cue, what it rules and where its rule ends. All sentences are invented."""

from __future__ import annotations

import datetime as dt
import re
import time
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from notescan.commands.stance import run
from notescan.data import data_dir, demo_case
from notescan.errors import UserError
from notescan.model import Note, Stance
from notescan.pipeline import sentences
from notescan.pipeline.stance import KINDS, Decision, StanceRules
from notescan.pipeline.stance_file import CueList

NLP: Language = spacy.blank("en")
STANCE_FILE = data_dir("patterns") / "stance.yaml"
RULES = StanceRules(STANCE_FILE, NLP)
JULY = Note(id="n1", start=0, end=1, body=0, date=dt.date(2025, 7, 1))
_MARK = re.compile(r"\[\[(.*?)\]\]")


def read(text: str) -> Doc:
    doc = NLP(text)
    begin = {line.start for line in sentences.split(text)}
    for token in doc:
        token.is_sent_start = token.i == 0 or token.idx in begin
    return doc


def decide(marked: str, base: Stance = "for", note: Note | None = None) -> Decision:
    """The decision on the words between [[ and ]], with the whole sentence given as the clause."""
    text = _MARK.sub(r"\1", marked)
    spans, shift = [], 0
    for match in _MARK.finditer(marked):
        spans.append((match.start() - shift, match.end() - shift - 4))
        shift += 4
    doc = read(text)
    if note:
        doc.user_data["notescan.note"] = note
    targets = []
    for start, end in spans:
        inside = [t.i for t in doc if t.idx < end and t.idx + len(t) > start]
        targets.append((inside[0], inside[-1] + 1))
    whole = (0, len(doc))
    return RULES.decide(doc, RULES.cues(doc), whole, targets, base=base, sentence=whole)


AGAINST = """
I did not [[see the bedrooms]] this time.
I didn't [[see]] Orla on her own.
We haven't [[met dad]] yet.
[[Consent]] has not been sought.
[[Consent]] hasn't been [[given]] by either of them.
Chronology has not been [[updated]] since the spring.
The [[genogram]] is not on file.
He hasn't been [[seen]] since March.
Nobody had [[asked him]] about it.
Didn't get to [[see the kids room]].
The clinic never came back to me about [[the letter]].
Still no reply from [[school]].
The [[form]] was blank.
Neither parent was [[consulted]].
No one has [[spoken to dad]].
No-one had [[read the plan]] to her.
She wouldn't let me in to [[see upstairs]].
Couldn't [[see the bedroom]] as baby asleep.
Mum refused to [[sign the form]].
Dad declined to [[give his views]].
[[Supervision]] cancelled, not rearranged.
[[Supervision]] - cancelled
The [[core group]] did not go ahead.
[[Core group]] was postponed to an unknown date.
[[Review]] postponed because the chair was ill.
[[Appointment]] DNA'd.
[[Health assessment]]: DNA
The [[assessment]] is overdue.
[[Assessment]] three weeks late.
[[Pathway plan]] out of date.
[[Chronology]] not updated since last summer.
The [[recommendations]] are still outstanding.
[[Seen alone]]: No
[[Seen alone]]: no, asleep
[[Consent]]: not obtained
[[Consent]] - none
[[Father's views]]: nil
[[Plan shared]]: not yet
[[Interpreter used]]: N/A
There was no [[interpreter]] at the meeting.
There is no [[plan]] for contact.
No [[manager's decision]] is recorded.
Visit went ahead without [[an interpreter]].
The plan lacks [[dates and names]].
The school failed to [[send the report]].
We could not [[get through to the GP]].
I was unable to [[speak with Kezia]].
I was not able to [[look round the flat]].
She will not [[agree to checks]].
He won't [[talk to me]].
Mum does not want [[the GP contacted]].
The [[visit]] was missed.
I forgot to [[ask about sleep]].
Dad was meant to [[sign it]].
The [[review]] should have been in May.
The [[strategy meeting]] ought to have been held the same day.
I was going to [[see her at school]].
The [[second visit]] never happened.
[[Genogram]] not started.
[[Minutes]] not signed.
[[Home conditions]] not seen.
The [[safety plan]] has not yet been written.
I have not yet [[met the father]].
Haven't [[heard from the midwife]].
Hasnt been [[seen]] by anyone.
Didnt [[see the kitchen]].
She isn't [[known to the surgery]].
They weren't [[told about the conference]].
None of the [[actions]] has a name.
Nothing [[from police]] so far.
Nothing was [[agreed about holidays]].
Never [[visited]] at the new address.
Mum withdrew her [[consent]].
He said no to [[a family meeting]].
Staff ran out of time for the [[life story work]].
NRFD, so [[Orla]] was not [[seen]].
The [[file]], which is incomplete, came from Hull.
[[QA form]] not done by the manager.
They agreed not to [[tell the school]].
We met at the office rather than [[at home]].
The [[agreement]] has lapsed.
There is a lack of [[management oversight]].
[[Consent]] sought and refused.
Agency checks: police yes, [[health]] no
mum wasnt in so couldnt do [[the room check]]
The plan that hasn't been [[signed]] is Dev's.
The patient denies [[chest pain]] but has nausea.
No evidence of [[fracture]].
He denies any [[fever]], chills or cough.
No wheeze, [[rash]] or swelling.
No nausea, vomiting, or [[diarrhoea]].
The abdomen is soft without [[tenderness]].
Chest film negative for [[pneumonia]].
[[Stroke]] was ruled out by scan.
She is free of [[pain]] today.
The scan did not show [[bleeding]].
Absence of [[oedema]] was noted.
She never had [[seizures]].
[[Infection]] has been ruled out.
Neither [[cyanosis]] nor clubbing.
He has had no further [[dizziness]].
Denies [[headache]].
There is no [[swelling]] or redness.
"""

PLANNED = """
SW to [[seek consent]].
SW to [[speak to school]] and GP.
Mum and Dev to [[attend the group]].
RB to [[update the chronology]].
Action: Farida to [[write to dad]].
[[Genogram]] to be completed by Friday.
[[Chronology]] yet to be completed.
[[Form]] to be QA'd.
I will [[ring the school]] on Monday.
I'll [[see him at school]].
She'll [[send me the log]].
We are going to [[hold a family meeting]].
Awaiting reply from [[school]].
Awaiting [[police checks]].
[[Police checks]] pending.
[[Report]] not yet back.
Waiting for [[the health report]].
[[Review]] due 8 May.
[[Core group]] booked for the 9th.
[[Supervision]] is booked in.
[[Joint visit]] next week.
[[Visit]] tomorrow with health visitor.
Hoping to [[meet dad]] at the weekend.
Plan to [[see her alone]].
We plan to [[visit unannounced]].
We aim to [[close in June]].
I want to arrange [[a joint visit]].
We need to [[see the bedroom]].
The [[plan]] needs updating.
The plan still needs to [[be signed]].
The [[chronology]] needs doing.
[[Chronology]] should be updated.
You must [[see the children alone]].
He has to [[be seen]] this week.
Asked for [[the school report]].
I have asked Nuala to [[write the plan]].
She has been asked to [[complete a referral]].
Please [[update the chronology]].
Please can you [[add the genogram]].
Requested [[medical records]].
To chase [[the GP]] again.
Chasing [[the CAMHS letter]].
Obtain [[consent]] from father.
Arrange [[direct work]] with Orla.
If she agrees, [[direct work]] starts in May.
Once dad is back we can [[do the assessment]].
[[Checks]] go ahead once she has signed.
Unless she objects, [[school]] is informed.
[[Letter]] to GP by 9/2.
Ifan, [[letter to GP]], by the 14th.
The [[review]] is on 6 November.
She said she would [[sign it]].
He promised to [[ring me back]].
The team manager is to [[review the decision]].
[[Minutes]] are to be sent out.
I'm to [[ring the nurse]].
[[Visits]] to be weekly from June.
[[PAMS assessment]]: to be arranged
[[Next review]]: TBC
Look into [[respite]] for the family.
We are considering [[a referral to early help]].
[[Parenting work]] is on the waiting list.
Told him that I'd [[visit on Friday]].
[[Parenting assessment]] to start Monday.
[[Genetic test]] results expected in a month.
[[SALT referral]] needs to go in.
To [[speak with dad]] next.
Let me know once the [[plan]] has been signed.
I would like to [[speak with grandma]].
[[Life story work]] to be done with Ilse.
"""

FOR = """
Nerys is happy for us to speak to [[nursery]].
Her father signed for us to contact the [[academy]].
She agreed for me to ring the [[clinic]].
Consent given for the team to ring the [[practice]].
Gran is fine with me ringing [[the nursery]].
She would like to [[see her half-brother]].
I [[saw the bedrooms]] and they were warm.
Orla was [[seen alone]] at school.
[[Consent]] was given by both parents.
Mum has not refused [[consent]].
There was no reason not to [[share the report]].
Dad never missed [[a session]].
She has not missed [[a contact]].
Mum did not fail to [[attend]].
Nobody refused to [[take part]].
The [[review]] was not late.
No doubt [[mum told him]].
Dad signed [[the plan]] without hesitation.
Not only was Orla [[seen]], she drew a picture.
She did nothing but [[talk about school]].
I was able to [[speak with Tariq]].
He came to [[see the nursery]].
Mum agreed to let me [[speak to school]].
The [[visit]] went ahead as planned.
Mum did not attend but dad [[gave his views]].
I didn't see mum, but I [[saw Orla alone]].
[[Saw Orla alone]], although mum refused to leave.
[[Spoke to school]] because the GP had not replied.
[[Spoke to dad]]; mum declined.
Orla [[said]] she doesn't like the dark.
Ronan [[told me]] he didn't want to talk about it.
We [[agreed a safety plan]] in case he turns up.
GP [[sent the summary]], nothing unusual.
Ms Adair, who had refused in May, [[agreed to checks]].
Liam said [[he likes the new carer]] but not the dog.
Ella [[showed me her room]] and would not stop talking.
[[Dad rang]] to say he couldn't make Friday.
Mum [[said]] that nobody helps her.
I have [[spoken to school]] and will ring the GP.
[[Visited today]] and will visit again next week.
She was [[seen]] and I'll see her again.
I [[asked Orla]] if she felt safe.
Will [[told me]] about his week.
I met Will and he [[showed me his room]].
The [[review]] was held on 8 May 2025.
In May the [[plan]] was shared with dad.
I took Orla to [[school]].
Mum talked to [[the nurse]] about sleep.
Went to [[the flat]] and met the family.
The plan has no. 5 marked [[done]].
House no 12 was [[visited]].
Mum and dad were happy to [[share their views]].
[[Dad's views]]: he wants more contact.
[[Seen alone]]: Yes
[[Consent]]: given in writing
[[Supervision]] took place, next one booked.
The gram negative [[swab]] came back.
The patient denies fever but reports [[headache]].
No fever, however [[cough]] is present.
[[Pneumonia]] cannot be ruled out.
No change in [[the mass]].
Lungs are clear and [[heart sounds]] are normal.
No chest pain, the [[rash]] persists.
[[Headache]] for three days, no vomiting.
The [[fracture]] is seen without displacement.
He has [[asthma]] and denies smoking.
[[Burn]] is healing, no sign of infection.
Rule out [[meningitis]].
Due to [[the snow]] we met online.
She wants to be [[a vet]].
She visits [[her nan]] once a week.
He used to it now and [[sleeps well]].
[[Bedroom seen]], no concerns.
The worker [[visited]] late in the afternoon.
Mum [[engaged well]] and said no more about it.
"""


def _rows(block: str, stance: Stance) -> list[tuple[str, Stance]]:
    return [(line, stance) for line in block.strip().splitlines()]


TABLE = [*_rows(AGAINST, "against"), *_rows(PLANNED, "planned"), *_rows(FOR, "for")]


@pytest.mark.parametrize(("marked", "stance"), TABLE)
def test_the_words_around_a_find_tell_its_stance(marked: str, stance: Stance) -> None:
    decided = decide(marked)
    assert decided.stance == stance, decided


def test_the_table_is_large_and_says_each_thing_once() -> None:
    assert len({marked for marked, _ in TABLE}) == len(TABLE) >= 150


@pytest.mark.parametrize(
    ("cue_list", "example"), [(entry, example) for entry in RULES.file.cues for example in entry.examples]
)
def test_every_example_in_the_stance_file_comes_out_as_its_kind_says(cue_list: CueList, example: str) -> None:
    kind = cue_list.kind
    decided = decide(example, note=JULY)
    assert decided.stance == (KINDS[kind] or "for")
    assert decided.earlier == (kind == "earlier")
    assert decided.hedged == (kind == "hedge")


def test_the_deciding_words_are_told_as_they_stand() -> None:
    assert decide("Mum Refused to [[sign]].").words == ("Refused to",)
    assert decide("Mum Refused to [[sign]].").kinds == ("refusal",)
    assert decide("[[Consent]] hasn’t been given.").words == ("hasn’t been",)
    assert decide("[[Consent]] was given.") == Decision("for")


@pytest.mark.parametrize(
    "marked",
    [
        "Previously [[known to early help]].",
        "Mum was [[in care]] as a child.",
        "A [[child protection plan]] in 2009 for neglect.",
        "During the earlier episode the [[school]] was worried.",
    ],
)
def test_what_belongs_to_an_earlier_time_keeps_its_stance(marked: str) -> None:
    decided = decide(marked)
    assert (decided.stance, decided.earlier) == ("for", True)


def test_a_year_is_earlier_only_well_before_the_note() -> None:
    marked = "The [[plan]] was signed in 2023."
    late = Note(id="n1", start=0, end=1, body=0, date=dt.date(2026, 3, 1))
    soon = Note(id="n1", start=0, end=1, body=0, date=dt.date(2024, 3, 1))
    assert decide(marked, note=late).earlier
    assert not decide(marked, note=soon).earlier


@pytest.mark.parametrize(
    ("marked", "stance"),
    [
        ("[[Overnight stay]] at Nan's, 3 August.", "planned"),
        ("Panel, 3rd Sept: [[permanence plan]].", "planned"),
        ("[[Interview]] at the college 04/07.", "planned"),
        ("[[Interview]] at the college 30/06.", "for"),
        ("[[Interview]] at the college was moved to 04/07.", "for"),
        ("[[Interview]] at the college 4 July 2024.", "for"),
        ("[[Interview]] at the college 31 July.", "planned"),
        ("[[Interview]] at the college, 2.10 for the bus.", "for"),
    ],
)
def test_a_day_after_the_note_is_a_plan(marked: str, stance: Stance) -> None:
    assert decide(marked, note=JULY).stance == stance
    assert decide(marked).stance == "for"


def test_the_last_of_february_is_a_day_in_every_year() -> None:
    january = JULY.model_copy(update={"date": dt.date(2025, 1, 10)})
    assert decide("[[Interview]] at the college 29 February.", note=january).stance == "planned"


@pytest.mark.parametrize(
    "marked",
    ["Dad possibly [[saw the letter]].", "She may [[have told him]].", "It is unclear whether [[school]] knows."],
)
def test_a_hedge_keeps_the_stance(marked: str) -> None:
    decided = decide(marked)
    assert (decided.stance, decided.hedged) == ("for", True)


def test_may_the_month_is_no_hedge() -> None:
    assert not decide("In May he [[moved]].").hedged


@pytest.mark.parametrize(
    ("marked", "stance"),
    [
        ("The family is [[isolated]].", "against"),
        ("The family is not [[isolated]].", "for"),
        ("Mum has [[refused consent]].", "against"),
        ("The [[visit was late]] and no reason is given.", "against"),
        ("SW will look at how [[isolated]] they are.", "against"),
    ],
)
def test_bad_news_by_its_meaning_is_good_news_only_where_it_is_denied(marked: str, stance: Stance) -> None:
    assert decide(marked, "against").stance == stance


def test_a_plan_that_fell_through_is_against() -> None:
    assert decide("[[Visit]] booked for 4 June was cancelled.", "planned").stance == "against"
    assert decide("[[Visit]] at 4 on Thursday.", "planned").stance == "planned"


def test_a_cue_inside_the_find_decides_nothing() -> None:
    assert decide("She was [[not heard]] by anyone in her family.").stance == "for"


def test_the_clause_given_bounds_the_rule() -> None:
    doc = read("Mum never replied and school shared the report")
    cues = RULES.cues(doc)
    whole = (0, len(doc))
    assert RULES.decide(doc, cues, (3, len(doc)), [(5, 6)], sentence=whole).stance == "for"


@pytest.mark.parametrize("gap", ["\n", "   ", " \n "])
def test_a_cue_is_found_across_the_end_of_a_line(gap: str) -> None:
    decided = decide(
        f"The duty worker tells me today, after two more calls, that [[consent]] has not{gap}been sought from them."
    )
    assert decided == Decision("against", (f"has not{gap}been",), ("negation",))
    assert decide(f"no{gap}evidence{gap}of [[bruising]]").stance == "against"


@pytest.mark.parametrize(("text", "start"), [("Supervision: cancelled", 2), ("Supervision - cancelled by SW", 2)])
def test_a_value_speaks_of_its_label_though_its_clause_begins_behind_it(text: str, start: int) -> None:
    doc = read(text)
    whole = (0, len(doc))
    decided = RULES.decide(doc, RULES.cues(doc), (start, len(doc)), [(0, 1)], sentence=whole)
    assert decided == Decision("against", ("cancelled",), ("cancellation",))


def test_another_sentence_rules_nothing() -> None:
    doc = read("No reply. School shared the report.")
    assert RULES.decide(doc, RULES.cues(doc), (3, 8), [(3, 5)], sentence=(3, 8)).stance == "for"


WORDS = st.sampled_from(
    [w for entry in RULES.file.cues for w in entry.words[:6]]
    + ["Orla", "said", ",", "but", ":", "-", "\n", "and", "the plan", "2011", "’", "📌", "May", "8"]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=12).map(" ".join)), st.data())
def test_any_text_is_read_and_every_cue_lies_in_it(text: str, data: st.DataObject) -> None:
    doc = read(text)
    cues = RULES.cues(doc)
    ends = [0]
    for cue in cues:
        assert ends[-1] <= cue.start < cue.end <= len(doc)
        assert cue.kind in KINDS
        ends.append(cue.end)
    if len(doc):
        at = data.draw(st.integers(0, len(doc) - 1))
        whole = (0, len(doc))
        for base in ("for", "against", "planned"):
            decided = RULES.decide(doc, cues, whole, [(at, at + 1)], base=base, sentence=whole)
            assert decided.stance in ("for", "against", "planned")
            assert all(word in text for word in decided.words)


def test_cues_cost_little_beside_the_tokenizer() -> None:
    text = demo_case().read_text(encoding="utf-8")
    tokenizing, cueing = [], []
    for _ in range(3):
        nlp = spacy.blank("en")  # a used tokenizer would know every word already
        rules = StanceRules(STANCE_FILE, nlp)
        begun = time.perf_counter()
        doc = nlp.make_doc(text)
        tokenizing.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        rules.cues(doc)
        cueing.append(time.perf_counter() - begun)
    # measured 0.09 to 0.12; the bound leaves room for a busy machine
    assert min(cueing) < 0.4 * min(tokenizing)


# ------------------------------------------------------------------------------------------------ the stance file

GOOD = """\
cues:
  - id: never
    kind: negation
    words: [never]
    means: It was not done.
    examples: ["Never [[seen]]."]
stops: [but]
stops-back: [said]
stops-after-comma: [the]
past: [was]
whether: [asked]
doers: [sw]
not-doers: [came]
not-verbs: [off]
"""


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("    kind: negation\n", "    kind: negative\n", r'line 3: never: "negative" is no kind of cue'),
        ("    kind: negation\n", "    kind: negation\n    reech: 3\n", r"line 4: never: reech: there is no such key"),
        ("    kind: negation\n", "    kind: negation\n    direction: up\n", r"line 4: never: direction: "),
        ("    kind: negation\n", "    kind: negation\n    reach: 0\n", r"line 4: never: reach: "),
        ("    kind: negation\n", "    kind: negation\n    where: anywhere\n", r"line 4: never: where: "),
        ("words: [never]", "words: [never, Never]", r'line 4: never: "Never" stands in two places'),
        ("words: [never]", "words: [asked ... for]", None),
        ("words: [never]", "words: ['asked ... ']", r'line 4: never: "asked ... " has no words to look for'),
        ("    means: It was not done.\n", "", r"line 2: never: means: this key is missing"),
        ("stops: [but]\n", "", r"line 1: stops: this key is missing"),
        ("cues:\n", "cues: [\n", r"line \d+: not readable as YAML"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_line(tmp_path: Path, right: str, wrong: str, told: str | None) -> None:
    path = tmp_path / "stance.yaml"
    assert right in GOOD
    path.write_text(GOOD.replace(right, wrong), encoding="utf-8")
    if told is None:
        StanceRules(path, NLP)
    else:
        with pytest.raises(UserError, match=told) as error:
            StanceRules(path, NLP)
        assert str(path) in str(error.value)
        assert "\n" not in str(error.value)


def test_a_missing_or_empty_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="can't be read"):
        StanceRules(tmp_path / "none.yaml", NLP)
    (tmp_path / "empty.yaml").write_text("")
    with pytest.raises(UserError, match="begins with cues:"):
        StanceRules(tmp_path / "empty.yaml", NLP)


def test_no_off_and_on_are_words_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "stance.yaml"
    path.write_text(GOOD.replace("[never]", "[no, off, on]"), encoding="utf-8")
    assert StanceRules(path, NLP).file.cues[0].words == ("no", "off", "on")


# ------------------------------------------------------------------------------------------------ the command


def test_the_command_answers_line_by_line() -> None:
    answers = run(
        [
            "chest pain\tThe patient denies CHEST PAIN but has nausea.\n",
            "nausea\tThe patient denies chest pain but has nausea.",
            "consent\tMum came.  SW to seek consent.\r\n",
            "bedroom\tNobody was in.",
        ]
    )
    assert list(answers) == ["against\tdenies", "for\t", "planned\tto", "against\tNobody"]


def test_the_command_finds_part_of_a_word() -> None:
    assert list(run(["ecchymos\tNo ecchymosis seen."])) == ["against\tNo"]


def test_the_command_reads_as_it_goes() -> None:
    answers = run(iter(["consent\tConsent was given.", "no tab here"]))
    assert next(answers) == "for\t"
    with pytest.raises(UserError, match="line 2"):
        next(answers)


@pytest.mark.parametrize("line", ["consent", "consent\t", "\tConsent given.", ""])
def test_a_line_that_is_not_a_pair_is_told_with_its_number(line: str) -> None:
    with pytest.raises(UserError, match="line 1: "):
        list(run([line]))
