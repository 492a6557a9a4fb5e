"""A film knows what is said when; a hidden face cannot be sharpened back, and nothing else changes."""

import numpy as np
import pytest

from studio.core.body import JOINT_COUNT, Joint
from studio.core.face_blur import face_circle, hide_face
from studio.core.film import Caption, Film, Step

PICTURE = np.random.default_rng(7).integers(0, 255, (200, 300, 3), dtype=np.uint8)


def _joints(**places):
    joints = np.full((JOINT_COUNT, 2), np.nan)
    for name, place in places.items():
        joints[Joint[name.upper()]] = place
    return joints


def test_the_first_caption_that_covers_a_frame_is_shown():
    film = Film((Step(0, 0.0),), (Caption(2, 4, "first"), Caption(3, 9, "second")))

    assert [film.caption_at(index) for index in (1, 2, 4, 5, 10)] == ["", "first", "first", "second", ""]


def test_without_a_head_there_is_nothing_to_hide():
    joints = _joints(left_hip=(10, 10))

    assert face_circle(joints) is None
    assert hide_face(PICTURE, joints) is PICTURE


def test_a_hidden_face_is_six_by_six_colours_and_the_rest_stays():
    joints = _joints(nose=(100, 80), right_ear=(120, 82))
    x, y, radius = face_circle(joints)
    hidden = hide_face(PICTURE, joints)
    box = hidden[int(y - radius) : int(y + radius + 1), int(x - radius) : int(x + radius + 1)]
    outside = np.ones(PICTURE.shape[:2], bool)
    outside[int(y - radius) : int(y + radius + 1), int(x - radius) : int(x + radius + 1)] = False

    assert len(np.unique(box.reshape(-1, 3), axis=0)) <= 36
    assert (hidden[outside] == PICTURE[outside]).all()


def test_one_known_point_takes_its_size_from_the_trunk():
    joints = _joints(nose=(100, 80), left_shoulder=(120, 100), left_hip=(220, 100))

    assert face_circle(joints)[2] == pytest.approx(0.34 * 100 * 1.3)


@pytest.mark.parametrize("place", [(-500.0, 80.0), (299.9, 900.0)])
def test_a_head_outside_the_picture_changes_nothing(place):
    assert hide_face(PICTURE, _joints(nose=place)) is PICTURE


def test_a_head_at_the_edge_is_hidden_as_far_as_it_is_seen():
    hidden = hide_face(PICTURE, _joints(nose=(2, 2), right_ear=(12, 2)))

    assert (hidden != PICTURE).any()
    assert hidden.shape == PICTURE.shape
