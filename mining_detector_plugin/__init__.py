"""Mining Detector: finds mines in Sentinel-2 imagery. Importing this package never needs QGIS."""

__version__ = "0.1.0"


def classFactory(iface):  # QGIS calls this name
    """Return the plugin object that QGIS drives.

    Args:
        iface: the running QGIS's ``QgisInterface``.
    """
    from .plugin import MiningDetectorPlugin

    return MiningDetectorPlugin(iface)
