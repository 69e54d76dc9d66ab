"""Fits the confidence of mines for a folder of packs, on places that no pack was trained on, and writes fusion.json.

python trainer/fit_fusion.py --models mining_detector_plugin/models --data DATA --split val --quarry-date 20230209
"""

from __future__ import annotations

import sys
from pathlib import Path

if __package__ in (None, ""):
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import argparse
import json
import warnings
from typing import Any

from rasterio.errors import NotGeoreferencedWarning

from mining_detector_plugin.engine.fusion import FUSION_FILE
from mining_detector_plugin.engine.model_folder import BUNDLED_MODELS
from trainer.command_errors import report_error
from trainer.fusion.fitting import Places, adopt_fusion, fit_folder, measure_folder, write_fusion


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code: 2 for what the user can mend."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument(
        "--models", type=Path, default=BUNDLED_MODELS, help="folder with classifier, detector and segmenter"
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of labelled places")
    parser.add_argument("--split", default="val", help="of places that no pack was trained on (default val)")
    parser.add_argument(
        "--quarry-date", help="that no pack was trained on; without it the quarry is left out"
    )
    parser.add_argument("--out", type=Path, help="file to write; default: fusion.json beside the packs")
    parser.add_argument(
        "--adopt", type=Path, metavar="FOLDER",
        help="take over the fusion of this folder's packs: --models holds the same recipes' packs, refitted on more",
    )  # fmt: skip
    parser.add_argument(
        "--measure", action="store_true", help="measure the fusion that is there, and write figures to --out alone"
    )  # fmt: skip
    options = parser.parse_args(arguments)
    warnings.simplefilter("ignore", NotGeoreferencedWarning)
    try:
        _run(options)
    except (Exception, KeyboardInterrupt) as error:
        return report_error(error)
    return 0


def _run(options: argparse.Namespace) -> None:
    places = Places(options.data, options.split, options.quarry_date)
    if options.measure:
        measured = measure_folder(options.models, places)
        if options.out:
            write_fusion(options.out, measured)
        _tell(measured)
        return
    path = options.out or options.models / FUSION_FILE
    fields = (
        adopt_fusion(options.adopt, options.models) if options.adopt else fit_folder(options.models, places)
    )
    write_fusion(path, fields)
    names = ", ".join(fields["features"])
    print(f"Confidence from {names}; thresholds {json.dumps(fields['thresholds'])}")
    _tell(fields["measured"])
    print(path)


def _tell(measured: dict[str, Any]) -> None:
    """Print figures of a fusion."""
    ends = measured["calibration_error_interval"]
    told = "no interval" if ends is None else f"95 % interval {ends[0]:.3f} to {ends[1]:.3f} over places"
    print(
        f"Calibration error {measured['calibration_error']:.3f} ({told}; {measured['calibration_error_by_chance']:.3f} "
        f"would be chance, {measured['calibration_error_of_fixed_weights']:.3f} by fixed weights), "
        f"{measured['polygons']} polygons, {measured['true']} of them true, at {len(measured['places'])} places, "
        f"{measured['sites']} sites."
    )
    for row in measured["reliability"]:
        print(f"  confidence {row['confidence']:.2f}: {row['true_share']:.2f} of {row['count']} are true")
    for name, point in measured.get("thresholds", {}).items():
        print(
            f"  {name}: from {point['confidence']:.3f} on {point['polygons']} polygons, "
            f"precision {point['precision'] or 0:.2f}, {point['recall']:.2f} of {point['sites']} sites found"
        )


if __name__ == "__main__":
    sys.exit(main())
