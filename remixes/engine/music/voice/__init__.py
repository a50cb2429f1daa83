"""The singing voice: phonemes, their place in time, pitch and sound; it knows no lyrics' layout."""
