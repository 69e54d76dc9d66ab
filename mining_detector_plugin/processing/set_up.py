"""The Processing algorithm `mining_detector:setupenvironment`: makes or checks the worker's Python environment."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
)

from ..client.kinds import CPU, FAST, GPU
from ..gui.settings import Settings
from ..message_translation import translate_message
from ..translation import tr
from .algorithm import WorkerAlgorithm


class SetUpAlgorithm(WorkerAlgorithm):
    """Sets up the detection environment, so that a machine without a screen needs no panel."""

    def name(self) -> str:
        """Return the id within the provider."""
        return "setupenvironment"

    def group(self) -> str:
        """Return the title of its group."""
        return tr("Set-up")

    def groupId(self) -> str:  # QGIS calls this name
        """Return the id of its group."""
        return "setup"

    def displayName(self) -> str:  # QGIS calls this name
        """Return the name in the toolbox."""
        return tr("Set up the environment")

    def shortDescription(self) -> str:  # QGIS calls this name
        """Return what it does in a few words."""
        return tr("Makes or checks the Python environment that detection runs in")

    def tags(self) -> list[str]:
        """Return words that find it."""
        return [*super().tags(), "environment", "install", "offline", "wheels", "python"]

    def flags(self) -> QgsProcessingAlgorithm.Flag:
        """Return what Processing may do with it: one machine needs one environment, so no batch.

        It stays in the modeler: what is hidden there, `qgis_process list` leaves out, too.
        """
        return super().flags() & ~QgsProcessingAlgorithm.Flag.FlagSupportsBatch

    def shortHelpString(self) -> str:  # QGIS calls this name
        """Return the help in the dialog."""
        return tr(
            "Makes the Python environment that the models run in, outside of QGIS's own Python; one that works is left "
            "as it is. Downloads about 100 MB and takes about 400 MB of disk.\n\n"
            "Without a network, name a folder of wheels, or a Python 3.11 or newer that has the packages already. What "
            "you name is kept for this QGIS profile, as if you had named it in the Mining Detector panel."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # QGIS calls this name
        """Define parameters and outputs."""
        folder = QgsProcessingParameterFile.Behavior.Folder
        file = QgsProcessingParameterFile.Behavior.File
        self.add(
            QgsProcessingParameterFile(
                "WHEELS", tr("Folder of wheels (empty: package index)"), folder, optional=True
            ),
            tr("Nothing is fetched from a network then."),
        )
        self.add(
            QgsProcessingParameterFile(
                "INTERPRETER",
                tr("My Python (empty: an environment is made)"),
                file,
                optional=True,
                # QGIS's own filter *.* refuses names without an ending.
                fileFilter=tr("Programs (*)"),
            ),
            tr("It must have the packages already; it is used as it is."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterEnum(
                "KIND", tr("Packages (empty: as before)"),
                [tr("Processor (small)"), tr("NVIDIA GPU (large)"), tr("Processor, fast (medium)")],
                optional=True,
            ),
            tr(
                "The large set runs the models on an NVIDIA GPU under Linux: 3 GB to download, 6 GB on disk. The "
                "medium one halves their time on new processors: AMD Zen 4 and later, Intel Xeon from Sapphire "
                "Rapids on."
            ),
            advanced=True,
        )  # fmt: skip
        self.addOutput(QgsProcessingOutputString("PYTHON", tr("Python that detection runs in")))

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Set up; see ``WorkerAlgorithm.work``."""
        settings = Settings.load()
        named = {
            name.lower(): self.parameterAsString(parameters, name, context)
            for name in ("WHEELS", "INTERPRETER")
        }
        if parameters.get("KIND") is not None:
            kind = (CPU, GPU, FAST)[self.parameterAsEnum(parameters, "KIND", context)]
            named["environment_kind"] = kind.name
        settings = replace(settings, **{name: choice for name, choice in named.items() if choice})

        def tell(fraction: float, text: str) -> None:
            feedback.setProgress(100.0 * fraction)
            feedback.setProgressText(translate_message(text))

        python = settings.environment().set_up(tell, feedback.isCanceled, feedback.pushConsoleInfo)
        settings.store()
        feedback.setProgress(100.0)
        return {"PYTHON": python}
