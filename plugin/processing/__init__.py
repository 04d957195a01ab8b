"""The steps of the work as Processing algorithms: for batches, models and ``qgis_process``."""
