# SPDX-License-Identifier: Apache-2.0
"""The classes of invalid GeoJSON that public collections hold (those of geojsonhint and of chrieke/geojson-invalid-geometry), written anew: each is refused, or leaves its feature out with
a reason, or is mended and said. What RFC 7946 allows is read without a word."""
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
from drawn_study import square  # noqa: E402
from program import ledger, municipalities, rejects  # noqa: E402
from suite import Case, main  # noqa: E402

RING = square("0202")["coordinates"][0]
HOLE = [[-87.17, 14.43], [-87.17, 14.47], [-87.13, 14.47], [-87.13, 14.43], [-87.17, 14.43]]
FEATURE = 5  # number of 0202 in the file

# Geometries of one municipality that are no polygon by RFC 7946, section 3.1: (what, geometry).
INVALID = [
    ("a geometry that is a list", [1, 2]), ("a geometry that is text", "POLYGON((0 0,1 1,1 0,0 0))"), ("a geometry that is a number", 7), ("a geometry that is true", True),
    ("an empty object", {}), ("no type", {"coordinates": [RING]}), ("a type that is null", {"type": None, "coordinates": [RING]}), ("a type that is a number", {"type": 3, "coordinates": [RING]}),
    ("a type that does not exist", {"type": "Circle", "coordinates": [-87.15, 14.45], "radius": 4}),
    ("a type of another level", {"type": "FeatureCollection", "features": []}), ("a feature for a geometry", {"type": "Feature", "properties": {}, "geometry": square("0202")}),
    ("no coordinates", {"type": "Polygon"}), ("coordinates that are null", {"type": "Polygon", "coordinates": None}),
    ("coordinates that are text", {"type": "Polygon", "coordinates": "x"}), ("coordinates that are an object", {"type": "Polygon", "coordinates": {"a": RING}}),
    ("no ring", {"type": "Polygon", "coordinates": []}), ("an empty ring", {"type": "Polygon", "coordinates": [[]]}), ("a ring that is null", {"type": "Polygon", "coordinates": [None]}),
    ("one bracket too few", {"type": "Polygon", "coordinates": RING}), ("one bracket too many", {"type": "Polygon", "coordinates": [[RING]]}),
    ("positions of one number", {"type": "Polygon", "coordinates": [[[x] for x, _ in RING]]}), ("positions of text", {"type": "Polygon", "coordinates": [[[str(x), str(y)] for x, y in RING]]}),
    ("a position that is null", {"type": "Polygon", "coordinates": [RING[:2] + [None] + RING[2:]]}), ("a number that is null", {"type": "Polygon", "coordinates": [RING[:2] + [[None, 14.5]] + RING[2:]]}),
    ("a position that is empty", {"type": "Polygon", "coordinates": [RING[:2] + [[]] + RING[2:]]}), ("a number that is true", {"type": "Polygon", "coordinates": [RING[:2] + [[True, 14.5]] + RING[2:]]}),
    ("a ring of two positions", {"type": "Polygon", "coordinates": [RING[:2]]}), ("a ring of three positions", {"type": "Polygon", "coordinates": [RING[:2] + RING[:1]]}),
    ("a multipolygon with a polygon's brackets", {"type": "MultiPolygon", "coordinates": [RING]}), ("a multipolygon of nothing", {"type": "MultiPolygon", "coordinates": []}),
    ("a line", {"type": "LineString", "coordinates": RING}), ("a line of one position", {"type": "LineString", "coordinates": RING[:1]}), ("a point", {"type": "Point", "coordinates": [-87.15, 14.45]}),
    ("a collection without geometries", {"type": "GeometryCollection"}), ("a collection of null", {"type": "GeometryCollection", "geometries": None}),
    ("a collection of a number", {"type": "GeometryCollection", "geometries": [3]}), ("a collection with coordinates", {"type": "GeometryCollection", "coordinates": [RING]}),
    ("all positions the same", {"type": "Polygon", "coordinates": [[RING[0]] * 5]}), ("a ring that goes there and back", {"type": "Polygon", "coordinates": [[RING[0], RING[1], RING[0], RING[1], RING[0]]]}),
]

# Polygons that are damaged and can be mended in one way: what is drawn is said to be mended.
MENDED = [
    ("a ring that crosses itself", {"type": "Polygon", "coordinates": [[RING[0], RING[2], RING[1], RING[3], RING[0]]]}),
    ("a ring that touches itself along a line", {"type": "Polygon", "coordinates": [RING[:3] + [[-87.1, 14.55], RING[2]] + RING[3:]]}),
    ("a hole outside", {"type": "Polygon", "coordinates": [RING, [[x + 1, y] for x, y in HOLE]]}),
    ("a hole that crosses the border", {"type": "Polygon", "coordinates": [RING, [[x + .05, y] for x, y in HOLE]]}),
    ("two holes one over the other", {"type": "Polygon", "coordinates": [RING, HOLE, [[x + .01, y] for x, y in HOLE]]}),
    ("a hole as large as its polygon", {"type": "Polygon", "coordinates": [RING, list(reversed(RING))]}),
    ("two polygons one over the other", {"type": "MultiPolygon", "coordinates": [[RING], [[[x + .02, y] for x, y in RING]]]}),
    ("a ring that is not closed", {"type": "Polygon", "coordinates": [RING[:-1]]}),
]

# What RFC 7946 allows, or says that readers should bear with (3.1.6: the direction of rings).
VALID = [
    ("a polygon", {"type": "Polygon", "coordinates": [RING]}), ("the other direction", {"type": "Polygon", "coordinates": [list(reversed(RING))]}), ("a hole", {"type": "Polygon", "coordinates": [RING, HOLE]}),
    ("heights", {"type": "Polygon", "coordinates": [[p + [12.5] for p in RING]]}), ("four numbers a position", {"type": "Polygon", "coordinates": [[p + [12.5, 3] for p in RING]]}),
    ("a position twice in a row", {"type": "Polygon", "coordinates": [RING[:2] + RING[1:]]}), ("a multipolygon of one", {"type": "MultiPolygon", "coordinates": [[RING]]}),
    ("a box beside the coordinates", {"type": "Polygon", "bbox": [-87.2, 14.4, -87.1, 14.5], "coordinates": [RING]}), ("members of others", {"type": "Polygon", "coordinates": [RING], "x": {"type": "Point"}}),
    ("a collection of one polygon", {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "coordinates": [RING]}]}),
]


class Geometries(Case):
    def tried(self, geometry):
        self.setUp()
        self.study.features[FEATURE - 1]["geometry"] = geometry
        return self.run_study()

    def said_of(self, said):
        """What of the feature is said where the run goes on: its code among the rows left out, and whether a note speaks of a repair of its row."""
        self.assert_balanced()
        left = [one["code"] for one in rejects(self.result, "municipalities") if int(one["row"]) == FEATURE]
        mended = any(f"row {FEATURE}" in note for note in ledger(self.result, "municipalities")["notes"])
        return left, mended

    def test_what_is_no_polygon_is_left_out_or_stops_the_run(self):
        for what, geometry in INVALID:
            with self.subTest(what):
                said = self.tried(geometry)
                if said.status == 3:
                    self.assert_message(said.err, "E1004" if "E1004" in said.err else "E1005", "municipalities.geojson")
                    continue
                self.assertEqual(said.status, 0, said.err)
                left, _ = self.said_of(said)
                self.assertEqual(len(left), 1, f"accepted in silence: {said.err}")
                self.assertNotIn("0202", municipalities(self.result))

    def test_what_can_be_mended_is_said(self):
        for what, geometry in MENDED:
            with self.subTest(what):
                said = self.tried(geometry)
                self.assertEqual(said.status, 0, said.err)
                left, mended = self.said_of(said)
                self.assertTrue(left or mended, f"accepted in silence: {ledger(self.result, 'municipalities')['notes']}")
                self.assertEqual("0202" in municipalities(self.result), not left)

    def test_what_is_allowed_is_read_without_a_word(self):
        for what, geometry in VALID:
            with self.subTest(what):
                said = self.tried(geometry)
                self.assertEqual(said.status, 0, said.err)
                self.assertEqual(self.said_of(said), ([], False))
                self.assertIn("0202", municipalities(self.result))


class Documents(Case):
    """The collection around the features, tried as a layer of boundaries."""

    def tried(self, document):
        self.setUp()
        self.study.files["municipalities.geojson"] = json.dumps(document).encode()
        return self.run_study()

    def test_a_collection_that_is_none_stops_the_run(self):
        features = self.study.features
        for what, document in (("no type", {"features": features}), ("features that are null", {"type": "FeatureCollection", "features": None}),
                               ("features that are an object", {"type": "FeatureCollection", "features": {"0": features[0]}}), ("features that are text", {"type": "FeatureCollection", "features": "x"}),
                               ("no features", {"type": "FeatureCollection"}), ("features under another name", {"type": "FeatureCollection", "rasgos": features}),
                               ("geometries of a collection of features", {"type": "FeatureCollection", "geometries": [one["geometry"] for one in features]}), ("an empty object", {}), ("a type that does not exist", {"type": "Map", "features": features})):
            with self.subTest(what):
                said = self.tried(document)
                self.assertEqual(said.status, 3, f"accepted in silence: {said.out}")
                self.assert_message(said.err, "E1005", "municipalities.geojson")

    def test_elements_that_are_no_features_are_left_out_or_stop_the_run(self):
        """None of them vanishes: nine rows are read, and the tenth is said."""
        good = self.study.features
        for what, element in (("null", None), ("a number", 3), ("text", "Feature"), ("a list", [1]), ("an empty object", {}), ("a bare geometry", square("0202")), ("a feature without geometry", {"type": "Feature", "properties": {"code": "9"}}),
                              ("a feature without properties", {"type": "Feature", "geometry": square("0202")}), ("properties that are a list", {"type": "Feature", "properties": [1], "geometry": square("0202")}),
                              ("properties that are text", {"type": "Feature", "properties": "x", "geometry": square("0202")}), ("a feature of no type", {"properties": {"code": "9"}, "geometry": square("0202")}),
                              ("a feature of another type", {"type": "Point", "properties": {"code": "9"}, "geometry": square("0202")}), ("a collection in a collection", {"type": "FeatureCollection", "features": []})):
            with self.subTest(what):
                said = self.tried({"type": "FeatureCollection", "features": good + [element]})
                if said.status == 3:
                    self.assertRegex(said.err, r"municipalities\.geojson")
                    continue
                self.assertEqual(said.status, 0, said.err)
                self.assert_balanced()
                book = ledger(self.result, "municipalities")
                self.assertEqual((book["read"], book["located"], book["read"] - book["located"]), (10, 9, 1), said.err)
                self.assertEqual([int(one["row"]) for one in rejects(self.result, "municipalities")], [10])

    def test_names_in_other_letters_are_read_as_what_they_mean(self):
        """RFC 7946 writes them in one way. Nothing else can be meant, so nothing is refused; and nothing is lost."""
        features = self.study.features
        for what, document in (("a type in small letters", {"type": "featurecollection", "features": features}), ("a name in capitals", {"TYPE": "FeatureCollection", "Features": features}),
                               ("geometries", {"type": "FeatureCollection", "features": [{**one, "geometry": {"Type": "polygon", "Coordinates": one["geometry"]["coordinates"]}} for one in features]})):
            with self.subTest(what):
                said = self.tried(document)
                self.assertEqual(said.status, 0, said.err)
                self.assertEqual(ledger(self.result, "municipalities")["located"], 9)

    def test_features_said_twice_are_not_half_read(self):
        """One name twice in an object: parsers keep the first or the last and lose the other."""
        nine, one = json.dumps(self.study.features[:8]), json.dumps(self.study.features[8:])
        for first, second in (("features", "features"), ("features", "FEATURES")):
            for lists in ((nine, one), (one, nine)):
                with self.subTest(first + second):
                    self.setUp()
                    self.study.files["municipalities.geojson"] = f'{{"type": "FeatureCollection", "{first}": {lists[0]}, "{second}": {lists[1]}}}'.encode()
                    said = self.run_study()
                    self.assertEqual(said.status, 3, f"half a file was read: {said.out}")
                    self.assert_message(said.err, "E1004", "municipalities.geojson")

    def test_what_is_allowed_around_the_features_is_read(self):
        features = self.study.features
        for what, more in (("a name", {"name": "x"}), ("a box", {"bbox": [-87.3, 14.3, -87, 14.6]}), ("a wrong box", {"bbox": [0, 0, 1, 1]}), ("members of others", {"metadata": {"features": [1, 2]}}), ("the old crs of degrees", {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}})):
            with self.subTest(what):
                said = self.tried({"type": "FeatureCollection", **more, "features": features})
                self.assertEqual(said.status, 0, said.err)
                self.assertEqual(ledger(self.result, "municipalities")["located"], 9)
        for what, change in (("an id of text", {"id": "x"}), ("an id of a number", {"id": 4}), ("another member", {"style": {"color": "red"}}), ("a box", {"bbox": [-87.3, 14.3, -87, 14.6]})):
            with self.subTest(what):
                said = self.tried({"type": "FeatureCollection", "features": [{**one, **change} for one in features]})
                self.assertEqual(said.status, 0, said.err)
                self.assertEqual(ledger(self.result, "municipalities")["located"], 9)


class Points(Case):
    """Places of services: what is no position never becomes one."""

    def tried(self, geometry, text=None):
        self.setUp()
        features = [{"type": "Feature", "properties": {"id": f"P{i}"}, "geometry": {"type": "Point", "coordinates": [-87.25 + .1 * i, 14.35]}} for i in range(3)]
        features.append({"type": "Feature", "properties": {"id": "P9"}, "geometry": geometry})
        whole = json.dumps({"type": "FeatureCollection", "features": features})
        self.study.files["police.geojson"] = (whole.replace('"TEXT"', text) if text else whole).encode()
        self.study.site_layers[0] = {"name": "law_enforcement", "source": "police.geojson", "family": "law_enforcement", "kind": "service"}
        return self.run_study()

    def test_what_is_no_position_rejects_its_row_or_stops_the_run(self):
        point = lambda coordinates: {"type": "Point", "coordinates": coordinates}  # noqa: E731
        cases = [(json.dumps(one), point(one), None) for one in (None, "x", {}, [], [1], ["-87.25", "14.35"], [None, None], [-87.25, "14.35"], [[-87.25, 14.35]], [True, False], {"x": 1, "y": 2}, [-87.25, None])]
        cases += [(f"number {text}", point(["TEXT", 14.35]), text) for text in ("1e999", "-1e999", "NaN", "Infinity", "-87,25", "0x57", "-087.25", "- 87")]
        cases += [("null", None, None), ("no coordinates", {"type": "Point"}, None), ("a multipoint with a point's brackets", {"type": "MultiPoint", "coordinates": [-87.25, 14.35]}, None),
                  ("a multipoint of two", {"type": "MultiPoint", "coordinates": [[-87.25, 14.35], [-87.15, 14.35]]}, None)]
        for what, geometry, text in cases:
            with self.subTest(what):
                said = self.tried(geometry, text)
                if said.status == 3:
                    self.assertRegex(said.err, r"E1004|E1005")
                    continue
                self.assertEqual(said.status, 0, said.err)
                book = ledger(self.result, "law_enforcement")
                self.assertEqual((book["read"], book["located"]), (4, 3), said.err)
                self.assertEqual([int(one["row"]) for one in rejects(self.result, "law_enforcement")], [4])

    def test_what_is_a_position_is_one(self):
        for geometry in ({"type": "Point", "coordinates": [-87.25, 14.35, 900]}, {"type": "Point", "coordinates": [-8725e-2, 1435e-2]}, {"type": "MultiPoint", "coordinates": [[-87.25, 14.35]]}):
            with self.subTest(json.dumps(geometry)):
                said = self.tried(geometry)
                self.assertEqual(said.status, 0, said.err)
                self.assertEqual(ledger(self.result, "law_enforcement")["located"], 4)


if __name__ == "__main__":
    main()
