"""The leaderboard: packs x data sets of a fixed test set, each row against the baseline of its kind.

A row is kept in a file under a key of the pack's bytes, the entry of the test set and the data set's index, so that
a second run measures only what is new, and a run that was killed goes on.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mining_detector_plugin.engine.errors import MiningDetectorError
from mining_detector_plugin.engine.pack import Pack, load_pack

from ..data.dataset import INDEX_FILE, METADATA_FILE, Dataset, open_dataset
from .examples import ExampleCollector
from .intervals import DRAWS, interval
from .measure import EvaluationError, Figure, measure_pack
from .row import ROW_FORMAT, Row, read_row, renamed, write_row
from .test_set import PROJECT, DatasetEntry, TestSet

#: Figures of which less is better; of all others more is.
LESS_IS_BETTER = ("log_loss", "ece", "false_alarm_rate")


@dataclass(frozen=True)
class Contestant:
    """A pack of the leaderboard.

    Attributes:
        pack: validated. label: its name, unlike all others'.
        place: how its folder is told: below the project, or ``RUNS/…`` elsewhere.
        is_baseline: others of its kind are compared with it.
    """

    pack: Pack
    label: str
    place: str
    is_baseline: bool


@dataclass(frozen=True)
class Difference:
    """A figure less the baseline's, on the same places.

    Attributes:
        value: of the difference.
        interval: ends of its 95% interval over places; None where there is none.
        verdict: ``better`` or ``worse`` where the interval leaves out 0, else empty.
    """

    value: float
    interval: tuple[float, float] | None
    verdict: str


@dataclass(frozen=True)
class Leaderboard:
    """What was measured.

    Attributes:
        test_set: as read. contestants: in the order of the page, baselines first.
        rows: by data set's name and contestant's label.
        left_out: sentences on data sets and rows that could not be measured.
    """

    test_set: TestSet
    contestants: tuple[Contestant, ...]
    rows: dict[tuple[str, str], Row]
    left_out: tuple[str, ...]

    def baseline_of(self, kind: str) -> Contestant | None:
        """Return the baseline of a kind, None without one."""
        return next((c for c in self.contestants if c.is_baseline and c.pack.kind == kind), None)

    def difference(self, row: Row, figure: Figure) -> Difference | None:
        """Return a row's figure less the baseline's; None for the baseline itself and where that has no such figure."""
        baseline = self.baseline_of(row.kind)
        if baseline is None or baseline.label == row.pack:
            return None
        other = self.rows.get((row.data, baseline.label))
        base = other.figure(figure.test, figure.metric) if other else None
        return None if base is None else difference_of(figure, base)


def difference_of(figure: Figure, base: Figure) -> Difference:
    """Return a figure less the baseline's, with the paired interval: their samples are of the same draws."""
    ends = None
    if len(figure.samples) and figure.samples.shape == base.samples.shape and figure.places == base.places:
        ends = interval(figure.samples - base.samples)
    verdict = ""
    if ends is not None and (ends[0] > 0 or ends[1] < 0):
        verdict = "better" if (ends[0] > 0) != (figure.metric in LESS_IS_BETTER) else "worse"
    return Difference(figure.value - base.value, ends, verdict)


def gather_contestants(folders: list[Path], test_set: TestSet) -> tuple[Contestant, ...]:
    """Load packs, and the baselines of their kinds, which come first. The same pack is taken once.

    Raises:
        PackError: one is missing or not valid.
    """
    packs = [load_pack(folder) for folder in folders]
    kinds = dict.fromkeys(pack.kind for pack in packs)
    baselines = [folder for kind in kinds if (folder := test_set.baseline_folder(kind)) is not None]
    chosen: dict[str, tuple[Pack, bool]] = {}
    for folder in baselines:
        pack = load_pack(folder)
        chosen[pack.sha256()] = (pack, True)
    for pack in packs:
        chosen.setdefault(pack.sha256(), (pack, False))
    taken: set[str] = set()
    found = []
    for pack, is_baseline in chosen.values():
        name, place = f"{pack.name} {pack.version}", place_of(pack.folder)
        names = (
            name,
            f"{name} ({_short_name(pack.folder)})",
            f"{name} ({place})",
            f"{name} {pack.sha256()[:8]}",
        )
        label = next(name for name in names if name not in taken)
        taken.add(label)
        found.append(Contestant(pack, label, place, is_baseline))
    order = {kind: number for number, kind in enumerate(kinds)}
    return tuple(sorted(found, key=lambda c: (order[c.pack.kind], not c.is_baseline)))


def place_of(folder: Path) -> str:
    """Return how a pack's folder is told to others: below the project, or ``RUNS/`` and its last two parts."""
    folder = folder.resolve()
    if folder.is_relative_to(PROJECT):
        return folder.relative_to(PROJECT).as_posix()
    return "/".join(("RUNS", *folder.parts[-2:]))


def _short_name(folder: Path) -> str:
    """Return a folder's name, or that of the run whose ``pack`` it is."""
    folder = folder.resolve()
    return folder.parent.name if folder.name == "pack" else folder.name


def build_leaderboard(
    folders: list[Path], test_set: TestSet, datasets: Path, out: Path, draws: int = DRAWS
) -> Leaderboard:
    """Measure what is not measured yet and return the leaderboard.

    Args:
        folders: of packs. datasets: holds a folder for each data set of the test set.
        out: keeps the rows. draws: of the bootstrap.

    Raises:
        MiningDetectorError: a pack is not valid, or nothing could be measured.
    """
    contestants = gather_contestants(folders, test_set)
    rows: dict[tuple[str, str], Row] = {}
    left_out: list[str] = []
    for entry in test_set.data_sets:
        try:
            dataset = open_dataset(datasets / entry.name)
        except MiningDetectorError as error:
            left_out.append(f"{entry.name}: {error.message} It is made by: {entry.made_by}")
            continue
        for contestant in contestants:
            try:
                row = measure_row(contestant, entry, dataset, out / "rows", draws)
            except EvaluationError as error:
                if error.code != "nothing_to_test":
                    left_out.append(f"{contestant.label} on {entry.name}: {error.message}")
                continue
            rows[entry.name, contestant.label] = row
    if not rows:
        raise EvaluationError(
            "nothing_measured", "There is nothing to show: " + " ".join(left_out),
            "Make the data sets of the test set and name the folder that holds them: --datasets FOLDER.",
        )  # fmt: skip
    return Leaderboard(test_set, contestants, rows, tuple(left_out))


def measure_row(
    contestant: Contestant, entry: DatasetEntry, dataset: Dataset, folder: Path, draws: int
) -> Row:
    """Return a row from its file, or measure and keep it.

    Raises:
        EvaluationError: see ``measure_pack``.
    """
    pack = contestant.pack
    key = row_key(pack, entry, dataset, draws)
    stored = read_row(folder, key)
    if stored is not None:
        return renamed(stored, contestant.label)
    chosen = entry.chosen(dataset)
    collector = ExampleCollector(pack, chosen, entry.rule())
    measured = measure_pack(pack, chosen, entry.rule(), draws=draws, watch=collector.watch)
    warnings = [f"{name} can't be read: {reason}" for name, reason in measured.unreadable.items()]
    missing = entry.missing_places(dataset)
    if missing:
        warnings.append(f"the data set lacks {len(missing)} of the places: {', '.join(missing)}")
    details = {
        f"{test.test}/{name}": np.asarray(values)
        for test in measured.evidence
        for name, values in test.details().items()
    }
    row = Row(
        contestant.label, pack.kind, pack.sha256(), entry.name, measured.figures, measured.places, measured.chips,
        tuple(warnings), details, tuple(collector.examples()),
    )  # fmt: skip
    write_row(folder, key, row)
    return row


def row_key(pack: Pack, entry: DatasetEntry, dataset: Dataset, draws: int) -> str:
    """Return the name of a row's files: a hash of all that its figures depend on."""
    digest = hashlib.sha256(f"{ROW_FORMAT} {draws} {pack.sha256()} ".encode())
    digest.update(entry.model_dump_json(exclude={"note", "made_by"}).encode())
    for name in (METADATA_FILE, INDEX_FILE):
        digest.update((dataset.folder / name).read_bytes())
    return digest.hexdigest()[:24]
