# SPDX-License-Identifier: Apache-2.0
"""Spreadsheets as offices keep them, XLSX and ODS: titles, merged cells, dates by serial number, totals, several sheets, numbers kept as text."""
import datetime
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
from drawn_study import CODES, COUNTS, Raw  # noqa: E402
from program import ledger, manifest, municipalities, rejects  # noqa: E402
from sheets import ods, xlsx  # noqa: E402
from suite import Case, main  # noqa: E402

TITLES = [["Secretaría de Seguridad", None, None, None], ["Homicidios por municipio", None, None, None], []]
HEADER = ["Código", "Municipio", "Fecha", "Homicidios"]
DAY = datetime.date(2013, 5, 17)


def rows(day=DAY, count=lambda n: n):
    return [[code, f"Villa {code}", day, count(COUNTS[code])] for code in CODES]


class Sheets(Case):
    """The drawn study with its homicides in a workbook."""

    def setUp(self):
        super().setUp()
        self.study.files["homicides.csv"] = None
        self.study.folder.mkdir(parents=True)

    def use(self, name, **layer):
        self.study.incident_layers = [{"name": "homicides", "source": name, "class": "0101", "complete_for": ["HND"], **layer}]

    def each(self, sheets, **more):
        """Both kinds of workbook, one after the other."""
        for name, write in (("h.xlsx", lambda path: xlsx(path, sheets, **more)), ("h.ods", lambda path: ods(path, sheets))):
            with self.subTest(name):
                write(self.study.folder / name)
                self.use(name)
                yield name

    def book(self, *options):
        self.published("--overwrite", *options)
        self.assert_balanced()
        return ledger(self.result, "homicides")

    def counts(self):
        return {code: one["incidents"] for code, one in municipalities(self.result).items()}

    def guesses(self, role):
        return [one["value"] for one in manifest(self.result)["guesses"] if one["source"].startswith("h.") and one["role"] == role]

    def test_titles_in_merged_cells_a_total_and_a_note(self):
        table = TITLES + [HEADER] + rows() + [["TOTAL", None, None, sum(COUNTS.values())], ["Fuente: Policía Nacional", None, None, None]]
        for _ in self.each({"Hoja1": table}, merged=["A1:D1", "A2:D2"]):
            book = self.book()
            self.assertEqual({key: book[key] for key in ("read", "by_key", "filtered")}, {"read": 11, "by_key": 9, "filtered": 2})
            self.assertEqual(self.counts(), COUNTS)
            self.assertEqual(self.guesses("header"), ["4"])

    def test_dates_of_the_sheet_are_days(self):
        self.study.study["from"] = self.study.study["to"] = Raw(DAY.isoformat())
        for _ in self.each({"Hoja1": [HEADER] + rows()}):
            self.assertEqual(self.book()["by_key"], 9)

    def test_a_workbook_that_counts_from_1904_is_refused_since_its_dates_would_be_four_years_off(self):
        xlsx(self.study.folder / "h.xlsx", {"Hoja1": [HEADER] + rows()}, date1904=True)
        self.use("h.xlsx")
        self.refused(3, "E1004", "h.xlsx", says="1904")
        # The same, saved as the message says.
        ods(self.study.folder / "h.ods", {"Hoja1": [HEADER] + rows()})
        self.use("h.ods")
        self.assertEqual(self.book()["by_key"], 9)

    def test_days_kept_as_bare_numbers_are_dates(self):
        number = (DAY - datetime.date(1899, 12, 30)).days
        self.study.study["from"] = self.study.study["to"] = Raw(DAY.isoformat())
        for _ in self.each({"Hoja1": [HEADER] + rows(number)}):
            self.assertEqual(self.book()["by_key"], 9)

    def test_numbers_kept_as_text_are_numbers_and_codes_kept_as_numbers_find_their_zero(self):
        table = [HEADER] + [[int(code), name, day, f" {count} "] for code, name, day, count in rows()]
        for _ in self.each({"Hoja1": table}):
            self.book()
            self.assertEqual(self.counts(), COUNTS)

    def test_of_several_sheets_none_is_taken_unasked(self):
        for name in self.each({"Notas": [["Elaborado por la policía"]], "Datos 2013": [HEADER] + rows()}):
            self.refused(3, "E1008", name, says="Datos 2013")
            self.use(name, layer="Datos 2013")
            self.book()
            self.assertEqual(self.counts(), COUNTS)

    def test_init_looks_at_each_sheet_and_says_which_it_took(self):
        for name in self.each({"Notas": [["Elaborado por la policía"]], "Homicidios": TITLES + [HEADER] + rows()}):
            self.study.write()
            self.study.path.unlink()
            said = self.program.run("init", self.study.folder / "municipalities.geojson", self.study.folder / name, self.study.folder / "settlements.csv", "-o", self.study.path, "--overwrite",
                                    "--json", "--lang", "en")
            self.assertEqual(said.status, 0, said.err)
            found = {one["layer"]: (one["kind"], one["used"]) for one in json.loads(said.out)["files"] if one["file"] == name}
            self.assertEqual(found, {"Notas": ("unknown", False), "Homicidios": ("incidents", True)})
            self.assertIn('layer', self.study.path.read_text(encoding="utf-8"))
            ran = self.program.run("run", self.study.path, "-o", self.result, "--overwrite")
            self.assertEqual(ran.status, 0, ran.err)
            self.assertEqual(self.counts(), {code: count or 0 for code, count in COUNTS.items()})

    def test_a_cell_merged_downwards_stands_in_its_first_row_alone_and_names_are_not_guessed_from_it(self):
        for feature in self.study.features:
            feature["properties"]["name"] = "La Unión" if feature["properties"]["code"] in ("0101", "0202") else feature["properties"]["name"]
        named = {f["properties"]["code"]: f["properties"]["name"] for f in self.study.features}
        table = [["Departamento", "Municipio", "Fecha", "Homicidios"]]
        table += [[f"Dep {code[:2]}" if code.endswith("01") else None, named[code], DAY, COUNTS[code]] for code in CODES]
        for _ in self.each({"Hoja1": table}, merged=["A2:A4", "A5:A7", "A8:A10"]):
            book = self.book()
            # 0202 stands below its department: two are called so, and nothing in its own row says which.
            self.assertEqual((book["by_key"], [(one["row"], one["code"]) for one in rejects(self.result, "homicides")]), (8, [("6", "E2027")]))

    def test_years_of_a_spreadsheet_kept_as_dates_are_years(self):
        table = [["Código", "Municipio", "2012/01/01", "2013-01-01 00:00:00", "2014/01/01"]] + [[code, name, 0, count, 99] for code, name, _, count in rows()]
        for _ in self.each({"Hoja1": table}):
            self.assertEqual(self.book()["by_key"], 9)
            self.assertEqual(self.counts(), COUNTS)

    def test_a_study_that_names_the_column_of_one_year_reads_that_column(self):
        for names in (["2012/01/01", "2013/01/01", "2014/01/01"], ["2012", "2013", "2014"]):
            table = [["Código", "Municipio", *names]] + [[code, name, 7, count, 99] for code, name, _, count in rows()]
            for name in self.each({"Hoja1": table}):
                self.use(name, count=names[1], year={"value": "2013"})
                self.assertEqual(self.book()["read"], 9)
                self.assertEqual(self.counts(), COUNTS)

    def test_a_header_in_two_rows_is_joined(self):
        """A row of years, merged over the columns that it groups, above the names, or names above what they are split into."""
        above = [[None, None, 2012, None, 2013, None], ["Código", "Municipio", "Hombres", "Mujeres", "Hombres", "Mujeres"]]
        below = [["Código", "Municipio", "2012", None, "2013", None], [None, None, "Hombres", "Mujeres", "Hombres", "Mujeres"]]
        data = [[code, name, 1, 2, count, 0] for code, name, _, count in rows()]
        for titles in ([], TITLES):
            first = len(titles) + 1
            for header in (above, below):
                for name in self.each({"Hoja1": titles + header + data}, merged=[f"C{first}:D{first}", f"E{first}:F{first}"]):
                    self.use(name, year={"value": "2013"}, count="2013 Hombres")
                    self.assertEqual(self.book()["by_key"], 9)
                    self.assertEqual(self.counts(), COUNTS)
                    self.assertEqual(self.guesses("header"), [f"[{first}, {first + 1}]"])
                    self.use(name, header=[first, first + 1], year={"value": "2013"}, count="2013 Hombres")
                    self.book()
                    self.assertEqual((self.counts(), self.guesses("header")), (COUNTS, []))
                    self.use(name, header=[first, first + 2], year={"value": "2013"}, count="2013 Hombres")
                    self.refused(3, "E7006", says=f"header = [{first}, {first + 1}]")
        # The user's word: the lower row names the columns, and a name that comes back carries its number.
        for name in self.each({"Hoja1": above + data}, merged=["C1:D1", "E1:F1"]):
            self.use(name, header=2, year={"value": "2013"}, count="Hombres_2")
            self.book()
            self.assertEqual(self.counts(), COUNTS)

    def test_a_title_a_blank_row_and_names_that_come_back_are_one_header(self):
        table = [["Homicidios", None, None, None, None], [], ["Código", "Municipio", "Fecha", "Homicidios", "Homicidios"]]
        table += [[code, name, day, count, ""] for code, name, day, count in rows()]
        for name in self.each({"Hoja1": table}):
            self.use(name, count="Homicidios")
            self.book()
            self.assertEqual(self.counts(), COUNTS)


if __name__ == "__main__":
    main()
