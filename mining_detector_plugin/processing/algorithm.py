"""What all of the plugin's Processing algorithms share: errors as one message, cancel, progress, styled results."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsProcessingParameterDefinition,
)
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QIcon

from ..client.errors import ClientError
from ..gui.help_dialog import page_file
from ..gui.results import apply_style
from ..gui.settings import PLUGIN_FOLDER, Settings, worker_for
from ..gui.thread_pool import thread_lent
from ..message_translation import translate_error, translate_message

_HELP_PAGE = "processing"


def plugin_icon() -> QIcon:
    """Return the plugin's icon."""
    return QIcon(str(PLUGIN_FOLDER / "resources" / "icon.svg"))


class WorkerAlgorithm(QgsProcessingAlgorithm):
    """An algorithm whose work is done outside of QGIS, by the worker or an installer.

    A subclass does its part in ``work``, where a ``ClientError`` becomes Processing's error, and a cancelled run
    ends without outputs.
    """

    def createInstance(self) -> WorkerAlgorithm:  # QGIS calls this name
        """Return a new one."""
        return type(self)()

    def icon(self) -> QIcon:
        """Return its own icon."""
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:  # QGIS calls this name
        """Return the file of its icon, which the modeler draws."""
        return str(PLUGIN_FOLDER / "resources" / "icons" / f"{self.name()}.svg")

    def helpUrl(self) -> str:  # QGIS calls this name
        """Return the page of the help that comes with the plugin."""
        page = page_file(_HELP_PAGE)
        return "" if page is None else QUrl.fromLocalFile(str(page)).toString()

    def tags(self) -> list[str]:
        """Return words that find it."""
        return [
            "mine",
            "mining",
            "quarry",
            "tailings",
            "sentinel-2",
            "deep learning",
            "segmentation",
            "detection",
        ]

    def add(self, parameter: QgsProcessingParameterDefinition, text: str, advanced: bool = False) -> None:
        """Add a parameter with its help."""
        parameter.setHelp(text)
        if advanced:
            flag = QgsProcessingParameterDefinition.Flag.FlagAdvanced
            parameter.setFlags(parameter.flags() | flag)
        self.addParameter(parameter)

    def processAlgorithm(  # QGIS calls this name
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Do the work.

        Raises:
            QgsProcessingException: one message that says what is wrong and what to do.
        """
        try:
            return self.work(parameters, context, feedback)
        except ClientError as error:
            if error.code == "cancelled" and feedback.isCanceled():
                feedback.pushInfo(translate_error(error).text)
                return {}
            if error.details:
                feedback.pushDebugInfo(error.details)
            raise QgsProcessingException(translate_error(error).text) from error

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Return the outputs by name.

        Raises:
            ClientError: what went wrong.
        """
        raise NotImplementedError


def ask_worker(request: dict[str, Any], feedback: QgsProcessingFeedback) -> dict[str, Any]:
    """Send a request to the worker, tell Processing of its progress, and return its result.

    Raises:
        ClientError: what the worker reports, or that the environment is missing, or ``cancelled``.
    """
    client = worker_for(Settings.load().environment().require())
    with thread_lent():
        return client.request(request, lambda answer: _report(answer, feedback), feedback.isCanceled)


def _report(answer: dict[str, Any], feedback: QgsProcessingFeedback) -> None:
    text = translate_message(str(answer.get("message", "")))
    if answer["type"] == "progress":
        feedback.setProgress(100.0 * float(answer.get("fraction") or 0.0))
        feedback.setProgressText(text or str(answer.get("stage", "")))
    elif answer["type"] == "warning":
        hint = translate_message(str(answer.get("hint", "")))
        feedback.pushWarning(f"{text} {hint}".strip())
    elif answer["type"] == "log":
        feedback.pushInfo(text)


class Styler(QgsProcessingLayerPostProcessorInterface):
    """Gives a result layer the style of a name when Processing has loaded it."""

    #: Processing does not keep what it is given.
    alive: list[Styler] = []  # noqa: RUF012

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.alive.append(self)

    def postProcessLayer(self, layer, context, feedback) -> None:  # QGIS calls this name
        """Style the layer."""
        apply_style(layer, self._name)
        self.alive.remove(self)
