# SPDX-License-Identifier: Apache-2.0
"""Files as their makers publish them, each through `init` and `run` with no hand editing; what became of every row is
counted here, from the rows that were written, without the engine."""
import json
import re
import shutil
import struct
import sys
import tempfile
import unittest
from pathlib import Path

from drawn_country import (CODES, DEPARTMENTS, HOMICIDES, NAMES, PEOPLE, boundaries, corner, csv_text, homicides, inside, municipality_at, points, square,
                           write_xlsx)

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
from program import manifest, table  # noqa: E402
from suite import BALANCED, NOISE, Case, main  # noqa: E402

try:
    from osgeo import gdal, ogr, osr
    gdal.UseExceptions()
    ogr.UseExceptions()
except ImportError:
    gdal = None


class RealLayouts(Case):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="presencia-acceptance-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.files = []

    def put(self, name, content):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        self.files.append(path)
        return path

    def put_boundaries(self, **more):
        self.put("limites.geojson", json.dumps(boundaries(**more)))

    def put_homicides(self, year=2013):
        self.put("homicidios.csv", csv_text(homicides(year)))

    def through(self, *options):
        """init, then run; the books by file name."""
        study = self.folder / "study.toml"
        said = self.program.run("init", *self.files, "-o", study, *options)
        self.text = study.read_text(encoding="utf-8") if study.exists() else ""
        self.said = said.out + said.err
        self.assertEqual(said.status, 0, self.said + self.text)
        self.assertIsNone(NOISE.search(said.err), said.err)
        ran = self.program.run("run", study, "-o", self.folder / "result")
        self.assertEqual(ran.status, 0, self.text + ran.err + ran.out)
        self.assertIsNone(NOISE.search(ran.err), ran.err)
        books = {}
        for book in manifest(self.folder / "result")["ledger"]:
            self.assertIn("read", book, f"withheld: {book}")
            self.assertEqual(book["read"], sum(book[key] for key in BALANCED), book)
            self.assertNotIn(book["source"], books)
            books[book["source"]] = book
        self.assertEqual(len(books), len([file for file in self.files if file.suffix not in (".dbf", ".shx", ".prj", ".cpg")]), self.text)
        self.uncomment(study)
        self.fix(study)
        return books

    def uncomment(self, study):
        """What stands in the study as a comment says what was taken for granted: taken into the study it changes nothing. Not so what only the owner can know, and the tables that are off."""
        own = re.compile(r"# (?!complete_for|as_of|#|\[|target|max_reject_share)(\w+ *= )")
        lines = [own.sub(r"\1", line) if own.match(line) else line for line in self.text.split("\n")]
        self.assertNotEqual("\n".join(lines), self.text)
        (self.folder / "said.toml").write_text("\n".join(lines), encoding="utf-8")
        ran = self.program.run("run", self.folder / "said.toml", "-o", self.folder / "said")
        self.assertEqual(ran.status, 0, "\n".join(lines) + ran.err + ran.out)
        self.assertEqual((self.folder / "said" / "gaps.csv").read_text(encoding="utf-8"), (self.folder / "result" / "gaps.csv").read_text(encoding="utf-8"), "\n".join(lines))

    def fix(self, study):
        """check --fix, and a run of the cleaned copies: the numbers of the originals, and every row that is not among them said to be gone."""
        fixed = self.folder / "fixed"
        said = self.program.run("check", study, "--fix", fixed)
        self.assertEqual(said.status, 0, said.out + said.err)
        self.assertIsNone(NOISE.search(said.err), said.err)
        text = (fixed / "study.toml").read_text(encoding="utf-8")
        again = self.program.run("run", fixed / "study.toml", "-o", self.folder / "of_the_copy")
        self.assertEqual(again.status, 0, text + again.err + again.out)
        self.assertIsNone(NOISE.search(again.err), again.err)
        for result in ("municipalities.geojson", "gaps.csv"):
            self.assertEqual((self.folder / "of_the_copy" / result).read_text(encoding="utf-8"), (self.folder / "result" / result).read_text(encoding="utf-8"), text)
        gone = {}
        for change in table(fixed / "fixes.csv"):
            if change["change"] in ("filtered", "duplicate", "unreadable", "left_out"):
                gone[change["source"]] = gone.get(change["source"], 0) + int(change["count"])
        for old, new in zip(manifest(self.folder / "result")["ledger"], manifest(self.folder / "of_the_copy")["ledger"]):
            for heading in ("located", "by_key", "snapped", "outside", "rejected"):
                self.assertEqual(new[heading], old[heading], f"{old['source']}: {heading}\n{text}")
            self.assertLessEqual(old["read"] - new["read"] - gone.get(old["source"], 0), old["filtered"], f"{old['source']}\n{text}")

    def assert_book(self, book, **counts):
        """Every heading of the ledger, those not named being 0."""
        self.assertEqual({key: book[key] for key in ("read",) + BALANCED}, {key: counts.get(key, 0) for key in ("read",) + BALANCED}, self.text)

    def result_by_code(self):
        features = json.loads((self.folder / "result" / "municipalities.geojson").read_text(encoding="utf-8"))["features"]
        return {one["properties"]["code"]: one["properties"] for one in features}


@unittest.skipIf(gdal is None, "SKIPPED: this Python has no GDAL to write the files with")
class BinaryFormats(RealLayouts):
    def write_layer(self, driver, name, fields, features, epsg=4326, layer=None):
        path = self.folder / name
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(epsg)
        reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        degrees = osr.SpatialReference()
        degrees.ImportFromEPSG(4326)
        degrees.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        turn = osr.CoordinateTransformation(degrees, reference)
        dataset = ogr.GetDriverByName(driver).CreateDataSource(str(path))
        table = dataset.CreateLayer(layer or path.stem, reference, ogr.wkbPolygon, options=["ENCODING=UTF-8"] if driver == "ESRI Shapefile" else [])
        for field, kind in fields:
            table.CreateField(ogr.FieldDefn(field, kind))
        for values, geometry in features:
            one = ogr.Feature(table.GetLayerDefn())
            for (field, _), value in zip(fields, values):
                one.SetField(field, value)
            shape = ogr.CreateGeometryFromJson(json.dumps(geometry))
            shape.Transform(turn)
            one.SetGeometry(shape)
            table.CreateFeature(one)
        dataset = table = None
        self.files.append(path)
        return path

    def test_a_ministrys_shapefile_in_utm(self):
        fields = [("ADM2_ES", ogr.OFTString), ("ADM2_PCODE", ogr.OFTString), ("ADM1_ES", ogr.OFTString), ("ADM1_PCODE", ogr.OFTString), ("ADM0_ES", ogr.OFTString),
                  ("ADM0_PCODE", ogr.OFTString), ("Shape_Leng", ogr.OFTReal)]
        self.write_layer("ESRI Shapefile", "hnd_admbnda_adm2.shp", fields,
                         [((NAMES[c], "HN" + c, DEPARTMENTS[c[:2]], "HN" + c[:2], "Honduras", "HN", 0.4), square(c)) for c in CODES], epsg=32616)
        self.put_homicides()
        books = self.through()
        self.assert_book(books["hnd_admbnda_adm2.shp"], read=9, located=9)
        self.assert_book(books["homicidios.csv"], read=sum(HOMICIDES.values()), located=sum(HOMICIDES.values()))
        found = self.result_by_code()
        self.assertEqual({code[2:]: one["name"] for code, one in found.items()}, NAMES)
        self.assertEqual({one["country"] for one in found.values()}, {"HND"})
        self.assertEqual({code[2:]: one["incidents"] for code, one in found.items()}, HOMICIDES)

    def test_a_folder_of_ones_own(self):
        """A municipal Shapefile in UTM that names no country, a table in Latin-1 with titles and a TOTAL, and a workbook whose title alone says what its rows are."""
        fields = [("COD_MUN", ogr.OFTString), ("MUNICIPIO", ogr.OFTString), ("DEPTO", ogr.OFTString), ("POB_2013", ogr.OFTInteger), ("AREA_HA", ogr.OFTReal)]
        self.write_layer("ESRI Shapefile", "Municipios 2013.shp", fields, [((c, NAMES[c].upper(), DEPARTMENTS[c[:2]].upper(), PEOPLE[c], 12000.5), square(c)) for c in CODES], epsg=32616)
        months = ["Enero", "Febrero", "Marzo", "Abril", "Mayo", "Junio", "Julio", "Agosto", "Septiembre", "Octubre", "Noviembre", "Diciembre"]
        lines = ["SECRETARÍA DE SEGURIDAD", "Homicidios por municipio, año 2013", "", "Departamento;Municipio;Mes;Homicidios;Tasa"]
        for code in CODES:
            for k, month in enumerate(months):
                count = HOMICIDES[code] // 12 + (k < HOMICIDES[code] % 12)
                lines.append(f"{DEPARTMENTS[code[:2]]};{NAMES[code]};{month};{count};{100_000 * count / PEOPLE[code]:.2f}".replace(".", ","))
        lines += [f"TOTAL;;;{sum(HOMICIDES.values())};", "Fuente: Policía Nacional"]
        self.put("datos.csv", ("\r\n".join(lines) + "\r\n").encode("latin-1"))
        posts = ("0101", "0103", "0203", "0302", "0303")
        rows = [["Puestos policiales en funcionamiento"], [], ["N°", "Puesto", "Municipio", "Departamento", "Longitud", "Latitud", "Agentes"]]
        rows += [[i + 1, f"Posta {NAMES[code]}", NAMES[code], DEPARTMENTS[code[:2]], *(float(one) for one in inside(code, .4, .5)), 5 + i] for i, code in enumerate(posts)]
        write_xlsx(self.folder / "lugares.xlsx", rows + [["Total", None, None, None, None, None, 35]])
        self.files.append(self.folder / "lugares.xlsx")
        asked = self.program.run("init", *self.files, "-o", self.folder / "nothing.toml")
        self.assertEqual(asked.status, 3)
        self.assertIn("--country", asked.err)
        books = self.through("--country", "HND")
        self.assert_book(books["Municipios 2013.shp"], read=9, located=9)
        self.assert_book(books["datos.csv"], read=9 * 12 + 2, by_key=9 * 12, filtered=2)
        self.assert_book(books["lugares.xlsx"], read=len(posts) + 1, located=len(posts), filtered=1)
        self.assertIn("el título de la tabla dice", self.text)
        found = self.result_by_code()
        self.assertEqual({code: one["incidents"] for code, one in found.items()}, HOMICIDES)
        self.assertEqual({code for code, one in found.items() if one["law_enforcement_sites"]}, set(posts))

    def test_a_geopackage_of_geoboundaries(self):
        fields = [("shapeName", ogr.OFTString), ("shapeISO", ogr.OFTString), ("shapeID", ogr.OFTString), ("shapeGroup", ogr.OFTString), ("shapeType", ogr.OFTString)]
        self.write_layer("GPKG", "geoBoundaries-HND-ADM2.gpkg", fields,
                         [((NAMES[c], "", f"7722474B{i}", "HND", "ADM2"), square(c)) for i, c in enumerate(CODES)])
        self.put_homicides()
        books = self.through()
        self.assert_book(books["geoBoundaries-HND-ADM2.gpkg"], read=9, located=9)
        self.assertEqual({one["name"]: one["incidents"] for one in self.result_by_code().values()}, {NAMES[code]: count for code, count in HOMICIDES.items()})

    def test_a_raster_of_worldpop(self):
        size, nodata = 36, -99999.0
        step = 0.1 / 10
        west, north = corner("0101")[0] - 3 * step, corner("0301")[1] + 0.1 + 3 * step
        people = [[round(((7 * r + 3 * c) % 23) * 1.5, 2) if (r + c) % 5 else nodata for c in range(size)] for r in range(size)]
        path = self.folder / "hnd_ppp_2020_UNadj.tif"
        raster = gdal.GetDriverByName("GTiff").Create(str(path), size, size, 1, gdal.GDT_Float32)
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(4326)
        raster.SetProjection(reference.ExportToWkt())
        raster.SetGeoTransform((west, step, 0, north, 0, -step))
        band = raster.GetRasterBand(1)
        band.SetNoDataValue(nodata)
        band.WriteRaster(0, 0, size, size, b"".join(struct.pack(f"<{size}f", *row) for row in people))
        raster = band = None
        self.files.append(path)
        self.put_boundaries()
        self.put_homicides()
        book = self.through()["hnd_ppp_2020_UNadj.tif"]
        held = [(municipality_at(west + (c + .5) * step, north - (r + .5) * step), v) for r, row in enumerate(people) for c, v in enumerate(row) if v > 0]
        self.assert_book(book, read=len(held), located=sum(code is not None for code, _ in held), outside=sum(code is None for code, _ in held))


class TextFormats(RealLayouts):
    def test_a_police_table_in_latin1_with_titles_and_a_total(self):
        places = points(5, 240)
        lines = ["POLICÍA NACIONAL;;;;;;", "Homicidios registrados, año 2013;;;;;;", ";;;;;;", "No.;Departamento;Municipio;Fecha del hecho;Longitud;Latitud;Víctimas"]
        for i, (lon, lat) in enumerate(places):
            code = municipality_at(lon, lat) or "0101"
            day = f"{1 + (7 * i) % 28:02}/{1 + i % 12:02}/2013"
            lines.append(f"{i + 1};{DEPARTMENTS[code[:2]]};{NAMES[code]};{day};{lon:.6f};{lat:.6f};1".replace(".", ","))
        lines[3] = lines[3].replace("No,", "No.")
        lines.append(f"TOTAL;;;;;;{len(places)}")
        self.put("homicidios.csv", ("\r\n".join(lines) + "\r\n").encode("cp1252"))
        self.put_boundaries()
        book = self.through()["homicidios.csv"]
        placed = [municipality_at(lon, lat) for lon, lat in places]
        inside_count = sum(code is not None for code in placed)
        self.assert_book(book, read=len(places) + 1, located=inside_count, outside=len(places) - inside_count, filtered=1)
        self.assertEqual({code: one["incidents"] for code, one in self.result_by_code().items() if one["incidents"] is not None},
                         {code: placed.count(code) for code in CODES if placed.count(code)})

    def test_a_workbook_with_titles_above_its_header(self):
        posts = [(code, *inside(code, .3 + .1 * k, .6)) for k, code in enumerate(("0101", "0103", "0203", "0302"))]
        rows = [["SECRETARÍA DE SEGURIDAD"], ["Inventario de puestos policiales"], [], ["Código", "Nombre del puesto", "Departamento", "Longitud", "Latitud"]]
        rows += [[f"P-{i:03}", f"Puesto {NAMES[code]}", DEPARTMENTS[code[:2]], float(x), float(y)] for i, (code, x, y) in enumerate(posts)]
        write_xlsx(self.folder / "puestos policiales.xlsx", rows)
        self.files.append(self.folder / "puestos policiales.xlsx")
        self.put_boundaries()
        self.put_homicides()
        book = self.through()["puestos policiales.xlsx"]
        self.assert_book(book, read=len(posts), located=len(posts))
        found = self.result_by_code()
        self.assertEqual({code for code, one in found.items() if one["law_enforcement_presence"] == "yes" and one["law_enforcement_sites"]}, {code for code, _, _ in posts})

    def test_settlements_of_geonames(self):
        rows = [["geonameid", "name", "lat", "lon", "featureCode", "country", "population"]]
        expected = {"located": 0, "outside": 0, "filtered": 0}
        for i, (lon, lat) in enumerate(points(11, 200)):
            people = 0 if i % 9 == 0 else 50 + 13 * i
            rows.append([3600000 + i, f"Aldea {i}", lat, lon, "PPL", "HN", people])
            expected["filtered" if people == 0 else "located" if municipality_at(lon, lat) else "outside"] += 1
        self.put("geonames.csv", csv_text(rows))
        features = boundaries(lambda code: {"ADM2_PCODE": "HN" + code, "ADM2_ES": NAMES[code], "ADM1_ES": DEPARTMENTS[code[:2]], "ADM0_PCODE": "HN"})
        self.put("hnd_municipios.geojson", json.dumps(features))
        self.put_homicides()
        self.assert_book(self.through()["geonames.csv"], read=200, **expected)


class WideTables(RealLayouts):
    def test_the_consolidated_table_of_guatemalas_police_with_a_column_a_year(self):
        years = (2011, 2012, 2013)
        count = lambda code, year: HOMICIDES[code] * (year - 2008)  # noqa: E731
        rows = [["code", "dpto", "muni", "medio/sexo", *years]]
        for code in CODES:
            parts = [count(code, year) for year in years]
            rows.append([code.lstrip("0"), DEPARTMENTS[code[:2]], NAMES[code], "arma de fuego", *[n // 2 for n in parts]])
            rows.append([code.lstrip("0"), DEPARTMENTS[code[:2]], NAMES[code], "arma blanca", *[n - n // 2 for n in parts]])
            rows.append([code.lstrip("0"), DEPARTMENTS[code[:2]], NAMES[code], "todos", *parts])
        self.put("pnc_homicidios.csv", csv_text(rows))
        # The layout is Guatemala's, so the squares lie there: two and a half degrees to the west.
        land = boundaries(lambda code: {"country": "GTM", "code": code, "name": NAMES[code], "department": DEPARTMENTS[code[:2]], "population": PEOPLE[code]})
        for feature in land["features"]:
            feature["geometry"]["coordinates"] = [[[round(x - 2.5, 6), y] for x, y in ring] for ring in feature["geometry"]["coordinates"]]
        self.put("limites.geojson", json.dumps(land))
        book = self.through()["pnc_homicidios.csv"]
        # A cell is a row: 27 lines of three years; those of the weapons are parts of `todos`.
        self.assert_book(book, read=27 * 3, by_key=9 * 3, filtered=18 * 3)
        self.assertEqual({code: one["incidents"] for code, one in self.result_by_code().items()}, {code: sum(count(code, year) for year in years) for code in CODES})

    def test_mexicos_table_with_a_column_a_month(self):
        months = ["Enero", "Febrero", "Marzo", "Abril", "Mayo", "Junio", "Julio", "Agosto", "Septiembre", "Octubre", "Noviembre", "Diciembre"]
        rows = [["Año", "Clave_Ent", "Entidad", "Cve. Municipio", "Municipio", "Bien jurídico afectado", "Tipo de delito", "Subtipo de delito", "Modalidad", *months]]
        for code in CODES:
            for year in (2016, 2017):
                rows.append([year, code[:2].lstrip("0"), DEPARTMENTS[code[:2]], code.lstrip("0") + "", NAMES[code], "La vida y la Integridad corporal", "Homicidio", "Homicidio doloso", "Con arma de fuego",
                             *[f"{1000 + HOMICIDES[code]:,}" if m == 0 else HOMICIDES[code] + m for m in range(12)]])
        self.put("Municipal-Delitos.csv", csv_text(rows, ending="\r\n").encode("cp1252"))
        self.put("municipios_mex.geojson", json.dumps(boundaries(lambda code: {"CVE_MUN": code, "NOM_MUN": NAMES[code], "POB": PEOPLE[code]})))
        book = self.through("--country", "MEX")["Municipal-Delitos.csv"]
        self.assert_book(book, read=9 * 2 * 12, by_key=9 * 2 * 12)
        self.assertEqual({code: one["incidents"] for code, one in self.result_by_code().items()}, {code: 2 * (1000 + 12 * HOMICIDES[code] + sum(range(12))) for code in CODES})


class ServicesAndProgrammes(RealLayouts):
    def setUp(self):
        super().setUp()
        self.put_boundaries()
        self.put_homicides()

    def sites(self, source):
        """Rows of the books of a source, and what the result says of presence by family."""
        book = self.through()[source]
        presence = {}
        for code, one in self.result_by_code().items():
            for family in ("law_enforcement", "judicial", "social", "educational"):
                if one.get(f"{family}_sites"):
                    presence.setdefault(family, set()).add(code)
        return book, presence

    @staticmethod
    def clear_places(seed):
        """Sixty places of which none lies so near outside the squares that it would be drawn into them."""
        near = lambda lon, lat: any(municipality_at(lon + dx, lat + dy) for dx in (-.01, 0, .01) for dy in (-.01, 0, .01))  # noqa: E731
        return [place for place in points(seed, 90) if municipality_at(*place) or not near(*place)][:60]

    @staticmethod
    def tags(i):
        return [{"amenity": "police"}, {"amenity": "courthouse"}, {"amenity": "school"}, {"amenity": "hospital"}, {"amenity": "clinic"}][i % 5]

    FAMILY = {"police": "law_enforcement", "courthouse": "judicial", "school": "educational", "hospital": "social", "clinic": "social"}

    def expected_presence(self, places):
        presence = {}
        for i, (lon, lat) in enumerate(places):
            if municipality_at(lon, lat):
                presence.setdefault(self.FAMILY[self.tags(i)["amenity"]], set()).add(municipality_at(lon, lat))
        return presence

    def test_features_of_openstreetmap_as_geojson(self):
        places = self.clear_places(21)
        features = [{"type": "Feature", "id": f"node/{1000 + i}", "properties": {"@id": f"node/{1000 + i}", "name": f"Sede {i}", **self.tags(i)},
                     "geometry": {"type": "Point", "coordinates": [lon, lat]}} for i, (lon, lat) in enumerate(places)]
        self.put("export.geojson", json.dumps({"type": "FeatureCollection", "generator": "overpass-turbo", "features": features}))
        book, presence = self.sites("export.geojson")
        located = sum(municipality_at(*place) is not None for place in places)
        self.assertEqual(book["read"], 60)
        self.assertEqual(book["located"], located)
        self.assertEqual(book["located"] + book["snapped"] + book["outside"], 60)
        self.assertEqual(presence, self.expected_presence(places))

    def test_an_answer_of_overpass(self):
        places = self.clear_places(22)
        elements = []
        for i, (lon, lat) in enumerate(places):
            place = {"lat": lat, "lon": lon} if i % 3 else {"center": {"lat": lat, "lon": lon}, "nodes": [1, 2, 3]}
            elements.append({"type": "node" if i % 3 else "way", "id": 5000 + i, **place, "tags": {"name": f"Sede {i}", **self.tags(i)}})
        self.put("overpass.json", json.dumps({"version": 0.6, "generator": "Overpass API 0.7.61", "osm3s": {"timestamp_osm_base": "2013-12-31T00:00:00Z", "copyright": "ODbL"}, "elements": elements}))
        book, presence = self.sites("overpass.json")
        self.assertEqual(book["read"], 60)
        self.assertEqual(book["located"], sum(municipality_at(*place) is not None for place in places))
        self.assertEqual(book["located"] + book["snapped"] + book["outside"], 60)
        self.assertEqual(presence, self.expected_presence(places))

    def test_a_who_does_what_where_table_with_tags_of_hxl(self):
        sectors = ["Education", "Health", "Protection", "Education"]
        rows = [["Organización", "Sector", "Departamento", "Código municipio", "Municipio", "Proyecto", "Estado", "Inicio", "Fin"],
                ["#org+impl", "#sector", "#adm1+name", "#adm2+code", "#adm2+name", "#activity+name", "#status", "#date+start", "#date+end"]]
        for i, code in enumerate(CODES * 2):
            rows.append([f"ONG {i % 4}", sectors[i % 4], DEPARTMENTS[code[:2]], "HN" + code, NAMES[code], f"Proyecto {i}", "ongoing", "2012-01-01", "2014-12-31"])
        self.put("hnd_3w.csv", csv_text(rows))
        book, _ = self.sites("hnd_3w.csv")
        self.assertEqual(book["read"], sum(book[key] for key in BALANCED))
        self.assertEqual(book["by_key"] + book["filtered"] + book["rejected"], book["read"])
        self.assertEqual(book["rejected"], 0)
        self.assertGreater(book["by_key"], 0)

    def test_a_table_of_the_iati_datastore(self):
        places = points(24, 24)
        rows = [["iati_identifier", "title_narrative", "participating_org_implementing", "activity_status_code", "activity_date_start_actual", "activity_date_end_actual", "sector_code", "sector_percentage", "location_point_pos",
                 "location_exactness_code", "recipient_country_code", "value"]]
        for i, (lon, lat) in enumerate(places):
            rows.append([f"XX-1-{i:03}", f"Proyecto {i}", f"Socio {i % 3}", "2", "2012-01-01T00:00:00Z", "2014-12-31", ["15132|15130", "11220"][i % 2], ["60|40", "100"][i % 2], f"{lat:.6f} {lon:.6f}", "1", "HN", 1000 + i])
        self.put("iati.csv", csv_text(rows))
        book, _ = self.sites("iati.csv")
        self.assertEqual(book["read"], 24)
        self.assertEqual(book["located"], sum(municipality_at(*place) is not None for place in places))
        self.assertEqual(book["located"] + book["snapped"] + book["outside"], 24)

    def several_places(self, mark):
        """Nine rows: eight activities of three places, and one whose lists differ in length."""
        places = points(29, 24)
        rows = [["iati_identifier", "title_narrative", "activity_status_code", "activity_date_start_actual", "sector_code", "location_name_narrative", "location_point_pos", "location_exactness_code", "recipient_country_code"]]
        for i in range(0, 24, 3):
            three = places[i:i + 3]
            rows.append([f"XX-1-{i:03}", f"Proyecto {i}", "2", "2012-01-01T00:00:00Z", ["15132", "11220"][i % 2], mark.join(f"Lugar {k}" for k in range(3)), mark.join(f"{lat:.6f} {lon:.6f}" for lon, lat in three), mark.join("112"), "HN"])
        rows.append(["XX-1-900", "Proyecto 900", "2", "2012-01-01T00:00:00Z", "15132", "Lugar", mark.join(["14.100000 -87.200000", "14.200000 -87.300000"]), "1", "HN"])
        self.put("iati.csv", csv_text(rows))
        book, _ = self.sites("iati.csv")
        self.assertEqual((book["read"], book["rejected"]), (25, 1))
        self.assertEqual(book["read"], sum(book[key] for key in BALANCED))
        self.assertEqual(book["located"], sum(municipality_at(*place) is not None for place in places))
        self.assertIn("8 filas del archivo con varios lugares, leídas como 24 filas", " ".join(book["notes"]))

    def test_a_table_of_the_iati_datastore_with_several_places_between_commas(self):
        self.several_places(",")

    def test_a_table_of_the_iati_datastore_with_several_places_between_bars_as_for_excel(self):
        self.several_places("|")

    def test_activities_of_iati(self):
        places = points(23, 24)
        activities = []
        for i, (lon, lat) in enumerate(places):
            sector = ["15132", "15130", "11220", "12220"][i % 4]
            activities.append(f'''  <iati-activity default-currency="USD">
    <iati-identifier>XX-1-{i:03}</iati-identifier>
    <reporting-org ref="XX-1" type="10"><narrative>Cooperante</narrative></reporting-org>
    <title><narrative xml:lang="es">Proyecto {i}</narrative></title>
    <participating-org role="1" type="10"><narrative>Donante {i % 3}</narrative></participating-org>
    <activity-status code="2"/>
    <activity-date type="2" iso-date="2012-01-01"/>
    <activity-date type="3" iso-date="2014-12-31"/>
    <recipient-country code="HN" percentage="100"/>
    <location ref="L{i}"><name><narrative>Lugar {i}</narrative></name><point srsName="http://www.opengis.net/def/crs/EPSG/0/4326"><pos>{lat:.6f} {lon:.6f}</pos></point><exactness code="1"/></location>
    <sector vocabulary="1" code="{sector}" percentage="100"/>
    <budget type="1" status="2"><period-start iso-date="2012-01-01"/><period-end iso-date="2014-12-31"/><value value-date="2012-01-01">{1000 + i}</value></budget>
  </iati-activity>''')
        self.put("actividades.xml", '<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03" generated-datetime="2013-01-01T00:00:00Z">\n' + "\n".join(activities) + "\n</iati-activities>\n")
        book, _ = self.sites("actividades.xml")
        self.assertEqual(book["read"], 24)
        self.assertEqual(book["located"], sum(municipality_at(*place) is not None for place in places))
        self.assertEqual(book["located"] + book["snapped"] + book["outside"], 24)


if __name__ == "__main__":
    main()
