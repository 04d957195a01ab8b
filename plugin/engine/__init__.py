"""The plugin's side of the engine: finding its Python, starting it, talking to it, installing it."""
