"""Case files as other programs write them: byte order marks, spellings of the exercise, keys that stand twice."""

import codecs
import json

import pytest

CASE = {"measures": {"ECC": [0.4, 0.4, 0.4]}, "intake": {"screening_complete": True}}


@pytest.fixture
def judge(lockout, home):
    def run(content: bytes | dict[str, object]):
        file = home / "case.json"
        file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return lockout("judge", file)

    return run


@pytest.mark.parametrize(
    "content",
    [codecs.BOM_UTF8 + json.dumps(CASE).encode(), json.dumps(CASE).encode("utf-16"), json.dumps(CASE).encode()],
)
def test_a_byte_order_mark_is_no_obstacle(judge, content):
    done = judge(content)

    assert done.code == 0
    assert {item["fault"] for item in json.loads(done.out)["findings"] if item["outcome"] == "found"} == {"F-ECC"}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'{"measures": {"ECC": 2.0, "ECC": 0.4}}', "has the key “ECC” twice"),
        (b"\xff\xfe\xff", "is not JSON"),
        (b"", "is not JSON"),
        (b'{"measures": {}},', "is not JSON"),
    ],
)
def test_what_cannot_be_read_is_exit_code_three(judge, content, told):
    done = judge(content)

    assert done.code == 3
    assert told in done.err
    assert "Give a JSON file" in done.err


@pytest.mark.parametrize("named", ["hip_thrust_machine", "Hip-Thrust-Machine", " hip thrust machine "])
def test_an_exercise_may_be_spelled_as_its_folder_or_as_words(judge, named):
    assert json.loads(judge({**CASE, "exercise": named}).out)["exercise"]["id"] == "hip-thrust-machine"


@pytest.mark.parametrize(
    ("named", "told"), [(3, "“exercise” should be a name"), ("squat", "There is no exercise “squat”")]
)
def test_another_exercise_is_not_taken_for_the_default(judge, named, told):
    done = judge({**CASE, "exercise": named})

    assert done.code == 2
    assert told in done.err


def test_what_no_rule_understands_is_told(judge):
    done = judge({**CASE, "intake": {"set_type": "banana", "hx": ["asthma"], "mood": 3}})

    assert json.loads(done.out)["unread"] == ["mood", "set_type: banana", "hx: asthma"]
    assert "set_type: banana" in done.err


@pytest.mark.parametrize(
    ("tool", "exercise"),
    [("Machine", "hip-thrust-machine"), ("smith", "hip-thrust-barbell"), (3, "hip-thrust-barbell")],
)
def test_without_a_name_the_tool_tells_the_exercise(judge, tool, exercise):
    assert json.loads(judge({**CASE, "intake": {"tool": tool}}).out)["exercise"]["id"] == exercise
