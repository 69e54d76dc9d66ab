"""Painted scenes for training, by seed. Nothing in them was measured, and the demo's own scene is never among them."""

from __future__ import annotations

from collections.abc import Iterator

from demo.scene import DEMO_SEED, MadeScene, paint_scene


def painted_scenes(first_seed: int, count: int, size: int) -> Iterator[tuple[int, MadeScene]]:
    """Yield made scenes with their seeds, ``first_seed`` and those after it; size is the side in pixels."""
    for seed in range(first_seed, first_seed + count):
        assert seed != DEMO_SEED, "the demo shows how models do on a scene that they never saw"
        yield seed, paint_scene(seed, size)
