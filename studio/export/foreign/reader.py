"""TRC, OpenPose and KVA behind one port."""

from pathlib import Path

from studio.core.foreign import ForeignDrawings, JointCourses
from studio.core.frame import ClipInfo
from studio.export.foreign.kva import read_kva
from studio.export.foreign.openpose import read_openpose
from studio.export.foreign.trc import read_trc


class ForeignFiles:
    """Fulfils `ForeignReader`."""

    def read_courses(self, path: Path) -> JointCourses:
        """See `ForeignReader.read_courses`."""
        return read_openpose(path) if path.is_dir() else read_trc(path)

    def read_drawings(self, path: Path, clip: ClipInfo) -> ForeignDrawings:
        """See `ForeignReader.read_drawings`."""
        return read_kva(path, clip)
