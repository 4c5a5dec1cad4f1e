# SPDX-License-Identifier: Apache-2.0
"""Vector tiles that no archive holds: the same bytes as `presencia tiles` writes at those zooms, announced as they are, and read by GDAL with the municipality where it is.

    drawn_tiles.py --binary PROGRAM --source TREE
"""
import collections
import gzip
import json
import pathlib
import shutil
import sqlite3
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import served  # noqa: E402  (finds tests/support/py)
import drawn_study  # noqa: E402
from served import Server, demo, program_of  # noqa: E402

LAST = 18


def archive(file):
    """{zoom: {(x, y): gzipped tile}} of an MBTiles file."""
    tiles = collections.defaultdict(dict)
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as base:
        for z, x, row, data in base.execute("select zoom_level, tile_column, tile_row, tile_data from tiles"):
            tiles[z][x, 2 ** z - 1 - row] = data
    return tiles


def again(program, result, out, zooms):
    done = program.run("tiles", result, "-o", out, "--format", "vector", "--zoom", zooms, "-q")
    assert done.status == 0, done.err
    return archive(out / "presencia.mbtiles")


def check_tiles(server, z, expected, around=1):
    """Each tile packed as it is written; those around it, which hold nothing, are 204."""
    for (x, y), data in expected.items():
        packed = server.get(f"/xyz/presencia/{z}/{x}/{y}.pbf", accept_encoding="gzip")
        assert (packed.status, packed.fields["content-type"], packed.fields["content-encoding"], packed.body) == (200, "application/vnd.mapbox-vector-tile", "gzip", data), f"{z}/{x}/{y}: {packed.status}, other bytes"
        by_row = server.get(f"/tiles/WebMercatorQuad/{z}/{y}/{x}", accept_encoding="gzip")
        # What holds only a point or a line beside all municipalities' box cannot be: the limits are those of the box.
        assert (by_row.status, by_row.body) == (200, data), f"row before column {z}/{y}/{x}: {by_row.status}"
    side = 2 ** z
    beside = {(x + i, y + k) for x, y in expected for i in range(-around, around + 1) for k in range(-around, around + 1)} - expected.keys()
    for x, y in sorted(beside)[:60]:
        if 0 <= x < side and 0 <= y < side:
            assert server.get(f"/xyz/presencia/{z}/{x}/{y}.pbf").status == 204, f"{z}/{x}/{y} holds nothing"


def check_announced(server):
    """TileJSON, catalog and OGC API Tiles name the zooms that are answered."""
    tilejson = server.get("/xyz/presencia.json").json()
    assert (tilejson["minzoom"], tilejson["maxzoom"]) == (0, LAST) and len(tilejson["vector_layers"]) == 5
    assert all((one["minzoom"], one["maxzoom"]) == (0, LAST) for one in tilejson["vector_layers"]), tilejson["vector_layers"]
    assert "vector_layers" not in server.get("/xyz/gap.json").json()
    layer = next(one for one in server.get("/catalog").json()["layers"] if one["name"] == "presencia")
    assert (layer["minzoom"], layer["maxzoom"]) == (0, LAST)
    limits = server.get("/tiles/WebMercatorQuad").json()["tileMatrixSetLimits"]
    assert [one["tileMatrix"] for one in limits] == [str(z) for z in range(LAST + 1)]
    assert server.get(f"/xyz/presencia/{LAST + 1}/0/0.pbf").status == 404
    for page in ("/?f=html&lang=es", "/?f=html&lang=en"):
        assert f"0 – {LAST}" in server.get(page).body.decode(), "the page names them too"


def check_conditions(server, path):
    """A drawn tile has a strong tag by coding, as a stored one has, and comes unpacked to those who take no gzip."""
    packed, plain = server.get(path, accept_encoding="gzip"), server.get(path)
    assert gzip.decompress(packed.body) == plain.body and "content-encoding" not in plain.fields
    assert packed.fields["etag"] != plain.fields["etag"] and not packed.fields["etag"].startswith("W/")
    for known in (packed, plain):
        coding = known.fields.get("content-encoding")
        assert server.get(path, accept_encoding=coding, if_none_match=known.fields["etag"]).status == 304
    assert server.get(path, method="HEAD").fields["content-length"] == str(len(plain.body))
    forever = server.get(f"/v/{server.get('/health').json()['result']}{path}")
    assert forever.body == plain.body and "immutable" in forever.fields["cache-control"]


def tiny(program, folder):
    """Nine municipalities of some four hundred metres, so that all tiles of the last zoom are few."""
    drawn_study.SIDE = 0.004
    study = drawn_study.DrawnStudy(pathlib.Path(folder) / "tiny-study")
    study.output["zoom"] = [4, 12]
    study.write()
    out = pathlib.Path(folder) / "tiny"
    done = program.run("run", study.path, "-o", out, "-q")
    assert done.status in (0, 6), done.err
    return out


def check_all_zooms(program, folder):
    result = tiny(program, folder)
    every, own = again(program, result, pathlib.Path(folder) / "tiny-tiles", f"0-{LAST}"), archive(result / "presencia.mbtiles")
    assert len(every[LAST]) >= 81 and every.keys() >= set(range(LAST + 1))
    with Server(program, result) as server:
        for z in range(LAST + 1):
            check_tiles(server, z, own[z] if z in own else every[z])
        check_announced(server)
        assert server.stop() == 0
        server.assert_log_clean()
    print(f"ok zooms 0 to {LAST} of a small study: {sum(len(one) for one in every.values())} tiles, the bytes of `presencia tiles`")


def check_demo(program, folder):
    result = demo(program, folder)
    every = again(program, result, pathlib.Path(folder) / "demo-tiles", "11-13")
    low = again(program, result, pathlib.Path(folder) / "demo-low", "0-4")
    with Server(program, result) as server:
        for z, tiles in ((0, low), (2, low), (3, low), (11, every), (12, every)):
            some = dict(sorted(tiles[z].items())[::max(1, len(tiles[z]) // 60)])
            check_tiles(server, z, some, around=0)
        x, y = max(every[12], key=lambda at: len(every[12][at]))
        check_conditions(server, f"/xyz/presencia/12/{x}/{y}.pbf")
        check_gdal(server, result, folder)
        check_without_a_style(program, result, folder)
        assert server.stop() == 0
        server.assert_log_clean()
    print("ok the demo: zooms around the archive's are the bytes of `presencia tiles`")


def check_without_a_style(program, result, folder):
    """Where one of the study's styles is not at hand, vector tiles end with the archive and say so, and the other maps go on."""
    data = pathlib.Path(folder) / "data"
    for name in ("styles", "layers"):
        shutil.copytree(program.source / name, data / name)
    (data / "styles" / "need.toml").unlink()
    with Server(program, result, environment={"PRESENCIA_DATA": str(data)}) as server:
        tilejson = server.get("/xyz/presencia.json").json()
        assert (tilejson["minzoom"], tilejson["maxzoom"]) == (4, 10) == (tilejson["vector_layers"][0]["minzoom"], tilejson["vector_layers"][0]["maxzoom"])
        assert server.get("/xyz/presencia/4/3/7.pbf").status == 200
        for z in (3, 11, 18):
            assert server.get(f"/xyz/presencia/{z}/0/0.pbf").status == 404, z
        assert [one["tileMatrix"] for one in server.get("/tiles/WebMercatorQuad").json()["tileMatrixSetLimits"]] == [str(z) for z in range(4, 11)]
        assert (server.get("/xyz/need.json").json()["maxzoom"], server.get("/xyz/gap.json").json()["maxzoom"]) == (10, LAST)
        assert server.stop() == 0
        server.assert_log_clean()
    print("ok a style that is not there: nothing is drawn that would need it")


def check_gdal(server, result, folder):
    """GDAL finds in a tile of zoom 15 the municipality that municipalities.geojson has at its middle."""
    try:
        from osgeo import gdal, ogr, osr
    except ImportError:
        print("not looked at with GDAL: this Python has none")
        return
    gdal.UseExceptions()
    osr.UseExceptions()
    degrees, metres = osr.SpatialReference(), osr.SpatialReference()
    degrees.ImportFromEPSG(4326)
    metres.ImportFromEPSG(3857)
    degrees.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    turn = osr.CoordinateTransformation(degrees, metres)
    z, edge, looked = 15, 20037508.342789244, 0
    for one in json.loads((result / "municipalities.geojson").read_text(encoding="utf-8"))["features"][::4]:
        inside = ogr.CreateGeometryFromJson(json.dumps(one["geometry"])).PointOnSurface()
        east, north, _ = turn.TransformPoint(inside.GetX(), inside.GetY())
        side = 2 * edge / 2 ** z
        x, y = int((east + edge) / side), int((edge - north) / side)
        file = pathlib.Path(folder) / f"{z}-{x}-{y}.pbf"
        file.write_bytes(server.get(f"/xyz/presencia/{z}/{x}/{y}.pbf").body)
        tile = gdal.OpenEx(str(file), gdal.OF_VECTOR, open_options=[f"X={x}", f"Y={y}", f"Z={z}"])
        place = ogr.CreateGeometryFromWkt(f"POINT ({east} {north})")
        found = [feature for feature in tile.GetLayerByName("municipalities") if feature.GetGeometryRef().Intersects(place)]
        assert [feature["key"] for feature in found] == [one["id"]], (one["id"], [feature["key"] for feature in found])
        population = one["properties"]["population"]
        assert population is None or found[0]["population"] == population
        looked += 1
    assert looked == 9, looked
    print(f"ok GDAL reads {looked} drawn tiles: the municipality that is there, with its people")


def main():
    program = program_of(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        check_all_zooms(program, folder)
        check_demo(program, folder)


main()
