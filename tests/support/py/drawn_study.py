# SPDX-License-Identifier: Apache-2.0
"""A small study drawn from scratch: nine square municipalities of one country, incidents, sites and settlements.

Everything is a plain Python value that a test may spoil before `write()` puts the files down. A row of a table is a
list of cells, or bytes that are written as they are.
"""
import csv
import io
import json
from pathlib import Path

WEST, SOUTH, SIDE = -87.3, 14.3, 0.1  # in Honduras; a square is some eleven kilometres wide
COUNTS = {"0101": 2, "0102": 4, "0103": 30, "0201": 6, "0202": 8, "0203": 25, "0301": 0, "0302": 12, "0303": 40}
CODES = sorted(COUNTS)


class Raw(str):
    """A TOML value written as it stands: a date, or something that is not TOML at all."""


def toml_value(value):
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml_value(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(toml_value(one) for one in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def corner(code):
    """Longitude and latitude of the south-west corner of a municipality."""
    return WEST + SIDE * (int(code[2:]) - 1), SOUTH + SIDE * (int(code[:2]) - 1)


def inside(code, east, north):
    """A point at a share of the square's width and height, as two texts with six decimals."""
    x, y = corner(code)
    return f"{x + SIDE * east:.6f}", f"{y + SIDE * north:.6f}"


def square(code):
    x, y = (round(value, 6) for value in corner(code))
    east, north = round(x + SIDE, 6), round(y + SIDE, 6)
    return {"type": "Polygon", "coordinates": [[[x, y], [east, y], [east, north], [x, north], [x, y]]]}


def municipality(code, **changes):
    properties = {"country": "HND", "code": code, "name": f"Villa {code}", "department": f"Dep {code[:2]}",
                  "population": 10000 + 1000 * CODES.index(code) if code in CODES else 10000}
    properties.update(changes)
    return {"type": "Feature", "properties": properties, "geometry": square(code)}


def incident_rows():
    rows = [["id", "date", "lon", "lat", "victims"]]
    for code in CODES:
        for i in range(COUNTS[code]):
            x, y = inside(code, 0.1 + 0.8 * ((7 * i) % 10) / 10, 0.1 + 0.8 * ((3 * i) % 10) / 10)
            rows.append([f"H-{code}-{i:02}", f"2013-{1 + i % 12:02}-{1 + (5 * i) % 28:02}", x, y, 1])
    return rows


def settlement_rows():
    rows = [["id", "name", "country", "lon", "lat", "people"]]
    for code in CODES:
        people = 10000 + 1000 * CODES.index(code)
        for i in range(12):
            x, y = inside(code, 0.15 + 0.2 * (i % 4), 0.15 + 0.3 * (i // 4))
            rows.append([f"S-{code}-{i:02}", f"Aldea {i}", "HND", x, y, people // 12])
    return rows


def site_rows(prefix, places):
    rows = [["id", "name", "country", "lon", "lat", "start", "end", "status"]]
    for i, (code, east, north) in enumerate(places):
        x, y = inside(code, east, north)
        rows.append([f"{prefix}-{i:02}", f"{prefix} {code}", "HND", x, y, "2005-01-01", "", "operating"])
    return rows


SITES = {
    "law_enforcement": ("police.csv", [("0101", .5, .5), ("0103", .2, .2), ("0203", .8, .5), ("0302", .5, .5)]),
    "judicial": ("courts.csv", [("0202", .5, .5)]),
    "social": ("health.csv", [("0101", .4, .6), ("0203", .5, .5), ("0303", .1, .1)]),
    "educational": ("schools.csv", [("0101", .5, .5), ("0202", .5, .5), ("0303", .5, .5), ("0301", .5, .5)]),
}


def csv_bytes(rows):
    out = io.BytesIO()
    for row in rows:
        if isinstance(row, bytes):
            out.write(row)
        else:
            line = io.StringIO()
            csv.writer(line, lineterminator="\n").writerow(row)
            out.write(line.getvalue().encode())
    return out.getvalue()


class DrawnStudy:
    """The files of a study in a folder; `path` is its study.toml once `write()` has been called."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.path = self.folder / "study.toml"
        self.features = [municipality(code) for code in CODES]
        self.boundaries = {"type": "FeatureCollection", "features": self.features}
        self.incidents = incident_rows()
        self.settlements = settlement_rows()
        self.sites = {family: site_rows(family[:3].upper(), places) for family, (_, places) in SITES.items()}
        self.study = {"name": "drawn", "title": "Drawn study", "from": Raw("2013-01-01"), "to": Raw("2013-12-31"),
                      "language": "en", "profile": "restricted"}
        self.municipalities = [{"source": "municipalities.geojson"}]
        self.incident_layers = [{"name": "homicides", "source": "homicides.csv", "class": "0101", "id": "id", "x": "lon",
                                 "y": "lat", "crs": "EPSG:4326", "date": "date", "weight": "victims",
                                 "complete_for": ["HND"]}]
        self.site_layers = [{"name": family, "source": source, "family": family, "kind": "service", "id": "id",
                             "x": "lon", "y": "lat", "start": "start", "end": "end", "status": "status",
                             "complete_for": ["HND"]} for family, (source, _) in SITES.items()]
        self.population = [{"source": "settlements.csv", "x": "lon", "y": "lat", "people": "people", "country": "country"}]
        self.at_risk = {"measure": "rate_eb", "top_share": 0.25}
        self.output = {"zoom": [4, 5], "max_reject_share": 1.0}
        self.extra = ""      # TOML behind everything else
        self.files = {}      # name -> bytes, in place of (or beside) the usual files

    def toml(self):
        parts = []

        def table(head, values):
            if values is not None:
                parts.append("\n".join([head] + [f"{key} = {toml_value(value)}" for key, value in values.items()]) + "\n")

        table("[study]", self.study)
        for head, layers in (("[[municipalities]]", self.municipalities), ("[[incidents]]", self.incident_layers),
                             ("[[sites]]", self.site_layers), ("[[population]]", self.population)):
            for layer in layers:
                table(head, layer)
        table("[at_risk]", self.at_risk)
        table("[output]", self.output)
        return "\n".join(parts) + self.extra

    def line_of(self, text, nth=1):
        """The line of the study file that begins with a text."""
        found = [i for i, line in enumerate(self.toml().split("\n"), 1) if line.startswith(text)]
        return found[nth - 1]

    def usual_files(self):
        files = {"municipalities.geojson": json.dumps(self.boundaries, ensure_ascii=False).encode(),
                 "homicides.csv": csv_bytes(self.incidents), "settlements.csv": csv_bytes(self.settlements)}
        for family, (source, _) in SITES.items():
            files[source] = csv_bytes(self.sites[family])
        return files

    def write(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        for name, content in {**self.usual_files(), **self.files}.items():
            if content is not None:
                (self.folder / name).write_bytes(content)
        self.path.write_bytes(self.toml().encode())
        return self
