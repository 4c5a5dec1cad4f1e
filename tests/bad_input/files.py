# SPDX-License-Identifier: Apache-2.0
"""Files that cannot be read stop the run: one message, the documented status, the earlier result untouched."""
import gzip
import io
import json
import os
import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
from drawn_study import COUNTS, csv_bytes, toml_value  # noqa: E402
from program import ledger, manifest, municipalities, tree  # noqa: E402
from suite import Case, main  # noqa: E402

VRT = b"""<OGRVRTDataSource><OGRVRTLayer name="police"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"""


class UnreadableFiles(Case):
    def test_a_file_that_is_missing_is_named_with_its_nearest_neighbour(self):
        self.study.incident_layers[0]["source"] = "homicidios.csv"
        said = self.refused(3, "E1001", "study.toml", row=self.study.line_of('source = "homicidios.csv"'), column="incidents[0].source", says="homicides.csv")
        self.assertIn("homicidios.csv", said.err)

    def test_a_missing_folder_is_named(self):
        self.study.municipalities[0]["source"] = "mapas/municipalities.geojson"
        said = self.refused(3, "E1001", "study.toml", row=self.study.line_of('source = "mapas'), column="municipalities[0].source", says="no folder")
        self.assertIn("mapas/municipalities.geojson", said.err)

    def test_a_study_that_is_missing(self):
        before = self.put_earlier_result()
        said = self.program.run("run", self.folder / "nothing.toml", "-o", self.result, "--overwrite")
        self.assertEqual(said.status, 3)
        self.assert_message(said.err, "E1001", "nothing.toml")
        self.assertEqual(tree(self.result), before)

    def test_an_empty_file_in_every_role(self):
        for name in ("municipalities.geojson", "homicides.csv", "police.csv", "settlements.csv"):
            with self.subTest(name):
                self.setUp()
                self.study.files[name] = b""
                self.refused(3, "E1006", name)

    def test_a_header_without_rows_is_an_empty_layer_and_not_an_error(self):
        self.study.sites["judicial"] = self.study.sites["judicial"][:1]
        self.published()
        self.assert_balanced()
        self.assertEqual(ledger(self.result, "judicial")["read"], 0)

    def test_text_that_is_no_geodata(self):
        for content in (b"This is a letter, not a map.\n", b"<html><body>404 Not Found</body></html>", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", VRT):
            with self.subTest(content[:12]):
                self.setUp()
                self.study.files["municipalities.geojson"] = content
                self.refused(3, "E1005", "municipalities.geojson")

    def test_a_vrt_disguised_as_any_format_is_not_followed(self):
        for name in ("police.geojson", "police.gpkg", "police.fgb", "police.shp", "police.xlsx", "police.ods"):
            with self.subTest(name):
                self.setUp()
                self.study.site_layers[0]["source"] = name
                self.study.files[name] = VRT
                if name.endswith(".shp"):
                    self.study.files["police.shx"] = VRT
                    self.study.files["police.dbf"] = VRT
                said = self.refused(3, "E1005", name)
                self.assertNotIn("root:", said.err)

    def test_an_extension_that_is_not_read(self):
        self.study.municipalities[0]["source"] = "municipalities.vrt"
        self.study.files["municipalities.vrt"] = VRT
        self.refused(3, "E1005", "municipalities.vrt", says=".geojson")

    def test_json_of_another_kind(self):
        for document in ({"hello": "world"}, {"type": "Topology"}, {"type": "FeatureCollection"},
                         {"type": "FeatureCollection", "features": {}}, {"features": [1, 2, 3]}):
            with self.subTest(document):
                self.setUp()
                self.study.files["municipalities.geojson"] = json.dumps(document).encode()
                self.refused(3, "E1005", "municipalities.geojson")

    def test_a_bare_array_or_text_is_no_geodata(self):
        for content in (b"[1, 2, 3]", b'"text"', b"42", b"null"):
            with self.subTest(content):
                self.setUp()
                self.study.files["municipalities.geojson"] = content
                self.refused(3, "E1005", "municipalities.geojson")

    def test_json_cut_in_the_middle_names_the_line(self):
        whole = self.study.usual_files()["municipalities.geojson"].replace(b'{"type": "Feature"', b'\n{"type": "Feature"')
        self.study.files["municipalities.geojson"] = whole[: len(whole) // 2]
        line = self.study.files["municipalities.geojson"].count(b"\n") + 1
        self.refused(3, "E1004", "municipalities.geojson", row=line)

    def test_deep_nesting(self):
        for name, content in {"arrays": b"[" * 100000, "objects": b'{"a":' * 100000,
                              "closed": b'{"type":"FeatureCollection","features":' + b"[" * 100000 + b"]" * 100000 + b"}"}.items():
            with self.subTest(name):
                self.setUp()
                self.study.files["municipalities.geojson"] = content
                self.refused(3, "E1009" if name != "arrays" else "E1005", "municipalities.geojson", row=1 if name != "arrays" else None)

    def test_deep_nesting_inside_a_feature(self):
        whole = self.study.usual_files()["municipalities.geojson"]
        self.study.files["municipalities.geojson"] = whole.replace(b'"name": "Villa 0101"', b'"name": ' + b"[" * 100000 + b"]" * 100000)
        self.refused(3, "E1009", "municipalities.geojson", row=1)

    def test_utf_16_is_read_with_and_without_its_mark(self):
        text = csv_bytes(self.study.incidents).decode()
        for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
            with self.subTest(encoding):
                self.setUp()
                self.study.files["homicides.csv"] = text.encode(encoding)
                self.published()
                self.assert_balanced()
                self.assertEqual(ledger(self.result, "homicides")["located"], 127)
                self.assertEqual({code: one["incidents"] for code, one in municipalities(self.result).items() if code[:2] == "01"}, {"0101": 2, "0102": 4, "0103": 30})
                said = [one["value"] for one in manifest(self.result)["guesses"] if (one["source"], one["role"]) == ("homicides.csv", "encoding")]
                self.assertEqual(said, ["utf-16be" if encoding == "utf-16-be" else "utf-16le"])

    def counted(self, encoding, names):
        """A table of counts by the names of places, in an encoding of which the study says nothing."""
        for code, name in names.items():
            next(f for f in self.study.features if f["properties"]["code"] == code)["properties"]["name"] = name
        rows = [["municipio", "año", "homicidios"]] + [[f["properties"]["name"], 2013, COUNTS[f["properties"]["code"]]] for f in self.study.features]
        self.study.files["homicides.csv"] = csv_bytes(rows).decode().encode(encoding)
        self.study.incident_layers = [{"name": "homicides", "source": "homicides.csv", "class": "0101"}]

    def test_dos_text_is_told_from_windows_text_by_its_spanish_words(self):
        names = {"0101": "Santa Bárbara", "0102": "Concepción", "0103": "Peñablanca", "0201": "San José"}
        for encoding in ("cp850", "cp1252"):
            with self.subTest(encoding):
                self.setUp()
                self.counted(encoding, names)
                self.published()
                self.assertEqual(ledger(self.result, "homicides")["by_key"], 9)
                self.assertEqual([one["value"] for one in manifest(self.result)["guesses"] if (one["source"], one["role"]) == ("homicides.csv", "encoding")], [encoding])

    def test_too_few_letters_to_tell_dos_from_windows_are_a_question_that_the_study_answers(self):
        self.counted("cp850", {"0101": "Concepción"})
        self.study.files["homicides.csv"] = self.study.files["homicides.csv"].replace("año".encode("cp850"), b"year")
        self.refused(3, "E1007", "homicides.csv", says='encoding = "cp850"')
        self.study.incident_layers[0]["encoding"] = "cp850"
        self.published("--overwrite")
        self.assertEqual(ledger(self.result, "homicides")["by_key"], 9)

    def test_a_file_that_is_no_text_says_what_it_is_and_what_to_do(self):
        """A table's name on something else, in every role and both languages, whatever encoding the study says."""
        workbook = io.BytesIO()
        with zipfile.ZipFile(workbook, "w") as parts:
            parts.writestr("[Content_Types].xml", "<Types/>")
            parts.writestr("xl/workbook.xml", "<workbook/>")
        calc = io.BytesIO()
        with zipfile.ZipFile(calc, "w") as parts:
            parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as parts:
            parts.writestr("homicides.csv", "a,b\n1,2\n" * 1000)
        rows = csv_bytes(self.study.incidents)
        for content, es, en, todo in ((b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "una imagen PNG", "a PNG image", "CSV"), (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "una imagen JPEG", "a JPEG image", "CSV"),
                                      (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", "un documento PDF", "a PDF document", "CSV"), (workbook.getvalue(), "un libro de Excel", "an Excel workbook", "homicides.xlsx"),
                                      (calc.getvalue(), "(.ods)", "(.ods)", "homicides.ods"), (packed.getvalue(), "ZIP", "ZIP", ""), (gzip.compress(rows, mtime=0), "gzip", "gzip", ""),
                                      (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "(.xls)", "(.xls)", "XLSX"), (b"SQLite format 3\0" + b"\0" * 84, "SQLite", "SQLite", "CSV"),
                                      (bytes(range(256)) * 16, "bytes que ningún texto tiene", "bytes that no text does", "CSV")):
            for language, words in (("es", es), ("en", en)):
                with self.subTest(words, language=language):
                    self.setUp()
                    self.study.study["language"] = language
                    self.study.files["homicides.csv"] = content
                    said = self.refused(3, "E1005", "homicides.csv", says=words)
                    self.assertIn("no es texto" if language == "es" else "this is not text", said.err)
                    self.assertIn(todo, said.err.split("\n")[1])
                    self.assertNotIn("cp1252", said.err)
        self.study.incident_layers[0]["encoding"] = "cp1252"
        self.refused(3, "E1005", "homicides.csv")
        for name in ("police.csv", "settlements.csv"):
            with self.subTest(name):
                self.setUp()
                self.study.files[name] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
                self.refused(3, "E1005", name, says="PNG")

    def test_a_format_that_is_not_read_is_refused_with_the_command_that_converts_it(self):
        for name in ("limites.gml", "limites.kml", "limites.tab"):
            with self.subTest(name):
                self.setUp()
                self.study.files[name] = b'<?xml version="1.0"?><gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml"/>'
                self.study.municipalities[0]["source"] = name
                self.refused(3, "E1005", name, says=f"ogr2ogr limites.gpkg {name}")

    def test_utf_16_under_another_name_and_utf_32_are_refused(self):
        text = csv_bytes(self.study.incidents).decode()
        for encoding, wanted in (("utf-16", "utf-8"), ("utf-16-be", "latin1"), ("utf-32", None)):
            with self.subTest(encoding):
                self.setUp()
                self.study.files["homicides.csv"] = text.encode(encoding)
                if wanted:
                    self.study.incident_layers[0]["encoding"] = wanted
                self.refused(3, "E1007", "homicides.csv", says="UTF-16" if wanted else "UTF-32")

    def test_a_header_with_a_nul_byte(self):
        self.study.files["homicides.csv"] = b"id,date,lon,lat,vict\0ims\nA,2013-01-01,-87.25,14.35,1\n"
        self.refused(3, "E1007", "homicides.csv", row=1)

    def test_a_first_line_without_end(self):
        self.study.files["homicides.csv"] = b"x" * (3 << 20)
        self.refused(3, "E1010", "homicides.csv", row=1)

    def test_a_header_with_too_many_columns(self):
        self.study.files["homicides.csv"] = b",".join(b"c%d" % i for i in range(60000)) + b"\n"
        self.refused(3, "E1010", "homicides.csv", row=1)

    def test_a_column_that_is_not_there(self):
        self.study.incident_layers[0]["date"] = "fecha"
        self.refused(3, "E2021", "study.toml", row=self.study.line_of("date = "), column="date")


class Limits(Case):
    """Each limit of docs/study.md that a file of sites can exceed: refused with what was found, and just below it read."""

    def site_layer(self, name, content, **keys):
        self.study.files[name] = content if isinstance(content, bytes) else content.encode()
        self.study.site_layers[1] = {"name": "judicial", "source": name, "family": "judicial", "kind": "service", **keys}

    def test_properties_of_geojson(self):
        def collection(count):
            properties = {"id": "A", **{f"p{k}": k for k in range(count - 1)}}
            return json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": properties, "geometry": {"type": "Point", "coordinates": [-87.25, 14.35]}}]})
        self.site_layer("many.geojson", collection(1025))
        self.refused(3, "E1010", "many.geojson", says="1025", hint=False)
        self.site_layer("many.geojson", collection(1024))
        self.published("--overwrite")
        self.assertEqual(ledger(self.result, "judicial")["located"], 1)

    def test_nesting_of_properties(self):
        def collection(levels):
            value = json.loads('{"a":' * levels + "1" + "}" * levels)
            return json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"id": "A", "more": value}, "geometry": {"type": "Point", "coordinates": [-87.25, 14.35]}}]})
        self.site_layer("deep.geojson", collection(9))
        self.refused(3, "E1009", "deep.geojson", says="8", hint=False)
        self.site_layer("deep.geojson", collection(8))
        self.published("--overwrite")
        self.assertEqual(ledger(self.result, "judicial")["located"], 1)

    def test_tags_of_overpass(self):
        def answer(count):
            elements = [{"type": "node", "id": k, "lat": 14.35, "lon": -87.25, "tags": {"amenity": "courthouse", **{f"t{k}_{i}": "x" for i in range(count // 10)}}} for k in range(10)]
            return json.dumps({"version": 0.6, "elements": elements})
        self.site_layer("osm.json", answer(100_000))
        self.refused(3, "E1010", "osm.json", says="100000", hint=False)
        self.site_layer("osm.json", answer(1000))
        self.published("--overwrite")
        self.assertEqual(ledger(self.result, "judicial")["located"], 10)

    def test_text_and_locations_of_an_iati_activity(self):
        def activity(inside):
            return f'<iati-activities version="2.03"><iati-activity><iati-identifier>A-1</iati-identifier>{inside}</iati-activity></iati-activities>'
        place = "<location><point><pos>14.35 -87.25</pos></point></location>"
        for name, inside, says in (("text", ("<description><narrative>" + "x" * 1_000_000 + "</narrative></description>") * 17, "16777216"), ("locations", place * 100_001, "100000")):
            with self.subTest(name):
                self.site_layer("iati.xml", activity(inside))
                self.refused(3, "E1010", "iati.xml", says=says, hint=False)


class HostileNames(Case):
    def refused_at_source(self, name, code, layer="sites[0]", says=None):
        line = self.study.line_of(f"source = {toml_value(name)}")
        said = self.refused(3, code, "study.toml", row=line, column=f"{layer}.source", says=says)
        self.assertIn(name, said.err)

    def refuse_name(self, name, code):
        for key, layers in (("municipalities", self.study.municipalities), ("sites", self.study.site_layers)):
            with self.subTest(name=name, layer=key):
                kept = layers[0]["source"]
                layers[0]["source"] = name
                self.refused_at_source(name, code, f"{key}[0]")
                layers[0]["source"] = kept

    def test_virtual_file_systems_and_addresses_are_never_opened(self):
        for name in ("/vsicurl/http://127.0.0.1:9/m.geojson", "/vsizip/m.zip/m.geojson", "/vsistdin/", "/vsimem/x.geojson",
                     "http://127.0.0.1:9/m.geojson", "https://127.0.0.1:9/m.gpkg", "ftp://127.0.0.1/m.csv",
                     "sub/vsicurl/m.geojson", '{"type":"FeatureCollection","features":[]}'):
            self.refuse_name(name, "E1003")

    def test_connection_strings_are_plain_names_that_do_not_exist(self):
        for name in ("MYSQL:gis", "SQLITE:police.db", "GPKG:m.gpkg:layer"):
            self.refuse_name(name, "E1001")

    def test_a_named_pipe_does_not_hang(self):
        self.study.folder.mkdir()
        os.mkfifo(self.study.folder / "police.csv")
        self.study.files["police.csv"] = None
        self.refused_at_source("police.csv", "E1002")

    def test_a_directory_is_no_file(self):
        (self.study.folder / "folder.csv").mkdir(parents=True)
        self.study.site_layers[0]["source"] = "folder.csv"
        self.refused_at_source("folder.csv", "E1002")

    def test_a_device_is_no_file(self):
        self.study.site_layers[0]["source"] = "/dev/zero"
        self.refused_at_source("/dev/zero", "E1011")
        self.refused(3, "E1002", "study.toml", options=("--allow-root", "/dev"), check=False)

    def test_a_link_to_itself_ends(self):
        self.study.folder.mkdir()
        (self.study.folder / "loop.csv").symlink_to("loop.csv")
        self.study.site_layers[0]["source"] = "loop.csv"
        self.refused_at_source("loop.csv", "E1004")

    def test_a_link_to_a_plain_file_is_read_as_that_file(self):
        self.study.write()
        (self.study.folder / "link.csv").symlink_to("police.csv")
        self.study.site_layers[0]["source"] = "link.csv"
        self.published()

    def test_a_shapefile_with_a_pipe_for_a_sibling_does_not_hang(self):
        self.study.folder.mkdir()
        self.study.municipalities[0]["source"] = "m.shp"
        self.study.files.update({"m.shp": b"\0\0\x27\x0a" + b"\0" * 96, "m.shx": b"\0\0\x27\x0a" + b"\0" * 96})
        os.mkfifo(self.study.folder / "m.dbf")
        self.refused(3, "E1002", "m.shp", says="m.dbf")

    def test_a_shapefile_without_its_index_is_named(self):
        self.study.municipalities[0]["source"] = "m.shp"
        self.study.files["m.shp"] = b"\0\0\x27\x0a" + b"\0" * 96
        self.refused(3, "E1001", "m.shx")

    def test_names_with_strange_letters_are_only_names(self):
        for name in ("$(id).csv", "a;b.csv", "%s%n.csv", "ñandú ☃.csv", "--help.csv"):
            with self.subTest(name):
                self.setUp()
                self.study.site_layers[0]["source"] = name
                self.study.files[name] = csv_bytes(self.study.sites["law_enforcement"])
                self.published()


if __name__ == "__main__":
    main()
