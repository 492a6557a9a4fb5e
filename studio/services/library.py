"""Keeping reviews in the library and taking them up again."""

import json
import logging
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from studio.core.analysis import Analysis, EngineIdentity
from studio.core.athlete import Athlete
from studio.core.errors import StudioError, UsageError
from studio.core.exercise import Exercise
from studio.core.frame import ClipInfo
from studio.core.neutral import NeutralReference, neutral_from_data, neutral_to_data
from studio.core.observation import Observation
from studio.core.plan import Intake
from studio.core.review import Review
from studio.core.set_store import SetStore
from studio.core.stored_review import review_from_data, review_to_data
from studio.core.training import ClipRole, Session, SetClip, TrainingSet
from studio.services.clip_facts import read_clip_facts
from studio.services.coach_input import marked_neutral
from studio.services.observation_cache import ObservationCache, pack_observation, unpack_observation
from studio.services.set_answers import merged_answers, split_answers
from studio.services.set_digest import digest_of, search_text
from studio.services.studio import Studio

log = logging.getLogger(__name__)

_NEUTRAL = "neutral"
"""Beside a stored review: what counts as straight, where no athlete keeps it."""

_NEUTRAL_GIVEN = "neutral_given_to"
"""Beside a stored review: id of the athlete who was told its neutral frame, and may have put it aside since."""


def today() -> date:
    """The day by the machine's clock."""
    return datetime.now().astimezone().date()


@dataclass(frozen=True, slots=True)
class Kept:
    """A set taken up again.

    Attributes:
        training_set: as the library has it.
        review: to go on with; its answers hold the athlete's and what follows from earlier sessions.
    """

    training_set: TrainingSet
    review: Review


class Library:
    """The use cases around one open library."""

    def __init__(self, studio: Studio, store: SetStore, *, day: Callable[[], date] = today) -> None:
        """Set up; does nothing yet.

        Args:
            studio: the adapters.
            store: the open library.
            day: what day it is.
        """
        self._studio = studio
        self._store = store
        self._day = day

    @property
    def store(self) -> SetStore:
        """The library itself."""
        return self._store

    def athlete(self, athlete_id: str) -> Athlete | None:
        """One athlete; None for nobody or somebody who is gone."""
        return next((one for one in self._store.athletes() if one.id == athlete_id), None)

    def athlete_named(self, name: str) -> Athlete:
        """The athlete of a name, added when there is none; upper and lower case are the same."""
        return self.find_named(name) or self._store.save_athlete(Athlete(name=name))

    def find_named(self, name: str) -> Athlete | None:
        """The athlete of a name; None when there is none."""
        wanted = " ".join(name.split()).casefold()
        return next((one for one in self._store.athletes() if one.name.casefold() == wanted), None)

    def take_in(self, info: ClipInfo, *, athlete_id: str = "", exercise_id: str = "") -> TrainingSet:
        """The set of a clip, added when the content is new; a clip that moved is found again."""
        known = self._store.with_clip(info.sha256)
        if known is not None:
            return self._note_move(known, info)
        facts = read_clip_facts(info.path)
        clip = SetClip(
            role=ClipRole.SIDE,
            sha256=info.sha256,
            path=info.path.absolute(),
            size_bytes=facts.size_bytes,
            captured=facts.captured,
            device=facts.device,
        )
        exercise = exercise_id or self._studio.usual_exercise
        session = Session(day=facts.day or self._day(), athlete_id=athlete_id)
        return self._store.save(TrainingSet(session=session, exercise_id=exercise, clips=(clip,)), text=exercise)

    def keep(self, training_set: TrainingSet, analysis: Analysis, review: Review, exercise: Exercise) -> TrainingSet:
        """Keep an analysis with the review of it. The athlete's answers become a new version where they changed."""
        split = split_answers(review.intake.answers, exercise)
        session = self._session_of(training_set, review, split.log)
        kept = split.log if session.athlete_id else {**split.person, **split.log}
        stored = _stored(replace(review, intake=Intake(answers=kept)), has_owner=bool(session.athlete_id))
        if session.athlete_id and marked_neutral(analysis.signals, review) is not None:
            stored[_NEUTRAL_GIVEN] = session.athlete_id
        changed = replace(
            training_set,
            exercise_id=exercise.id,
            log=_plain(split.log),
            digest=digest_of(analysis, review, exercise),
            review=stored,
            engine=(analysis.provenance.engine, analysis.provenance.model_sha256),
            session=session,
        )
        if not changed.observation or training_set.engine != changed.engine:
            changed = replace(changed, observation=self._store.put_arrays(pack_observation(analysis.observation)))
        if not changed.thumbnail:
            changed = replace(changed, thumbnail=self._thumbnail(analysis))
        saved = self._store.save(changed, text=search_text(changed, review, exercise))
        if saved.session.athlete_id and split.person:
            self._keep_person(saved, split.person)
        if saved.session.athlete_id:
            self._keep_neutral(training_set, saved.session.athlete_id, analysis, review)
        return saved

    def take_up(self, training_set: TrainingSet) -> Kept:
        """A set with its review, ready to go on with; what was seen goes back into the cache if it is gone there."""
        exercise = self._studio.exercise(training_set.exercise_id)
        stored = review_from_data(training_set.review) if training_set.review else Review(training_set.clip.sha256)
        athlete = self.athlete(training_set.session.athlete_id)
        answers = self.answers_for(training_set, exercise)
        if not training_set.session.athlete_id:  # what somebody without a name has answered stays with their set
            answers = {**split_answers(stored.intake.answers, exercise).person, **answers}
        own = neutral_from_data(training_set.review.get(_NEUTRAL))
        name, neutral = (athlete.name, athlete.neutral) if athlete else (stored.athlete, own)
        review = replace(stored, intake=Intake(answers=answers), athlete=name, neutral=neutral)
        return Kept(training_set, review)

    def answers_for(self, training_set: TrainingSet, exercise: Exercise) -> dict[str, Any]:
        """All answers that a set is judged with: its log, the athlete's screening and profile, sets until then."""
        owner, day = training_set.session.athlete_id, training_set.session.day
        sets = [one for one in self._store.history(owner) if one.id != training_set.id] if owner else []
        return merged_answers(
            training_set.log,
            athlete=self.athlete(owner),
            screenings=self._store.screenings(owner) if owner else (),
            earlier=[one for one in sets if one.session.day <= day and one.exercise_id == training_set.exercise_id],
            exercise=exercise,
            day=day,
        )

    def seed_cache(self, training_set: TrainingSet, info: ClipInfo) -> bool:
        """Put what was seen back into the cache of looks, so that the clip need not be looked at again."""
        observation = self.observation(training_set, info)
        if observation is None:
            return False
        cache = ObservationCache(self._studio.cache_dir / "observations")
        engine = EngineIdentity(*training_set.engine)
        if cache.load(info, engine) is None:
            cache.store(info, engine, observation)
        return True

    def observation(self, training_set: TrainingSet, info: ClipInfo) -> Observation | None:
        """What was seen in the clip of a set; None when it is not kept or does not fit the clip."""
        arrays = self._store.get_arrays(training_set.observation) if training_set.observation else None
        if arrays is None:
            return None
        try:
            return unpack_observation(dict(arrays), info)
        except (KeyError, ValueError):
            log.warning("stored arrays do not fit their clip and are left aside")
            return None

    def assign(self, set_id: str, athlete_id: str) -> TrainingSet:
        """Say whose set it is; what was answered for it counts for an athlete who has answered nothing yet."""
        one = self._store.load(set_id)
        given = self.change(replace(one, session=_moved(one.session, one.session.day, athlete_id)))
        if athlete_id and not one.session.athlete_id and one.review and not self._store.screenings(athlete_id):
            answers = review_from_data(one.review).intake.answers
            person = split_answers(answers, self._studio.exercise(one.exercise_id)).person
            if person:
                self._keep_person(given, person)
        return given

    def describe(self, set_id: str, *, tags: Iterable[str], place: str, note: str) -> TrainingSet:
        """Put down tags of a set, and place and note of its session; searches find them with every set of it."""
        one = self._store.load(set_id)
        session = replace(one.session, place=place.strip(), note=note.strip())
        kept = self.change(replace(one, tags=tuple(dict.fromkeys(tags)), session=session))
        if session != one.session and session.athlete_id:
            for other in self._store.history(session.athlete_id):
                if other.session.id == session.id and other.id != set_id:
                    self.change(other)
        return kept

    def attach(self, set_id: str, info: ClipInfo, role: ClipRole) -> TrainingSet:
        """Add another view of the same set; a clip that showed this view before gives way.

        Raises:
            UsageError: the clip belongs to another set, or is this set's own.
        """
        one = self._store.load(set_id)
        if any(clip.sha256 == info.sha256 for clip in one.clips):
            raise UsageError("This clip is in that set already.", remedy="Choose another file.")
        facts = read_clip_facts(info.path)
        clip = SetClip(
            role, info.sha256, info.path.absolute(), facts.size_bytes, captured=facts.captured, device=facts.device
        )
        others = tuple(other for other in one.clips if other.role is not role)
        return self.change(replace(one, clips=(*others, clip)))

    def change(self, training_set: TrainingSet) -> TrainingSet:
        """Keep changes to log, tags, clips or session; searches find the new words."""
        exercise = self._studio.exercise(training_set.exercise_id)
        review = review_from_data(training_set.review) if training_set.review else Review(training_set.clip.sha256)
        return self._store.save(training_set, text=search_text(training_set, review, exercise))

    def _note_move(self, known: TrainingSet, info: ClipInfo) -> TrainingSet:
        path = info.path.absolute()
        clips = tuple(
            replace(one, path=path) if one.sha256 == info.sha256 and not _lies_there(one) else one
            for one in known.clips
        )
        return known if clips == known.clips else self.change(replace(known, clips=clips))

    def _session_of(self, training_set: TrainingSet, review: Review, answers: Mapping[str, Any]) -> Session:
        """The session as the log has it: an athlete who is known by that name, and the day that was noted."""
        session = training_set.session
        wanted = " ".join(review.athlete.split()).casefold()
        known = next((one.id for one in self._store.athletes() if wanted and one.name.casefold() == wanted), "")
        day = _as_day(answers.get("date")) or session.day
        owner = known or session.athlete_id
        if (owner, day) == (session.athlete_id, session.day):
            return session
        return _moved(session, day, owner)

    def _keep_person(self, saved: TrainingSet, person: Mapping[str, Any]) -> None:
        owner = saved.session.athlete_id
        versions = self._store.screenings(owner)
        answers = _plain(person)
        if versions and versions[-1].answers == answers:
            return
        day = _as_day(person.get("screening_date")) or (versions[-1].day if versions else self._day())
        self._store.add_screening(owner, day, answers)

    def _keep_neutral(self, before: TrainingSet, owner: str, analysis: Analysis, review: Review) -> None:
        """Let a frame that was marked, moved or taken back count for the athlete's other clips. Source: kb:b5."""
        athlete = self.athlete(owner)
        stored = review_from_data(before.review) if before.review else Review(review.clip_sha256)
        marked, earlier = marked_neutral(analysis.signals, review), marked_neutral(analysis.signals, stored)
        was_given = before.review.get(_NEUTRAL_GIVEN) == owner
        has_heard = marked is None or was_given or (athlete is not None and athlete.neutral is not None)
        if athlete is None or (_same(marked, earlier) and has_heard):
            return
        if marked is None:
            if not _same(athlete.neutral, earlier):
                return  # another clip has set it since
            marked = None if _same(review.neutral, earlier) else review.neutral
        self._store.save_athlete(replace(athlete, neutral=marked))

    def _thumbnail(self, analysis: Analysis) -> str:
        """A picture from the first top; a clip that cannot be opened just has none."""
        time_s = next((rep.top_s for rep in analysis.reps), analysis.observation.clock.times_s[0])
        index = analysis.observation.clock.nearest_index(float(time_s))
        try:
            with closing(self._studio.video.open(analysis.clip.path)) as source:
                return self._store.put_picture(source.read(index).rgb)
        except StudioError:
            return ""


def _lies_there(clip: SetClip) -> bool:
    """Whether a clip still is where it was; a copy of it somewhere else is no move."""
    try:
        return clip.path.stat().st_size == clip.size_bytes
    except OSError:
        return False


def _moved(session: Session, day: date, owner: str) -> Session:
    """Place and note go along to another day or owner; a note about one athlete is not told of another."""
    if session.athlete_id not in ("", owner):
        return Session(day=day, athlete_id=owner, place=session.place)
    return Session(day=day, athlete_id=owner, place=session.place, note=session.note)


def _stored(review: Review, *, has_owner: bool) -> dict[str, Any]:
    """The review as it is kept; a neutral that came with a case stays with a set that belongs to nobody."""
    data = _plain(review_to_data(review))
    if review.neutral is not None and not has_owner:
        data[_NEUTRAL] = neutral_to_data(review.neutral)
    return data


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    """The same as lists, texts and numbers; dates become texts."""
    plain: dict[str, Any] = json.loads(json.dumps(dict(data), default=str))
    return plain


def _same(one: NeutralReference | None, other: NeutralReference | None) -> bool:
    """Whether two are the same hold; a back that was hidden in both is no difference."""
    return (one and one.hip_angle_deg) == (other and other.hip_angle_deg)


def _as_day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
