"""How threads of the numerical libraries wait for each other."""

from __future__ import annotations

import os


def sleep_while_waiting() -> None:
    """Let a thread that has done its part sleep until the others have; to be called before torch is loaded.

    OpenMP's threads spin while they wait, by default. On cores that other programs use as well, the one that is waited
    for then cannot run: on two such cores a pair of windows is matched in 7 instead of 12 s. Where nothing else runs,
    the time is the same. What the user has set stays.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
