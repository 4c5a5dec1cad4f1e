# SPDX-License-Identifier: Apache-2.0
"""report.html in a real browser: it shows both languages, with and without scripts, and prints. Skipped where there is no Chromium."""
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
from page import Page  # noqa: E402
from suite import Case, main  # noqa: E402

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class Report(Case):
    @classmethod
    def setUpClass(cls):
        cls.place = Path(tempfile.mkdtemp(prefix="presencia-browser-"))
        cls.addClassCleanup(shutil.rmtree, cls.place, ignore_errors=True)
        said = cls.program.run("run", cls.program.source / "examples" / "01_demo" / "study.toml", "-o", cls.place / "result")
        assert said.status == 0, said.err
        cls.address = (cls.place / "result" / "report.html").as_uri()

    def setUp(self):
        if BROWSER is None:
            print("SKIPPED: no Chromium", file=sys.stderr)
            raise unittest.SkipTest("no Chromium")

    def browse(self, *options, fragment="", address=None):
        command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={self.place / 'profile'}", *options, (address or self.address) + fragment]
        return subprocess.run(command, capture_output=True, timeout=120, check=True).stdout.decode(errors="replace")

    def titles(self, dom):
        """The labels of classes by which the titles of the map end, and the map's own title."""
        found = re.findall(r"<title>[^<]*: ([^<]*)</title>", dom[dom.index('id="map-svg"'):dom.index("</figure>")])
        return set(found), re.search(r'<title id="map-title"[^>]*>([^<]*)<', dom)[1]

    def labels(self, key):
        page = Page((self.place / "result" / "report.html").read_text(encoding="utf-8"))
        return {group.attributes[key] for group in page.ids["map-svg"].find("g") if key in group.attributes and group.find("path")}

    def test_a_link_to_a_part_in_the_other_language_turns_the_page(self):
        dom = self.browse("--dump-dom", fragment="#en-gaps")
        self.assertIn('<html lang="en"', dom)
        self.assertEqual(self.titles(dom), (self.labels("data-en"), "Where the state is missing"))

    def test_without_scripts_the_study_s_language_stands(self):
        still = self.place / "still.html"
        text = (self.place / "result" / "report.html").read_text(encoding="utf-8")
        self.assertIn("script-src &#39;unsafe-inline&#39;", text)
        still.write_text(text.replace("script-src &#39;unsafe-inline&#39;", "script-src &#39;none&#39;"), encoding="utf-8")
        dom = self.browse("--dump-dom", fragment="#en-gaps", address=still.as_uri())
        self.assertIn('<html lang="es"', dom)
        self.assertEqual(self.titles(dom), (self.labels("data-es"), "Dónde falta el Estado"))

    def test_it_asks_its_host_for_nothing_beside_itself(self):
        """Other hosts are forbidden by the page's own policy; flow/report.py reads that no address of one is in it."""
        asked = []

        class Host(SimpleHTTPRequestHandler):
            def log_message(self, *parts):
                asked.append(self.path)

        with ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=self.place / "result")) as host:
            threading.Thread(target=host.serve_forever, daemon=True).start()
            self.browse("--dump-dom", address=f"http://127.0.0.1:{host.server_port}/report.html")
            host.shutdown()
        self.assertEqual(asked, ["/report.html"])

    def test_it_prints_on_a_few_pages(self):
        paper = self.place / "report.pdf"
        self.browse(f"--print-to-pdf={paper}", "--no-pdf-header-footer")
        content = paper.read_bytes()
        self.assertTrue(content.startswith(b"%PDF"))
        pages = len(re.findall(rb"/Type\s*/Page\b", content))
        self.assertTrue(4 <= pages <= 9, pages)


if __name__ == "__main__":
    main()
