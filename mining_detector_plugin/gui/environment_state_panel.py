"""The part of the environment page that tells what is there: state and why, versions, size, packages, devices."""

from __future__ import annotations

import html
from typing import Any

from qgis.core import Qgis
from qgis.PyQt.QtCore import QEvent, Qt
from qgis.PyQt.QtWidgets import (
    QFormLayout,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..client.environment_state import BROKEN, MISSING, OUTDATED, READY, EnvironmentState
from ..message_translation import translate_message
from ..translation import tr
from .collapsible import collapsible
from .colors import message_color
from .narrow import breakable, let_shrink, wrap

_LEVELS = {
    READY: Qgis.MessageLevel.Success,
    OUTDATED: Qgis.MessageLevel.Warning,
    BROKEN: Qgis.MessageLevel.Critical,
    MISSING: Qgis.MessageLevel.Info,
}
_MB = 1_000_000
_PACKAGES_HEIGHT = 150
_TO_MINUTES = len("2026-11-22 12:00")


class EnvironmentStatePanel(QWidget):
    """Shows an ``EnvironmentState`` and the worker's answer on devices."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = Qgis.MessageLevel.Info
        self.heading = QLabel()
        font = self.heading.font()
        font.setBold(True)
        self.heading.setFont(font)
        self.heading.setWordWrap(True)
        self.state = _text()
        self.python, self.kind, self.disk_size, self.made = (_text() for _ in range(4))
        self.folder = QLineEdit()
        self.folder.setReadOnly(True)
        let_shrink(self.folder)
        self.packages = QTreeWidget()
        self.packages.setHeaderLabels([tr("Package"), tr("Version")])
        self.packages.setRootIsDecorated(False)
        self.packages.setMinimumHeight(_PACKAGES_HEIGHT)
        self.packages.setAccessibleName(tr("Packages in the environment, with their versions"))
        self.packages_box = collapsible(tr("Packages"), is_collapsed=True)
        self.devices = _text()
        self.devices_box = collapsible(tr("Devices"), is_collapsed=False)
        for name in (
            "heading",
            "state",
            "python",
            "kind",
            "disk_size",
            "made",
            "folder",
            "packages",
            "devices",
        ):
            getattr(self, name).setObjectName(name)
        self._lay_out()

    def _lay_out(self) -> None:
        self._facts_box = QWidget()
        self._facts = QFormLayout(self._facts_box)
        self._facts.setContentsMargins(0, 0, 0, 0)
        self._facts.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._titles = []
        for title, label in (
            (tr("Python:"), self.python),
            (tr("Packages for:"), self.kind),
            (tr("On disk:"), self.disk_size),
            (tr("Made:"), self.made),
            (tr("Fol&der:"), self.folder),
        ):
            self._titles.append((QLabel(title), label))
            self._facts.addRow(*self._titles[-1])
        self._titles[-1][0].setBuddy(self.folder)
        packages = QVBoxLayout(self.packages_box)
        packages.addWidget(self.packages)
        devices = QVBoxLayout(self.devices_box)
        devices.addWidget(self.devices)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.heading)
        column.addWidget(self.state)
        column.addWidget(self._facts_box)
        column.addWidget(self.packages_box)
        column.addWidget(self.devices_box)

    def show_state(self, state: EnvironmentState) -> None:
        """Show what was found of the environment."""
        self._level = _LEVELS[state.status]
        self._color()
        self.heading.setText(_heading(state))
        self.state.setText(breakable(_sentence(state)))
        kinds = {"cpu": tr("processor"), "fast": tr("processor, fast"), "gpu": tr("NVIDIA GPU")}
        self._show_fact(self.python, state.python)
        self._show_fact(self.kind, kinds.get(state.kind, ""))
        size = "" if state.size_bytes is None else _megabytes(state.size_bytes)
        self._show_fact(self.disk_size, size)
        made = tr("{time} UTC with {installer}").format(
            time=state.made.replace("T", " ")[:_TO_MINUTES], installer=state.made_with
        )
        self._show_fact(self.made, made if state.made else "")
        self._show_fact(self.folder, state.folder or state.interpreter or "")
        self.folder.setToolTip(self.folder.text())
        self._facts_box.setVisible(any(label.text() for _, label in self._titles))
        self.packages.clear()
        for name, version in state.packages.items():
            self.packages.addTopLevelItem(QTreeWidgetItem([name, version]))
        self.packages.resizeColumnToContents(0)
        self.packages_box.setVisible(bool(state.packages))
        self.devices_box.setVisible(state.can_run)
        if not self.devices.text():
            self.devices.setText(tr("The worker is being asked."))

    def changeEvent(self, event: QEvent) -> None:  # Qt calls this name
        """Follow a change of the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._color()

    def _color(self) -> None:
        color = message_color(self._level, self.palette()).name()
        self.heading.setStyleSheet(f"color: {color}")

    def _show_fact(self, label: QLabel | QLineEdit, text: str) -> None:
        label.setText(text)
        for title, other in self._titles:
            if other is label:
                title.setVisible(bool(text))
                label.setVisible(bool(text))

    def show_devices(self, answer: dict[str, Any]) -> None:
        """Show the devices of the worker's answer, each with the reason why it is taken or not."""
        lines = []
        for device in answer["devices"]:
            is_taken = device["id"] == answer["automatic"]
            reason = translate_message(str(answer["reason"] if is_taken else device["reason"]))
            mark = tr("used") if is_taken else tr("not used")
            name = html.escape(f"{translate_message(device['name'])}{_memory(device)}")
            lines.append(f"<p><b>{name}</b> - {html.escape(mark)}<br>{html.escape(reason)}</p>")
        self.devices.setText("".join(lines))

    def show_no_devices(self, reason: str) -> None:
        """Tell why the devices are not known."""
        self.devices.setText(html.escape(breakable(reason)))


def _text() -> QLabel:
    label = QLabel()
    wrap(label)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _heading(state: EnvironmentState) -> str:
    return {
        READY: tr("Environment: ready"),
        MISSING: tr("Environment: not set up"),
        BROKEN: tr("Environment: does not work"),
        OUTDATED: tr("Environment: update available"),
    }[state.status]


def _sentence(state: EnvironmentState) -> str:
    if state.reason:
        return translate_message(state.reason)
    if state.status == MISSING:
        return tr(
            "Detection needs a Python environment of its own. Nothing of QGIS changes. The first Detect sets it up too."
        )
    return tr("All packages load.") if state.is_checked else tr("Its packages are being looked at.")


def _megabytes(size: int) -> str:
    return tr("{size} MB").format(size=f"{size / _MB:,.0f}")


def _memory(device: dict[str, Any]) -> str:
    if device.get("memory_total_mb") is None:
        return ""
    free, total = (device[f"memory_{name}_mb"] / 1024 for name in ("free", "total"))
    return tr(", {free} of {total} GB free").format(free=f"{free:.1f}", total=f"{total:.1f}")
