"""The test set of the leaderboard, read from a YAML file: data sets, places, what is tested, baselines."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mining_detector_plugin.engine.errors import MiningDetectorError

from ..data.dataset import Dataset
from .rules import TESTS, TestRule

FORMAT = 1
#: Relative folders of baselines begin here.
PROJECT = Path(__file__).resolve().parents[2]


class TestSetError(MiningDetectorError):
    """The file of a test set can't be used as it is."""

    __test__ = False


class DatasetEntry(BaseModel):
    """One data set of a test set.

    Attributes:
        name: of its folder below ``--datasets``.
        made_by: the command that makes it, for readers.
        split: that is tested.
        places: that are tested: names, or patterns such as ``val/eurosat/*`` for data sets whose places are single
            chips. Others are left out; a name or pattern that the data set has no place for is told.
        tests: of ``rules.TESTS``.
        mine_tags, class_map: see ``rules.TestRule``.
        note: what a reader must know.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    made_by: str
    split: Literal["train", "val", "test"] = "val"
    places: list[str] = Field(min_length=1)
    tests: list[Literal["classification", "multilabel", "types", "segmentation", "detection", "objects"]] = (
        Field(
            default_factory=lambda: list(TESTS)  # type: ignore[arg-type]
        )
    )
    mine_tags: list[str] = Field(default_factory=list)
    class_map: dict[str, str] = Field(default_factory=dict)
    note: str = ""

    def rule(self) -> TestRule:
        """Return what is tested."""
        return TestRule(tuple(self.tests), tuple(self.mine_tags), dict(self.class_map))

    def chosen(self, dataset: Dataset) -> Dataset:
        """Return the chips of the split at the places that are tested."""
        split = dataset.split(self.split)
        wanted = {
            place
            for place in {chip.place for chip in split.chips}
            if any(fnmatchcase(place, pattern) for pattern in self.places)
        }
        return split.where(lambda chip: chip.place in wanted)

    def missing_places(self, dataset: Dataset) -> list[str]:
        """Return the names and patterns that the data set has no place for in the split."""
        there = {chip.place for chip in dataset.split(self.split).chips}
        return [name for name in self.places if not any(fnmatchcase(place, name) for place in there)]


class TestSet(BaseModel):
    """A fixed test set.

    Attributes:
        name, description: for the page.
        baselines: folder of the pack that others of its kind are compared with, by kind.
        data_sets: in the order of the page.
    """

    __test__ = False
    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal[1]
    name: str
    description: str = ""
    baselines: dict[Literal["classifier", "segmenter", "detector"], str] = Field(default_factory=dict)
    data_sets: list[DatasetEntry] = Field(min_length=1)

    def baseline_folder(self, kind: str) -> Path | None:
        """Return the folder of a kind's baseline, None without one."""
        folder = {str(name): folder for name, folder in self.baselines.items()}.get(kind)
        return None if folder is None else PROJECT / folder


def load_test_set(path: Path) -> TestSet:
    """Read and check a test set.

    Raises:
        TestSetError: ``test_set_missing``, ``test_set_invalid``, naming the keys.
    """
    if not path.is_file():
        raise TestSetError(
            "test_set_missing", f"The test set {path} is not there.", "Name trainer/test_sets/universal.yaml."
        )
    try:
        return TestSet.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except yaml.YAMLError as error:
        raise TestSetError("test_set_invalid", f"{path} is not YAML: {error}.", "Mend the file.") from error
    except ValidationError as error:
        problems = "; ".join(
            f"{'.'.join(str(part) for part in entry['loc'])}: {entry['msg']}" for entry in error.errors()
        )
        raise TestSetError(
            "test_set_invalid", f"The test set {path} has errors: {problems}.", "Correct these keys."
        ) from error
