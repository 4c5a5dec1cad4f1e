# SPDX-License-Identifier: Apache-2.0
"""check --fix: every file that a study names is copied, in whatever layout it comes, and a run of the copy gives the same."""
import datetime
import json
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
from drawn_study import CODES, COUNTS, SOUTH, WEST, Raw, csv_bytes, inside, square  # noqa: E402
from fixed import FixedCase  # noqa: E402
from program import ledger, manifest, municipalities, table  # noqa: E402
from sheets import xlsx  # noqa: E402
from suite import main  # noqa: E402

PEOPLE = {code: 10_000 + 1234 * i for i, code in enumerate(CODES)}


class Sources(FixedCase):
    def setUp(self):
        super().setUp()
        self.study.folder.mkdir(parents=True)

    def use_people(self, rows, name="gente.csv", **table_):
        for feature in self.study.features:
            feature["properties"].pop("population", None)
        self.study.files[name] = csv_bytes(rows)
        self.study.municipalities = [{"source": "municipalities.geojson", "population": {"source": name, **table_}}]

    def counts(self, rows, name="casos.csv", **more):
        self.study.files[name] = csv_bytes(rows)
        self.study.incident_layers = [{"name": "homicides", "source": name, "class": "0101", "complete_for": ["HND"], **more}]

    def sites(self, name, **more):
        self.study.site_layers = [{"name": "sedes", "source": name, "family": "social", "kind": "service", **more}]

    def assert_people(self, result, expected):
        self.assertEqual({code: one["population"] for code, one in municipalities(result).items()}, expected)


class Wide(Sources):
    """Tables with a column for each year or month are long in the copy, and are read so."""

    def test_people_by_years(self):
        self.use_people([["municipio", "2010", "2013"]] + [[f"Villa {code}", 5, f"{PEOPLE[code]:,}".replace(",", ".")] for code in CODES], year=2013)
        _, copy = self.assert_same()
        self.assert_people(copy, PEOPLE)
        self.assert_numbers("people.csv", "population")

    def test_people_by_years_whose_column_the_study_names(self):
        self.use_people([["código", "pob_2010", "pob_2013"]] + [[code, 5, PEOPLE[code]] for code in CODES], code="código", value="pob_2013")
        _, copy = self.assert_same()
        self.assert_people(copy, PEOPLE)

    def test_people_by_listed_years(self):
        self.use_people([["código", "pob_2010", "pob_2013"]] + [[code, 5, PEOPLE[code]] for code in CODES], year=2013, wide={"columns": ["pob_2010", "pob_2013"]})
        _, copy = self.assert_same()
        self.assert_people(copy, PEOPLE)

    def test_a_table_that_is_not_to_be_unfolded(self):
        self.use_people([["código", "población", "2010", "2013"]] + [[code, PEOPLE[code], 1, 2] for code in CODES], wide=False)
        _, copy = self.assert_same()
        self.assert_people(copy, PEOPLE)

    def test_incidents_by_months(self):
        months = ["Enero", "Febrero", "Marzo", "Abril", "Mayo", "Junio", "Julio", "Agosto", "Septiembre", "Octubre", "Noviembre", "Diciembre"]
        self.counts([["cod_municipio", "año"] + months + ["Total"]] + [[code, 2013] + [f"1.{COUNTS[code]:03}"] * 12 + ["99.999"] for code in CODES] + [["TOTAL", "", *["9.999"] * 13]])
        _, copy = self.assert_same()
        self.assertEqual({code: one["incidents"] for code, one in municipalities(copy).items()}, {code: 12 * (1000 + COUNTS[code]) for code in CODES})

    def test_incidents_by_years(self):
        self.counts([["cod_municipio", "2012", "2013"]] + [[code, 9, COUNTS[code]] for code in CODES])
        _, copy = self.assert_same()
        self.assertEqual({code: one["incidents"] for code, one in municipalities(copy).items()}, COUNTS)


class PartsOfYears(Sources):
    """Sexes, months and classes under years are rows in the copy."""

    def test_sexes_under_years(self):
        self.counts([[None, None, 2012, None, None, 2013, None, None], ["código", "municipio"] + ["Hombres", "Mujeres", "Total"] * 2] + [[code, f"Villa {code}", 5, 6, 11, "1.000", COUNTS[code], "9.999"] for code in CODES], municipality="código")
        _, copy = self.assert_same()
        self.assertEqual({code: one["incidents"] for code, one in municipalities(copy).items()}, {code: 1000 + COUNTS[code] for code in CODES})
        self.assertEqual(self.columns("homicides.csv")["part"][:4], ["Hombres", "Mujeres", "Hombres", "Mujeres"])

    def test_months_under_years(self):
        self.counts([["municipio", "2012", None, None, "2013", None, None], [None] + ["Enero", "Febrero", "Marzo"] * 2] + [[f"Villa {code}", 1, 2, 3, COUNTS[code], 0, 5] for code in CODES])
        _, copy = self.assert_same()
        self.assertEqual({code: one["incidents"] for code, one in municipalities(copy).items()}, {code: 5 + COUNTS[code] for code in CODES})

    def test_classes_under_years(self):
        self.counts([["municipio", "2013", None], [None, "Homicidios", "Lesiones"]] + [[f"Villa {code}", COUNTS[code], 7] for code in CODES])
        del self.study.incident_layers[0]["class"]
        self.study.at_risk["incidents"] = "homicides/0101"
        _, copy = self.assert_same()
        self.assertEqual({code: one["incidents"] for code, one in municipalities(copy).items()}, COUNTS)


class HeadersInTwoRows(Sources):
    """Years above what they are split into, and the other way round: one row of names in the copy."""

    SHAPES = ([[None, None, "2012", None, "2013", None], ["código", "municipio", "Hombres", "Mujeres", "Hombres", "Mujeres"]],
              [["código", "municipio", "2012", None, "2013", None], [None, None, "Hombres", "Mujeres", "Hombres", "Mujeres"]])

    def assert_copied(self, name, **more):
        self.study.incident_layers = [{"name": "homicides", "source": name, "class": "0101", "complete_for": ["HND"], "municipality": "código", "count": "2013 Mujeres", "year": {"value": "2013"}, **more}]
        for before in ("original", "copy", "fixed"):
            shutil.rmtree(self.place / before, ignore_errors=True)
        _, copy = self.assert_same()
        self.assertEqual({code: one["incidents"] for code, one in municipalities(copy).items()}, COUNTS)
        first = (self.fixed / "homicides.csv").read_text(encoding="utf-8").splitlines()[0]
        self.assertEqual(first, "código,municipio,2012 Hombres,2012 Mujeres,2013 Hombres,2013 Mujeres")
        self.assertEqual([one for one in manifest(copy)["guesses"] if one["role"] == "header"], [])

    def test_csv_and_workbook(self):
        for header in self.SHAPES:
            table_ = [["Homicidios por sexo"] + [None] * 5, *header] + [[code, f"Villa {code}", 5, 6, 7, COUNTS[code]] for code in CODES]
            for more in ({}, {"header": [2, 3]}):
                with self.subTest(shape=header, **more):
                    self.study.files["casos.csv"] = csv_bytes(table_)
                    self.assert_copied("casos.csv", **more)
                    xlsx(self.study.folder / "casos.xlsx", {"Hoja1": table_}, merged=["C2:D2", "E2:F2"])
                    self.assert_copied("casos.xlsx", **more)


class NamedFiles(Sources):
    """Files that no layer is made of."""

    OLD = {f"9{k}": CODES[k] for k in range(9)}  # the older division's codes

    def crosswalk(self, name="equivalencias.csv"):
        self.study.files[name] = csv_bytes([["old_code", "new_code", "share"]] + [[old, new, "1"] for old, new in self.OLD.items()])
        return name

    def test_a_crosswalk_of_the_boundaries(self):
        self.study.municipalities[0]["crosswalk"] = self.crosswalk()
        self.counts([["cod_municipio", "fecha", "casos"]] + [[old, "2013-05-13", COUNTS[new]] for old, new in self.OLD.items()])
        _, copy = self.assert_same()
        self.assertEqual({code: one["incidents"] for code, one in municipalities(copy).items()}, COUNTS)

    def test_crosswalks_of_layers_and_of_people_as_text_and_as_tables(self):
        self.use_people([["código", "población"]] + [[old, PEOPLE[new]] for old, new in self.OLD.items()])
        self.study.municipalities[0]["population"]["crosswalk"] = {"source": self.crosswalk("a.csv"), "encoding": "utf-8"}
        self.counts([["cod_municipio", "fecha", "casos"]] + [[old, "2013-05-13", COUNTS[new]] for old, new in self.OLD.items()], crosswalk=self.crosswalk("b.csv"))
        self.study.files["sedes.csv"] = csv_bytes([["cod_municipio", "nombre"]] + [[old, "x"] for old in list(self.OLD)[:4]])
        self.sites("sedes.csv", crosswalk={"source": self.crosswalk("c.csv"), "delimiter": ","}, municipality="cod_municipio")
        _, copy = self.assert_same()
        self.assert_people(copy, PEOPLE)
        self.assertEqual(ledger(copy, "sedes")["by_key"], 4)

    def test_names_of_the_users_own_and_lists_of_the_rule(self):
        self.study.files["nombres.csv"] = csv_bytes([["key", "code"]] + [[f"El Pueblo {code}", code] for code in CODES])
        self.study.municipalities[0]["aliases"] = "nombres.csv"
        self.study.files["comparar.csv"] = csv_bytes([["código", "2012", "2013"]] + [[code, 1, 2] for code in CODES[:3]])
        self.study.at_risk["compare"] = "comparar.csv"
        self.counts([["municipio", "fecha", "casos"]] + [[f"El Pueblo {code}", "2013-05-13", COUNTS[code]] for code in CODES])
        _, copy = self.assert_same()
        self.assertEqual({code: one["incidents"] for code, one in municipalities(copy).items()}, COUNTS)
        self.assertEqual(ledger(copy, "comparar")["by_key"], 3)

    def test_a_list_that_is_the_rule(self):
        self.study.files["lista.csv"] = "municipio;nota\nVilla 0101;año\nVilla 0202;b\n".encode("cp1252")
        self.study.at_risk = {"list": "lista.csv"}
        _, copy = self.assert_same()
        self.assertEqual(sum(one["at_risk"] for one in municipalities(copy).values()), 2)

    def test_dialects_of_the_users_own(self):
        folder = self.study.folder / "dialects" / "incidents"
        folder.mkdir(parents=True)
        (folder / "parte.toml").write_text('name = "Parte diario"\norigin = "Comisaría"\nsignature = ["parte", "donde"]\n\n[columns]\nmunicipality = ["donde"]\ndate = ["cuando"]\ncount = ["cuantos"]\n', encoding="utf-8")
        self.counts([["parte", "donde", "cuando", "cuantos"]] + [[i, code, "2013-05-13", COUNTS[code]] for i, code in enumerate(CODES)])
        self.study.write()
        _, copy = self.assert_same()
        self.assertEqual({code: one["incidents"] for code, one in municipalities(copy).items()}, COUNTS)
        self.assertIn("dialects/incidents/parte.toml", manifest(self.fixed)["outputs"])


class SharedFiles(Sources):
    def test_two_sheets_of_one_workbook_keep_their_own_roles(self):
        events = [["Hechos de 2013"], ["Municipio", "Fecha", "Casos"]] + [[f"Villa {code}", datetime.date(2013, 5, 13), COUNTS[code]] for code in CODES]
        posts = [["nombre", "lat", "lon", "Departamento"]] + [[f"Puesto {i}", *reversed(inside(code, .5, .5)), f"Dep {code[:2]}"] for i, code in enumerate(CODES[:4])]
        xlsx(self.study.folder / "libro.xlsx", {"Homicidios": events, "Policía": posts})
        self.study.incident_layers = [{"name": "homicides", "source": "libro.xlsx", "layer": "Homicidios", "class": "0101", "complete_for": ["HND"]}]
        self.sites("libro.xlsx", layer="Policía")
        _, copy = self.assert_same()
        self.assertEqual(ledger(copy, "sedes")["located"], 4)
        for name, absent in (("[[incidents]]", ('"lon"', '"lat"')), ("[[sites]]", ('"Casos"', '"Fecha"'))):
            part = self.study_of_copy().split(name)[1].split("\n[")[0]
            for word in absent:
                self.assertNotIn(word, part)

    def test_one_table_that_two_layers_filter(self):
        rows = [["tipo", "código", "fecha", "casos", "lon", "lat"]] + [["hecho", code, "13/05/2013", f"1.{COUNTS[code]:03}", "", ""] for code in CODES]
        rows += [["sede", "", "", "", *(part.replace(".", ",") for part in inside(code, .5, .5))] for code in CODES[:4]]
        self.counts(rows, "todo.csv", where={"field": "tipo", "in": ["hecho"]}, municipality="código", count="casos", date="fecha")
        self.sites("todo.csv", where={"field": "tipo", "in": ["sede"]}, x="lon", y="lat")
        _, copy = self.assert_same()
        self.assertEqual(ledger(copy, "sedes")["located"], 4)


class Formats(Sources):
    """Known layouts and other formats than CSV."""

    def test_activities_of_iati(self):
        activities = []
        for i, code in enumerate(CODES):
            x, y = inside(code, .5, .5)
            activities.append(f'<iati-activity default-currency="USD"><iati-identifier>XX-1-{i:03}</iati-identifier><reporting-org ref="XX-1" type="10"><narrative>Cooperante</narrative></reporting-org>'
                              f'<title><narrative xml:lang="es">Proyecto, {i}</narrative></title><activity-status code="2"/><activity-date type="2" iso-date="2012-01-01"/><activity-date type="3" iso-date="2014-12-31"/>'
                              f'<recipient-country code="HN" percentage="100"/><location ref="L{i}"><name><narrative>Lugar {i}</narrative></name><point srsName="http://www.opengis.net/def/crs/EPSG/0/4326"><pos>{y} {x}</pos></point>'
                              f'<exactness code="1"/></location><sector vocabulary="1" code="{["15132", "15130", "11220", "12220"][i % 4]}" percentage="100"/>'
                              f'<budget type="1" status="2"><period-start iso-date="2012-01-01"/><period-end iso-date="2014-12-31"/><value value-date="2012-01-01">{1000 + i}</value></budget></iati-activity>')
        self.study.files["actividades.xml"] = ('<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03">\n' + "\n".join(activities) + "\n</iati-activities>\n").encode()
        self.study.site_layers = [{"name": "proyectos", "source": "actividades.xml"}]
        _, copy = self.assert_same()
        self.assertGreater(ledger(copy, "proyectos")["located"], 0)

    def test_a_table_of_the_iati_datastore(self):
        rows = [["iati_identifier", "title_narrative", "participating_org_implementing", "activity_status_code", "activity_date_start_actual", "activity_date_end_actual", "sector_code", "sector_percentage", "location_point_pos",
                 "location_exactness_code", "recipient_country_code", "value"]]
        for i, code in enumerate(CODES):
            x, y = inside(code, .5, .5)
            rows.append([f"XX-1-{i:03}", f"Proyecto {i}", f"Socio {i % 3}", "2", "2012-01-01T00:00:00Z", "2014-12-31", ["15132|15130", "11220"][i % 2], ["60|40", "100"][i % 2], f"{y} {x}", "1", "HN", f"{1000 + i}.5"])
        self.study.files["iati.csv"] = csv_bytes(rows)
        self.study.site_layers = [{"name": "proyectos", "source": "iati.csv"}]
        _, copy = self.assert_same()
        self.assertGreater(ledger(copy, "proyectos")["located"], 0)

    def test_a_table_with_tags_of_hxl_whose_roles_the_study_names_by_tags(self):
        rows = [["Organización", "Sector", "Depto", "Código", "Lugar", "Proyecto", "Estado", "Inicio", "Fin"], ["#org+impl", "#sector", "#adm1+name", "#adm2+code", "#adm2+name", "#activity+name", "#status", "#date+start", "#date+end"]]
        for i, code in enumerate(CODES):
            rows.append([f"ONG {i % 4}", ["Education", "Health", "Protection"][i % 3], f"Dep {code[:2]}", "HN" + code, f"Villa {code}", f"Proyecto {i}", "ongoing", "13/02/2012", "31/12/2014"])
        self.study.files["3w.csv"] = csv_bytes(rows)
        for roles in ({}, {"municipality": "#adm2+code", "partner": "#org+impl"}):
            with self.subTest(str(roles)):
                self.place = self.folder / f"r{len(roles)}"
                self.place.mkdir()
                self.fixed = self.place / "fixed"
                self.study.site_layers = [{"name": "proyectos", "source": "3w.csv", **roles}]
                _, copy = self.assert_same()
                self.assertGreater(ledger(copy, "proyectos")["by_key"], 0)

    def test_an_answer_of_overpass(self):
        elements = []
        for i, code in enumerate(CODES):
            x, y = map(float, inside(code, .5, .5))
            place = {"lat": y, "lon": x} if i % 3 else {"center": {"lat": y, "lon": x}, "nodes": [1, 2, 3]}
            elements.append({"type": "node" if i % 3 else "way", "id": 5000 + i, **place, "tags": {"name": f"Sede {i}", "amenity": ["police", "courthouse", "clinic", "school", "bar"][i % 5]}})
        self.study.files["overpass.json"] = json.dumps({"version": 0.6, "generator": "Overpass API", "elements": elements}).encode()
        self.study.site_layers = [{"name": "osm", "source": "overpass.json"}]
        _, copy = self.assert_same()
        self.assertGreater(ledger(copy, "osm")["located"], 0)

    def test_a_shapefile_in_metres_and_a_raster_of_people(self):
        from osgeo import gdal, ogr, osr
        gdal.UseExceptions()
        degrees, metres = osr.SpatialReference(), osr.SpatialReference()
        degrees.ImportFromEPSG(4326)
        metres.ImportFromEPSG(32616)
        for one in (degrees, metres):
            one.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        turn = osr.CoordinateTransformation(degrees, metres)
        source = ogr.GetDriverByName("ESRI Shapefile").CreateDataSource(str(self.study.folder / "municipios.shp"))
        layer = source.CreateLayer("municipios", metres, ogr.wkbPolygon, options=["ENCODING=ISO-8859-1"])
        for name, kind in (("COD", ogr.OFTString), ("NOMBRE", ogr.OFTString), ("POB", ogr.OFTReal)):
            layer.CreateField(ogr.FieldDefn(name, kind))
        for code in CODES:
            feature = ogr.Feature(layer.GetLayerDefn())
            feature["COD"], feature["NOMBRE"], feature["POB"] = code, f"Peñón {code}", PEOPLE[code] + .5
            shape = ogr.CreateGeometryFromJson(json.dumps(square(code)))
            shape.Transform(turn)
            feature.SetGeometry(shape)
            layer.CreateFeature(feature)
        source = layer = None
        raster = gdal.GetDriverByName("GTiff").Create(str(self.study.folder / "gente.tif"), 30, 30, 1, gdal.GDT_Float32)
        raster.SetProjection(degrees.ExportToWkt())
        raster.SetGeoTransform((WEST, .01, 0, SOUTH + .3, 0, -.01))
        import struct
        raster.GetRasterBand(1).WriteRaster(0, 0, 30, 30, struct.pack("900f", *[100 + (7 * i) % 50 for i in range(900)]))
        raster = None
        self.study.municipalities = [{"source": "municipios.shp", "country": {"value": "HND"}, "code": "COD", "name": "NOMBRE", "population": "POB"}]
        self.study.population = [{"source": "gente.tif"}]
        _, copy = self.assert_same()
        self.assert_people(copy, {code: PEOPLE[code] + .5 for code in CODES})

    def test_dates_of_every_kind(self):
        self.study.at_risk = {"measure": "count", "top_share": 0.25}
        kinds = {"day first": ("%d/%m/%Y", {}), "month first": ("%m/%d/%Y", {}), "declared": ("%d.%m.%y", {"date_format": "%d.%m.%y"}), "eight digits": ("%Y%m%d", {}), "words": ("%d %b %Y", {})}
        for kind, (form, more) in kinds.items():
            with self.subTest(kind):
                self.place = self.folder / kind
                self.place.mkdir()
                self.fixed = self.place / "fixed"
                days = [datetime.date(2012, 12, 1) + datetime.timedelta(days=11 * i) for i in range(40)]
                self.counts([["cod_municipio", "fecha", "casos"]] + [[CODES[i % 9], day.strftime(form), 3] for i, day in enumerate(days)] + [[CODES[0], "31/31/2013", 4]], **more)
                self.assert_same()
                self.assertRegex(" ".join(self.columns("homicides.csv")["fecha"][:-1]), r"^(\d{4}-\d\d-\d\d ?)+$")

    def test_a_date_put_together_from_columns_keeps_its_format(self):
        self.counts([["cod_municipio", "d", "m", "a", "casos"]] + [[code, "13", "05", "2013", COUNTS[code]] for code in CODES], date=["d", "m", "a"], date_format="%d%m%Y")
        _, copy = self.assert_same()
        self.assertEqual({code: one["incidents"] for code, one in municipalities(copy).items()}, COUNTS)

    def test_keys_of_the_study_in_any_form_of_toml(self):
        self.use_people([["código", "población"]] + [[code, f"{PEOPLE[code]:,}".replace(",", ".")] for code in CODES])
        self.study.write()
        text = self.study.path.read_text()
        whole = 'population = { source = "gente.csv" }'
        self.assertIn(whole, text)
        for k, form in enumerate((whole, 'population.source = "gente.csv"\npopulation.code = "código"', '[municipalities.population]\nsource = "gente.csv"  # la gente\nencoding = "utf-8"')):
            with self.subTest(form):
                self.place = self.folder / f"t{k}"
                self.place.mkdir()
                self.fixed = self.place / "fixed"
                self.study.path.write_text(text.replace(whole, form))
                _, copy = self.assert_same(self.study.path)
                self.assert_people(copy, PEOPLE)


if __name__ == "__main__":
    main()
