"""The part of the Detect page that starts and ends a run, and shows how it goes."""

from __future__ import annotations

import html

from qgis.core import Qgis
from qgis.PyQt.QtCore import Qt, QTime, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..translation import tr
from .colors import message_color
from .help_dialog import code_of_link, help_link
from .narrow import let_shrink

_DONE = 1000


class RunPanel(QWidget):
    """Detect, Cancel, the progress, the runs that wait, and the messages.

    Signals:
        detect_requested, cancel_requested: a button was clicked.
        help_requested: the user asks about a message of this code.
        drop_requested: a run that waits is not wanted; its place, from 0.
    """

    detect_requested = pyqtSignal()
    cancel_requested = pyqtSignal()
    help_requested = pyqtSignal(str)
    drop_requested = pyqtSignal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.detect_button = QPushButton(tr("&Detect"))
        self.detect_button.setDefault(True)
        self.cancel_button = QPushButton(tr("&Cancel"))
        self.progress = QProgressBar()
        self.progress.setRange(0, _DONE)
        self.stage = QLabel()
        self.stage.setWordWrap(True)
        self.messages = QTextBrowser()
        self.messages.setOpenLinks(False)
        self.messages.setMinimumHeight(60)
        self.messages.setAccessibleName(tr("Messages"))
        for name in ("detect_button", "cancel_button", "progress", "stage", "messages"):
            getattr(self, name).setObjectName(name)
        self.detect_button.clicked.connect(self.detect_requested)
        self.cancel_button.clicked.connect(self.cancel_requested)
        self.messages.anchorClicked.connect(self._follow)
        self._make_queue()
        self._lay_out()
        self.show_running(False)
        self.show_queue([])

    def _make_queue(self) -> None:
        self.queue_label = QLabel()
        self.queue = QComboBox()
        self.queue.setAccessibleName(tr("Runs that wait"))
        self.queue.setToolTip(tr("Runs that wait, the next one first"))
        let_shrink(self.queue)
        self.drop_button = QToolButton()
        self.drop_button.setText(tr("Remove"))
        self.drop_button.setToolTip(tr("Take this run out of the queue"))
        self.drop_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for name in ("queue_label", "queue", "drop_button"):
            getattr(self, name).setObjectName(name)
        self.drop_button.clicked.connect(lambda: self.drop_requested.emit(self.queue.currentIndex()))

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.detect_button, 2)
        buttons.addWidget(self.cancel_button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(buttons)
        column.addWidget(self.progress)
        column.addWidget(self.stage)
        queue = QHBoxLayout()
        queue.addWidget(self.queue_label)
        queue.addWidget(self.queue, 1)
        queue.addWidget(self.drop_button)
        column.addLayout(queue)
        column.addWidget(self.messages, 1)

    def show_running(self, is_running: bool) -> None:
        """Enable what fits the state."""
        self.detect_button.setToolTip(
            tr("Searches this when the run under way has ended") if is_running else ""
        )
        self.cancel_button.setEnabled(is_running)
        self.progress.setVisible(is_running)
        self.stage.setVisible(is_running)
        self.show_progress(0.0, "")

    def show_progress(self, fraction: float, text: str) -> None:
        """Show how far a run is."""
        self.progress.setValue(round(_DONE * fraction))
        self.stage.setText(text)

    def show_queue(self, titles: list[str]) -> None:
        """Show the runs that wait, the next one first."""
        self.queue.clear()
        self.queue.addItems(titles)
        self.queue_label.setText(tr("Queued: {count}").format(count=len(titles)))
        for widget in (self.queue_label, self.queue, self.drop_button):
            widget.setVisible(bool(titles))

    def show_message(self, level: Qgis.MessageLevel, text: str, code: str = "") -> None:
        """Add a line to the message area, with a link to the help where an error or a warning has a code."""
        marks = {Qgis.MessageLevel.Warning: tr("Warning: "), Qgis.MessageLevel.Critical: tr("Error: ")}
        time = QTime.currentTime().toString("HH:mm:ss")
        color = message_color(level, self.messages.palette()).name()
        self.messages.append(
            f'{time} <span style="color:{color}"><b>{marks.get(level, "")}</b></span>{html.escape(text)}'
            + (f" {help_link(code)}" if code else "")
        )

    def _follow(self, link: QUrl) -> None:
        code = code_of_link(link)
        if code:
            self.help_requested.emit(code)
        else:
            QDesktopServices.openUrl(link)
