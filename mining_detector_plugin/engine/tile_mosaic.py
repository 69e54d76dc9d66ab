"""Rasters that lie side by side as one scene: the files of each band are joined in a VRT that exists in memory alone.

Tiles are joined only where nothing has to be resampled: same bands, CRS and pixel size, and grids that fall together.
Where tiles overlap, the one that was named first shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from html import escape
from itertools import combinations

import numpy as np
import shapely
from affine import Affine
from rasterio.enums import MaskFlags
from rasterio.io import DatasetReader

from .errors import SceneError
from .pixels import MOSAIC_PREFIX
from .rasters import open_raster
from .sources import Source

#: Tiles that share more than this part of the smaller one show the same place. Neighbours among Sentinel-2's own
#: tiles share a tenth.
_MOST_OVERLAP = 0.5
#: Grids fall together where they differ by less than this part of a pixel.
_TOLERANCE = 0.01
_VRT_TYPES = {
    "uint8": "Byte", "int8": "Int8", "uint16": "UInt16", "int16": "Int16", "uint32": "UInt32", "int32": "Int32",
    "float32": "Float32", "float64": "Float64",
}  # fmt: skip


def are_tiles(sources: Sequence[Source]) -> bool:
    """Tell whether several sources are tiles, and not the band files of one scene.

    They are where two name the same band, and where none names a band and two lie in different places.
    """
    names = [{band.name for band in source.bands} - {None} for source in sources]
    if any(first & second for first, second in combinations(names, 2)):
        return True
    if any(names) or len({len(source.bands) for source in sources}) > 1:
        return False
    with ExitStack() as files:
        footprints = [_footprint(files.enter_context(open_raster(source.paths[0]))) for source in sources]
    return any(_overlap(first, second) < _MOST_OVERLAP for first, second in combinations(footprints, 2))


def join_tiles(tiles: Sequence[Source]) -> Source:
    """Return tiles as one source.

    Args:
        tiles: at least two, each with all its bands.

    Raises:
        SceneError: ``tiles_differ`` where they can't be one scene without resampling, ``tiles_overlap`` where two
            show the same place; as `rasters.open_raster`.
    """
    first, *others = tiles
    for other in others:
        _check_bands(first, other)
    bands = list(first.bands)
    for path in first.paths:
        numbers = [number for number, band in enumerate(first.bands) if band.path == path]
        if not numbers:
            continue
        paths = [tile.bands[numbers[0]].path for tile in tiles]
        joined = _join_files(paths)
        for number in numbers:
            bands[number] = replace(bands[number], path=joined)
    days = {(tile.acquired or "")[:10] for tile in tiles}
    return Source(
        name=f"{first.name}_and_{len(others)}_more",
        paths=tuple(dict.fromkeys(path for tile in tiles for path in tile.paths)),
        bands=tuple(bands),
        acquired=first.acquired if len(days) == 1 else None,
        tiles=tuple(tiles),
    )


def _check_bands(first: Source, other: Source) -> None:
    if _band_places(first) != _band_places(other):
        listed = [", ".join(band.name or "(no name)" for band in source.bands) for source in (first, other)]
        what = f"{listed[0]}; {listed[1]}" if listed[0] != listed[1] else "they lie in other files"
        raise _differ(first.name, other.name, f"their bands ({what})")


def _band_places(source: Source) -> list[tuple[str | None, int, int]]:
    """Return each band's name, the number of its file and its number in there."""
    return [(band.name, source.paths.index(band.path), band.index) for band in source.bands]


def _join_files(paths: Sequence[str]) -> str:
    """Return the text of a VRT that holds files side by side, after checking that they can be."""
    with ExitStack() as files:
        datasets = [files.enter_context(open_raster(path)) for path in paths]
        first = datasets[0]
        for other in datasets[1:]:
            _check_grids(first, other)
        for one, another in combinations(datasets, 2):
            if _overlap(_footprint(one), _footprint(another)) > _MOST_OVERLAP:
                raise SceneError(
                    "tiles_overlap", f"{one.name} and {another.name} show the same place.",
                    "Choose one of them. To fill the gaps of one from the other, make a mosaic of both first "
                    "(Raster > Miscellaneous > Merge).",
                )  # fmt: skip
        return "".join(_write_vrt(datasets))


def _check_grids(first: DatasetReader, other: DatasetReader) -> None:
    names = (first.name, other.name)
    if first.crs != other.crs:
        told = [dataset.crs.to_string() if dataset.crs else "none" for dataset in (first, other)]
        raise _differ(*names, f"their coordinate systems ({told[0]}; {told[1]})")
    if first.count != other.count or first.dtypes != other.dtypes:
        told = [f"{dataset.count} of {dataset.dtypes[0]}" for dataset in (first, other)]
        raise _differ(*names, f"their number or type of bands ({told[0]}; {told[1]})")
    relative = ~first.transform @ other.transform
    if not np.allclose([relative.a, relative.b, relative.d, relative.e], [1, 0, 0, 1], atol=1e-6):
        told = [f"{abs(dataset.transform.a):g}" for dataset in (first, other)]
        raise _differ(*names, f"their pixel sizes ({told[0]}; {told[1]})")
    shifts = [abs(shift - round(shift)) for shift in (relative.c, relative.f)]
    if max(shifts) > _TOLERANCE:
        raise _differ(*names, f"their grids, which lie {max(shifts):.2f} pixels apart")
    tags = [set(zip(dataset.scales, dataset.offsets, strict=True)) for dataset in (first, other)]
    if tags[0] != tags[1]:
        raise _differ(*names, "the scales and offsets in their files")


def _differ(first: str, other: str, what: str) -> SceneError:
    return SceneError(
        "tiles_differ", f"{first} and {other} can't be searched as one image. They differ in {what}.",
        "Choose tiles of one product and zone, or warp them to one grid first (Raster > Projections > Warp).",
    )  # fmt: skip


def _footprint(dataset: DatasetReader) -> shapely.Polygon:
    corners = ((0, 0), (dataset.width, 0), (dataset.width, dataset.height), (0, dataset.height))
    return shapely.Polygon([dataset.transform @ corner for corner in corners])


def _overlap(first: shapely.Polygon, second: shapely.Polygon) -> float:
    """Return which part of the smaller one both share, 0-1."""
    return shapely.intersection(first, second).area / min(first.area, second.area)


def _write_vrt(datasets: Sequence[DatasetReader]) -> Iterator[str]:
    """Yield the parts of a VRT (https://gdal.org/drivers/raster/vrt.html); what is painted last shows."""
    first = datasets[0]
    places = [_place(first.transform, dataset) for dataset in datasets]
    left, top = (min(place[axis] for place in places) for axis in (0, 1))
    right, bottom = (max(place[axis] + place[axis + 2] for place in places) for axis in (0, 1))
    transform = first.transform @ Affine.translation(left, top)
    painted = [
        (dataset, (place[0] - left, place[1] - top)) for dataset, place in zip(datasets, places, strict=True)
    ][::-1]
    yield f'{MOSAIC_PREFIX} rasterXSize="{right - left}" rasterYSize="{bottom - top}">'
    if first.crs:
        yield f"<SRS>{escape(first.crs.to_wkt())}</SRS>"
    yield f"<GeoTransform>{', '.join(repr(number) for number in transform.to_gdal())}</GeoTransform>"
    has_masks = _have_masks(datasets)
    for index in first.indexes:
        yield from _write_band(painted, index, has_masks)
    if has_masks:
        yield '<MaskBand><VRTRasterBand dataType="Byte">'
        for dataset, shift in painted:
            yield _write_tile(dataset, shift, "mask,1", None)
        yield "</VRTRasterBand></MaskBand>"
    yield "</VRTDataset>"


def _write_band(
    painted: Sequence[tuple[DatasetReader, tuple[int, int]]], index: int, has_masks: bool
) -> Iterator[str]:
    first = painted[-1][0]
    dtype = first.dtypes[index - 1]
    nodata = first.nodatavals[index - 1]
    yield f'<VRTRasterBand dataType="{_VRT_TYPES[dtype]}" band="{index}">'
    if nodata is not None and not has_masks:
        yield f"<NoDataValue>{nodata!r}</NoDataValue>"
    yield f"<Scale>{first.scales[index - 1]!r}</Scale><Offset>{first.offsets[index - 1]!r}</Offset>"
    # Products fill what the sensor did not see with 0 and do not say so: a neighbour may have seen it.
    seen_through = 0 if nodata is None and np.dtype(dtype).kind in "ui" else nodata
    for dataset, shift in painted:
        yield _write_tile(dataset, shift, str(index), None if has_masks else seen_through)
    yield "</VRTRasterBand>"


def _write_tile(dataset: DatasetReader, shift: tuple[int, int], band: str, nodata: float | None) -> str:
    size = f'xSize="{dataset.width}" ySize="{dataset.height}"'
    kind = "SimpleSource" if nodata is None else "ComplexSource"
    return (
        f'<{kind}><SourceFilename relativeToVRT="0">{escape(dataset.name)}</SourceFilename>'
        f"<SourceBand>{band}</SourceBand>"
        f'<SrcRect xOff="0" yOff="0" {size}/><DstRect xOff="{shift[0]}" yOff="{shift[1]}" {size}/>'
        + (f"<NODATA>{nodata!r}</NODATA>" if nodata is not None else "")
        + f"</{kind}>"
    )


def _place(grid: Affine, dataset: DatasetReader) -> tuple[int, int, int, int]:
    """Return column, row, width and height of a dataset in the pixels of a grid."""
    corner = ~grid @ dataset.transform
    return round(corner.c), round(corner.f), dataset.width, dataset.height


def _have_masks(datasets: Sequence[DatasetReader]) -> bool:
    """Tell whether any file has a mask of its own, or the files have unlike nodata values."""
    flags = {flag for dataset in datasets for flags in dataset.mask_flag_enums for flag in flags}
    nodata = {str(dataset.nodatavals) for dataset in datasets}
    return bool(flags & {MaskFlags.per_dataset, MaskFlags.alpha}) or len(nodata) > 1
