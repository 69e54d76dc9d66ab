"""The Processing algorithm `mining_detector:detect`: the dock's run for toolbox, models and qgis_process."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsProcessingOutputNumber,
    QgsProcessingOutputRasterLayer,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon

from ..client.errors import ClientError
from ..client.requests import SENSITIVITIES, DetectRequest, parse_bands
from ..gui.aoi import Aoi, aoi_from_features
from ..gui.raster_source import scene_of
from ..gui.results import CONFIDENCE, DETECTIONS, MINES, apply_style, layer_titles
from ..gui.sensitivity import DEFAULT_SENSITIVITY, sensitivity_titles
from ..gui.settings import PLUGIN_FOLDER, Settings, worker_for

_LOADED = {"MINES": MINES, "DETECTIONS": DETECTIONS, "CONFIDENCE": CONFIDENCE}


def tr(text: str) -> str:
    """Translate a text of the algorithm."""
    return QCoreApplication.translate("DetectAlgorithm", text)


class DetectAlgorithm(QgsProcessingAlgorithm):
    """Finds mines in a Sentinel-2 raster."""

    def createInstance(self) -> DetectAlgorithm:  # QGIS calls this name
        """Return a new one."""
        return DetectAlgorithm()

    def name(self) -> str:
        """Return the id within the provider."""
        return "detect"

    def displayName(self) -> str:  # QGIS calls this name
        """Return the name in the toolbox."""
        return tr("Detect mines")

    def icon(self) -> QIcon:
        """Return the plugin's icon."""
        return QIcon(str(PLUGIN_FOLDER / "resources" / "icon.svg"))

    def tags(self) -> list[str]:
        """Return words that find it."""
        return ["mine", "mining", "quarry", "tailings", "sentinel-2", "deep learning", "segmentation"]

    def shortHelpString(self) -> str:  # QGIS calls this name
        """Return the help in the dialog."""
        return tr(
            "Finds mines in a Sentinel-2 raster with 3 to 13 bands and writes results.gpkg (layers mines, "
            "detections, cells, aoi, run) and confidence.tif to the output folder.\n\n"
            "Sensitivity: 'Few misses' shows more mines and more false alarms, 'Few false alarms' fewer of both.\n\n"
            "The raster needs a file behind it. Where it does not name its bands, name them in its order in "
            "'Bands', such as B02,B03,B04,B08 (a dash leaves one out).\n\n"
            "The detection environment must be set up once in the Mining Detector panel."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # QGIS calls this name
        """Define parameters and outputs."""
        polygon = QgsProcessing.SourceType.TypeVectorPolygon
        number = QgsProcessingParameterNumber.Type.Double
        folder = QgsProcessingParameterFile.Behavior.Folder
        self.addParameter(QgsProcessingParameterRasterLayer("INPUT", tr("Sentinel-2 raster")))
        self.addParameter(
            QgsProcessingParameterFeatureSource("AOI", tr("Area of interest"), [polygon], optional=True)
        )
        self.addParameter(
            QgsProcessingParameterEnum(
                "SENSITIVITY", tr("Sensitivity"), list(sensitivity_titles().values()),
                defaultValue=SENSITIVITIES.index(DEFAULT_SENSITIVITY),
            )
        )  # fmt: skip
        self.addParameter(
            QgsProcessingParameterNumber(
                "THRESHOLD", tr("Threshold (empty: by sensitivity)"), number, optional=True,
                minValue=0.01, maxValue=0.99,
            )
        )  # fmt: skip
        self.addParameter(
            QgsProcessingParameterBoolean(
                "SEARCH_EVERYWHERE", tr("Search everywhere (slower)"), defaultValue=False
            )
        )
        self._add_advanced(
            QgsProcessingParameterString("DEVICE", tr("Device (auto, cpu, cuda:0 …)"), defaultValue="auto")
        )
        self._add_advanced(
            QgsProcessingParameterFile(
                "MODELS", tr("Folder of models (empty: bundled)"), folder, optional=True
            )
        )
        self._add_advanced(
            QgsProcessingParameterString(
                "BANDS", tr("Bands in the raster's order (empty: as the file names them)"), optional=True
            )
        )
        self._add_advanced(
            QgsProcessingParameterBoolean(
                "WITH_UNTESTED_CLASSES", tr("Also look for untested classes"), defaultValue=False
            )
        )
        self.addParameter(QgsProcessingParameterFolderDestination("OUTPUT_FOLDER", tr("Output folder")))
        self.addParameter(
            QgsProcessingParameterBoolean("LOAD", tr("Add the results to the project"), defaultValue=True)
        )
        self.addOutput(QgsProcessingOutputVectorLayer("MINES", tr("Mines")))
        self.addOutput(QgsProcessingOutputVectorLayer("DETECTIONS", tr("Detections")))
        self.addOutput(QgsProcessingOutputRasterLayer("CONFIDENCE", tr("Confidence")))
        self.addOutput(QgsProcessingOutputNumber("MINE_COUNT", tr("Number of mines")))

    def _add_advanced(self, parameter: QgsProcessingParameterDefinition) -> None:
        parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        self.addParameter(parameter)

    def processAlgorithm(  # QGIS calls this name
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run the worker.

        Raises:
            QgsProcessingException: one message that says what is wrong and what to do.
        """
        try:
            request = self._request(parameters, context)
            client = worker_for(Settings.load().environment().require())
            result = client.request(
                request.to_dict(), lambda answer: _report(answer, feedback), feedback.isCanceled
            )
        except ClientError as error:
            if error.code == "cancelled" and feedback.isCanceled():
                feedback.pushInfo(error.text)
                return {}
            raise QgsProcessingException(error.text) from error
        outputs = {
            "MINES": f"{result['geopackage']}|layername={MINES}",
            "DETECTIONS": f"{result['geopackage']}|layername={DETECTIONS}",
            "CONFIDENCE": result["confidence"],
        }
        if self.parameterAsBool(parameters, "LOAD", context):
            _load(outputs, context)
        return {**outputs, "OUTPUT_FOLDER": result["folder"], "MINE_COUNT": result["counts"]["mines"]}

    def _request(self, parameters: dict[str, Any], context: QgsProcessingContext) -> DetectRequest:
        threshold = None
        if parameters.get("THRESHOLD") is not None:
            threshold = self.parameterAsDouble(parameters, "THRESHOLD", context)
        bands = self.parameterAsString(parameters, "BANDS", context)
        aoi = self._aoi(parameters, context)
        return DetectRequest(
            scene=scene_of(self.parameterAsRasterLayer(parameters, "INPUT", context)),
            out=self.parameterAsString(parameters, "OUTPUT_FOLDER", context),
            aoi=aoi.to_request() if aoi else None,
            bands=parse_bands(bands) if bands else None,
            models=self.parameterAsString(parameters, "MODELS", context) or None,
            device=self.parameterAsString(parameters, "DEVICE", context),
            threshold=threshold,
            sensitivity=SENSITIVITIES[self.parameterAsEnum(parameters, "SENSITIVITY", context)],
            search_everywhere=self.parameterAsBool(parameters, "SEARCH_EVERYWHERE", context),
            with_untested_classes=self.parameterAsBool(parameters, "WITH_UNTESTED_CLASSES", context),
        )

    def _aoi(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Aoi | None:
        source = self.parameterAsSource(parameters, "AOI", context)
        if source is None:
            return None
        return aoi_from_features(list(source.getFeatures()), source.sourceCrs())


class _Styler(QgsProcessingLayerPostProcessorInterface):
    """Gives a result layer its style when Processing has loaded it."""

    #: Processing does not keep what it is given.
    alive: list[_Styler] = []  # noqa: RUF012

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.alive.append(self)

    def postProcessLayer(self, layer, context, feedback) -> None:  # QGIS calls this name
        """Style the layer."""
        apply_style(layer, self._name)
        self.alive.remove(self)


def _load(outputs: dict[str, str], context: QgsProcessingContext) -> None:
    titles = layer_titles()
    for key, name in _LOADED.items():
        details = QgsProcessingContext.LayerDetails(titles[name], context.project(), key)
        details.setPostProcessor(_Styler(name))
        context.addLayerToLoadOnCompletion(outputs[key], details)


def _report(answer: dict[str, Any], feedback: QgsProcessingFeedback) -> None:
    text = str(answer.get("message", ""))
    if answer["type"] == "progress":
        feedback.setProgress(100.0 * float(answer.get("fraction") or 0.0))
        feedback.setProgressText(text or str(answer.get("stage", "")))
    elif answer["type"] == "warning":
        feedback.pushWarning(f"{text} {answer.get('hint', '')}".strip())
    elif answer["type"] == "log":
        feedback.pushInfo(text)
