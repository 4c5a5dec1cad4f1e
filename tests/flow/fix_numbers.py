# SPDX-License-Identifier: Apache-2.0
"""check --fix: numbers as offices write them, in every role that holds one and every sort of table, come out with a point and mean what they meant."""
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
from drawn_study import CODES, COUNTS, corner, inside  # noqa: E402
from fixed import FixedCase  # noqa: E402
from program import ledger, municipalities, rejects, table  # noqa: E402
from sheets import ods, xlsx  # noqa: E402
from suite import main  # noqa: E402

COMMA = (",", ".")
STYLES = {"comma and point": COMMA, "comma and blank": (",", " "), "comma and narrow blank": (",", "\u202f"), "comma and apostrophe": (",", "'"), "point and comma": (".", ","), "point and blank": (".", "\u00a0")}


def written(number, style=COMMA, decimals=None):
    """1234.5 -> "1.234,5"."""
    text = f"{number:,}" if decimals is None else f"{number:,.{decimals}f}"
    return text.replace(",", "\0").replace(".", style[0]).replace("\0", style[1])


def semicolons(rows, encoding="cp1252"):
    return ("\n".join(";".join("" if cell is None else str(cell) for cell in row) for row in rows) + "\n").encode(encoding)


def count_rows(style):
    """Incidents of every municipality by thousands, so that a count of 2.000 read as 2 could not be missed."""
    return [["cod_municipio", "fecha", "casos"]] + [[code, f"{13 + i}/{1 + i:02}/2013", written(1000 * COUNTS[code] + 7, style)] for i, code in enumerate(CODES)]


def people_rows(style):
    return [["código", "población"]] + [[code, written(10_000 + 1234 * i, style)] for i, code in enumerate(CODES)]


class Numbers(FixedCase):
    def setUp(self):
        super().setUp()
        self.study.folder.mkdir(parents=True)
        for feature in self.study.features:
            del feature["properties"]["population"]
        self.study.municipalities = [{"source": "municipalities.geojson", "population": {"source": "gente.csv"}}]
        self.study.files["gente.csv"] = semicolons(people_rows(COMMA))

    def counts(self, source, **more):
        self.study.incident_layers = [{"name": "homicides", "source": source, "class": "0101", "complete_for": ["HND"], **more}]

    def places(self, rows, decimal=","):
        """Settlements or posts as rows whose coordinates have a decimal comma."""
        return [[cell.replace(".", decimal) if k in (1, 2) else cell for k, cell in enumerate(row)] for row in rows]

    def settle(self, style, source="aldeas.csv", decimals=None):
        rows = [["aldea", "lon", "lat", "habitantes"]]
        for k, code in enumerate(CODES):
            for i in range(12):
                rows.append([f"Aldea {code} {i}", *inside(code, .15 + .2 * (i % 4), .15 + .3 * (i // 4)), written(1000 + 100 * k + i, style, decimals)])
        self.study.population = [{"source": source}]
        return self.places(rows)

    def posts(self, style, source="postas.csv"):
        rows = [["nombre", "lon", "lat", "personal", "capacidad", "monto", "moneda"]]
        for i, code in enumerate(CODES[::2]):
            rows.append([f"Posta {i}", *inside(code, .5, .5), written(1000 + 10 * i, style), written(2000 + i, style), written(12_500.5 + i, style, 2), "USD"])
        self.study.site_layers = [{"name": "posts", "source": source, "family": "law_enforcement", "kind": "service", "complete_for": ["HND"]}]
        return self.places(rows)

    def assert_people(self, result, expected):
        self.assertEqual({code: one["population"] for code, one in municipalities(result).items()}, expected)

    def test_people_of_a_municipality_by_any_marks(self):
        """12.345 people are not 12."""
        for name, style in STYLES.items():
            with self.subTest(name):
                self.place = self.folder / name
                self.place.mkdir()
                self.fixed = self.place / "fixed"
                self.study.files["gente.csv"] = semicolons(people_rows(style), "utf-8")
                original, copy = self.assert_same()
                self.assert_people(copy, {code: 10_000 + 1234 * i for i, code in enumerate(CODES)})
                self.assert_numbers("people.csv", "población")

    def test_every_number_of_every_layer_in_every_kind_of_table(self):
        writers = {"csv": lambda path, rows: path.write_bytes(semicolons(rows)), "xlsx": lambda path, rows: xlsx(path, {"Hoja1": rows}), "ods": lambda path, rows: ods(path, {"Hoja1": rows}),
                   "utf-16": lambda path, rows: path.write_bytes("\n".join("\t".join(row) for row in rows).encode("utf-16"))}
        for kind, write in writers.items():
            with self.subTest(kind):
                self.place = self.folder / kind
                self.place.mkdir()
                self.fixed = self.place / "fixed"
                ending = "csv" if kind == "utf-16" else kind
                files = {f"casos.{ending}": count_rows(COMMA), f"gente.{ending}": people_rows(COMMA), f"aldeas.{ending}": self.settle(COMMA, f"aldeas.{ending}"), f"postas.{ending}": self.posts(COMMA, f"postas.{ending}")}
                self.study.files = {}
                for name, rows in files.items():
                    write(self.study.folder / name, rows)
                self.counts(f"casos.{ending}")
                self.study.municipalities[0]["population"] = {"source": f"gente.{ending}"}
                original, copy = self.assert_same()
                self.assert_people(copy, {code: 10_000 + 1234 * i for i, code in enumerate(CODES)})
                self.assertEqual({code: one["incidents"] for code, one in municipalities(copy).items()}, {code: 1000 * COUNTS[code] + 7 for code in CODES})
                self.assert_numbers("people.csv", "población")
                self.assert_numbers("homicides.csv", "casos")
                self.assert_numbers("population.csv", "lon", "lat", "habitantes")
                self.assert_numbers("posts.csv", "lon", "lat", "personal", "capacidad", "monto")
                self.assertEqual(self.columns("posts.csv")["monto"], [str(12_500.5 + i) for i in range(len(CODES[::2]))])

    def test_marks_that_the_study_declares(self):
        self.study.files.update({"casos.csv": semicolons(count_rows(COMMA)), "aldeas.csv": semicolons(self.settle(COMMA)), "postas.csv": semicolons(self.posts(COMMA))})
        self.counts("casos.csv", decimal=",", thousands=".")
        self.study.municipalities[0]["population"] = {"source": "gente.csv", "decimal": ",", "thousands": "."}
        for layer in (self.study.population[0], self.study.site_layers[0]):
            layer.update({"decimal": ",", "thousands": "."})
        original, copy = self.assert_same()
        self.assert_people(copy, {code: 10_000 + 1234 * i for i, code in enumerate(CODES)})
        self.assert_numbers("posts.csv", "lon", "lat", "personal", "monto")
        self.assert_numbers("homicides.csv", "casos")

    def test_weights_of_points_with_coordinates_in_commas(self):
        rows = [["expediente", "fecha", "lon", "lat", "víctimas"]]
        for row in self.study.incidents[1:]:
            rows.append([row[0], "/".join(reversed(row[1].split("-"))), row[2].replace(".", ","), row[3].replace(".", ","), written(1000 + int(row[4]))])
        self.study.files["homicides.csv"] = semicolons(rows)
        self.counts("homicides.csv", weight="víctimas")
        original, copy = self.assert_same()
        self.assertEqual({code: one["incidents"] for code, one in municipalities(copy).items()}, {code: 1001 * COUNTS[code] for code in CODES})
        self.assert_numbers("homicides.csv", "lon", "lat", "víctimas")

    def test_text_in_a_property_of_the_boundaries(self):
        """Features keep their form; numbers in their text are written anew all the same."""
        self.study.municipalities = [{"source": "municipalities.geojson", "decimal": ",", "thousands": " "}]
        for i, feature in enumerate(self.study.features):
            feature["properties"]["population"] = written(1_010_000 + 1234 * i, (",", " "))
        original, copy = self.assert_same()
        self.assert_people(copy, {code: 1_010_000 + 1234 * i for i, code in enumerate(CODES)})
        texts = [one["properties"]["population"] for one in json.loads((self.fixed / "municipalities.geojson").read_text())["features"]]
        self.assertEqual(texts, [str(1_010_000 + 1234 * i) for i in range(len(CODES))])

    def test_text_in_a_geopackage(self):
        from osgeo import ogr, osr
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(4326)
        path = self.study.folder / "aldeas.gpkg"
        source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
        layer = source.CreateLayer("aldeas", reference, ogr.wkbPoint)
        layer.CreateField(ogr.FieldDefn("habitantes", ogr.OFTString))
        for code in CODES:
            for i in range(12):
                feature = ogr.Feature(layer.GetLayerDefn())
                feature["habitantes"] = f"1'{234 + i},5"
                place = ogr.Geometry(ogr.wkbPoint)
                place.AddPoint_2D(*map(float, inside(code, .15 + .2 * (i % 4), .15 + .3 * (i // 4))))
                feature.SetGeometry(place)
                layer.CreateFeature(feature)
        source = layer = None
        self.study.population = [{"source": "aldeas.gpkg", "decimal": ",", "thousands": "'"}]
        original, copy = self.assert_same()
        self.assertEqual(ledger(copy, "population")["located"], 12 * len(CODES))
        self.assertIn(("population.gpkg", "number", "habitantes", str(12 * len(CODES))), {(one["copy"], one["change"], one["column"], one["count"]) for one in table(self.fixed / "fixes.csv")})

    def test_pairs_of_coordinates_in_one_cell(self):
        rows = [["nombre", "ubicación"]] + [[f"Posta {i}", " ; ".join(part.replace(".", ",") for part in reversed(inside(code, .5, .5)))] for i, code in enumerate(CODES)]
        self.study.files["postas.csv"] = ("\n".join("\t".join(row) for row in rows) + "\n").encode()
        self.study.site_layers = [{"name": "posts", "source": "postas.csv", "family": "law_enforcement", "kind": "service", "xy": "ubicación", "complete_for": ["HND"]}]
        original, copy = self.assert_same()
        self.assertEqual(ledger(copy, "posts")["located"], len(CODES))
        self.assertEqual(self.columns("posts.csv")["ubicación"][0], ", ".join(str(float(part)) for part in reversed(inside(CODES[0], .5, .5))))

    def test_lists_of_coordinates_in_a_cell_beside_single_ones(self):
        comma = lambda code, north: [part.replace(".", ",") for part in inside(code, .5, north)]
        rows = [["nombre", "lon", "lat"]] + [[f"Posta {i}", *comma(code, .5)] for i, code in enumerate(CODES)]
        rows.append(["Postas", *("|".join(pair) for pair in zip(comma(CODES[0], .25), comma(CODES[8], .75)))])
        self.study.files["postas.csv"] = semicolons(rows)
        self.study.site_layers = [{"name": "posts", "source": "postas.csv", "family": "law_enforcement", "kind": "service", "several_places": True, "complete_for": ["HND"]}]
        original, copy = self.assert_same()
        self.assertEqual(ledger(copy, "posts")["located"], len(CODES) + 2)
        self.assertEqual(self.columns("posts.csv")["lon"][-1].count("."), 2)

    def test_degrees_minutes_and_seconds_become_numbers(self):
        def degrees(value):
            minutes = abs(value) * 60
            return f"{int(minutes // 60)}° {int(minutes % 60)}' {minutes * 60 % 60:.3f}\""
        rows = [["nombre", "lon", "lat"]]
        for i, code in enumerate(CODES):
            x, y = map(float, inside(code, .5, .5))
            rows.append([f"Posta {i}", degrees(x) + " O", degrees(y) + " N"])
        self.study.files["postas.csv"] = semicolons(rows)
        self.study.site_layers = [{"name": "posts", "source": "postas.csv", "family": "law_enforcement", "kind": "service", "complete_for": ["HND"]}]
        original, copy = self.assert_same()
        self.assertEqual(ledger(copy, "posts")["located"], len(CODES))
        self.assert_numbers("posts.csv", "lon", "lat")
        self.assertAlmostEqual(float(self.columns("posts.csv")["lon"][0]), corner(CODES[0])[0] + .05, places=6)

    def test_a_number_that_the_layer_refuses_is_refused_in_the_copy_too(self):
        """"12.34" beside "1.234,5" is no number, and "1.234" beside none that tells could be either."""
        rows = people_rows(COMMA)
        rows[3][1] = "12.34"
        self.study.files["gente.csv"] = semicolons(rows)
        self.study.municipalities[0]["population"].update({"decimal": ",", "thousands": "."})
        self.study.files["casos.csv"] = semicolons([["cod_municipio", "fecha", "casos"]] + [[code, f"{13 + i}/01/2013", 3] for i, code in enumerate(CODES)] * 1200 + [[CODES[0], "13/01/2013", "1.234"]])
        self.counts("casos.csv")
        original, copy = self.assert_same()
        self.assertEqual([(one["column"], one["value"]) for one in rejects(original, "population_table")], [("población", "12.34")])
        self.assertEqual([one["code"] for one in rejects(original, "homicides")], ["E2034"])
        self.assertEqual([(one["column"], one["value"]) for one in rejects(copy, "population_table")], [("población", "12.34 (?)")])
        self.assertEqual(ledger(copy, "homicides")["rejected"], 1)
        marked = {(one["copy"], one["column"]): one["count"] for one in table(self.fixed / "fixes.csv") if one["change"] == "unclear"}
        self.assertEqual(marked, {("people.csv", "población"): "1", ("homicides.csv", "casos"): "1"})

    def test_words_for_no_value_stay_words(self):
        rows = people_rows(COMMA)
        rows[2][1], rows[4][1] = "S/D", "9.999"
        self.study.files["gente.csv"] = semicolons(rows)
        self.study.municipalities[0]["population"] = {"source": "gente.csv", "missing": ["S/D", "9.999"]}
        self.study.population = []
        self.study.at_risk = {"measure": "count", "top_share": 0.25}
        original, copy = self.assert_same()
        self.assertEqual([self.columns("people.csv")["población"][k] for k in (1, 3)], ["S/D", "9.999"])
        self.assertIsNone(municipalities(copy)[CODES[3]]["population"])

    def test_years_with_a_thousands_mark(self):
        self.study.files["casos.csv"] = semicolons([["cod_municipio", "año", "mes", "casos"]] + [[code, "2.013", "1", "1.0" + f"{COUNTS[code]:02}"] for code in CODES])
        self.counts("casos.csv", decimal=",", thousands=".")
        original, copy = self.assert_same()
        self.assertEqual(set(self.columns("homicides.csv")["año"]), {"2013"})
        self.assertEqual({code: one["incidents"] for code, one in municipalities(copy).items()}, {code: 1000 + COUNTS[code] for code in CODES})

    def test_rows_of_one_id_that_differ_in_marks_alone_stay_apart(self):
        """The same post twice, once with 1.234 and once with 1.234,0 people: both are rejected, in the copy too."""
        rows = self.posts(COMMA)
        rows[0].insert(0, "id")
        for i, row in enumerate(rows[1:]):
            row.insert(0, f"P-{i}")
        again = list(rows[1])
        again[4] += ",0"
        self.study.files["postas.csv"] = semicolons(rows + [again])
        self.study.site_layers[0]["id"] = "id"
        original, copy = self.assert_same()
        self.assertEqual([ledger(result, "posts")["rejected"] for result in (original, copy)], [2, 2])


if __name__ == "__main__":
    main()
