"""The Processing algorithms that look at an image: `detect` for mines, and one for each stage by itself.

They are one class with a ``Search``; the engine does without the stages that nobody asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputRasterLayer,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ..client.requests import CLASSIFY, DETECT, SEGMENT, SENSITIVITIES, DetectRequest, parse_bands
from ..gui.aoi import Aoi, aoi_from_features
from ..gui.raster_source import scene_of
from ..gui.results import CELLS, CONFIDENCE, DETECTIONS, MINES, layer_titles
from ..gui.sensitivity import DEFAULT_SENSITIVITY, sensitivity_titles
from ..translation import tr
from .algorithm import Styler, WorkerAlgorithm, ask_worker

#: Which count of a result is given out, by the layer that is counted.
_COUNTS = {
    MINES: ("MINE_COUNT", "mines"),
    DETECTIONS: ("BOX_COUNT", "detections"),
    CELLS: ("CELL_COUNT", "cells"),
}


@dataclass(frozen=True)
class Search:
    """What one of the algorithms looks for.

    Attributes:
        name: id within the provider.
        only: the stage whose answer it gives, None for mines.
        layers: result layers that it gives and loads.
        has_sensitivity, has_threshold, has_gate: which of the choices mean something to it.
        texts: gives title, what it does in a few words, and help; called when they are shown.
    """

    name: str
    only: str | None
    layers: tuple[str, ...]
    has_sensitivity: bool
    has_threshold: bool
    has_gate: bool
    texts: Callable[[], tuple[str, str, str]]


def _detect_texts() -> tuple[str, str, str]:
    return (
        tr("Detect mines"),
        tr("Finds mines as polygons with type, confidence and area"),
        tr(
            "Finds mines in a Sentinel-2 raster with 3 to 13 bands and writes results.gpkg (layers mines, "
            "detections, cells, aoi, run) and confidence.tif to the output folder."
        ),
    )


def _classify_texts() -> tuple[str, str, str]:
    return (
        tr("Classify cells"),
        tr("Scores each cell of an area by whether it may hold a mine"),
        tr(
            "Runs the first model alone: it gives each cell of the area a score 0-1, and says which cells 'Detect "
            "mines' would search. Writes results.gpkg (layers cells, aoi, run) to the output folder. Quick: for a "
            "first look at a large area."
        ),
    )


def _boxes_texts() -> tuple[str, str, str]:
    return (
        tr("Detect boxes around mines"),
        tr("Finds mine sites as boxes with type and score"),
        tr(
            "Runs the classifier and the detector alone: boxes around whole mine sites, with type and score. Writes "
            "results.gpkg (layers detections, cells, aoi, run) to the output folder."
        ),
    )


def _segment_texts() -> tuple[str, str, str]:
    return (
        tr("Segment mine ground"),
        tr("Gives each pixel the probability of mine ground, by type"),
        tr(
            "Runs the segmenter alone, on every pixel of the area: confidence.tif holds the probability of any mine, "
            "and of each type in a band of its own (0-254, 255 is nodata). No classifier rules ground out and no "
            "outlines are drawn; 'Outlines from confidence' draws them by a threshold of your choice."
        ),
    )


SEARCHES = (
    Search("detect", None, (MINES, DETECTIONS, CONFIDENCE), True, True, True, _detect_texts),
    Search("classifycells", CLASSIFY, (CELLS,), False, False, False, _classify_texts),
    Search("detectboxes", DETECT, (DETECTIONS,), True, False, True, _boxes_texts),
    Search("segment", SEGMENT, (CONFIDENCE,), False, False, False, _segment_texts),
)


class SearchAlgorithm(WorkerAlgorithm):
    """Looks for something in a Sentinel-2 raster.

    Args:
        search: what it looks for.
    """

    def __init__(self, search: Search) -> None:
        super().__init__()
        self._search = search

    def createInstance(self) -> SearchAlgorithm:  # QGIS calls this name
        """Return a new one that looks for the same."""
        return SearchAlgorithm(self._search)

    def name(self) -> str:
        """Return the id within the provider."""
        return self._search.name

    def displayName(self) -> str:  # QGIS calls this name
        """Return the name in the toolbox."""
        return self._search.texts()[0]

    def shortDescription(self) -> str:  # QGIS calls this name
        """Return what it does in a few words."""
        return self._search.texts()[1]

    def shortHelpString(self) -> str:  # QGIS calls this name
        """Return the help in the dialog."""
        paragraphs = [self._search.texts()[2]]
        if self._search.has_sensitivity:
            paragraphs.append(
                tr(
                    "Sensitivity: 'Few misses' shows more and more false alarms, 'Few false alarms' fewer of both."
                )
            )
        paragraphs.append(
            tr(
                "The raster needs a file behind it. Where it does not name its bands, name them in its order in "
                "'Bands', such as B02,B03,B04,B08 (a dash leaves one out)."
            )
        )
        paragraphs.append(tr("The detection environment must be set up once: 'Set up the environment'."))
        return "\n\n".join(paragraphs)

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # QGIS calls this name
        """Define parameters and outputs."""
        polygon = QgsProcessing.SourceType.TypeVectorPolygon
        self.add(
            QgsProcessingParameterRasterLayer("INPUT", tr("Sentinel-2 raster")),
            tr("Level 1C or 2A, 3 to 13 bands; red, green and blue must be among them."),
        )
        self.add(
            QgsProcessingParameterFeatureSource("AOI", tr("Area of interest"), [polygon], optional=True),
            tr("Polygons in any CRS. Empty: the whole raster."),
        )
        self._add_choices()
        self._add_advanced()
        self.add(
            QgsProcessingParameterFolderDestination("OUTPUT_FOLDER", tr("Output folder")),
            tr("An older result in it is replaced."),
        )
        self.add(
            QgsProcessingParameterBoolean("LOAD", tr("Add the results to the project"), defaultValue=True),
            tr("Loads the result layers with their styles."),
        )
        titles = layer_titles()
        for name in self._search.layers:
            kind = QgsProcessingOutputRasterLayer if name == CONFIDENCE else QgsProcessingOutputVectorLayer
            self.addOutput(kind(name.upper(), titles[name]))
            if name in _COUNTS:
                self.addOutput(
                    QgsProcessingOutputNumber(
                        _COUNTS[name][0], tr("Number of features: {layer}").format(layer=titles[name])
                    )
                )

    def _add_choices(self) -> None:
        if self._search.has_sensitivity:
            self.add(
                QgsProcessingParameterEnum(
                    "SENSITIVITY", tr("Sensitivity"), list(sensitivity_titles().values()),
                    defaultValue=SENSITIVITIES.index(DEFAULT_SENSITIVITY),
                ),
                tr("How sure the models must be of what is shown."),
            )  # fmt: skip
        if self._search.has_threshold:
            number = QgsProcessingParameterNumber.Type.Double
            self.add(
                QgsProcessingParameterNumber(
                    "THRESHOLD", tr("Threshold (empty: by sensitivity)"), number, optional=True,
                    minValue=0.01, maxValue=0.99,
                ),
                tr("Least probability of mine ground. It wins over the sensitivity: every outline is shown then."),
            )  # fmt: skip
        if self._search.has_gate:
            self.add(
                QgsProcessingParameterBoolean(
                    "SEARCH_EVERYWHERE", tr("Search everywhere (slower)"), defaultValue=False
                ),
                tr("Look closer at all cells, not only at those that the classifier lets through."),
            )

    def _add_advanced(self) -> None:
        folder = QgsProcessingParameterFile.Behavior.Folder
        self.add(
            QgsProcessingParameterString("DEVICE", tr("Device (auto, cpu, cuda:0 …)"), defaultValue="auto"),
            tr("'auto' takes a GPU where one works, else the processor."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFile(
                "MODELS", tr("Folder of models (empty: bundled)"), folder, optional=True
            ),
            tr(
                "A folder with the folders classifier, detector, segmenter; what is missing is the bundled one."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString(
                "BANDS", tr("Bands in the raster's order (empty: as the file names them)"), optional=True
            ),
            tr("Such as B02,B03,B04,B08; a dash leaves a band out."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterBoolean(
                "WITH_UNTESTED_CLASSES", tr("Also look for untested classes"), defaultValue=False
            ),
            tr("What a model's card names as untested is left out otherwise."),
            advanced=True,
        )

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run the worker; see ``WorkerAlgorithm.work``."""
        result = ask_worker(self._request(parameters, context).to_dict(), feedback)
        outputs: dict[str, Any] = {"OUTPUT_FOLDER": result["folder"]}
        for name in self._search.layers:
            is_raster = name == CONFIDENCE
            source = result["confidence"] if is_raster else f"{result['geopackage']}|layername={name}"
            outputs[name.upper()] = source
            if self.parameterAsBool(parameters, "LOAD", context):
                _load(source, name, context)
            if name in _COUNTS:
                output, count = _COUNTS[name]
                outputs[output] = result["counts"][count]
        return outputs

    def _request(self, parameters: dict[str, Any], context: QgsProcessingContext) -> DetectRequest:
        search = self._search
        choices: dict[str, Any] = {}
        if search.has_sensitivity:
            choices["sensitivity"] = SENSITIVITIES[self.parameterAsEnum(parameters, "SENSITIVITY", context)]
        if search.has_threshold and parameters.get("THRESHOLD") is not None:
            choices["threshold"] = self.parameterAsDouble(parameters, "THRESHOLD", context)
        if search.has_gate:
            choices["search_everywhere"] = self.parameterAsBool(parameters, "SEARCH_EVERYWHERE", context)
        bands = self.parameterAsString(parameters, "BANDS", context)
        aoi = self._aoi(parameters, context)
        return DetectRequest(
            scene=scene_of(self.parameterAsRasterLayer(parameters, "INPUT", context)),
            out=self.parameterAsString(parameters, "OUTPUT_FOLDER", context),
            aoi=aoi.to_request() if aoi else None,
            bands=parse_bands(bands) if bands else None,
            models=self.parameterAsString(parameters, "MODELS", context) or None,
            device=self.parameterAsString(parameters, "DEVICE", context),
            with_untested_classes=self.parameterAsBool(parameters, "WITH_UNTESTED_CLASSES", context),
            only=search.only,
            **choices,
        )

    def _aoi(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Aoi | None:
        source = self.parameterAsSource(parameters, "AOI", context)
        if source is None:
            return None
        return aoi_from_features(list(source.getFeatures()), source.sourceCrs())


def _load(source: str, name: str, context: QgsProcessingContext) -> None:
    details = QgsProcessingContext.LayerDetails(layer_titles()[name], context.project(), name.upper())
    details.setPostProcessor(Styler(name))
    context.addLayerToLoadOnCompletion(source, details)
