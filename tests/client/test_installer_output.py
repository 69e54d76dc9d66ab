"""Progress read from what pip and uv print."""

from __future__ import annotations

import pytest

from mining_detector_plugin.client.installer_output import InstallerOutput, is_noise

PIP = """Collecting numpy==2.4.6 (from -r environment.lock (line 40))
  Downloading numpy-2.4.6-cp311-cp311-manylinux_2_28_x86_64.whl.metadata (62 kB)
  Downloading numpy-2.4.6-cp311-cp311-manylinux_2_28_x86_64.whl (20.0 MB)
Progress 0 of 20000000
Progress 10000000 of 20000000
Collecting rasterio==1.4.4 (from -r environment.lock (line 259))
  Downloading https://packages.example.org/ab/rasterio-1.4.4-cp311-cp311-manylinux_2_28_x86_64.whl (30.0 MB)
  Using cached tqdm-4.70.1-py3-none-any.whl (78 kB)
Installing collected packages: tqdm, numpy, rasterio
Successfully installed numpy-2.4.6""".splitlines()
UV = """Resolved 17 packages in 1.02s
Downloading numpy (16.1MiB)
Downloading rasterio (33.0MiB)
 Downloaded numpy
Prepared 17 packages in 5.33s
Installed 17 packages in 67ms""".splitlines()


def read(lines: list[str]) -> list[tuple[float, str]]:
    output = InstallerOutput(100, 17)
    return [progress for progress in map(output.progress, lines) if progress]


MIXED = [f"Processing /wheels/one{number}-1.0-py3-none-any.whl" for number in range(9)] + PIP


@pytest.mark.parametrize("lines", [PIP, UV, MIXED], ids=["pip", "uv", "wheels and pip"])
def test_progress_only_grows(lines):
    fractions = [fraction for fraction, _ in read(lines)]
    assert len(fractions) > 2 and fractions == sorted(fractions)


def test_pip_tells_packages_and_megabytes():
    texts = [text for _, text in read(PIP)]
    assert texts[0] == "Looking for numpy"
    assert "Downloading numpy, 10 of about 100 MB" in texts
    assert "Downloading rasterio, 20 of about 100 MB" in texts
    assert texts[-1] == "Installing the packages"


def test_uv_tells_packages_and_megabytes():
    texts = [text for _, text in read(UV)]
    assert texts[1] == "Downloading rasterio, 17 of about 100 MB"
    assert texts[-1] == "Installing the packages"


def test_bytes_are_no_lines_of_a_log():
    assert [line for line in PIP if is_noise(line)] == [
        "Progress 0 of 20000000",
        "Progress 10000000 of 20000000",
    ]
