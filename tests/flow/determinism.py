# SPDX-License-Identifier: Apache-2.0
"""The same input gives the same bytes: for any threads, locale and time zone, in a second run, and with shuffled rows."""
import datetime
import json
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
from drawn_study import DrawnStudy  # noqa: E402
from program import tree  # noqa: E402
from suite import Case, main  # noqa: E402


def made_locales(folder):
    """Locales with a decimal comma and with a dotless i, compiled for this test where the system has their sources."""
    made = []
    for name in ("de_DE", "tr_TR", "es_HN"):
        place = folder / f"{name}.UTF-8"
        if shutil.which("localedef") and Path("/usr/share/i18n/locales", name).exists():
            subprocess.run(["localedef", "-i", name, "-f", "UTF-8", "--no-archive", str(place)], capture_output=True, check=False)
        if place.exists():
            made.append(place.name)
    return made


class SameBytes(Case):
    """Each case runs the same study once more and compares the whole directory with the first."""

    def setUp(self):
        super().setUp()
        self.study.study["profile"] = "public"
        self.published()
        self.first = tree(self.result)

    def same(self, *options, **more):
        again = self.folder / "again"
        self.published(*options, output=again, **more)
        found = tree(again)
        self.assertEqual(sorted(found), sorted(self.first))
        self.assertEqual([name for name in found if found[name] != self.first[name]], [])
        self.published("--overwrite", *options, **more)
        self.assertEqual(tree(self.result), self.first, "over an earlier result")

    def test_a_second_run(self):
        self.same()

    def test_threads(self):
        self.same("--threads", "2")

    def test_threads_from_the_environment(self):
        self.same(env={"PRESENCIA_THREADS": "3"})

    def test_locales(self):
        places = self.folder / "locales"
        places.mkdir()
        made = made_locales(places)
        if not made:
            print("SKIPPED in part: no sources of locales (package locales), only C is tried", file=sys.stderr)
        for name in ["C", "C.UTF-8"] + made:
            with self.subTest(name):
                self.same_once(env={"LC_ALL": name, "LANG": name, "LOCPATH": str(places)})

    def same_once(self, **more):
        self.published("--overwrite", **more)
        self.assertEqual(tree(self.result), self.first)

    def test_time_zones(self):
        for zone in ("UTC", "America/Tegucigalpa", "Pacific/Kiritimati"):
            with self.subTest(zone):
                self.same_once(env={"TZ": zone})

    def test_other_folders_and_another_output_name(self):
        moved = DrawnStudy(self.folder / "a much longer name of a folder" / "study")
        moved.study["profile"] = "public"
        self.published(study=moved, output=self.folder / "anywhere")
        self.assertEqual(tree(self.folder / "anywhere"), self.first)

    def test_no_clock_time_in_any_output(self):
        today = datetime.date.today()
        for path in self.result.rglob("*"):
            if path.suffix in (".json", ".geojson", ".csv", ".svg", ".html", ".gpkg", ".mbtiles"):
                content = path.read_bytes()
                for day in (today, today - datetime.timedelta(1), today + datetime.timedelta(1)):
                    self.assertNotIn(day.isoformat().encode(), content, path)


class ShuffledRows(Case):
    def shuffled(self, seed):
        study = DrawnStudy(self.folder / f"shuffled-{seed}")
        study.study["profile"] = "public"
        chance = random.Random(seed)
        for rows in [study.incidents, study.settlements] + list(study.sites.values()):
            body = rows[1:]
            chance.shuffle(body)
            rows[1:] = body
        chance.shuffle(study.features)
        return study

    def without_lines(self, path):
        """A summary without what speaks of lines of files: the notes of the layers."""
        text = path.read_text(encoding="utf-8")
        return re.sub(r"[a-z_]+\.(csv|geojson):\d+", "LINE", text)

    def without_digests(self, path):
        return re.sub(r"\b[0-9a-f]{64}\b", "DIGEST", self.without_lines(path))

    def test_rows_in_another_order_change_only_line_references(self):
        self.study.study["profile"] = "public"
        self.published()
        for seed in (1, 2):
            with self.subTest(seed):
                other = self.folder / f"other-{seed}"
                self.published(study=self.shuffled(seed), output=other)
                for name in ("municipalities.geojson", "gaps.csv", "gaps.json"):
                    self.assertEqual((other / name).read_bytes(), (self.result / name).read_bytes(), name)
                self.assertEqual(self.without_lines(other / "summary.json"), self.without_lines(self.result / "summary.json"))
                first, second = tree(self.result), tree(other)
                differ = [name for name in first if first[name] != second.get(name)]
                self.assertEqual(set(differ) - {"manifest.json", "report.html"}, set(), "only these name inputs by their hash")
                self.assertEqual(self.without_digests(other / "report.html"), self.without_digests(self.result / "report.html"))

    def test_dirty_rows_in_another_order_too(self):
        """Duplicates and conflicts must not depend on which row comes first."""
        results = []
        for seed in (None, 5):
            study = DrawnStudy(self.folder / f"dirty-{seed}")
            row = study.incidents[10]
            study.incidents += [list(row), row[:4] + ["3"], ["D1", "2013-02-30"] + row[2:], ["D2", "2013-02-03", "-80", "14.4", "1"]]
            if seed is not None:
                body = study.incidents[1:]
                random.Random(seed).shuffle(body)
                study.incidents[1:] = body
            place = self.folder / f"result-{seed}"
            self.published(study=study, output=place)
            results.append(place)
        for name in ("municipalities.geojson", "gaps.csv"):
            self.assertEqual((results[0] / name).read_bytes(), (results[1] / name).read_bytes())
        books = [{one["layer"]: {k: v for k, v in one.items() if k != "notes"} for one in json.loads((place / "manifest.json").read_text())["ledger"]} for place in results]
        self.assertEqual(books[0], books[1])


if __name__ == "__main__":
    main()
