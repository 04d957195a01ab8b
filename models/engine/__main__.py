"""``python -m optosar.models.engine``: speak the protocol on standard input and output."""

from __future__ import annotations

import sys

from .server import main

if __name__ == "__main__":
    main(sys.argv[1:])
