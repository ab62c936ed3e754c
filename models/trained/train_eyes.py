"""Trains eyes.onnx: whether an eye is closed, from 48 x 32 grey pixels. Ten minutes on one core; needs torch and onnx too.

    RUXUE_MODELS=… python train_eyes.py FOLDER_OF_LABELLED_PORTRAITS

Few eyes are closed: some of the open ones get a drawn lid, the skin above pulled down over the eye and a line of lashes at its edge.
Prints how networks that learnt from three quarters of the portraits do on the fourth, then learns from all but the one reported on.
"""

import sys
from pathlib import Path

import cv2
import numpy as np
import torch

from faces import LEFT_EYE, MEAN, REPORT, RIGHT_EYE, load, similarity
from network import Network, chances, save, train

WIDTH, HEIGHT = 48, 32
MARGIN = 1.75  # width of the crop in widths of the eye
EYES = (LEFT_EYE, RIGHT_EYE)
UPPER = ((246, 161, 160, 159, 158, 157, 173), (466, 388, 387, 386, 385, 384, 398))
LOWER = ((7, 163, 144, 145, 153, 154, 155), (249, 390, 373, 374, 380, 381, 382))
STEPS_A_FACE, BATCH, DRAWN = 160, 64, 0.25

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


def untrained():
    return Network((1, HEIGHT, WIDTH), [(12, 3, 1), (16, 3, 2), (24, 3, 2), (32, 3, 2)], hidden=24)


def batches(faces):
    closed = np.array([face.label["eyes"] == "closed" for face in faces])
    often = 1.0 + 4 * closed
    while True:
        crops, wanted = [], []
        for i in chance.choice(len(faces), BATCH, p=often / often.sum()):
            lid = not closed[i] and chance.random() < DRAWN
            crops.append(standardised(another_camera(eye(faces[i], chance.integers(2), jitter=True, lid=lid))))
            wanted.append([closed[i] or lid])
        yield np.stack(crops).astype(np.float32), wanted


def learnt(faces):
    return train(untrained(), batches(faces), len(faces) * STEPS_A_FACE // BATCH)


def closed_chances(network, faces):
    """The chance that the less open eye is closed."""
    crops = np.stack([standardised(eye(face, side)) for face in faces for side in (0, 1)]).astype(np.float32)
    return chances(network, crops).reshape(-1, 2).max(1)


def sure(faces):
    return [face for face in faces if face.label["eyes"] in ("open", "closed")]


def report(faces):
    """Each quarter judged by a network that learnt from the others."""
    asked, found = [], []
    for quarter in range(4):
        asked += (these := [face for face in faces if face.quarter == quarter])
        found.append(closed_chances(learnt([face for face in faces if face.quarter != quarter]), these))
    found = np.concatenate(found)
    shut = found[[face.label["eyes"] == "closed" for face in asked]]
    good = found[[face.must_pass for face in asked]]
    open_ = found[[face.label["eyes"] == "open" for face in asked]]
    print(f"{len(shut)} closed, {len(good)} that must pass, {len(open_)} open")
    for limit in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        print(f"  above {limit}: {(shut > limit).mean():.3f}, {(good > limit).mean():.3f}, {(open_ > limit).mean():.3f}")


if __name__ == "__main__":
    faces = sure([face for face in load(sys.argv[1]) if face.label["faces"] == 1])
    report(faces)
    save(learnt([face for face in faces if face.quarter != REPORT]), Path(__file__).with_name("eyes.onnx"))
