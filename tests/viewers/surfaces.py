#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The surfaces of the demo (`presencia tiles --format cog`) as GDAL sees them: real COGs on the grids that they name, cell by cell what the store says, areas that are right, distances that another
program measures alike, and no surface of a family that keeps places to itself.

    surfaces.py --binary PROGRAM --source TREE
"""

import json
import math
import pathlib
import random
import sys
import tempfile

import look
from program import Program

try:
    import numpy
    from osgeo import gdal, ogr, osr
    from osgeo_utils.samples.validate_cloud_optimized_geotiff import validate
    from pyproj import Geod
except ImportError:
    look.skip("this Python has no osgeo, osgeo_utils or pyproj")

ZOOM, CELL = 9, 400
WORLD = 2 * math.pi * 6378137
STATES = ["known", "no_record", "no_population", "no_surface", "no_site", "unknown", "not_studied", "not_applicable", "suppressed"]
GAPS = ["gap", "gap_unknown", "partial", "reached", "not_at_risk", "risk_unknown", "suppressed", "not_studied"]
NAMES = {"gap_class", "gap", "concurrence", "distance_law_enforcement", "distance_judicial", "distance_educational"}


def layer_rows(store, name):
    """Attributes and geometry of each row of a layer."""
    return [(feature.items(), feature.GetGeometryRef() and feature.GetGeometryRef().Clone()) for feature in store.GetLayerByName(name)]


def state_of(row, name):
    """Why a value is not there, as the store says."""
    if row[name] is not None:
        return "known"
    reasons = dict(entry.split(":") for entry in (row["no_value"] or "").split())
    return reasons.get(name, "not_studied")


class Raster:
    """A file, its bands by name, and the places of its cells."""

    def __init__(self, path):
        self.path = path
        self.data = gdal.Open(str(path))
        self.bands = {self.data.GetRasterBand(b + 1).GetDescription(): self.data.GetRasterBand(b + 1) for b in range(self.data.RasterCount)}
        self.pixels = {name: band.ReadAsArray() for name, band in self.bands.items()}
        self.west, self.cell, _, self.north, _, _ = self.data.GetGeoTransform()
        geographic = osr.SpatialReference()
        geographic.ImportFromEPSG(4326)
        geographic.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        self.to_geographic = osr.CoordinateTransformation(self.data.GetSpatialRef(), geographic)
        self.from_geographic = osr.CoordinateTransformation(geographic, self.data.GetSpatialRef())

    def centre(self, column, row):
        return self.to_geographic.TransformPoint(self.west + (column + 0.5) * self.cell, self.north - (row + 0.5) * self.cell)[:2]

    def cell_of(self, longitude, latitude):
        x, y, _ = self.from_geographic.TransformPoint(longitude, latitude)
        return int((x - self.west) // self.cell), int((self.north - y) // self.cell)

    def size(self):
        return self.data.RasterXSize, self.data.RasterYSize


def check_form(raster):
    assert raster.data.GetMetadata("IMAGE_STRUCTURE")["LAYOUT"] == "COG", raster.path
    assert raster.data.GetMetadata("IMAGE_STRUCTURE")["COMPRESSION"] == "DEFLATE", raster.path
    warnings, errors, _ = validate(str(raster.path), full_check=True)
    assert not warnings and not errors, (raster.path, warnings, errors)
    for band in raster.bands.values():
        assert band.GetBlockSize() == [512, 512], raster.path
        assert (band.GetOverviewCount() > 0) == (max(raster.size()) > 512), raster.path
        assert math.isnan(band.GetNoDataValue()) if band.DataType == gdal.GDT_Float32 else band.GetNoDataValue() == 255, raster.path
        assert band.GetMetadata()["LABEL"], raster.path
        assert band.GetColorInterpretation() in (gdal.GCI_GrayIndex, gdal.GCI_Undefined), f"{raster.path}: a band is taken for a colour or for opacity"
    assert raster.data.GetMetadata()["PROFILE"] == "public", raster.data.GetMetadata()


def check_grid(raster):
    reference = raster.data.GetSpatialRef()
    if ".webmercator." in raster.path.name:
        assert reference.GetAuthorityCode(None) == "3857", raster.path
        assert abs(raster.cell - WORLD / 256 / 2 ** ZOOM) < 1e-9, raster.cell
        for steps in ((raster.west + WORLD / 2) / raster.cell, (WORLD / 2 - raster.north) / raster.cell):
            assert abs(steps - round(steps)) < 1e-6 and round(steps) % 512 == 0, (raster.path, steps)
    else:
        assert reference.GetAttrValue("PROJECTION") == "Lambert_Azimuthal_Equal_Area", reference.ExportToWkt()
        assert raster.cell == CELL and raster.west % CELL == 0 and raster.north % CELL == 0, (raster.west, raster.north)


def owner(municipalities, place):
    """The row that holds a place, borders included, the first of several."""
    point = ogr.Geometry(ogr.wkbPoint)
    point.AddPoint_2D(*place)
    return next((row for row, shape in municipalities if shape.Intersects(point)), None)


def expected(row, name):
    """What a band says of a cell of this municipality (None: of nobody)."""
    if row is None:
        return math.nan
    if name.endswith("_state") and name != "families_present_state":
        return STATES.index(state_of(row, name[:-len("_state")]))
    if name.endswith("gap_class"):
        return GAPS.index(row[name]) + 1
    low, unknown = row["families_present"], row["families_unknown"]
    families = {"families_present": low if not unknown else math.nan, "families_present_low": low, "families_present_high": low + unknown, "families_present_state": STATES.index("unknown") if unknown else 0}
    if name in families:
        return families[name]
    return numpy.float32(row[name]) if row[name] is not None else math.nan


def check_values(raster, municipalities, cells):
    """Cells, each with whose it is, against the table."""
    for (column, row_number), row in cells:
        for name, pixels in raster.pixels.items():
            found = float(pixels[row_number, column])
            wanted = expected(row, name)
            nothing = found == 255 if raster.bands[name].DataType == gdal.GDT_Byte else math.isnan(found)
            assert nothing if math.isnan(wanted) else found == wanted, (raster.path.name, name, row and row["name"], found, wanted)


def chosen_cells(raster, municipalities, generator):
    """The cell around a point inside each municipality, and some hundred anywhere."""
    cells = [raster.cell_of(*shape.PointOnSurface().GetPoint_2D()) for _, shape in municipalities]
    width, height = raster.size()
    cells += [(generator.randrange(width), generator.randrange(height)) for _ in range(300)]
    return [(cell, owner(municipalities, raster.centre(*cell))) for cell in cells]


def check_areas(raster, municipalities):
    """In the equal-area grid, cells of a municipality times their size are its area: here where a number names it."""
    pixels = raster.pixels["unreached_need"]
    inside = ~numpy.isnan(raster.pixels["unreached_need_state"])
    total, true = inside.sum() * (CELL / 1000) ** 2, sum(row["area_km2"] for row, _ in municipalities)
    assert abs(total - true) < 2e-3 * true, (total, true)
    by_value = {}
    for row, _ in municipalities:
        by_value.setdefault(None if row["unreached_need"] is None else float(numpy.float32(row["unreached_need"])), []).append(row["area_km2"])
    alone = {value: areas[0] for value, areas in by_value.items() if value and len(areas) == 1}
    assert len(alone) >= 8, by_value
    for value, area in alone.items():
        found = (pixels == numpy.float32(value)).sum() * (CELL / 1000) ** 2
        # Half a cell along a border of a few hundred cells comes to about their square root.
        assert abs(found - area) < max(0.02 * area, 3.0), (value, found, area)


def check_distance(raster, sites, municipalities, generator):
    family = raster.path.name.split(".")[0][len("distance_"):]
    pixels, state = (raster.pixels[f"{family}_nearest_km{end}"] for end in ("", "_state"))
    geod = Geod(ellps="WGS84")
    serving = [(row, dot) for row, dot in sites if row["family"] == family and row["kind"] == "service" and row["operating"] == "yes" and dot]
    assert serving, family
    rows, columns = numpy.nonzero(~numpy.isnan(state))
    for i in (generator.randrange(len(rows)) for _ in range(200)):
        column, row = int(columns[i]), int(rows[i])
        place = raster.centre(column, row)
        country = owner(municipalities, place)["country"]
        distances = [geod.inv(*place, *dot.GetPoint_2D())[2] / 1000 for site, dot in serving if site["country"] == country or site["cross_border"]]
        if not distances:
            assert math.isnan(pixels[row, column]) and state[row, column] == STATES.index("no_site"), (family, place)
            continue
        assert state[row, column] == 0 and abs(pixels[row, column] - min(distances)) < 1e-3, (family, place, pixels[row, column], min(distances))


def check_overviews(raster):
    """Every number of an overview is one of the whole picture: none is a mean that nobody has."""
    for name, band in raster.bands.items():
        whole = set(numpy.unique(raster.pixels[name]).tolist())
        for i in range(band.GetOverviewCount()):
            small = band.GetOverview(i).ReadAsArray()
            assert {value for value in numpy.unique(small).tolist() if not math.isnan(value)} <= whole, (raster.path.name, name, i)


def check(out):
    args = look.arguments()
    with tempfile.TemporaryDirectory(prefix="presencia-surfaces-") as folder:
        maps = pathlib.Path(folder) / "maps"
        done = Program(args.binary, args.source).run("tiles", out, "-o", maps, "--format", "cog", "--zoom", f"4-{ZOOM}", "--cell", str(CELL), "--lang", "es")
        assert done.status == 0, done.err
        assert "social" in done.out, f"not said that there is no distance to social services: {done.out}"
        files = sorted((maps / "surfaces").iterdir())
        assert {path.name for path in files} == {f"{name}.{grid}.tif" for name in NAMES for grid in ("webmercator", "equalarea")}, [path.name for path in files]
        said = json.loads((maps / "manifest.json").read_text(encoding="utf-8"))
        assert said["surfaces"]["distances_withheld"] == ["social"] and said["surfaces"]["distances_without_sites"] == ["border", "oversight"], said["surfaces"]
        assert [grid["municipalities_without_a_cell"] for grid in said["surfaces"]["grids"]] == [[], []]
        assert len(said["outputs"]) == len(files)
        store = gdal.OpenEx(str(out / "study.gpkg"), gdal.OF_VECTOR)
        municipalities, sites = layer_rows(store, "municipalities"), layer_rows(store, "sites")
        generator = random.Random(20131231)
        seen = set()
        for path in files:
            raster = Raster(path)
            check_form(raster)
            check_grid(raster)
            check_overviews(raster)
            if path.name.startswith("distance_"):
                check_distance(raster, sites, municipalities, generator)
                continue
            check_values(raster, municipalities, chosen_cells(raster, municipalities, generator))
            for name, pixels in raster.pixels.items():
                if name.endswith("_state"):
                    seen |= {STATES[int(code)] for code in numpy.unique(pixels) if not math.isnan(code) and code != 255}
            if path.name == "gap.equalarea.tif":
                check_areas(raster, municipalities)
        assert {"known", "no_record", "unknown"} <= seen, seen


if __name__ == "__main__":
    sys.exit(look.without_warnings(check, "surfaces are COGs and say what the store says"))
