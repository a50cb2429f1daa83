"""The band: every sound is computed, so a render needs no sample files."""
