"""Pages: who may, find, ask, answer. What is done is done by actions, how it looks by templates."""
