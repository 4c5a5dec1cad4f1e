#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""QGIS without a screen opens study.qgs, wherever the result was moved to: every layer valid, groups in order, the first map drawn in the legend's colours under boundaries and sites.

    qgis_project.py --binary PROGRAM --source TREE

PRESENCIA_PICTURES=folder keeps what was drawn, for eyes. Leaves by os._exit, since QGIS crashes where layers outlive it.
"""

import os
import pathlib
import shutil

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import look  # noqa: E402

try:
    from qgis.core import QgsCoordinateTransform, QgsLayerTreeGroup, QgsMapRendererSequentialJob, QgsMapSettings, QgsProject, QgsVectorLayer
    from qgis.PyQt.QtCore import QSize
    from qgis.PyQt.QtGui import QColor
except ImportError:
    look.skip("this Python has no qgis")

WIDE = 1400  # pixels: some 200 m each on the demo
TREE = {"Sedes y programas": ["sites_law_enforcement", "sites_judicial", "sites_social", "sites_educational", "sites_border", "sites_oversight"],
        "Límites": ["municipality_boundaries"],
        "Fuera de alcance, en municipios en riesgo": ["unreached_law_enforcement", "unreached_judicial", "unreached_social", "unreached_educational", "unreached_border", "unreached_oversight"],
        "Brechas": ["municipality_map_gap"], "Necesidad": ["municipality_map_need"], "Presencia": ["municipality_map_concurrence"]}


def keep(image, name):
    if os.environ.get("PRESENCIA_PICTURES"):
        image.save(str(pathlib.Path(os.environ["PRESENCIA_PICTURES"]) / f"{name}.png"))


def drawn(project, layers, name):
    """Layers as the project's canvas draws them."""
    extent = project.viewSettings().defaultViewExtent()
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setBackgroundColor(QColor(255, 255, 255))
    settings.setDestinationCrs(project.crs())
    settings.setOutputSize(QSize(WIDE, int(WIDE * extent.height() / extent.width())))
    settings.setExtent(extent)
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    assert not job.errors(), [error.message for error in job.errors()]
    keep(job.renderedImage(), name)
    return job.renderedImage(), settings.mapToPixel()


def colour_at(image, to_pixel, place):
    pixel = to_pixel.transform(place)
    colour = QColor(image.pixel(int(pixel.x()), int(pixel.y())))
    return colour.red(), colour.green(), colour.blue()


def places_inside(layer, project):
    """(class of the gap, place on the canvas) of each municipality."""
    turn = QgsCoordinateTransform(layer.crs(), project.crs(), project)
    return [(one["gap_class"], turn.transform(one.geometry().poleOfInaccessibility(0.001)[0].asPoint())) for one in layer.getFeatures()]


def check_tree(project):
    groups = [one for one in project.layerTreeRoot().children() if isinstance(one, QgsLayerTreeGroup)]
    assert len(groups) == len(project.layerTreeRoot().children()), "a layer stands outside the groups"
    found = {group.name(): group.findLayerIds() for group in groups}
    assert list(found) == list(TREE) and found == TREE, found
    for layer in project.mapLayers().values():
        assert layer.isValid() and layer.featureCount() > 0, (layer.id(), layer.source(), layer.error().message())
        assert layer.crs().authid() == "EPSG:4326", layer.crs().authid()
    visible = [one.id() for one in project.layerTreeRoot().checkedLayers()]
    assert visible == TREE["Sedes y programas"] + ["municipality_boundaries", "municipality_map_gap"], visible


def check_columns(project):
    """Names of columns as the store's own labels have them."""
    layer = project.mapLayer("municipality_map_gap")
    names = {field.name(): layer.attributeDisplayName(i) for i, field in enumerate(layer.fields())}
    assert names["unreached_need"] == "Necesidad fuera de alcance" and names["name"] == "Municipio", names
    assert all(names[field] != field for field in names if field != "fid"), names
    sites = project.mapLayer("sites_judicial")
    assert sites.attributeDisplayName(sites.fields().indexOf("operating")) == "En operación"


def check_pictures(project, out):
    legend = look.solid_colours(out)
    image, to_pixel = drawn(project, project.layerTreeRoot().checkedLayers(), "project")
    places = [(kind, place) for kind, place in places_inside(project.mapLayer("municipality_map_gap"), project) if kind in legend]
    right = sum(look.near(colour_at(image, to_pixel, place), legend[kind]) for kind, place in places)
    # A site may stand on the very place.
    assert len(places) >= 20 and right >= len(places) - 4, f"{right} of {len(places)} municipalities have their colour"
    for layer in ("municipality_map_need", "municipality_map_concurrence", "unreached_judicial", "sites_social"):
        alone, _ = drawn(project, [project.mapLayer(layer)], layer)
        colours = {alone.pixel(x, y) for x in range(0, alone.width(), 3) for y in range(0, alone.height(), 3)}
        assert len(colours) > 2, f"{layer} draws nothing"


def check_all(folder):
    look.demo(folder)
    moved = folder / "moved" / "elsewhere"
    shutil.copytree(folder / "out", moved)
    shutil.rmtree(folder / "out")
    project = QgsProject.instance()
    assert project.read(str(moved / "study.qgs")), project.error()
    assert project.title().startswith("Región ficticia") and project.crs().authid() == "EPSG:3857", (project.title(), project.crs().authid())
    check_tree(project)
    check_columns(project)
    check_pictures(project, moved)
    plain = QgsVectorLayer(f"{moved}/study.gpkg|layername=municipalities", "plain", "ogr")
    assert plain.attributeDisplayName(plain.fields().indexOf("rate_eb")) == "Tasa suavizada", "the store alone has no labels for QGIS"
    print(f"study.qgs: {len(project.mapLayers())} layers in {len(TREE)} groups")


if __name__ == "__main__":
    look.in_qgis(check_all)
