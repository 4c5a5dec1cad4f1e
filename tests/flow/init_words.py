# SPDX-License-Identifier: Apache-2.0
"""`init --set`: the user's word reaches every place of the study that it speaks of, names one file and no other, and every question is printed with the option that answers it."""
import json
import sys
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
from drawn_study import CODES, csv_bytes  # noqa: E402
from init_case import InitCase  # noqa: E402
from program import municipalities  # noqa: E402
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


if __name__ == "__main__":
    main()
