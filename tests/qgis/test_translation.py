"""Texts in the language of QGIS: the plugin's own, and the sentences that engine and client wrote in English."""

from __future__ import annotations

import json
from string import Formatter

import pytest

from .pseudo_language import pseudo, pseudo_language

pytestmark = pytest.mark.qgis


@pytest.fixture
def translation(loaded_plugin):
    from mining_detector_plugin import translation

    return translation


@pytest.fixture
def translate_message(loaded_plugin):
    from mining_detector_plugin.message_translation import translate_message

    return translate_message


def catalogue(translation) -> list[dict]:
    return json.loads((translation.TRANSLATIONS / "messages.json").read_text(encoding="utf-8"))


def filled(text: str) -> dict[str, str]:
    """Return a value for each placeholder, as different from words as values are."""
    names = [name for _, name, _, _ in Formatter().parse(text) if name]
    return {name: f"/dät/{number}a.tif" for number, name in enumerate(names)}


def test_each_sentence_of_the_code_is_known_again_with_its_values(translation, translate_message):
    sentences = catalogue(translation)
    assert len(sentences) > 200
    with pseudo_language(translation.CONTEXT):
        for sentence in sentences:
            values = filled(sentence["text"])
            told = sentence["text"].format(**values)
            assert translate_message(told) == pseudo(sentence["text"]).format(**values)


def test_message_and_hint_in_one_text_are_translated_each(translation, translate_message):
    with pseudo_language(translation.CONTEXT):
        translated = translate_message("There is no file /a. b/c.tif. Check the path of the scene.")
    assert translated == pseudo("There is no file {path}.").format(path="/a. b/c.tif") + " " + pseudo(
        "Check the path of the scene."
    )


def test_sentence_within_a_sentence_is_translated_too(translation, translate_message):
    reason = "The file's tags give scale 0.0001 and offset -0.1."
    with pseudo_language(translation.CONTEXT):
        translated = translate_message(f"Reflectance = value x 0.0001 -0.1. {reason}")
        assert translate_message(reason) != reason
        assert (
            translated.endswith(translate_message(reason) + pseudo("")[1:])
            or translate_message(reason) in translated
        )


def test_text_that_nobody_wrote_stays_as_it_is(translation, translate_message):
    with pseudo_language(translation.CONTEXT):
        for text in ("", "Traceback (most recent call last):", "ImportError: no module named x", "a. b. c."):
            assert translate_message(text) == text


def test_sentence_that_could_be_two_stays_in_english(translation, translate_message, monkeypatch):
    from mining_detector_plugin import message_translation

    both = (
        message_translation._read("{owner_of_the_place} is in b.", ()),
        message_translation._read("a is in {b}.", ()),
    )
    monkeypatch.setattr(message_translation, "_sentences", lambda: both)
    with pseudo_language(translation.CONTEXT):
        assert translate_message("x is in b.") == pseudo("{owner_of_the_place} is in b.").format(
            owner_of_the_place="x"
        )
        assert translate_message("a is in b.") == "a is in b."


def test_error_keeps_its_code_and_details(translation, loaded_plugin):
    from mining_detector_plugin.client.errors import ClientError
    from mining_detector_plugin.message_translation import translate_error

    with pseudo_language(translation.CONTEXT):
        error = translate_error(ClientError("cancelled", "Cancelled.", "Start again when you like.", "tail"))
    assert (error.code, error.details) == ("cancelled", "tail")
    assert error.text == f"{pseudo('Cancelled.')} {pseudo('Start again when you like.')}"


def test_english_is_shown_where_nobody_translated(translation):
    translator = translation.install_translator("tlh")
    try:
        assert translation.tr("Detect") == "Detect"
    finally:
        translation.remove_translator(translator)


@pytest.mark.parametrize(
    ("locale", "word"),
    [("es", "Detectar"), ("es_MX", "Detectar"), ("pt_BR", "Detectar"), ("fr_CA", "Détecter")],
)
def test_language_of_a_country_is_shown_until_it_is_taken_away(translation, locale, word):
    translator = translation.install_translator(locale)
    try:
        assert translation.tr("Detect") == word
    finally:
        translation.remove_translator(translator)
    assert translation.tr("Detect") == "Detect"


@pytest.mark.parametrize(
    ("locale", "one", "many"),
    [("en_US", "1 place", "7 places"), ("es", "1 lugar", "7 lugares"), ("pt_BR", "1 lugar", "7 lugares")],
)
def test_word_goes_with_its_number(translation, locale, one, many):
    translator = translation.install_translator(locale)
    try:
        assert [translation.tr_count("%n places", count) for count in (1, 7)] == [one, many]
    finally:
        translation.remove_translator(translator)


def test_worker_speaks_the_language_of_qgis(translation, translate_message):
    translator = translation.install_translator("pt_BR")
    try:
        told = translate_message("There is no file /tmp/área.gpkg. Check the path of the area of interest.")
    finally:
        translation.remove_translator(translator)
    assert told == "Não existe o arquivo /tmp/área.gpkg. Verifique o caminho da área de interesse."


@pytest.mark.parametrize(
    ("locale", "shown"), [("en", "48,784.5"), ("es", "48\xa0784.5"), ("fr", "48\xa0784.5")]
)
def test_large_numbers_can_not_be_read_as_small_ones(translation, locale, shown):
    translator = translation.install_translator(locale)
    try:
        assert translation.tr("{area} ha").format(area="48,784.5") == f"{shown} ha"
        assert translation.tr("{area:,.1f} ha").format(area=48784.5) == f"{shown} ha"
        assert translation.tr("{area} ha").format(area="B02,B03 in /a/1,000/b") == "B02,B03 in /a/1,000/b ha"
    finally:
        translation.remove_translator(translator)


def test_text_is_a_plain_string_where_qt_takes_any_value(translation):
    assert type(translation.tr("Mean confidence")) is str
    assert type(translation.tr("{area} ha").format(area=3)) is str
    assert type(translation.tr_count("%n places", 3)) is str
