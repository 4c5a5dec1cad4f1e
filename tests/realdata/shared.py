# SPDX-License-Identifier: Apache-2.0
"""What the tests of this folder share: the system's Python, the shared data, a study of real files, the engine's books."""

import argparse
import importlib.util
import json
import pathlib
import sqlite3
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "tests" / "support" / "py"))
from program import Program, ledger, municipalities  # noqa: E402, F401  (the tests of this folder take them from here)


def skip(why):
    """Ends the test as one that was not run: ctest looks for the word."""
    print(f"SKIPPED: {why}")
    sys.exit(0)


def need(*modules):
    missing = [name for name in modules if importlib.util.find_spec(name) is None]
    if missing:
        skip(f"this Python has no {', '.join(missing)}")


def arguments(description, *positional):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--source", required=True, type=pathlib.Path)
    for name, choices in positional:
        parser.add_argument(name, choices=choices)
    return parser.parse_args()


def study_of(country, folder, *options):
    """A study made of the shared files; skips where they are absent."""
    done = subprocess.run([sys.executable, "-B", str(HERE / "make_study.py"), country, str(folder), *options],
                          capture_output=True, text=True)
    if done.returncode == 77:
        skip(done.stderr.strip())
    if done.returncode:
        sys.exit(done.stderr)
    return pathlib.Path(folder) / "study.toml"


def run(args, study, out, statuses=(0,)):
    """Runs the engine; the output folder."""
    done = Program(args.binary, args.source).run("run", study, "-o", out, "-q", timeout=900)
    if done.status not in statuses:
        sys.exit(f"presencia run ended with {done.status}\n{done.out}{done.err}")
    return pathlib.Path(out)


def read(path):
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"))


def stored(out, sql, values=()):
    """Rows of the result store, opened for reading alone."""
    connection = sqlite3.connect(f"file:{out / 'study.gpkg'}?mode=ro", uri=True)
    try:
        return connection.execute(sql, values).fetchall()
    finally:
        connection.close()


class Checks:
    """Collects what is off, so that one run of minutes tells all of it."""

    def __init__(self):
        self.off, self.held = [], 0

    def equal(self, what, found, expected):
        self.held += 1
        if found != expected:
            self.off.append(f"{what}: {found!r}, expected {expected!r}")

    def end(self):
        for line in self.off[:40]:
            print(line)
        print(f"{self.held} held, {len(self.off)} off")
        sys.exit(1 if self.off else 0)
