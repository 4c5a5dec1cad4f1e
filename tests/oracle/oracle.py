#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""An independent reading of the study's definitions, by brute force, for the `restricted` profile.

    oracle.py STUDY.toml -o DIR

writes municipalities.json (one object a municipality, property names of the contract), ledger.json and summary.json.
It shares no code and no design with the engine: point in polygon by GEOS through shapely, distances by pyproj.Geod for
every candidate, discs of 3,600 corners, whole geometries united and intersected, everything in memory. Where the
definitions leave a choice, README.md beside this file says which one was taken.

Where each sentence lives: brute/study.py the study, years, completeness · rows.py files to rows · earth.py distance and
area · places.py municipalities and the join · layers.py parse, filter, duplicates, locate · surface.py people ·
sites.py what operates · risk.py counts, rates, smoothing, the rule · reach.py catchments, reach, concurrence ·
gap.py presence, classes, ranks, scores · departments.py incidents by department · totals.py roll-ups. Not read: `confidence`.
"""

import argparse
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from brute import departments, gap, reach, risk, totals  # noqa: E402
from brute.layers import read_incidents  # noqa: E402
from brute.ledger import Ledger  # noqa: E402
from brute.places import Gazetteer, read_municipalities  # noqa: E402
from brute.sites import read_sites  # noqa: E402
from brute.study import FAMILIES, FOUR, Study, StudyError  # noqa: E402
from brute.surface import read_surface  # noqa: E402

IDENTITY = ["country", "code", "name", "department"]


def compute(study, vertices):
    """(municipalities, ledger, summary) of a study; discs are drawn with `vertices` corners."""
    ledger = Ledger()
    municipalities = read_municipalities(study, ledger)
    gazetteer = Gazetteer(municipalities)
    for m in municipalities:
        m.area_parts, m.point_parts = {}, {}
        m.out.update({k: getattr(m, k) for k in IDENTITY}, area_km2=m.area_m2 / 1e6, risk_level="municipality")
    read_surface(study, municipalities, gazetteer, ledger)
    layers, records = risk.chosen_records(study, read_incidents(study, gazetteer, ledger))
    if layers and departments.by_department(layers):
        said = departments.inherit(study, municipalities, layers, records)
    else:
        risk.count_incidents(study, municipalities, layers, records)
        risk.rates(study, municipalities)
        pools = risk.smooth(study, municipalities)
        said = {**risk.at_risk(study, municipalities, pools), "pools": pools}
        risk.need_rank(municipalities)

    site_layers = read_sites(study, gazetteer, ledger)
    layers_of = {f: [s for s in site_layers if f in s.families] for f in FAMILIES}
    studied = [f for f in FAMILIES if layers_of[f]]
    four = [f for f in FOUR if layers_of[f]]
    for country in sorted({m.country for m in municipalities}):
        catchments = {f: reach.Catchment(f, country, layers_of[f], vertices) for f in studied}
        for m in (m for m in municipalities if m.country == country):
            incomplete = []
            for family in studied:
                reach.reach_of(m, family, catchments[family])
                if not gap.presence_of(m, family, layers_of[family], study.target, study.as_of) and family in four:
                    incomplete.append(family)
            reach.concurrence(m, four, incomplete)
            gap.measures(study, m, layers_of, incomplete)
            for family in FOUR:
                if family not in studied:
                    gap.not_studied(m, family)
    gap.gap_rank(municipalities)
    ledger.check()
    compare = study.at_risk.get("compare")
    listed = risk.listed_in(study, municipalities, compare) if compare else None
    return municipalities, ledger, totals.summary(study, municipalities, layers_of, said, listed)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("study")
    parser.add_argument("-o", "--output", required=True)
    parser.add_argument("--disc-vertices", type=int, default=3600)
    args = parser.parse_args()
    try:
        municipalities, ledger, summary = compute(Study(args.study), args.disc_vertices)
    except StudyError as error:
        print(f"oracle: {error}", file=sys.stderr)
        return 3
    folder = pathlib.Path(args.output)
    folder.mkdir(parents=True, exist_ok=True)
    contents = {"municipalities": [m.out for m in municipalities], "ledger": ledger.lines, "summary": summary}
    for name, content in contents.items():
        text = json.dumps(content, ensure_ascii=False, indent=1)
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    print(f"{len(municipalities)} municipalities, {summary['region']['at_risk']} at risk", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
