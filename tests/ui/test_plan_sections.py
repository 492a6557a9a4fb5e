"""What stands around the plan: pain, the session, and how to film again."""

from dataclasses import replace

import pytest

from studio.core.plan import LoadAdvice, LoadLevel, Safety, Tier
from studio.ui.app import Shell
from studio.ui.plan.reading import read_plan


def titles(shell: Shell, safety: Safety, level: LoadLevel) -> list[str]:
    analysis = shell.desk.analysis
    load = LoadAdvice(level=level, advice="…", reasons=())
    changed = replace(analysis, advice=replace(analysis.advice, safety=safety, load=load))
    return [section.title for section in read_plan(changed, shell.desk.exercise)]


def test_the_session_and_the_camera_guide_can_be_read(reviewed: Shell) -> None:
    sections = {section.title: section for section in read_plan(reviewed.desk.analysis, reviewed.desk.exercise)}
    texts = reviewed.desk.exercise.knowledge.texts

    around, filming = sections["Around the set"], sections[texts["section.refilm"]]

    assert [entry.text for entry in around.entries] == [
        texts["session.warm_up"],
        texts["session.corrective"],
        texts["session.cool_down"],
    ]
    assert [entry.title for entry in filming.entries[1:]] == [texts[f"camera.{name}.title"] for name in CLIPS]
    side = filming.entries[1]
    assert ("Height", texts["camera.side.height"]) in [(fact.name, fact.text) for fact in side.facts]
    said = {key.rpartition(".")[2] for key in texts if key.startswith("camera.side.")} - {"title"}
    assert len(side.facts) == len(said)


CLIPS = ("side", "technique", "front")


@pytest.mark.parametrize("light", ["hold", "reduce", "stop"])
def test_pain_comes_before_everything_else(light: str, reviewed: Shell) -> None:
    shown = titles(reviewed, Safety(tier=Tier.NONE, pain_light=light), LoadLevel.HOLD)

    assert shown[0] == reviewed.desk.exercise.knowledge.texts["section.pain"]


@pytest.mark.parametrize("light", ["free", "unknown"])
def test_without_pain_there_is_no_word_of_it(light: str, reviewed: Shell) -> None:
    shown = titles(reviewed, Safety(tier=Tier.NONE, pain_light=light), LoadLevel.HOLD)

    assert reviewed.desk.exercise.knowledge.texts["section.pain"] not in shown


@pytest.mark.parametrize(
    "safety",
    [Safety(tier=Tier.REFER), Safety(tier=Tier.NONE, pain_light="stop"), Safety(tier=Tier.URGENT)],
)
def test_no_session_is_offered_while_training_waits(safety: Safety, reviewed: Shell) -> None:
    assert "Around the set" not in titles(reviewed, safety, LoadLevel.BLOCKED)
