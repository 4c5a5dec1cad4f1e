# SPDX-License-Identifier: Apache-2.0
# FICTIONAL REGION: invented settlements with invented people.
"""Towns, their quarters and villages: where the people of each municipality live."""

from collections import namedtuple

from .borders import degrees, inside, kilometres
from .chance import Chance
from .country import CROSSING, TABLE, people_on_surface
from .land import COLUMNS, ROWS, centre

Settlement = namedtuple("Settlement", "name country code lon lat people")

SAINTS = ("San Antonio", "Santa Rita", "San Isidro", "Santa Elena", "San Cayetano", "San Benito", "Santa Marta",
          "San Ramón", "Santa Fe", "San Andrés", "San Agustín", "Santa Bárbara")
NATURE = ("El Almendro", "La Ceiba", "El Pedregal", "Los Ñames", "La Piñuela", "El Cañal", "Las Lomas", "El Zapote",
          "La Peña", "Agua Fría", "El Jícaro", "Las Cañas", "Cerro Azul", "El Níspero", "La Esperanza", "Monte Añejo")
QUARTERS = ("Centro", "Barrio El Carmen", "Colonia Nueva", "Barrio Abajo", "Colonia La Unión", "Barrio El Muñeco",
            "Colonia Primavera", "Barrio Las Delicias", "Colonia Satélite", "Barrio San José", "El Mercado",
            "Colonia Los Cañones", "La Estación", "Barrio Inglés", "Colonia Añoranza")


def in_shape(point, shape):
    return any(inside(point, polygon) for polygon in shape)


def depth(raster):
    """For each cell, steps to the nearest cell of another label: high in the heart of a municipality."""
    steps = [[0] * COLUMNS for _ in range(ROWS)]
    queue = []
    for row in range(1, ROWS - 1):
        for column in range(1, COLUMNS - 1):
            sides = (raster[row][column - 1], raster[row][column + 1], raster[row - 1][column], raster[row + 1][column])
            if any(value != raster[row][column] for value in sides):
                steps[row][column] = 1
                queue.append((column, row))
    for column, row in queue:
        for c, r in ((column + 1, row), (column - 1, row), (column, row + 1), (column, row - 1)):
            if 0 < c < COLUMNS - 1 and 0 < r < ROWS - 1 and not steps[r][c] and raster[r][c] == raster[row][column]:
                steps[r][c] = steps[row][column] + 1
                queue.append((c, r))
    return steps


def town_centres(raster):
    """Label -> (x, y) km of its main town: a cell among the deeper ones, by chance."""
    steps, chance, towns = depth(raster), Chance("towns"), {}
    for place in TABLE:
        mine = [(steps[r][c], c, r) for r in range(ROWS) for c in range(COLUMNS) if raster[r][c] == place.label]
        deep = [cell for cell in mine if cell[0] >= 0.6 * max(mine)[0]]
        _, column, row = chance.pick(sorted(deep))
        towns[place.label] = centre(column, row)
    return towns


def scatter(shape, x, y, spread, chance):
    """A point inside the shape, normally scattered around (x, y); the spread shrinks until one fits."""
    for _ in range(200):
        point = degrees(x + spread * chance.normal(), y + spread * chance.normal())
        if in_shape(point, shape):
            return point
        spread *= 0.97
    return degrees(x, y)


def anywhere(shape, chance):
    """A point inside the shape, uniform over its box."""
    lons = [p[0] for polygon in shape for p in polygon[0]]
    lats = [p[1] for polygon in shape for p in polygon[0]]
    while True:
        point = (round(chance.between(min(lons), max(lons)), 7), round(chance.between(min(lats), max(lats)), 7))
        if in_shape(point, shape):
            return point


def split(total, weights):
    """Whole numbers in proportion to weights that add up to total."""
    shares = [int(total * weight / sum(weights)) for weight in weights]
    shares[0] += total - sum(shares)
    return shares


def settle_municipality(place, shape, town, chance):
    count, total = place.settlements, people_on_surface(place)
    quarters = 1 + (count // 2 if total > 90000 else count // 4)
    names = chance.shuffled(["%s de %s" % (s, n.split()[-1]) for s in SAINTS for n in NATURE] + list(NATURE))
    weights, points, titles = [], [], []
    for index in range(count):
        if index < quarters:
            points.append(scatter(shape, town[0], town[1], 0.6 + total / 160000, chance))
            weights.append(3.2 / (1 + 0.22 * index))
            quarter = QUARTERS[index % len(QUARTERS)] + (" %d" % (index // len(QUARTERS) + 1) if index >= 15 else "")
            titles.append("%s, %s" % (place.name, quarter))
        else:
            points.append(anywhere(shape, chance))
            weights.append(1.3 / (1 + 0.5 * (index - quarters)) ** 0.7 * chance.between(0.6, 1.4))
            titles.append(names[index])
    people = split(total, weights)
    return [Settlement(title, place.country, place.code, lon, lat, n)
            for title, (lon, lat), n in zip(titles, points, people)]


def crossing(arcs):
    """Middle of the border between the two municipalities of CROSSING, as (x, y) km."""
    lines = [line for line, left, right in arcs if {left, right} == set(CROSSING)]
    line = max(lines, key=len)
    return kilometres(*line[len(line) // 2])


def settlements(shapes, arcs, towns):
    """All settlements in order of country, code, size; the village at the border crossing included."""
    found = []
    for place in TABLE:
        if place.settlements:
            chance = Chance("people " + place.country + place.code)
            found += settle_municipality(place, shapes[place.label], towns[place.label], chance)
    x, y = crossing(arcs)
    west = next(point for point in (degrees(x - d, y) for d in (0.8, 1.0, 1.3, 1.7, 2.2))
                if in_shape(point, shapes[CROSSING[0]]))
    found.append(Settlement("Paso de la Ceiba", "XAA", "0402", west[0], west[1], 2600))
    found.append(Settlement("El Despoblado", "XAA", "0302", *anywhere(shapes[19], Chance("empty")), 0))
    found.append(Settlement("Palafitos del Lago", "XAA", "0201", *degrees(-30, 12), 180))
    return found
