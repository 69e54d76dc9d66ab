"""Sentinel-2 products as ESA packs them (SAFE), level 1C and 2A, with file names of before and after
December 2016.

Layout and metadata: ESA, Sentinel-2 Products Specification Document.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from xml.etree import ElementTree  # nosec B405  # read by a parser that refuses entities, see _parse

from .bands import BANDS, parse_band_name
from .errors import SceneError
from .filetree import FileTree
from .scaling import QUANTIFICATION, scaling_of_product
from .sources import BandSource, Source, parse_date

#: A product's metadata file, new (MTD_MSIL2A.xml) and old (S2A_OPER_MTD_SAFL1C_PDMC_....xml) naming.
_METADATA = re.compile(r"(?:MTD_MSIL(?:1C|2A)|S2._(?:OPER|USER)_MTD_SAFL(?:1C|2A)_.*)\.xml")
_IMAGE = re.compile(
    r"GRANULE/(?P<granule>[^/]+)/IMG_DATA/(?:R\d0m/)?[^/]*_(?P<band>B\d\d|B8A)(?:_(?P<resolution>\d0)m)?"
    r"\.(?:jp2|tif)",
    re.IGNORECASE,
)
_NATIVE_RESOLUTION = {band.name: band.resolution_m for band in BANDS}
_QUANTIFICATION_TAGS = ("BOA_QUANTIFICATION_VALUE", "L2A_BOA_QUANTIFICATION_VALUE", "QUANTIFICATION_VALUE")
_OFFSET_TAGS = ("BOA_ADD_OFFSET", "RADIO_ADD_OFFSET")


@dataclass(frozen=True)
class _Image:
    band: str
    granule: str
    resolution_m: int
    path: str


def find_metadata(tree: FileTree) -> tuple[str, ...]:
    """Return the metadata files of the products in a tree, relative to its root."""
    return tuple(name for name in tree.files if _METADATA.fullmatch(PurePosixPath(name).name))


def read_product(tree: FileTree, metadata_path: str, granule: str | None = None) -> Source:
    """Return the source for a product: each band at its best resolution, scaling and time from the metadata.

    Args:
        tree: that holds the product.
        metadata_path: the product's metadata file in the tree.
        granule: folder name of the granule (tile) to take; needed only where an old product holds several.

    Raises:
        SceneError: ``scene_unreadable``, ``scene_truncated``, ``scene_has_many_tiles``,
        ``scene_offsets_differ``.
    """
    folder = str(PurePosixPath(metadata_path).parent)
    folder = "" if folder == "." else folder
    name = PurePosixPath(folder).name or tree.root.name
    metadata = _parse(tree, metadata_path)
    images = _choose_images(_list_images(tree, folder), name, granule)
    baseline = _number(metadata, ("PROCESSING_BASELINE",))
    bands = tuple(BandSource(image.band, tree.gdal_path(image.path), 1, "product") for image in images)
    starts = (_text(metadata, tag) for tag in ("PRODUCT_START_TIME", "DATATAKE_SENSING_START"))
    return Source(
        name=re.sub(r"\.(SAFE|zip)$", "", name, flags=re.IGNORECASE),
        paths=tuple(band.path for band in bands), bands=bands,
        acquired=next(filter(None, map(parse_date, starts)), None), baseline=baseline,
        scaling=scaling_of_product(
            baseline, _number(metadata, _QUANTIFICATION_TAGS) or QUANTIFICATION, _added_offset(metadata, name)
        ),
    )  # fmt: skip


class _NoDocumentType(ElementTree.TreeBuilder):
    """Builds a document, and refuses one that declares a document type."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        """Raise; the parser calls it at the declaration, before what it declares is used."""
        raise ElementTree.ParseError(f"it declares the document type {name}")


def _parse(tree: FileTree, path: str) -> dict[str, list[str]]:
    """Return the texts of a metadata file's elements by name, namespaces left out."""
    try:
        # No product declares a document type. Without one there are no entities to expand, or to fetch files by.
        parser = ElementTree.XMLParser(target=_NoDocumentType())  # nosec B314  # see above
        root = ElementTree.fromstring(tree.read_bytes(path), parser)  # nosec B314  # see above
    except (ElementTree.ParseError, zipfile.BadZipFile, OSError) as error:
        raise SceneError(
            "scene_truncated", f"The product's metadata file {path} can't be read ({error}).",
            "Download the product again.",
        ) from error  # fmt: skip
    texts: dict[str, list[str]] = {}
    for element in root.iter():
        if element.text and element.text.strip():
            texts.setdefault(element.tag.rpartition("}")[2], []).append(element.text.strip())
    return texts


def _list_images(tree: FileTree, folder: str) -> list[_Image]:
    images = []
    for path in tree.within(folder):
        match = _IMAGE.fullmatch(path.removeprefix(folder).lstrip("/"))
        band = parse_band_name(match["band"]) if match else None
        if match and band:
            resolution = int(match["resolution"] or _NATIVE_RESOLUTION[band])
            images.append(_Image(band, match["granule"], resolution, path))
    return images


def _choose_images(images: list[_Image], name: str, granule: str | None) -> list[_Image]:
    """Return one image per band, of one granule, at the best resolution."""
    granules = sorted({image.granule for image in images})
    if granule is not None:
        images = [image for image in images if image.granule == granule]
    elif len(granules) > 1:
        raise SceneError(
            "scene_has_many_tiles", f"The product {name} holds {len(granules)} tiles.",
            f"Choose one of the folders in its GRANULE folder, such as {granules[0]}.",
        )  # fmt: skip
    if not images:
        raise SceneError(
            "scene_unreadable", f"The product {name} holds no band images.", "Download the product again."
        )
    best: dict[str, _Image] = {}
    for image in sorted(images, key=lambda image: (image.resolution_m, image.path)):
        best.setdefault(image.band, image)
    return [best[band.name] for band in BANDS if band.name in best]


def _added_offset(metadata: dict[str, list[str]], name: str) -> float:
    """Return ADD_OFFSET in stored units, 0 for products of before baseline 04.00, which have none."""
    offsets = {float(text) for tag in _OFFSET_TAGS for text in metadata.get(tag, ())}
    if len(offsets) > 1:
        raise SceneError(
            "scene_offsets_differ", f"The product {name} has several offsets: {sorted(offsets)}.",
            "Use a product as ESA delivers it, with one offset for all bands.",
        )  # fmt: skip
    return offsets.pop() if offsets else 0.0


def _text(metadata: dict[str, list[str]], tag: str) -> str | None:
    return next(iter(metadata.get(tag, ())), None)


def _number(metadata: dict[str, list[str]], tags: tuple[str, ...]) -> float | None:
    texts = filter(None, (_text(metadata, tag) for tag in tags))
    try:
        return next((float(text) for text in texts), None)
    except ValueError:
        return None
