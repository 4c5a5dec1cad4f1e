# SPDX-License-Identifier: Apache-2.0
"""Municipalities, and whose is a point.

"Features that share country, code and name are parts of one municipality, merged and said so (population once, never
summed); identical geometry twice is a duplicate; the same code with another name stops the run with a list unless
merge_parts." "A municipality outside valid_from/valid_to does not exist in the period."
"""

import math
import unicodedata

import numpy as np
import shapely.geometry
import shapely.ops
import shapely.prepared

from . import earth
from .rows import read_table, repair
from .study import OPEN_END, OPEN_START, StudyError, as_date, passes_where, read_role, role


class Municipality:
    """A unit of analysis; identity is (country, code). Results are added to it as it goes through the steps."""

    def __init__(self, country, code, name, department, geometry, population, basis):
        self.country, self.code, self.name, self.department = country, code, name, department
        self.geometry, self.population, self.population_basis = geometry, population, basis
        self.area_m2 = None
        self.out = {}

    @property
    def key(self):
        return (self.country, self.code)


def _number(text):
    """A population: a finite number not below zero, else None."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and value >= 0 else None


def _population_table(study, spec):
    path = study.file(spec["source"])
    columns, rows, _ = read_table(path)
    for needed in (spec["code"], spec["value"]):
        if needed not in columns:
            raise StudyError(f"{path}: no column {needed!r}")
    country_of = role(spec, "country", columns)
    table = {}
    for row in rows:
        value = _number((row.values.get(spec["value"]) or "").strip())
        if value is not None:
            table.setdefault((read_role(country_of, row.values), row.values[spec["code"]].strip()), value)
    return table


def read_municipalities(study, ledger):
    """Every municipality that exists in the period, ordered by (country, code)."""
    groups = {}
    for layer in study.layers("municipalities"):
        count = ledger.layer("municipalities", layer["source"])
        columns, rows, _ = read_table(study.file(layer["source"]), layer.get("layer"), layer.get("crs"))
        names = ("country", "code", "name", "department", "valid_from", "valid_to")
        roles = {k: role(layer, k, columns) for k in names}
        table_spec = layer.get("population") if isinstance(layer.get("population"), dict) else None
        table_spec = table_spec if table_spec and "source" in table_spec else None
        table = _population_table(study, table_spec) if table_spec else None
        population = ("none",) if table_spec else role(layer, "population", columns)
        for row in rows:
            count["read"] += 1
            if not passes_where(layer, row.values):
                count["filtered"] += 1
                continue
            values = {k: read_role(r, row.values) for k, r in roles.items()}
            polygons = earth.polygons_of(repair(row.geometry)) if row.geometry is not None else []
            if not values["code"] or not polygons:
                count["rejected"] += 1
                continue
            start = as_date(values["valid_from"] or None) or OPEN_START
            end = as_date(values["valid_to"] or None) or OPEN_END
            if start > study.last or end < study.first:
                count["filtered"] += 1
                continue
            people, basis = None, None
            if table is not None:
                people = table.get((values["country"], values["code"]), table.get(("", values["code"])))
                basis = "table"
            elif population[0] != "none":
                people, basis = _number(read_role(population, row.values)), "column"
            one = Municipality(values["country"], values["code"], values["name"], values["department"],
                               shapely.geometry.MultiPolygon(polygons), people, basis if people is not None else None)
            groups.setdefault(one.key, []).append((one, layer.get("merge_parts", False), count))
    return [_merge(groups[key]) for key in sorted(groups)]


def _merge(parts):
    """One municipality from its parts: identical geometry once, the rest united, the first population known."""
    names = sorted({p.name for p, _, _ in parts})
    if len(names) > 1 and not all(merge for _, merge, _ in parts):
        raise StudyError(f"code {parts[0][0].key} has several names: {names}")
    kept = []
    for one, _, count in parts:
        if any(one.geometry.equals(other.geometry) for other in kept):
            count["duplicates"] += 1
        else:
            kept.append(one)
            count["located"] += 1
    first = kept[0]
    if len(kept) > 1:
        first.geometry = shapely.ops.unary_union([p.geometry for p in kept])
        for other in kept:
            if first.population is None and other.population is not None:
                first.population, first.population_basis = other.population, other.population_basis
    first.area_m2 = earth.area_m2(first.geometry)
    return first


def plain(text):
    """Letters and digits in lower case, without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if c.isalnum())


class Gazetteer:
    """Answers whose a point or a key is. "The polygon that contains it, borders included; on a border or in an overlap
    the lowest (country, code)." """

    def __init__(self, municipalities):
        self.all = municipalities
        self.prepared = [shapely.prepared.prep(m.geometry) for m in municipalities]
        self.bounds = np.array([m.geometry.bounds for m in municipalities])
        self.by_key = {m.key: m for m in municipalities}
        self.by_code = {}
        for m in municipalities:
            self.by_code.setdefault(m.code, []).append(m)

    def department(self, country, text):
        """(country, department) of the municipalities that a text names, without accents and case; None where it names
        none, or several countries'."""
        same = {(m.country, m.department) for m in self.all
                if plain(m.department) == plain(text) and (not country or m.country == country)}
        return same.pop() if len(same) == 1 else None

    def _near(self, geometry):
        """Which municipalities' boxes touch the geometry's box, in (country, code) order."""
        west, south, east, north = geometry.bounds
        box = self.bounds
        return np.nonzero((box[:, 0] <= east) & (box[:, 2] >= west) & (box[:, 1] <= north) & (box[:, 3] >= south))[0]

    def containing(self, lon, lat):
        """The municipality that holds the point, or None."""
        point = shapely.geometry.Point(lon, lat)
        for i in self._near(point):
            if self.prepared[i].intersects(point):
                return self.all[i]
        return None

    def snapping(self, lon, lat, snap_m):
        """"A point outside all but within snap_m goes to the nearest": that municipality, or None."""
        if snap_m <= 0:
            return None
        found = [(earth.metres_to_polygon(lon, lat, self.all[i].geometry), i)
                 for i in self._near(earth.metres_around(lon, lat, snap_m))]
        found = [pair for pair in found if pair[0] <= snap_m]
        return self.all[min(found)[1]] if found else None

    def holding(self, geometry):
        """The municipality with the largest share of a polygon, or None."""
        shares = [(-earth.area_m2(self.all[i].geometry.intersection(geometry)), i) for i in self._near(geometry)]
        shares = [pair for pair in shares if pair[0] < 0]
        return self.all[min(shares)[1]] if shares else None

    def keyed(self, country, code):
        """The municipality of a key: (country, code), "HND:0501" too; without a country the only one with that code; where
        none has it as written, the only one that has it with or without leading zeros."""
        found = self._literal(country, code)
        return found if found is not None else self._without_zeros(country, code)

    def _literal(self, country, code):
        if country:
            return self.by_key.get((country, code))
        head, colon, tail = code.partition(":")
        if colon and (head, tail) in self.by_key:
            return self.by_key[(head, tail)]
        same = self.by_code.get(code, [])
        return same[0] if len(same) == 1 else None

    def _without_zeros(self, country, code):
        """101 = 0101: of the municipalities of the country (of all where none is named) the only one whose code is this
        number; two of them are none."""
        same = [one for (land, other), one in self.by_key.items()
                if code.isdecimal() and other.isdecimal() and int(other) == int(code) and country in ("", land)]
        return same[0] if len(same) == 1 else None
