# SPDX-License-Identifier: Apache-2.0
"""check --fix: cleaned copies give the same numbers, say what was changed, and leave the originals alone."""
import csv
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
from program import manifest, table, tree  # noqa: E402
from suite import NOISE, Case, main  # noqa: E402


class Fix(Case):
    """The drawn study with a police table in Latin-1, ';', decimal commas, day-first dates, blanks and repeated rows, and boundaries that cross themselves."""

    def setUp(self):
        super().setUp()
        header, *rows = self.study.incidents
        dirty = [header + ["lugar"]]
        for i, (name, day, x, y, victims) in enumerate(rows):
            year, month, of_month = day.split("-")
            dirty.append([name, f"{of_month}/{month}/{year}", x.replace(".", ","), y.replace(".", ","), f" {victims} " if i % 3 else victims, "Peñón  "])
        dirty.append(dirty[1])
        text = "\n".join(";".join(str(cell) for cell in row) for row in dirty) + "\n"
        self.study.files["homicides.csv"] = text.encode("cp1252")
        self.study.incident_layers[0].update({"encoding": "cp1252", "decimal_comma": True})
        for key in ("id", "x", "y", "date", "weight"):
            del self.study.incident_layers[0][key]
        ring = self.study.features[4]["geometry"]["coordinates"][0]
        ring.insert(2, ring[0])  # a bow tie: out to a corner, back to the first, and on
        self.fixed = self.place / "fixed"

    def fix(self, *options, status=0):
        self.study.write()
        said = self.program.run("check", self.study.path, "--fix", self.fixed, *options)
        self.assertEqual(said.status, status, said.out + said.err)
        self.assertIsNone(NOISE.search(said.err), said.err)
        return said

    def numbers(self, study, name):
        said = self.program.run("run", study, "-o", self.place / name)
        self.assertEqual(said.status, 0, said.out + said.err)
        return [json.loads((self.place / name / "municipalities.geojson").read_text())["features"], table(self.place / name / "gaps.csv")]

    def test_a_run_of_the_copy_gives_the_same_numbers(self):
        self.fix()
        self.assertEqual(self.numbers(self.fixed / "study.toml", "copy"), self.numbers(self.study.path, "original"))

    def test_a_copy_of_a_table_with_several_places_in_a_cell_keeps_its_rows_and_gives_the_same_numbers(self):
        spots = [(x, y) for _, _, x, y, _ in self.study.incidents[1:7]]
        rows = ["iati_identifier,title_narrative,activity_status_code,sector_code,location_point_pos,location_exactness_code"]
        for i in range(0, 6, 2):
            (x, y), (u, v) = spots[i:i + 2]
            rows.append(f"XX-{i}, Proyecto {i} ,2,15130,{y} {x}|{v} {u},1|2")
        self.study.files["aid.csv"] = ("\n".join(rows) + "\n").encode()
        self.study.site_layers.append({"name": "aid", "source": "aid.csv", "kind": "programme"})
        self.fix()
        copy = list(csv.reader((self.fixed / "aid.csv").read_text(encoding="utf-8").splitlines()))
        self.assertEqual((len(copy), copy[1][1], copy[1][4].count("|")), (4, "Proyecto 0", 1))
        self.assertEqual(self.numbers(self.fixed / "study.toml", "copy"), self.numbers(self.study.path, "original"))
        books = [next(one for one in manifest(self.place / name)["ledger"] if one["layer"] == "aid") for name in ("copy", "original")]
        self.assertEqual([(book["read"], book["located"]) for book in books], [(6, 6)] * 2)

    def test_tables_are_clean_csv(self):
        before = len(self.study.incidents)
        self.fix()
        data = (self.fixed / "homicides.csv").read_bytes()
        rows = list(csv.reader(data.decode("utf-8").splitlines()))
        self.assertEqual(len(rows), before)  # the header, every incident, not the one that was there twice
        self.assertEqual(rows[0], ["id", "date", "lon", "lat", "victims", "lugar"])
        for row in rows[1:]:
            self.assertRegex(row[1], r"^2013-\d\d-\d\d$")
            self.assertRegex(row[2], r"^-\d+\.\d+$")
            self.assertEqual(row[4:], ["1", "Peñón"])
        self.assertEqual([row[1:4] for row in rows[1:]], [[day, str(float(x)), str(float(y))] for _, day, x, y, _ in self.study.incidents[1:]])

    def test_what_was_changed_is_listed(self):
        self.fix()
        found = {(one["copy"], one["change"], one["column"]): int(one["count"]) for one in table(self.fixed / "fixes.csv")}
        incidents = len(self.study.incidents) - 1
        self.assertEqual(found["homicides.csv", "date", "date"], incidents)
        self.assertEqual(found["homicides.csv", "number", "lon"], incidents)
        self.assertEqual(found["homicides.csv", "trimmed", "lugar"], incidents)
        self.assertEqual(found["homicides.csv", "duplicate", ""], 1)
        self.assertEqual(found["municipalities.geojson", "geometry", ""], 1)

    def test_rows_that_contradict_each_other_stay_apart_in_the_copy(self):
        """Two rows of one id that say different things are both rejected; no change to one of them may make them agree, nor their dates those of others unclear."""
        name, day, x, y, victims = self.study.incidents[9]
        other = f"{name};05/02/2013;{x.replace('.', ',')};{y.replace('.', ',')};{int(victims) + 1};Peñón\n"
        same = f"{name};05/02/2013;{x.replace('.', ',')};{y.replace('.', ',')};1 ;Peñón\n"
        self.study.files["homicides.csv"] += (other + same).encode("cp1252")
        self.fix()
        self.assertEqual(self.numbers(self.fixed / "study.toml", "copy"), self.numbers(self.study.path, "original"))
        books = [next(one for one in manifest(self.place / result)["ledger"] if one["layer"] == "homicides") for result in ("original", "copy")]
        self.assertEqual([book["rejected"] for book in books], [3, 3])

    def test_sources_are_left_alone_and_a_copy_is_replaced_only_on_request(self):
        self.study.write()
        before = tree(self.study.folder)
        self.fix()
        first = tree(self.fixed)
        self.assertEqual(tree(self.study.folder), before)
        self.fix(status=5)
        self.assertEqual(tree(self.fixed), first)
        self.fix("--overwrite")
        self.assertEqual(tree(self.fixed), first)

    def test_a_study_with_errors_is_not_fixed(self):
        self.study.extra = "\n[reach]\ntarget = 7\n"
        self.fix(status=3)
        self.assertFalse(self.fixed.exists())

    def test_the_copy_of_a_clean_copy_changes_nothing(self):
        self.fix()
        again = self.place / "again"
        said = self.program.run("check", self.fixed / "study.toml", "--fix", again)
        self.assertEqual(said.status, 0, said.out + said.err)
        self.assertEqual([one for one in table(again / "fixes.csv") if one["change"] not in ("encoding", "delimiter", "header", "decimal", "totals")], [])
        for name in ("homicides.csv", "municipalities.geojson", "settlements.csv"):
            self.assertEqual((again / name).read_bytes() if (again / name).exists() else b"", (self.fixed / name).read_bytes() if (self.fixed / name).exists() else b"", name)


if __name__ == "__main__":
    main()
