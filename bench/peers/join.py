#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Counting incidents by municipality and class, against the programs that people do it with.

    bench/peers/join.py --build build/release [--folder DIR] [--rows N] [--runs N] [--slow-runs N] [--only NAME,...] [--clock wall|cpu]
                        [--geopandas-rows N] [--python PROGRAM] [--npm DIR] [--json FILE]

Makes its workload in the folder (kept there for the next time), compares what each program counts with what we count before anything is timed, alternates the runs and prints medians and ratios
as a table. Installs nothing: a peer that is not there is left out, and what it wants is said. Build with -DPRESENCIA_BENCH=ON.
"""
import argparse
import csv
import json
import os
import pathlib
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import postgis_join  # noqa: E402
import workload  # noqa: E402

STUDY = """[study]
name = "bench"
from = 2000-01-01
to = 2030-12-31
language = "en"
profile = "restricted"

[[municipalities]]
source = "{polygons}"
country = {{ value = "XAA" }}
code = "id"
name = "id"
population = "people"

[[incidents]]
name = "violence"
source = "{points}"
{columns}date = "date"
class = {{ column = "type" }}

[at_risk]
measure = "count"
incidents = "violence"
top_share = 0.25
"""


def output(command, cwd=None):
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{command[0]} failed: {done.stderr[-2000:]}")
    return done.stdout


def last_json(text):
    return json.loads(text.strip().splitlines()[-1])


def clock():
    """Seconds of the wall, or with --clock cpu those that all our children spent on processors."""
    if os.environ.get("BENCH_CLOCK") != "cpu":
        return time.perf_counter()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def seconds(action):
    began = clock()
    result = action()
    return clock() - began, result


def counts_of(path):
    """{(municipality, class): count}; of a file of polygons without classes {(polygon,): count}."""
    with open(path, newline="") as file:
        rows = csv.DictReader(file)
        keys = [name for name in ("municipality", "polygon", "class") if name in rows.fieldnames]
        return {tuple(row[key] for key in keys): int(row["count"]) for row in rows if int(row["count"]) > 0}


def in_our_words(ours, theirs):
    """The peers keep the words of the file, we know most as codes of the ICCS: a word is the code with the same sum. Whether it is, every single count then tells."""
    def sums(counts):
        total = {}
        for key, count in counts.items():
            total[key[-1]] = total.get(key[-1], 0) + count
        return total
    by_sum = {total: word for word, total in sums(ours).items()}
    words = {word: by_sum.get(total, word) for word, total in sums(theirs).items()}
    return {(*key[:-1], words[key[-1]]): count for key, count in theirs.items()}


def require_same(ours, theirs, what):
    if len(next(iter(ours))) > 1:
        theirs = in_our_words(ours, theirs)
    if ours != theirs:
        wrong = [key for key in set(ours) | set(theirs) if ours.get(key) != theirs.get(key)]
        sys.exit(f"{what}: {len(wrong)} counts differ, as {[(key, ours.get(key), theirs.get(key)) for key in wrong[:5]]}")
    return len(ours), sum(ours.values())


class Bench:
    def __init__(self, args, folder):
        self.args, self.folder = args, folder
        self.programs = args.build / "bench"
        self.data = HERE.parents[1]
        self.claims, self.versions, self.notes = [], {}, []

    # What is measured with.
    def make(self, name, action):
        if not (self.folder / name).exists():
            part = self.folder / f"part_{name}"
            action(part)
            part.rename(self.folder / name)
        return self.folder / name

    def polygons(self, name="polys.geojson", **shape):
        return self.make(name, lambda path: workload.write_coverage(path, corner_digits=7, **shape))

    def points(self, rows, kind):
        return self.make(f"points_{rows}.{kind}", lambda path: output([self.programs / "bench_points", rows, {"csv": "--csv", "geojson": "--geojson", "ndjson": "--ndjson", "doubles": "--doubles"}[kind], path]))

    def study(self, points):
        path = self.folder / f"study_{points.name}.toml"
        path.write_text(STUDY.format(polygons=self.polygons().name, points=points.name, columns='x = "lon"\ny = "lat"\n' if points.suffix == ".csv" else ""))
        return path

    def count(self, points, threads=2, out="ours.csv"):
        return last_json(output([self.programs / "bench_count", self.study(points), self.data, threads, self.folder / out]))

    def memory(self, who, threads, points, polygons=None, out=None):
        return last_json(output([self.programs / "bench_memory", polygons or self.polygons(), points, threads, who, self.folder / (out or f"memory_{who}.csv")]))

    def read(self, points, threads=1):
        return last_json(output([self.programs / "bench_read", self.study(points), self.data, threads]))

    # What is said.
    def wanted(self, name):
        return not self.args.only or name in self.args.only

    def claim(self, text, must, aim, pairs, peer, unit="s", more=""):
        """`pairs`: (ours, theirs) of each run."""
        ours, theirs = (statistics.median(column) for column in zip(*pairs))
        ratio = theirs / ours
        self.claims.append({"claim": text, "peer": peer, "ours": round(ours, 4), "theirs": round(theirs, 4), "unit": unit, "ratio": round(ratio, 2), "must": must, "aim": aim, "runs": len(pairs), "note": more})
        self.show(self.claims[-1])

    def limit(self, text, value, must, aim, unit, more=""):
        self.claims.append({"claim": text, "value": round(value, 3), "unit": unit, "must": must, "aim": aim, "note": more})
        self.show(self.claims[-1])

    @staticmethod
    def show(claim):
        if "ratio" in claim:
            verdict = "aim" if claim["ratio"] >= claim["aim"] else "must" if claim["ratio"] >= claim["must"] else "SHORT"
            print(f"{claim['claim']} | {claim['peer']} | {claim['ours']:g} {claim['unit']} | {claim['theirs']:g} {claim['unit']} | {claim['ratio']:g} x | {claim['must']} / {claim['aim']} | {verdict} | {claim['note']}", flush=True)
        else:
            below = claim["must"] > claim["aim"]
            good = (lambda limit: claim["value"] <= limit) if below else (lambda limit: claim["value"] >= limit)
            verdict = "aim" if good(claim["aim"]) else "must" if good(claim["must"]) else "SHORT"
            print(f"{claim['claim']} | | {claim['value']:g} {claim['unit']} | | | {claim['must']} / {claim['aim']} | {verdict} | {claim['note']}", flush=True)

    def missing(self, peer, wants):
        self.notes.append(f"{peer}: left out, wants {wants}")
        print(self.notes[-1], flush=True)


def whole(bench, points):
    """Our whole process, files to counts, and what it says of itself."""
    return seconds(lambda: bench.count(points))


def against_geopandas(bench):
    rows = bench.args.geopandas_rows or bench.args.rows
    points = bench.points(rows, "csv")
    python = bench.args.python
    if subprocess.run([python, "-c", "import geopandas, shapely\nif int(shapely.__version__.split('.')[0]) < 2: import rtree"], capture_output=True).returncode != 0:
        return bench.missing("GeoPandas", "python3-geopandas python3-rtree (or --python with another one)")
    pairs = []
    for _ in range(bench.args.slow_runs):
        theirs, said = seconds(lambda: output([python, "-W", "ignore", HERE / "geopandas_join.py", bench.polygons(), points, bench.folder / "geopandas.csv"]))
        bench.versions["GeoPandas"] = last_json(said)["versions"]
        ours = statistics.median(whole(bench, points)[0] for _ in range(3))
        cells, total = require_same(counts_of(bench.folder / "ours.csv"), counts_of(bench.folder / "geopandas.csv"), "GeoPandas")
        pairs.append((ours, theirs))
    bench.claim(f"{rows:,} CSV rows to counts by municipality and class, whole process", 100, 250, pairs, "GeoPandas", more=f"{cells:,} counts equal, {total:,} rows")


def against_postgis(bench):
    points = bench.points(bench.args.rows, "csv")
    if not postgis_join.binaries() or not shutil.which("ogr2ogr"):
        return bench.missing("PostGIS", " ".join(postgis_join.PACKAGES))
    pairs, joins, stages = [], [], {}
    with postgis_join.Server() as server:
        bench.versions["PostGIS"] = server.versions()
        for _ in range(bench.args.slow_runs):
            stages = server.join(bench.polygons(), points, bench.folder / "postgis.csv")
            runs = [whole(bench, points) for _ in range(3)]
            ours, stream = statistics.median(run[0] for run in runs), statistics.median(run[1]["stream"] for run in runs)
            cells, total = require_same(counts_of(bench.folder / "ours.csv"), counts_of(bench.folder / "postgis.csv"), "PostGIS")
            pairs.append((ours, sum(stages.values())))
            joins.append((stream, stages["join"]))
    parts = ", ".join(f"{name} {took:.1f}" for name, took in stages.items())
    bench.claim("the same, against load, index and its best plan", 50, 120, pairs, "PostGIS", more=f"{cells:,} counts equal, {total:,} rows; {parts}")
    bench.claim("streaming stage against its join alone", 50, 110, joins, "PostGIS")


def against_geos(bench):
    points, doubles = bench.points(bench.args.rows, "csv"), bench.points(bench.args.rows, "doubles")
    stream, kernel = [], []
    for run in range(bench.args.runs + 1):
        theirs, ours, streamed = bench.memory("geos", 2, doubles), bench.memory("ours", 2, doubles), bench.count(points)
        if run == 0:  # the first one compares and is not timed
            cells, total = require_same(counts_of(bench.folder / "memory_ours.csv"), counts_of(bench.folder / "memory_geos.csv"), "GEOS")
            continue
        stream.append((streamed["stream"], theirs["look"]))
        kernel.append((ours["look"], theirs["look"]))
    bench.claim("streaming stage against prepared geometry, 2 threads, points in memory", 12, 25, stream, "GEOS prepared", more=f"{cells:,} counts equal, {total:,} points")
    bench.claim("lookup alone, 2 threads each", 40, 90, kernel, "GEOS prepared")


def against_duckdb(bench):
    points = bench.points(bench.args.rows, "csv")
    modules = bench.args.npm / "node_modules" if bench.args.npm else None
    if not shutil.which("node") or not modules or not (modules / "@duckdb/node-api").exists():
        return bench.missing("DuckDB", "Node, and: npm install --prefix DIR @duckdb/node-api, then --npm DIR")
    pairs = []
    for _ in range(bench.args.runs):
        theirs = last_json(output(["node", HERE / "duckdb_read.cjs", modules.resolve(), points]))
        pairs.append((bench.count(points)["stream"], theirs["seconds"]))
    ours = bench.read(points)
    close = abs(ours["x"] / 1000 - theirs["x"]) <= 2 and abs(ours["y"] / 1000 - theirs["y"]) <= 2
    if not close or ours["rows"] != theirs["rows"]:
        sys.exit(f"DuckDB read something else: {ours} {theirs}")
    bench.versions["DuckDB"] = theirs["versions"]
    bench.claim("parse and join against merely reading the same CSV", 2, 4, pairs, "DuckDB, 2 threads", more="rows and sums equal")


def against_ogr(bench):
    some = min(bench.args.rows, 1_000_000)  # of GeoJSON, which OGR takes four times as long for
    bench.versions["GDAL"] = output(["gdalinfo", "--version"]).split(",")[0] if shutil.which("gdalinfo") else "?"
    for kind, text, must, aim, threads in (("csv", "CSV reader, 1 thread", 20, 45, 1), ("geojson", "GeoJSON points, 1 thread", 15, 50, 1), ("geojson", "GeoJSON points, our 2 threads", 15, 50, 2),
                                           ("ndjson", "newline-delimited GeoJSON points, 1 thread", 15, 50, 1)):
        rows = bench.args.rows if kind == "csv" else some
        points = bench.points(rows, kind)
        pairs = []
        for _ in range(bench.args.runs):
            theirs, ours = last_json(output([bench.programs / "bench_ogr", points])), bench.read(points, threads)
            if any(theirs[key] != ours[key] for key in ("rows", "x", "y")):
                sys.exit(f"OGR read something else: {ours} {theirs}")
            pairs.append((ours["seconds"], theirs["seconds"]))
        bench.claim(f"{rows:,} rows, {text}", must, aim, pairs, "OGR", more="rows and sums equal")


def growth_of_rows(bench):
    points = bench.points(bench.args.rows, "csv")

    def ten_times(path):
        with open(path, "wb") as out:
            for k in range(10):
                with open(points, "rb") as source:
                    if k > 0:
                        source.readline()
                    shutil.copyfileobj(source, out, 1 << 20)

    large = bench.make(f"points_{10 * bench.args.rows}.csv", ten_times)
    once, ten = bench.count(points), bench.count(large, out="ten.csv")
    require_same({key: 10 * value for key, value in counts_of(bench.folder / "ours.csv").items()}, counts_of(bench.folder / "ten.csv"), "ten times the rows")
    bench.limit(f"{10 * bench.args.rows:,} rows: peak memory", ten["peak_mib"], 512, 256, "MiB", f"{once['peak_mib']} MiB for {bench.args.rows:,}; streaming {ten['stream']:.2f} s, {ten['rows'] / ten['stream'] / 1e6:.0f} M rows/s")
    bench.limit("the same: growth of peak memory", ten["peak_mib"] / once["peak_mib"], 1.10, 1.05, "x")
    bench.limit("the same: growth of the streaming stage", ten["stream"] / once["stream"] / 10, 1.1, 1.0, "x linear")


def growth_of_threads(bench):
    points = bench.points(bench.args.rows, "csv")
    pairs = [(bench.count(points, 2)["stream"], bench.count(points, 1)["stream"]) for _ in range(bench.args.runs)]
    bench.claim("threads 1 to 2 on the streaming stage", 1.7, 1.9, pairs, "1 thread")


def growth_of_polygons(bench):
    doubles = bench.points(bench.args.rows, "doubles")
    for name, shape, text, must, aim in (("polys_50k.geojson", {"columns": 224, "rows": 224, "steps": 8}, "1,156 to 50,176 polygons: lookup, times slower", 2.5, 2.0),
                                         ("polys_x10.geojson", {"steps": 1880}, "ten times the vertices: lookup, times slower", 1.5, 1.3)):
        polygons = bench.polygons(name, **shape)
        pairs = [(bench.memory("ours", 1, doubles)["look"], bench.memory("ours", 1, doubles, polygons, "grown.csv")) for _ in range(bench.args.runs)]
        base, grown = statistics.median(pair[0] for pair in pairs), statistics.median(pair[1]["look"] for pair in pairs)
        bench.limit(text, grown / base, must, aim, "x", f"{base:.3f} s to {grown:.3f} s, 1 thread; index built in {statistics.median(pair[1]['build'] for pair in pairs):.2f} s")


def stages(bench):
    """What the whole process spends its time on."""
    said = [bench.count(bench.points(bench.args.rows, "csv")) for _ in range(bench.args.runs)]
    median = {key: statistics.median(one[key] for one in said) for key in ("municipalities", "index", "stream")}
    bench.notes.append("stages of the whole process: " + ", ".join(f"{key} {value:.3f} s" for key, value in median.items()))
    print(bench.notes[-1], flush=True)


PARTS = {"stages": stages, "geos": against_geos, "duckdb": against_duckdb, "ogr": against_ogr, "threads": growth_of_threads, "rows": growth_of_rows, "polygons": growth_of_polygons,
         "postgis": against_postgis, "geopandas": against_geopandas}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True, type=lambda text: pathlib.Path(text).resolve())
    parser.add_argument("--folder", type=lambda text: pathlib.Path(text).resolve())
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--geopandas-rows", type=int, help="fewer, where the peer's memory or your patience is short")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--slow-runs", type=int, default=1, help="of GeoPandas and PostGIS, which take minutes")
    parser.add_argument("--only", type=lambda text: text.split(","), help=", ".join(PARTS))
    parser.add_argument("--python", default="/usr/bin/python3", help="the interpreter that has GeoPandas")
    parser.add_argument("--npm", type=pathlib.Path, help="where @duckdb/node-api was installed")
    parser.add_argument("--clock", choices=("wall", "cpu"), default="wall", help="cpu: seconds of all processors, where the machine has other work; says nothing of threads")
    parser.add_argument("--json", type=pathlib.Path)
    args = parser.parse_args()
    os.environ["BENCH_CLOCK"] = args.clock
    if not (args.build / "bench/bench_count").exists():
        sys.exit(f"{args.build}/bench holds no programs: build with -DPRESENCIA_BENCH=ON")
    with tempfile.TemporaryDirectory(prefix="presencia-bench-") as own:
        folder = args.folder or pathlib.Path(own)
        folder.mkdir(parents=True, exist_ok=True)
        bench = Bench(args, folder)
        processor = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
        print(f"{processor}, {os.cpu_count()} processors\nclaim | peer | ours | theirs | ratio | must / aim | reached | note", flush=True)
        for name, part in PARTS.items():
            if bench.wanted(name):
                part(bench)
        print("; ".join(bench.versions.values()))
        if args.json:
            args.json.write_text(json.dumps({"clock": args.clock, "processor": processor, "processors": os.cpu_count(), "versions": bench.versions, "claims": bench.claims, "notes": bench.notes}, indent=2) + "\n")


if __name__ == "__main__":
    main()
