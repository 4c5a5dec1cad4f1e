# SPDX-License-Identifier: Apache-2.0
"""Municipalities that are wrong: their reference system, their identity, their geometry, their people."""
import copy
import json
import math
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
from drawn_study import CODES, municipality, square  # noqa: E402
from program import ledger, municipalities  # noqa: E402
from suite import Case, main  # noqa: E402


def moved(geometry, move):
    return {"type": geometry["type"], "coordinates": [[list(move(*point)) for point in ring] for ring in geometry["coordinates"]]}


def utm(lon, lat, zone):
    """Transverse Mercator in the series of Snyder (1987), good to a metre near its meridian."""
    a, e2, k0 = 6378137.0, 0.00669437999014, 0.9996
    phi, lam = math.radians(lat), math.radians(lon + 183 - 6 * zone)
    n = a / math.sqrt(1 - e2 * math.sin(phi) ** 2)
    t, c, big = math.tan(phi) ** 2, e2 / (1 - e2) * math.cos(phi) ** 2, lam * math.cos(phi)
    m = a * ((1 - e2 / 4 - 3 * e2**2 / 64) * phi - (3 * e2 / 8 + 3 * e2**2 / 32) * math.sin(2 * phi) + 15 * e2**2 / 256 * math.sin(4 * phi))
    return (500000 + k0 * n * (big + (1 - t + c) * big**3 / 6), k0 * (m + n * math.tan(phi) * (big**2 / 2 + (5 - t + 9 * c) * big**4 / 24)))


class Case9(Case):
    """Features of the drawn study by code."""

    def feature(self, code):
        return next(one for one in self.study.features if one["properties"]["code"] == code)

    def row(self, code):
        return self.study.features.index(self.feature(code)) + 1


class ReferenceSystems(Case9):
    def move_all(self, move):
        for one in self.study.features:
            one["geometry"] = moved(one["geometry"], move)

    def without_crs(self, move=lambda x, y: (x, y)):
        """The boundaries as a Shapefile without .prj, the commonest way to lose a reference system."""
        self.move_all(move)
        for name, content in shapefile(self.study.features).items():
            self.study.files[f"m.{name}"] = content
        self.study.municipalities[0]["source"] = "m.shp"

    def test_no_reference_system(self):
        self.without_crs()
        self.refused(3, "E4001", "m.shp", says='crs = "EPSG:4326"')

    def test_no_reference_system_and_numbers_in_metres(self):
        self.without_crs(lambda x, y: utm(x, y, 16))
        self.refused(3, "E4001", "m.shp", says='crs = "EPSG:32616"')

    def test_a_reference_system_named_in_the_study_settles_it(self):
        self.without_crs(lambda x, y: utm(x, y, 16))
        self.study.municipalities[0]["crs"] = "EPSG:32616"
        self.published()
        self.assertEqual(municipalities(self.result)["0303"]["incidents"], 40)

    def test_swapped_latitude_and_longitude_in_boundaries(self):
        self.move_all(lambda x, y: (y, x))
        self.refused(3, "E2013", "municipalities.geojson")

    def test_swapped_latitude_and_longitude_that_are_impossible(self):
        self.move_all(lambda x, y: (y, x - 20))
        self.refused(3, "E2013", "municipalities.geojson")

    def test_the_wrong_utm_zone(self):
        self.without_crs(lambda x, y: utm(x, y, 16))
        for crs in ("EPSG:32615", "EPSG:32618", "EPSG:32716"):
            with self.subTest(crs):
                self.study.municipalities[0]["crs"] = crs
                self.refused(3, "E4003", "m.shp", says="UTM")

    def test_a_reference_system_that_does_not_exist(self):
        for crs in ("EPSG:99999", "UTM 16", "EPSG:", "/etc/passwd", "+proj=pipeline +step +proj=nonsense"):
            with self.subTest(crs):
                self.study.municipalities[0]["crs"] = crs
                self.refused(3, "E4002")

    def test_degrees_said_to_be_metres_and_metres_said_to_be_degrees(self):
        self.study.municipalities[0]["crs"] = "EPSG:32616"
        self.refused(3, "E4003", "municipalities.geojson")
        self.setUp()
        self.move_all(lambda x, y: utm(x, y, 16))
        self.refused(3, "E4003", "municipalities.geojson")

    def test_incidents_and_sites_with_swapped_columns(self):
        self.study.incident_layers[0].update(x="lat", y="lon")
        self.refused(3, "E2013", "homicides.csv")
        self.setUp()
        self.study.site_layers[0].update(x="lat", y="lon")
        self.refused(3, "E2013", "police.csv")

    def test_settlements_with_swapped_columns(self):
        self.study.population[0].update(x="lat", y="lon")
        self.refused(3, "E2013", "settlements.csv")


class Identity(Case9):
    def test_a_municipality_twice_with_the_same_geometry_is_a_duplicate_row(self):
        self.study.features.append(copy.deepcopy(self.feature("0202")))
        self.left_out("municipalities", [(10, "geometry", "E2024")])
        self.assertEqual(municipalities(self.result)["0202"]["population"], 14000)

    def test_a_municipality_twice_with_another_geometry_is_united_and_its_people_counted_once(self):
        self.study.features.append(municipality("0202", population=14000))
        self.study.features[-1]["geometry"] = moved(square("0202"), lambda x, y: (x + 0.5, y))
        self.published()
        self.assertEqual(municipalities(self.result)["0202"]["population"], 14000)
        self.assertEqual(municipalities(self.result)["0202"]["incidents"], 8)
        self.assertTrue(any("0202" in note for note in ledger(self.result, "municipalities")["notes"]))

    def test_a_municipality_twice_with_two_populations(self):
        self.study.features.append(municipality("0202", population=15000))
        self.study.features[-1]["geometry"] = moved(square("0202"), lambda x, y: (x + 0.5, y))
        self.refused(3, "E3003", "municipalities.geojson", row=10, says="15000")

    def test_one_code_with_two_names_stops_with_a_list(self):
        self.feature("0303")["properties"].update(code="0302")
        said = self.refused(3, "E3004", "municipalities.geojson", row=8, says="Villa 0303")
        self.assertIn("Villa 0302", said.err)
        self.assertIn("merge_parts", said.err)

    def test_one_code_with_two_names_is_one_municipality_where_the_study_says_so(self):
        self.feature("0303")["properties"].update(code="0302", population=None)
        self.study.municipalities[0]["merge_parts"] = True
        self.published()
        self.assertEqual(municipalities(self.result)["0302"]["incidents"], 52)

    def test_names_that_differ_in_case_and_accents_alone_are_one_name(self):
        self.study.features.append(municipality("0202", name="VÍLLA 0202", population=14000))
        self.study.features[-1]["geometry"] = moved(square("0202"), lambda x, y: (x + 0.5, y))
        self.published()

    def test_a_municipality_without_a_code_is_left_out(self):
        for empty in ("", None, "  "):
            with self.subTest(empty):
                self.setUp()
                self.feature("0103")["properties"]["code"] = empty
                self.left_out("municipalities", [(3, "code", "E3005")])

    def test_a_source_without_a_code_column(self):
        for one in self.study.features:
            one["properties"]["zzz"] = one["properties"].pop("code")
        self.refused(3, "E2021", "study.toml", column="code", row=self.study.line_of("[[municipalities]]"))

    def test_no_municipality_at_all_is_nothing_to_study(self):
        self.study.features.clear()
        self.refused(4, "E3006", "municipalities.geojson")

    def test_a_filter_that_leaves_none(self):
        self.study.municipalities[0]["where"] = {"field": "name", "in": ["Atlantis"]}
        self.refused(4, "E3006", "municipalities.geojson", says="9 filtered")


class Geometry(Case9):
    def test_a_null_geometry_and_an_empty_one_are_left_out_and_counted(self):
        empty = [None, {"type": "Polygon", "coordinates": []}, {"type": "MultiPolygon", "coordinates": []},
                 {"type": "GeometryCollection", "geometries": []}]
        for geometry in empty:
            with self.subTest(geometry):
                self.setUp()
                self.feature("0201")["geometry"] = geometry
                self.left_out("municipalities", [(4, "geometry", "E2020")])
                self.assertNotIn("0201", municipalities(self.result))

    def test_points_and_lines_are_no_municipalities(self):
        self.feature("0201")["geometry"] = {"type": "Point", "coordinates": [-87.25, 14.45]}
        self.feature("0202")["geometry"] = {"type": "LineString", "coordinates": [[-87.25, 14.45], [-87.2, 14.4]]}
        self.left_out("municipalities", [(4, "geometry", "E3001"), (5, "geometry", "E3001")])

    def test_a_self_crossing_polygon_is_repaired_and_said(self):
        x, y = square("0202")["coordinates"][0][0]
        self.feature("0202")["geometry"]["coordinates"] = [[[x, y], [x + .1, y + .1], [x + .1, y], [x, y + .1], [x, y]]]
        self.published()
        self.assert_balanced()
        notes = [note for note in ledger(self.result, "municipalities")["notes"] if "repaired" in note]
        self.assertEqual(len(notes), 1)
        self.assertRegex(notes[0], r"row 5 .*0202.*Self-intersection.*km2")

    def test_rings_that_are_too_short_or_flat_are_left_out(self):
        x, y = square("0202")["coordinates"][0][0]
        for ring in ([[x, y], [x, y], [x, y], [x, y]], [[x, y], [x + .1, y], [x + .2, y], [x, y]], [[x, y], [x + .1, y + .1]], [[x, y]]):
            with self.subTest(ring):
                self.setUp()
                self.feature("0202")["geometry"]["coordinates"] = [ring]
                self.published()
                self.assert_balanced()
                self.assertEqual(ledger(self.result, "municipalities")["rejected"], 1)
                self.assertNotIn("0202", municipalities(self.result))

    def test_a_ring_that_does_not_close_is_closed_or_left_out(self):
        self.feature("0202")["geometry"]["coordinates"][0].pop()
        self.published()
        self.assert_balanced()

    def test_coordinates_that_are_no_numbers_stop_or_are_left_out(self):
        for bad in ('"x"', "null", "[1,2]", "{}", "true"):
            with self.subTest(bad):
                self.setUp()
                text = json.dumps(self.study.boundaries)
                first = json.dumps(square("0202")["coordinates"][0][0])
                self.study.files["municipalities.geojson"] = text.replace(first, f"[{bad}, 14.4]", 1).encode()
                said = self.run_study()
                self.assertIn(said.status, (0, 3), said.err)
                if said.status == 0:
                    self.assert_balanced()
                    self.assertGreaterEqual(ledger(self.result, "municipalities")["rejected"], 1)

    def test_coordinates_beyond_any_number_are_never_drawn(self):
        for bad in ("1e999", "-1e999", "NaN", "Infinity"):
            with self.subTest(bad):
                self.setUp()
                text = json.dumps(self.study.boundaries)
                ring = square("0202")["coordinates"][0]
                spoilt = json.dumps(ring).replace(json.dumps(ring[1]), f"[{bad}, 14.4]")
                self.assertIn(json.dumps(ring), text)
                self.study.files["municipalities.geojson"] = text.replace(json.dumps(ring), spoilt).encode()
                said = self.run_study()
                self.assertIn(said.status, (0, 3), said.err)
                if said.status == 0:
                    self.assert_balanced()
                    self.assertEqual(ledger(self.result, "municipalities")["rejected"], 1)
                    self.assertNotIn("0202", municipalities(self.result))
                else:
                    self.assert_message(said.err, "E1004", "municipalities.geojson", row=1)

    def test_overlaps_and_holes_are_measured_and_said(self):
        self.feature("0202")["geometry"] = moved(square("0202"), lambda x, y: (x - 0.02, y))
        self.published()
        notes = " ".join(ledger(self.result, "municipalities")["notes"])
        self.assertIn("overlap", notes)
        self.assertIn("hole", notes)


class People(Case9):
    def test_a_missing_and_a_zero_population_give_no_rate_and_never_zero(self):
        for nobody in (None, 0, ""):
            with self.subTest(nobody):
                self.setUp()
                self.study.population = []
                self.feature("0103")["properties"]["population"] = nobody
                self.published()
                found = municipalities(self.result)["0103"]
                for key in ("rate", "rate_low", "rate_high", "rate_eb", "at_risk"):
                    self.assertIsNone(found[key], key)
                self.assertEqual(found["incidents"], 30)

    def test_populations_that_are_no_numbers_are_unknown_and_noted(self):
        self.study.population = []
        for bad in ("many", "NaN", "1e999", "-5", "1.234.567", "inf"):
            with self.subTest(bad):
                self.setUp()
                self.study.population = []
                for one in self.study.features:
                    one["properties"]["population"] = str(one["properties"]["population"])
                self.feature("0103")["properties"]["population"] = bad
                self.published()
                self.assert_balanced()
                self.assertIsNone(municipalities(self.result)["0103"]["population"])
                self.assertIsNone(municipalities(self.result)["0103"]["rate"])
                self.assertTrue(any("population" in note for note in ledger(self.result, "municipalities")["notes"]))

    def test_a_rule_on_rates_with_too_few_denominators_names_the_way_out(self):
        self.study.population = []
        for code in CODES[:3]:
            self.feature(code)["properties"]["population"] = None
        self.refused(3, "E7009", says='measure = "count"')

    def test_no_population_anywhere(self):
        self.study.population = []
        for one in self.study.features:
            del one["properties"]["population"]
        self.refused(3, "E7009", says='measure = "count"')
        self.setUp()
        self.study.population = []
        for one in self.study.features:
            del one["properties"]["population"]
        self.study.at_risk["measure"] = "count"
        self.published()

    def test_dates_of_validity_that_do_not_exist(self):
        for one in self.study.features:
            one["properties"]["valid_from"] = "2001-01-01"
        self.feature("0103")["properties"]["valid_from"] = "2001-02-30"
        self.study.municipalities[0]["valid_from"] = "valid_from"
        self.left_out("municipalities", [(3, "valid_from", "E2008")])


def shapefile(features):
    """The bytes of .shp, .shx and .dbf of single rings with their properties as text; no .prj."""
    import struct
    records, offsets, at = b"", b"", 50
    for i, one in enumerate(features, 1):
        ring = one["geometry"]["coordinates"][0][::-1]  # clockwise outside
        xs, ys = [p[0] for p in ring], [p[1] for p in ring]
        body = struct.pack("<i4d3i", 5, min(xs), min(ys), max(xs), max(ys), 1, len(ring), 0) + b"".join(struct.pack("<2d", *p) for p in ring)
        records += struct.pack(">2i", i, len(body) // 2) + body
        offsets += struct.pack(">2i", at, len(body) // 2)
        at += 4 + len(body) // 2
    box = [f(p[k] for one in features for p in one["geometry"]["coordinates"][0]) for f in (min, max) for k in (0, 1)]

    def header(words):
        return struct.pack(">7i", 9994, 0, 0, 0, 0, 0, words) + struct.pack("<2i", 1000, 5) + struct.pack("<8d", *box, 0, 0, 0, 0)

    names = ["country", "code", "name", "department", "population"]
    width = 24
    dbf = struct.pack("<4BIHH20x", 3, 113, 1, 1, len(features), 33 + 32 * len(names), 1 + width * len(names))
    for name in names:
        dbf += name.encode().ljust(11, b"\0") + b"C" + b"\0" * 4 + bytes([width, 0]) + b"\0" * 14
    dbf += b"\r"
    for one in features:
        dbf += b" " + b"".join(str(one["properties"][name]).encode().ljust(width) for name in names)
    return {"shp": header(50 + len(records) // 2) + records, "shx": header(50 + len(offsets) // 2) + offsets, "dbf": dbf + b"\x1a"}


if __name__ == "__main__":
    main()
