"""What the engine says: all of it is known to the plugin, told apart, and translated."""

from __future__ import annotations

import errno
import os
import re
import time

import pytest

from optosar.models.engine import warm
from optosar.plugin.engine.launch import engine_arguments
from optosar.plugin.phrases import PHRASES, known, lookup, said
from optosar.plugin.phrases.system import SYSTEM

from .engine_sentences import Sentences, skeleton

_NAMES = re.compile(r"{(\w+)}")
# What people call files, and what libraries say, holds what sentences are made of too.
_VALUES = ("7", "T11 north.tif", "/data/my scenes (2024)/a, b", "it broke; see there")
_ENGLISH = {
    "the",
    "of",
    "is",
    "are",
    "not",
    "and",
    "or",
    "be",
    "from",
    "with",
    "no",
    "one",
    "to",
    "it",
    "this",
    "that",
    "cannot",
    "has",
    "have",
    "use",
    "choose",
    "check",
    "give",
    "by",
    "on",
    "for",
    "at",
    "which",
    "its",
    "could",
    "were",
    "must",
    "needs",
    "holds",
    "between",
}


@pytest.fixture(scope="module")
def sentences(repository):
    return Sentences(repository)


@pytest.fixture(scope="module")
def german(translations, repository):
    return translations.read_translations(repository / "resources" / "i18n" / "optosar_de.ts")


def _filled(phrase, turn):
    """A phrase with values in place that are easily mistaken."""
    names = _NAMES.findall(phrase)
    return phrase.format(**{name: _VALUES[(i + turn) % len(_VALUES)] for i, name in enumerate(names)})


def _plain(phrase):
    """Values for a phrase that are not."""
    return {name: f"v{i}.tif" for i, name in enumerate(_NAMES.findall(phrase))}


def test_what_the_engine_imports_is_read(sentences):
    assert "optosar.models.engine" in engine_arguments()[1]
    assert {"models/engine/server.py", "models/coregister/warp.py"} <= sentences.modules
    # Imported by name, and for the calibration only.
    assert {f"models/{name[2:].replace('.', '/')}.py" for name in warm._HEAVY} <= sentences.modules
    assert "models/matching/calibration.py" not in sentences.modules
    assert not [name for name in sentences.modules if not name.startswith(("models/", "__init__"))]


@pytest.mark.parametrize(
    "sentence",
    [
        "The file {} does not exist.",  # given to an exception
        "Save the points again from the Georeferencer.",  # by a local name
        "Install the engine again.",  # in an answer
        "Cancelled.",  # when nothing else is said
        "{} already holds an index with another stride: {} instead of {}.",  # returned, one of several
        "a whole number from {} to {}",  # a parameter put into a sentence
        "about {} min",  # returned and put into a sentence
        "{} ({} of {}): {} of {} tile positions, {} tiles/s, {} left",  # added to
        "Block {} of {}: SAR keypoints",  # progress
        "It was given as SAR but has red, green and blue bands, as an optical image does.",  # returned elsewhere
        "positive values with median {}, as in detected amplitude",  # one of two that are returned
        "The agreeing matches cover too little of the image (spread {}, {} is needed).",  # yielded
        "Memory ran out; going on with batches of {} tiles.",  # the log
    ],
)
def test_a_text_is_followed_to_where_it_comes_from(sentences, sentence):
    assert sentence in sentences.found


def test_every_sentence_of_the_engine_is_known(sentences):
    phrases = {skeleton(phrase) for phrase in PHRASES}
    missing = {text: sorted(places) for text, places in sentences.found.items() if text not in phrases}
    assert not missing, f"enter these in plugin/phrases, and translate them: {missing}"
    assert len(sentences.found) > 300


def test_every_phrase_is_said_by_the_engine(sentences):
    """A sentence that was changed or taken out there is noticed here."""
    assert not [
        phrase for phrase in PHRASES if skeleton(phrase) not in sentences.found and phrase not in SYSTEM
    ]


@pytest.mark.skipif(os.name == "nt", reason="Windows speaks the user's language itself")
def test_reasons_of_the_system_are_its_own_words():
    words = {os.strerror(number) for number in errno.errorcode}
    assert not [phrase for phrase in SYSTEM if phrase not in words and "{" not in phrase]


def test_no_two_phrases_are_alike():
    assert len({skeleton(phrase) for phrase in PHRASES}) == len(PHRASES)
    for phrase in PHRASES:
        names = _NAMES.findall(phrase)
        assert len(set(names)) == len(names), phrase


@pytest.mark.parametrize("turn", range(len(_VALUES)))
def test_a_phrase_is_not_taken_for_another(turn):
    for phrase in PHRASES:
        text = _filled(phrase, turn)
        assert (known(text) or ("",))[0] == phrase, text
        # In English everything stays as the engine said it.
        assert said(text) == text


def test_values_come_out_as_they_went_in():
    for phrase in PHRASES:
        assert known(phrase.format(**_plain(phrase))) == (phrase, _plain(phrase))
    assert known("one of ") is None
    assert known("") is None


def test_every_phrase_is_translated(german):
    assert not [phrase for phrase in PHRASES if phrase not in german]


def test_translated_nothing_is_left_in_english(german, monkeypatch):
    monkeypatch.setattr(lookup, "looked_up", german.__getitem__)
    for phrase in PHRASES:
        values = _plain(phrase)
        text = phrase.format(**values)
        told = said(text)
        assert told != text
        for value in values.values():
            assert value in told, phrase
        # Commands keep their names.
        words = re.sub(r"„optosar[^“]*“|{\w+}", "", german[phrase])
        assert not _ENGLISH & set(re.findall(r"\w+", words.lower())), german[phrase]


def test_sentences_within_sentences_are_translated(german, monkeypatch):
    monkeypatch.setattr(lookup, "looked_up", german.__getitem__)
    assert said("“k” of search.options must be a whole number from 1 to 9.") == (
        "„k“ von search.options muss eine ganze Zahl von 1 bis 9 sein."
    )
    assert said("small.tif cannot be indexed. A stride of 7 px leaves gaps or never ends.") == (
        "small.tif lässt sich nicht in den Index aufnehmen. "
        "Eine Schrittweite von 7 px lässt Lücken oder kommt nie ans Ende."
    )
    assert said("/out/a.tif could not be written: Permission denied.") == (
        "/out/a.tif konnte nicht geschrieben werden: keine Berechtigung."
    )
    assert said("a.tif (2 of 3): 40 of 900 tile positions, 12.5 tiles/s, about 4 min left") == (
        "a.tif (2 von 3): 40 von 900 Kachelpositionen, 12.5 Kacheln/s, noch etwa 4 min"
    )


def test_looking_up_does_not_keep_the_panel_waiting():
    long = "Something went wrong in the engine: ValueError: " + "1 of 2: 3 x 4 (5), not 6 px. " * 2000
    texts = [_filled(phrase, 0) for phrase in PHRASES]
    began = time.perf_counter()
    known(long)
    known(long + "\n")
    known(long[20:])
    for text in texts:
        known(text)
    assert time.perf_counter() - began < 1
