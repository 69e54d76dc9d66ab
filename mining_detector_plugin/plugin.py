"""The plugin's face in QGIS: an action in the menu and the toolbar, the dock, the Processing provider."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction

from .gui.dock import MiningDetectorDock
from .gui.environment_controller import EnvironmentController
from .gui.estimate_controller import EstimateController
from .gui.former_settings import FormerSettings
from .gui.help_dialog import HelpDialog
from .gui.image_controller import ImageController
from .gui.models_controller import ModelsController
from .gui.report_controller import ReportController
from .gui.run_controller import RunController
from .gui.runs_controller import RunsController
from .gui.settings import PLUGIN_FOLDER, Settings
from .gui.unfinished_controller import UnfinishedController
from .processing.provider import MiningDetectorProvider
from .translation import install_translator, remove_translator, tr


class MiningDetectorPlugin:
    """What QGIS loads.

    Args:
        iface: the running QGIS; ``qgis_process`` gives none and asks for the provider alone.

    Attributes:
        dock: there between ``initGui`` and ``unload``, and so are its controllers:
        controller: of runs.
        runs: of the runs in the project.
        reports: of their reports.
        images: of the chosen image.
        estimates: of what a run would cost.
        environments: of the worker's environment.
        models: of the library of models.
        unfinished: of runs that were interrupted.
        former: of settings that come back.
    """

    def __init__(self, iface: QgisInterface) -> None:
        self._iface = iface
        self._translator = install_translator(QgsApplication.locale())
        self._provider: MiningDetectorProvider | None = None
        self._action: QAction = None
        self._help: HelpDialog | None = None
        self.dock: MiningDetectorDock | None = None
        self.controller: RunController | None = None
        self.runs: RunsController | None = None
        self.reports: ReportController | None = None
        self.images: ImageController | None = None
        self.estimates: EstimateController | None = None
        self.environments: EnvironmentController | None = None
        self.models: ModelsController | None = None
        self.unfinished: UnfinishedController | None = None
        self.former: FormerSettings | None = None

    def initProcessing(self) -> None:  # QGIS calls this name
        """Register the Processing provider."""
        self._provider = MiningDetectorProvider()
        QgsApplication.processingRegistry().addProvider(self._provider)

    def initGui(self) -> None:  # QGIS calls this name
        """Add the action, the dock and the provider."""
        self.initProcessing()
        dock = MiningDetectorDock(self._iface.mapCanvas(), self._iface.mainWindow())
        dock.show_settings(Settings.load())
        self.images = ImageController(self._iface, dock)
        self.environments = EnvironmentController(self._iface, dock)
        self.models = ModelsController(self._iface, dock)
        self.controller = RunController(self._iface, dock, self.images, self.environments)
        self.estimates = EstimateController(dock, self.controller)
        self.runs = RunsController(self._iface, dock)
        self.reports = ReportController(self._iface, dock, self.runs)
        panels = [dock.detect.unfinished, dock.runs.unfinished]
        self.unfinished = UnfinishedController(self._iface, dock, panels, self.controller)
        self.former = FormerSettings(self._iface, dock)
        self.runs.settings_chosen.connect(self.former.load)
        for controller in (
            self.images,
            self.environments,
            self.controller,
            self.runs,
            self.reports,
            self.unfinished,
        ):
            controller.ended.connect(self.environments.note)
        self.environments.refresh()
        self.models.refresh()
        self.unfinished.look()
        self._iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        dock.hide()
        icon = QIcon(str(PLUGIN_FOLDER / "resources" / "icon.svg"))
        self._action = QAction(icon, tr("Mining Detector"), self._iface.mainWindow())
        self._action.setCheckable(True)
        dock.setToggleVisibilityAction(self._action)
        self._iface.addToolBarIcon(self._action)
        self._iface.addPluginToRasterMenu(tr("Mining Detector"), self._action)
        self._help = HelpDialog(self._iface.mainWindow())
        dock.help_requested.connect(self._help.show_help)
        self.dock = dock

    def unload(self) -> None:
        """Take everything away again and end what is running."""
        self._take_away()
        remove_translator(self._translator)

    def _take_away(self) -> None:
        if self._provider is not None:
            QgsApplication.processingRegistry().removeProvider(self._provider)
            self._provider = None
        if self.dock is None:
            return
        controllers = (
            self.former, self.unfinished, self.reports, self.runs, self.controller, self.images, self.estimates,
            self.environments, self.models,
        )  # fmt: skip
        for controller in controllers:
            if controller is not None:
                controller.clean_up()
        self.dock.detect.aoi.clean_up()
        self._iface.removePluginRasterMenu(tr("Mining Detector"), self._action)
        self._iface.removeToolBarIcon(self._action)
        self._iface.removeDockWidget(self.dock)
        self.dock.deleteLater()
        if self._help is not None:
            self._help.deleteLater()
        self._help = None
        self.dock = self.controller = self.images = self.estimates = self.environments = self.models = None
        self._action = None
        self.former = self.unfinished = self.runs = self.reports = None
