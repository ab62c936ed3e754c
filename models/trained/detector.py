"""Detectors that others trained, as far as a layer that networks of our own judge by: they have seen much more than we could show."""

import os
from pathlib import Path

import numpy as np
import onnx.utils
import onnxruntime


class Layer:
    """A layer of a converted network; the code for the phone names it too. The network takes the grey `middle` as 0, what is brighter by
    `spread` as 1; `colours` is their order, -1 where it takes blue first."""

    def __init__(self, file, name, middle=127.5, spread=127.5, colours=1):
        self.middle, self.spread, self.colours = middle, spread, colours
        whole = onnx.load(Path(os.environ["RUXUE_MODELS"]) / file)
        self.input = whole.graph.input[0].name
        part = onnx.utils.Extractor(onnx.shape_inference.infer_shapes(whole)).extract_model([self.input], [name])
        # Crops of any number and size: the layers are convolutions.
        del part.graph.value_info[:]
        for value in (*part.graph.input, *part.graph.output):
            for axis, size in enumerate(value.type.tensor_type.shape.dim):
                size.dim_param = f"{value.name}{axis}"
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(part.SerializeToString(), options)

    def features(self, crops):
        """Of RGB crops, all of one size, 0 to 255: count x channels x rows x columns."""
        inputs = ((np.stack(crops)[..., ::self.colours].astype(np.float32) - self.middle) / self.spread).transpose(0, 3, 1, 2)
        return self.session.run(None, {self.input: np.ascontiguousarray(inputs)})[0].astype(np.float16)


def face_detector(name):
    return Layer("face_detection_short_range.onnx", name)


def text_detector(name):
    """Shown pictures as bright and rich in contrast as those that it learnt from."""
    return Layer("ch_PP-OCRv4_det_infer.onnx", name, 115, 57.5, colours=-1)
