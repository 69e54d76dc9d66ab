"""What the QGIS process needs to reach the engine: standard library only, no NumPy, no GDAL."""
