"""Arrays and pictures beside the database, each under the fingerprint of its content."""

import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.core.arrays import ByteArray
from studio.core.atomic import write_atomically
from studio.core.set_store import Arrays

_ARRAYS, _PICTURES = "arrays", "pictures"
_PICTURE_PX = (320, 320)


class ContentFiles:
    """Files that are written once and never changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put_arrays(self, arrays: Arrays) -> str:
        """Keep arrays as `.npz` and return their fingerprint; the same arrays give the same file."""
        buffer = io.BytesIO()
        named: dict[str, Any] = {name: np.asarray(arrays[name]) for name in sorted(arrays)}
        np.savez_compressed(buffer, allow_pickle=False, **named)
        return self._put(buffer.getvalue(), _ARRAYS, ".npz")

    def get_arrays(self, fingerprint: str) -> dict[str, NDArray[Any]] | None:
        """Arrays as they were kept; None when they are gone or damaged."""
        path = self._path(fingerprint, _ARRAYS, ".npz")
        try:
            data = path.read_bytes()
            if hashlib.sha256(data).hexdigest() != fingerprint:
                return None
            with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
                return dict(arrays)
        except (OSError, ValueError, EOFError, zipfile.BadZipFile):
            return None

    def put_picture(self, rgb: ByteArray) -> str:
        """Keep a small copy of a picture, shape (H, W, 3), and return its fingerprint."""
        from PIL import Image

        buffer = io.BytesIO()
        with Image.fromarray(rgb) as picture:
            picture.thumbnail(_PICTURE_PX)
            picture.save(buffer, "JPEG", quality=82)
        return self._put(buffer.getvalue(), _PICTURES, ".jpg")

    def picture(self, fingerprint: str) -> Path | None:
        """The file of a picture; None when it is gone."""
        path = self._path(fingerprint, _PICTURES, ".jpg")
        return path if fingerprint and path.is_file() else None

    def all(self) -> Iterator[Path]:
        """Every file that lies here, finished or not."""
        for name in (_ARRAYS, _PICTURES):
            for path in sorted((self._folder / name).glob("*/*")):
                if path.is_file():
                    yield path

    def wanted(self, *, arrays: Iterable[str], pictures: Iterable[str]) -> set[Path]:
        """Where the files of these fingerprints lie."""
        kinds = ((arrays, _ARRAYS, ".npz"), (pictures, _PICTURES, ".jpg"))
        return {self._path(one, folder, suffix) for ones, folder, suffix in kinds for one in ones if one}

    def is_intact(self, path: Path) -> bool:
        """Whether a file still is what its name says."""
        try:
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == path.stem
        except OSError:
            return False

    def remove(self, relative: str) -> bool:
        """Delete one file by its place in the library; False when it was gone already."""
        path = self._folder / relative
        existed = path.is_file()
        path.unlink(missing_ok=True)
        return existed

    def relative(self, path: Path) -> str:
        """The place of a file in the library."""
        return path.relative_to(self._folder).as_posix()

    def _put(self, data: bytes, folder: str, suffix: str) -> str:
        fingerprint = hashlib.sha256(data).hexdigest()
        path = self._path(fingerprint, folder, suffix)
        if not self.is_intact(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, data)
        return fingerprint

    def _path(self, fingerprint: str, folder: str, suffix: str) -> Path:
        return self._folder / folder / fingerprint[:2] / f"{fingerprint}{suffix}"
