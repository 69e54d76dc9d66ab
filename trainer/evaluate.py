"""Measures packs: one on a split, as model cards name it; a folder of three; or many on a test set, as a leaderboard.

python trainer/evaluate.py mining_detector_plugin/models/classifier --data my_dataset
python trainer/evaluate.py --pack mining_detector_plugin/models --data DATA --split val --json figures.json
python trainer/evaluate.py robustness --pack mining_detector_plugin/models --data DATA --json robustness.json
python trainer/evaluate.py leaderboard my_packs/* --datasets my_datasets --out my_leaderboard
"""

from __future__ import annotations

import sys
from pathlib import Path

if __package__ in (None, ""):
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import argparse
import json
from dataclasses import asdict

from mining_detector_plugin.engine.pack import Pack, load_pack
from trainer.command_errors import report_error
from trainer.data.dataset import METADATA_FILE, open_dataset
from trainer.data.sources import require
from trainer.evaluation.bundled.command import (
    bundled_parser,
    measure_changes,
    measure_folder,
    robustness_parser,
)
from trainer.evaluation.intervals import DRAWS
from trainer.evaluation.leaderboard import Leaderboard, build_leaderboard, place_of
from trainer.evaluation.markdown import markdown_of
from trainer.evaluation.on_dataset import evaluate_on_dataset
from trainer.evaluation.page import page_of
from trainer.evaluation.test_set import PROJECT, load_test_set
from trainer.packs.metadata import told_folder
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
    """Run the command and return its exit code: 2 for what the user can mend."""
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        if arguments[:1] == ["leaderboard"]:
            show_leaderboard(_leaderboard_parser().parse_args(arguments[1:]))
        elif arguments[:1] == ["robustness"]:
            measure_changes(robustness_parser().parse_args(arguments[1:]))
        elif any(argument.split("=")[0] == "--pack" for argument in arguments):
            measure_folder(bundled_parser().parse_args(arguments))
        else:
            measure_one(_parser().parse_args(arguments))
    except (Exception, KeyboardInterrupt) as error:
        return report_error(error)
    return 0


def measure_one(options: argparse.Namespace) -> None:
    """Measure one pack on one split, print its figures, and record them where that was asked for."""
    rows = evaluate_pack(load_pack(options.pack), options.data, options.split, options.runtime)
    for row in rows:
        print(f"{row.data:28} {row.split:8} {row.metric:28} {row.value:8.4f}  of {row.count}  {row.note}")
    if options.record:
        data = " --data DATA" + ("" if options.split == "val" else f" --split {options.split}")
        record_figures(options.pack, rows, f"python trainer/evaluate.py {told_folder(options.pack)}{data}")
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps([asdict(row) for row in rows], indent=2), encoding="utf-8")


def show_leaderboard(options: argparse.Namespace) -> Leaderboard:
    """Measure what is not measured yet, and write the page and the Markdown table."""
    board = build_leaderboard(
        options.packs, load_test_set(options.test_set), options.datasets, options.out, options.draws
    )
    command = leaderboard_command(options)
    page_of(board, command).write(options.out / "leaderboard.html")
    print(f"{len(board.rows)} rows; the page is {options.out / 'leaderboard.html'}")
    if options.markdown:
        options.markdown.parent.mkdir(parents=True, exist_ok=True)
        options.markdown.write_text(markdown_of(board, command), encoding="utf-8")
        print(f"The tables are in {options.markdown}")
    for sentence in board.left_out:
        print(f"Left out: {sentence}", file=sys.stderr)
    return board


def leaderboard_command(options: argparse.Namespace) -> str:
    """Return the command of a leaderboard as others may run it, without folders of this machine."""
    packs = " ".join(place_of(folder) for folder in options.packs)
    test_set = options.test_set.resolve()
    known = test_set.relative_to(PROJECT) if test_set.is_relative_to(PROJECT) else Path(test_set.name)
    parts = [
        f"python trainer/evaluate.py leaderboard {packs} --test-set {known.as_posix()} --datasets DATASETS --out OUT"
    ]
    if options.draws != DRAWS:
        parts.append(f"--draws {options.draws}")
    if options.markdown:
        parts.append(f"--markdown {place_of(options.markdown)}")
    return " ".join(parts)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").split("\n")[0], formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="Classifier, detector and segmenter together: evaluate.py --pack FOLDER --help\n"
               "The same under haze, shifts, missing bands: evaluate.py robustness --help\n"
               "Many packs on a test set: evaluate.py leaderboard --help",
    )  # fmt: skip
    parser.add_argument("pack", type=Path, help="folder of a pack")
    parser.add_argument(
        "--data", type=Path, default=Path("../shared/data"), help="a data set folder, or the data folder"
    )
    parser.add_argument("--split", default="val")
    parser.add_argument("--runtime", choices=("onnx", "torch"), default="onnx")
    parser.add_argument("--record", action="store_true", help="write the figures into the pack and its card")
    parser.add_argument("--json", type=Path, help="also write the rows to this file")
    return parser


def _leaderboard_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="evaluate.py leaderboard", description="Compare packs on a fixed test set."
    )
    parser.add_argument(
        "packs", type=Path, nargs="+", help="folders of packs; the baselines come by themselves"
    )
    parser.add_argument("--test-set", type=Path, default=PROJECT / "trainer" / "test_sets" / "universal.yaml")
    parser.add_argument("--datasets", type=Path, required=True, help="holds a folder for each data set")
    parser.add_argument(
        "--out", type=Path, required=True, help="keeps measured rows, and gets leaderboard.html"
    )
    parser.add_argument("--markdown", type=Path, help="also write the tables to this file")
    parser.add_argument("--draws", type=int, default=DRAWS, help="draws of the bootstrap")
    return parser


if __name__ == "__main__":
    sys.exit(main())
