"""Measures a pack on a split's places and prints the figures: the command that model cards name.

python trainer/evaluate.py mining_detector_plugin/models/classifier --data my_dataset
"""

from __future__ import annotations

import sys
from pathlib import Path

if __package__ in (None, ""):
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import argparse
import json
from dataclasses import asdict

from mining_detector_plugin.engine.errors import MiningDetectorError
from mining_detector_plugin.engine.pack import Pack, load_pack
from trainer.data.dataset import METADATA_FILE, open_dataset
from trainer.data.sources import require
from trainer.evaluation.measure import evaluate_on_dataset
from trainer.packs.writer import record_figures
from trainer.predictor import onnx_predictor, torch_predictor
from trainer.tasks import task_of_kind
from trainer.tasks.task import Evaluation


def evaluate_pack(pack: Pack, data_root: Path, split: str = "val", runtime: str = "onnx") -> list[Evaluation]:
    """Return a pack's figures on the places of a split.

    Args:
        pack: of any kind that a task makes.
        data_root: a data set folder (``trainer/data/dataset.py``), or the data folder of the bundled packs.
        runtime: ``onnx`` or ``torch``.
    """
    predict = onnx_predictor(pack) if runtime == "onnx" else torch_predictor(pack)
    if (data_root / METADATA_FILE).is_file():
        return evaluate_on_dataset(pack, open_dataset(data_root), split, predict)
    return task_of_kind(pack.kind).evaluate(pack, predict, require(data_root), split)


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("pack", type=Path, help="folder of a pack")
    parser.add_argument(
        "--data", type=Path, default=Path("../shared/data"), help="a data set folder, or the data folder"
    )
    parser.add_argument("--split", default="val")
    parser.add_argument("--runtime", choices=("onnx", "torch"), default="onnx")
    parser.add_argument("--record", action="store_true", help="write the figures into the pack and its card")
    parser.add_argument("--json", type=Path, help="also write the rows to this file")
    options = parser.parse_args(arguments)
    try:
        rows = evaluate_pack(load_pack(options.pack), options.data, options.split, options.runtime)
    except MiningDetectorError as error:
        print(f"{error.message} {error.hint}", file=sys.stderr)
        return error.exit_code
    for row in rows:
        print(f"{row.data:28} {row.split:8} {row.metric:28} {row.value:8.4f}  of {row.count}  {row.note}")
    if options.record:
        data = " --data DATA" + ("" if options.split == "val" else f" --split {options.split}")
        record_figures(options.pack, rows, f"python trainer/evaluate.py {options.pack}{data}")
    if options.json:
        options.json.write_text(json.dumps([asdict(row) for row in rows], indent=2), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
