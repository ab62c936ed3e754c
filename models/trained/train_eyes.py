"""Trains eyes.onnx: whether an eye is closed, from 48 x 32 grey pixels. A minute on one core; needs torch and onnx too.

    RUXUE_MODELS=… python train_eyes.py FOLDER_OF_LABELLED_PORTRAITS

Prints how networks that learnt from one half of the portraits do on the other half, then learns from all. Few eyes are closed:
some of the open ones get a drawn lid, the skin above pulled down over the eye and a line of lashes at its edge.
"""

import re
import sys
from pathlib import Path

import cv2
import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from faces import LEFT_EYE, RIGHT_EYE, load, similarity

WIDTH, HEIGHT = 48, 32
MARGIN = 1.75  # width of the crop in widths of the eye
EYES = (LEFT_EYE, RIGHT_EYE)
UPPER = ((246, 161, 160, 159, 158, 157, 173), (466, 388, 387, 386, 385, 384, 398))
LOWER = ((7, 163, 144, 145, 153, 154, 155), (249, 390, 373, 374, 380, 381, 382))
STRIDES = (1, 2, 2, 2)
STEPS_A_FACE, BATCH, DRAWN = 160, 64, 0.25

TABLE = Path(__file__).parents[2] / "core/vision/src/portrait/mean_mesh.rs"
MEAN = np.array(re.findall(r"\[(-?[\d.]+), (-?[\d.]+), -?[\d.]+\]", TABLE.read_text()), float)

torch.manual_seed(1)
torch.set_num_threads(1)
chance = np.random.default_rng(1)


def placing(face, side, width, height, jitter):
    """Brings the picture onto a crop of one eye, a right eye mirrored."""
    outer, inner = MEAN[list(EYES[side])]
    scale = width / (MARGIN * np.linalg.norm(outer - inner))
    turn = np.eye(2) * scale
    shift = np.array([(width - 1) / 2, (height - 1) / 2])
    if jitter:
        angle, zoom = np.radians(chance.normal(0, 4)), np.exp(chance.normal(0, 0.07))
        turn = zoom * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) @ turn
        shift += chance.normal(0, 0.025 * width, 2)
    onto = similarity(face.mesh[:, :2].astype(float), MEAN)
    warp = np.hstack([turn @ onto[:, :2], (turn @ (onto[:, 2] - (outer + inner) / 2) + shift)[:, None]])
    if side:
        warp[0] = -warp[0]
        warp[0, 2] += width - 1
    return warp


def eye(face, side, jitter=False, lid=False):
    width, height = 2 * WIDTH, 2 * HEIGHT
    warp = placing(face, side, width, height, jitter)
    crop = cv2.warpAffine(face.picture, warp, (width, height), borderMode=cv2.BORDER_REPLICATE).astype(np.float32)
    if lid:
        crop = draw_lid(crop, face.mesh[:, :2] @ warp[:, :2].T + warp[:, 2], side)
    return cv2.resize(crop, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)


def draw_lid(crop, points, side):
    height, width = crop.shape[:2]
    columns = np.arange(width)
    ends = EYES[side]

    def curve(places):
        line = points[[ends[0], *places, ends[1]]]
        line = line[line[:, 0].argsort()]
        return np.interp(columns, line[:, 0], line[:, 1])

    upper, lower = curve(UPPER[side]) - chance.uniform(0, 2.5), curve(LOWER[side]) + chance.uniform(0, 1.5)
    edge = upper + chance.uniform(0.82, 1.05) * (lower - upper)
    above = upper - chance.uniform(0.12, 0.30) * width
    rows = np.arange(height, dtype=np.float32)[:, None]
    stretched = above + (rows - above) * (upper - above) / (edge - above + 1e-6)
    source = np.where((rows > above) & (rows < edge), stretched, rows).astype(np.float32)
    across = np.repeat(columns[None].astype(np.float32), height, 0)
    closed = cv2.remap(crop, across, source, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    inside = (columns > points[list(ends), 0].min() - 2) & (columns < points[list(ends), 0].max() + 2)
    closed = np.where(inside[None, :, None], closed, crop)
    lashes = np.exp(-(((rows - edge) / chance.uniform(0.8, 2.2)) ** 2)) * inside * chance.uniform(0.25, 0.75)
    closed *= 1 - lashes[..., None]
    return cv2.GaussianBlur(closed, (0, 0), chance.uniform(0.3, 1.2)) if chance.random() < 0.5 else closed


def another_camera(crop):
    """Other light, contrast, sharpness, noise."""
    crop = crop * np.exp(chance.normal(0, 0.06, 3))
    crop = 255 * np.clip(crop / 255, 0, 1) ** np.exp(chance.normal(0, 0.25))
    crop = (crop - 128) * np.exp(chance.normal(0, 0.12)) + 128 + chance.normal(0, 8)
    if chance.random() < 0.3:
        crop = cv2.GaussianBlur(crop, (0, 0), chance.uniform(0.3, 1.0))
    return np.clip(crop + chance.normal(0, chance.uniform(0, 5), crop.shape), 0, 255)


def standardised(crop):
    grey = crop.astype(np.float32) @ np.array([0.2126, 0.7152, 0.0722], np.float32)
    return ((grey - grey.mean()) / (grey.std() + 6))[None]


class Eyes(nn.Module):
    def __init__(self):
        super().__init__()
        channels = (1, 12, 16, 24, 32)
        self.blocks = nn.Sequential(*(
            nn.Sequential(nn.Conv2d(a, b, 3, stride, 1, bias=False), nn.BatchNorm2d(b), nn.ReLU())
            for a, b, stride in zip(channels, channels[1:], STRIDES)
        ))
        self.drop, self.hidden, self.out = nn.Dropout(0.3), nn.Linear(32 * 4 * 6, 24), nn.Linear(24, 1)

    def forward(self, x):
        x = self.drop(self.blocks(x).flatten(1))
        return self.out(self.drop(torch.relu(self.hidden(x))))[:, 0]


def train(faces):
    closed = np.array([face.label["eyes"] == "closed" for face in faces])
    often = 1.0 + 4 * closed
    steps = len(faces) * STEPS_A_FACE // BATCH
    network = Eyes()
    optimiser = torch.optim.AdamW(network.parameters(), 3e-3, weight_decay=0.03)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 4e-3, total_steps=steps)
    for _ in range(steps):
        crops, targets = [], []
        for i in chance.choice(len(faces), BATCH, p=often / often.sum()):
            lid = not closed[i] and chance.random() < DRAWN
            crops.append(standardised(another_camera(eye(faces[i], chance.integers(2), jitter=True, lid=lid))))
            targets.append(0.98 if closed[i] or lid else 0.02)
        logits = network(torch.from_numpy(np.stack(crops).astype(np.float32)))
        loss = nn.functional.binary_cross_entropy_with_logits(logits, torch.tensor(targets))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    return network.eval()


def save(network, file):
    """As ONNX, batch normalisation folded into the convolutions."""
    weights, nodes = [], []

    def weight(name, values):
        weights.append(numpy_helper.from_array(np.ascontiguousarray(values, dtype=np.float32), name))
        return name

    def layer(kind, source, *rest, **options):
        nodes.append(helper.make_node(kind, [source, *rest], [f"{len(nodes)}"], **options))
        return nodes[-1].output[0]

    at = "eye"
    for i, (convolution, normal, _) in enumerate(network.blocks):
        scale = (normal.weight / torch.sqrt(normal.running_var + normal.eps)).detach().numpy()
        kernel = convolution.weight.detach().numpy() * scale[:, None, None, None]
        bias = normal.bias.detach().numpy() - normal.running_mean.numpy() * scale
        at = layer("Conv", at, weight(f"kernel{i}", kernel), weight(f"bias{i}", bias),
                   kernel_shape=[3, 3], strides=[STRIDES[i]] * 2, pads=[1, 1, 1, 1])
        at = layer("Relu", at)
    at = layer("Flatten", at)
    for name, linear in (("hidden", network.hidden), ("out", network.out)):
        values = [weight(f"{name}{part}", getattr(linear, part).detach().numpy()) for part in ("weight", "bias")]
        at = layer("Gemm", at, *values, transB=1)
        at = layer("Relu", at) if name == "hidden" else at
    nodes[-1].output[0] = "closed"
    graph = helper.make_graph(
        nodes, "eyes",
        [helper.make_tensor_value_info("eye", TensorProto.FLOAT, [1, 1, HEIGHT, WIDTH])],
        [helper.make_tensor_value_info("closed", TensorProto.FLOAT, [1, 1])],
        weights,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, file)


def closed_chances(network, faces):
    """The chance that the less open eye is closed."""
    crops = np.stack([standardised(eye(face, side)) for face in faces for side in (0, 1)]).astype(np.float32)
    with torch.no_grad():
        return torch.sigmoid(network(torch.from_numpy(crops))).numpy().reshape(-1, 2).max(1)


def report(faces):
    halves = [[face for face in faces if face.tunes == half] for half in (True, False)]
    chances = np.concatenate([
        closed_chances(train(sure(learnt)), asked) for learnt, asked in (halves, halves[::-1])
    ])
    asked = halves[1] + halves[0]
    shut = chances[[face.label["eyes"] == "closed" for face in asked]]
    good = chances[[face.must_pass for face in asked]]
    print(f"{len(shut)} closed, {len(good)} that must pass")
    for limit in (0.5, 0.6, 0.7, 0.8, 0.9):
        print(f"  above {limit}: {(shut > limit).mean():.3f} of the closed, {(good > limit).mean():.3f} of the good")


def sure(faces):
    return [face for face in faces if face.label["eyes"] in ("open", "closed")]


faces = [face for face in load(sys.argv[1]) if face.label["faces"] == 1]
report(faces)
save(train(sure(faces)), Path(__file__).with_name("eyes.onnx"))
