"""The part of the Detect page that says how to search and where the results go."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QFormLayout, QLabel, QWidget

from ..client.model_library import ModelSet
from ..message_translation import translate_message
from ..translation import tr
from .advanced_options import AdvancedOptions
from .models_box import ModelsBox
from .narrow import let_shrink
from .preset_box import PresetBox
from .presets import preset_of
from .sensitivity import sensitivity_titles
from .settings import Settings


class OptionsPanel(QWidget):
    """Presets, models, device, sensitivity or threshold, the folder of the results."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presets = PresetBox()
        self._make_models_and_device()
        self._make_thresholds()
        self.advanced = AdvancedOptions()
        self.search_everywhere = QCheckBox(tr("Search &everywhere"))
        self.search_everywhere.setToolTip(
            tr("Also run the detector and the segmenter where the classifier sees no mine. Slower.")
        )
        self.output_folder = QgsFileWidget()
        self.output_folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        for name in ("models", "device", "sensitivity", "threshold", "search_everywhere", "output_folder"):
            getattr(self, name).setObjectName(name)
        self._lay_out()
        self.show_devices(None)
        self.show_settings(Settings())
        self._connect()

    def _make_models_and_device(self) -> None:
        self.models = ModelsBox()
        self.device = QComboBox()
        self.device_reason = QLabel()
        self.device_reason.setWordWrap(True)
        self.device.currentIndexChanged.connect(self._show_device_reason)
        let_shrink(self.device)

    def _make_thresholds(self) -> None:
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
        # Where the user gives a threshold, the sensitivity has no say.
        self.threshold.valueChanged.connect(lambda value: self.sensitivity.setEnabled(not value))
        let_shrink(self.sensitivity)
        let_shrink(self.threshold)

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        kind = QLabel(tr("&Kind of search"))
        kind.setBuddy(self.presets.preset)
        form.addRow(kind, self.presets)
        form.addRow(tr("&Models"), self.models)
        form.addRow(tr("De&vice"), self.device)
        form.addRow(self.device_reason)
        form.addRow(tr("&Sensitivity"), self.sensitivity)
        form.addRow(tr("&Threshold"), self.threshold)
        form.addRow(self.search_everywhere)
        form.addRow(self.advanced)
        form.addRow(tr("&Results in"), self.output_folder)

    def _connect(self) -> None:
        self.presets.chosen.connect(self._show_preset)
        self.sensitivity.currentIndexChanged.connect(self._compare_with_presets)
        self.threshold.valueChanged.connect(self._compare_with_presets)
        self.search_everywhere.toggled.connect(self._compare_with_presets)
        self.advanced.changed.connect(self._compare_with_presets)
        self._compare_with_presets()

    def values(self) -> dict[str, Any]:
        """Return the choices by the name of their setting."""
        return {
            "output_folder": self.output_folder.filePath(),
            "models": self.models.folder(),
            "device": self.device.currentData() or "auto",
            "sensitivity": self.sensitivity.currentData(),
            "threshold": self.threshold.value(),
            "search_everywhere": self.search_everywhere.isChecked(),
            **self.advanced.values(),
        }

    def show_settings(self, settings: Settings) -> None:
        """Show stored choices."""
        self.output_folder.setFilePath(settings.output_folder)
        self.models.choose(settings.models)
        self.sensitivity.setCurrentIndex(max(0, self.sensitivity.findData(settings.sensitivity)))
        self.threshold.setValue(settings.threshold)
        self.search_everywhere.setChecked(settings.search_everywhere)
        self.advanced.show_settings(settings)
        if self.device.findData(settings.device) < 0:
            self.device.addItem(settings.device, settings.device)
        self.device.setCurrentIndex(self.device.findData(settings.device))

    def show_models(self, sets: list[ModelSet]) -> None:
        """Offer the models that there are."""
        self.models.show_models(sets)

    def choose_models(self, folder: str) -> None:
        """Choose the models of a folder, empty for the bundled ones."""
        self.models.choose(folder)

    def _show_preset(self, choices: dict[str, Any]) -> None:
        self.show_settings(replace(Settings(**self.values()), **choices))
        self._compare_with_presets()

    def _compare_with_presets(self) -> None:
        self.presets.show_choices(preset_of(Settings(**self.values())))

    def show_devices(self, answer: dict[str, Any] | None) -> None:
        """Fill the devices from the worker's answer, or what is always there where None."""
        chosen = self.device.currentData() or "auto"
        devices = answer["devices"] if answer else [{"id": "cpu", "name": "CPU", "reason": ""}]
        self.device.blockSignals(True)
        self.device.clear()
        self.device.addItem(tr("Automatic"), "auto")
        self._reasons = {"auto": translate_message(str(answer.get("reason", ""))) if answer else ""}
        for device in devices:
            self.device.addItem(_device_title(device), device["id"])
            self._reasons[device["id"]] = translate_message(str(device.get("reason") or ""))
        self.device.setCurrentIndex(max(0, self.device.findData(chosen)))
        self.device.blockSignals(False)
        self._show_device_reason()

    def _show_device_reason(self) -> None:
        reason = self._reasons.get(self.device.currentData(), "")
        self.device_reason.setText(reason)
        self.device_reason.setVisible(bool(reason))


def _device_title(device: dict[str, Any]) -> str:
    total = device.get("memory_total_mb")
    memory = f", {total / 1024:.0f} GB" if total and device["id"] != "cpu" else ""
    usable = "" if device.get("usable", True) else tr(" (not usable)")
    return f"{translate_message(device['name'])}{memory}{usable}"
