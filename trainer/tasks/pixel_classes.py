"""Which class of a network each class of a data set's masks becomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from mining_detector_plugin.engine.model_folder import TYPES
from trainer.data.dataset import UNLABELLED, Dataset
from trainer.data.sources import DataError

#: What a class may be mapped to beside a class of the network: its pixels count as background, or nowhere.
BACKGROUND, UNLABELLED_NAME = "background", "unlabelled"


def mapped_names(
    dataset_classes: Sequence[str], class_map: Mapping[str, str], merge_into: str | None
) -> dict[str, str]:
    """Return the network's name of each of a data set's mine classes.

    Args:
        dataset_classes: background first.
        class_map: names that change; the others stay. ``background`` and ``unlabelled`` are names too.
        merge_into: the one name of all mines; None keeps them apart.
    """
    names = {name: class_map.get(name, name) for name in dataset_classes[1:]}
    if merge_into is None:
        return names
    return {
        name: other if other in (BACKGROUND, UNLABELLED_NAME) else merge_into for name, other in names.items()
    }


def network_classes(
    dataset: Dataset, names: Mapping[str, str], wanted: Sequence[str] | None
) -> tuple[str, ...]:
    """Return the network's classes, background first: those wanted, else all that the data set's become.

    Raises:
        DataError: ``class_unknown``, ``class_not_in_results``, ``no_classes``.
    """
    known = [name for name in dict.fromkeys(names.values()) if name not in (BACKGROUND, UNLABELLED_NAME)]
    unknown = [name for name in wanted or () if name not in known]
    if unknown:
        raise DataError(
            "class_unknown",
            f"{dataset.folder} has no class {', '.join(unknown)}; it has {', '.join(known) or 'none'}.",
            "Correct settings.classes, or settings.class_map, which renames the data set's classes.",
        )  # fmt: skip
    foreign = [name for name in wanted or known if name not in TYPES]
    if foreign:
        own = next(name for name, other in names.items() if other == foreign[0])
        raise DataError(
            "class_not_in_results",
            f"Results know no kind of mine called {', '.join(foreign)}: they know {', '.join(TYPES)}.",
            f"Map it, such as --set settings.class_map='{{{own}: mine_ground}}', or to unlabelled.",
        )
    if not known:
        raise DataError(
            "no_classes",
            f"{dataset.folder} has no class of mines.",
            "Build it with labelled polygons or masks.",
        )
    return (BACKGROUND, *(wanted or known))


def code_table(
    dataset_classes: Sequence[str], names: Mapping[str, str], classes: Sequence[str]
) -> np.ndarray:
    """Return int64 (256,): the network's class by the data set's code, ``UNLABELLED`` for what it has no class for.

    Args:
        dataset_classes: by code. names: see ``mapped_names``. classes: the network's, background first.
    """
    table = np.full(256, UNLABELLED, np.int64)
    table[0] = 0
    for code, name in enumerate(dataset_classes[1:], start=1):
        if names[name] in classes:
            table[code] = classes.index(names[name])
    return table
