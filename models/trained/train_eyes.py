"""Trains eyes.onnx: whether an eye is closed, from an early layer of the face detector, run on 64 x 48 pixels around the eye. A quarter
of an hour on one core; needs torch and onnx too.

    RUXUE_MODELS=… python train_eyes.py FOLDER_OF_LABELLED_PORTRAITS

Few eyes are closed: those that are take the place of others' eyes, as open ones do, so that the seam tells nothing. Some of the open ones
get a drawn lid, the skin above pulled down over the eye and a line of lashes at its edge.
Others are only narrowed, as by a smile, or made up: these are open still.
Prints how networks that learnt from three quarters of the portraits do on the fourth;
`keep` says what is saved.
"""

import sys

import cv2
import numpy as np
import torch

from detector import face_detector
from faces import LEFT_EYE, MEAN, RIGHT_EYE, load, similarity
from network import Network, Together, chances, crops, keep, train

WIDTH, HEIGHT = 64, 48
MARGIN = 7 / 3  # width of the crop in widths of the eye
LAYER = "value_10"  # of the converted detector; eyes.rs names it too
EYES = (LEFT_EYE, RIGHT_EYE)
UPPER = ((246, 161, 160, 159, 158, 157, 173), (466, 388, 387, 386, 385, 384, 398))
LOWER = ((7, 163, 144, 145, 153, 154, 155), (249, 390, 373, 374, 380, 381, 382))
LAYERS, HIDDEN = [(16, 1, 1), (24, 3, 2), (24, 3, 2)], 16
VARIANTS, BATCH, STEPS, MEMBERS = 30, 96, 600, 2
EXCHANGED, BY_CLOSED, CLOSED, NARROWED, MADE_UP = 0.4, 0.6, 0.12, 0.2, 0.15

# Labels that the eye does not bear out, and faces beside whose eyes the mesh lies: nothing is learnt from them.
DOUBTED = (363, 390, 397, 595, 752, 1165, 1186)

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
        shift += chance.normal(0, 0.044 * width / MARGIN, 2)
    onto = similarity(face.mesh[:, :2].astype(float), MEAN)
    warp = np.hstack([turn @ onto[:, :2], (turn @ (onto[:, 2] - (outer + inner) / 2) + shift)[:, None]])
    if side:
        warp[0] = -warp[0]
        warp[0, 2] += width - 1
    return warp


def eye(face, side, jitter=False, change=lambda crop, lids: crop):
    """The crop of an eye. `change` may draw on it, twice as fine, knowing the two lids' heights a column and where the eye ends."""
    crop, points = fine(face, side, jitter)
    return shrunk(change(crop, Lids(points, side, np.arange(crop.shape[1]))))


def fine(face, side, jitter=False):
    """The crop, twice as fine, and the mesh's places in it."""
    width, height = 2 * WIDTH, 2 * HEIGHT
    warp = placing(face, side, width, height, jitter)
    crop = cv2.warpAffine(face.picture, warp, (width, height), borderMode=cv2.BORDER_REPLICATE).astype(np.float32)
    return crop, face.mesh[:, :2] @ warp[:, :2].T + warp[:, 2]


def shrunk(crop):
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


def exchanged(crop, points, other, theirs, side):
    """The other's eye, its corners laid on this one's, in the light and colours that lie around this one."""
    ends = list(EYES[side])
    onto = similarity(points[ends].astype(float), theirs[ends].astype(float))
    x, y = np.meshgrid(*(np.arange(size, dtype=np.float32) for size in crop.shape[1::-1]))
    places = [(row[0] * x + row[1] * y + row[2]).astype(np.float32) for row in onto]
    other = cv2.remap(other, *places, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    along = points[ends[1]] - points[ends[0]]
    wide = np.linalg.norm(along)
    across, down = along / wide, np.array([-along[1], along[0]]) / wide
    middle = points[ends].mean(0)
    u, v = (((x - middle[0]) * axis[0] + (y - middle[1]) * axis[1]) / wide for axis in (across, down))
    far = np.hypot(u / chance.uniform(0.62, 0.85), (v - chance.uniform(-0.08, 0.02)) / chance.uniform(0.36, 0.55))
    ring = (np.abs(far - 1) < 0.25)[..., None]
    gain = np.clip((around(crop, ring) + 4) / (around(other, ring) + 4), 0.25, 4)
    cover = np.clip((1 - far) * chance.uniform(3, 8) + 0.5, 0, 1)[..., None]
    return crop + (np.clip(other * gain, 0, 255) - crop) * cover


def around(crop, ring):
    """The colours of a ring, carried on smoothly to where it is not."""
    height, width = crop.shape[:2]

    def spread(values):
        coarse = cv2.resize(values.astype(np.float32), (width // 8, height // 8), interpolation=cv2.INTER_AREA)
        return cv2.resize(cv2.GaussianBlur(coarse, (0, 0), 1.8), (width, height)).reshape(height, width, -1)

    return spread(crop * ring) / (spread(ring) + 1e-4)


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


class Quarter:
    """The eyes of a quarter as they are, two a face, and varied ones: features and answers."""

    def __init__(self, faces, detector):
        self.faces = faces
        self.plain = detector.features([eye(face, side) for face in faces for side in (0, 1)])
        learnt_from = [face for face in faces if face.number not in DOUBTED]
        often = np.array([1 + 4 * is_closed(face) for face in learnt_from])
        shown = chance.choice(len(learnt_from), VARIANTS * len(faces), p=often / often.sum())
        others = [[face for face in learnt_from if shows_both(face) and is_closed(face) == shut] for shut in (False, True)]
        crops, wanted = zip(*(vary(learnt_from[i], others) for i in shown))
        self.crops = np.concatenate([detector.features(crops[i:i + BATCH]) for i in range(0, len(crops), BATCH)])
        self.wanted = np.array(wanted, float)


def vary(face, others):
    side, answer, kind = chance.integers(2), is_closed(face), chance.random()
    crop, points = fine(face, side, jitter=True)
    lids = Lids(points, side, np.arange(crop.shape[1]))
    if kind < EXCHANGED and shows_both(face):
        answer = chance.random() < BY_CLOSED
        other = others[answer][chance.integers(len(others[answer]))]
        crop = exchanged(crop, points, *fine(other, side, jitter=True), side)
    elif not answer and EXCHANGED < kind < EXCHANGED + CLOSED:
        crop, answer = closed(crop, lids), True
    elif not answer and EXCHANGED < kind < EXCHANGED + CLOSED + NARROWED:
        crop = narrowed(crop, lids)
    if chance.random() < MADE_UP:
        crop = made_up(crop, lids)
    return another_camera(shrunk(crop)), answer


def is_closed(face):
    return face.label["eyes"] == "closed"


def shows_both(face):
    return face.label["pose"] != "turned"


def learnt(quarters):
    network = lambda: Network(quarters[0].plain.shape[1:], LAYERS, HIDDEN)
    return Together([train(network(), crops(quarters, BATCH, chance), STEPS, rate=3e-3, decay=0.05) for _ in range(MEMBERS)])


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
    for limit in (0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8):
        print(f"  above {limit}: {(shut > limit).mean():.3f}, {(good > limit).mean():.3f}, {(open_ > limit).mean():.3f}")


if __name__ == "__main__":
    faces = sure([face for face in load(sys.argv[1]) if face.label["faces"] == 1])
    detector = face_detector(LAYER)
    quarters = [Quarter([face for face in faces if face.quarter == quarter], detector) for quarter in range(4)]
    networks = [learnt([q for q in quarters if q is not asked]) for asked in quarters]
    report(quarters, networks)
    keep("eyes.onnx", networks, learnt(quarters))
