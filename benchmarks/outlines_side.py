"""The segmenter's answers on some scenes, as a child process.

python -m benchmarks.outlines_side TILES PRECISION OUT SCENE ...

TILES is ``small``, tiles of the pack's own side, or ``large``, as the engine runs them. Writes to OUT, a NumPy file,
for each scene uint8 (height, width): the index of the mine's likeliest class, 0 where no mine is; and the runtime.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np

from benchmarks.everywhere import predictor_of, rows_everywhere
from mining_detector_plugin.engine import tiles
from mining_detector_plugin.engine.aoi import Aoi
from mining_detector_plugin.engine.dehaze import estimate_haze
from mining_detector_plugin.engine.model_folder import load_packs
from mining_detector_plugin.engine.pack import Pack
from mining_detector_plugin.engine.plan import TilePlan, grow_window
from mining_detector_plugin.engine.predictor import Predictor
from mining_detector_plugin.engine.scene import Scene, open_scene


def outline(scene: Scene, predictor: Predictor) -> np.ndarray:
    """Return uint8 (height, width): the index of the mine's likeliest class, 0 where no mine is."""
    pack = predictor.pack
    predictor.haze = estimate_haze(scene, pack.dehaze)
    parts = [
        (1 + rows.probabilities[1:].argmax(axis=0))
        * ((1 - rows.probabilities[0] >= pack.threshold("default")) & rows.is_seen)
        for rows in rows_everywhere(scene, predictor)
    ]
    return np.concatenate(parts).astype(np.uint8)


def main(tile_size: str, precision: str, out: str, *scenes: str) -> None:
    """Write the answers on all scenes."""
    predictor = predictor_of(load_packs(None)["segmenter"], precision)

    def small(scene: Scene, aoi: Aoi, pack: Pack) -> TilePlan:
        window = grow_window(aoi.window, pack.overlap // 2, scene.width, scene.height)
        return TilePlan(window, pack.tile, pack.overlap)

    answers: dict[str, Any] = {}
    with mock.patch.object(tiles, "plan_tiles", small if tile_size == "small" else tiles.plan_tiles):
        for path in scenes:
            with open_scene(path) as scene:
                answers[Path(path).stem] = outline(scene, predictor)
    answers["runtime"] = np.array(predictor.runtime_name)
    np.savez_compressed(out, **answers)


if __name__ == "__main__":
    main(*sys.argv[1:])
