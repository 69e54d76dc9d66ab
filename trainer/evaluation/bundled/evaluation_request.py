"""What is to be measured on a data folder, and where its parts would lie; any of them may be absent."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..intervals import DRAWS


@dataclass(frozen=True)
class Request:
    """What is to be measured.

    Attributes:
        data: folder laid out like the data folder; parts of it may be absent.
        split: such as ``val``: names files and folders in it.
        quarry_date: that ``segmenter_quarry_iou`` is of, such as ``20230209``; None for the newest.
        draws: of the bootstrap.
    """

    data: Path
    split: str
    quarry_date: str | None = None
    draws: int = DRAWS

    @property
    def rgb_file(self) -> Path:
        """RGB chips of the split."""
        return self.data / "rgb_chips" / f"{self.split}.npz"

    @property
    def six_band_file(self) -> Path:
        """Six-band chips of the split."""
        return self.data / "six_band_chips" / f"{self.split}.npz"

    @property
    def tailings_folder(self) -> Path:
        """Tailings scenes of the split."""
        return self.data / "tailings" / self.split

    @property
    def quarry_folder(self) -> Path:
        """Dates of the quarry scene."""
        return self.data / "quarry_scene"

    @property
    def land_file(self) -> Path:
        """Twelve-band chips of land without mines."""
        return self.data / "land_chips_12_band.npz"

    @property
    def eurosat_file(self) -> Path:
        """EuroSAT's RGB chips."""
        return self.data / "land_cover_rgb_chips" / "eurosat_rgb.zip"

    @property
    def is_trained_on(self) -> bool:
        """The folder holds training places: its land chips were trained on too, but for a tenth."""
        return (self.data / "rgb_chips" / "train.npz").exists() or (self.data / "tailings" / "train").exists()
