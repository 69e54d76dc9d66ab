"""The pages for users: an entry for each code of an error."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "tools"))

from translations.messages import find_codes, read_code  # noqa: E402 - the tools are scripts, no package

TROUBLESHOOTING = ROOT / "docs" / "user" / "troubleshooting.md"
_ENTRY = re.compile(r"^\| `(\w+)` \| (.+) \| (.+) \|$", re.MULTILINE)


def told_codes() -> set[str]:
    package = ROOT / "mining_detector_plugin"
    return set(find_codes(read_code(package, ("client", "engine", "gui", "processing"))))


def test_each_code_has_an_entry_with_cause_and_cure_and_none_is_stale():
    entries = [code for code, _, _ in _ENTRY.findall(TROUBLESHOOTING.read_text(encoding="utf-8"))]
    assert len(entries) == len(set(entries))
    assert told_codes() - set(entries) == set()
    assert set(entries) - told_codes() == set()
