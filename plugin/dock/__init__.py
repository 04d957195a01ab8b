"""The OptoSAR panel: one file a section, no computation."""
