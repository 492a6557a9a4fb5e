"""Sentences that rooms carry as a last resort are in the knowledge base, in both languages, with the same gaps."""

import re

import pytest

from studio.coaching.wording import SENTENCES as COACHING
from studio.exercises import languages, load_knowledge
from studio.faults.wording import SENTENCES as JUDGING

GAP = re.compile(r"\{(\w+)\}")
BUILT_IN = {**{f"coaching.{key}": text for key, text in COACHING.items()}, **JUDGING}


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("key", BUILT_IN)
def test_the_knowledge_base_has_the_sentence(key: str, language: str) -> None:
    texts = load_knowledge(language).texts

    assert key in texts
    assert set(GAP.findall(texts[key])) == set(GAP.findall(BUILT_IN[key]))
