#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The example of Central America in 2010, fetched and run as its README says, must reproduce the published numbers.

    central_america.py --binary PROGRAM --source TREE

Works on a copy. Says "SKIPPED:" where npm or the network is absent.
"""

import pathlib
import shutil
import subprocess
import tempfile

import shared

EXAMPLE = "examples/02_central_america_2010"


def fetched(example, folder):
    """A copy of the example with its data; skips where npm cannot give it."""
    if not shutil.which("npm") or not shutil.which("node"):
        shared.skip("no npm")
    shutil.copytree(example, folder, ignore=shutil.ignore_patterns("node_modules", "data", "out"))
    try:
        done = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder, capture_output=True,
                              text=True, timeout=400)
    except subprocess.TimeoutExpired:
        shared.skip("npm ci took over 400 s")
    if done.returncode:
        shared.skip(f"npm ci: {done.stderr.strip().splitlines()[-1:]}")
    subprocess.run(["node", "fetch.mjs"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return folder / "study.toml"


def published(checks, out):
    """The numbers of the example's README, from what the run left."""
    rows = [one["properties"] for one in shared.read(out / "municipalities.geojson")["features"]]
    known = [row for row in rows if row["incidents"] is not None]
    homicides, people = sum(row["incidents"] for row in known), sum(row["population"] for row in known)
    checks.equal("units", (len(rows), len(known)), (96, 93))
    checks.equal("homicides", homicides, 18342)
    checks.equal("people over units with a record", people, 42442462)
    checks.equal("rate per 100,000", round(1e5 * homicides / people, 1), 43.2)
    (atlantida,) = [row for row in rows if (row["country"], row["name"]) == ("HND", "Atlántida")]
    checks.equal("Atlántida", round(atlantida["rate"], 1), 131.3)
    highest = sorted((row["incidents"] for row in known), reverse=True)
    checks.equal("the twenty highest by count, percent", round(100 * sum(highest[:20]) / homicides, 1), 71.2)
    checks.equal("at risk, half of the homicides", sorted(f"{row['country']}:{row['code']}" for row in rows if row["at_risk"]),
                 ["GTM:GT01", "GTM:GT05", "HND:HN01", "HND:HN05", "HND:HN08", "HND:HN18", "PAN:PA08", "SLV:SV05", "SLV:SV06"])
    region = shared.read(out / "summary.json")["region"][0]
    checks.equal("summary, homicides", region["incidents"], 18342)
    checks.equal("summary, rate", round(region["rate"], 1), 43.2)
    checks.equal("summary, without a record", region["municipalities"]["no_record"], 3)
    unknown = sorted(row["code"] for row in rows if row["at_risk"] is None)
    checks.equal("the comarcas: risk unknown, not zero", unknown, ["PA-EM", "PA-KY", "PA-NB"])
    checks.equal("seats", (shared.ledger(out, "seats")["read"], shared.ledger(out, "seats")["outside"]), (97, 0))


def main():
    args = shared.arguments(__doc__.splitlines()[0])
    with tempfile.TemporaryDirectory(prefix="presencia-central-america-") as temporary:
        folder = pathlib.Path(temporary)
        study = fetched(args.source / EXAMPLE, folder / "example")
        out = shared.run(args, study, folder / "out")
        checks = shared.Checks()
        published(checks, out)
        checks.end()


if __name__ == "__main__":
    main()
