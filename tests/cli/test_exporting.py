"""`lockout export` and `lockout import` from end to end on the shipped sample."""

import av
import ezc3d
import pytest
from PIL import Image

from studio.assets import resource
from studio.services.review_files import read_review, review_file_of

SAMPLE = "sample/hip-thrust-rendered.mp4"


def test_without_a_file_nothing_is_done(lockout):
    done = lockout("export", resource(SAMPLE))

    assert done.code == 2
    assert "Nothing was asked for" in done.err


def test_an_emphasis_that_is_none_is_a_sentence(lockout, tmp_path):
    done = lockout("export", resource(SAMPLE), "--video", tmp_path / "a.mp4", "--at-moments", "sparkle")

    assert done.code == 2
    assert "freeze" in done.err


@pytest.mark.model
@pytest.mark.slow
def test_every_file_is_there_and_fits_the_clip(lockout, tmp_path):
    names = {"trc": "a.trc", "mot": "a.mot", "c3d": "a.c3d", "video": "a.mp4", "kinogram": "a.png", "still": "b.png"}
    files = {kind: tmp_path / name for kind, name in names.items()}
    options = [part for kind, path in files.items() for part in (f"--{kind}", path)]

    done = lockout("export", resource(SAMPLE), *options, "--at", "2.6", "--hide-face")

    assert done.code == 0, done.err
    assert done.out.split() == [str(path) for path in files.values()]
    with av.open(str(resource(SAMPLE))) as source, av.open(str(files["video"])) as film:
        own = [frame.time for frame in source.decode(video=0)]
        shown = [frame.time for frame in film.decode(video=0)]
    assert shown == pytest.approx([time_s - own[0] for time_s in own], abs=1e-5)
    assert ezc3d.c3d(str(files["c3d"]))["data"]["points"].shape[2] == len(own)
    assert files["trc"].read_text().count("\n") == len(own) + 6
    with Image.open(files["still"]) as still:
        assert still.size == (854, 480)

    compared = lockout("import", resource(SAMPLE), files["trc"])
    assert f"{len(own)} frames in common" in compared.out
    assert "hip angle" in compared.out


def test_kinoveas_drawings_lie_beside_the_clip_afterwards(lockout, tmp_path):
    clip = tmp_path / "set.mp4"
    clip.write_bytes(resource(SAMPLE).read_bytes())
    (tmp_path / "set.kva").write_text(
        "<KinoveaVideoAnalysis><ImageSize>854;480</ImageSize><AverageTimeStampsPerFrame>1</AverageTimeStampsPerFrame>"
        "<FirstTimeStamp>0</FirstTimeStamp><Keyframes><Keyframe><Position>30</Position><Title>Look</Title><Drawings>"
        "<Line><Start>1;1</Start><End>9;9</End></Line><Chrono/></Drawings></Keyframe></Keyframes></KinoveaVideoAnalysis>"
    )
    done = lockout("import", clip, tmp_path / "set.kva")
    review = read_review(review_file_of(clip))

    assert done.code == 0
    assert "1 × Chrono" in done.err
    assert [one.title for one in review.key_moments] == ["Look"]
    assert len(review.annotations) == 1
