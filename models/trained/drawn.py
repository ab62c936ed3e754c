"""Things to wear and to hold, drawn on faces that were brought onto the mean face: what the labelled portraits have too few of.

A canvas is `SIDE` pixels square and shows the head upright; `U` and `V` are its pixels' places in face heights (0, 0 the
forehead's top, v downwards, the chin at v = 1). Each `draw_…` paints on a canvas and returns it.
"""

import cv2
import numpy as np

SIDE, SCALE = 320, 128  # pixels of the canvas, and of a face height
U, V = np.meshgrid((np.arange(SIDE) - SIDE / 2) / SCALE, np.arange(SIDE) / SCALE - 1.0)
U, V = U.astype(np.float32), V.astype(np.float32)

chance = np.random.default_rng(1)


def between(low, high):
    return chance.uniform(low, high)


def pick(options):
    return options[chance.integers(len(options))]


def likely(share):
    return chance.random() < share


def waves(size, amount):
    """Smooth noise of about `size` pixels, `amount` strong."""
    cells = max(2, int(SIDE / size))
    return cv2.resize(chance.normal(0, amount, (cells, cells)).astype(np.float32), (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)


def soft(inside, blur=0.012):
    """1 where `inside` (face heights from an edge) is positive, 0 outside, soft in between."""
    return np.clip(inside / blur + 0.5, 0, 1)


def frame(turn=6):
    """The places of the pixels, leaning, uneven: what is drawn in them is nothing that a compass made."""
    angle = np.radians(chance.normal(0, turn))
    u, v = U - between(-0.03, 0.03), V - 0.4
    u, v = u * np.cos(angle) + v * np.sin(angle), v * np.cos(angle) - u * np.sin(angle) + 0.4
    return u + waves(90, 0.012), v + waves(90, 0.012)


def ellipse(u, v, x, y, a, b, power=2.0):
    return (1 - (np.abs((u - x) / a) ** power + np.abs((v - y) / b) ** power) ** (1 / power)) * min(a, b)


def colour():
    kind = chance.random()
    if kind < 0.25:
        return np.full(3, between(5, 70)) + chance.normal(0, 6, 3)
    if kind < 0.4:
        return np.full(3, between(170, 250)) + chance.normal(0, 6, 3)
    hue = np.uint8([[[chance.integers(180), between(20, 230), between(40, 240)]]])
    return cv2.cvtColor(hue, cv2.COLOR_HSV2RGB)[0, 0].astype(float)


def cloth(pictures, hair=None):
    """A canvas of cloth: a piece of some other picture, or one or two colours in some pattern; at times of the
    colour of `hair`, plain or knit."""
    of_hair = hair is not None and likely(0.3)
    if likely(0.4) and not of_hair:
        picture = pick(pictures)
        side = int(between(0.08, 0.35) * min(picture.shape[:2]))
        y, x = (chance.integers(size - side) for size in picture.shape[:2])
        if likely(0.6):
            y = picture.shape[0] - side - chance.integers(max(1, picture.shape[0] // 6))
        piece = cv2.resize(picture[y:y + side, x:x + side], (SIDE, SIDE), interpolation=cv2.INTER_CUBIC).astype(np.float32)
        return np.rot90(piece, chance.integers(4)).copy()
    one, two = hair if of_hair else colour(), colour()
    angle = between(0, np.pi)
    along = U * np.cos(angle) + V * np.sin(angle) + waves(80, 0.01)
    across = V * np.cos(angle) - U * np.sin(angle) + waves(80, 0.01)
    step = between(0.02, 0.12)
    pattern = pick(("plain", "knit") if of_hair else ("plain", "plain", "plain", "stripes", "checks", "dots", "blots", "knit"))
    if pattern == "stripes":
        share = soft(np.sin(along / step * 3), 0.5)
    elif pattern == "checks":
        share = (soft(np.sin(along / step * 3), 0.4) + soft(np.sin(across / step * 3), 0.4)) / 2
    elif pattern == "dots":
        share = soft(np.cos(along / step * 4) + np.cos(across / step * 4) - 1.2, 0.3)
    elif pattern == "blots":
        share = soft(waves(between(6, 40), 1), 0.3)
    elif pattern == "knit":
        two = one * between(0.5, 0.8)
        share = 0.5 + 0.5 * np.sin(U / step * 8 + 0.8 * np.sin(V / step * 8))
    else:
        share = np.zeros_like(U)
    canvas = one + (two - one) * share[..., None]
    return canvas * (1 + waves(between(2, 12), between(0.01, 0.08)) + waves(60, between(0.02, 0.12)))[..., None]


def lit(canvas, like, u, roundness=0.5):
    """In about the light of `like`, falling off to the sides."""
    level = np.percentile(like[120:260, 100:220].mean(2), 75) / 190
    side = 1 - roundness * np.clip(np.abs(u + between(-0.3, 0.3)), 0, 1.2) ** 2
    return canvas * (between(0.7, 1.15) * np.clip(level, 0.25, 1.2) * side)[..., None]


def lay(canvas, thing, cover, shadow=True):
    """`thing` over the canvas where `cover` is 1, with a shadow around it now and then."""
    if shadow and likely(0.7):
        fall = cv2.GaussianBlur(np.roll(cover, int(between(0, 10)), 0), (0, 0), between(2, 9))
        canvas = canvas * (1 - between(0.1, 0.6) * fall * (1 - cover))[..., None]
    return canvas + (thing - canvas) * cover[..., None]


# Hats and what else covers the hair.

def draw_hat(canvas, pictures):
    return pick((cap, brimmed, brimmed, beanie, band, band, hood, hood, scarf, turban, helmet, feathers, spikes))(canvas, pictures)


def fabric(canvas, pictures, u, roundness=0.5):
    """The cloth of a hat, at times of the colour of the hair."""
    return lit(cloth(pictures, hair_colour(canvas)), canvas, u, roundness)


def dome(u, v, edge, wide, high, power=2.0, sag=0.25):
    """Inside of a dome that stands on the line v = edge, lower at the sides by `sag`."""
    return np.minimum(ellipse(u, v, 0, edge, wide, high, power), edge + sag * u**2 - v)


def cap(canvas, pictures):
    u, v = frame()
    edge = between(-0.12, 0.14)
    canvas = lay(canvas, fabric(canvas, pictures, u), soft(dome(u, v, edge, between(0.46, 0.6), between(0.38, 0.6))))
    if likely(0.4):
        badge = ellipse(u, v, between(-0.05, 0.05), edge - between(0.15, 0.25), between(0.05, 0.15), between(0.04, 0.1))
        canvas = lay(canvas, lit(cloth(pictures), canvas, u, 0), soft(badge), shadow=False)
    x = between(-0.25, 0.25)
    peak = np.minimum(ellipse(u, v, x, edge, between(0.36, 0.52), between(0.1, 0.24)), v - edge + between(0.02, 0.08))
    return lay(canvas, lit(cloth(pictures), canvas, u) * between(0.5, 1), soft(peak))


def brimmed(canvas, pictures):
    u, v = frame(8)
    edge, curl = between(-0.12, 0.16), between(-0.35, 0.25)
    stuff = lit(cloth(pictures), canvas, u)
    crown = dome(u, v, edge, between(0.42, 0.58), between(0.35, 0.8), between(2, 5), 0.05)
    wide, thick = between(0.62, 1.15), between(0.05, 0.22)
    brim = ellipse(u, v + curl * u**2 * between(0.3, 1), 0, edge, wide, thick)
    canvas = lay(canvas, stuff * between(0.5, 0.9), soft(brim))
    canvas = lay(canvas, stuff, soft(np.minimum(crown, edge - thick * between(-0.3, 0.6) - v)), shadow=False)
    if likely(0.6):
        ribbon = np.minimum(crown, 0.05 - np.abs(v - edge + between(0.05, 0.14)))
        canvas = lay(canvas, lit(cloth(pictures), canvas, u), soft(ribbon), shadow=False)
    return canvas


def beanie(canvas, pictures):
    u, v = frame()
    edge = between(-0.12, 0.16)
    canvas = lay(canvas, fabric(canvas, pictures, u), soft(dome(u, v, edge, between(0.44, 0.56), between(0.42, 0.75), between(2, 2.6))))
    if likely(0.6):
        cuff = np.minimum(0.5 + 0.05 - np.abs(u), between(0.06, 0.1) - np.abs(v - edge - 0.25 * u**2 + 0.05))
        canvas = lay(canvas, lit(cloth(pictures), canvas, u) * between(0.8, 1.1), soft(cuff))
    if likely(0.25):
        canvas = lay(canvas, lit(cloth(pictures), canvas, u), soft(ellipse(u, v, 0, edge - 0.6, 0.13, 0.13)))
    return canvas


def band(canvas, pictures):
    """A headband, a bandana tied round the head, a coronet of beads."""
    u, v = frame()
    middle, half, bend = between(-0.16, 0.08), between(0.03, 0.12), between(-0.5, 0.5)
    strip = np.minimum(between(0.4, 0.52) - np.abs(u), half - np.abs(v - middle - bend * u**2))
    return lay(canvas, fabric(canvas, pictures, u), soft(strip))


def hood(canvas, pictures):
    u, v = frame()
    stuff = fabric(canvas, pictures, u, 0.3)
    top = between(-0.25, 0.05)
    opening = ellipse(u, v, 0, between(0.45, 0.6), between(0.38, 0.52), 0.5 - top, between(2, 2.6))
    outer = np.maximum(ellipse(u, v, 0, 0.4, between(0.6, 0.85), between(0.75, 1.0), between(2, 3)), v - 1.05 - 0.2 * np.abs(u))
    canvas = canvas * (1 - between(0, 0.6) * np.clip(1 - opening / between(0.05, 0.2), 0, 1))[..., None]
    edge = 1 - between(0, 0.5) * np.exp(-np.clip(-opening, 0, 1) / 0.06)
    return lay(canvas, stuff * edge[..., None], soft(np.minimum(outer, -opening)), shadow=False)


def scarf(canvas, pictures):
    """A headscarf, close around the face."""
    u, v = frame()
    top = between(-0.12, 0.12)
    opening = ellipse(u, v, 0, 0.5, between(0.32, 0.42), 0.5 - top + 0.04, between(2, 2.4))
    outer = np.maximum(ellipse(u, v, 0, 0.3, between(0.48, 0.62), between(0.6, 0.8)), np.minimum(between(0.45, 0.8) - np.abs(u), v - 0.5))
    folds = 1 + between(0.05, 0.25) * np.sin(np.hypot(u, v - 0.5) * between(20, 60) + waves(60, 1))
    return lay(canvas, fabric(canvas, pictures, u) * folds[..., None], soft(np.minimum(outer, -opening)))


def turban(canvas, pictures):
    u, v = frame()
    edge = between(-0.1, 0.12)
    folds = 1 + between(0.1, 0.3) * np.sin((v + pick((-1, 1)) * np.abs(u) * between(0.2, 0.7)) * between(25, 60) + waves(70, 0.7))
    inside = dome(u, v, edge, between(0.5, 0.7), between(0.4, 0.7), between(2, 3), between(-0.5, 0.3))
    return lay(canvas, fabric(canvas, pictures, u) * folds[..., None], soft(inside))


def helmet(canvas, pictures):
    u, v = frame()
    edge = between(-0.14, 0.1)
    shell = np.ones((SIDE, SIDE, 1)) * colour()
    shine = np.exp(-((u - between(-0.3, 0.3)) ** 2 + (v - edge + between(0.2, 0.45)) ** 2) / between(0.004, 0.05))
    shell = lit(shell, canvas, u) + (shine * between(20, 160))[..., None]
    canvas = lay(canvas, shell, soft(dome(u, v, edge, between(0.52, 0.7), between(0.5, 0.75), between(2, 2.6), between(0, 0.6))))
    if likely(0.5):
        strap = np.minimum(0.022 - np.abs(np.abs(u) - 0.42 + 0.14 * (v - 0.1) ** 2), np.minimum(v - edge, 1.02 - v))
        canvas = lay(canvas, lit(cloth(pictures), canvas, u), soft(strap))
    return canvas


def feathers(canvas, pictures):
    """A band with a fan of feathers."""
    u, v = frame()
    y = between(0.1, 0.5)
    angle, far = np.arctan2(u, y - v), np.hypot(u, v - y)
    count, reach = between(10, 40), between(0.7, 1.3)
    ring = np.minimum(far - (y + between(-0.05, 0.1)), reach * (0.92 + 0.08 * np.cos(angle * count)) - far)
    fan = np.minimum(ring, (between(1.2, 2.2) - np.abs(angle)) * 0.5)
    one, two = lit(cloth(pictures), canvas, u, 0.2), lit(cloth(pictures), canvas, u, 0.2)
    tips = soft(far - reach * between(0.6, 0.95), 0.05)[..., None]
    stripes = (0.75 + 0.25 * np.cos(angle * count))[..., None]
    canvas = lay(canvas, (one + (two - one) * tips) * stripes, soft(fan))
    return band(canvas, pictures)


def spikes(canvas, pictures):
    """A crown, a wreath, ears on a hoop."""
    u, v = frame()
    base, count = between(-0.25, -0.02), pick((2, 3, 5, 7, 9))
    teeth = np.abs(((u / 0.45 + 1) * count / 2) % 1 - 0.5) * 2
    inside = np.minimum(0.45 - np.abs(u), np.minimum(base + 0.15 * u**2 - v, v - base + between(0.06, 0.12) + between(0.1, 0.4) * teeth))
    stuff = pick((cloth(pictures), np.ones((SIDE, SIDE, 1)) * np.array([200, 165, 70]) * (1 + waves(6, 0.3)[..., None])))
    return lay(canvas, lit(stuff, canvas, u, 0.2), soft(inside))


# Hair, and what is worn in it that is no hat.

def hair_colour(canvas):
    """About that of what lies above the forehead."""
    return np.median(canvas[75:115, 125:195].reshape(-1, 3), 0) * between(0.7, 1.2)


NATURAL = ([22, 19, 18], [38, 28, 24], [75, 50, 35], [115, 80, 50], [150, 80, 45], [195, 160, 110], [150, 150, 150], [215, 212, 208])


def another_hair_colour():
    return colour() if likely(0.25) else np.array(pick(NATURAL)) * between(0.7, 1.2)


def draw_hair(canvas):
    return pick((dyed, dyed, mane, mane, bowl, bun, headphones))(canvas)


def dyed(canvas):
    """What has the colour of the hair, outside the face, in another."""
    own = hair_colour(canvas)
    alike = np.exp(-(((cv2.GaussianBlur(canvas, (0, 0), 1.5) - own) ** 2).sum(2) / between(50, 90) ** 2))
    share = alike * soft(-ellipse(U, V, 0, 0.5, 0.36, 0.48), 0.1)
    level = canvas.mean(2, keepdims=True) + between(0, 40)
    return lay(canvas, level * another_hair_colour() / max(own.mean() + 20, 30), share * between(0.5, 1), shadow=False)


def curls():
    """How bright a head of curls is, place by place."""
    return 1 + between(0.15, 0.4) * (waves(between(4, 10), 1) + waves(between(10, 20), 0.5))


def strands(u, v):
    """The same of smooth hair, which falls from the crown and shines in a ring around it."""
    u = u - between(-0.2, 0.2)
    turn, far = np.arctan2(u, v + 0.6), np.hypot(u, v + 0.6)
    lines = sum(np.sin(turn * count + waves(40, 1.5)) for count in chance.uniform(40, 160, 3)) / 3
    ring = np.exp(-(((far - between(0.2, 0.5)) / between(0.05, 0.2)) ** 2))
    return 1 + between(0.1, 0.35) * lines + between(0, 0.6) * ring + waves(50, 0.15)


def hair(canvas, bright):
    """More of this head's hair, seldom a wig."""
    tone = hair_colour(canvas) if likely(0.75) else another_hair_colour()
    return tone * np.clip(bright, 0.2, 1.8)[..., None]


def mane(canvas):
    """Much hair around the face, its edge ragged."""
    u, v = frame()
    outer = np.maximum(
        ellipse(u, v, 0, between(-0.05, 0.15), between(0.5, 0.8), between(0.55, 0.8), between(2, 2.6)),
        np.minimum(between(0.45, 0.75) - np.abs(u), np.minimum(v, between(0.3, 1.2) - v)))
    top, wide = between(-0.15, 0.1), between(0.34, 0.45)
    face = np.maximum(ellipse(u, v, 0, 0.5, wide, 0.5 - top, between(2, 3)), np.minimum(wide - np.abs(u), v - 0.5))
    inside = np.minimum(outer, -face) + waves(between(6, 14), between(0.01, 0.04))
    depth = 1 - between(0, 0.5) * np.clip(1 - inside / between(0.05, 0.25), 0, 1) * (v > -0.3)
    return lay(canvas, hair(canvas, depth * (curls() if likely(0.6) else strands(u, v))), soft(inside, between(0.02, 0.06)))


def bowl(canvas):
    """Smooth short hair with a fringe that reaches the brows, or parted to a side."""
    u, v = frame()
    edge = between(-0.1, 0.16)
    fringe = between(-0.4, 0.4) * u + 0.02 * np.sin(np.arctan2(u, v + 0.6) * between(20, 60) + waves(30, 1.5))
    inside = dome(u, v + fringe, edge, between(0.42, 0.54), between(0.4, 0.55), sag=between(0, 1.5))
    return lay(canvas, hair(canvas, strands(u, v)), soft(inside + waves(8, 0.006), between(0.02, 0.05)))


def bun(canvas):
    """One on top of the head, or two at its sides."""
    u, v = frame()
    size, y = between(0.12, 0.26), between(-0.62, -0.35)
    x = between(0.25, 0.42) if likely(0.4) else 0
    inside = np.maximum(*(ellipse(u, v, side * x, y, size * between(0.9, 1.3), size) for side in (-1, 1)))
    turns = np.sin(np.hypot(np.abs(u) - x, v - y - 0.05) * between(60, 160) + waves(20, 1.5))
    bright = between(0.8, 1.1) + between(0.03, 0.15) * turns + waves(4, 0.1)
    round_ = 0.7 + 0.4 * np.clip(inside / size, 0, 1)
    return lay(canvas, hair_colour(canvas) * (bright * round_)[..., None], soft(inside + waves(10, 0.008), 0.03))


def headphones(canvas):
    """A bow over the crown, cups on the ears."""
    u, v = frame(4)
    wide, high, thick = between(0.46, 0.56), between(0.75, 0.95), between(0.015, 0.05)
    bow = np.minimum(thick - np.abs(ellipse(u, v, 0, 0.4, wide, high)), 0.4 - v)
    cups = ellipse(np.abs(u), v, wide, between(0.38, 0.48), between(0.07, 0.13), between(0.13, 0.2), pick((2, 3)))
    return lay(canvas, lit(plain(colour()), canvas, u, 0.2), soft(np.maximum(bow, cups)))


# What is held before the face.

def draw_cover(canvas, pictures, points):
    """Returns the cover's own mask too: how much of the face it hides, the caller judges."""
    thing, cover = pick((mask, mask, mask, shawl, hand, hand, hand, hand, held, held, held))(canvas, pictures, points)
    return lay(canvas, thing, cover), cover


def place_of_held():
    """Before the mouth mostly, else before a cheek, a temple, the forehead; at times beside the face or below it."""
    mouth, cheeks, temples = [(0, 0.75), (0, 0.75), (0, 0.6)], [(-0.33, 0.6), (0.33, 0.6)], [(-0.3, 0.3), (0.3, 0.3)]
    off = [(-0.85, 0.6), (0.85, 0.6), (0, 1.5)]
    x, y = pick(mouth * 2 + cheeks + temples + [(0, 0.12)] + off)
    return x + chance.normal(0, 0.1), y + chance.normal(0, 0.1)


JAW = [93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361, 323]


def mask(canvas, pictures, points):
    u, v = frame(3)
    low = np.float32(points[JAW]) * [between(1, 1.06), 1] + [0, between(-0.01, 0.05)]
    nose = points[pick((6, 197, 195, 5, 4))]
    cheeks = points[[280, 50]] + [0, between(-0.04, 0.05)]
    outline = cv2.convexHull(np.float32(np.vstack([low, cheeks, nose[None]])))
    pixels = np.round((outline + [1.25, 1.0]) * SCALE * 16).astype(np.int32)
    shape = cv2.fillConvexPoly(np.zeros((SIDE, SIDE), np.uint8), pixels, 255, cv2.LINE_AA, 4)
    cover = cv2.GaussianBlur(shape, (0, 0), between(0.6, 2)).astype(np.float32) / 255
    if likely(0.55):  # surgical and respirators
        tone = pick(([160, 200, 225], [235, 238, 240], [40, 42, 48], [225, 180, 190], [170, 215, 200], [205, 205, 208]))
        stuff = np.ones((SIDE, SIDE, 1)) * (np.array(tone) + chance.normal(0, 12, 3)) * (1 + waves(4, 0.02))[..., None]
        stuff *= (1 - between(0, 0.2) * (((v - 0.5) * between(8, 16)) % 1 < 0.15))[..., None]
    elif likely(0.25):  # the colour of skin
        stuff = np.ones((SIDE, SIDE, 1)) * np.median(canvas[200:230, 120:200].reshape(-1, 3), 0) * between(0.8, 1.15)
    else:
        stuff = cloth(pictures)
    ridge = 1 + between(0, 0.25) * (np.exp(-(u / 0.08) ** 2) - np.clip(np.abs(u) - 0.1, 0, 1))
    for side in (-1, 1) if likely(0.7) else ():
        line = np.minimum(0.008 - np.abs(v - 0.55 + (np.abs(u) - 0.3) * between(-0.2, 1.2)), np.minimum(side * u - 0.28, 0.46 - side * u))
        cover = np.maximum(cover, soft(line) * 0.8)
    return lit(stuff * ridge[..., None], canvas, u, 0.4), cover


def shawl(canvas, pictures, points):
    u, v = frame(8)
    top = between(0.42, 0.72)
    folds = 1 + between(0.05, 0.25) * np.sin((v + between(-0.5, 0.5) * u) * between(15, 50) + waves(60, 1))
    inside = np.minimum(v - top - between(-0.5, 0.3) * u**2, between(0.42, 1.3) - np.abs(u))
    return lit(cloth(pictures), canvas, u, 0.3) * folds[..., None], soft(inside)


def skin_of(canvas):
    """The face's own skin, or, as somebody else's hand may be in the way, any other."""
    if likely(0.6):
        skin = np.median(canvas[195:235, 110:210].reshape(-1, 3), 0)
    else:
        skin = np.array([72, 46, 36]) + (np.array([232, 192, 168]) - [72, 46, 36]) * between(0, 1)
    return skin * between(0.7, 1.25) * np.exp(chance.normal(0, 0.06, 3))


def hand(canvas, pictures, points):
    """Fingers side by side or spread and the palm they grow from, a thumb, an arm."""
    x, y = place_of_held()
    angle = between(0, 2 * np.pi)
    du, dv = U - x + waves(60, 0.012), V - y + waves(60, 0.012)
    along, across = du * np.cos(angle) + dv * np.sin(angle), dv * np.cos(angle) - du * np.sin(angle)
    width, spread, reach = between(0.075, 0.125), between(0, 0.35), between(-0.1, 0.45)
    height = np.full_like(U, -1)
    for i in range(chance.integers(1, 5)):
        side = (i - 1.5) * width * between(0.98, 1.15)
        tip = reach - between(0, 0.08) - 0.06 * abs(i - 1.5)
        finger = width / 2 - np.hypot(np.clip(along - tip, 0, None), across - side - side / width * spread * (along + 0.3))
        height = np.maximum(height, np.where(along > -0.5, finger, -1))
    if likely(0.5):
        way = pick((-1, 1))
        lean, start = between(0.3, 0.9), width * 1.7
        thumb = width * 0.55 - np.hypot(np.clip(along + 0.05, 0, None), across - way * (start + lean * (along + 0.35)))
        height = np.maximum(height, np.where(along > -0.45, thumb, -1))
    palm = ellipse(along, across, -0.35, 0, between(0.25, 0.4), width * 2.1, 2.6)
    wrist = np.minimum(width * between(1.2, 1.7) - np.abs(across), -0.3 - along)
    height = np.maximum(height, np.maximum(palm, wrist))
    relief = np.sqrt(np.clip(height, 0, 0.04) / 0.04) * between(0.25, 0.5)
    shade = np.clip(1.05 - relief.max() + relief + U * between(-0.3, 0.3), 0, 1.15) * (1 + waves(8, 0.02) + waves(50, 0.08))
    lines = 1 - between(0, 0.2) * soft(np.sin(along * between(25, 45) + waves(40, 0.8)) - 0.93, 0.1) * (along > 0)
    thing = np.ones((SIDE, SIDE, 1)) * skin_of(canvas) * (shade * lines)[..., None]
    if likely(0.4):  # a sleeve
        sleeve = soft(-between(0.45, 0.8) - along, 0.02)[..., None]
        thing = thing + (lit(cloth(pictures), canvas, U, 0.2) - thing) * sleeve
        height = np.maximum(height, np.minimum(width * 2 - np.abs(across), -0.6 - along))
    return thing, soft(height)


def held(canvas, pictures, points):
    return pick((phone, card, book, sheet, cup))(canvas, pictures)


def around_held(turn=20):
    """Places of the pixels around something held, which stands or lies."""
    x, y = place_of_held()
    u, v = frame(turn)
    return (u - x, v - y) if likely(0.5) else (v - y, u - x)


def plain(tone, noise=4):
    return np.ones((SIDE, SIDE, 3)) * (tone + chance.normal(0, noise, 3)) * (1 + waves(70, 0.06))[..., None]


def phone(canvas, pictures):
    u, v = around_held()
    a, b = between(0.15, 0.22), between(0.32, 0.45)
    shell = plain(colour()) if likely(0.5) else plain(between(8, 60))
    for i in range(chance.integers(0, 4)):
        lens = ellipse(u, v, -0.5 * a, -0.8 * b + 0.3 * a * i, 0.12 * a, 0.12 * a)
        shell = lay(shell, plain(between(5, 30)), soft(lens), shadow=False)
    return lit(shell, canvas, u, 0.2), soft(ellipse(u, v, 0, 0, a, b, 10))


def card(canvas, pictures):
    """An ID card or the like: pale, lines of print, a small picture."""
    v, u = around_held(10)
    a = between(0.2, 0.3)
    b = 0.63 * a
    stuff = plain(np.array([205, 218, 226]) * between(0.85, 1.08), 10)
    print_ = (np.sin(v / b * between(8, 12)) > 0.5) & (np.abs(np.sin(u / a * 20 + waves(8, 1))) > 0.3) & (u < 0.2 * a)
    stuff *= (1 - between(0.2, 0.7) * print_)[..., None]
    picture = np.minimum(0.28 * a - np.abs(u - 0.6 * a), 0.5 * b - np.abs(v + 0.1 * b))
    stuff = lay(stuff, cv2.resize(pick(pictures), (SIDE, SIDE)).astype(np.float32), soft(picture), shadow=False)
    return lit(stuff, canvas, u, 0.1), soft(ellipse(u, v, 0, 0, a, b, 14))


def book(canvas, pictures):
    u, v = around_held(12)
    a, b = between(0.3, 0.55), between(0.4, 0.7)
    stuff = lit(cloth(pictures), canvas, u, 0.2)
    pages = soft(np.abs(u) - a + between(0.01, 0.05), 0.01)[..., None]
    stuff = stuff + (between(190, 240) - stuff) * pages
    return stuff, soft(np.minimum(a - np.abs(u), b - np.abs(v)))


def sheet(canvas, pictures):
    u, v = around_held(15)
    stuff = plain(between(185, 250))
    if likely(0.6):
        stuff *= (1 - 0.6 * ((np.sin(v * between(90, 180)) > 0.6) & (np.abs(np.sin(u * 70 + waves(8, 1))) > 0.3)))[..., None]
    return lit(stuff, canvas, u, 0.2), soft(ellipse(u, v, 0, 0, between(0.2, 0.55), between(0.15, 0.6), 12))


def cup(canvas, pictures):
    """A cup, a bottle, a fruit, a microphone."""
    u, v = around_held()
    a, b = between(0.1, 0.3), between(0.12, 0.5)
    return lit(cloth(pictures), canvas, u / a * 0.4, 1), soft(ellipse(u, v, 0, 0, a, b, pick((2, 2, 4))))


# Glasses, and what else hides the eyes.

EYES = ((33, 133), (263, 362))


def rims(points, u, v):
    """Inside of both lenses, in face heights from the rim."""
    left, right = (points[list(eye)].mean(0) for eye in EYES)
    span = np.linalg.norm(right - left)
    a, b, power = between(0.3, 0.5) * span, between(0.22, 0.42) * span, between(1.8, 4)
    drop, slant = between(0, 0.08) * span + b * 0.15, between(-0.15, 0.25)
    lenses = []
    for (x, y), side in ((left, -1), (right, 1)):
        x = x + side * between(0.02, 0.06) * span
        lenses.append(ellipse(u, v + slant * side * (u - x) * 0.5, x, y + drop, a, b, power))
    return np.maximum(*lenses), left, right, span


def glass(canvas, pictures, points, dark):
    u, v = frame(2)
    u, v = u + (U - u) * 0.7, v + (V - v) * 0.7
    lens, left, right, span = rims(points, u, v)
    if dark and likely(0.12):  # one shield
        lens = ellipse(u, v, (left[0] + right[0]) / 2, left[1] + 0.02, span * between(0.95, 1.1), between(0.1, 0.16), between(2, 4))
    middle = (left + right) / 2
    bridge = np.minimum(0.012 - np.abs(v - middle[1] + between(-0.02, 0.05)), 0.2 * span - np.abs(u - middle[0]))
    arms = np.minimum(0.014 - np.abs(v - middle[1] - between(-0.05, 0.02)), np.minimum(np.abs(u) - 0.9 * span, 0.45 - np.abs(u)))
    thick = between(0.003, 0.03)
    metal = np.ones((SIDE, SIDE, 1)) * colour() * between(0.3, 1)
    tint, strength = lens_tint(canvas, pictures, v, middle[1], dark)
    canvas = lay(canvas, tint, soft(lens) * strength)
    if likely(0.5):
        line = np.abs((u - middle[0]) * between(0.4, 1.5) + v - middle[1] - between(-0.1, 0.1) + waves(70, 0.02))
        glint = soft(between(0.01, 0.05) - line, 0.03) * soft(lens)
        canvas = canvas + (between(20, 140) * glint)[..., None]
    rim = np.maximum(thick - np.abs(lens), np.maximum(bridge, arms)) if likely(0.9) else bridge
    return lay(canvas, lit(metal, canvas, u, 0.2), soft(rim, 0.008), shadow=False)


def lens_tint(canvas, pictures, v, eyes, dark):
    """Colour of the lenses and how much they hide."""
    if not dark:
        sky = np.ones((SIDE, SIDE, 1)) * (np.array([215, 225, 240]) + chance.normal(0, 12, 3))
        return sky, np.clip(between(0, 0.22) + waves(30, 0.06), 0, 0.3)
    kind = pick(("black", "black", "gradient", "mirror", "mirror", "coloured"))
    if kind == "mirror":
        scene = cv2.resize(pick(pictures), (SIDE, SIDE)).astype(np.float32)
        scene = np.roll(scene, chance.integers(SIDE), 0) * np.exp(chance.normal(-0.2, 0.35, 3))
        return scene, between(0.85, 1)
    tone = between(2, 40) + chance.normal(0, 4, 3) if kind == "black" else colour() * between(0.2, 0.8)
    tint = np.ones((SIDE, SIDE, 1)) * tone
    if kind == "gradient":
        return tint, np.clip(between(0.9, 1) - np.clip(v - eyes, -0.02, 0.1) * between(1, 4), 0.6, 1)
    return tint, between(0.82, 1)


def draw_clear_glasses(canvas, pictures, points):
    return glass(canvas, pictures, points, dark=False)


def draw_over_eyes(canvas, pictures, points):
    """Dark glasses mostly; a blindfold, a hand, strands of hair."""
    if likely(0.8):
        return glass(canvas, pictures, points, dark=True)
    u, v = frame(8)
    y = points[[33, 263], 1].mean()
    strip = np.minimum(between(0.08, 0.2) - np.abs(v - y), between(0.3, 0.5) - np.abs(u))
    if likely(0.5):
        return lay(canvas, lit(cloth(pictures), canvas, u), soft(strip))
    lines = 1 + between(0.1, 0.4) * np.sin((U + between(-0.4, 0.4) * V) * between(60, 160) + waves(40, 2))
    fringe = np.minimum(between(0.3, 0.45) - np.abs(u), y + between(0.06, 0.14) + 0.05 * waves(10, 1) - v)
    return lay(canvas, np.ones((SIDE, SIDE, 1)) * hair_colour(canvas) * lines[..., None], soft(np.minimum(fringe, v + 0.2)))
