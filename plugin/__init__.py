"""Everything QGIS sees.

Imports qgis, osgeo, numpy and the standard library; of ``models`` only ``engine.protocol``.
"""
