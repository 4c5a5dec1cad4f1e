#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Chromium draws the demo's vector tiles with MapLibre, from the PMTiles archive: every municipality in the colour that the legend and the raster tiles give it.

    browser_draws.py --binary PROGRAM --source TREE [--keep FOLDER]
"""

import functools
import http.server
import pathlib
import sys
import tempfile
import threading
import time

import look

try:
    from osgeo import gdal, ogr
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service
except ImportError as missing:
    look.skip(f"needs python3-gdal and python3-selenium ({missing})")

HERE = pathlib.Path(__file__).resolve().parent
BROWSER, DRIVER = pathlib.Path("/usr/bin/chromium"), pathlib.Path("/usr/bin/chromedriver")
ZOOM = 8.0


class Files(http.server.SimpleHTTPRequestHandler):
    """/ is the page, /npm the libraries, /result the result."""

    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript"}

    def __init__(self, *arguments, result, **options):
        self.roots = {"npm": HERE / "npm" / "node_modules", "result": result}
        super().__init__(*arguments, **options)

    def translate_path(self, path):
        first, _, rest = path.split("?")[0].lstrip("/").partition("/")
        return str(self.roots[first] / rest) if first in self.roots else str(HERE / "page" / (first or "index.html"))

    def log_message(self, *_):
        pass


def serve(result):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Files, result=result))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def browser():
    options = Options()
    options.binary_location = str(BROWSER)
    for argument in ("--headless=new", "--no-sandbox", "--enable-unsafe-swiftshader", "--disable-dev-shm-usage", "--window-size=1000,900", "--force-device-scale-factor=1"):
        options.add_argument(argument)
    return webdriver.Chrome(service=Service(str(DRIVER)), options=options)


def draw(chrome, address, style, picture):
    chrome.get(f"{address}/?map={style}&zoom={ZOOM}")
    until = time.monotonic() + 60
    while not chrome.execute_script("return window.drawn === true"):
        assert time.monotonic() < until, (style, "not drawn", chrome.execute_script("return window.failures"), chrome.get_log("browser"))
        time.sleep(0.2)
    failures = chrome.execute_script("return window.failures")
    assert not failures, failures
    chrome.save_screenshot(str(picture))


def places(out, style):
    """Class and a point well inside, of every municipality whose class has one colour."""
    colours = look.solid_colours(out, style)
    tiles = gdal.OpenEx(str(out / "presencia.mbtiles"), gdal.OF_VECTOR)
    kinds = {feature["key"]: feature[f"class_{style}"] for feature in tiles.GetLayerByName("municipalities")}
    points = {}
    written = gdal.OpenEx(str(out / "municipalities.geojson"), gdal.OF_VECTOR)  # kept: a layer does not outlive its file
    for feature in written.GetLayer(0):
        point = feature.GetGeometryRef().PointOnSurface()
        points[f"{feature['country']}:{feature['code']}"] = (point.GetX(), point.GetY())
    return [(key, colours[kinds[key]], points[key]) for key in points if kinds[key] in colours]


def check(out, keep):
    address, chrome = serve(out), browser()
    try:
        for style in ("gap", "need", "concurrence"):
            picture = keep / f"{style}.png"
            draw(chrome, address, style, picture)
            seen = gdal.Open(str(picture)).ReadAsArray()
            off, looked = [], 0
            for key, colour, (longitude, latitude) in places(out, style):
                x, y = chrome.execute_script("const p = map.project([arguments[0], arguments[1]]); return [p.x, p.y]", longitude, latitude)
                if not (0 <= int(x) < seen.shape[2] and 0 <= int(y) < seen.shape[1]):
                    continue
                looked += 1
                found = tuple(int(seen[band][int(y)][int(x)]) for band in range(3))
                if not look.near(found, colour):
                    off.append(f"{style}: {key} is {found}, the legend has {colour}")
            # A point may lie on a border's line; no more than a few do.
            assert looked >= 20 and len(off) <= 1, (looked, off)
    finally:
        chrome.quit()
    print("the same colours in the browser as in the legend")


def main():
    if not BROWSER.exists() or not DRIVER.exists() or not (HERE / "npm" / "node_modules" / "maplibre-gl").is_dir():
        look.skip("needs chromium, chromium-driver, and npm ci in tests/viewers/npm")
    keep = pathlib.Path(sys.argv.pop(sys.argv.index("--keep") + 1)) if "--keep" in sys.argv else None
    if keep:
        sys.argv.remove("--keep")
    gdal.UseExceptions()
    ogr.UseExceptions()
    with tempfile.TemporaryDirectory(prefix="presencia-browser-") as folder:
        check(look.demo(folder), keep or pathlib.Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
