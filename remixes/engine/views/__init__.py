"""The engine's doors: one file for the guard, one for orders, one for questions, one for files."""
