# SPDX-License-Identifier: Apache-2.0
"""Incidents known by department alone, and keys that are not as the boundaries write them, through a whole run."""
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
from drawn_study import CODES, csv_bytes  # noqa: E402
from program import ledger, manifest, municipalities, rejects  # noqa: E402
from suite import Case, main  # noqa: E402

# People of the drawn departments: 33,000, 42,000 and 51,000.
COUNTS = [["departamento", "anio", "homicidios"], ["DEP 01", 2013, 66], ["Dep. 02", 2013, 21], ["Dep 03", 2013, 4], ["Nacional", 2013, 91]]


def reasons(text):
    return dict(one.split(":") for one in (text or "").split())


class ByDepartment(Case):
    def setUp(self):
        super().setUp()
        self.study.files["homicides.csv"] = csv_bytes(COUNTS)
        self.study.incident_layers = [{"name": "homicides", "source": "homicides.csv", "class": "0101", "level": "department"}]
        self.study.at_risk = {"measure": "rate", "above": 100.0}
        self.study.output["styles"] = ["gap", "need"]

    def test_municipalities_inherit_rate_and_risk_and_nothing_else(self):
        said = self.published()
        found = municipalities(self.result)
        rates = {code[:2]: 100000.0 * n / people for code, n, people in (("01", 66, 33000), ("02", 21, 42000), ("03", 4, 51000))}
        for code in CODES:
            one = found[code]
            self.assertAlmostEqual(one["rate"], rates[code[:2]], 6)
            self.assertEqual((one["at_risk"], one["risk_level"]), (code[:2] == "01", "department"))
            for name in ("incidents", "expected_incidents", "unreached_need", "need_rank", "gap_rank", "gap_score_low"):
                self.assertIsNone(one[name], name)
                self.assertEqual(reasons(one["no_value"])[name], "not_applicable", name)
            self.assertIsNotNone(one["judicial_unreached_people"])
        book = ledger(self.result, "homicides")
        self.assertEqual((book["read"], book["by_key"], book["rejected"]), (4, 3, 1))
        self.assertEqual([(one["row"], one["code"]) for one in rejects(self.result, "homicides")], [("5", "E2028")])
        summary = json.loads((self.result / "summary.json").read_text(encoding="utf-8"))
        self.assertEqual([line["incidents"] for line in summary["departments"]], [66, 21, 4])
        self.assertEqual(summary["region"][0]["incidents"], 91)
        self.assertEqual(summary["region"][0]["headline"]["people_at_risk"], 33000)
        self.assertIn("department alone (3)", said.out + said.err)
        self.assertEqual(manifest(self.result)["parameters"]["risk_level"], "department")
        for name in ("report.html", "summary.json", "tiles/gap.legend.json"):
            self.assertIn("inherit", (self.result / name).read_text(encoding="utf-8"), name)

    def test_they_are_drawn_hatched_in_every_legend(self):
        self.published()
        for style in ("gap", "need"):
            looks = json.loads((self.result / "tiles" / f"{style}.legend.json").read_text())["classes"]
            drawn = [one for one in looks if one["municipalities"] > 0]
            self.assertTrue(drawn)
            self.assertTrue(all(one["pattern"].startswith("hatch") for one in drawn), drawn)

    def test_answers_say_so(self):
        self.published()
        said = self.program.run("explain", self.result, "0101")
        self.assertRegex(said.out, r"known by department alone \(Dep 01\)")
        said = self.program.run("gaps", self.result, "--by", "people", "--format", "json")
        self.assertEqual(said.status, 0, said.err)
        rows = self.program.run("explain", self.result, "0101", "incidents", "--study", self.study.path)
        self.assertEqual(rows.status, 0, rows.err)
        self.assertRegex(rows.out, r"\b2\b")  # the line of the file that counts its department

    def test_small_counts_of_departments_are_withheld_everywhere(self):
        self.study.study["profile"] = "public"
        self.study.incident_layers[0].update({"class": "0201", "disclosure": "sensitive"})
        self.published()
        found = municipalities(self.result)
        self.assertIsNone(found["0301"]["rate"])
        self.assertEqual(reasons(found["0301"]["no_value"])["rate"], "suppressed")
        summary = json.loads((self.result / "summary.json").read_text(encoding="utf-8"))
        third = next(line for line in summary["departments"] if line["department"] == "Dep 03")
        self.assertIsNone(third["incidents"])
        self.assertGreaterEqual(sum(line["incidents"] is None for line in summary["departments"]), 2)

    def test_layers_of_two_levels_are_not_summed(self):
        self.study.files["points.csv"] = csv_bytes(self.study.incidents)
        self.study.incident_layers.append({"name": "points", "source": "points.csv", "class": "0101", "id": "id", "x": "lon", "y": "lat", "date": "date"})
        self.study.at_risk = {"measure": "count", "above": 10, "incidents": ["homicides", "points"]}
        said = self.run_study()
        self.assertEqual(said.status, 3)
        self.assertIn("by municipality and by department", said.err)

    def test_keys_that_are_understood_are_guesses_and_those_that_are_not_are_listed_once(self):
        rows = [["municipio", "departamento", "anio", "n"]] + [[code.lstrip("0"), "", 2013, 30 + i] for i, code in enumerate(CODES[:4])]
        rows += [["VILLA 0202", "Dep 02", 2013, 50], ["Villa 0303", "Dep 02", 2013, 9], ["Villa 0303", "Dep 02", 2013, 1], ["HN0303", "", 2013, 60], ["HN0302", "", 2013, 0],
                 ["HN0301", "", 2013, 5], ["HN0203", "", 2013, 8]]
        self.study.files["homicides.csv"] = csv_bytes(rows)
        self.study.incident_layers = [{"name": "homicides", "source": "homicides.csv", "class": "0101", "count": "n"}]
        self.study.at_risk = {"measure": "count", "above": 20}
        self.published()
        self.assertEqual(municipalities(self.result)["0202"]["incidents"], 50)
        self.assertEqual(municipalities(self.result)["0101"]["incidents"], 30)
        book = ledger(self.result, "homicides")
        self.assertEqual((book["by_key"], book["rejected"]), (9, 2))
        said = {one["evidence"].split(":")[0]: one["evidence"] for one in manifest(self.result)["guesses"] if one["role"] == "municipality" and ":" in one["evidence"]}
        self.assertIn("4 rows, 4 distinct keys", said["codes with or without leading zeros"])
        self.assertIn("4 rows", said["codes without the country's letters or number"])
        self.assertIn("1 row,", said["by name, without accents and case"])
        # A run shows no cells of incidents; the owner's own check does.
        self.assertIn("1 keys without a municipality, 2 rows; presencia check lists them", book["notes"])
        checked = json.loads(self.program.run("check", self.study.path, "--json").out)
        key = next(one for one in checked["ledger"] if one["layer"] == "homicides")["unmatched_keys"]
        self.assertEqual([(one["key"], one["rows"], len(one["nearest"])) for one in key], [("Villa 0303 · Dep 02", 2, 3)])
        self.assertIn("Villa 0303 (HND 0303)", key[0]["nearest"])


class Contradictions(Case):
    """Rows whose code and name are of two municipalities."""

    def test_check_says_which_rows_and_which_two(self):
        rows = [["codigo", "municipio", "anio", "n"], ["0101", "Villa 0101", 2013, 30], ["HN0201", "Villa 0202", 2013, 40], ["0302", "Villa 0303", 2013, 50]]
        self.study.files["homicides.csv"] = csv_bytes(rows)
        self.study.incident_layers = [{"name": "homicides", "source": "homicides.csv", "class": "0101", "count": "n", "municipality": "codigo", "municipality_name": "municipio"}]
        self.study.at_risk = {"measure": "count", "above": 20}
        self.study.write()
        checked = json.loads(self.program.run("check", self.study.path, "--json").out)
        book = next(one for one in checked["ledger"] if one["layer"] == "homicides")
        self.assertEqual((book["by_key"], book["rejected"]), (2, 1))
        self.assertEqual([(one["contradiction"], one["first_row"], one["nearest"]) for one in book["unmatched_keys"]], [(True, 3, ["Villa 0201 (HND 0201)", "Villa 0202 (HND 0202)"])])
        notes = " ".join(book["notes"])
        self.assertIn('"HN0201 · Villa 0202" (row 3): the code is of Villa 0201 (HND 0201), the name of Villa 0202 (HND 0202)', notes)
        self.assertIn('"0302 · Villa 0303" (row 4): the code is of Villa 0302 (HND 0302), the name of Villa 0303 (HND 0303)', notes)
        self.assertEqual([(one["id"], one["count"]) for one in checked["rows_left_out"]], [("E2036", 1)])


class Divisions(Case):
    """Counts keyed by a division before 2014: 0101 lost 0102 and kept its code, 0299 became 0201 and 0202."""

    def setUp(self):
        super().setUp()
        self.study.files["homicides.csv"] = csv_bytes([["code", "year", "n"], ["0101", 2013, 12], ["0299", 2013, 5], ["0203", 2013, 4]])
        self.study.incident_layers = [{"name": "homicides", "source": "homicides.csv", "class": "0101", "municipality": "code", "year": "year", "count": "n"}]
        self.study.at_risk = {"measure": "count", "above": 3}
        self.study.municipalities[0]["crosswalk"] = "old.csv"
        self.study.files["old.csv"] = csv_bytes([["old_country", "old_code", "old_name", "new_code", "share", "date"], ["HND", "0101", "Villa Vieja", "0101", .6, "2014-01-01"], ["HND", "0101", "Villa Vieja", "0102", .4, "2014-01-01"],
                                                 ["HND", "0299", "Villa Partida", "0201", .5, "2014-01-01"], ["HND", "0299", "Villa Partida", "0202", .5, "2014-01-01"]])

    def people(self, rows):
        """Takes the people from a table, of the older division where its codes are."""
        for one in self.study.features:
            del one["properties"]["population"]
        self.study.municipalities[0]["population"] = {"source": "people.csv", "code": "code", "value": "people", "crosswalk": "old.csv"}
        self.study.files["people.csv"] = csv_bytes([["code", "people"], *rows])

    def test_counts_are_never_divided_and_the_parent_is_flagged(self):
        self.published()
        found = municipalities(self.result)
        self.assertEqual([found[code]["incidents"] for code in ("0101", "0102", "0201", "0202", "0203")], [12, None, None, None, 4])
        self.assertEqual([(one["row"], one["code"]) for one in rejects(self.result, "homicides")], [("3", "E2029")])
        summary = json.loads((self.result / "summary.json").read_text(encoding="utf-8"))
        self.assertEqual(summary["divisions"], [{"old": {"code": "0101", "name": "Villa Vieja"}, "municipality": {"country": "HND", "code": "0101"}, "also_of": [{"country": "HND", "code": "0102"}]}])
        self.assertIn("for its new parts too: Villa 0101 (HND 0101) → Villa 0102 (HND 0102)", (self.result / "report.html").read_text(encoding="utf-8"))

    def test_people_are_divided_by_the_shares(self):
        self.people([["0101", 1000], ["0299", 301], ["0203", 7]])
        self.published()
        found = municipalities(self.result)
        self.assertEqual([found[code]["population"] for code in ("0101", "0102", "0201", "0202", "0203")], [600, 400, 150.5, 150.5, 7])
        notes = " ".join(ledger(self.result, "population_table")["notes"])
        self.assertIn("2 municipalities of the older division were split: their people are shared out by the crosswalk's share", notes)

    def test_a_table_of_the_newer_division_is_not_divided(self):
        self.people([["0101", 600], ["0102", 400], ["0203", 7]])
        self.published()
        found = municipalities(self.result)
        self.assertEqual([found[code]["population"] for code in ("0101", "0102", "0203")], [600, 400, 7])

    def test_people_of_a_part_that_the_study_does_not_have_are_not_lost_in_silence(self):
        self.people([["0101", 1000], ["0299", 301]])
        self.study.files["old.csv"] = self.study.files["old.csv"].replace(b"0202", b"0999")
        self.published()
        book = ledger(self.result, "population_table")
        self.assertEqual((book["read"], book["by_key"], book["rejected"]), (2, 2, 0))
        self.assertEqual(municipalities(self.result)["0201"]["population"], 150.5)
        self.assertIn("parts that are none of the study's (0999): 150.5 of their people count in no municipality", " ".join(book["notes"]))

    def test_the_guess_names_every_part_that_people_are_shared_out_to_and_counts_those_beyond_six(self):
        parts = CODES[:8]
        self.people([["9900", 8000]])
        self.study.files["old.csv"] = csv_bytes([["old_country", "old_code", "new_code", "share"], *[["HND", "9900", code, .125] for code in parts]])
        self.published()
        said = next(one["value"] for one in manifest(self.result)["guesses"] if "older division, by the crosswalk" in one["evidence"])
        self.assertEqual(said.count("× 0.125"), 6, said)
        self.assertTrue(said.endswith(" and 2 more"), said)
        self.assertEqual({municipalities(self.result)[code]["population"] for code in parts}, {1000})

    def test_shares_that_are_no_whole_stop_the_run(self):
        self.people([["0101", 1000]])
        self.study.files["old.csv"] = csv_bytes([["old_country", "old_code", "new_code", "share"], ["HND", "0101", "0102", .3]])
        said = self.run_study()
        self.assertEqual(said.status, 3)
        self.assertIn("old.csv:2: share: E2018", said.err)
        self.assertIn("0101 = 0.3", said.err)


class SitesByDepartment(Case):
    """A who-does-what-where table that says only the department, beside one that says coordinates and objectives."""

    def setUp(self):
        super().setUp()
        rows = [["Organización", "Sector", "Departamento", "Objetivo", "Monto"], ["#org+impl", "#sector", "#adm1+name", "#objective", "#value"]]
        rows += [["A", "Education", "Dep 01", 4, 100], ["B", "Education", "DEP. 01", 4, 50], ["C", "Education", "Dep 03", 1, 7], ["D", "Education", "Dep 9", 4, 1000]]
        self.study.files["3w.csv"] = csv_bytes(rows)
        self.study.site_layers.append({"name": "3w", "source": "3w.csv", "family": "educational", "kind": "programme", "objective": {"column": "Objetivo"}, "amount": "Monto"})
        courts = self.study.sites["judicial"]
        courts[0] += ["objective", "amount", "currency"]
        for row in courts[1:]:
            row += [3, 20.6, "USD"]
        self.study.site_layers[1]["objective"] = {"column": "objective"}

    def totals(self):
        summary = json.loads((self.result / "summary.json").read_text(encoding="utf-8"))["objectives"]
        return summary, {(one["department"], total["objective"]): total for one in summary["departments"] for total in one["by_objective"]}

    def test_rows_are_counted_by_department_and_in_no_municipality(self):
        self.published()
        plain = municipalities(self.result)
        book = ledger(self.result, "3w")
        self.assertEqual((book["read"], book["outside"], book["located"], book["by_key"], book["rejected"]), (4, 4, 0, 0, 0))
        self.assertEqual([one["code"] for one in rejects(self.result, "3w")], ["E2022"] * 4)
        whole, by = self.totals()
        self.assertEqual([one["department"] for one in whole["departments"]], ["Dep 01", "Dep 02", "Dep 03"])
        self.assertEqual(by["Dep 01", "4"]["rows"], {"in_municipalities": 0, "department_only": 2})
        self.assertEqual([(one["currency"], one["in_municipalities"], one["department_only"]) for one in by["Dep 01", "4"]["amounts"]], [(None, 0, 150)])
        self.assertEqual(by["Dep 03", "1"]["rows"]["department_only"], 1)
        self.assertEqual(by["Dep 02", "3"]["rows"], {"in_municipalities": 1, "department_only": 0})
        self.assertEqual([(one["currency"], one["in_municipalities"]) for one in by["Dep 02", "3"]["amounts"]], [("USD", 20.6)])
        # A department that the study does not have is named, and its money is in the whole.
        self.assertEqual(whole["not_mappable"]["rows"], 4)
        self.assertEqual([one["amount"] for one in whole["not_mappable"]["amounts"] if one["currency"] is None], [1157])
        self.assertIn('1 keys without a municipality, 1 row', " ".join(book["notes"]))
        self.study.site_layers.pop()
        self.published("--overwrite")
        self.assertEqual({code: one["educational_programmes"] for code, one in plain.items()}, {code: one["educational_programmes"] for code, one in municipalities(self.result).items()})

    def test_the_report_shows_them_in_both_languages(self):
        self.published()
        page = (self.result / "report.html").read_text(encoding="utf-8")
        for words in ("Por objetivo y departamento", "By objective and department", "4. Presencia del Estado en comunidades en riesgo", "2 · 150", "USD 21", "Filas que solo dicen el departamento"):
            self.assertIn(words, page)


if __name__ == "__main__":
    main()
