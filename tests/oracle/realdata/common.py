# SPDX-License-Identifier: Apache-2.0
"""What the scripts of this folder share: where the data is, counting points in polygons, printing."""

import json
import os
import pathlib
import sys

import geopandas
import shapely.validation

ROOT = pathlib.Path(__file__).resolve().parents[3]


def data():
    """The shared data folder; without it the script ends with 77, the skip code."""
    folder = pathlib.Path(os.environ.get("PRESENCIA_SHARED", ROOT.parent / "shared")) / "data"
    if not folder.is_dir():
        print(f"skipped: no shared data at {folder}", file=sys.stderr)
        sys.exit(77)
    return folder


def count_points(land, code, points):
    """({code: points}, points outside): each point counts once, in the lowest code of those that touch it."""
    land = land[[code, "geometry"]].copy()
    land["geometry"] = [g if g.is_valid else shapely.validation.make_valid(g) for g in land.geometry]
    frame = geopandas.GeoDataFrame({"row": range(len(points))}, geometry=points)
    pairs = geopandas.sjoin(frame, land, how="inner", predicate="intersects")
    lowest = pairs.groupby("row")[code].min()
    counts = {c: 0 for c in sorted(land[code])}
    counts.update({c: int(n) for c, n in lowest.value_counts().items()})
    return counts, len(points) - len(lowest)


def show(counts, **totals):
    """One JSON object: codes first, then the totals, whose names start with an underscore."""
    print(json.dumps({**dict(sorted(counts.items())), **{f"_{k}": v for k, v in totals.items()}}, ensure_ascii=False))
