"""What the services need from the world, as Protocols. Adapters fulfil them; `bootstrap` chooses which."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, TypeVar

from studio.core.analysis import Analysis
from studio.core.arrays import ByteArray, FloatArray
from studio.core.exercise import Exercise, ExerciseEntry, RulePackEntry
from studio.core.film import Film
from studio.core.finding import Finding
from studio.core.foreign import ForeignDrawings, JointCourses
from studio.core.frame import ClipInfo, Frame
from studio.core.knowledge import KnowledgeBase
from studio.core.landmarks import LandmarkTrack, PoseEstimate
from studio.core.observation import Outlines, PlateTrack
from studio.core.plan import Advice
from studio.core.questionnaire import QuestionnaireRequest
from studio.core.report import ContactCard, ReportOutline, ReportRequest, ReportStyle
from studio.core.review import Review
from studio.core.time import FrameClock

Progress = Callable[[float, str], None]
"""How far a long step is (0…1) and what it is doing, in a few words."""


class FrameSource(Protocol):
    """An open clip. Belongs to one thread."""

    @property
    def info(self) -> ClipInfo:
        """What probing told."""
        ...

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences about what did not decode; complete once `frames` has ended."""
        ...

    def frames(self, *, max_side_px: int | None = None) -> Iterator[Frame]:
        """All frames from the first, in presentation order; ends early, with a note, where the file is damaged.

        Args:
            max_side_px: longer side of the frames; larger ones are scaled down while they are converted.
        """
        ...

    def read(self, index: int) -> Frame:
        """One frame by its index, exactly that one."""
        ...

    def read_promptly(
        self,
        index: int,
        *,
        is_overtaken: Callable[[], bool],
        on_glimpse: Callable[[Frame], None] | None = None,
        may_be_small: bool = False,
    ) -> Frame | None:
        """One frame by its index, exactly that one; None when a newer wish came first.

        Args:
            index: which frame.
            is_overtaken: whether somebody has begun to wait for another frame meanwhile.
            on_glimpse: told with frames on the way there while it takes long; each says itself which one it is.
            may_be_small: whether a small copy of the frame will do.
        """
        ...

    def read_at_hand(self, index: int) -> Frame | None:
        """One frame by its index, maybe a small copy of it; None where it would have to be decoded on purpose."""
        ...

    def read_ahead(self, *, is_overtaken: Callable[[], bool]) -> bool:
        """Make what may be wished for next ready while nobody waits; False when there is nothing left to do.

        Args:
            is_overtaken: whether somebody waits for a frame now; then it stops, and goes on the next time.
        """
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


class VideoLibrary(Protocol):
    """Opens clips."""

    def probe(self, path: Path) -> ClipInfo:
        """Read what the container tells. Raises UnreadableInput."""
        ...

    def open(self, path: Path) -> FrameSource:
        """Open for decoding. Raises UnreadableInput."""
        ...

    def scrub_writer(self, info: ClipInfo) -> "ScrubWriter":
        """Start writing the scrub cache of a clip."""
        ...

    def scrub_reader(self, info: ClipInfo) -> FrameSource | None:
        """The finished scrub cache of a clip, or None when there is none yet."""
        ...


class ScrubWriter(Protocol):
    """Writes the small intra-only copy of a clip that makes every seek one read."""

    def add(self, frame: Frame) -> None:
        """Append the next frame, in presentation order."""
        ...

    def commit(self) -> None:
        """Finish; only now does the cache exist."""
        ...

    def discard(self) -> None:
        """Throw the unfinished cache away. Harmless after commit."""
        ...


class PoseEngine(Protocol):
    """Finds the joints. Created, used and closed inside one job, by one thread."""

    name: str
    model_sha256: str
    warm_up_frames: int

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def begin_chunk(self) -> None:
        """Forget every earlier frame: what follows must not depend on it."""
        ...

    def estimate(self, frame: Frame) -> PoseEstimate:
        """Find the person in the next frame of the chunk."""
        ...


Sample = TypeVar("Sample")


class PlateTracker(Protocol[Sample]):
    """Follows the plate: looks at single frames in any order, then joins them."""

    def observe(self, frame: Frame, pose: PoseEstimate) -> Sample:
        """What one frame shows. Depends on nothing else, so that frames may be looked at in parallel."""
        ...

    def resolve(self, samples: Sequence[Sample], landmarks: LandmarkTrack, clock: FrameClock) -> PlateTrack | None:
        """Join the samples of all frames into one track; None when there is no plate."""
        ...


class ContourTracker(Protocol):
    """Traces the person's outline in single frames."""

    def observe(self, frame: Frame, pose: PoseEstimate) -> FloatArray:
        """Outline of the person as a polygon, shape (n, 2), pixels of the frame; n = 0 when there is none."""
        ...

    def resolve(self, samples: Sequence[FloatArray]) -> Outlines:
        """Pack the outlines of all frames."""
        ...


class ReportRenderer(Protocol):
    """Turns a review into a PDF."""

    def render(
        self,
        analysis: Analysis,
        review: Review,
        exercise: Exercise,
        stills: Mapping[int, Frame],
        request: ReportRequest | None = None,
    ) -> bytes:
        """Make the PDF.

        Args:
            analysis: what the studio found.
            review: what the coach decided.
            exercise: wording and definitions.
            stills: frames by index, for the key pictures (see `still_indices`).
            request: the coach's look, and earlier sets; None for neither.
        """
        ...

    def preview(
        self,
        analysis: Analysis,
        review: Review,
        exercise: Exercise,
        stills: Mapping[int, Frame],
        request: ReportRequest | None = None,
        *,
        pixels_per_inch: float,
    ) -> tuple[tuple[bytes, ...], ReportOutline]:
        """The pages as PNG pictures, and what can be changed about them."""
        ...

    def contact_sheet(self, cards: Sequence[ContactCard], knowledge: KnowledgeBase, style: ReportStyle) -> bytes:
        """A PDF that shows many reports at a glance."""
        ...

    def questionnaire(self, request: QuestionnaireRequest, knowledge: KnowledgeBase) -> bytes:
        """Screening and intake as a PDF, blank or with answers."""
        ...

    def headline(self, analysis: Analysis, review: Review, exercise: Exercise) -> str:
        """What stands out in a set, one sentence, as the report's first page says it."""
        ...

    def still_indices(self, analysis: Analysis, review: Review) -> tuple[int, ...]:
        """Indices of the frames that `render` wants to show."""
        ...


class AnalysisExporter(Protocol):
    """Writes what was found into files that other programs read."""

    def write_json(self, path: Path, analysis: Analysis, review: Review) -> None:
        """The result contract as JSON. Raises CannotWrite; nothing is left half-written."""
        ...

    def write_csv(self, path: Path, analysis: Analysis, review: Review) -> tuple[Path, ...]:
        """Signals, reps and findings as CSV files; returns those written. Raises CannotWrite."""
        ...

    def reps_text(self, analysis: Analysis) -> str:
        """Measures of all reps as tab-separated text, for pasting into a spreadsheet."""
        ...

    def judgement(self, findings: Sequence[Finding], advice: Advice) -> dict[str, object]:
        """Findings, causes, safety, load and plan as the result contract writes them, ready for JSON."""
        ...


class MotionWriter(Protocol):
    """Writes joints and angles for motion-capture programs."""

    def write_trc(self, path: Path, analysis: Analysis, *, metres_per_px: float) -> None:
        """The joints as TRC; a scale of NaN takes the plate's, or leaves pixels. Raises CannotWrite."""
        ...

    def write_mot(self, path: Path, analysis: Analysis) -> None:
        """The angles as MOT. Raises CannotWrite."""
        ...

    def write_c3d(self, path: Path, analysis: Analysis, *, metres_per_px: float) -> None:
        """The joints as C3D. Raises MissingComponent or CannotWrite."""
        ...


class ForeignReader(Protocol):
    """Reads what other programs wrote about a clip."""

    def read_courses(self, path: Path) -> JointCourses:
        """Courses of joints: a TRC file, or a folder of OpenPose's JSON. Raises UnreadableInput."""
        ...

    def read_drawings(self, path: Path, clip: ClipInfo) -> ForeignDrawings:
        """Drawings and key images: a KVA file of Kinovea. Raises UnreadableInput."""
        ...


class FilmMaker(Protocol):
    """Makes moving and still pictures with drawings over them."""

    def write_video(
        self,
        path: Path,
        analysis: Analysis,
        review: Review,
        film: Film,
        frames: Iterator[Frame],
        *,
        progress: Callable[[float], None],
    ) -> None:
        """An MP4 of a film; `frames` come in order and may hold more than it shows. Raises CannotWrite."""
        ...

    def write_gif(
        self,
        path: Path,
        analysis: Analysis,
        review: Review,
        film: Film,
        frames: Mapping[int, Frame],
        *,
        progress: Callable[[float], None],
    ) -> None:
        """An endless GIF of a film. Raises CannotWrite, and what `progress` raises."""
        ...

    def write_kinogram(
        self,
        path: Path,
        analysis: Analysis,
        review: Review,
        film: Film,
        frames: Mapping[int, Frame],
        *,
        progress: Callable[[float], None],
    ) -> None:
        """The frames side by side, cut around the athlete, as PNG. Raises CannotWrite, and what `progress` raises."""
        ...

    def write_png(self, path: Path, picture: ByteArray) -> None:
        """A picture as PNG without any metadata. Raises CannotWrite."""
        ...

    def picture(self, analysis: Analysis, review: Review, film: Film, frame: Frame) -> ByteArray:
        """One frame as the film shows it, shape (H, W, 3)."""
        ...


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """A pose model that is known.

    Attributes:
        variant: "lite", "full" or "heavy".
        path: where it lies; None when it has to be fetched first.
        sha256: its fingerprint; empty while it is not here.
        origin: where it came from, in words; empty while it is not here.
    """

    variant: str
    path: Path | None
    sha256: str = ""
    origin: str = ""


class ModelShelf(Protocol):
    """The pose models of this machine."""

    def list(self) -> tuple[ModelStatus, ...]:
        """All variants, here or not. Uses no network."""
        ...

    def fetch_model(self, variant: str, progress: Progress) -> ModelStatus:
        """Make sure that a model is here. Raises MissingComponent when nothing can be reached."""
        ...


class ExerciseBook(Protocol):
    """The exercises that are installed."""

    def entries(self, language: str = "en") -> tuple[ExerciseEntry, ...]:
        """All of them, broken ones included, by their names in a language. Runs no plugin code."""
        ...

    def load(self, exercise_id: str, language: str = "en", *, rule_pack: str | None = None) -> Exercise:
        """Load one for use, with the chosen rule pack, another one, or none for an empty id.

        Raises UsageError when there is none of that id, BrokenExercise when it cannot be used.
        """
        ...

    def check(self, folder: Path) -> tuple[str, ...]:
        """Every problem of a plugin folder, one sentence each; empty when it would load."""
        ...

    def loose_limits(self, folder: Path) -> tuple[str, ...]:
        """Limits of a plugin folder without problems that no golden case holds, one sentence each."""
        ...

    def create(self, name: str, folder: Path) -> Path:
        """Start a new plugin inside a folder and return its place. Raises UsageError or CannotWrite."""
        ...

    def allow(self, exercise_id: str) -> None:
        """Let a stranger's exercise be used as long as its content stays the same. Raises UsageError or CannotWrite."""
        ...

    def forbid(self, exercise_id: str) -> None:
        """Take that consent back. Raises UsageError or CannotWrite."""
        ...

    def rule_packs(self) -> tuple[RulePackEntry, ...]:
        """All rule packs, broken ones included."""
        ...

    def choose_pack(self, exercise_id: str, pack_id: str = "") -> None:
        """Judge an exercise with a rule pack from now on, or with its own limits again.

        Raises UsageError, BrokenExercise or CannotWrite.
        """
        ...

    def own_places(self) -> tuple[Path, Path]:
        """Where a coach's own exercises go, and where rule packs go; neither need exist yet."""
        ...
