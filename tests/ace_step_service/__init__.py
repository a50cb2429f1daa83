"""An ACE-Step 1.5 server on loopback, as its documentation and code describe it; no model inside.

with FakeAceStep() as studio:
    ...                                 # the client under test posts to studio.url
    (job,) = studio.jobs
    studio.begin(job, 0.4)
    studio.finish(job)

It imitates what is written about the server, traps included; nobody has compared it with a live
one. Knows nothing of Django.
"""

from tests.ace_step_service.jobs import Job
from tests.ace_step_service.server import FakeAceStep
from tests.ace_step_service.sound import master_wav

__all__ = ["FakeAceStep", "Job", "master_wav"]
