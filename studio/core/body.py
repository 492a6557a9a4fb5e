"""The body as the studio sees it: joints, sides and the bones between them. Not any pose model's numbering."""

from enum import Enum, IntEnum, StrEnum, unique


@unique
class Side(StrEnum):
    """Left or right: of the athlete's body, or a direction in the picture where the name says so."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> "Side":
        """The opposite side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


@unique
class Joint(IntEnum):
    """Index of a landmark in every (…, J, 2) array."""

    NOSE = 0
    LEFT_EYE = 1
    RIGHT_EYE = 2
    LEFT_EAR = 3
    RIGHT_EAR = 4
    LEFT_SHOULDER = 5
    RIGHT_SHOULDER = 6
    LEFT_ELBOW = 7
    RIGHT_ELBOW = 8
    LEFT_WRIST = 9
    RIGHT_WRIST = 10
    LEFT_HIP = 11
    RIGHT_HIP = 12
    LEFT_KNEE = 13
    RIGHT_KNEE = 14
    LEFT_ANKLE = 15
    RIGHT_ANKLE = 16
    LEFT_HEEL = 17
    RIGHT_HEEL = 18
    LEFT_TOE = 19
    RIGHT_TOE = 20


JOINT_COUNT = len(Joint)


@unique
class Part(Enum):
    """A body part that exists on both sides; the value is its (left, right) joints."""

    EYE = (Joint.LEFT_EYE, Joint.RIGHT_EYE)
    EAR = (Joint.LEFT_EAR, Joint.RIGHT_EAR)
    SHOULDER = (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER)
    ELBOW = (Joint.LEFT_ELBOW, Joint.RIGHT_ELBOW)
    WRIST = (Joint.LEFT_WRIST, Joint.RIGHT_WRIST)
    HIP = (Joint.LEFT_HIP, Joint.RIGHT_HIP)
    KNEE = (Joint.LEFT_KNEE, Joint.RIGHT_KNEE)
    ANKLE = (Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE)
    HEEL = (Joint.LEFT_HEEL, Joint.RIGHT_HEEL)
    TOE = (Joint.LEFT_TOE, Joint.RIGHT_TOE)

    def on(self, side: Side) -> Joint:
        """The joint of this part on one side of the body."""
        left, right = self.value
        return left if side is Side.LEFT else right


BONES: tuple[tuple[Joint, Joint], ...] = (
    (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER),
    (Joint.LEFT_HIP, Joint.RIGHT_HIP),
    *(
        (first.on(side), second.on(side))
        for side in Side
        for first, second in (
            (Part.EAR, Part.SHOULDER),
            (Part.SHOULDER, Part.ELBOW),
            (Part.ELBOW, Part.WRIST),
            (Part.SHOULDER, Part.HIP),
            (Part.HIP, Part.KNEE),
            (Part.KNEE, Part.ANKLE),
            (Part.ANKLE, Part.HEEL),
            (Part.HEEL, Part.TOE),
            (Part.ANKLE, Part.TOE),
        )
    ),
)
