"""Reads what other programs wrote: TRC, OpenPose's JSON and Kinovea's KVA."""

from studio.export.foreign.kva import read_kva
from studio.export.foreign.openpose import read_openpose
from studio.export.foreign.trc import read_trc

__all__ = ["read_kva", "read_openpose", "read_trc"]
