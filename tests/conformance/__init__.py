"""Other people's clients of the Remix API against both of our servers of it."""
