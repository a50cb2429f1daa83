"""A faithful Remix API on loopback that can be told to misbehave; knows nothing of Django.

with FakeService() as service:
    service.next_submit(Fault.DROP_AFTER_ACCEPT)
    ...                                   # the client under test posts to service.url
    (task,) = service.tasks               # what it accepted, whatever it answered
    service.finish(task)
    service.send_webhooks(task)
"""

from tests.service.audio import tone_mp3, tone_wav
from tests.service.fake import FakeService
from tests.service.faults import AskFault, Fault, FileFault
from tests.service.ledger import Conversion, Post, Task
from tests.service.reply import How, Reads, Reply
from tests.service.state import Pace

__all__ = [
    "AskFault",
    "Conversion",
    "FakeService",
    "Fault",
    "FileFault",
    "How",
    "Pace",
    "Post",
    "Reads",
    "Reply",
    "Task",
    "tone_mp3",
    "tone_wav",
]
