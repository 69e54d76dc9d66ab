"""A pack as a STAC item with the Machine Learning Model extension, so that catalogues can hold it.

The fields go over as they are: model.json uses MLM's names. An item is valid by pystac before it is written: against
STAC's own schemas always, which pystac carries, and against MLM's where they can be fetched.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pystac
from pystac.errors import STACValidationError
from pystac.extensions.mlm import MLMExtension
from pystac.validation import JsonSchemaSTACValidator, validate_dict
from pystac.validation.stac_validator import GetSchemaError
from referencing.exceptions import Unresolvable

from mining_detector_plugin.engine.bands import BANDS
from mining_detector_plugin.engine.errors import PackError
from mining_detector_plugin.engine.pack import GRAPH_FILE, METADATA_FILE, WEIGHTS_FILE, Pack

from .card import CARD_FILE

_MLM_FIELDS = ("name", "architecture", "framework", "tasks", "total_parameters", "input", "output")
#: What the engine needs beside the network to get from its output to mines.
_HYPERPARAMETERS = (
    "resolution_m",
    "tile",
    "overlap",
    "stride",
    "activation",
    "calibration",
    "thresholds",
    "bands_needed",
)

_BINARY = "application/octet-stream"
#: Title, media type, roles and MLM's artifact type of a pack's files.
_ASSETS: dict[str, tuple[str, str, tuple[str, ...], str | None]] = {
    GRAPH_FILE: ("Graph; reads its weights from the weights file", _BINARY, ("mlm:model",), "onnx.save"),
    WEIGHTS_FILE: (
        "Weights as float16, for torch and for the graph",
        _BINARY, ("mlm:model", "mlm:weights"), "safetensors.torch.save_file",
    ),
    METADATA_FILE: ("All that the engine needs to run the model", "application/json", ("metadata",), None),
    CARD_FILE: ("Card: figures, training data, limits", "text/markdown", ("metadata", "overview"), None),
}  # fmt: skip
_FURTHER = ("Further file of the pack", _BINARY, ("data",), None)


def stac_item(pack: Pack, item_file: Path) -> pystac.Item:
    """Return the STAC item of a pack.

    Args:
        pack: any.
        item_file: where the item will lie; its assets are named relative to that folder.
    """
    metadata = pack.metadata
    item = pystac.Item(
        id=f"{pack.name}-{pack.version}",
        # A model lies nowhere; where it was trained and measured is told in the card.
        geometry=None, bbox=None, datetime=datetime.fromisoformat(metadata["created"]),
        properties={
            "title": pack.name, "description": metadata["description"].strip(), "created": metadata["created"],
            "license": metadata["license"], "version": pack.version,
            "bands": _bands(pack),
        },
    )  # fmt: skip
    MLMExtension.add_to(item)
    item.properties |= {f"mlm:{field}": metadata[f"mlm:{field}"] for field in _MLM_FIELDS}
    item.properties["mlm:hyperparameters"] = {field: metadata[field] for field in _HYPERPARAMETERS}
    _add_assets(item, pack, item_file)
    return item


def write_stac_item(pack: Pack, item_file: Path) -> bool:
    """Write the STAC item of a pack to a file once it is valid; return whether MLM's schemas were asked too.

    Raises:
        PackError: ``stac_invalid``, with pystac's reason.
    """
    item = stac_item(pack, item_file)
    has_asked_mlm = validate_item(item)
    text = json.dumps(item.to_dict(include_self_link=False), indent=2, ensure_ascii=False)
    item_file.parent.mkdir(parents=True, exist_ok=True)
    item_file.write_text(text + "\n", encoding="utf-8")
    return has_asked_mlm


def validate_item(item: pystac.Item, schemas: Mapping[str, dict[str, Any]] | None = None) -> bool:
    """Let pystac hold an item against the schemas of STAC and of MLM.

    Args:
        schemas: of extensions that are at hand, by address; others are fetched.

    Returns:
        Whether MLM's schemas were asked. Without a network they can't be: then STAC's alone were.

    Raises:
        PackError: ``stac_invalid``, with pystac's reason.
    """
    validator = JsonSchemaSTACValidator()
    validator.schema_cache |= dict(schemas or {})
    content = item.to_dict(include_self_link=False)
    try:
        try:
            validate_dict(content, validator=validator)
        except (GetSchemaError, Unresolvable):
            validate_dict(content, extensions=[], validator=validator)
            return False
    except STACValidationError as error:
        raise PackError(
            "stac_invalid", f"The STAC item of {item.id} is not valid: {error}.",
            "Correct the fields in model.json, or train the pack again.",
        ) from error  # fmt: skip
    return True


def _bands(pack: Pack) -> list[dict[str, str]]:
    """Return the network's bands in order; MLM wants them in the item, and STAC in the assets too."""
    band_of = {band.name: band for band in BANDS}
    return [
        {
            "name": name,
            "description": f"Sentinel-2, {band_of[name].wavelength_nm} nm ({band_of[name].common_name})",
        }
        for name in pack.bands
    ]


def _add_assets(item: pystac.Item, pack: Pack, item_file: Path) -> None:
    """Name all files of the pack, relative to the item's folder."""
    for path in sorted(path for path in pack.folder.rglob("*") if path.is_file()):
        inside = path.relative_to(pack.folder).as_posix()
        title, media_type, roles, artifact = _ASSETS.get(inside, _FURTHER)
        extra = {"mlm:artifact_type": artifact, "bands": _bands(pack)} if artifact else {}
        href = Path(os.path.relpath(path, item_file.parent)).as_posix()
        item.add_asset(
            inside,
            pystac.Asset(href, title=title, media_type=media_type, roles=list(roles), extra_fields=extra),
        )
