"""Fits the first look of a folder's classifier on training places, and writes it into the classifier's pack.

python trainer/fit_first_look.py --models mining_detector_plugin/models --data DATA
"""

from __future__ import annotations

import sys
from pathlib import Path

if __package__ in (None, ""):
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import argparse
import warnings

from rasterio.errors import NotGeoreferencedWarning

from mining_detector_plugin.engine.model_folder import BUNDLED_MODELS
from trainer.command_errors import report_error
from trainer.data.sources import require
from trainer.first_look.fitting import Fit, fit_first_look


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code: 2 for what the user can mend."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument(
        "--models", type=Path, default=BUNDLED_MODELS, help="folder with classifier and segmenter"
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of labelled places")
    parser.add_argument(
        "--epochs", type=int, default=Fit.epochs, help="of the training (default: %(default)s)"
    )
    parser.add_argument(
        "--recall", type=float, default=Fit.recall,
        help="share of the sites found by the segmenter that must pass (default: %(default)s)",
    )  # fmt: skip
    options = parser.parse_args(arguments)
    warnings.simplefilter("ignore", NotGeoreferencedWarning)
    try:
        fit = Fit(epochs=options.epochs, recall=options.recall)
        print(fit_first_look(options.models, require(options.data), fit)["rule"])
    except (Exception, KeyboardInterrupt) as error:
        return report_error(error)
    return 0


if __name__ == "__main__":
    sys.exit(main())
