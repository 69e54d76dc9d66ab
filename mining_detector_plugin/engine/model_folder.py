"""A folder of model packs: which ones a run needs, and whether each is what its folder's name says."""

from __future__ import annotations

from pathlib import Path

from .errors import PackError
from .pack import Pack, load_pack

BUNDLED_MODELS = Path(__file__).resolve().parent.parent / "models"
KINDS = ("classifier", "detector", "segmenter")
#: The kinds of mine ground that results may name.
TYPES = ("open_pit", "waste_dump", "tailings", "artisanal", "mine_ground")


def load_packs(folder: str | None) -> dict[str, Pack]:
    """Return the three packs of a folder (the bundled ones where it is None) by kind.

    Raises:
        PackError: where one is missing, broken, or of another kind than its folder says.
    """
    root = BUNDLED_MODELS if folder is None else Path(folder)
    packs = {kind: load_pack(root / kind) for kind in KINDS}
    for kind, pack in packs.items():
        if pack.kind != kind:
            raise PackError(
                "pack_invalid", f"The model pack in {pack.folder} is a {pack.kind}, and a {kind} is wanted there.",
                "Put each pack into the folder of its own kind.",
            )  # fmt: skip
        known = {"classifier": None, "detector": TYPES, "segmenter": {"background", *TYPES}}[kind]
        first = {"classifier": "mine", "segmenter": "background"}.get(kind, pack.classes[0])
        if kind == "classifier" and "mine_classes" in pack.metadata:
            first = pack.classes[0]
        if pack.classes[0] != first or (known and not set(pack.classes) <= set(known)):
            raise PackError(
                "pack_invalid", f"The model pack in {pack.folder} has the classes {', '.join(pack.classes)}.",
                f"A {kind} begins with {first} and knows no classes but {', '.join(TYPES)}.",
            )  # fmt: skip
    return packs
