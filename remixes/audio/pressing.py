"""One master becomes the two files people take home: a 16-bit wav and an mp3 of the same music."""

from pathlib import Path

from remixes.audio.limited import ask

_MOST_BYTES = 1 << 32


def press(src: Path, *, wav: Path, mp3: Path, max_duration_s: float) -> None:
    """Decode any file once, in the limited process, and write both; fsynced, or absent after an
    error. What is louder than full scale, as float masters may be, is clipped in both alike.

    Raises as `measure`, and BadAudio for more than two channels, a rate that no mp3 has, or more
    than a wav can hold.
    """
    order = {"task": "press", "path": str(src.resolve())}
    order |= {"wav": str(wav.resolve()), "mp3": str(mp3.resolve())}
    try:
        ask({**order, "max_duration_s": max_duration_s, "file_bytes": _MOST_BYTES})
    except BaseException:
        wav.unlink(missing_ok=True)
        mp3.unlink(missing_ok=True)
        raise
