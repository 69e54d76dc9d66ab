"""The translations themselves: all there, nothing lost on the way, no English left in them, compiled as they are."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from string import Formatter

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "tools"))

import make_translations  # noqa: E402 - the tools are scripts, no package
from translations.ts_file import Entry, read_ts  # noqa: E402

LANGUAGES = ("es", "fr", "pt")
_MNEMONIC = re.compile(r"&(?!&)\w")
#: Words of English that none of the three languages has.
_ENGLISH = re.compile(r"\b(the|and|which|with|from|this|that|are|was|of|it)\b", re.IGNORECASE)
_NOT_TRANSLATED = re.compile(r"%n|'[^']*'|\{[^}]*\}|\S*[./=_]\S*")


def entries_of(language: str) -> list[Entry]:
    return read_ts(make_translations.I18N / f"mining_detector_{language}.ts")


def finished(language: str) -> list[Entry]:
    return [entry for entry in entries_of(language) if entry.is_finished]


def placeholders(text: str) -> list[tuple[str, str]]:
    return sorted((name, form) for _, name, form, _ in Formatter().parse(text) if name is not None)


def test_files_are_those_of_the_code():
    entries, messages, problems = make_translations.wanted_entries(make_translations.PACKAGE)
    assert problems == []
    stale = make_translations.stale_files(make_translations.I18N, entries, messages)
    assert stale == [], "run make translations, and commit what it writes"


@pytest.mark.parametrize("language", ("en", *LANGUAGES))
def test_every_text_is_translated(language):
    missing = [entry.source for entry in entries_of(language) if not entry.is_finished]
    assert missing == [], f"translate them in mining_detector_{language}.ts, then run make translations"


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_those_of_the_source(language):
    for entry in finished(language):
        for form in entry.forms:
            assert placeholders(form) == placeholders(entry.source), entry.source
        assert not entry.is_counted or "%n" in entry.forms[-1], entry.source


@pytest.mark.parametrize("language", LANGUAGES)
def test_mnemonics_are_where_the_source_has_them(language):
    for entry in finished(language):
        for form in entry.forms:
            assert len(_MNEMONIC.findall(form)) == len(_MNEMONIC.findall(entry.source)), entry.source


@pytest.mark.parametrize("language", LANGUAGES)
def test_ends_and_line_breaks_are_those_of_the_source(language):
    for entry in finished(language):
        for form in entry.forms:
            assert form.count("\n") == entry.source.count("\n"), entry.source
            assert form.endswith(" ") == entry.source.endswith(" "), entry.source
            assert form.startswith(" ") == entry.source.startswith(" "), entry.source
            assert form.rstrip().endswith("…") == entry.source.rstrip().endswith("…"), entry.source
            assert form.rstrip().endswith(".") == entry.source.rstrip().endswith("."), entry.source


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_english_is_left(language):
    for entry in finished(language):
        for form in entry.forms:
            assert not _ENGLISH.search(_NOT_TRANSLATED.sub("", form)), form
            # Single words and names may be the same.
            words = _NOT_TRANSLATED.sub("", entry.source).split()
            assert form != entry.source or len(words) <= 1 or "Mining Detector" in form, form


@pytest.mark.parametrize("language", ("en", *LANGUAGES))
def test_compiled_file_is_that_of_the_translations(language, tmp_path):
    lrelease = make_translations.find_lrelease()
    if lrelease is None:
        pytest.skip("needs lrelease: apt-get install qttools5-dev-tools")
    name = f"mining_detector_{language}"
    (tmp_path / f"{name}.ts").write_bytes((make_translations.I18N / f"{name}.ts").read_bytes())
    make_translations.compile_files(tmp_path, lrelease)
    assert (tmp_path / f"{name}.qm").read_bytes() == (make_translations.I18N / f"{name}.qm").read_bytes()
