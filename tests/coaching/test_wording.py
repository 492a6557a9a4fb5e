"""Sentences of coaching and judging: the same everywhere, in every language, and free of claims."""

import re
from string import Formatter

import pytest

from studio.coaching.wording import SENTENCES as COACHING
from studio.exercises import languages, load_knowledge
from studio.faults.wording import SENTENCES as JUDGING

FORBIDDEN = re.compile(
    r"\b(safe|dangerous|damage\w*|unstable|wear|amnesia|caused by|risk score|diagnos\w+|injury risk)\b", re.IGNORECASE
)
OWN = {**{f"coaching.{key}": text for key, text in COACHING.items()}, **JUDGING}


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", languages())
def test_every_language_has_every_sentence_with_its_places(language):
    texts = load_knowledge(language).texts

    assert set(OWN) - set(texts) == set()
    assert {key for key, text in OWN.items() if fields(text) != fields(texts[key])} == set()


def test_the_english_sentences_are_those_of_the_knowledge_base():
    texts = load_knowledge("en").texts

    assert {key: texts[key] for key in OWN} == OWN


@pytest.mark.parametrize("text", OWN.values())
def test_no_sentence_claims_what_coaching_must_not(text):
    assert not FORBIDDEN.search(text)
