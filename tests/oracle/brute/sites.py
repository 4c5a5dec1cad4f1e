# SPDX-License-Identifier: Apache-2.0
"""Sites: which operate on as_of, of which family and kind, and what of the land each one serves.

"start <= as_of <= end, missing dates open; status absent or operating/implementation. Pipeline, suspended, finalised,
closed, cancelled do not operate. A programme without an end is unknown 24 months after its last dated event."
"""

import calendar
import datetime

from .layers import BadRow, Dates, Reader, real_number
from .study import DEFAULT_KM, FAMILIES, StudyError, complete_on, read_classified

OPERATING_STATUS = {"", "operating", "operational", "active", "open", "implementation", "2", "operando", "activo",
                    "activa", "abierto", "abierta", "en funcionamiento", "implementacion", "implementación",
                    "ejecucion", "ejecución"}
SITE_PRECISION = {"", "1", "2", "exact", "near", "site", "point", "exacta", "exacto", "address", "approximate",
                  "aproximada", "cercana"}
MUNICIPALITY_PRECISION = {"3", "municipality", "municipal", "municipio", "adm2", "admin2"}


class Site:
    """One service or programme location; `operates` is "yes", "no" or "unknown"."""

    def __init__(self, record, layer):
        self.record, self.layer = record, layer
        self.families = self.kind = self.operates = None
        self.staff = None
        self.municipal_only = False
        self.country = None

    @property
    def municipality(self):
        return self.record.municipality

    def serves(self, country):
        """"Sites serve their own country ... unless cross_border"."""
        return bool(self.layer.get("cross_border", False)) or self.country == country


class SiteLayer:
    """A layer of sites with what the study says of it: families it is about, reach, completeness."""

    def __init__(self, layer, sites):
        self.layer, self.sites = layer, sites
        spec = layer.get("family", "")
        if isinstance(spec, dict) and "map" in spec:
            declared = [str(v) for v in spec["map"].values()]
        elif isinstance(spec, dict):
            declared = [str(spec["value"])] if "value" in spec else []
        else:
            declared = [str(spec)]
        seen = {f for s in sites for f in s.families}
        self.families = [f for f in FAMILIES if f in declared or f in seen]
        self.only_programmes = layer.get("kind") in ("programme", {"value": "programme"})

    def complete(self, municipality, as_of):
        return complete_on(self.layer, municipality.country, municipality.code, as_of, as_of)


def add_months(day, months):
    """The same day `months` later, or the last day of that month."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def operates(kind, start, end, status, as_of):
    """"yes", "no" or "unknown" on a day."""
    if status.strip().lower() not in OPERATING_STATUS:
        return "no"
    if (start is not None and start > as_of) or (end is not None and end < as_of):
        return "no"
    if kind == "programme" and end is None and start is not None and as_of > add_months(start, 24):
        return "unknown"
    return "yes"


def kilometres(layer, family):
    """How far a site of this layer reaches for a family: its own km, else the default of the family, else 0."""
    reach = layer.get("reach")
    if reach is None:
        return float(DEFAULT_KM.get(family, 0))
    return float(reach.get("km", 0))


def read_sites(study, gazetteer, ledger):
    """[SiteLayer] for every [[sites]] of the study."""
    found = []
    for layer in study.layers("sites"):
        names = ["start", "end", "status", "precision", "staff", "capacity", "amount"]
        reader = Reader(study, layer, "sites", ledger, names)
        dates = {k: Dates(layer, [reader.text(r, k) for r in reader.rows]) for k in ("start", "end") if reader.has(k)}

        def parse(record, row):
            for key in ("start", "end"):
                text = reader.text(row, key)
                record.facts[key] = dates[key].read(text) if text else None
            for key in ("staff", "capacity", "amount"):
                text = reader.text(row, key)
                record.facts[key] = real_number(text, key) if text else None
            precision = reader.text(row, "precision").lower()
            record.facts["coarse"] = precision not in SITE_PRECISION | MUNICIPALITY_PRECISION
            record.facts["municipal"] = precision in MUNICIPALITY_PRECISION
            record.facts["families"] = read_classified(layer, "family", row.values)
            record.facts["kind"] = (read_classified(layer, "kind", row.values, "service") or ["service"])[0]
            record.facts["status"] = reader.text(row, "status")
            if any(f not in FAMILIES for f in record.facts["families"]):
                raise BadRow("unknown family")

        sites = []
        for record in reader.records(parse, lambda record: True):
            if record.facts["coarse"]:
                reader.line["outside"] += 1
                continue
            reader.locate(record, gazetteer, float(layer.get("snap_m", 500)))
            if record.how == "rejected":
                continue
            site = Site(record, layer)
            facts = record.facts
            site.families, site.kind, site.staff = facts["families"], facts["kind"], facts["staff"]
            site.operates = operates(site.kind, facts["start"], facts["end"], facts["status"], study.as_of)
            site.municipal_only = facts["municipal"] or record.how == "by_key"
            site.country = record.municipality.country if record.municipality else (record.country or None)
            sites.append(site)
        found.append(SiteLayer(layer, sites))
        if not found[-1].families:
            raise StudyError(f"{layer['source']}: no family")
    return found
