#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`presencia init` and `presencia run` on real files, with nothing written by hand: what only the user knows is said with --set.

    init.py --binary PROGRAM --source TREE gtm2011|gtm2016|hnd|slv|cri|nic

Every expected number is one of the files' own (rows, units) or is counted here, without the engine.
"""

import csv
import json
import pathlib
import tempfile

import exchange
import shared
from make_study import SHARED, rows_of
from program import Program

DEPARTMENTS = "facts/homicides_department_year.csv"


class Init:
    """init and run over files, in a folder of its own."""

    def __init__(self, args, folder, files, *options, name="first", statuses=(0, 6)):
        self.program = Program(args.binary, args.source)
        study = folder / f"{name}.toml"
        said = self.program.run("init", *files, "-o", study, "--overwrite", "--json", "--lang", "en", *options, timeout=600)
        if said.status not in statuses:  # 6: a run would reject too many rows, which is said
            raise SystemExit(f"presencia init ended with {said.status}\n{said.out[:2000]}{said.err[:2000]}")
        self.answer = json.loads(said.out)
        self.text = study.read_text(encoding="utf-8")
        self.out = shared.run(args, study, folder / name, statuses)

    def kinds(self):
        return {pathlib.Path(one["file"]).name: one["kind"] for one in self.answer["files"]}

    def questions(self):
        return {pathlib.Path(one["file"]).name: one["flag"] for one in self.answer["questions"]}

    def book(self, layer):
        return shared.ledger(self.out, layer)

    def rows_by(self, words):
        """Rows understood by the rule of keys whose guess begins so."""
        return sum(int(one["evidence"].split(": ")[1].split(" ")[0]) for one in self.answer["guesses"] if one["evidence"].startswith(words))


def written(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows([header, *rows])
    return path


def department_names():
    return {row["adm1_pcode"]: row["adm1_name"] for row in rows_of(DEPARTMENTS)}


def guatemala(args, folder, checks, year, known):
    """Family violence by code, indicators by code, and the same places by name and department."""
    family, indicators = f"gtm_vif_{year}_municipality_month", "gtm_unhcr_a2sit_indicators"
    places = rows_of(f"incidents/{indicators}.csv")
    names = department_names()
    listed = written(folder / "nombres.csv", ["departamento", "municipio"], [[names[row["uCode"][:4]], row["uName"]] for row in places])
    files = [SHARED / "boundaries/gtm_municipalities_minfin.topojson", SHARED / f"incidents/{family}.csv", SHARED / f"incidents/{indicators}.csv", listed]
    done = Init(args, folder, files, "--set", f"{indicators}.csv:as=sites", "--set", f"{indicators}.csv:family=judicial", "--set", f"{indicators}.csv:municipality=uCode")
    checks.equal("what the files are", done.kinds(), {files[0].name: "municipalities", files[1].name: "incidents", files[2].name: "sites", "nombres.csv": "codes"})
    checks.equal("the year that the counts fill, not their rows", [f"from     = {year}-01-01" in done.text, f"to       = {year}-12-31" in done.text], [True, True])
    counts = {}
    for row in rows_of(f"incidents/{family}.csv"):
        if row["anio"] == year and row["mes"] != "99" and row["municipio"] != "9999":
            counts[row["municipio"]] = counts.get(row["municipio"], 0) + int(row["denuncias"])
    # The study that init writes is a public one: 1 to 9 reports of family violence are not shown, nor what would tell them by subtraction; that is told from no record.
    units = shared.municipalities(done.out)
    recorded = {code: row["incidents"] for code, row in units.items() if "incidents:no_record" not in (row["no_value"] or "").split()}
    checks.equal("municipalities", (len(units), len(recorded)), (340, known))
    shown = {code: count for code, count in recorded.items() if count is not None}
    checks.equal("every municipality's own reports", (set(recorded), shown), (set(counts), {code: counts[code] for code in shown}))
    checks.equal(f"{len(shown)} are shown, none of them small", (len(shown) > 280, min(shown.values()) > 9), (True, True))
    checks.equal("indicators by code", done.book(indicators)["by_key"], 340)
    checks.equal("indicators by name and department", done.book("nombres")["by_key"], 340)
    # Beside their codes the names of two are exchanged: read as a list, those two rows say two municipalities each, and are listed.
    other = Init(args, folder, files[:3], "--set", f"{indicators}.csv:as=codes", name="second")
    lines = {row["uCode"]: number for number, row in enumerate(places, start=2)}
    listed_twice = sorted((key["key"], key["contradiction"], key["first_row"], key["nearest"]) for key in other.book(indicators)["unmatched_keys"])
    checks.equal("codes beside names", (other.book(indicators)["by_key"], listed_twice),
                 (338, [("GT0206 · Sanarate", True, lines["GT0206"], ["Sansare (GTM 206)", "Sanarate (GTM 207)"]), ("GT0207 · Sansare", True, lines["GT0207"], ["Sanarate (GTM 207)", "Sansare (GTM 206)"])]))


def honduras(args, folder, checks):
    """298 codes and names, and aid by the precision of its places."""
    import geopandas
    import pandas
    units = [row for row in rows_of("facts/admin2_codes_names.csv") if row["iso3"] == "HND"]
    names = department_names()
    counts = written(folder / "homicidios.csv", ["cod_municipio", "anio", "homicidios"], [[row["cod_ab_style_pcode"], 2013, 10 + k] for k, row in enumerate(units)])
    listed = written(folder / "nombres.csv", ["departamento", "municipio"], [[names["HN" + row["ine_code"][:2]], row["name"]] for row in units])
    aid, bank, land = "hnd_aiddata_aims_v1.3.1_level_1a.csv", "worldbank_geocoded_centralamerica_845.csv", SHARED / exchange.LANDS["aid"]
    done = Init(args, folder, [land, counts, listed, SHARED / "services" / aid, SHARED / "services" / bank, SHARED / "population/geonames_places_centralamerica.csv"])
    checks.equal("what the files are", done.kinds(), {land.name: "municipalities", "homicidios.csv": "incidents", "nombres.csv": "codes", aid: "sites", bank: "sites",
                                                     "geonames_places_centralamerica.csv": "population"})
    checks.equal("nothing to ask", done.questions(), {})
    found = {code[:4]: row["incidents"] for code, row in shared.municipalities(done.out).items()}
    checks.equal("every code its own count", found, {row["ine_code"]: 10 + k for k, row in enumerate(units)})
    book = done.book("nombres")
    checks.equal("names matched or listed", book["by_key"] + sum(key["rows"] for key in book["unmatched_keys"]), 298)
    # What is spelled otherwise by more than damage ("El Provenir") is listed, the right name among the nearest.
    own = {(names["HN" + row["ine_code"][:2]], row["name"]): row["ine_code"] + "00" for row in units}
    for key in book["unmatched_keys"]:
        name, department = key["key"].split(" · ")[:2]
        checks.equal(f"near {name}", any(own[department, name] in one for one in key["nearest"]), True)
    checks.equal("few names are listed", len(book["unmatched_keys"]) <= 6, True)
    ground = geopandas.read_file(land).dropna(subset=["GEOCODIGO"])
    sectors = exchange.Sectors(args.source)
    for layer, file, columns in (("hnd_aiddata_aims_v1_3_1_level_1a", aid, ("latitude", "longitude", "precision_code", "ad_sector_codes", "even_split_commitments", None)),
                                 ("worldbank_geocoded_centralamerica_845", bank, ("Latitude", "Longitude", "Precision", "MJSECTOR 1", None, None))):
        table = pandas.read_csv(SHARED / "services" / file, dtype=str, keep_default_na=False, encoding="utf-8-sig")
        books, _ = exchange.expected_aid(table, ground, sectors, columns, {"1", "2", "3"})
        mine = done.book(layer)
        # Within 500 m of a border a place goes to the nearest municipality; geopandas' books know no such thing.
        checks.equal(f"{layer} by precision", {"read": mine["read"], "filtered": mine["filtered"], "located": mine["located"], "outside": mine["outside"] + mine["snapped"]}, books)
        checks.equal(f"{layer}: rows without a place are kept apart", any("cannot be put into a municipality" in note for note in mine["notes"]), True)


def el_salvador(args, folder, checks):
    """A spreadsheet of people by name, with a column a year, and health units whose family the user says."""
    sheet, health = "slv_gpw_population_2000_2020.xlsx", "slv_vaccination_places_2021.csv"
    files = [SHARED / "boundaries/slv_a2sit.geojson", SHARED / "population" / sheet, SHARED / "facts/homicides_municipality_year.csv", SHARED / "services" / health]
    asked = Init(args, folder, files)
    checks.equal("the family is asked", asked.questions(), {health: f"--set '{health}:family=social'"})
    done = Init(args, folder, files, "--set", f"{health}:family=social", name="second")
    checks.equal("and answered", (done.questions(), done.kinds()), ({}, {"slv_a2sit.geojson": "municipalities", sheet: "people", files[2].name: "incidents", health: "sites"}))
    rows = [row for row in rows_of("facts/homicides_municipality_year.csv")]
    book = done.book("homicides_municipality_year")
    checks.equal("rows of other countries are left out by name", (book["read"], book["unmatched_keys"]), (len(rows), []))
    people = done.book("population_table")
    checks.equal("people by name", (people["by_key"], people["rejected"]), (262, 1))
    checks.equal("damaged names", done.rows_by("by a name with damaged letters"), 2)
    table = shared.municipalities(done.out)
    checks.equal("with people", sum(row["population"] is not None for row in table.values()), 262)
    checks.equal("health units", sum(done.book("slv_vaccination_places_2021")[name] for name in ("located", "snapped", "duplicates")), 482)


def costa_rica(args, folder, checks):
    """Boundaries in the country's own grid, which the file names, and schools of OpenStreetMap."""
    import geopandas
    land, schools, homicides = SHARED / "boundaries/cri_cantones_snit_crtm05.geojson", SHARED / "services/cri_osm_schools.geojson", SHARED / DEPARTMENTS
    done = Init(args, folder, [land, schools, homicides])
    table = shared.municipalities(done.out)
    area = sum(row["area_km2"] for row in table.values())
    checks.equal(f"cantons, {area:.0f} km2 as INEC has it", (len(table), 51_000 < area < 51_300), (82, True))
    book = done.book("cri_osm_schools")
    checks.equal("schools", (book["read"], book["located"], book["outside"] + book["snapped"]), (339, 337, 0))
    ground, places = geopandas.read_file(land).to_crs(4326), geopandas.read_file(schools)
    places["geometry"] = places.geometry.representative_point()
    joined = geopandas.sjoin(places, ground[["cod_canton", "geometry"]], predicate="within")
    checks.equal("all of them in a canton", len(joined), 339)
    rows = rows_of(DEPARTMENTS)
    mine = sum(row["iso3"] == "CRI" for row in rows)
    book = done.book("homicides_department_year")
    checks.equal("its seven provinces, the other countries left out by name", (book["by_key"], book["filtered"], book["rejected"]), (mine, len(rows) - mine, 0))


def nicaragua(args, folder, checks):
    """A Shapefile in UTM, schools by their coordinates, police figures by department."""
    import geopandas
    import pandas
    land, schools = SHARED / "boundaries/nic_municipalities_ineter_utm16.shp", SHARED / "services/nic_schools_mined_2025.csv"
    done = Init(args, folder, [land, schools, SHARED / "incidents/nic_policia_departamento_2007_2019.csv"])
    table = pandas.read_csv(schools)
    places = geopandas.GeoDataFrame(table, geometry=geopandas.points_from_xy(table["long"], table["lat"]), crs=4326)
    ground = geopandas.read_file(land).to_crs(4326)
    joined = geopandas.sjoin(places, ground[["code_muni", "geometry"]], predicate="within")
    book = done.book("nic_schools_mined_2025")
    checks.equal("schools", (book["read"], book["located"], book["outside"] + book["snapped"]), (len(places), len(joined), len(places) - len(joined)))
    with_schools = [code for code, row in shared.municipalities(done.out).items() if row["educational_sites"]]
    checks.equal("municipalities with a school", (len(with_schools), joined["code_muni"].nunique()), (153, 153))
    # Two areas of the police and the national sum are no departments: 78 rows each, listed.
    book = done.book("nic_policia_departamento_2007_2019")
    checks.equal("by department", (book["read"], book["by_key"], book["rejected"]), (1560, 17 * 78, 3 * 78))


STUDIES = {"gtm2011": lambda *given: guatemala(*given, "2011", 333), "gtm2016": lambda *given: guatemala(*given, "2016", 337),
           "hnd": honduras, "slv": el_salvador, "cri": costa_rica, "nic": nicaragua}


def main():
    args = shared.arguments(__doc__.splitlines()[0], ("study", sorted(STUDIES)))
    if not SHARED.is_dir():
        shared.skip(f"no shared data at {SHARED}")
    shared.need("geopandas", "pandas")
    checks = shared.Checks()
    with tempfile.TemporaryDirectory(prefix="presencia-init-") as temporary:
        STUDIES[args.study](args, pathlib.Path(temporary), checks)
    checks.end()


if __name__ == "__main__":
    main()
