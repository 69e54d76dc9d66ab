"""Trains one recipe over several combinations of bands and indices, and compares them on held-out folds.

Every combination sees the same chips, folds and seed. The best one's pack becomes the recipe's. ``--resume`` keeps
the combinations that are finished.
"""

from __future__ import annotations

import logging
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field, model_validator

from mining_detector_plugin.engine.bands import PACK_BANDS
from mining_detector_plugin.engine.indices import INDICES
from mining_detector_plugin.engine.pack import Pack, load_pack
from trainer.data.dataset import open_dataset
from trainer.data.sources import DataError
from trainer.packs.writer import replace_pack
from trainer.tasks.out_of_fold import OUT_OF_FOLD_FILE, read_out_of_fold
from trainer.tasks.task import Section

from .band_table import Compared, compare, write_tables
from .finished import PACK_FOLDER, train_unless_finished

if TYPE_CHECKING:
    from trainer.recipe import Recipe

log = logging.getLogger("trainer")


class Combination(Section):
    """What a network is to see.

    Attributes:
        bands: by name. indices: keys of ``engine.indices.INDICES``; they may need bands that are not among ``bands``.
    """

    bands: list[str] = Field(default_factory=list)
    indices: list[str] = Field(default_factory=list)

    @model_validator(mode="after")
    def _names_are_known(self) -> Combination:
        unknown = sorted((set(self.bands) - set(PACK_BANDS)) | (set(self.indices) - set(INDICES)))
        if unknown or not (self.bands or self.indices):
            raise ValueError(f"name bands or indices; not known are {', '.join(unknown) or 'none'}")
        return self

    def all_bands(self) -> list[str]:
        """Return the bands that have to be there, in the order of ``PACK_BANDS``."""
        needed = set(self.bands).union(*(INDICES[name].bands for name in self.indices))
        return [band for band in PACK_BANDS if band in needed]


class Settings(Section):
    """What is compared.

    Attributes:
        combinations: by name; differences are to the first one.
        figure: that the best combination is chosen by: ``ap``, ``roc_auc`` or ``log_loss``.
        draws: of the bootstrap over places.
    """

    combinations: dict[str, Combination] = Field(min_length=1)
    figure: Literal["ap", "roc_auc", "log_loss"] = "ap"
    draws: int = Field(default=500, gt=0)


def run(recipe: Recipe, settings: Any, resume: bool) -> Pack:
    """Train every combination that the data allow, write ``band_search.md`` and ``.html``, return the best pack.

    Raises:
        DataError: ``bands_missing`` where the data allow none.
    """
    folder = Path(recipe.run_folder)
    held = {band for chip in open_dataset(recipe.data_root).split("train").chips for band in chip.bands}
    left_out = {
        name: missing
        for name, combination in settings.combinations.items()
        if (missing := [band for band in combination.all_bands() if band not in held])
    }
    possible = {name: one for name, one in settings.combinations.items() if name not in left_out}
    if not possible:
        raise DataError(
            "bands_missing", f"{recipe.data_root} holds {', '.join(sorted(held))}: no combination can be trained.",
            "Set procedure.settings.combinations to bands that it holds.",
        )  # fmt: skip
    compared: dict[str, Compared] = {}
    first = None
    for name, combination in possible.items():
        pack = _train(recipe, name, combination, folder / name, resume)
        scores = read_out_of_fold(folder / name / OUT_OF_FOLD_FILE, recipe.settings["labels"])
        first = first or scores
        compared[name] = compare(scores, first, pack, settings.draws)
    best = _best(compared, settings.figure)
    log.info("The best of %d combinations by %s is %s", len(compared), settings.figure, best)
    write_tables(folder, recipe, compared, left_out, settings.figure, best)
    return _copy_pack(folder / best / PACK_FOLDER, Path(recipe.pack or folder / PACK_FOLDER))


def _train(recipe: Recipe, name: str, combination: Combination, folder: Path, resume: bool) -> Pack:
    """Return the pack of one combination."""
    channels = [PACK_BANDS.index(band) for band in PACK_BANDS if band in combination.bands]
    arguments = recipe.network.arguments | {"used_channels": channels, "indices": combination.indices}
    own = recipe.changed(
        name=f"{recipe.name}-{name}", run_folder=str(folder), pack=str(folder / PACK_FOLDER),
        procedure={"name": "train", "settings": {}}, settings__bands=combination.all_bands(),
        network__arguments=arguments,
    )  # fmt: skip
    return train_unless_finished(own, resume)


def _best(compared: dict[str, Compared], figure: str) -> str:
    sign = -1 if figure == "log_loss" else 1
    return max(compared, key=lambda name: sign * compared[name].figures[figure].value)


def _copy_pack(source: Path, folder: Path) -> Pack:
    """Copy a pack so that it appears whole or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = folder.parent / f".{folder.name}.draft" / folder.name
    shutil.rmtree(draft.parent, ignore_errors=True)
    shutil.copytree(source, draft)
    replace_pack(draft, folder)
    shutil.rmtree(draft.parent)
    return load_pack(folder)
