#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Keys of real files: codes in the spellings of their offices, and names with the damage they come with.

    keys.py --binary PROGRAM --source TREE

Every expected number is one of the files' own (rows, units) or is counted here, without the engine.
"""

import csv
import json
import pathlib
import tempfile
import unicodedata

from osgeo import ogr

import shared
from make_study import SHARED
from program import Program

HEAD = '''[study]
name = "keys"
from = {year}-01-01
to = {year}-12-31
language = "en"
profile = "restricted"

'''
RULE = '''
[at_risk]
measure = "count"
top_share = 0.25
'''


def boundaries(file, country, code, name, department=None, where=""):
    lines = [f'[[municipalities]]\nsource = "{file}"\ncountry = {{ value = "{country}" }}\ncode = "{code}"\nname = "{name}"']
    return "\n".join(lines + ([f'department = "{department}"'] if department else []) + [where]) + "\n"


def counts(*keys):
    lines = ['[[incidents]]', 'name = "counts"', 'source = "counts.csv"', 'class = "0101"', 'count = "n"', 'year = "year"']
    return "\n".join(lines + [f'{key} = "{key}"' for key in keys]) + "\n"


def fold(text):
    plain = unicodedata.normalize("NFD", text.lower())
    return " ".join("".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split())


def rows_of(path):
    with open(path, encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


class Case:
    """A study in a folder of its own, checked with --json."""

    def __init__(self, args, text, files, year=2013, rule="", map=None):
        with tempfile.TemporaryDirectory(prefix="presencia-keys-") as temporary:
            folder = pathlib.Path(temporary)
            for name, (header, rows) in files.items():
                with open(folder / name, "w", encoding="utf-8", newline="") as handle:
                    csv.writer(handle, lineterminator="\n").writerows([header] + rows)
            if map:
                (folder / "new.geojson").write_text(json.dumps(map), encoding="utf-8")
            (folder / "study.toml").write_text(HEAD.replace("{year}", str(year)) + text + RULE + rule, encoding="utf-8")
            done = Program(args.binary, args.source).run("check", folder / "study.toml", "--json", "-q", timeout=600)
        self.answer = json.loads(done.out)
        self.guesses = self.answer["guesses"]

    def ledger(self, layer):
        return next(one for one in self.answer["ledger"] if one["layer"] == layer)

    def rows_by(self, words):
        """Rows understood by the rule that its guess names so."""
        return sum(int(g["evidence"].split(": ")[1].split(" ")[0]) for g in self.guesses if g["evidence"].startswith(words))


def whose(args, checks, land, codes):
    """A whole run: every row must lie in its own municipality. `codes`: of the boundaries -> of the rows."""
    with tempfile.TemporaryDirectory(prefix="presencia-keys-") as temporary:
        folder = pathlib.Path(temporary)
        with open(folder / "counts.csv", "w", encoding="utf-8", newline="") as handle:
            rows = [[key, 10 + k, 2013] for k, key in enumerate(codes.values())]
            csv.writer(handle, lineterminator="\n").writerows([["municipality", "n", "year"]] + rows)
        text = HEAD.replace("{year}", "2013") + land + counts("municipality") + RULE + '\n[output]\nzoom = [0, 0]\nstyles = ["gap"]\n'
        (folder / "study.toml").write_text(text, encoding="utf-8")
        out = shared.run(args, folder / "study.toml", folder / "out", (0, 6))
        found = shared.municipalities(out)
        for k, code in enumerate(codes):
            checks.equal(f"incidents of {code}", found[code]["incidents"], 10 + k)


def guatemala(args, checks, data):
    land = boundaries(data / "boundaries/gtm_municipalities_minfin.topojson", "GTM", "id", "Municipio", "Departamento",
                      'where = { field = "id", not = ["0", "4000"] }')
    rows = rows_of(data / "incidents/gtm_unhcr_a2sit_indicators.csv")
    codes = [[r["uCode"], 1, 2013] for r in rows]
    case = Case(args, land + counts("municipality"), {"counts.csv": (["municipality", "n", "year"], codes)})
    checks.equal("uCode by code", case.ledger("counts")["by_key"], 340)
    checks.equal("uCode rejected", case.ledger("counts")["rejected"], 0)
    whose(args, checks, land, {r["uCode"][2:].lstrip("0"): r["uCode"] for r in rows})
    departments = {r["adm1_pcode"]: r["adm1_name"] for r in rows_of(data / "facts/homicides_department_year.csv")}
    named = [[r["uName"], departments[r["uCode"][:4]], 1, 2013] for r in rows]
    case = Case(args, land + counts("municipality", "department"), {"counts.csv": (["municipality", "department", "n", "year"], named)})
    checks.equal("uName by name and department", case.ledger("counts")["by_key"], 340)
    # The two sources exchange Sanarate and Sansare: code and name of a row say two municipalities.
    both = [[r["uCode"][2:].lstrip("0"), r["uName"], 1, 2013] for r in rows]
    case = Case(args, land + counts("municipality", "municipality_name"), {"counts.csv": (["municipality", "municipality_name", "n", "year"], both)})
    checks.equal("code and name", case.ledger("counts")["by_key"], 340)
    notes = case.ledger("counts")["notes"]
    checks.equal("contradictions", [n for n in notes if n.startswith("2 rows whose name is another")] != [], True)
    checks.equal("both of them with their two municipalities", sorted(n.split(": ", 1)[1] for n in notes if "the code is of" in n),
                 ["the code is of Sanarate (GTM 207), the name of Sansare (GTM 206)", "the code is of Sansare (GTM 206), the name of Sanarate (GTM 207)"])
    units = [u for u in rows_of(data / "facts/admin2_codes_names.csv") if u["iso3"] == "GTM"]
    long_codes = boundaries(data / "boundaries/gtm_a2sit.geojson", "GTM", "pcode", "gis_name")
    for spelling in ("source_code", "ine_code", "cod_ab_style_pcode"):
        case = Case(args, long_codes + counts("municipality"), {"counts.csv": (["municipality", "n", "year"], [[u[spelling], 1, 2013] for u in units])})
        checks.equal(f"Guatemala by {spelling} against 21GTM017013", case.ledger("counts")["by_key"], 340)
        checks.equal(f"Guatemala by {spelling}: two lakes", sorted(k["key"][-4:] for k in case.ledger("counts")["unmatched_keys"]), ["0100", "0700"])
    whose(args, checks, long_codes, {"21GTM0" + u["ine_code"][:2] + "0" + u["ine_code"][2:]: u["ine_code"] for u in units if not u["ine_code"].endswith("00")})
    for year, known in (("2011", 333), ("2016", 337)):
        family = rows_of(data / f"incidents/gtm_vif_{year}_municipality_month.csv")
        mine = sorted({r["municipio"] for r in family if r["anio"] == year and r["mes"] != "99" and r["municipio"] != "9999"})
        checks.equal(f"municipalities of {year}", len(mine), known)
        four = [[code.zfill(4), 1, 2013] for code in mine]
        case = Case(args, land + counts("municipality"), {"counts.csv": (["municipality", "n", "year"], four)})
        checks.equal(f"family violence {year} with its zeros", case.ledger("counts")["by_key"], known)


def honduras(args, checks, data, units):
    land = boundaries(data / "boundaries/hnd_municipalities_hngeo.geojson", "HND", "GEOCODIGO", "NOMBRE")
    mine = [u for u in units if u["iso3"] == "HND"]
    for spelling in ("source_code", "ine_code", "cod_ab_style_pcode"):
        case = Case(args, land + counts("municipality"), {"counts.csv": (["municipality", "n", "year"], [[u[spelling], 1, 2013] for u in mine])})
        checks.equal(f"Honduras by {spelling}", case.ledger("counts")["by_key"], 298)
    whose(args, checks, land, {u["ine_code"] + "00": u["cod_ab_style_pcode"] for u in mine})
    departments = {r["adm1_pcode"]: r["adm1_name"] for r in rows_of(data / "facts/homicides_department_year.csv")}
    named = [[u["name"], departments["HN" + u["ine_code"][:2]], 1, 2013] for u in mine]
    case = Case(args, land + counts("municipality", "department"), {"counts.csv": (["municipality", "department", "n", "year"], named)})
    book = case.ledger("counts")
    checks.equal("Honduras by name, matched and listed", book["by_key"] + sum(k["rows"] for k in book["unmatched_keys"]), 298)
    # Two names with a lost letter whose spelling is the other file's; the third is an alias there.
    checks.equal("damaged names repaired", case.rows_by("by a name with damaged letters"), 3)
    own = {f["properties"]["GEOCODIGO"]: f["properties"]["NOMBRE"]
           for f in json.loads((data / "boundaries/hnd_municipalities_hngeo.geojson").read_text(encoding="utf-8"))["features"]}
    for key in book["unmatched_keys"]:
        name, department = key["key"].split(" · ")[:2]
        code = next(u["ine_code"] for u in mine if u["name"] == name and departments["HN" + u["ine_code"][:2]] == department) + "00"
        checks.equal(f"the nearest of {name} hold {own[code]}", any(code in one for one in key["nearest"]), True)
    checks.equal("names that are listed are few", len(book["unmatched_keys"]) <= 6, True)


def el_salvador(args, checks, data, units):
    mine = [u for u in units if u["iso3"] == "SLV" and u["name"] and u["ine_code"].isdigit()]
    land = boundaries(data / "boundaries/slv_a2sit.geojson", "SLV", "adm2_source_code", "gis_name")
    for spelling in ("source_code", "ine_code", "cod_ab_style_pcode"):
        case = Case(args, land + counts("municipality"), {"counts.csv": (["municipality", "n", "year"], [[u[spelling], 1, 2013] for u in mine])})
        checks.equal(f"El Salvador by {spelling}", case.ledger("counts")["by_key"], len(mine))
    whose(args, checks, land, {u["source_code"]: u["ine_code"] for u in mine})
    everywhere = land + boundaries(data / "boundaries/hnd_a2sit.geojson", "HND", "adm2_source_code", "gis_name") + \
        boundaries(data / "boundaries/gtm_a2sit.geojson", "GTM", "adm2_source_code", "gis_name")
    case = Case(args, everywhere + counts("municipality"), {"counts.csv": (["municipality", "n", "year"], [["La Unión", 1, 2013], ["Las Cruces", 1, 2013]])})
    book = case.ledger("counts")
    checks.equal("La Unión without department", [(k["ambiguous"], len(k["nearest"])) for k in book["unmatched_keys"] if k["key"] == "La Unión"], [(True, 3)])
    checks.equal("Las Cruces without department", book["by_key"], 1)
    # The spreadsheet's rows as they are; its header stands in the first row, which GDAL takes for data.
    sheet = spreadsheet(data / "population/slv_gpw_population_2000_2020.xlsx")
    header, people = sheet[0], sheet[1:]
    table = 'population = {{ source = "people.csv", name = "{}", department = "{}", value = "{}" }}\n'.format(header[1], header[0], header[4])
    case = Case(args, land + table + counts("municipality"), {"people.csv": (header, people), "counts.csv": (["municipality", "n", "year"], [["SLV1410", 1, 2013]])})
    book = case.ledger("population_table")
    checks.equal("El Salvador's people by name", book["by_key"], 262)
    checks.equal("a zone without a municipality", (len(people), book["rejected"]), (263, 1))
    checks.equal("damaged names of the spreadsheet", case.rows_by("by a name with damaged letters"), 2)
    pess = [r for r in rows_of(data / "facts/priority_municipalities.csv") if r["programme"] == "Plan El Salvador Seguro"]
    checks.equal("PESS", len(pess), 50)
    listed = [[r["municipality"], departments_of(r, data), 1, 2013] for r in pess]
    case = Case(args, land + counts("municipality", "department"), {"counts.csv": (["municipality", "department", "n", "year"], listed)})
    checks.equal("PESS by name and department", case.ledger("counts")["by_key"], 50)
    named = [row[:2] for row in listed]
    case = Case(args, land + counts("municipality"), {"counts.csv": (["municipality", "n", "year"], [["SLV1410", 1, 2013]]),
                                                      "pess.csv": (["municipality", "department"], named)}, rule='compare = "pess.csv"\n')
    checks.equal("PESS as a list set beside the rule", case.ledger("pess")["by_key"], 50)


def el_salvador_of_2024(args, checks, data):
    """The shipped crosswalk of 262 to 44: every old municipality of the spreadsheet and of the boundaries is carried, by name and by code, and the people of a new one are those of its old ones."""
    rows = rows_of(args.source / "layers/municipalities/crosswalks/slv_2024.csv")
    checks.equal("old and new municipalities", (len(rows), len({row["old_code"] for row in rows}), len({(row["new_department"], row["new_name"]) for row in rows})), (262, 262, 44))
    shapes = {}
    for feature in json.loads((data / "boundaries/slv_a2sit.geojson").read_text(encoding="utf-8"))["features"]:
        shapes[feature["properties"]["adm2_source_code"][3:]] = feature["geometry"]
    united = {}
    for row in rows:
        one = shapes[row["old_code"]]
        united.setdefault((row["new_department"], row["new_name"]), []).extend([one["coordinates"]] if one["type"] == "Polygon" else one["coordinates"])
    features = [{"type": "Feature", "properties": {"code": f"N{k:02}", "name": name, "department": department}, "geometry": {"type": "MultiPolygon", "coordinates": polygons}}
                for k, ((department, name), polygons) in enumerate(sorted(united.items()))]
    land = boundaries("new.geojson", "SLV", "code", "name", "department") + 'crosswalk = "slv_2024.csv"\n'
    header, *people = spreadsheet(data / "population/slv_gpw_population_2000_2020.xlsx")
    table = 'population = {{ source = "people.csv", name = "{}", department = "{}", value = "{}" }}\n'.format(header[1], header[0], header[4])
    codes = [[row["old_code"], 1, 2024] for row in rows]
    case = Case(args, land + table + counts("municipality"),
                {"people.csv": (header, people), "counts.csv": (["municipality", "n", "year"], codes), "slv_2024.csv": (list(rows[0]), [list(row.values()) for row in rows])}, 2024,
                map={"type": "FeatureCollection", "features": features})
    checks.equal("old codes carried to the 44", case.ledger("counts")["by_key"], 262)
    checks.equal("people of old names carried to the 44", case.ledger("population_table")["by_key"], 262)


def spreadsheet(path):
    """All rows of the only sheet, as text."""
    book = ogr.Open(str(path))  # must outlive its layer
    return [[row.GetField(k) or "" for k in range(row.GetFieldCount())] for row in book.GetLayer(0)]


def departments(args, checks, data):
    """Counts by department against boundaries that name none (Honduras) or name two of them otherwise (Nicaragua)."""
    by_name = '[[incidents]]\nname = "counts"\nsource = "{}"\nclass = "0101"\nlevel = "department"\ndepartment = "departamento"\n'
    land = boundaries(data / "boundaries/hnd_municipalities_hngeo.geojson", "HND", "GEOCODIGO", "NOMBRE")
    honduran = by_name.format(data / "incidents/hnd_homicides_departamento_2019.csv") + 'count = "homicidios"\nyear = { value = "2019" }\n'
    case = Case(args, land + honduran, {}, 2019)
    checks.equal("Honduras 2019 by department", case.ledger("counts")["by_key"], 18)
    land = boundaries(data / "boundaries/nic_municipalities_ineter_utm16.shp", "NIC", "code_muni", "muni", "dpto")
    nicaraguan = by_name.format(data / "incidents/nic_policia_departamento_2007_2019.csv") + \
        'count = "cantidad"\nyear = "year"\nwhere = { field = "variable", in = ["Homicidios"] }\n'
    case = Case(args, land + nicaraguan, {}, 2016)
    checks.equal("Nicaragua 2016 by department", case.ledger("counts")["by_key"], 17)
    listed = [key["key"].split(" · ")[0] for key in case.ledger("counts")["unmatched_keys"]]
    checks.equal("what is no department", sorted(listed), ["Nacional", "Triángulo Minero", "Zelaya Central"])


def departments_of(row, data):
    known = {r["adm1_pcode"]: r["adm1_name"] for r in rows_of(data / "facts/homicides_department_year.csv")}
    return known[row["pcode_guess"][:4]]


def main():
    args = shared.arguments(__doc__.splitlines()[0])
    ogr.UseExceptions()
    data = SHARED
    if not data.is_dir():
        shared.skip(f"no shared data at {data}")
    checks = shared.Checks()
    units = rows_of(data / "facts/admin2_codes_names.csv")
    guatemala(args, checks, data)
    honduras(args, checks, data, units)
    el_salvador(args, checks, data, units)
    el_salvador_of_2024(args, checks, data)
    departments(args, checks, data)
    checks.end()


if __name__ == "__main__":
    main()
