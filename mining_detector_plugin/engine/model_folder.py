"""A folder of model packs: which ones a run needs, and whether each is what its folder's name says."""

from __future__ import annotations

from pathlib import Path

from .errors import PackError
from .pack import Pack, load_pack

BUNDLED_MODELS = Path(__file__).resolve().parent.parent / "models"
KINDS = ("classifier", "detector", "segmenter")
#: A folder of packs may hold this too: a classifier that tells the types of mines apart.
TYPES_KIND = "types"
#: The kinds of mine ground that results may name.
TYPES = ("open_pit", "waste_dump", "tailings", "artisanal", "mine_ground")


def fusion_folder(folder: str | None) -> Path:
    """Return where the fusion of a folder's packs may be: beside them; where all three are bundled, beside those."""
    root = BUNDLED_MODELS if folder is None else Path(folder)
    return root if any((root / kind).is_dir() for kind in KINDS) else BUNDLED_MODELS


def load_packs(folder: str | None) -> dict[str, Pack]:
    """Return a folder's packs by kind: the three, and ``types`` if it is there.

    A kind that the folder lacks is the bundled one, so that one trained pack can be tried among the others.

    Args:
        folder: None for the bundled packs.

    Raises:
        PackError: where there is no pack at all, or one is broken or of another kind than its folder says.
    """
    root = BUNDLED_MODELS if folder is None else Path(folder)
    if not any((root / kind).is_dir() for kind in (*KINDS, TYPES_KIND)):
        raise PackError(
            "pack_missing", f"There is no model pack in {root}: it has none of the folders {', '.join(KINDS)}.",
            "Choose a folder with packs in folders of these names, or use the bundled models.",
        )  # fmt: skip
    packs = {kind: load_pack((root if (root / kind).is_dir() else BUNDLED_MODELS) / kind) for kind in KINDS}
    if (root / TYPES_KIND).is_dir():
        packs[TYPES_KIND] = load_pack(root / TYPES_KIND)
    for kind, pack in packs.items():
        wanted = "classifier" if kind == TYPES_KIND else kind
        if pack.kind != wanted:
            raise PackError(
                "pack_invalid", f"The model pack in {pack.folder} is a {pack.kind}, and a {wanted} is wanted there.",
                "Put each pack into the folder of its own kind.",
            )  # fmt: skip
        rule = _broken_rule(kind, pack)
        if rule:
            raise PackError(
                "pack_invalid",
                f"The model pack in {pack.folder} has the classes {', '.join(pack.classes)} with {pack.activation}.",
                rule,
            )
    return packs


def _broken_rule(kind: str, pack: Pack) -> str | None:
    """Return the rule for classes that a pack breaks, as a sentence; None where it keeps all."""
    types = ", ".join(TYPES)
    is_known = set(pack.classes) <= set(TYPES)
    if kind == "classifier":
        is_right = pack.classes[0] == "mine" or "mine_classes" in pack.metadata
        return None if is_right else "A classifier begins with mine, or names its mine_classes."
    if kind == "segmenter":
        is_right = pack.classes[0] == "background" and set(pack.classes[1:]) <= set(TYPES)
        return (
            None
            if is_right
            else f"A segmenter begins with background and knows no other classes but {types}."
        )
    if kind == "detector":
        return None if is_known else f"A detector knows no classes but {types}."
    is_right = is_known and pack.activation == "softmax"
    return None if is_right else f"A pack for types is a softmax over some of {types}."
