# SPDX-License-Identifier: Apache-2.0
"""Files to plain rows: every value is text, every geometry lon/lat on WGS 84. Knows files, not their meaning."""

import csv
import io
import math

import fiona
import numpy as np
import pyproj
import shapely.geometry
import shapely.ops
import shapely.wkb
from osgeo import gdal, ogr

from .study import StudyError

gdal.UseExceptions()
ogr.UseExceptions()
CSV_ENDINGS = (".csv", ".tsv", ".txt")


class Row:
    """One input row: its line, `values` (dict of text), `geometry` (shapely or None), `ragged` if mis-shaped."""

    def __init__(self, line, values, geometry=None, ragged=False):
        self.line, self.values, self.geometry, self.ragged = line, values, geometry, ragged


def to_wgs84(crs):
    """A function (x, y) -> (lon, lat) in traditional axis order, or None where nothing is to do."""
    source = pyproj.CRS.from_user_input(crs)
    if source.to_epsg() == 4326 or source.to_authority() == ("OGC", "CRS84"):
        return None
    return pyproj.Transformer.from_crs(source, "EPSG:4326", always_xy=True).transform


def repair(geometry):
    """"Invalid geometry is repaired by the structure method first" (GEOS structure method, through GDAL)."""
    if geometry is None or geometry.is_valid:
        return geometry
    fixed = ogr.CreateGeometryFromWkb(geometry.wkb).MakeValid(["METHOD=STRUCTURE"])
    return shapely.wkb.loads(bytes(fixed.ExportToWkb()))


def _text(value):
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def read_csv(path):
    """(columns, rows) of a delimited text: BOM dropped, UTF-8 else Latin-1, delimiter the commonest in the header."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    lines = text.splitlines()
    if not lines:
        raise StudyError(f"{path}: empty")
    delimiter = max([",", ";", "\t", "|"], key=lambda d: lines[0].count(d))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns = [c.strip() for c in next(reader)]
    rows = []
    for fields in reader:
        if not fields or fields == [""]:
            continue
        rows.append(Row(reader.line_num, dict(zip(columns, fields)), ragged=len(fields) != len(columns)))
    return columns, rows


def read_features(path, layer=None, crs=None):
    """(columns, rows) of a GDAL vector layer, geometry transformed to lon/lat vertex by vertex."""
    with fiona.open(path, layer=layer) as source:
        columns = list(source.schema["properties"])
        declared = crs or source.crs_wkt or source.crs
        if not declared and source.driver in ("TopoJSON", "GeoJSON"):
            declared = "EPSG:4326"
        if not declared:
            raise StudyError(f"{path}: no CRS")
        convert = to_wgs84(declared)
        rows = []
        for number, feature in enumerate(source, start=1):
            geometry = shapely.geometry.shape(feature["geometry"]) if feature["geometry"] else None
            if geometry is not None and geometry.has_z:
                geometry = shapely.ops.transform(lambda x, y, z=None: (x, y), geometry)
            if geometry is not None and convert is not None:
                geometry = shapely.ops.transform(convert, geometry)
            values = {c: _text(feature["properties"].get(c)) for c in columns}
            rows.append(Row(number, values, geometry))
    return columns, rows


def read_table(path, layer=None, crs=None):
    """(columns, rows, has_geometry) of any source that is not a raster."""
    if not path.exists():
        raise StudyError(f"{path}: no such file")
    if path.suffix.lower() in CSV_ENDINGS:
        columns, rows = read_csv(path)
        return columns, rows, False
    columns, rows = read_features(path, layer, crs)
    return columns, rows, True


def read_raster(path):
    """(lon, lat, people) of the cells of a GeoTIFF that hold a positive number of people, by cell centre."""
    data = gdal.Open(str(path))
    band = data.GetRasterBand(1)
    values = band.ReadAsArray().astype(float)
    nodata = band.GetNoDataValue()
    good = np.isfinite(values) & (values > 0)
    if nodata is not None:
        good &= values != nodata
    line, column = np.nonzero(good)
    x0, dx, rx, y0, ry, dy = data.GetGeoTransform()
    x = x0 + (column + 0.5) * dx + (line + 0.5) * rx
    y = y0 + (column + 0.5) * ry + (line + 0.5) * dy
    convert = to_wgs84(data.GetProjection())
    if convert is not None:
        x, y = convert(x, y)
    return np.asarray(x), np.asarray(y), values[good]
