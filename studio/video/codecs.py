"""Which video formats can be decoded here."""

PHONE_CODECS = ("h264", "hevc", "vp9", "av1", "mpeg4", "mjpeg", "prores", "gif")
"""What phones, cameras and messengers write."""


def decodable() -> tuple[str, ...]:
    """Those of the phones' codecs that this installation decodes."""
    return tuple(name for name in PHONE_CODECS if _is_decodable(name))


def _is_decodable(name: str) -> bool:
    from av.codec import Codec
    from av.codec.codec import UnknownCodecError

    try:
        Codec(name, "r")
    except UnknownCodecError:
        return False
    return True
