# SPDX-License-Identifier: Apache-2.0
"""Every style that ships draws a map of a run, and its legend counts what municipalities.geojson holds."""
import json
import sys
import xml.etree.ElementTree as xml
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
from drawn_study import csv_bytes  # noqa: E402
from program import municipalities  # noqa: E402
from suite import Case, main  # noqa: E402

FAMILIES = ("law_enforcement", "judicial", "social", "educational")
SPECIAL = {"no_record": "no_record", "suppressed": "suppressed", "not_studied": "not_applicable", "not_applicable": "not_applicable"}


def absence(one, name):
    """The state that a missing value shows as."""
    why = dict(entry.split(":") for entry in (one["no_value"] or "").split()).get(name, "not_studied")
    return SPECIAL.get(why, "unknown")


def class_by_bounds(value, bounds):
    return "zero" if value == 0 else f"class_{1 + sum(value > bound for bound in bounds)}"


class Styles(Case):
    """The judicial layer is incomplete, so that its reach is not settled everywhere."""

    def setUp(self):
        super().setUp()
        self.names = sorted(path.stem for path in (self.program.source / "styles").glob("*.toml") if path.stem != "palettes")
        for layer in self.study.site_layers:
            if layer["family"] == "judicial":
                layer["complete_for"] = []
        self.study.sites["judicial"] = self.study.sites["judicial"][:1]
        self.study.output.update(styles=self.names, zoom=[4, 4])
        self.published()
        self.found = municipalities(self.result)

    def legend(self, style):
        return json.loads((self.result / "tiles" / f"{style}.legend.json").read_text(encoding="utf-8"))

    def counted(self, style):
        return {one["id"]: one["municipalities"] for one in self.legend(style)["classes"] if one["municipalities"]}

    def test_every_style_leaves_tiles_and_legends_of_all_municipalities(self):
        self.assertGreaterEqual(len(self.names), 10)
        for style in self.names:
            with self.subTest(style=style):
                self.assertTrue(list((self.result / "tiles" / style).rglob("*.png")))
                self.assertEqual(sum(self.counted(style).values()), len(self.found))
                drawing = xml.parse(self.result / "tiles" / f"{style}.legend.svg").getroot()
                for form in ("qml", "sld"):
                    xml.parse(self.result / "tiles" / f"{style}.{form}")
                said = " ".join("".join(one.itertext()) for one in drawing.iter("{http://www.w3.org/2000/svg}text"))
                self.assertIn(self.legend(style)["title"].split()[0], said)

    def test_reach_of_a_family_and_what_records_do_not_settle(self):
        unsettled = 0
        for family in FAMILIES:
            expected = Counter()
            for one in self.found.values():
                reach = one[f"{family}_reach"]
                if reach is None:
                    expected[absence(one, f"{family}_reach")] += 1
                elif one[f"{family}_presence"] == "unknown":
                    expected["unsettled"] += 1
                    unsettled += 1
                else:
                    expected[class_by_bounds(reach, (0.2, 0.5, 0.8))] += 1
            with self.subTest(family=family):
                self.assertEqual(self.counted(f"reach_{family}"), dict(expected))
        self.assertGreater(unsettled, 0)

    def test_people_out_of_reach(self):
        bounds = self.legend("unreached_people").get("bounds", [])
        expected = Counter()
        for one in self.found.values():
            people, other = one["reached_by_0"], one["reached_by_0_high"]
            if people is None:
                expected[absence(one, "reached_by_0")] += 1
            elif abs(people - other) > 1e-6:
                expected["unsettled"] += 1
            else:
                expected[class_by_bounds(people, bounds)] += 1
        self.assertEqual(self.counted("unreached_people"), dict(expected))

    def test_confidence(self):
        self.assertEqual(self.counted("confidence"), dict(Counter(one["confidence"] for one in self.found.values())))

    def test_need_crossed_with_reach(self):
        legend = self.legend("need_by_reach")
        up, right = (legend["square"][axis]["bounds"] for axis in ("up", "right"))
        self.assertEqual((legend["square"]["up"]["property"], legend["square"]["right"]["property"]), ("rate_eb", "presence_low"))
        expected = Counter()
        for one in self.found.values():
            need, reach = one["rate_eb"], one["presence_low"]
            if need is None or reach is None:
                expected[absence(one, "rate_eb" if need is None else "presence_low")] += 1
            elif one["to_verify"]:
                expected["unsettled"] += 1
            elif need == 0:
                expected["up_zero"] += 1
            else:
                across = len(right) + 1 - sum(reach > bound for bound in right)
                expected[f"up_{1 + sum(need > bound for bound in up)}_right_{across}"] += 1
        self.assertEqual(self.counted("need_by_reach"), dict(expected))


class FewAndEqual(Case):
    """What a classification cannot part: each map is drawn, and its legend counts everybody."""

    def drawn(self):
        names = sorted(path.stem for path in (self.program.source / "styles").glob("*.toml") if path.stem != "palettes")
        self.study.output.update(styles=names, zoom=[4, 4])
        self.study.at_risk = {"measure": "count", "above": 1}
        self.published()
        for style in names:
            classes = json.loads((self.result / "tiles" / f"{style}.legend.json").read_text(encoding="utf-8"))["classes"]
            self.assertEqual(sum(one["municipalities"] for one in classes), len(self.study.features), style)
            self.assertTrue(list((self.result / "tiles" / style).rglob("*.png")), style)
            done = self.program.run("map", self.result, style, "-o", self.place / f"{style}.svg")
            self.assertEqual(done.status, 0, done.err)
        return {one["id"]: one["municipalities"] for one in json.loads((self.result / "tiles" / "need.legend.json").read_text(encoding="utf-8"))["classes"] if one["municipalities"]}

    def counts(self, count):
        self.study.files["homicides.csv"] = csv_bytes([["code", "year", "n"]] + [[one["properties"]["code"], 2013, count] for one in self.study.features])
        self.study.incident_layers = [{"name": "homicides", "source": "homicides.csv", "class": "0101", "municipality": "code", "year": "year", "count": "n"}]

    def test_one_municipality(self):
        self.study.features[:] = self.study.features[2:3]
        self.counts(5)
        self.assertEqual(sum(self.drawn().values()), 1)

    def test_all_values_equal(self):
        self.counts(7)
        self.assertEqual(len(self.drawn()), 1)

    def test_all_values_zero(self):
        self.counts(0)
        self.assertEqual(self.drawn(), {"zero": len(self.study.features)})

    def test_no_value_at_all_but_one(self):
        """None at all is no study: a rule needs something to judge by, and says so."""
        self.counts(5)
        self.study.files["homicides.csv"] = csv_bytes([["code", "year", "n"], ["0103", 2013, 5]])
        self.assertEqual(self.drawn(), {"class_1": 1, "no_record": len(self.study.features) - 1})
        self.study.population, self.study.at_risk = [], {"measure": "rate", "above": 1}
        for one in self.study.features:
            one["properties"]["population"] = None
        said = self.run_study("--overwrite")
        self.assertEqual(said.status, 3, said.err)
        self.assert_message(said.err, "E7009", says="0 of 9")


if __name__ == "__main__":
    main()
