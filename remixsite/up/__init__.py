"""What `manage.py up` does: prepare the data, then keep every process of the desk running."""


class CannotStart(Exception):
    """The desk cannot come up; the message is one sentence for the person who started it."""


# the web server's exit status when it has already said why it cannot start
NOT_PREPARED = 4
