"""The sound of clips and voice notes: decoding, encoding, loudspeaker and microphone.

PyAV and miniaudio are loaded when they are first used, never when this room is imported.
"""

from studio.sound.room import MachineSound

__all__ = ["MachineSound"]
