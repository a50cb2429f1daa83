"""How fast the song goes at each moment: autocorrelation tempogram and a Viterbi path in it."""

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from remixes.analysis.onsets import FPS

HOP_S = 2.0

_WINDOW_S = 8.0
_BPM = np.exp(np.linspace(np.log(55), np.log(215), 240))
_COMB = ((1, 1.0), (2, 0.9), (3, 0.35), (4, 0.7))
_USUAL_BPM = 118.0
_USUAL_WIDTH = 0.9
_DRIFT_COST = 60.0


def tempo_curve(envelope: NDArray[np.float32]) -> NDArray[np.float64]:
    """Beats per minute every two seconds."""
    picture = _tempogram(envelope)
    overall = picture.mean(0)
    score = 1.5 * np.log(picture + 1e-3) + 2.0 * np.log(overall + 1e-3)
    cost = np.abs(np.log2(_BPM)[:, None] - np.log2(_BPM)) * _DRIFT_COST
    return _BPM[_best_path(score, cost)]


def _tempogram(envelope: NDArray[np.float32]) -> NDArray[np.float64]:
    width, hop = int(_WINDOW_S * FPS), int(HOP_S * FPS)
    size = scipy.fft.next_fast_len(2 * width)
    padded = np.pad(envelope, (width // 2, width // 2 + hop))
    window = np.hanning(width)
    lags = 60 * FPS / _BPM
    prior = np.exp(-0.5 * (np.log2(_BPM / _USUAL_BPM) / _USUAL_WIDTH) ** 2)
    rows = []
    for at in range(0, max(1, len(padded) - width), hop):
        piece = padded[at : at + width]
        spectrum = scipy.fft.rfft(piece * window[: len(piece)], size)
        echo = scipy.fft.irfft(np.abs(spectrum) ** 2)[:width]
        echo /= echo[0] + 1e-9
        steps = np.arange(width)
        row = sum(weight * np.interp(lags * k, steps, echo) for k, weight in _COMB)
        rows.append(row + 0.25 * np.interp(lags / 2, steps, echo))
    return np.maximum(np.array(rows), 0) * prior


def _best_path(score: NDArray[np.float64], cost: NDArray[np.float64]) -> NDArray[np.intp]:
    total, back = score[0], []
    for row in score[1:]:
        options = total[:, None] - cost
        came_from = options.argmax(0)
        back.append(came_from)
        total = options[came_from, np.arange(len(row))] + row
    path = [int(total.argmax())]
    for came_from in reversed(back):
        path.append(int(came_from[path[-1]]))
    return np.array(path[::-1])
