"""The page of the dock for the models that are there: a list, what is known of each, and buttons."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QFont
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..client.model_library import ModelSet, PackSummary
from ..translation import tr
from .model_text import kind_title, pack_html, set_html, set_title

_DONE = 1000
_ENTRY = Qt.ItemDataRole.UserRole
_LINES_OF_LIST = 8


class ModelsPage(QWidget):
    """Bundled and installed models.

    Signals:
        folder_requested, zip_requested, onnx_requested: new models are to come from there.
        remove_requested, default_requested: a set, by its name.
        card_requested: of a model, a ``PackSummary``.
        cancel_requested: what is under way is to end.
    """

    folder_requested = pyqtSignal()
    zip_requested = pyqtSignal()
    onnx_requested = pyqtSignal()
    remove_requested = pyqtSignal(str)
    default_requested = pyqtSignal(str)
    card_requested = pyqtSignal(object)
    cancel_requested = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("models_page")
        self._is_running = False
        self._make_list()
        self._make_buttons()
        self._make_progress()
        self._lay_out()
        self.show_running(False)

    def _make_list(self) -> None:
        self.models_list = QTreeWidget()
        self.models_list.setObjectName("models_list")
        self.models_list.setHeaderHidden(True)
        self.models_list.setMinimumHeight(_LINES_OF_LIST * self.fontMetrics().height())
        self.models_list.currentItemChanged.connect(lambda item, before: self._show_details())
        self.details = QTextBrowser()
        self.details.setObjectName("details")
        self.details.setAccessibleName(tr("What is known of the chosen model"))
        self.details.setOpenLinks(False)
        self.details.setMinimumHeight(_LINES_OF_LIST * self.fontMetrics().height())

    def _make_buttons(self) -> None:
        self.add_button = QPushButton(tr("&New…"))
        self.add_button.setToolTip(
            tr("Install models, or import an ONNX file; they are checked, and run no code.")
        )
        menu = QMenu(self.add_button)
        self.folder_action = menu.addAction(tr("From a &folder…"))
        self.zip_action = menu.addAction(tr("From a &zip…"))
        self.onnx_action = menu.addAction(tr("Import &ONNX (Deepness)…"))
        self.add_button.setMenu(menu)
        self.default_button = QPushButton(tr("Set as de&fault"))
        self.default_button.setToolTip(tr("These models are chosen from now on, here and in Processing."))
        self.remove_button = QPushButton(tr("&Remove"))
        self.remove_button.setToolTip(tr("Deletes installed models from the disk. Bundled ones stay."))
        self.card_button = QPushButton(tr("Model car&d"))
        self.card_button.setToolTip(tr("All that the makers of this model say of it: uses, figures, limits."))
        for name in ("add_button", "default_button", "remove_button", "card_button"):
            getattr(self, name).setObjectName(name)
        self.folder_action.triggered.connect(lambda: self.folder_requested.emit())
        self.zip_action.triggered.connect(lambda: self.zip_requested.emit())
        self.onnx_action.triggered.connect(lambda: self.onnx_requested.emit())
        self.default_button.clicked.connect(lambda: self.default_requested.emit(self._set_name()))
        self.remove_button.clicked.connect(lambda: self.remove_requested.emit(self._set_name()))
        self.card_button.clicked.connect(lambda: self.card_requested.emit(self._pack()))

    def _make_progress(self) -> None:
        self.progress = QProgressBar()
        self.progress.setRange(0, _DONE)
        self.stage = QLabel()
        self.stage.setWordWrap(True)
        self.cancel_button = QPushButton(tr("&Cancel"))
        self.cancel_button.setObjectName("cancel_button")
        self.cancel_button.clicked.connect(self.cancel_requested)

    def _lay_out(self) -> None:
        label = QLabel(tr("&Models"))
        label.setBuddy(self.models_list)
        top = QWidget()
        upper = QVBoxLayout(top)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.addWidget(label)
        upper.addWidget(self.models_list, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add_button, 1)
        buttons.addWidget(self.remove_button, 1)
        upper.addLayout(buttons)
        upper.addWidget(self.default_button)
        bottom = QWidget()
        lower = QVBoxLayout(bottom)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.addWidget(self.details, 1)
        lower.addWidget(self.card_button)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(top)
        splitter.addWidget(bottom)
        splitter.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.addWidget(splitter, 1)
        column.addWidget(self.progress)
        column.addWidget(self.stage)
        column.addWidget(self.cancel_button)

    def show_sets(self, sets: list[ModelSet]) -> None:
        """Show which models there are; what was chosen stays chosen."""
        chosen = self._path_of(self.models_list.currentItem())
        self.models_list.clear()
        bold = QFont(self.font())
        bold.setBold(True)
        for models in sets:
            title = set_title(models)
            top = QTreeWidgetItem(
                [tr("{models} (default)").format(models=title) if models.is_default else title]
            )
            top.setFont(0, bold)
            top.setToolTip(0, title)
            top.setData(0, _ENTRY, models)
            for pack in models.packs:
                text = f"{kind_title(pack.kind)}: {pack.name or pack.folder.name} {pack.version}".strip()
                inner = QTreeWidgetItem([text])
                inner.setToolTip(0, text)
                inner.setData(0, _ENTRY, pack)
                top.addChild(inner)
            self.models_list.addTopLevelItem(top)
            top.setExpanded(True)
        self.choose(*chosen)

    def choose(self, name: str, kind: str = "") -> None:
        """Choose a set, or the model of a kind in it; the first set where there is none of that name."""
        found = self.models_list.topLevelItem(0)
        for index in range(self.models_list.topLevelItemCount()):
            top = self.models_list.topLevelItem(index)
            if top.data(0, _ENTRY).name == name:
                inner = [top.child(number) for number in range(top.childCount())]
                found = next((item for item in inner if item.data(0, _ENTRY).kind == kind), top)
        self.models_list.setCurrentItem(found)

    def show_running(self, is_running: bool) -> None:
        """Enable what fits the state."""
        self._is_running = is_running
        for widget in (self.progress, self.stage, self.cancel_button):
            widget.setVisible(is_running)
        self.show_progress(0.0, "")
        self._enable_buttons()

    def show_progress(self, fraction: float, text: str) -> None:
        """Show how far an installation is."""
        self.progress.setValue(round(_DONE * fraction))
        self.stage.setText(text)

    def _show_details(self) -> None:
        item = self.models_list.currentItem()
        entry = None if item is None else item.data(0, _ENTRY)
        if isinstance(entry, PackSummary):
            self.details.setHtml(pack_html(entry))
        elif isinstance(entry, ModelSet):
            self.details.setHtml(set_html(entry))
        else:
            self.details.clear()
        self._enable_buttons()

    def _enable_buttons(self) -> None:
        models, pack = self._set(), self._pack()
        self.add_button.setEnabled(not self._is_running)
        self.remove_button.setEnabled(not self._is_running and models is not None and not models.is_bundled)
        self.default_button.setEnabled(not self._is_running and models is not None and not models.is_default)
        self.card_button.setEnabled(pack is not None and pack.card is not None)

    def _set(self) -> ModelSet | None:
        """Return the chosen set, or that of the chosen model."""
        item = self.models_list.currentItem()
        if item is None:
            return None
        return (item.parent() or item).data(0, _ENTRY)

    def _set_name(self) -> str:
        models = self._set()
        return "" if models is None else models.name

    def _pack(self) -> PackSummary | None:
        item = self.models_list.currentItem()
        entry = None if item is None else item.data(0, _ENTRY)
        return entry if isinstance(entry, PackSummary) else None

    @staticmethod
    def _path_of(item: QTreeWidgetItem | None) -> tuple[str, str]:
        if item is None:
            return "", ""
        entry = item.data(0, _ENTRY)
        return (
            (entry.name, "")
            if isinstance(entry, ModelSet)
            else (item.parent().data(0, _ENTRY).name, entry.kind)
        )
