"""What of a run is shown: by confidence and by type. The files stay as they are, and the filter can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from qgis.core import QgsRasterLayer, QgsRasterTransparency, QgsSettings, QgsVectorLayer

from ..client.errors import ClientError
from .results import CONFIDENCE, DETECTIONS, MINES, ProjectRun
from .results_file import MineRow

#: The layers that are filtered, with their field of 0-1.
FILTERED = {MINES: "confidence", DETECTIONS: "score"}
#: Half a step of the confidence raster: the value itself is still shown.
_HALF_STEP = 0.5 / 254
#: The setting of QGIS whether GeoPackages get a write-ahead log.
_WRITE_AHEAD = "qgis/walForSqlite3"
_KEPT = "mining_detector/filter"


@dataclass(frozen=True)
class RunFilter:
    """What is shown.

    Attributes:
        threshold: least confidence, score or probability, 0-1; 0 shows all.
        hidden_types: codes of the types that are not shown.
    """

    threshold: float = 0.0
    hidden_types: frozenset[str] = field(default_factory=frozenset)

    def shows(self, mine: MineRow) -> bool:
        """Tell whether a mine is shown."""
        return mine.confidence >= self.threshold and mine.type not in self.hidden_types

    def expression(self, name: str) -> str:
        """Return the filter of a layer in SQL; empty where it shows all.

        Args:
            name: one of ``FILTERED``.
        """
        parts = []
        if self.threshold > 0:
            parts.append(f'"{name}" >= {self.threshold:.4f}')
        if self.hidden_types:
            codes = ", ".join("'" + code.replace("'", "''") + "'" for code in sorted(self.hidden_types))
            parts.append(f'"type" NOT IN ({codes})')
        return " AND ".join(parts)


def shown_mines(mines: Iterable[MineRow], chosen: RunFilter) -> list[MineRow]:
    """Return the mines that a filter shows."""
    return [mine for mine in mines if chosen.shows(mine)]


def apply_filter(run: ProjectRun, chosen: RunFilter) -> Iterator[None]:
    """Show what a filter lets through, in the layers that are still there; a step for each, since files are opened.

    Raises:
        ClientError: ``layer_is_edited``: QGIS filters no layer that is being edited.
    """
    layers = {name: run.layers[name] for name in FILTERED if name in run.layers}
    for layer in layers.values():
        if layer.isEditable():
            raise ClientError(
                "layer_is_edited", f"The layer '{layer.name()}' is being edited, and can't be filtered meanwhile.",
                "Save or discard the edits of the layer, and filter again.",
            )  # fmt: skip
    codes = ",".join(sorted(chosen.hidden_types))
    run.group.setCustomProperty(_KEPT, f"{chosen.threshold:.4f};{codes}")
    for name, layer in layers.items():
        _filter_polygons(layer, chosen.expression(FILTERED[name]))
        yield
    raster = run.layers.get(CONFIDENCE)
    if isinstance(raster, QgsRasterLayer):
        _hide_below(raster, chosen.threshold)


def current_filter(run: ProjectRun) -> RunFilter:
    """Return the filter that a run's group keeps, also over the end of QGIS."""
    threshold, _, codes = str(run.group.customProperty(_KEPT) or "0;").partition(";")
    return RunFilter(float(threshold), frozenset(code for code in codes.split(",") if code))


def _filter_polygons(layer: QgsVectorLayer, expression: str) -> None:
    if layer.subsetString() != expression:
        with _without_write_ahead():
            layer.setSubsetString(expression)


@contextmanager
def _without_write_ahead() -> Iterator[None]:
    """Keep QGIS from switching a GeoPackage to its write-ahead log for a moment.

    A new filter opens the file anew, for writing too. The log that this begins is unknown to the other layers of the
    file, which hold it open without locks: with QGIS 3.22 they can't count their features until the next look.
    """
    settings = QgsSettings()
    before = settings.value(_WRITE_AHEAD) if settings.contains(_WRITE_AHEAD) else None
    settings.setValue(_WRITE_AHEAD, False)
    try:
        yield
    finally:
        if before is None:
            settings.remove(_WRITE_AHEAD)
        else:
            settings.setValue(_WRITE_AHEAD, before)


def _hide_below(layer: QgsRasterLayer, threshold: float) -> None:
    """Make the confidence raster transparent below a probability of any mine."""
    transparency = QgsRasterTransparency()
    if threshold > 0:
        hidden = QgsRasterTransparency.TransparentSingleValuePixel()
        hidden.min, hidden.max = -1.0, threshold - _HALF_STEP
        # Later releases have an opacity in place of it, which is 0 from the start.
        hidden.percentTransparent = 100.0
        transparency.setTransparentSingleValuePixelList([hidden])
    layer.renderer().setRasterTransparency(transparency)
    layer.triggerRepaint()
