# SPDX-License-Identifier: Apache-2.0
"""init over files with several layers, files that cannot be used, and layers of which a run would reject too much: each is told of by itself, with the option that settles it."""
import json
import re
import shlex
import sys
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
import sheets  # noqa: E402
from drawn_study import CODES, COUNTS, csv_bytes  # noqa: E402
from init_case import InitCase  # noqa: E402
from program import manifest  # noqa: E402
from suite import main  # noqa: E402

OWN = re.compile(r"# (?!complete_for|as_of|#|\[|target|max_reject_share|reach)(\w+ *= )")


class LayersCase(InitCase):
    def answer(self, *options, files, status=0):
        return json.loads(self.init("--json", "--overwrite", *options, files=files, status=status).out)

    def answered(self, questions, files):
        """The options that the questions are printed with leave nothing to ask, and the study runs."""
        flags = [word for one in questions for word in shlex.split(one["flag"])]
        answer = self.answer(*flags, files=files)
        self.assertEqual(answer["questions"], [])
        self.run_it()
        return answer

    def without(self, *names):
        return [file for file in self.files if file.name not in names]

    def places(self, name, *columns):
        """The rows of a file of sites, cut to the named columns."""
        lines = [line.split(",") for line in (self.study.folder / name).read_text(encoding="utf-8").splitlines()]
        return [[row[lines[0].index(column)] for column in columns] for row in lines]

    def uncommented(self):
        """The study with all that was recognised taken into it: it must say the same."""
        text = self.to.read_text(encoding="utf-8")
        said = "\n".join(OWN.sub(r"\1", line) if OWN.match(line) else line for line in text.split("\n"))
        self.assertNotEqual(said, text)
        place = self.study.folder / "said.toml"
        place.write_text(said, encoding="utf-8")
        ran = self.program.run("run", place, "-o", self.study.folder / "said", "--overwrite")
        self.assertEqual(ran.status, 0, said + ran.err)
        self.assertEqual((self.study.folder / "said" / "gaps.csv").read_bytes(), (self.result / "gaps.csv").read_bytes(), said)


class SeveralSheets(LayersCase):
    def test_a_word_on_one_sheet_holds_for_that_sheet_alone(self):
        book = self.study.folder / "sedes.xlsx"
        table = self.places("health.csv", "name", "lon", "lat")
        sheets.xlsx(book, {"Norte": table, "Sur = lejos": table})
        files = self.without("health.csv", "schools.csv") + [book]
        questions = self.answer(files=files)["questions"]
        self.assertEqual([(one["layer"], one["flag"]) for one in questions],
                         [("Norte", "--set 'sedes.xlsx:Norte:family=social'"), ("Sur = lejos", "--set 'sedes.xlsx:\"Sur = lejos\":family=social'")])
        answer = self.answer("--set", "sedes.xlsx:Norte:family=educational", files=files)
        self.assertEqual([one["layer"] for one in answer["questions"]], ["Sur = lejos"])
        self.answered(questions, files)
        # A word on a sheet goes before one on the workbook, whichever comes first.
        self.init("--overwrite", "--set", "sedes.xlsx:Norte:family=educational", "--set", "sedes.xlsx:family=social", files=files)
        families = {one["layer"]: one["family"] for one in tomllib.loads(self.to.read_text(encoding="utf-8"))["sites"] if "layer" in one}
        self.assertEqual(families, {"Norte": "educational", "Sur = lejos": "social"})
        answer = self.answer("--set", "sedes.xlsx:Norte:as=none", files=files)
        self.assertEqual({one["layer"]: one["why_not"] for one in answer["files"] if one["file"] == "sedes.xlsx"}["Norte"], "así lo dice --set")

    def test_a_sheet_that_is_not_there_is_refused_with_those_that_are(self):
        book = self.study.folder / "sedes.xlsx"
        sheets.xlsx(book, {"Norte": self.places("health.csv", "name", "lon", "lat"), "Sur": self.places("health.csv", "name", "lon", "lat")})
        said = self.init("--set", "sedes.xlsx:Este:family=social", files=self.files + [book], status=2)
        self.assertIn("Norte, Sur", said.err)
        said = self.init("--set", "police.csv:Norte:family=social", status=2)
        self.assertIn("no tiene capas", said.err)

    def test_what_is_wrong_with_one_sheet_is_told_of_that_sheet(self):
        book = self.study.folder / "datos.xlsx"
        courts = [["name", "lon", "lat", "start"]] + [row + ["1/2/1999"] for row in self.places("courts.csv", "name", "lon", "lat")[1:]]
        sheets.xlsx(book, {"homicidios": self.study.incidents, "juzgados": courts})
        files = self.without("homicides.csv", "courts.csv") + [book]
        answer = self.answer(files=files)
        used = {one["layer"]: (one["used"], one["why_not"][:5]) for one in answer["files"] if one["file"] == "datos.xlsx"}
        self.assertEqual(used, {"homicidios": (True, ""), "juzgados": (False, "E2009")})
        (question,) = answer["questions"]
        self.assertEqual((question["layer"], question["answers"]), ("juzgados", ['date_format = "%d/%m/%Y"', 'date_format = "%m/%d/%Y"']))
        self.assertEqual(question["flag"], "--set 'datos.xlsx:juzgados:date_format=%d/%m/%Y'")
        self.answered([question], files)

    def test_beside_a_sheet_stands_what_was_recognised_in_it(self):
        book = self.study.folder / "delitos.xlsx"
        counts = [["Registro"], ["Fuente propia"], [], ["codigo_municipio", "Fecha", "Casos"]] + [[code, "2013/05/02", COUNTS[code]] for code in CODES]
        police = [["Nombre", "Lon", "Lat", "Personal"]] + [row + [7] for row in self.places("police.csv", "name", "lon", "lat")[1:]]
        sheets.xlsx(book, {"Homicidios": counts, "Policía": police})
        files = self.without("homicides.csv", "police.csv") + [book]
        self.init(files=files)
        self.run_it()
        text = self.to.read_text(encoding="utf-8")
        tables = {re.search(r'layer += "(.+?)"', table)[1]: table for table in re.split(r"\n\n", text) if 'source' in table and "delitos.xlsx" in table}
        self.assertIn('"Personal"', tables["Policía"])
        self.assertNotIn("Personal", tables["Homicidios"])
        self.assertNotIn("Casos", tables["Policía"])
        self.uncommented()


class DatesBeside(LayersCase):
    def written(self, form):
        months = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")
        rows = self.study.incidents
        dated = [[row[0], form(row[1][8:], months[int(row[1][5:7]) - 1], row[1][:4], number), *row[2:]] for number, row in enumerate(rows[1:])]
        self.put("homicides.csv", csv_bytes([rows[0]] + dated))
        self.init("--overwrite")
        self.run_it()
        self.uncommented()
        return re.findall(r'^# date_format *= "(.*?)"', self.to.read_text(encoding="utf-8"), re.MULTILINE)

    def test_a_format_in_words_is_the_one_that_reads_the_column(self):
        for separator in "- /.":
            self.assertIn(f"%d{separator}%b{separator}%Y", self.written(lambda day, month, year, number: separator.join((day, month, year))))

    def test_dates_in_several_forms_have_no_format_that_could_be_uncommented(self):
        formats = self.written(lambda day, month, year, number: f"{day} de {month} de {year}" if number % 2 else f"{day}-{month}-{year}")
        self.assertFalse([one for one in formats if "%b" in one], formats)


class TooManyRejects(LayersCase):
    def test_init_ends_as_run_would_and_says_first_which_file_and_why(self):
        rows = [["codigo_municipio", "year", "homicidios"]] + [[code, 2013, COUNTS[code]] for code in CODES] + [["9901", 2013, 1], ["9902", 2013, 2]]
        self.put("homicides.csv", csv_bytes(rows))
        said = self.init("--lang", "en", status=6)
        self.assertTrue(said.out.startswith("Too many rows would be rejected"), said.out)
        self.assertIn("2 rows: E2014", said.out)
        self.assertIn("--set 'homicides.csv:as=none'", said.out)
        self.assertNotIn("Go on with", said.out)
        self.run_it(status=6)
        (doubt,) = self.answer(files=self.files, status=6)["too_many_rejects"]
        self.assertEqual((doubt["file"], doubt["rejected"], doubt["read"], doubt["leave_out"]), ("homicides.csv", 2, 11, "--set 'homicides.csv:as=none'"))
        self.assertEqual([(one["id"], one["rows"], one["row"]) for one in doubt["reasons"]], [("E2014", 2, 11)])

    def test_words_that_are_no_family_are_asked_for_with_an_option_that_names_them(self):
        table = self.places("health.csv", "name", "lon", "lat")
        mixed = [table[0] + ["tipo"]] + [row + [kind] for row, kind in zip(table[1:], ("juzgado", "juzgado", "Zzyzx"))]
        files = self.without("courts.csv", "health.csv") + [self.put("directorio.csv", csv_bytes(mixed))]
        (doubt,) = self.answer(files=files, status=6)["too_many_rejects"]
        flag = doubt["reasons"][0]["flag"]
        self.assertIn('"Zzyzx" = "none"', flag)
        answer = self.answer(*shlex.split(flag), files=files)
        self.assertEqual(answer["too_many_rejects"], [])
        self.run_it()

    def test_a_file_without_anything_in_it_does_not_stop_the_others(self):
        files = self.files + [self.put("vacio.csv", b""), self.put("vacio.geojson", b"")]
        answer = self.answer(files=files)
        self.assertEqual({one["file"]: (one["kind"], one["why_not"][:5]) for one in answer["files"] if "vacio" in one["file"]}, {"vacio.csv": ("unknown", "E1006"), "vacio.geojson": ("unknown", "E1006")})
        self.run_it()

    def test_a_folder_among_the_files_does_not_stop_the_others(self):
        (self.study.folder / "otros").mkdir()
        self.init(files=self.files + [self.study.folder / "otros"])
        self.run_it()

    def test_a_link_to_a_file_elsewhere_names_the_folder_that_a_run_must_be_allowed(self):
        elsewhere = self.study.folder.parent / "otra"
        elsewhere.mkdir()
        police = self.study.folder / "police.csv"
        police.rename(elsewhere / "police.csv")
        police.symlink_to(elsewhere / "police.csv")
        said = self.init("--lang", "en", files=self.files)
        self.assertIn(f"--allow-root {elsewhere.resolve()}", said.out)
        self.assertEqual(self.program.run("run", self.to, "-o", self.result, "--allow-root", elsewhere).status, 0)

    def test_files_are_named_from_the_working_folder_as_a_person_names_them(self):
        said = self.init("--lang", "en", files=[path.name for path in self.files], to="study.toml", cwd=self.study.folder)
        self.assertNotIn("--allow-root", said.out)
        self.run_it()

    def test_names_that_can_be_no_file_are_slips_of_the_hand_too(self):
        loop = self.study.folder / "vuelta.csv"
        loop.symlink_to(loop)
        for name in ("", "a" * 300 + ".csv", loop):
            with self.subTest(name):
                said = self.init(files=self.files + [name], status=3)
                self.assertIn("E1001", said.err)

    def test_a_file_that_is_not_there_is_a_slip_of_the_hand(self):
        said = self.init(files=self.files + [self.study.folder / "policia.csv"], status=3)
        self.assertIn("E1001", said.err)
        self.assertFalse(self.to.exists())


class WithOptions(LayersCase):
    def test_metres_without_a_system_are_asked_about_with_the_option(self):
        self.put("courts.csv", csv_bytes([["id", "name", "lon", "lat"], ["C-1", "Juzgado", 483822.0, 1586582.0], ["C-2", "Juzgado", 484822.0, 1586582.0]]))
        (question,) = self.answer(files=self.files)["questions"]
        self.assertEqual((question["file"], question["flag"]), ("courts.csv", "--set 'courts.csv:crs=EPSG:32616'"))
        self.answered([question], self.files)

    def test_boundaries_without_a_system_name_the_option_and_are_told_of_once(self):
        metres = json.loads(json.dumps(self.study.boundaries))
        for feature in metres["features"]:
            feature["geometry"]["coordinates"] = [[[500000 + 100000 * (x + 87), 1580000 + 110000 * (y - 14.3)] for x, y in ring] for ring in feature["geometry"]["coordinates"]]
        self.put("municipalities.geojson", json.dumps(metres))
        said = self.init(status=3)
        self.assertIn("--set 'municipalities.geojson:crs=EPSG:32616'", said.err)
        self.assertNotIn(".toml:", said.err)
        self.assertEqual(len(re.findall(r"EPSG:26716", said.err)), 1, said.err)

    def test_longitudes_without_their_sign_are_asked_about_with_both_options(self):
        table = self.places("courts.csv", "id", "name", "lon", "lat")
        self.put("courts.csv", csv_bytes([table[0]] + [[row[0], row[1], row[2].lstrip("-"), row[3]] for row in table[1:]] * 3))
        (question,) = self.answer(files=self.files)["questions"]
        self.assertEqual((question["answers"], question["flag"]), (['coordinates = "west"', 'coordinates = "as_written"'], "--set 'courts.csv:coordinates=west'"))
        self.answered([question], self.files)


class ThePeriod(LayersCase):
    def period_of(self, rows, files=(), header=("codigo_municipio", "anio", "mes", "casos")):
        self.put("homicides.csv", csv_bytes([list(header)] + rows))
        self.init("--overwrite", files=self.files + list(files))
        study = tomllib.loads(self.to.read_text(encoding="utf-8"))["study"]
        self.run_it()
        return study["from"].isoformat(), study["to"].isoformat()

    def test_a_few_months_of_a_year_are_the_whole_year(self):
        self.assertEqual(self.period_of([["0102", 2013, 5, 1], ["0202", 2013, 6, 2]]), ("2013-01-01", "2013-12-31"))

    def test_a_row_that_knows_the_year_alone_keeps_it_whole(self):
        rows = [[code, 2013, month, 30] for code in CODES for month in (5, 6)] + [["0202", 2013, 99, 7]]
        self.assertEqual(self.period_of(rows), ("2013-01-01", "2013-12-31"))
        self.assertEqual(next(one for one in manifest(self.result)["ledger"] if one["layer"] == "homicides")["rejected"], 0)

    def test_a_year_that_ends_with_the_data_is_cut_and_it_is_said(self):
        rows = [[code, 2013, month, 30] for code in CODES for month in range(1, 8)]
        self.assertEqual(self.period_of(rows), ("2013-01-01", "2013-07-31"))
        self.assertIn("después de 2013-07 no hay nada", self.to.read_text(encoding="utf-8"))

    def test_months_that_another_file_holds_are_not_cut(self):
        rows = [[code, 2013, month, 30] for code in CODES for month in range(1, 8)]
        other = self.put("robos.csv", csv_bytes([["codigo_municipio", "anio", "mes", "casos"], ["0101", 2013, 12, 3]]))
        self.assertEqual(self.period_of(rows, [other]), ("2013-01-01", "2013-12-31"))


if __name__ == "__main__":
    main()
