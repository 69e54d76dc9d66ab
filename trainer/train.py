"""Trains a pack from a recipe: data, folds, training, calibration, figures on val, pack, card and report.

python trainer/train.py trainer/recipes/classifier.yaml --set train.epochs=3 --out /tmp/classifier
"""

from __future__ import annotations

import sys
from pathlib import Path

if __package__ in (None, ""):
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import argparse
import json
import os
import re

from mining_detector_plugin.engine.errors import MiningDetectorError, describe_error
from trainer.recipe import load_recipe
from trainer.training import run_recipe


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code: 2 for what the user can mend."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("recipe", type=Path, help="YAML file, such as trainer/recipes/classifier.yaml")
    parser.add_argument(
        "--set", action="extend", nargs="+", default=[], metavar="KEY=VALUE", help="change keys of the recipe"
    )
    parser.add_argument("--out", type=Path, help="folder of the pack, in place of the recipe's")
    parser.add_argument("--resume", action="store_true", help="go on from the run folder's last checkpoint")
    options = parser.parse_args(arguments)
    changes = list(options.set) + ([f"pack={json.dumps(os.fspath(options.out))}"] if options.out else [])
    try:
        run_recipe(load_recipe(options.recipe, changes), options.resume)
    except Exception as error:
        return _report(error)
    except KeyboardInterrupt as error:
        return _report(error)
    return 0


def _report(error: BaseException) -> int:
    """Show an error once; a run that stopped for want of disk or of a process says how it goes on."""
    shown, exit_code = describe_error(error)
    # torch raises a bare RuntimeError for it, in two wordings.
    if re.search("DataLoader worker.*(killed|exited unexpectedly)", str(error)):
        shown = MiningDetectorError(
            "loader_killed", f"A process that reads the data was killed: {error}.",
            "Lower settings.workers or train.batch_size.",
        )  # fmt: skip
        exit_code = 2
    resumable = shown.code in (
        "loader_killed",
        "no_disk_space",
        "cancelled",
        "out_of_memory",
        "loss_not_finite",
    )
    more = " What was trained so far is kept: run the same command with --resume." if resumable else ""
    print(f"{shown.message} {shown.hint}{more}", file=sys.stderr)
    if shown.code == "internal":
        raise error
    return exit_code


if __name__ == "__main__":
    sys.exit(main())
