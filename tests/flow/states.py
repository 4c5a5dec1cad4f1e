# SPDX-License-Identifier: Apache-2.0
"""No record, zero, unknown and suppressed are four different things in every output."""
import csv
import io
import json
import sqlite3
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
from drawn_study import CODES, csv_bytes  # noqa: E402
from program import municipalities, table  # noqa: E402
from suite import Case, main  # noqa: E402

NO_RECORD, ZERO, SMALL, OTHER_SMALL = "0101", "0301", "0102", "0103"


def reasons(text):
    """"incidents:suppressed rate:suppressed" -> {"incidents": "suppressed", ...}"""
    return dict(one.split(":") for one in (text or "").split())


class States(Case):
    """Counts of family violence: one municipality without a row, one with zero, two with small counts that `public` suppresses; the judicial layer is incomplete."""

    def setUp(self):
        super().setUp()
        counts = {NO_RECORD: None, ZERO: 0, SMALL: 4, OTHER_SMALL: 7}
        rows = [["code", "year", "n"]] + [[code, 2013, counts.get(code, 60 + 10 * i)] for i, code in enumerate(CODES) if counts.get(code, 1) is not None]
        self.study.study["profile"] = "public"
        self.study.files["homicides.csv"] = csv_bytes(rows)
        self.study.incident_layers = [{"name": "family_violence", "source": "homicides.csv", "class": "0201", "disclosure": "sensitive", "municipality": "code", "year": "year",
                                       "count": "n"}]
        self.study.at_risk = {"measure": "count", "above": 80.0}
        for layer in self.study.site_layers:
            if layer["family"] == "judicial":
                layer["complete_for"] = []
        for one in self.study.features:
            one["properties"]["department"] = "Dep"
        self.study.sites["judicial"] = self.study.sites["judicial"][:1]
        self.published()

    def test_in_geojson(self):
        found = municipalities(self.result)
        states = {}
        for code in (NO_RECORD, ZERO, SMALL, OTHER_SMALL, "0303"):
            one = found[code]
            states[code] = one["incidents"] if one["incidents"] is not None else reasons(one["no_value"])["incidents"]
        self.assertEqual(states, {NO_RECORD: "no_record", ZERO: 0, SMALL: "suppressed", OTHER_SMALL: "suppressed", "0303": 140})
        self.assertEqual((found[ZERO]["rate"], found[ZERO]["at_risk"]), (0, False))
        self.assertIsNone(found[NO_RECORD]["at_risk"])
        for name in ("rate", "rate_low", "rate_high", "rate_eb", "expected_incidents", "unreached_need", "need_rank"):
            self.assertIsNone(found[SMALL][name], name)
            self.assertEqual(reasons(found[SMALL]["no_value"])[name], "suppressed", name)
            self.assertEqual(reasons(found[NO_RECORD]["no_value"])[name], "no_record", name)
        # Every count from 1 to the threshold is under the rule's cut: what is the same for all of them may stay.
        self.assertEqual(found[SMALL]["at_risk"], False)

    def test_unknown_presence_is_not_absence(self):
        found = municipalities(self.result)
        self.assertEqual({one["judicial_presence"] for one in found.values()}, {"unknown"})
        self.assertEqual({one["law_enforcement_presence"] for one in found.values()}, {"yes", "no"})
        at_risk = [one for one in found.values() if one["at_risk"]]
        self.assertGreater(len(at_risk), 0)
        self.assertEqual({one["judicial_gap_class"] for one in at_risk}, {"gap_unknown"})
        self.assertEqual(found[NO_RECORD]["judicial_gap_class"], "risk_unknown")
        for one in found.values():
            self.assertEqual(one["judicial_reach"], 0)
            self.assertAlmostEqual(one["presence_high"], one["presence_low"] + 0.25, 9)

    def test_in_csv(self):
        rows = {row["code"]: row for row in table(self.result / "gaps.csv") if row["family"] == "social"}
        self.assertEqual((rows[ZERO]["incidents"], rows[ZERO]["rate"]), ("0", "0"))
        for code, why in ((NO_RECORD, "no_record"), (SMALL, "suppressed")):
            self.assertEqual(rows[code]["incidents"], "")
            self.assertEqual(reasons(rows[code]["no_value"])["incidents"], why)
            self.assertEqual(reasons(rows[code]["no_value"])["rate"], why)

    def test_in_the_geopackage(self):
        base = sqlite3.connect(self.result / "study.gpkg")
        base.row_factory = sqlite3.Row
        rows = {row["code"]: row for row in base.execute("SELECT * FROM municipalities")}
        self.assertEqual(rows[ZERO]["incidents"], 0)
        for code, why in ((NO_RECORD, "no_record"), (SMALL, "suppressed"), (OTHER_SMALL, "suppressed")):
            self.assertIsNone(rows[code]["incidents"])
            self.assertEqual(reasons(rows[code]["no_value"])["incidents"], why)
        base.close()

    def test_in_legends(self):
        classes = {one["id"]: one for one in json.loads((self.result / "tiles" / "need.legend.json").read_text())["classes"]}
        for state, count in (("no_record", 1), ("zero", 1), ("suppressed", 2)):
            self.assertEqual(classes[state]["municipalities"], count, state)
        looks = [(classes[state]["fill"], classes[state]["pattern"]) for state in ("no_record", "zero", "suppressed")]
        self.assertEqual(len(set(looks)), 3, looks)
        gap = {one["id"]: one for one in json.loads((self.result / "tiles" / "gap.legend.json").read_text())["classes"]}
        self.assertEqual(gap["risk_unknown"]["municipalities"], 1)
        self.assertGreater(gap["gap_unknown"]["municipalities"] + gap["gap"]["municipalities"] + gap["partial"]["municipalities"], 0)

    def test_in_answers(self):
        def answer(code):
            said = self.program.run("gaps", self.result, "--municipality", code, "--format", "json", "--gap-class", "not_at_risk")
            return said.out
        said = self.program.run("explain", self.result, SMALL)
        self.assertEqual(said.status, 0, said.err)
        self.assertRegex(said.out, r"(?i)does not show counts from 1 to 9")
        said = self.program.run("explain", self.result, NO_RECORD)
        self.assertRegex(said.out, r"(?i)no record")
        rows = list(csv.DictReader(io.StringIO(self.program.run("gaps", self.result, "--gap-class", "risk_unknown", "--format", "csv").out)))
        self.assertEqual({row["code"] for row in rows}, {NO_RECORD})
        self.assertNotIn('"incidents": 4', answer(SMALL))

    def test_the_suppressed_count_is_in_no_text_of_the_result(self):
        for path in self.result.rglob("*"):
            if path.suffix not in (".json", ".geojson") or path.name == "manifest.json":
                continue
            for one in json.loads(path.read_text(encoding="utf-8")).get("features", []):
                if one["properties"].get("code") in (SMALL, OTHER_SMALL):
                    self.assertIsNone(one["properties"].get("incidents"))


if __name__ == "__main__":
    main()
