"""Makes data set folders: from rasters with polygons, from known sources, from tagged images, from made scenes."""
