"""Runs schemathesis against a desk that is really served, bounded so that a suite can afford it.

ST_EXAMPLES in the environment asks for a longer run with another seed each time.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
_FEW = 2


def tried_out(description: str, secret: str, config: Path, **ids: object) -> str:
    """What schemathesis says of the API with this description; fails the test on any finding.

    `ids` fill in the ${…} of the config file.
    """
    asked = os.environ.get("ST_EXAMPLES", "")
    done = subprocess.run(
        [
            str(Path(sys.executable).with_name("schemathesis")),
            *("--config-file", str(config), "run", description),
            *("--header", f"Authorization: Bearer {secret}"),
            *("--checks", "all", "--max-examples", asked or str(_FEW)),
            *(() if asked else ("--seed", "20261122")),
        ],
        env={**os.environ, **{name: str(value) for name, value in ids.items()}, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
        cwd=FOLDER,
    )
    said = "\n".join(line[:500] for line in done.stdout.splitlines())
    assert done.returncode == 0, f"{said}\n{done.stderr}"
    return said
