#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""QGIS without a screen opens study.gpkg already styled, and the MBTiles; both draw the legend's colours.

    qgis_draws.py --binary PROGRAM --source TREE

Looks at a point inside each municipality: the layer of the store and the raster tiles must both have there the colour that
gap.legend.json gives its class. Leaves by os._exit, since QGIS crashes where layers outlive it.
"""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import look  # noqa: E402

try:
    from qgis.core import (QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsMapRendererSequentialJob,
                           QgsMapSettings, QgsProject, QgsRasterLayer, QgsRectangle, QgsRenderContext, QgsVectorLayer, QgsVectorTileLayer)
    from qgis.PyQt.QtCore import QSize
    from qgis.PyQt.QtGui import QColor
except ImportError:
    look.skip("this Python has no qgis")

MERCATOR = QgsCoordinateReferenceSystem("EPSG:3857")
WIDE = 1400  # pixels: some 200 m each on the demo, so that a point inside is away from borders and their lines


def inside(layer):
    """(class, place in Web Mercator) of each municipality: its pole of inaccessibility."""
    turn = QgsCoordinateTransform(layer.crs(), MERCATOR, QgsProject.instance())
    found = []
    for feature in layer.getFeatures():
        place, _ = feature.geometry().poleOfInaccessibility(0.001)
        found.append((feature["gap_class"], turn.transform(place.asPoint())))
    return found


def drawn(layer, extent):
    """The layer alone on white, Web Mercator."""
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setBackgroundColor(QColor(255, 255, 255))
    settings.setDestinationCrs(MERCATOR)
    settings.setOutputSize(QSize(WIDE, int(WIDE * extent.height() / extent.width())))
    settings.setExtent(extent)
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage(), settings.mapToPixel()


def colours_at(layer, extent, places):
    image, to_pixel = drawn(layer, extent)
    found = []
    for _, place in places:
        pixel = to_pixel.transform(place)
        colour = QColor(image.pixel(int(pixel.x()), int(pixel.y())))
        found.append((colour.red(), colour.green(), colour.blue()))
    return found


def check(out):
    legend = look.solid_colours(out)
    layer = QgsVectorLayer(f"{out}/study.gpkg|layername=municipalities", "municipalities", "ogr")
    assert layer.isValid() and layer.featureCount() == 36, "study.gpkg does not open"
    renderer = layer.renderer()
    assert renderer.type() == "RuleRenderer" and "gap_class" in renderer.usedAttributes(QgsRenderContext()), renderer.type()
    places = [(kind, place) for kind, place in inside(layer) if kind in legend]
    assert len(places) >= 20 and len({kind for kind, _ in places}) >= 3, places
    turn = QgsCoordinateTransform(layer.crs(), MERCATOR, QgsProject.instance())
    extent = QgsRectangle(turn.transformBoundingBox(layer.extent()))
    raster = QgsRasterLayer(f"type=mbtiles&url=file://{out}/tiles/gap.mbtiles", "gap", "wms")
    if not raster.isValid():
        raster = QgsRasterLayer(f"{out}/tiles/gap.mbtiles", "gap")
    assert raster.isValid(), "gap.mbtiles does not open"
    vector = QgsVectorTileLayer(f"type=mbtiles&url={out}/presencia.mbtiles", "presencia")
    assert vector.isValid(), "presencia.mbtiles does not open"
    painted = sum(colour != (255, 255, 255) for colour in colours_at(vector, extent, places))
    assert painted == len(places), f"presencia.mbtiles: {painted} of {len(places)} municipalities drawn"
    off = []
    for name, shown in (("study.gpkg", layer), ("gap.mbtiles", raster)):
        for (kind, _), colour in zip(places, colours_at(shown, extent, places)):
            if not look.near(colour, legend[kind]):
                off.append(f"{name}: {kind} is {colour}, the legend has {legend[kind]}")
    assert not off, "\n".join(off)
    print(f"{len(places)} municipalities of {len({kind for kind, _ in places})} classes, the same colours in both")


if __name__ == "__main__":
    look.in_qgis(lambda folder: check(look.demo(folder)))
