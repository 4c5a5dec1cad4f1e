#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds the engine's municipalities.geojson against the oracle's municipalities.json, property by property, and with
--books its ledger and totals (manifest.json and summary.json beside the GeoJSON, books.py).

    compare.py ENGINE_MUNICIPALITIES.geojson ORACLE_DIR [--all] [--books]

Counts, classes, ranks, flags and nulls must be equal. Numbers may differ by: rates and people reach 1e-9 relative; area
reach 1e-3; all else 1e-6 relative; never less than 1e-11 relative, since engine files carry 12 significant digits. What
is computed from an area reach inherits its 1e-3, on the scale of the whole it is a share of (people, expected
incidents, 1 or 100). An area-weighted mean distance is a numerical integral on both sides: 1 %.
Prints a table of mismatches, one line a property, and exits 1 on any; a property the oracle has and the engine lacks is
a mismatch, a property only the engine has is named and does not fail. Standard library only.
"""

import argparse
import json
import pathlib
import sys

FAMILIES = ["law_enforcement", "judicial", "social", "educational", "border", "oversight"]
FOUR = FAMILIES[:4]
RATES = {"rate", "rate_low", "rate_high", "rate_eb"}
FLOOR = 1e-11


def split_family(name):
    """("law_enforcement", "reach_area") of "law_enforcement_reach_area"; (None, name) of a plain property."""
    for family in FAMILIES:
        if name.startswith(family + "_"):
            return family, name[len(family) + 1:]
    return None, name


def by_area(oracle, family):
    """Is the reach of a family (of any of the four, for None) in this municipality an area share?"""
    if family is None:
        return any(oracle.get(f"{f}_reach") is not None and oracle.get(f"{f}_reach_people") is None for f in FOUR)
    return oracle.get(f"{family}_reach_people") is None


def expected_incidents(oracle, family):
    """An upper bound of the smoothed incidents of a municipality, the scale of its unreached need."""
    need, rate = oracle.get("rate_eb"), oracle.get("rate")
    if not need or not rate:
        return max(1.0, float(oracle.get("incidents") or 1))
    return oracle["incidents"] * need / rate


def tolerance(name, oracle):
    """The difference allowed for a number of this municipality."""
    value = abs(float(oracle[name]))
    family, kind = split_family(name)
    if name in RATES or kind == "reach_people":
        return max(1e-9, FLOOR) * value
    if kind == "reach_area":
        return 1e-3
    if by_area(oracle, family):
        population = float(oracle.get("population") or 0)
        if kind == "nearest_km":
            return 1e-2 * max(value, 0.01)
        scale = {"reach": 1.0, "reach_need": 1.0, "presence_low": 1.0, "presence_high": 1.0, "gap_score_low": 100.0,
                 "gap_score_high": 100.0, "unreached_people": population}.get(kind)
        if kind.startswith("reached_by_"):
            scale = population
        if kind == "unreached_need":
            scale = expected_incidents(oracle, family)
        if kind == "unreached_need_rate":
            scale = max(float(oracle.get("rate_eb") or 0), value)
        if scale is not None:
            return 1e-3 * scale + 1e-9
    if kind == "reach" and oracle.get(f"{family}_reach_basis") == "people":
        return 1e-9 * value + 1e-15
    return 1e-6 * value + 1e-9


def same(name, engine, oracle):
    """Equal, or a number within tolerance. Whole numbers of the oracle (counts, ranks) must be equal."""
    expected = oracle[name]
    if engine == "none" and (expected is None and name == "population_basis"
                             or expected == "not_studied" and name.endswith("_reach_basis")):
        return True  # README.md, W1
    if isinstance(expected, bool) or isinstance(engine, bool):
        return engine is expected
    if isinstance(expected, (int, float)) and isinstance(engine, (int, float)):
        if isinstance(expected, int):
            return engine == expected
        return abs(engine - expected) <= tolerance(name, oracle)
    return engine == expected


def load_engine(path):
    found = {}
    for feature in json.loads(pathlib.Path(path).read_text(encoding="utf-8"))["features"]:
        properties = feature["properties"]
        found[(properties["country"], properties["code"])] = properties
    return found


def differences(engine, oracle):
    """[(municipality, property, engine value, oracle value)] of everything that is not the same."""
    found = []
    for key in sorted(set(engine) | set(oracle)):
        label = f"{key[0]}:{key[1]}"
        if key not in engine or key not in oracle:
            states = ["there" if key in side else "missing" for side in (engine, oracle)]
            found.append((label, "(municipality)", *states))
            continue
        for name in oracle[key]:
            if name not in engine[key]:
                found.append((label, name, "missing", oracle[key][name]))
            elif not same(name, engine[key][name], oracle[key]):
                found.append((label, name, engine[key][name], oracle[key][name]))
    return found


def worst(rows):
    """The row whose numbers differ most, relatively; a row that is not numbers comes first."""
    def size(row):
        if all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in row[2:]):
            return abs(row[2] - row[3]) / max(abs(row[3]), 1e-300)
        return float("inf")
    return max(rows, key=size)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("engine")
    parser.add_argument("oracle", type=pathlib.Path)
    parser.add_argument("--all", action="store_true", help="every mismatch, not one line a property")
    parser.add_argument("--books", action="store_true", help="the ledger and the totals too")
    args = parser.parse_args()
    engine = load_engine(args.engine)
    rows = json.loads((args.oracle / "municipalities.json").read_text(encoding="utf-8"))
    oracle = {(row["country"], row["code"]): row for row in rows}
    found = differences(engine, oracle)
    if args.books:
        import books  # at this place, since it asks compare for tolerances
        folder = pathlib.Path(args.engine).parent
        found += books.ledger(books.read(folder / "manifest.json"), books.read(args.oracle / "ledger.json"))
        found += books.totals(books.read(folder / "summary.json"), books.read(args.oracle / "summary.json"), rows)
    names = {name for row in oracle.values() for name in row}
    extra = sorted({name for row in engine.values() for name in row} - names)
    if extra:
        print("only in the engine, not compared: " + " ".join(extra))
    if found:
        print(f"{'property':36} {'differ':>6}  {'where':16} {'engine':>24} {'oracle':>24}")
    grouped = {}
    for row in found:
        grouped.setdefault(row[1], []).append(row)
    for name, group in grouped.items():
        for label, _, mine, theirs in group if args.all else [worst(group)]:
            print(f"{name:36} {len(group):6}  {label:16} {mine!s:>24} {theirs!s:>24}")
    print(f"{len(oracle)} municipalities, {len(names)} properties: "
          f"{len(found)} mismatches in {len(grouped)} properties")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
