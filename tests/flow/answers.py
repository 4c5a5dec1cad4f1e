# SPDX-License-Identifier: Apache-2.0
"""`gaps` and `explain` answer from the result alone; the headline is what municipalities.geojson adds up to; the demo runs."""
import csv
import io
import json
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
from program import municipalities, table  # noqa: E402
from suite import Case, main  # noqa: E402

FAMILIES = ("law_enforcement", "judicial", "social", "educational")


def headline(result):
    return json.loads((Path(result) / "summary.json").read_text(encoding="utf-8"))["headline"]


class Answers(Case):
    def setUp(self):
        super().setUp()
        self.published()
        shutil.rmtree(self.study.folder)

    def ask(self, *arguments):
        said = self.program.run(*arguments)
        self.assertEqual(said.status, 0, said.err)
        self.assertLess(said.seconds, 1.0)
        return said.out

    def test_gaps_without_the_study(self):
        at_risk = [code for code, one in municipalities(self.result).items() if one["at_risk"]]
        self.assertEqual(len(at_risk), 3)
        expected = {(code, family) for code in at_risk for family in FAMILIES
                    if municipalities(self.result)[code][f"{family}_gap_class"] in ("gap", "partial")}
        found = list(csv.DictReader(io.StringIO(self.ask("gaps", self.result, "--format", "csv"))))
        self.assertEqual({(one["code"], one["family"]) for one in found}, expected)
        needs = [float(one["unreached_need"]) for one in found]
        self.assertEqual(needs, sorted(needs, reverse=True))
        for wish in ("table", "json", "geojson", "hxl"):
            self.assertTrue(self.ask("gaps", self.result, "--format", wish))
        document = json.loads(self.ask("gaps", self.result, "--json"))
        self.assertEqual(len(document["gaps"]), len(expected))

    def test_gaps_by_family_place_class_and_number(self):
        rows = list(csv.DictReader(io.StringIO(self.ask("gaps", self.result, "--format", "csv", "--family", "social", "--top", "1"))))
        self.assertEqual([one["family"] for one in rows], ["social"])
        rows = list(csv.DictReader(io.StringIO(self.ask("gaps", self.result, "--format", "csv", "--gap-class", "not_at_risk"))))
        self.assertEqual({one["gap_class"] for one in rows}, {"not_at_risk"})
        self.assertEqual(len(rows), 6 * 4)

    def test_explain_shows_the_numbers_of_the_result(self):
        one = municipalities(self.result)["0303"]
        text = self.ask("explain", self.result, "HND:0303", "rate_eb")
        self.assertIn(f"{one['rate_eb']:.6g}"[:4], text)
        document = json.loads(self.ask("explain", self.result, "0303", "--json"))
        self.assertIn("0303", json.dumps(document))

    def test_gaps_csv_says_what_municipalities_geojson_says(self):
        properties = municipalities(self.result)
        rows = table(self.result / "gaps.csv")
        self.assertEqual(len(rows), 9 * 4)
        for row in rows:
            one = properties[row["code"]]
            for name in ("presence", "gap_class", "reach_basis"):
                self.assertEqual(row[name], one[f"{row['family']}_{name}"])
            for name in ("reach", "unreached_people", "unreached_need"):
                value = one[f"{row['family']}_{name}"]
                self.assertEqual(row[name] == "", value is None)
                if value is not None:
                    self.assertAlmostEqual(float(row[name]), value, 9)

    def test_the_headline_is_the_sum_over_municipalities_at_risk(self):
        at_risk = [one for one in municipalities(self.result).values() if one["at_risk"]]
        said = headline(self.result)
        self.assertAlmostEqual(said["people_at_risk"], sum(one["population"] for one in at_risk), 6)
        self.assertGreater(said["people_at_risk"], 0)
        for k in range(5):
            self.assertAlmostEqual(said["reached_by"][k], sum(one[f"reached_by_{k}"] for one in at_risk), 6)
            self.assertAlmostEqual(said["reached_by_high"][k], sum(one[f"reached_by_{k}_high"] for one in at_risk), 6)
        self.assertAlmostEqual(sum(said["reached_by"]), said["people_at_risk"], 6)

    def test_each_municipality_reaches_all_its_people_by_some_number_of_families(self):
        for one in municipalities(self.result).values():
            self.assertAlmostEqual(sum(one[f"reached_by_{k}"] for k in range(5)), one["population"], 6)
            self.assertAlmostEqual(sum(one[f"reached_by_{k}_high"] for k in range(5)), one["population"], 6)
            mean = sum(k * one[f"reached_by_{k}"] for k in range(5)) / 4 / one["population"]
            self.assertAlmostEqual(one["presence_low"], mean, 9)
            self.assertAlmostEqual(sum(one[f"{family}_reach"] for family in FAMILIES) / 4, one["presence_low"], 9)
            for family in FAMILIES:
                self.assertAlmostEqual(one[f"{family}_unreached_people"], one["population"] * (1 - one[f"{family}_reach"]), 6)

    def test_departments_add_up_to_the_country_and_the_region(self):
        summary = json.loads((self.result / "summary.json").read_text(encoding="utf-8"))
        text = json.dumps(summary)
        for name in ("Dep 01", "Dep 02", "Dep 03"):
            self.assertIn(name, text)


class Demo(Case):
    def test_the_bundled_demo_ends_with_a_headline(self):
        said = self.program.run("demo", "-o", self.result, cwd=self.place)
        self.assertEqual(said.status, 0, said.err)
        found = headline(self.result)
        self.assertGreater(found["people_at_risk"], 0)
        self.assertAlmostEqual(sum(found["reached_by"]), found["people_at_risk"], delta=1)
        self.assertIn("familias", said.out)
        self.assert_balanced()

    def test_the_demo_adds_up_by_country_and_code(self):
        self.assertEqual(self.program.run("demo", "-o", self.result, "-q").status, 0)
        features = json.loads((self.result / "municipalities.geojson").read_text(encoding="utf-8"))["features"]
        at_risk = [one["properties"] for one in features if one["properties"]["at_risk"]]
        found = headline(self.result)
        self.assertAlmostEqual(found["people_at_risk"], sum(one["population"] for one in at_risk), delta=1)
        for k in range(5):
            self.assertAlmostEqual(found["reached_by"][k], sum(one[f"reached_by_{k}"] for one in at_risk), delta=1)
        unknown = [one["properties"] for one in features if one["properties"]["at_risk"] is None]
        self.assertAlmostEqual(found["people_risk_unknown"], sum(one["population"] or 0 for one in unknown), delta=1)


if __name__ == "__main__":
    main()
