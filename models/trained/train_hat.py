"""Trains hat.onnx: whether a hat covers the hair, seen closer and by other features than worn.onnx does.

    RUXUE_MODELS=… python train_hat.py FOLDER_OF_LABELLED_PORTRAITS

About ten minutes on one core. The network judges by a layer of the text detector: it has seen more kinds of things than the face
detector, and errs about other heads, so that the mean of both is better than either. It learns from the heads of `train_worn.py`.
Each quarter of the portraits is judged by a network that learnt from the others, and printed is how well; `keep` says what is saved.
"""

import sys

from detector import text_detector
from faces import load
from network import Network, Together, train
from train_worn import View, batches, study

HAIR = View(128, 1.4, -0.85)
LAYER = "p2o.Mul.95"  # of the text detector; worn.rs names it too
LAYERS, HIDDEN = [(24, 1, 1), (24, 3, 1), (24, 3, 2)], 12
VARIANTS, STEPS, MEMBERS = 12, 700, 1
DOUBTFUL = {"t0752", "t0944", "t1299"}  # a hat to the eye that has no label, and two the other way round


def learnt(quarters):
    shape = quarters[0].features.shape[1:]
    asked = ((features, wanted[:, :1]) for features, wanted in batches(quarters))
    return Together([train(Network(shape, LAYERS, HIDDEN), asked, STEPS) for _ in range(MEMBERS)])


if __name__ == "__main__":
    faces = [face for face in load(sys.argv[1]) if face.label["faces"] == 1 and face.label["name"] not in DOUBTFUL]
    study("hat.onnx", faces, HAIR, text_detector(LAYER), VARIANTS, learnt)
