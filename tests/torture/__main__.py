"""`make torture`: one run or several, one closing line each; status 1 when a promise was broken.

TORTURE_SEED, TORTURE_REMIXES, TORTURE_SECONDS, TORTURE_PLANT as plan.py reads them, and
TORTURE_RUNS: so many seeds from that one on.
"""

import os
import signal
import sys
from dataclasses import replace

from tests.torture.plan import Plan
from tests.torture.rig import Verdict, run


def main() -> int:
    # Told to stop, it still ends what it has started.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(1))
    first = Plan.from_environment()
    holds = True
    for number in range(int(os.environ.get("TORTURE_RUNS", "1"))):
        seed = first.seed + number
        plan = replace(
            Plan.drawn(seed, first.remixes, float(os.environ.get("TORTURE_SECONDS", "0"))),
            plant=first.plant,
        )
        verdict = run(plan)
        holds = holds and verdict.holds
        tell(verdict)
    return 0 if holds else 1


def tell(verdict: Verdict) -> None:
    say = sys.stdout.write
    if not verdict.holds:
        for broken in verdict.broken[:40]:
            say(f"{broken.kind}: {broken.what}\n")
        say(f"TORTURE_SEED={verdict.plan.seed}, evidence in {verdict.folder}\n")
    say(f"{verdict.line} (seed {verdict.plan.seed}, {verdict.facts})\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
