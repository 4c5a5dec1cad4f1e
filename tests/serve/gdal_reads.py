# SPDX-License-Identifier: Apache-2.0
"""GDAL's own clients of OGC API Features and WMTS: every feature of every collection by pages, the same values and places as in the files, and maps in the legend's colours.

    gdal_reads.py --binary PROGRAM --source TREE
"""
import json
import pathlib
import re
import sys
import tempfile

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent), str(pathlib.Path(__file__).resolve().parents[1] / "viewers")]
import look  # noqa: E402
from served import Server, demo, drawn, program_of  # noqa: E402

try:
    from osgeo import gdal, ogr, osr
except ImportError:
    look.skip("this Python has no GDAL")

WIDE = 1400


def check_features(server, result):
    layers = gdal.OpenEx(f"OAPIF:{server.base}/", gdal.OF_VECTOR, open_options=["PAGE_SIZE=7"])
    assert sorted(layers.GetLayer(i).GetName() for i in range(layers.GetLayerCount())) == ["municipalities", "sites", "unreached"]
    own = {one["id"]: one for one in json.loads((result / "municipalities.geojson").read_text(encoding="utf-8"))["features"]}
    found = {f"{one['country']}:{one['code']}": one for one in layers.GetLayerByName("municipalities")}
    assert found.keys() == own.keys() and len(found) == 36
    for key, feature in found.items():
        for name, value in own[key]["properties"].items():
            if isinstance(value, bool):
                value = int(value)  # GDAL has truth as a whole number
            assert feature[name] == value or (isinstance(value, float) and abs(feature[name] - value) <= 1e-9 * abs(value)), f"{key} {name}: {feature[name]} is not {value}"
        assert feature.GetGeometryRef().Equals(ogr.CreateGeometryFromJson(json.dumps(own[key]["geometry"]))), key
    store = ogr.Open(str(result / "study.gpkg"))
    for name in ("sites", "unreached"):
        expected = store.GetLayerByName(name).GetFeatureCount()
        assert layers.GetLayerByName(name).GetFeatureCount() == expected == sum(1 for _ in layers.GetLayerByName(name)) > 7, name
    layer = layers.GetLayerByName("municipalities")
    west, east, south, north = layer.GetExtent()
    layer.SetSpatialFilterRect(west, south, (west + east) / 2, (south + north) / 2)
    box = ogr.CreateGeometryFromWkt(f"POLYGON(({west} {south},{(west + east) / 2} {south},{(west + east) / 2} {(south + north) / 2},{west} {(south + north) / 2},{west} {south}))")
    touched = {key for key, one in own.items() if ogr.CreateGeometryFromJson(json.dumps(one["geometry"])).Intersects(box)}
    assert {f"{one['country']}:{one['code']}" for one in layer} == touched and 0 < len(touched) < 36
    print(f"ok features: 36, and {len(touched)} of a quarter")
    return own


def check_maps(server, result, own):
    degrees, metres = osr.SpatialReference(), osr.SpatialReference()
    degrees.ImportFromEPSG(4326)
    metres.ImportFromEPSG(3857)
    degrees.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    turn = osr.CoordinateTransformation(degrees, metres)
    for capabilities in ("/wmts/1.0.0/WMTSCapabilities.xml", "/wmts?service=WMTS&request=GetCapabilities"):
        for layer, property_name in (("gap", "gap_class"),):
            legend = look.solid_colours(result, layer)
            picture = gdal.Open(f"WMTS:{server.base}{capabilities},layer={layer}")
            assert picture is not None and picture.RasterCount == 4
            small = gdal.Translate("", picture, format="MEM", width=WIDE)
            bands, inverse = small.ReadAsArray(), gdal.InvGeoTransform(small.GetGeoTransform())
            looked = set()
            for key, one in own.items():
                kind = one["properties"][property_name]
                if kind not in legend:
                    continue
                inside = ogr.CreateGeometryFromJson(json.dumps(one["geometry"])).PointOnSurface()
                x, y, _ = turn.TransformPoint(inside.GetX(), inside.GetY())
                column, row = gdal.ApplyGeoTransform(inverse, x, y)
                colour = tuple(int(bands[band, int(row), int(column)]) for band in range(3))
                assert look.near(colour, legend[kind]), f"{capabilities} {layer} {key}: {kind} is {colour}, the legend has {legend[kind]}"
                looked.add(key)
            assert len(looked) >= 20, looked
            print(f"ok {capabilities}: {len(looked)} municipalities in the legend's colours")


def check_heavy_pages(program, folder):
    """Nine municipalities of some 1.5 MB each: pages end by their bytes, `next` leads to all of them, GDAL follows it, and a box larger than the Earth is the Earth."""
    def crooked(study):
        for feature in study.features:
            ring, dense = feature["geometry"]["coordinates"][0], []
            for (x, y), (to_x, to_y) in zip(ring, ring[1:]):
                dense += [[round(x + (to_x - x) * i / 16000, 9), round(y + (to_y - y) * i / 16000, 9)] for i in range(16000)]
            feature["geometry"]["coordinates"] = [[*dense, dense[0]]]
    result = drawn(program, folder, "heavy", crooked)
    with Server(program, result) as server:
        target, ids, pages = "/collections/municipalities/items?limit=10000&bbox=-500,-200,500,200", [], 0
        while target:
            answer = server.get(target)
            page = answer.json()
            assert page["numberMatched"] == 9 and page["numberReturned"] == len(page["features"]) >= 1
            assert len(answer.body) < (4 << 20) + 4096, len(answer.body)
            ids += [one["id"] for one in page["features"]]
            pages += 1
            target = next((link["href"].removeprefix(server.base) for link in page["links"] if link["rel"] == "next"), None)
        assert len(ids) == len(set(ids)) == 9 and 3 <= pages < 9, (pages, ids)
        layers = gdal.OpenEx(f"OAPIF:{server.base}/", gdal.OF_VECTOR, open_options=["PAGE_SIZE=10000"])
        assert sorted(f"{one['country']}:{one['code']}" for one in layers.GetLayerByName("municipalities")) == sorted(ids)
        assert server.stop() == 0
        server.assert_log_clean()
    print(f"ok heavy features: nine on {pages} pages")


def main():
    program = program_of(__doc__)
    gdal.UseExceptions()
    ogr.UseExceptions()
    gdal.SetConfigOption("GDAL_ENABLE_WMS_CACHE", "NO")  # it would lie in the working directory, and stay
    with tempfile.TemporaryDirectory() as folder:
        result = demo(program, folder)
        with Server(program, result, ("--log-requests",)) as server:
            check_maps(server, result, check_features(server, result))
            assert "route=/wmts/1.0.0/{}/{}/{}/{}/{}/{} " in server.log(), "GDAL asks for tiles by paths"
            assert server.log().count("route=/collections/{}/items ") > 36 / 7
            bad = [line for line in server.log().splitlines() if re.search(r" status=(?!200|204|304)", line)]
            assert not bad, bad
            assert server.stop() == 0
            server.assert_log_clean()
        check_heavy_pages(program, folder)


main()
