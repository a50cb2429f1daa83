"""What is said about a file that is no timeline."""


class BadTimeline(Exception):
    """`sentence` says what was wrong with the file and what was expected."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
