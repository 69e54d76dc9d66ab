"""The engine on a real scene: a quarry district in Poland, at a date that no bundled model was trained on."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import numpy as np
import pyogrio
import pytest
import rasterio
import shapely
from rasterio import features

from mining_detector_plugin.engine.scene import open_scene
from tests.packs import brightness_segmenter

DATE = "20230209"
QUARRY = 10


@pytest.fixture
def image(shared_data):
    return shared_data / "quarry_scene" / f"image_{DATE}.tif"


def mines_of(folder) -> np.ndarray:
    return shapely.from_wkb(pyogrio.raw.read(folder / "results.gpkg", layer="mines")[2])


def test_command_line_finds_the_quarry(image, shared_data, tmp_path):
    command = [sys.executable, "-m", "mining_detector_plugin.engine.cli", "detect", str(image), "--json"]
    done = subprocess.run([*command, "--out", str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["counts"]["mines"] > 0
    with rasterio.open(shared_data / "quarry_scene" / f"mask_{DATE}.tif") as file:
        truth, transform = file.read(1), file.transform
    drawn = features.rasterize(mines_of(tmp_path), out_shape=truth.shape, transform=transform).astype(bool)
    is_labelled, is_quarry = truth > 0, truth == QUARRY
    union = (drawn | is_quarry) & is_labelled
    assert (drawn & is_quarry).sum() / union.sum() >= 0.5


def test_reflectance_is_what_the_product_stores_less_its_offset(image):
    with open_scene(str(image)) as scene, rasterio.open(image) as file:
        reflectance, valid = scene.read(rasterio.windows.Window(0, 0, 401, 401), ["B04"])
        stored = file.read(file.descriptions.index("B04") + 1).astype(float)
    np.testing.assert_allclose(reflectance[0][valid], (stored[valid] - 1000) / 10000, atol=1e-6)
    assert valid.mean() > 0.9


def test_other_tiling_gives_the_same_polygons_but_for_half_a_pixel(run, image, models):
    def outlines(**options):
        shutil.rmtree(models / "segmenter")
        brightness_segmenter(models / "segmenter", cut=0.10003, smooth=5, **options)
        _, out = run(image, search_everywhere=True)
        return sorted(mines_of(out), key=lambda polygon: polygon.bounds)

    reference = outlines(tile=416, overlap=0)
    tiled = outlines(tile=96, overlap=24)
    assert len(tiled) == len(reference) > 10
    for one, other in zip(tiled, reference, strict=True):
        assert shapely.hausdorff_distance(one, other) <= 5
