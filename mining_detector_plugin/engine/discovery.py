"""From what a user names (file, files, folder, zip, product, address) to the source of a scene."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from .bands import parse_band_name
from .errors import SceneError
from .filetree import FileTree, list_archive, list_folder
from .rasters import read_raster_source
from .safe import find_metadata, read_product
from .sources import Source, gdal_path
from .tile_mosaic import are_tiles, join_tiles

_RASTER_SUFFIXES = (".tif", ".tiff", ".jp2", ".j2k", ".vrt", ".img")
#: How GDAL, and so QGIS, names a product that it opens itself:
#: SENTINEL2_L2A:/vsizip/a.zip/MTD_MSIL2A.xml:10m:...
_GDAL_PRODUCT = re.compile(r"SENTINEL2_L(?:1C|2A):\"?(?P<path>.+?\.xml)\"?:.*")
_PRODUCT_IMAGE = re.compile(r"(?P<product>.+)/GRANULE/(?P<granule>[^/]+)/IMG_DATA/.+")
_RESOLUTION = re.compile(r"_(\d0)m$")


def find_source(source: str | Path | Sequence[str | Path]) -> Source:
    """Return the source that a user names.

    Args:
        source: a raster, a folder of band files, a product (SAFE folder, its granule or metadata file, or a zip
            of it), an address that starts with ``http`` or ``/vsi``; or several of these: the band files of one
            scene, or tiles that lie side by side.

    Raises:
        SceneError: ``scene_missing``, ``scene_unreadable``, ``scene_truncated``, ``scene_has_many_tiles``,
            ``scene_offsets_differ``, ``tiles_differ``, ``tiles_overlap``.
    """
    texts = [str(source)] if isinstance(source, (str, Path)) else [str(text) for text in source]
    if not texts or not all(texts):
        raise SceneError(
            "scene_missing", "No scene was named.", "Choose a raster file, a folder or a product."
        )
    if len(texts) == 1:
        return _find_one(texts[0])
    parts = [_find_one(text) for text in texts]
    if are_tiles(parts):
        return join_tiles(parts)
    return _with_product_metadata(read_raster_source([gdal_path(text) for text in texts]))


def _find_one(text: str) -> Source:
    match = _GDAL_PRODUCT.fullmatch(text)
    path = gdal_path(match["path"] if match else text)
    path = re.sub(r"^/vsizip/\{?([^{}]+?\.zip)\}?(/.*\.xml)?$", r"\1", path)
    if path.startswith("/vsi"):
        return read_raster_source([path])
    return _with_product_metadata(_find_local(Path(path)))


def _find_local(path: Path) -> Source:
    if path.is_dir():
        is_granule = path.parent.name == "GRANULE"
        tree = list_folder(path.parent.parent if is_granule else path)
        metadata = find_metadata(tree)
        if metadata:
            return read_product(tree, _only(metadata, tree.root), path.name if is_granule else None)
        return _read_band_files(list_folder(path) if is_granule else tree)
    if path.suffix.lower() == ".zip" and path.is_file():
        tree = list_archive(path)
        metadata = find_metadata(tree)
        return read_product(tree, _only(metadata, path)) if metadata else _read_band_files(tree)
    if path.is_file() and find_metadata(FileTree(path.parent, (path.name,))):
        return read_product(list_folder(path.parent), path.name)
    return read_raster_source([str(path)])


def _with_product_metadata(source: Source) -> Source:
    """Return a source with what the product says, where band images were picked out of a product's folder."""
    matches = [_PRODUCT_IMAGE.fullmatch(Path(path).as_posix()) for path in source.paths]
    products = {match["product"] for match in matches if match}
    if source.scaling is not None or None in matches or len(products) != 1:
        return source
    if not all(parse_band_name(Path(path).stem) for path in source.paths):
        return source
    tree = list_folder(Path(products.pop()))
    metadata = find_metadata(tree)
    if not metadata or matches[0] is None:
        return source
    product = read_product(tree, _only(metadata, tree.root), matches[0]["granule"])
    return replace(source, acquired=product.acquired, baseline=product.baseline, scaling=product.scaling)


def _only(metadata: tuple[str, ...], owner: Path) -> str:
    if len(metadata) > 1:
        raise SceneError(
            "scene_unreadable",
            f"{owner} holds {len(metadata)} products.",
            "Choose the folder of one product.",
        )
    return metadata[0]


def _read_band_files(tree: FileTree) -> Source:
    """Return the source for a folder of rasters that name their band, each band at its best resolution."""
    rasters = [name for name in tree.files if name.lower().endswith(_RASTER_SUFFIXES)]
    rasters = [name for name in rasters if "/" not in name] or rasters
    named = {name: band for name in rasters if (band := parse_band_name(PurePosixPath(name).stem))}
    if not named and len(rasters) != 1:
        held = f"{len(rasters)} rasters whose names tell no band" if rasters else "no raster"
        raise SceneError(
            "scene_unreadable", f"{tree.root} holds {held}.",
            "Choose one raster file, or a folder with a file for each band, such as B02.tif and B03.tif.",
        )  # fmt: skip
    finest = {
        band: min(_stated_resolution(name) for name, other in named.items() if other == band)
        for band in named.values()
    }
    kept = [name for name, band in named.items() if _stated_resolution(name) == finest[band]]
    return read_raster_source([tree.gdal_path(name) for name in kept or rasters], tree.root.stem)


def _stated_resolution(name: str) -> int:
    """Return the resolution in metres that a file's name states (``B04_20m``), 100 where it states none."""
    match = _RESOLUTION.search(PurePosixPath(name).stem)
    return int(match[1]) if match else 100
