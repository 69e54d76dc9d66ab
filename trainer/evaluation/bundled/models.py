"""The packs of a folder, ready to run as the engine runs them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from mining_detector_plugin.engine.errors import MiningDetectorError
from mining_detector_plugin.engine.model_folder import KINDS, load_packs
from mining_detector_plugin.engine.pack import Pack
from mining_detector_plugin.engine.predictor import Predictor
from mining_detector_plugin.engine.reporting import Reporter, StageProgress
from mining_detector_plugin.engine.runtimes import OnnxRuntime, Runtime


@dataclass(frozen=True)
class Models:
    """The packs of a folder.

    Attributes:
        folder: that holds a pack in a folder for each kind.
        packs, predictors: by kind.
    """

    folder: Path
    packs: dict[str, Pack]
    predictors: dict[str, Predictor]

    @property
    def default(self) -> float:
        """The classifier's threshold of a find."""
        return self.packs["classifier"].thresholds["default"]

    @property
    def gate(self) -> float:
        """The classifier's threshold from which a cell is searched."""
        return self.packs["classifier"].threshold("gate")


def load_models(folder: Path) -> Models:
    """Return the packs of a folder, which must hold all three kinds.

    Raises:
        PackError: one is not valid.
        MiningDetectorError: ``pack_missing``, where one is not there: the engine would take the bundled one, and its
            figures would be told as the folder's.
    """
    missing = [kind for kind in KINDS if not (folder / kind).is_dir()]
    if missing:
        raise MiningDetectorError(
            "pack_missing", f"{folder} holds no {' and no '.join(missing)}.",
            f"Name a folder with the packs {', '.join(KINDS)}; a single pack is measured by naming it without --pack.",
        )  # fmt: skip
    packs = load_packs(str(folder))
    return Models(folder, packs, {kind: Predictor(pack, load_network) for kind, pack in packs.items()})


def load_network(pack: Pack) -> Runtime:
    """Return a pack's network in ONNX Runtime, on as many threads as OMP_NUM_THREADS allows."""
    return OnnxRuntime(pack, int(os.environ.get("OMP_NUM_THREADS", "0")))


def silent() -> StageProgress:
    """Return the progress of a stage that nobody watches."""
    return StageProgress(Reporter(), "", 0, 1, "")
