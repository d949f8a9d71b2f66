"""ONNX files with their weights stored in int8."""

from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

SMALLEST = 4096
"""Arrays with fewer values stay as they are: nothing to gain."""


def pack(source: Path, target: Path) -> None:
    """Store each large matrix in int8 with one scale a column (a row, for a lookup table).

    Only storage is rounded: the session unpacks the weights at load and computes in float, so that
    results do not depend on which integer instructions a processor has, nor on the batch.
    """
    model = onnx.load(str(source))
    graph = model.graph
    tables = {node.input[0] for node in graph.node if node.op_type == "Gather"}
    unpack = []
    for weights in list(graph.initializer):
        values = numpy_helper.to_array(weights)
        if values.dtype != np.float32 or values.ndim < 2 or values.size < SMALLEST:
            continue
        axis = 0 if weights.name in tables else values.ndim - 1
        others = tuple(k for k in range(values.ndim) if k != axis)
        scale = (np.abs(values).max(axis=others) / 127).astype(np.float32)
        scale[scale == 0] = 1
        packed = np.round(values / np.expand_dims(scale, others)).astype(np.int8)
        graph.initializer.remove(weights)
        graph.initializer.append(numpy_helper.from_array(packed, weights.name + ".int8"))
        graph.initializer.append(numpy_helper.from_array(scale, weights.name + ".scale"))
        names = [weights.name + ".int8", weights.name + ".scale"]
        unpack.append(helper.make_node("DequantizeLinear", names, [weights.name], axis=axis))
    for node in reversed(unpack):
        graph.node.insert(0, node)
    onnx.save(model, str(target))
