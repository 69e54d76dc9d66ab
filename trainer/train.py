"""Trains a pack from a recipe: data, network, training, thresholds, figures on val, pack and card.

python trainer/train.py trainer/recipes/classifier.yaml --set train.epochs=3 --out /tmp/classifier
"""

from __future__ import annotations

import sys
from pathlib import Path

if __package__ in (None, ""):
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import argparse
import json
import logging
import os
import platform
from importlib.metadata import version

import lightning
import torch
import yaml

from mining_detector_plugin.engine.errors import MiningDetectorError
from mining_detector_plugin.engine.networks import build_network
from mining_detector_plugin.engine.pack import Pack
from trainer.data.sources import require
from trainer.evaluate import evaluate_pack
from trainer.loop import fit
from trainer.packs.metadata import Identity
from trainer.packs.writer import write_pack
from trainer.recipe import Recipe, RecipeError, load_recipe
from trainer.tasks import task_class

log = logging.getLogger("trainer")
_LIBRARIES = ("torch", "lightning", "numpy", "onnx", "onnxruntime", "safetensors", "timm", "scikit-learn")


def train(recipe: Recipe, resume: bool = False) -> Pack:
    """Run a recipe and return the finished pack.

    Args:
        recipe: checked, see ``load_recipe``.
        resume: go on from the run folder's last checkpoint.

    Raises:
        MiningDetectorError: data are missing, or there is nothing to resume.
    """
    run_folder = Path(recipe.run_folder)
    data_root = require(Path(recipe.data_root))
    checkpoint = run_folder / "checkpoints" / "last.ckpt"
    if resume and not checkpoint.is_file():
        raise RecipeError(
            "nothing_to_resume", f"There is no checkpoint in {checkpoint.parent}.", "Start without --resume."
        )
    _start_folder(run_folder, recipe, resume)
    torch.set_num_threads(recipe.train.threads)
    lightning.seed_everything(recipe.seed, verbose=False)
    task_type = task_class(recipe.task)
    task = task_type(recipe.task_settings(), data_root, recipe.train.batch_size, recipe.seed)
    network = build_network(recipe.network.name, recipe.network.arguments)
    log.info("%d steps an epoch", task.steps_per_epoch)
    network = fit(recipe, task, network, resume)
    folder = Path(recipe.pack) if recipe.pack else run_folder / "pack"
    with torch.no_grad():
        fields = task.pack_fields(network)
    pack = write_pack(
        folder, network, recipe.network.name, recipe.network.arguments,
        Identity(task_type.kind, recipe.name, recipe.version, recipe.description, recipe.license), fields,
        lambda draft: evaluate_pack(draft, data_root),
        "python trainer/evaluate.py {folder} --data DATA",
    )  # fmt: skip
    for row in pack.metadata["evaluation"]:
        log.info("%s %s %s %.4f of %d", row["data"], row["split"], row["metric"], row["value"], row["count"])
    log.info("The pack is in %s", folder)
    return pack


def _start_folder(run_folder: Path, recipe: Recipe, resume: bool) -> None:
    """Make the run's folder with the resolved recipe and the versions in use; clear an older run's curves."""
    run_folder.mkdir(parents=True, exist_ok=True)
    (run_folder / "recipe.yaml").write_text(
        yaml.safe_dump(recipe.model_dump(), sort_keys=False), encoding="utf-8"
    )
    versions = {"python": platform.python_version()} | {name: version(name) for name in _LIBRARIES}
    (run_folder / "versions.json").write_text(json.dumps(versions, indent=2), encoding="utf-8")
    if not resume:
        (run_folder / "curves.csv").unlink(missing_ok=True)
    for handler in list(log.handlers):
        log.removeHandler(handler)
        handler.close()
    log.setLevel(logging.INFO)
    for handler in (logging.FileHandler(run_folder / "run.log"), logging.StreamHandler()):
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        log.addHandler(handler)


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code: 2 for what the user can mend."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("recipe", type=Path, help="YAML file, such as trainer/recipes/classifier.yaml")
    parser.add_argument(
        "--set", action="append", default=[], metavar="KEY=VALUE", help="change a key of the recipe"
    )
    parser.add_argument("--out", type=Path, help="folder of the pack, in place of the recipe's")
    parser.add_argument("--resume", action="store_true", help="go on from the run folder's last checkpoint")
    options = parser.parse_args(arguments)
    changes = list(options.set) + ([f"pack={json.dumps(os.fspath(options.out))}"] if options.out else [])
    try:
        train(load_recipe(options.recipe, changes), options.resume)
    except MiningDetectorError as error:
        print(f"{error.message} {error.hint}", file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
