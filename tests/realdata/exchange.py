#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Aid data and OpenStreetMap, named in a study and not mapped by hand: books and totals by objective against pandas and geopandas.

    exchange.py --binary PROGRAM --source TREE aid|osm

The other side reads the shipped tables (layers/sites/*.toml) with its own few lines; it shares no code with the engine.
"""

import json
import math
import pathlib
import re
import sys
import tempfile
import tomllib

import shared

DATA = {"aid": "services/hnd_aiddata_aims_v1.3.1_level_1a.csv", "worldbank": "services/worldbank_geocoded_centralamerica_845.csv",
        "osm": "services/cri_osm_schools.geojson"}
LANDS = {"aid": "boundaries/hnd_municipalities_hngeo.geojson", "osm": "boundaries/cri_cantones_snit_crtm05.geojson"}


def loaded(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


def data_folder(study):
    """Where the shared files are, as the study names them."""
    return pathlib.Path(re.search(r'source = "([^"]*/data)/', study.read_text(encoding="utf-8")).group(1))


def with_sites(study, sites):
    """The study of Honduras with these site layers instead of its own; nothing but their names and files is said."""
    text = study.read_text(encoding="utf-8")
    head, tail = text[:text.index("[[sites]]")], text[text.index("[at_risk]"):]
    study.write_text(head + sites + tail, encoding="utf-8")
    return study


class Sectors:
    """layers/sites/sectors.toml: families and weights of objectives by code, else by category."""

    def __init__(self, source):
        self.table = loaded(source / "layers/sites/sectors.toml")["sectors"]
        words = loaded(source / "layers/sites/dialects/world_bank_geocoded.toml")["values"]["sector"]
        self.words = {word.lower(): code for code, spelled in words.items() for word in spelled}

    def of(self, cell):
        codes = [self.words[cell.lower()]] if cell.lower() in self.words else [c for c in re.split(r"[|;,]", cell) if c]
        families, weights = set(), {}
        for code in codes:
            entry = self.table.get(code) or self.table.get(code[:3]) or {}
            if "family" in entry:
                families.add(entry["family"])
            for objective, weight in entry.get("objectives", {}).items():
                weights[objective] = weights.get(objective, 0.0) + weight / len(codes)
        return families, weights


def expected_aid(rows, land, sectors, names, mappable):
    """Books and totals of one table: every row once."""
    import geopandas
    lat, lon, precision, sector, amount, currency = names
    books = {"read": len(rows), "filtered": 0, "outside": 0, "located": 0}
    totals = {}
    points = geopandas.GeoSeries(geopandas.points_from_xy(rows[lon].where(rows[lon] != "", "0").astype(float), rows[lat].where(rows[lat] != "", "0").astype(float)),
                                 crs="EPSG:4326")
    inside = points.intersects(land.unary_union)
    for i, row in enumerate(rows.to_dict("records")):
        families, weights = sectors.of(row[sector])
        if not families:
            fate, book = "no_family", "filtered"
        elif row[precision] not in mappable:
            fate, book = "not_mappable", "outside"
        else:
            fate, book = ("in_municipalities", "located") if inside.iloc[i] else ("outside", "outside")
        books[book] += 1
        money = float(row[amount]) if amount and row[amount] != "" else None
        for objective, weight in [*weights.items(), (None, 1.0 - sum(weights.values()))]:
            total = totals.setdefault((objective, fate), [0.0, 0.0])
            total[0] += weight
            total[1] += weight * (money or 0.0)
    return books, totals


def found_totals(out):
    totals = {}
    for one in shared.read(out / "summary.json")["objectives"]["by_objective"]:
        for fate, weight in one["rows"].items():
            money = sum(amount[fate] for amount in one["amounts"])
            totals[(one["objective"], fate)] = [weight, money]
    return totals


def same(a, b):
    return math.isclose(a, b, rel_tol=1e-6, abs_tol=2e-3)


def check_aid(args, folder, checks):
    import geopandas
    import pandas
    study = shared.study_of("hnd", folder / "study")
    data = data_folder(study)
    with_sites(study, f'[[sites]]\nname = "aid"\nsource = "{data}/{DATA["aid"]}"\nsnap_m = 0\n\n'
                      f'[[sites]]\nname = "worldbank"\nsource = "{data}/{DATA["worldbank"]}"\nsnap_m = 0\nwhere = {{ field = "Country", in = ["Honduras"] }}\n\n')
    out = shared.run(args, study, folder / "out", (0, 6))
    land = geopandas.read_file(data / LANDS["aid"]).dropna(subset=["GEOCODIGO"])
    sectors = Sectors(args.source)
    aims = pandas.read_csv(data / DATA["aid"], dtype=str, keep_default_na=False, encoding="utf-8-sig")
    bank = pandas.read_csv(data / DATA["worldbank"], dtype=str, keep_default_na=False, encoding="utf-8-sig")
    home = bank[bank.Country == "Honduras"].reset_index(drop=True)
    tables = {"aid": (aims, ("latitude", "longitude", "precision_code", "ad_sector_codes", "even_split_commitments", None), {"1", "2", "3"}),
              "worldbank": (home, ("Latitude", "Longitude", "Precision", "MJSECTOR 1", None, None), {"1", "2", "3"})}
    all_totals = {}
    for layer, (rows, names, mappable) in tables.items():
        books, totals = expected_aid(rows, land, sectors, names, mappable)
        if layer == "worldbank":
            books["read"], books["filtered"] = len(bank), books["filtered"] + len(bank) - len(home)
        line = shared.ledger(out, layer)
        for name, value in books.items():
            checks.equal(f"{layer}, {name}", line[name], value)
        checks.equal(f"{layer}, rejected", line["rejected"], 0)
        for key, (weight, money) in totals.items():
            total = all_totals.setdefault(key, [0.0, 0.0])
            total[0] += weight
            total[1] += money
    found = found_totals(out)
    for key, (weight, money) in all_totals.items():
        checks.equal(f"rows of {key}", same(found[key][0], weight), True)
        checks.equal(f"money of {key}", same(found[key][1], money), True)
    checks.equal("money of all", same(sum(m for _, m in found.values()), sum(m for _, m in all_totals.values())), True)
    # AidData 62 and the World Bank 3 rows of precision 4 to 8 (and 4.2, 8.1) whose sectors are of a family, counted by pandas.
    checks.equal("rows that are not mappable", round(sum(found[key][0] for key in found if key[1] == "not_mappable"), 6), 65.0)
    said = json.dumps(shared.read(out / "manifest.json"), ensure_ascii=False)
    checks.equal("the table of sectors is said", "sectors.toml" in said, True)


def check_osm(args, folder, checks):
    """Costa Rica's schools: families by tags, points and polygons, against geopandas."""
    import geopandas
    study = shared.study_of("hnd", folder / "study")
    data = data_folder(study)
    schools = geopandas.read_file(data / DATA["osm"])
    table = loaded(args.source / "layers/sites/osm_tags.toml")
    with_sites(study, f'[[sites]]\nname = "schools"\nsource = "{data}/{DATA["osm"]}"\nsnap_m = 0\n\n')
    text = study.read_text(encoding="utf-8")
    text = text.replace(LANDS["aid"], LANDS["osm"]).replace('"HND"', '"CRI"').replace('"GEOCODIGO"', '"cod_canton"').replace('name = "NOMBRE"\n', "")
    study.write_text(text, encoding="utf-8")
    families = {tag: family for family, tags in table["families"].items() for tag in tags}
    kept = 0
    for row in schools.to_dict("records"):
        tags = [f"{key}={row[key]}" for key in schools.columns if key != "geometry" and isinstance(row.get(key), str)]
        excluded = any(tag in table["excluded"] or tag.split("=")[0] + "=*" in table["excluded"] for tag in tags)
        kept += not excluded and any(families.get(tag) == "educational" for tag in tags)
    done = shared.Program(args.binary, args.source).run("check", study, "--json", timeout=600)
    line = next(one for one in json.loads(done.out)["ledger"] if one["layer"] == "schools")
    checks.equal("read", line["read"], len(schools))
    checks.equal("filtered", line["filtered"], len(schools) - kept)
    checks.equal("kept", line["located"] + line["snapped"] + line["outside"], kept)
    checks.equal("rejected", line["rejected"], 0)


def main():
    args = shared.arguments(__doc__.splitlines()[0], ("what", ["aid", "osm"]))
    shared.need("geopandas", "pandas", "shapely")
    checks = shared.Checks()
    with tempfile.TemporaryDirectory(prefix="presencia-exchange-") as temporary:
        (check_aid if args.what == "aid" else check_osm)(args, pathlib.Path(temporary), checks)
    checks.end()


if __name__ == "__main__":
    sys.exit(main())
