"""Tells whether a spectral precision filter would help a folder of packs, by look-alikes that have SWIR bands.

python trainer/measure_filter.py --models mining_detector_plugin/models --data DATA --quarry-date 20230209
"""

from __future__ import annotations

import sys
from pathlib import Path

if __package__ in (None, ""):
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import argparse

from mining_detector_plugin.engine.model_folder import BUNDLED_MODELS
from trainer.command_errors import report_error
from trainer.precision.look_alikes import collect_look_alikes, measure_look_alikes


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code: 2 for what the user can mend."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--models", type=Path, default=BUNDLED_MODELS, help="folder of packs")
    parser.add_argument(
        "--data", type=Path, default=Path("../shared/data"),
        help="with six_band_chips/train.npz and val.npz, quarry_scene, land_chips_12_band.npz",
    )  # fmt: skip
    parser.add_argument(
        "--quarry-date", default="20230209", help="that no pack was trained on (default 20230209)"
    )
    parser.add_argument(
        "--threshold", type=float, help="of a pixel, 0-1, below the packs' own: more look-alikes"
    )
    options = parser.parse_args(arguments)
    try:
        hits = collect_look_alikes(options.models, options.data, options.quarry_date, options.threshold)
        rows, told = measure_look_alikes(hits)
    except (Exception, KeyboardInterrupt) as error:
        return report_error(error)
    for name, text in told.items():
        print(f"Fitted on {name}, {text}")
    for row in rows:
        true = _told("true", row.true, row.lost, row.lost_interval)
        false = _told("false", row.false, row.removed, row.removed_interval)
        print(f"  {row.fitted_on} -> {row.source}, {row.places} places: {true}, {false}")
    return 0


def _told(kind: str, count: int, share: float, ends: tuple[float, float] | None) -> str:
    """Return how many hits of a kind there are, and what share of them goes."""
    if not count:
        return f"no {kind} hit"
    between = "no interval" if ends is None else f"{ends[0]:.1%} to {ends[1]:.1%}"
    return f"{share:.1%} of {count} {kind} hits go ({between})"


if __name__ == "__main__":
    sys.exit(main())
