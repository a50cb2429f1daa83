"""Template tags of the pages; they draw what they are given and never ask the database."""
