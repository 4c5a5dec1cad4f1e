# SPDX-License-Identifier: Apache-2.0
"""Coordinates that are wrong in the ways that coordinates are: each named with the key that mends it, and mended by it."""
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
from drawn_study import csv_bytes  # noqa: E402
from boundaries import moved, shapefile, utm  # noqa: E402
from program import ledger, manifest, municipalities  # noqa: E402
from suite import Case, main  # noqa: E402


def degrees(text, sides):
    """14.35 as 14°21'0.000"N: whole thousandths of a second, so that nothing is lost that matters."""
    value = float(text)
    thousandths = round(abs(value) * 3_600_000)
    side = sides[0] if value >= 0 else sides[1]
    return f"{thousandths // 3_600_000}°{thousandths // 60_000 % 60:02}'{thousandths % 60_000 / 1000:06.3f}\"{side}"


class Columns(Case):
    """The same incidents, written another way, must give the same counts."""

    def setUp(self):
        super().setUp()
        self.layer = self.study.incident_layers[0]

    def rewrite(self, write):
        """Changes longitude and latitude of every row to what `write` makes of them."""
        for row in self.study.incidents[1:]:
            row[2], row[3] = write(row[2], row[3])

    def one_column(self, write, name="ubicacion"):
        del self.layer["x"], self.layer["y"], self.layer["crs"]
        self.layer["xy"] = name
        for row in self.study.incidents:
            row[2:4] = [name if row[2] == "lon" else write(row[2], row[3])]

    def counts(self):
        self.published("--overwrite")
        self.assert_balanced()
        return {code: one["incidents"] for code, one in municipalities(self.result).items()}

    def assert_same_counts(self):
        self.assertEqual(self.counts(), {"0101": 2, "0102": 4, "0103": 30, "0201": 6, "0202": 8, "0203": 25, "0301": 0, "0302": 12, "0303": 40})
        self.assertEqual(ledger(self.result, "homicides")["located"], 127)

    def guessed(self, value):
        self.assertIn(value, [one["value"] for one in manifest(self.result)["guesses"] if one["source"] == "homicides.csv"])

    def test_swapped_columns(self):
        self.rewrite(lambda x, y: (y, x))
        self.refused(3, "E2013", "homicides.csv", says='coordinates = "swapped"')
        self.layer["coordinates"] = "swapped"
        self.assert_same_counts()

    def test_longitudes_without_their_sign(self):
        self.rewrite(lambda x, y: (x.lstrip("-"), y))
        self.refused(3, "E2026", "homicides.csv", says='coordinates = "west"')
        self.layer["coordinates"] = "west"
        self.assert_same_counts()

    def test_swapped_and_without_sign(self):
        self.rewrite(lambda x, y: (y, x.lstrip("-")))
        self.refused(3, "E2013", "homicides.csv", says='["swapped", "west"]')
        self.layer["coordinates"] = ["swapped", "west"]
        self.assert_same_counts()

    def test_a_few_rows_without_sign_are_counted_in_a_note_and_mended_by_the_word(self):
        for row in self.study.incidents[1:6]:
            row[2] = row[2].lstrip("-")
        self.published("--overwrite")
        self.assert_balanced()
        self.assertEqual(ledger(self.result, "homicides")["outside"], 5)
        self.assertTrue(any(note.startswith("5 rows") and 'coordinates = "west"' in note for note in ledger(self.result, "homicides")["notes"]))
        self.layer["coordinates"] = "west"
        self.result = self.place / "again"
        self.assert_same_counts()

    def test_degrees_minutes_and_seconds(self):
        self.rewrite(lambda x, y: (degrees(x, "EO"), degrees(y, "NS")))
        self.assert_same_counts()
        self.guessed("dms")

    def test_decimal_commas(self):
        self.rewrite(lambda x, y: (x.replace(".", ","), y.replace(".", ",")))
        self.assert_same_counts()

    def test_pairs_in_one_column(self):
        ways = {"lat, lon": lambda x, y: f"{y}, {x}", "lon lat": lambda x, y: f"({x} {y})", "point": lambda x, y: f"POINT({x} {y})",
                "dms": lambda x, y: degrees(y, "NS") + " " + degrees(x, "EW"), "commas": lambda x, y: f"{y}; {x}".replace(".", ",")}
        for name, write in ways.items():
            with self.subTest(name):
                self.setUp()
                self.one_column(write)
                self.assert_same_counts()

    def test_a_pair_that_is_no_pair_is_rejected_with_its_column(self):
        self.one_column(lambda x, y: f"{y}, {x}")
        self.study.incidents[3][2] = "cerca del parque"
        self.left_out("homicides", [(4, "ubicacion", "E2004")])

    def test_x_and_y_beside_a_pair_contradict_each_other(self):
        self.layer["xy"] = "lon"
        self.refused(3, "E7007", "study.toml", column="incidents[0].xy")

    def test_words_that_are_not_known_and_words_that_contradict_each_other(self):
        self.layer["coordinates"] = "swaped"
        self.refused(3, "E7006", "study.toml", column="incidents[0].coordinates", says="swapped")
        self.layer["coordinates"] = ["lat_lon", "lon_lat"]
        self.refused(3, "E7007", "study.toml", column="incidents[0].coordinates")

    def test_metres_without_a_system_in_columns(self):
        del self.layer["crs"]
        self.rewrite(lambda x, y: tuple(f"{value:.3f}" for value in utm(float(x), float(y), 16)))
        self.refused(3, "E4001", "homicides.csv", says='crs = "EPSG:32616"')
        self.layer["crs"] = "EPSG:32616"
        self.assert_same_counts()

    def test_the_wrong_zone_in_columns(self):
        self.rewrite(lambda x, y: tuple(f"{value:.3f}" for value in utm(float(x), float(y), 16)))
        for wrong in ("EPSG:32615", "EPSG:32617", "EPSG:5367", "EPSG:4326"):
            with self.subTest(wrong):
                self.layer["crs"] = wrong
                self.refused(3, "E4003", "homicides.csv", says="EPSG:32616")

    def test_rows_at_the_centre_of_the_country(self):
        for i in range(4):
            self.study.incidents.append([f"C-{i}", "2013-03-04", "-86.5", "15.0", 1])
        self.refused(3, "E2025", "homicides.csv", says='centre_points = "reject"')
        self.layer["centre_points"] = "keep"
        self.published("--overwrite")
        self.assertEqual(ledger(self.result, "homicides")["outside"], 4)
        self.layer["centre_points"] = "reject"
        self.result = self.place / "again"
        self.left_out("homicides", [(row, "lon", "E2025") for row in range(129, 133)])


class Geometries(Case):
    def test_boundaries_in_the_axis_order_of_epsg_4326(self):
        """GeoJSON as a WFS server writes it when it is asked for urn:ogc:def:crs:EPSG::4326."""
        self.study.boundaries["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4326"}}
        for one in self.study.features:
            one["geometry"] = moved(one["geometry"], lambda x, y: (y, x))
        self.refused(3, "E2013", "municipalities.geojson", says='coordinates = "swapped"')
        self.study.municipalities[0]["coordinates"] = "swapped"
        self.published("--overwrite")
        self.assertEqual(municipalities(self.result)["0303"]["incidents"], 40)

    def test_boundaries_of_the_wrong_zone_are_answered_with_the_right_one(self):
        for one in self.study.features:
            one["geometry"] = moved(one["geometry"], lambda x, y: utm(x, y, 16))
        for name, content in shapefile(self.study.features).items():
            self.study.files[f"m.{name}"] = content
        self.study.municipalities[0]["source"] = "m.shp"
        self.refused(3, "E4001", "m.shp", says='crs = "EPSG:32616"')
        for wrong in ("EPSG:32615", "EPSG:32617"):
            self.study.municipalities[0]["crs"] = wrong
            self.refused(3, "E4003", "m.shp", says="EPSG:32616")

    def nicaragua(self):
        """The nine squares spread over Nicaragua, in the grid of its middle: with a neighbour's grid some of them still lie in the country."""
        for one in self.study.features:
            one["properties"]["country"] = "NIC"
            one["geometry"] = moved(one["geometry"], lambda x, y: utm(-87.5 + (x + 87.3) * 13, 10.8 + (y - 14.3) * 14, 16))
        for name, content in shapefile(self.study.features).items():
            self.study.files[f"m.{name}"] = content
        self.study.municipalities[0]["source"] = "m.shp"
        self.study.incident_layers, self.study.site_layers, self.study.population = [], [], []
        self.study.at_risk = {"list": "list.csv"}
        self.study.files["list.csv"] = b"code\n0101\n"

    def test_a_neighbours_grid_that_leaves_most_of_a_country_in_its_place_is_refused_and_can_be_insisted_on(self):
        self.nicaragua()
        self.study.municipalities[0]["crs"] = "EPSG:5367"
        self.refused(3, "E4003", "m.shp", says='crs = "EPSG:32616"')
        self.study.municipalities[0]["coordinates"] = "as_written"
        self.published("--overwrite")
        self.study.municipalities[0].update(crs="EPSG:32616")
        del self.study.municipalities[0]["coordinates"]
        self.published("--overwrite")

    def test_places_in_the_right_grid_of_which_many_lie_across_the_border_are_read(self):
        rows = [["id", "date", "x", "y", "victims"]]
        for k, row in enumerate(self.study.incidents[1:]):
            x, y = utm(float(row[2]), float(row[3]) + (3.0 if k % 3 == 0 else 0.0), 16)
            rows.append([row[0], row[1], f"{x:.3f}", f"{y:.3f}", row[4]])
        self.study.files["homicides.csv"] = csv_bytes(rows)
        self.study.incident_layers[0].update(x="x", y="y", crs="EPSG:32616")
        self.published()
        book = ledger(self.result, "homicides")
        self.assertEqual((book["located"], book["outside"]), (84, 43))

    def test_swapped_points_and_polygons_of_sites(self):
        features = []
        for row in self.study.sites["judicial"][1:]:
            x, y = float(row[3]), float(row[4])
            features.append({"type": "Feature", "properties": {"id": row[0]}, "geometry": {"type": "Point", "coordinates": [y, x]}})
            ring = [[y, x + .02], [y, x + .03], [y + .01, x + .03], [y, x + .02]]
            features.append({"type": "Feature", "properties": {"id": row[0] + "P"}, "geometry": {"type": "Polygon", "coordinates": [ring]}})
        self.study.files["courts.geojson"] = json.dumps({"type": "FeatureCollection", "features": features}).encode()
        self.study.site_layers[1] = {"name": "judicial", "source": "courts.geojson", "family": "judicial", "kind": "service", "id": "id"}
        self.refused(3, "E2013", "courts.geojson", says='coordinates = "swapped"')
        self.study.site_layers[1]["coordinates"] = "swapped"
        self.published("--overwrite")
        self.assertEqual(ledger(self.result, "judicial")["located"], 2)


if __name__ == "__main__":
    main()
