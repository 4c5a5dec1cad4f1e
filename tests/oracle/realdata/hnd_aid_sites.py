#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Honduras: aid locations of precision 1 to 3 by municipality, by geopandas alone.

Prints {GEOCODIGO: locations, ..., "_read", "_kept", "_located", "_outside"}: every municipality, zeros too. On a border
or in an overlap the lowest code has the point. Exits 77, the skip code, without the shared data.
"""

import geopandas
import pandas

import common

DATA = common.data()
land = geopandas.read_file(DATA / "boundaries/hnd_municipalities_hngeo.geojson").dropna(subset=["GEOCODIGO"])
assert len(land) == 298 and land.GEOCODIGO.is_unique

rows = pandas.read_csv(DATA / "services/hnd_aiddata_aims_v1.3.1_level_1a.csv", dtype=str, keep_default_na=False)
kept = rows[rows.precision_code.isin(["1", "2", "3"])]
assert (kept.latitude != "").all() and kept.project_location_id.is_unique
points = geopandas.points_from_xy(kept.longitude.astype(float), kept.latitude.astype(float), crs="EPSG:4326")

counts, outside = common.count_points(land, "GEOCODIGO", points)
common.show(counts, read=len(rows), kept=len(kept), located=len(kept) - outside, outside=outside)
