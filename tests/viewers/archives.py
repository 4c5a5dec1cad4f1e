#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The libraries of browsers read the demo's archives: npm pmtiles every tile, @mapbox/vector-tile every feature, MapLibre's validator the style.

    archives.py --binary PROGRAM --source TREE
"""

import gzip
import hashlib
import json
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import look

NPM = pathlib.Path(__file__).resolve().parent / "npm"


def stored_tiles(path):
    """"z/x/y" -> SHA-256 of each tile of an MBTiles file, unzipped."""
    found = {}
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as base:
        for z, x, row, data in base.execute("select zoom_level, tile_column, tile_row, tile_data from tiles"):
            plain = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
            found[f"{z}/{x}/{2 ** z - 1 - row}"] = hashlib.sha256(plain).hexdigest()
    assert found, path
    return found


def metadata(path):
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as base:
        return dict(base.execute("select name, value from metadata"))


def check(out, folder):
    styles = sorted(path.stem for path in (out / "tiles").glob("*.pmtiles"))
    assert styles == ["concurrence", "gap", "names", "need"], styles
    wanted = {f"tiles/{style}.pmtiles": stored_tiles(out / "tiles" / f"{style}.mbtiles") for style in styles}
    wanted["presencia.pmtiles"] = stored_tiles(out / "presencia.mbtiles")
    said = metadata(out / "presencia.mbtiles")
    assert said["format"] == "pbf" and json.loads(said["json"])["vector_layers"], said
    listing = folder / "wanted.json"
    listing.write_text(json.dumps(wanted))
    done = subprocess.run(["node", str(NPM / "read_archives.mjs"), str(out), str(listing)], capture_output=True, text=True, timeout=200)
    assert done.returncode == 0, done.stderr
    read = json.loads(done.stdout)
    features = {feature["id"]: feature["properties"] for feature in json.loads((out / "municipalities.geojson").read_text())["features"]}
    assert set(read["municipalities"]) == set(features) == set(read["labels"])
    for key, properties in read["municipalities"].items():
        for name, value in properties.items():
            if name in features[key] and name != "no_value":
                assert value == features[key][name] and type(value) in (type(features[key][name]), int), (key, name, value, features[key][name])
        for name, value in features[key].items():
            assert name in properties or name not in ("rate", "incidents", "population", "at_risk", "gap_class") or value is None, (key, name, value)
    ids = [feature["id"] for feature in read["municipalities"].values()]
    assert len(set(ids)) == len(ids) and all(0 < one < 2 ** 53 for one in ids)
    legends = {style: json.loads((out / "tiles" / f"{style}.legend.json").read_text()) for style in styles if style != "names"}
    for style, legend in legends.items():
        counted = {}
        for properties in read["municipalities"].values():
            counted[properties[f"class_{style}"]] = counted.get(properties[f"class_{style}"], 0) + 1
        assert counted == {one["id"]: one["municipalities"] for one in legend["classes"] if one["municipalities"]}, (style, counted)
    print(f"{sum(len(tiles) for tiles in wanted.values())} tiles of {len(wanted)} archives read, {len(ids)} municipalities equal")


def main():
    if not shutil.which("node") or not (NPM / "node_modules" / "pmtiles").is_dir():
        look.skip("needs node, and npm ci in tests/viewers/npm")
    with tempfile.TemporaryDirectory(prefix="presencia-archives-") as folder:
        check(look.demo(folder), pathlib.Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
