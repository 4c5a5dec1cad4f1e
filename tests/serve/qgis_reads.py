# SPDX-License-Identifier: Apache-2.0
"""QGIS without a screen, as its user would connect: raster tiles, vector tiles with the served style, WMTS and OGC API Features with paging draw the legend's colours and read every feature.

    qgis_reads.py --binary PROGRAM --source TREE

Looks at a point inside each municipality, as tests/viewers/qgis_draws.py does with files. Leaves by os._exit, since QGIS crashes where layers outlive it.
"""
import json
import os
import pathlib
import re
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"
here = pathlib.Path(__file__).resolve()
sys.path[:0] = [str(here.parent), str(here.parents[1] / "viewers")]

import look  # noqa: E402
from served import Server, demo, program_of  # noqa: E402

try:
    import qgis_draws
    from qgis.core import QgsCoordinateTransform, QgsProject, QgsRasterLayer, QgsRectangle, QgsVectorLayer, QgsVectorTileLayer
except ImportError:
    look.skip("this Python has no qgis")

COLUMNS = ("country", "code", "name", "department", "population", "gap_class", "incidents", "rate", "no_value")
BACKGROUND = (247, 247, 244)  # of style.json


def check_colours(name, layer, extent, places, legend, beyond=(255, 255, 255)):
    """The legend's colour in each municipality, and none beyond all of them: a picture that is not empty and not one flood."""
    found = qgis_draws.colours_at(layer, extent, places)
    off = [f"{kind} is {colour}, the legend has {legend[kind]}" for (kind, _), colour in zip(places, found) if not look.near(colour, legend[kind])]
    assert not off, f"{name}: " + "\n".join(off)
    image, _ = qgis_draws.drawn(layer, extent)
    corner = image.pixelColor(2, 2)
    assert (corner.red(), corner.green(), corner.blue()) == beyond, f"{name}: colour where nothing lies"


def features(server, result):
    """OGC API Features by pages of seven: every municipality with its values, and its geometry where the file has it."""
    before = server.log().count("route=/collections/{}/items ")
    layer = QgsVectorLayer(f"url='{server.base}/' typename='municipalities' pageSize='7'", "municipalities", "OAPIF")
    assert layer.isValid(), "OAPIF does not open"
    read = {f"{one['country']}:{one['code']}": one for one in layer.getFeatures()}
    pages = server.log().count("route=/collections/{}/items ") - before
    assert pages >= 6, f"{pages} pages of seven for 36 features"
    own = {one["id"]: one for one in json.loads((result / "municipalities.geojson").read_text(encoding="utf-8"))["features"]}
    assert read.keys() == own.keys() and len(read) == 36, sorted(own.keys() ^ read.keys())
    for key, feature in read.items():
        for column in COLUMNS:
            expected, got = own[key]["properties"][column], feature[column]
            got = None if got == qgis_null() else got
            assert got == expected or (expected is not None and isinstance(expected, float) and abs(got - expected) < 1e-9), f"{key} {column}: {got} is not {expected}"
        assert feature.geometry().isGeosValid(), key
        ring = own[key]["geometry"]["coordinates"][0][0]
        first = ring[0] if own[key]["geometry"]["type"] == "MultiPolygon" else ring
        assert feature.geometry().vertexAt(0).x() == first[0], key
    return layer


def without_sites(layer):
    """Dots of sites lie on some of the places that are looked at."""
    styles = layer.renderer().styles()
    assert any(one.layerName() == "sites" for one in styles)
    for one in styles:
        one.setEnabled(one.layerName() != "sites")
    layer.renderer().setStyles(styles)


def qgis_null():
    from qgis.PyQt.QtCore import QVariant
    return QVariant()


def check(folder):
    program = program_of(__doc__)
    result = demo(program, folder)
    legend = look.solid_colours(result)
    with Server(program, result, ("--log-requests",)) as server:
        places_of = features(server, result)
        places = [(kind, place) for kind, place in qgis_draws.inside(places_of) if kind in legend]
        assert len(places) >= 20 and len({kind for kind, _ in places}) >= 3, places
        turn = QgsCoordinateTransform(places_of.crs(), qgis_draws.MERCATOR, QgsProject.instance())
        extent = QgsRectangle(turn.transformBoundingBox(places_of.extent()))
        extent.grow(extent.width() / 8)
        raster = QgsRasterLayer(f"type=xyz&url={server.base}/xyz/gap/{{z}}/{{x}}/{{y}}.png&zmin=0&zmax=18", "xyz", "wms")
        wmts = QgsRasterLayer(f"contextualWMSLegend=0&crs=EPSG:3857&dpiMode=7&format=image/png&layers=gap&styles=default&tileMatrixSet=GoogleMapsCompatible&url={server.base}/wmts/1.0.0/WMTSCapabilities.xml", "wmts", "wms")
        kvp = QgsRasterLayer(f"contextualWMSLegend=0&crs=EPSG:3857&dpiMode=7&format=image/png&layers=gap&styles=default&tileMatrixSet=GoogleMapsCompatible&url={server.base}/wmts?service%3DWMTS%26request%3DGetCapabilities", "kvp", "wms")
        vector = QgsVectorTileLayer(f"type=xyz&url={server.base}/xyz/presencia/{{z}}/{{x}}/{{y}}.pbf&zmin=0&zmax=18&styleUrl={server.base}/style.json?map=gap", "vector")
        for name, layer in (("XYZ", raster), ("WMTS", wmts), ("WMTS by parameters", kvp), ("vector tiles", vector)):
            assert layer.isValid(), f"{name} does not open"
        said, styled = vector.loadDefaultStyle()
        assert styled and not said, said
        without_sites(vector)
        for name, layer, beyond in (("XYZ", raster, (255, 255, 255)), ("WMTS", wmts, (255, 255, 255)), ("WMTS by parameters", kvp, (255, 255, 255)), ("vector tiles", vector, BACKGROUND)):
            check_colours(name, layer, extent, places, legend, beyond)
            print(f"ok {name}: {len(places)} municipalities in the legend's colours", flush=True)
        asked = set(re.findall(r"route=(\S+)", server.log()))
        # Where both are announced, QGIS asks for tiles of WMTS by parameters; GDAL (gdal_reads.py) asks by paths.
        assert {"/xyz/{}/{}/{}/{}", "/wmts", "/wmts/1.0.0/WMTSCapabilities.xml", "/collections/{}/items", "/style.json", "/api"} <= asked, asked
        bad = [line for line in server.log().splitlines() if re.search(r" status=(?!200|204|304)", line)]
        assert not bad, bad
        assert server.stop() == 0
        server.assert_log_clean()


if __name__ == "__main__":
    look.in_qgis(check)
