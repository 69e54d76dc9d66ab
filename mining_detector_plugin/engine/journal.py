"""What a run keeps on disk while it goes on, so that cancel, a crash or a failure does not take what is finished.

A journal is the run's hidden folder: ``journal.json``, the finished layers as FlatGeobuf files, and the arrays that
the next stages need. Every file is written under another name and renamed, so that one which is there is complete.
The plugin's ``client/unfinished.py`` reads ``journal.json``; docs/developers.md has its form.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from rasterio.windows import Window

from .cells import Cells
from .detection import Detections
from .layers import Layer, area_layer, cells_layer, detections_layer, mines_layer, read_part, write_part
from .mines import Mines
from .reporting import Reporter
from .scene import Scene

FORMAT = 1
JOURNAL = "journal.json"
AOI, SEARCHED, CELLS, DETECTIONS, MINES = "aoi", "searched", "cells", "detections", "mines"


@dataclass
class Journal:
    """The journal of a run; its methods write to disk what they are given.

    Attributes:
        folder: of the journal.
        request: fields of the ``detect`` request.
        provenance: the ``run`` row as it is known so far.
        finished: stages that are complete.
        counts: of features by layer.
        parts: file names by layer; a layer may come in several.
    """

    folder: Path
    request: dict[str, Any] = field(default_factory=dict)
    provenance: dict[str, Any] = field(default_factory=dict)
    finished: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    parts: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path) -> Journal | None:
        """Return the journal in a folder, None where there is none or it has another form."""
        try:
            stored = json.loads((folder / JOURNAL).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        if not isinstance(stored, dict) or stored.pop("format", None) != FORMAT:
            return None
        return cls(folder, **stored)

    @property
    def has_parts(self) -> bool:
        """Whether anything is finished."""
        return bool(self.finished)

    def begin(
        self, request: dict[str, Any], provenance: dict[str, Any], aoi: shapely.Geometry, scene: Scene
    ) -> None:
        """Keep what a run was asked for."""
        self.request, self.provenance = request, provenance
        self._replace(AOI, area_layer(aoi, scene.crs), scene)

    def keep_cells(self, cells: Cells, scene: Scene, provenance: dict[str, Any], reporter: Reporter) -> None:
        """Keep the classifier's cells."""
        self._write("cells.npz", lambda path: _save(path, scores=cells.scores, is_searched=cells.is_searched))
        self._finish("classify", CELLS, cells_layer(cells, scene), scene, provenance, reporter)

    def keep_detections(
        self,
        detections: Detections,
        classes: tuple[str, ...],
        scene: Scene,
        provenance: dict[str, Any],
        reporter: Reporter,
    ) -> None:
        """Keep the detector's boxes; ``classes`` are its names."""
        self._write("detections.npz", lambda path: _save(path, **vars(detections)))
        layer = detections_layer(detections, classes, scene)
        self._finish("detect", DETECTIONS, layer, scene, provenance, reporter)

    def keep_mines(
        self, mines: Mines, searched: shapely.Geometry, scene: Scene, provenance: dict[str, Any],
        reporter: Reporter,
    ) -> None:  # fmt: skip
        """Keep mines that are complete, beside those that were kept before.

        Args:
            searched: the part of the area in which all mines are kept, in the scene's CRS.
        """
        self.provenance = provenance
        number = len(self.parts.get(MINES, [])) + 1
        if len(mines.types):
            layer = mines_layer(mines, scene.name, scene.acquired, provenance["run_id"])
            self._add(MINES, f"{MINES}-{number:04}.fgb", layer, scene)
        self._replace(SEARCHED, area_layer(searched, scene.crs), scene)
        if len(mines.types):
            self._tell(MINES, len(mines.types), reporter)

    def forget_mines(self) -> None:
        """Drop the mines: their stage begins again."""
        names = [name for layer in (MINES, SEARCHED) for name in self.parts.pop(layer, [])]
        self.counts.pop(MINES, None)
        self._store()
        for name in names:
            (self.folder / name).unlink(missing_ok=True)

    def cells(self, window: Window, side: int) -> Cells:
        """Return the kept cells; ``window`` is the AOI's, ``side`` a cell's in pixels."""
        with np.load(self.folder / "cells.npz") as arrays:
            return Cells(window, side, arrays["scores"], arrays["is_searched"])

    def detections(self) -> Detections:
        """Return the kept boxes."""
        with np.load(self.folder / "detections.npz") as arrays:
            return Detections(arrays["boxes"], arrays["scores"], arrays["classes"])

    def layers(self, name: str) -> list[tuple[Layer, Any]]:
        """Return the parts of a layer, each with its CRS."""
        return [read_part(self.folder / part) for part in self.parts.get(name, [])]

    def _finish(
        self, stage: str, name: str, layer: Layer, scene: Scene, provenance: dict[str, Any], reporter: Reporter
    ) -> None:  # fmt: skip
        self.provenance = provenance
        self.finished.append(stage)
        self._replace(name, layer, scene)
        self._tell(name, len(layer), reporter)

    def _tell(self, name: str, count: int, reporter: Reporter) -> None:
        if count:
            reporter.partial(name, str(self.folder / self.parts[name][-1]), count)

    def _add(self, name: str, part: str, layer: Layer, scene: Scene) -> None:
        self._write(part, lambda path: write_part(path, name, layer, scene.crs))
        self.parts.setdefault(name, []).append(part)
        self.counts[name] = self.counts.get(name, 0) + len(layer)

    def _replace(self, name: str, layer: Layer, scene: Scene) -> None:
        """Write a layer that comes in one part, in place of an older one; one without rows has no file."""
        self.parts[name], self.counts[name] = [], 0
        if len(layer):
            self._add(name, f"{name}.fgb", layer, scene)
        self._store()

    def _store(self) -> None:
        stored = {name: value for name, value in vars(self).items() if name != "folder"}
        text = json.dumps({"format": FORMAT, **stored}, default=str)
        self._write(JOURNAL, lambda path: path.write_text(text, encoding="utf-8"))

    def _write(self, name: str, write: Callable[[Path], Any]) -> None:
        temporary = self.folder / f"unfinished-{name}"
        temporary.unlink(missing_ok=True)
        write(temporary)
        os.replace(temporary, self.folder / name)


def _save(path: Path, **arrays: np.ndarray) -> None:
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]  # its stubs take the arrays for an option
