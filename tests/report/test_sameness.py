"""The same input gives the same bytes."""

import subprocess
import sys
from hashlib import sha256
from pathlib import Path

_RENDER = """
import sys
from hashlib import sha256
sys.path.insert(0, sys.argv[1])
import builders
print(sha256(builders.drawn_case(rep_count=3).render()).hexdigest())
"""


def test_the_same_review_gives_the_same_bytes_in_another_process(sets):
    here = sha256(sets.drawn_case(rep_count=3).render()).hexdigest()
    folder = str(Path(sets.__file__).parent)

    ran = subprocess.run(
        [sys.executable, "-c", _RENDER, folder], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "7"}
    )

    assert ran.stdout.strip() == here


def test_another_athlete_gives_another_report(sets):
    case = sets.drawn_case(rep_count=2)

    assert case.render() != case.with_review(athlete="Somebody Else").render()
