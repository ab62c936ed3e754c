"""Converts a float TensorFlow Lite network to ONNX.

    python3 convert.py SOURCE.tflite TARGET.onnx

Knows the operators of MediaPipe's face networks and stops at any other. Half-precision weights become single precision.

TensorFlow Lite keeps pictures as (batch, height, width, channel), ONNX as (batch, channel, height, width). Every tensor
of rank 4 is therefore carried in ONNX's order, the input included, and turned back where the order can be seen: before
a RESHAPE and at the outputs, which keep TensorFlow Lite's order.
"""

import sys

import numpy as np
import onnx
import tflite
from onnx import TensorProto, helper, numpy_helper

OPSET = 13
IR_VERSION = 8
ELEMENT_TYPES = {
    tflite.TensorType.FLOAT32: np.float32,
    tflite.TensorType.FLOAT16: np.float16,
    tflite.TensorType.INT32: np.int32,
    tflite.TensorType.INT64: np.int64,
}
OPERATOR_NAMES = {code: name for name, code in vars(tflite.BuiltinOperator).items() if isinstance(code, int)}
TO_CHANNELS_FIRST = (0, 3, 1, 2)
TO_CHANNELS_LAST = (0, 2, 3, 1)


class Unsupported(Exception):
    """The network holds something that this converter does not know."""


def same_padding(size, kernel, stride, dilation=1):
    """Padding (before, after) of one axis so that the output has ceil(size / stride) places."""
    places = -(-size // stride)
    total = max((places - 1) * stride + (kernel - 1) * dilation + 1 - size, 0)
    return total // 2, total - total // 2


class Converter:
    """Builds the ONNX graph of one network, operator by operator in the file's order."""

    def __init__(self, data):
        self.model = tflite.Model.GetRootAsModel(data, 0)
        self.graph = self.model.Subgraphs(0)
        self.tensors = [self.graph.Tensors(i) for i in range(self.graph.TensorsLength())]
        self.constants = {i: c for i in range(len(self.tensors)) if (c := self.read_constant(i)) is not None}
        self.names = {}  # tensor of the source -> value in the ONNX graph
        self.channels_first = set()  # tensors whose value is carried in ONNX's order
        self.nodes = []
        self.weights = []

    def convert(self):
        """The ONNX model, checked."""
        inputs = [self.add_input(int(i)) for i in self.graph.InputsAsNumpy()]
        for i in range(self.graph.OperatorsLength()):
            self.add_operator(self.graph.Operators(i))
        outputs = [self.add_output(int(i)) for i in self.graph.OutputsAsNumpy()]
        graph = helper.make_graph(self.nodes, "network", inputs, outputs, self.weights)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)
        onnx.checker.check_model(model)
        return model

    # Tensors

    def shape(self, tensor):
        """Shape in the source's order; () for a scalar."""
        t = self.tensors[tensor]
        return tuple(int(n) for n in t.ShapeAsNumpy()) if t.ShapeLength() else ()

    def read_constant(self, tensor):
        """The array stored for `tensor`, or None where it is computed."""
        t = self.tensors[tensor]
        buffer = self.model.Buffers(t.Buffer())
        if buffer.DataLength() == 0:
            return None
        if t.Sparsity() is not None:
            raise Unsupported("sparse weights")
        if t.Type() not in ELEMENT_TYPES:
            raise Unsupported(f"element type {t.Type()}")
        return np.frombuffer(buffer.DataAsNumpy().tobytes(), ELEMENT_TYPES[t.Type()]).reshape(self.shape(tensor))

    def single(self, tensor):
        """A constant in single precision."""
        return self.constants[tensor].astype(np.float32)

    def add_weight(self, array):
        """Stores `array` in the graph and returns its name. Its rank is kept, 0 too."""
        name = f"weight_{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.array(array, order="C"), name))
        return name

    def add_node(self, operator, inputs, **attributes):
        """Appends one ONNX node with one output and returns that output's name."""
        output = f"value_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, inputs, [output], **attributes))
        return output

    def add_input(self, tensor):
        """Declares a picture input, in ONNX's order, its height and width left open: early layers are run on smaller crops too."""
        batch, _, _, channels = self.shape(tensor)
        name = self.tensors[tensor].Name().decode()
        self.names[tensor] = name
        self.channels_first.add(tensor)
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, [batch, channels, "height", "width"])

    def add_output(self, tensor):
        """Declares an output under its own name, in the source's order."""
        name = self.tensors[tensor].Name().decode()
        self.nodes.append(helper.make_node("Identity", [self.in_source_order(tensor)], [name]))
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, self.shape(tensor))

    def in_source_order(self, tensor):
        """Name of the value of `tensor` with channels last."""
        if tensor in self.channels_first:
            return self.add_node("Transpose", [self.names[tensor]], perm=TO_CHANNELS_LAST)
        return self.names[tensor]

    # Operators

    def add_operator(self, operator):
        """Adds what `operator` computes and notes the name and order of its output."""
        code = self.model.OperatorCodes(operator.OpcodeIndex())
        name = OPERATOR_NAMES[max(code.BuiltinCode(), code.DeprecatedBuiltinCode())]
        inputs = [int(i) for i in operator.InputsAsNumpy()]
        output = int(operator.OutputsAsNumpy()[0])
        if name == "DEQUANTIZE":
            self.constants[output] = self.single(inputs[0])
            return
        add = getattr(self, f"add_{name.lower()}", None)
        if add is None:
            raise Unsupported(f"operator {name}")
        self.names[output] = add(operator, inputs, output)
        if name != "RESHAPE" and inputs[0] in self.channels_first:
            self.channels_first.add(output)

    def options(self, operator, kind):
        """The options table of `operator`."""
        table = operator.BuiltinOptions()
        options = kind()
        options.Init(table.Bytes, table.Pos)
        return options

    def forbid_activation(self, options):
        """Stops at an activation fused into another operator, which none of these networks has."""
        if options.FusedActivationFunction() != tflite.ActivationFunctionType.NONE:
            raise Unsupported(f"fused activation {options.FusedActivationFunction()}")

    def window(self, tensor, padding, kernel, strides, dilations=(1, 1)):
        """ONNX attributes of a window sliding over `tensor`; `kernel` and the rest are (vertical, horizontal)."""
        pads = [(0, 0), (0, 0)]
        if padding == tflite.Padding.SAME:
            sizes = self.shape(tensor)[1:3]
            pads = [same_padding(*axis) for axis in zip(sizes, kernel, strides, dilations)]
        (top, bottom), (left, right) = pads
        return {"kernel_shape": kernel, "strides": strides, "pads": [top, left, bottom, right]}

    def convolve(self, inputs, weights, groups, options):
        """A convolution with `weights` in ONNX's order (out, in, height, width)."""
        dilations = (options.DilationHFactor(), options.DilationWFactor())
        strides = (options.StrideH(), options.StrideW())
        window = self.window(inputs[0], options.Padding(), weights.shape[2:], strides, dilations)
        operands = [self.names[inputs[0]], self.add_weight(weights), self.add_weight(self.single(inputs[2]))]
        self.forbid_activation(options)
        return self.add_node("Conv", operands, group=groups, dilations=dilations, **window)

    def add_conv_2d(self, operator, inputs, _output):
        weights = self.single(inputs[1]).transpose(0, 3, 1, 2)  # from (out, height, width, in)
        return self.convolve(inputs, weights, 1, self.options(operator, tflite.Conv2DOptions))

    def add_depthwise_conv_2d(self, operator, inputs, _output):
        weights = self.single(inputs[1]).transpose(3, 0, 1, 2)  # from (1, height, width, out)
        groups = self.shape(inputs[0])[3]
        return self.convolve(inputs, weights, groups, self.options(operator, tflite.DepthwiseConv2DOptions))

    def add_max_pool_2d(self, operator, inputs, _output):
        options = self.options(operator, tflite.Pool2DOptions)
        kernel = (options.FilterHeight(), options.FilterWidth())
        window = self.window(inputs[0], options.Padding(), kernel, (options.StrideH(), options.StrideW()))
        self.forbid_activation(options)
        return self.add_node("MaxPool", [self.names[inputs[0]]], **window)

    def add_prelu(self, _operator, inputs, _output):
        slope = self.single(inputs[1])  # (1, 1, channel)
        return self.add_node("PRelu", [self.names[inputs[0]], self.add_weight(slope.transpose(2, 0, 1))])

    def add_relu(self, _operator, inputs, _output):
        return self.add_node("Relu", [self.names[inputs[0]]])

    def add_add(self, operator, inputs, _output):
        self.forbid_activation(self.options(operator, tflite.AddOptions))
        return self.add_node("Add", [self.names[i] for i in inputs])

    def add_pad(self, _operator, inputs, _output):
        pads = self.constants[inputs[1]][list(TO_CHANNELS_FIRST)]  # a row (before, after) an axis
        both = np.concatenate([pads[:, 0], pads[:, 1]]).astype(np.int64)
        operands = [self.names[inputs[0]], self.add_weight(both), self.add_weight(np.float32(0))]
        return self.add_node("Pad", operands)

    def add_resize_bilinear(self, operator, inputs, output):
        options = self.options(operator, tflite.ResizeBilinearOptions)
        mode = "asymmetric"
        if options.AlignCorners():
            mode = "align_corners"
        elif options.HalfPixelCenters():
            mode = "half_pixel"
        before, after = self.shape(inputs[0]), self.shape(output)
        scales = np.array([1, 1, after[1] / before[1], after[2] / before[2]], np.float32)
        operands = [self.names[inputs[0]], "", self.add_weight(scales)]
        return self.add_node("Resize", operands, mode="linear", coordinate_transformation_mode=mode)

    def add_reshape(self, _operator, inputs, output):
        shape = np.array(self.shape(output), np.int64)
        return self.add_node("Reshape", [self.in_source_order(inputs[0]), self.add_weight(shape)])

    def add_concatenation(self, operator, inputs, _output):
        rank = len(self.shape(inputs[0]))
        axis = self.options(operator, tflite.ConcatenationOptions).Axis() % rank
        if inputs[0] in self.channels_first:
            axis = TO_CHANNELS_FIRST.index(axis)
        return self.add_node("Concat", [self.names[i] for i in inputs], axis=axis)


def main(source, target):
    """Converts the file `source` and writes `target`."""
    with open(source, "rb") as file:
        converter = Converter(file.read())
    onnx.save(converter.convert(), target)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except Unsupported as error:
        sys.exit(f"not supported: {error}")
