"""What the user stated of an image: its bands, its scaling, which layers it is. Kept with the layer or the project."""

from __future__ import annotations

import json
from typing import Any

from qgis.core import QgsProject

#: Where a layer keeps the bands that the user confirmed for it, and the scale and offset that the user stated.
BANDS_PROPERTY = "mining_detector/bands"
SCALING_PROPERTY = "mining_detector/scaling"
_SCOPE, _IMAGES_ENTRY = "mining_detector", "/images"


def confirmed_bands(layer_id: str) -> dict[str, int] | None:
    """Return the bands that the user confirmed for a layer, None for none."""
    return _kept(layer_id, BANDS_PROPERTY)


def keep_bands(layer_id: str, bands: dict[str, int] | None) -> None:
    """Keep bands with a layer, None for none. The user may have removed the layer since."""
    _keep(layer_id, BANDS_PROPERTY, bands)


def stated_scaling(layer_id: str) -> dict[str, float] | None:
    """Return the scale and the offset that the user stated for a layer, None for none."""
    return _kept(layer_id, SCALING_PROPERTY)


def keep_scaling(layer_id: str, scaling: dict[str, float] | None) -> None:
    """Keep a scale and an offset with a layer, None for none. The user may have removed the layer since."""
    _keep(layer_id, SCALING_PROPERTY, scaling)


def kept_images() -> list[str]:
    """Return the ids of the layers that the project's image consists of; fewer than two where it is one layer."""
    layer_ids = QgsProject.instance().readListEntry(_SCOPE, _IMAGES_ENTRY)[0]
    return [layer_id for layer_id in layer_ids if QgsProject.instance().mapLayer(layer_id) is not None]


def keep_images(layer_ids: list[str]) -> None:
    """Keep with the project which layers the image consists of; fewer than two for one layer."""
    project = QgsProject.instance()
    if len(layer_ids) > 1:
        project.writeEntry(_SCOPE, _IMAGES_ENTRY, layer_ids)
    elif project.readListEntry(_SCOPE, _IMAGES_ENTRY)[0]:
        project.removeEntry(_SCOPE, _IMAGES_ENTRY)


def _kept(layer_id: str, name: str) -> dict[str, Any] | None:
    layer = QgsProject.instance().mapLayer(layer_id)
    text = layer.customProperty(name) if layer is not None else None
    return json.loads(text) if text else None


def _keep(layer_id: str, name: str, value: dict[str, Any] | None) -> None:
    layer = QgsProject.instance().mapLayer(layer_id)
    if layer is None:
        return
    if value is None:
        layer.removeCustomProperty(name)
    else:
        layer.setCustomProperty(name, json.dumps(value))
