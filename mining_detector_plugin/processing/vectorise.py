"""The Processing algorithm `mining_detector:vectoriseconfidence`: outlines of a finished run by another threshold."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterVectorDestination,
)

from ..client.requests import VectoriseRequest
from ..gui.raster_source import scene_of
from ..translation import tr
from .algorithm import Styler, WorkerAlgorithm, ask_worker

_STYLE = "outlines"


class VectoriseAlgorithm(WorkerAlgorithm):
    """Draws outlines from a confidence raster; no model runs."""

    def name(self) -> str:
        """Return the id within the provider."""
        return "vectoriseconfidence"

    def group(self) -> str:
        """Return the title of its group."""
        return tr("Work with results")

    def groupId(self) -> str:  # QGIS calls this name
        """Return the id of its group."""
        return "results"

    def displayName(self) -> str:  # QGIS calls this name
        """Return the name in the toolbox."""
        return tr("Outlines from confidence")

    def shortDescription(self) -> str:  # QGIS calls this name
        """Return what it does in a few words."""
        return tr("Draws the outlines of a finished run by another threshold")

    def tags(self) -> list[str]:
        """Return words that find it."""
        return [*super().tags(), "threshold", "polygonize", "vectorize", "confidence"]

    def shortHelpString(self) -> str:  # QGIS calls this name
        """Return the help in the dialog."""
        return tr(
            "Draws outlines from the confidence.tif of 'Detect mines' or 'Segment mine ground' where the probability "
            "of any mine reaches the threshold. Each outline gets its type by majority, its area, and the mean "
            "probability as score_segmenter. No model runs, so it takes seconds.\n\n"
            "The outlines are those that 'Detect mines' draws at this threshold before any precision filter, but for "
            "steps of 0.004 in which probabilities are stored. They have no confidence of all three models.\n\n"
            "The detection environment must be set up once ('Set up the environment'): it holds the libraries that "
            "read the raster and join the outlines as a run does. No models and no GPU are used."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # QGIS calls this name
        """Define parameters and outputs."""
        number = QgsProcessingParameterNumber.Type.Double
        self.add(
            QgsProcessingParameterRasterLayer("INPUT", tr("Confidence raster")),
            tr("The confidence.tif of a run."),
        )
        self.add(
            QgsProcessingParameterNumber(
                "THRESHOLD", tr("Threshold"), number, defaultValue=0.5, minValue=0.01, maxValue=0.99
            ),
            tr("Least probability of any mine."),
        )
        self.add(
            QgsProcessingParameterNumber(
                "MINIMUM_AREA", tr("Least area (hectares)"), number, defaultValue=0.1, minValue=0.0
            ),
            tr("Smaller outlines are dropped."),
        )
        self.add(
            QgsProcessingParameterVectorDestination(
                "OUTPUT", tr("Outlines"), QgsProcessing.SourceType.TypeVectorPolygon
            ),
            tr("A GeoPackage; one that is there is replaced."),
        )
        self.addOutput(QgsProcessingOutputNumber("OUTLINE_COUNT", tr("Number of outlines")))

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run the worker; see ``WorkerAlgorithm.work``."""
        out = self.parameterAsOutputLayer(parameters, "OUTPUT", context)
        request = VectoriseRequest(
            confidence=scene_of(self.parameterAsRasterLayer(parameters, "INPUT", context)),
            out=out,
            threshold=self.parameterAsDouble(parameters, "THRESHOLD", context),
            minimum_area_ha=self.parameterAsDouble(parameters, "MINIMUM_AREA", context),
        )
        result = ask_worker(request.to_dict(), feedback)
        if context.willLoadLayerOnCompletion(out):
            context.layerToLoadOnCompletionDetails(out).setPostProcessor(Styler(_STYLE))
        return {"OUTPUT": out, "OUTLINE_COUNT": result["counts"]["outlines"]}
