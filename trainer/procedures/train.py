"""The usual procedure: train each fold once, and make a pack of the result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mining_detector_plugin.engine.pack import Pack
from trainer.tasks.task import Section

if TYPE_CHECKING:
    from trainer.recipe import Recipe


class Settings(Section):
    """There is nothing to set: the recipe says it all."""


def run(recipe: Recipe, settings: Any, resume: bool) -> Pack:
    """Train and return the pack; see ``trainer.training.train``."""
    from trainer.training import train

    return train(recipe, resume)
