"""The face detector as far as a layer that a network of our own judges by: it has seen many more faces than we could show."""

import os
from pathlib import Path

import numpy as np
import onnx.utils
import onnxruntime


class Detector:
    """`layer` is the name of one of the converted detector's outputs; the code for the phone names it too."""

    def __init__(self, layer):
        whole = onnx.load(Path(os.environ["RUXUE_MODELS"]) / "face_detection_short_range.onnx")
        part = onnx.utils.Extractor(onnx.shape_inference.infer_shapes(whole)).extract_model(["input"], [layer])
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
        inputs = (np.stack(crops).astype(np.float32) / 127.5 - 1).transpose(0, 3, 1, 2)
        return self.session.run(None, {"input": np.ascontiguousarray(inputs)})[0].astype(np.float16)
