"""The section of a card on a pack's precision filter."""

from __future__ import annotations

from typing import Any


def filter_section(fields: dict[str, Any] | None) -> list[str]:
    """Return the lines of the section: the coefficients that are not 0, the largest first.

    Args:
        fields: model.json's ``precision_filter``; None gives no section.
    """
    if fields is None:
        return []
    by = {None: "one model for all hits", "type": "a model per type", "region": "a model per region"}[
        fields["by"]
    ]
    names = list(fields["models"])
    rows = filter_coefficients(fields)
    return [
        "## Precision filter", "",
        "A hit is left out where the ground inside it scores below the filter's threshold of "
        f"{fields['threshold']:.3g} ({by}; bands {', '.join(fields['bands'])}). The score is a logistic regression on "
        "these statistics, each taken as standard deviations from its mean over the hits that it was fitted on; above "
        "0 speaks for a mine. Statistics that are not named have no weight.", "",
        "| statistic | " + " | ".join(names) + " |", "|---" * (1 + len(names)) + "|",
        *(f"| {name} | " + " | ".join(f"{value:+.2f}" for value in values) + " |" for name, values in rows),
        "| intercept | " + " | ".join(f"{model['intercept']:+.2f}" for model in fields["models"].values()) + " |", "",
    ]  # fmt: skip


def filter_coefficients(fields: dict[str, Any]) -> list[tuple[str, list[float]]]:
    """Return the features of a precision filter with a coefficient for each model; those without weight are left out.

    Args:
        fields: model.json's ``precision_filter``.
    """
    columns = [model["coefficients"] for model in fields["models"].values()]
    rows = [(name, [column[index] for column in columns]) for index, name in enumerate(fields["features"])]
    weighty = [row for row in rows if any(row[1])]
    return sorted(weighty, key=lambda row: -max(abs(value) for value in row[1]))
