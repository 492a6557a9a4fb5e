"""The desk of one window: what is open, what runs, and what the coach has decided. Knows no widget."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from studio.core.analysis import Analysis, EngineIdentity
from studio.core.errors import StudioError
from studio.core.events import Event
from studio.core.exercise import Exercise, ExerciseEntry
from studio.core.frame import ClipInfo
from studio.core.observation import Observation
from studio.core.ports import ExerciseBook
from studio.core.report import ReportRequest
from studio.core.review import Review
from studio.core.sound import VoiceShelf
from studio.review import AddVoiceNote, Command, History, ReviewChanged
from studio.services.analyse import AnalysisRequest, analyse
from studio.services.autosave import Autosave, NoShelf, ReviewShelf
from studio.services.clip_sound import ClipSound
from studio.services.conclude import readvise, reconclude
from studio.services.doctor import DoctorReport, examine
from studio.services.frame_server import FrameServer
from studio.services.jobs import Job, JobContext, JobRunner
from studio.services.observe import PartialObservation
from studio.services.playhead import Playhead
from studio.services.questionnaire import print_questionnaire
from studio.services.recent_clips import RecentClips
from studio.services.report import make_report
from studio.services.sentences import sentences_in
from studio.services.settings import Settings
from studio.services.studio import Studio
from studio.services.telling import told_report
from studio.services.voice_notes import VoiceNotes, VoiceState
from studio.services.voice_shelf import VoiceMemory


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell the user without stopping them.

    Attributes:
        text: one sentence.
        remedy: what to do; empty when there is nothing to do.
        is_problem: whether something went wrong.
        path: a file that was made and can be opened; None otherwise.
    """

    text: str
    remedy: str = ""
    is_problem: bool = False
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a clip is opened with.

    Attributes:
        review: the coach's layer as it was left; an empty one for a clip that nobody has seen yet.
        exercise_id: the lift that it was kept under; empty when it is not known.
        is_recalled: whether it is the last state of an earlier session, from the autosave.
        guest: the case file that it comes from, to be looked at without being kept; None for a clip of one's own.
        seen: what the sender's studio saw in a guest's clip, and with what engine.
        voices: recordings of a guest's voice notes by their fingerprints.
    """

    review: Review
    exercise_id: str = ""
    is_recalled: bool = False
    guest: Path | None = None
    seen: tuple[Observation, EngineIdentity] | None = None
    voices: Mapping[str, bytes] = field(default_factory=dict)


def begin_anew(info: ClipInfo) -> Beginning:
    """Nothing is known about this clip."""
    return Beginning(Review(clip_sha256=info.sha256))


class Desk:
    """One open clip with its analysis and review, and every act on them.

    Attributes:
        clip_opened: told when another clip is open (its analysis may follow).
        observation_grew: told with each stretch of the clip that has been looked at.
        analysis_changed: told with a new analysis, or None when there is none any more.
        review_changed: told after each edit, undo and redo.
        review_recalled: told when the review of an earlier session was taken up again.
        job_changed: told when the analysis job starts (with the job) and when it has ended (with None).
        noticed: told with everything that the user should hear.
        crashed: told with errors that are our mistake, for the last-resort dialog.
        report_request: asked for look and earlier sets when a report is made; None for the kept look alone.
    """

    def __init__(
        self,
        studio: Studio,
        runner: JobRunner,
        *,
        language: str = "en",
        shelf: ReviewShelf | None = None,
        voices: VoiceShelf | None = None,
    ) -> None:
        self.clip_opened: Event[ClipInfo] = Event()
        self.observation_grew: Event[PartialObservation] = Event()
        self.analysis_changed: Event[Analysis | None] = Event()
        self.review_changed: Event[ReviewChanged] = Event()
        self.review_recalled: Event[Review] = Event()
        self.job_changed: Event[Job[Any] | None] = Event()
        self.noticed: Event[Notice] = Event()
        self.crashed: Event[Exception] = Event()
        self.playhead = Playhead()
        self.frames = FrameServer(studio.video, runner)
        self.frames.failed.subscribe(self._tell_error)
        self.sound = ClipSound(studio.make_sound, runner, self.playhead)
        self.sound.failed.subscribe(self._tell_error)
        self.voice = VoiceNotes(studio.make_sound, runner)
        self.voice.failed.subscribe(self._tell_error)
        self.voice.recorded.subscribe(lambda note: self.apply(AddVoiceNote(note)))
        self.voice.changed.subscribe(lambda state: self.sound.hush(is_hushed=state is not VoiceState.IDLE))
        self._voices = voices or VoiceMemory()
        self._autosave = Autosave(shelf or NoShelf(), runner)
        self._autosave.failed.subscribe(self._tell_error)
        self.report_request: Callable[[], ReportRequest | None] = lambda: None
        self._studio = studio
        self._runner = runner
        self._clip: ClipInfo | None = None
        self._guest: Path | None = None
        self._seen: tuple[Observation, EngineIdentity] | None = None
        self._analysis: Analysis | None = None
        self._exercise: Exercise | None = None
        self._history: History | None = None
        self._concluded_for: Review | None = None
        self._follow_up: Job[Any] | None = None
        self._job: Job[Any] | None = None
        self._language = language
        self._usual_exercise = ""
        self._begin: Callable[[ClipInfo], Beginning] = begin_anew
        self._sentences = sentences_in(language)

    @property
    def clip(self) -> ClipInfo | None:
        """The open clip."""
        return self._clip

    @property
    def guest(self) -> Path | None:
        """The case file that is only looked at; nothing of it is kept. None for a clip of one's own."""
        return self._guest

    @property
    def analysis(self) -> Analysis | None:
        """The analysis of the open clip, once there is one."""
        return self._analysis

    @property
    def exercise(self) -> Exercise | None:
        """The exercise that the analysis was made for, with its wording."""
        return self._exercise

    @property
    def review(self) -> Review | None:
        """The coach's layer over the open clip."""
        return self._history.current if self._history else None

    @property
    def history(self) -> History | None:
        """Undo and redo of the review."""
        return self._history

    @property
    def job(self) -> Job[Any] | None:
        """The analysis that runs or waits."""
        return self._job

    @property
    def language(self) -> str:
        """Language of the wording."""
        return self._language

    def exercises(self) -> tuple[ExerciseEntry, ...]:
        """The installed exercises, broken ones included."""
        return self._studio.exercises.entries(self._language)

    @property
    def settings(self) -> Settings:
        """What the user chose."""
        return self._studio.settings

    @property
    def exercise_book(self) -> ExerciseBook:
        """The installed exercises, consents and rule packs."""
        return self._studio.exercises

    @property
    def usual_exercise_id(self) -> str:
        """Id of the exercise that the next clip is judged as when nobody says otherwise."""
        return self._usual_exercise or self._studio.usual_exercise

    def usual_exercise(self) -> Exercise | None:
        """The exercise of the open clip, else of the next one; None when it cannot be used, which is told."""
        if self._exercise is not None:
            return self._exercise
        try:
            return self._studio.exercise(self._usual_exercise, self._language)
        except StudioError as error:
            self._tell_error(error)
            return None

    def judge_with(self, exercise_id: str) -> None:
        """Judge the open clip, and those opened after it, with another exercise; nothing is looked at again."""
        self._usual_exercise = exercise_id
        if self._clip is not None:
            self._start_analysis(self._clip, exercise_id, uses_cache=True)

    def examine(self) -> Job[DoctorReport]:
        """Ask the doctor, in the background."""
        return self._submit(lambda _context: told_report(examine(self._studio.checks), self._sentences), title="doctor")

    def find_recent(self, clips: RecentClips) -> Job[tuple[Path, ...]]:
        """Look, in the background, which of the clips that were open before are still there."""
        return self._submit(lambda _context: clips.still_there(), title="recent clips")

    def keep_edits(self, *, at_once: bool) -> None:
        """Keep every edit as soon as it is made from now on, or only when the clip is left."""
        self._autosave.keeps_at_once = at_once
        if at_once:
            self._autosave.catch_up()

    def told(self, text: str) -> str:
        """A sentence of the rooms below in the language of this desk."""
        return self._sentences.tell(text)

    def open_clip(self, path: Path, exercise_id: str = "") -> Job[ClipInfo]:
        """Open a clip and start its analysis; the pictures can be watched at once."""
        begun: list[Beginning] = []

        def work(_context: JobContext) -> ClipInfo:
            info = self._studio.video.probe(path)
            beginning = self._begin(info)
            shelved = self._autosave.recall(info.sha256)
            recalled = shelved if beginning == begin_anew(info) else None
            if beginning.guest is None:
                reviews = [beginning.review, *([shelved] if shelved else [])]
                self._voices.tidy(info.sha256, {note.id for one in reviews for note in one.voice_notes})
            begun.append(Beginning(recalled, is_recalled=True) if recalled else beginning)
            return info

        job = self._submit(work, title=f"opening {path.name}")
        job.succeeded.subscribe(lambda info: self._on_probed(info, begun[0], exercise_id))
        return job

    def begin_with(self, begin: Callable[[ClipInfo], Beginning]) -> None:
        """Ask this, in the background, what is known about a clip that is opened: its stored review and its lift."""
        self._begin = begin

    def cancel(self) -> None:
        """Stop the analysis that runs."""
        if self._job is not None:
            self._job.cancel()

    def analyse_again(self, *, uses_cache: bool = True) -> None:
        """Analyse the open clip once more, for example after an exercise was changed."""
        if self._clip is not None:
            exercise_id = self._exercise.id if self._exercise else ""
            self._start_analysis(self._clip, exercise_id, uses_cache=uses_cache)

    def apply(self, command: Command, initiator: str = "") -> None:
        """Do one edit of the review. A command that raises StudioError changes nothing and is told as a notice."""
        if self._history is None:
            return
        try:
            self._history.do(command, initiator=initiator)
        except StudioError as error:
            self._tell_error(error)

    def undo(self) -> None:
        """Take the last edit back."""
        if self._history is not None:
            self._history.undo()

    def redo(self) -> None:
        """Do the edit again that was taken back."""
        if self._history is not None:
            self._history.redo()

    def export_report(self, path: Path) -> Job[Path] | None:
        """Write the PDF; None when there is nothing to report yet."""
        analysis, review, exercise = self._analysis, self.review, self._exercise
        if analysis is None or review is None or exercise is None:
            return None
        job = self._submit(
            lambda context: make_report(
                self._studio, analysis, review, exercise, path=path, context=context, request=self.report_request()
            ),
            title="making the report",
        )
        job.succeeded.subscribe(
            lambda made: self.noticed.emit(self._notice(f"Report saved as {made.name}.", path=made))
        )
        return job

    def export_tables(self, path: Path) -> Job[tuple[Path, ...]] | None:
        """Write signals, reps and findings as CSV; None when there is nothing yet."""
        analysis, review = self._analysis, self.review
        if analysis is None or review is None:
            return None
        job = self._submit(
            lambda _context: self._studio.exporter.write_csv(path, analysis, review), title="writing tables"
        )
        job.succeeded.subscribe(
            lambda made: self.noticed.emit(self._notice(f"{len(made)} tables saved beside {path.name}.", path=path))
        )
        return job

    def export_questionnaire(self, path: Path, *, is_blank: bool) -> Job[Path] | None:
        """Write screening and intake as a PDF, blank or with the answers; None when there is nothing yet."""
        review, exercise = self.review, self._exercise
        if review is None or exercise is None:
            return None
        athlete, answers = review.athlete, {} if is_blank else review.intake.answers
        job = self._submit(
            lambda _context: print_questionnaire(self._studio, exercise, path, athlete=athlete, answers=answers),
            title="making the questionnaire",
        )
        job.succeeded.subscribe(
            lambda made: self.noticed.emit(self._notice(f"Questionnaire saved as {made.name}.", path=made))
        )
        return job

    def close(self) -> None:
        """Let go of the clip."""
        self.cancel()
        self.voice.open(None, None)
        self.sound.close()
        self.frames.open(None)

    def finish(self) -> None:
        """Keep the last edit and let go of all files; call it when no job runs any more."""
        self._autosave.flush()
        self.frames.close()

    def _on_probed(self, info: ClipInfo, beginning: Beginning, exercise_id: str) -> None:
        self.cancel()
        self._autosave.catch_up()
        exercise_id = beginning.exercise_id or exercise_id
        self._clip, self._analysis, self._exercise = info, None, None
        self._guest, self._seen = beginning.guest, beginning.seen
        self._history = History(beginning.review)
        self._history.changed.subscribe(self._announce)
        self.frames.open(info)
        if self.voice.state is VoiceState.RECORDING:
            self.noticed.emit(self._notice("The voice note was dropped, because another clip was opened."))
        self.voice.open(info, VoiceMemory(beginning.voices) if beginning.guest else self._voices)
        self.sound.open(info)
        self.clip_opened.emit(info)
        self.analysis_changed.emit(None)
        self.playhead.open(info.clock)
        for note in info.notes:
            self.noticed.emit(self._notice(note))
        self._start_analysis(info, exercise_id, uses_cache=True)
        if beginning.is_recalled and beginning.review != Review(clip_sha256=info.sha256):
            self.review_recalled.emit(beginning.review)

    def _start_analysis(self, info: ClipInfo, wanted: str, *, uses_cache: bool) -> None:
        self.cancel()
        exercise_id = wanted or self._usual_exercise
        review = self.review
        request = AnalysisRequest(
            path=info.path,
            exercise_id=exercise_id,
            language=self._language,
            uses_cache=uses_cache,
            review=review,
            seen=self._seen if uses_cache else None,
        )

        def work(context: JobContext) -> tuple[Analysis, Exercise]:
            exercise = self._studio.exercise(exercise_id, request.language)
            return analyse(self._studio, request, context), exercise

        job = self._submit(work, title=f"analysing {info.path.name}", lane="analysis")
        job.published.subscribe(lambda partial: self._on_partial(job, partial))
        job.succeeded.subscribe(lambda result: self._on_analysed(job, result[0], result[1], review))
        job.finished.subscribe(self._on_analysis_ended)
        self._job = job
        self.job_changed.emit(job)

    def _on_partial(self, job: Job[Any], partial: object) -> None:
        if job is self._job and isinstance(partial, PartialObservation):
            self.observation_grew.emit(partial)

    def _on_analysed(
        self, job: Job[Any], analysis: Analysis, exercise: Exercise, analysed_review: Review | None
    ) -> None:
        if job is not self._job:
            return
        self._analysis, self._exercise, self._concluded_for = analysis, exercise, analysed_review
        self.frames.reopen()
        if analysis.observation.clock.frame_count != (self._clip.clock.frame_count if self._clip else 0):
            time_s = self.playhead.time_s
            self.playhead.open(analysis.observation.clock)
            self.playhead.seek(time_s)
        self.analysis_changed.emit(analysis)
        if self.review is not None:
            self._follow(self.review)

    def _on_analysis_ended(self, job: Job[Any]) -> None:
        if job is self._job:
            self._job = None
            self.job_changed.emit(None)

    def _announce(self, changed: ReviewChanged) -> None:
        if self._guest is None:
            self._autosave.keep(changed.after)
        self.review_changed.emit(changed)
        self._follow(changed.after)

    def _follow(self, after: Review) -> None:
        """Let the analysis follow the review: moved joints and answers change findings, verdicts only the advice."""
        analysis, exercise, before = self._analysis, self._exercise, self._concluded_for
        if analysis is None or exercise is None or before is None:
            return
        if self._follow_up is not None:
            self._follow_up.cancel()  # what it would conclude is out of date; it may not even have begun
        if _measured(before) != _measured(after):
            job = self._submit(
                lambda _context: reconclude(self._studio, analysis, exercise, after), title="judging again"
            )
        elif before.verdicts != after.verdicts or before.added != after.added:
            job = self._submit(lambda _context: readvise(analysis, exercise, after), title="advising again")
        else:
            return
        job.succeeded.subscribe(lambda concluded: self._on_concluded_again(concluded, after))
        self._follow_up = job

    def _on_concluded_again(self, analysis: Analysis, review: Review) -> None:
        """Take a new conclusion, unless the review has moved on meanwhile: then a newer one is on its way."""
        if self.review is review:
            self._analysis, self._concluded_for = analysis, review
            self.analysis_changed.emit(analysis)

    def _submit(self, work: Any, *, title: str, lane: str = "io") -> Job[Any]:  # noqa: ANN401 -- any result
        job: Job[Any] = self._runner.submit(work, title=title, lane=lane)
        job.failed.subscribe(self._tell_error)
        return job

    def _notice(self, text: str, *, path: Path | None = None) -> Notice:
        return Notice(self.told(text), path=path)

    def _tell_error(self, error: Exception) -> None:
        if isinstance(error, StudioError):
            notice = self._notice(error.summary)
            self.noticed.emit(replace(notice, remedy=self.told(error.remedy), is_problem=True))
        else:
            self.crashed.emit(error)


def _measured(review: Review) -> tuple[object, ...]:
    """What the measures depend on."""
    return review.corrections, review.intake, review.reps, review.aids, review.filmed_fps
