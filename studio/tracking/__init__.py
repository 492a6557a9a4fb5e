"""Frames → the plate's path and the person's outline.

The trackers load OpenCV; they are reached through the two functions here, so that importing the room costs nothing.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio.tracking.outline_tracer import OutlineTracer
    from studio.tracking.plate_finder import PlateFinder

__all__ = ["make_outline_tracer", "make_plate_finder"]


def make_plate_finder() -> "PlateFinder":
    """What follows the plate. Frames are looked at on threads of ours, so OpenCV's own would only be in the way."""
    import cv2

    from studio.tracking.plate_finder import PlateFinder

    cv2.setNumThreads(1)

    return PlateFinder()


def make_outline_tracer() -> "OutlineTracer":
    """What traces the person."""
    from studio.tracking.outline_tracer import OutlineTracer

    return OutlineTracer()
