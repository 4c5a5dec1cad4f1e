# SPDX-License-Identifier: Apache-2.0
"""Holds the engine's ledger and totals against the oracle's: manifest.json and summary.json, restricted profile.

Both functions return mismatches in the form of compare.py: (where, what, engine value, oracle value). Counts must be
equal. A sum may differ by what its municipalities may differ by, added up.
"""

import json
import pathlib

import compare

OUTCOMES = ["read", "located", "by_key", "snapped", "outside", "rejected", "duplicates", "filtered"]
# A settlement of 0 people is one "located" to the oracle and one "filtered" to the engine; the contract names neither,
# and no number depends on it (README.md, L10).
TOGETHER = {"population": ("located", "filtered")}


def read(path):
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"))


def counts(line, kind):
    """The outcomes of a ledger's line that are compared."""
    found = {name: line[name] for name in OUTCOMES}
    if kind in TOGETHER:
        found["+".join(TOGETHER[kind])] = sum(found.pop(name) for name in TOGETHER[kind])
    return found


def ledger(manifest, lines):
    """Every layer that the oracle read, outcome by outcome; layers without a name go by their file."""
    named = {line["layer"]: line for line in manifest["ledger"]}
    filed = {(line["layer"], pathlib.PurePosixPath(line["source"]).name): line for line in manifest["ledger"]}
    found = []
    for theirs in lines:
        kind, layer = theirs["kind"], theirs["layer"]
        mine = named.get(layer) if kind in ("incidents", "sites") else filed.get((kind, pathlib.PurePosixPath(layer).name))
        if mine is None:
            found.append((f"ledger {layer}", "(layer)", "missing", "there"))
            continue
        here, there = counts(mine, kind), counts(theirs, kind)
        found += [(f"ledger {layer}", name, here[name], there[name]) for name in there if here[name] != there[name]]
    return found


def members_of(rows, line):
    """The oracle's municipalities of a roll-up: of the region, a country or a department."""
    keys = [key for key in ("country", "department") if key in line and line["level"] != "region"]
    if line["level"] == "country":
        keys = ["country"]
    return [row for row in rows if all((row[key] or "") == (line[key] or "") for key in keys)]


def may_differ(rows, name):
    """What the sum of a property over municipalities may differ by."""
    return sum(compare.tolerance(name, row) for row in rows if row.get(name) is not None) + 1e-9


def total(line, theirs, rows):
    """One roll-up of summary.json."""
    where = ":".join([line["level"]] + [line[key] or "" for key in ("country", "department") if line.get(key) is not None])
    risky = [row for row in rows if row["at_risk"]]
    found = []

    def held(name, mine, expected, allowed=0.0):
        if mine is None or abs(mine - expected) > allowed:
            found.append((where, name, mine, expected))

    for name, key in (("all", "municipalities"), ("at_risk", "at_risk"), ("risk_unknown", "risk_unknown"),
                      ("no_record", "incidents_null")):
        held(f"municipalities.{name}", line["municipalities"][name], theirs[key])
    headline = line["headline"]
    for name in ("people_at_risk", "people_risk_unknown"):
        held(name, headline[name], theirs[name], 1e-9 * abs(theirs[name]))
    for k in range(5):
        for mine, name in ((headline["reached_by"], f"reached_by_{k}"), (headline["reached_by_high"], f"reached_by_{k}_high")):
            if k < len(mine):
                held(f"headline.{name}", mine[k], theirs["at_risk_people"][name], may_differ(risky, name))
            else:
                held(f"headline.{name}", 0.0, theirs["at_risk_people"][name])
    for family, mine in line["families"].items():
        if family not in theirs:
            continue  # not studied
        expected = theirs[family]
        for name in ("sites", "programmes"):
            held(f"{family}.{name}", mine[name], expected[name])
        held(f"{family}.unreached_people", mine["unreached_people"], expected["unreached_people_at_risk"],
             may_differ(risky, f"{family}_unreached_people"))
        held(f"{family}.unreached_need", mine["unreached_need"], expected["unreached_need"],
             may_differ(rows, f"{family}_unreached_need"))
        held(f"{family}.expected_incidents", mine["expected_incidents"], theirs["expected_incidents"],
             1e-6 * abs(theirs["expected_incidents"]) + 1e-9)
        classes = mine["municipalities_by_gap_class"]
        for name in sorted(set(classes) | set(expected["gap_class"])):
            held(f"{family}.{name}", classes.get(name, 0), expected["gap_class"].get(name, 0))
    return found


def totals(summary, theirs, rows):
    """The region, every country and every department."""
    found = total(summary["region"][0], theirs["region"], rows)
    for line in summary["countries"]:
        found += total(line, theirs["countries"][line["country"]], members_of(rows, line))
    seen = set()
    for line in summary["departments"]:
        name = f"{line['country']}:{line['department'] or ''}"
        seen.add(name)
        if name not in theirs["departments"]:
            found.append((f"department:{name}", "(roll-up)", "there", "missing"))
        else:
            found += total(line, theirs["departments"][name], members_of(rows, line))
    lacking = {name for name in theirs["departments"] if not name.endswith((":", ":None"))} - seen
    found += [(f"department:{name}", "(roll-up)", "missing", "there") for name in sorted(lacking)]
    for name in ("at_risk_not_listed", "listed_not_at_risk"):
        if name in theirs and summary["compare"][name] != len(theirs[name]):
            found.append(("compare", name, summary["compare"][name], len(theirs[name])))
    return found
