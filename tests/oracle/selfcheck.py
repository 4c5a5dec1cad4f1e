#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks of the oracle itself, against numbers that neither it nor the engine made. Exits 1 at the first that is off.

    selfcheck.py                geometry against pyproj and closed forms; rules on numbers worked by hand; the comparison
    selfcheck.py --published    Garwood limits against R's poisson.test, Marshall's empirical Bayes against spdep's
                                EBest, both from PRESENCIA_SHARED/reference; says "SKIPPED:" and exits 0 where absent
"""

import copy
import csv
import datetime
import importlib.util
import math
import os
import pathlib
import sys
import types

NEEDED = ["numpy", "shapely", "geopandas", "pyproj", "scipy", "osgeo"]
if lacking := [name for name in NEEDED if importlib.util.find_spec(name) is None]:
    print(f"SKIPPED: this Python has no {', '.join(lacking)}")
    sys.exit(0)

import numpy as np  # noqa: E402
import shapely.geometry  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import books  # noqa: E402
import compare  # noqa: E402
from brute import earth, risk, sites, study  # noqa: E402

SHARED = pathlib.Path(os.environ.get("PRESENCIA_SHARED", HERE.parents[2] / "shared"))


def near(what, found, expected, relative):
    if not abs(found - expected) <= relative * abs(expected):
        sys.exit(f"{what}: {found!r}, expected {expected!r}")
    print(f"ok {what}")


def rows(name):
    with open(SHARED / "reference" / name, newline="") as handle:
        return list(csv.DictReader(handle))


def check_areas_and_distances():
    corners = [(-90.0, 13.0), (-87.0, 14.5), (-88.5, 16.0), (-90.0, 13.0)]
    shape = shapely.geometry.Polygon(corners)
    dense = [((1 - t) * x0 + t * x1, (1 - t) * y0 + t * y1)
             for (x0, y0), (x1, y1) in zip(corners, corners[1:]) for t in np.linspace(0, 1, 20000, endpoint=False)]
    area = abs(earth.GEOD.polygon_area_perimeter(*zip(*dense))[0])
    near("area of a triangle, straight in lon/lat", earth.area_m2(shape), area, 1e-9)
    whole = earth.area_m2(shapely.geometry.box(-180, -90, 180, 90))
    near("area of the ellipsoid", whole, 510065621724088.44, 1e-12)
    disc = earth.disc(-88.0, 14.0, 5.0, 3600)
    near("area of a 5 km disc", earth.area_m2(disc), math.pi * 25e6, 2e-6)
    away = earth.metres_to_polygon(-88.1, 14.05, shapely.geometry.box(-88.0, 14.0, -87.9, 14.1))
    foot = min(earth.metres(-88.1, 14.05, -88.0, 14.05 + d) for d in np.linspace(-1e-3, 1e-3, 20001))
    near("distance to a meridian edge", away, foot, 1e-12)
    rough = earth.rough_metres_to_polygon([-88.1], [14.05], shapely.geometry.box(-88.0, 14.0, -87.9, 14.1))[0]
    near("the same from points 10 m apart", rough, away, 1e-6)
    tree = earth.Nearest([-88.0, -88.5, -87.5], [14.0, 14.2, 13.9])
    near("nearest of three", tree.metres([-88.1], [14.0])[0], earth.metres(-88.1, 14.0, -88.0, 14.0), 1e-15)


def check_published():
    if not (SHARED / "reference").is_dir():
        print(f"SKIPPED: no reference numbers at {SHARED}")
        return
    for row in rows("smr_excess_risk/smr_ci.csv"):
        low, high = risk.garwood(int(row["O"]))
        if abs(low - float(row["garwood_lo"]) * float(row["E"])) > 1e-12 * max(1.0, low):
            sys.exit(f"Garwood low of {row['O']}: {low}")
        if abs(high - float(row["garwood_hi"]) * float(row["E"])) > 1e-12 * high:
            sys.exit(f"Garwood high of {row['O']}: {high}")
    print("ok Garwood limits of 100 counts, R poisson.test")
    counts = {row["FIPS"]: row for row in rows("smr_excess_risk/smr_ci.csv")}
    members = {}
    for fips, row in counts.items():
        members[fips] = types.SimpleNamespace(country="USA", population=int(row["N"]), out={"incidents": int(row["O"])})
    fake = types.SimpleNamespace(years=1.0, at_risk={})
    risk.rates(fake, list(members.values()))
    risk.smooth(fake, list(members.values()))
    for row in rows("eb_global/EBest.csv"):
        found = members[row["FIPS"]].out["rate_eb"] / 1e5
        if abs(found - float(row["estmm_poisson"])) > 1e-14:
            sys.exit(f"EB of {row['FIPS']}: {found}, spdep {row['estmm_poisson']}")
    print("ok empirical Bayes of 100 counties, spdep EBest")


def named(*values):
    return [types.SimpleNamespace(key=("A", f"{i:02}"), country="A", measure=v, out={"incidents": v})
            for i, v in enumerate(values)]


def check_rules():
    years = study.years_between(datetime.date(2011, 1, 1), datetime.date(2013, 12, 31))
    near("three whole years", years, 3.0, 0.0)
    half = study.years_between(datetime.date(2012, 1, 1), datetime.date(2012, 6, 30))
    near("half of a leap year", half, 182 / 366, 0.0)
    quarter = study.decimal.Decimal("0.25")
    found, cut = risk._apply({"top_share": quarter}, named(9, 8, 7, 7, 5, 4, 3, 2, 1), [])
    near("ceil(0.25 x 9) = 3: a tie of two would make 4 > 3.3, so both stay out", len(found), 2, 0.0)
    tenth = study.decimal.Decimal("0.1")
    found, _ = risk._apply({"top_share": tenth}, named(*range(1, 31)), [])
    near("0.1 of 30 is exactly 3", len(found), 3, 0.0)
    found, _ = risk._apply({"top_burden": study.decimal.Decimal("0.5")}, named(10, 6, 4), [])
    near("half of 20 is held by the first", len(found), 1, 0.0)
    day = datetime.date(2013, 12, 31)
    assert sites.operates("programme", datetime.date(2011, 12, 31), None, "", day) == "yes"
    assert sites.operates("programme", datetime.date(2011, 12, 30), None, "", day) == "unknown"
    assert sites.operates("service", None, day, "Operating", day) == "yes"
    assert sites.operates("service", None, None, "pipeline", day) == "no"
    print("ok operating")
    layer = {"complete_for": [{"country": "A", "from": "2011-01-01", "to": "2011-06-30"},
                              {"country": "A", "from": "2011-07-01", "to": "2011-12-31", "except": ["02"]}]}
    first, last = datetime.date(2011, 1, 1), datetime.date(2011, 12, 31)
    assert study.complete_on(layer, "A", "01", first, last) and not study.complete_on(layer, "A", "02", first, last)
    print("ok completeness by spans")


def check_comparison():
    """The comparison sees a count off by one, a rate off by 1e-8, a null for a zero and a missing municipality."""
    row = {"country": "A", "code": "01", "incidents": 7, "rate": 12.5, "rate_low": 0.0, "at_risk": True,
           "social_reach_people": 0.5, "social_reach_area": 0.25, "social_reach": 0.5, "social_reach_basis": "people"}
    whole = {("A", "01"): row}
    close = {**row, "rate": 12.5 * (1 + 1e-10), "social_reach_area": 0.2505}
    assert not compare.differences({("A", "01"): close}, whole)
    for name, value in (("incidents", 8), ("rate", 12.5 * (1 + 1e-8)), ("rate_low", None), ("at_risk", 1),
                        ("social_reach_people", 0.5 + 1e-8), ("social_reach_area", 0.252)):
        assert [d[1] for d in compare.differences({("A", "01"): {**row, name: value}}, whole)] == [name], name
    assert compare.differences({}, whole) and compare.differences({("A", "01"): {}}, whole)
    print("ok comparison")


def check_books():
    """The books see a row moved from one outcome to another, a count off by one, a class too many and a lost layer."""
    line = {"kind": "sites", "layer": "police", "source": "police.csv", "read": 9, "located": 7, "by_key": 0, "snapped": 0,
            "outside": 1, "rejected": 1, "duplicates": 0, "filtered": 0}
    manifest = {"ledger": [line]}
    assert not books.ledger(manifest, [dict(line)])
    assert [row[1] for row in books.ledger(manifest, [{**line, "outside": 2, "rejected": 0}])] == ["outside", "rejected"]
    assert [row[1] for row in books.ledger(manifest, [{**line, "layer": "courts"}])] == ["(layer)"]
    row = {"country": "A", "department": "D", "at_risk": True, "population": 100, "social_reach_people": 0.5,
           "reached_by_0": 50.0, "reached_by_1": 50.0, "social_unreached_people": 50.0, "social_unreached_need": 2.0}
    people = {f"reached_by_{k}{end}": 0.0 for k in range(5) for end in ("", "_high")}
    people.update(reached_by_0=50.0, reached_by_1=50.0, reached_by_0_high=50.0, reached_by_1_high=50.0)
    theirs = {"municipalities": 1, "at_risk": 1, "risk_unknown": 0, "incidents_null": 0, "people_at_risk": 100.0,
              "people_risk_unknown": 0.0, "at_risk_people": people, "expected_incidents": 4.0,
              "social": {"sites": 1, "programmes": 0, "unreached_people_at_risk": 50.0, "unreached_need": 2.0,
                         "gap_class": {"partial": 1}}}
    mine = {"level": "region", "municipalities": {"all": 1, "at_risk": 1, "risk_unknown": 0, "no_record": 0},
            "headline": {"people_at_risk": 100.0, "people_risk_unknown": 0.0, "reached_by": [50.0, 50.0],
                         "reached_by_high": [50.0, 50.0]},
            "families": {"social": {"sites": 1, "programmes": 0, "unreached_people": 50.0, "unreached_need": 2.0,
                                    "expected_incidents": 4.0, "municipalities_by_gap_class": {"partial": 1}}}}
    assert not books.total(mine, theirs, [row])
    changes = [("headline", "people_at_risk", 101.0), ("municipalities", "risk_unknown", 1), ("headline", "reached_by", [49.0, 51.0])]
    for part, name, value in changes:
        off = copy.deepcopy(mine)
        off[part][name] = value
        assert books.total(off, theirs, [row]), name
    for name, value in (("sites", 2), ("unreached_people", 50.1), ("municipalities_by_gap_class", {"partial": 1, "gap": 1})):
        off = copy.deepcopy(mine)
        off["families"]["social"][name] = value
        assert books.total(off, theirs, [row]), name
    print("ok books")


if __name__ == "__main__":
    if "--published" in sys.argv[1:]:
        check_published()
    else:
        check_areas_and_distances()
        check_rules()
        check_comparison()
        check_books()
