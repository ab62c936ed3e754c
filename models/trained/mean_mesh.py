"""Prints the table of core/vision/src/portrait/mean_mesh.rs: the mean mesh of the portraits that must pass.

    RUXUE_MODELS=… python mean_mesh.py FOLDER_OF_LABELLED_PORTRAITS
"""

import sys

import numpy as np

from faces import load, rotation

CHEEKS, FOREHEAD, CHIN = (234, 454), 10, 152
MIRROR = np.array([-1, 1, 1])


def unit(points):
    points = points - points.mean(0)
    return points / np.sqrt((points**2).sum(1).mean())


def mean(meshes):
    """The mean of meshes turned onto each other; as these are frontal, their plain mean says which way frontal is."""
    average = unit(np.mean([unit(mesh) for mesh in meshes], 0))
    for _ in range(3):
        average = unit(np.mean([unit(mesh) @ rotation(average, unit(mesh)) for mesh in meshes], 0))
    return average


def level(points):
    """Turned so that the cheeks lie level and equally far."""
    for axis in (1, 2):
        span = points[CHEEKS[1]] - points[CHEEKS[0]]
        angle = np.arctan2(span[axis], span[0])
        turn = np.eye(3)
        turn[0, 0] = turn[axis, axis] = np.cos(angle)
        turn[0, axis], turn[axis, 0] = np.sin(angle), -np.sin(angle)
        points = points @ turn.T
    return points


def symmetric(points):
    """The mean with the mirror image, partners found as nearest neighbours."""
    for _ in range(5):
        points = level(points)
        points[:, 0] -= (points[CHEEKS[0], 0] + points[CHEEKS[1], 0]) / 2
        partner = np.array([((points * MIRROR - p) ** 2).sum(1).argmin() for p in points])
    return (points + points[partner] * MIRROR) / 2


points = symmetric(mean([face.mesh for face in load(sys.argv[1]) if face.must_pass and face.quarter < 2]))
points -= [0, points[FOREHEAD, 1], points[:, 2].mean()]
points /= points[CHIN, 1]
for four in points.reshape(-1, 4, 3):
    print("   ", " ".join("[{:.4f}, {:.4f}, {:.4f}],".format(*p) for p in four + 0.0))
