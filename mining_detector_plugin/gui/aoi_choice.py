"""What the user chose as the area, kept with the project, so that it comes back with it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsProject

from .aoi import Aoi, crs_text

RECTANGLE, POLYGON, FREEHAND, CIRCLE = DRAWN_KINDS = ("rectangle", "polygon", "freehand", "circle")
SELECTION, LAYER, BOOKMARK = "selection", "layer", "bookmark"
EXTENT, IMAGE_ON_MAP, WHOLE = "extent", "image_on_map", "whole"
KINDS = (*DRAWN_KINDS, SELECTION, LAYER, BOOKMARK, EXTENT, IMAGE_ON_MAP, WHOLE)

_SCOPE, _ENTRY = "mining_detector", "/aoi"


@dataclass(frozen=True)
class AoiChoice:
    """A choice of area.

    Attributes:
        kind: one of ``KINDS``.
        drawn: what was drawn, None for nothing.
        layer_id: of the layer of polygons, empty for none.
        bookmark_id: of the bookmark, empty for none.
    """

    kind: str = WHOLE
    drawn: Aoi | None = None
    layer_id: str = ""
    bookmark_id: str = ""

    def keep(self) -> None:
        """Write the choice to the project, where it is another one than before."""
        project, text = QgsProject.instance(), self._to_text()
        if self == AoiChoice():
            text = ""
        if text == project.readEntry(_SCOPE, _ENTRY)[0]:
            return
        if text:
            project.writeEntry(_SCOPE, _ENTRY, text)
        else:
            project.removeEntry(_SCOPE, _ENTRY)

    @classmethod
    def kept(cls) -> AoiChoice:
        """Return the project's choice; the whole image where it has none, or none that can be read."""
        text = QgsProject.instance().readEntry(_SCOPE, _ENTRY)[0]
        try:
            fields = json.loads(text) if text else {}
            drawn = None
            if fields.get("wkt"):
                crs = QgsCoordinateReferenceSystem(fields["crs"])
                drawn = Aoi(QgsGeometry.fromWkt(fields["wkt"]), crs)
            kind = fields.get("kind", WHOLE)
            choice = cls(kind, drawn, fields.get("layer_id", ""), fields.get("bookmark_id", ""))
        except (ValueError, KeyError, AttributeError, TypeError):
            return cls()
        is_sound = choice.kind in KINDS and (drawn is None or not drawn.geometry.isEmpty())
        return choice if is_sound else cls()

    def _to_text(self) -> str:
        fields = {"kind": self.kind}
        if self.drawn is not None:
            fields |= {"wkt": self.drawn.geometry.asWkt(9), "crs": crs_text(self.drawn.crs)}
        if self.layer_id:
            fields["layer_id"] = self.layer_id
        if self.bookmark_id:
            fields["bookmark_id"] = self.bookmark_id
        return json.dumps(fields)
