# SPDX-License-Identifier: Apache-2.0
"""A study from files alone: it runs as it stands, says what it assumed, asks what only the user can know."""
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
from drawn_study import CODES, COUNTS, csv_bytes, municipality, square  # noqa: E402
from init_case import InitCase  # noqa: E402
from program import manifest, tree  # noqa: E402
from suite import main  # noqa: E402


class Init(InitCase):
    def test_every_file_is_taken_for_what_it_is_and_the_study_runs_as_it_stands(self):
        answer = json.loads(self.init("--json", "--lang", "en").out)
        kinds = {one["file"]: one["kind"] for one in answer["files"]}
        self.assertEqual(kinds, {"municipalities.geojson": "municipalities", "homicides.csv": "incidents", "police.csv": "sites", "courts.csv": "sites", "health.csv": "sites",
                                 "schools.csv": "sites", "settlements.csv": "population"})
        self.assertTrue(all(one["used"] and one["evidence"] for one in answer["files"]))
        self.assertTrue(answer["runs"])
        self.assertEqual(answer["questions"], [])
        text = self.to.read_text(encoding="utf-8")
        self.assertIn("from     = 2013-01-01", text)
        self.assertIn("to       = 2013-12-31", text)
        for family in ("law_enforcement", "judicial", "social", "educational"):
            self.assertIn(f'family         = "{family}"', text)
        self.assertIn('# complete_for = ["HND"]', text)
        self.run_it()
        counts = {one["properties"]["code"]: one["properties"]["incidents"] for one in json.loads((self.result / "municipalities.geojson").read_text())["features"]}
        # Where nothing happened nobody said that the file is complete: no record, which is not zero.
        self.assertEqual(counts, {code: count or None for code, count in COUNTS.items()})

    def test_the_same_files_give_the_same_bytes_for_any_threads_locale_and_zone(self):
        self.init()
        first = self.to.read_bytes()
        self.init("--overwrite", env={"PRESENCIA_THREADS": "4", "TZ": "Asia/Tokyo", "LC_ALL": "de_DE.UTF-8"})
        self.assertEqual(self.to.read_bytes(), first)

    def test_a_study_that_exists_is_left_alone(self):
        self.init()
        before = tree(self.study.folder)
        said = self.init(status=5)
        self.assertIn("E5001", said.err)
        self.assertEqual(tree(self.study.folder), before)

    def test_a_hyphen_writes_to_stdout_and_nothing_else(self):
        before = tree(self.study.folder)
        said = self.program.run("init", *[path.name for path in self.files], "-o", "-", cwd=self.study.folder)
        self.assertEqual(said.status, 0, said.err)
        self.assertTrue(said.out.startswith("# "), said.out)
        self.assertEqual(tree(self.study.folder), before)
        self.to.write_text(said.out, encoding="utf-8")
        self.run_it()

    def test_without_boundaries_there_is_no_study_and_the_message_says_so(self):
        files = [path for path in self.files if path.suffix == ".csv"]
        said = self.init(files=files, status=3)
        self.assertIn("E7005", said.err)
        self.assertIn("municipalities", said.err)
        self.assertIn("homicides.csv", said.err)  # what each file was taken for is said all the same
        self.assertFalse(self.to.exists())

    def test_without_anything_that_says_who_is_at_risk_there_is_no_study(self):
        said = self.init(files=[path for path in self.files if path.name != "homicides.csv"], status=3)
        self.assertIn("at_risk", said.err)
        self.assertFalse(self.to.exists())

    def test_a_list_of_codes_is_the_rule_where_there_are_no_incidents(self):
        listed = self.put("prioritarios.csv", csv_bytes([["codigo", "nombre"]] + [[code, f"Villa {code}"] for code in CODES[:3]]))
        files = [path for path in self.files if path.name != "homicides.csv"] + [listed]
        said = self.init(files=files, status=3)
        self.assertIn("--from", said.err)
        self.init("--from", "2013-01-01", "--to", "2013-12-31", files=files)
        self.run_it()
        risk = {one["properties"]["code"]: one["properties"]["at_risk"] for one in json.loads((self.result / "municipalities.geojson").read_text())["features"]}
        self.assertEqual({code for code, at_risk in risk.items() if at_risk}, set(CODES[:3]))

    def test_dates_of_which_nothing_tells_the_order_are_asked_about_with_both_answers(self):
        rows = self.study.incidents
        ambiguous = [rows[0]] + [[row[0], f"{1 + i % 12:02}/{1 + (5 * i) % 12:02}/2013", *row[2:]] for i, row in enumerate(rows[1:])]
        self.put("homicides.csv", csv_bytes(ambiguous))
        said = self.init(status=3)
        self.assertIn("%d/%m/%Y", said.out)
        self.assertIn("%m/%d/%Y", said.out)
        text = self.to.read_text(encoding="utf-8")
        for answer in ("%d/%m/%Y", "%m/%d/%Y"):
            self.assertIn(f'# date_format  = "{answer}"', text)
        self.to.write_text(text.replace('# date_format  = "%d/%m/%Y"', 'date_format  = "%d/%m/%Y"'), encoding="utf-8")
        self.run_it()

    def test_of_two_files_of_boundaries_the_finer_one_is_taken_and_the_other_asked_about(self):
        halves = {"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {"codigo": "0" + str(row), "nombre": f"Dep {row}"},
             "geometry": {"type": "Polygon", "coordinates": [[square(f"0{row}01")["coordinates"][0][0], square(f"0{row}03")["coordinates"][0][1], square(f"0{row}03")["coordinates"][0][2],
                                                              square(f"0{row}01")["coordinates"][0][3], square(f"0{row}01")["coordinates"][0][0]]]}} for row in (1, 2, 3)]}
        other = self.put("departamentos.geojson", json.dumps(halves))
        answer = json.loads(self.init("--json", files=self.files + [other]).out)
        self.assertEqual([one["file"] for one in answer["questions"]], ["departamentos.geojson"])
        self.assertEqual({one["file"]: one["used"] for one in answer["files"] if one["kind"] == "municipalities"}, {"municipalities.geojson": True, "departamentos.geojson": False})
        self.assertIn('# source', self.to.read_text(encoding="utf-8").split("departamentos.geojson")[-2][-40:])
        self.assertEqual(self.run_it()[0]["located"], 9)

    def test_a_layer_that_cannot_be_read_stands_as_a_comment_with_the_reason(self):
        self.put("courts.csv", csv_bytes([["id", "name", "lon", "lat"], ["C-1", "Juzgado", 452311.5, 1554210.2], ["C-2", "Juzgado", 462311.5, 1564210.2]]))
        answer = json.loads(self.init("--json").out)
        courts = next(one for one in answer["files"] if one["file"] == "courts.csv")
        self.assertFalse(courts["used"])
        self.assertIn("E4001", courts["why_not"])
        self.run_it()
        self.assertNotIn("courts", [one["layer"] for one in manifest(self.result)["ledger"]])

    def test_sites_of_an_unknown_family_are_asked_about(self):
        (self.study.folder / "police.csv").rename(self.study.folder / "lista.csv")
        files = [self.study.folder / "lista.csv"] + [path for path in self.files if path.name != "police.csv"]
        answer = json.loads(self.init("--json", files=files).out)
        self.assertEqual([one["file"] for one in answer["questions"]], ["lista.csv"])
        self.assertEqual(len(answer["questions"][0]["answers"]), 6)
        self.run_it()

    def test_the_user_says_what_only_the_user_knows_and_nothing_is_left_to_ask(self):
        (self.study.folder / "police.csv").rename(self.study.folder / "lista.csv")
        files = [self.study.folder / "lista.csv"] + [path for path in self.files if path.name != "police.csv"]
        asked = json.loads(self.init("--json", files=files).out)["questions"]
        self.assertEqual([one["flag"] for one in asked], ["--set 'lista.csv:family=social'"])
        answer = json.loads(self.init("--json", "--overwrite", "--set", "lista.csv:family=law_enforcement", "--set", "courts.csv:as=none", files=files).out)
        self.assertEqual(answer["questions"], [])
        self.assertEqual({one["file"]: one["used"] for one in answer["files"] if one["file"] in ("lista.csv", "courts.csv")}, {"lista.csv": True, "courts.csv": False})
        self.run_it()
        self.assertIn("lista", [one["layer"] for one in manifest(self.result)["ledger"]])
        self.assertNotIn("courts", [one["layer"] for one in manifest(self.result)["ledger"]])

    def test_a_file_that_is_left_out_is_not_asked_about_and_the_last_word_counts(self):
        (self.study.folder / "police.csv").rename(self.study.folder / "lista.csv")
        files = [self.study.folder / "lista.csv"] + [path for path in self.files if path.name != "police.csv"]
        answer = json.loads(self.init("--json", "--set", "lista.csv:as=none", files=files).out)
        self.assertEqual(answer["questions"], [])
        self.init("--overwrite", "--set", "lista.csv:family=social", "--set", "lista.csv:family=border", files=files)
        self.assertIn('"border"', self.to.read_text(encoding="utf-8"))
        self.assertIn("FILE:KEY", self.init("--lang", "en", "--overwrite", "--set", "lista.csv:source=x.csv", files=files, status=2).err)

    def test_points_are_kept_whatever_country_their_row_says(self):
        rows = self.study.incidents
        self.put("homicides.csv", csv_bytes([rows[0] + ["iso3"]] + [row + ["GTM" if k % 5 == 0 else "HND"] for k, row in enumerate(rows[1:])]))
        self.init()
        book = next(one for one in self.run_it() if one["layer"] == "homicides")
        self.assertEqual((book["read"], book["located"]), (127, 127))

    def test_a_word_on_a_file_that_is_not_there_or_says_nothing_is_a_usage_error(self):
        for word in ("otro.csv:family=social", "police.csv", "police.csv:as=escuelas", "police.csv:=x"):
            said = self.init("--set", word, status=2)
            self.assertIn("--set", said.err)
        # A key that no table has is named with the nearest one, as in any study.
        said = self.init("--set", "police.csv:famly=social", status=3)
        self.assertIn("family", said.err)

    def test_a_wide_table_with_years_of_zeros_gives_the_period_of_its_counts(self):
        rows = [["codigo", "municipio", *map(str, range(2009, 2016))]]
        rows += [[code, f"Villa {code}", 0, 0, 3 + n, 4, 5, 0, 0] for n, code in enumerate(CODES)]
        self.put("homicides.csv", csv_bytes(rows))
        self.init()
        text = self.to.read_text(encoding="utf-8")
        self.assertIn("from     = 2011-01-01", text)
        self.assertIn("to       = 2013-12-31", text)
        self.run_it()

    def test_counts_of_other_countries_are_left_out_by_name_and_counted_as_filtered(self):
        rows = [["iso3", "codigo_municipio", "anio", "homicidios"]] + [["HND", code, 2013, 5] for code in CODES] + [["GTM", code, 2013, 7] for code in CODES] + [["", CODES[0], 2013, 1]]
        self.put("homicides.csv", csv_bytes(rows))
        self.init()
        book = next(one for one in self.run_it() if one["layer"] == "homicides")
        self.assertEqual({key: book[key] for key in ("read", "by_key", "filtered", "rejected")}, {"read": 19, "by_key": 10, "filtered": 9, "rejected": 0})

    def test_figures_by_country_are_of_no_use_by_municipality_and_init_says_so(self):
        homicide = self.put("unodc.csv", (Path(self.program.source) / "layers/incidents/samples/unodc.csv").read_bytes())
        answer = json.loads(self.init("--json", "--lang", "en", files=self.files + [homicide]).out)
        one = next(each for each in answer["files"] if each["file"] == "unodc.csv")
        self.assertEqual((one["kind"], one["used"]), ("incidents", False))
        self.assertIn("none of its", one["why_not"])
        self.assertIn("of use only where the study's units are countries", self.to.read_text(encoding="utf-8"))
        self.run_it()

    def test_names_with_their_department_are_a_list_of_municipalities(self):
        listed = self.put("prioritarios.csv", csv_bytes([["departamento", "municipio"]] + [[f["properties"]["department"], f["properties"]["name"]] for f in self.study.boundaries["features"][:3]]))
        answer = json.loads(self.init("--json", files=self.files + [listed]).out)
        self.assertEqual({one["file"]: one["kind"] for one in answer["files"]}["prioritarios.csv"], "codes")
        self.assertEqual(next(one for one in self.run_it() if one["layer"] == "prioritarios")["by_key"], 3)

    def test_boundaries_that_say_no_country_get_it_from_where_they_lie_or_from_the_user(self):
        for feature in self.study.boundaries["features"]:
            del feature["properties"]["country"]
        self.put("municipalities.geojson", json.dumps(self.study.boundaries))
        # Nine squares are not the extent of a country: nothing tells which one it is.
        said = self.init(status=3)
        self.assertIn("--country", said.err)
        self.init("--country", "HND")
        self.assertIn('country        = { value = "HND" }', self.to.read_text(encoding="utf-8").replace("country      =", "country        =").replace("country = {", "country        = {"))
        self.run_it()

    def test_codes_of_zeros_and_other_countries_are_left_out_of_the_boundaries(self):
        for place, name, code in (("0104", "Lago", "0"), ("0204", "Otro lago", "0"), ("0304", "Belice", "4000")):
            feature = municipality(place, name=name)
            feature["properties"]["code"] = code
            self.study.boundaries["features"].append(feature)
        self.put("municipalities.geojson", json.dumps(self.study.boundaries))
        self.init("--country", "HND")
        self.assertEqual({key: self.run_it()[0][key] for key in ("read", "located", "filtered")}, {"read": 12, "located": 9, "filtered": 3})


if __name__ == "__main__":
    main()
