"""The main job, done in the real QGIS the way an analyst does it: with mouse and keyboard, watching the panel."""
