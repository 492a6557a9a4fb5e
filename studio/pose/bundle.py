"""Make a model bundle out of the two networks of the MediaPipe wheel, byte for byte the same everywhere.

The networks in the wheel are plain TFLite files. The Tasks API wants to read from each of them how its input picture is
scaled, so a small piece of TFLite metadata is put in front of the file's own content; that content stays as it is.
"""

import io
import struct
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import flatbuffers

DETECTOR_NAME = "pose_detector.tflite"
LANDMARKER_NAME = "pose_landmarks_detector.tflite"

_TFLITE_IDENTIFIER = b"TFL3"
_METADATA_IDENTIFIER = b"M001"
_METADATA_NAME = b"TFLITE_METADATA"
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_ZIP_HEADER_BYTES = 30
_ZIP_ALIGNMENT = 4
_ZIP_PADDING_ID = 0xD935  # the "alignment" field of Android's zipalign
_SHIFT_ALIGNMENT = 16


@dataclass(frozen=True, slots=True)
class Normalization:
    """How a network wants its input: (value − mean) / deviation, for values 0…255."""

    mean: float
    deviation: float


# Source: the options that the official bundles carry.
DETECTOR_INPUT = Normalization(mean=127.5, deviation=127.5)
LANDMARKER_INPUT = Normalization(mean=0.0, deviation=255.0)


def build_bundle(*, detector: bytes, landmarker: bytes) -> bytes:
    """Join both networks into what the pose landmarker loads.

    Args:
        detector: `pose_detection.tflite` of the wheel.
        landmarker: `pose_landmark_full.tflite` of the wheel.

    Returns:
        A zip archive whose members are stored uncompressed at multiples of four bytes; equal input gives equal bytes.

    Raises:
        ValueError: one of them is no TFLite model.
    """
    return pack_members(
        (
            (DETECTOR_NAME, with_input_metadata(detector, DETECTOR_INPUT)),
            (LANDMARKER_NAME, with_input_metadata(landmarker, LANDMARKER_INPUT)),
        )
    )


def pack_members(members: Iterable[tuple[str, bytes]]) -> bytes:
    """Store named contents in a zip archive, uncompressed and aligned, the same bytes every time."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members:
            entry = zipfile.ZipInfo(name, date_time=_ZIP_EPOCH)
            entry.create_system = 0
            content_at = target.tell() + _ZIP_HEADER_BYTES + len(name)
            entry.extra = _padding(-content_at % _ZIP_ALIGNMENT)
            archive.writestr(entry, content)
    return target.getvalue()


def _padding(size: int) -> bytes:
    """A well-formed extra field that moves what follows by `size` bytes, beyond its own four."""
    return struct.pack("<HH", _ZIP_PADDING_ID, size) + bytes(size) if size else b""


def with_input_metadata(model: bytes, normalization: Normalization) -> bytes:
    """Tell a TFLite model's readers how its first input is scaled.

    A new root table, with the lists of buffers and metadata grown by one, is written in front of the model. FlatBuffers
    only point forwards or relative to themselves, so everything behind it stays valid when all of it moves together.

    Raises:
        ValueError: this is no TFLite model.
    """
    if model[4:8] != _TFLITE_IDENTIFIER:
        raise ValueError("this is no TFLite model")
    root = _read_root(model)
    writer = _Prefix()
    root_at = writer.reserve_root(root)
    buffers_at = writer.reserve_vector(len(root.buffers) + 1)
    entries_at = writer.reserve_vector(len(root.metadata) + 1)
    entry_at = writer.add_metadata_entry(_METADATA_NAME, buffer_index=len(root.buffers))
    buffer_at = writer.add_buffer(_describe_input(normalization))
    writer.finish()
    shift = len(writer.data)
    writer.point_vector(buffers_at, [*(shift + at for at in root.buffers), buffer_at])
    writer.point_vector(entries_at, [*(shift + at for at in root.metadata), entry_at])
    for slot, at in root.references.items():
        writer.point(root_at[slot], shift + at)
    writer.point(root_at[_SLOT_BUFFERS], buffers_at)
    writer.point(root_at[_SLOT_METADATA], entries_at)
    return bytes(writer.data) + model


# Slots of the table `Model` in the TFLite schema, version 3.
# Source: https://github.com/tensorflow/tensorflow/blob/master/tensorflow/lite/schema/schema.fbs
_SLOT_VERSION = 0
_SLOT_BUFFERS = 4
_SLOT_METADATA = 6
_SLOT_COUNT = 8


@dataclass(frozen=True, slots=True)
class _Root:
    """The root table of a model, all places counted from the start of the model."""

    version: int
    references: dict[int, int]
    buffers: tuple[int, ...]
    metadata: tuple[int, ...]


def _read_root(model: bytes) -> _Root:
    table = _u32(model, 0)
    vtable = table - struct.unpack_from("<i", model, table)[0]
    slot_count = (struct.unpack_from("<H", model, vtable)[0] - 4) // 2
    fields = struct.unpack_from(f"<{slot_count}H", model, vtable + 4)
    places = {slot: table + offset for slot, offset in enumerate(fields) if offset}
    version = _u32(model, places.pop(_SLOT_VERSION)) if _SLOT_VERSION in places else 0
    targets = {slot: at + _u32(model, at) for slot, at in places.items()}
    if targets and max(targets) >= _SLOT_COUNT:
        raise ValueError("this TFLite model is newer than the studio knows")
    buffers = _read_vector(model, targets.pop(_SLOT_BUFFERS, None))
    metadata = _read_vector(model, targets.pop(_SLOT_METADATA, None))
    return _Root(version=version, references=targets, buffers=buffers, metadata=metadata)


def _read_vector(model: bytes, at: int | None) -> tuple[int, ...]:
    if at is None:
        return ()
    first = at + 4
    return tuple(first + 4 * index + _u32(model, first + 4 * index) for index in range(_u32(model, at)))


def _u32(data: bytes, at: int) -> int:
    value: int = struct.unpack_from("<I", data, at)[0]
    return value


class _Prefix:
    """What is written in front of a model; places are bytes from the start of the new file."""

    def __init__(self) -> None:
        self.data = bytearray(8)
        self.data[4:8] = _TFLITE_IDENTIFIER

    def reserve_root(self, root: _Root) -> dict[int, int]:
        """Write the root table and return where each of its references has to be written."""
        slots = sorted({*root.references, _SLOT_BUFFERS, _SLOT_METADATA})
        offsets = {_SLOT_VERSION: 4} | {slot: 8 + 4 * position for position, slot in enumerate(slots)}
        table_at = self._add_table(offsets, size=8 + 4 * len(slots))
        struct.pack_into("<I", self.data, table_at + 4, root.version)
        self.point(0, table_at)
        return {slot: table_at + offsets[slot] for slot in slots}

    def reserve_vector(self, count: int) -> int:
        """Make room for a list of references."""
        at = self._align(4)
        self.data += struct.pack("<I", count) + bytes(4 * count)
        return at

    def add_metadata_entry(self, name: bytes, *, buffer_index: int) -> int:
        """Write a table `Metadata`: a name and the number of the buffer that holds it."""
        table_at = self._add_table({0: 4, 1: 8}, size=12)
        struct.pack_into("<I", self.data, table_at + 8, buffer_index)
        text_at = self._align(4)
        self.data += struct.pack("<I", len(name)) + name + b"\0"
        self.point(table_at + 4, text_at)
        return table_at

    def add_buffer(self, content: bytes) -> int:
        """Write a table `Buffer` with its content at a multiple of 16 bytes."""
        table_at = self._add_table({0: 4}, size=8)
        self._align(_SHIFT_ALIGNMENT)
        self.data += bytes(_SHIFT_ALIGNMENT - 4)
        self.point(table_at + 4, len(self.data))
        self.data += struct.pack("<I", len(content)) + content
        return table_at

    def finish(self) -> None:
        """Fill up so that what follows keeps its alignment."""
        self._align(_SHIFT_ALIGNMENT)

    def point(self, at: int, target: int) -> None:
        """Write a reference."""
        struct.pack_into("<I", self.data, at, target - at)

    def point_vector(self, at: int, targets: Sequence[int]) -> None:
        """Write a list of references."""
        for index, target in enumerate(targets):
            self.point(at + 4 + 4 * index, target)

    def _add_table(self, offsets: dict[int, int], *, size: int) -> int:
        self._align(4)
        vtable_at = len(self.data)
        slot_count = max(offsets) + 1
        self.data += struct.pack("<HH", 4 + 2 * slot_count, size)
        self.data += struct.pack(f"<{slot_count}H", *(offsets.get(slot, 0) for slot in range(slot_count)))
        table_at = self._align(4)
        self.data += bytes(size)
        struct.pack_into("<i", self.data, table_at, table_at - vtable_at)
        return table_at

    def _align(self, size: int) -> int:
        self.data += bytes(-len(self.data) % size)
        return len(self.data)


def _describe_input(normalization: Normalization) -> bytes:
    """The TFLite metadata of a model whose first input is a picture scaled that way.

    Source: https://www.tensorflow.org/lite/models/convert/metadata (schema M001): tables ModelMetadata →
    SubGraphMetadata → TensorMetadata → Content(ImageProperties, RGB) and ProcessUnit(NormalizationOptions).
    """
    builder = flatbuffers.Builder(512)
    name = builder.CreateString("image")
    options = _table(
        builder, 2, {0: _float_vector(builder, normalization.mean), 1: _float_vector(builder, normalization.deviation)}
    )
    unit = _union_table(builder, kind=_NORMALIZATION_OPTIONS, value=options)
    picture = _image_properties(builder)
    content = _union_table(builder, kind=_IMAGE_PROPERTIES, value=picture)
    tensor = _table(builder, 7, {0: name, 3: content, 4: _vector(builder, [unit])})
    graph = _table(builder, 10, {2: _vector(builder, [tensor])})
    root = _table(builder, 8, {3: _vector(builder, [graph])})
    builder.Finish(root, file_identifier=_METADATA_IDENTIFIER)
    return bytes(builder.Output())


_NORMALIZATION_OPTIONS = 1
_IMAGE_PROPERTIES = 2
_COLOR_SPACE_RGB = 1


def _table(builder: flatbuffers.Builder, slot_count: int, references: dict[int, int]) -> int:
    builder.StartObject(slot_count)
    for slot, target in references.items():
        builder.PrependUOffsetTRelativeSlot(slot, target, 0)
    return int(builder.EndObject())


def _union_table(builder: flatbuffers.Builder, *, kind: int, value: int) -> int:
    builder.StartObject(2)
    builder.PrependUint8Slot(0, kind, 0)
    builder.PrependUOffsetTRelativeSlot(1, value, 0)
    return int(builder.EndObject())


def _image_properties(builder: flatbuffers.Builder) -> int:
    builder.StartObject(2)
    builder.PrependInt8Slot(0, _COLOR_SPACE_RGB, 0)
    return int(builder.EndObject())


def _vector(builder: flatbuffers.Builder, targets: Sequence[int]) -> int:
    builder.StartVector(4, len(targets), 4)
    for target in reversed(targets):
        builder.PrependUOffsetTRelative(target)
    return int(builder.EndVector())


def _float_vector(builder: flatbuffers.Builder, value: float) -> int:
    builder.StartVector(4, 1, 4)
    builder.PrependFloat32(value)
    return int(builder.EndVector())
