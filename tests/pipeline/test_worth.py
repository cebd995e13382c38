"""The weights of a whole note at once tell what they tell of each of its sentences by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from notescan.pipeline.build import load, notescan_sentences
from notescan.pipeline.engine import Engine
from notescan.pipeline.features import FeatureKeys, features_of, gathered, of_note
from notescan.pipeline.roster import read_roster
from notescan.read import read_case

GOLD = Path(__file__).parent.parent / "gold"


@pytest.mark.parametrize("area", ["cla", "fsp"])
def test_a_note_is_weighed_as_its_sentences_are_one_by_one(area: str) -> None:
    nlp = load(area, None, weigh=True)
    engine: Engine = nlp.get_pipe("notescan_evidence").engine  # type: ignore[attr-defined]
    assert engine.worth
    case = read_case([sorted(GOLD.glob(f"*-{area}"))[0] / "notes.txt"])
    roster = read_roster(case)
    weighed = suggested = 0
    for note in case.notes:
        doc = notescan_sentences(nlp.make_doc(case.text[note.body : note.end]))
        reading = engine.prepare(doc, roster=roster, note=note)
        by_sentence = {(s.start, s.end): at for at, s in enumerate(reading.sentences)}
        for found in engine.judge(doc, reading, note=note):
            seen = features_of(reading, by_sentence[found.sentence])
            chance = engine.worth.probabilities(seen)
            measured = engine.worth.calibration.like if found.like else engine.worth.calibration.found
            assert found.worth == (round(measured(chance[found.tip]), 3) if found.tip in chance else None)
            weighed += found.worth is not None
            if found.like:
                suggested += 1
                assert found.tip in engine.worth.suggests(seen, chance)
                assert found.stance == engine.worth.stance(seen, found.tip)
                known = engine.worth.examples[found.tip]
                alike = sorted(known, key=lambda example: -len(example[1] & seen) / len(example[1] | seen))
                assert found.like == tuple(text for text, _ in alike[:2])
    assert weighed > suggested > 0


def test_features_by_number_are_those_by_name() -> None:
    nlp = load("mash", None, weigh=True)
    engine: Engine = nlp.get_pipe("notescan_evidence").engine  # type: ignore[attr-defined]
    case = read_case([sorted(GOLD.glob("*-mash"))[0] / "notes.txt"])
    numbers: dict[str, int] = {}
    keys = FeatureKeys(lambda name: numbers.setdefault(name, len(numbers)))
    for note in case.notes:
        doc = notescan_sentences(nlp.make_doc(case.text[note.body : note.end]))
        reading = engine.prepare(doc, roster=read_roster(case), note=note)
        for at in range(len(reading.sentences)):
            rows = gathered(reading, at, keys, of_note(reading, keys))
            assert len(rows) == len(set(rows))
            assert set(rows) == {numbers[name] for name in features_of(reading, at)}
    assert len(numbers) > 100
