# SPDX-License-Identifier: Apache-2.0
"""`init --set`: the user's word reaches every place of the study that it speaks of, names one file and no other, and every question is printed with the option that answers it."""
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
from program import ledger, manifest, municipalities  # noqa: E402
from suite import main  # noqa: E402


class TheUsersWord(InitCase):
    def text(self):
        return self.to.read_text(encoding="utf-8")

    def written(self):
        """The study as any reader of TOML understands it."""
        return tomllib.loads(self.text())

    def beside(self, beginning):
        """The comment beside the one line that begins so."""
        lines = [line for line in self.text().splitlines() if line.startswith(beginning)]
        self.assertEqual(len(lines), 1, self.text())
        return lines[0].partition("  # ")[2]

    def people(self, years=(2005, 2012, 2030)):
        """People by municipality in a file of their own, and boundaries that know none."""
        for feature in self.study.boundaries["features"]:
            del feature["properties"]["population"]
        self.put("municipalities.geojson", json.dumps(self.study.boundaries))
        rows = [["codigo", "anio", "poblacion"]] + [[code, year, 10000 + year] for code in CODES for year in years]
        return [file for file in self.files if file.name != "settlements.csv"] + [self.put("censo.csv", csv_bytes(rows))]

    def test_a_layer_that_the_user_names_is_called_so_wherever_the_study_speaks_of_it(self):
        other = self.put("homicidios_viejos.csv", (self.study.folder / "homicides.csv").read_bytes())
        files = self.files + [other]
        self.init("--set", "homicides.csv:name=muertes violentas", "--set", "police.csv:name=puestos", files=files)
        study = self.written()
        self.assertEqual(study["at_risk"]["incidents"], "muertes violentas")
        self.assertEqual([one["name"] for one in study["incidents"]], ["muertes violentas", "homicidios_viejos"])
        self.assertIn("puestos", [one["name"] for one in study["sites"]])
        self.run_it()
        # And where the other layer is the one that the rule looks at, the named one is what one could also look at.
        self.init("--overwrite", "--set", "homicides.csv:name=homicidios_viejos_2", "--set", "homicides.csv:class=0201", files=files)
        self.assertEqual(self.written()["at_risk"]["incidents"], "homicidios_viejos")
        self.assertRegex(self.text(), r"# También se podría mirar: homicidios_viejos_2\n")

    def test_a_name_that_the_user_gives_is_not_taken_by_another_file(self):
        other = self.put("muertes.csv", (self.study.folder / "homicides.csv").read_bytes())
        self.init("--set", "homicides.csv:name=muertes", files=self.files + [other])
        self.assertEqual([one["name"] for one in self.written()["incidents"]], ["muertes", "muertes_2"])
        self.run_it()

    def test_of_the_sheets_of_one_workbook_the_first_is_called_as_the_user_says(self):
        book = self.study.folder / "muertes.xlsx"
        table = [["codigo_municipio", "anio", "homicidios"]] + [[code, 2013, count] for code, count in COUNTS.items()]
        sheets.xlsx(book, {"Norte": table, "Sur": table})
        files = [file for file in self.files if file.name != "homicides.csv"] + [book]
        self.init("--set", "muertes.xlsx:name=muertes", files=files)
        self.assertEqual([(one["layer"], one["name"]) for one in self.written()["incidents"]], [("Norte", "muertes"), ("Sur", "muertes_2")])
        self.assertEqual(self.written()["at_risk"]["incidents"], "muertes")
        self.run_it()
        # One sheet alone may be named, and is read alone.
        self.init("--overwrite", "--set", "muertes.xlsx:layer=Sur", "--set", "muertes.xlsx:name=sur", files=files)
        self.assertEqual([(one["layer"], one["name"]) for one in self.written()["incidents"]], [("Sur", "sur")])
        self.run_it()

    def test_what_the_user_says_of_a_table_of_people_stands_beside_it_as_the_users_word(self):
        files = self.people()
        self.init("--lang", "en", files=files)
        self.assertEqual(self.written()["municipalities"][0]["population"], {"source": "censo.csv", "year": 2012})
        self.assertIn("the year nearest to the period", self.beside("population"))
        self.init("--lang", "en", "--overwrite", "--set", "censo.csv:year=2005", files=files)
        self.assertEqual(self.written()["municipalities"][0]["population"], {"source": "censo.csv", "year": 2005})
        self.assertEqual(self.beside("population"), "--set says: year")
        self.run_it()
        self.assertEqual({one["population"] for one in municipalities(self.result).values()}, {12005})
        # A word on something else leaves the year a guess, and says which is which.
        self.init("--lang", "en", "--overwrite", "--set", "censo.csv:encoding=utf-8", files=files)
        self.assertRegex(self.beside("population"), r"^the year nearest .*; --set says: encoding$")

    def test_a_value_is_written_again_from_what_it_means(self):
        files = self.people()
        for raw, meant in (('"utf-8" # c', "utf-8"), ("'utf-8'", "utf-8"), ('"""utf-8"""', "utf-8"), (' "utf\\u002D8"  ', "utf-8")):
            with self.subTest(raw):
                self.init("--overwrite", "--set", f"censo.csv:encoding={raw}", files=files)
                self.assertEqual(self.written()["municipalities"][0]["population"]["encoding"], meant)
                self.assertIn('encoding = "utf-8" }', self.text())
                self.run_it()
        # What is no value, or more than one, is a text: it cannot bring keys or tables of its own into the study.
        said = self.init("--overwrite", "--set", 'censo.csv:encoding="utf-8"\n[output]\nzoom = [0, 1]', files=files, status=3)
        self.assertIn("encoding", said.err)
        self.init("--overwrite", "--set", 'homicides.csv:where={field="id",not=["H-0102-00",]} # one')
        self.assertRegex(self.text(), r'\nwhere +\= { field = "id", not = \["H-0102-00"\] }  # --set\n')
        self.assertEqual(next(one for one in self.run_it() if one["layer"] == "homicides")["filtered"], 1)

    def test_the_users_class_of_a_file_whose_name_says_none_is_its_class(self):
        other = self.put("sucesos.csv", (self.study.folder / "homicides.csv").read_bytes())
        # Where the file is the first of several, memory that nobody has written yet is no zeros: what reads a word that the name does not say ends there.
        files = [other] + [file for file in self.files if file.name != "homicides.csv"]
        self.init("--set", "sucesos.csv:class=0101", files=files, env={"MALLOC_PERTURB_": "165"})
        self.assertEqual(self.written()["incidents"][0]["class"], "0101")
        self.assertEqual(self.beside("class"), "--set")
        self.run_it()


class OneFileOfSeveral(InitCase):
    def twins(self):
        """Two files of one name in two folders."""
        for place, source in (("norte", "police.csv"), ("sur", "courts.csv")):
            (self.study.folder / place).mkdir()
            (self.study.folder / source).rename(self.study.folder / place / "sedes.csv")
        files = [file for file in self.files if file.name not in ("police.csv", "courts.csv")]
        return files + [self.study.folder / "norte" / "sedes.csv", self.study.folder / "sur" / "sedes.csv"]

    def used(self, *options, files):
        return {one["file"]: one["used"] for one in json.loads(self.init("--json", "--overwrite", *options, files=files).out)["files"]}

    def test_a_name_that_two_files_have_is_refused_with_both_and_a_longer_one_settles_it(self):
        files = self.twins()
        said = self.init("--set", "sedes.csv:as=none", files=files, status=2)
        self.assertIn("norte/sedes.csv, sur/sedes.csv", said.err)
        self.assertFalse(self.to.exists())
        families = ("--set", "norte/sedes.csv:family=law_enforcement", "--set", "sur/sedes.csv:family=judicial")
        self.assertEqual({name: used for name, used in self.used(*families, files=files).items() if "sedes" in name}, {"norte/sedes.csv": True, "sur/sedes.csv": True})
        self.run_it()
        study = tomllib.loads(self.to.read_text(encoding="utf-8"))
        self.assertEqual({one["source"]: one["family"] for one in study["sites"] if "sedes" in one["source"]}, {"norte/sedes.csv": "law_enforcement", "sur/sedes.csv": "judicial"})
        used = self.used(*families, "--set", "norte/sedes.csv:as=none", files=files)
        self.assertEqual((used["norte/sedes.csv"], used["sur/sedes.csv"]), (False, True))
        for whole in (str(files[-1]), str(self.study.folder / "norte" / ".." / "sur" / "sedes.csv")):
            self.assertEqual(self.used(*families, "--set", f"{whole}:as=none", files=files)["sur/sedes.csv"], False)

    def test_a_longer_name_is_one_of_whole_folders(self):
        files = self.twins()
        self.assertIn("rte/sedes.csv", self.init("--set", "rte/sedes.csv:as=none", files=files, status=2).err)

    def test_the_questions_about_two_files_of_one_name_say_which_is_meant(self):
        files = self.twins()
        questions = json.loads(self.init("--json", files=files).out)["questions"]
        self.assertEqual([one["flag"] for one in questions], ["--set 'norte/sedes.csv:family=social'", "--set 'sur/sedes.csv:family=social'"])
        flags = [word for one in questions for word in shlex.split(one["flag"])]
        self.assertEqual(json.loads(self.init("--json", "--overwrite", *flags, files=files).out)["questions"], [])

    def test_a_file_in_the_folder_itself_is_told_from_one_below_it(self):
        (self.study.folder / "sur").mkdir()
        (self.study.folder / "courts.csv").rename(self.study.folder / "sur" / "sedes.csv")
        (self.study.folder / "police.csv").rename(self.study.folder / "sedes.csv")
        names = ["municipalities.geojson", "homicides.csv", "settlements.csv", "sedes.csv", "sur/sedes.csv"]
        said = self.init("--set", "sedes.csv:as=none", files=names, status=2, cwd=self.study.folder)
        self.assertIn("./sedes.csv, sur/sedes.csv", said.err)
        answer = json.loads(self.init("--json", "--set", "./sedes.csv:as=none", files=names, cwd=self.study.folder).out)
        self.assertEqual([one["why_not"] for one in answer["files"] if one["file"] == "sedes.csv"], ["así lo dice --set"])
        self.assertEqual([one["flag"] for one in answer["questions"]], ["--set 'sur/sedes.csv:family=social'"])

    def test_a_file_that_is_named_twice_is_one_file(self):
        self.init("--set", "police.csv:family=social", files=self.files + [self.study.folder / "." / "police.csv"])

    def test_an_option_that_is_printed_is_one_word_of_a_shell_whatever_the_file_is_called(self):
        odd = self.study.folder / "l'été $x.csv"
        (self.study.folder / "police.csv").rename(odd)
        files = [file for file in self.files if file.name != "police.csv"] + [odd]
        flag = json.loads(self.init("--json", files=files).out)["questions"][0]["flag"]
        self.assertEqual(shlex.split(flag), ["--set", "l'été $x.csv:family=social"])
        self.assertEqual(json.loads(self.init("--json", "--overwrite", *shlex.split(flag), files=files).out)["questions"], [])


class RowsOfOthers(InitCase):
    """Rows of other countries are left out by name; what only looks like one stays, and is said."""

    def counts(self, words):
        """Nine counts of Honduras and one of each word in the column of countries."""
        rows = [["iso3", "codigo_municipio", "anio", "homicidios"]] + [["HND", code, 2013, 5] for code in CODES] + [[word, CODES[0], 2013, 1] for word in words]
        self.put("homicides.csv", csv_bytes(rows))

    def left_out(self):
        (layer,) = tomllib.loads(self.to.read_text(encoding="utf-8"))["incidents"]
        return layer.get("where", {})

    def test_codes_that_iso_assigns_are_other_countries_and_other_capitals_are_not(self):
        self.counts(["GTM", "PER", "PE", "Guatemala", "XYZ", "TOT", "ZZ", "NA", "", "-"])
        said = self.init("--lang", "en", status=6)
        self.assertEqual(self.left_out(), {"field": "iso3", "not": ["GTM", "Guatemala", "PE", "PER"]})
        sentence = "no country is known by these words of column iso3: TOT, XYZ, ZZ; their rows stay"
        self.assertIn("# " + sentence + "\n", self.to.read_text(encoding="utf-8"))
        self.assertIn("homicides.csv: " + sentence, " ".join(said.out.split()))
        book = next(one for one in self.run_it(status=6) if one["layer"] == "homicides")
        # Three words that are no country are rejected, with the value in sight; blanks and "NA" are rows of the study's only country.
        self.assertEqual({key: book[key] for key in ("read", "by_key", "filtered", "rejected")}, {"read": 19, "by_key": 12, "filtered": 4, "rejected": 3})

    def test_words_that_are_no_country_are_said_where_nothing_is_left_out(self):
        self.counts(["XYZ"])
        said = self.init("--lang", "es", status=6)
        self.assertEqual(self.left_out(), {})
        self.assertIn("homicides.csv: no se conoce ningún país por estas palabras de la columna iso3: XYZ; sus filas se quedan", " ".join(said.out.split()))

    def test_a_table_that_names_no_more_than_the_department_is_kept(self):
        rows = [["Organización", "Sector", "Departamento", "Estado"], ["#org+impl", "#sector", "#adm1+name", "#status"]]
        rows += [["A", "Education", "Dep 01", "ongoing"], ["B", "Health", "Dep 02", "ongoing"], ["C", "Education", "Dep 03", "ongoing"]]
        files = self.files + [self.put("quien_hace_que.csv", csv_bytes(rows))]
        answer = json.loads(self.init("--json", files=files).out)
        self.assertEqual({one["file"]: (one["kind"], one["used"], one["why_not"]) for one in answer["files"]}["quien_hace_que.csv"], ("sites", True, ""))
        book = next(one for one in self.run_it() if one["layer"] == "quien_hace_que")
        self.assertEqual((book["read"], book["outside"]), (3, 3))


class HowItIsWritten(InitCase):
    """Encodings and headers of which the bytes do not tell."""

    def put_counts(self, name, encoding="cp850", header=(["municipio", "year", "homicidios"],), row=None):
        """Counts by the name of the place; one place has a letter that DOS and Windows write differently."""
        places = {f["properties"]["code"]: f["properties"] for f in self.study.boundaries["features"]}
        places["0101"]["name"] = "Concepción"
        self.put("municipalities.geojson", json.dumps(self.study.boundaries))
        row = row or (lambda place, count: [place["name"], 2013, count])
        rows = [*header, *(row(places[code], count) for code, count in COUNTS.items())]
        self.put(name, csv_bytes(rows).decode().encode(encoding))
        return [file for file in self.files if file.name != "homicides.csv"] + [self.study.folder / name]

    def answered(self, question, files):
        """init with the option that the question is printed with leaves nothing to ask, and its study runs."""
        answer = json.loads(self.init("--json", "--overwrite", *shlex.split(question["flag"]), files=files).out)
        self.assertEqual(answer["questions"], [])
        self.run_it()

    def test_windows_or_dos_is_a_question_with_its_option_and_the_study_waits_for_it(self):
        files = self.put_counts("homicidios.csv")
        answer = json.loads(self.init("--json", files=files, status=3).out)
        (question,) = answer["questions"]
        self.assertEqual((question["file"], question["answers"], question["stops"]), ("homicidios.csv", ['encoding = "cp850"', 'encoding = "cp1252"'], True))
        self.assertEqual(question["flag"], "--set 'homicidios.csv:encoding=cp850'")
        self.assertIn("DOS", question["question"])
        self.assertEqual({one["file"]: one["kind"] for one in answer["files"]}["homicidios.csv"], "incidents")
        # The study holds both answers: it runs once one of them is uncommented, as with dates.
        text = self.to.read_text(encoding="utf-8")
        self.assertEqual(self.program.run("run", self.to, "-o", self.result).status, 3)
        self.to.write_text(re.sub(r'^# (encoding *= "cp850")', r"\1", text, flags=re.MULTILINE), encoding="utf-8")
        self.run_it()
        self.assertEqual(ledger(self.result, "homicidios")["by_key"], 9)
        self.answered(question, files)
        self.assertEqual(ledger(self.result, "homicidios")["by_key"], 9)
        # A person reads the same, in either language.
        for language, words in (("es", "o ya en la orden: "), ("en", "or in the command itself: ")):
            said = self.init("--overwrite", "--lang", language, files=files, status=3)
            self.assertIn(words + question["flag"], said.out)

    def test_a_list_in_windows_or_dos_text_beside_other_incidents_is_asked_about_and_the_rest_runs(self):
        homicides = self.study.folder / "homicides.csv"
        files = self.put_counts("lista.csv", header=(["departamento", "municipio"],), row=lambda place, count: [place["department"], place["name"]]) + [homicides]
        answer = json.loads(self.init("--json", files=files).out)
        (question,) = answer["questions"]
        self.assertEqual((question["file"], question["flag"], question["stops"]), ("lista.csv", "--set 'lista.csv:encoding=cp850'", False))
        self.assertEqual({one["file"]: (one["kind"], one["used"]) for one in answer["files"]}["lista.csv"], ("codes", False))
        self.assertIn("lista.csv: ¿Windows o DOS?", self.to.read_text(encoding="utf-8"))
        self.run_it()
        self.answered(question, files)
        self.assertEqual(next(one for one in manifest(self.result)["ledger"] if one["layer"] == "lista")["by_key"], 9)

    def test_without_anything_else_a_list_that_waits_is_named_with_its_option(self):
        files = self.put_counts("lista.csv", header=(["departamento", "municipio"],), row=lambda place, count: [place["department"], place["name"]])
        said = self.init(files=files, status=3)
        self.assertIn("lista.csv: ¿Windows o DOS?", said.err)
        self.assertIn("--set 'lista.csv:encoding=cp850'", said.err)
        self.assertIn("--set 'lista.csv:encoding=cp850'", self.init("--json", files=files, status=3).err)

    def in_two_rows(self):
        """Counts of 2013 below a header in two rows, in both shapes that offices write, and what the columns are called together."""
        above = ([None, None, 2012, None, 2013, None], ["Código", "Municipio", "Hombres", "Mujeres", "Hombres", "Mujeres"])
        below = (["Código", "Municipio", "2012", None, "2013", None], [None, None, "Hombres", "Mujeres", "Hombres", "Mujeres"])
        for header in (above, below):
            with self.subTest(header[0]):
                yield self.put_counts("homicidios_2013.csv", encoding="utf-8", header=header, row=lambda place, count: [place["code"], place["name"], 1, 2, count, 0])

    def written(self):
        return tomllib.loads(self.to.read_text(encoding="utf-8"))["incidents"][0]

    def test_a_header_in_two_rows_is_joined_and_the_study_says_so_beside_the_file(self):
        for files in self.in_two_rows():
            answer = json.loads(self.init("--json", "--overwrite", "--lang", "en", "--set", "homicidios_2013.csv:count=2013 Hombres", files=files).out)
            self.assertEqual(answer["questions"], [])
            (guess,) = [one for one in answer["guesses"] if one["role"] == "header"]
            self.assertEqual(guess["value"], "[1, 2]")
            self.assertIn("2012 Hombres, 2012 Mujeres, 2013 Hombres, 2013 Mujeres", guess["evidence"])
            line = re.search(r"^# header *= \[1, 2\]", self.to.read_text(encoding="utf-8"), flags=re.MULTILINE)
            self.assertTrue(line, self.to.read_text(encoding="utf-8"))
            self.run_it()
            self.assertEqual({code: one["incidents"] for code, one in municipalities(self.result).items()}, COUNTS)
            # The comment is what the study may say itself.
            self.to.write_text(self.to.read_text(encoding="utf-8").replace(line.group(), line.group()[2:]), encoding="utf-8")
            self.assertEqual(self.written()["header"], [1, 2])
            self.run_it()
            self.assertEqual({code: one["incidents"] for code, one in municipalities(self.result).items()}, COUNTS)
            self.assertEqual([one for one in manifest(self.result)["guesses"] if one["role"] == "header"], [])

    def test_years_above_sexes_are_added_without_a_word_of_the_user(self):
        for files in self.in_two_rows():
            answer = json.loads(self.init("--json", "--overwrite", "--lang", "en", "--set", "homicidios_2013.csv:wide={ columns = ['2013 Hombres', '2013 Mujeres'] }", files=files).out)
            self.run_it()
            self.assertEqual({code: one["incidents"] for code, one in municipalities(self.result).items()}, COUNTS)
            answer = json.loads(self.init("--json", "--overwrite", "--lang", "en", "--from", "2012-01-01", "--to", "2012-12-31", files=files).out)
            self.assertEqual(answer["questions"], [])
            (wide,) = [one for one in answer["guesses"] if one["role"] == "wide" and one["source"] == "homicidios_2013.csv"]
            self.assertIn("parts of one time are added: Hombres, Mujeres", wide["evidence"])
            self.run_it()
            self.assertEqual({code: one["incidents"] for code, one in municipalities(self.result).items()}, dict.fromkeys(COUNTS, 3))

    def test_the_users_word_joins_two_rows_or_takes_one_of_them(self):
        for files in self.in_two_rows():
            self.init("--overwrite", "--set", "homicidios_2013.csv:header=[1, 2]", "--set", "homicidios_2013.csv:count=2013 Hombres", files=files)
            self.assertEqual(self.written()["header"], [1, 2])
            self.run_it()
            self.assertEqual({code: one["incidents"] for code, one in municipalities(self.result).items()}, COUNTS)
            said = self.init("--overwrite", "--set", "homicidios_2013.csv:header=[2, 1]", files=files, status=3)
            self.assertIn("header = [3, 4]", said.out + said.err)
            said = self.init("--overwrite", "--lang", "en", "--set", "homicidios_2013.csv:header=[1, 5]", files=files, status=3)
            self.assertIn("header = [1, 2]", said.out + said.err)
        # One row alone: the lower one, whose names that come back are numbered.
        above = ([None, None, 2012, None, 2013, None], ["Código", "Municipio", "Hombres", "Mujeres", "Hombres", "Mujeres"])
        files = self.put_counts("homicidios_2013.csv", encoding="utf-8", header=above, row=lambda place, count: [place["code"], place["name"], 1, 2, count, 0])
        self.init("--overwrite", "--set", "homicidios_2013.csv:header=2", "--set", "homicidios_2013.csv:count=Hombres_2", files=files)
        self.assertEqual(self.written()["header"], 2)
        self.run_it()
        self.assertEqual({code: one["incidents"] for code, one in municipalities(self.result).items()}, COUNTS)

    def test_years_without_names_between_them_are_refused_where_no_second_row_names_them(self):
        names = ["Código", "Municipio", "2012", None, "2013", None]
        below = [None, None, "Hombres", "Mujeres", "Hombres", "Mujeres"]
        for header, options in (((names,), ()), ((names, below), ("--set", "homicidios_2013.csv:header=1"))):
            files = self.put_counts("homicidios_2013.csv", encoding="utf-8", header=header, row=lambda place, count: [place["code"], place["name"], 1, 2, count, 0])
            said = self.init(*options, files=files, status=3)
            self.assertIn("la columna 4 no tiene nombre y está entre \"2012\" y \"2013\": lo que cuenta se perdería", said.out + said.err)
            self.assertIn("dele nombre en el archivo", said.out + said.err)

    def test_a_file_that_is_no_text_is_said_to_be_none_with_what_to_do(self):
        files = self.files + [self.put("foto.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)))]
        said = self.init(files=files)
        self.assertIn("no es texto: por sus primeros bytes es una imagen PNG", said.out)
        self.assertIn("pida la tabla", said.out)
        self.run_it()

    def test_a_file_that_is_left_out_asks_nothing(self):
        homicides = self.study.folder / "homicides.csv"
        files = self.put_counts("homicidios.csv") + [homicides]
        self.assertEqual(json.loads(self.init("--json", "--set", "homicidios.csv:as=none", files=files).out)["questions"], [])


if __name__ == "__main__":
    main()
