"""The steps of the work as Processing algorithms: for batches, models and ``qgis_process``.

Parameters, layers and files are looked at in ``prepareAlgorithm``, on the main thread; ``processAlgorithm`` runs in
a thread of Processing and knows plain values, the engine and its sinks only.
"""
