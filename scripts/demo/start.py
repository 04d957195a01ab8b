"""Given to QGIS as ``--code``: starts the demo when the application has come up."""

import os
import sys

sys.path.insert(0, os.environ["OPTOSAR_DEMO_SCRIPTS"])

from demo.analyst import start

start()
