"""Previews: small pictures that show bands and reflectance as the models will get them."""

from __future__ import annotations

import json

import numpy as np
import pytest
import rasterio
from rasterio.enums import Resampling

from mining_detector_plugin.engine.errors import MiningDetectorError
from mining_detector_plugin.engine.preview import WHITE, PreviewRequest, preview
from mining_detector_plugin.engine.reporting import Reporter
from tests.engine.made_rasters import ORIGIN, made_numbers, write_raster
from tests.engine.test_worker import serve

pytestmark = pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
NAMES = ("B02", "B03", "B04", "B08", "B11", "B12")
#: Reflectance x 10000 of the six bands: vegetation, so that near infrared outshines red.
GREEN = (300, 500, 400, 3500, 1800, 900)


@pytest.fixture
def scene(tmp_path):
    numbers = np.empty((6, 80, 100), np.uint16)
    numbers[:] = np.array(GREEN)[:, None, None]
    numbers[:, :20] = 0
    return write_raster(tmp_path / "scene.tif", numbers, NAMES)


class Warnings(Reporter):
    def __init__(self):
        super().__init__()
        self.codes = []

    def emit(self, message):
        if message["type"] == "warning":
            self.codes.append(message["code"])


def look(scene, tmp_path, **options):
    answer = preview(PreviewRequest(scene=str(scene), out=str(tmp_path / "png"), **options), Reporter())
    return answer, {thumbnail["name"]: thumbnail for thumbnail in answer["thumbnails"]}


def pixels(thumbnail):
    with rasterio.open(thumbnail["file"]) as file:
        return file.read()


def shown(name, *reflectance):
    """Return what a picture holds for reflectances of its red, green and blue."""
    return [round(min(value / WHITE[name], 1) ** (1 / 1.4) * 255) for value in reflectance]


def test_pictures_show_reflectance_by_name_and_nodata_as_transparent(scene, tmp_path):
    answer, thumbnails = look(scene, tmp_path)
    assert list(thumbnails) == ["true_colour", "false_colour", "swir"]
    assert thumbnails["swir"]["bands"] == ["B12", "B08", "B04"]
    true = pixels(thumbnails["true_colour"])
    assert true.shape == (4, 80, 100)
    assert (true[3] == np.where(np.arange(80) < 20, 0, 255)[:, None]).all()
    assert true[:3, 50, 50].tolist() == shown("true_colour", 0.04, 0.05, 0.03)
    assert pixels(thumbnails["false_colour"])[:3, 50, 50].tolist() == shown("false_colour", 0.35, 0.04, 0.05)
    assert pixels(thumbnails["swir"])[:3, 50, 50].tolist() == shown("swir", 0.09, 0.35, 0.04)
    assert answer["valid_share"] == 0.75
    assert answer["extent"] == "image"
    assert answer["reflectance"]["B08"] == [0.35, 0.35]


def test_swapped_bands_are_seen(scene, tmp_path):
    _, right = look(scene, tmp_path)
    before = pixels(right["true_colour"])
    swapped = {"B08": 1, "B03": 2, "B04": 3, "B02": 4, "B11": 5, "B12": 6}
    answer, wrong = look(scene, tmp_path, bands=swapped)
    after = pixels(wrong["true_colour"])
    assert answer["image"]["bands_from"] == "user"
    assert after[2, 50, 50] == 255, "near infrared as blue glares"
    assert before[2, 50, 50] < 60


def test_stated_scaling_is_seen_and_told(scene, tmp_path):
    answer, thumbnails = look(scene, tmp_path, scaling={"scale": 0.0002, "offset": 0.01})
    expected = shown("true_colour", 0.09, 0.11, 0.07)
    assert pixels(thumbnails["true_colour"])[:3, 50, 50].tolist() == expected
    assert (answer["image"]["scale"], answer["image"]["offset"]) == (0.0002, 0.01)
    assert "user" in answer["image"]["scaling_reason"]


@pytest.mark.parametrize("scaling", [{"scale": 0}, {"scale": "x"}, {"offset": 1}, {"scale": 1e-4, "gain": 2}])
def test_scaling_that_is_none_is_refused(scene, tmp_path, scaling):
    with pytest.raises(MiningDetectorError) as caught:
        look(scene, tmp_path, scaling=scaling)
    assert caught.value.code == "scaling_invalid"


def test_picture_tells_which_band_it_lacks_and_takes_what_is_nearest(tmp_path):
    numbers = made_numbers(4, 40, 40)
    _, rgb = look(write_raster(tmp_path / "rgb.tif", numbers[:3], NAMES[:3]), tmp_path)
    assert rgb["true_colour"]["missing"] == []
    assert (rgb["false_colour"]["missing"], rgb["false_colour"]["file"]) == (["B08"], None)
    assert rgb["swir"]["missing"] == ["B12", "B08"]
    names = ("B03", "B04", "B8A", "B11")
    _, other = look(write_raster(tmp_path / "other.tif", numbers, names), tmp_path)
    assert other["swir"]["bands"] == ["B11", "B8A", "B04"]
    assert other["true_colour"]["missing"] == ["B02"]


def test_likely_order_of_nameless_bands_is_shown_and_called_a_guess(tmp_path):
    answer, thumbnails = look(write_raster(tmp_path / "four.tif", made_numbers(4, 40, 40)), tmp_path)
    assert answer["image"]["bands_from"] == "proposed"
    assert answer["image"]["proposed_bands"] == ["B02", "B03", "B04", "B08"]
    assert thumbnails["false_colour"]["file"]
    answer, thumbnails = look(write_raster(tmp_path / "five.tif", made_numbers(5, 40, 40)), tmp_path)
    assert answer["image"]["bands_from"] == "unknown"
    assert [thumbnail["file"] for thumbnail in thumbnails.values()] == [None] * 3


def test_area_is_cut_out_and_what_lies_around_it_is_faint(scene, tmp_path):
    left, top = ORIGIN
    triangle = [
        [left + 100, top - 300],
        [left + 500, top - 300],
        [left + 100, top - 700],
        [left + 100, top - 300],
    ]
    aoi = {"geometry": {"type": "Polygon", "coordinates": [triangle]}, "crs": "EPSG:32633"}
    answer, thumbnails = look(scene, tmp_path, aoi=aoi)
    alpha = pixels(thumbnails["true_colour"])[3]
    assert answer["extent"] == "aoi"
    assert alpha.shape == (40, 40)
    assert (alpha[2, 2], alpha[-2, -2]) == (255, 90)


def test_area_beside_the_image_is_a_warning_and_the_image_is_shown(scene, tmp_path):
    aoi = {
        "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]},
        "crs": "EPSG:4326",
    }
    warnings = Warnings()
    answer = preview(PreviewRequest(str(scene), str(tmp_path / "png"), aoi=aoi), warnings)
    assert warnings.codes == ["aoi_outside_scene"]
    assert answer["extent"] == "image"


def test_coarser_bands_lie_where_finer_ones_do(tmp_path):
    fine = np.full((3, 60, 60), 500, np.uint16)
    fine[:, 20:40, 20:40] = 3000
    coarse = np.full((1, 30, 30), 500, np.uint16)
    coarse[:, 10:20, 10:20] = 3000
    folder = tmp_path / "bands"
    for name, band in zip(("B04", "B03", "B08"), fine, strict=True):
        write_raster(folder / f"{name}.tif", band[None])
    write_raster(folder / "B12.tif", coarse, resolution=20)
    _, thumbnails = look(folder, tmp_path, side=30)
    swir = pixels(thumbnails["swir"])
    assert (swir[0] == swir[1]).all()
    assert swir.shape == (4, 30, 30)


def test_large_image_without_overviews_shows_its_middle(tmp_path):
    large = write_raster(tmp_path / "large.tif", np.full((3, 2300, 2300), 900, np.uint16), NAMES[:3])
    answer, _ = look(large, tmp_path)
    assert answer["extent"] == "middle"
    with rasterio.open(large, "r+") as file:
        file.build_overviews([4, 8], Resampling.nearest)
    answer, thumbnails = look(large, tmp_path)
    assert answer["extent"] == "image"
    assert pixels(thumbnails["true_colour"]).shape == (4, 512, 512)


def test_image_at_an_address_without_overviews_shows_a_small_middle(tmp_path, address):
    write_raster(tmp_path / "far.tif", np.full((3, 700, 600), 900, np.uint16), NAMES[:3])
    answer, thumbnails = look(f"{address}/far.tif", tmp_path)
    assert answer["extent"] == "middle"
    assert pixels(thumbnails["true_colour"]).shape == (4, 512, 512)


def test_worker_answers_a_preview(scene, tmp_path):
    messages, code = serve(
        {"command": "preview", "scene": str(scene), "out": str(tmp_path / "png"), "side": 64}
    )
    assert code == 0, messages
    assert json.dumps(messages[-1]["thumbnails"]).count(".png") == 3
    assert not list((tmp_path / "png").glob("*.xml"))
    messages, code = serve({"command": "preview", "scene": str(scene), "out": "x", "side": 0})
    assert (messages[-1]["code"], code) == ("request_invalid", 2)
