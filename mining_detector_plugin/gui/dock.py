"""The dock: shows what is chosen and how a run goes, tells what the user wants, and starts nothing itself."""

from __future__ import annotations

import html
from typing import Any

from qgis.core import Qgis, QgsMapLayer, QgsMapLayerProxyModel
from qgis.gui import QgsDockWidget, QgsFileWidget, QgsMapCanvas, QgsMapLayerComboBox
from qgis.PyQt.QtCore import QCoreApplication, QTime, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from .aoi_panel import AoiPanel
from .environment_panel import EnvironmentPanel
from .sensitivity import sensitivity_titles
from .settings import Settings

_MARKS = {
    Qgis.MessageLevel.Info: ("#808080", ""),
    Qgis.MessageLevel.Success: ("#2e8b57", ""),
    Qgis.MessageLevel.Warning: ("#c77700", "Warning: "),
    Qgis.MessageLevel.Critical: ("#c0392b", "Error: "),
}
_DONE = 1000
_NARROWEST_BOX = 70


def tr(text: str) -> str:
    """Translate a text of the dock."""
    return QCoreApplication.translate("MiningDetectorDock", text)


class MiningDetectorDock(QgsDockWidget):
    """The plugin's panel.

    Signals:
        detect_requested, cancel_requested, set_up_requested, bands_requested: a button was clicked.
    """

    detect_requested = pyqtSignal()
    cancel_requested = pyqtSignal()
    set_up_requested = pyqtSignal()
    bands_requested = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas, parent: QWidget | None = None) -> None:
        super().__init__(tr("Mining Detector"), parent)
        self.setObjectName("MiningDetectorDock")
        self._make_inputs(canvas)
        self._make_outputs()
        self._lay_out()
        self.environment.set_up_requested.connect(self.set_up_requested)
        self.detect_button.clicked.connect(self.detect_requested)
        self.cancel_button.clicked.connect(self.cancel_requested)
        self.bands_button.clicked.connect(self.bands_requested)
        self.device.currentIndexChanged.connect(self._show_device_reason)
        # Where the user gives a threshold, the sensitivity has no say.
        self.threshold.valueChanged.connect(lambda value: self.sensitivity.setEnabled(not value))
        self.show_devices(None)
        self.show_running(False)

    def _make_inputs(self, canvas: QgsMapCanvas) -> None:
        self.raster = QgsMapLayerComboBox()
        self.raster.setFilters(QgsMapLayerProxyModel.Filter.RasterLayer)
        self.bands_button = QPushButton(tr("Bands…"))
        self.bands_button.setToolTip(tr("Shows which band of the image is which, to confirm or change."))
        self.aoi = AoiPanel(canvas)
        self.models = QgsFileWidget()
        self.models.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.models.lineEdit().setPlaceholderText(tr("Bundled models"))
        self.device = QComboBox()
        self.device_reason = QLabel()
        self.device_reason.setWordWrap(True)
        self.sensitivity = QComboBox()
        for name, title in sensitivity_titles().items():
            self.sensitivity.addItem(title, name)
        self.sensitivity.setToolTip(
            tr(
                "How sure the models must be of what is shown. 'Few misses' shows more mines and more false "
                "alarms, 'Few false alarms' fewer of both."
            )
        )
        self.threshold = QDoubleSpinBox()
        self.threshold.setRange(0.0, 0.99)
        self.threshold.setSingleStep(0.05)
        self.threshold.setSpecialValueText(tr("By sensitivity"))
        self.threshold.setToolTip(
            tr(
                "Confidence from which a pixel counts as mine, in place of the sensitivity's. Lower finds more, "
                "also false ones."
            )
        )
        self.search_everywhere = QCheckBox(tr("Search everywhere (slower)"))
        self.search_everywhere.setToolTip(
            tr("Also run the detector and the segmenter where the classifier sees no mine.")
        )
        self.output_folder = QgsFileWidget()
        self.output_folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.environment = EnvironmentPanel()

    def _make_outputs(self) -> None:
        self.detect_button = QPushButton(tr("Detect"))
        self.detect_button.setDefault(True)
        self.cancel_button = QPushButton(tr("Cancel"))
        self.progress = QProgressBar()
        self.progress.setRange(0, _DONE)
        self.stage = QLabel()
        self.stage.setWordWrap(True)
        self.messages = QTextBrowser()
        self.messages.setOpenExternalLinks(True)
        self.messages.setMinimumHeight(90)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        image = QHBoxLayout()
        image.addWidget(self.raster, 1)
        image.addWidget(self.bands_button)
        image_label = QLabel(tr("&Image"))
        image_label.setBuddy(self.raster)
        form.addRow(image_label, image)
        form.addRow(tr("&Area"), self.aoi)
        form.addRow(tr("&Models"), self.models)
        form.addRow(tr("De&vice"), self.device)
        form.addRow("", self.device_reason)
        form.addRow(tr("&Sensitivity"), self.sensitivity)
        form.addRow(tr("&Threshold"), self.threshold)
        form.addRow("", self.search_everywhere)
        form.addRow(tr("&Results in"), self.output_folder)
        buttons = QHBoxLayout()
        buttons.addWidget(self.detect_button, 2)
        buttons.addWidget(self.cancel_button, 1)
        content = QWidget()
        column = QVBoxLayout(content)
        column.addLayout(form)
        column.addWidget(self.environment)
        column.addLayout(buttons)
        column.addWidget(self.progress)
        column.addWidget(self.stage)
        column.addWidget(self.messages, 1)
        for box in (
            self.raster,
            self.device,
            self.sensitivity,
            self.threshold,
            self.aoi.kind,
            self.aoi.layer,
        ):
            # Long names must not widen the panel.
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.setMinimumWidth(_NARROWEST_BOX)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(content)
        self.setWidget(scroll)

    def layer(self) -> QgsMapLayer | None:
        """Return the chosen raster layer."""
        return self.raster.currentLayer()

    def settings(self) -> Settings:
        """Return the choices as they stand."""
        return Settings(
            output_folder=self.output_folder.filePath(),
            models=self.models.filePath(),
            device=self.device.currentData() or "auto",
            sensitivity=self.sensitivity.currentData(),
            threshold=self.threshold.value(),
            search_everywhere=self.search_everywhere.isChecked(),
            interpreter=self.environment.interpreter.filePath(),
            wheels=self.environment.wheels.filePath(),
        )

    def show_settings(self, settings: Settings) -> None:
        """Show stored choices."""
        self.output_folder.setFilePath(settings.output_folder)
        self.models.setFilePath(settings.models)
        self.sensitivity.setCurrentIndex(max(0, self.sensitivity.findData(settings.sensitivity)))
        self.threshold.setValue(settings.threshold)
        self.search_everywhere.setChecked(settings.search_everywhere)
        self.environment.show_settings(settings)
        if self.device.findData(settings.device) < 0:
            self.device.addItem(settings.device, settings.device)
        self.device.setCurrentIndex(self.device.findData(settings.device))

    def show_devices(self, answer: dict[str, Any] | None) -> None:
        """Fill the devices from the worker's answer, or what is always there where None."""
        chosen = self.device.currentData() or "auto"
        devices = answer["devices"] if answer else [{"id": "cpu", "name": "CPU", "reason": ""}]
        self.device.blockSignals(True)
        self.device.clear()
        self.device.addItem(tr("Automatic"), "auto")
        self._reasons = {"auto": str(answer.get("reason", "")) if answer else ""}
        for device in devices:
            self.device.addItem(_device_title(device), device["id"])
            self._reasons[device["id"]] = str(device.get("reason") or "")
        self.device.setCurrentIndex(max(0, self.device.findData(chosen)))
        self.device.blockSignals(False)
        self._show_device_reason()

    def _show_device_reason(self) -> None:
        reason = self._reasons.get(self.device.currentData(), "")
        self.device_reason.setText(reason)
        self.device_reason.setVisible(bool(reason))

    def show_running(self, is_running: bool) -> None:
        """Enable what fits the state."""
        self.detect_button.setEnabled(not is_running)
        self.bands_button.setEnabled(not is_running)
        self.environment.set_up_button.setEnabled(not is_running)
        self.cancel_button.setEnabled(is_running)
        self.progress.setVisible(is_running)
        self.stage.setVisible(is_running)
        self.progress.setValue(0)
        self.stage.clear()

    def show_progress(self, fraction: float, text: str) -> None:
        """Show how far a run is."""
        self.progress.setValue(round(_DONE * fraction))
        self.stage.setText(text)

    def show_message(self, level: Qgis.MessageLevel, text: str) -> None:
        """Add a line to the message area."""
        color, mark = _MARKS[level]
        time = QTime.currentTime().toString("HH:mm:ss")
        self.messages.append(
            f'<span style="color:#808080">{time}</span> '
            f'<span style="color:{color}"><b>{tr(mark)}</b></span>{html.escape(text)}'
        )


def _device_title(device: dict[str, Any]) -> str:
    total = device.get("memory_total_mb")
    memory = f", {total / 1024:.0f} GB" if total and device["id"] != "cpu" else ""
    usable = "" if device.get("usable", True) else tr(" (not usable)")
    return f"{device['name']}{memory}{usable}"
