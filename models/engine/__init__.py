"""The engine: the process in which torch lives, driven by JSON lines on its standard input and output."""
