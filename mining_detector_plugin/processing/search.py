"""The Processing algorithm that looks at an image. It is one class with a ``Search``; see `searches.py`.

The engine does without the stages that nobody asked for.
"""

from __future__ import annotations

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
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ..client.model_library import BUNDLED, ModelLibrary
from ..client.requests import DEHAZE_METHODS, SENSITIVITIES, DetectRequest, Scene, parse_bands
from ..gui.aoi import Aoi, aoi_from_features
from ..gui.raster_source import scene_of
from ..gui.results import CELLS, CONFIDENCE, DETECTIONS, MINES, layer_titles
from ..gui.sensitivity import DEFAULT_SENSITIVITY, sensitivity_titles
from ..translation import tr
from .algorithm import Styler, WorkerAlgorithm, ask_worker
from .searches import Search

#: Which count of a result is given out, by the layer that is counted.
_COUNTS = {
    MINES: ("MINE_COUNT", "mines"),
    DETECTIONS: ("BOX_COUNT", "detections"),
    CELLS: ("CELL_COUNT", "cells"),
}


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

    def group(self) -> str:
        """Return the title of its group."""
        return tr("Find mines")

    def groupId(self) -> str:  # QGIS calls this name
        """Return the id of its group."""
        return "find"

    def tags(self) -> list[str]:
        """Return words that find it."""
        return [*super().tags(), *self._search.tags]

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
                "'Bands', such as B02,B03,B04,B08 (a dash leaves one out). Tiles side by side, or the band files of "
                "one image, are searched as one image: choose the others in 'Further rasters'."
            )
        )
        paragraphs.append(
            tr(
                "A cancelled run keeps what was finished, and says where. The detection environment must be set up "
                "once: 'Set up the environment'."
            )
        )
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
        raster = QgsProcessing.SourceType.TypeRaster
        self.add(
            QgsProcessingParameterMultipleLayers(
                "FURTHER_RASTERS", tr("Further rasters of the same image"), raster, optional=True
            ),
            tr("Tiles side by side on one grid, or the other band files of the image."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString(
                "BANDS", tr("Bands in the raster's order (empty: as the file names them)"), optional=True
            ),
            tr("Such as B02,B03,B04,B08; a dash leaves a band out."),
            advanced=True,
        )
        self._add_models()
        self.add(
            QgsProcessingParameterString("DEVICE", tr("Device (auto, cpu, cuda:0 …)"), defaultValue="auto"),
            tr("'auto' takes a GPU where one works, else the processor."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterEnum("DEHAZE", tr("Haze"), _haze_titles(), defaultValue=0, optional=True),
            tr("What is done to haze before the models look."),
            advanced=True,
        )
        if self._search.has_precision_filter:
            self.add(
                QgsProcessingParameterBoolean("PRECISION_FILTER", tr("Remove false hits"), defaultValue=True),
                tr("By the models' own precision filters, where they have any."),
                advanced=True,
            )
        self.add(
            QgsProcessingParameterBoolean(
                "WITH_UNTESTED_CLASSES", tr("Also look for untested classes"), defaultValue=False
            ),
            tr("What a model's card names as untested is left out otherwise."),
            advanced=True,
        )

    def _add_models(self) -> None:
        models = QgsProcessingParameterString("MODELS", tr("Models (empty: the default ones)"), optional=True)
        hints = [BUNDLED, *ModelLibrary().titles().values()]
        models.setMetadata({"widget_wrapper": {"value_hints": hints}})
        self.add(
            models,
            tr(
                "'bundled', or the name of models that the Models page lists. The default ones are those that were "
                "set there, else the bundled. Scripts may give a folder."
            ),
            advanced=True,
        )
        folder = QgsProcessingParameterFile.Behavior.Folder
        self.add(
            QgsProcessingParameterFile("MODELS_FOLDER", tr("Models from a folder"), folder, optional=True),
            tr(
                "Models that are not installed: a folder with the folders classifier, detector, segmenter; what is "
                "missing is the bundled one. It wins over 'Models'."
            ),
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
        if search.has_precision_filter:
            choices["precision_filter"] = self.parameterAsBool(parameters, "PRECISION_FILTER", context)
        haze = self.parameterAsEnum(parameters, "DEHAZE", context)
        bands = self.parameterAsString(parameters, "BANDS", context)
        aoi = self._aoi(parameters, context)
        return DetectRequest(
            scene=self._scene(parameters, context),
            out=self.parameterAsString(parameters, "OUTPUT_FOLDER", context),
            aoi=aoi.to_request() if aoi else None,
            bands=parse_bands(bands) if bands else None,
            models=self.parameterAsString(parameters, "MODELS_FOLDER", context)
            or ModelLibrary().resolve(self.parameterAsString(parameters, "MODELS", context)),
            device=self.parameterAsString(parameters, "DEVICE", context),
            with_untested_classes=self.parameterAsBool(parameters, "WITH_UNTESTED_CLASSES", context),
            dehaze=DEHAZE_METHODS[haze - 1] if haze else None,
            only=search.only,
            **choices,
        )

    def _scene(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Scene:
        first = scene_of(self.parameterAsRasterLayer(parameters, "INPUT", context))
        further = self.parameterAsLayerList(parameters, "FURTHER_RASTERS", context)
        scenes = list(dict.fromkeys([first, *(scene_of(layer) for layer in further)]))
        return scenes if len(scenes) > 1 else first

    def _aoi(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Aoi | None:
        source = self.parameterAsSource(parameters, "AOI", context)
        if source is None:
            return None
        return aoi_from_features(list(source.getFeatures()), source.sourceCrs())


def _haze_titles() -> list[str]:
    """Return what can be done to haze: first as the models ask for, then in the order of ``DEHAZE_METHODS``."""
    return [
        tr("As the models ask for"),
        tr("Left as it is"),
        tr("Taken off by place (dark channel)"),
        tr("Taken off evenly"),
    ]


def _load(source: str, name: str, context: QgsProcessingContext) -> None:
    details = QgsProcessingContext.LayerDetails(layer_titles()[name], context.project(), name.upper())
    details.setPostProcessor(Styler(name))
    context.addLayerToLoadOnCompletion(source, details)
