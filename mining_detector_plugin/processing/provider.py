"""The Processing provider `mining_detector`."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .algorithm import plugin_icon
from .search import SearchAlgorithm
from .searches import SEARCHES
from .set_up import SetUpAlgorithm
from .vectorise import VectoriseAlgorithm


class MiningDetectorProvider(QgsProcessingProvider):
    """Lists the plugin's algorithms."""

    def id(self) -> str:
        """Return the prefix of the algorithms' ids."""
        return "mining_detector"

    def name(self) -> str:
        """Return the name in the toolbox."""
        return "Mining Detector"

    def icon(self) -> QIcon:
        """Return the plugin's icon."""
        return plugin_icon()

    def supportedOutputVectorLayerExtensions(self) -> list[str]:  # QGIS calls this name
        """Return the endings of what the worker writes."""
        return ["gpkg"]

    def loadAlgorithms(self) -> None:  # QGIS calls this name
        """Add the algorithms."""
        for search in SEARCHES:
            self.addAlgorithm(SearchAlgorithm(search))
        self.addAlgorithm(VectoriseAlgorithm())
        self.addAlgorithm(SetUpAlgorithm())
