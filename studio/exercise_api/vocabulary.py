"""The words that a manifest may use."""

API_VERSION = (1, 0)
"""First number: plugins of another one do not load. Second: grows when something is added."""

UNITS = ("deg", "s", "tl", "fl", "tr", "tl/s", "m/s", "ratio", "%", "cm", "px")
"""Units of measures and limits: tl thigh, fl foot and tr trunk lengths."""

VIEWS = ("side", "oblique", "front")
"""Views of a clip, as the capture check names them."""

NEEDS = (
    "side-view",
    "front-view",
    "visible-back",
    "visible-head",
    "visible-feet",
    "bench-edge",
    "bar-position",
    "tempo",
    "six-reps",
    "four-reps",
)
"""What a fault needs to see before it can be judged; each has a reason and a remedy in the knowledge base."""

SIGNALS = (
    "hip_height_tl",
    "bar_height_m",
    "hip_angle_deg",
    "knee_angle_deg",
    "trunk_inclination_deg",
    "thigh_inclination_deg",
    "shin_angle_deg",
)
"""Signals that go up and down with a rep; the end of the name is the unit."""

PHASES = ("set-up", "bottom", "concentric", "eccentric", "t95", "top", "whole rep", "set level")
"""How the phase of a fault begins; decides which moment of a rep is shown for it."""

CONDITIONS = ("strength", "hypertrophy", "technique", "power", "conditioning", "range-capped", "guided-path")
"""What may mute a fault: the set types of the log, and a machine that leads the way."""

OPTIONS = ("tool", "has_plate", "has_bench", "has_pad", "guided_path")
"""Settings of an exercise that other rooms ask for."""
