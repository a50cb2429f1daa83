"""What a song is made of: beats, bars, key, chords and form, from its samples alone."""
