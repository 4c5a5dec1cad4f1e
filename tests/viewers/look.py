# SPDX-License-Identifier: Apache-2.0
"""What the viewer tests share: a run of the demo, its legend's colours, and a point inside each municipality."""

import argparse
import json
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support" / "py"))
from program import Program  # noqa: E402


def skip(why):
    """Ends the test as one that was not run: ctest looks for the word. Flushed, for os._exit skips that."""
    print(f"SKIPPED: {why}", flush=True)
    os._exit(0)


def demo(folder):
    """Runs the demo's study into a folder, as the command line names program and tree."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", required=True)
    parser.add_argument("--source", required=True, type=pathlib.Path)
    args = parser.parse_args()
    study = args.source / "examples" / "01_demo" / "study.toml"
    out = pathlib.Path(folder) / "out"
    done = Program(args.binary, args.source).run("run", study, "-o", out, "-q")
    if done.status:
        sys.exit(f"presencia run ended with {done.status}\n{done.out}{done.err}")
    return out


def solid_colours(out, style="gap"):
    """class id -> (r, g, b) of the legend's classes that are drawn in one colour."""
    legend = json.loads((out / "tiles" / f"{style}.legend.json").read_text(encoding="utf-8"))
    return {one["id"]: tuple(int(one["fill"][i:i + 2], 16) for i in (1, 3, 5))
            for one in legend["classes"] if one["pattern"] == "solid"}


def near(found, expected, allowed=3):
    return all(abs(a - b) <= allowed for a, b in zip(found, expected))
