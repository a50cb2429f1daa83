"""Sample peak, true peak and the outline of a waveform; knows samples only, not files."""

import math

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]

# ITU-R BS.1770-4, annex 2: 48 taps, four phases of twelve; the other two are these reversed.
_PHASE_0 = """
    0.0017089843750 0.0109863281250 -0.0196533203125 0.0332031250000 -0.0594482421875
    0.1373291015625 0.9721679687500 -0.1022949218750 0.0476074218750 -0.0266113281250
    0.0148925781250 -0.0083007812500"""
_PHASE_1 = """
    -0.0291748046875 0.0292968750000 -0.0517578125000 0.0891113281250 -0.1665039062500
    0.4650878906250 0.7797851562500 -0.2003173828125 0.1015625000000 -0.0582275390625
    0.0330810546875 -0.0189208984375"""
_TAPS = 12
_ROW = 32
_QUIETEST_DB = -120.0


def true_peak(x: Samples) -> float | None:
    """dBTP of `x` (frames, channels) or (frames,), None for digital silence."""
    meter = StreamingTruePeak(1 if x.ndim == 1 else x.shape[1])
    meter.add(x)
    return meter.dbtp()


class StreamingTruePeak:
    """Largest absolute value between the samples, oversampled four times, in pieces."""

    def __init__(self, channels: int) -> None:
        one, two = (np.array(phase.split(), float) for phase in (_PHASE_0, _PHASE_1))
        phases = np.stack([one, two, two[::-1], one[::-1]])
        taps = phases[:, ::-1]
        matrix = np.zeros((_TAPS - 1 + _ROW, _ROW, 4), np.float32)
        for sample in range(_ROW):
            matrix[sample : sample + _TAPS, sample] = taps.T
        self._matrix = matrix.reshape(_TAPS - 1 + _ROW, -1)
        self._most_gain = float(np.abs(taps).sum(axis=1).max())
        self._past = np.zeros((channels, _TAPS - 1), np.float32)
        self._top = 0.0

    def add(self, x: Samples) -> None:
        """Take in `x` (frames, channels) or (frames,) float32."""
        planes = x.reshape(1, -1) if x.ndim == 1 else x.T
        joined = np.concatenate((self._past, planes), axis=1)
        self._top = max(self._top, float(np.abs(planes).max(initial=0)))
        rows = (joined.shape[1] - (_TAPS - 1)) // _ROW
        if rows:
            self._oversample(joined[:, : _TAPS - 1 + rows * _ROW], _TAPS - 1 + _ROW)
        self._past = joined[:, rows * _ROW :].copy()

    def dbtp(self) -> float | None:
        """The true peak so far in dBTP, None for digital silence."""
        if self._past.shape[1] >= _TAPS:
            self._oversample(self._past, _TAPS)
        return max(20 * math.log10(self._top), _QUIETEST_DB) if self._top > 0 else None

    def _oversample(self, planes: Samples, width: int) -> None:
        step = width - (_TAPS - 1)
        rows = np.lib.stride_tricks.sliding_window_view(planes, width, axis=1)[:, ::step]
        # A row whose samples are far below the top cannot reach it between them either.
        loud = np.abs(rows).max(axis=2) * self._most_gain > self._top
        if loud.any():
            between = rows[loud] @ self._matrix[:width, : 4 * step]
            self._top = max(self._top, float(between.max()), float(-between.min()))


class FineWave:
    """The largest absolute sample of every hundredth of a second, for waves that are zoomed."""

    PER_S = 100

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._tops: list[float] = []
        self._frames = 0

    def add(self, x: Samples) -> None:
        """Take in `x` (frames, channels) float32; pieces may end anywhere."""
        if not len(x):
            return
        level = np.abs(x).max(axis=1)
        at = (np.arange(self._frames, self._frames + len(x)) * self.PER_S) // self._rate
        starts = np.flatnonzero(np.diff(at, prepend=-1))
        tops = np.maximum.reduceat(level, starts).tolist()
        if at[0] < len(self._tops):
            self._tops[-1] = max(self._tops[-1], tops.pop(0))
        self._tops += tops
        self._frames += len(x)

    def bytes(self) -> bytes:
        """One byte a value, 0..255, where 255 is full scale or more."""
        levels: bytes = (
            np.clip(np.rint(np.array(self._tops) * 255), 0, 255).astype(np.uint8).tobytes()
        )
        return levels


class Outline:
    """The largest absolute sample of each of N equal stretches of a signal of unknown length.

    Keeps a bounded number of fine stretches, and doubles their length whenever they get too many.
    """

    _MOST = 1 << 17

    def __init__(self) -> None:
        self._stretch = 16
        self._tops = np.zeros(0, np.float32)
        self._fresh: list[Samples] = []
        self._count = 0
        self._rest = np.zeros(0, np.float32)

    def add(self, level: Samples) -> None:
        """Take in absolute levels (frames,)."""
        joined = np.concatenate((self._rest, level)) if self._rest.size else level
        whole = len(joined) // self._stretch * self._stretch
        self._rest = joined[whole:].copy()
        if whole:
            self._fresh.append(joined[:whole].reshape(-1, self._stretch).max(axis=1))
            self._count += whole // self._stretch
        if self._count > self._MOST:
            self._coarsen()

    def buckets(self, count: int) -> list[int]:
        """`count` values 0..255, where 255 is full scale or more; all 0 without any sample."""
        tops = np.concatenate((self._tops, *self._fresh, self._rest.max(initial=0, keepdims=True)))
        if not self._rest.size and len(tops) > 1:
            tops = tops[:-1]
        edges = np.arange(count) * len(tops) // count
        # Short signals have fewer stretches than buckets; each bucket shows at least one.
        levels = np.maximum.reduceat(tops, np.minimum(edges, len(tops) - 1))
        return [int(v) for v in np.clip(np.rint(levels * 255), 0, 255)]

    def _coarsen(self) -> None:
        while self._count > self._MOST:
            tops = np.concatenate((self._tops, *self._fresh))
            odd = len(tops) % 2
            if odd:
                # The last one waits as samples for its other half.
                self._rest = np.concatenate((np.full(self._stretch, tops[-1]), self._rest))
            self._tops, self._fresh = tops[: len(tops) - odd].reshape(-1, 2).max(axis=1), []
            self._stretch *= 2
            self._count = len(self._tops)
