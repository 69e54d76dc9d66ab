"""The classifier's chips of made scenes: mines and others with all bands, labelled as drawn, never the demo's."""

from __future__ import annotations

import numpy as np
import pytest

from demo.canvas import LABEL_INDEX, MINE_TYPES
from demo.scene import DEMO_SEED, paint_scene
from mining_detector_plugin.engine.bands import PACK_BANDS
from trainer.data import made_chips
from trainer.data.chip_pool import MINE
from trainer.data.made_chips import made_windows


@pytest.fixture(scope="module")
def windows():
    return made_windows(6)


def test_mines_and_others_come_with_all_twelve_bands(windows):
    assert windows.chips.bands == PACK_BANDS
    assert windows.chips.presence.all()
    assert 0.05 < np.mean(windows.is_mine == MINE) < 0.6


def test_a_chip_is_a_mine_just_where_one_is_drawn(windows):
    painted = paint_scene(made_chips.FIRST_SEED, made_chips.SIDE)
    is_mine = np.isin(painted.label, [LABEL_INDEX[name] for name in MINE_TYPES])
    own = windows.take(windows.chips.places == f"made/{made_chips.FIRST_SEED}")
    stored = painted.reflectance.astype(np.float16)
    for values, labelled in zip(own.chips.values, own.is_mine, strict=True):
        row, column = next(
            (row, column)
            for row in range(0, made_chips.SIDE - 47, 32)
            for column in range(0, made_chips.SIDE - 47, 32)
            if np.array_equal(stored[:, row : row + 48, column : column + 48], values)
        )
        share = is_mine[row : row + 48, column : column + 48].mean()
        assert share >= 0.05 if labelled == MINE else share == 0


def test_the_demo_is_never_trained_on(windows):
    assert f"made/{DEMO_SEED}" not in windows.chips.places
    assert len(np.unique(windows.chips.places)) == 6


def test_none_wanted_gives_none():
    assert made_windows(0) is None
