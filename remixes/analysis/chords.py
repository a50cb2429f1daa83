"""Which chord sounds on each beat: templates and bass, steadied by a Viterbi path."""

import numpy as np
from numpy.typing import NDArray

from remixes.analysis.harmony import TRIADS, Chord, Key
from remixes.analysis.spectra import Array

_CHANGE_COST = 1.6


def _unit(rows: Array) -> Array:
    return rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)


def find_chords(notes: Array, bass: Array, key: Key) -> tuple[Chord, ...]:
    """One triad per row of (beats, 12) chroma."""
    fit = _chord_fit(notes, bass)
    for column, chord in enumerate(TRIADS):
        fit[:, column] -= 0.45 * sum(tone not in key.scale for tone in chord.tones)
    return tuple(TRIADS[i] for i in _steady_path(fit))


def _chord_fit(notes: Array, bass: Array) -> NDArray[np.float64]:
    templates = np.zeros((len(TRIADS), 12))
    for row, chord in enumerate(TRIADS):
        for tone, weight in zip(chord.tones, (1.0, 0.8, 0.9), strict=True):
            templates[row, tone] += weight
            templates[row, (tone + 7) % 12] += 0.25 * weight
            templates[row, (tone + 4) % 12] += 0.08 * weight
    templates /= np.linalg.norm(templates, axis=1, keepdims=True)
    cleared = _unit(notes)
    cleared = _unit(cleared - cleared.min(1, keepdims=True))
    low = bass / (bass.max(1, keepdims=True) + 1e-9)
    return 12 * cleared @ templates.T + low[:, [chord.root for chord in TRIADS]]


def _steady_path(fit: NDArray[np.float64]) -> list[int]:
    """Viterbi where staying is free and every change costs the same."""
    total, back = fit[0], []
    stay = np.arange(fit.shape[1])
    for row in fit[1:]:
        best = int(total.argmax())
        changed = total < total[best] - _CHANGE_COST
        back.append(np.where(changed, best, stay))
        total = np.where(changed, total[best] - _CHANGE_COST, total) + row
    path = [int(total.argmax())]
    for came_from in reversed(back):
        path.append(int(came_from[path[-1]]))
    return path[::-1]
