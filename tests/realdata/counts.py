#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The engine's counts on real files against an independent program's, every municipality exactly.

    counts.py --binary PROGRAM --source TREE hnd|gtm2011|gtm2016|nic

The other side is a script of ../oracle/realdata: pandas and geopandas, no code of the engine or of the oracle.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import shared

SCRIPTS = {"hnd": ["hnd_aid_sites.py"], "gtm2011": ["gtm_family_violence.py", "2011"],
           "gtm2016": ["gtm_family_violence.py", "2016"], "nic": ["nic_schools.py"]}
# The numbers that were published with the task; both sides must have them.
KNOWN = {"hnd": {"_outside": 19, "_located": 4749}, "gtm2011": {"_joined": 333}, "gtm2016": {"_joined": 337},
         "nic": {"_read": 10252, "_located": 10246, "_outside": 6}}


def independent(study):
    script = shared.ROOT / "tests" / "oracle" / "realdata" / SCRIPTS[study][0]
    done = subprocess.run([sys.executable, "-B", str(script), *SCRIPTS[study][1:]], capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout)


def located(out, layer):
    """code -> rows of a site layer in the store, operating or not; those outside all under None."""
    return dict(shared.stored(out, "select code, count(*) from sites where layer = ? group by code", (layer,)))


def sites(checks, out, theirs, layer):
    """Point layers: where each row lies."""
    mine = located(out, layer)
    codes = {code: n for code, n in theirs.items() if not code.startswith("_")}
    checks.equal("municipalities", sorted(shared.municipalities(out)), sorted(codes))
    for code, n in codes.items():
        checks.equal(f"{layer} in {code}", mine.get(code, 0), n)
    line = shared.ledger(out, layer)
    for name in ("read", "located", "outside"):
        checks.equal(f"ledger {name}", line[name], theirs[f"_{name}"])
    checks.equal("a row that is neither inside nor outside", line["snapped"] + line["by_key"] + line["rejected"], 0)


def reports(checks, out, theirs):
    """Counts by code: sums, absentees without a record, the municipality and the year 9999 rejected with a reason."""
    rows = shared.municipalities(out)
    for code, row in rows.items():
        checks.equal(f"incidents of {code}", row["incidents"], theirs.get(code))
    absent = sorted(code for code, row in rows.items() if row["incidents"] is None)
    checks.equal("no record", absent, theirs["_no_record"])
    checks.equal("at risk unknown", sorted(c for c, row in rows.items() if row["at_risk"] is None), theirs["_no_record"])
    checks.equal("codes that join", sum(row["incidents"] is not None for row in rows.values()), theirs["_joined"])
    line = shared.ledger(out, "family-violence")
    for name in ("read", "rejected", "filtered", "by_key"):
        checks.equal(f"ledger {name}", line[name], theirs[f"_{name}"])


def main():
    args = shared.arguments(__doc__.splitlines()[0], ("study", sorted(SCRIPTS)))
    shared.need("geopandas", "pandas", "shapely")
    with tempfile.TemporaryDirectory(prefix="presencia-counts-") as temporary:
        folder = pathlib.Path(temporary)
        options = ["--year", args.study[3:]] if args.study.startswith("gtm") else []
        study = shared.study_of(args.study[:3], folder / "study", *options)
        out = shared.run(args, study, folder / "out", (0, 6))
        theirs = independent(args.study)
        checks = shared.Checks()
        for name, value in KNOWN[args.study].items():
            checks.equal(f"independent {name}", theirs[name], value)
        if args.study == "hnd":
            sites(checks, out, theirs, "aid")
        elif args.study == "nic":
            sites(checks, out, theirs, "schools")
            rows = shared.municipalities(out)
            checks.equal("people", sum(row["population"] for row in rows.values()), theirs["_population"])
            for code, row in rows.items():
                checks.equal(f"schools of {code}", row["educational_sites"], theirs[code])
        else:
            reports(checks, out, theirs)
        checks.end()


if __name__ == "__main__":
    main()
