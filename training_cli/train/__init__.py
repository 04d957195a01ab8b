"""Training: Lightning modules and data streams."""
