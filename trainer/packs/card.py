"""The model card: README.md of a pack, made from its metadata alone, so that the two never differ."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .card_figures import figures_section, robustness_section
from .card_filter import filter_section

CARD_FILE = "README.md"
#: What each threshold is for, in the words that the plugin uses.
_THRESHOLDS = {
    "default": "from here on something is reported as a find",
    "gate": "cells from here on are searched by segmenter and detector",
    "few_misses": "'few misses': more sites are found, and more false ones",
    "few_false_alarms": "'few false alarms': fewer false sites, and fewer true ones",
    "without_second_level": "for the network alone, where its second level can't run",
}


def write_card(folder: Path, metadata: dict[str, Any]) -> None:
    """Write README.md beside a pack's metadata."""
    (folder / CARD_FILE).write_text(card_text(metadata), encoding="utf-8")


def card_text(metadata: dict[str, Any]) -> str:
    """Return the card of a pack as Markdown. Sections that the metadata say nothing on are left out."""
    refit = metadata.get("refit")
    lines = [
        f"# {metadata['mlm:name']} {metadata['version']}", "",
        metadata["description"].strip(), "",
        *_listed("What it is for", metadata.get("used_for", ())),
        *_listed("What it must not be used for", metadata.get("not_for", ())),
        *_summary(metadata),
        *_thresholds(metadata),
        *figures_section(metadata["evaluation"], refit),
        *robustness_section(metadata.get("robustness", ())),
        *filter_section(metadata.get("precision_filter")),
        *_training_data(metadata, refit),
        *_places(metadata.get("places")),
        *_untested(metadata.get("untested_classes", ())),
        *_listed("Limits and known failures", metadata["limits"]),
    ]  # fmt: skip
    return "\n".join(lines)


def _summary(metadata: dict[str, Any]) -> list[str]:
    classes = ", ".join(f"`{entry['name']}`" for entry in metadata["mlm:output"][0]["classification:classes"])
    bands = metadata["mlm:input"][0]["bands"]
    used = _used_channels(metadata["network"]["arguments"], len(bands))
    optional = [bands[channel] for channel in used if bands[channel] not in metadata["bands_needed"]]
    return [
        "## What it is", "",
        f"- Classes: {classes}.",
        f"- Network: `{metadata['network']['name']}`, {metadata['mlm:total_parameters']:,} parameters.",
        f"- Bands needed: {', '.join(metadata['bands_needed'])}.",
        f"- Bands used where they are there: {', '.join(optional) or 'none'}.",
        f"- Pixels of {metadata['resolution_m']} m; tile {metadata['tile']}, overlap {metadata['overlap']}, "
        f"stride {metadata['stride']} pixels.",
        *_optional_parts(metadata),
        f"- Licence of the weights: {metadata['license']}. Made {metadata['created']}.", "",
    ]  # fmt: skip


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
    if first_look := metadata.get("first_look"):
        lines.append(_first_look(first_look))
    if dispatch := metadata.get("dispatch"):
        lines.append(
            f"- Members for regions: {', '.join(dispatch['members'])}. Elsewhere the pack itself answers."
        )
    if metadata.get("preprocessing", {}).get("dehaze", "none") != "none":
        lines.append(f"- Haze is taken off first: {metadata['preprocessing']['dehaze']}.")
    return lines


def _first_look(fields: dict[str, Any]) -> str:
    """Return what a card says of a classifier's first look."""
    told = (
        f"- First look: a small network on {', '.join(fields['bands'])} rules cells out below "
        f"{fields['threshold']:.3g}; of the others those are searched that the classifier scores "
        f"{fields['gate']:.3g} or more."
    )
    if (least := fields.get("closer_look")) is not None:
        told += (
            f" One that passes alone must show {least:.3g} of mine ground in a small window of the segmenter."
        )
    return f"{told} {fields['rule']} 'Few misses' and 'search everywhere' do without it."


def _used_channels(arguments: dict[str, Any], count: int) -> list[int]:
    """Return the channels that a network looks at; an ensemble's are its members'."""
    used = arguments.get("used_channels")
    if used is None and "arguments" in arguments:
        return _used_channels(arguments["arguments"], count)
    return list(range(count)) if used is None else list(used)


def _thresholds(metadata: dict[str, Any]) -> list[str]:
    return [
        "## Thresholds", "",
        "| threshold | value | what it is for |", "|---|---|---|",
        *(
            f"| `{name}` | {value:.3g} | {_THRESHOLDS.get(name, f'the class `{name}`')} |"
            for name, value in metadata["thresholds"].items()
        ), "",
        metadata["threshold_rule"], "",
    ]  # fmt: skip


def _training_data(metadata: dict[str, Any], refit: dict[str, Any] | None) -> list[str]:
    return [
        "## Training data", "",
        *([f"The weights learnt from {', '.join(refit['splits'])} together; the figures are of others, see above.", ""]
          if refit else []),
        "| data | source | licence | places | samples |", "|---|---|---|---|---|",
        *(
            f"| {row['name']} | {row['source']} | {row['license']} | {row['places']} | {row['samples']} |"
            for row in metadata["training_data"]
        ), "",
        "All contain modified Copernicus Sentinel data.", "",
    ]  # fmt: skip


def _places(places: dict[str, Any] | None) -> list[str]:
    """Return the section with the map of places, a file of the pack, and how many there are."""
    if places is None:
        return []
    return [
        "## Places", "",
        f"![Map of the places that it learnt from and was measured on]({places['map']})", "",
        "| data | places of `train` | places of `val` | positions |", "|---|---|---|---|",
        *(
            f"| {row['data']} | {row['train']} | {row['val']} | {row['positions']} |" for row in places["counts"]
        ), "",
    ]  # fmt: skip


def _untested(classes: Sequence[str]) -> list[str]:
    if not classes:
        return []
    names = ", ".join(f"`{name}`" for name in classes)
    return [
        "## Untested classes", "",
        f"**No real held-out place has tested {names}.** What it learnt of them comes from other data than it was "
        "measured on. The plugin leaves them out unless they are switched on.", "",
    ]  # fmt: skip


def _listed(title: str, sentences: Sequence[str]) -> list[str]:
    """Return a section of points, none where there is nothing to say."""
    return [f"## {title}", "", *(f"- {sentence}" for sentence in sentences), ""] if sentences else []
