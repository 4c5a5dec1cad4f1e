# SPDX-License-Identifier: Apache-2.0
# FICTIONAL REGION: invented mistakes, of the kinds that real files have.
"""Dirty rows of every kind, each with what the product's contract says must become of it."""

from .borders import degrees
from .chance import Chance

# Each entry: kind, what must become of the row, its fields. The ledger word comes first in the expectation:
# located, by_key, outside, rejected, duplicates, filtered.


def places(shapes, arcs):
    """Points that the dirty rows need: inland, at sea, in the lake, and a vertex that three municipalities share."""
    ends = {}
    for line, left, right in arcs:
        for vertex in (line[0], line[-1]):
            ends.setdefault(vertex, set()).update((left, right))
    three = min(v for v, labels in ends.items() if len(labels) == 3 and labels <= {14, 16, 17, 9, 8, 18})
    return {"corner": three, "sea": degrees(-62, -50), "lake": degrees(-30, 12)}


def homicide_dirt(shapes, arcs, towns):
    """(kind, expectation, row) for homicides.csv; ids X-001 onwards are filled in where the id is None."""
    at = places(shapes, arcs)
    port = ["%.6f" % value for value in degrees(*towns[4])]
    city = ["%.6f" % value for value in degrees(*towns[14])]
    corner, sea, lake = (["%.7f" % v for v in at[name]] for name in ("corner", "sea", "lake"))
    twin = ["X-DUP", "2012-05-20"] + port + ["XAA", "0203", "1", "fila repetida"]
    clash = ["X-CLASH", "2012-06-11"] + city + ["XAA", "0101", "1", ""]
    rows = [
        ("no coordinates, municipality code", "by_key XAA 0203", [None, "2011-04-02", "", "", "XAA", "0203", "1", ""]),
        ("no coordinates, no code", "rejected", [None, "2011-05-17", "", "", "", "", "1", ""]),
        ("date that does not exist", "rejected", [None, "2012-02-31"] + port + ["XAA", "0203", "1", ""]),
        ("date that does not exist, other layout", "rejected", [None, "31/02/2012"] + port + ["XAA", "0203", "1", ""]),
        ("date missing", "rejected", [None, ""] + port + ["XAA", "0203", "1", ""]),
        ("date before the period", "filtered", [None, "2010-12-31"] + port + ["XAA", "0203", "1", ""]),
        ("date after the period", "filtered", [None, "2014-01-01"] + port + ["XAA", "0203", "1", ""]),
        ("text in the number of victims", "rejected", [None, "2011-07-09"] + city + ["XAA", "0101", "dos", ""]),
        ("negative victims", "rejected", [None, "2011-07-10"] + city + ["XAA", "0101", "-1", ""]),
        ("fraction of a victim", "rejected", [None, "2011-07-11"] + city + ["XAA", "0101", "1.5", ""]),
        ("zero victims", "located XAA 0101, weight 0", [None, "2011-07-12"] + city + ["XAA", "0101", "0", ""]),
        ("degrees and minutes in a coordinate, code", "located XAA 0101",
         [None, "2011-08-01", "95°28'O", city[1], "XAA", "0101", "1", ""]),
        ("latitude and longitude swapped, no code", "rejected",
         [None, "2012-01-15", port[1], port[0], "", "", "1", ""]),
        ("latitude and longitude swapped, code", "by_key XAA 0203",
         [None, "2012-01-16", port[1], port[0], "XAA", "0203", "1", ""]),
        ("point at 0,0, no code", "rejected", [None, "2012-03-03", "0", "0", "", "", "1", ""]),
        ("point at 0,0, code", "by_key XAA 0203", [None, "2012-03-04", "0", "0", "XAA", "0203", "1", ""]),
        ("NaN in a coordinate, code", "by_key XBB 0101", [None, "2012-03-05", "NaN", "NaN", "XBB", "0101", "1", ""]),
        ("1e999 in a coordinate, no code", "rejected", [None, "2012-03-06", "1e999", port[1], "", "", "1", ""]),
        ("point at sea, no code", "outside", [None, "2012-04-01"] + sea + ["", "", "1", ""]),
        ("point at sea, code", "outside", [None, "2012-04-02"] + sea + ["XAA", "0303", "1", ""]),
        ("point in the lake, which is no municipality", "outside",
         [None, "2012-04-03"] + lake + ["XAA", "0201", "1", ""]),
        ("duplicate, first", "located XAA 0203", twin),
        ("duplicate, second", "duplicates", list(twin)),
        ("one id, two contents, first", "rejected", clash),
        ("one id, two contents, second", "rejected", clash[:6] + ["2", ""]),
        ("no id, first of two equal rows", "located XAA 0101", ["", "2012-09-09"] + city + ["XAA", "0101", "1", ""]),
        ("no id, second of two equal rows", "located XAA 0101", ["", "2012-09-09"] + city + ["XAA", "0101", "1", ""]),
        ("unknown municipality code", "rejected", [None, "2013-01-20", "", "", "XAA", "9999", "1", ""]),
        ("code without its leading zero", "by_key XAA 0203", [None, "2013-01-21", "", "", "XAA", "203", "1", ""]),
        ("code of both countries, no country", "rejected", [None, "2013-01-22", "", "", "", "0101", "1", ""]),
        ("unknown country", "rejected", [None, "2013-01-23", "", "", "XCC", "0101", "1", ""]),
        ("point in one municipality, code of another", "located XAA 0101",
         [None, "2013-02-02"] + city + ["XBB", "0104", "1", "código equivocado, manda el punto"]),
        ("point on a vertex that three municipalities share", "located XAA 0101",
         [None, "2013-02-03"] + corner + ["", "", "1", ""]),
        ("quoted field with commas, quotes and a line break", "located XAA 0101",
         [None, "2013-02-04"] + city + ["XAA", "0101", "1",
          'Nota larga, con "comillas", comas\ny otro renglón; ñandú']),
        ("row with too few fields", "rejected", [None, "2013-03-01"]),
    ]
    numbered = []
    for kind, expected, row in rows:
        if row[0] is None:
            row = ["X-%03d" % (len(numbered) + 1)] + row[1:]
        numbered.append((kind, expected, row))
    return numbered


def family_dirt():
    """(kind, expectation, row) for family_violence.csv."""
    return [
        ("unknown municipality code", "rejected", ["XAA", "9999", "2012", "3", "14"]),
        ("month 13", "rejected", ["XAA", "0101", "2012", "13", "5"]),
        ("month 99 (not known)", "by_key XAA 0102", ["XAA", "0102", "2012", "99", "4"]),
        ("year before the period", "filtered", ["XAA", "0101", "2010", "12", "31"]),
        ("year after the period", "filtered", ["XBB", "0101", "2014", "1", "12"]),
        ("negative count", "rejected", ["XBB", "0103", "2013", "5", "-3"]),
        ("text in the count", "rejected", ["XBB", "0104", "2013", "6", "s/d"]),
        ("count missing", "rejected", ["XBB", "0105", "2013", "6", ""]),
    ]


SITE_DIRT = (            # file, id, kind, what must become of the row
    ("police.csv", "P-003", "the same row twice", "duplicates: one of the two is kept"),
    ("police.csv", "P-055", "nearer to a settlement of the other country", "located XBB 0203; serves XBB only"),
    ("police.csv", "P-056", "in the lake, far from any shore", "outside"),
    ("police.csv", "P-057", "at sea, 250 m from the shore", "snapped XAA 0304"),
    ("police.csv", "P-058", "closed in the period", "by point; does not operate"),
    ("police.csv", "P-059", "opens after as_of", "by point; does not operate"),
    ("police.csv", "P-060", "suspended", "by point; does not operate"),
    ("police.csv", "P-061", "municipality code only", "by_key XAA 0402; presence, no reach"),
    ("police.csv", "P-062", "municipality code only", "by_key XBB 0104; presence, no reach"),
    ("police.csv", "P-063", "unknown municipality code", "rejected"),
    ("courts.csv", "J-016", "pipeline", "by point; does not operate"),
    ("health_social.csv", "S-056", "sensitive: a shelter", "located XAA 0101; no dot, disc or distance in public"),
    ("health_social.csv", "S-057", "closed in the period", "by point; does not operate"),
    ("programmes.csv", "A-008", "known to municipality level", "by_key XBB 0104"),
    ("programmes.csv", "A-010", "known to municipality level", "by_key XAA 0205"),
    ("programmes.csv", "A-016", "no end, last dated event over 24 months before as_of", "operating: unknown"),
    ("programmes.csv", "A-017", "no end, last dated event within 24 months of as_of", "operating"),
    ("programmes.csv", "A-018", "sensitive programme", "located XAA 0203; no dot in public"),
    ("programmes.csv", "A-019", "known to municipality level, closed", "by_key XAA 0206; does not operate"),
    ("programmes.csv", "A-020", "known to municipality level", "by_key XAA 0402"),
    ("programmes.csv", "A-024", "at sea, far from the shore", "outside; its country column is all it has"),
    ("settlements.csv", "V-0533", "nobody lives there", "located; not one of the points with people"),
    ("settlements.csv", "V-0534", "in the lake", "outside"),
)


def mingle(clean, dirty, name):
    """Dirty rows at chance places among the clean ones, in their own order; a label of None marks the clean."""
    chance = Chance("mingle " + name)
    spots = sorted(chance.whole(1, len(clean)) for _ in dirty)
    rows, done = [], 0
    for index, row in enumerate(clean):
        while done < len(dirty) and spots[done] == index:
            rows.append(dirty[done])
            done += 1
        rows.append((None, None, row))
    return rows + dirty[done:]
