"""Ties a process to its parent's life, so that a killed parent leaves no orphan; Linux only."""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def die_with_parent(parent: int, signal_number: int = signal.SIGKILL) -> None:
    """Asks the kernel to send `signal_number` to this process when process `parent` ends.

    To be called in the child, after fork. Elsewhere than on Linux it does nothing.
    """
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal_number, 0, 0, 0)
    # the parent may have ended between fork and prctl, then no signal will ever come
    if os.getppid() != parent:
        os.kill(os.getpid(), signal_number)
