"""ONNX files made small and quick: int8 weights, and integer arithmetic where it counts."""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

SMALLEST = 4096
"""Lookup tables with fewer values stay as they are: nothing to gain."""


def pack_tables(model: onnx.ModelProto) -> None:
    """Store each lookup table in int8 with a scale for each row, unpacked after the lookup."""
    graph = model.graph
    tables = {weights.name: weights for weights in graph.initializer}
    for at, node in reversed(list(enumerate(graph.node))):
        weights = tables.get(node.input[0]) if node.op_type == "Gather" else None
        values = None if weights is None else numpy_helper.to_array(weights)
        if values is None or values.dtype != np.float32 or values.ndim != 2 or values.size < SMALLEST:
            continue
        name, (_, where), out = node.input[0], node.input, node.output[0]
        scale = np.abs(values).max(axis=1, keepdims=True).astype(np.float32) / 127
        scale[scale == 0] = 1
        graph.initializer.remove(weights)
        graph.initializer.append(numpy_helper.from_array(np.round(values / scale).astype(np.int8), name + ".int8"))
        graph.initializer.append(numpy_helper.from_array(scale, name + ".scale"))
        steps = [
            helper.make_node("Gather", [name + ".int8", where], [out + ".int8"]),
            helper.make_node("Cast", [out + ".int8"], [out + ".float"], to=TensorProto.FLOAT),
            helper.make_node("Gather", [name + ".scale", where], [out + ".scale"]),
            helper.make_node("Mul", [out + ".float", out + ".scale"], [out]),
        ]
        graph.node.remove(node)
        for step in reversed(steps):
            graph.node.insert(at, step)


def pack(source: Path, target: Path) -> None:
    """Write the network with int8 weights.

    Weights have seven bits and a scale for each output, states are rounded to eight bits sentence by
    sentence: so the products fit the integer instructions of every processor, and the result for a
    sentence does not depend on others.
    """
    model = onnx.load(str(source))
    pack_tables(model)
    onnx.save(model, str(source))
    quantize_dynamic(
        source, target, op_types_to_quantize=["MatMul", "LSTM"], per_channel=True, reduce_range=True,
        weight_type=QuantType.QInt8,
    )  # fmt: skip
