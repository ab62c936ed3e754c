# Reads photos with RapidOCR, one thread: for each a line of JSON with the texts found and the seconds it took.
import json
import sys
import time
import unicodedata

import cv2
from rapidocr_onnxruntime import RapidOCR

cv2.setNumThreads(1)
reader = RapidOCR(intra_op_num_threads=1, inter_op_num_threads=1)
for path in sys.argv[2:]:
    start = time.perf_counter()
    lines, _ = reader(path)
    seconds = time.perf_counter() - start
    texts = [unicodedata.normalize("NFKC", line[1]).replace(" ", "") for line in lines or []]
    print(json.dumps({"texts": texts, "seconds": seconds}))
