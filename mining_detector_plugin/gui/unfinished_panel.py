"""Offers what a run that was interrupted has finished. Hidden where there is none."""

from __future__ import annotations

from qgis.PyQt.QtCore import QDateTime, QLocale, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ..client.unfinished import UnfinishedRun
from ..translation import tr
from .narrow import let_shrink


class UnfinishedPanel(QFrame):
    """The interrupted runs and what can be done with one.

    Signals:
        recover_requested, resume_requested, discard_requested: with the ``UnfinishedRun``.
    """

    recover_requested = pyqtSignal(object)
    resume_requested = pyqtSignal(object)
    discard_requested = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("unfinished")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.unfinished_label = QLabel(tr("This run was interrupted:"))
        self.unfinished_label.setWordWrap(True)
        self.unfinished_runs = QComboBox()
        self.unfinished_runs.setAccessibleName(tr("Interrupted runs"))
        let_shrink(self.unfinished_runs)
        self.parts_label = QLabel()
        self.parts_label.setWordWrap(True)
        self.recover_button = _make_button(
            tr("Recover"), tr("Load what was finished. It is no complete result, and says so.")
        )
        self.resume_button = _make_button(
            tr("Go on"), tr("Run the rest. Stages that are complete are not done again.")
        )
        self.discard_button = _make_button(tr("Discard"), tr("Delete what was finished from the disk."))
        for name in ("unfinished_label", "unfinished_runs", "parts_label", "recover_button", "resume_button",
                     "discard_button"):  # fmt: skip
            getattr(self, name).setObjectName(name)
        self.recover_button.clicked.connect(lambda: self._emit(self.recover_requested))
        self.resume_button.clicked.connect(lambda: self._emit(self.resume_requested))
        self.discard_button.clicked.connect(lambda: self._emit(self.discard_requested))
        self.unfinished_runs.currentIndexChanged.connect(self._show_parts)
        self._lay_out()
        self.show_runs([])

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for button in (self.recover_button, self.resume_button, self.discard_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(self.unfinished_label)
        column.addWidget(self.unfinished_runs)
        column.addWidget(self.parts_label)
        column.addLayout(buttons)

    def show_runs(self, runs: list[UnfinishedRun]) -> None:
        """Show the runs, the newest first."""
        self.unfinished_runs.clear()
        for run in runs:
            self.unfinished_runs.addItem(_title(run), run)
        self.unfinished_label.setText(
            tr("These runs were interrupted:") if len(runs) > 1 else tr("This run was interrupted:")
        )
        self._show_parts()
        self.setVisible(bool(runs))

    def show_busy(self, is_busy: bool) -> None:
        """Enable what fits the state."""
        for widget in (self.unfinished_runs, self.recover_button, self.resume_button, self.discard_button):
            widget.setEnabled(not is_busy)

    def _show_parts(self) -> None:
        run = self.unfinished_runs.currentData()
        self.parts_label.setText(_parts(run) if run is not None else "")

    def _emit(self, signal) -> None:
        run = self.unfinished_runs.currentData()
        if run is not None:
            signal.emit(run)


def _make_button(text: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button


def _title(run: UnfinishedRun) -> str:
    time = QDateTime.fromString(run.created, Qt.DateFormat.ISODate).toLocalTime()
    shown = QLocale().toString(time, QLocale.FormatType.ShortFormat)
    return tr("{scene}, {time}").format(scene=run.scene, time=shown)


def _parts(run: UnfinishedRun) -> str:
    """Return what is finished of a run, in one line."""
    parts = [tr("{count} cells").format(count=f"{run.counts.get('cells', 0):,}")]
    if "detect" in run.finished:
        parts.append(tr("{count} boxes").format(count=f"{run.counts.get('detections', 0):,}"))
    if run.counts.get("mines"):
        parts.append(tr("{count} mines").format(count=f"{run.counts['mines']:,}"))
    return tr("Finished: {parts}.").format(parts=", ".join(parts))
