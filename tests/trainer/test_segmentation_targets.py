"""What the labels of each source become: classes, ignored pixels, and bags of which some pixels are a mine."""

from __future__ import annotations

import numpy as np

from trainer.data.segmentation_targets import (
    ARTISANAL,
    BACKGROUND,
    FIRST_BAG,
    IGNORED,
    MINE_GROUND,
    OPEN_PIT,
    TAILINGS,
    change_target,
    is_green,
    mine_chip_target,
    quarry_target,
    tailings_target,
)

FOREST = np.array([0.045, 0.075, 0.09], np.float32)
BARE = np.array([0.20, 0.15, 0.12], np.float32)
TURQUOISE = np.array([0.10, 0.20, 0.18], np.float32)


def image(*pixels) -> np.ndarray:
    """Return (3, 1, count) from colours."""
    return np.stack(pixels, axis=1)[:, None]


def test_dense_forest_alone_is_green():
    assert is_green(image(FOREST, BARE, TURQUOISE)).tolist() == [[True, False, False]]


def test_forest_inside_a_generous_outline_is_ignored_and_tailings_stay():
    mask = np.array([[1, 1, 2, 2, 0]], np.uint8)
    target = tailings_target(mask, image(FOREST, BARE, FOREST, BARE, BARE), has_mine_polygons=True)
    assert target.tolist() == [[IGNORED, MINE_GROUND, TAILINGS, TAILINGS, BACKGROUND]]


def test_bare_ground_near_tailings_is_ignored_where_nobody_outlined_mine_ground():
    width = 200
    mask = np.zeros((1, width), np.uint8)
    mask[0, 0] = 2
    rgb = np.repeat(BARE[:, None], width, axis=1)[:, None].copy()
    rgb[:, 0, 5] = FOREST
    target = tailings_target(mask, rgb, has_mine_polygons=False)
    assert target[0, 0] == TAILINGS
    assert target[0, 5] == BACKGROUND
    assert (target[0, [1, 20]] == IGNORED).all()
    assert target[0, -1] == BACKGROUND


def test_unlabelled_ground_beside_the_quarry_is_not_background():
    target = quarry_target(np.array([[0, 1, 9, 10]], np.uint8))
    assert target.tolist() == [[IGNORED, BACKGROUND, BACKGROUND, OPEN_PIT]]


def test_only_vegetation_that_turned_bare_is_a_scar():
    forest, bare, between = (0.03, 0.30), (0.20, 0.25), (0.08, 0.25)
    before = np.array([forest, forest, bare, forest, bare]).T[:, None]
    after = np.array([forest, bare, bare, between, forest]).T[:, None]
    assert change_target(before, after).tolist() == [[BACKGROUND, ARTISANAL, IGNORED, IGNORED, BACKGROUND]]


def test_what_is_not_forest_in_a_mine_chip_is_one_bag():
    rgb = image(*([FOREST] * 20 + [BARE] * 20))
    target = mine_chip_target(rgb, bag=3)
    assert (target[0, :20] == BACKGROUND).all()
    assert (target[0, 20:] == FIRST_BAG + 3).all()


def test_a_mine_chip_that_is_all_forest_to_the_rule_is_a_bag_as_a_whole():
    assert (mine_chip_target(image(*([FOREST] * 20)), bag=0) == FIRST_BAG).all()
