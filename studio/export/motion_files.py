"""TRC, MOT and C3D: markers and angles for OpenSim, Sports2D and motion-capture programs.

TRC: one row per frame with the frame's own presentation time; x, y and z (0) per marker; an empty cell is missing.
MOT: one row per frame; flexion of the near hip and knee as Sports2D counts it (0 straight, bent positive), then every
signal in degrees under its own name; "nan" is missing.
C3D: has no times, only a rate; a clip of variable frame rate is put on an even grid first, without bridging gaps.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from studio.core.analysis import Analysis
from studio.core.arrays import FloatArray
from studio.core.atomic import write_atomically
from studio.core.errors import CannotWrite, MissingComponent
from studio.export.markers import Markers, make_markers

_DECIMALS = 6
_MM_PER_M = 1000.0
_ABOUT_DEGREES = (
    "If the header above contains a line with 'inDegrees', this indicates whether rotational values are in degrees "
    "(yes) or radians (no)."
)
_LONGEST_STEP = 1.5  # frame intervals between two samples that may still be joined by a line


def write_trc(path: Path, analysis: Analysis, *, metres_per_px: float = float("nan")) -> None:
    """Write the joints as a TRC file. Raises CannotWrite."""
    markers = make_markers(analysis, metres_per_px=metres_per_px)
    write_atomically(path, trc_bytes(markers, analysis, name=path.name))


def write_mot(path: Path, analysis: Analysis) -> None:
    """Write the angles as a MOT file. Raises CannotWrite."""
    write_atomically(path, mot_bytes(analysis))


def write_c3d(path: Path, analysis: Analysis, *, metres_per_px: float = float("nan")) -> None:
    """Write joints and angles as a C3D file.

    Raises:
        MissingComponent: the part that writes C3D is not installed.
        CannotWrite: nothing was written.
    """
    try:
        import ezc3d
    except ImportError as error:
        raise MissingComponent(
            "The part that writes C3D files is not installed.", remedy='Run: pip install "lockout-studio[c3d]"'
        ) from error
    markers = make_markers(analysis, metres_per_px=metres_per_px)
    times_s, rows = _on_even_grid(analysis, markers)
    is_metric = markers.unit == "m"
    points = np.zeros((4, len(markers.names), len(times_s)))
    points[0], points[2] = rows[..., 0].T, rows[..., 1].T
    points[1] = np.where(np.isfinite(rows[..., 0].T), 0.0, np.nan)
    points[:3] *= _MM_PER_M if is_metric else 1.0
    points[3] = np.where(np.isfinite(points[0]), 0.0, -1.0)
    file = ezc3d.c3d()
    point = file["parameters"]["POINT"]
    point["RATE"]["value"] = [analysis.observation.clock.fps_nominal]
    point["LABELS"]["value"] = list(markers.names)
    point["UNITS"]["value"] = ["mm" if is_metric else "px"]
    file["data"]["points"] = points
    file.add_parameter("LOCKOUT", "CLIP", [analysis.clip.sha256[:32]])
    _write_c3d(file, path)


def trc_bytes(markers: Markers, analysis: Analysis, *, name: str) -> bytes:
    """The content of a TRC file."""
    clock = analysis.observation.clock
    rate = f"{clock.fps_nominal:.6g}"
    count = str(clock.frame_count)
    head = (
        f"PathFileType\t4\t(X/Y/Z)\t{_one_line(name)}",
        "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames",
        "\t".join((rate, rate, count, str(len(markers.names)), markers.unit, rate, "1", count)),
        "Frame#\tTime\t" + "\t\t\t".join(markers.names) + "\t\t",
        "\t\t" + "\t".join(f"X{number}\tY{number}\tZ{number}" for number in range(1, len(markers.names) + 1)),
        "",
    )
    rows = (
        "\t".join((str(index + 1), _number(time_s), *(cell for xy in places for cell in _place(xy))))
        for index, (time_s, places) in enumerate(zip(clock.times_s, markers.xy, strict=True))
    )
    return ("\n".join((*head, *rows)) + "\n").encode()


def mot_bytes(analysis: Analysis) -> bytes:
    """The content of a MOT file."""
    columns = _angle_columns(analysis)
    clock = analysis.observation.clock
    head = (
        "Coordinates",
        "version=1",
        f"nRows={clock.frame_count}",
        f"nColumns={len(columns) + 1}",
        "inDegrees=yes",
        "",
        "Units are S.I. units (second, meters, Newtons, ...)",
        _ABOUT_DEGREES,
        "",
        "endheader",
        "\t".join(("time", *(name for name, _ in columns))),
    )
    rows = (
        "\t".join((_number(time_s), *(_number(values[index]) or "nan" for _, values in columns)))
        for index, time_s in enumerate(clock.times_s)
    )
    return ("\n".join((*head, *rows)) + "\n").encode()


def _angle_columns(analysis: Analysis) -> list[tuple[str, FloatArray]]:
    """Flexion under Sports2D's names, then every angle under its own."""
    side = analysis.capture.near_side.value
    columns: list[tuple[str, FloatArray]] = []
    for name, signal_name in (("hip", "hip_angle_deg"), ("knee", "knee_angle_deg")):
        signal = analysis.signals.get(signal_name)
        if signal is not None:
            columns.append((f"{side} {name}", 180.0 - signal.values))
    columns += [(signal.name, signal.values) for signal in analysis.signals if signal.unit == "deg"]
    return columns


def _on_even_grid(analysis: Analysis, markers: Markers) -> tuple[FloatArray, FloatArray]:
    """Times and places at an even rate; the clip's own frames when its rate is even already."""
    clock = analysis.observation.clock
    if not clock.is_variable:
        return clock.times_s, markers.xy
    count = round(float(clock.times_s[-1] - clock.times_s[0]) / clock.frame_interval_s) + 1
    grid_s = clock.times_s[0] + np.arange(count) * clock.frame_interval_s
    flat = markers.xy.reshape(clock.frame_count, -1)
    rows = np.stack(
        [_resample(clock.times_s, flat[:, column], grid_s, clock.frame_interval_s) for column in range(flat.shape[1])],
        axis=1,
    )
    return grid_s, rows.reshape(count, *markers.xy.shape[1:])


def _resample(times_s: FloatArray, values: FloatArray, grid_s: FloatArray, step_s: float) -> FloatArray:
    known = np.isfinite(values)
    if known.sum() < 2:
        return np.full(len(grid_s), np.nan)
    told: FloatArray = np.interp(grid_s, times_s[known], values[known], left=np.nan, right=np.nan)
    distance_s = np.abs(grid_s[:, None] - times_s[known][None, :]).min(axis=1)
    told[distance_s > _LONGEST_STEP * step_s] = np.nan
    return told


def _write_c3d(file: object, path: Path) -> None:
    """Let the library write beside the target, then put it in place."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="lockout-c3d-") as folder:
        part = Path(folder) / "set.c3d"
        try:
            file.write(str(part))  # type: ignore[attr-defined]
        except RuntimeError as error:
            raise CannotWrite(f"{path.name} was not written.", remedy="Free some disk space.") from error
        write_atomically(path, part.read_bytes())


def _place(xy: Sequence[float]) -> tuple[str, str, str]:
    x, y = _number(xy[0]), _number(xy[1])
    return (x, y, "0") if x and y else ("", "", "")


def _number(value: float) -> str:
    return f"{round(float(value), _DECIMALS) + 0.0:.{_DECIMALS}f}" if np.isfinite(value) else ""


def _one_line(name: str) -> str:
    return " ".join(name.split())
