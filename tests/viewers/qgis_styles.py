#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""QGIS without a screen loads every map's .qml and .sld: each municipality of study.gpkg is drawn by one rule, the one of the class that the vector tiles give it, with the legend's words and look.

    qgis_styles.py --binary PROGRAM --source TREE

Two studies: the demo, and one drawn so that municipalities are without record, at zero, suppressed and of unsettled reach. Leaves by os._exit, since QGIS crashes where layers outlive it.
"""

import collections
import json
import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import look  # noqa: E402
from every_state import drawn_in_every_style  # noqa: E402

try:
    from osgeo import gdal
    from qgis.core import QgsExpression, QgsExpressionContext, QgsExpressionContextUtils, QgsFeatureRequest, QgsVectorLayer
except ImportError:
    look.skip("this Python has no qgis")

BRUSHES = {"hatch": "b_diagonal", "hatch_back": "f_diagonal", "dots": "dense6"}


def classes_in_tiles(out, style):
    """key -> class, as the vector tiles carry it."""
    tiles = gdal.OpenEx(str(out / "presencia.mbtiles"), gdal.OF_VECTOR, open_options=["ZOOM_LEVEL=5"])
    return {one["key"]: one[f"class_{style}"] for one in tiles.GetLayerByName("municipalities")}


def rules_of(layer):
    """(label, expression, symbol) of each rule."""
    renderer = layer.renderer()
    assert renderer.type() == "RuleRenderer", renderer.type()
    found = []
    for rule in renderer.rootRule().children():
        assert rule.filterExpression() and not rule.isElse() and not rule.children(), rule.label()
        expression = QgsExpression(rule.filterExpression())
        assert not expression.hasParserError(), (rule.filterExpression(), expression.parserErrorString())
        found.append((rule.label(), expression, rule.symbol()))
    return found


def check_look(symbol, one):
    """The first layer of a rule's symbol is the class's fill, the second its pattern."""
    layers = symbol.symbolLayers()
    assert layers[0].fillColor().name() == one["fill"], (one, layers[0].fillColor().name())
    assert len(layers) == (1 if one["pattern"] == "solid" else 2), (one, len(layers))
    if one["pattern"] in BRUSHES:
        assert (layers[1].properties()["style"], layers[1].fillColor().name()) == (BRUSHES[one["pattern"]], one["pattern_colour"]), (one, layers[1].properties())
    elif one["pattern"] == "outline":
        assert layers[1].strokeColor().name() == one["pattern_colour"] or layers[1].color().name() == one["pattern_colour"], (one, layers[1].properties())


def count_of(layer, expression):
    """How many municipalities the store gives for an expression. Read to the end: QGIS waits forever for a fifth open reader of a file."""
    return sum(1 for _ in layer.getFeatures(QgsFeatureRequest().setFilterExpression(expression)))


def check_rules(layer, legend, expected):
    """Every municipality satisfies one rule, that of its class."""
    rules = rules_of(layer)
    by_place = legend["classes"]
    assert [label for label, _, _ in rules] == [one["label"] for one in by_place], [label for label, _, _ in rules]
    for (_, _, symbol), one in zip(rules, by_place):
        check_look(symbol, one)
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    counted = collections.Counter()
    for feature in layer.getFeatures():
        context.setFeature(feature)
        matching = [one["id"] for (_, expression, _), one in zip(rules, by_place) if expression.evaluate(context)]
        for _, expression, _ in rules:
            assert not expression.hasEvalError(), (expression.expression(), expression.evalErrorString())
        key = f"{feature['country']}:{feature['code']}"
        assert matching == [expected[key]], (key, matching, expected[key], feature["no_value"])
        counted[matching[0]] += 1
    # A map is drawn from what the store gives for the rules: it reads them itself, and need not read them as QGIS does.
    fetched = [count_of(layer, expression.expression()) for _, expression, _ in rules]
    assert fetched == [one["municipalities"] for one in by_place], f"the store reads the rules otherwise: {fetched}"
    drawn = count_of(layer, " OR ".join(f"({expression.expression()})" for _, expression, _ in rules))
    assert drawn == layer.featureCount(), f"{drawn} of {layer.featureCount()} municipalities are drawn"
    assert dict(counted) == {one["id"]: one["municipalities"] for one in by_place if one["municipalities"]}, counted


def check_offered(layer, styles):
    """The GeoPackage offers every map, opens with the map of gaps, and sites and what is unreached open drawn, too; all with names for their columns."""
    own, _, names, _, error = layer.listStylesInDatabase()
    assert sorted(names[:own]) == styles and not error, (names, error)
    assert layer.renderer().type() == "RuleRenderer" and '"gap_class"' in layer.renderer().rootRule().children()[0].filterExpression()


def check_others(out):
    for name, kind, column in (("sites", "categorizedSymbol", "operating"), ("unreached", "singleSymbol", "whole_municipality"), ("municipalities", "RuleRenderer", "rate_eb")):
        layer = QgsVectorLayer(f"{out}/study.gpkg|layername={name}", name, "ogr")
        assert layer.renderer().type() == kind, (name, layer.renderer().type())
        assert layer.attributeDisplayName(layer.fields().indexOf(column)) != column, f"{name}: {column} has no name for people"


def load_style(layer, file):
    """As QGIS's dialog does. Without the True, QGIS takes the store's default style, whatever file is named."""
    return layer.loadSldStyle(str(file)) if file.suffix == ".sld" else layer.loadNamedStyle(str(file), True)


def check(out):
    source = f"{out}/study.gpkg|layername=municipalities"
    styles = look.style_names()
    check_offered(QgsVectorLayer(source, "municipalities", "ogr"), styles)
    check_others(out)
    seen = set()
    for style in styles:
        legend = json.loads((out / "tiles" / f"{style}.legend.json").read_text(encoding="utf-8"))
        expected = classes_in_tiles(out, style)
        seen.update(expected.values())
        for form in ("qml", "sld"):
            layer = QgsVectorLayer(source, "municipalities", "ogr")
            said, loaded = load_style(layer, out / "tiles" / f"{style}.{form}")
            assert loaded, (style, form, said)
            try:
                check_rules(layer, legend, expected)
            except AssertionError as fault:
                raise AssertionError(f"{style}.{form}: {fault}") from fault
    return seen


def check_all(folder):
    seen = check(look.demo_in_every_style(folder / "demo")) | check(drawn_in_every_style(folder / "drawn"))
    assert {"zero", "no_record", "suppressed", "unsettled"} <= seen, seen
    print(f"{len(look.style_names())} styles in two forms, municipalities of {len(seen)} classes each drawn by its own rule")


if __name__ == "__main__":
    look.in_qgis(check_all)
