"""Safety tiers: the first match from the top, and answers that nobody foresaw."""

import pytest

from studio.coaching.answers import Answers
from studio.coaching.screening import screen


def tier_of(**answers):
    return screen(Answers({"screening_complete": True, **answers}))


@pytest.mark.parametrize(
    ("positive", "tier", "flags"),
    [
        (["Q-CES: numb when wiping"], "E", {"cauda-equina-signs"}),
        (["Q-CES"], "E", {"cauda-equina-signs"}),
        (["Q-CES-LEGS: 3 days"], "E", {"cauda-equina-signs"}),
        (["Q-NEURO: both legs weak"], "E", {"leg-weakness", "cauda-equina-signs"}),
        (["Q-NEURO: bladder does not empty"], "E", {"cauda-equina-signs"}),
        (["Q-RAD: both legs"], "E", {"radiating-leg-pain", "cauda-equina-signs"}),
        (["Q-NEURO: foot drop on the left"], "U", {"leg-weakness"}),
        (["Q-NEURO-WEAK: 2 weeks"], "U", {"leg-weakness"}),
        (["Q-SYS: fever"], "U", {"serious-pathology-signs"}),
        (["Q-REST: at night, feeling unwell"], "U", {"pain-at-rest", "serious-pathology-signs"}),
        (["Q-NEURO: tingling left foot"], "R", {"numbness-tingling"}),
        (["Q-NEURO-TINGLE"], "R", {"numbness-tingling"}),
        (["Q-NEURO: weak and numb, left"], "U", {"leg-weakness", "numbness-tingling"}),
        (["Q-RAD: left leg, 10 days"], "R", {"radiating-leg-pain"}),
        (["Q-REST: in the evening"], "R", {"pain-at-rest"}),
        (["Q-QUALITY: shooting"], "R", {"sharp-pain"}),
        (["Q-QUALITY: dull"], "none", set()),
        (["Q-TREND: worse"], "R", {"worsening-pain"}),
        (["Q-TREND-PERSIST"], "R", {"persistent-pain"}),
        (["Q-SUSPECT"], "R", {"suspected-underlying-condition"}),
        (["Q-OTHER: something"], "R", {"suspected-underlying-condition"}),
        (["Q-WEAK: both legs weak"], "E", {"leg-weakness", "cauda-equina-signs"}),
        (["Q-OTHER: foot drop on the right"], "U", {"leg-weakness"}),
        (["my leg gives way"], "U", {"leg-weakness"}),
        (["no idea what this is"], "R", {"suspected-underlying-condition"}),
        (["cauda-equina-signs"], "E", {"cauda-equina-signs"}),
        (["leg-weakness"], "U", {"leg-weakness"}),
        (["serious-pathology-signs"], "U", {"serious-pathology-signs"}),
        (["unexplained weight loss"], "U", {"serious-pathology-signs"}),
        (["pain radiating down the leg"], "R", {"radiating-leg-pain"}),
        (["pain at rest"], "R", {"pain-at-rest"}),
        (["sharp pain"], "R", {"sharp-pain"}),
        (["worsening pain"], "R", {"worsening-pain"}),
        (["persistent-pain"], "R", {"persistent-pain"}),
        ([{"id": "Q-RAD", "detail": "left"}], "R", {"radiating-leg-pain"}),
        ([{"question": "Q-CES"}], "E", {"cauda-equina-signs"}),
        (["Q-RAD: left", "Q-CES: bladder"], "E", {"radiating-leg-pain", "cauda-equina-signs"}),
        ([], "none", set()),
        ([None, "", {}], "none", set()),
    ],
)
def test_positive_answers_lead_to_the_first_tier_that_matches(positive, tier, flags):
    screening = tier_of(screening_positive=positive)

    assert screening.tier.value == tier
    assert set(screening.flags) == flags


@pytest.mark.parametrize(
    ("answers", "tier"),
    [
        ({"Q-CES": True}, "E"),
        ({"Q-RAD": "left leg"}, "R"),
        ({"Q-RAD": "no"}, "none"),
        ({"Q-RAD": False, "Q-SYS": None}, "none"),
    ],
)
def test_questions_may_be_answered_one_by_one(answers, tier):
    assert tier_of(**answers).tier.value == tier


@pytest.mark.parametrize(
    ("answers", "flag"),
    [
        ({"pain_quality": ["sharp"]}, "sharp-pain"),
        ({"pain_quality": "shooting, burning"}, "sharp-pain"),
        ({"pain_trend": "worse"}, "worsening-pain"),
        ({"worse_mornings": 2}, "worsening-pain"),
        ({"worse_mornings": 1, "pain_now": 1, "pain_next_morning": 2}, "worsening-pain"),
        (
            {"pain_next_morning": 3, "history": [{"date": "2026-01-05", "pain_now": 0, "pain_next_morning": 2}]},
            "worsening-pain",
        ),
        (
            {
                "date": "2026-01-16",
                "pain_max": 1,
                "history": [{"date": f"2026-01-{day:02d}", "pain_max": 2, "load_kg": 60} for day in (8, 1)],
            },
            "persistent-pain",
        ),
        (
            {
                "history": [
                    {"date": "2026-01-08", "pain_max": 2},
                    {"date": "2026-01-01", "pain_max": 2},
                    {"date": "2026-01-16", "this_set": True},
                ],
                "pain_max": 2,
            },
            "persistent-pain",
        ),
        ({"age": 17, "pain_last_rep": 2, "pain_when": ["lockout"]}, "suspected-underlying-condition"),
        ({"pain_sessions": 3, "pain_weeks": 2}, "persistent-pain"),
        ({"pain_sessions": 3, "pain_since": "2026-01-01", "date": "2026-01-20"}, "persistent-pain"),
        ({"persistent_pain": True}, "persistent-pain"),
        ({"age": 17, "pain_max": 2, "pain_when": ["lockout"]}, "suspected-underlying-condition"),
        (
            {"age": 17, "pain_max": 2, "pain_when": ["lockout"], "pain_site": "central low back"},
            "suspected-underlying-condition",
        ),
        (
            {"history": [{"date": f"2026-01-{day:02d}", "pain_max": 2, "load_kg": 60} for day in (1, 8, 16)]},
            "persistent-pain",
        ),
        (
            {"history": [{"date": f"2026-01-0{day}", "pain_max": day, "load_kg": 60} for day in (1, 2, 3)]},
            "worsening-pain",
        ),
    ],
)
def test_pain_that_form_does_not_explain_is_referred(answers, flag):
    screening = tier_of(**answers)

    assert (screening.tier.value, screening.flags) == ("R", (flag,))


@pytest.mark.parametrize(
    "answers",
    [
        {"pain_max": 4, "pain_quality": ["dull"]},
        {"pain_sessions": 3, "pain_weeks": 1},
        {"pain_sessions": 3},
        {"pain_sessions": 3, "pain_weeks": 4, "corrections_tried": False},
        {"worse_mornings": 1},
        {"age": 25, "pain_max": 2, "pain_when": ["lockout"]},
        {"history": [{"date": f"2026-01-{day:02d}", "pain_max": 2} for day in (1, 1, 16)]},
        {"history": [{"date": "2026-01-05", "pain_max": pain, "load_kg": 60} for pain in (1, 2, 3)]},
        {"date": "2026-01-09", "history": [{"date": f"2026-01-{day:02d}", "pain_max": 2} for day in (1, 8, 16)]},
        {"pain_next_morning": 3, "history": [{"date": "2026-01-05", "pain_now": 1, "pain_next_morning": 1}]},
        {
            "pain_next_morning": 3,
            "history": [
                {"date": "2026-01-01", "pain_now": 0, "pain_next_morning": 2},
                {"date": "2026-01-05", "pain_now": 2, "pain_next_morning": 0},
            ],
        },
        {"age": 17, "pain_max": 0, "pain_when": ["lockout"]},
        {"age": 17, "pain_max": 2, "pain_when": ["bottom"]},
        {"age": 17, "pain_max": 2, "pain_when": ["lockout"], "pain_site": ["knee"]},
        {"history": "none"},
        {"history": ["odd", {"date": "someday", "pain_max": 3}]},
        {"history": [{"date": f"2026-01-0{day}", "pain_max": day, "load_kg": 60 + day} for day in (1, 2, 3)]},
    ],
)
def test_ordinary_pain_is_the_pain_lights_business(answers):
    assert tier_of(**answers).tier.value == "none"


class TestConditions:
    @pytest.mark.parametrize(
        ("told", "conditions"),
        [
            (["spondylolisthesis"], ("spondylolisthesis",)),
            (["spondylolysis"], ("spondylolysis",)),
            ("disc herniation, 2019", ("disc-herniation",)),
            (["L4/5 disc bulge"], ("disc-bulge",)),
            (["facet joint arthritis"], ("facet-arthropathy",)),
            (["SI joint dysfunction"], ("si-joint-dysfunction",)),
            (["chronic low back pain"], ("chronic-low-back-pain",)),
            (["previous back surgery"], ("back-surgery",)),
            (["surgery"], ("surgery",)),
            (["caesarean operation"], ("abdominal-surgery",)),
            (["spondylolisthesis and pregnant"], ("spondylolisthesis", "pregnancy")),
            (["disc hernia"], ("disc-herniation",)),
            (["high blood pressure, not controlled"], ("blood-pressure",)),
            (["knee pain, pregnant"], ("pregnancy",)),
            (["pregnancy"], ("pregnancy",)),
            (["post-partum"], ("postpartum",)),
            (["high-blood-pressure"], ("blood-pressure",)),
            (["inguinal hernia"], ("hernia",)),
            (["lumbar stenosis"], ("back-condition",)),
            ({"spondylolysis": True, "pregnancy": False}, ("spondylolysis",)),
        ],
    )
    def test_reported_conditions_ask_for_clearance(self, told, conditions):
        screening = tier_of(hx=told)

        assert screening.tier.value == "C-uncleared"
        assert screening.conditions == conditions

    @pytest.mark.parametrize(
        "told", [["none"], ["asthma"], [], "", ["controlled blood pressure"], ["blood pressure, controlled"], ["no"]]
    )
    def test_others_do_not(self, told):
        assert tier_of(hx=told).tier.value == "none"

    def test_they_may_come_with_the_screening(self):
        assert tier_of(screening_positive=["Q-HX: facet arthritis"]).conditions == ("facet-arthropathy",)

    @pytest.mark.parametrize(
        ("clearance", "tier"),
        [
            (True, "C-cleared"),
            ("yes", "C-cleared"),
            ("2026-01-10", "C-cleared"),
            ({"given": True, "date": "2026-01-10"}, "C-cleared"),
            (1, "C-cleared"),
            (False, "C-uncleared"),
            ("pending", "C-uncleared"),
            ("perhaps", "C-uncleared"),
            ({"given": False}, "C-uncleared"),
            ([], "C-uncleared"),
            (None, "C-uncleared"),
        ],
    )
    def test_only_a_clear_yes_is_a_clearance(self, clearance, tier):
        assert tier_of(hx=["spondylolisthesis"], clearance=clearance).tier.value == tier

    def test_a_red_flag_outranks_a_cleared_condition(self):
        screening = tier_of(hx=["disc-herniation"], clearance=True, screening_positive=["Q-RAD: left"])

        assert screening.tier.value == "R"


@pytest.mark.parametrize(
    ("answers", "is_complete"),
    [
        ({"screening_complete": True}, True),
        ({"screening_complete": "yes"}, True),
        ({"screening_complete": False}, False),
        ({"screening_complete": "partly"}, False),
        ({}, False),
        ({"screening_complete": True, "screening_age_days": 29}, False),
        ({"screening_complete": True, "screening_age_days": 28}, True),
        ({"screening_complete": True, "something_changed": True}, False),
        ({"screening_complete": True, "pain_since_screening": True}, False),
    ],
)
def test_screening_counts_when_it_is_whole_and_fresh(answers, is_complete):
    assert screen(Answers(answers)).is_complete is is_complete


@pytest.mark.parametrize(
    ("positive", "tier"),
    [
        ("Q-NEURO: tingling left foot during sets", "R"),
        ("Q-NEURO: numb left foot, known spinal canal stenosis", "R"),
        ("Q-NEURO: bothersome tingling, left foot", "R"),
        ("Q-NEURO: tingling left foot, no bladder or bowel changes", "R"),
        ("Q-NEURO: no trouble walking, but the bladder leaks", "E"),
        ("Q-NEURO: numb around the anus", "E"),
        ("Q-RAD: left leg, and the bladder leaks", "E"),
        ("Q-RAD: left leg, the foot drags", "U"),
        ("Q-REST: at night, with fever", "U"),
        ("Q-TREND: worse, shooting", "R"),
        ("Q-HX: bladder operation 2010", "C-uncleared"),
        ("Q-SYS: after a fall, no bladder changes", "U"),
        ("incontinence since yesterday", "E"),
        ("cannot pee", "E"),
        ("new erectile trouble", "E"),
        ("numbness in the groin", "E"),
        ("pain in the groin", "R"),
        ("pain down both legs", "E"),
        ("nerve pain in both legs", "E"),
        ("left leg gives out", "U"),
        ("car accident last week", "U"),
        ("tumour in the past", "U"),
        ("Q-QUALITY: stabbing", "R"),
        ("Q-NEURO: tingling in both feet", "E"),
        ("Q-RAD: left leg, during and after sets", "R"),
        ("night pain and feeling unwell", "U"),
        ("night pain", "R"),
    ],
)
def test_words_are_read_as_words(positive, tier):
    assert screen(Answers({"screening_complete": True, "screening_positive": [positive]})).tier.value == tier


@pytest.mark.parametrize(
    ("history", "tier"),
    [
        ("knee surgery 2015", "none"),
        ("wrist operation", "none"),
        ("back surgery 2015", "C-uncleared"),
        ("surgery", "C-uncleared"),
        ("lumbar fusion and a knee operation", "C-uncleared"),
    ],
)
def test_an_operation_elsewhere_is_no_condition_of_the_back(history, tier):
    assert screen(Answers({"screening_complete": True, "hx": [history]})).tier.value == tier
