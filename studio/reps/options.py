"""What measuring needs beside the body: intake, what the coach drew, and how errors are shared."""

from dataclasses import dataclass
from math import nan


@dataclass(frozen=True, slots=True)
class MeasureOptions:
    """Settings and hand-made inputs of the measures.

    Attributes:
        valid_share: share of a window's frames that must carry a value. Source: kb:b1.
        slowest_fps: below it speeds and jerks are not judged. Source: kb:c2/F-JERK (frame rate < 30).
        bench_height_cm: from the intake; NaN unknown.
        stature_m: from the intake; NaN unknown.
        bench_edge_px: front edge of the bench in the picture, as drawn by the coach; None when it was not drawn.
        neutral_contour_deg: arc of the back in the athlete's neutral; NaN unknown.
        pivot_share: where the trunk pivots on the bench, share of the shoulder–hip line. Source: kb:b4, M-LTR.
        archon_bands_deg: mild limit of M-BCD, from which the onset of the arch is counted. Source: kb:c2/F-LUMBAR.
        boundary_sd_s: doubt of one phase boundary. Source: accuracy benchmark, boundary error.
        shared_between_reps: share of an angle's error variance that all reps have in common. Source: benchmark.
        shared_within_rep: share that the bottom and the top of one rep have in common. Source: benchmark.
    """

    valid_share: float = 0.6
    slowest_fps: float = 29.5
    bench_height_cm: float = nan
    stature_m: float = nan
    bench_edge_px: tuple[float, float] | None = None
    neutral_contour_deg: float = nan
    pivot_share: float = 0.33
    archon_bands_deg: float = 10.0
    boundary_sd_s: float = 0.04
    shared_between_reps: float = 0.8
    shared_within_rep: float = 0.3
