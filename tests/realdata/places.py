#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Real boundaries in their agencies' own grids: Costa Rica in CRTM05 (EPSG:5367), Nicaragua in UTM 16N (EPSG:32616).

    places.py --binary PROGRAM --source TREE cri|nic

Counts and areas against geopandas and published figures; the grid taken away or named wrongly must be answered with the
right one.
"""

import json
import pathlib
import shutil
import tempfile

import shared
from make_study import SHARED

STUDY = '''[study]
name = "{country}"
from = 2021-01-01
to = 2021-12-31
language = "en"
profile = "restricted"

[[municipalities]]
source = "{boundaries}"
country = {{ value = "{iso}" }}
code = "{code}"
{more}

[[sites]]
name = "schools"
source = "{schools}"
family = "educational"
kind = "service"
snap_m = 0
{where}

[at_risk]
list = "list.csv"

[output]
zoom = [4, 4]
max_reject_share = 1.0
'''

CRI = {"country": "cri", "iso": "CRI", "boundaries": "boundaries/cri_cantones_snit_crtm05.geojson", "code": "cod_canton",
       "schools": "services/cri_osm_schools.geojson", "where": "", "system": "EPSG:5367", "units": 82,
       "wrong": ["EPSG:5456", "EPSG:32617", "EPSG:32616"], "km2": (51_000, 51_300)}  # INEC: 51 100 km2 with islands
NIC = {"country": "nic", "iso": "NIC", "boundaries": "boundaries/nic_municipalities_ineter_utm16.shp", "code": "code_muni",
       "schools": "services/nic_schools_mined_2025.csv", "where": 'x = "long"\ny = "lat"\nid = "school_id"', "system": "EPSG:32616",
       "units": 153, "wrong": ["EPSG:32615", "EPSG:32617", "EPSG:5367"], "km2": (120_000, 121_000)}  # INETER: 120 339.5 km2 of land; with the lakes, which the layer leaves out, 130 373.5


def write(folder, one, boundaries, more=""):
    folder.mkdir(exist_ok=True)
    (folder / "list.csv").write_text("code\n" + one["first"] + "\n")
    schools = SHARED / one["schools"]
    if schools.suffix == ".geojson":
        # The points alone: of a polygon geopandas and the engine would each choose a point of their own.
        kept = [each for each in json.loads(schools.read_text(encoding="utf-8"))["features"] if each["geometry"]["type"] == "Point"]
        schools = folder / "points.geojson"
        schools.write_text(json.dumps({"type": "FeatureCollection", "features": kept}))
    text = STUDY.format(**{**one, "boundaries": boundaries, "schools": schools, "more": more})
    (folder / "study.toml").write_text(text)
    return folder / "study.toml"


def without_system(one, folder):
    """The boundaries as they are sent around: the numbers, without what says what they are."""
    source = SHARED / one["boundaries"]
    if source.suffix == ".shp":
        for ending in (".shp", ".shx", ".dbf", ".cpg"):
            shutil.copy(source.with_suffix(ending), folder / f"lost{ending}")
        return "lost.shp"
    whole = json.loads(source.read_text(encoding="utf-8"))
    whole.pop("crs", None)
    (folder / "lost.geojson").write_text(json.dumps(whole))
    return "lost.geojson"


def schools_by_unit(one):
    """Schools in each unit, by geopandas: points alone, since polygons have no one point."""
    import geopandas
    import pandas
    units = geopandas.read_file(SHARED / one["boundaries"]).to_crs(4326)
    source = SHARED / one["schools"]
    if source.suffix == ".csv":
        table = pandas.read_csv(source)
        points = geopandas.GeoDataFrame(table, geometry=geopandas.points_from_xy(table["long"], table["lat"]), crs=4326)
    else:
        points = geopandas.read_file(source)
        points = points[points.geometry.geom_type == "Point"]
    joined = geopandas.sjoin(points, units[[one["code"], "geometry"]], predicate="within")
    return len(points), len(joined), str(units[one["code"]].iloc[0]), joined[one["code"]].nunique()


def main():
    args = shared.arguments(__doc__.splitlines()[0], ("country", ["cri", "nic"]))
    if not SHARED.is_dir():
        shared.skip(f"no shared data at {SHARED}")
    shared.need("geopandas")
    one = dict(CRI if args.country == "cri" else NIC)
    points, inside, one["first"], units_with = schools_by_unit(one)
    program, checks = shared.Program(args.binary, args.source), shared.Checks()
    with tempfile.TemporaryDirectory(prefix="presencia-places-") as temporary:
        folder = pathlib.Path(temporary)
        out = shared.run(args, write(folder / "right", one, SHARED / one["boundaries"]), folder / "out", statuses=(0, 6))
        rows = [feature["properties"] for feature in shared.read(out / "municipalities.geojson")["features"]]
        checks.equal("units", len(rows), one["units"])
        area = sum(row["area_km2"] for row in rows)
        checks.equal(f"area {area:.0f} km2 as published", one["km2"][0] < area < one["km2"][1], True)
        book = shared.ledger(out, "schools")
        checks.equal("schools located", (book["located"], book["outside"] + book["duplicates"]), (inside, points - inside))
        if args.country == "nic":
            checks.equal("units with a school", units_with, 153)
        trial = folder / "lost"
        trial.mkdir()
        lost = without_system(one, trial)

        def answer(more):
            said = program.run("check", write(trial, one, lost, more), timeout=300)
            return said.status, said.out + said.err
        status, said = answer("")
        checks.equal("no system: refused", status, 3)
        checks.equal(f"no system: {one['system']} is named: {said}", f'crs = "{one["system"]}"' in said, True)
        for wrong in one["wrong"]:
            status, said = answer(f'crs = "{wrong}"')
            checks.equal(f"{wrong}: refused", (status, "E4003" in said), (3, True))
            checks.equal(f"{wrong}: {one['system']} is named: {said}", one["system"] in said, True)
        status, said = answer(f'crs = "{one["system"]}"')
        checks.equal(f"{one['system']}: accepted: {said[:400]}", status, 0 if book["rejected"] == 0 else status)
        checks.end()


if __name__ == "__main__":
    main()
