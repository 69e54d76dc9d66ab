"""How a recipe runs: most train once; some search, compare, or train a model per region.

A procedure is a module with ``Settings`` (the recipe's ``procedure.settings``) and ``run(recipe, settings, resume)``,
which returns the finished pack. It is imported when a recipe asks for it.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

#: Recipe's ``procedure.name`` -> module of this package.
PROCEDURES: dict[str, str] = {
    "band_search": "band_search",
    "by_region": "by_region",
    "fine_tune": "fine_tune",
    "per_type": "per_type",
    "precision_filter": "precision_filter",
    "train": "train",
}


def procedure_module(name: str) -> Any:
    """Return the module of a procedure, a key of ``PROCEDURES``."""
    return import_module(f".{PROCEDURES[name]}", __package__)
