# SPDX-License-Identifier: Apache-2.0
"""A study and the cleaned copy that `check --fix` makes of it: a run of either has to give the same."""
import csv
import json
import re

from program import listing, manifest, table, tree
from suite import BALANCED, NOISE, Case

# What names the sources: everything else must be the same bytes.
NAMES_SOURCES = {"manifest.json", "report.html", "study.gpkg", "study.qgs", "summary.json"}
CLEAN_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def without(value, *names):
    """A JSON value without the members of these names, at any depth."""
    if isinstance(value, dict):
        return {key: without(one, *names) for key, one in value.items() if key not in names}
    return [without(one, *names) for one in value] if isinstance(value, list) else value


class FixedCase(Case):
    """Compares what comes of a study's originals with what comes of their copies."""

    def setUp(self):
        super().setUp()
        self.fixed = self.place / "fixed"

    def ran(self, study, name, status=0):
        said = self.program.run("run", study, "-o", self.place / name)
        self.assertEqual(said.status, status, said.out + said.err)
        return self.place / name

    def fix(self, path=None, status=0):
        path = path or self.study.write().path
        said = self.program.run("check", path, "--fix", self.fixed)
        self.assertEqual(said.status, status, said.out + said.err)
        self.assertIsNone(NOISE.search(said.err), said.err)
        return said

    def assert_same(self, path=None, status=0, foreign=()):
        """Runs the study, fixes it, runs the copy. `foreign`: what the copy is known to count otherwise, (layer, key)."""
        path = path or self.study.write().path
        original = self.ran(path, "original", status)
        self.fix(path, status)
        copy = self.ran(self.fixed / "study.toml", "copy", status)
        files = {result: {name: digest for name, digest in tree(result).items() if name.split("/")[0] not in NAMES_SOURCES | {"rejects"}} for result in (original, copy)}
        if files[original] != files[copy]:  # say what, rather than which digest
            for name in ("gaps.csv",):
                self.assertEqual(table(original / name), table(copy / name))
            self.assertEqual(*(json.loads((result / "municipalities.geojson").read_text()) for result in (original, copy)))
        self.assertEqual(files[original], files[copy])
        self.assertEqual(*(without(json.loads((result / "summary.json").read_text()), "source", "population_source", "notes", "sources", "left_out", "ledger", "rows", "inputs", "engine", "layers") for result in (original, copy)))
        self.assert_books(original, copy, dict.fromkeys(foreign))
        self.assertEqual([one for one in listing(path.parent) if one == self.fixed.name], [])
        return original, copy

    def assert_books(self, original, copy, foreign):
        """Rows that went into the numbers are the same; of those left out the copy holds no totals and notes, no filtered rows and none that could not be read."""
        books = [[one for one in manifest(result)["ledger"] if "read" in one] for result in (original, copy)]
        self.assertEqual(*([one["layer"] for one in of_result] for of_result in books))
        for before, after in zip(*books):
            for key in ("located", "by_key", "snapped", "outside"):
                self.assertEqual(after[key], before[key], (key, before, after))
            self.assertLessEqual(after["rejected"], before["rejected"], (before, after))
            if (before["layer"], "filtered") not in foreign:
                self.assertLessEqual(after["filtered"], before["filtered"], (before, after))
            self.assertEqual(after["read"], sum(after[key] for key in BALANCED))

    def columns(self, name):
        """The columns of a table of the copy."""
        with open(self.fixed / name, encoding="utf-8", newline="") as lines:
            header, *rows = list(csv.reader(lines))
        return {column: [row[k] for row in rows] for k, column in enumerate(header)}

    def assert_numbers(self, name, *columns, changed=True):
        """Every cell of these columns is a clean number, and fixes.csv counts those that were not."""
        held = self.columns(name)
        counted = {(one["copy"], one["column"]) for one in table(self.fixed / "fixes.csv") if one["change"] == "number"}
        for column in columns:
            self.assertEqual([cell for cell in held[column] if cell and not CLEAN_NUMBER.fullmatch(cell)], [], column)
            if changed:
                self.assertIn((name, column), counted)

    def study_of_copy(self):
        return (self.fixed / "study.toml").read_text(encoding="utf-8")
