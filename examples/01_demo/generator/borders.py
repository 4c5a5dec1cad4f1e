# SPDX-License-Identifier: Apache-2.0
# FICTIONAL REGION: borders of invented municipalities.
"""From a raster of labels to polygons that share every vertex with their neighbours.

The borders between cells are cut into arcs at the corners where three labels meet; each arc is smoothed once and
used by both of its sides, so that no gap or overlap can arise.
"""

from .land import CELL, COLUMNS, ROWS

LON0, LAT0 = -95.4, 10.25                       # open Pacific
KM_LON, KM_LAT = 109.55, 110.61                 # kilometres a degree near this latitude: fixed, so bytes never move


def degrees(x, y):
    return round(LON0 + x / KM_LON, 7), round(LAT0 + y / KM_LAT, 7)


def kilometres(lon, lat):
    return (lon - LON0) * KM_LON, (lat - LAT0) * KM_LAT


def links(raster):
    """Corner -> {next corner: label on the left}. Both directions of every cell side between two labels."""
    found = {}

    def add(a, b, left):
        found.setdefault(a, {})[b] = left

    for row in range(ROWS):
        for column in range(1, COLUMNS):
            west, east = raster[row][column - 1], raster[row][column]
            if west != east:
                add((column, row), (column, row + 1), west)
                add((column, row + 1), (column, row), east)
    for row in range(1, ROWS):
        for column in range(COLUMNS):
            south, north = raster[row - 1][column], raster[row][column]
            if south != north:
                add((column, row), (column + 1, row), north)
                add((column + 1, row), (column, row), south)
    return found


def walk(found, start, step, nodes):
    """Corners from start by step to the next node (or round to start)."""
    path = [start, step]
    while path[-1] not in nodes and path[-1] != start:
        ahead = [corner for corner in found[path[-1]] if corner != path[-2]]
        path.append(ahead[0])
    return path


def cut_arcs(found):
    """Every arc once, as (corners, left label, right label)."""
    nodes = {corner for corner, steps in found.items() if len(steps) > 2}
    used, arcs = set(), []
    for start in sorted(nodes) + sorted(set(found) - nodes):
        for step in sorted(found[start]):
            if (start, step) in used:
                continue
            path = walk(found, start, step, nodes)
            used.update(zip(path, path[1:]))
            used.update(zip(path[1:], path))
            arcs.append((path, found[start][step], found[step][start]))
    return arcs


def plane(corner):
    return (corner[0] - COLUMNS / 2) * CELL, (corner[1] - ROWS / 2) * CELL


def smooth(path):
    """Side midpoints instead of corners, two [1 2 1]/4 passes, then every second point. Ends stay where they are."""
    points = [plane(corner) for corner in path]
    closed = path[0] == path[-1]
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in zip(points, points[1:])]
    for _ in range(2):
        ring = [middles[-1]] + middles + [middles[0]] if closed else [points[0]] + middles + [points[-1]]
        middles = [((a[0] + 2 * b[0] + c[0]) / 4, (a[1] + 2 * b[1] + c[1]) / 4)
                   for a, b, c in zip(ring, ring[1:], ring[2:])]
    thin = middles[::2] if len(middles) > 6 else middles
    line = thin + thin[:1] if closed else [points[0]] + thin + [points[-1]]
    return [degrees(*point) for point in line]


def chain(pieces):
    """Join directed lines end to end into rings."""
    starts = {}
    for line in pieces:
        if line[0] != line[-1]:
            starts.setdefault(line[0], []).append(line)
    rings = [line for line in pieces if line[0] == line[-1]]
    while starts:
        first = min(starts)
        ring = list(starts[first].pop())
        if not starts[first]:
            del starts[first]
        while ring[-1] != ring[0]:
            nexts = starts[ring[-1]]
            line = nexts.pop()
            if not nexts:
                del starts[ring[-1]]
            ring += line[1:]
        rings.append(ring)
    return rings


def signed_area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:])) / 2


def turn_to_lowest(ring):
    """Rings begin at their lowest vertex, so that nothing depends on the order of the walk."""
    body = ring[:-1]
    at = body.index(min(body))
    return body[at:] + body[:at] + [body[at]]


def polygons(rings):
    """Outer rings (counter-clockwise, RFC 7946) each with the holes it contains."""
    outers = sorted(turn_to_lowest(r) for r in rings if signed_area(r) > 0)
    holes = [turn_to_lowest(r) for r in rings if signed_area(r) < 0]
    made = [[outer] for outer in outers]
    for hole in sorted(holes):
        for polygon in made:
            if inside(hole[0], [polygon[0]]):
                polygon.append(hole)
    return made


def inside(point, polygon):
    """Even-odd rule over all rings of a polygon."""
    x, y = point
    answer = False
    for ring in polygon:
        for (ax, ay), (bx, by) in zip(ring, ring[1:]):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                answer = not answer
    return answer


def trace(raster):
    """Label -> list of polygons (each a list of rings of (lon, lat)); and the arcs, as (line, left, right)."""
    arcs = [(smooth(path), left, right) for path, left, right in cut_arcs(links(raster))]
    shapes = {}
    for label in sorted({label for line in raster for label in line}):
        pieces = [line for line, left, right in arcs if left == label]
        pieces += [line[::-1] for line, left, right in arcs if right == label]
        if label != -1:
            shapes[label] = polygons(chain(pieces))
    return shapes, arcs
