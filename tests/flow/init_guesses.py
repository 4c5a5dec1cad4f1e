# SPDX-License-Identifier: Apache-2.0
"""What init makes of files as offices write them: no wrong guess with confidence, and every doubt with the option that settles it."""
import json
import re
import shlex
import struct
import sys
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
from drawn_study import csv_bytes, square  # noqa: E402
from init_case import InitCase  # noqa: E402
from program import municipalities  # noqa: E402
from suite import main  # noqa: E402

POINTS = {"0101": ("-87.250000", "14.350000"), "0102": ("-87.150000", "14.350000"), "0201": ("-87.250000", "14.450000")}
NAMES = {"0101": "Norte", "0102": "Sur", "0201": "San José"}


class Guesses(InitCase):
    """Three municipalities, homicides by point, and one more file."""

    def setUp(self):
        super().setUp()
        for path in self.files:
            path.unlink()
        self.boundaries = [{"type": "Feature", "properties": {"codigo": code, "municipio": name}, "geometry": square(code)} for code, name in NAMES.items()]
        self.limits()
        self.put("homicidios.csv", csv_bytes([["fecha", "lon", "lat"]] + [[f"2013-{1 + turn % 12:02}-13", *POINTS[code]] for code, times in (("0101", 60), ("0102", 4), ("0201", 3)) for turn in range(times)]))

    def limits(self):
        self.put("limites.geojson", json.dumps({"type": "FeatureCollection", "features": self.boundaries}))

    def answer(self, *names, options=(), status=0):
        files = [self.study.folder / name for name in ("limites.geojson", *names)]
        said = self.init("--json", "--lang", "en", "--country", "HND", "--overwrite", *options, files=files, status=status)
        return json.loads(said.out) if said.out.strip() else said

    def kind(self, answer, name):
        return next(one["kind"] for one in answer["files"] if one["file"] == name)

    def written(self):
        return tomllib.loads(self.to.read_text(encoding="utf-8"))

    def table(self, kind, name):
        return next(one for one in self.written()[kind] if one["source"] == name)

    def options_of(self, answer, name):
        """What a shell makes of the options printed with the questions about a file."""
        return [word for one in answer["questions"] if one["file"] == name for word in shlex.split(one["flag"])]

    # People

    def test_a_table_of_people_is_one_under_any_name_that_offices_give_the_column(self):
        for column in ("Total", "2013", "poblacion_2013", "TOTAL HABITANTES", "Personas"):
            with self.subTest(column):
                self.put("poblacion_z.csv", csv_bytes([["codigo", "municipio", column], ["101", "Norte", 20000], ["102", "Sur", 10000], ["201", "San José", 5000]]))
                answer = self.answer("homicidios.csv", "poblacion_z.csv")
                self.assertEqual(self.kind(answer, "poblacion_z.csv"), "people")
                self.assertEqual(self.written()["at_risk"]["measure"], "rate_eb")
                self.run_it()
                self.assertEqual(self.populations(), {"0101": 20000, "0102": 10000, "0201": 5000})

    def populations(self):
        return {code: one["population"] for code, one in municipalities(self.result).items()}

    def test_men_and_women_are_added_where_no_column_holds_all_people(self):
        self.put("cuadro.csv", "Población por municipio 2013\nMunicipio,Hombres,Mujeres,Total\nNorte,90,110,200\nSur,40,60,100\nSan José,30,20,50\n")
        self.assertEqual(self.kind(self.answer("homicidios.csv", "cuadro.csv"), "cuadro.csv"), "people")
        self.assertEqual(self.written()["municipalities"][0]["population"], {"source": "cuadro.csv", "value": "Total"})
        self.put("cuadro.csv", "Población por municipio 2013\nMunicipio,Hombres,Mujeres\nNorte,90,110\nSur,40,60\nSan José,30,20\n")
        answer = self.answer("homicidios.csv", "cuadro.csv")
        self.assertEqual(self.kind(answer, "cuadro.csv"), "people")
        self.assertTrue(any("cuadro.csv" in one and "Hombres+Mujeres" in one for one in answer["assumed"]), answer["assumed"])
        self.run_it()
        self.assertEqual(self.populations(), {"0101": 200, "0102": 100, "0201": 50})

    def test_men_and_women_with_a_date_are_victims_and_no_people(self):
        self.put("cuadro.csv", "Municipio,fecha,Hombres,Mujeres\nNorte,2013-01-02,1,0\nSur,2013-02-03,0,1\n")
        self.assertEqual(self.kind(self.answer("homicidios.csv", "cuadro.csv"), "cuadro.csv"), "incidents")

    def test_people_by_sex_and_age_are_added_within_the_year_nearest_to_the_period(self):
        rows = [["CLAVE", "NOM_MUN", "SEXO", "AÑO", "EDAD_QUIN", "POB"]]
        for year, times in ((2013, 1), (2020, 10)):
            for at, (code, name) in enumerate(NAMES.items()):
                rows += [[int(code), name, sex, year, age, people * times] for sex, age, people in (("HOMBRES", "pobm_00_04", 10 + at), ("HOMBRES", "pobm_05_09", 20), ("MUJERES", "pobm_00_04", 30), ("MUJERES", "pobm_05_09", 40))]
        self.put("pob.csv", csv_bytes(rows))
        answer = self.answer("homicidios.csv", "pob.csv")
        self.assertEqual(self.kind(answer, "pob.csv"), "people")
        self.assertTrue(any("pob.csv" in one and "SEXO, EDAD_QUIN" in one for one in answer["assumed"]), answer["assumed"])
        self.assertEqual(self.written()["municipalities"][0]["population"]["year"], 2013)
        books = next(one for one in self.run_it() if one["layer"] == "population_table")
        self.assertEqual((books["read"], books["by_key"], books["filtered"]), (24, 12, 12))
        self.assertEqual(self.populations(), {"0101": 100, "0102": 101, "0201": 102})

    def test_a_table_of_numbers_is_no_list_of_municipalities(self):
        self.put("cuadro.csv", csv_bytes([["codigo", "Robos", "Otros"]] + [[code, 7, 9 + at] for at, code in enumerate(NAMES)]))
        self.assertEqual(self.kind(self.answer("homicidios.csv", "cuadro.csv"), "cuadro.csv"), "unknown")
        self.put("poblacion.csv", csv_bytes([["codigo", "Urbana", "Rural"]] + [[code, 100, 50 + at] for at, code in enumerate(NAMES)]))
        answer = self.answer("homicidios.csv", "poblacion.csv")
        self.assertEqual(self.kind(answer, "poblacion.csv"), "people")
        self.answer("homicidios.csv", "poblacion.csv", options=("--set", 'poblacion.csv:value=["Urbana", "Rural"]'))
        self.run_it()
        self.assertEqual(self.populations(), {"0101": 150, "0102": 151, "0201": 152})

    def test_women_alone_are_not_all_people(self):
        self.put("poblacion.csv", csv_bytes([["codigo", "Mujeres"]] + [[code, 100] for code in NAMES]))
        self.answer("homicidios.csv", "poblacion.csv")
        self.assertNotIn("population", self.written()["municipalities"][0])

    def test_people_of_their_own_in_every_row_are_no_codes(self):
        for feature, people in zip(self.boundaries, (20345, 10211, 5077)):
            feature["properties"] = {"municipio": feature["properties"]["municipio"], "poblacion": people}
        self.limits()
        files = [self.study.folder / name for name in ("limites.geojson", "homicidios.csv")]
        said = self.init("--lang", "en", "--country", "HND", files=files, status=None)
        self.assertNotIn("a code of its own", said.out + said.err)

    def test_whose_table_it_is_does_not_make_people_schools(self):
        self.put("poblacion.csv", "INSTITUTO NACIONAL DE ESTADÍSTICA\nProyección de población por municipio\nCódigo,Municipio,Hombres,Mujeres\n0101,Norte,90,110\n0102,Sur,40,60\n0201,San José,30,20\n")
        self.assertEqual(self.kind(self.answer("homicidios.csv", "poblacion.csv"), "poblacion.csv"), "people")
        self.run_it()
        self.assertEqual(self.populations(), {"0101": 200, "0102": 100, "0201": 50})

    def test_of_several_tables_of_people_the_total_is_taken_and_the_others_are_asked_about(self):
        for name, factor in (("poblacion_hombres", 1), ("poblacion_mujeres", 2), ("poblacion_total", 3)):
            self.put(f"{name}.csv", csv_bytes([["codigo", "poblacion"]] + [[code, 100 * factor] for code in NAMES]))
        answer = self.answer("homicidios.csv", *(f"poblacion_{name}.csv" for name in ("hombres", "mujeres", "total")))
        self.assertEqual({one["flag"] for one in answer["questions"] if "poblacion" in one["file"]}, {"--set 'poblacion_total.csv:as=none'"})
        self.run_it()
        self.assertEqual(self.populations(), {code: 300 for code in NAMES})

    def test_the_users_word_that_a_table_is_of_people_asks_for_the_column_it_lacks(self):
        self.put("cuadro.csv", csv_bytes([["municipio", "Urbana", "Rural"], ["Norte", 90, 110], ["Sur", 40, 60]]))
        answer = self.answer("homicidios.csv", "cuadro.csv", options=("--set", "cuadro.csv:as=people"))
        options = self.options_of(answer, "cuadro.csv")
        self.assertEqual(options, ["--set", "cuadro.csv:value=Urbana"])
        self.assertIn("cuadro.csv:value=Rural", next(one["why_not"] for one in answer["files"] if one["file"] == "cuadro.csv"))
        # The column alone says that the table is of people.
        answer = self.answer("homicidios.csv", "cuadro.csv", options=options)
        self.assertEqual(self.kind(answer, "cuadro.csv"), "people")
        self.run_it()
        self.assertEqual(municipalities(self.result)["0101"]["population"], 90)

    # Counts by month

    def test_counts_by_month_wait_for_their_year(self):
        self.put("femicidios.csv", csv_bytes([["codigo_municipio", "Enero", "Febrero", "Marzo", "Total"], ["0101", 1, 2, 3, 6], ["0102", 4, 5, 6, 15]]))
        answer = self.answer("homicidios.csv", "femicidios.csv")
        self.assertEqual(self.kind(answer, "femicidios.csv"), "incidents")
        options = self.options_of(answer, "femicidios.csv")
        self.assertEqual(options, ["--set", 'femicidios.csv:year={ value = "YYYY" }'])
        self.answer("homicidios.csv", "femicidios.csv", options=[option.replace("YYYY", "2013") for option in options])
        books = next(one for one in self.run_it() if one["layer"] == "femicidios")
        self.assertEqual((books["read"], books["by_key"]), (6, 6))

    def test_counts_by_month_take_the_year_from_the_files_name_and_say_so(self):
        self.put("femicidios_2013.csv", csv_bytes([["codigo_municipio", "Enero", "Febrero", "Marzo", "Total"], ["0101", 1, 2, 3, 6]]))
        answer = self.answer("homicidios.csv", "femicidios_2013.csv")
        self.assertEqual(self.table("incidents", "femicidios_2013.csv")["year"], {"value": "2013"})
        self.assertTrue(any("the file's name" in one for one in answer["assumed"] if "femicidios_2013" in one), answer["assumed"])

    def test_a_column_of_periods_goes_before_the_year_in_the_files_name(self):
        for months in (["2012-11", "2013-05", "2013-06"], ["201211", "201305", "201306"], ["nov-12", "may-13", "jun-13"], ["noviembre 2012", "mayo 2013", "junio 2013"]):
            with self.subTest(months):
                self.put("femicidios_2013.csv", csv_bytes([["codigo", "Periodo", "casos"], ["0101", months[0], 500], ["0101", months[1], 3], ["0102", months[2], 4]]))
                self.answer("homicidios.csv", "femicidios_2013.csv", options=["--from", "2013-01-01", "--to", "2013-12-31"])
                self.assertNotIn("year", self.table("incidents", "femicidios_2013.csv"))
                books = next(one for one in self.run_it() if one["layer"].startswith("femicidios"))
                self.assertEqual((books["read"], books["by_key"], books["filtered"]), (3, 2, 1))

    def test_a_number_said_of_a_role_is_the_column_of_that_name(self):
        self.put("femicidios.csv", csv_bytes([["codigo_municipio", "2012", "2013"], ["0101", 1, 2], ["0102", 3, 4]]))
        year = ("--set", "femicidios.csv:year={ value = 2013 }")
        answer = self.answer("homicidios.csv", "femicidios.csv", options=("--set", "femicidios.csv:count=2012", *year))
        self.assertEqual(self.table("incidents", "femicidios.csv")["count"], "2012")
        self.assertTrue(any("the column that is called so" in one and 'count={ value = "2012" }' in one for one in answer["assumed"]), answer["assumed"])
        self.assertEqual(next(one for one in self.run_it() if one["layer"] == "femicidios")["read"], 2)
        # Of a table of people too, whose year stays a number.
        self.put("poblacion.csv", csv_bytes([["codigo", "2012", "2013"], ["0101", 10000, 20000], ["0102", 3000, 4000], ["0201", 500, 600]]))
        self.answer("homicidios.csv", "poblacion.csv", options=("--set", "poblacion.csv:value=2013"))
        self.run_it()
        self.assertEqual(municipalities(self.result)["0101"]["population"], 20000)
        self.answer("homicidios.csv", "poblacion.csv", options=("--set", "poblacion.csv:as=people", "--set", "poblacion.csv:year=2012"))
        self.assertEqual(self.written()["municipalities"][0]["population"]["year"], 2012)
        # No such column: the number is no column, and how a value is said is told.
        said = self.init("--lang", "en", "--country", "HND", "--overwrite", "--set", "femicidios.csv:count=2015", *year, files=[self.study.folder / name for name in ("limites.geojson", "homicidios.csv", "femicidios.csv")], status=3)
        self.assertIn("{ value = 2015 }", said.out + said.err)

    # Coordinates

    def test_coordinates_in_metres_are_asked_for_their_system_with_the_option(self):
        # UTM zone 16N, by PROJ: -87.25 14.35 and -87.15 14.35.
        self.put("femicidios.csv", csv_bytes([["municipio", "fecha", "Este", "Norte"], ["Norte", "2013-05-13", "473043.6", "1586449.7"], ["Sur", "2013-06-13", "483826.2", "1586440.4"]]))
        answer = self.answer("homicidios.csv", "femicidios.csv")
        options = self.options_of(answer, "femicidios.csv")
        self.assertEqual(options[0], "--set")
        self.assertRegex(options[1], r"^femicidios\.csv:crs=EPSG:\d+$")
        self.answer("homicidios.csv", "femicidios.csv", options=options)
        self.assertEqual(next(one for one in self.run_it() if one["layer"] == "femicidios")["located"], 2)

    def test_numbers_that_lie_in_the_studys_area_and_are_not_used_are_named(self):
        self.put("femicidios.csv", csv_bytes([["municipio", "fecha", "pos1", "pos2"], ["Norte", "2013-05-13", *POINTS["0101"]], ["Sur", "2013-06-13", *POINTS["0102"]]]))
        options = self.options_of(self.answer("homicidios.csv", "femicidios.csv"), "femicidios.csv")
        self.assertEqual(options, ["--set", "femicidios.csv:x=pos1", "--set", "femicidios.csv:y=pos2"])
        self.answer("homicidios.csv", "femicidios.csv", options=options)
        self.assertEqual(next(one for one in self.run_it() if one["layer"] == "femicidios")["located"], 2)

    # Codes

    def test_a_bare_code_that_is_the_boundaries_code_tells_towns_of_one_name_apart(self):
        self.boundaries[0]["properties"]["municipio"] = "San José"
        self.limits()
        self.put("asesinatos.csv", csv_bytes([["Código", "Municipio", "Fecha"], ["0101", "San José", "2013-05-13"], ["0201", "San José", "2013-06-13"], ["0102", "Sur", "2013-06-13"]]))
        answer = self.answer("homicidios.csv", "asesinatos.csv")
        self.assertEqual(self.table("incidents", "asesinatos.csv")["municipality"], "Código")
        self.assertTrue(any("3 of 3 values are codes of the boundaries" in one for one in answer["assumed"]), answer["assumed"])
        self.assertEqual(next(one for one in self.run_it() if one["layer"] == "asesinatos")["by_key"], 3)

    def test_a_bare_code_is_enough_and_one_of_something_else_is_none(self):
        self.put("asesinatos.csv", csv_bytes([["codigo", "fecha"], ["0101", "2013-05-13"], ["0201", "2013-06-13"]]))
        self.answer("homicidios.csv", "asesinatos.csv")
        self.assertEqual(self.table("incidents", "asesinatos.csv")["municipality"], "codigo")
        self.run_it()
        # Codes of crimes that happen to be codes of municipalities: the names beside them say otherwise.
        self.put("asesinatos.csv", csv_bytes([["codigo", "municipio", "fecha"], ["0101", "Sur", "2013-05-13"], ["0201", "Norte", "2013-06-13"], ["0101", "San José", "2013-06-13"]]))
        self.answer("homicidios.csv", "asesinatos.csv")
        self.assertNotIn("municipality", self.table("incidents", "asesinatos.csv"))

    def test_a_code_that_comes_back_in_each_state_is_no_municipalitys_code(self):
        for feature, (state, code) in zip(self.boundaries, (("01", "001"), ("01", "002"), ("02", "001"))):
            feature["properties"] = {"cod_mun": code, "llave": "3" + state + code, "nombre": feature["properties"]["municipio"]}
        self.limits()
        answer = self.answer("homicidios.csv")
        self.assertEqual(self.written()["municipalities"][0]["code"], "llave")
        self.assertTrue(any("cod_mun" in one for one in answer["assumed"]), answer["assumed"])

    # Tables

    def test_two_tables_on_one_sheet_are_never_added_and_the_other_is_offered(self):
        self.put("homicidios_c.csv", "Cuadro 1. Homicidios\nMunicipio,Casos,Año\nNorte,1,2013\nSur,3,2013\n\nCuadro 2. Lesiones\nMunicipio,Casos,Año\nNorte,100,2013\nSur,300,2013\n")
        answer = self.answer("homicidios_c.csv")
        self.assertEqual(self.options_of(answer, "homicidios_c.csv"), ["--set", "homicidios_c.csv:header=7"])
        self.run_it()
        self.assertEqual({code: one["incidents"] for code, one in municipalities(self.result).items()}, {"0101": 1, "0102": 3, "0201": None})

    def test_a_numbered_list_of_municipalities_is_a_list(self):
        for feature in self.boundaries:
            feature["properties"]["departamento"] = "Colón"
        self.limits()
        self.put("prioritarios.csv", "No;DEPARTAMENTO;MUNICIPIO\n1;COLON;NORTE\n2;COLON;SUR\n")
        self.assertEqual(self.kind(self.answer("homicidios.csv", "prioritarios.csv"), "prioritarios.csv"), "codes")

    def test_a_sector_by_its_hashtag_goes_before_the_word_in_the_files_name(self):
        self.put("3w_proteccion.csv", "Organización,Rubro,Municipio,Código\n#org,#sector,#adm2+name,#adm2+code\nA,Salud,Norte,0101\nB,Educación,Sur,0102\n")
        self.answer("homicidios.csv", "3w_proteccion.csv")
        self.assertNotIn("family", self.table("sites", "3w_proteccion.csv"))
        self.run_it()
        features = municipalities(self.result)
        self.assertEqual((features["0101"]["educational_presence"], features["0102"]["educational_presence"]), ("unknown", "yes"))

    def test_sites_that_have_closed_do_not_operate(self):
        self.put("policia.csv", csv_bytes([["nombre", "lat", "lon", "ESTATUS DE OPERACION"], ["A", *reversed(POINTS["0101"]), "FUERA DE OPERACION"], ["B", *reversed(POINTS["0102"]), "EN OPERACION"]]))
        self.answer("homicidios.csv", "policia.csv")
        self.run_it()
        features = municipalities(self.result)
        self.assertEqual((features["0101"]["law_enforcement_presence"], features["0102"]["law_enforcement_presence"]), ("unknown", "yes"))

    def test_private_places_are_asked_about_and_left_out_by_the_option(self):
        self.put("escuelas.csv", csv_bytes([["nombre", "lat", "lon", "sector"]] + [[code, *reversed(POINTS[code]), sector] for code, sector in (("0101", "Privado"), ("0102", "Oficial"), ("0201", "Oficial"))]))
        options = self.options_of(self.answer("homicidios.csv", "escuelas.csv"), "escuelas.csv")
        self.assertEqual(options, ["--set", 'escuelas.csv:where={ field = "sector", not = ["Privado"] }'])
        many = [[f"Escuela {'Privada' if turn % 2 else 'Nacional'} {turn}", *reversed(POINTS["0101"])] for turn in range(20)]
        self.put("colegios.csv", csv_bytes([["nombre", "lat", "lon"]] + many))
        self.assertEqual(self.options_of(self.answer("homicidios.csv", "colegios.csv"), "colegios.csv"), [])
        self.answer("homicidios.csv", "escuelas.csv", options=options)
        self.run_it()
        features = municipalities(self.result)
        self.assertEqual([features[code]["educational_presence"] for code in NAMES], ["unknown", "yes", "yes"])

    def test_sites_that_are_not_active_or_open_after_the_period_do_not_operate(self):
        rows = [["nombre", "lat", "lon", "activa", "Fecha de apertura"]] + [[code, *reversed(POINTS[code]), active, opened] for code, active, opened in (("0101", "No", "2001-05-20"), ("0102", "Sí", "2001-05-20"), ("0201", "Sí", "2030-05-20"))]
        self.put("policia.csv", csv_bytes(rows))
        self.answer("homicidios.csv", "policia.csv")
        self.run_it()
        features = municipalities(self.result)
        self.assertEqual([features[code]["law_enforcement_presence"] for code in NAMES], ["unknown", "yes", "unknown"])

    def test_kinds_of_places_are_understood_by_what_they_begin_with_and_it_is_said(self):
        kinds = ("Comisaría PNC", "Escuela Oficial Rural Mixta", "Juzgado de Paz Segundo")
        self.put("sedes.csv", csv_bytes([["nombre", "lon", "lat", "tipo"]] + [[kind, *POINTS[code], kind] for code, kind in zip(POINTS, kinds)]))
        answer = self.answer("homicidios.csv", "sedes.csv")
        self.assertEqual(self.kind(answer, "sedes.csv"), "sites")
        self.run_it()
        features = municipalities(self.result)
        self.assertEqual([features[code][f"{family}_presence"] for code, family in (("0101", "law_enforcement"), ("0102", "educational"), ("0201", "judicial"))], ["yes"] * 3)
        manifest = json.loads((self.result / "manifest.json").read_text(encoding="utf-8"))
        self.assertRegex(json.dumps(manifest, ensure_ascii=False), r"comisaria … = ")

    def test_a_files_name_says_more_than_kinds_that_are_known_in_part(self):
        kinds = ("Centro de Salud", "CAP", "Zzyzx")
        self.put("salud.csv", csv_bytes([["nombre", "lon", "lat", "tipo_servicio"]] + [[kind, *POINTS[code], kind] for code, kind in zip(POINTS, kinds)]))
        self.answer("homicidios.csv", "salud.csv")
        self.assertEqual(self.table("sites", "salud.csv")["family"], "social")
        self.run_it()

    # Counts

    def test_a_table_with_a_row_a_unit_and_no_known_count_asks_which_column_counts(self):
        self.put("homicidios_2013.csv", csv_bytes([["codigo", "municipio", "Armas blancas", "Armas de fuego"], ["0101", "Norte", 5, 7], ["0102", "Sur", 1, 2], ["0201", "San José", 0, 3]]))
        self.put("homicidios.csv", csv_bytes([["municipio", "fecha", "Total"], ["Norte", "2013-01-01", 4], ["Sur", "2013-02-01", 6]]))
        said = self.init("--lang", "en", "--country", "HND", files=[self.study.folder / name for name in ("limites.geojson", "homicidios.csv")], status=3)
        self.assertIn("--set 'homicidios.csv:count=Total'", said.err)
        said = self.init("--lang", "en", "--country", "HND", files=[self.study.folder / name for name in ("limites.geojson", "homicidios_2013.csv")], status=3)
        flag = re.search(r"hint: (--set '[^']+')", said.err).group(1)
        self.assertIn("count=Armas blancas", flag)
        self.answer("homicidios_2013.csv", options=shlex.split(flag))
        self.run_it()
        self.assertEqual({code: one["incidents"] for code, one in municipalities(self.result).items()}, {"0101": 5, "0102": 1, "0201": 0})

    def test_rows_of_all_beside_their_parts_are_totals(self):
        rows = [["codigo", "anio", "sexo", "casos"]]
        for code, men, women in (("0101", 5, 7), ("0102", 1, 2), ("0201", 4, 3)):
            rows += [[code, 2013, "Hombre", men], [code, 2013, "Mujer", women], [code, 2013, "Ambos sexos", men + women]]
        self.put("homicidios_s.csv", csv_bytes(rows))
        self.answer("homicidios_s.csv")
        books = next(one for one in self.run_it() if one["layer"] == "homicidios_s")
        self.assertEqual((books["read"], books["by_key"], books["filtered"]), (9, 6, 3))
        self.assertEqual({code: one["incidents"] for code, one in municipalities(self.result).items()}, {"0101": 12, "0102": 3, "0201": 7})

    def test_rows_of_all_are_totals_whatever_the_month_is_written_as(self):
        for header, time in (("Periodo", "2013-05"), ("Periodo", "201305"), ("Periodo", "mayo 2013"), ("anio;mes", "2013;5"), ("anio;mes", "2013;mayo")):
            with self.subTest(f"{header} {time}"):
                rows = [f"{code};{time};{sex};{n}" for code, men, women in (("0101", 9, 3), ("0102", 2, 1), ("0201", 5, 2)) for sex, n in (("Hombres", men), ("Mujeres", women), ("Ambos sexos", men + women))]
                self.put("homicidios_s.csv", "\n".join([f"codigo;{header};Sexo;casos", *rows]) + "\n")
                self.answer("homicidios_s.csv")
                books = next(one for one in self.run_it() if one["layer"] == "homicidios_s")
                self.assertEqual((books["read"], books["by_key"], books["filtered"]), (9, 6, 3))

    def test_periods_of_another_kind_do_not_become_months(self):
        """Semesters, a word without a year: the year of the file's name stands."""
        for cells in (["2013-1", "2013-2"], ["Enero-Junio", "Julio-Diciembre"], ["I Semestre", "II Semestre"]):
            with self.subTest(cells):
                self.put("femicidios_2013.csv", csv_bytes([["codigo", "Periodo", "casos"], ["0101", cells[0], 3], ["0102", cells[1], 4]]))
                self.answer("homicidios.csv", "femicidios_2013.csv")
                self.assertEqual(self.table("incidents", "femicidios_2013.csv")["year"], {"value": "2013"})
        self.put("femicidios.csv", csv_bytes([["codigo", "Periodo", "2012", "2013"], ["0101", "Enero-Diciembre", 3, 4], ["0102", "Enero-Diciembre", 4, 5]]))
        self.answer("homicidios.csv", "femicidios.csv", options=["--from", "2013-01-01", "--to", "2013-12-31"])
        books = next(one for one in self.run_it() if one["layer"] == "femicidios")
        self.assertEqual((books["read"], books["by_key"], books["filtered"]), (4, 2, 2))

    def test_a_period_does_not_make_a_directory_or_a_budget_violence(self):
        self.put("directorio.csv", csv_bytes([["nombre", "lon", "lat", "Periodo"], ["Sede Norte", *POINTS["0101"], 2013], ["Sede Sur", *POINTS["0102"], 2013]]))
        self.put("presupuesto.csv", csv_bytes([["codigo", "Periodo", "casos"], ["0101", 2013, 3], ["0102", 2013, 4]]))
        answer = self.answer("homicidios.csv", "directorio.csv", "presupuesto.csv")
        self.assertNotEqual(self.kind(answer, "directorio.csv"), "incidents")
        self.assertNotEqual(self.kind(answer, "presupuesto.csv"), "incidents")

    def test_why_a_file_is_not_read_and_what_helps_is_said_in_the_users_language(self):
        self.put("femicidios.json", json.dumps([{"codigo": "0101", "fecha": "2013-05-02"}]))
        for language, words in (("es", ("una lista de JSON, no un objeto GeoJSON", "tome la misma tabla como CSV")), ("en", ("a JSON list, not a GeoJSON object", "take the same table as CSV"))):
            said = self.init("--lang", language, "--country", "HND", "--overwrite", files=[self.study.folder / name for name in ("limites.geojson", "homicidios.csv", "femicidios.json")])
            for word in words:
                self.assertIn(word, said.out)

    def test_a_column_of_several_crimes_goes_before_the_files_name(self):
        rows = [["fecha", "lon", "lat", "tipo"]] + [[f"2013-{1 + turn % 12:02}-13", *POINTS["0101"], kind] for turn, kind in enumerate(["HOMICIDIO"] * 6 + ["LESIONES"] * 4)]
        self.put("homicidios.csv", csv_bytes(rows))
        self.answer("homicidios.csv")
        self.assertEqual(self.table("incidents", "homicidios.csv")["class"], {"column": "tipo"})

    # Files

    def shapefile(self, names):
        """The boundaries as a Shapefile without .cpg and without a mark of its encoding, byte by byte: ESRI's white paper of 1998 and dBASE III."""
        shapes = b""
        for number, feature in enumerate(self.boundaries, 1):
            ring = feature["geometry"]["coordinates"][0][::-1]  # outer rings go round with the clock
            box = struct.pack("<4d", min(x for x, _ in ring), min(y for _, y in ring), max(x for x, _ in ring), max(y for _, y in ring))
            content = struct.pack("<i", 5) + box + struct.pack("<3i", 1, len(ring), 0) + b"".join(struct.pack("<2d", *corner) for corner in ring)
            shapes += struct.pack(">2i", number, len(content) // 2) + content
        box = struct.pack("<8d", -87.3, 14.3, -87.0, 14.6, 0, 0, 0, 0)
        self.put("mun.shp", struct.pack(">7i", 9994, 0, 0, 0, 0, 0, (100 + len(shapes)) // 2) + struct.pack("<2i", 1000, 5) + box + shapes)
        size, index = len(shapes) // len(self.boundaries), b""
        for number in range(len(self.boundaries)):
            index += struct.pack(">2i", (100 + number * size) // 2, (size - 8) // 2)
        self.put("mun.shx", struct.pack(">7i", 9994, 0, 0, 0, 0, 0, (100 + len(index)) // 2) + struct.pack("<2i", 1000, 5) + box + index)
        field = lambda name, length: name.ljust(11, b"\0") + b"C" + bytes(4) + bytes([length]) + bytes(15)  # noqa: E731
        rows = b"".join(b" " + code.encode() + name.ljust(20) for code, name in zip(NAMES, names))
        self.put("mun.dbf", b"\x03\x71\x01\x01" + struct.pack("<i2h", len(names), 32 + 2 * 32 + 1, 1 + 4 + 20) + bytes(20) + field(b"codigo", 4) + field(b"municipio", 20) + b"\r" + rows + b"\x1a")
        self.put("mun.prj", 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]')

    def test_a_shapefile_that_declares_no_encoding_loses_no_municipality(self):
        self.shapefile(["Rincón".encode("latin-1"), "Amatán".encode("latin-1"), b"San Marcos"])
        files = [self.study.folder / name for name in ("mun.shp", "homicidios.csv")]
        self.init("--lang", "en", "--country", "HND", files=files)
        self.assertRegex(self.to.read_text(encoding="utf-8"), r'# encoding *= "cp1252"  # byte F3 of line 1 is not UTF-8')
        self.run_it()
        self.assertEqual({code: one["name"] for code, one in municipalities(self.result).items()}, {"0101": "Rincón", "0102": "Amatán", "0201": "San Marcos"})

    def test_a_shapefile_that_windows_or_dos_may_have_written_is_asked_about(self):
        self.shapefile(["Rincón".encode("cp850"), b"Amatan", b"San Marcos"])
        files = [self.study.folder / name for name in ("mun.shp", "homicidios.csv")]
        said = self.init("--lang", "en", "--country", "HND", files=files, status=None)
        self.assertIn("mun.shp:encoding=cp850", said.out + said.err)
        self.init("--lang", "en", "--country", "HND", "--overwrite", "--set", "mun.shp:encoding=cp850", files=files)
        self.run_it()
        self.assertEqual(municipalities(self.result)["0101"]["name"], "Rincón")

    def test_many_notes_of_one_layer_are_folded_on_the_terminal_and_whole_in_json(self):
        rows = [["municipio", "anio", "casos"], ["Norte", 2013, 5], ["Sur", 2013, 3], ["San José", 2013, 1]] + [[f"Lejano {chr(65 + turn)}", 2013, 1] for turn in range(26)]
        self.put("homicidios_u.csv", csv_bytes(rows))
        self.answer("homicidios.csv", "homicidios_u.csv", status=6)
        said = self.program.run("check", self.to)
        self.assertRegex(said.out, r"homicidios_u: (y otras|and) \d+")
        notes = [note for ledger in json.loads(self.program.run("check", self.to, "--json").out)["ledger"] for note in ledger.get("notes", [])]
        self.assertEqual(sum("Lejano" in note for note in notes), 26)

    # Divisions

    def test_a_table_of_the_older_division_is_told_the_crosswalk_that_carries_it(self):
        new = {"0101": ("San Salvador Centro", "San Salvador"), "0102": ("La Libertad Este", "La Libertad"), "0201": ("La Libertad Sur", "La Libertad")}
        for feature in self.boundaries:
            name, department = new[feature["properties"]["codigo"]]
            feature["properties"].update(municipio=name, departamento=department)
        self.limits()
        self.put("homicidios.csv", csv_bytes([["Municipio", "Departamento", "2012", "2013"], ["Mejicanos", "San Salvador", 2, 3], ["Ayutuxtepeque", "San Salvador", 1, 1], ["Santa Tecla", "La Libertad", 4, 4]]))
        files = [self.study.folder / name for name in ("limites.geojson", "homicidios.csv")]
        said = self.init("--lang", "en", "--country", "SLV", files=files, status=3)
        self.assertIn("slv_2024.csv", said.err)
        flag = re.search(r"--set ('?limites\.geojson:crosswalk=slv_2024\.csv'?)", said.err)
        self.assertTrue(flag, said.err)
        self.put("slv_2024.csv", (self.program.source / "layers/municipalities/crosswalks/slv_2024.csv").read_bytes())
        self.init("--lang", "en", "--country", "SLV", "--set", shlex.split(flag.group(1))[0], files=files)
        self.run_it()


if __name__ == "__main__":
    main()
