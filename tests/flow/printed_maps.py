# SPDX-License-Identifier: Apache-2.0
"""`presencia map` draws a stored result for paper: every style in every form, the same bytes each time, and a clear word for what cannot be drawn."""
import json
import shutil
import struct
import sys
import xml.etree.ElementTree as xml
import zlib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
from program import listing, tree  # noqa: E402
from suite import Case, main  # noqa: E402

SVG = "{http://www.w3.org/2000/svg}"


def chunks(png):
    """The chunks of a PNG by name, each with its checksum held against its content."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    found, at = {}, 8
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at:at + 8])
        data = png[at + 8:at + 8 + length]
        assert struct.unpack(">I", png[at + 8 + length:at + 12 + length])[0] == zlib.crc32(name + data), name
        found[name.decode()] = found.get(name.decode(), b"") + data
        at += 12 + length
    return found


class PrintedMaps(Case):
    def setUp(self):
        super().setUp()
        self.study.output.update(styles=["gap"], zoom=[4, 4])
        self.published()

    def draw(self, style, name, *options, status=0, **more):
        said = self.program.run("map", self.result, style, "-o", self.place / name, *options, **more)
        self.assertEqual(said.status, status, said.err + said.out)
        return said

    def test_every_style_in_every_form_is_the_same_bytes_each_time(self):
        styles = sorted(path.stem for path in (self.program.source / "styles").glob("*.toml") if path.stem != "palettes")
        self.assertGreaterEqual(len(styles), 10)
        for style in styles:
            for form in ("png", "svg", "pdf"):
                with self.subTest(style=style, form=form):
                    self.draw(style, f"once.{form}", "--dpi", "100", "--overwrite", "--threads", "1")
                    self.draw(style, f"again.{form}", "--dpi", "100", "--overwrite", "--threads", "2")
                    once = (self.place / f"once.{form}").read_bytes()
                    self.assertEqual(once, (self.place / f"again.{form}").read_bytes())
                    self.assertGreater(len(once), 5000)
                    getattr(self, f"look_at_{form}")(once)
        self.assertEqual(sorted(listing(self.place)), sorted(["again.pdf", "again.png", "again.svg", "once.pdf", "once.png", "once.svg", "result"]))

    def look_at_png(self, drawn):
        found = chunks(drawn)
        width, height, bits, kind = struct.unpack(">IIBB", found["IHDR"][:10])
        self.assertEqual((width, height, bits, kind), (1169, 827, 8, 2))  # A4 at 100 dots an inch, true colour
        self.assertEqual(struct.unpack(">IIB", found["pHYs"]), (3937, 3937, 1))  # 100 dots an inch are 3937 a metre
        self.assertEqual(len(zlib.decompress(found["IDAT"])), height * (1 + 3 * width))

    def look_at_svg(self, drawn):
        root = xml.fromstring(drawn)
        self.assertEqual(root.get("viewBox"), "0 0 841.889764 595.275591")
        self.assertTrue(root.find(f"{SVG}title").text)
        self.assertIn("Drawn study", root.find(f"{SVG}desc").text)
        self.assertGreater(len(list(root.iter(f"{SVG}path"))), 10)
        self.assertNotIn(b"data:", drawn)  # all of it is lines and surfaces
        self.assertNotIn(b"http", drawn.replace(b"http://www.w3.org/", b""))

    def look_at_pdf(self, drawn):
        self.assertTrue(drawn.startswith(b"%PDF-") and drawn.rstrip().endswith(b"%%EOF"))
        for word in (b"/Title", b"/Subject", b"/Author", b"/MediaBox [ 0 0 841.889764 595.275591 ]"):
            self.assertIn(word, drawn)
        for word in (b"CreationDate", b"ModDate", b"/XObject <<   /x"):
            self.assertNotIn(word, drawn)

    def test_words_of_the_paper_follow_the_request(self):
        self.draw("gap", "plain.svg")
        self.draw("gap", "own.svg", "--title", "Mi <título> & más")
        self.draw("gap", "spanish.svg", "--lang", "es")
        self.draw("gap", "latin.svg", "--title", b"Espa\xf1a".decode("utf-8", "surrogateescape"))
        self.assertEqual(xml.parse(self.place / "latin.svg").getroot().find(f"{SVG}title").text, "España")
        title = {name: xml.parse(self.place / name).getroot().find(f"{SVG}title").text for name in ("plain.svg", "own.svg", "spanish.svg")}
        self.assertEqual(title, {"plain.svg": "Where the state is missing", "own.svg": "Mi <título> & más", "spanish.svg": "Dónde falta el Estado"})

    def test_text_of_a_pdf_can_be_read(self):
        if not shutil.which("pdftotext"):
            self.skipTest("needs poppler-utils")
        import subprocess
        self.draw("need", "map.pdf", "--lang", "es", "--size", "a3")
        text = " ".join(subprocess.run(["pdftotext", "-layout", self.place / "map.pdf", "-"], check=True, capture_output=True, text=True).stdout.split())
        for words in ("Dónde es mayor la necesidad", "Drawn study", "2013-01-01 – 2013-12-31 · presencia al 2013-12-31", "Regla: en riesgo (regla relativa): el 25 % más alto de este estudio según la tasa suavizada de homicides.", "Perfil restringido", "Nada se suprimió",
                      "homicides.csv", "municipalities.geojson", "Lambert", "Hecho con presencia", "km", "Villa 0101", "Dep 01", "Cero registrado"):
            self.assertIn(words, text)
        self.assertNotIn(str(self.folder), text)

    def test_what_is_suppressed_is_said(self):
        self.study.study["profile"] = "public"
        self.study.incident_layers[0]["class"] = "0501"
        self.published("--overwrite")
        said = json.loads((self.result / "manifest.json").read_text())["study"]["disclosure"]
        self.assertGreater(said["municipalities_suppressed"], 0)
        self.draw("need", "map.pdf", "--lang", "en")
        if shutil.which("pdftotext"):
            import subprocess
            text = " ".join(subprocess.run(["pdftotext", "-layout", self.place / "map.pdf", "-"], check=True, capture_output=True, text=True).stdout.split())
            self.assertIn(f"Counts from 1 to {said['threshold']} and what is computed from them are not shown: {said['municipalities_suppressed']} municipalities suppressed.", text)

    def test_a_style_of_ones_own_and_any_size(self):
        text = (self.program.source / "styles" / "need.toml").read_text(encoding="utf-8").replace('name = "need"', 'name = "mine"')
        (self.place / "mine.toml").write_text(text, encoding="utf-8")
        self.draw(self.place / "mine.toml", "mine.png")
        self.draw("need", "need.png")
        self.assertEqual((self.place / "mine.png").read_bytes(), (self.place / "need.png").read_bytes())
        for size, dpi, pixels in (("a6-portrait", 72, (298, 420)), ("letter", 150, (1650, 1275)), ("100x250", 254, (1000, 2500)), ("A0", 72, (3370, 2384))):
            with self.subTest(size=size):
                answer = json.loads(self.draw("concurrence", f"{size}.png", "--size", size, "--dpi", str(dpi), "--json").out)
                self.assertEqual(tuple(answer["pixels"]), pixels)
                self.assertEqual(struct.unpack(">II", chunks((self.place / f"{size}.png").read_bytes())["IHDR"][:8]), pixels)

    def test_what_cannot_be_drawn_says_so_in_both_languages_and_leaves_nothing(self):
        (self.place / "bad.toml").write_text('name = "bad"\nkind = "category"\ncolor = "#fff"\n')
        (self.place / "there.png").write_bytes(b"mine")
        (self.place / "folder.png").mkdir()
        before = tree(self.place)
        for style, name, options, status, code, spanish, english in (
                ("gpa", "m.png", (), 2, "E7013", "¿quiso decir gap?", "did you mean gap?"),
                ("zzzzzz", "m.png", (), 2, "E7013", "o un archivo .toml", "or a .toml file"),
                ("gap", "m.jpg", (), 2, "E7013", ".png, .svg o .pdf", ".png, .svg or .pdf"),
                ("gap", "m", (), 2, "E7013", ".png, .svg o .pdf", ".png, .svg or .pdf"),
                ("gap", "m.png", ("--dpi", "0"), 2, "E7013", "de 72 a 1200", "from 72 to 1200"),
                ("gap", "m.png", ("--dpi", "many"), 2, "E7013", "un número entero", "a whole number"),
                ("gap", "m.png", ("--size", "a0", "--dpi", "1200"), 2, "E7013", "hasta --dpi ", "up to --dpi "),
                ("gap", "m.png", ("--size", "big"), 2, "E7013", "milímetros, como 297x210", "millimetres, as 297x210"),
                ("gap", "m.png", ("--size", "10x10"), 2, "E7013", "de 70 a 2000", "from 70 to 2000"),
                ("gap", "m.png", ("--title", "Un título que no acaba " * 200, "--size", "a6"), 2, "E7013", "no cabe el mapa", "the map does not fit"),
                ("gap", "there.png", (), 5, "E5001", "la salida ya existe", "the output exists"),
                ("gap", "folder.png", ("--overwrite",), 5, "E5001", "la salida ya existe", "the output exists"),
                ("gap", "none/m.png", (), 5, "E5002", "no se puede escribir", "cannot be written"),
                ("gap", "there.png/m.png", (), 5, "E5002", "no se puede escribir", "cannot be written"),
                (self.place / "bad.toml", "m.png", (), 3, "E7002", "bad.toml:3", "bad.toml:3"),
                (self.place / "none.toml", "m.png", (), 3, "E1001", "none.toml", "none.toml")):
            for language, says in (("es", spanish), ("en", english)):
                with self.subTest(style=style, name=name, options=options, language=language):
                    said = self.draw(style, name, *options, "--lang", language, status=status)
                    self.assertIn(code, said.err)
                    self.assertIn(says, said.err)
                    self.assertEqual(said.out, "")
                    self.assertEqual(tree(self.place), before)

    def test_a_folder_that_is_no_result_is_refused(self):
        (self.place / "empty").mkdir()
        for folder in (self.place / "empty", self.place / "nowhere"):
            said = self.program.run("map", folder, "gap", "-o", self.place / "m.png")
            self.assertEqual(said.status, 3, said.err)
            self.assertIn("E5003", said.err)

    def test_a_font_that_is_not_there_is_an_error_with_its_package(self):
        said = self.draw("gap", "m.png", status=3, env={"PRESENCIA_FONT": str(self.place / "none.ttf")})
        self.assertIn("E1001", said.err)
        self.assertIn("none.ttf", said.err)
        self.assertIn("fonts-dejavu-core", said.err)
        self.draw("gap", "m.png", status=3, env={"PRESENCIA_FONT_BOLD": str(self.program.source / "README.md")})
        self.assertFalse((self.place / "m.png").exists())


if __name__ == "__main__":
    main()
