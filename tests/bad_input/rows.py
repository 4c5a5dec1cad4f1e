# SPDX-License-Identifier: Apache-2.0
"""Bad rows do not stop a run: they are in rejects/ with line, column, code and reason, and the books balance."""
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
from drawn_study import Raw, csv_bytes, inside  # noqa: E402
from program import ledger, municipalities, rejects  # noqa: E402
from suite import Case, main  # noqa: E402

DATE, LON, LAT, VICTIMS = 1, 2, 3, 4


class AidRows(Case):
    """IATI as a table: pairs "lat lon" in one cell, sectors with their percentages joined in another."""
    HEADER = ["iati_identifier", "activity_status_code", "location_point_pos", "sector_code", "sector_percentage", "title_narrative", "recipient_country_code"]

    def use(self, *rows):
        self.study.files["aid.csv"] = csv_bytes([self.HEADER, *rows])
        self.study.site_layers.append({"name": "aid", "source": "aid.csv"})

    def test_several_sectors_of_a_cell_share_the_row_by_their_percentages(self):
        for mark in ";|,":
            with self.subTest(mark):
                self.setUp()
                self.use(["A-1", "2", "14.35 -87.25", "15132", "100", "Uno", "HN"], ["A-2", "2", "14.45 -87.15", f"15132{mark}13040", f"60{mark}40", "Dos", "HN"])
                self.left_out("aid", [])
                # Police is objective 4 wholly; control of disease (130) is none of the five.
                fourth = next(one for one in json.loads((self.result / "summary.json").read_text())["objectives"]["by_objective"] if one["objective"] == "4")
                self.assertAlmostEqual(fourth["rows"]["in_municipalities"], 1.6)

    def test_several_places_of_a_cell_are_a_row_each(self):
        for mark in ";|,":
            with self.subTest(mark):
                self.setUp()
                self.use(["A-1", "2", "14.35 -87.25", "15132", "100", "Uno", "HN"], ["A-2", "2", f"14.35 -87.25{mark}14.45 -87.15", "15132", "100", "Dos", "HN"])
                self.left_out("aid", [])
                self.assertEqual(ledger(self.result, "aid")["read"], 3)

    def test_half_a_place_among_several_makes_no_list_and_rejects_the_row(self):
        self.use(["A-1", "2", "14.35 -87.25", "15132", "100", "Uno", "HN"], ["A-2", "2", "14.35 -87.25;14.45", "15132", "100", "Dos", "HN"])
        self.left_out("aid", [(3, "location_point_pos", "E2004")])

    def test_lists_of_places_that_differ_in_length_reject_the_row(self):
        self.HEADER = [*self.HEADER, "location_exactness_code"]
        self.use(["A-1", "2", "14.35 -87.25;14.45 -87.15", "15132", "100", "Uno", "HN", "1;2"], ["A-2", "2", "14.35 -87.25;14.45 -87.15", "15132", "100", "Dos", "HN", "1"])
        self.left_out("aid", [(3, "location_exactness_code", "E2035")])


class IncidentRows(Case):
    """Row 5 of the incidents (line 6 of the file) is spoilt: a homicide of 0102."""
    LINE = 6

    def spoil(self, column, value):
        self.study.incidents[self.LINE - 1][column] = value

    def each(self, column, values, name, code):
        for value in values:
            with self.subTest(value):
                self.setUp()
                self.spoil(column, value)
                self.left_out("homicides", [(self.LINE, name, code)])
                self.assertEqual(municipalities(self.result)["0102"]["incidents"], 3)

    def test_the_untouched_study_rejects_nothing(self):
        self.left_out("homicides", [])
        self.assertEqual(municipalities(self.result)["0102"]["incidents"], 4)

    def test_dates_that_do_not_exist(self):
        self.each(DATE, ["2013-02-31", "2013-13-01", "2013-00-10", "20130231", "yesterday", "", "2013-06-31", "2013-02-29", "0000-00-00", "2013-1-"], "date", "E2008")

    def test_a_date_that_does_not_exist_day_first(self):
        for row in self.study.incidents[1:]:
            row[DATE] = "/".join(reversed(row[DATE].split("-")))
        self.study.incident_layers[0]["date_format"] = "%d/%m/%Y"
        self.spoil(DATE, "31/02/2011")
        self.left_out("homicides", [(self.LINE, "date", "E2008")])

    def test_text_in_a_number(self):
        self.each(VICTIMS, ["two", "1x", "0x10", "1 2", "", "--1", "1e", "١"], "victims", "E2004")

    def test_numbers_that_are_not_finite(self):
        self.each(VICTIMS, ["NaN", "nan", "1e999", "-1e999", "inf", "Infinity"], "victims", "E2005")

    def test_numbers_that_count_nothing(self):
        self.each(VICTIMS, ["-1", "-0.5"], "victims", "E2006")
        self.each(VICTIMS, ["1.5", "0.1"], "victims", "E2007")
        self.each(VICTIMS, ["1e300"], "victims", "E2018")

    def test_coordinates_that_are_text_or_not_finite(self):
        self.each(LON, ["west", "87 X", "W 87 W", "87°60'W"], "lon", "E2004")
        self.each(LAT, ["NaN", "1e999"], "lat", "E2005")

    def test_degrees_with_a_letter_are_a_coordinate(self):
        """A row of 0102 at its own longitude, with the side in place of the sign."""
        for write in ("{} W", "{}° O", "W{}"):
            with self.subTest(write):
                self.setUp()
                self.spoil(LON, write.format(self.study.incidents[self.LINE - 1][LON].lstrip("-")))
                self.left_out("homicides", [])
                self.assertEqual(municipalities(self.result)["0102"]["incidents"], 4)

    def test_coordinates_out_of_range(self):
        self.each(LAT, ["95", "-90.0001"], "lat", "E2011")
        self.each(LON, ["181", "-1000000"], "lon", "E2011")

    def test_a_point_at_0_0(self):
        for zero in (("0", "0"), ("0.0", "-0"), ("0.000000", "0e5")):
            with self.subTest(zero):
                self.setUp()
                self.spoil(LON, zero[0])
                self.spoil(LAT, zero[1])
                self.left_out("homicides", [(self.LINE, "lon", "E2012")])

    def test_missing_coordinates(self):
        self.each(LON, [""], "lon", "E2010")
        self.each(LAT, ["", "  "], "lat", "E2010")

    def test_a_point_outside_every_municipality_is_counted_apart(self):
        self.spoil(LON, "-80.0")
        self.left_out("homicides", [(self.LINE, "", "E2023")])
        self.assertEqual(ledger(self.result, "homicides")["outside"], 1)

    def test_days_outside_the_period_are_filtered_and_not_rejected(self):
        self.spoil(DATE, "2012-12-31")
        self.left_out("homicides", [], filtered=[(self.LINE, "date", "E2039")])

    def test_the_same_id_twice(self):
        self.study.incidents.append(list(self.study.incidents[self.LINE - 1]))
        last = len(self.study.incidents)
        self.left_out("homicides", [(last, "id", "E2024")])
        self.assertEqual(municipalities(self.result)["0102"]["incidents"], 4)

    def test_ids_and_broken_text_are_in_no_reject_of_a_public_profile(self):
        """A column may hold a name: what cannot be read is said to be there, not repeated."""
        for row in self.study.incidents:
            row[0] = "folio" if row[0] == "id" else row[0]
        self.study.incident_layers[0]["id"] = "folio"
        self.study.study["profile"] = "public"
        x, y = inside("0102", .5, .5)
        self.study.incidents += [list(self.study.incidents[self.LINE - 1]), f"Mar\xeda Secreta,2013-01-01,{x},{y},1\n".encode("latin-1")]
        last = len(self.study.incidents)
        self.study.incident_layers[0]["encoding"] = "utf-8"
        self.left_out("homicides", [(last - 1, "folio", "E2024"), (last, "folio", "E2019")])
        self.assertEqual({one["value"] for one in rejects(self.result, "homicides")}, {""})
        for path in self.result.rglob("*.*"):
            self.assertNotIn(b"Secreta", path.read_bytes(), path)

    def test_the_same_id_with_other_content_rejects_both(self):
        self.study.incidents.append(list(self.study.incidents[self.LINE - 1]))
        self.study.incidents[-1][VICTIMS] = "2"
        last = len(self.study.incidents)
        self.left_out("homicides", [(self.LINE, "id", "E2017"), (last, "id", "E2017")])
        self.assertEqual(municipalities(self.result)["0102"]["incidents"], 3)

    def test_rows_without_an_id_are_never_dropped(self):
        for _ in range(3):
            self.study.incidents.append([""] + self.study.incidents[self.LINE - 1][1:])
        self.left_out("homicides", [])
        self.assertEqual(municipalities(self.result)["0102"]["incidents"], 7)

    def test_many_bad_rows_of_every_kind_keep_their_lines(self):
        x, y = inside("0102", .5, .5)
        bad = [(["A1", "2013-02-30", x, y, 1], "date", "E2008"), (["A2", "2013-01-01", "0", "0", 1], "lon", "E2012"),
               (["A3", "2013-01-01", x, y, "x"], "victims", "E2004"), (["A4", "2013-01-01", x], "", "E2001"),
               (["A5", "2013-01-01", x, y, "1e999"], "victims", "E2005"), (["A6", "2013-01-01", "-80", y, 1], "", "E2023")]
        expected = []
        for row, column, code in bad:
            self.study.incidents.append(row)
            expected.append((len(self.study.incidents), column, code))
        self.left_out("homicides", expected)


class Dates(Case):
    def day_first(self, keep):
        rows = self.study.incidents
        self.study.incidents = rows[:1] + [row for row in rows[1:] if keep(int(row[DATE][8:]))]
        for row in self.study.incidents[1:]:
            row[DATE] = "/".join(reversed(row[DATE].split("-")))

    def test_dates_whose_order_cannot_be_told_stop_the_run(self):
        self.day_first(lambda day: day <= 12)
        self.refused(3, "E2009", "homicides.csv", column="date", says="date_format")

    def test_03_04_2011_with_no_format(self):
        x, y = inside("0102", .5, .5)
        self.study.incidents = [self.study.incidents[0], ["A", "03/04/2011", x, y, 1], ["B", "05/06/2011", x, y, 1]]
        said = self.refused(3, "E2009", says="%d/%m/%Y")
        self.assertIn("03/04/2011", said.err)

    def test_a_format_settles_the_order(self):
        self.day_first(lambda day: day <= 12)
        self.study.incident_layers[0]["date_format"] = "%d/%m/%Y"
        self.left_out("homicides", [])

    def test_a_day_beyond_12_settles_the_order_and_the_guess_is_printed(self):
        self.day_first(lambda day: True)
        said = self.left_out("homicides", [])
        self.assertIn("%d/%m/%Y", said.err)


class Bytes(Case):
    def test_latin_1_bytes_in_a_utf_8_file_reject_their_row_alone(self):
        x, y = inside("0102", .5, .5)
        self.study.incidents.append(f"C\xf3rdoba,2013-01-01,{x},{y},1\n".encode("latin-1"))
        last = len(self.study.incidents)
        for utf8 in ("said by the study", "said by another row"):
            with self.subTest(utf8):
                if utf8 == "said by the study":
                    self.study.incident_layers[0]["encoding"] = "utf-8"
                else:
                    del self.study.incident_layers[0]["encoding"]
                    self.study.incidents[3][0] = "Le\xf3n"
                    self.result = self.place / "again"
                self.left_out("homicides", [(last, "id", "E2019")])

    def test_latin_1_bytes_in_a_file_without_utf_8_are_recognised_and_said(self):
        x, y = inside("0102", .5, .5)
        self.study.incidents.append(f"C\xf3rdoba,2013-01-01,{x},{y},1\n".encode("latin-1"))
        said = self.left_out("homicides", [])
        self.assertEqual(municipalities(self.result)["0102"]["incidents"], 5)
        self.assertIn("encoding = cp1252", said.err)

    def test_latin_1_is_read_where_the_study_says_so(self):
        self.study.files["homicides.csv"] = csv_bytes(self.study.incidents).replace(b"H-0102", b"H\xf1-0102")
        self.study.incident_layers[0]["encoding"] = "latin1"
        self.left_out("homicides", [])

    def test_latin_1_in_a_header_names_the_line_and_the_way_out(self):
        self.study.files["homicides.csv"] = csv_bytes(self.study.incidents).replace(b"victims", b"v\xedctimas", 1)
        self.study.incident_layers[0]["weight"] = "víctimas"
        self.study.incident_layers[0]["encoding"] = "utf-8"
        self.refused(3, "E2019", "homicides.csv", row=1, says="encoding")
        del self.study.incident_layers[0]["encoding"]
        self.result = self.place / "again"
        said = self.left_out("homicides", [])
        self.assertIn("encoding = cp1252", said.err)

    def test_latin_1_in_boundaries(self):
        self.study.files["municipalities.geojson"] = self.study.usual_files()["municipalities.geojson"].replace(b"Villa 0202", b"Le\xf3n 0202")
        self.left_out("municipalities", [(5, "name", "E2019")])

    def test_nul_bytes_reject_their_row_alone(self):
        x, y = inside("0102", .5, .5)
        self.study.incidents.append(f"A\0B,2013-01-01,{x},{y},1\n".encode())
        self.study.incidents.append(["C", "2013-01-01", x, y, 1])
        self.left_out("homicides", [(len(self.study.incidents) - 1, "", "E2003")])

    def test_ragged_rows(self):
        x, y = inside("0102", .5, .5)
        self.study.incidents += [b"A\n", f"B,2013-01-01,{x},{y},1,extra\n".encode(), f"C,2013-01-01,{x},{y},1,,\n".encode()]
        last = len(self.study.incidents)
        self.left_out("homicides", [(last - 2, "", "E2001"), (last - 1, "", "E2001")])

    def test_quotes_that_do_not_close_lose_one_row_and_not_the_rest_of_the_file(self):
        x, y = inside("0102", .5, .5)
        self.study.incidents.insert(5, f'"A,2013-01-01,{x},{y},1\n'.encode())
        self.published()
        self.assert_balanced()
        self.assertEqual(ledger(self.result, "homicides")["rejected"], 1)
        self.assertEqual(ledger(self.result, "homicides")["located"], 127)

    def test_a_huge_line_rejects_its_row_alone(self):
        x, y = inside("0102", .5, .5)
        self.study.incidents += [b"x" * (3 << 20) + b"\n", ["C", "2013-01-01", x, y, 1]]
        self.left_out("homicides", [(len(self.study.incidents) - 1, "", "E1010")])

    def test_other_line_ends_and_a_byte_order_mark_change_nothing(self):
        for change in (lambda b: b.replace(b"\n", b"\r\n"), lambda b: b.replace(b"\n", b"\r"), lambda b: b"\xef\xbb\xbf" + b, lambda b: b.rstrip(b"\n"), lambda b: b + b"\n\n  \n"):
            self.setUp()
            self.study.files["homicides.csv"] = change(csv_bytes(self.study.incidents))
            self.left_out("homicides", [], check=False)
            self.assertEqual(ledger(self.result, "homicides")["located"], 127)

    def test_hostile_text_is_text_in_every_output(self):
        hostile = "<script>alert(1)</script>\";DROP TABLE gaps;--\\u0000 =cmd|'/c calc'!A0 \x1b[31m"
        self.study.features[1]["properties"]["name"] = hostile
        said = self.published()
        self.assertEqual(municipalities(self.result)["0102"]["name"], hostile)
        shown = self.program.run("gaps", self.result, "--municipality", "0102", "--gap-class", "not_at_risk")
        self.assertNotIn("\x1b[31m", shown.out + said.out)


class Counts(Case):
    def setUp(self):
        super().setUp()
        rows = [["code", "year", "month", "n"]] + [[code, 2013, month, 2] for code in ("0101", "0102", "0203", "0303") for month in range(1, 13)]
        rows += [["0302", 2013, month, 0] for month in range(1, 13)]
        self.counts = rows
        self.study.incident_layers = [{"name": "homicides", "source": "homicides.csv", "class": "0101", "municipality": "code", "year": "year",
                                       "month": "month", "count": "n"}]
        self.study.at_risk["measure"] = "count"

    def out(self, rows, filtered=()):
        self.study.files["homicides.csv"] = csv_bytes(self.counts)
        self.left_out("homicides", rows, filtered=filtered)

    def test_counts_and_zeros_and_no_record_stay_apart(self):
        self.out([])
        found = municipalities(self.result)
        self.assertEqual((found["0101"]["incidents"], found["0302"]["incidents"], found["0301"]["incidents"]), (24, 0, None))

    def test_an_unknown_municipality_code(self):
        self.counts[3][0] = "9998"
        self.out([(4, "code", "E2014")])

    def test_9999_is_no_municipality(self):
        """What registers write where they do not know it; `missing` in the study says otherwise."""
        self.counts[3][0] = "9999"
        self.out([(4, "code", "E2015")])

    def test_a_code_without_its_leading_zero(self):
        self.counts[3][0] = "101"
        self.out([])
        self.assertEqual(municipalities(self.result)["0101"]["incidents"], 24)

    def test_a_code_without_its_leading_zero_where_codes_count_as_written(self):
        self.counts[3][0] = "101"
        self.study.municipalities[0]["keys"] = "exact"
        self.out([(4, "code", "E2014")])

    def test_a_name_that_two_municipalities_carry(self):
        for one in self.study.features[:2]:
            one["properties"]["name"] = "La Unión"
        self.counts[3][0] = "La Unión"
        self.out([(4, "code", "E2027")])

    def test_no_code(self):
        self.counts[3][0] = ""
        self.out([(4, "code", "E2015")])

    def test_a_month_or_year_that_does_not_exist(self):
        self.counts[3][2] = 13
        self.counts[4][2] = 0
        self.counts[5][1] = "20x3"
        self.out([(4, "month", "E2018"), (5, "month", "E2018"), (6, "year", "E2018")])

    def test_a_count_partly_inside_the_period_is_rejected_and_never_prorated(self):
        self.counts = [["code", "year", "n"], ["0101", 2013, 9], ["0102", 2012, 9], ["0203", 2014, 9]]
        self.study.study.update({"from": Raw("2013-02-01"), "to": Raw("2014-12-31")})
        del self.study.incident_layers[0]["month"]
        self.out([(2, "year", "E2016")], filtered=[(3, "year", "E2039")])
        self.assertEqual((municipalities(self.result)["0101"]["incidents"], municipalities(self.result)["0203"]["incidents"]), (None, 9))

    def test_a_fraction_and_a_negative_count(self):
        self.counts[3][3] = "1.5"
        self.counts[4][3] = "-2"
        self.out([(4, "n", "E2007"), (5, "n", "E2006")])


class SitesAndPeople(Case):
    def test_a_bad_site_is_left_out(self):
        rows = self.study.sites["educational"]
        rows[1][3] = "x"
        rows[2][5] = "2013-02-30"
        rows[3][3], rows[3][4] = "0", "0"
        self.left_out("educational", [(2, "lon", "E2004"), (3, "start", "E2008"), (4, "lon", "E2012")])

    def test_a_status_that_nobody_knows_is_rejected_or_noted(self):
        self.study.sites["educational"][1][7] = "who knows"
        self.published()
        self.assert_balanced()

    def test_bad_settlements_are_left_out(self):
        rows = self.study.settlements
        rows[1][5], rows[2][5], rows[3][5], rows[4][5] = "many", "-3", "NaN", "1e999"
        rows[5][3] = "0"
        rows[5][4] = "0"
        self.left_out("population", [(2, "people", "E2004"), (3, "people", "E2006"), (4, "people", "E2005"), (5, "people", "E2005"), (6, "lon", "E2012")])

    def test_a_settlement_outside_every_municipality_is_named(self):
        self.study.settlements[1][3] = "-80.0"
        self.left_out("population", [(2, "", "E2023")])

    def test_more_rejects_than_allowed_publish_with_a_banner_and_6(self):
        self.study.output["max_reject_share"] = 0.01
        for i in range(3, 8):
            self.study.incidents[i][1] = "2013-02-31"
        said = self.published(status=6)
        self.assert_message("\n".join(line for line in said.err.split("\n") if "E7012" in line or "hint" in line), "E7012", hint=False)
        self.assertIn("WARNING", said.out)
        summary = (self.result / "summary.json").read_text()
        self.assertIn("WARNING", summary)
        self.assert_balanced()


if __name__ == "__main__":
    main()
