# SPDX-License-Identifier: Apache-2.0
# FICTIONAL REGION: invented incidents. No victim, place or date in them is real.
"""The clean part of homicides.csv and family_violence.csv. The dirty rows are added by dirt.py."""

import datetime

from .borders import kilometres
from .chance import Chance
from .country import HALF_WITHOUT_PLACE, NO_HOMICIDE_RECORD, TABLE, person_years
from .people import scatter

HOMICIDE_COLUMNS = ("id", "fecha", "lon", "lat", "pais", "municipio", "victimas", "nota")
FAMILY_COLUMNS = ("pais", "municipio", "anio", "mes", "denuncias")
FIRST, DAYS, YEARS = datetime.date(2011, 1, 1), 1096, (2011, 2012, 2013)

NOTES = ('Hallazgo en vía pública, sin testigos', 'Denuncia "anónima", 110',
         "Traslado al hospital;\nfalleció en el camino", "Riña\nversión de vecinos, sin confirmar",
         "Peña arriba, camino viejo")


def victims(chance):
    draw = chance.unit()
    return 3 if draw < 0.012 else 2 if draw < 0.07 else 1


def hot_spots(place, villages, chance):
    """Weights by settlement: people, times a factor that concentrates half of the violence in a few quarters."""
    return [village.people * (6.0 if chance.unit() < 0.18 else 0.7) for village in villages]


def homicides_in(place, shape, villages, chance):
    """Rows without id: date, lon, lat, country, code, victims, note. Events average 1.08 victims."""
    mean = person_years(place, 3) * place.rate / 100000 / 1.082
    weights = hot_spots(place, villages, chance)
    missing = 0.68 if (place.country, place.code) == HALF_WITHOUT_PLACE else 0.025
    rows = []
    for _ in range(chance.poisson(mean)):
        date = FIRST + datetime.timedelta(days=chance.whole(0, DAYS - 1))
        village = villages[chance.weighted(weights)]
        lon, lat = scatter(shape, *kilometres(village.lon, village.lat), 0.75, chance)
        where = ("", "") if chance.unit() < missing else ("%.6f" % lon, "%.6f" % lat)
        note = chance.pick(NOTES) if chance.unit() < 0.02 else ""
        rows.append((date.isoformat(),) + where + (place.country, place.code, str(victims(chance)), note))
    return rows


def homicides(shapes, villages):
    """All clean rows in order of date, with ids H-00001 onwards."""
    rows = []
    for place in TABLE:
        if (place.country, place.code) == NO_HOMICIDE_RECORD or not place.settlements:
            continue
        mine = [v for v in villages if (v.country, v.code) == (place.country, place.code) and v.people]
        rows += homicides_in(place, shapes[place.label], mine, Chance("homicides " + place.country + place.code))
    rows.sort()
    return [("H-%05d" % (number + 1),) + row for number, row in enumerate(rows)]


def family_violence():
    """Counts by municipality and month. Alameda writes its zeros; Brisal leaves months without reports out."""
    rows = []
    for place in TABLE:
        chance = Chance("family " + place.country + place.code)
        if (place.country, place.code) in (("XAA", "0206"), ("XBB", "0305"), ("XBB", "0204")):
            continue                                       # never reported: no record
        yearly = person_years(place, 1) * chance.between(20, 130) / 100000 * (0.35 if place.country == "XBB" else 1.0)
        for year in YEARS:
            for month in range(1, 13):
                count = chance.poisson(yearly / 12)
                if count or place.country == "XAA":
                    rows.append((place.country, place.code, str(year), str(month), str(count)))
    return rows
