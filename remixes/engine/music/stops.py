"""The two ways a render ends early; both sides of the engine's door know them."""


class Unrenderable(Exception):
    """The order cannot become music; `sentence` says why in words fit for people."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Cancelled(Exception):
    """Whoever ordered the render does not want it any more."""
