#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""GDAL opens every output of a run of the demo, layer by layer, without a warning.

    gdal_opens.py --binary PROGRAM --source TREE
"""

import math
import sqlite3
import sys

import look

try:
    from osgeo import gdal
except ImportError:
    look.skip("this Python has no osgeo")


def valid(shape):
    """Is the shape valid, where there is one? What GEOS says of it is a warning, and fails the test too."""
    return shape is None or shape.IsValid()


def layers(path):
    """name -> (features read one by one, layer definition); reading stops at the first warning."""
    source = gdal.OpenEx(str(path), gdal.OF_VECTOR)
    found = {}
    for i in range(source.GetLayerCount()):
        layer = source.GetLayer(i)
        read = [(feature.ExportToJson(as_object=True), valid(feature.GetGeometryRef())) for feature in layer]
        assert len(read) == layer.GetFeatureCount(), (path, layer.GetName())
        found[layer.GetName()] = read
    return found


def vectors(out):
    store = layers(out / "study.gpkg")
    for name in ("municipalities", "gaps", "sites", "unreached", "study", "ledger", "roll_ups", "pools"):
        assert name in store, f"study.gpkg has no layer {name}: {sorted(store)}"
    whole = store["municipalities"]
    assert len(whole) == 36 and all(fine for _, fine in whole), "municipalities of study.gpkg"
    (name, features), = layers(out / "municipalities.geojson").items()
    assert len(features) == 36 and all(fine for _, fine in features), name
    unreached = sorted((out / "unreached").glob("*.geojson"))
    assert unreached
    for path in unreached:
        for features in layers(path).values():
            assert all(fine for _, fine in features), path
    assert len(layers(out / "gaps.csv")["gaps"]) == len(store["gaps"])
    for path in sorted((out / "rejects").glob("*.csv")):
        assert layers(path)


def raster(path):
    """An MBTiles opens as four bands in Web Mercator, has overviews down to one tile, and is not empty."""
    source = gdal.Open(str(path))
    assert source.GetDriver().ShortName == "MBTiles" and source.RasterCount == 4, path
    assert source.GetSpatialRef().GetAuthorityCode(None) == "3857", path
    # GDAL offers a zoom as an overview until the picture fits one tile; lower zooms are in the file, but not offered.
    smaller = math.ceil(math.log2(max(source.RasterXSize, source.RasterYSize) / 256))
    assert source.GetRasterBand(1).GetOverviewCount() == smaller > 0, path
    overview = source.GetRasterBand(4).GetOverview(smaller - 1).ReadAsArray()
    assert 0 < (overview == 255).sum() < overview.size, f"{path}: nothing drawn, or no sea"


def tiles(out):
    styles = sorted(out.glob("tiles/*.mbtiles"))
    assert [path.stem for path in styles] == ["concurrence", "gap", "names", "need"]
    for path in styles:
        raster(path)
        pictures = sorted((out / "tiles" / path.stem).glob("*/*/*.png"))
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as stored:
            assert len(pictures) == stored.execute("select count(*) from tiles").fetchone()[0], path
        for picture in pictures[::7]:
            source = gdal.Open(str(picture))
            assert (source.RasterXSize, source.RasterYSize) == (256, 256), picture
            source.ReadAsArray()


def check(out):
    vectors(out)
    tiles(out)


if __name__ == "__main__":
    sys.exit(look.without_warnings(check, "every output opens"))
