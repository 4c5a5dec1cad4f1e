# SPDX-License-Identifier: Apache-2.0
# FICTIONAL REGION: invented programmes, partners and money.
"""Programmes: interventions with an end, of all families and objectives, in every state that a portfolio knows."""

from .borders import degrees
from .chance import Chance
from .country import TABLE
from .people import in_shape

COLUMNS = ("id", "nombre", "familia", "objetivo", "socio", "pais", "municipio", "lon", "lat", "precision", "inicio",
           "fin", "estado", "monto_usd", "personal", "reservado")

# name, family, objective, partner, country, code, precision, start, end, status, dollars, staff, sensitive
# precision: exact and approximate give a point; municipality gives only the code
LIST = (
    ("Centro de alcance juvenil", "social", 1, "Cooperación Norte", "XAA", "0101", "exact",
     "2011-02-01", "2014-01-31", "implementation", 420000, 11, "false"),
    ("Centro de alcance juvenil", "social", 1, "Cooperación Norte", "XAA", "0102", "exact",
     "2011-06-01", "2014-05-31", "implementation", 380000, 9, "false"),
    ("Centro de alcance juvenil", "social", 1, "Cooperación Norte", "XAA", "0203", "exact",
     "2010-03-01", "2013-02-28", "finalised", 350000, 0, "false"),
    ("Centro de alcance juvenil", "social", 1, "Cooperación Norte", "XBB", "0101", "exact",
     "2012-01-15", "2015-01-14", "implementation", 310000, 8, "false"),
    ("Precinto modelo", "policia", 4, "Cooperación Norte", "XAA", "0102", "exact",
     "2012-05-01", "2014-04-30", "implementation", 1250000, 25, "false"),
    ("Precinto modelo", "policia", 4, "Cooperación Norte", "XAA", "0203", "exact",
     "2014-02-01", "2016-01-31", "pipeline", 1400000, 0, "false"),
    ("Precinto modelo", "policia", 4, "Cooperación Norte", "XAA", "0104", "approximate",
     "2012-09-01", "2015-08-31", "suspended", 900000, 0, "false"),
    ("Policía comunitaria", "policia", 4, "Fondo Sur", "XBB", "0104", "municipality",
     "2012-03-01", "2014-02-28", "implementation", 260000, 10, "false"),
    ("Policía comunitaria", "policia", 4, "Fondo Sur", "XBB", "0103", "exact",
     "2013-01-01", "2013-12-31", "implementation", 240000, 7, "false"),
    ("Juzgado móvil", "justicia", 4, "Unión de Estados Amigos", "XAA", "0205", "municipality",
     "2011-09-01", "2014-08-31", "implementation", 610000, 6, "false"),
    ("Juzgado de 24 horas", "justicia", 4, "Unión de Estados Amigos", "XAA", "0101", "exact",
     "2012-07-01", "2015-06-30", "implementation", 1900000, 18, "false"),
    ("Casa de justicia", "justicia", 4, "Banco Regional", "XBB", "0104", "approximate",
     "2012-02-01", "2014-12-31", "cancelled", 720000, 0, "false"),
    ("Casa de justicia", "justicia", 4, "Banco Regional", "XAA", "0403", "exact",
     "2013-04-01", "2016-03-31", "implementation", 690000, 7, "false"),
    ("Escuela abierta en fin de semana", "educacion", 1, "Agencia Infancia", "XAA", "0101", "exact",
     "2011-03-01", "2014-02-28", "implementation", 150000, 20, "false"),
    ("Escuela abierta en fin de semana", "educacion", 1, "Agencia Infancia", "XAA", "0402", "exact",
     "2013-02-01", "2015-01-31", "implementation", 90000, 6, "false"),
    ("Formación para el empleo", "educacion", 1, "Empresas por la Paz", "XAA", "0105", "approximate",
     "2010-06-01", "", "implementation", 200000, 5, "false"),
    ("Formación para el empleo", "educacion", 1, "Empresas por la Paz", "XBB", "0201", "exact",
     "2012-10-01", "", "implementation", 175000, 4, "false"),
    ("Atención a víctimas", "social", 4, "Agencia Mujer", "XAA", "0203", "exact",
     "2012-03-08", "2015-03-07", "implementation", 280000, 8, "true"),
    ("Comité de prevención", "social", 1, "Fondo Sur", "XAA", "0206", "municipality",
     "2011-05-01", "2013-04-30", "closed", 60000, 0, "false"),
    ("Comité de prevención", "social", 1, "Fondo Sur", "XAA", "0402", "municipality",
     "2013-05-01", "2015-04-30", "implementation", 65000, 3, "false"),
    ("Control fronterizo conjunto", "frontera", 2, "Cooperación Norte", "XBB", "0203", "exact",
     "2011-01-01", "2014-12-31", "implementation", 830000, 15, "false"),
    ("Control fronterizo conjunto", "frontera", 2, "Cooperación Norte", "XAA", "0404", "exact",
     "2013-07-01", "2014-12-31", "implementation", 540000, 12, "false"),
    ("Auditoría social", "control", 3, "Unión de Estados Amigos", "XBB", "0101", "exact",
     "2012-01-01", "2013-06-30", "finalised", 130000, 0, "false"),
    ("Puerto seguro", "frontera", 2, "Cooperación Norte", "XAA", "0301", "water",
     "2012-01-01", "2014-12-31", "implementation", 450000, 9, "false"),
)


def rows(shapes, towns):
    made = []
    for number, item in enumerate(LIST):
        name, family, objective, partner, country, code, precision, start, end, status, money, staff, secret = item
        place = next(p for p in TABLE if (p.country, p.code) == (country, code))
        chance = Chance("programme %d" % number)
        x, y = towns[place.label]
        lon, lat = next(point for point in (degrees(x + chance.normal(), y + chance.normal()) for _ in range(99))
                        if any(in_shape(point, [part]) for part in shapes[place.label]))
        if precision == "water":             # a buoy 10 km out at sea: outside, its country column is all it has
            ring = shapes[place.label][0][0]
            lon, lat, precision = min(ring)[0] - 0.09, min(ring)[1] - 0.03, "exact"
        where = ("", "") if precision == "municipality" else ("%.6f" % lon, "%.6f" % lat)
        made.append(("A-%03d" % (number + 1), name, family, str(objective), partner, country, code) + where +
                    (precision, start, end, status, str(money), str(staff), secret))
    return made
