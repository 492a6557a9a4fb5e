"""No sentence that the knowledge base can print makes a claim that the product must not make."""

import pytest

from studio.exercises import languages, load_knowledge
from studio.exercises.claims import claims_made, load_claims, sentences_of

FORBIDDEN = {
    "en": (
        "This weight is safe for you.",
        "Your back is unstable.",
        "That is wear and tear.",
        "This is dangerous.",
        "There is no risk.",
        "You have a disc herniation.",
        "Your spondylolisthesis is the reason.",
        "The arch caused your pain.",
        "Pain caused by arching.",
        "Arching leads to back pain.",
        "You suffer from gluteal amnesia.",
        "This treats back pain.",
        "It will relieve your pain.",
        "Prevents injury.",
        "The lift damages the discs.",
        "That sounds like sciatica.",
        "Get an MRI.",
        "You are cleared for training.",
        "Stop moving and rest your back.",
        "Our diagnosis: overuse.",
    ),
    "de": (
        "Dieses Gewicht ist sicher.",
        "Dein Rücken ist instabil.",
        "Das ist Verschleiß.",
        "Das ist gefährlich.",
        "Es besteht kein Risiko.",
        "Du hast einen Bandscheibenvorfall.",
        "Deine Spondylolisthese ist der Grund.",
        "Das Hohlkreuz hat deinen Schmerz verursacht.",
        "Das führt zu Rückenschmerz.",
        "Du leidest an Gesäßamnesie.",
        "Das behandelt Rückenschmerz.",
        "Das lindert den Schmerz.",
        "Beugt Verletzungen vor und schützt den Rücken.",
        "Die Übung schädigt die Bandscheiben.",
        "Das klingt nach Ischias.",
        "Lass ein MRT machen.",
        "Du bist freigegeben.",
        "Bettruhe hilft.",
        "Unsere Diagnose: Überlastung.",
    ),
}

ALLOWED = {
    "en": (
        "It may load the lower back more.",
        "Worth testing: a single-leg bridge.",
        "Do you have new numbness?",
        "We could not see it.",
        "See a qualified health professional.",
    ),
    "de": (
        "Das belastet den unteren Rücken womöglich mehr.",
        "Einen Test wert: einbeinige Brücke.",
        "Hast du neue Taubheit?",
        "Wir konnten es nicht sehen.",
        "Such eine qualifizierte Gesundheitsfachperson auf.",
    ),
}


@pytest.mark.parametrize("language", languages())
def test_no_sentence_makes_a_forbidden_claim(language: str) -> None:
    made = list(claims_made(sentences_of(load_knowledge(language)), load_claims(language)))

    assert made == []


@pytest.mark.parametrize(("language", "text"), [(key, text) for key, texts in FORBIDDEN.items() for text in texts])
def test_a_forbidden_claim_is_recognised(language: str, text: str) -> None:
    assert list(claims_made([("somewhere", text)], load_claims(language)))


@pytest.mark.parametrize(("language", "text"), [(key, text) for key, texts in ALLOWED.items() for text in texts])
def test_the_tone_of_the_product_is_allowed(language: str, text: str) -> None:
    assert list(claims_made([("somewhere", text)], load_claims(language))) == []


@pytest.mark.parametrize("language", languages())
def test_the_intended_purpose_denies_and_nothing_else_may(language: str) -> None:
    claims = load_claims(language)
    purpose = load_knowledge(language).texts["purpose.intended"]

    assert list(claims_made([("texts.purpose.intended", purpose)], claims)) == []
    assert list(claims_made([("texts.disclaimer.report", purpose)], claims))


def test_both_languages_forbid_as_much() -> None:
    assert len(load_claims("en")) == len(load_claims("de"))


def test_every_sentence_is_looked_at() -> None:
    keys = [key for key, _ in sentences_of(load_knowledge())]

    for part in ("causes", "faults", "fixes", "exercises", "measures", "sources", "texts", "rules", "screening"):
        assert any(key.startswith(f"{part}.") for key in keys)
    assert len(keys) == len(set(keys))
