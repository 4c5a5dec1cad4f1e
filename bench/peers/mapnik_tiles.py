#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Draws the benchmark's fills with Mapnik: mapnik_tiles.py SHAPEFILE FOLDER PROCESSES. Antialiased, indexed PNG, a file a tile."""
import multiprocessing
import os
import sys

import mapnik

from tiles import CLASSES, ZOOMS, tile_range

HALF = 20037508.342789244


def drawing(path):
    canvas = mapnik.Map(256, 256, "epsg:3857")
    canvas.background = mapnik.Color("transparent")
    style = mapnik.Style()
    for low, high, (r, g, b) in CLASSES:
        rule = mapnik.Rule()
        rule.filter = mapnik.Expression(f"[count] > {low - (low == 0)} and [count] <= {high}")
        fill = mapnik.PolygonSymbolizer()
        fill.fill = mapnik.Color(r, g, b)
        rule.symbols.append(fill)
        style.rules.append(rule)
    canvas.append_style("fills", style)
    layer = mapnik.Layer("municipalities", "epsg:3857")
    layer.datasource = mapnik.Shapefile(file=path.removesuffix(".shp"))
    layer.styles.append("fills")
    canvas.layers.append(layer)
    return canvas


def work(job):
    path, folder, mine, processes = job
    canvas, number = drawing(path), 0
    for zoom in range(ZOOMS[0], ZOOMS[1] + 1):
        width = 2 * HALF / 2 ** zoom
        columns, rows = tile_range(zoom)
        for x in columns:
            for y in rows:
                number += 1
                if number % processes != mine:
                    continue
                canvas.zoom_to_box(mapnik.Box2d(-HALF + x * width, HALF - (y + 1) * width, -HALF + (x + 1) * width, HALF - y * width))
                image = mapnik.Image(256, 256)
                mapnik.render(canvas, image)
                with open(f"{folder}/{zoom}_{x}_{y}.png", "wb") as out:
                    out.write(image.tostring("png8"))


if __name__ == "__main__":
    source, target, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    os.makedirs(target, exist_ok=True)
    with multiprocessing.Pool(count) as pool:
        pool.map(work, [(source, target, k, count) for k in range(count)], 1)
