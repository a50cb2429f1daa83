"""Integrated loudness after ITU-R BS.1770-4; knows samples only, not files.

The two K-weighting biquads are applied to rows of 64 samples as matrix products, with the filter
state carried from row to row. That equals the recursive filter and is several times faster in
numpy than a loop or an FFT.
"""

import math

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]
_Matrix = npt.NDArray[np.float64]

_ROW = 64
_ABSOLUTE_GATE_LUFS = -70.0
_RELATIVE_GATE_LU = -10.0
_OFFSET = -0.691
_HOPS_PER_BLOCK = 4


def loudness(x: Samples, rate: int) -> float | None:
    """LUFS of `x` (frames, channels) or (frames,), None for silence or less than 0.4 s."""
    meter = StreamingLoudness(rate, 1 if x.ndim == 1 else x.shape[1])
    meter.add(x)
    return meter.lufs()


class StreamingLoudness:
    """The same in pieces: `add` blocks of any length in order and ask `lufs` at the end.

    Channels weigh as in BS.1770: five or six are L R C (LFE) Ls Rs, the LFE counts nothing and the
    surrounds 1.41; any other number counts every channel once.
    """

    def __init__(self, rate: int, channels: int) -> None:
        self._rate = rate
        self._weights = _channel_weights(channels)
        self._filter = _KWeighting(rate, channels)
        self._pending = np.zeros((channels, 0), np.float32)
        self._edge = 0.0
        self._filtered = 0
        self._energies: list[float] = []

    def add(self, x: Samples) -> None:
        """Take in `x` (frames, channels) or (frames,) float32."""
        planes = x.reshape(1, -1) if x.ndim == 1 else x.T
        joined = np.concatenate((self._pending, planes), axis=1) if self._pending.size else planes
        whole = joined.shape[1] // _ROW * _ROW
        self._pending = np.array(joined[:, whole:], np.float32)
        if whole:
            self._take(self._filter.run(np.ascontiguousarray(joined[:, :whole], np.float32)))

    def lufs(self) -> float | None:
        """Loudness of everything so far; None if all of it is below the absolute gate."""
        if self._pending.shape[1]:
            rest = self._pending.shape[1]
            padded = np.zeros((len(self._weights), _ROW), np.float32)
            padded[:, :rest] = self._pending
            self._pending = self._pending[:, :0]
            self._take(self._filter.run(padded)[:, :rest])
        return gated(self.powers())

    def powers(self) -> _Matrix:
        """Weighted mean power of every whole tenth of a second so far, all channels together."""
        sums = np.array(self._energies[: self._hop_of(self._filtered)])
        return sums / (self._rate / 10)

    def _take(self, y: Samples) -> None:
        # Sums of squares per 100 ms; the boundaries follow the rate even where it is no whole
        # number of samples.
        power = self._weights.astype(np.float32) @ (y * y)
        first, last = self._filtered, self._filtered + len(power)
        begin = self._hop_of(first)
        end = self._hop_of(last - 1)
        starts = [max(0, self._hop_start(hop) - first) for hop in range(begin, end + 1)]
        sums = np.add.reduceat(power.astype(np.float64), starts)
        self._energies.extend([0.0] * (end + 1 - len(self._energies)))
        for hop, energy in zip(range(begin, end + 1), sums, strict=True):
            self._energies[hop] += float(energy)
        self._filtered = last

    def _hop_of(self, sample: int) -> int:
        return sample * 10 // self._rate

    def _hop_start(self, hop: int) -> int:
        return -(-hop * self._rate // 10)


class _KWeighting:
    """Pre-filter and RLB filter, for (channels, n * 64) float32 planes, state kept between runs."""

    def __init__(self, rate: int, channels: int) -> None:
        a, b, c, d = _state_space(rate)
        powers = [np.linalg.matrix_power(a, n) for n in range(_ROW + 1)]
        response = [d, *(float(c @ powers[n] @ b) for n in range(_ROW - 1))]
        toeplitz = np.zeros((_ROW, _ROW))
        for lag, value in enumerate(response):
            toeplitz += np.diag(np.full(_ROW - lag, value), lag)
        self._direct = toeplitz.astype(np.float32)
        self._into_state = np.stack([powers[_ROW - 1 - n] @ b for n in range(_ROW)]).astype(
            np.float32
        )
        self._from_state = np.stack([c @ powers[n] for n in range(_ROW)]).T
        self._steps = _doublings(powers[_ROW])
        self._state = np.zeros((channels, len(b)))

    def run(self, x: Samples) -> Samples:
        """The weighted samples, same shape."""
        channels, frames = x.shape
        rows = x.reshape(-1, _ROW)
        states = (rows @ self._into_state).astype(np.float64).reshape(channels, -1, 4)
        states[:, 0] += self._state @ self._steps[0].T
        # A running sum of decaying states, in as many steps as the filter remembers.
        for n, step in enumerate(self._steps):
            gap = 1 << n
            if gap >= states.shape[1]:
                break
            states[:, gap:] += states[:, :-gap] @ step.T
        before = np.concatenate((self._state[:, None], states[:, :-1]), axis=1)
        self._state = states[:, -1].copy()
        tail = (before.reshape(-1, 4) @ self._from_state).astype(np.float32)
        weighted: Samples = rows @ self._direct
        weighted += tail
        return weighted.reshape(channels, frames)


def _doublings(step: _Matrix) -> list[_Matrix]:
    steps = [step]
    while np.abs(steps[-1]).max() > 1e-12 and len(steps) < 40:
        steps.append(steps[-1] @ steps[-1])
    return steps


def _state_space(rate: int) -> tuple[_Matrix, _Matrix, _Matrix, float]:
    """Both biquads in series, in transposed direct form II, whose states stay small."""
    (b0, b1, b2, a1, a2), (e0, e1, e2, f1, f2) = _shelf(rate), _high_pass(rate)
    first = np.array([[-a1, 1.0, 0, 0], [-a2, 0, 0, 0]])
    shelf_in = np.array([b1 - a1 * b0, b2 - a2 * b0])
    # The second section is driven by the first one's output, state one plus b0 times the input.
    drive = np.array([e1 - f1 * e0, e2 - f2 * e0])
    second = np.array([[drive[0], 0, -f1, 1.0], [drive[1], 0, -f2, 0]])
    a = np.concatenate((first, second))
    b = np.concatenate((shelf_in, drive * b0))
    return a, b, np.array([e0, 0, 1.0, 0]), e0 * b0


def k_weighting(rate: int) -> _Matrix:
    """Both biquads as (2, 6) second-order sections."""
    return np.array(
        [[*section[:3], 1.0, *section[3:]] for section in (_shelf(rate), _high_pass(rate))]
    )


def _shelf(rate: int) -> tuple[float, float, float, float, float]:
    # The analogue prototype behind the 48 kHz table of BS.1770, so that any rate gets its filter.
    f0, gain, q = 1681.974450955533, 3.999843853973347, 0.7071752369554196
    k = math.tan(math.pi * f0 / rate)
    high = 10 ** (gain / 20)
    band = high**0.4996667741545416
    a0 = 1 + k / q + k * k
    return (
        (high + band * k / q + k * k) / a0,
        2 * (k * k - high) / a0,
        (high - band * k / q + k * k) / a0,
        2 * (k * k - 1) / a0,
        (1 - k / q + k * k) / a0,
    )


def _high_pass(rate: int) -> tuple[float, float, float, float, float]:
    f0, q = 38.13547087602444, 0.5003270373238773
    k = math.tan(math.pi * f0 / rate)
    a0 = 1 + k / q + k * k
    return 1.0, -2.0, 1.0, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0


def _channel_weights(channels: int) -> _Matrix:
    if channels == 5:
        return np.array([1, 1, 1, 1.41, 1.41])
    if channels == 6:
        return np.array([1, 1, 1, 0, 1.41, 1.41])
    return np.ones(channels)


def gated(powers: _Matrix) -> float | None:
    """LUFS from the power of every tenth of a second: windows of 0.4 s, absolute and relative gate.

    None if there is no whole window or all of it is below the absolute gate.
    """
    if len(powers) < _HOPS_PER_BLOCK:
        return None
    windows = np.convolve(powers, np.full(_HOPS_PER_BLOCK, 1 / _HOPS_PER_BLOCK), "valid")
    above = windows[windows > 10 ** ((_ABSOLUTE_GATE_LUFS - _OFFSET) / 10)]
    if not above.size:
        return None
    above = above[above > above.mean() * 10 ** (_RELATIVE_GATE_LU / 10)]
    return float(_OFFSET + 10 * math.log10(above.mean()))
