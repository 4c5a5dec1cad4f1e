#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Raster and vector tiles, z0 to z10, against the programs that people make them with.

    bench/peers/tiles.py --binary build/release/presencia [--folder DIR] [--runs N] [--clock wall|cpu] [--json FILE]

Ours is `presencia tiles` from a stored result: the whole process, reading included. Mapnik renders the same fills from a Shapefile in two processes; GDAL rasterises, colours and cuts with
gdal2tiles in two processes; ogr2ogr writes MVT into MBTiles. Fills only: no peer draws our borders, patterns or legends. The study has no sites, so its vector tiles hold the same polygons that ogr2ogr is given (and borders and label points besides,
which it does not make), not a second layer of unreached areas. Outputs are compared before anything is timed.
"""
import argparse
import json
import math
import os
import pathlib
import platform
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import workload  # noqa: E402

ZOOMS = (0, 10)
CLASSES = [(0, 20, (255, 255, 204)), (20, 40, (161, 218, 180)), (40, 60, (65, 182, 196)), (60, 80, (44, 127, 184)), (80, 1000, (37, 52, 148))]
STUDY = """[study]
name = "bench"
from = 2020-01-01
to = 2020-12-31
language = "en"
profile = "restricted"

[[municipalities]]
source = "polys.geojson"
country = { value = "XAA" }
code = "id"
name = "id"
population = "people"

[[incidents]]
name = "violence"
source = "counts.csv"
country = { value = "XAA" }
municipality = "id"
count = "count"
year = "year"
class = "homicide"

[at_risk]
measure = "count"
top_share = 0.25

[output]
zoom = [0, 0]
styles = ["need"]
"""


def run(command, cwd, stdout=subprocess.DEVNULL):
    subprocess.run([str(part) for part in command], cwd=cwd, stdout=stdout, stderr=subprocess.PIPE, check=True)


def clock():
    """Seconds of the wall, or with --clock cpu those that all our children spent on processors."""
    if os.environ.get("BENCH_CLOCK") != "cpu":
        return time.perf_counter()
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def seconds(action):
    began = clock()
    action()
    return clock() - began


def tile_range(zoom):
    """Columns and rows that the workload's box touches."""
    west, south, east, north = workload.BOX
    row = lambda latitude: (1 - math.asinh(math.tan(math.radians(latitude))) / math.pi) / 2 * 2 ** zoom
    column = lambda longitude: (longitude + 180) / 360 * 2 ** zoom
    return range(int(column(west)), int(column(east)) + 1), range(int(row(north)), int(row(south)) + 1)


class Ours:
    packages = ()

    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder

    def prepare(self):
        run([self.binary, "run", "study.toml", "-o", "result", "--overwrite", "-q"], self.folder)

    def tiles(self, out, *options):
        run([self.binary, "tiles", "result", "-o", out, "--overwrite", "--zoom", f"{ZOOMS[0]}-{ZOOMS[1]}", "--style", HERE / "flat_style" / "flat.toml", "-q", *options], self.folder)


class OurRaster(Ours):
    name = "presencia, raster"

    def make(self):
        self.tiles("ours_raster", "--format", "mbtiles")

    def tile(self, z, x, y):
        with sqlite3.connect(self.folder / "ours_raster/tiles/flat.mbtiles") as base:
            return base.execute("select tile_data from tiles where zoom_level=? and tile_column=? and tile_row=?", (z, x, 2 ** z - 1 - y)).fetchone()[0]

    def bytes(self):
        with sqlite3.connect(self.folder / "ours_raster/tiles/flat.mbtiles") as base:
            return base.execute("select sum(length(tile_data)) from tiles").fetchone()[0]


class OurVector(Ours):
    name = "presencia, vector"

    def make(self):
        self.tiles("ours_vector", "--format", "vector")


class Mapnik:
    name, packages = "Mapnik, 2 processes", ("python3-mapnik", "gdal-bin")

    def __init__(self, binary, folder):
        self.folder = folder

    def there(self):
        return subprocess.run(["/usr/bin/python3", "-c", "import mapnik"], stderr=subprocess.DEVNULL).returncode == 0

    def prepare(self):
        run(["ogr2ogr", "-q", "-overwrite", "-t_srs", "EPSG:3857", "polys.shp", "polys.geojson"], self.folder)

    def make(self):
        shutil.rmtree(self.folder / "mapnik", ignore_errors=True)
        run(["/usr/bin/python3", HERE / "mapnik_tiles.py", self.folder / "polys.shp", self.folder / "mapnik", "2"], self.folder)

    def tile(self, z, x, y):
        return (self.folder / "mapnik" / f"{z}_{x}_{y}.png").read_bytes()

    def bytes(self):
        return sum(path.stat().st_size for path in (self.folder / "mapnik").iterdir())


class Gdal:
    name, packages = "gdal_rasterize + gdaldem + gdal2tiles, 2 processes", ("gdal-bin", "python3-gdal")

    def __init__(self, binary, folder):
        self.folder = folder

    def there(self):
        return shutil.which("gdal_rasterize") and shutil.which("gdal2tiles.py")

    def prepare(self):
        ramp = ["0 0 0 0 0"] + [f"{max(1, low)} {r} {g} {b} 255" for low, _, (r, g, b) in CLASSES] + ["nv 0 0 0 0"]
        (self.folder / "ramp.txt").write_text("\n".join(ramp) + "\n")

    def make(self):
        for name in ("g.gpkg", "g.tif", "rgba.tif"):
            (self.folder / name).unlink(missing_ok=True)
        shutil.rmtree(self.folder / "g2t", ignore_errors=True)
        resolution = str(20037508.342789244 / 128 / 2 ** ZOOMS[1])
        run(["ogr2ogr", "-q", "-t_srs", "EPSG:3857", "g.gpkg", "polys.geojson"], self.folder)
        run(["gdal_rasterize", "-q", "-sql", "SELECT geom, (CASE WHEN count > 80 THEN 80 WHEN count > 60 THEN 60 WHEN count > 40 THEN 40 WHEN count > 20 THEN 20 ELSE 1 END) AS class FROM polys",
             "-a", "class", "-ot", "Byte", "-a_nodata", "0", "-tr", resolution, resolution, "-tap", "-co", "TILED=YES", "-co", "COMPRESS=DEFLATE", "g.gpkg", "g.tif"], self.folder)
        run(["gdaldem", "color-relief", "-q", "-alpha", "-nearest_color_entry", "g.tif", "ramp.txt", "rgba.tif", "-co", "TILED=YES"], self.folder)
        run(["gdal2tiles.py", "-q", "--xyz", "-z", f"{ZOOMS[0]}-{ZOOMS[1]}", "-r", "near", "-w", "none", "--processes=2", "rgba.tif", "g2t"], self.folder)

    def tile(self, z, x, y):
        return (self.folder / "g2t" / str(z) / str(x) / f"{y}.png").read_bytes()

    def bytes(self):
        return sum(path.stat().st_size for path in (self.folder / "g2t").rglob("*.png"))


class Ogr:
    name, packages = "ogr2ogr -f MBTILES", ("gdal-bin",)

    def __init__(self, binary, folder):
        self.folder = folder

    def there(self):
        return shutil.which("ogr2ogr")

    def prepare(self):
        pass

    def make(self):
        (self.folder / "ogr.mbtiles").unlink(missing_ok=True)
        run(["ogr2ogr", "-q", "-f", "MBTILES", "ogr.mbtiles", "polys.geojson", "-dsco", f"MINZOOM={ZOOMS[0]}", "-dsco", f"MAXZOOM={ZOOMS[1]}"], self.folder)


def pixels(png, folder):
    from osgeo import gdal
    path = folder / "look.png"
    path.write_bytes(png)
    return gdal.Open(str(gdal.Translate("/vsimem/look.tif", str(path), rgbExpand="rgba").GetDescription())).ReadAsArray() if is_palette(png) else gdal.Open(str(path)).ReadAsArray()


def is_palette(png):
    return png[25] == 3


def compare_raster(ours, peer, folder):
    """The share of pixels of one inner tile that have the same colour in both; edges may differ."""
    columns, rows = tile_range(9)
    x, y = columns[len(columns) // 2], rows[len(rows) // 2]
    a, b = pixels(ours.tile(9, x, y), folder), pixels(peer.tile(9, x, y), folder)
    return float((abs(a[:3].astype(int) - b[:3].astype(int)).max(axis=0) <= 4).mean())


def compare_vector(folder):
    """Both hold every municipality at the last zoom."""
    from osgeo import gdal
    found = []
    for path, layer, field in ((folder / "ours_vector/presencia.mbtiles", "municipalities", "code"), (folder / "ogr.mbtiles", "polys", "id")):
        source = gdal.OpenEx(str(path), gdal.OF_VECTOR)
        found.append({feature[field] for feature in source.GetLayerByName(layer)})
    return found[0] == found[1], len(found[0])


def versions():
    said = subprocess.run(["gdalinfo", "--version"], capture_output=True, text=True).stdout.split(",")[0]
    processor = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    return {"GDAL": said, "processor": processor, "processors": os.cpu_count()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", required=True, type=lambda text: pathlib.Path(text).resolve())
    parser.add_argument("--folder", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--clock", choices=("wall", "cpu"), default="wall", help="cpu: seconds of all processors, where the machine has other work; says nothing of threads")
    parser.add_argument("--json", type=pathlib.Path)
    args = parser.parse_args()
    os.environ["BENCH_CLOCK"] = args.clock
    with tempfile.TemporaryDirectory(prefix="presencia-bench-") as own:
        folder = (args.folder or pathlib.Path(own)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        measure(args, folder)


def measure(args, folder):
    vertices = workload.write_coverage(folder / "polys.geojson")
    features = json.loads((folder / "polys.geojson").read_text())["features"]
    (folder / "counts.csv").write_text("id,count,year\n" + "".join(f"{f['properties']['id']},{f['properties']['count']},2020\n" for f in features))
    (folder / "study.toml").write_text(STUDY)
    print(f"{len(features)} municipalities, {vertices} vertices, z{ZOOMS[0]} to z{ZOOMS[1]}")
    ours = {"raster": OurRaster(args.binary, folder), "vector": OurVector(args.binary, folder)}
    ours["raster"].prepare()
    result = {"clock": args.clock, "vertices": vertices, "municipalities": len(features), **versions(), "claims": []}
    for kind, peer in (("raster", Mapnik(args.binary, folder)), ("raster", Gdal(args.binary, folder)), ("vector", Ogr(args.binary, folder))):
        if not peer.there():
            print(f"{peer.name}: left out, needs {' '.join(peer.packages)}")
            continue
        peer.prepare()
        ours[kind].make()
        peer.make()
        claim = {"ours": ours[kind].name, "peer": peer.name}
        if kind == "raster":
            claim["same_pixels"] = round(compare_raster(ours[kind], peer, folder), 4)
            claim["bytes_ratio"] = round(ours[kind].bytes() / peer.bytes(), 3)
            assert claim["same_pixels"] > 0.9, claim
        else:
            same, number = compare_vector(folder)
            assert same, "the two do not hold the same municipalities"
            claim["same_municipalities"] = number
        times = [(seconds(ours[kind].make), seconds(peer.make)) for _ in range(args.runs)]
        claim["ours_s"], claim["peer_s"] = (round(statistics.median(column), 2) for column in zip(*times))
        claim["ratio"] = round(claim["peer_s"] / claim["ours_s"], 1)
        result["claims"].append(claim)
        extra = f", same pixels {claim['same_pixels']:.1%}, bytes {claim['bytes_ratio']:.2f} x" if kind == "raster" else ""
        print(f"{claim['ours']} {claim['ours_s']} s | {peer.name} {claim['peer_s']} s | {claim['ratio']} x{extra}", flush=True)
    if args.json:
        args.json.write_text(json.dumps(result, indent=2) + "\n")


if __name__ == "__main__":
    main()
