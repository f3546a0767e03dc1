"""Checks an ONNX file of LeNet Playground: the format, the shapes of every value, and reads its metadata.

    /usr/bin/python3 tools/check_onnx.py FILE.onnx

Needs Debian's python3-onnx. Prints a line of JSON; fails with the checker's exception.
"""

import json
import sys

import onnx
from onnx import checker, numpy_helper, shape_inference


def shape_of(value):
    """The extents; a name for one that is free."""
    return [dim.dim_param or dim.dim_value for dim in value.type.tensor_type.shape.dim]


def main():
    model = onnx.load(sys.argv[1])
    with open(sys.argv[1], 'rb') as file:
        canonical = model.SerializeToString(deterministic=True) == file.read()
    checker.check_model(model, full_check=True)
    inferred = shape_inference.infer_shapes(model, check_type=True, strict_mode=True, data_prop=True)
    graph = inferred.graph
    report = {
        'canonical': canonical,
        'ir_version': model.ir_version,
        'opset': [[one.domain, one.version] for one in model.opset_import],
        'shapes': {value.name: shape_of(value) for value in [*graph.input, *graph.value_info, *graph.output]},
        'metadata': {one.key: one.value for one in model.metadata_props},
        'sums': {one.name: float(numpy_helper.to_array(one).astype('float64').sum()) for one in graph.initializer},
    }
    print(json.dumps(report))


if __name__ == '__main__':
    main()
