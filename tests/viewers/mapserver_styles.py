#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""MapServer draws study.gpkg with every .sld as a map service does: each municipality in the colour of the class that the vector tiles give it, and what has no value in its pattern.

    mapserver_styles.py --binary PROGRAM --source TREE

Left out where the cgi-mapserver and mapserver-bin packages are not installed. What MapServer 8.0 cannot read is named here: filters that compare two properties (`unreached_people` where records are not
complete), and the names of hatchings, for which it puts squares.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import urllib.parse

import look
from every_state import drawn_in_every_style

try:
    import numpy
    from osgeo import gdal, ogr
except ImportError:
    look.skip("this Python has no osgeo or numpy")

WIDTH = 900
WITH_TWO_PROPERTIES = {"unreached_people"}

MAP = """MAP
 SIZE {width} {height}
 EXTENT {west} {south} {east} {north}
 PROJECTION "init=epsg:4326" END
 IMAGETYPE PNG24
 IMAGECOLOR 255 0 255
 WEB METADATA "ows_title" "t" "ows_enable_request" "*" "ows_srs" "EPSG:4326" "ows_onlineresource" "http://127.0.0.1/" END END
 LAYER
  NAME municipalities TYPE POLYGON STATUS ON
  CONNECTIONTYPE OGR CONNECTION "{store}" DATA "municipalities"
  PROJECTION "init=epsg:4326" END
  METADATA "ows_title" "m" END
  CLASS STYLE COLOR 0 255 0 END END
 END
END
"""


class Service:
    """One layer over the store, asked over CGI."""

    def __init__(self, out, folder):
        self.folder = folder
        store = ogr.Open(str(out / "study.gpkg"))
        self.west, self.east, self.south, self.north = store.GetLayerByName("municipalities").GetExtent()
        self.height = round(WIDTH * (self.north - self.south) / (self.east - self.west))
        self.map = folder / "study.map"
        self.map.write_text(MAP.format(width=WIDTH, height=self.height, west=self.west, south=self.south, east=self.east, north=self.north, store=out / "study.gpkg"))
        (folder / "mapserver.conf").write_text(f'CONFIG\n  ENV\n    MS_MAP_PATTERN "^{folder}/.*"\n  END\nEND\n')

    def picture(self, sld):
        asked = {"map": self.map, "SERVICE": "WMS", "VERSION": "1.1.1", "REQUEST": "GetMap", "LAYERS": "municipalities", "STYLES": "", "SRS": "EPSG:4326",
                 "BBOX": f"{self.west},{self.south},{self.east},{self.north}", "WIDTH": WIDTH, "HEIGHT": self.height, "FORMAT": "image/png", "SLD_BODY": sld}
        body = urllib.parse.urlencode(asked).encode()
        environment = dict(os.environ, REQUEST_METHOD="POST", CONTENT_TYPE="application/x-www-form-urlencoded", CONTENT_LENGTH=str(len(body)), MAPSERVER_CONFIG_FILE=str(self.folder / "mapserver.conf"))
        said = subprocess.run(["mapserv"], input=body, env=environment, capture_output=True, timeout=60)
        head, _, image = said.stdout.partition(b"\r\n\r\n")
        assert b"image/png" in head, (said.stdout[:400], said.stderr[:400])
        gdal.FileFromMemBuffer("/vsimem/map.png", image)
        pixels = gdal.Open("/vsimem/map.png").ReadAsArray()
        gdal.Unlink("/vsimem/map.png")
        return pixels[:3].astype(int)

    def around(self, pixels, place, reach=6):
        """The pixels about a place, one row each."""
        x = int((place[0] - self.west) / (self.east - self.west) * WIDTH)
        y = int((self.north - place[1]) / (self.north - self.south) * self.height)
        return pixels[:, max(0, y - reach):y + reach + 1, max(0, x - reach):x + reach + 1].reshape(3, -1).T


def rgb(text):
    return numpy.array([int(text[i:i + 2], 16) for i in (1, 3, 5)])


def looks_like(found, one):
    """A plain class fills the place; of a pattern both the ground and the lines are there."""
    ground = (abs(found - rgb(one["fill"])).max(axis=1) <= 3).mean()
    if one["pattern"] == "solid":
        return ground > 0.9
    if one["pattern"] == "outline":
        return ground > 0.5
    way = rgb(one["pattern_colour"]) - rgb(one["fill"])
    lines = ((found - rgb(one["fill"])) @ way / (way @ way) > 0.3).mean()
    return ground > 0.15 and lines > 0.02


def classes_in_tiles(out):
    """key -> attributes, as the vector tiles carry them."""
    tiles = gdal.OpenEx(str(out / "presencia.mbtiles"), gdal.OF_VECTOR, open_options=["ZOOM_LEVEL=5"])
    return {one["key"]: one.items() for one in tiles.GetLayerByName("municipalities")}


def check(out, folder, without=()):
    """Every municipality in every style; returns the classes seen."""
    service = Service(out, folder)
    expected = classes_in_tiles(out)
    store = ogr.Open(str(out / "study.gpkg"))
    places = {f"{one['country']}:{one['code']}": one.GetGeometryRef().PointOnSurface().GetPoint_2D() for one in store.GetLayerByName("municipalities")}
    seen = set()
    for style in look.style_names():
        if style in without:
            continue
        classes = {one["id"]: one for one in json.loads((out / "tiles" / f"{style}.legend.json").read_text(encoding="utf-8"))["classes"]}
        pixels = service.picture((out / "tiles" / f"{style}.sld").read_text(encoding="utf-8"))
        wrong = {}
        for key, place in places.items():
            one = classes[expected[key][f"class_{style}"]]
            seen.add(one["id"])
            if not looks_like(service.around(pixels, place), one):
                wrong[key] = one["id"]
        assert not wrong, f"{style}: MapServer draws otherwise: {wrong}"
    return seen


def main():
    if shutil.which("mapserv") is None:
        look.skip("mapserv is not installed (cgi-mapserver, mapserver-bin)")
    gdal.UseExceptions()
    ogr.UseExceptions()
    with tempfile.TemporaryDirectory(prefix="presencia-mapserver-") as name:
        folder = pathlib.Path(name)
        seen = check(look.demo_in_every_style(folder / "demo"), folder, WITH_TWO_PROPERTIES) | check(drawn_in_every_style(folder / "drawn"), folder, WITH_TWO_PROPERTIES)
    assert {"zero", "no_record", "suppressed", "unsettled"} <= seen, seen
    print(f"{len(look.style_names()) - len(WITH_TWO_PROPERTIES)} styles, municipalities of {len(seen)} classes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
