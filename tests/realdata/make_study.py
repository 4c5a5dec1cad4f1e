#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes a study of one real country into a folder: make_study.py hnd|gtm|nic|nicpolice OUTDIR [--profile public].

Study paths are relative to the study file and no variable is expanded in them, so the study is written with absolute
paths, resolved from PRESENCIA_SHARED (default ../shared beside the project's root). What a study needs and the shared
files do not hold as such (a list of codes, counts with the boundary file's codes) is derived into OUTDIR.
Standard library only. Exits 77, the skip code, where the shared data is absent.

No country here has municipal incidents, services and boundaries at once: each study says in its title what stands in.
"""

import argparse
import csv
import os
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("PRESENCIA_SHARED", ROOT.parent / "shared")).resolve() / "data"

HND = '''[study]
name = "hnd-2014"
title = "Honduras 2014: proyectos de cooperación en lugar de servicios, lista de municipios priorizados"
from = 2014-01-01
to = 2014-12-31
language = "es"
profile = "{profile}"

[[municipalities]]
source = "{data}/boundaries/hnd_municipalities_hngeo.geojson"
country = {{ value = "HND" }}
code = "GEOCODIGO"
name = "NOMBRE"

[[incidents]]
name = "homicides"
source = "homicides.csv"
class = "0101"
municipality = "code"
count = "homicides"
year = "year"

[[sites]]
name = "aid"
source = "{data}/services/hnd_aiddata_aims_v1.3.1_level_1a.csv"
family = "social"
kind = "service"
reach = {{ km = 5 }}
x = "longitude"
y = "latitude"
id = "project_location_id"
start = "start_actual_isodate"
end = "end_actual_isodate"
status = "status"
precision = "precision_code"
country = "recipients_iso3"
snap_m = 0
where = {{ field = "precision_code", in = ["1", "2", "3"] }}
complete_for = ["HND"]

[[sites]]
name = "aid-education"
source = "{data}/services/hnd_aiddata_aims_v1.3.1_level_1a.csv"
family = "educational"
kind = "programme"
reach = {{ km = 3 }}
x = "longitude"
y = "latitude"
id = "project_location_id"
start = "start_actual_isodate"
end = "end_actual_isodate"
status = "status"
precision = "precision_code"
country = "recipients_iso3"
where = {{ field = "ad_sector_names", in = ["Education, level unspecified,purpose unspecified"] }}

[[population]]
source = "{data}/population/geonames_places_centralamerica.csv"
x = "lon"
y = "lat"
where = {{ field = "country", in = ["HN"] }}
min_points = 3

[at_risk]
incidents = "homicides"
measure = "count"
list = "priority.csv"
'''

GTM = '''[study]
name = "gtm-vif-{year}"
title = "Guatemala {year}: denuncias de violencia intrafamiliar por municipio; sin servicios por lugar"
from = {year}-01-01
to = {year}-12-31
language = "es"
profile = "{profile}"

[[municipalities]]
source = "{data}/boundaries/gtm_municipalities_minfin.topojson"
country = {{ value = "GTM" }}
code = "id"
name = "Municipio"
department = "Departamento"
where = {{ field = "id", not = ["0", "4000"] }}

[[incidents]]
name = "family-violence"
source = "{data}/incidents/gtm_vif_{year}_municipality_month.csv"
class = "0301"
municipality = "municipio"
year = "anio"
month = "mes"
count = "denuncias"

[[sites]]
name = "cabeceras"
source = "seats.csv"
family = "social"
kind = "service"
reach = {{ km = 5 }}
x = "lon"
y = "lat"
id = "geonameid"
complete_for = ["GTM"]

[[population]]
source = "{data}/population/geonames_places_centralamerica.csv"
x = "lon"
y = "lat"
where = {{ field = "country", in = ["GT"] }}

[at_risk]
incidents = "family-violence"
measure = "count"
top_share = 0.25
'''

NIC = '''[study]
name = "nic-2016"
title = "Nicaragua: escuelas públicas por municipio; en riesgo, una lista derivada de homicidios por departamento"
from = 2016-01-01
to = 2016-12-31
language = "es"
profile = "{profile}"

[[municipalities]]
source = "{data}/boundaries/nic_municipalities_ineter_utm16.shp"
country = {{ value = "NIC" }}
code = "code_muni"
name = "muni"
department = "dpto"
population = "pob_2016"

[[sites]]
name = "schools"
source = "{data}/services/nic_schools_mined_2025.csv"
family = "educational"
kind = "service"
reach = {{ km = 3 }}
x = "long"
y = "lat"
id = "school_id"
snap_m = 0
complete_for = ["NIC"]

[[population]]
source = "{data}/population/geonames_places_centralamerica.csv"
x = "lon"
y = "lat"
where = {{ field = "country", in = ["NI"] }}
min_points = 2

[at_risk]
list = "priority.csv"
'''

NIC_POLICE = NIC.split("[at_risk]")[0].replace('"nic-2016"', '"nic-police-2016"').replace(
    "en riesgo, una lista derivada de homicidios por departamento", "homicidios de la policía por departamento") + '''[[incidents]]
name = "homicides"
source = "homicides.csv"
class = "0101"
level = "department"
department = "departamento"
year = "year"
count = "cantidad"

[at_risk]
incidents = "homicides"
measure = "rate_eb"
top_share = 0.25
'''


def rows_of(name):
    with open(SHARED / name, encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def write(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def make_hnd(out, profile):
    """Counts of 2014 and the priority list, with the six digits of the boundary file: HN0501 is 050100."""
    facts = rows_of("facts/homicides_municipality_year.csv")
    counts = [(r["adm2_pcode"][2:] + "00", r["year"], r["homicides"]) for r in facts
              if r["iso3"] == "HND" and r["year"] == "2014" and r["homicides"]]
    write(out / "homicides.csv", ["code", "year", "homicides"], counts)
    codes = sorted({r["pcode_guess"][2:] + "00" for r in rows_of("facts/priority_municipalities.csv")
                    if r["iso3"] == "HND" and r["pcode_guess"]})
    write(out / "priority.csv", ["country", "code"], [("HND", c) for c in codes])
    return HND.format(data=SHARED.as_posix(), profile=profile)


def make_gtm(out, profile, year):
    """Seats of departments and municipalities (GeoNames PPLA, PPLA2, PPLC) stand in for services."""
    places = rows_of("population/geonames_places_centralamerica.csv")
    seats = [(r["geonameid"], r["name"], r["lon"], r["lat"]) for r in places
             if r["country"] == "GT" and r["featureCode"] in ("PPLA", "PPLA2", "PPLC")]
    write(out / "seats.csv", ["geonameid", "name", "lon", "lat"], seats)
    return GTM.format(data=SHARED.as_posix(), profile=profile, year=year)


def make_nic(out, profile):
    """At risk: the municipalities of the two autonomous regions (the most homicides of 2016 by department)."""
    write(out / "priority.csv", ["country", "code"], [("NIC", c) for c in coast_codes()])
    return NIC.format(data=SHARED.as_posix(), profile=profile)


def make_nic_police(out, profile):
    """Homicides by department and year as the police has them, the two autonomous regions by the boundaries' names."""
    names = {"RACCN": "Región Autónoma de la Costa Caribe Norte", "RACCS": "Región Autónoma de la Costa Caribe Sur"}
    rows = [(names.get(r["departamento"], r["departamento"]), r["year"], r["cantidad"])
            for r in rows_of("incidents/nic_policia_departamento_2007_2019.csv") if r["variable"] == "Homicidios"]
    write(out / "homicides.csv", ["departamento", "year", "cantidad"], rows)
    return NIC_POLICE.format(data=SHARED.as_posix(), profile=profile)


def coast_codes():
    """Codes of the two regions, read from the attribute table (dBASE III) without a library: 91xx and 93xx."""
    data = (SHARED / "boundaries/nic_municipalities_ineter_utm16.dbf").read_bytes()
    count, head, size = (int.from_bytes(data[a:b], "little") for a, b in ((4, 8), (8, 10), (10, 12)))
    position, offset = 1, None
    for at in range(32, head - 1, 32):
        name = data[at:at + 11].split(b"\0")[0].decode("ascii", "replace")
        if name == "code_muni":
            offset, width = position, data[at + 16]
        position += data[at + 16]
    codes = [data[head + i * size + offset:head + i * size + offset + width].decode().strip() for i in range(count)]
    return sorted(c for c in codes if c[:2] in ("91", "93"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("country", choices=["hnd", "gtm", "nic", "nicpolice"])
    parser.add_argument("out")
    parser.add_argument("--profile", default="restricted", choices=["public", "partner", "restricted"])
    parser.add_argument("--year", default="2011", choices=["2011", "2016"], help="gtm only")
    args = parser.parse_args()
    if not SHARED.is_dir():
        print(f"skipped: no shared data at {SHARED}", file=sys.stderr)
        return 77
    out = pathlib.Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    text = {"hnd": lambda: make_hnd(out, args.profile), "gtm": lambda: make_gtm(out, args.profile, args.year),
            "nic": lambda: make_nic(out, args.profile), "nicpolice": lambda: make_nic_police(out, args.profile)}[args.country]()
    (out / "study.toml").write_text(text, encoding="utf-8")
    print(out / "study.toml")
    return 0


if __name__ == "__main__":
    sys.exit(main())
