"""Figures of a folder of packs (classifier, detector, segmenter) on a data folder laid out like the bundled packs'."""
