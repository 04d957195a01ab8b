"""The local displacement between two registered scenes of different sensors, measured everywhere and smoothed."""
