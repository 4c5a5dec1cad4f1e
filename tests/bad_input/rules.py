# SPDX-License-Identifier: Apache-2.0
"""Data that say nothing: every rate equal, no incidents, a period before the data; and rules that cannot be kept."""
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
from drawn_study import CODES, Raw, csv_bytes, inside  # noqa: E402
from program import ledger, municipalities  # noqa: E402
from suite import Case, main  # noqa: E402


class DataThatSayNothing(Case):
    def equal_rates(self):
        rows = self.study.incidents[:1]
        for one in self.study.features:
            one["properties"]["population"] = 10000
            code = one["properties"]["code"]
            for i in range(5):
                x, y = inside(code, .3 + .1 * i, .5)
                rows.append([f"{code}-{i}", "2013-05-05", x, y, 1])
        self.study.incidents = rows
        self.study.population = []

    def test_every_rate_equal_stops_a_share_of_the_smoothed_rate(self):
        self.equal_rates()
        self.refused(3, "E7010")

    def test_every_rate_equal_ties_at_a_share_of_the_raw_rate_and_is_said(self):
        self.equal_rates()
        self.study.at_risk["measure"] = "rate"
        self.published()
        found = municipalities(self.result)
        self.assertEqual({one["at_risk"] for one in found.values()}, {False})
        self.assertEqual({one["need_rank"] for one in found.values()}, {1})
        notes = json.loads((self.result / "summary.json").read_text())
        self.assertRegex(json.dumps(notes), r"(?i)\btie")

    def test_every_rate_equal_and_a_threshold_is_no_problem(self):
        self.equal_rates()
        self.study.at_risk = {"measure": "rate_eb", "above": 40.0}
        self.published()
        self.assertEqual({one["at_risk"] for one in municipalities(self.result).values()}, {True})

    def test_no_incidents_at_all_where_the_layer_is_complete_is_zero_everywhere(self):
        self.study.incidents = self.study.incidents[:1]
        self.study.at_risk = {"measure": "count", "top_share": 0.25}
        self.published()
        self.assert_balanced()
        found = municipalities(self.result)
        self.assertEqual({one["incidents"] for one in found.values()}, {0})
        self.assertEqual({one["at_risk"] for one in found.values()}, {False})
        self.assertEqual({one["rate"] for one in found.values()}, {0})

    def test_no_incidents_at_all_and_a_smoothed_rate_show_no_difference(self):
        self.study.incidents = self.study.incidents[:1]
        self.refused(3, "E7010")

    def test_no_incidents_and_no_declared_completeness_is_no_record_and_never_zero(self):
        self.study.incidents = self.study.incidents[:1]
        del self.study.incident_layers[0]["complete_for"]
        self.study.at_risk = {"measure": "count", "above": 3.0}
        self.published()
        found = municipalities(self.result)
        for key in ("incidents", "rate", "rate_eb", "at_risk", "need_rank", "unreached_need", "gap_rank"):
            self.assertEqual({one[key] for one in found.values()}, {None}, key)
        summary = json.loads((self.result / "summary.json").read_text())
        self.assertRegex(json.dumps(summary), "complete_for")

    def test_a_share_of_a_layer_whose_rows_are_all_rejected_names_the_rows_and_not_the_rates(self):
        for row in self.study.incidents[1:]:
            row[1] = "2013-02-30"
        said = self.refused(3, "E7010")
        rows = len(self.study.incidents) - 1
        self.assertRegex(said.err, rf"no row of homicides was counted \(read: {rows}; .*rejected: {rows}; the first one, row 2, date: E2\d\d\d ")
        self.assertNotIn("2013-02-30", said.err)
        self.assertNotIn("longer period", said.err)

    def test_days_of_a_spreadsheet_are_read_as_days(self):
        """41640 is 2014-01-01, the day after the period; 41639 the last of it."""
        for row in self.study.incidents[1:]:
            row[1] = "41640"
        said = self.refused(3, "E7010")
        rows = len(self.study.incidents) - 1
        self.assertIn(f"no row of homicides was counted (read: {rows}; outside the period or left out by where: {rows}; outside the boundaries: 0; rejected: 0)", said.err)
        for row in self.study.incidents[1:]:
            row[1] = "41639"
        self.published("--overwrite")
        self.assertEqual(ledger(self.result, "homicides")["located"], rows)

    def test_no_record_anywhere_and_a_share_cannot_be_taken(self):
        self.study.incidents = self.study.incidents[:1]
        del self.study.incident_layers[0]["complete_for"]
        said = self.run_study()
        self.assertIn(said.status, (0, 3), said.err)
        if said.status == 0:
            self.assertEqual({one["at_risk"] for one in municipalities(self.result).values()}, {None})
        else:
            self.assert_message(said.err, "E7010")

    def test_a_period_before_the_data(self):
        self.study.study.update({"from": Raw("2001-01-01"), "to": Raw("2001-12-31")})
        del self.study.incident_layers[0]["complete_for"]
        self.study.at_risk = {"measure": "count", "above": 3.0}
        said = self.published()
        book = ledger(self.result, "homicides")
        self.assertEqual((book["read"], book["filtered"]), (127, 127))
        self.assertEqual({one["incidents"] for one in municipalities(self.result).values()}, {None})
        self.assertRegex(said.out + said.err, r"(?i)period")

    def test_a_period_before_the_data_has_no_operating_site(self):
        self.study.study.update({"from": Raw("2001-01-01"), "to": Raw("2001-12-31")})
        self.study.at_risk = {"measure": "count", "above": 3.0}
        said = self.published()
        self.assertEqual({one["judicial_presence"] for one in municipalities(self.result).values()}, {"no"})
        self.assertRegex(said.out, r"none of the 9 municipalities whose risk is known is at risk")

    def test_all_incidents_in_one_municipality(self):
        self.study.incidents = [row for row in self.study.incidents if row[0] == "id" or row[0].startswith("H-0303")]
        self.published()
        found = municipalities(self.result)
        self.assertEqual([code for code in CODES if found[code]["at_risk"]], ["0303"])

    def test_weights_of_zero_count_nothing(self):
        for row in self.study.incidents[1:]:
            row[4] = 0
        self.study.at_risk = {"measure": "count", "top_share": 0.25}
        self.published()
        self.assertEqual({one["incidents"] for one in municipalities(self.result).values()}, {0})

    def test_a_priority_list_with_codes_nobody_knows(self):
        self.study.at_risk = {"list": "list.csv", "measure": "count"}
        self.study.files["list.csv"] = csv_bytes([["country", "code"], ["HND", "0101"], ["HND", "9999"], ["ZZZ", "0102"]])
        self.published()
        self.assert_balanced()
        found = municipalities(self.result)
        self.assertEqual([code for code in CODES if found[code]["at_risk"]], ["0101"])

    def test_a_study_without_sites_or_people(self):
        self.study.site_layers = []
        self.study.population = []
        said = self.run_study()
        self.assertIn(said.status, (0, 3), said.err)
        if said.status == 0:
            self.assertRegex(said.out, "0 of 4")
        else:
            self.assert_message(said.err, "E7005")

    def test_a_single_municipality(self):
        del self.study.features[1:]
        self.study.at_risk = {"measure": "count", "above": 1.0}
        self.published()
        self.assertEqual(list(municipalities(self.result)), ["0101"])
        self.assert_balanced()


if __name__ == "__main__":
    main()
