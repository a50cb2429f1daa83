"""Measures the engine against its targets, with judges that are not the engine."""
