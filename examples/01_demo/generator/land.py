# SPDX-License-Identifier: Apache-2.0
# FICTIONAL REGION: draws an invented land mass in the open Pacific. No such land exists.
"""A raster of labels: which municipality each small cell belongs to. Borders are traced from it in borders.py.

Working in labels, not lines, is what makes neighbours share every vertex later: a border is one arc between two labels.
Plane kilometres are used here (x east, y north from the centre); only borders.py turns them into degrees.
"""

from .chance import Chance, fractal_noise

CELL = 0.62                       # km; small enough that smoothed borders look drawn, not built
COLUMNS, ROWS = 304, 236
SEA, LAKE = -1, -2
WEST, EAST = 0, 1                 # Alameda, Brisal
MUNICIPALITIES = (20, 15)         # on the mainland; the island is one more of the west
ISLAND = 35
EXCLAVE_OF = 31                   # Buenavista, whose second part lies inside another municipality
IN_TWO_PIECES = (ISLAND, EXCLAVE_OF)


def centre(column, row):
    return (column - COLUMNS / 2 + 0.5) * CELL, (row - ROWS / 2 + 0.5) * CELL


def is_mainland(x, y):
    """An ellipse that lies north-west to south-east, its shore pushed in and out by noise."""
    u, v = x * 0.906 - y * 0.423, x * 0.423 + y * 0.906
    shore = 1 - (u / 80) ** 2 - (v / 43) ** 2
    return shore + 1.15 * fractal_noise(x, y, 38, 6, 13) > 0


def is_island(x, y):
    """Two islets off the south-west coast: one municipality, a multipolygon."""
    wobble = 0.9 * fractal_noise(x, y, 6, 3, 21)
    big = 1 - ((x + 66) / 6.5) ** 2 - ((y + 28) / 4.2) ** 2
    small = 1 - ((x + 56) / 2.6) ** 2 - ((y + 34.5) / 2.0) ** 2
    return big + wobble > 0 or small + 0.5 * wobble > 0


def is_lake(x, y):
    return 1 - ((x + 30) / 8.0) ** 2 - ((y - 12) / 4.2) ** 2 + 1.0 * fractal_noise(x, y, 8, 4, 31) > 0


def is_exclave(x, y):
    return 1 - ((x - 62) / 3.4) ** 2 - ((y + 5) / 2.8) ** 2 + 0.8 * fractal_noise(x, y, 5, 3, 71) > 0


def side(x, y):
    """The international border: a meandering line a little east of the middle."""
    bend = 34 * fractal_noise(x, y, 40, 5, 41)
    return EAST if x * 0.94 + y * 0.34 + bend > 12 else WEST


def warp(x, y):
    """Where a cell looks for its nearest seed: displaced, so that borders wind as rivers and ridges do."""
    return (x + 12 * fractal_noise(x, y, 20, 5, 51), y + 12 * fractal_noise(x, y, 20, 5, 61))


def crowding(x, y):
    """Municipalities are small near the two capitals and large in the hinterland."""
    west = 1 / (1 + ((x + 8) ** 2 + (y - 2) ** 2) / 260)
    east = 1 / (1 + ((x - 42) ** 2 + (y + 16) ** 2) / 200)
    return (0.16 + west + east) ** 2


def surface():
    """The raster with sea, lake and island; and the mainland's cells (column, row, x, y, warped x, warped y, side)."""
    raster = [[SEA] * COLUMNS for _ in range(ROWS)]
    cells = []
    for row in range(ROWS):
        for column in range(COLUMNS):
            x, y = centre(column, row)
            if is_island(x, y):
                raster[row][column] = ISLAND
            elif is_lake(x, y):
                raster[row][column] = LAKE
            elif is_mainland(x, y):
                cells.append((column, row, x, y) + warp(x, y) + (side(x, y),))
    return raster, cells


def nearest(seeds, x, y):
    best, choice = float("inf"), -1
    for index, (sx, sy) in enumerate(seeds):
        distance = (sx - x) ** 2 + (sy - y) ** 2
        if distance < best:
            best, choice = distance, index
    return choice


def settle(cells, count, chance):
    """Seeds by a crowding-weighted draw, then Lloyd's steps on a thinned sample."""
    sample = cells[::5]
    weights = [crowding(c[2], c[3]) for c in sample]
    seeds = [sample[chance.weighted(weights)][4:6] for _ in range(count)]
    for _ in range(9):
        sums = [[0.0, 0.0, 0.0] for _ in seeds]
        for cell, weight in zip(sample, weights):
            mine = sums[nearest(seeds, cell[4], cell[5])]
            mine[0] += weight * cell[4]
            mine[1] += weight * cell[5]
            mine[2] += weight
        seeds = [(s[0] / s[2], s[1] / s[2]) if s[2] else old for s, old in zip(sums, seeds)]
    return seeds


def components(raster, label):
    """Groups of cells of one label that touch by a side, largest first."""
    left = {(c, r) for r, line in enumerate(raster) for c, value in enumerate(line) if value == label}
    groups = []
    while left:
        queue = [min(left)]
        left.discard(queue[0])
        for column, row in queue:
            for step in ((column + 1, row), (column - 1, row), (column, row + 1), (column, row - 1)):
                if step in left:
                    left.discard(step)
                    queue.append(step)
        groups.append(queue)
    return sorted(groups, key=lambda g: (-len(g), g[0]))


def neighbour_label(raster, group):
    """The label that surrounds a group most; the lake never grows."""
    votes = {}
    for column, row in group:
        for c, r in ((column + 1, row), (column - 1, row), (column, row + 1), (column, row - 1)):
            value = raster[r][c]
            if value not in (raster[row][column], LAKE):
                votes[value] = votes.get(value, 0) + 1
    return min(votes, key=lambda v: (-votes[v], v)) if votes else SEA


def tidy(raster, labels):
    """Each label in one piece (or the two it is meant to have); no cells of a label touch by a corner alone."""
    for _ in range(4):
        for label in labels:
            for group in components(raster, label)[2 if label in IN_TWO_PIECES else 1:]:
                other = neighbour_label(raster, group)
                for column, row in group:
                    raster[row][column] = other
        changed = True
        while changed:
            changed = False
            for row in range(1, ROWS - 1):
                for column in range(1, COLUMNS - 1):
                    a, b = raster[row][column], raster[row][column + 1]
                    c, d = raster[row + 1][column], raster[row + 1][column + 1]
                    if (a == d and a not in (b, c)) or (b == c and b not in (a, d)):
                        raster[row + 1][column] = a
                        raster[row][column + 1] = a
                        raster[row + 1][column + 1] = a
                        changed = True


def draw_land():
    """The raster of labels: 0..19 west, 20..34 east, ISLAND, LAKE, SEA."""
    raster, cells = surface()
    first = 0
    for which, count in enumerate(MUNICIPALITIES):
        mine = [cell for cell in cells if cell[6] == which]
        seeds = settle(mine, count, Chance("seeds %d" % which))
        for cell in mine:
            label = first + nearest(seeds, cell[4], cell[5])
            raster[cell[1]][cell[0]] = EXCLAVE_OF if is_exclave(cell[2], cell[3]) else label
        first += count
    tidy(raster, list(range(first)) + [ISLAND, LAKE, SEA])
    return raster
