"""``python -m optosar.training_cli``: the same as the command ``optosar``."""

from __future__ import annotations

import sys

from .app import main

if __name__ == "__main__":
    sys.exit(main())
