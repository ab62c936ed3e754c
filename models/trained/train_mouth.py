"""Trains mouth.onnx: whether the mouth is open or the tongue out, from an early layer of the face detector, run on 40 x 40 pixels around
the mouth. Some minutes on one core; needs torch and onnx too.

    RUXUE_MODELS=… python train_mouth.py FOLDER_OF_LABELLED_PORTRAITS

Few mouths are open: some of the closed ones are drawn open, and mouths are exchanged between faces. A smile that shows
teeth counts as closed. Prints how networks that learnt from three quarters of the portraits do on the fourth;
`keep` says what is saved.
"""

import sys

import cv2
import numpy as np
import torch

from detector import face_detector
from faces import MEAN, load, similarity
from network import Network, Together, chances, crops, keep, train

SIZE, SPAN, TOP = 40, 0.6, 0.5  # the detector's crop: pixels, face heights that it shows, its upper edge
LAYER = "value_10"  # of the converted detector; mouth.rs names it too
OVER = 2  # things are drawn on crops so many times as fine
UPPER, LOWER = ([78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308], [78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308])
LAYERS, HIDDEN = [(16, 1, 1), (24, 3, 2), (24, 3, 2)], 16
VARIANTS, BATCH, STEPS, MEMBERS = 24, 96, 600, 2
DRAWN, EXCHANGED, PAINTED = 0.35, 0.35, 0.15

# Labelled open, the lips only parted a little: nothing is learnt from them.
DOUBTED = (22, 164, 275, 497, 574, 930, 1332)

torch.manual_seed(1)
torch.set_num_threads(1)
chance = np.random.default_rng(1)
between = chance.uniform


def likely(share):
    return chance.random() < share


def mouth(face, jitter=False):
    """The crop, `OVER` times as fine, and the inner lips' points in it: two rows of places, the upper lip's and the lower's."""
    side = SIZE * OVER
    turn, shift = np.eye(2) * side / SPAN, np.array([side / 2, -TOP * side / SPAN])
    if jitter:
        angle, zoom = np.radians(chance.normal(0, 5)), np.exp(chance.normal(0, 0.08))
        turn = zoom * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) @ turn
        shift = np.array([side / 2, side / 2]) + turn @ [0, -TOP - SPAN / 2] + chance.normal(0, 0.03 * side, 2)
    onto = similarity(face.mesh[:, :2].astype(float), MEAN)
    warp = np.hstack([turn @ onto[:, :2], (turn @ onto[:, 2] + shift)[:, None]])
    if jitter and likely(0.5):
        warp[0] = -warp[0]
        warp[0, 2] += side
    crop = cv2.warpAffine(face.picture, warp - [[0, 0, 0.5]] * 2, (side, side), borderMode=cv2.BORDER_REPLICATE)
    lips = [face.mesh[places, :2] @ warp[:, :2].T + warp[:, 2] for places in (UPPER, LOWER)]
    return crop.astype(np.float32), [line[line[:, 0].argsort()] for line in lips]


def opened(crop, lips):
    """The jaw dropped, with what is to be seen inside; and whether that is an open mouth: not a number where it is hard to say."""
    side = len(crop)
    x, y = np.meshgrid(np.arange(side, dtype=np.float32), np.arange(side, dtype=np.float32))
    columns = np.arange(side)
    line = np.mean([np.interp(columns, lip[:, 0], lip[:, 1]) for lip in lips], 0).astype(np.float32)
    left, right = lips[0][0, 0], lips[0][-1, 0]
    middle, half = (left + right) / 2, max(6.0, (right - left) / 2 * between(0.6, 1.05))
    tongue_out = likely(0.35)
    depth = (between(0.0, 0.06) if tongue_out else between(0.01, 0.2)) * side / SPAN
    arch = np.sqrt(np.clip(1 - ((columns - middle) / half) ** 2, 0, 1)) ** between(0.6, 1.4)
    upper, lower = line - between(0, 0.3) * depth * arch, line + depth * arch * between(0.7, 1)
    above = np.clip((y - line + 12) / 12, 0, 1) * (line - upper)
    below = np.clip(1 - (y - lower) / (side * between(0.5, 1.2)), 0, 1) * (lower - line)
    source = np.where(y < upper, y + above * (y < line), np.where(y > lower, y - below, line)).astype(np.float32)
    drawn = cv2.remap(crop, x, source, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    light = np.percentile(crop.mean(2), 70) / 170
    down = np.clip((y - upper) / np.maximum(lower - upper, 1), 0, 1)
    inside = soft(np.minimum(y - upper, lower - y) - 1)
    dark = np.array([between(15, 75), between(5, 30), between(5, 30)]) * light
    drawn = lay(drawn, dark * (1 + between(-0.5, 1.5) * down[..., None]), inside)
    if likely(0.5):
        teeth = soft(np.minimum(np.minimum(y - upper, upper + between(0.15, 0.5) * depth - y), 0.85 * half - np.abs(x - middle)))
        gaps = 1 - between(0, 0.3) * (np.cos(x / between(1.2, 2.5)) > 0.9)
        drawn = lay(drawn, np.array([235, 228, 215]) * (light * between(0.6, 1.1) * gaps)[..., None], teeth * inside)
    if tongue_out or likely(0.5):
        wide = half * between(0.5, 0.8)
        tip = lower.max() + between(0.06, 0.25) * side / SPAN if tongue_out else lower.max() + between(-0.3, 0.1) * depth
        root = line.mean() + (0 if tongue_out else between(0.3, 0.6) * depth)
        across = (x - middle - between(-0.2, 0.2) * half) / wide
        shape = np.where(y > tip - wide, 1 - np.hypot(across, (y - tip + wide) / wide), 1 - np.abs(across)) * wide
        shape = soft(np.minimum(shape, y - root)) * (1 if tongue_out else inside)
        flesh = np.array([between(165, 225), between(80, 130), between(85, 140)]) * light * between(0.6, 1.1)
        groove = 1 - between(0, 0.35) * np.exp(-(across / 0.12) ** 2) - 0.35 * np.abs(across) ** 3
        drawn = lay(drawn, flesh * (groove * (1 + 0.2 * down))[..., None], shape)
    gap = (lower - upper).max() / side * SPAN
    return drawn, 1.0 if tongue_out or gap > 0.055 else 0.0 if gap < 0.02 else np.nan


def soft(inside):
    """1 where `inside` (pixels from an edge) is positive, 0 outside, soft in between."""
    return np.clip(inside / 1.5 + 0.5, 0, 1)


def lay(crop, thing, cover):
    return crop + (thing - crop) * cover[..., None]


def exchanged(crop, other):
    """The other's mouth in about this one's colours."""
    side = len(crop)
    x, y = np.meshgrid(np.linspace(-1, 1, side), np.linspace(-1, 1, side))
    cover = np.clip((1 - np.hypot(x / between(0.6, 0.85), (y + 0.1) / between(0.7, 0.95))) * between(3, 8) + 0.5, 0, 1)
    ring = (cover > 0.05) & (cover < 0.95)
    gain = crop[ring].mean(0) / np.maximum(other[ring].mean(0), 8)
    return lay(crop, np.clip(other * np.clip(gain, 0.3, 3), 0, 255), cover)


def painted(crop, lips):
    """The lips in another colour: lipstick, or lips that are redder, darker, paler."""
    side = len(crop)
    points = np.vstack([lips[0] - [0, between(0.03, 0.06) * side], (lips[1] + [0, between(0.04, 0.08) * side])[::-1]])
    shape = cv2.fillPoly(np.zeros((side, side), np.uint8), [np.round(points).astype(np.int32)], 255)
    cover = cv2.GaussianBlur(shape, (0, 0), between(1, 3)).astype(np.float32) / 255 * between(0.3, 0.9)
    tone = np.array([between(110, 230), between(20, 110), between(30, 130)]) / 130
    return lay(crop, np.clip(crop.mean(2, keepdims=True) * tone, 0, 255), cover)


def another_camera(crop):
    """Other light, colours, contrast, sharpness, noise."""
    crop = crop * np.exp(chance.normal(0, 0.08, 3))
    if likely(0.15):
        crop = crop.mean(2, keepdims=True) * np.ones(3)
    crop = 255 * np.clip(crop / 255, 0, 1) ** np.exp(chance.normal(0, 0.25))
    crop = (crop - 128) * np.exp(chance.normal(0, 0.12)) + 128 + chance.normal(0, 8)
    if likely(0.3):
        crop = cv2.GaussianBlur(crop, (0, 0), between(0.5, 1.6))
    return np.clip(crop + chance.normal(0, between(0, 6), crop.shape), 0, 255)


def shrunk(crop):
    return cv2.resize(np.clip(crop, 0, 255), (SIZE, SIZE), interpolation=cv2.INTER_AREA)


def is_open(face):
    return float(face.label["mouth"] == "open")


class Quarter:
    """The mouths of a quarter as they are and varied: features and answers."""

    def __init__(self, faces, detector):
        self.faces = faces
        self.plain = detector.features([shrunk(mouth(face)[0]) for face in faces]).astype(np.float32)
        learnt_from = [face for face in faces if face.number not in DOUBTED]
        often = np.array([1 + 3 * is_open(face) + 2 * (face.label["mouth"] == "smile") for face in learnt_from])
        shown = chance.choice(len(learnt_from), VARIANTS * len(faces), p=often / often.sum())
        crops, wanted = zip(*(vary(learnt_from[i], learnt_from[chance.choice(shown)]) for i in shown))
        self.crops = np.concatenate([detector.features(crops[i:i + BATCH]) for i in range(0, len(crops), BATCH)])
        self.wanted = np.array(wanted)


def vary(face, other):
    (crop, lips), answer = mouth(face, jitter=True), is_open(face)
    if likely(EXCHANGED):
        (theirs, lips), answer = mouth(other, jitter=True), is_open(other)
        crop = exchanged(crop, theirs)
    if likely(PAINTED):
        crop = painted(crop, lips)
    if not answer and likely(DRAWN):
        crop, answer = opened(crop, lips)
    return shrunk(another_camera(crop)), answer


def learnt(quarters):
    network = lambda: Network(quarters[0].plain.shape[1:], LAYERS, HIDDEN)
    return Together([train(network(), crops(quarters, BATCH, chance), STEPS, rate=3e-3, decay=0.05) for _ in range(MEMBERS)])


def report(quarters, networks):
    """Each quarter judged by networks that learnt from the others."""
    found = np.concatenate([chances(network, asked.plain)[:, 0] for network, asked in zip(networks, quarters)])
    faces = [face for q in quarters for face in q.faces]
    open_, good = (found[[bool(of(face)) for face in faces]] for of in (is_open, lambda face: face.must_pass))
    shut = found[[not is_open(face) for face in faces]]
    print(f"{len(open_)} open, {len(good)} that must pass, {len(shut)} not open")
    for limit in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        print(f"  above {limit}: {(open_ > limit).mean():.3f}, {(good > limit).mean():.3f}, {(shut > limit).mean():.3f}")


if __name__ == "__main__":
    faces = [face for face in load(sys.argv[1]) if face.label["faces"] == 1]
    detector = face_detector(LAYER)
    quarters = [Quarter([face for face in faces if face.quarter == quarter], detector) for quarter in range(4)]
    networks = [learnt([q for q in quarters if q is not asked]) for asked in quarters]
    report(quarters, networks)
    keep("mouth.onnx", networks, learnt(quarters))
