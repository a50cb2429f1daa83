"""Who plays what and when: notes for drums, bass and harmony on a song's own bars and chords."""
