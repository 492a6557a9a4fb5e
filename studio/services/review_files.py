"""Reviews as files beside clips: `clip.review.json`."""

import json
from pathlib import Path

from studio.core.atomic import write_atomically
from studio.core.errors import UnreadableInput
from studio.core.review import Review
from studio.core.stored_review import review_from_data, review_to_data

SUFFIX = ".review.json"


def review_file_of(clip: Path) -> Path:
    """Where the review of a clip lies when it lies beside it."""
    return clip.with_name(f"{clip.name}{SUFFIX}")


def read_review(path: Path) -> Review:
    """Read a stored review. Raises UnreadableInput."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableInput(f"The review {path.name} cannot be read.", remedy="Choose another file.") from error
    return review_from_data(data)


def write_review(path: Path, review: Review) -> None:
    """Store a review. Raises CannotWrite."""
    text = json.dumps(review_to_data(review), ensure_ascii=False, indent=1, default=str)
    write_atomically(path, f"{text}\n".encode())
