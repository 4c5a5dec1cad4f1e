# SPDX-License-Identifier: Apache-2.0
"""GeoPandas from files to counts: polygons, CSV, points, sjoin, groupby.

    geopandas_join.py POLYGONS.geojson POINTS.csv OUT.csv
"""
import json
import sys

import geopandas
import numpy
import pandas
import shapely

polygons, points, out = sys.argv[1:]
land = geopandas.read_file(polygons)[["id", "geometry"]]
rows = pandas.read_csv(points)
places = geopandas.GeoDataFrame({"type": rows["type"]}, geometry=geopandas.points_from_xy(rows["lon"], rows["lat"]), crs=4326)
counts = geopandas.sjoin(places, land, predicate="intersects").groupby(["id", "type"]).size()
counts.rename("count").reset_index().rename(columns={"id": "municipality", "type": "class"}).to_csv(out, index=False)
geos = getattr(shapely, "geos_version", None) or shapely.geos.geos_version
print(json.dumps({"versions": f"GeoPandas {geopandas.__version__}, shapely {shapely.__version__} (GEOS {'.'.join(map(str, geos))}), pandas {pandas.__version__}, numpy {numpy.__version__}"}))
