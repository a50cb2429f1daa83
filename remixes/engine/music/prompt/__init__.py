"""What a prompt asks for: word lists first, nearness of meaning where no style is named."""

from remixes.engine.music.prompt.embedding import rest
from remixes.engine.music.prompt.reader import read
from remixes.engine.music.prompt.wish import Wish

__all__ = ["Wish", "read", "rest"]
