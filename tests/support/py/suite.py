# SPDX-License-Identifier: Apache-2.0
"""The test case that the scripts of bad_input/, crash/ and flow/ share, and their command line:

    python3 files.py --binary PROGRAM --source TREE [unittest arguments]
"""
import argparse
import re
import shutil
import sys
import tempfile
import unittest
from pathlib import Path

from drawn_study import DrawnStudy
from program import Program, ledger, listing, rejects, tree

# What libraries below us say when they are not kept quiet, and what a crash looks like.
NOISE = re.compile(r"ERROR \d|Warning \d|proj_create|PROJ:|GEOS|terminate called|what\(\)|Sanitizer|runtime error|"
                   r"core dumped|Traceback|std::|nlohmann|toml::|json\.exception|/usr/", re.IGNORECASE)
MESSAGE = re.compile(r"^(?P<where>.*?)(?:: )?(?P<code>E\d{4}): (?P<sentence>\S.*)$")
BALANCED = ("located", "by_key", "snapped", "outside", "rejected", "duplicates", "filtered")


class Case(unittest.TestCase):
    """A temporary folder, a drawn study, an earlier result, and what a refusal has to look like."""

    program = None
    maxDiff = 4000
    _earlier = None

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="presencia-test-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.study = DrawnStudy(self.folder / "study")
        self.place = self.folder / "results"
        self.place.mkdir()
        self.result = self.place / "result"

    def run_study(self, *options, study=None, output=None, **more):
        """`presencia run`: the study is written first."""
        study = self.study if study is None else study
        study.write()
        return self.program.run("run", study.path, "-o", output or self.result, *options, **more)

    def published(self, *options, status=0, **more):
        """The same, and it must end well."""
        said = self.run_study(*options, **more)
        self.assertEqual(said.status, status, said.err + said.out)
        self.assertIsNone(NOISE.search(said.err), said.err)
        return said

    def put_earlier_result(self):
        """A result of the untouched study at the output's place; returns its tree."""
        if Case._earlier is None:
            Case._earlier = Path(tempfile.mkdtemp(prefix="presencia-earlier-"))
            unittest.addModuleCleanup(shutil.rmtree, Case._earlier, ignore_errors=True)
            plain = DrawnStudy(Case._earlier / "study").write()
            said = self.program.run("run", plain.path, "-o", Case._earlier / "result")
            self.assertEqual(said.status, 0, said.err)
        shutil.rmtree(self.result, ignore_errors=True)
        shutil.copytree(Case._earlier / "result", self.result, symlinks=True)
        return tree(self.result)

    def assert_message(self, err, code, file=None, row=None, column=None, says=None, hint=True):
        """stderr is one message: where it is, code and sentence on one line, then the hint."""
        self.assertIsNone(NOISE.search(err), f"noise on stderr: {err}")
        lines = err.rstrip("\n").split("\n")
        self.assertEqual(len(re.findall(r"\bE\d{4}: ", err)), 1, f"not exactly one message: {err!r}")
        match = MESSAGE.match(lines[0])
        self.assertIsNotNone(match, f"no code on the first line: {err!r}")
        self.assertEqual(match["code"], code, err)
        self.assertTrue(match["where"].startswith("presencia"), err)
        where = match["where"].removeprefix("presencia").removeprefix(": ")
        if file is not None:
            # What the test does not name may be said all the same: a more exact place is no defect.
            expected = re.escape(file) + (rf":{row}" if row is not None else r"(:\d+)?") + (f": {re.escape(column)}" if column is not None else "(: .*)?")
            self.assertRegex(where, rf"^(.*/)?{expected}$", f"not where it is: {err!r}")
        if says is not None:
            self.assertIn(says, err)
        if hint:
            self.assertGreaterEqual(len(lines), 2, f"no hint: {err!r}")
            self.assertRegex(lines[1], r"^  (hint|sugerencia): \S", err)
        for line in lines[2:]:
            self.assertTrue(line.startswith("    "), f"more than a message and its hint: {err!r}")

    def refused(self, status, code, file=None, row=None, column=None, says=None, check=True, options=(), hint=True, timeout=20):
        """The study is refused: documented status, one message, the earlier result untouched, nothing beside it, and
        `check` foretells it."""
        before = self.put_earlier_result()
        said = self.run_study("--overwrite", *options, timeout=timeout)
        self.assertEqual(said.status, status, f"{said.err}{said.out}")
        self.assertEqual(said.out, "")
        self.assert_message(said.err, code, file, row, column, says, hint)
        self.assertEqual(tree(self.result), before, "the earlier result was touched")
        self.assertEqual(listing(self.place), ["result"], "something was left beside the result")
        if check:
            foretold = self.program.run("check", self.study.path, timeout=timeout)
            self.assertEqual(foretold.status, 3, f"check passes what a run refuses: {foretold.out}{foretold.err}")
            self.assertIn(code, foretold.out + foretold.err)
            self.assertIsNone(NOISE.search(foretold.err + foretold.out), foretold.err + foretold.out)
        return said

    def assert_balanced(self, result=None):
        from program import manifest
        books = manifest(result or self.result)["ledger"]
        self.assertGreater(len(books), 0)
        for book in books:
            if "read" in book:
                self.assertEqual(book["read"], sum(book[key] for key in BALANCED), book)
        return books

    def left_out(self, layer, rows, status=0, check=True, filtered=()):
        """The run goes on without some rows: `rows` are (line, column, code), and so are those `filtered`, with which nothing is wrong; they are in rejects/, and the books balance."""
        said = self.published(status=status)
        self.assert_balanced()
        found = [(int(one["row"]), one["column"], one["code"]) for one in rejects(self.result, layer)]
        self.assertEqual(found, sorted([*rows, *filtered]), said.err)
        for one in rejects(self.result, layer):
            self.assertNotEqual(one["reason"], "")
        book = ledger(self.result, layer)
        self.assertEqual(book["rejected"] + book["outside"] + book["duplicates"], len(rows), book)
        self.assertEqual(book["filtered"], len(filtered), book)
        if check:
            foretold = self.program.run("check", self.study.path)
            self.assertEqual(foretold.status, status, foretold.out + foretold.err)
            for line, column, code in filtered:
                self.assertIn(code, foretold.out)
            for line, column, code in rows:
                self.assertIn(code, foretold.out)
                self.assertRegex(foretold.out, rf":{line}\b" + (rf": {re.escape(column)}\b" if column else ""))
        return said


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", required=True)
    parser.add_argument("--source", required=True)
    known, rest = parser.parse_known_args()
    Case.program = Program(known.binary, known.source)
    unittest.main(module="__main__", argv=[sys.argv[0]] + rest, verbosity=2)
