#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# FICTIONAL REGION: this program invents the demo's countries, people and violence. None of it is real.
"""Make every data file of this example again, byte for byte.

    python3 make_demo.py            writes beside itself
    python3 make_demo.py DIR        writes into DIR, for comparing

Python 3.8 or later, standard library only. Same bytes at each run and on every machine.
"""

import csv
import io
import json
import os
import sys

from generator import borders, country, dirt, land, people, programmes, sites, violence

FICTION = "REGIÓN FICTICIA / FICTIONAL REGION: lugares, personas y hechos inventados / nothing here is real"


def csv_text(columns, rows):
    """CSV text with \\n line ends, quoted where needed; and the line on which each row starts."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    lines, line = [], 2
    for row in rows:
        lines.append(line)
        writer.writerow(row)
        line += 1 + sum(str(field).count("\n") for field in row)
    return buffer.getvalue(), lines


def collection(name, features):
    """GeoJSON with one feature a line and the word that it is fiction on the first."""
    head = '{"type": "FeatureCollection", "name": "%s", "description": %s, "features": [' % (
        name, json.dumps(FICTION, ensure_ascii=False))
    lines = [json.dumps({"type": "Feature", "properties": properties,
                         "geometry": {"type": kind, "coordinates": coordinates}},
                        ensure_ascii=False, separators=(",", ":")) for properties, kind, coordinates in features]
    return head + "\n" + ",\n".join(lines) + "\n]}\n"


def cross_itself(shape, arcs, label):
    """Cross the outline over itself on the municipality's longest coast, where no neighbour shares it."""
    coast = max((line for line, left, right in arcs if {left, right} == {label, land.SEA}), key=len)
    ring = list(shape[0][0])
    at = ring.index(coast[len(coast) // 2])
    ring[at:at + 5] = ring[at:at + 5][::-1]                 # a stretch digitised backwards
    return [[ring] + shape[0][1:]] + shape[1:]


def municipality_features(shapes, arcs):
    features = []
    for place in country.TABLE:
        properties = {"pais": place.country, "codigo": place.code, "nombre": place.name,
                      "departamento": place.department, "poblacion": place.population, "tipo": "municipio"}
        shape = shapes[place.label]
        if (place.country, place.code) == ("XBB", "0303"):
            shape = cross_itself(shape, arcs, place.label)
        if place.label == land.EXCLAVE_OF:                  # two features, one municipality
            features += [(properties, "Polygon", part) for part in shape]
        elif len(shape) == 1:
            features.append((properties, "Polygon", shape[0]))
        else:
            features.append((properties, "MultiPolygon", shape))
    lake = {"pais": "XAA", "codigo": None, "nombre": "Lago Ñandú", "departamento": None,
            "poblacion": None, "tipo": "lago"}
    return features + [(lake, "Polygon", part) for part in shapes[land.LAKE]]


def dirty_table(name, mixed, lines):
    """Which lines of a file are dirty, how, and what the contract makes of them."""
    return [(name, str(line), str(record + 1), row[0], kind, expected)
            for record, ((kind, expected, row), line) in enumerate(zip(mixed, lines)) if kind]


def site_dirt(files):
    """The same for sites and settlements, found by id; every line that holds the id is listed."""
    found = []
    for name, key, kind, expected in dirt.SITE_DIRT:
        lines = [n for n, line in enumerate(files[name].split("\n")) if line.startswith(key + ",")]
        if not lines:
            raise SystemExit("no row %s in %s" % (key, name))
        found += [(name, str(n + 1), str(n), key, kind, expected) for n in lines]
    return found


def make():
    """File name -> text."""
    raster = land.draw_land()
    shapes, arcs = borders.trace(raster)
    towns = people.town_centres(raster)
    villages = people.settlements(shapes, arcs, towns)
    files = {"municipalities.geojson": collection("municipalities", municipality_features(shapes, arcs))}
    files["settlements.csv"], _ = csv_text(
        ("id", "nombre", "pais", "lon", "lat", "poblacion"),
        [("V-%04d" % (n + 1), v.name, v.country, "%.6f" % v.lon, "%.6f" % v.lat, v.people)
         for n, v in enumerate(villages)])
    dirty = []
    for name, columns, clean, wrong in (
            ("homicides.csv", violence.HOMICIDE_COLUMNS, violence.homicides(shapes, villages),
             dirt.homicide_dirt(shapes, arcs, towns)),
            ("family_violence.csv", violence.FAMILY_COLUMNS, violence.family_violence(), dirt.family_dirt())):
        mixed = dirt.mingle(clean, wrong, name)
        files[name], lines = csv_text(columns, [row for _, _, row in mixed])
        dirty += dirty_table(name, mixed, lines)
    files["police.csv"], _ = csv_text(sites.POLICE_COLUMNS, sites.police(shapes, arcs, villages))
    files["courts.csv"], _ = csv_text(sites.COURT_COLUMNS, sites.courts(shapes, villages))
    files["health_social.csv"], _ = csv_text(sites.HEALTH_COLUMNS, sites.health(shapes, villages))
    files["schools.geojson"] = collection("schools", sites.schools(shapes, villages))
    files["programmes.csv"], _ = csv_text(programmes.COLUMNS, programmes.rows(shapes, towns))
    files["dirty_rows.csv"], _ = csv_text(("file", "line", "record", "first_field", "kind", "expected"),
                                         dirty + site_dirt(files))
    return files


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
    os.makedirs(folder, exist_ok=True)
    for name, text in make().items():
        with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
        print("%-24s %7d bytes" % (name, len(text.encode("utf-8"))))


if __name__ == "__main__":
    main()
