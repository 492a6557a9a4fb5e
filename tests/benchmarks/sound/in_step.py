"""How far sound and picture are apart while a clip plays, is sought and looped; and what the sound costs the player.

    python tests/benchmarks/sound/in_step.py [SECONDS]

Needs no sound device: the backend of nowhere asks for samples in real time, as a device does. Measured is which sample
is handed over against where the playhead is at that moment; what hardware adds is not seen.
"""

import random
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2] / "sound"))
import beeping

from studio.core.frame import ClipInfo
from studio.core.sound import RATE_HZ
from studio.core.time import FrameClock
from studio.services.clip_sound import LANE, ClipSound
from studio.services.jobs import JobRunner
from studio.services.playhead import Playhead
from studio.sound import MachineSound

_TICK_S = 1 / 60
_SEEK_EVERY_S = 4.0
_AFTER_JUMP_S = 0.15
_CLIP_S = 60.0


class Tapped(MachineSound):
    """Writes down when which samples are handed over."""

    def __init__(self) -> None:
        super().__init__(is_nowhere=True)
        self.sound: ClipSound | None = None
        self.handed: list[tuple[float, float]] = []

    def loudspeaker(self, fill):
        def tapped(count: int) -> np.ndarray:
            samples = fill(count)
            heard_s = self.sound.mixer.heard_s if self.sound is not None else None
            if heard_s is not None:
                self.handed.append((time.monotonic(), heard_s - count / RATE_HZ))
            return samples

        return super().loudspeaker(tapped)


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    chance, calls = random.Random(1), []
    runner, playhead, room = JobRunner(deliver=calls.append, lanes={LANE: 3}), Playhead(), Tapped()
    sound = room.sound = ClipSound(lambda: room, runner, playhead)
    with tempfile.TemporaryDirectory() as folder:
        clip = beeping.write_clip(Path(folder) / "a.mp4", duration_s=_CLIP_S)
        clock = FrameClock(np.arange(int(_CLIP_S * 30)) / 30)
        playhead.open(clock)
        sound.open(ClipInfo(clip, "5" * 64, clock, 64, 48, has_audio=True))
        sound.switch(is_on=True)
        playhead.play()
        began_s = last_s = time.monotonic()
        next_jump_s, jumps, places, costs = began_s + _SEEK_EVERY_S, [began_s], [], []
        while (now_s := time.monotonic()) < began_s + seconds:
            start_s = time.perf_counter()
            playhead.advance(now_s - last_s)
            costs.append(time.perf_counter() - start_s)
            places.append((now_s, playhead.time_s))
            last_s = now_s
            if now_s > next_jump_s:
                next_jump_s += _SEEK_EVERY_S
                playhead.seek(chance.uniform(0.0, _CLIP_S - 6.0))
                places.append((time.monotonic(), playhead.time_s))
                jumps.append(now_s)
            while calls:
                calls.pop(0)()
            time.sleep(_TICK_S)
        sound.close()
        runner.shutdown()
    tell(room.handed, np.array(places), np.array(jumps), np.array(costs))


def tell(handed: list[tuple[float, float]], places: np.ndarray, jumps: np.ndarray, costs: np.ndarray) -> None:
    """Print the figures."""
    apart_ms = []
    for at_s, heard_s in handed:
        before = places[np.searchsorted(places[:, 0], at_s, side="right") - 1]
        if at_s - jumps[jumps <= at_s].max(initial=0.0) > _AFTER_JUMP_S:
            apart_ms.append(1000 * (heard_s - (before[1] + at_s - before[0])))
    values = np.array(apart_ms)
    print(f"{len(values)} buffers, {len(jumps) - 1} seeks; sound minus picture in ms:")
    print(f"  mean {values.mean():+.1f}, p95 {np.percentile(abs(values), 95):.1f}, largest {abs(values).max():.1f}")
    print(f"  within 33 ms: {100 * np.mean(abs(values) <= 33.3):.2f} %")
    print(f"player's thread: {1e6 * np.median(costs):.0f} µs a tick, longest {1e3 * costs.max():.2f} ms")


if __name__ == "__main__":
    main()
