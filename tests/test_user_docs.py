"""The pages for users: an entry for each code of an error, no link into nothing, pictures that are small."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "tools"))

from translations.messages import find_codes, read_code  # noqa: E402 - the tools are scripts, no package

PAGES = sorted((ROOT / "docs" / "user").glob("*.md"))
TROUBLESHOOTING = ROOT / "docs" / "user" / "troubleshooting.md"
LARGEST_PICTURE_BYTES = 150_000
_ENTRY = re.compile(r"^\| `(\w+)` \| (.+) \| (.+) \|$", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)#\s]*)(?:#([\w-]+))?\)")


def told_codes() -> set[str]:
    package = ROOT / "mining_detector_plugin"
    return set(find_codes(read_code(package, ("client", "engine", "gui", "processing"))))


def test_each_code_has_an_entry_with_cause_and_cure_and_none_is_stale():
    entries = [code for code, _, _ in _ENTRY.findall(TROUBLESHOOTING.read_text(encoding="utf-8"))]
    assert len(entries) == len(set(entries))
    assert told_codes() - set(entries) == set()
    assert set(entries) - told_codes() == set()


def anchors(page: Path) -> set[str]:
    """Return the anchors that a page's headings have where it is shown on the web."""
    titles = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", [*PAGES, ROOT / "README.md"], ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    for target, anchor in _LINK.findall(page.read_text(encoding="utf-8")):
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        path = (page.parent / target).resolve() if target else page
        assert path.exists(), target
        assert not anchor or anchor in anchors(path), f"{target}#{anchor}"


def test_every_page_is_in_the_contents():
    contents = (ROOT / "docs" / "user" / "index.md").read_text(encoding="utf-8")
    assert [page.name for page in PAGES if page.stem != "index" and f"({page.name})" not in contents] == []


def test_pictures_of_the_pages_are_small():
    pictures = {
        (page.parent / target).resolve()
        for page in PAGES
        for target, _ in _LINK.findall(page.read_text(encoding="utf-8"))
        if target.endswith(".png")
    }
    assert pictures
    assert [path.name for path in pictures if path.stat().st_size >= LARGEST_PICTURE_BYTES] == []
