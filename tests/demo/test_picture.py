"""The demo's picture: a file that a person can look at, with what was found drawn over the scene."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import numpy as np
import rasterio
from matplotlib import image

from demo.compare import Outlines, read_truth
from demo.picture import COLOURS, draw_picture

STYLE = Path(__file__).resolve().parents[2] / "mining_detector_plugin/resources/styles/mines.qml"


def test_picture_shows_what_was_found(made_scene, tmp_path):
    truth = read_truth(made_scene.truth).sites
    confidence = tmp_path / "confidence.tif"
    with rasterio.open(made_scene.scene) as source:
        profile = {**source.profile, "driver": "GTiff", "count": 1, "dtype": "uint8", "nodata": 255}
        shape = source.shape
    with rasterio.open(confidence, "w", **profile) as target:
        target.write(np.full(shape, 40, np.uint8), 1)
    nothing = Outlines(truth.polygons[:0], truth.types[:0])
    pictures = []
    for name, detected in (("none.png", nothing), ("all.png", truth)):
        draw_picture(tmp_path / name, made_scene.scene, confidence, detected, truth, "title")
        pictures.append(image.imread(tmp_path / name)[..., :3])
    assert pictures[0].shape == pictures[1].shape
    assert min(pictures[0].shape[:2]) > 600
    changed = np.abs(pictures[0] - pictures[1]).max(axis=2) > 0.02
    assert 0.001 < changed.mean() < 0.2, "outlines change the picture, and little of it"


def test_types_have_the_colours_of_the_layers_in_qgis():
    renderer = ElementTree.parse(STYLE).getroot().find("renderer-v2")
    symbols = {symbol.get("name"): symbol for symbol in renderer.find("symbols")}
    for category in renderer.find("categories"):
        # The lowest layer is a dark casing; the type's colour lies on it.
        fill = symbols[category.get("symbol")].findall("layer")[-1].find("Option/Option[@name='color']")
        red, green, blue = map(int, fill.get("value").split(",")[:3])
        assert COLOURS[category.get("value")] == f"#{red:02x}{green:02x}{blue:02x}"
