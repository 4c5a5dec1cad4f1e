#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The same municipality has the same colour in the legend, the raster tile and the map on paper, be it PNG, PDF (drawn by Poppler) or SVG (drawn by Chromium).

    printed_maps.py --binary PROGRAM --source TREE [--keep FOLDER]
"""

import json
import math
import pathlib
import shutil
import subprocess
import sys
import tempfile

import look

try:
    from osgeo import gdal, ogr
    from pyproj import Proj
except ImportError as missing:
    look.skip(f"needs python3-gdal and python3-pyproj ({missing})")

BROWSER = pathlib.Path("/usr/bin/chromium")
ZOOM, TILE = 9, 256
WIDTH, HEIGHT = 297.0, 210.0
SIDE = 7  # samples a side of a municipality's box


def pixels(picture):
    """Bands of a picture in true colour, whatever it is stored as."""
    rgb = gdal.Translate("", str(picture), format="MEM", rgbExpand="rgb") if gdal.Open(str(picture)).RasterCount == 1 else gdal.Open(str(picture))
    return rgb.ReadAsArray()


def municipalities(out, style):
    """Key, class and many points inside, of every municipality of some size."""
    tiles = gdal.OpenEx(str(out / "presencia.mbtiles"), gdal.OF_VECTOR)
    kinds = {feature["key"]: feature[f"class_{style}"] for feature in tiles.GetLayerByName("municipalities")}
    written = gdal.OpenEx(str(out / "municipalities.geojson"), gdal.OF_VECTOR)
    for feature in written.GetLayer(0):
        shape = feature.GetGeometryRef()
        if shape.GetArea() < 0.003:
            continue
        inner = shape.Buffer(-0.01)  # away from the lines of borders
        west, east, south, north = shape.GetEnvelope()
        spots = [(west + (east - west) * (i + 0.5) / SIDE, south + (north - south) * (k + 0.5) / SIDE) for i in range(SIDE) for k in range(SIDE)]
        inside = [(x, y) for x, y in spots if inner.Contains(ogr.CreateGeometryFromWkt(f"POINT ({x} {y})"))]
        key = f"{feature['country']}:{feature['code']}"
        if len(inside) >= 5:
            yield key, kinds[key], inside


class Tiles:
    """Colours of raster tiles by longitude and latitude."""

    def __init__(self, folder):
        self.folder, self.read = folder, {}

    def __call__(self, longitude, latitude):
        world = TILE << ZOOM
        x = (longitude + 180.0) / 360.0 * world
        y = (1.0 - math.asinh(math.tan(math.radians(latitude))) / math.pi) / 2.0 * world
        at = (int(x) // TILE, int(y) // TILE)
        if at not in self.read:
            self.read[at] = pixels(self.folder / str(ZOOM) / str(at[0]) / f"{at[1]}.png")
        return tuple(int(band) for band in self.read[at][:3, int(y) % TILE, int(x) % TILE])


class Sheet:
    """Colours of a picture of the paper by longitude and latitude."""

    def __init__(self, picture, place):
        self.seen, self.place, self.plane = pixels(picture), place, Proj(place["crs"])
        self.per_mm = self.seen.shape[2] / WIDTH
        assert abs(self.seen.shape[1] / HEIGHT - self.per_mm) < 0.02, self.seen.shape

    def __call__(self, longitude, latitude):
        east, north = self.plane(longitude, latitude)
        x = (east - self.place["west"]) / self.place["metres_per_mm"]
        y = (self.place["north"] - north) / self.place["metres_per_mm"]
        return tuple(int(band) for band in self.seen[:3, int(y * self.per_mm), int(x * self.per_mm)])


def screenshot(svg, png):
    subprocess.run([BROWSER, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--force-device-scale-factor=2",
                    f"--window-size={round(WIDTH / 25.4 * 96)},{round(HEIGHT / 25.4 * 96)}", f"--screenshot={png}", svg.as_uri()], check=True, capture_output=True, timeout=120)


def pictures(program, out, style, keep):
    """Every form of one style's map, as something that gives the colour of a place."""
    place = None
    for form in ("png", "svg", "pdf"):
        said = program.run("map", out, style, "-o", keep / f"{style}.{form}", "--dpi", "150", "--json")
        assert said.status == 0, said.err
        where = json.loads(said.out)["map"]
        assert place in (None, where), "another layout in another form"
        place = where
    yield "tiles", Tiles(keep / "tiles" / "tiles" / style)
    yield "png", Sheet(keep / f"{style}.png", place)
    if shutil.which("pdftoppm"):
        subprocess.run(["pdftoppm", "-r", "150", "-png", "-singlefile", keep / f"{style}.pdf", keep / f"{style}.pdf"], check=True)
        yield "pdf", Sheet(keep / f"{style}.pdf.png", place)
    if BROWSER.exists():
        screenshot(keep / f"{style}.svg", keep / f"{style}.svg.png")
        yield "svg", Sheet(keep / f"{style}.svg.png", place)


def check(program, out, keep):
    styles = look.style_names()
    said = program.run("tiles", out, "-o", keep / "tiles", "--zoom", str(ZOOM), "--format", "xyz", *(word for style in styles for word in ("--style", style)))
    assert said.status == 0, said.err
    forms = set()
    for style in styles:
        legend = json.loads((out / "tiles" / f"{style}.legend.json").read_text(encoding="utf-8"))["classes"]
        looks = {one["id"]: (tuple(int(one["fill"][i:i + 2], 16) for i in (1, 3, 5)), one["pattern"]) for one in legend}
        found = list(municipalities(out, style))
        assert len(found) >= 25, found
        for form, colour_at in pictures(program, out, style, keep):
            forms.add(form)
            for key, kind, spots in found:
                fill, pattern = looks[kind]
                seen = [colour_at(*spot) for spot in spots]
                plain = pattern in ("solid", "outline")
                same = sum(look.near(one, fill, 2 if plain else 12) for one in seen)
                # A name may lie over some of the spots; beside a pattern's lines there is ground, some of it shared with them.
                assert same >= (0.5 if plain else 0.2) * len(seen), (style, form, key, kind, fill, seen)
                if plain:
                    others = [other[0] for name, other in looks.items() if name != kind]
                    assert not any(sum(look.near(one, other, 2) for one in seen) > 0.2 * len(seen) for other in others), (style, form, key, seen)
    print(f"one colour for a municipality in {', '.join(sorted(forms))} and the legend, in {len(styles)} styles")


def main():
    keep = pathlib.Path(sys.argv.pop(sys.argv.index("--keep") + 1)) if "--keep" in sys.argv else None
    if keep:
        sys.argv.remove("--keep")
    gdal.UseExceptions()
    ogr.UseExceptions()
    args = look.arguments()
    with tempfile.TemporaryDirectory(prefix="presencia-printed-") as folder:
        check(look.Program(args.binary, args.source), look.demo_in_every_style(folder), (keep or pathlib.Path(folder)).resolve())
    return 0


if __name__ == "__main__":
    sys.exit(main())
