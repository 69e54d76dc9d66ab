"""From finished trainings to a folder of packs that the plugin can load, and from there to the plugin itself."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mining_detector_plugin.engine.fusion import FUSION_FILE
from mining_detector_plugin.engine.model_folder import KINDS, load_packs
from mining_detector_plugin.engine.pack import METADATA_FILE, load_pack
from trainer.packs.card import write_card
from trainer.packs.metadata import read_metadata, write_metadata
from trainer.packs.writer import replace_pack

from .stage import BuildError, TrainingStage

#: A refitted pack takes these from the run that was measured: nothing is left to fit or to measure them on.
_MEASURED_FIELDS = (
    "thresholds", "threshold_rule", "calibration", "evaluation", "robustness", "places", "precision_filter",
    "first_look",
)  # fmt: skip
#: Two packs of one recipe have these alike.
_RECIPE_FIELDS = (
    "mlm:name",
    "network",
    "mlm:output",
    "bands_needed",
    "tile",
    "overlap",
    "stride",
    "activation",
)


def require_measured(folder: Path) -> None:
    """Check that a folder holds a whole run on ``train`` alone, with its figures.

    Raises:
        BuildError: ``measured_missing``.
    """
    missing = [kind for kind in KINDS if not (folder / kind / METADATA_FILE).is_file()]
    unmeasured = [kind for kind in KINDS if kind not in missing and not _is_measured(folder / kind)]
    if missing or unmeasured:
        what = [f"no {' and no '.join(missing)}"] * bool(missing)
        what += [f"no figures of the {' and the '.join(unmeasured)}"] * bool(unmeasured)
        raise BuildError(
            "measured_missing", f"{folder} holds {' and '.join(what)}.",
            "A refit keeps the thresholds and figures of a run on train alone: run with --split train first, or name "
            "its folder with --measured.",
        )  # fmt: skip


def _is_measured(pack: Path) -> bool:
    metadata = read_metadata(pack)
    return bool(metadata["evaluation"]) and "refit" not in metadata


def assemble(stages: Mapping[str, TrainingStage], out: Path, measured: Path | None = None) -> None:
    """Put the packs of finished trainings into a folder, each whole or not at all.

    Args:
        stages: by kind, all finished.
        out: gets a folder for each kind.
        measured: for a refit: packs of the same recipes that learnt from ``train`` alone, with their figures.

    Raises:
        BuildError: ``recipe_differs`` where a refitted pack is not of the measured one's recipe.
    """
    for kind, stage in stages.items():
        if measured is not None:
            _require_same_recipe(kind, read_metadata(stage.pack), read_metadata(measured / kind))
    for kind, stage in stages.items():
        with _draft_of(stage.pack, out / kind) as draft:
            if measured is not None:
                _take_measured(draft, measured / kind, stage.recipe.settings["splits"])


def install(out: Path, models: Path, is_fused: bool = True) -> None:
    """Put a complete folder of packs in place of another one, such as the plugin's own.

    Args:
        out: of the build. models: gets its packs.
        is_fused: the build has a fusion; else none is left in ``models``, as an older one is of other packs.

    Raises:
        PackError: a pack is not valid; nothing is replaced then.
        BuildError: ``not_complete``.
    """
    wanted = (*KINDS, FUSION_FILE) if is_fused else KINDS
    missing = [name for name in wanted if not (out / name).exists()]
    if missing:
        raise BuildError(
            "not_complete", f"{out} lacks {' and '.join(missing)}: nothing was replaced.",
            "Run the same command again: it goes on where it stopped.",
        )  # fmt: skip
    load_packs(str(out))
    for kind in KINDS:
        with _draft_of(out / kind, models / kind):
            pass
    if is_fused:
        shutil.copyfile(out / FUSION_FILE, models / FUSION_FILE)
    else:
        (models / FUSION_FILE).unlink(missing_ok=True)


@contextmanager
def _draft_of(pack: Path, folder: Path) -> Iterator[Path]:
    """Copy a pack for changes inside the block, and move it to its folder when they are made."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as temporary:
        draft = Path(temporary) / folder.name
        shutil.copytree(pack, draft)
        yield draft
        load_pack(draft)
        replace_pack(draft, folder)


def _take_measured(draft: Path, measured: Path, splits: list[str]) -> None:
    """Give a refitted pack the thresholds, calibration and figures of the measured one, and say so in its card."""
    metadata, known = read_metadata(draft), read_metadata(measured)
    metadata |= {name: known[name] for name in _MEASURED_FIELDS if name in known}
    origin = {name: known[name] for name in ("version", "created")} | {"sha256": load_pack(measured).sha256()}
    metadata["refit"] = {"splits": splits, "measured": origin}
    if "places" in known:
        shutil.copyfile(measured / known["places"]["map"], draft / known["places"]["map"])
    if "first_look" in known:
        shutil.copyfile(measured / known["first_look"]["graph"], draft / known["first_look"]["graph"])
    write_metadata(draft, metadata)
    write_card(draft, metadata)


def _require_same_recipe(kind: str, metadata: dict[str, Any], known: dict[str, Any]) -> None:
    different = [name for name in _RECIPE_FIELDS if metadata[name] != known[name]]
    if different:
        raise BuildError(
            "recipe_differs",
            f"The refitted {kind} and the measured one differ in {', '.join(different)}: they are not of one recipe.",
            "Run --split train with this recipe first.",
        )
