# SPDX-License-Identifier: Apache-2.0
"""What a public run says beside its numbers: books, digests and rejects of layers that the profile protects stay out of every file."""
import csv
import json
import shutil
import sqlite3
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
from program import manifest  # noqa: E402
from suite import Case, main  # noqa: E402

DIGESTS = {"family_violence.csv", "health_social.csv", "programmes.csv"}  # counts to withhold; sites marked sensitive
BOOKS = {"family_violence", "health_social", "programmes"}


class Demo(Case):
    def setUp(self):
        super().setUp()
        self.folder = Path(tempfile.mkdtemp(prefix="presencia-withholding-"))
        self.addCleanup(shutil.rmtree, self.folder)
        shutil.copytree(self.program.source / "examples" / "01_demo", self.folder / "study")

    def run_as(self, profile, *options):
        file = self.folder / "study" / "study.toml"
        text = file.read_text(encoding="utf-8")
        self.assertIn('"public"', text)
        file.write_text(text.replace('"public"', f'"{profile}"'), encoding="utf-8")
        out = self.folder / profile
        said = self.program.run("run", file, "-o", out, *options)
        self.assertEqual(said.status, 0, said.err)
        return out, said

    def test_a_public_run_withholds_digests_and_books_alike_everywhere(self):
        out, said = self.run_as("public")
        inputs = manifest(out)["inputs"]
        self.assertEqual({one["file"] for one in inputs if one.get("withheld")}, DIGESTS)
        for one in inputs:
            self.assertEqual("sha256" in one or "bytes" in one, one["file"] not in DIGESTS, one)
        books = manifest(out)["ledger"]
        self.assertEqual({one["layer"] for one in books if one.get("withheld")}, BOOKS)
        for one in books:
            self.assertEqual("read" in one, one["layer"] not in BOOKS, one)
        with sqlite3.connect(f"file:{out / 'study.gpkg'}?mode=ro", uri=True) as store:
            self.assertEqual([json.loads(text) for (text,) in store.execute("select ledger from ledger order by fid")], books)
        summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
        self.assertEqual(summary["ledger"], books)
        self.assertFalse({path.stem for path in (out / "rejects").iterdir()} & BOOKS)

    def test_a_column_that_marks_sensitive_sites_withholds_the_books_though_the_study_does_not_name_it(self):
        study = self.folder / "study"
        (study / "shelters.csv").write_text("id,family,departamento,precision,sensible\n1,social,Norte,departamento,si\n", encoding="utf-8")
        with open(study / "study.toml", "a", encoding="utf-8") as file:
            file.write('\n[[sites]]\nname = "shelters"\nsource = "shelters.csv"\n')
        out, said = self.run_as("public")
        self.assertIn("shelters", {one["layer"] for one in manifest(out)["ledger"] if one.get("withheld")})
        self.assertIn("shelters.csv", {one["file"] for one in manifest(out)["inputs"] if one.get("withheld")})
        self.assertFalse((out / "rejects" / "shelters.csv").exists())

    def test_rows_left_out_of_incidents_and_sites_carry_values_only_on_request_and_in_a_restricted_run(self):
        for profile, options, shown in (("public", (), False), ("restricted", ("--with-points",), True)):
            if profile == "restricted":
                shutil.copy(self.program.source / "examples" / "01_demo" / "study.toml", self.folder / "study" / "study.toml")
            out, said = self.run_as(profile, *options)
            with open(out / "rejects" / "homicides.csv", encoding="utf-8", newline="") as handle:
                values = [row["value"] for row in csv.DictReader(handle)]
            self.assertTrue(values)
            self.assertEqual(any(values), shown, profile)

    def test_families_of_programmes_alone_are_said_to_be_that_and_raise_no_alarm(self):
        out, said = self.run_as("public")
        self.assertIn("solo hay programas", " ".join(said.out.split()))
        self.assertNotIn("alcanza a nadie", said.out)

    def test_a_family_whose_sites_reach_nobody_raises_an_alarm(self):
        courts = self.folder / "study" / "courts.csv"
        lines = courts.read_text(encoding="utf-8").splitlines()
        courts.write_text(lines[0] + "\n" + "".join(line + "\n" for line in lines[1:2]).replace("-9", "-2"), encoding="utf-8")
        out, said = self.run_as("restricted")
        self.assertRegex(" ".join(said.out.split()), r"ninguna sede de justicia alcanza a nadie")


if __name__ == "__main__":
    main()
