"""Trains worn.onnx: whether a head wears a hat, whether its eyes are covered, whether something is before the face.

    RUXUE_MODELS=… python train_worn.py FOLDER_OF_LABELLED_PORTRAITS

About 40 minutes on one core; needs torch and onnx too. The network judges by a layer of the face detector, run on the upright
head. As few of the portraits wear anything, things are drawn on them, and hair, eyes and lower faces exchanged.
Each quarter of the portraits is judged by a network that learnt from the others, and printed is how well: first for the quarters
that limits are chosen by, then for the one reported on. `keep` says what is saved.
"""

import sys
from dataclasses import dataclass

import cv2
import numpy as np
import torch

import drawn
from detector import face_detector
from drawn import SCALE, SIDE, between, chance, likely
from faces import MEAN, REPORT, load, similarity
from network import Network, Together, chances, keep, train

QUESTIONS = ("hat", "eyes", "cover")
LAYERS, HIDDEN = [(32, 3, 2), (32, 3, 2)], 24
VARIANTS, TRUE_WEARERS, BATCH, STEPS, MEMBERS = 32, 3, 96, 1500, 3
UNSEEN = 0.1  # share of the features that is held back at random

torch.manual_seed(1)
torch.set_num_threads(1)


@dataclass
class View:
    """What a network sees of a head: pixels a side, face heights that they show, how far below the forehead's top the view begins."""

    size: int
    span: float
    top: float


HEAD = View(128, 2.0, -0.75)
LAYER = "value_32"  # of the face detector; worn.rs names it too


def canvas_of(face):
    """The head upright on a canvas of `drawn`, and the mesh in face heights."""
    onto = similarity(face.mesh[:, :2].astype(float), MEAN)
    place = np.array([[SCALE, 0, SIDE / 2], [0, SCALE, SCALE]]) @ np.vstack([onto, [0, 0, 1]])
    place[:, 2] -= 0.5
    over = 2  # so that no pixel of the picture is passed over
    large = cv2.warpAffine(face.picture, place * over + [[0, 0, 0.5], [0, 0, 0.5]], (SIDE * over,) * 2, borderMode=cv2.BORDER_REPLICATE)
    points = face.mesh[:, :2] @ onto[:, :2].T + onto[:, 2]
    return cv2.resize(large, (SIDE, SIDE), interpolation=cv2.INTER_AREA), points.astype(np.float32)


def labels_of(label):
    """Answers to the questions: 1 and 0, not a number where the labels leave it open."""
    worn = set(label["occluded"])
    eyes = {"covered": 1, "open": 0, "closed": 0}.get(label["eyes"], np.nan)
    if "sunglasses" in worn and eyes != 1:
        eyes = np.nan
    cover = np.nan if "object" in worn else float(bool(worn & {"mask", "hand"}))
    return [float("hat" in worn), eyes, cover]


MOUTH_NOSE = [168, 50, 207, 57, 17, 287, 427, 280]


def mouth_and_nose(points):
    pixels = np.round((points[MOUTH_NOSE] + [1.25, 1.0]) * SCALE).astype(np.int32)
    return cv2.fillConvexPoly(np.zeros((SIDE, SIDE), np.uint8), cv2.convexHull(pixels), 1) > 0


FACE = drawn.ellipse(drawn.U, drawn.V, 0, 0.5, 0.37, 0.48) > 0


def around_eye(points, eye):
    (x, y), wide = points[list(eye)].mean(0), np.ptp(points[list(eye), 0])
    return drawn.ellipse(drawn.U, drawn.V, x, y, 0.6 * wide, 0.4 * wide) > 0


def told(share, little, much):
    """Whether something hides a part of which it takes this share: 1 and 0, not a number in between."""
    return 1 if share > much else 0 if share < little else np.nan


def below(at, blur):
    """1 below a wavy line that crosses the head, 0 above."""
    return drawn.soft(drawn.V - at - drawn.waves(90, 0.02) - between(-0.15, 0.15) * drawn.U**2, blur)[..., None]


def within_face(blur):
    """1 between brows, cheeks and chin, 0 outside."""
    inside = drawn.ellipse(*drawn.frame(2), 0, 0.5, between(0.33, 0.38), between(0.4, 0.46), between(2, 2.6))
    return drawn.soft(inside, blur)[..., None]


def compose(canvas, labels, others):
    """Hair and hat, the eyes or the lower face are another head's."""
    labels, kind = list(labels), drawn.pick(("hair", "hair", "around", "around", "eyes", "lower"))
    if kind in ("hair", "around") and likely(0.5):
        others = [other for other in others if other[1][0] == 1]
    other, theirs, _ = drawn.pick(others)
    other = shifted(other.astype(np.float32))
    if likely(0.5):
        skin, their_skin = (np.median(each[180:230, 110:210].reshape(-1, 3), 0) for each in (canvas, other))
        other = other * np.clip(skin / np.maximum(their_skin, 8), 0.4, 2.5)
    if kind == "hair":
        share = 1 - below(between(0.05, 0.18), between(0.02, 0.12))
    elif kind == "around":
        share = 1 - within_face(between(0.02, 0.12))
    elif kind == "eyes":
        share = below(between(0.08, 0.16), 0.05) * (1 - below(between(0.48, 0.56), 0.05))
    else:
        share = below(between(0.48, 0.56), between(0.02, 0.1))
    answer = {"eyes": 1, "lower": 2}.get(kind, 0)
    labels[answer] = theirs[answer]
    return canvas + (other - canvas) * share, labels


def shifted(canvas):
    """A little larger or smaller, and mirrored every other time."""
    warp = cv2.getRotationMatrix2D((SIDE / 2, 1.4 * SCALE), chance.normal(0, 3), np.exp(chance.normal(0, 0.05)))
    canvas = cv2.warpAffine(canvas, warp, (SIDE, SIDE), borderMode=cv2.BORDER_REPLICATE)
    return canvas[:, ::-1] if likely(0.5) else canvas


def cut_above(canvas):
    """As where the crown lies outside the photo: its edge goes on."""
    row = int(between(0.45, 0.85) * SCALE)
    canvas = canvas.copy()
    canvas[:row] = canvas[row]
    return canvas


def tint_hair(canvas):
    """What lies above the brows in another colour: hair, hat or wall."""
    level = canvas.mean(2, keepdims=True)
    share = (1 - below(between(-0.1, 0.1), 0.1)) * between(0.3, 1)
    one = drawn.colour()
    return canvas + (level * one / max(one.mean(), 30) - canvas) * share


def vary(entry, others, pictures, view):
    """A view of a head with something drawn on it or taken from another, by some other camera."""
    canvas, labels, points = entry
    canvas, labels = canvas.astype(np.float32), list(labels)
    if likely(0.4):
        canvas, labels = compose(canvas, labels, others)
    if likely(0.15):
        canvas = tint_hair(canvas)
    if labels[1] == 0 and likely(0.3):
        if likely(0.4):
            canvas = drawn.draw_clear_glasses(canvas, pictures, points)
        else:
            canvas, labels[1] = drawn.draw_over_eyes(canvas, pictures, points), 1
    if labels[2] == 0 and likely(0.25):
        canvas, cover = drawn.draw_cover(canvas, pictures, points)
        labels[2] = told(max(cover[mouth_and_nose(points)].mean(), 3 * cover[FACE].mean()), 0.04, 0.2)
        if labels[1] == 0:
            labels[1] = told(max(cover[around_eye(points, eye)].mean() for eye in drawn.EYES), 0.1, 0.6)
    if labels[0] == 0 and likely(0.2):
        canvas = drawn.draw_hair(canvas)
    if labels[0] == 0 and likely(0.3):
        canvas, labels[0] = drawn.draw_hat(canvas, pictures), 1
    if likely(0.12):
        canvas = cut_above(canvas)
    return another_camera(crop_of(canvas, view, jitter=True)), labels


def crop_of(canvas, view, jitter=False):
    """The view of a canvas, 0 to 255."""
    size, scale = view.size, view.size / view.span / SCALE
    turn, shift = np.eye(2) * scale, np.array([size / 2, size / view.span * -view.top])
    if jitter:
        angle, zoom = np.radians(chance.normal(0, 4)), np.exp(chance.normal(0, 0.05, 2) * [1, 0.3])
        zoom = np.array([zoom[0], zoom[0] * zoom[1]])
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) @ np.diag(zoom) * scale
        shift = shift + chance.normal(0, 0.02 * size, 2)
    middle = np.array([SIDE / 2, SCALE])
    warp = np.hstack([turn, (shift - turn @ middle)[:, None]])
    if jitter and likely(0.5):
        warp[0] = -warp[0]
        warp[0, 2] += size
    over = 2
    # Middles of pixels lie at halves: places here count from corners.
    warp = over * np.hstack([warp[:, :2], warp[:, 2:] + warp[:, :2].sum(1, keepdims=True) / 2])
    warp[:, 2] -= 0.5
    large = cv2.warpAffine(np.clip(canvas, 0, 255).astype(np.float32), warp, (size * over,) * 2, borderMode=cv2.BORDER_REPLICATE)
    return cv2.resize(large, (size, size), interpolation=cv2.INTER_AREA)


def another_camera(crop):
    """Other light, colours, contrast, sharpness, noise, compression."""
    crop = np.clip(crop, 0, 255) * np.exp(chance.normal(0, 0.07, 3))
    if likely(0.12):
        crop = crop.mean(2, keepdims=True) * np.ones(3)
    crop = 255 * np.clip(crop / 255, 0, 1) ** np.exp(chance.normal(-0.05, 0.22))
    crop = (crop - 128) * np.exp(chance.normal(0, 0.12)) + 128 + chance.normal(0, 10)
    if likely(0.25):
        crop = cv2.GaussianBlur(crop, (0, 0), between(0.4, 1.1))
    crop = np.clip(crop + chance.normal(0, between(0, 6), crop.shape), 0, 255).astype(np.uint8)
    if likely(0.4):
        crop = cv2.imdecode(cv2.imencode(".jpg", crop, [cv2.IMWRITE_JPEG_QUALITY, int(between(30, 90))])[1], cv2.IMREAD_COLOR)
    return crop


class Quarter:
    """The heads of a quarter as they are and varied: features, answers, and how often to show each."""

    def __init__(self, faces, view, layer, variants):
        heads = [(canvas, labels_of(face.label), points) for face in faces for canvas, points in [canvas_of(face)]]
        pictures = [face.picture for face in faces]
        self.faces = faces
        self.plain = layer.features([crop_of(canvas, view) for canvas, _, _ in heads]).astype(np.float32)
        self.labels = np.array([labels for _, labels, _ in heads], float)
        self.features, self.wanted, self.often = [], [], []
        for _ in range(variants):
            crops, wanted = zip(*(vary(head, heads, pictures, view) for head in heads))
            wanted = np.array(wanted, float)
            self.features.append(layer.features(crops))
            self.wanted.append(wanted)
            self.often.append(1 + TRUE_WEARERS * ((self.labels == 1) & (wanted == 1)).any(1))
        self.features, self.wanted, self.often = map(np.concatenate, (self.features, self.wanted, self.often))


def batches(quarters):
    features, wanted, often = (np.concatenate([getattr(q, key) for q in quarters]) for key in ("features", "wanted", "often"))
    while True:
        these = chance.choice(len(often), BATCH, p=often / often.sum())
        shown = features[these].astype(np.float32)
        yield shown * (chance.random((*shown.shape[:2], 1, 1)) > UNSEEN).astype(np.float32), wanted[these]


def learnt(quarters):
    shape = quarters[0].features.shape[1:]
    return Together([train(Network(shape, LAYERS, HIDDEN, len(QUESTIONS)), batches(quarters), STEPS) for _ in range(MEMBERS)])


def report(quarters, found):
    """`found`: what networks say of these quarters' heads that had not learnt from them."""
    found, labels = np.concatenate(found), np.concatenate([q.labels for q in quarters])
    good = np.array([face.must_pass for q in quarters for face in q.faces])
    for i, question in enumerate(QUESTIONS[:found.shape[1]]):
        yes, no = found[labels[:, i] == 1, i], found[labels[:, i] == 0, i]
        print(f"{question}: {len(yes)} yes, {len(no)} no, {good.sum()} that must pass")
        for limit in (0.12, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
            print(f"  above {limit}: " + ", ".join(f"{(each > limit).mean():.3f}" for each in (yes, no, found[good, i])))


def study(name, faces, view, layer, variants, learnt):
    """Has networks learn from every three quarters of the faces and from all, keeps them, and prints how well the first judge the fourth."""
    quarters = [Quarter([face for face in faces if face.quarter == quarter], view, layer, variants) for quarter in range(4)]
    networks = [learnt([q for q in quarters if q is not asked]) for asked in quarters]
    keep(name, networks, learnt(quarters))
    found = [chances(network, asked.plain) for network, asked in zip(networks, quarters)]
    report(quarters[:REPORT], found[:REPORT])
    report(quarters[REPORT:], found[REPORT:])


if __name__ == "__main__":
    study("worn.onnx", [face for face in load(sys.argv[1]) if face.label["faces"] == 1], HEAD, face_detector(LAYER), VARIANTS, learnt)
