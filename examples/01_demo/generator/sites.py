# SPDX-License-Identifier: Apache-2.0
# FICTIONAL REGION: invented police posts, courts, clinics and schools.
"""Services of the four families. The table in country.py says how many; towns and villages say where."""

from .borders import degrees, kilometres
from .chance import Chance
from .country import CROSSING, TABLE, people_on_surface
from .people import crossing, in_shape, scatter

POLICE_COLUMNS = ("id", "nombre", "pais", "municipio", "lon", "lat", "inicio", "fin", "estado", "agentes")
COURT_COLUMNS = ("id", "nombre", "pais", "municipio", "lon", "lat", "inicio", "estado", "jueces", "causas_por_anio")
HEALTH_COLUMNS = ("id", "nombre", "pais", "municipio", "lon", "lat", "inicio", "fin", "estado", "personal",
                  "consultas_por_dia", "reservado")


def spots(place, shape, villages, count, name, clear=None):
    """`count` places beside settlements, larger ones first and each at most once, none within 7 km of `clear` (km)."""
    chance = Chance("%s %s%s" % (name, place.country, place.code))
    pool = [v for v in villages if (v.country, v.code) == (place.country, place.code) and v.people]
    found = []
    while pool and len(found) < count:
        village = pool.pop(chance.weighted([v.people for v in pool]))
        lon, lat = scatter(shape, *kilometres(village.lon, village.lat), 0.35, chance)
        x, y = kilometres(lon, lat)
        if clear is None or (x - clear[0]) ** 2 + (y - clear[1]) ** 2 > 49:
            found.append((village, "%.6f" % lon, "%.6f" % lat))
    return found


def opened(chance):
    return "%d-%02d-%02d" % (chance.whole(1978, 2010), chance.whole(1, 12), chance.whole(1, 28))


def off_shore(shapes, label, metres):
    """A point about so many metres out at sea from the municipality, south-west of its most southern vertex."""
    ring = shapes[label][0][0]
    x, y = kilometres(*min(ring, key=lambda p: (p[1], p[0])))
    return degrees(x, y - metres / 1000)


def police(shapes, arcs, villages):
    """Rows of police.csv: every trap of dates, status, water, borders and codes is here."""
    chance, rows = Chance("police"), []
    border = crossing(arcs)
    for place in TABLE:
        clear = border if place.country == "XAA" else None
        for village, lon, lat in spots(place, shapes[place.label], villages, place.police, "police", clear):
            staff = max(3, people_on_surface(place) // max(1, place.police) // chance.whole(700, 1600))
            rows.append([None, "Puesto de policía " + village.name, place.country, place.code, lon, lat, opened(chance),
                         "", "operating", str(staff)])
    east = next(degrees(border[0] + d, border[1]) for d in (0.5, 0.8, 1.2, 1.8)
                if in_shape(degrees(border[0] + d, border[1]), shapes[CROSSING[1]]))
    coast, lake = off_shore(shapes, 10, 250), degrees(-30, 12.4)
    town = spots(TABLE[3], shapes[7], villages, 3, "closed police")
    rows += [
        [None, "Puesto fronterizo El Vado", "XBB", "0203", "%.6f" % east[0], "%.6f" % east[1], "1999-05-01", "",
         "operating", "14"],                              # nearer to Paso de la Ceiba, which is another country's
        [None, "Lancha patrullera del lago", "XAA", "0201", "%.6f" % lake[0], "%.6f" % lake[1], "2006-02-01", "",
         "operating", "6"],                               # in the lake, far from any shore: outside
        [None, "Muelle de Las Piñas", "XAA", "0304", "%.6f" % coast[0], "%.6f" % coast[1], "2003-09-15", "",
         "operating", "8"],                               # at sea, within 500 m: snapped
        [None, "Subestación Cañaveral Norte", "XAA", "0104", town[0][1], town[0][2], "1996-01-01", "2012-08-31",
         "closed", "0"],
        [None, "Subestación Cañaveral Sur", "XAA", "0104", town[1][1], town[1][2], "2014-03-01", "", "operating", "12"],
        [None, "Subestación Cañaveral Centro", "XAA", "0104", town[2][1], town[2][2], "2001-01-01", "",
         "suspended", "9"],
        [None, "Delegación Tierra Nueva", "XAA", "0402", "", "", "2005-01-01", "", "operating", "11"],   # code only
        [None, "Delegación Los Almendros", "XBB", "0104", "", "", "2008-06-01", "", "operating", "16"],
        [None, "Delegación sin lugar", "XAA", "0999", "", "", "2008-06-01", "", "operating", "5"],
    ]
    rows = [["P-%03d" % (n + 1)] + row[1:] for n, row in enumerate(rows)]
    return rows + [list(rows[2])]                         # the third post twice: a duplicate


def courts(shapes, villages):
    chance, rows = Chance("courts"), []
    for place in TABLE:
        for n, (_, lon, lat) in enumerate(spots(place, shapes[place.label], villages, place.courts, "courts")):
            kind = ("Juzgado de paz", "Juzgado de instrucción", "Tribunal de sentencia")[n % 3]
            judges = chance.whole(1, 5)
            rows.append(["J-%03d" % (len(rows) + 1), "%s de %s" % (kind, place.name), place.country, place.code,
                         lon, lat, opened(chance), "operating", str(judges), str(judges * chance.whole(180, 420))])
    planned = spots(TABLE[1], shapes[17], villages, 1, "planned court")[0]
    rows.append(["J-%03d" % (len(rows) + 1), "Juzgado de paz de Villa Peñón", "XAA", "0102", planned[1], planned[2],
                 "2013-06-01", "pipeline", "2", ""])
    return rows


def health(shapes, villages):
    chance, rows = Chance("health"), []
    for place in TABLE:
        for n, (village, lon, lat) in enumerate(spots(place, shapes[place.label], villages, place.health, "health")):
            staff = chance.whole(22, 90) if n == 0 else chance.whole(3, 14)
            name = ("Hospital de " + place.name) if n == 0 and place.population and place.population > 90000 else (
                "Unidad de salud " + village.name)
            rows.append(["S-%03d" % (len(rows) + 1), name, place.country, place.code, lon, lat, opened(chance), "",
                         "operating", str(staff), str(staff * chance.whole(6, 11)), "false"])
    shelter = spots(TABLE[0], shapes[14], villages, 2, "shelter")
    rows.append(["S-%03d" % (len(rows) + 1), "Casa de acogida", "XAA", "0101", shelter[0][1], shelter[0][2],
                 "2009-03-08", "", "operating", "9", "20", "true"])
    rows.append(["S-%03d" % (len(rows) + 1), "Unidad de salud cerrada", "XAA", "0101", shelter[1][1], shelter[1][2],
                 "1988-01-01", "2011-11-30", "closed", "0", "0", "false"])
    return rows


def campus(lon, lat, chance):
    """A six-sided campus of 150 to 300 m across, as one closed ring of (lon, lat), counter-clockwise."""
    x, y = kilometres(float(lon), float(lat))
    size = chance.between(0.15, 0.3)
    corners = ((1, 0), (0.55, 0.8), (-0.45, 0.9), (-1, 0.1), (-0.6, -0.75), (0.5, -0.85))
    ring = [degrees(x + size * u * chance.between(0.8, 1.1), y + size * v * chance.between(0.8, 1.1))
            for u, v in corners]
    return ring + ring[:1]


def schools(shapes, villages):
    """(properties, geometry type, coordinates): points, and campuses as polygons in the larger towns."""
    chance, found = Chance("schools"), []
    for place in TABLE:
        for n, (village, lon, lat) in enumerate(spots(place, shapes[place.label], villages, place.schools, "schools")):
            pupils = chance.whole(60, 240) * (4 if n == 0 else 1)
            big = n == 0 and (place.population or 0) > 95000
            name = ("Instituto nacional de " + place.name) if big else "Escuela " + village.name
            properties = {"id": "E-%03d" % (len(found) + 1), "nombre": name, "pais": place.country,
                          "municipio": place.code, "inicio": opened(chance), "estado": "operating", "matricula": pupils,
                          "docentes": pupils // chance.whole(24, 38) + 1}
            ring = campus(lon, lat, chance) if big else None
            if ring and all(in_shape(vertex, shapes[place.label]) for vertex in ring):
                found.append((properties, "Polygon", [ring]))
            else:
                found.append((properties, "Point", (float(lon), float(lat))))
    return found
