"""The bundled styles, with legends in the user's language."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsGraduatedSymbolRenderer,
    QgsLineSymbol,
    QgsRuleBasedRenderer,
    QgsVectorLayer,
)

from ..i18n import tr

_FOLDER = Path(__file__).parent.parent.parent / "resources" / "styles"

# Above so many features, lines have this share of their width.
_FINENESS = ((1000, 0.4), (200, 0.6))


def apply_style(layer: QgsVectorLayer, name: str) -> bool:
    """Give ``layer`` the bundled style ``name``.

    Returns:
        Whether the style was loaded; a layer without it is still usable.
    """
    _, loaded = layer.loadNamedStyle(str(_FOLDER / f"{name}.qml"))
    if loaded:
        _translate_legend(layer)
        _spread_classes(layer)
        _thin_lines(layer)
    return bool(loaded)


def _legend() -> dict[str, str]:
    return {
        "Not used: outlier or excluded": tr("Not used: outlier or excluded"),
        "Match in the fit (circle optical, square SAR)": tr("Match in the fit (circle optical, square SAR)"),
        "Check match, held out (dashed)": tr("Check match, held out (dashed)"),
        "Residual up to 1 px": tr("Residual up to 1 px"),
        "Residual 1 to 2 px": tr("Residual 1 to 2 px"),
        "Residual over 2 px": tr("Residual over 2 px"),
        "Optical keypoint": tr("Optical keypoint"),
        "SAR keypoint": tr("SAR keypoint"),
    }


def _translate_legend(layer: QgsVectorLayer) -> None:
    texts = _legend()
    renderer = layer.renderer()
    if isinstance(renderer, QgsRuleBasedRenderer):
        for rule in renderer.rootRule().descendants():
            rule.setLabel(texts.get(rule.label(), rule.label()))
    elif isinstance(renderer, QgsCategorizedSymbolRenderer):
        for index, category in enumerate(renderer.categories()):
            renderer.updateCategoryLabel(index, texts.get(category.label(), category.label()))


def _spread_classes(layer: QgsVectorLayer) -> None:
    """Lay the classes evenly over the values present: the scores of one run lie close together."""
    renderer = layer.renderer()
    if not isinstance(renderer, QgsGraduatedSymbolRenderer) or not layer.featureCount():
        return
    index = layer.fields().indexOf(renderer.classAttribute())
    low, high = float(layer.minimumValue(index)), float(layer.maximumValue(index))
    count = len(renderer.ranges())
    step = (high - low) / count
    text = tr("Score {low:.3f} to {high:.3f}")
    for i in range(count):
        # The outermost bounds leave room for rounding; equal scores all fall into the uppermost class.
        lower = low + i * step if i else low - 1e-6
        upper = low + (i + 1) * step if i < count - 1 else high + 1e-6
        renderer.updateRangeLowerValue(i, lower)
        renderer.updateRangeUpperValue(i, upper)
        renderer.updateRangeLabel(i, text.format(low=max(lower, low), high=min(upper, high)))


def _thin_lines(layer: QgsVectorLayer) -> None:
    """Draw many lines finer than few, so that they do not become one blot."""
    renderer = layer.renderer()
    share = next((share for count, share in _FINENESS if layer.featureCount() > count), 1.0)
    if not isinstance(renderer, QgsRuleBasedRenderer) or share == 1.0:
        return
    for rule in renderer.rootRule().descendants():
        symbol = rule.symbol()
        if isinstance(symbol, QgsLineSymbol):
            symbol.setWidth(symbol.width() * share)
