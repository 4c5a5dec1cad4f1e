# SPDX-License-Identifier: Apache-2.0
"""What the scripts of this folder share: where the data is, counting points in polygons, printing."""

import json
import os
import pathlib
import sys

import numpy
import shapely.prepared
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
    """({code: points}, points outside): each point counts once, in the lowest code of those whose polygon touches it.

    Polygon by polygon in order of code; no spatial index, which geopandas would need rtree or pygeos for.
    """
    points = list(points)
    x, y = numpy.array([point.x for point in points]), numpy.array([point.y for point in points])
    left = numpy.ones(len(points), dtype=bool)
    counts = {}
    for name, shape in sorted(zip(land[code], land.geometry), key=lambda pair: pair[0]):
        shape = shape if shape.is_valid else shapely.validation.make_valid(shape)
        west, south, east, north = shape.bounds
        box = left & (x >= west) & (x <= east) & (y >= south) & (y <= north)
        touched = shapely.prepared.prep(shape).intersects
        inside = [i for i in numpy.flatnonzero(box) if touched(points[i])]
        counts[name] = len(inside)
        left[inside] = False
    return counts, int(left.sum())


def show(counts, **totals):
    """One JSON object: codes first, then the totals, whose names start with an underscore."""
    print(json.dumps({**dict(sorted(counts.items())), **{f"_{k}": v for k, v in totals.items()}}, ensure_ascii=False))
