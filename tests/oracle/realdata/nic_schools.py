#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Nicaragua: public schools by municipality from the EPSG:32616 shapefile, by geopandas alone.

Prints {code_muni: schools, ..., "_read", "_located", "_outside", "_population" (pob_2016, all)}. Exits 77, the skip
code, without the shared data.
"""

import geopandas
import pandas

import common

DATA = common.data()
land = geopandas.read_file(DATA / "boundaries/nic_municipalities_ineter_utm16.shp")
assert len(land) == 153 and land.code_muni.is_unique and land.crs.to_epsg() == 32616

rows = pandas.read_csv(DATA / "services/nic_schools_mined_2025.csv", dtype=str, keep_default_na=False)
points = geopandas.points_from_xy(rows.long.astype(float), rows.lat.astype(float), crs="EPSG:4326")
counts, outside = common.count_points(land.to_crs("EPSG:4326"), "code_muni", points)
common.show(counts, read=len(rows), located=len(rows) - outside, outside=outside, population=int(land.pob_2016.sum()))
