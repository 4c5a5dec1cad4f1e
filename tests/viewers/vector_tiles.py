#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""GDAL reads the vector tiles of the demo: valid shapes, every municipality at every zoom, and the measures of municipalities.geojson.

    vector_tiles.py --binary PROGRAM --source TREE
"""

import json
import sys

import look

try:
    from osgeo import gdal, ogr, osr
except ImportError:
    look.skip("this Python has no osgeo")

EMPTY_IN_GEOJSON = (None, "")


def at_zoom(path, zoom):
    """layer -> features, all pieces of all tiles."""
    source = gdal.OpenEx(str(path), gdal.OF_VECTOR, open_options=[f"ZOOM_LEVEL={zoom}"])
    found = {}
    for i in range(source.GetLayerCount()):
        layer = source.GetLayer(i)
        found[layer.GetName()] = [(feature.items(), feature.GetGeometryRef().Clone()) for feature in layer]
    return found


def wanted_municipalities(out):
    features = json.loads((out / "municipalities.geojson").read_text())["features"]
    return {feature["id"]: feature for feature in features}


def same(tile, written):
    """One value of a tile against the same in GeoJSON: absent is absent, numbers are equal to the last digit."""
    if written in EMPTY_IN_GEOJSON:
        return tile in EMPTY_IN_GEOJSON
    if isinstance(written, bool):
        return tile is not None and bool(tile) == written
    return tile == written


def check_properties(pieces, wanted):
    for properties, _ in pieces:
        written = wanted[properties["key"]]["properties"]
        for name, value in properties.items():
            if name in written and name != "no_value":
                assert same(value, written[name]), (properties["key"], name, value, written[name])


def check_shapes(pieces, wanted):
    """The pieces of the last zoom put together are the municipality, to the width of the tiles' grid."""
    to_mercator = osr.CoordinateTransformation(reference(4326), reference(3857))
    for key, feature in wanted.items():
        whole = ogr.CreateGeometryFromJson(json.dumps(feature["geometry"]))
        whole.Transform(to_mercator)
        together = ogr.Geometry(ogr.wkbMultiPolygon)
        for properties, shape in pieces:
            if properties["key"] == key:
                for part in ([shape] if shape.GetGeometryName() == "POLYGON" else [shape.GetGeometryRef(i) for i in range(shape.GetGeometryCount())]):
                    together.AddGeometry(part)
        differs = whole.SymDifference(together.UnionCascaded()).Area() / whole.Area()
        assert differs < 2e-3, (key, differs)


def reference(code):
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(code)
    srs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return srs


def check(out):
    archive = out / "presencia.mbtiles"
    wanted = wanted_municipalities(out)
    document = json.loads((out / "presencia.json").read_text())
    fields = {layer["id"]: layer["fields"] for layer in document["vector_layers"]}
    last = document["maxzoom"]
    for zoom in range(document["minzoom"], last + 1):
        layers = at_zoom(archive, zoom)
        assert set(layers) == set(fields), (zoom, sorted(layers))
        assert {properties["key"] for properties, _ in layers["municipalities"]} == set(wanted), zoom
        for name, pieces in layers.items():
            for properties, shape in pieces:
                assert shape.IsValid(), (zoom, name, properties)
                assert set(properties) - {"mvt_id"} <= set(fields[name]), (zoom, name, properties)
        check_properties(layers["municipalities"], wanted)
        labels = [properties["key"] for properties, _ in layers["labels"]]
        assert sorted(labels) == sorted(wanted), "one label a municipality"
        shown = sum(1 for _, shape in store_sites(out) if shape is not None)
        assert len(layers["sites"]) == shown > 0, (zoom, len(layers["sites"]), shown)
    check_shapes(layers["municipalities"], wanted)


def store_sites(out):
    source = gdal.OpenEx(str(out / "study.gpkg"), gdal.OF_VECTOR)
    return [(feature.items(), feature.GetGeometryRef() and feature.GetGeometryRef().Clone()) for feature in source.GetLayerByName("sites")]


if __name__ == "__main__":
    sys.exit(look.without_warnings(check, "GDAL reads the vector tiles as they were meant"))
