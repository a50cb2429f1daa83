"""Whether everything is sent, as `make hostile` asks, or the sample that `make test` can bear."""

import os

IS_ALL = os.environ.get("HOSTILE") == "all"
