"""Labelled portraits for training: faces found, meshed and brought onto the mean face, as `ruxue-vision` does it.

Needs numpy, onnxruntime and opencv-python-headless. RUXUE_MODELS names the folder of converted networks
(`cargo xtask models` prints it).
"""

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import onnxruntime

LEFT_EYE, RIGHT_EYE = (33, 133), (263, 362)  # outer, inner corner; left of the picture

REPORT = 3  # the quarter that nothing is chosen by

TABLE = Path(__file__).parents[2] / "core/vision/src/portrait/mean_mesh.rs"
MEAN = np.array(re.findall(r"\[(-?[\d.]+), (-?[\d.]+), -?[\d.]+\]", TABLE.read_text()), float)


@dataclass
class Face:
    label: dict
    picture: np.ndarray  # RGB
    mesh: np.ndarray  # 468 x 3, pixels

    @property
    def number(self):
        return int(self.label["name"].lstrip("t"))

    @property
    def quarter(self):
        """0 and 1 are trained on, 2 tunes, 3 is reported on; neighbours are of one series and stay together. The same rule
        as in examples/accuracy_portrait."""
        return (self.number // 12 * 2_654_435_761 & 0xFFFFFFFF) >> 30

    @property
    def must_pass(self):
        label = self.label
        return (
            label["faces"] == 1
            and label["pose"] == "frontal"
            and label["eyes"] == "open"
            and label["mouth"] != "open"
            and not set(label["occluded"]) - {"glasses"}
            and label["light"] == "good"
            and label["framing"] == "half"
            and label["centred"]
            and label["sharp"]
            and not any(label[key] for key in ("roll", "grey", "makeup", "unreal", "child"))
        )


def load(folder):
    """All faces of a folder of labelled portraits."""
    folder = Path(folder)
    networks = Networks(Path(os.environ["RUXUE_MODELS"]))
    faces = []
    for line in (folder / "labels.jsonl").read_text().splitlines():
        label = json.loads(line)
        picture = cv2.imread(str(folder / "tiles" / f"{label['name']}.jpg"))[:, :, ::-1].copy()
        mesh = networks.mesh(picture)
        if mesh is not None:
            faces.append(Face(label, picture, mesh))
    return faces


class Networks:
    def __init__(self, folder):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.detector, self.landmarks = (
            onnxruntime.InferenceSession(str(folder / f"{name}.onnx"), options)
            for name in ("face_detection_short_range", "face_landmark")
        )
        cells = [((x + 0.5) / side, (y + 0.5) / side) for side, each in ((16, 2), (8, 6))
                 for y in range(side) for x in range(side) for _ in range(each)]
        self.anchors = np.array(cells, np.float32) * 128

    def mesh(self, picture):
        """The mesh of the likeliest face: run twice, the first mesh places the second region."""
        height, width = picture.shape[:2]
        scale = 128 / max(height, width)
        small = cv2.resize(picture, (round(width * scale), round(height * scale)), interpolation=cv2.INTER_AREA)
        square = np.zeros((128, 128, 3), np.float32)
        margin = np.array([(128 - small.shape[1]) // 2, (128 - small.shape[0]) // 2])
        square[margin[1]:margin[1] + small.shape[0], margin[0]:margin[0] + small.shape[1]] = small
        boxes, logits = self.detector.run(None, {"input": (square / 127.5 - 1).transpose(2, 0, 1)[None]})
        best = logits[0, :, 0].argmax()
        if logits[0, best, 0] < -1:
            return None
        row, anchor = boxes[0, best], self.anchors[best]
        centre = (anchor + row[:2] - margin) / scale
        eyes = [(anchor + row[4 + 2 * i:6 + 2 * i] - margin) / scale for i in (0, 1)]
        mesh = self._mesh(picture, centre, max(row[2:4]) / scale, *eyes)
        low, high = mesh[:, :2].min(0), mesh[:, :2].max(0)
        return self._mesh(picture, (low + high) / 2, max(high - low), mesh[LEFT_EYE[0], :2], mesh[RIGHT_EYE[0], :2])

    def _mesh(self, picture, centre, side, left, right):
        angle = np.degrees(np.arctan2(*(right - left)[::-1]))
        warp = cv2.getRotationMatrix2D(tuple(map(float, centre)), float(angle), 192 / (1.5 * side))
        warp[:, 2] += 96 - centre
        crop = cv2.warpAffine(picture, warp, (192, 192)).astype(np.float32) / 255
        points = self.landmarks.run(None, {"input_1": crop.transpose(2, 0, 1)[None]})[0].reshape(468, 3)
        back = cv2.invertAffineTransform(warp)
        points[:, :2] = points[:, :2] @ back[:, :2].T + back[:, 2]
        points[:, 2] *= 1.5 * side / 192
        return points


def similarity(source, target):
    """The 2 x 3 similarity transform that fits `source` to `target` best."""
    a, b = source - source.mean(0), target - target.mean(0)
    norm = (a**2).sum()
    cos, sin = (a * b).sum() / norm, (a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]).sum() / norm
    turn = np.array([[cos, -sin], [sin, cos]])
    return np.hstack([turn, (target.mean(0) - turn @ source.mean(0))[:, None]])


def rotation(source, target):
    """The rotation that turns `source` closest to `target`, both about their centres (Kabsch)."""
    u, _, v = np.linalg.svd((source - source.mean(0)).T @ (target - target.mean(0)))
    return (u @ np.diag([1, 1, np.sign(np.linalg.det(u @ v))]) @ v).T
