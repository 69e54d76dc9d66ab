"""Packs for tests of folders of packs: they find bright red ground, which the made data's mines are."""

from __future__ import annotations

from pathlib import Path

from tests.packs import brightness_classifier, brightness_segmenter, fixed_detector


def write_knowing_models(folder: Path) -> Path:
    """Write three packs; the segmenter calls bright red and blue ground tailings."""
    gate = {"thresholds": {"default": 0.5, "gate": 0.4}}
    brightness_classifier(folder / "classifier", cut=0.2, **gate)
    fixed_detector(folder / "detector", fixed_size=False)
    brightness_segmenter(folder / "segmenter", cut=0.2)
    metadata = folder / "segmenter" / "model.json"
    metadata.write_text(metadata.read_text().replace('"open_pit"', '"tailings"'))
    return folder
