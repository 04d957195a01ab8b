"""The tables and figures of the papers as named experiments, with ours and the published numbers side by side."""
