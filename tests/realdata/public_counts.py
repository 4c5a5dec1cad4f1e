#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Guatemala's family-violence reports in the public profile: no count of 1 to 9 is visible, or can be had by subtraction.

    public_counts.py --binary PROGRAM --source TREE 2011|2016

The true counts come from the source file by pandas. Three of the municipalities without a row are declared complete, so
that zero, no record and suppressed stand side by side in one result.
"""

import csv
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import shared

# What is computed from a count, in the words of the contract.
FROM_COUNT = {"incidents", "rate", "rate_low", "rate_high", "rate_eb", "expected_incidents", "need_rank", "unreached_need",
              "unreached_need_rate", "gap_rank", "gap_score_low", "gap_score_high"}
FROM_COUNT_BY_FAMILY = {"reach_need", "unreached_need", "incidents_per_site"}


def truth(year):
    script = shared.ROOT / "tests" / "oracle" / "realdata" / "gtm_family_violence.py"
    done = subprocess.run([sys.executable, "-B", str(script), year], capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    found = json.loads(done.stdout)
    return {code: n for code, n in found.items() if not code.startswith("_")}, found["_no_record"]


def with_zeros(study, no_record):
    """The study, complete for all but the last of the municipalities without a row; the codes that become zero."""
    zero, absent = no_record[:-1], no_record[-1:]
    text = study.read_text(encoding="utf-8")
    said = f'count = "denuncias"\ncomplete_for = [{{ country = "GTM", except = {json.dumps(absent)} }}]'
    assert text.count('count = "denuncias"') == 1
    study.write_text(text.replace('count = "denuncias"', said), encoding="utf-8")
    return zero, absent


def from_count(name):
    return name in FROM_COUNT or any(name.endswith(f"_{tail}") for tail in FROM_COUNT_BY_FAMILY)


def rows_of_every_table(out):
    """(where, code, {name: value}) of each row that belongs to one municipality, in every format."""
    for feature in shared.read(out / "municipalities.geojson")["features"]:
        yield "municipalities.geojson", feature["properties"]["code"], feature["properties"]
    for row in shared.read(out / "gaps.json")["gaps"]:
        yield "gaps.json", row["code"], row
    with open(out / "gaps.csv", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield "gaps.csv", row["code"], {name: value or None for name, value in row.items()}
    for table in ("municipalities", "gaps"):
        names = [column[1] for column in shared.stored(out, f"pragma table_info({table})")]
        for row in shared.stored(out, f"select * from {table}"):
            row = dict(zip(names, row))
            yield f"study.gpkg {table}", row["code"], {k: v for k, v in row.items() if k not in ("fid", "geom")}


def check_rows(checks, out, counts, zero, absent):
    """Suppressed: nothing that is computed from the count. Zero: 0. No record: null, and said to be that."""
    hidden = {code for code, n in counts.items() if 1 <= n <= 9}
    checks.equal("the year has small counts to hide", len(hidden) > 5, True)
    seen = set()
    for where, code, row in rows_of_every_table(out):
        seen.add((where, code))
        if code in hidden:
            shown = {k: v for k, v in row.items() if v is not None and (from_count(k) or k in ("incidents_per_site", "reach_need"))}
            checks.equal(f"{where}, {code}, from a suppressed count", shown, {})
            checks.equal(f"{where}, {code}, says so", "incidents:suppressed" in (row["no_value"] or ""), True)
        elif code in zero:
            checks.equal(f"{where}, {code}, zero", str(row["incidents"]), "0")
        elif code in absent:
            checks.equal(f"{where}, {code}, no record", row["incidents"], None)
            checks.equal(f"{where}, {code}, says so", "incidents:no_record" in (row["no_value"] or ""), True)
        elif row["incidents"] is not None:
            checks.equal(f"{where}, {code}, count", str(row["incidents"]), str(counts[code]))
    checks.equal("rows looked at", len(seen), 5 * (len(counts) + len(zero) + len(absent)))
    return hidden


def numbers_named(content, name):
    """Every value under this key, at any depth."""
    if isinstance(content, dict):
        for key, value in content.items():
            if key == name:
                yield value
            yield from numbers_named(value, name)
    elif isinstance(content, list):
        for value in content:
            yield from numbers_named(value, name)


def check_totals(checks, out, counts):
    """No total is small, and none gives a hidden count away by what it leaves over."""
    summary = shared.read(out / "summary.json")
    stored = [json.loads(row[0]) for row in shared.stored(out, "select roll_up from roll_ups")]
    for where, content in (("summary.json", summary), ("study.gpkg roll_ups", stored)):
        small = [value for value in numbers_named(content, "incidents") if isinstance(value, (int, float)) and 1 <= value <= 9]
        checks.equal(f"{where}: totals of 1 to 9", small, [])
    rows = shared.municipalities(out)
    for line in summary["region"] + summary["countries"] + summary["departments"]:
        members = [row for row in rows.values() if line["level"] != "department" or row["department"] == line["department"]]
        hidden = [row["code"] for row in members if row["incidents"] is None and "incidents:suppressed" in row["no_value"]]
        name = f"{line['level']} {line.get('department', '')}"
        if line["incidents"] is None or not hidden:
            continue
        left = line["incidents"] - sum(row["incidents"] or 0 for row in members)
        checks.equal(f"{name}: what is left over is what is hidden", left, sum(counts[code] for code in hidden))
        checks.equal(f"{name}: hidden members are told by what is left over", len(hidden) == 1 or left == len(hidden), False)


def check_legends(checks, out):
    """Bounds of classes are taken from counts that are shown: none lies between 0 and 10."""
    for path in sorted(out.glob("tiles/*.legend.json")):
        for one in shared.read(path)["classes"]:
            if one["id"].startswith("class_"):
                bounds = [int(found) for found in re.findall(r"\d+", one["label"])]
                checks.equal(f"{path.name}, {one['label']}", [bound for bound in bounds if bound <= 9], [])


def check_rejects(checks, out):
    """9999 is no municipality and no year: left out with a code and a reason."""
    with open(out / "rejects" / "family-violence.csv", encoding="utf-8", newline="") as lines:
        rejects = list(csv.DictReader(lines))
    checks.equal("rejects", len(rejects), shared.ledger(out, "family-violence")["rejected"])
    checks.equal("columns and codes of rejects", {(row["column"], row["code"]) for row in rejects}, {("anio", "E2008"), ("municipio", "E2015")})
    checks.equal("a row without code or reason", [row for row in rejects if not row["code"] or not row["reason"]], [])
    unknown = [row for row in rejects if row["column"] == "municipio"]
    checks.equal("a municipality 9999 is among them", len(unknown) > 0, True)


def main():
    args = shared.arguments(__doc__.splitlines()[0], ("year", ["2011", "2016"]))
    shared.need("geopandas", "pandas")
    with tempfile.TemporaryDirectory(prefix="presencia-public-") as temporary:
        folder = pathlib.Path(temporary)
        study = shared.study_of("gtm", folder / "study", "--year", args.year, "--profile", "public")
        counts, no_record = truth(args.year)
        zero, absent = with_zeros(study, no_record)
        out = shared.run(args, study, folder / "out", (0, 6))
        checks = shared.Checks()
        check_rows(checks, out, counts, zero, absent)
        check_totals(checks, out, counts)
        check_legends(checks, out)
        check_rejects(checks, out)
        checks.end()


if __name__ == "__main__":
    main()
