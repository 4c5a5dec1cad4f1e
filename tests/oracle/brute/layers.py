# SPDX-License-Identifier: Apache-2.0
"""Rows of incidents, sites and population to records: chosen by `where`, parsed, held against the period, freed of
duplicates, located, in this order.

A row that the study does not ask for (excluded by `where`, or outside the period) is `filtered`; a bad row among those it
asks for is `rejected`; of rows with one id and one content one is kept; rows with one id and other contents are all rejected.
"A row without usable coordinates but with a municipality key goes by the key."
"""

import calendar
import datetime
import math
import re

import shapely.geometry

from .departments import is_department
from .ledger import reject
from .rows import read_table, repair, to_wgs84
from .study import StudyError, passes_where, read_classified, read_role, role

ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$")
SEXAGESIMAL = re.compile(r"^(\d{1,3})°\s*(?:(\d{1,2})['′]\s*)?(?:(\d{1,2}(?:\.\d+)?)[\"″]\s*)?([NSEWO])$")
NO_MONTH, NO_YEAR = "99", "9999"
SLASH = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")


class BadRow(Exception):
    """This row is bad; the text is the reason."""


class Record:
    """A row on its way: its content, id, date span, weight, place (lon, lat) or polygon or key, and municipality."""

    def __init__(self):
        self.content = self.id = None
        self.lon = self.lat = self.polygon = None
        self.country = self.code = ""
        self.first = self.last = None
        self.weight = None
        self.municipality = None
        self.how = None
        self.facts = {}


def strptime_format(pattern):
    """A layer's date_format as strptime's: both "%d/%m/%Y" and "dd/mm/yyyy" are read."""
    if "%" in pattern:
        return pattern
    lowered = pattern.replace("MM", "mm")
    for word, code in (("yyyy", "%Y"), ("aaaa", "%Y"), ("dd", "%d"), ("mm", "%m"), ("yy", "%y")):
        lowered = lowered.replace(word, code)
    return lowered


class Dates:
    """Reads the dates of one column. "A slash date without format is an error unless unambiguous for the column"."""

    def __init__(self, layer, texts):
        self.format = strptime_format(layer["date_format"]) if "date_format" in layer else None
        self.slash = None
        if self.format is None:
            pairs = [tuple(map(int, m.groups()[:2])) for m in map(SLASH.match, texts) if m]
            day_first, month_first = any(a > 12 for a, _ in pairs), any(b > 12 for _, b in pairs)
            if pairs and day_first == month_first:
                raise StudyError(f"{layer['source']}: slash dates are ambiguous, date_format is needed")
            self.slash = "day" if day_first else "month"

    def read(self, text):
        """The date, or BadRow."""
        try:
            if self.format is not None:
                return datetime.datetime.strptime(text, self.format).date()
            iso, slash = ISO.match(text), SLASH.match(text)
            if iso:
                return datetime.date(*map(int, iso.groups()))
            if slash:
                a, b, year = map(int, slash.groups())
                return datetime.date(year, b, a) if self.slash == "day" else datetime.date(year, a, b)
        except ValueError:
            pass
        raise BadRow("bad date")


def whole_number(text, what):
    """A non-negative integer ("3", "3.0"), or BadRow."""
    value = real_number(text, what)
    if value != int(value):
        raise BadRow(f"bad {what}")
    return int(value)


def real_number(text, what):
    """A finite number that is not negative, or BadRow."""
    try:
        value = float(text)
    except ValueError:
        raise BadRow(f"bad {what}") from None
    if not math.isfinite(value) or value < 0:
        raise BadRow(f"bad {what}")
    return value


def degrees(text):
    """A coordinate in degrees with a decimal point, or as 95°28'O (degrees, minutes, seconds, side); ValueError else."""
    parts = SEXAGESIMAL.match(text.strip())
    if not parts:
        return float(text)
    whole, minutes, seconds, side = parts.groups()
    minutes, seconds = float(minutes or 0), float(seconds or 0)
    if minutes >= 60 or seconds >= 60:
        raise ValueError(text)
    return (-1 if side in "SWO" else 1) * (float(whole) + minutes / 60 + seconds / 3600)


class Reader:
    """One layer: its table, its roles, and the steps every kind of layer shares."""

    def __init__(self, study, layer, kind, ledger, role_names):
        self.study, self.layer, self.kind = study, layer, kind
        self.name = layer.get("name", layer["source"])
        self.line = ledger.layer(kind, self.name)
        path = study.file(layer["source"])
        self.columns, self.rows, self.is_geo = read_table(path, layer.get("layer"), layer.get("crs"))
        self.departments = kind == "incidents" and is_department(layer)
        names = ["id", "municipality", "country"] + role_names + ([] if self.is_geo else ["x", "y"])
        names += ["department"] if self.departments else []
        self.roles = {name: role(layer, name, self.columns) for name in names}
        self.convert = None if self.is_geo else to_wgs84(layer.get("crs", "EPSG:4326"))

    def text(self, row, name):
        return read_role(self.roles[name], row.values) if name in self.roles else ""

    def has(self, name):
        return self.roles.get(name, ("none",))[0] != "none"

    def place(self, record, row):
        """Fills lon/lat or polygon and the key. A coordinate that cannot be used leaves lon None: missing, not a
        number, NaN, out of range, or within 0.01 degree of 0,0. With no key either, the row is bad."""
        record.country, record.code = self.text(row, "country"), self.text(row, "municipality")
        if self.departments:
            record.code = self.text(row, "department")
            if not record.code:
                raise BadRow("no department")
            return
        x = y = math.nan
        if row.geometry is not None and not row.geometry.is_empty:
            if row.geometry.geom_type in ("Polygon", "MultiPolygon"):
                record.polygon = repair(row.geometry)
                return
            point = row.geometry if row.geometry.geom_type == "Point" else row.geometry.centroid
            x, y = point.x, point.y
        elif self.has("x") and self.has("y"):
            try:
                x, y = degrees(self.text(row, "x")), degrees(self.text(row, "y"))
                if self.convert is not None:
                    x, y = self.convert(x, y)
            except ValueError:
                x = y = math.nan
        at_zero = abs(x) <= 0.01 and abs(y) <= 0.01
        if math.isfinite(x) and math.isfinite(y) and abs(x) <= 180 and abs(y) <= 90 and not at_zero:
            record.lon, record.lat = x, y
        elif not record.code:
            raise BadRow("no usable coordinates and no municipality")

    def records(self, parse, in_period):
        """The records that survive `where`, parsing, period and duplicates, in file order."""
        kept = []
        for row in self.rows:
            self.line["read"] += 1
            record = Record()
            try:
                if row.ragged:
                    raise BadRow("wrong number of fields")
                if not passes_where(self.layer, row.values):
                    self.line["filtered"] += 1
                    continue
                record.id = self.text(row, "id")
                record.content = tuple(sorted((k, (v or "").strip()) for k, v in row.values.items()))
                record.content += ((row.geometry.wkb if row.geometry is not None else b""),)
                self.place(record, row)
                parse(record, row)
                inside = in_period(record)
            except BadRow as bad:
                reject(self.line, str(bad))
                continue
            if not inside:
                self.line["filtered"] += 1
                continue
            kept.append(record)
        return self._without_duplicates(kept)

    def _without_duplicates(self, records):
        contents = {}
        for record in records:
            if record.id:
                contents.setdefault(record.id, []).append(record.content)
        kept, seen = [], set()
        for record in records:
            if record.id and len(set(contents[record.id])) > 1:
                reject(self.line, "one id, other content")
            elif record.id and record.id in seen:
                self.line["duplicates"] += 1
            else:
                seen.add(record.id)
                kept.append(record)
        return kept

    def locate(self, record, gazetteer, snap_m):
        """Gives the record its municipality and counts how: located, snapped, outside, by_key or rejected."""
        if self.departments:
            record.facts["department"] = gazetteer.department(record.country, record.code)
            record.how = "by_key" if record.facts["department"] else "rejected"
            if record.how == "rejected":
                reject(self.line, "unknown department")
            else:
                self.line["by_key"] += 1
            return
        if record.polygon is not None:
            record.municipality, record.how = gazetteer.holding(record.polygon), "located"
        elif record.lon is not None:
            record.municipality, record.how = gazetteer.containing(record.lon, record.lat), "located"
            if record.municipality is None:
                record.municipality, record.how = gazetteer.snapping(record.lon, record.lat, snap_m), "snapped"
        else:
            record.municipality = gazetteer.keyed(record.country, record.code)
            if record.municipality is None:
                reject(self.line, "unknown municipality")
                record.how = "rejected"
                return
            record.how = "by_key"
        if record.municipality is None:
            record.how = "outside"
        self.line[record.how] += 1


def read_incidents(study, gazetteer, ledger):
    """[(layer, records)]: weighted rows with their municipality, for every incident layer.

    "A count row wholly inside the period counts; partly inside is rejected, never prorated."
    """
    found = []
    for layer in study.layers("incidents"):
        reader = Reader(study, layer, "incidents", ledger, ["date", "weight", "count", "year", "month"])
        dates = None
        placed = not reader.departments and (reader.is_geo or reader.has("x") and reader.has("y"))
        counting = "count" in layer or (reader.has("count") and not placed)
        if reader.has("date"):
            dates = Dates(layer, [reader.text(row, "date") for row in reader.rows])

        def parse(record, row):
            if counting:
                record.weight = whole_number(reader.text(row, "count"), "count")
            elif reader.has("weight"):
                record.weight = whole_number(reader.text(row, "weight"), "weight")
            else:
                record.weight = 1
            if reader.has("date"):
                record.first = record.last = dates.read(reader.text(row, "date"))
            elif reader.has("year"):
                month = reader.text(row, "month") if reader.has("month") else None
                record.first, record.last = span_of(reader.text(row, "year"), month)
            record.facts["classes"] = read_classified(layer, "class", row.values)
            record.facts["count_row"] = counting

        def in_period(record):
            if record.first is None:
                return True
            if record.last < study.first or record.first > study.last:
                return False
            if record.first < study.first or record.last > study.last:
                raise BadRow("partly inside the period")
            return True

        records = reader.records(parse, in_period)
        for record in records:
            reader.locate(record, gazetteer, float(layer.get("snap_m", 0)))
        found.append((layer, records))
    return found


def span_of(year_text, month_text):
    """First and last day of a year, or of a month of it; BadRow where they are no year or month. A month that is blank
    or 99 is not known: the row is one of its year, and counts where all of that lies in the period. 9999 is no year."""
    if year_text == NO_YEAR:
        raise BadRow("no year")
    year = whole_number(year_text, "year")
    if month_text in (None, "", NO_MONTH):
        first_month = last_month = None
    else:
        first_month = last_month = whole_number(month_text, "month")
    try:
        if first_month is None:
            return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        last_day = calendar.monthrange(year, last_month)[1]
        return datetime.date(year, first_month, 1), datetime.date(year, last_month, last_day)
    except (ValueError, calendar.IllegalMonthError):
        raise BadRow("bad year or month") from None
