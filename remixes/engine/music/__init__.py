"""The music side of the embedded engine: sound in, sound out; knows nothing of HTTP or Django."""
