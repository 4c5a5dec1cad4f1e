# SPDX-License-Identifier: Apache-2.0
"""Rows that a study does not ask for: every one is in rejects/, in every layer, on any number of threads and whichever way it was read, except where the profile withholds its file."""
import csv
import io
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
from drawn_study import CODES, Raw, csv_bytes, inside, municipality  # noqa: E402
from program import manifest, rejects, table, tree  # noqa: E402
from suite import Case, main  # noqa: E402

EXCLUDED, PERIOD, YEAR, COUNTRY, FAMILY, PEOPLE, IN_FORCE = "E2038", "E2039", "E2040", "E2041", "E2042", "E2043", "E2044"
FILTERED = {EXCLUDED, PERIOD, YEAR, COUNTRY, FAMILY, PEOPLE, IN_FORCE}


def listed(result, layer):
    """(line, column, code, value) of every filtered row."""
    return [(int(one["row"]), one["column"], one["code"], one["value"]) for one in rejects(result, layer) if one["code"] in FILTERED]


def features(rows):
    """The rows of a table of points as GeoJSON, written plainly."""
    header, *rest = rows
    lon, lat = header.index("lon"), header.index("lat")
    out = []
    for row in rest:
        named = {name: cell for k, (name, cell) in enumerate(zip(header, row)) if k not in (lon, lat)}
        out.append('{"type":"Feature","properties":' + json.dumps(named, separators=(",", ":")) + ',"geometry":{"type":"Point","coordinates":[' + row[lon] + "," + row[lat] + "]}}")
    return ('{"type":"FeatureCollection","features":[\n' + ",\n".join(out) + "\n]}\n").encode()


def plain_rows(n, odd=0):
    """Incidents of four years; one row in `odd` has quotes or a comma in its note, so that it is read the long way."""
    rows = [["lon", "lat", "date", "type", "note"]]
    for i in range(n):
        x, y = inside(CODES[i % 9], 0.1 + 0.8 * (7 * i % 100) / 100, 0.1 + 0.8 * (3 * i % 100) / 100)
        note = 'in the "Mercado", by day' if odd and i % odd == 0 else ""
        rows.append([x, y, f"{2011 + i % 4}-{1 + i % 12:02}-{1 + i % 28:02}", f"0{1 + i % 3}01", note])
    return rows


class EveryFilter(Case):
    def setUp(self):
        super().setUp()
        self.expected = {}
        self.use_municipalities()
        self.use_people()
        self.use_incidents()
        self.use_sites()
        self.use_settlements()
        self.study.output["zoom"] = [4, 4]

    def use_municipalities(self):
        for feature in self.study.features:
            feature["properties"].update({"kind": "municipality", "from": "1990-01-01", "to": None})
        more = [municipality("0401", kind="lake", **{"from": None, "to": None}), municipality("0402", kind="municipality", **{"from": "1980-01-01", "to": "2005-06-30"}),
                municipality("0403", kind="municipality", **{"from": "2016-01-01", "to": None})]
        self.study.features[3:3] = more[:1]
        self.study.features += more[1:]
        self.study.municipalities = [{"source": "municipalities.geojson", "where": {"field": "kind", "not": ["lake"]}, "valid_from": "from", "valid_to": "to",
                                      "population": {"source": "people.csv", "code": "code", "value": "people", "year": {"column": "year", "value": 2013}, "where": {"field": "sex", "in": ["all"]}}}]
        expected = []
        for number, feature in enumerate(self.study.features, 1):
            facts = feature["properties"]
            if facts["kind"] == "lake":
                expected.append((number, "kind", EXCLUDED, "lake"))
            elif facts["to"] and facts["to"] < "2013-01-01":
                expected.append((number, "to", IN_FORCE, facts["to"]))
            elif facts["from"] and facts["from"] > "2013-12-31":
                expected.append((number, "from", IN_FORCE, facts["from"]))
        self.expected["municipalities"] = expected

    def use_people(self):
        rows = [["code", "year", "sex", "people"]]
        for code in CODES:
            rows += [[code, 2012, "all", 9000], [code, 2013, "all", 10000], [code, 2013, "women", 5100]]
        self.study.files["people.csv"] = csv_bytes(rows)
        self.expected["people"] = [(line, "sex", EXCLUDED, row[2]) if row[2] != "all" else (line, "year", YEAR, str(row[1]))
                                   for line, row in enumerate(rows[1:], 2) if row[2] != "all" or row[1] != 2013]

    def use_incidents(self):
        # With ids and weights and a filter: every row is read the long way.
        rows = self.study.incidents
        rows[0].append("kind")
        for i, row in enumerate(rows[1:]):
            row.append("attempt" if i % 11 == 0 else "done")
            if i % 7 == 0:
                row[1] = "2014" + row[1][4:]
        rows += [["H-X", "2013-02-30", *inside("0101", .5, .5), 1, "done"], list(rows[2]), ["H-Y", "2013-02-03", "-80.0", "14.3", 1, "done"]]
        self.study.incident_layers[0]["where"] = {"field": "kind", "in": ["done"]}
        self.expected["homicides"] = [(line, "kind", EXCLUDED, row[5]) if row[5] != "done" else (line, "date", PERIOD, row[1])
                                      for line, row in enumerate(rows[1:], 2) if row[5] != "done" or row[1] < "2013" or row[1] > "2014"]
        # Plain rows, some of them not, as CSV and as GeoJSON: most are read the short way.
        for name, odd, source in (("plain", 0, "plain.csv"), ("mixed", 50, "mixed.csv"), ("features", 0, "features.geojson"), ("mixed_features", 50, "mixed_features.geojson")):
            rows = plain_rows(4000, odd)
            self.study.files[source] = csv_bytes(rows) if source.endswith(".csv") else features(rows)
            layer = {"name": name, "source": source, "class": "0101", "date": "date"}
            self.study.incident_layers.append({**layer, "x": "lon", "y": "lat"} if source.endswith(".csv") else layer)
            first = 2 if source.endswith(".csv") else 1
            self.expected[name] = [(number, "date", PERIOD, row[2]) for number, row in enumerate(rows[1:], first) if not row[2].startswith("2013")]
        # Counts by month, of a wide table: a cell is a row.
        self.study.files["counts.csv"] = csv_bytes([["code", "2012", "2013", "2014"], ["0101", 1, 2, 3], ["0102", 4, "", 6]])
        self.study.incident_layers.append({"name": "counts", "source": "counts.csv", "class": "0101", "municipality": "code", "wide": {"columns": "years"}})
        self.expected["counts"] = [(line, "year", PERIOD, year) for line in (2, 3) for year in ("2012", "2014")]
        self.study.at_risk["incidents"] = "homicides"

    def use_sites(self):
        rows = self.study.sites["social"]
        rows[0] += ["serves", "owner"]
        for row in rows[1:]:
            row += ["health", "state"]
        rows += [["X1", "Plaza", "HND", *inside("0102", .5, .5), "", "", "operating", "leisure", "state"], ["X2", "Clínica", "HND", *inside("0102", .5, .6), "", "", "operating", "health", "private"],
                 ["X3", "Clínica", "HND", *inside("0102", .5, .7), "", "", "unheard of", "health", "state"]]
        layer = next(one for one in self.study.site_layers if one["name"] == "social")
        layer.update({"family": {"column": "serves", "map": {"health": "social"}}, "where": {"field": "owner", "not": ["private"]}})
        self.expected["social"] = [(line, "owner", EXCLUDED, "private") if row[9] == "private" else (line, "serves", FAMILY, row[8])
                                   for line, row in enumerate(rows[1:], 2) if row[9] == "private" or row[8] != "health"]

    def use_settlements(self):
        rows = self.study.settlements
        rows[0] += ["year", "place"]
        for row in rows[1:]:
            row += [2013, "town"]
        x, y = inside("0101", .5, .5)
        rows += [["S1", "Vieja", "HND", x, y, 5, 2001, "town"], ["S2", "Lejana", "GTM", x, y, 5, 2013, "town"], ["S3", "Nadie", "HND", x, y, 0, 2013, "town"], ["S4", "Río", "HND", x, y, 5, 2013, "river"],
                 ["S5", "Mal", "HND", x, y, "muchos", 2013, "town"], ["S6", "Mar", "HND", "-80.0", "14.3", 5, 2013, "town"]]
        self.study.municipalities[0]["country"] = {"value": "HND"}
        self.study.population[0].update({"year": {"column": "year", "value": 2013}, "where": {"field": "place", "not": ["river"]}})

        def why(row):
            return (("place", EXCLUDED, row[7]) if row[7] == "river" else ("year", YEAR, str(row[6])) if row[6] != 2013 else
                    ("country", COUNTRY, row[2]) if row[2] != "HND" else ("people", PEOPLE, "0") if row[5] == 0 else None)
        self.expected["population"] = [(line, *why(row)) for line, row in enumerate(rows[1:], 2) if why(row)]

    def test_every_row_left_out_is_listed_once_and_the_rest_was_kept(self):
        self.published("--with-points")
        books = manifest(self.result)["ledger"]
        by_layer = {}
        for book in books:
            sums = by_layer.setdefault(book["layer"], {"read": 0, "kept": 0, "left_out": 0})
            sums["read"] += book["read"]
            sums["kept"] += book["located"] + book["by_key"] + book["snapped"]
            sums["left_out"] += book["outside"] + book["rejected"] + book["duplicates"] + book["filtered"]
        self.assertEqual(set(self.expected) - {"people"}, set(by_layer) & set(self.expected))
        for layer, sums in by_layer.items():
            rows = rejects(self.result, layer)
            self.assertEqual(len(rows), sums["left_out"], layer)
            self.assertEqual(len(rows), sums["read"] - sums["kept"], layer)
        people = self.expected.pop("people")
        found = {}
        for path in (self.result / "rejects").iterdir():
            for one in table(path):
                self.assertNotEqual(one["reason"], "")
                if one["code"] in FILTERED:
                    found.setdefault((path.stem, one["source"]), []).append((int(one["row"]), one["column"], one["code"], one["value"]))
        of_people = [key for key in found if key[1] == "people.csv"]
        self.assertEqual(len(of_people), 1)
        self.assertEqual(found.pop(of_people[0]), people)
        self.assertEqual({layer: rows for (layer, _), rows in found.items()}, self.expected)

    def test_the_lines_stand_in_the_order_of_the_file_among_rejected_rows_and_duplicates(self):
        self.published()
        lines = [int(one["row"]) for one in rejects(self.result, "homicides")]
        self.assertEqual(lines, sorted(lines))
        self.assertGreaterEqual({one["code"] for one in rejects(self.result, "homicides")}, {"E2008", "E2023", "E2024", EXCLUDED, PERIOD})

    def test_threads_change_no_byte(self):
        self.published()
        self.published("--threads", "3", output=self.place / "side_by_side")
        self.assertEqual(tree(self.result / "rejects"), tree(self.place / "side_by_side" / "rejects"))

    def test_values_of_incidents_and_sites_are_shown_on_request_alone(self):
        self.published()
        for layer, shown in (("homicides", False), ("plain", False), ("social", False), ("population", True), ("municipalities", True)):
            self.assertEqual(any(value for *_, value in listed(self.result, layer)), shown, layer)

    def test_rejected_rows_alone_count_towards_the_share_of_rejects(self):
        self.study.output["max_reject_share"] = 0.2  # more than a quarter of the plain rows is filtered
        self.published()


class Withheld(Case):
    """Between the lines of filtered rows stand those that count: in a file ordered by municipality, how many of each."""

    def use(self, **layer):
        self.study.study["profile"] = "public"
        self.study.incidents[5][1] = "2012-01-01"
        self.study.incident_layers[0].update(layer)

    def test_a_public_record_lists_its_filtered_rows_without_values(self):
        self.use()
        self.published()
        self.assertEqual(listed(self.result, "homicides"), [(6, "date", PERIOD, "")])

    def test_a_layer_with_counts_to_withhold_counts_them_and_says_that_it_does_not_list_them(self):
        self.use(**{"class": "0301", "disclosure": "sensitive"})
        self.study.incidents[7][1] = "2013-02-30"
        self.published()
        book = next(one for one in manifest(self.result)["ledger"] if one["layer"] == "homicides")
        self.assertEqual((book["filtered"], book["rejected"]), (1, 1))
        self.assertEqual([(one["row"], one["code"]) for one in rejects(self.result, "homicides")], [("8", "E2008")])
        self.assertIn("not listed in rejects/", " ".join(book["notes"]))
        self.study.study["profile"] = "restricted"
        self.published("--overwrite")
        self.assertEqual(listed(self.result, "homicides"), [(6, "date", PERIOD, "")])

    def test_a_layer_of_the_same_file_does_not_tell_of_it_either(self):
        rows = [row + [kind] for row, kind in zip(self.study.incidents, ["kind"] + ["homicide", "homicide", "abuse"] * 99)]
        self.study.files["homicides.csv"] = csv_bytes(rows)
        self.use(where={"field": "kind", "in": ["homicide"]})
        self.study.incident_layers.append({**self.study.incident_layers[0], "name": "abuse", "class": "0301", "disclosure": "sensitive", "where": {"field": "kind", "in": ["abuse"]}})
        self.study.at_risk["incidents"] = "homicides"
        self.published()
        self.assertEqual(listed(self.result, "homicides"), [])
        self.assertFalse((self.result / "rejects" / "abuse.csv").exists())

    def test_layers_that_may_hold_sensitive_sites_have_no_file(self):
        self.use()
        rows = self.study.sites["social"]
        rows[0] += ["sensitive", "owner"]
        for row in rows[1:]:
            row += ["no", "state"]
        rows.append(["X", "Refugio", "HND", *inside("0102", .5, .5), "", "", "operating", "yes", "private"])
        layer = next(one for one in self.study.site_layers if one["name"] == "social")
        layer.update({"sensitive": "sensitive", "where": {"field": "owner", "not": ["private"]}})
        self.published()
        self.assertFalse((self.result / "rejects" / "social.csv").exists())
        self.study.study["profile"] = "restricted"
        self.published("--overwrite")
        self.assertEqual([one[:3] for one in listed(self.result, "social")], [(len(rows), "owner", EXCLUDED)])


if __name__ == "__main__":
    main()
