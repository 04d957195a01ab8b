"""Everything in OptoSAR that computes: networks, retrieval, matching, co-registration and the engine process.

Nothing below this package imports QGIS, the plugin or the training command line.
"""
