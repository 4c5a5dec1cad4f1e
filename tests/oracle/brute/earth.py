# SPDX-License-Identifier: Apache-2.0
"""The ellipsoid: "Distances are geodesic on the ellipsoid; areas equal-area or geodesic"; edges straight in lon/lat.

Distances by pyproj.Geod (Karney). Areas by the line integral of the authalic area under a straight lon/lat edge, five
Gauss points an edge: exact for that edge to rounding, with no projection and no densifying.
"""

import functools
import math

import numpy as np
import pyproj
import scipy.optimize
import scipy.spatial
import shapely.geometry
import shapely.ops

GEOD = pyproj.Geod(ellps="WGS84")
A = GEOD.a
E2 = GEOD.es
E = math.sqrt(E2)
GAUSS_X, GAUSS_W = np.polynomial.legendre.leggauss(5)


def _area_below(lat_radians):
    """Area (m2 per radian of longitude) between the equator and a latitude on WGS 84."""
    s = np.sin(lat_radians)
    return 0.5 * A * A * (1 - E2) * (s / (1 - E2 * s * s) + np.arctanh(E * s) / E)


def _ring_area(coords):
    xy = np.radians(np.asarray(coords, dtype=float)[:, :2])
    dx = np.diff(xy[:, 0])
    y0, dy = xy[:-1, 1], np.diff(xy[:, 1])
    mean = sum(w * _area_below(y0 + dy * (x + 1) / 2) for x, w in zip(GAUSS_X, GAUSS_W)) / 2
    return abs(math.fsum((dx * mean).tolist()))


def polygons_of(geometry):
    """The polygons of any geometry, points and lines dropped."""
    if geometry.is_empty:
        return []
    if geometry.geom_type == "Polygon":
        return [geometry]
    if geometry.geom_type in ("MultiPolygon", "GeometryCollection"):
        return [p for part in geometry.geoms for p in polygons_of(part)]
    return []


def area_m2(geometry):
    """Area in square metres of lon/lat polygons."""
    total = [0.0]
    for polygon in polygons_of(geometry):
        total.append(_ring_area(polygon.exterior.coords))
        total.extend(-_ring_area(hole.coords) for hole in polygon.interiors)
    return math.fsum(total)


def metres(lon1, lat1, lon2, lat2):
    """Geodesic distance in metres, element by element."""
    return GEOD.inv(lon1, lat1, lon2, lat2)[2]


@functools.lru_cache(maxsize=None)
def _azimuths(vertices):
    return np.linspace(0.0, 360.0, vertices, endpoint=False)


def disc(lon, lat, km, vertices):
    """The geodesic disc of `km` around a point, drawn with `vertices` corners that lie on its edge."""
    azimuths = _azimuths(vertices)
    n = len(azimuths)
    x, y, _ = GEOD.fwd(np.full(n, lon), np.full(n, lat), azimuths, np.full(n, km * 1000.0))
    return shapely.geometry.Polygon(np.column_stack([x, y]))


def _segments(geometry):
    for polygon in polygons_of(geometry):
        for ring in [polygon.exterior, *polygon.interiors]:
            xy = np.asarray(ring.coords)[:, :2]
            yield np.column_stack([xy[:-1], xy[1:]])


def metres_to_polygon(lon, lat, geometry):
    """Geodesic metres from a point to a polygon whose edges are straight in lon/lat; 0 inside.

    A flat metric picks the edges that can be the nearest, then the distance along each is minimised.
    """
    if geometry.intersects(shapely.geometry.Point(lon, lat)):
        return 0.0
    seg = np.concatenate(list(_segments(geometry)))
    k = math.cos(math.radians(lat))
    ax, ay = (seg[:, 0] - lon) * k, seg[:, 1] - lat
    bx, by = (seg[:, 2] - seg[:, 0]) * k, seg[:, 3] - seg[:, 1]
    length2 = np.maximum(bx * bx + by * by, 1e-300)
    t = np.clip(-(ax * bx + ay * by) / length2, 0, 1)
    flat = np.hypot(ax + t * bx, ay + t * by)
    best = math.inf
    for i in np.nonzero(flat <= flat.min() * 1.1 + 1e-9)[0]:
        x0, y0, x1, y1 = seg[i]
        away = lambda s: metres(lon, lat, x0 + (x1 - x0) * s, y0 + (y1 - y0) * s)
        found = scipy.optimize.minimize_scalar(away, bounds=(0, 1), method="bounded", options={"xatol": 1e-10})
        best = min(best, found.fun, away(0.0), away(1.0), away(t[i]))
    return best


def metres_around(lon, lat, metres_wide):
    """A lon/lat box that surely holds everything within the distance."""
    dy = metres_wide / 110000.0
    dx = metres_wide / (110000.0 * max(0.05, math.cos(math.radians(min(89.0, abs(lat) + dy)))))
    return shapely.geometry.box(lon - dx, lat - dy, lon + dx, lat + dy)


def polygon_zone(geometry, km, vertices):
    """A polygon with everything within `km` of it: the union of discs around points every 1/50 of km on its edges."""
    if km <= 0:
        return geometry
    step = km * 1000.0 / 50
    parts = [geometry]
    for segments in _segments(geometry):
        for x0, y0, x1, y1 in segments:
            n = max(1, math.ceil(metres(x0, y0, x1, y1) / step))
            parts.extend(disc(x0 + (x1 - x0) * i / n, y0 + (y1 - y0) * i / n, km, min(vertices, 360)) for i in range(n))
    return shapely.ops.unary_union(parts)


_TO_CARTESIAN = pyproj.Transformer.from_crs("EPSG:4979", "EPSG:4978", always_xy=True)


def cartesian(lon, lat):
    """Earth-centred x, y, z in metres on the ellipsoid's surface, one row a point."""
    lon, lat = np.asarray(lon, float), np.asarray(lat, float)
    return np.column_stack(_TO_CARTESIAN.transform(lon, lat, np.zeros_like(lon)))


class Nearest:
    """Points to which distances are asked. The straight line through the earth is never longer than the geodesic and
    orders points almost as it does, so a tree over it proposes candidates and pyproj decides."""

    def __init__(self, lon, lat):
        self.lon, self.lat = np.asarray(lon, float), np.asarray(lat, float)
        self.tree = scipy.spatial.cKDTree(cartesian(lon, lat)) if len(self.lon) else None

    def metres(self, lon, lat):
        """Geodesic metres from each point to the nearest of these."""
        k = min(8, len(self.lon))
        _, index = self.tree.query(cartesian(lon, lat), k=k)
        index = index.reshape(len(lon), k)
        far = np.repeat(np.asarray(lon, float), k), np.repeat(np.asarray(lat, float), k)
        flat = index.ravel()
        found = metres(far[0], far[1], self.lon[flat], self.lat[flat])
        return np.asarray(found).reshape(len(lon), k).min(axis=1)


def rough_metres_to_polygon(lon, lat, geometry):
    """As metres_to_polygon for many points, from points every 10 m along the edges; 0 inside."""
    edge = []
    for segments in _segments(geometry):
        for x0, y0, x1, y1 in segments:
            n = max(1, math.ceil(metres(x0, y0, x1, y1) / 10.0))
            edge.extend((x0 + (x1 - x0) * i / n, y0 + (y1 - y0) * i / n) for i in range(n))
    found = Nearest(*zip(*edge)).metres(lon, lat)
    west, south, east, north = geometry.bounds
    for i in range(len(found)):
        in_box = west <= lon[i] <= east and south <= lat[i] <= north
        if in_box and geometry.intersects(shapely.geometry.Point(lon[i], lat[i])):
            found[i] = 0.0
    return found
