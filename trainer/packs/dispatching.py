"""A dispatching pack: a pack of all places with members for regions, see docs/developers.md."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from mining_detector_plugin.engine.pack import Pack, load_pack
from trainer.data.regions import keep_regions
from trainer.tasks.task import Evaluation

from .metadata import Identity, read_metadata, told_folder, write_metadata
from .writer import record_figures, replace_pack

REGIONS_FILE = "regions.geojson"


def write_dispatching_pack(
    folder: Path,
    whole: Pack,
    members: Mapping[str, Pack],
    regions: Path,
    column: str,
    identity: Identity,
    limits: Sequence[str],
    evaluate: Callable[[Pack], list[Evaluation]],
    command: str,
) -> Pack:
    """Write a pack that picks a member by the place, measure it, and move it to its folder.

    Args:
        folder: of the finished pack; an older one there is replaced.
        whole: what answers outside the members' regions.
        members: packs by their regions' names; without any, the pack is ``whole`` under another name.
        regions: GeoJSON with these names in ``column``.
        identity: of the pack.
        limits: further sentences for the card.
        evaluate: measures the pack as written.
        command: reproduces the figures; ``{folder}`` in it is the pack's folder.

    Raises:
        PackError: the members do not fit together.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as temporary:
        draft = Path(temporary) / folder.name
        shutil.copytree(whole.folder, draft)
        metadata = read_metadata(draft)
        metadata |= {
            "mlm:name": identity.name, "version": identity.version, "description": identity.description,
            "license": identity.license, "limits": [*metadata["limits"], *limits],
        }  # fmt: skip
        if members:
            places = {name: f"members/{number}" for number, name in enumerate(members)}
            for name, pack in members.items():
                shutil.copytree(pack.folder, draft / places[name])
            keep_regions(regions, tuple(members), draft / REGIONS_FILE)
            metadata["dispatch"] = {"regions": REGIONS_FILE, "column": column, "members": places}
        write_metadata(draft, metadata)
        record_figures(draft, evaluate(load_pack(draft)), command.format(folder=told_folder(folder)))
        load_pack(draft)
        replace_pack(draft, folder)
    return load_pack(folder)
