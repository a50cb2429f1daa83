"""Measuring instruments that are not the engine's own."""
