"""Compares what the trained networks answer here with what they answer in `ruxue-vision`: the crops have to be the same.

    cargo run --release -p ruxue-vision --example accuracy_portrait -- measures FOLDER all > measures.jsonl
    RUXUE_MODELS=… python compare.py FOLDER measures.jsonl
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime

import train_eyes
import train_gaze
import train_hat
import train_mouth
import train_worn
from detector import face_detector, text_detector
from faces import load


def logits(name, inputs):
    """Of `faces`, each by the network that `measures` takes: one that has not seen it, where there is such."""
    here = Path(__file__).parent
    files = [here / "unseen" / str(face.quarter) / name for face in faces]
    files = [file if file.exists() else here / name for file in files]
    sessions = {file: onnxruntime.InferenceSession(str(file)) for file in set(files)}
    return np.array([sessions[file].run(None, {"input": each[None].astype(np.float32)})[0][0] for file, each in zip(files, inputs)])


def chances(logits):
    return 1 / (1 + np.exp(-logits))


def answers(name, inputs):
    return chances(logits(name, inputs))


def compare(name, here, there):
    apart = np.abs(here - there)
    print(f"{name}: apart by {np.median(apart):.4f} in the median, {np.percentile(apart, 95):.3f} in 95 of 100, at most {apart.max():.3f}")


measures = {line["name"]: line["measures"]["head"] for line in map(json.loads, open(sys.argv[2]))}
faces = [face for face in load(sys.argv[1]) if measures.get(face.label["name"])]
heads = [measures[face.label["name"]] for face in faces]
canvases = [train_worn.canvas_of(face)[0] for face in faces]
worn = logits("worn.onnx", face_detector(train_worn.LAYER).features([train_worn.crop_of(canvas, train_worn.HEAD) for canvas in canvases]))
worn[:, :1] += logits("hat.onnx", text_detector(train_hat.LAYER).features([train_worn.crop_of(canvas, train_hat.HAIR) for canvas in canvases]))
worn = chances(worn / [2, 1, 1])
for i, key in enumerate(("hat", "eyes_covered", "face_covered")):
    compare(key, worn[:, i], np.array([head[key] for head in heads]))
eyes = [[train_eyes.eye(face, side) for face in faces] for side in (0, 1)]
for side in (0, 1):
    shut = answers("eyes.onnx", face_detector(train_eyes.LAYER).features(eyes[side]))[:, 0]
    compare(f"eyes_open[{side}]", 1 - shut, np.array([head["eyes_open"][side] for head in heads]))
left, right = (answers("gaze.onnx", [train_gaze.standardised(crop) for crop in each])[:, 0] for each in eyes)
compare("gaze", (left - right) / 2 / train_gaze.SPREAD, np.array([head["gaze"] for head in heads]))
mouths = face_detector(train_mouth.LAYER).features([train_mouth.shrunk(train_mouth.mouth(face)[0]) for face in faces])
compare("mouth_open", answers("mouth.onnx", mouths)[:, 0], np.array([head["mouth_open"] for head in heads]))
