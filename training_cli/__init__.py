"""Data, training, evaluation and the command line of OptoSAR. Uses the models, never QGIS."""
