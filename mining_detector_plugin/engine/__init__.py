"""The engine: scene -> tiles -> models -> mosaic -> polygons -> files. Nothing in here knows of QGIS."""
