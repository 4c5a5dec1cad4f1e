# SPDX-License-Identifier: Apache-2.0
"""What a run leaves: every file parses, is named with its hash in the manifest, and the books of every layer add up."""
import csv
import hashlib
import json
import sqlite3
import struct
import sys
import zlib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
from drawn_study import DrawnStudy  # noqa: E402
from program import manifest, municipalities, table, tree  # noqa: E402
from suite import Case, main  # noqa: E402


def png_size(content):
    """Width and height; every chunk's checksum is verified."""
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    at, size, kinds = 8, None, []
    while at < len(content):
        length, kind = struct.unpack(">I4s", content[at:at + 8])
        body = content[at + 8:at + 8 + length]
        (check,) = struct.unpack(">I", content[at + 8 + length:at + 12 + length])
        assert zlib.crc32(kind + body) == check, kind
        kinds.append(kind)
        if kind == b"IHDR":
            size = struct.unpack(">II", body[:8])
        at += 12 + length
    assert kinds[0] == b"IHDR" and kinds[-1] == b"IEND" and b"IDAT" in kinds
    return size


class Files(Case):
    def setUp(self):
        super().setUp()
        self.study.incidents.append(["X", "2013-02-31", "-87.2", "14.4", "1"])
        self.published()

    def test_the_manifest_names_every_file_with_its_hash_and_no_other(self):
        named = {one["file"]: one for one in manifest(self.result)["outputs"]}
        there = {path.relative_to(self.result).as_posix() for path in self.result.rglob("*") if path.is_file()} - {"manifest.json"}
        tiles = {name for name in there if name.startswith("tiles/") and name.endswith(".png")}
        self.assertEqual(set(named) - there, set())
        self.assertEqual(there - set(named) - tiles, set())
        self.assertEqual(tiles - set(named), set(), "SHA-256 of every output: tiles too")
        for name, one in named.items():
            content = (self.result / name).read_bytes()
            self.assertEqual((one["bytes"], one["sha256"]), (len(content), hashlib.sha256(content).hexdigest()), name)

    def test_the_manifest_names_every_input_with_its_hash(self):
        named = {one["file"]: one["sha256"] for one in manifest(self.result)["inputs"]}
        self.assertEqual(set(named), {path.name for path in self.study.folder.iterdir()})
        for name, digest in named.items():
            self.assertEqual(digest, hashlib.sha256((self.study.folder / name).read_bytes()).hexdigest(), name)

    def test_the_books_of_every_layer_add_up(self):
        books = {one["layer"]: one for one in self.assert_balanced()}
        self.assertEqual(set(books), {"municipalities", "population", "homicides", "law_enforcement", "judicial", "social", "educational"})
        self.assertEqual((books["homicides"]["read"], books["homicides"]["rejected"]), (128, 1))

    def test_every_json_and_csv_parses_strictly(self):
        def refuse(value):
            raise ValueError(value)
        seen = set()
        for path in self.result.rglob("*"):
            if path.suffix in (".json", ".geojson"):
                json.loads(path.read_text(encoding="utf-8"), parse_constant=refuse)
                seen.add(path.suffix)
            elif path.suffix == ".csv":
                with open(path, encoding="utf-8", newline="") as lines:
                    rows = list(csv.reader(lines, strict=True))
                self.assertGreater(len(rows), 1, path)
                self.assertEqual({len(row) for row in rows}, {len(rows[0])}, path)
                seen.add(path.suffix)
        self.assertEqual(seen, {".json", ".geojson", ".csv"})

    def test_geojson_is_rfc_7946(self):
        for path in self.result.rglob("*.geojson"):
            document = json.loads(path.read_text(encoding="utf-8"))
            self.assertEqual(document["type"], "FeatureCollection", path)
            self.assertNotIn("crs", document)
            for feature in document["features"]:
                self.assertEqual(feature["type"], "Feature")
                polygons = feature["geometry"]["coordinates"]
                for polygon in polygons if feature["geometry"]["type"] == "MultiPolygon" else [polygons]:
                    for i, ring in enumerate(polygon):
                        self.assertEqual(ring[0], ring[-1])
                        area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:]))
                        self.assertEqual(area > 0, i == 0, "right-hand rule")
                        self.assertTrue(all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring))
        self.assertEqual(len(json.loads((self.result / "municipalities.geojson").read_text())["features"]), 9)

    def test_databases_are_whole(self):
        for path in [self.result / "study.gpkg"] + sorted((self.result / "tiles").glob("*.mbtiles")):
            base = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
            self.assertEqual(base.execute("PRAGMA integrity_check").fetchall(), [("ok",)], path)
            base.close()
        base = sqlite3.connect(self.result / "study.gpkg")
        self.assertEqual(base.execute("PRAGMA application_id").fetchone()[0], 0x47504B47)
        layers = {row[0]: row[1] for row in base.execute("SELECT table_name, data_type FROM gpkg_contents")}
        self.assertEqual(layers["municipalities"], "features")
        self.assertEqual(base.execute("SELECT count(*) FROM municipalities").fetchone()[0], 9)
        styles = base.execute("SELECT f_table_name, styleName, useAsDefault, styleQML <> '', styleSLD <> '' FROM layer_styles ORDER BY fid").fetchall()
        self.assertEqual(styles, [("municipalities", "gap", 1, 1, 1), ("municipalities", "need", 0, 1, 1), ("municipalities", "concurrence", 0, 1, 1), ("unreached", "unreached", 1, 1, 0),
                                  ("sites", "sites", 1, 1, 0)])
        self.assertEqual(base.execute("SELECT count(*) FROM gaps").fetchone()[0], len(table(self.result / "gaps.csv")))
        base.close()

    def test_mbtiles_1_3(self):
        for style in ("gap", "need", "concurrence"):
            base = sqlite3.connect(self.result / "tiles" / f"{style}.mbtiles")
            data = dict(base.execute("SELECT name, value FROM metadata"))
            self.assertEqual(data["format"], "png")
            self.assertTrue(data["name"])
            for name in ("bounds", "center", "minzoom", "maxzoom", "attribution", "description", "type", "version"):
                self.assertIn(name, data)
            west, south, east, north = (float(one) for one in data["bounds"].split(","))
            for found, expected in zip((west, south, east, north), (-87.3, 14.3, -87.0, 14.6)):
                self.assertAlmostEqual(found, expected, 5)
            lon, lat, zoom = (float(one) for one in data["center"].split(","))
            self.assertTrue(west <= lon <= east and south <= lat <= north and 4 <= zoom <= 5)
            self.assertEqual((data["minzoom"], data["maxzoom"]), ("4", "5"))
            rows = base.execute("SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles").fetchall()
            self.assertEqual({row[0] for row in rows}, {4, 5})
            for zoom, column, row, content in rows:
                self.assertIn(png_size(content), ((256, 256), (512, 512)))
                # The folder counts rows from the north, MBTiles from the south.
                self.assertEqual((self.result / "tiles" / style / str(zoom) / str(column) / f"{2**zoom - 1 - row}.png").read_bytes(), content)
            self.assertEqual(len(rows), len(list((self.result / "tiles" / style).rglob("*.png"))))
            base.close()
            described = json.loads((self.result / "tiles" / f"{style}.json").read_text())
            self.assertEqual((described["minzoom"], described["maxzoom"]), (4, 5))
            self.assertIn("{z}/{x}/{y}", described["tiles"][0])

    def test_another_shape_of_inputs_never_mixes_with_the_first(self):
        other = DrawnStudy(self.folder / "other")
        other.site_layers = other.site_layers[:1]
        del other.features[6:]
        other.output.update(styles=["gap"], zoom=[5, 5])
        said = self.run_study("--overwrite", study=other)
        self.assertEqual(said.status, 0, said.err)
        mixed = tree(self.result)
        self.published(study=other, output=self.folder / "alone")
        self.assertEqual(mixed, tree(self.folder / "alone"))
        self.assertNotIn("tiles/need.json", mixed)
        self.assertFalse(any(name.startswith("tiles/gap/4") for name in mixed))
        self.assertNotIn("0301", municipalities(self.result))


if __name__ == "__main__":
    main()
