"""`make translations`: each text in the code is found, what is translated stays, what is gone goes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tools"))

import make_translations  # noqa: E402 - the tools are scripts, no package
from translations.messages import find_codes, find_messages, read_code  # noqa: E402
from translations.texts import find_texts  # noqa: E402
from translations.ts_file import Entry, merge, read_ts, write_ts  # noqa: E402

ERRORS = '''
class MiningDetectorError(Exception):
    def __init__(self, code, message, hint=""):
        super().__init__(message)


class SceneError(MiningDetectorError):
    """Of a scene."""
'''


def sentences(tmp_path: Path, code: str) -> dict[str, tuple[str, ...]]:
    """Return what a file of an engine can tell, with the placeholders that are sentences themselves."""
    package = tmp_path / "package" / "engine"
    package.mkdir(parents=True)
    (package / "errors.py").write_text(ERRORS)
    (package / "stage.py").write_text(code)
    found = find_messages(read_code(package.parent, ("engine",)))
    return {message.text: message.inner for message in found}


def found_texts(tmp_path: Path, code: str):
    (tmp_path / "panel.py").write_text(code)
    return find_texts(tmp_path)


def test_texts_are_found_with_their_kind_in_reading_order(tmp_path):
    texts, problems = found_texts(
        tmp_path,
        'a = tr("One " "two")\nb = tr_count("%n runs", 3)\nc = tr("on" if a else "off").format(x=1)\n',
    )
    assert [(text.source, text.is_counted) for text in texts] == [
        ("One two", False),
        ("%n runs", True),
        ("on", False),
        ("off", False),
    ]
    assert problems == []


def test_text_that_is_not_written_in_its_call_is_a_problem(tmp_path):
    _, problems = found_texts(tmp_path, 'name = "x"\ntr(name)\ntr(f"{name} runs")\ntr("fine")\n')
    assert [problem.place for problem in problems] == ["panel.py:2", "panel.py:3"]


def test_error_becomes_a_sentence_with_named_placeholders(tmp_path):
    found = sentences(
        tmp_path, 'raise SceneError("gone", f"{scene.name} has {len(bands)} bands.", f"Use {a} or {a}.")'
    )
    assert set(found) == {"{scene_name} has {count} bands.", "Use {a} or {a_2}."}


def test_reports_to_a_reporter_are_found_and_other_methods_of_the_name_are_not(tmp_path):
    found = sentences(
        tmp_path,
        'reporter.warning("slow", "It is slow.", hint="Wait.")\nself._reporter.log("Step done.")\n'
        'reporter.progress("x", 0, 1, 0.5, "Working")\nlog.warning("Not for users %s", "at all")\n',
    )
    assert set(found) == {"It is slow.", "Wait.", "Step done.", "Working"}


def test_choices_and_local_names_become_whole_sentences(tmp_path):
    found = sentences(
        tmp_path,
        "def fail(rasters, path):\n"
        '    held = f"{len(rasters)} rasters" if rasters else "no raster"\n'
        '    raise SceneError("gone", f"{path} holds {held}.")\n',
    )
    assert set(found) == {"{path} holds {count} rasters.", "{path} holds no raster."}


def test_text_that_a_function_passes_on_is_found_and_marked_as_a_sentence_of_its_own(tmp_path):
    found = sentences(
        tmp_path,
        "def _invalid(path, detail):\n"
        '    return SceneError("gone", f"{path} is wrong: {detail}.")\n\n'
        'raise _invalid(file, f"its field {name} is missing")\n',
    )
    assert found == {"{path} is wrong: {detail}.": ("detail",), "its field {name} is missing": ()}


def test_text_that_a_function_gives_back_is_found(tmp_path):
    found = sentences(
        tmp_path,
        'def _why(seen):\n    return True, f"The darkest band starts at {seen:.0f}."\n\n'
        'def decide(seen):\n    is_late, reason = _why(seen)\n    raise SceneError("late", reason)\n',
    )
    assert set(found) == {"The darkest band starts at {seen}."}


def test_values_without_words_are_no_sentences(tmp_path):
    assert sentences(tmp_path, 'raise SceneError("gone", f"{path}: {error}", "")') == {}


def test_codes_of_errors_and_warnings_are_found(tmp_path):
    package = tmp_path / "engine"
    package.mkdir()
    (package / "errors.py").write_text(ERRORS)
    (package / "stage.py").write_text(
        'def f(wide):\n    raise SceneError("wide" if wide else "narrow", "No.")\nreporter.warning("slow", "It is.")\n'
    )
    assert set(find_codes(read_code(tmp_path, ("engine",)))) == {"wide", "narrow", "slow"}


def test_file_is_read_as_it_was_written(tmp_path):
    entries = [
        Entry("A & <b>", ("gui/a.py",), False, ("Ä „x“",)),
        Entry("%n runs", ("gui/a.py", "gui/b.py"), True, ("%n Lauf", "%n Läufe")),
        Entry("Not yet", ("gui/b.py",)),
    ]
    path = tmp_path / "mining_detector_es.ts"
    write_ts(path, "es", entries)
    read = read_ts(path)
    assert read == entries
    assert [entry.is_finished for entry in read] == [True, True, False]


def test_finished_translations_stay_and_vanished_texts_go():
    known = [Entry("Kept", (), False, ("Behalten",)), Entry("Gone", (), False, ("Weg",))]
    merged = merge([Entry("New", ("b.py",)), Entry("Kept", ("c.py",))], known)
    assert merged == [Entry("New", ("b.py",)), Entry("Kept", ("c.py",), False, ("Behalten",))]


@pytest.mark.skipif(not make_translations.find_lrelease(), reason="needs lrelease")
def test_compiled_file_holds_finished_translations_alone(tmp_path):
    write_ts(tmp_path / "mining_detector_es.ts", "es", [Entry("Yes", (), False, ("Claro",)), Entry("No")])
    make_translations.compile_files(tmp_path, make_translations.find_lrelease())
    compiled = (tmp_path / "mining_detector_es.qm").read_bytes()
    assert "Claro".encode("utf-16-be") in compiled
    assert b"No" not in compiled


def test_files_of_older_code_are_told_apart(tmp_path):
    entries, messages, problems = make_translations.wanted_entries(make_translations.PACKAGE)
    assert problems == []
    make_translations.write_files(tmp_path, entries, messages)
    assert make_translations.stale_files(tmp_path, entries, messages) == []
    changed = [*entries[1:], Entry("Brand new", ("gui/dock.py",))]
    stale = make_translations.stale_files(tmp_path, changed, messages)
    assert stale == ["mining_detector_es.ts", "mining_detector_fr.ts", "mining_detector_pt.ts"]
    catalogue = json.loads((tmp_path / "messages.json").read_text(encoding="utf-8"))
    assert {"text": "Cancelled.", "inner": []} in catalogue
