# SPDX-License-Identifier: Apache-2.0
"""A coverage of municipalities for benchmarks: cells of a grid whose crooked sides are shared by both neighbours. The same arguments give the same bytes."""
import json
import math

BOX = (-92.0, 7.5, -77.5, 18.0)


def noise(seed):
    """SplitMix64 as numbers in [-1, 1)."""
    state = seed & 0xFFFFFFFFFFFFFFFF
    while True:
        state = (state + 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & 0xFFFFFFFFFFFFFFFF
        yield ((z ^ (z >> 31)) >> 11) * 2.0 ** -52 - 1.0


def side(start, end, steps, seed):
    """A crooked line from start to end: midpoints displaced again and again (Fournier, Fussell and Carpenter 1982), less near the ends so that sides of one corner do not cross."""
    offsets = [0.0, 0.0]
    draw = noise(seed)
    amplitude = 0.10
    while len(offsets) < steps + 1:
        finer = []
        for a, b in zip(offsets, offsets[1:]):
            finer += [a, (a + b) / 2 + amplitude * next(draw)]
        offsets = finer + [offsets[-1]]
        amplitude /= 2
    dx, dy = end[0] - start[0], end[1] - start[1]
    line = []
    for i in range(steps):
        share = i / steps
        at = offsets[round(share * (len(offsets) - 1))] * 2 * min(share, 1 - share)
        line.append((round(start[0] + dx * share - dy * at, 7), round(start[1] + dy * share + dx * at, 7)))
    return line


def write_coverage(path, columns=34, rows=34, steps=188, corner_digits=None):
    """GeoJSON with `id` (text), `people` and `count`; returns the number of vertices. With `corner_digits` = 7 corners are rounded as sides are, so that neighbours share every vertex exactly."""
    west, south, east, north = BOX

    def corner(i, j):
        x, y = west + (east - west) * i / columns, south + (north - south) * j / rows
        return (x, y) if corner_digits is None else (round(x, corner_digits), round(y, corner_digits))

    def horizontal(i, j):
        return side(corner(i, j), corner(i + 1, j), steps, 2 * (j * 1000 + i))

    def vertical(i, j):
        return side(corner(i, j), corner(i, j + 1), steps, 2 * (j * 1000 + i) + 1)

    vertices = 0
    with open(path, "w", encoding="utf-8") as out:
        out.write('{"type":"FeatureCollection","features":[\n')
        for j in range(rows):
            for i in range(columns):
                ring = horizontal(i, j) + vertical(i + 1, j)
                ring += [corner(i + 1, j + 1)] + horizontal(i, j + 1)[:0:-1]
                ring += [corner(i, j + 1)] + vertical(i, j)[:0:-1]
                ring.append(ring[0])
                vertices += len(ring)
                number = j * columns + i
                count = int(50 + 49 * math.sin(number * 0.7) * math.cos(j * 0.3))
                feature = {"type": "Feature", "properties": {"id": f"{number:05d}", "people": 100000, "count": count}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
                out.write((",\n" if number else "") + json.dumps(feature))
        out.write("\n]}\n")
    return vertices
