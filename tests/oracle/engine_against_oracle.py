#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs one study through the engine and through the oracle, and holds the two against each other.

    engine_against_oracle.py --binary PROGRAM --source TREE demo|hnd|gtm|nic [--disc-vertices 3600]

The study is copied or made in a temporary folder with the restricted profile, since the oracle suppresses nothing.
Prints the table of compare.py and how long each side took; exits with its status. Says "SKIPPED:" and exits 0 where the
oracle's libraries or the shared data are absent.
"""

import argparse
import importlib.util
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
NEEDED = ["geopandas", "shapely", "pyproj", "scipy", "osgeo"]


def skip(why):
    print(f"SKIPPED: {why}")
    sys.exit(0)


def copied(example, folder):
    """A copy of an example, in the restricted profile."""
    shutil.copytree(example, folder)
    study = folder / "study.toml"
    text, changed = re.subn(r'(?m)^(profile\s*=\s*)"public"', r'\1"restricted"', study.read_text(encoding="utf-8"))
    if changed != 1:
        sys.exit(f"{study}: no line profile = \"public\" to change")
    study.write_text(text, encoding="utf-8")
    return study


def made(country, folder):
    """A study of real files; skips where they are absent."""
    maker = HERE.parent / "realdata" / "make_study.py"
    status = subprocess.run([sys.executable, "-B", str(maker), country, str(folder)], stdout=subprocess.DEVNULL).returncode
    if status == 77:
        skip("no shared data: PRESENCIA_SHARED, or ../shared beside the project, names none")
    if status:
        sys.exit(f"make_study.py {country} ended with {status}")
    return folder / "study.toml"


def timed(what, command, environment=None, allowed=(0,)):
    """Runs a command, prints how long it took; stops the test where it fails."""
    began = time.monotonic()
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    print(f"{what}: {time.monotonic() - began:.1f} s", flush=True)
    if done.returncode not in allowed:
        sys.exit(f"{what} ended with {done.returncode}\n{done.stdout}{done.stderr}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", required=True)
    parser.add_argument("--source", required=True, type=pathlib.Path)
    parser.add_argument("--disc-vertices", type=int, default=3600)
    parser.add_argument("study", choices=["demo", "hnd", "gtm", "nic", "nicpolice"])
    args = parser.parse_args()
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        skip(f"this Python has no {', '.join(missing)}")
    with tempfile.TemporaryDirectory(prefix="presencia-oracle-") as temporary:
        folder = pathlib.Path(temporary)
        example = args.source / "examples" / "01_demo"
        study = copied(example, folder / "study") if args.study == "demo" else made(args.study, folder / "study")
        environment = {**os.environ, "PRESENCIA_DATA": str(args.source.resolve())}
        # A layer may have more rejected rows than max_reject_share allows (status 6): the books say so, and are compared.
        shared = pathlib.Path(os.environ.get("PRESENCIA_SHARED", args.source.resolve().parent / "shared")).resolve()
        timed("engine", [args.binary, "run", str(study), "-o", str(folder / "out"), "-q", "--allow-root", str(shared)], environment, (0, 6))
        timed("oracle", [sys.executable, "-B", str(HERE / "oracle.py"), str(study), "-o", str(folder / "oracle"),
                         "--disc-vertices", str(args.disc_vertices)])
        return subprocess.run([sys.executable, "-B", str(HERE / "compare.py"), "--books",
                               str(folder / "out" / "municipalities.geojson"), str(folder / "oracle")]).returncode


if __name__ == "__main__":
    sys.exit(main())
