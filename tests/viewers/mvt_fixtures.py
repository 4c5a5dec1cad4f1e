#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""@mapbox/vector-tile reads from our encoder what the specification says, for tiles of every class (fixtures/mvt.py).

    mvt_fixtures.py --encoder PROGRAM
"""

import argparse
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import look

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "fixtures"))
from mvt import CHANGED, FIXTURES  # noqa: E402

KINDS = {"point": 1, "line": 2, "polygon": 3}


def from_lowest(ring):
    """A ring may begin anywhere."""
    at = ring.index(min(ring))
    return ring[at:] + ring[:at]


def settled(kind, shape):
    """Points as a list, rings from their lowest vertex, holes and polygons in any order: what the specification leaves open."""
    if kind == 1:
        return shape if isinstance(shape[0], list) else [shape]
    if kind == 2:
        return shape
    return sorted([from_lowest(polygon[0])] + sorted(from_lowest(hole) for hole in polygon[1:]) for polygon in shape)


def wanted(layers):
    """What a reader must see: layers without features are not there."""
    return [{"name": layer["name"], "version": 2, "extent": 4096,
             "features": [{"id": f["id"], "type": KINDS[layer["geometry"]], "properties": f["properties"], "shape": settled(KINDS[layer["geometry"]], f["shape"])} for f in layer["features"]]}
            for layer in layers if layer["features"]]


def read(folder):
    said = subprocess.run(["node", HERE / "npm" / "read_mvt.mjs", folder], capture_output=True, text=True)
    assert said.returncode == 0, said.stderr
    tiles = json.loads(said.stdout)
    for layers in tiles.values():
        for layer in layers:
            for feature in layer["features"]:
                feature["shape"] = settled(feature["type"], feature["shape"])
    return tiles


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--encoder", required=True)
    encoder = parser.parse_args().encoder
    if not shutil.which("node") or not (HERE / "npm" / "node_modules").is_dir():
        look.skip("npm ci was not run in tests/viewers/npm")
    with tempfile.TemporaryDirectory(prefix="presencia-mvt-") as folder:
        given = FIXTURES | {name: before for name, (before, _) in CHANGED.items()}
        subprocess.run([encoder, folder], input=json.dumps(given), text=True, check=True)
        tiles = read(folder)
    expected = {name: wanted(layers) for name, layers in (FIXTURES | {name: after for name, (_, after) in CHANGED.items()}).items()}
    assert tiles.keys() == expected.keys(), tiles.keys() ^ expected.keys()
    wrong = [name for name in expected if tiles[name] != expected[name]]
    for name in wrong:
        print(f"{name}\n  read   {str(tiles[name])[:600]}\n  wanted {str(expected[name])[:600]}")
    assert not wrong, wrong
    print(f"{len(expected)} tiles are read as they were meant")


if __name__ == "__main__":
    main()
