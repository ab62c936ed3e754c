"""Trains eyes.onnx: whether an eye is closed, from 48 x 32 grey pixels. Ten minutes on one core; needs torch and onnx too.

    RUXUE_MODELS=… python train_eyes.py FOLDER_OF_LABELLED_PORTRAITS

Few eyes are closed: some of the open ones get a drawn lid, the skin above pulled down over the eye and a line of lashes at its edge.
Others are only narrowed, as by a smile, or made up: these are open still.
Prints how networks that learnt from three quarters of the portraits do on the fourth;
`keep` says what is saved.
"""

import sys

import cv2
import numpy as np
import torch

from faces import LEFT_EYE, MEAN, RIGHT_EYE, load, similarity
from network import Network, Together, chances, crops, keep, train

WIDTH, HEIGHT = 48, 32
MARGIN = 1.75  # width of the crop in widths of the eye
EYES = (LEFT_EYE, RIGHT_EYE)
UPPER = ((246, 161, 160, 159, 158, 157, 173), (466, 388, 387, 386, 385, 384, 398))
LOWER = ((7, 163, 144, 145, 153, 154, 155), (249, 390, 373, 374, 380, 381, 382))
LAYERS, HIDDEN = [(16, 3, 2), (24, 3, 2), (32, 3, 2)], 24
VARIANTS, BATCH, STEPS, MEMBERS = 60, 96, 1200, 3
CLOSED, NARROWED, MADE_UP = 0.25, 0.2, 0.15

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


def eye(face, side, jitter=False, change=lambda crop, lids: crop):
    """The crop of an eye. `change` may draw on it, twice as fine, knowing the two lids' heights a column and where the eye ends."""
    width, height = 2 * WIDTH, 2 * HEIGHT
    warp = placing(face, side, width, height, jitter)
    crop = cv2.warpAffine(face.picture, warp, (width, height), borderMode=cv2.BORDER_REPLICATE).astype(np.float32)
    points = face.mesh[:, :2] @ warp[:, :2].T + warp[:, 2]
    crop = change(crop, Lids(points, side, np.arange(width)))
    return cv2.resize(crop, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)


class Lids:
    def __init__(self, points, side, columns):
        ends = EYES[side]

        def curve(places):
            line = points[[ends[0], *places, ends[1]]]
            line = line[line[:, 0].argsort()]
            return np.interp(columns, line[:, 0], line[:, 1])

        self.upper, self.lower = curve(UPPER[side]), curve(LOWER[side])
        self.left, self.right = points[list(ends), 0].min() - 2, points[list(ends), 0].max() + 2


def lowered(crop, lids, share):
    """The upper lid drawn down over this share of the eye, lashes at its edge."""
    height, width = crop.shape[:2]
    columns = np.arange(width)
    upper, lower = lids.upper - chance.uniform(0, 2.5), lids.lower + chance.uniform(0, 1.5)
    edge = upper + share * (lower - upper)
    above = upper - chance.uniform(0.12, 0.30) * width
    rows = np.arange(height, dtype=np.float32)[:, None]
    stretched = above + (rows - above) * (upper - above) / (edge - above + 1e-6)
    source = np.where((rows > above) & (rows < edge), stretched, rows).astype(np.float32)
    across = np.repeat(columns[None].astype(np.float32), height, 0)
    closed = cv2.remap(crop, across, source, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    inside = (columns > lids.left) & (columns < lids.right)
    closed = np.where(inside[None, :, None], closed, crop)
    lashes = np.exp(-(((rows - edge) / chance.uniform(0.8, 2.2)) ** 2)) * inside * chance.uniform(0.25, 0.75)
    closed *= 1 - lashes[..., None]
    return cv2.GaussianBlur(closed, (0, 0), chance.uniform(0.3, 1.2)) if chance.random() < 0.5 else closed


def closed(crop, lids):
    return lowered(crop, lids, chance.uniform(0.82, 1.05))


def narrowed(crop, lids):
    """As in a smile or in bright light: what lies around moves in from above and below."""
    height, width = crop.shape[:2]
    rows = np.arange(height, dtype=np.float32)[:, None]
    middle, half = (lids.upper + lids.lower) / 2, np.maximum((lids.lower - lids.upper) / 2, 1)
    far = (rows - middle) / half
    squeeze = 1 + chance.uniform(0.3, 0.9) * np.exp(-((far / chance.uniform(1.5, 2.5)) ** 2))
    source = (middle + far * squeeze * half).astype(np.float32)
    across = np.repeat(np.arange(width, dtype=np.float32)[None], height, 0)
    return cv2.remap(crop, across, source, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def made_up(crop, lids):
    """Shadow on the lid, a dark line along it."""
    rows = np.arange(len(crop), dtype=np.float32)[:, None]
    lid = 1 / (1 + np.exp((rows - lids.upper) / 1.5)) * np.exp(-np.clip(lids.upper - rows, 0, None) / chance.uniform(4, 12))
    line = sum(np.exp(-(((rows - edge) / chance.uniform(0.8, 2)) ** 2)) * chance.uniform(0, 0.8) for edge in (lids.upper, lids.lower))
    columns = np.arange(crop.shape[1])
    inside = (columns > lids.left - 4) & (columns < lids.right + 4)
    shade = np.clip(chance.uniform(0, 0.7) * lid + line * inside, 0, 0.9)[..., None]
    return crop * (1 - shade) + chance.uniform(0, 120, 3) * shade * chance.uniform(0, 1)


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


class Quarter:
    """The eyes of a quarter as they are, two a face, and varied ones: crops and answers."""

    def __init__(self, faces):
        self.faces = faces
        self.plain = np.stack([standardised(eye(face, side)) for face in faces for side in (0, 1)])
        often = np.array([1 + 4 * is_closed(face) for face in faces])
        shown = chance.choice(len(faces), VARIANTS * len(faces), p=often / often.sum())
        crops, wanted = zip(*(vary(faces[i]) for i in shown))
        self.crops, self.wanted = np.stack(crops).astype(np.float16), np.array(wanted, float)


def vary(face):
    answer, kind = is_closed(face), chance.random()
    change = lambda crop, lids: crop
    if not answer and kind < CLOSED:
        change, answer = closed, True
    elif not answer and kind < CLOSED + NARROWED:
        change = narrowed
    elif kind > 1 - MADE_UP:
        change = made_up
    return standardised(another_camera(eye(face, chance.integers(2), jitter=True, change=change))), answer


def is_closed(face):
    return face.label["eyes"] == "closed"


def learnt(quarters):
    network = lambda: Network((1, HEIGHT, WIDTH), LAYERS, HIDDEN)
    return Together([train(network(), crops(quarters, BATCH, chance), STEPS) for _ in range(MEMBERS)])


def closed_chances(network, quarter):
    """The chance that the less open eye is closed."""
    return chances(network, quarter.plain.astype(np.float32)).reshape(-1, 2).max(1)


def sure(faces):
    return [face for face in faces if face.label["eyes"] in ("open", "closed")]


def report(quarters, networks):
    """Each quarter judged by networks that learnt from the others."""
    found = np.concatenate([closed_chances(network, asked) for network, asked in zip(networks, quarters)])
    faces = [face for q in quarters for face in q.faces]
    shut, good = (found[[bool(of(face)) for face in faces]] for of in (is_closed, lambda face: face.must_pass))
    open_ = found[[not is_closed(face) for face in faces]]
    print(f"{len(shut)} closed, {len(good)} that must pass, {len(open_)} open")
    for limit in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        print(f"  above {limit}: {(shut > limit).mean():.3f}, {(good > limit).mean():.3f}, {(open_ > limit).mean():.3f}")


if __name__ == "__main__":
    faces = sure([face for face in load(sys.argv[1]) if face.label["faces"] == 1])
    quarters = [Quarter([face for face in faces if face.quarter == quarter]) for quarter in range(4)]
    networks = [learnt([q for q in quarters if q is not asked]) for asked in quarters]
    report(quarters, networks)
    keep("eyes.onnx", networks, learnt(quarters))
