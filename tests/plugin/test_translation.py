"""The translations: complete, with the values in place, and loaded in the language of QGIS."""

from __future__ import annotations

import re
import shutil
import sys

import pytest
from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QObject
from qgis.PyQt.QtWidgets import QAbstractButton, QLabel

from optosar.models.matching.verdict import Evidence, Thresholds, judge
from optosar.plugin import i18n
from optosar.plugin.actions import add_match_action, pick_action, swipe_action
from optosar.plugin.dock.dock import OptoSARDock
from optosar.plugin.help import help_file
from optosar.plugin.phrases import said

LANGUAGES = ("de",)


@pytest.fixture
def german(translations, repository, tmp_path, monkeypatch, qgis_app):
    """The plugin in a QGIS that is set to German."""
    shutil.copy(repository / "resources" / "i18n" / "optosar_de.ts", tmp_path)
    assert translations.compile_all(tmp_path) == 1
    monkeypatch.setattr(i18n, "_FOLDER", tmp_path)
    settings = QgsSettings()
    settings.setValue("locale/overrideFlag", True)
    settings.setValue("locale/userLocale", "de_AT")
    translator = i18n.install_translator()
    assert translator is not None
    yield translator
    QCoreApplication.removeTranslator(translator)
    settings.remove("locale/overrideFlag")
    settings.remove("locale/userLocale")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_is_translated(translations, repository, language):
    known = translations.read_translations(repository / "resources" / "i18n" / f"optosar_{language}.ts")
    strings = translations.source_strings(repository)
    assert len(strings) > 300
    missing = [text for text in strings if text not in known]
    assert not missing, f"run {sys.executable} scripts/translations.py update, and translate: {missing}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_values_and_mnemonics(translations, repository, language):
    known = translations.read_translations(repository / "resources" / "i18n" / f"optosar_{language}.ts")
    for source, translation in known.items():
        assert sorted(re.findall(r"{[^}]*}", source)) == sorted(re.findall(r"{[^}]*}", translation)), source
        assert source.count("&") == translation.count("&"), source


def test_the_panel_speaks_the_language_of_qgis(german, qgis_new_project, qtbot):
    actions = QObject()
    dock = OptoSARDock(pick_action(actions), add_match_action(actions), swipe_action(actions))
    qtbot.addWidget(dock)
    assert dock.pages.tabText(1) == "&2 Suche"
    assert dock.index.build.text() == "&Erstellen"
    for i in range(dock.pages.count()):
        widgets = dock.pages.widget(i).findChildren((QAbstractButton, QLabel))
        keys = [found[1].upper() for widget in widgets if (found := re.search("&(.)", widget.text()))]
        assert len(keys) == len(set(keys)), f"{dock.pages.tabText(i)}: {sorted(keys)}"


def test_verdicts_and_progress_are_told_in_the_language_of_qgis(german):
    good = {
        "matches": 60,
        "inliers": 38,
        "inlier_ratio": 0.63,
        "significance": 90.0,
        "spread": 0.8,
        "scale": 1.0,
    }
    good |= {
        "rotation_deg": 0.0,
        "anisotropy": 1.0,
        "foreshortening": 1.0,
        "rmse_px": 0.8,
        "confirmed": 200.0,
    }
    limits = Thresholds(min_significance=84.0, min_confirmed=139.0)
    assert said(judge(Evidence(**good), limits).reason) == (
        "38 von 60 Treffern stimmen mit einem Modell überein, auf 0.8 px (RMSE) genau und über das Bild verteilt."
    )
    for worse in (
        {"inliers": 3},
        {"inlier_ratio": 0.001},
        {"confirmed": 20.0},
        {"confirmed": None, "significance": 2.0},
        {"spread": 0.01},
        {"scale": 9.0},
        {"anisotropy": 9.0},
    ):
        verdict = judge(Evidence(**{**good, **worse}), limits)
        assert not verdict.accepted
        for text in (verdict.reason, verdict.hint):
            assert said(text) != text, text
    assert said("Block 3 of 12: reading") == "Block 3 von 12: wird gelesen"
    assert said("a.tif: 40 of 900 tile positions, 12.5 tiles/s, about 4 min left") == (
        "a.tif: 40 von 900 Kachelpositionen, 12.5 Kacheln/s, noch etwa 4 min"
    )
    assert said("something else") == "something else"


def test_another_language_is_english(monkeypatch, tmp_path, qgis_app):
    monkeypatch.setattr(i18n, "_FOLDER", tmp_path)
    assert i18n.install_translator() is None
    assert i18n.tr("Accepted") == "Accepted"


def test_an_update_keeps_translations_and_marks_what_is_new(translations, tmp_path):
    file = tmp_path / "resources" / "i18n" / "optosar_de.ts"
    file.parent.mkdir(parents=True)
    (tmp_path / "plugin").mkdir()
    source = tmp_path / "plugin" / "words.py"
    source.write_text('tr("One")\ntr("Two <&>")\n')
    translations.write_translations(
        file, "de", translations.source_strings(tmp_path), {"Two <&>": "Zwei <&>"}
    )
    source.write_text('tr("Two <&>")\ntr("Three")\n')
    assert translations.update(tmp_path) == 1
    assert translations.read_translations(file) == {"Two <&>": "Zwei <&>"}
    source.write_text("tr(word)\n")
    with pytest.raises(ValueError, match="constant"):
        translations.source_strings(tmp_path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_calls_controls_as_the_panel_does(translations, repository, language):
    english, foreign = (
        (repository / "resources" / "help" / f"{name}.html").read_text(encoding="utf-8")
        for name in ("en", language)
    )
    # The same chapters, lists and tables in the same order.
    tags = re.compile(r"<(/?(?:h1|h2|p|ul|li|table|tr|td|th)\b)")
    assert tags.findall(english) == tags.findall(foreign)
    assert f'<html lang="{language}">' in foreign

    def bare(text):
        return text.replace("&", "").replace(" ", " ")

    known = translations.read_translations(repository / "resources" / "i18n" / f"optosar_{language}.ts")
    names = {bare(source): bare(translation) for source, translation in known.items()}
    named = re.findall(r"<b>(.*?)</b>", english)
    bold = {bare(text) for text in re.findall(r"<b>(.*?)</b>", foreign)}
    controls = [name for name in named if name in names]
    assert len(controls) > 15
    assert not [f"{name}: {names[name]}" for name in controls if names[name] not in bold]


def test_the_help_is_shown_in_the_language_of_qgis(german):
    assert help_file().name == "de.html"
