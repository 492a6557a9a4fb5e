"""Annotated videos, GIFs and kinograms: the right frames at the right times, painted, with the sound, or not at all."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from studio.assets import cache_dir, resources_dir
from studio.core.annotation import Annotation, DrawnPoint, DrawStyle, Shape
from studio.core.errors import Cancelled, CannotWrite, UsageError
from studio.core.film import FilmLayout
from studio.core.finding import Outcome
from studio.core.landmarks import LandmarkTrack
from studio.core.review import Decision, KeyMoment, Verdict
from studio.core.time import FrameClock
from studio.export import make_film_maker
from studio.services.film_export import Shown, make_gif, make_kinogram, make_still, make_video
from studio.services.film_plan import Emphasis, FilmWish, plan_film
from studio.video import ClipLibrary
from tests.export import clips

PLAIN = FilmWish(has_body=False, has_captions=False, has_annotations=False)


class _Studio:
    """Video and films only."""

    def __init__(self) -> None:
        self.video = ClipLibrary(cache_dir())

    def make_films(self):
        return make_film_maker(resources_dir() / "report" / "fonts")


@pytest.fixture
def studio():
    return _Studio()


@pytest.fixture(scope="module")
def shown(sets, tmp_path_factory):
    """Three seconds of a drawn set as a clip with uneven times and a tone that begins at 1.5 s."""
    case = sets.drawn_case(rep_count=1)
    count = 90
    even_s = case.analysis.observation.clock.times_s[:count]
    times_s = even_s + np.where(np.arange(count) % 3 == 1, 0.008, 0.0)
    times_s = np.round(times_s * 90_000) / 90_000
    pictures = [sets.draw_frame(case.analysis.observation, index).rgb for index in range(count)]
    path = tmp_path_factory.mktemp("clip") / "set.mp4"
    clips.write_clip(path, pictures, times_s, sound_from_s=1.5)
    clip = replace(ClipLibrary(path.parent / "cache").probe(path))
    observation = case.analysis.observation
    track = observation.landmarks
    cut = LandmarkTrack(*(getattr(track, n)[:count] for n in ("xy_px", "visibility", "source", "world_m")))
    seen = replace(observation, clock=FrameClock(times_s), landmarks=cut)
    analysis = replace(case.analysis, clip=clip, observation=seen, landmarks=cut)
    return Shown(analysis, case.review, case.exercise)


def _mean_difference(one, other):
    return float(np.abs(one.astype(int) - other.astype(int)).mean())


class TestVideo:
    def test_every_frame_stands_at_its_own_time(self, studio, shown, tmp_path):
        make_video(studio, shown, PLAIN, tmp_path / "film.mp4")
        times_s, pictures, _ = clips.read_film(tmp_path / "film.mp4")

        np.testing.assert_allclose(times_s, shown.analysis.observation.clock.times_s, atol=1e-9)
        assert pictures[0].shape == (540, 960, 3)

    def test_a_stretch_begins_at_zero_and_keeps_its_intervals(self, studio, shown, tmp_path):
        make_video(studio, shown, replace(PLAIN, first_s=1.0, last_s=2.0), tmp_path / "film.mp4")
        times_s, pictures, _ = clips.read_film(tmp_path / "film.mp4")
        clock = shown.analysis.observation.clock
        first, last = clock.nearest_index(1.0), clock.index_at(2.0)

        np.testing.assert_allclose(times_s, clock.times_s[first : last + 1] - clock.times_s[first], atol=1e-9)
        source = studio.video.open(shown.analysis.clip.path)
        assert _mean_difference(pictures[0], source.read(first).rgb) < 3.0
        assert _mean_difference(pictures[-1], source.read(last).rgb) < 3.0
        source.close()

    def test_the_sound_goes_along_in_step(self, studio, shown, tmp_path):
        for first_s in (0.0, 1.0):
            make_video(studio, shown, replace(PLAIN, first_s=first_s), tmp_path / "film.mp4")
            pieces = clips.read_film(tmp_path / "film.mp4")[2]
            begins_s = shown.analysis.observation.clock.time_of(shown.analysis.observation.clock.nearest_index(first_s))

            assert clips.tone_begins_s(pieces) == pytest.approx(1.5 - begins_s, abs=0.03)

    @pytest.mark.parametrize("wish", [replace(PLAIN, speed=0.5), replace(PLAIN, emphasis=Emphasis.FREEZE)])
    def test_at_another_speed_there_is_no_sound(self, studio, shown, tmp_path, wish):
        make_video(studio, shown, wish, tmp_path / "film.mp4")

        assert clips.read_film(tmp_path / "film.mp4")[2] == []

    def test_half_speed_takes_twice_as_long(self, studio, shown, tmp_path):
        make_video(studio, shown, replace(PLAIN, speed=0.5), tmp_path / "film.mp4")
        times_s = clips.read_film(tmp_path / "film.mp4")[0]
        own_s = shown.analysis.observation.clock.times_s

        np.testing.assert_allclose(times_s, 2.0 * (own_s - own_s[0]), atol=1e-4)

    def test_a_key_moment_stands_still_for_as_long_as_asked(self, studio, shown, tmp_path):
        marked = replace(shown, review=replace(shown.review, key_moments=(KeyMoment(1.0, "Look"),)))
        findings_gone = replace(marked.review, verdicts=_all_dismissed(shown))
        wish = replace(PLAIN, emphasis=Emphasis.FREEZE, freeze_s=0.5)
        make_video(studio, replace(marked, review=findings_gone), wish, tmp_path / "film.mp4")
        times_s, pictures, _ = clips.read_film(tmp_path / "film.mp4")
        index = shown.analysis.observation.clock.nearest_index(1.0)
        still = [
            place for place in range(index, len(pictures)) if _mean_difference(pictures[index], pictures[place]) < 0.5
        ]

        assert len(times_s) == shown.analysis.observation.clock.frame_count + 15
        assert len(still) >= 16

    def test_slow_motion_is_only_around_the_moment(self, shown):
        marked = replace(shown.review, key_moments=(KeyMoment(1.0, "Look"),), verdicts=_all_dismissed(shown))
        film = plan_film(shown.analysis, marked, shown.exercise, replace(PLAIN, emphasis=Emphasis.SLOW))
        own_s = np.diff(shown.analysis.observation.clock.times_s)
        slower = np.diff([step.time_s for step in film.steps]) / own_s
        near = np.abs(shown.analysis.observation.clock.times_s[:-1] - 1.0) <= 0.4

        np.testing.assert_allclose(slower[near], 4.0, rtol=1e-6)
        np.testing.assert_allclose(slower[~near], 1.0, rtol=1e-6)

    def test_the_original_stands_beside_the_painted_picture(self, studio, shown, tmp_path):
        wish = FilmWish(layout=FilmLayout.SIDE_BY_SIDE, has_captions=False, last_s=0.2)
        make_video(studio, shown, wish, tmp_path / "film.mp4")
        picture = clips.read_film(tmp_path / "film.mp4")[1][0]

        assert picture.shape == (540, 1920, 3)
        assert _mean_difference(picture[:, :960], picture[:, 960:]) > 1.0

    def test_a_cancelled_video_leaves_nothing_behind(self, studio, shown, tmp_path):
        class Stopped:
            def report(self, fraction, text):
                if fraction > 0.3:
                    raise Cancelled

            def checkpoint(self):
                pass

        (tmp_path / "film.mp4").write_bytes(b"the older one")
        with pytest.raises(Cancelled):
            make_video(studio, shown, PLAIN, tmp_path / "film.mp4", Stopped())

        assert [path.name for path in tmp_path.iterdir()] == ["film.mp4"]
        assert (tmp_path / "film.mp4").read_bytes() == b"the older one"

    def test_where_nothing_can_be_written_a_sentence_says_so(self, studio, shown, tmp_path):
        with pytest.raises(CannotWrite, match=r"film\.mp4"):
            make_video(studio, shown, PLAIN, tmp_path / "absent" / "film.mp4")

    def test_a_clip_without_sound_gives_a_film_without_sound(self, studio, shown, sets, tmp_path):
        pictures = [sets.draw_frame(shown.analysis.observation, index).rgb for index in range(30)]
        clips.write_clip(tmp_path / "mute.mp4", pictures, np.arange(30) / 30.0, has_sound=False)
        clip = studio.video.probe(tmp_path / "mute.mp4")
        mute = replace(shown, analysis=replace(shown.analysis, clip=clip))
        make_video(studio, mute, replace(PLAIN, last_s=0.5), tmp_path / "film.mp4")

        assert clips.read_film(tmp_path / "film.mp4")[2] == []


class TestWhatIsShown:
    def test_captions_name_the_rep_and_what_was_found(self, shown):
        film = plan_film(shown.analysis, shown.review, shown.exercise, FilmWish())
        rep = shown.analysis.reps[0]
        told = film.caption_at(shown.analysis.observation.clock.nearest_index(rep.top_s))
        found = [one for one in shown.analysis.findings if one.outcome is Outcome.FOUND and rep.index in one.reps]

        assert told.startswith(f"{rep.index}/{len(shown.analysis.reps)}")
        assert found
        assert any(shown.exercise.knowledge.faults[one.fault].title in told for one in found)

    def test_a_dismissed_finding_is_not_named(self, shown):
        quiet = replace(shown.review, verdicts=_all_dismissed(shown))
        film = plan_film(shown.analysis, quiet, shown.exercise, FilmWish())

        assert {one.text for one in film.captions} == {"1/1"}

    @pytest.mark.parametrize("positive", ["Q-CES", "Q-SYS fever", "Q-RAD"])
    def test_a_referral_is_not_captioned_with_technique(self, sets, positive):
        case = sets.drawn_case(rep_count=2, answers={"screening_positive": [positive]})
        film = plan_film(case.analysis, case.review, case.exercise, FilmWish())

        assert {one.text for one in film.captions} == {"1/2", "2/2"}

    def test_what_the_coach_drew_is_painted_where_it_was_drawn(self, studio, shown):
        points = (DrawnPoint(100.0, 50.0), DrawnPoint(300.0, 50.0))
        line = Annotation("a", Shape.LINE, points, 5, 6, style=DrawStyle("vermilion", 8.0))
        drawn = replace(shown, review=replace(shown.review, annotations=(line,)))
        wish = replace(PLAIN, has_annotations=True)

        before, on = (make_still(studio, drawn, index, wish) for index in (2, 5))
        assert tuple(on[50, 200]) == pytest.approx((213, 94, 0), abs=3)
        assert _mean_difference(before, make_still(studio, drawn, 2, PLAIN)) == 0.0

    def test_a_hidden_face_is_gone_and_the_rest_stays(self, studio, shown):
        clear, hidden = (make_still(studio, shown, 5, replace(PLAIN, hides_face=hides)) for hides in (False, True))
        changed = np.argwhere((clear != hidden).any(axis=2))
        nose = shown.analysis.landmarks.xy_px[5, 0]

        assert len(changed)
        assert np.abs(changed[:, ::-1] - nose).max() < 150
        assert changed[:, 1].max() < shown.analysis.landmarks.xy_px[5, 13, 0], "the legs are untouched"

    def test_words_in_any_script_do_not_stop_the_film(self, studio, shown):
        text = Annotation("a", Shape.TEXT, (DrawnPoint(200.0, 100.0),), 0, 9, text="膝 колено 😀 \u0000")
        drawn = replace(shown, review=replace(shown.review, annotations=(text,)))

        assert make_still(studio, drawn, 2, FilmWish()).shape == (540, 960, 3)


class TestPictures:
    def test_a_gif_plays_the_rep_at_its_own_pace(self, studio, shown, tmp_path):
        make_gif(studio, shown, 1, FilmWish(), tmp_path / "rep.gif")
        rep = shown.analysis.reps[0]

        with Image.open(tmp_path / "rep.gif") as gif:
            lengths_ms = []
            for place in range(gif.n_frames):
                gif.seek(place)
                lengths_ms.append(gif.info["duration"])
            assert gif.info["loop"] == 0
            assert gif.width == 640
        assert sum(lengths_ms) / 1000.0 == pytest.approx(min(rep.end_s, 3.0) - rep.start_s, abs=0.25)

    def test_a_kinogram_shows_the_phases_side_by_side_around_the_athlete(self, studio, shown, tmp_path):
        make_kinogram(studio, shown, 1, replace(PLAIN, has_body=True), tmp_path / "rep.png")

        with Image.open(tmp_path / "rep.png") as strip:
            assert strip.height == 540
            assert strip.width > 4 * 400
            assert strip.info == {} or set(strip.info) <= {"dpi", "gamma"}

    @pytest.mark.parametrize("make", [make_gif, make_kinogram])
    @pytest.mark.parametrize("limit", [0.0, 0.2, 0.5, 0.8])
    def test_a_picture_is_cancelled_at_any_time_and_leaves_nothing(self, studio, shown, tmp_path, make, limit):
        class Stopped:
            def report(self, fraction, text):
                told.append((fraction, text))
                if fraction > limit:
                    raise Cancelled

        told: list[tuple[float, str]] = []
        with pytest.raises(Cancelled):
            make(studio, shown, 1, FilmWish(), tmp_path / "rep.out", context=Stopped())

        assert list(tmp_path.iterdir()) == []
        assert [share for share, _ in told] == sorted(share for share, _ in told)
        assert told[-1][0] < limit + 0.25

    def test_a_rep_that_is_not_there_is_a_sentence(self, studio, shown, tmp_path):
        with pytest.raises(UsageError, match="no rep 7"):
            make_gif(studio, shown, 7, FilmWish(), tmp_path / "rep.gif")
        assert list(tmp_path.iterdir()) == []

    def test_large_pictures_are_made_smaller(self, studio, shown):
        assert make_still(studio, shown, 3, replace(PLAIN, most_height_px=270)).shape == (270, 480, 3)


def _all_dismissed(shown):
    return tuple(Verdict(one.fault, Decision.DISMISSED, reason="-") for one in shown.analysis.findings)
