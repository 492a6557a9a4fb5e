"""The few things that have to be known about a TFLite file, read straight from its bytes.

Source: https://github.com/tensorflow/tensorflow/blob/master/tensorflow/lite/schema/schema.fbs (version 3); the numbers
below are slots of its tables, in the order of the schema.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import flatbuffers
import numpy as np
from numpy.typing import NDArray

IDENTIFIER = b"TFL3"

_MODEL_SUBGRAPHS, _MODEL_BUFFERS = 2, 4
_GRAPH_TENSORS, _GRAPH_INPUTS, _GRAPH_OUTPUTS, _GRAPH_OPERATORS = 0, 1, 2, 3
_TENSOR_SHAPE, _TENSOR_BUFFER, _TENSOR_NAME = 0, 2, 3
_OPERATOR_INPUTS, _OPERATOR_OUTPUTS = 1, 2
_BUFFER_DATA = 0
_SCHEMA_VERSION = 3


@dataclass(frozen=True, slots=True)
class Content:
    """Where the constant content of a tensor lies in the file.

    Attributes:
        start: first byte.
        length: bytes.
        shape: of the tensor.
    """

    start: int
    length: int
    shape: tuple[int, ...]


class NetworkFile:
    """A TFLite file with one graph.

    Args:
        data: the file.

    Raises:
        ValueError: it is no TFLite file.
    """

    def __init__(self, data: bytes) -> None:
        if data[4:8] != IDENTIFIER:
            raise ValueError("this is no TFLite model")
        self._data = data
        root = _Table(data, _u32(data, 0))
        graph = root.tables(_MODEL_SUBGRAPHS)[0]
        self._buffers = root.tables(_MODEL_BUFFERS)
        self._tensors = graph.tables(_GRAPH_TENSORS)
        self._outputs = graph.integers(_GRAPH_OUTPUTS)
        self._makers = {
            made: operator
            for operator in graph.tables(_GRAPH_OPERATORS)
            for made in operator.integers(_OPERATOR_OUTPUTS)
        }

    def constants_behind(self, output_shape: tuple[int, ...]) -> tuple[Content, ...]:
        """The constants of the layer that makes the output of a shape: its weights and its bias.

        Reshaping and unpacking in between are looked through.

        Raises:
            ValueError: there is not exactly one output of that shape.
        """
        fitting = [tensor for tensor in self._outputs if self._shape(tensor) == output_shape]
        if len(fitting) != 1:
            raise ValueError(f"there are {len(fitting)} outputs of shape {output_shape}")
        layer = self._makers[fitting[0]]
        while len(inputs := self._varying_inputs(layer)) == 1 and not self._float_constants(layer):
            layer = self._makers[inputs[0]]
        return self._float_constants(layer)

    def _varying_inputs(self, operator: "_Table") -> list[int]:
        inputs = operator.integers(_OPERATOR_INPUTS)
        return [tensor for tensor in inputs if tensor in self._makers and self._constant(tensor) is None]

    def _float_constants(self, operator: "_Table") -> tuple[Content, ...]:
        found = (self._constant(tensor) for tensor in operator.integers(_OPERATOR_INPUTS))
        return tuple(content for content in found if content is not None and content.shape != (2,))

    def _constant(self, tensor: int) -> Content | None:
        """The content of a constant, which may be stored in half precision and unpacked by an operator of its own."""
        maker = self._makers.get(tensor)
        if maker is not None:
            inputs = maker.integers(_OPERATOR_INPUTS)
            return self._constant(inputs[0]) if len(inputs) == 1 and inputs[0] not in self._makers else None
        buffer = self._buffers[self._tensors[tensor].number(_TENSOR_BUFFER)]
        vector = buffer.vector(_BUFFER_DATA)
        if vector is None:
            return None
        start, length = vector
        return Content(start=start, length=length, shape=self._shape(tensor))

    def _shape(self, tensor: int) -> tuple[int, ...]:
        return tuple(self._tensors[tensor].integers(_TENSOR_SHAPE))


def constant_network(outputs: Sequence[tuple[str, NDArray[np.float32]]], *, input_shape: tuple[int, ...]) -> bytes:
    """A network without a layer: whatever it is shown, its outputs are the given arrays.

    Args:
        outputs: name and content of each output.
        input_shape: what it takes and ignores.
    """
    builder = flatbuffers.Builder(1 << 16)
    contents = [b"", b"", *(array.astype("<f4").tobytes() for _, array in outputs)]
    buffers = _offsets(builder, [_buffer(builder, content) for content in contents])
    tensors = [_tensor(builder, "input_1", input_shape, buffer=1)]
    tensors += [_tensor(builder, name, array.shape, buffer=2 + place) for place, (name, array) in enumerate(outputs)]
    graph_fields = {
        _GRAPH_TENSORS: _offsets(builder, tensors),
        _GRAPH_INPUTS: _integers(builder, [0]),
        _GRAPH_OUTPUTS: _integers(builder, range(1, 1 + len(outputs))),
        _GRAPH_OPERATORS: _offsets(builder, []),
    }
    graph = _table(builder, 5, graph_fields)
    codes = _offsets(builder, [])
    graphs = _offsets(builder, [graph])
    builder.StartObject(8)
    builder.PrependUint32Slot(0, _SCHEMA_VERSION, 0)
    for slot, target in ((1, codes), (_MODEL_SUBGRAPHS, graphs), (_MODEL_BUFFERS, buffers)):
        builder.PrependUOffsetTRelativeSlot(slot, target, 0)
    builder.Finish(builder.EndObject(), file_identifier=IDENTIFIER)
    return bytes(builder.Output())


def _buffer(builder: flatbuffers.Builder, content: bytes) -> int:
    data = 0
    if content:
        builder.StartVector(1, len(content), 16)
        builder.head -= len(content)
        builder.Bytes[builder.head : builder.head + len(content)] = content
        data = builder.EndVector()
    return _table(builder, 3, {_BUFFER_DATA: data} if data else {})


def _tensor(builder: flatbuffers.Builder, name: str, shape: Sequence[int], *, buffer: int) -> int:
    text = builder.CreateString(name)
    sizes = _integers(builder, shape)
    builder.StartObject(5)
    builder.PrependUOffsetTRelativeSlot(_TENSOR_SHAPE, sizes, 0)
    builder.PrependUint32Slot(_TENSOR_BUFFER, buffer, 0)
    builder.PrependUOffsetTRelativeSlot(_TENSOR_NAME, text, 0)
    return int(builder.EndObject())


def _table(builder: flatbuffers.Builder, slot_count: int, references: dict[int, int]) -> int:
    builder.StartObject(slot_count)
    for slot, target in references.items():
        builder.PrependUOffsetTRelativeSlot(slot, target, 0)
    return int(builder.EndObject())


def _offsets(builder: flatbuffers.Builder, targets: Sequence[int]) -> int:
    builder.StartVector(4, len(targets), 4)
    for target in reversed(targets):
        builder.PrependUOffsetTRelative(target)
    return int(builder.EndVector())


def _integers(builder: flatbuffers.Builder, values: Sequence[int]) -> int:
    builder.StartVector(4, len(values), 4)
    for value in reversed(values):
        builder.PrependInt32(value)
    return int(builder.EndVector())


class _Table:
    """A table at a place of a FlatBuffer."""

    def __init__(self, data: bytes, at: int) -> None:
        self._data = data
        self._at = at
        vtable = at - _i32(data, at)
        count = (struct.unpack_from("<H", data, vtable)[0] - 4) // 2
        self._fields: tuple[int, ...] = struct.unpack_from(f"<{count}H", data, vtable + 4)

    def number(self, slot: int) -> int:
        """An unsigned number; 0 when absent."""
        at = self._place(slot)
        return _u32(self._data, at) if at is not None else 0

    def vector(self, slot: int) -> tuple[int, int] | None:
        """Where a list starts and how many elements it has; None when it is absent or empty."""
        at = self._place(slot)
        if at is None:
            return None
        start = at + _u32(self._data, at)
        count = _u32(self._data, start)
        return (start + 4, count) if count else None

    def integers(self, slot: int) -> list[int]:
        """A list of integers."""
        return [_i32(self._data, at) for at in self._elements(slot)]

    def tables(self, slot: int) -> "list[_Table]":
        """A list of tables."""
        return [_Table(self._data, at + _u32(self._data, at)) for at in self._elements(slot)]

    def _elements(self, slot: int) -> Iterator[int]:
        start, count = self.vector(slot) or (0, 0)
        yield from range(start, start + 4 * count, 4)

    def _place(self, slot: int) -> int | None:
        offset = self._fields[slot] if slot < len(self._fields) else 0
        return self._at + offset if offset else None


def _u32(data: bytes, at: int) -> int:
    value: int = struct.unpack_from("<I", data, at)[0]
    return value


def _i32(data: bytes, at: int) -> int:
    value: int = struct.unpack_from("<i", data, at)[0]
    return value
