# SPDX-License-Identifier: Apache-2.0
"""report.html: one offline page in two languages that says what the other outputs say, and nothing that the profile hides."""
import csv
import json
import re
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
from page import Page  # noqa: E402
from program import manifest, municipalities, table  # noqa: E402
from suite import Case, main  # noqa: E402

HEADLINE = {"es": "Personas que viven en municipios en riesgo, por número de familias de servicios a su alcance",
            "en": "People who live in municipalities at risk, by the number of families of services within reach"}
GAPS = {"es": "Municipio y familia, de la mayor necesidad fuera de alcance a la menor",
        "en": "Municipality and family, from the largest unreached need to the smallest"}
WORDS = {"es": {"law_enforcement": "policía", "judicial": "justicia", "social": "servicios sociales", "educational": "educación", "gap": "brecha", "partial": "parcial"},
         "en": {"law_enforcement": "law enforcement", "judicial": "justice", "social": "social services", "educational": "education", "gap": "gap", "partial": "partial"}}


SUPPRESSED = {"es": "suprimido", "en": "suppressed"}


def number(text, language):
    """A number as the page writes it, read back."""
    separators = ("\u202f", ",") if language == "es" else (",", ".")
    return float(text.replace(separators[0], "").replace(separators[1], "."))


def spoken(value, decimals, language):
    text = f"{value:,.{decimals}f}"
    return text.replace(",", "\u202f").replace(".", ",") if language == "es" else text


def read(result):
    return Page((Path(result) / "report.html").read_text(encoding="utf-8"))


class Totals(Case):
    """What several cases hold the tables of totals against."""

    def same_totals(self, rows, units, names, language):
        self.assertEqual(len(rows), len(units))
        for cells, unit in zip(rows, units):
            if unit["level"] != "region":
                self.assertEqual(cells[:names], ([unit["department"], unit["country"]] if unit["level"] == "department" else [unit["country"]])[:names])
            many, people = unit["municipalities"], unit["headline"]
            self.assertEqual([number(cell, language) for cell in cells[names:names + 3]], [many["all"], many["at_risk"], many["risk_unknown"] + many["risk_suppressed"]])
            self.assertEqual(number(cells[names + 3], language), round(people["people_at_risk"]))
            for cell, low, high in zip(cells[names + 4:], people["reached_by"], people["reached_by_high"]):
                bounds = [number(one, language) for one in cell.rstrip(")").split(" (")]
                self.assertEqual((bounds[0], bounds[-1]), (round(low), round(high)))
            for cell, value, decimals in ((cells[-2], unit["incidents"], 0), (cells[-1], unit["rate"], 1)):
                self.assertEqual(cell, SUPPRESSED[language] if value is None else spoken(value, decimals, language))


class Demo(Totals):
    """The page of the bundled example: a public profile with incomplete courts, shelters and two countries."""

    @classmethod
    def setUpClass(cls):
        cls.place = Path(tempfile.mkdtemp(prefix="presencia-report-"))
        cls.addClassCleanup(shutil.rmtree, cls.place, ignore_errors=True)
        cls.result = cls.place / "result"
        said = cls.program.run("run", cls.program.source / "examples" / "01_demo" / "study.toml", "-o", cls.result)
        assert said.status == 0, said.err
        cls.source = (cls.result / "report.html").read_text(encoding="utf-8")
        cls.page = Page(cls.source)

    def setUp(self):
        pass

    def test_it_is_well_formed_and_its_anchors_and_references_lead_somewhere(self):
        for node in self.page.root.find():
            for name in ("aria-labelledby", "aria-describedby", "for"):
                for target in (node.attributes.get(name) or "").split():
                    self.assertIn(target, self.page.ids)
            href = node.attributes.get("href")
            if href and href.startswith("#"):
                self.assertIn(href[1:], self.page.ids)
        for target in re.findall(r"url\(#([^)]*)\)", self.source):
            self.assertIn(target, self.page.ids)

    def test_nothing_is_fetched(self):
        for node in self.page.root.find():
            for name, value in node.attributes.items():
                if name in ("src", "href", "srcset", "action", "data", "poster", "xlink:href"):
                    self.assertRegex(value, r"^(#|data:,$)", f"<{node.tag} {name}>")
            self.assertNotIn(node.tag, ("iframe", "object", "embed", "img", "base", "form"))
        self.assertNotRegex(self.source, r"@import|@font-face|url\((?!#)|https?://|//[a-z]+\.[a-z]|fetch\(|XMLHttpRequest|import\(")

    def test_it_stays_small(self):
        self.assertLess(len(self.source.encode()), 600_000)

    def test_it_has_landmarks_one_title_and_headings_in_order(self):
        for tag in ("header", "main", "footer", "h1", "title"):
            found = [one for one in self.page.root.find(tag) if one.up("svg") is None]
            self.assertEqual(len(found), 1, tag)
        self.assertEqual(len(self.page.root.find("nav")), 2)
        for language in ("es", "en"):
            levels = [int(node.tag[1]) for node in self.page.root.find() if re.fullmatch("h[1-6]", node.tag) and (node.tag == "h1" or node.language() == language)]
            self.assertEqual(levels[:2], [1, 2])
            self.assertTrue(all(b - a <= 1 for a, b in zip(levels, levels[1:])), levels)

    def test_tables_pictures_and_regions_speak_to_a_screen_reader(self):
        for one in self.page.root.find("table"):
            self.assertEqual(len(one.find("caption")), 1)
            heads = one.find("thead")[0].find("th")
            self.assertTrue(all(cell.attributes["scope"] == "col" for cell in heads))
            for row in one.find("tbody")[0].find("tr"):
                self.assertEqual([cell.attributes["scope"] for cell in row.find("th")], ["row"])
                self.assertEqual(len(row.find("th") + row.find("td")), len(heads))
        pictures = self.page.root.find("svg", role="img")
        self.assertGreaterEqual(len(pictures), 7)
        for one in pictures:
            direct = [child.tag for child in one.children if not isinstance(child, str)]
            self.assertEqual(direct[:2], ["title", "desc"])
        for one in self.page.root.find("svg"):
            self.assertTrue(one.has("role", "img") or one.has("aria-hidden", "true"))

    def test_both_languages_are_whole_and_the_study_s_is_chosen(self):
        self.assertEqual(self.page.root.find("html")[0].attributes["lang"], "es")
        self.assertIn("checked", self.page.ids["lang-es"].attributes)
        self.assertNotIn("checked", self.page.ids["lang-en"].attributes)
        sections = {language: [node.attributes["id"][3:] for node in self.page.root.find("h2") if node.language() == language] for language in ("es", "en")}
        self.assertEqual(sections["es"], sections["en"])
        self.assertEqual(sections["es"], ["headline", "banner", "map", "gaps", "verify", "totals", "objectives", "burden", "plane", "method", "sources"])
        counts = {language: len([one for one in self.page.root.find("table") if one.language() == language]) for language in ("es", "en")}
        self.assertEqual(counts["es"], counts["en"])

    def test_the_headline_is_that_of_the_summary(self):
        headline = json.loads((self.result / "summary.json").read_text(encoding="utf-8"))["headline"]
        for language in ("es", "en"):
            rows = self.page.table(HEADLINE[language], language)[1]
            self.assertEqual(len(rows), 5)
            low = [number(row[1], language) for row in rows]
            high = [number(row[3] if len(row) > 3 else row[1], language) for row in rows]
            self.assertEqual(low, [float(round(people)) for people in headline["reached_by"]])
            self.assertEqual(high, [float(round(people)) for people in headline["reached_by_high"]])
            statement = [one for one in self.page.root.find("p", class_="statement") if one.language() == language][0].text()
            missing = sum(headline["reached_by"]) - headline["reached_by"][4]
            self.assertTrue(spoken(missing, 0, language) in statement, statement)

    def test_the_ranked_gaps_are_the_first_gaps_of_the_file(self):
        rows = [row for row in table(self.result / "gaps.csv") if row["gap_class"] in ("gap", "partial")]
        for language in ("es", "en"):
            shown = self.page.table(GAPS[language], language)[1]
            self.assertEqual(len(shown), min(20, len(rows)))
            for cells, row in zip(shown, rows):
                self.assertEqual(cells[:3], [row["name"], row["department"], row["country"]])
                self.assertEqual(cells[3:5], [WORDS[language][row["family"]], WORDS[language][row["gap_class"]]])
                self.assertEqual(cells[5], spoken(float(row["unreached_need"]), 1, language))
                self.assertEqual(number(cells[6], language), round(float(row["unreached_people"])))
                self.assertEqual(cells[9], spoken(float(row["rate_eb"]), 1, language))

    def test_the_totals_are_those_of_the_summary(self):
        summary = json.loads((self.result / "summary.json").read_text(encoding="utf-8"))
        for language, countries, departments in (("es", "Totales por país", "Totales por departamento"), ("en", "Totals by country", "Totals by department")):
            self.same_totals(self.page.table(countries, language)[1], summary["countries"] + summary["region"], 1, language)
            self.same_totals(self.page.table(departments, language)[1], summary["departments"], 2, language)

    def test_the_map_has_every_municipality_once_in_the_class_of_the_tiles(self):
        legend = json.loads((self.result / "tiles" / "gap.legend.json").read_text(encoding="utf-8"))
        groups = {group.attributes["data-es"]: group for group in self.page.ids["map-svg"].find("g") if "data-es" in group.attributes}
        self.assertEqual(set(groups), {one["label"] for one in legend["classes"]})
        total = 0
        for one in legend["classes"]:
            paths = groups[one["label"]].find("path")
            self.assertEqual(len(paths), one["municipalities"])
            self.assertEqual(groups[one["label"]].parent.attributes["fill"], one["fill"])
            total += len(paths)
            for path in paths:
                self.assertTrue(path.find("title")[0].text().endswith(": " + one["label"]))
                self.assertRegex(path.attributes["d"], r"^(M-?\d+ -?\d+(l[-\d ]+|h-?\d+|v-?\d+)+z)+$")
        self.assertEqual(total, len(table_rows(self.result)))

    def test_what_is_withheld_stays_so(self):
        for one in manifest(self.result)["inputs"]:
            rows = [row for row in self.page.table("Archivos leídos", "es")[1] if row[0] == one["file"]]
            self.assertEqual(len(rows), 1)
            self.assertEqual(rows[0][2], "reservado" if one.get("withheld") else one["sha256"])
        books = {(row[0], row[1]): row[2:] for row in self.page.table("Qué fue de cada fila", "es")[1]}
        for one in manifest(self.result)["ledger"]:
            cells = books[(one["layer"], one["source"])]
            self.assertEqual(cells[0], "reservado" if one.get("withheld") else spoken(one["read"], 0, "es"))

    def test_warnings_stand_in_the_banner_in_both_languages(self):
        banners = {one.language(): one.text() for one in self.page.root.find("section", class_="banner")}
        self.assertIn("solo hay programas", banners["es"])
        self.assertIn("programmes only", banners["en"])


def table_rows(result):
    return json.loads((Path(result) / "municipalities.geojson").read_text(encoding="utf-8"))["features"]


class Hidden(Totals):
    """Family violence in a public profile: counts from 1 to 9 are suppressed, and all that follows from them."""

    def setUp(self):
        super().setUp()
        self.study.study["profile"] = "public"
        self.study.incident_layers[0]["class"] = "0301"
        self.study.at_risk = {"measure": "rate_eb", "top_share": 0.5}
        self.published()
        self.hidden = {code for code, one in municipalities(self.result).items() if "incidents:suppressed" in (one["no_value"] or "").split()}
        self.assertGreater(len(self.hidden), 2)

    def test_no_chart_and_no_table_tells_a_suppressed_value(self):
        page = read(self.result)
        shown = municipalities(self.result)
        for language, words in (("es", "suprimid"), ("en", "suppressed")):
            chart = page.ids[f"{language}-scatter-chart-title"].parent
            dots = [title.text().split(",")[0] for title in chart.find("title")[1:]]
            self.assertEqual(sorted(dots), sorted(one["name"] for code, one in shown.items() if one["rate_eb"] is not None and one["presence_low"] is not None))
            self.assertFalse({shown[code]["name"] for code in self.hidden} & set(dots))
            points = page.ids[f"{language}-lorenz-chart-title"].parent.find("path", class_="curve")[0].attributes["d"]
            self.assertEqual(len(re.findall("[ML]", points)), 1 + len(shown) - len(self.hidden))
            for section in ("burden", "plane"):
                self.assertRegex(page.ids[f"{language}-{section}"].parent.text(), rf"\b{len(self.hidden)} [^.]*{words}")

    def test_totals_that_would_give_a_count_away_are_suppressed_as_in_the_summary(self):
        page = read(self.result)
        summary = json.loads((self.result / "summary.json").read_text(encoding="utf-8"))
        for language, caption in (("es", "Totales por departamento"), ("en", "Totals by department")):
            self.same_totals(page.table(caption, language)[1], summary["departments"], 1, language)

    def test_rows_of_suppressed_municipalities_name_the_reason_in_place_of_their_values(self):
        # All on a list: they are at risk whatever their counts, and have rows.
        self.study.files["priority.csv"] = ("country,code\n" + "".join(f"HND,{code}\n" for code in sorted(municipalities(self.result)))).encode()
        self.study.at_risk = {"list": "priority.csv"}
        self.published("--overwrite")
        names = {one["name"] for one in municipalities(self.result).values() if "incidents:suppressed" in (one["no_value"] or "").split()}
        seen = 0
        for one in read(self.result).root.find("table"):
            heads = [cell.text() for cell in one.find("thead")[0].find("th")]
            kept = [i for i, head in enumerate(heads) if head in ("Necesidad fuera de alcance", "Unreached need", "Tasa suavizada", "Smoothed rate")]
            for row in one.find("tbody")[0].find("tr"):
                cells = [cell.text() for cell in row.children if not isinstance(cell, str)]
                if cells[0] not in names:
                    continue
                seen += 1
                for i in kept:
                    self.assertEqual(cells[i], SUPPRESSED[one.language()])
        self.assertGreater(seen, 0)

    def test_a_restricted_run_shows_them(self):
        self.study.study["profile"] = "restricted"
        self.published("--overwrite")
        page = read(self.result)
        points = page.ids["es-lorenz-chart-title"].parent.find("path", class_="curve")[0].attributes["d"]
        self.assertEqual(len(re.findall("[ML]", points)), 1 + 9)


class Other(Case):
    def test_names_with_markup_stay_text(self):
        evil = '<script>alert("1")</script> & \'x\''
        self.study.features[0]["properties"]["name"] = evil
        self.study.study["title"] = "</title><b>" + evil
        self.published()
        page = read(self.result)
        self.assertEqual(len(page.root.find("script")), 1)
        self.assertEqual(page.root.find("h1")[0].text(), "</title><b>" + evil)
        self.assertTrue(any(title.text().startswith(evil) for title in page.ids["map-svg"].find("title")))

    def test_an_english_study_shows_english_first(self):
        self.published()
        page = read(self.result)
        self.assertEqual(page.root.find("html")[0].attributes["lang"], "en")
        self.assertIn("checked", page.ids["lang-en"].attributes)

    def test_too_many_rejected_rows_raise_the_banner(self):
        self.study.output["max_reject_share"] = 0.001
        self.study.incidents.append(["X", "2013-02-31", "-87.2", "14.4", "1"])
        self.published(status=6)
        banners = {one.language(): one.text() for one in read(self.result).root.find("section", class_="banner")}
        self.assertIn("ATENCIÓN", banners["es"])
        self.assertIn("WARNING", banners["en"])

    def test_without_population_or_sites_of_a_family_it_says_so_and_stands(self):
        self.study.site_layers = self.study.site_layers[:1]
        self.study.population = []
        for feature in self.study.features:
            del feature["properties"]["population"]
        self.study.at_risk = {"measure": "count", "top_share": 0.25}
        self.published()
        page = read(self.result)
        statement = [one for one in page.root.find("p", class_="statement") if one.language() == "en"][0].text()
        self.assertIn("how many people live there is not known", statement)
        self.assertNotIn("en-lorenz-chart-title", page.ids)
        self.assertIn("There is no curve: incidents and people are both shown of 0 municipalities", page.ids["en-burden"].parent.text())


if __name__ == "__main__":
    main()
