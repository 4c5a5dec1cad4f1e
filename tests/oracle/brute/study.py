# SPDX-License-Identifier: Apache-2.0
"""The study file: TOML, paths relative to it, numbers with a point kept as exact decimals.

"A role is a column name, a list of columns to concatenate, or a constant { value = "HND" }. For class, family, kind,
objective a plain value is the constant, and a column is { column = "tipo", separator = "|", map = {...} }."
"""

import datetime
import decimal
import pathlib
import tomllib

FOUR = ["law_enforcement", "judicial", "social", "educational"]
FAMILIES = FOUR + ["border", "oversight"]
DEFAULT_KM = {"law_enforcement": 5, "judicial": 20, "social": 5, "educational": 3}
OPEN_START, OPEN_END = datetime.date.min, datetime.date.max

# Columns recognised when a study names none; a small list of its own, not the engine's dialects.
KNOWN_COLUMNS = {
    "x": ["longitude", "lon", "lng", "long", "x", "longitud", "point_x"],
    "y": ["latitude", "lat", "y", "latitud", "point_y"],
    "id": ["id", "incident_id", "site_id", "event_id", "event_id_cnty", "folio", "expediente"],
    "date": ["date", "fecha", "event_date", "fecha_hecho"],
    "weight": ["weight", "victims", "victimas", "víctimas", "fatalities"],
    "municipality": ["municipality_code", "municipality", "cod_municipio", "codigo_municipio", "municipio",
                     "code", "codigo"],
    "count": ["count", "casos", "denuncias", "homicides", "homicidios", "incidents"],
    "year": ["year", "anio", "año", "ano"],
    "month": ["month", "mes"],
    "country": ["country", "iso3", "pais", "país"],
    "code": ["code", "codigo", "código", "cod", "adm2_pcode", "pcode"],
    "name": ["name", "nombre", "municipio", "municipality", "adm2_name"],
    "department": ["department", "departamento", "adm1_name", "dpto"],
    "population": ["population", "poblacion", "población", "pob", "people", "personas"],
    "valid_from": ["valid_from"],
    "valid_to": ["valid_to"],
    "people": ["people", "personas", "population", "poblacion", "población", "pob", "habitantes"],
    "start": ["start", "start_date", "inicio", "apertura", "fecha_inicio", "opened"],
    "end": ["end", "end_date", "fin", "cierre", "fecha_fin", "closed"],
    "status": ["status", "estado", "situacion"],
    "precision": ["precision", "precision_code", "precisión"],
    "staff": ["staff", "personal", "agentes", "empleados"],
    "capacity": ["capacity", "capacidad"],
    "amount": ["amount", "monto"],
    "sensitive": ["sensitive", "sensible"],
}


class StudyError(Exception):
    """This study cannot go on."""


def as_date(value):
    """A TOML date, a datetime or an ISO text as a date; None stays None."""
    if value is None:
        return None
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    return datetime.date.fromisoformat(value)


class Study:
    """The parsed file with its defaults filled in; `raw` keeps the plain TOML tables."""

    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.folder = self.path.resolve().parent
        with open(self.path, "rb") as handle:
            self.raw = tomllib.load(handle, parse_float=decimal.Decimal)
        head = self.raw["study"]
        self.name = head.get("name", self.path.stem)
        self.first, self.last = as_date(head["from"]), as_date(head["to"])
        self.as_of = as_date(head.get("as_of", self.last))
        if "at_risk" not in self.raw:
            raise StudyError("[at_risk] is required: there is no default rule")
        self.at_risk = self.raw["at_risk"]
        reach = self.raw.get("reach", {})
        self.target = float(reach.get("target", decimal.Decimal("0.8")))
        self.index = reach.get("index", "mean")
        self.years = years_between(self.first, self.last)

    def layers(self, kind):
        return self.raw.get(kind, [])

    def file(self, name):
        return self.folder / name


def years_between(first, last):
    """"years = sum over calendar years of (days in the period / days in that year): a whole year is exactly 1"."""
    total = 0.0
    for year in range(first.year, last.year + 1):
        start, end = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        days = (min(last, end) - max(first, start)).days + 1
        total += days / ((end - start).days + 1)
    return total


def role(layer, key, columns):
    """What the layer's role `key` is: ("none",), ("value", text), ("columns", [names]), for a table with `columns`.

    Only `class`, `family`, `kind` and `objective` read a plain value as the constant.
    """
    spec = layer.get(key)
    if spec is None:
        lowered = {c.strip().lower(): c for c in reversed(columns)}
        for candidate in KNOWN_COLUMNS.get(key, []):
            if candidate in lowered:
                return ("columns", [lowered[candidate]])
        return ("none",)
    if isinstance(spec, dict):
        if "value" in spec:
            return ("value", str(spec["value"]))
        spec = spec["column"]
    elif key in ("class", "family", "kind", "objective"):
        return ("value", str(spec))
    names = spec if isinstance(spec, list) else [spec]
    for name in names:
        if name not in columns:
            raise StudyError(f"{layer['source']}: no column {name!r} for {key}; there are {columns}")
    return ("columns", names)


def read_role(the_role, row):
    """The text a role gives for a row (dict of text), stripped; "" where there is none."""
    if the_role[0] == "value":
        return the_role[1]
    if the_role[0] == "columns":
        return "".join((row.get(name) or "").strip() for name in the_role[1])
    return ""


def read_classified(layer, key, row, default=""):
    """The values of `class`, `family`, `kind` or `objective` for a row: constant, or column, separator and map."""
    spec = layer.get(key, default)
    if not isinstance(spec, dict):
        return [str(spec)] if spec != "" else []
    if "value" in spec:
        return [str(spec["value"])]
    text = (row.get(spec["column"]) or "").strip()
    parts = text.split(spec["separator"]) if "separator" in spec else [text]
    mapping = spec.get("map")
    values = []
    for part in (p.strip() for p in parts):
        value = mapping.get(part) if mapping is not None else part
        if value and str(value) not in values:
            values.append(str(value))
    return values


def passes_where(layer, row):
    """`where = { field = "tipo", not = [...] }` or `in = [...]`, compared as text, a no-break space as a space."""
    where = layer.get("where")
    if where is None:
        return True
    def plain(value):
        return str(value).replace("\xa0", " ").strip()

    text = plain(row.get(where["field"]) or "")
    if "in" in where and text not in [plain(v) for v in where["in"]]:
        return False
    return text not in [plain(v) for v in where.get("not", [])]


def complete_spans(layer, country, code):
    """The spans of days on which the layer says it is complete for the municipality (country, code)."""
    spans = []
    for entry in layer.get("complete_for", []):
        if isinstance(entry, str):
            entry = {"country": entry}
        if entry["country"] != country or code in [str(c) for c in entry.get("except", [])]:
            continue
        spans.append((as_date(entry.get("from")) or OPEN_START, as_date(entry.get("to")) or OPEN_END))
    return spans


def complete_on(layer, country, code, first, last):
    """True where the union of the spans holds every day from first to last."""
    day = first
    for start, end in sorted(complete_spans(layer, country, code)):
        if start <= day <= end:
            if end >= last:
                return True
            day = end + datetime.timedelta(days=1)
    return False
