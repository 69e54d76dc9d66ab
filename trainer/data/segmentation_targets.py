"""From what each source labels to what the segmenter learns: a target code per pixel.

Codes below ``IGNORED`` are classes. ``IGNORED`` pixels give no gradient. Codes from ``FIRST_BAG`` on name
bags: of all pixels with one such code, some show an artisanal scar, and nobody said which. Codes from
``FIRST_EMPTY_BAG`` on are background, in a chip that surely holds no mine at all.
"""

from __future__ import annotations

import numpy as np
from scipy import ndimage

#: The segmenter's classes in the order of its logits; the first is the background.
CLASSES = ("background", "tailings", "open_pit", "artisanal", "mine_ground")
BACKGROUND, TAILINGS, OPEN_PIT, ARTISANAL, MINE_GROUND = range(len(CLASSES))
IGNORED = 255
FIRST_BAG = 256
FIRST_EMPTY_BAG = 512

#: Unlabelled mine ground lies beside tailings: so near to them bare pixels are not surely background.
_MINE_SURROUNDINGS_PX = 60
#: NDVI above which a pixel is surely vegetated, and below which it is surely bare or water.
_NDVI_VEGETATED, _NDVI_BARE = 0.6, 0.4
_SMALLEST_BAG = 12


def is_green(reflectance: np.ndarray, contrast: float = 0.08, brightest: float = 0.11) -> np.ndarray:
    """Return where RGB alone shows dense vegetation: dark, and greener than red.

    Top-of-atmosphere forest has (green - red) / (green + red) above .1 and a green below .1; turquoise water
    has the first and not the second. Both limits were chosen by eye on training chips.

    Args:
        reflectance: float32 (3, height, width), red, green, blue, 0-1.
        contrast: smallest (green - red) / (green + red).
        brightest: highest green.

    Returns:
        bool (height, width).
    """
    red, green, _ = reflectance
    return ((green - red) > contrast * (green + red)) & (green < brightest)


def tailings_target(mask: np.ndarray, rgb: np.ndarray, has_mine_polygons: bool) -> np.ndarray:
    """Return the target of a tailings scene.

    Other mine ground is a weak label: where it is green, it is the outline's generosity, and ignored. Where
    nobody outlined it, bare pixels near tailings are most likely mine ground too, and ignored.

    Args:
        mask: uint8 (height, width), 0 background, 1 other mine ground, 2 tailings.
        rgb: float32 (3, height, width), reflectance.
        has_mine_polygons: whether class 1 was outlined in this scene at all.

    Returns:
        int16 (height, width).
    """
    target = np.full(mask.shape, BACKGROUND, dtype=np.int16)
    green = is_green(rgb, contrast=0.02, brightest=0.13)
    if has_mine_polygons:
        target[mask == 1] = MINE_GROUND
        target[(mask == 1) & green] = IGNORED
    elif (mask == 2).any():
        distance = ndimage.distance_transform_edt(mask != 2)
        target[(distance <= _MINE_SURROUNDINGS_PX) & ~green] = IGNORED
    target[mask == 2] = TAILINGS
    return target


def quarry_target(mask: np.ndarray) -> np.ndarray:
    """Return the target of the quarry scene: 10 is quarry, 1-9 are other land cover, 0 is unlabelled.

    Args:
        mask: uint8 (height, width).

    Returns:
        int16 (height, width).
    """
    target = np.full(mask.shape, IGNORED, dtype=np.int16)
    target[(mask >= 1) & (mask <= 9)] = BACKGROUND
    target[mask == 10] = OPEN_PIT
    return target


def change_target(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Return the target of the later image of a place where an artisanal mine opened between two dates.

    What was vegetated and turned bare or wet is the scar; what is vegetated now is background; what was bare
    already (a road, a river, an older scar) and what is in between is ignored.

    Args:
        before, after: float32 (2, height, width), red and near infrared reflectance.

    Returns:
        int16 (height, width), for ``after``.
    """
    ndvi_before, ndvi_after = (
        (infrared - red) / np.maximum(infrared + red, 1e-4) for red, infrared in (before, after)
    )
    target = np.full(ndvi_after.shape, IGNORED, dtype=np.int16)
    target[ndvi_after > _NDVI_VEGETATED] = BACKGROUND
    target[(ndvi_before > _NDVI_VEGETATED - 0.05) & (ndvi_after < _NDVI_BARE)] = ARTISANAL
    return target


def mine_chip_target(rgb: np.ndarray, bag: int) -> np.ndarray:
    """Return the target of a chip that holds an artisanal mine: green is background, the rest a bag.

    Args:
        rgb: float32 (3, height, width), reflectance.
        bag: number of the bag from 0, unique within a tile.

    Returns:
        int16 (height, width).
    """
    green = is_green(rgb)
    if (~green).sum() < _SMALLEST_BAG:
        green[:] = False
    return np.where(green, BACKGROUND, FIRST_BAG + bag).astype(np.int16)
