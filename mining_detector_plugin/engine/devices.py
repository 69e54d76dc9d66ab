"""Which device runs the models, and why. The choice is made here and nowhere else."""

from __future__ import annotations

import importlib.util
import os
from dataclasses import asdict, dataclass
from typing import Any

from .errors import DeviceError

#: A GPU with less free memory than this is left alone: the networks, their tiles and CUDA itself need about as much.
NEEDED_MEMORY_MB = 1500
#: What networks may compute in: the fastest that the device is good at, or float32 everywhere.
PRECISIONS = ("auto", "float32")


@dataclass(frozen=True)
class Device:
    """A device that models can run on.

    Attributes:
        id: ``cpu`` or ``cuda:0`` and on.
        name: what people call it.
        memory_total_mb, memory_free_mb: None where not known.
        usable: whether it can be chosen.
        reason: why it can or can't, as a sentence.
    """

    id: str
    name: str
    memory_total_mb: int | None
    memory_free_mb: int | None
    usable: bool
    reason: str


def list_devices() -> list[Device]:
    """Return the processor and every GPU that an installed runtime can see."""
    return [_processor(), *_cuda_devices()]


def choose_device(wanted: str = "auto") -> Device:
    """Return the device to use, with the reason.

    Args:
        wanted: ``auto`` (the usable GPU with the most free memory, else the processor), ``cpu`` or ``cuda:N``.

    Raises:
        DeviceError: ``device_unknown`` or ``device_unusable``.
    """
    if wanted == "cpu":
        return _processor()
    devices = list_devices()
    if wanted != "auto":
        chosen = next((device for device in devices if device.id == wanted), None)
        if chosen is None:
            raise DeviceError(
                "device_unknown", f"There is no device {wanted} here.",
                f"Choose one of: auto, {', '.join(device.id for device in devices)}.",
            )  # fmt: skip
        if not chosen.usable:
            raise DeviceError("device_unusable", f"{chosen.name}: {chosen.reason}", "Choose auto or cpu.")
        return chosen
    gpus = [device for device in devices if device.id != "cpu"]
    usable = [device for device in gpus if device.usable]
    if usable:
        return max(usable, key=lambda device: device.memory_free_mb or 0)
    processor = devices[0]
    why = "; ".join(f"{gpu.name}: {gpu.reason}" for gpu in gpus) or _why_no_gpu()
    return Device(**asdict(processor) | {"reason": f"Runs on the processor. {why}"})


def describe_devices() -> dict[str, Any]:
    """Return the answer to the worker's ``devices`` request."""
    automatic = choose_device()
    return {
        "devices": [asdict(device) for device in list_devices()],
        "automatic": automatic.id,
        "reason": automatic.reason,
    }


def has_torch() -> bool:
    """Tell whether torch is installed, without the seconds that importing it takes."""
    return importlib.util.find_spec("torch") is not None


def _processor() -> Device:
    cores = os.cpu_count() or 1
    return Device("cpu", f"Processor ({cores} cores)", None, None, True, "Always there.")


def _why_no_gpu() -> str:
    if not has_torch():
        return "The light environment has no GPU support."
    return "No GPU that CUDA can use was found."


def _cuda_devices() -> list[Device]:
    if not has_torch():
        return []
    try:
        import torch

        if not torch.cuda.is_available():
            return []
    except (ImportError, OSError, RuntimeError) as error:
        return [Device("cuda:0", "GPU", None, None, False, f"torch can't be loaded: {error}")]
    found = []
    for index in range(torch.cuda.device_count()):
        name = torch.cuda.get_device_name(index)
        try:
            free, total = (int(size / 2**20) for size in torch.cuda.mem_get_info(index))
        except RuntimeError as error:
            found.append(Device(f"cuda:{index}", name, None, None, False, f"It does not answer: {error}"))
            continue
        usable = free >= NEEDED_MEMORY_MB
        memory = f"{free / 1024:.1f} of {total / 1024:.1f} GB are free"
        reason = f"CUDA is there, and {memory}." if usable else f"CUDA is there, but {memory}."
        found.append(Device(f"cuda:{index}", name, total, free, usable, reason))
    return found
