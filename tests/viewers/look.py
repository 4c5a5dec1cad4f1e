# SPDX-License-Identifier: Apache-2.0
"""What the viewer tests share: a run of the demo, its legend's colours, and a point inside each municipality."""

import argparse
import json
import os
import pathlib
import re
import shutil
import sys
import tempfile
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support" / "py"))
from program import Program  # noqa: E402


def without_warnings(check, said):
    """Runs check(out) on a result of the demo; what GDAL says beside it fails the test."""
    from osgeo import gdal, ogr
    gdal.UseExceptions()
    ogr.UseExceptions()
    warnings = []
    with tempfile.TemporaryDirectory(prefix="presencia-viewers-") as folder:
        out = demo(folder)
        gdal.PushErrorHandler(lambda kind, number, text: warnings.append(text))
        check(out)
        gdal.PopErrorHandler()
    assert not warnings, warnings
    print(said)
    return 0


def in_qgis(check):
    """Runs check(folder) with QGIS up, and leaves by os._exit: QGIS crashes on its way out where layers are alive."""
    from qgis.core import QgsApplication
    application = QgsApplication([], False)
    application.initQgis()
    try:
        with tempfile.TemporaryDirectory(prefix="presencia-qgis-") as folder:
            check(pathlib.Path(folder))
        status = 0
    except (Exception, SystemExit):
        traceback.print_exc()
        status = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def skip(why):
    """Ends the test as one that was not run: ctest looks for the word. Flushed, for os._exit skips that."""
    print(f"SKIPPED: {why}", flush=True)
    os._exit(0)


def arguments():
    """Program and tree, as the command line names them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", required=True)
    parser.add_argument("--source", required=True, type=pathlib.Path)
    return parser.parse_args()


def result_of(study, out):
    """Runs a study file into a directory."""
    args = arguments()
    done = Program(args.binary, args.source).run("run", study, "-o", out, "-q")
    if done.status:
        sys.exit(f"presencia run ended with {done.status}\n{done.out}{done.err}")
    return out


def demo(folder):
    """Runs the demo's study into a folder."""
    return result_of(arguments().source / "examples" / "01_demo" / "study.toml", pathlib.Path(folder) / "out")


def style_names():
    """The styles that ship."""
    return sorted(path.stem for path in (arguments().source / "styles").glob("*.toml") if path.stem != "palettes")


def demo_in_every_style(folder):
    """The demo with a map in every style that ships, at two zooms."""
    study = pathlib.Path(folder) / "study"
    shutil.copytree(arguments().source / "examples" / "01_demo", study)
    text = (study / "study.toml").read_text(encoding="utf-8")
    text, zooms = re.subn(r"(?m)^zoom .*$", "zoom = [4, 5]", text)
    text, styles = re.subn(r"(?m)^styles .*$", f"styles = {json.dumps(style_names())}", text)
    assert (zooms, styles) == (1, 1), "the demo's study has another shape"
    (study / "study.toml").write_text(text, encoding="utf-8")
    return result_of(study / "study.toml", pathlib.Path(folder) / "out")


def solid_colours(out, style="gap"):
    """class id -> (r, g, b) of the legend's classes that are drawn in one colour."""
    legend = json.loads((out / "tiles" / f"{style}.legend.json").read_text(encoding="utf-8"))
    return {one["id"]: tuple(int(one["fill"][i:i + 2], 16) for i in (1, 3, 5))
            for one in legend["classes"] if one["pattern"] == "solid"}


def near(found, expected, allowed=3):
    return all(abs(a - b) <= allowed for a, b in zip(found, expected))
