"""Reads which models there are, and installs, imports and removes them by the worker."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from qgis.core import Qgis, QgsApplication, QgsSettings
from qgis.gui import QgisInterface
from qgis.PyQt.QtWidgets import QDialog, QFileDialog, QMessageBox

from ..client.errors import ClientError
from ..client.model_library import ModelLibrary, ModelSet, PackSummary
from ..client.requests import (
    default_pack_request,
    import_onnx_request,
    inspect_onnx_request,
    install_pack_request,
    remove_pack_request,
)
from ..translation import tr
from .card_dialog import CardDialog, read_card
from .controller import Controller
from .dock import MiningDetectorDock
from .import_dialog import ImportDialog
from .model_text import set_title
from .settings import worker_for
from .tasks import BackgroundTask

#: Where a profile keeps the models of its last run.
_CHOICE = "mining_detector/models"
_IS_THERE = "models_installed"


class ModelsController(Controller):
    """Between the models page and the library of models.

    ``ended`` gives the worker's result, None where the user left a dialog, or a ``ClientError``.

    Attributes:
        sets: the models that there are, as last read.
    """

    def __init__(self, iface: QgisInterface, dock: MiningDetectorDock) -> None:
        super().__init__(iface, dock, dock.models)
        self.sets: list[ModelSet] = []
        self._reading: BackgroundTask | None = None
        page = dock.models
        page.folder_requested.connect(self._ask_for_folder)
        page.zip_requested.connect(self._ask_for_zip)
        page.onnx_requested.connect(self._ask_for_onnx)
        page.remove_requested.connect(self.remove)
        page.default_requested.connect(self.set_default)
        page.card_requested.connect(self.show_card)
        page.cancel_requested.connect(self.cancel)

    @property
    def library(self) -> ModelLibrary:
        """The library of this user."""
        return ModelLibrary()

    def refresh(self, then: Callable[[], None] | None = None) -> None:
        """Read which models there are, show them, and go on."""
        library = self.library
        if self._reading is not None:
            self._reading.abandon()
        self._reading = BackgroundTask(tr("Look for models"), lambda task: library.sets())
        self._reading.succeeded.connect(lambda sets: self._show(sets, then))
        self._reading.failed.connect(self._fail)
        QgsApplication.taskManager().addTask(self._reading)

    def install(self, source: str, is_replaced: bool = False) -> None:
        """Install models from a folder or a zip; asks where they are there already."""
        request = install_pack_request(source, str(self.library.folder), is_replaced)
        self._ask_worker(
            tr("Install models"), request, self._end_install, lambda: self.install(source, is_replaced=True)
        )

    def inspect(self, file: str) -> None:
        """Look at an ONNX file, ask what it is to be taken for, and import it."""
        self._ask_worker(
            tr("Look at an ONNX model"),
            inspect_onnx_request(file),
            lambda answer: self._ask_for_classes(file, answer),
        )

    def remove(self, name: str) -> None:
        """Remove an installed set, after asking."""
        models = next((entry for entry in self.sets if entry.name == name), None)
        if models is None or models.is_bundled:
            return
        if self._is_confirmed(
            tr("Remove models"), tr("Delete '{models}' from the disk?").format(models=set_title(models))
        ):
            request = remove_pack_request(str(self.library.folder), name)
            self._ask_worker(tr("Remove models"), request, lambda answer: self._end_remove(models, answer))
        else:
            self.ended.emit(None)

    def set_default(self, name: str) -> None:
        """Let a set be the one that is chosen, now and where nobody chooses."""
        request = default_pack_request(str(self.library.folder), name)
        self._ask_worker(tr("Set default models"), request, self._end_default)

    def show_card(self, pack: PackSummary) -> None:
        """Show a model's card in a window."""
        task = BackgroundTask(tr("Read a model card"), lambda task: read_card(pack))
        self._start(task, lambda text: self._open_card(pack, text))

    def clean_up(self) -> None:
        """See ``Controller.clean_up``."""
        super().clean_up()
        if self._reading is not None:
            self._reading.abandon()
        self._reading = None

    def _show(self, sets: list[ModelSet], then: Callable[[], None] | None) -> None:
        self._reading = None
        self.sets = sets
        self._dock.models.show_sets(sets)
        self._dock.detect.options.show_models(sets)
        if not QgsSettings().contains(_CHOICE):
            # Nobody has chosen in this profile yet.
            self._dock.detect.options.choose_models(self.library.default_folder())
        if then is not None:
            then()

    def _ask_worker(
        self,
        title: str,
        request: dict[str, Any],
        on_success: Callable[[dict[str, Any]], None],
        replace: Callable[[], None] | None = None,
    ) -> None:
        manager = self._dock.settings().environment()

        def work(task: BackgroundTask) -> dict[str, Any]:
            return worker_for(manager.require()).request(request, task.take_answer, task.isCanceled)

        def fail(error: ClientError) -> None:
            if error.code == _IS_THERE and replace is not None:
                self._stop_showing()
                question = tr("These models are installed already. Replace them?")
                if self._is_confirmed(tr("Install models"), question):
                    replace()
                else:
                    self.ended.emit(None)
                return
            self._fail(error)

        self._start(BackgroundTask(title, work), on_success, fail)

    def _end_install(self, answer: dict[str, Any]) -> None:
        self._stop_showing()

        def tell() -> None:
            self._dock.models.choose(answer["name"])
            self._tell(
                Qgis.MessageLevel.Success, tr("'{models}' is installed.").format(models=answer["title"])
            )
            if answer["left_out"]:
                left_out = tr("Left out, since no model needs it: {files}").format(
                    files=", ".join(answer["left_out"])
                )
                self._dock.show_message(Qgis.MessageLevel.Info, left_out)
            self.ended.emit(answer)

        self.refresh(tell)

    def _ask_for_classes(self, file: str, answer: dict[str, Any]) -> None:
        self._stop_showing()
        dialog = ImportDialog(answer, self._iface.mainWindow())
        if dialog.exec() != QDialog.DialogCode.Accepted:
            self.ended.emit(None)
            return
        self._import(file, dialog.values(), False)

    def _import(self, file: str, values: dict[str, Any], is_replaced: bool) -> None:
        request = import_onnx_request(file, str(self.library.folder), is_replaced, **values)
        self._ask_worker(
            tr("Import an ONNX model"), request, self._end_install, lambda: self._import(file, values, True)
        )

    def _end_remove(self, models: ModelSet, answer: dict[str, Any]) -> None:
        self._stop_showing()

        def tell() -> None:
            self._tell(
                Qgis.MessageLevel.Success, tr("'{models}' is removed.").format(models=set_title(models))
            )
            self.ended.emit(answer)

        self.refresh(tell)

    def _end_default(self, answer: dict[str, Any]) -> None:
        self._stop_showing()

        def tell() -> None:
            models = next(entry for entry in self.sets if entry.name == answer["name"])
            self._dock.detect.options.choose_models(models.folder)
            self._tell(
                Qgis.MessageLevel.Success, tr("'{models}' is the default.").format(models=set_title(models))
            )
            self.ended.emit(answer)

        self.refresh(tell)

    def _open_card(self, pack: PackSummary, text: str) -> None:
        self._stop_showing()
        CardDialog(pack, text, self._iface.mainWindow()).exec()
        self.ended.emit(None)

    def _ask_for_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self._iface.mainWindow(), tr("Folder with models"))
        if folder:
            self.install(folder)

    def _ask_for_zip(self) -> None:
        self._ask_for_file(tr("Zip with models"), tr("Zip files (*.zip)"), self.install)

    def _ask_for_onnx(self) -> None:
        self._ask_for_file(tr("ONNX model with Deepness metadata"), tr("ONNX models (*.onnx)"), self.inspect)

    def _ask_for_file(self, title: str, endings: str, go_on: Callable[[str], None]) -> None:
        path, _ = QFileDialog.getOpenFileName(self._iface.mainWindow(), title, str(Path.home()), endings)
        if path:
            go_on(path)

    def _is_confirmed(self, title: str, question: str) -> bool:
        yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No
        return QMessageBox.question(self._iface.mainWindow(), title, question, yes | no, no) == yes
