"""The page of the dock for the runs of this project and their results."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ..translation import tr
from .narrow import let_shrink
from .provenance_view import ProvenanceView
from .run_filter_panel import RunFilterPanel
from .unfinished_panel import UnfinishedPanel

_DONE = 1000


class RunsPage(QWidget):
    """What was found, and what one can do with it.

    Attributes:
        unfinished: runs that did not come to their end.
        filter: what is shown.
        provenance: where it comes from.

    Signals:
        run_chosen: another run was chosen, by its run id.
        zoom_requested, load_settings_requested, report_requested, export_requested, folder_requested,
            removal_requested, open_requested, cancel_requested: a button was clicked.
        vectorise_requested: with the threshold that outlines are wanted for.
    """

    run_chosen = pyqtSignal(str)
    zoom_requested = pyqtSignal()
    load_settings_requested = pyqtSignal()
    report_requested = pyqtSignal()
    export_requested = pyqtSignal()
    folder_requested = pyqtSignal()
    removal_requested = pyqtSignal()
    open_requested = pyqtSignal()
    cancel_requested = pyqtSignal()
    vectorise_requested = pyqtSignal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runs_page")
        self._has_run = self._is_running = self._has_mines = self._has_confidence = False
        self.unfinished = UnfinishedPanel()
        self._make_choice()
        self._make_actions()
        self.filter = RunFilterPanel()
        self.provenance = ProvenanceView()
        self.progress = QProgressBar()
        self.progress.setRange(0, _DONE)
        self.stage = QLabel()
        self.stage.setWordWrap(True)
        self.cancel_button = QPushButton(tr("Cance&l"))
        self.cancel_button.clicked.connect(self.cancel_requested)
        for name in (
            "run_choice", "open_button", "summary", "zoom_button", "report_button", "export_button", "folder_button",
            "settings_button", "remove_button", "keep_layout",
            "vectorise_threshold", "vectorise_button", "cancel_button",
        ):  # fmt: skip
            getattr(self, name).setObjectName(name)
        self.progress.setObjectName("runs_progress")
        self.stage.setObjectName("runs_stage")
        self._lay_out()
        self.show_running(False)

    def _make_choice(self) -> None:
        self.run_choice = QComboBox()
        self.run_choice.setAccessibleName(tr("Run"))
        let_shrink(self.run_choice)
        self.run_choice.currentIndexChanged.connect(
            lambda row: self.run_chosen.emit(self.run_choice.itemData(row) or "")
        )
        self.run_label = QLabel(tr("&Run"))
        self.run_label.setBuddy(self.run_choice)
        self.open_button = QPushButton(tr("&Open…"))
        self.open_button.setToolTip(tr("Add the results of an earlier run from its folder"))
        self.open_button.clicked.connect(self.open_requested)
        self.summary = QLabel()
        self.summary.setWordWrap(True)

    def _make_actions(self) -> None:
        self.zoom_button = QPushButton(tr("&Zoom"))
        self.zoom_button.setToolTip(tr("Show the whole area of this run on the map"))
        self.report_button = QPushButton(tr("Export re&port…"))
        self.report_button.setToolTip(
            tr("A PDF with a map, tables, the surest mines and where it all comes from")
        )
        self.keep_layout = QCheckBox(tr("&Keep the layout"))
        self.keep_layout.setToolTip(
            tr("Adds the report's layout to Project > Layouts, where it can be edited")
        )
        self.export_button = QPushButton(tr("E&xport mines…"))
        self.export_button.setToolTip(tr("The mines that are shown now, as another file"))
        self.folder_button = QPushButton(tr("Open &folder"))
        self.settings_button = QPushButton(tr("Load &settings"))
        self.settings_button.setToolTip(tr("Take this run's choices over to the page 'Detect'"))
        self.remove_button = QPushButton(tr("Re&move"))
        self.remove_button.setToolTip(tr("Take this run out of the project; its files stay"))
        self.vectorise_threshold = QDoubleSpinBox()
        self.vectorise_threshold.setRange(0.01, 0.99)
        self.vectorise_threshold.setSingleStep(0.05)
        self.vectorise_threshold.setValue(0.5)
        self.vectorise_label = QLabel(tr("Ne&w outlines from"))
        self.vectorise_label.setBuddy(self.vectorise_threshold)
        self.vectorise_button = QPushButton(tr("&Draw"))
        tip = tr("Draws new outlines from the confidence raster, for any probability; no model runs.")
        self.vectorise_threshold.setToolTip(tip)
        self.vectorise_button.setToolTip(tip)
        for button, signal in (
            (self.zoom_button, self.zoom_requested),
            (self.report_button, self.report_requested),
            (self.export_button, self.export_requested),
            (self.folder_button, self.folder_requested),
            (self.settings_button, self.load_settings_requested),
            (self.remove_button, self.removal_requested),
        ):
            button.clicked.connect(signal)
        self.vectorise_button.clicked.connect(
            lambda: self.vectorise_requested.emit(self.vectorise_threshold.value())
        )

    def _lay_out(self) -> None:
        choice = QHBoxLayout()
        choice.addWidget(self.run_label)
        choice.addWidget(self.run_choice, 1)
        choice.addWidget(self.open_button)
        self.shown_box = QGroupBox(tr("What is shown"))
        QVBoxLayout(self.shown_box).addWidget(self.filter)
        vectorise = QHBoxLayout()
        vectorise.addWidget(self.vectorise_threshold)
        vectorise.addWidget(self.vectorise_button, 1)
        column = QVBoxLayout(self)
        column.addWidget(self.unfinished)
        column.addLayout(choice)
        column.addWidget(self.summary)
        column.addWidget(self.shown_box)
        for widget in (
            self.zoom_button, self.report_button, self.keep_layout, self.export_button, self.folder_button,
            self.settings_button,
            self.remove_button,
        ):  # fmt: skip
            column.addWidget(widget)
        column.addWidget(self.vectorise_label)
        column.addLayout(vectorise)
        column.addWidget(self.progress)
        column.addWidget(self.stage)
        column.addWidget(self.cancel_button)
        column.addWidget(self.provenance)
        column.addStretch(1)

    def show_runs(self, titles: dict[str, str], chosen: str) -> None:
        """Show the runs of the project, by run id; emits nothing."""
        self.run_choice.blockSignals(True)
        self.run_choice.clear()
        for run_id, title in titles.items():
            self.run_choice.addItem(title, run_id)
        self.run_choice.setCurrentIndex(max(0, self.run_choice.findData(chosen)) if titles else -1)
        self.run_choice.blockSignals(False)
        self._has_run = bool(titles)
        if not titles:
            self.summary.setText(
                tr("This project holds no run yet. Detect mines, or open the folder of an earlier run.")
            )
        self._enable()

    def show_summary(self, text: str) -> None:
        """Show what the chosen run found, as rich text."""
        self.summary.setText(text)

    def show_running(self, is_running: bool) -> None:
        """Enable what fits the state."""
        self._is_running = is_running
        self.progress.setVisible(is_running)
        self.stage.setVisible(is_running)
        self.cancel_button.setVisible(is_running)
        self.show_progress(0.0, "")
        self._enable()

    def show_progress(self, fraction: float, text: str) -> None:
        """Show how far a task is."""
        self.progress.setValue(round(_DONE * fraction))
        self.stage.setText(text)

    def show_what_is_there(self, has_mines: bool, has_confidence: bool) -> None:
        """Tell what the chosen run holds: what it lacks can't be filtered, exported or drawn."""
        self._has_mines, self._has_confidence = has_mines, has_confidence
        self._enable()

    def _enable(self) -> None:
        """Enable what can be done now."""
        has_run = self._has_run
        can_start = has_run and not self._is_running
        for widget in (self.shown_box, self.provenance):
            widget.setVisible(has_run)
        for control in (self.run_choice, self.zoom_button, self.folder_button, self.settings_button):
            control.setEnabled(has_run)
        self.shown_box.setEnabled(self._has_mines)
        self.remove_button.setEnabled(can_start)
        self.report_button.setEnabled(can_start)
        self.keep_layout.setEnabled(can_start)
        self.export_button.setEnabled(can_start and self._has_mines)
        self.vectorise_button.setEnabled(can_start and self._has_confidence)
        self.vectorise_threshold.setEnabled(can_start and self._has_confidence)
