"""TRC, MOT and C3D behind one port."""

from pathlib import Path

from studio.core.analysis import Analysis
from studio.export.motion_files import write_c3d, write_mot, write_trc


class MotionFiles:
    """Fulfils `MotionWriter`."""

    def write_trc(self, path: Path, analysis: Analysis, *, metres_per_px: float) -> None:
        """See `write_trc`."""
        write_trc(path, analysis, metres_per_px=metres_per_px)

    def write_mot(self, path: Path, analysis: Analysis) -> None:
        """See `write_mot`."""
        write_mot(path, analysis)

    def write_c3d(self, path: Path, analysis: Analysis, *, metres_per_px: float) -> None:
        """See `write_c3d`."""
        write_c3d(path, analysis, metres_per_px=metres_per_px)
