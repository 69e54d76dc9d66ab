"""Training tiles of chips: boxes where the mines are, their surroundings known, the rest unknown."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs torch, which is not installed")
from trainer.data.augment import Jitter  # noqa: E402
from trainer.data.chip_tiles import chip_tile, pool_chips  # noqa: E402
from trainer.data.detection import CLASSES, UNKNOWN, boxes_of  # noqa: E402
from trainer.data.samples import Chips  # noqa: E402

STILL = Jitter(gain=0, offset=0, gamma=0, haze=0, noise=0)
ARTISANAL = CLASSES.index("artisanal")


def chips_of(source: str, mines: int, count: int, side: int = 16) -> Chips:
    """Mines are bright, all else is dark; bands are told apart by their value."""
    is_mine = np.arange(count) < mines
    values = np.where(is_mine, 200, 50)[:, None, None, None] + np.array([3, 2, 1])[:, None, None]
    return Chips(
        np.broadcast_to(values, (count, 3, side, side)).astype(np.uint8), ("B04", "B03", "B02"), 0.001, source,
        np.where(is_mine, "mine", "no_mine"), np.full(count, "here"),
        np.array([f"group{n % 3 + 3 * m}" for n, m in enumerate(is_mine)]), np.zeros((count, 2), np.float32),
    )  # fmt: skip


def tiles(count: int = 20, scales: tuple[float, float] = (0.7, 1.4)):
    pool = pool_chips(
        [chips_of("rgb_chips", 10, 60), chips_of("somewhere", 0, 20, side=24)], [0.7, 0.3], side=16
    )
    generator, chance = np.random.default_rng(0), torch.Generator().manual_seed(0)
    return [chip_tile(pool, 64, scales, 0.2, STILL, generator, chance) for _ in range(count)]


def test_boxes_lie_where_the_mines_are_seen():
    found = 0
    for tile in tiles():
        boxes, numbers = boxes_of(tile.objects)
        assert numbers.tolist() == list(range(1, len(tile.classes) + 1))
        assert set(tile.classes) <= {ARTISANAL}
        for x0, y0, x1, y1 in boxes.astype(int):
            assert tile.reflectance[:, y0:y1, x0:x1].mean() > 0.14
            assert min(x1 - x0, y1 - y0) >= 5
            found += 1
    assert found > 20


def test_bands_come_in_the_order_of_the_pack():
    tile = tiles(1)[0]
    assert (tile.reflectance[0] < tile.reflectance[1]).all() and (
        tile.reflectance[1] < tile.reflectance[2]
    ).all()


def test_of_a_scar_it_is_known_only_that_it_is_one():
    for tile in tiles():
        is_site = tile.objects > 0
        assert (tile.weight[ARTISANAL][is_site] == 1).all()
        assert (tile.weight[:ARTISANAL, is_site] == 0).all()
        # What is cut too far to be a site is bright, and unknown.
        is_cut = (tile.reflectance[0] > 0.19) & ~is_site
        assert (tile.weight[:, is_cut] == 0).all()
        assert (tile.weight[:, tile.reflectance[0] < 0.06] == 1).all()


def test_labels_of_pixels_are_those_of_their_chip():
    mines = others = 0
    for tile in tiles():
        assert set(np.unique(tile.dense)) <= {24, 25, UNKNOWN}
        bright = tile.reflectance[0] > 0.12
        mines += int((tile.dense == 24).sum())
        others += int((tile.dense == 25).sum())
        # Fades shift the edge of a chip by a few pixels.
        assert (bright == (tile.dense == 24)).mean() > 0.95
    assert 0 < mines < others


def test_copies_of_a_chip_go_on_in_their_mirror_images_without_a_seam():
    ramp = np.arange(16)[:, None] * 8 + np.arange(16)[None] * 4
    values = np.broadcast_to(ramp, (1, 3, 16, 16)).astype(np.uint8)
    pool = pool_chips([replace(chips_of("rgb_chips", 0, 1), values=values)], [1.0], side=16)
    generator, chance = np.random.default_rng(0), torch.Generator().manual_seed(0)
    for copies, largest in ((1, 0.1), (5, 0.009)):
        tile = chip_tile(pool, 64, (1.0, 1.0), 0.0, STILL, generator, chance, copies)
        steps = max(np.abs(np.diff(tile.reflectance[0], axis=axis)).max() for axis in (0, 1))
        assert (steps > 0.009) == (copies == 1) and steps <= largest + 1e-6


def test_each_copy_of_a_chip_with_a_mine_is_a_site():
    pool = pool_chips([chips_of("rgb_chips", 5, 6)], [1.0], side=16)
    generator, chance = np.random.default_rng(2), torch.Generator().manual_seed(0)
    drawn = [chip_tile(pool, 64, (1.0, 1.0), 0.25, STILL, generator, chance, copies=3) for _ in range(20)]
    assert max(len(tile.classes) for tile in drawn) >= 6
    for tile in drawn:
        # Fades darken the edge of a block by a few pixels.
        assert not tile.classes or (tile.reflectance[0][tile.objects > 0] > 0.12).mean() > 0.9


def test_large_groups_are_drawn_less_than_their_size():
    chips = chips_of("rgb_chips", 0, 100)
    groups = np.where(np.arange(100) < 90, "large", "small")
    pool = pool_chips([replace(chips, groups=groups)], [1.0], side=16)
    assert pool.chance.sum() == pytest.approx(1)
    assert pool.chance[:90].sum() == pytest.approx(np.sqrt(90) / (np.sqrt(90) + np.sqrt(10)))
