"""What is tested on a data set, and how its classes and tags meet those of a pack."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from mining_detector_plugin.engine.pack import Pack

from ..data.dataset import UNLABELLED, Chip, Dataset

TESTS = ("classification", "multilabel", "types", "segmentation", "detection", "objects")
#: What a class map may turn a class into besides a pack's class: pixels and boxes of it then count as
#: background, or not at all.
BACKGROUND_NAME, UNLABELLED_NAME = "background", "unlabelled"
#: The class that stands for mines of any kind in all tables.
ANY_MINE = "mine"


@dataclass(frozen=True)
class TestRule:
    """What is tested on a data set.

    Attributes:
        tests: of ``TESTS``; those that a pack's kind can't do are left out.
        mine_tags: a chip with one of these tags shows a mine; without any given, a chip that has a mine in its
            mask or boxes does.
        class_map: the data set's classes and tags by the name that packs know them by (``quarry: open_pit``);
            ``background`` and ``unlabelled`` are names too. Others keep their own.
    """

    __test__ = False  # pytest takes the name for a test

    tests: tuple[str, ...] = TESTS
    mine_tags: tuple[str, ...] = ()
    class_map: dict[str, str] = field(default_factory=dict)

    def name_of(self, name: str) -> str:
        """Return the name that packs know a class or tag by."""
        return self.class_map.get(name, name)

    def mine_names(self, dataset: Dataset) -> tuple[str, ...]:
        """Return the data set's kinds of mine by the packs' names, in the order of its classes."""
        names = dict.fromkeys(self.name_of(name) for name in dataset.classes[1:])
        return tuple(name for name in names if name not in (BACKGROUND_NAME, UNLABELLED_NAME))

    def shows_mine(self, dataset: Dataset, chip: Chip, mask: np.ndarray | None) -> bool | None:
        """Return whether a chip shows a mine of any kind; None where nobody looked."""
        if self.mine_tags:
            return any(tag in self.mine_tags for tag in chip.tags)
        codes = self.truth_codes(dataset)
        if mask is not None:
            return bool(np.isin(codes[mask], range(1, UNLABELLED)).any())
        if dataset.box_path(chip).is_file():
            return bool((self.box_classes(dataset, dataset.boxes(chip)) > 0).any())
        return None

    def truth_codes(self, dataset: Dataset) -> np.ndarray:
        """Return uint8 (256,): for each code of a mask 0, 1 + the index in ``mine_names``, or ``UNLABELLED``."""
        names = self.mine_names(dataset)
        codes = np.full(256, UNLABELLED, np.uint8)
        codes[0] = 0
        for code, name in enumerate(map(self.name_of, dataset.classes[1:]), start=1):
            if name in names:
                codes[code] = 1 + names.index(name)
            elif name == BACKGROUND_NAME:
                codes[code] = 0
        return codes

    def box_classes(self, dataset: Dataset, boxes: np.ndarray) -> np.ndarray:
        """Return uint8 (count,) for the data set's boxes: as ``truth_codes``."""
        return self.truth_codes(dataset)[1 + boxes[:, 0].astype(int)]


def default_rule(dataset: Dataset, pack: Pack) -> TestRule:
    """Return the rule of a data set that no test set describes: all tests, the tag ``mine`` where there is one.

    A pack may say what the classes of the data sets that it is for are to it (``class_map``).
    """
    return TestRule(
        mine_tags=(ANY_MINE,) if ANY_MINE in dataset.tags else (),
        class_map=dict(pack.metadata.get("class_map", {})),
    )


def mapped_classes(
    pack: Pack, probabilities: np.ndarray, is_mine: np.ndarray, names: tuple[str, ...]
) -> np.ndarray:
    """Return the class that a map shows: the likeliest kind of mine where the engine draws one, else background.

    Args:
        pack: a segmenter.
        probabilities: float32 (classes, ...) of the pack.
        is_mine: bool (...), what is drawn.
        names: kinds of mine that the data set knows.

    Returns:
        uint8 (...): 0 background, 1 + index in ``names``, 1 + len(names) for a kind that is not among them.
    """
    other = 1 + len(names)
    codes = np.array(
        [1 + names.index(name) if name in names else other for name in pack.classes[1:]], np.uint8
    )
    return np.where(is_mine, codes[probabilities[1:].argmax(axis=0)], np.uint8(0)).astype(np.uint8)
