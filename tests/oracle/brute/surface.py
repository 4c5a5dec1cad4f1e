# SPDX-License-Identifier: Apache-2.0
"""Where people live: points or raster cells with people, each in the one municipality that contains it.

"Only where the surface has at least min_points points or cells with people in i and its sum is within a factor 2 of
the known population; else null." "Population: column, table, else the surface's sum where the surface passes the test."
"""

import math

from .layers import Reader, real_number
from .rows import read_raster

DEFAULT_MIN_POINTS = 10


def _raster_points(study, layer, gazetteer, ledger):
    line = ledger.layer("population", layer["source"])
    for lon, lat, people in zip(*read_raster(study.file(layer["source"]))):
        line["read"] += 1
        home = gazetteer.containing(lon, lat)
        line["located" if home else "outside"] += 1
        if home:
            yield home, lon, lat, float(people)


def _table_points(study, layer, gazetteer, ledger):
    reader = Reader(study, layer, "population", ledger, ["people", "date"])

    def parse(record, row):
        record.weight = real_number(reader.text(row, "people"), "people")

    for record in reader.records(parse, lambda record: True):
        reader.locate(record, gazetteer, float(layer.get("snap_m", 0)))
        if record.municipality is not None and record.lon is not None:
            yield record.municipality, record.lon, record.lat, record.weight


def read_surface(study, municipalities, gazetteer, ledger):
    """Sets on every municipality `points` [(lon, lat, people)] (people > 0), `surface_ok`, and its population if it
    had none of its own."""
    for m in municipalities:
        m.points = []
    layers = study.layers("population")
    for layer in layers:
        raster = layer["source"].lower().endswith((".tif", ".tiff"))
        points = (_raster_points if raster else _table_points)(study, layer, gazetteer, ledger)
        for home, lon, lat, people in points:
            if people > 0 and layer_country_allows(layer, home):
                home.points.append((lon, lat, people))
    least = max([int(layer.get("min_points", DEFAULT_MIN_POINTS)) for layer in layers], default=DEFAULT_MIN_POINTS)
    for m in municipalities:
        m.surface_sum = math.fsum(p for _, _, p in m.points)
        enough = len(m.points) >= least
        if m.population is None:
            m.surface_ok = enough
            if enough:
                m.population, m.population_basis = m.surface_sum, "surface"
        else:
            m.surface_ok = enough and m.surface_sum / 2 <= m.population <= m.surface_sum * 2
        m.out["population"], m.out["population_basis"] = m.population, m.population_basis


def layer_country_allows(layer, home):
    """A surface that names a constant country holds people of that country only."""
    country = layer.get("country")
    if isinstance(country, dict) and "value" in country:
        return home.country == country["value"]
    return True
