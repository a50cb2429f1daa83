"""What the mixer asks of a stem, whether it is played by instruments or sung."""

from typing import Protocol

from remixes.engine.music.sound import Frames


class Part(Protocol):
    """One stem of a mix, sounding in consecutive blocks of 44.1 kHz stereo."""

    @property
    def rms(self) -> float:
        """How loud it is where it sounds, linear, known from the start; 0 if it never does."""

    def block(self, frames: int) -> Frames:
        """The next (frames, 2)."""
