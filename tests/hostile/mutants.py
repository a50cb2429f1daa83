"""Good files made bad by a seed: the same seed and number give the same bytes everywhere."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

SEED = 20_240
_EXTREMES = (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80\0\0\0", b"\0\0\0\1")


def mutants(good: dict[str, Path], kind: str, count: int) -> Iterator[tuple[str, bytes]]:
    """`count` mutants of the good file of a kind, with a name for each."""
    original, others = good[kind].read_bytes(), [path.read_bytes() for path in good.values()]
    for number in range(count):
        rng = Random(f"{SEED}-{kind}-{number}")  # noqa: S311  # repeated, not secret
        data = bytearray(original)
        for _ in range(rng.choice((1, 1, 2, 5, 40))):
            _hurt(data, rng, others)
        yield f"{kind}-mutant-{number}", bytes(data)


def _hurt(data: bytearray, rng: Random, others: list[bytes]) -> None:
    # Half of the wounds go to the first bytes, where the headers are.
    at = rng.randrange(min(len(data), 400) if rng.random() < 0.5 else len(data))
    length = rng.choice((1, 4, 16, 300, 5000))
    wound = rng.randrange(7)
    if wound == 0:
        data[at] ^= 1 << rng.randrange(8)
    elif wound == 1:
        data[at : at + 4] = rng.choice(_EXTREMES)
    elif wound == 2:
        data[at : at + length] = rng.randbytes(length)
    elif wound == 3 and len(data) > 2 * length:
        del data[at : at + length]
    elif wound == 4:
        data[at:at] = data[at : at + length]
    elif wound == 5 and len(data) > 500:
        del data[max(at, 64) :]
    else:
        other = rng.choice(others)
        cut = rng.randrange(len(other))
        data[at : at + length] = other[cut : cut + length]
