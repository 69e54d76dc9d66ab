"""The area of interest: files and GeoJSON, coordinate systems, clipping, masks, areas and errors."""

from __future__ import annotations

import json

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyogrio.raw import write as write_vector
from rasterio.windows import Window

from mining_detector_plugin.engine.aoi import load_aoi
from mining_detector_plugin.engine.errors import AoiError
from mining_detector_plugin.engine.scene import open_scene

from .made_rasters import ORIGIN, UTM_33N, made_numbers, write_raster

SIDE = 200
LEFT, TOP = ORIGIN


def lonlat_of_utm(
    easting: np.ndarray, northing: np.ndarray, meridian: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return longitude and latitude of UTM coordinates (north), by Krüger's series to the fourth order.

    Independent of PROJ. Source: Karney (2011), Transverse Mercator with an accuracy of a few nanometers, eq.
    36.
    """
    flattening = 1 / 298.257223563
    n = flattening / (2 - flattening)
    radius = 6_378_137 / (1 + n) * (1 + n**2 / 4 + n**4 / 64) * 0.9996
    beta = (
        n / 2 - 2 * n**2 / 3 + 37 * n**3 / 96 - n**4 / 360,
        n**2 / 48 + n**3 / 15 - 437 * n**4 / 1440,
        17 * n**3 / 480 - 37 * n**4 / 840,
        4397 * n**4 / 161280,
    )
    xi, eta = northing / radius, (easting - 500_000) / radius
    xi_0 = xi - sum(b * np.sin(2 * j * xi) * np.cosh(2 * j * eta) for j, b in enumerate(beta, 1))
    eta_0 = eta - sum(b * np.cos(2 * j * xi) * np.sinh(2 * j * eta) for j, b in enumerate(beta, 1))
    conformal = np.arcsin(np.sin(xi_0) / np.cosh(eta_0))
    delta = (
        2 * n - 2 * n**2 / 3 - 2 * n**3 + 116 * n**4 / 45,
        7 * n**2 / 3 - 8 * n**3 / 5 - 227 * n**4 / 45,
        56 * n**3 / 15 - 136 * n**4 / 35,
        4279 * n**4 / 630,
    )
    latitude = conformal + sum(d * np.sin(2 * j * conformal) for j, d in enumerate(delta, 1))
    return meridian + np.degrees(np.arctan2(np.sinh(eta_0), np.cos(xi_0))), np.degrees(latitude)


def rectangle_ha(west: float, south: float, east: float, north: float) -> float:
    """Return the area between meridians and parallels on WGS 84 in hectares (Snyder 1987, eq. 3-12)."""
    squared = 0.00669437999014
    e = np.sqrt(squared)

    def zone(latitude):
        sine = np.sin(np.radians(latitude))
        return sine / (1 - squared * sine**2) + np.arctanh(e * sine) / e

    strip = 6_378_137**2 * (1 - squared) / 2 * (zone(north) - zone(south))
    return np.radians(east - west) * strip / 10_000


def box_geojson(*bounds: float) -> dict:
    return shapely.geometry.mapping(shapely.box(*bounds))


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    path = tmp_path_factory.mktemp("aoi") / "scene.tif"
    with open_scene(write_raster(path, made_numbers(1, SIDE, SIDE), ("B04",))) as opened:
        yield opened


def assert_refused(code, aoi, scene):
    with pytest.raises(AoiError) as caught:
        load_aoi(aoi, scene)
    assert caught.value.code == code
    assert caught.value.hint
    return caught.value


def write_layer(path, geometries, crs, layer=None):
    kinds = {geometry.geom_type for geometry in geometries if geometry is not None}
    write_vector(
        str(path), shapely.to_wkb(np.array(geometries, dtype=object)), [], [], crs=crs, layer=layer,
        geometry_type=kinds.pop() if len(kinds) == 1 else "Unknown", append=path.exists(),
    )  # fmt: skip
    return path


def test_whole_scene_where_no_aoi_is_given(scene):
    aoi = load_aoi(None, scene)
    assert aoi.window == Window(0, 0, SIDE, SIDE)
    assert aoi.mask(aoi.window).all()
    assert aoi.geometry.bounds == (LEFT, TOP - 2_000, LEFT + 2_000, TOP)
    assert not aoi.mask(Window(-3, SIDE, 5, 4)).any()


def test_rectangle_in_the_scenes_crs_takes_the_pixels_whose_centres_it_holds(scene):
    geometry = box_geojson(LEFT + 104, TOP - 394, LEFT + 306, TOP - 206)
    aoi = load_aoi({"geometry": geometry, "crs": UTM_33N}, scene)
    assert aoi.window == Window(10, 20, 21, 20)
    rows, columns = np.mgrid[:SIDE, :SIDE] * 10 + 5
    expected = (columns > 104) & (columns < 306) & (rows > 206) & (rows < 394)
    np.testing.assert_array_equal(aoi.mask(Window(0, 0, SIDE, SIDE)), expected)


@settings(max_examples=40, deadline=None)
@given(
    corners=st.lists(st.tuples(st.floats(-300, 2_300), st.floats(-300, 2_300)), min_size=3, max_size=3),
    column=st.integers(-50, 220), row=st.integers(-50, 220), width=st.integers(1, 120), height=st.integers(1,
    120),
)  # fmt: skip
def test_mask_of_a_window_is_part_of_the_whole_mask(scene, corners, column, row, width, height):
    triangle = shapely.Polygon([(LEFT + x, TOP - y) for x, y in corners])
    if triangle.intersection(shapely.box(LEFT, TOP - 2_000, LEFT + 2_000, TOP)).area < 5_000:
        return
    aoi = load_aoi({"geometry": shapely.geometry.mapping(triangle), "crs": UTM_33N}, scene)
    whole = np.zeros((SIDE + 400, SIDE + 400), dtype=bool)
    whole[200:-200, 200:-200] = aoi.mask(Window(0, 0, SIDE, SIDE))
    part = whole[200 + row : 200 + row + height, 200 + column : 200 + column + width]
    np.testing.assert_array_equal(aoi.mask(Window(column, row, width, height)), part)
    rows, columns = np.nonzero(whole[200:-200, 200:-200])
    window = aoi.window
    assert rows.min() >= window.row_off and rows.max() < window.row_off + window.height
    assert columns.min() >= window.col_off and columns.max() < window.col_off + window.width


def test_longitudes_and_latitudes_fall_where_an_independent_projection_puts_them(scene):
    columns, rows = np.meshgrid(np.arange(SIDE) * 10 + 5.0, np.arange(SIDE) * 10 + 5.0)
    longitudes, latitudes = lonlat_of_utm(LEFT + columns, TOP - rows, meridian=15)
    west, east = np.quantile(longitudes, (0.2, 0.7))
    south, north = np.quantile(latitudes, (0.3, 0.9))
    aoi = load_aoi({"geometry": box_geojson(west, south, east, north), "crs": "EPSG:4326"}, scene)
    expected = (longitudes > west) & (longitudes < east) & (latitudes > south) & (latitudes < north)
    assert (aoi.mask(Window(0, 0, SIDE, SIDE)) != expected).sum() <= 5, (
        "only centres on the very edge may differ"
    )
    assert aoi.area_ha() == pytest.approx(rectangle_ha(west, south, east, north), rel=1e-4)


def test_long_edges_keep_their_course(tmp_path):
    """A parallel is no straight line in UTM: over 100 km at 50 degrees north it bends by some 230 m."""
    numbers = np.full((1, 1_000, 1_000), 900, np.uint16)
    path = write_raster(tmp_path / "tile.tif", numbers, ("B04",), resolution=100, origin=(300_000, 5_600_000))
    with open_scene(path) as scene:
        columns, rows = np.meshgrid(np.arange(1_000) + 0.5, np.arange(1_000) + 0.5)
        _, latitudes = lonlat_of_utm(300_000 + columns * 100, 5_600_000 - rows * 100, meridian=15)
        aoi = load_aoi({"geometry": box_geojson(5, 50.1, 25, 50.3), "crs": "EPSG:4326"}, scene)
        mask = aoi.mask(Window(0, 0, 1_000, 1_000))
    np.testing.assert_array_equal(mask, (latitudes > 50.1) & (latitudes < 50.3))


def test_far_reaching_outline_is_cut_to_the_scene(scene):
    """The whole globe has no coordinates in a UTM zone; the part over the scene has."""
    aoi = load_aoi({"geometry": box_geojson(-180, -90, 180, 90), "crs": "EPSG:4326"}, scene)
    assert aoi.mask(Window(0, 0, SIDE, SIDE)).all()


def test_utm_outline_over_a_scene_in_degrees(tmp_path):
    longitude, latitude = lonlat_of_utm(np.array([LEFT]), np.array([TOP]), meridian=15)
    origin = (float(longitude[0]) - 0.01, float(latitude[0]) + 0.01)
    path = write_raster(
        tmp_path / "degrees.tif", made_numbers(1, 300, 300), ("B04",),
        crs="EPSG:4326", resolution=1e-4, origin=origin,
    )  # fmt: skip
    with open_scene(path) as scene:
        aoi = load_aoi({"geometry": box_geojson(LEFT, TOP - 500, LEFT + 1_000, TOP), "crs": UTM_33N}, scene)
        assert aoi.window.col_off == pytest.approx(100, abs=1)
        assert aoi.area_ha() == pytest.approx(50 / 0.9996**2, rel=1e-4)


@pytest.mark.parametrize(
    "geometry",
    [
        shapely.box(179.985, -17.01, 180.005, -16.99),
        shapely.box(-180.015, -17.01, -179.995, -16.99),
        shapely.MultiPolygon([shapely.box(179.985, -17.01, 180, -16.99), shapely.box(-180, -17.01, -179.995,
        -16.99)]),
    ],
    ids=["east of 180", "west of -180", "split as GeoJSON asks"],
)  # fmt: skip
@pytest.mark.parametrize("crs", ["EPSG:32701", "EPSG:4326"])
def test_antimeridian_is_no_edge(tmp_path, geometry, crs):
    """180 degrees lies at easting 180 548 of zone 1 at 17 degrees south: here the middle of the scene."""
    origin, resolution = ((178_500, 8_120_000), 10) if crs == "EPSG:32701" else ((179.98, -16.98), 1e-4)
    path = write_raster(
        tmp_path / "scene.tif",
        made_numbers(1, 400, 400),
        ("B04",),
        crs=crs,
        origin=origin,
        resolution=resolution,
    )
    with open_scene(path) as scene:
        aoi = load_aoi({"geometry": shapely.geometry.mapping(geometry), "crs": "EPSG:4326"}, scene)
        assert aoi.area_ha() == pytest.approx(rectangle_ha(179.985, -17.01, 180.005, -16.99), rel=2e-3)
        mask = aoi.mask(aoi.window)
    assert mask.mean() > 0.95, "one rectangle, with no gap at 180 degrees"


@pytest.mark.parametrize("suffix", [".gpkg", ".geojson", ".shp"])
def test_features_of_a_file_are_united(scene, tmp_path, suffix):
    west, north = lonlat_of_utm(np.array([LEFT + 200.0]), np.array([TOP - 200.0]), meridian=15)
    first = shapely.box(float(west[0]), float(north[0]) - 0.005, float(west[0]) + 0.006, float(north[0]))
    second = shapely.affinity.translate(first, 0.003, -0.002)
    path = write_layer(tmp_path / f"aoi{suffix}", [first, second, None], "EPSG:4326")
    aoi = load_aoi(path, scene)
    both = first.union(second)
    expected = load_aoi({"geometry": shapely.geometry.mapping(both), "crs": "EPSG:4326"}, scene)
    np.testing.assert_array_equal(aoi.mask(aoi.window), expected.mask(aoi.window))
    assert aoi.area_ha() == pytest.approx(expected.area_ha())


def test_layer_of_a_file_is_chosen_by_name(scene, tmp_path):
    path = tmp_path / "aoi.gpkg"
    write_layer(path, [shapely.box(LEFT, TOP - 300, LEFT + 300, TOP)], UTM_33N, layer="first")
    write_layer(path, [shapely.box(LEFT + 900, TOP - 300, LEFT + 1_200, TOP)], UTM_33N, layer="second")
    assert load_aoi(f"{path}|layername=second", scene).window.col_off == 90
    assert_refused("aoi_unreadable", f"{path}|layername=third", scene)


def test_gml_with_latitude_first_falls_right(scene, tmp_path):
    """`urn:ogc:def:crs:EPSG::4326` gives latitude before longitude."""
    (west,), (north,) = lonlat_of_utm(np.array([LEFT + 500.0]), np.array([TOP - 500.0]), meridian=15)
    corners = [
        (north, west),
        (north, west + 0.01),
        (north - 0.005, west + 0.01),
        (north - 0.005, west),
        (north, west),
    ]
    positions = " ".join(f"{latitude:.9f} {longitude:.9f}" for latitude, longitude in corners)
    path = tmp_path / "aoi.gml"
    path.write_text(f"""<?xml version="1.0"?>
<ogr:FeatureCollection xmlns:ogr="http://ogr.maptools.org/" xmlns:gml="http://www.opengis.net/gml/3.2" gml:id="c">
<ogr:featureMember><ogr:aoi gml:id="f"><ogr:geometryProperty>
<gml:Polygon srsName="urn:ogc:def:crs:EPSG::4326" gml:id="g"><gml:exterior><gml:LinearRing>
<gml:posList>{positions}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>
</ogr:geometryProperty></ogr:aoi></ogr:featureMember></ogr:FeatureCollection>""")
    window = load_aoi(path, scene).window
    assert (window.col_off, window.row_off) == (pytest.approx(50, abs=1), pytest.approx(50, abs=1))


def test_aoi_is_clipped_to_the_scene(scene):
    geometry = box_geojson(LEFT + 1_500, TOP - 5_000, LEFT + 9_000, TOP - 1_800)
    aoi = load_aoi({"geometry": geometry, "crs": UTM_33N}, scene)
    assert aoi.window == Window(150, 180, 50, 20)
    assert aoi.geometry.area == pytest.approx(500 * 200)


@pytest.mark.parametrize("crs", [UTM_33N, "EPSG:4326", "EPSG:32760", "EPSG:3857"])
def test_aoi_outside_the_scene_is_told(scene, crs):
    bounds = {UTM_33N: (LEFT - 900, TOP, LEFT - 100, TOP + 900), "EPSG:4326": (100, 10, 101, 11)}
    geometry = box_geojson(*bounds.get(crs, (400_000, 400_000, 500_000, 500_000)))
    error = assert_refused("aoi_outside_scene", {"geometry": geometry, "crs": crs}, scene)
    assert "scene" in error.message


@pytest.mark.parametrize(
    "points",
    [[(0, 0), (300, 300), (300, 0), (0, 300)], [(0, 0), (300, 0), (300, 300), (100, -50), (0, 300)]],
    ids=["bow tie", "loop"],
)
@pytest.mark.parametrize("kind", ["geojson", "file"])
def test_outline_that_crosses_itself_is_told_and_not_mended(scene, tmp_path, points, kind):
    outline = shapely.Polygon([(LEFT + 500 + x, TOP - 500 - y) for x, y in points])
    aoi = {"geometry": shapely.geometry.mapping(outline), "crs": UTM_33N}
    if kind == "file":
        aoi = write_layer(tmp_path / "aoi.gpkg", [outline], UTM_33N)
    assert "crosses itself" in assert_refused("aoi_crossing_itself", aoi, scene).message


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Polygon", "coordinates": []},
        {"type": "Point", "coordinates": [LEFT + 500, TOP - 500]},
        {"type": "LineString", "coordinates": [[LEFT, TOP], [LEFT + 500, TOP - 500]]},
        {"type": "MultiPolygon", "coordinates": []},
        box_geojson(LEFT + 500, TOP - 500, LEFT + 500, TOP - 500),
        box_geojson(LEFT + 501, TOP - 504, LEFT + 504, TOP - 501),
    ],
    ids=["no corners", "point", "line", "no polygons", "a click", "smaller than a pixel"],
)
def test_aoi_without_an_inside_is_told(scene, geometry):
    assert_refused("aoi_empty", {"geometry": geometry, "crs": UTM_33N}, scene)


def test_empty_layer_is_told(scene, tmp_path):
    path = write_layer(tmp_path / "aoi.gpkg", [shapely.Point(LEFT, TOP)], UTM_33N)
    assert_refused("aoi_empty", path, scene)


@pytest.mark.parametrize(
    "geometry", [None, "POLYGON", {}, {"type": "Circle"}, {"type": "Polygon", "coordinates": [[1]]}]
)
def test_what_is_no_geojson_is_told(scene, geometry):
    assert_refused("aoi_unreadable", {"geometry": geometry, "crs": UTM_33N}, scene)


@pytest.mark.parametrize("crs", [None, "", "EPSG:999999", "somewhere"])
def test_aoi_without_a_known_crs_is_told(scene, crs):
    geometry = box_geojson(LEFT, TOP - 500, LEFT + 500, TOP)
    assert_refused("aoi_has_no_crs", {"geometry": geometry, "crs": crs}, scene)


def test_shapefile_without_a_prj_is_told(scene, tmp_path):
    path = write_layer(tmp_path / "aoi.shp", [shapely.box(LEFT, TOP - 500, LEFT + 500, TOP)], UTM_33N)
    path.with_suffix(".prj").unlink()
    assert_refused("aoi_has_no_crs", path, scene)


def test_missing_and_unreadable_files_are_told(scene, tmp_path):
    assert_refused("aoi_missing", tmp_path / "nowhere.gpkg", scene)
    broken = tmp_path / "broken.geojson"
    broken.write_text(json.dumps({"type": "FeatureCollection"})[:-9])
    assert_refused("aoi_unreadable", broken, scene)
