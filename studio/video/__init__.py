"""Clips as frames: probing, decoding by presentation time, frame-exact seeking, the scrub cache."""

from studio.video.clip_library import ClipLibrary

__all__ = ["ClipLibrary"]
