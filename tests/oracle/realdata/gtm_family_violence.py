#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Guatemala: family-violence reports of a year by municipality, by pandas alone: gtm_family_violence.py 2011|2016

Prints {code: reports of the year, ..., "_read", "_rejected", "_filtered", "_by_key" (rows), "_joined" (codes),
"_no_record" (codes without a row in the year)}. A row is first parsed (year 9999 is no year: rejected; month 99 is not known, and such a
row would be one of its whole year), then held
against the year (another year: filtered), then joined (9999 is no municipality: rejected); codes are text, as in the files.
Exits 77, the skip code, without the shared data.
"""

import sys

import geopandas
import pandas

import common

YEAR = sys.argv[1] if len(sys.argv) > 1 else "2011"
DATA = common.data()
land = geopandas.read_file(DATA / "boundaries/gtm_municipalities_minfin.topojson")
codes = set(land.id) - {"0", "4000"}
assert len(codes) == 340

rows = pandas.read_csv(DATA / f"incidents/gtm_vif_{YEAR}_municipality_month.csv", dtype=str)
parsed = rows[rows.anio != "9999"]
assert set(rows.mes.astype(int)) <= {*range(1, 13), 99}
inside = parsed[parsed.anio == YEAR]
joined = inside[inside.municipio.isin(codes)]
sums = joined.denuncias.astype(int).groupby(joined.municipio).sum()

common.show({code: int(n) for code, n in sums.items()}, read=len(rows),
            rejected=len(rows) - len(parsed) + len(inside) - len(joined), filtered=len(parsed) - len(inside),
            by_key=len(joined), joined=len(sums), no_record=sorted(codes - set(sums.index)))
