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
        f"- Licence of the weights: {metadata['license']}. Made {metadata['created']}.", "",
        "## Figures", "",
        "Measured on places that no training saw, unless a note says otherwise.", "",
        *_figures(metadata["evaluation"]), "",
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
    lead = "They are reproduced by this command, with DATA the folder that holds the data sets:"
    return [*table, "", lead, "", *(f"    {command}" for command in commands)]
