# SPDX-License-Identifier: Apache-2.0
"""Catchments, and who is within them.

"Within = geodesic distance <= km; catchments of a family are a union (a person counts once). A site polygon serves its
interior, plus km around it if given. A site known only to municipality level gives presence, not reach, unless
reach = { municipality = true } declares it."
"""

import math

import numpy as np
import shapely.geometry
import shapely.ops
import shapely.prepared

from . import earth
from .sites import kilometres

GRID = 160  # cells along the longer side of a municipality for area-weighted distances


class Catchment:
    """The catchments of one family that serve one country: points with km, polygons with km, whole municipalities."""

    def __init__(self, family, country, site_layers, vertices):
        self.discs, self.zones, self.declared = [], [], set()
        self.vertices = vertices
        for layer in site_layers:
            spec = layer.layer.get("reach", {})
            for site in layer.sites:
                if family not in site.families or site.kind != "service" or site.operates != "yes":
                    continue
                if not site.serves(country):
                    continue
                if spec.get("municipality") and site.municipality is not None:
                    self.declared.add(site.municipality.key)
                if site.municipal_only:
                    continue
                km = kilometres(layer.layer, family)
                if site.record.polygon is not None:
                    self.zones.append((site.record.polygon, km))
                elif site.record.lon is not None:
                    self.discs.append((site.record.lon, site.record.lat, km))
        self.zone_shapes = [earth.polygon_zone(polygon, km, vertices) for polygon, km in self.zones]
        self.by_km = {}
        for lon, lat, km in self.discs:
            self.by_km.setdefault(km, []).append((lon, lat))
        self.nearest_of = {km: earth.Nearest(*zip(*points)) for km, points in self.by_km.items()}

    def within(self, lon, lat, home):
        """A truth for each point of one municipality: is it in a catchment?"""
        lon, lat = np.asarray(lon, float), np.asarray(lat, float)
        if home.key in self.declared:
            return np.ones(len(lon), bool)
        inside = np.zeros(len(lon), bool)
        for km, near in self.nearest_of.items():
            if km > 0 and len(lon):
                inside |= near.metres(lon, lat) <= km * 1000.0
        for polygon, km in self.zones:
            pad = 2 * km / 100.0 + 1e-6
            west, south, east, north = polygon.bounds
            for i in np.nonzero(~inside)[0]:
                if west - pad <= lon[i] <= east + pad and south - pad <= lat[i] <= north + pad:
                    inside[i] = earth.metres_to_polygon(lon[i], lat[i], polygon) <= km * 1000.0
        return inside

    def area_in(self, home):
        """The part of a municipality within the catchments, as a geometry."""
        if home.key in self.declared:
            return home.geometry
        west, south, east, north = home.geometry.bounds
        parts = []
        for lon, lat, km in self.discs:
            if km > 0:
                w, s, e, n = earth.metres_around(lon, lat, km * 1000.0).bounds
                if w <= east and e >= west and s <= north and n >= south:
                    parts.append(earth.disc(lon, lat, km, self.vertices))
        for zone in self.zone_shapes:
            if zone.intersects(home.geometry):
                parts.append(zone)
        if not parts:
            return shapely.geometry.Polygon()
        return shapely.geometry.MultiPolygon(
            earth.polygons_of(shapely.ops.unary_union(parts).intersection(home.geometry)))

    def nearest_m(self, lon, lat, precise):
        """Metres from each point to the nearest site with a place of its own, or None where there is none; not
        `precise` takes a polygon's edge as points 10 m apart."""
        found = None
        if self.discs:
            found = np.min([near.metres(lon, lat) for near in self.nearest_of.values()], axis=0)
        for polygon, _ in self.zones:
            rough = earth.rough_metres_to_polygon(lon, lat, polygon)
            if found is None:
                found = np.full(len(lon), np.inf)
            for i in np.nonzero(rough < found + 1.0)[0]:
                exact = earth.metres_to_polygon(lon[i], lat[i], polygon) if precise else rough[i]
                found[i] = min(found[i], exact)
        return found


def grid_in(home):
    """(lon, lat, weight) of a fine grid over a municipality; the weight is the cell's area up to a factor."""
    west, south, east, north = home.geometry.bounds
    step = max((east - west) * math.cos(math.radians((south + north) / 2)), north - south) / GRID
    dx = step / math.cos(math.radians((south + north) / 2))
    inside = shapely.prepared.prep(home.geometry)
    lon, lat = [], []
    for y in np.arange(south + step / 2, north, step):
        for x in np.arange(west + dx / 2, east, dx):
            if inside.contains(shapely.geometry.Point(x, y)):
                lon.append(x)
                lat.append(y)
    lon, lat = np.array(lon), np.array(lat)
    return lon, lat, np.cos(np.radians(lat))


def reach_of(home, family, catchment):
    """Sets f_reach_people, f_reach_area, f_reach, f_reach_basis, f_reach_need and f_nearest_km of one family."""
    out = home.out
    lon, lat, people = (np.array(v, float) for v in zip(*home.points)) if home.points else (np.zeros(0),) * 3
    home.area_parts[family] = catchment.area_in(home)
    out[f"{family}_reach_area"] = min(1.0, earth.area_m2(home.area_parts[family]) / home.area_m2)
    out[f"{family}_reach_people"] = None
    if home.surface_ok:
        home.point_parts[family] = catchment.within(lon, lat, home)
        out[f"{family}_reach_people"] = math.fsum(people[home.point_parts[family]]) / home.surface_sum
    basis = "people" if home.surface_ok else "area"
    out[f"{family}_reach"] = out[f"{family}_reach_{basis}"]
    out[f"{family}_reach_basis"] = "declared" if home.key in catchment.declared else basis
    out[f"{family}_reach_need"] = reach_need(home, catchment, out[f"{family}_reach"])
    if home.surface_ok:
        away = catchment.nearest_m(lon, lat, True)
        weight = people
    elif catchment.discs or catchment.zones:
        grid_lon, grid_lat, weight = home.grid = getattr(home, "grid", None) or grid_in(home)
        away = catchment.nearest_m(grid_lon, grid_lat, False)
    else:
        away = None
    out[f"{family}_nearest_km"] = None if away is None else math.fsum(away * weight) / math.fsum(weight) / 1000.0


def reach_need(home, catchment, fallback):
    """"Incident weight located within / located weight, where i has at least 20 incidents and at least half located;
    else reach." Snapped rows have a place and count as located."""
    rows = [r for r in home.incident_rows if r.lon is not None and r.weight > 0]
    total, located = home.out["incidents"], sum(r.weight for r in rows)
    if total is None or total < 20 or 2 * located < total:
        return fallback
    inside = catchment.within([r.lon for r in rows], [r.lat for r in rows], home)
    return sum(r.weight for r, yes in zip(rows, inside) if yes) / located


def concurrence(home, families, incomplete):
    """Sets reached_by_0..4 and reached_by_0..4_high, in people: "the number of the four families whose catchments hold
    it; lower bound from recorded sites; upper bound counts each family that is not complete there as reaching all"."""
    shares = {}
    if home.surface_ok:
        held = np.array([home.point_parts[f] for f in families], bool).reshape(len(families), -1)
        for i, (_, _, people) in enumerate(home.points):
            key = frozenset(f for f, row in zip(families, held) if row[i])
            shares.setdefault(key, []).append(people / home.surface_sum)
    else:
        pieces = {frozenset(): home.geometry}
        for family in families:
            zone, after = home.area_parts[family], {}
            for key, geometry in pieces.items():
                after[key | {family}] = geometry.intersection(zone)
                after[key] = geometry.difference(zone)
            pieces = after
        shares = {key: [earth.area_m2(geometry) / home.area_m2] for key, geometry in pieces.items()}
    for k in range(5):
        for name, hidden in ((f"reached_by_{k}", frozenset()), (f"reached_by_{k}_high", frozenset(incomplete))):
            part = math.fsum(s for key, values in shares.items() if len(key | hidden) == k for s in values)
            home.out[name] = None if home.population is None else home.population * part
