"""`python -m remixes.engine.music.prompt.make_anchors`: embed the anchors of styles.toml again."""

import sys

from remixes.engine.music.prompt.likeness import store

if __name__ == "__main__":
    sys.stdout.write(f"{store()} anchors stored\n")
