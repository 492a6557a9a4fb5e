"""The pose engine: follows one athlete from frame to frame, in our joints and pixels."""

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from studio.core.arrays import ByteArray, FloatArray
from studio.core.body import JOINT_COUNT, Joint
from studio.core.errors import MissingComponent
from studio.core.frame import Frame
from studio.core.landmarks import PoseEstimate
from studio.pose.finder import PersonFinder
from studio.pose.follower_bundle import CENTER_ROW, RIM_ROW, build_follower
from studio.pose.model_store import ModelFile
from studio.pose.native import Landmarker, NativePose
from studio.pose.region import Region

WARM_UP_FRAMES = 3
"""After as many frames the region no longer shows where it started from (measured on rendered and real clips)."""

_MASK_SCALE = 0.5
"""Pixels of the mask per pixel of the frame: the network's own mask is coarser than that."""
_MASK_LEVEL = 255.0

_SURE = 0.5
"""What counts as a person when following. Source: MediaPipe's default."""
_PATIENT = 0.1
"""What counts as a person while plates hide the body and the region is known."""
_PATIENT_SHARE = 0.03
"""How far the region follows an unsure pose in one frame: plates pull it away from the body."""
_FORGET_AFTER_S = 1.5
"""How long a region is kept when nobody is seen in it."""
_SEARCH_EVERY = 6
"""While nobody is followed, every so many frames the whole picture is searched."""
_REFRESH_EVERY = 12
"""A region of which the network is unsure is searched for anew after so many frames.

Source, for the numbers above: measured on two rendered clips with plates of 450 mm. Poses within a third of a thigh's
length of the truth rose from 6 to 31 % and from 33 to 68 % of the frames, against plain following.
"""

# MediaPipe's numbering of our joints. Source: its pose landmark model.
_MEDIAPIPE_INDEX: dict[Joint, int] = {
    Joint.NOSE: 0,
    Joint.LEFT_EYE: 2,
    Joint.RIGHT_EYE: 5,
    Joint.LEFT_EAR: 7,
    Joint.RIGHT_EAR: 8,
    Joint.LEFT_SHOULDER: 11,
    Joint.RIGHT_SHOULDER: 12,
    Joint.LEFT_ELBOW: 13,
    Joint.RIGHT_ELBOW: 14,
    Joint.LEFT_WRIST: 15,
    Joint.RIGHT_WRIST: 16,
    Joint.LEFT_HIP: 23,
    Joint.RIGHT_HIP: 24,
    Joint.LEFT_KNEE: 25,
    Joint.RIGHT_KNEE: 26,
    Joint.LEFT_ANKLE: 27,
    Joint.RIGHT_ANKLE: 28,
    Joint.LEFT_HEEL: 29,
    Joint.RIGHT_HEEL: 30,
    Joint.LEFT_TOE: 31,
    Joint.RIGHT_TOE: 32,
}


class MediaPipeEngine:
    """Follows one person through the frames of a chunk. Created, used and closed by one thread.

    Each frame's region comes from the points that the network gave for the frame before; nothing is filtered, so
    nothing lags. Where the trail is lost the picture is searched, turned as well; where that fails too, as behind
    plates, the region stays where it was and a less certain pose is taken.

    Attributes:
        name: library and version.
        model_sha256: fingerprint of the model.
        warm_up_frames: frames that a chunk repeats from the one before.
    """

    warm_up_frames = WARM_UP_FRAMES

    def __init__(self, model: ModelFile, *, with_masks: bool = True) -> None:
        self.name = engine_name()
        self.model_sha256 = model.sha256
        self._model = model
        self._with_masks = with_masks
        self._is_open = False
        self._networks: _Networks | None = None
        self._trail = _Trail()
        self._order = np.array([_MEDIAPIPE_INDEX[Joint(index)] for index in range(JOINT_COUNT)])

    def __enter__(self) -> Self:
        self._is_open = True
        self._trail = _Trail()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_open = False
        if self._networks is not None:
            self._networks.close()
            self._networks = None

    def begin_chunk(self) -> None:
        """Forget every earlier frame: what follows must not depend on it."""
        self._trail = _Trail()

    def estimate(self, frame: Frame) -> PoseEstimate:
        """Find the person in the next frame.

        Raises:
            MissingComponent: the model cannot be used.
        """
        assert self._is_open, "the engine is not open"
        if self._networks is None:
            self._networks = _Networks(self._model, with_masks=self._with_masks)
        sight = self._follow(frame) or self._find(frame) or self._wait(frame)
        if sight is None:
            self._trail.nobody_at(frame.time_s)
            return PoseEstimate.nobody()
        return self._in_our_words(sight, frame)

    def _follow(self, frame: Frame) -> "_Sight | None":
        trail = self._trail
        if trail.region is None or trail.is_refresh_due():
            return None
        sight = self._look(frame, trail.region, is_patient=trail.is_careful)
        if sight is not None:
            trail.seen(sight.next_region, frame.time_s)
        return sight

    def _find(self, frame: Frame) -> "_Sight | None":
        """Search the whole picture; where the athlete stands out, following starts at once."""
        assert self._networks is not None
        if not self._trail.is_search_due():
            return None
        region = self._networks.finder.find(frame.rgb, near=self._trail.region)
        sight = self._look(frame, region) if region is not None else None
        if sight is None:
            return self._guess(frame)
        self._trail.found(sight.next_region, frame.time_s)
        return sight

    def _guess(self, frame: Frame) -> "_Sight | None":
        """Search harder, and take the sight that agrees best with the others."""
        assert self._networks is not None
        guesses = self._networks.finder.guess(frame.rgb, near=self._trail.region)
        sights = [sight for sight in (self._look(frame, region) for region in guesses) if sight is not None]
        if not sights:
            return None
        sight = min(sights, key=lambda one: sum(min(one.region.distance(other.region), 1.0) for other in sights))
        self._trail.found(sight.region, frame.time_s, is_careful=True)
        return sight

    def _wait(self, frame: Frame) -> "_Sight | None":
        """Look again where the person was, asking for less."""
        region = self._trail.region
        sight = self._look(frame, region, is_patient=True) if region is not None else None
        if sight is not None:
            self._trail.guessed(sight.next_region)
        return sight

    def _look(self, frame: Frame, region: Region, *, is_patient: bool = False) -> "_Sight | None":
        assert self._networks is not None
        landmarker = self._networks.patient_follower if is_patient else self._networks.follower
        people = landmarker.detect(region.cut(frame.rgb))
        if not people:
            return None
        placed = region.place(people[0].xy_norm.astype(np.float64))
        next_region = Region.around(placed[CENTER_ROW], placed[RIM_ROW])
        return None if next_region is None else _Sight(people[0], placed, region, next_region)

    def _in_our_words(self, sight: "_Sight", frame: Frame) -> PoseEstimate:
        height_px, width_px = frame.rgb.shape[:2]
        mask = None
        if sight.person.mask is not None:
            size_px = (round(width_px * _MASK_SCALE), round(height_px * _MASK_SCALE))
            mask = sight.region.spread(_as_bytes(sight.person.mask), size_px=size_px, scale=_MASK_SCALE)
        return PoseEstimate(
            xy_px=sight.xy_px[self._order],
            visibility=sight.person.visibility[self._order],
            world_m=sight.person.world_m[self._order],
            mask=mask,
        )


def engine_name() -> str:
    """Name and version of the library behind the engine."""
    try:
        return f"mediapipe {version('mediapipe')}"
    except PackageNotFoundError:
        return "mediapipe (absent)"


@dataclass(frozen=True, slots=True, eq=False)
class _Sight:
    """What one look at a region gave.

    Attributes:
        person: in parts of the square.
        xy_px: shape (33, 2), pixels of the frame.
        region: what was looked at.
        next_region: what to look at in the next frame.
    """

    person: NativePose
    xy_px: FloatArray
    region: Region
    next_region: Region


class _Trail:
    """Where the person was last, within a chunk."""

    def __init__(self) -> None:
        self.region: Region | None = None
        self.is_careful = False
        self._seen_at_s = -np.inf
        self._frames_without = 0
        self._frames_since_found = 0

    def found(self, region: Region, time_s: float, *, is_careful: bool = False) -> None:
        """The person was found anew.

        Args:
            region: where to look next.
            time_s: when.
            is_careful: whether much of the body is hidden, so that what the network says of the next region is not to
                be followed at once.
        """
        self.region = region
        self.is_careful = is_careful
        self._frames_since_found = 0
        self._note(time_s)

    def seen(self, region: Region, time_s: float) -> None:
        """The person was recognised where it was looked for."""
        if self.is_careful:
            self.guessed(region)
        else:
            self.region = region
        self._note(time_s)

    def guessed(self, region: Region) -> None:
        """The person is probably still there."""
        self.region = region if self.region is None else self.region.towards(region, _PATIENT_SHARE)

    def nobody_at(self, time_s: float) -> None:
        """Nobody was seen; after a while the region means nothing any more."""
        if time_s - self._seen_at_s > _FORGET_AFTER_S:
            self.region = None

    def is_refresh_due(self) -> bool:
        """Whether a careful region is old enough to be searched for again."""
        self._frames_since_found += 1
        return self.is_careful and self._frames_since_found % _REFRESH_EVERY == 0

    def is_search_due(self) -> bool:
        """Whether to search the whole picture now: in the first frame without the person and from time to time."""
        is_due = self._frames_without % _SEARCH_EVERY == 0
        self._frames_without += 1
        return is_due

    def _note(self, time_s: float) -> None:
        self._seen_at_s = time_s
        self._frames_without = 0


class _Networks:
    """The landmarkers of one engine, each made when it is first needed."""

    def __init__(self, model: ModelFile, *, with_masks: bool) -> None:
        self._model = model
        self._with_masks = with_masks
        try:
            self._bundle = build_follower(model.path.read_bytes())
        except (OSError, ValueError) as error:
            raise MissingComponent(
                f"The pose model {model.path.name} cannot be used ({error}).",
                remedy="Fetch the one that the studio knows: lockout models fetch",
            ) from error
        self._finder: PersonFinder | None = None
        self._followers: dict[float, Landmarker] = {}

    @property
    def finder(self) -> PersonFinder:
        """Searches whole pictures."""
        if self._finder is None:
            self._finder = PersonFinder(self._model.path)
        return self._finder

    @property
    def follower(self) -> Landmarker:
        """Looks at one region."""
        return self._at(_SURE)

    @property
    def patient_follower(self) -> Landmarker:
        """Looks at one region and asks for less."""
        return self._at(_PATIENT)

    def close(self) -> None:
        """Let go of all of them."""
        for follower in self._followers.values():
            follower.close()
        if self._finder is not None:
            self._finder.close()

    def _at(self, confidence: float) -> Landmarker:
        if confidence not in self._followers:
            self._followers[confidence] = Landmarker(self._bundle, with_masks=self._with_masks, confidence=confidence)
        return self._followers[confidence]


def _as_bytes(mask: NDArray[np.float32]) -> ByteArray:
    return (mask * _MASK_LEVEL + 0.5).astype(np.uint8)
