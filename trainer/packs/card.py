"""The model card: README.md of a pack, made from its metadata alone, so that the two never differ."""

from __future__ import annotations

from pathlib import Path
from typing import Any

CARD_FILE = "README.md"


def write_card(folder: Path, metadata: dict[str, Any]) -> None:
    """Write README.md beside a pack's metadata."""
    (folder / CARD_FILE).write_text(card_text(metadata), encoding="utf-8")


def card_text(metadata: dict[str, Any]) -> str:
    """Return the card of a pack as Markdown."""
    thresholds = ", ".join(f"{name} {value:.3g}" for name, value in metadata["thresholds"].items())
    classes = ", ".join(f"`{entry['name']}`" for entry in metadata["mlm:output"][0]["classification:classes"])
    bands = metadata["mlm:input"][0]["bands"]
    used = _used_channels(metadata["network"]["arguments"], len(bands))
    optional = [bands[channel] for channel in used if bands[channel] not in metadata["bands_needed"]]
    lines = [
        f"# {metadata['mlm:name']} {metadata['version']}", "",
        metadata["description"].strip(), "",
        f"- Classes: {classes}.",
        f"- Network: `{metadata['network']['name']}`, {metadata['mlm:total_parameters']:,} parameters.",
        f"- Bands needed: {', '.join(metadata['bands_needed'])}.",
        f"- Bands used where they are there: {', '.join(optional) or 'none'}.",
        f"- Pixels of {metadata['resolution_m']} m; tile {metadata['tile']}, overlap {metadata['overlap']}, "
        f"stride {metadata['stride']} pixels.",
        f"- Thresholds: {thresholds}. {metadata['threshold_rule']}",
        *_optional_parts(metadata),
        f"- Licence of the weights: {metadata['license']}. Made {metadata['created']}.", "",
        "## Figures", "",
        "Measured on places that no training saw, unless a note says otherwise.", "",
        *_figures(metadata["evaluation"]), "",
        *_precision_filter(metadata.get("precision_filter")),
        "## Training data", "",
        "| data | source | licence | places | samples |", "|---|---|---|---|---|",
        *(
            f"| {row['name']} | {row['source']} | {row['license']} | {row['places']} | {row['samples']} |"
            for row in metadata["training_data"]
        ), "",
        "All contain modified Copernicus Sentinel data.", "",
        "## Limits", "",
        *(f"- {limit}" for limit in metadata["limits"]), "",
    ]  # fmt: skip
    return "\n".join(lines)


def _optional_parts(metadata: dict[str, Any]) -> list[str]:
    """Return a line for each optional part of a pack but the precision filter, which has a section of its own."""
    lines = []
    if mine_classes := metadata.get("mine_classes"):
        lines.append(f"- A cell's score is the highest probability of {', '.join(mine_classes)}.")
    if second_level := metadata.get("second_level"):
        lines.append(
            f"- Second level: a tree ensemble per pixel on {', '.join(second_level['bands'])} and the classes that "
            f"{second_level['members']} members give. Without these bands it is left out."
        )
    if dispatch := metadata.get("dispatch"):
        lines.append(
            f"- Members for regions: {', '.join(dispatch['members'])}. Elsewhere the pack itself answers."
        )
    if metadata.get("preprocessing", {}).get("dehaze", "none") != "none":
        lines.append(f"- Haze is taken off first: {metadata['preprocessing']['dehaze']}.")
    return lines


def _used_channels(arguments: dict[str, Any], count: int) -> list[int]:
    """Return the channels that a network looks at; an ensemble's are its members'."""
    used = arguments.get("used_channels")
    if used is None and "arguments" in arguments:
        return _used_channels(arguments["arguments"], count)
    return list(range(count)) if used is None else list(used)


def _figures(rows: list[dict[str, Any]]) -> list[str]:
    """Return the table of figures and the commands that reproduce them."""
    table = ["| data | split | metric | value | count | date | note |", "|---|---|---|---|---|---|---|"]
    for row in rows:
        table.append(
            f"| {row['data']} | {row['split']} | {row['metric']} | {row['value']:.3f} | {row['count']} "
            f"| {row['date']} | {row.get('note', '')} |"
        )
    commands = sorted({row["command"] for row in rows})
    pack = ", and PACK the folder of a pack" if any("PACK" in command for command in commands) else ""
    lead = f"They are reproduced by this command, with DATA the folder that holds the data sets{pack}:"
    return [*table, "", lead, "", *(f"    {command}" for command in commands)]


def _precision_filter(fields: dict[str, Any] | None) -> list[str]:
    """Return the section on a pack's precision filter: the coefficients that are not 0, the largest first."""
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
