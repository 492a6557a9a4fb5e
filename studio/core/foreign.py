"""What other programs know about a clip: courses of joints, drawings, marked moments."""

from dataclasses import dataclass

from studio.core.annotation import Annotation
from studio.core.arrays import FloatArray, frozen_array
from studio.core.body import Joint
from studio.core.review import KeyMoment


@dataclass(frozen=True, slots=True, eq=False)
class JointCourses:
    """Courses of joints from another program.

    Attributes:
        joints: which ones, each once.
        frame_indices: shape (T,), frames of the clip, increasing; -1 where only the time is known.
        times_s: shape (T,), seconds; NaN where only the frame is known.
        xy: shape (T, M, 2); NaN where unknown.
        is_metric: in metres with y upwards; otherwise in pixels of the picture with y downwards.
    """

    joints: tuple[Joint, ...]
    frame_indices: FloatArray
    times_s: FloatArray
    xy: FloatArray
    is_metric: bool

    def __post_init__(self) -> None:
        count, width = len(self.times_s), len(self.joints)
        object.__setattr__(self, "xy", frozen_array(self.xy, name="xy", shape=(count, width, 2)))
        object.__setattr__(self, "times_s", frozen_array(self.times_s, name="times_s", shape=(count,)))
        object.__setattr__(
            self, "frame_indices", frozen_array(self.frame_indices, name="frame_indices", shape=(count,))
        )


@dataclass(frozen=True, slots=True)
class ForeignDrawings:
    """Drawings and key images from another program.

    Attributes:
        annotations: what was drawn, in pixels of the clip.
        key_moments: marked moments with their words.
        left_out: names of things that have no counterpart here, with how often they came.
    """

    annotations: tuple[Annotation, ...] = ()
    key_moments: tuple[KeyMoment, ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()
