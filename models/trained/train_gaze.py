"""Trains gaze.onnx: where an eye looks, from 48 x 32 grey pixels. Some minutes on one core; needs torch and onnx too.

    RUXUE_MODELS=… python train_gaze.py FOLDER_OF_LABELLED_PORTRAITS

No label says where somebody looks. Nearly all look into the camera: irises of open eyes are moved to a side, and the network is to say by how
much; about what moves nothing it errs to both sides alike.
Prints how networks that learnt from three quarters of the portraits do on the fourth;
`keep` says what is saved.
"""

import sys

import cv2
import numpy as np

from faces import load
from network import Network, Together, chances, crops, keep, train
from train_eyes import another_camera, chance, eye

WIDTH, HEIGHT = 48, 32
LAYERS, HIDDEN = [(8, 5, 2), (16, 3, 2), (16, 3, 2)], 16
VARIANTS, BATCH, STEPS, MEMBERS = 28, 96, 1200, 2
MOVED, MOST = 0.6, 0.28  # how many are moved much; how far, in widths of the eye
SPREAD = 1.5  # answer = ½ + SPREAD × shift towards the nose; eyes.rs knows it too
TRIED = (0.0, 0.1, 0.14, 0.18, 0.24)


def moved(crop, lids, shift):
    """The iris moved by `shift` widths of the eye to the right: what is beside it is squeezed on one side, stretched on the other."""
    height, width = crop.shape[:2]
    middle, wide = (lids.left + lids.right) / 2, lids.right - lids.left - 4
    level = ((lids.upper + lids.lower) / 2)[int(lids.left + 2):int(lids.right - 1)].mean()
    u = (np.arange(width, dtype=np.float32)[None] - middle) / wide
    v = (np.arange(height, dtype=np.float32)[:, None] - level) / wide
    stretched = np.where(u < shift, (u + 0.5) / (shift + 0.5) * 0.5 - 0.5, 0.5 - (0.5 - u) / (0.5 - shift) * 0.5)
    rigid = np.sqrt(np.clip(1 - np.abs(u - shift) / 0.22, 0, 1))
    source = stretched * (1 - rigid) + (u - shift) * rigid
    inside = np.clip((1 - np.hypot(u / 0.5, v / 0.24)) / 0.15, 0, 1) * (np.abs(u) < 0.5)
    across = middle + (u + (source - u) * inside) * wide
    down = np.repeat(np.arange(height, dtype=np.float32)[:, None], width, 1)
    return cv2.remap(crop, across.astype(np.float32), down, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)


def vary(face):
    shift = chance.uniform(0.08, MOST) * chance.choice((-1, 1)) if chance.random() < MOVED else np.clip(chance.normal(0, 0.04), -0.08, 0.08)
    crop = eye(face, chance.integers(2), jitter=True, change=lambda crop, lids: moved(crop, lids, shift))
    return standardised(another_camera(crop)), 0.5 + SPREAD * shift


def standardised(crop):
    """The grey levels of the middle of an eye's crop, without its light and contrast."""
    top, left = ((size - wanted) // 2 for size, wanted in zip(crop.shape, (HEIGHT, WIDTH)))
    grey = crop[top:top + HEIGHT, left:left + WIDTH].astype(np.float32) @ np.array([0.2126, 0.7152, 0.0722], np.float32)
    return ((grey - grey.mean()) / (grey.std() + 6))[None]


class Quarter:
    """The eyes of a quarter, looking anywhere: crops and answers."""

    def __init__(self, faces):
        self.faces = faces
        shown, wanted = zip(*(vary(face) for face in faces for _ in range(VARIANTS)))
        self.crops, self.wanted = np.stack(shown).astype(np.float16), np.array(wanted, float)


def learnt(quarters):
    network = lambda: Network((1, HEIGHT, WIDTH), LAYERS, HIDDEN, drop=0.2)
    return Together([train(network(), crops(quarters, BATCH, chance), STEPS) for _ in range(MEMBERS)])


def looks(network, face, shift):
    """Where both eyes look, positive to the right of the picture, the irises moved by so much."""
    seen = [standardised(eye(face, side, change=lambda crop, lids: moved(crop, lids, shift * (1 - 2 * side)))) for side in (0, 1)]
    left, right = (chances(network, np.stack(seen).astype(np.float32))[:, 0] - 0.5) / SPREAD
    return (left - right) / 2


def report(quarters, networks):
    """Each quarter judged by networks that learnt from the others."""
    good = [(network, face) for network, quarter in zip(networks, quarters) for face in quarter.faces if face.must_pass]
    for shift in TRIED:
        found = np.abs([looks(network, face, shift * side) for network, face in good for side in (1, -1)])
        shares = ", ".join(f"above {limit}: {(found > limit).mean():.3f}" for limit in (0.08, 0.1, 0.12, 0.14))
        print(f"{len(good)} that must pass, moved by {shift}: {shares}, most {found.max():.3f}", flush=True)


def shown(face):
    label = face.label
    return label["faces"] == 1 and label["eyes"] == "open" and label["pose"] in ("frontal", "slight")


if __name__ == "__main__":
    faces = [face for face in load(sys.argv[1]) if shown(face)]
    quarters = [Quarter([face for face in faces if face.quarter == quarter]) for quarter in range(4)]
    networks = [learnt([q for q in quarters if q is not asked]) for asked in quarters]
    keep("gaze.onnx", networks, learnt(quarters))
    report(quarters, networks)
