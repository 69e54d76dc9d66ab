"""Made scenes as a data set: all mine types with all twelve bands. Nothing in them was measured."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from demo.canvas import LABEL_INDEX
from demo.scene import ACQUIRED, DEMO_SEED, SMALLEST_SIZE, MadeScene, paint_scene
from mining_detector_plugin.engine.bands import PACK_BANDS
from trainer.data.dataset import UNLABELLED, Chip

from .built_chip import BuiltChip, SiteOutline, shown_classes, trace_sites
from .parts import BuildError, Part, PartNotes
from .windows import covering_windows

CLASSES = ("background", "open_pit", "waste_dump", "tailings", "artisanal", "mine_ground")
_LABELS = ("open_pit", "waste_dump", "tailings", "artisanal", "mine_yard")
#: A pixel under a cloud at least this opaque is unlabelled.
_CLOUDED = 0.3
#: Of ten scenes in a row seven are for training, and the others' splits.
_SPLIT_OF_TEN = ("train", "train", "val", "train", "train", "test", "train", "val", "train", "train")


def made_parts(scenes: int, size: int, seed: int, chip_size: int) -> list[Part]:
    """Return a part per scene.

    Args:
        scenes: how many.
        size: side of a scene in pixels.
        seed: of the first scene; the others' follow. The demo's own is refused.
        chip_size: side of a chip in pixels.

    Raises:
        BuildError: ``options_invalid``.
    """
    if seed <= DEMO_SEED < seed + scenes:
        raise BuildError(
            "options_invalid", f"The seeds would hold {DEMO_SEED}, the demo's own.", "Choose another --seed."
        )
    if size < SMALLEST_SIZE or scenes < 1:
        raise BuildError(
            "options_invalid", f"{scenes} scenes of {size} pixels can't be made.",
            f"Use at least one scene of at least {SMALLEST_SIZE} pixels.",
        )  # fmt: skip
    return [
        Part(
            f"made-{seed + index}", made_chips,
            {"seed": seed + index, "size": size, "chip_size": chip_size, "split": _SPLIT_OF_TEN[index % 10]},
        )
        for index in range(scenes)
    ]  # fmt: skip


def made_chips(
    done: Collection[str], notes: PartNotes, seed: int, size: int, chip_size: int, split: str
) -> Iterator[BuiltChip]:
    """Yield the chips of one made scene; each mine that is large enough in a chip has its own box."""
    painted = paint_scene(seed, size)
    mask = np.zeros(painted.label.shape, np.uint8)
    for code, name in enumerate(_LABELS, start=1):
        mask[painted.label == LABEL_INDEX[name]] = code
    mask[painted.cloud >= _CLOUDED] = UNLABELLED
    for window in covering_windows(size, size, chip_size):
        name = f"made-{seed}-{window.row_off}-{window.col_off}"
        if name in done:
            continue
        part = window.toslices()
        codes = mask[part]
        shown = shown_classes(codes, CLASSES)
        chip = Chip(
            id=name, split=split, place=f"made/{seed}", region="", source=f"made_scenes/{seed}", date=ACQUIRED[:10],
            lon=float("nan"), lat=float("nan"), width=int(window.width), height=int(window.height), resolution_m=10.0,
            bands=PACK_BANDS, tags=("mine", *shown) if shown else (), origin="import", has_mask=True,
        )  # fmt: skip
        yield BuiltChip(
            chip, painted.reflectance[(slice(None), *part)], np.ones(codes.shape, bool), codes,
            tuple(_sites(painted, codes, part)),
        )  # fmt: skip


def _sites(painted: MadeScene, codes: np.ndarray, part: tuple[slice, slice]) -> Iterator[SiteOutline]:
    for mine in painted.mines:
        code = CLASSES.index(mine.type)
        yield from trace_sites((painted.site[part] == mine.site) & (codes == code), code - 1)
