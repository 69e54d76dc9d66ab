"""The Processing provider `mining_detector`."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..gui.settings import PLUGIN_FOLDER
from .detect import DetectAlgorithm


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
        return QIcon(str(PLUGIN_FOLDER / "resources" / "icon.svg"))

    def loadAlgorithms(self) -> None:  # QGIS calls this name
        """Add the algorithms."""
        self.addAlgorithm(DetectAlgorithm())
