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

from trainer.command_errors import report_error
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
    except (Exception, KeyboardInterrupt) as error:
        return report_error(error, can_resume=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
