# SPDX-License-Identifier: Apache-2.0
"""A study file that is wrong: the line, the key, the nearest valid key, and a hint; nothing is read, nothing is written."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
from drawn_study import Raw  # noqa: E402
from program import listing, tree  # noqa: E402
from suite import Case, main  # noqa: E402


class StudyFile(Case):
    def refused_at(self, line_begins, column, code, says=None, nth=1):
        return self.refused(3, code, "study.toml", row=self.study.line_of(line_begins, nth), column=column, says=says)

    def test_a_filter_by_more_or_less_than_a_number_is_refused_since_99_may_stand_for_no_value(self):
        """`where` compares words: an age of 99 is nobody's to judge. The words that count, or do not, are named."""
        self.study.incident_layers[0]["where"] = {"field": "victims", "above": 17}
        self.refused(3, "E7007", "study.toml", says="not = [...]", check=False)
        self.study.incident_layers[0]["where"] = {"field": "victims", "not": ["99", "999"]}
        self.published("--overwrite")

    def test_an_unknown_key_names_the_nearest_valid_key_and_the_line(self):
        cases = [(self.study.at_risk, "top_shore", "at_risk.top_shore", "top_share"), (self.study.output, "zooms", "output.zooms", "zoom"),
                 (self.study.study, "tittle", "study.tittle", "title")]
        for table, key, column, nearest in cases:
            with self.subTest(key):
                table[key] = 1
                self.refused_at(f"{key} = ", column, "E7002", says=nearest)
                del table[key]

    def test_an_unknown_table(self):
        self.study.extra = "\n[atrisk]\nabove = 1\n"
        self.refused_at("[atrisk]", "atrisk", "E7002", says="at_risk")

    def test_an_unknown_key_in_a_layer_names_which_layer(self):
        self.study.site_layers[1]["familly"] = "judicial"
        self.refused_at("familly = ", "sites[1].familly", "E7002", says="family")

    def test_a_key_of_a_later_release_says_so(self):
        self.study.site_layers[0]["reach"] = {"minutes": 60}
        self.refused_at("reach = ", "sites[0].reach.minutes", "E7003")
        self.setUp()
        self.study.extra = "\n[clusters]\nmethod = \"scan\"\n"
        self.refused_at("[clusters]", "clusters", "E7003")

    def test_the_wrong_type(self):
        cases = [(self.study.study, "from", 2013), (self.study.study, "name", 7), (self.study.at_risk, "top_share", "a quarter"),
                 (self.study.output, "zoom", "4"), (self.study.output, "max_reject_share", True), (self.study.incident_layers[0], "date", 3)]
        for table, key, value in cases:
            with self.subTest(key=key):
                kept = table.get(key)
                table[key] = value
                said = self.refused(3, "E7004", "study.toml")
                self.assertIn(key, said.err)
                self.assertIn(f"study.toml:{self.study.line_of(key + ' = ')}:", said.err)
                if kept is None:
                    del table[key]
                else:
                    table[key] = kept

    def test_no_rule_of_risk(self):
        self.study.at_risk = None
        said = self.refused(3, "E7005", "study.toml", column="at_risk", row=self.study.toml().count("\n"))
        self.assertIn("[at_risk]", said.err)
        self.assertIn("top_share", said.err)

    def test_a_rule_without_its_number(self):
        del self.study.at_risk["top_share"]
        self.refused_at("[at_risk]", "at_risk", "E7005", says="top_share")

    def test_two_rules_contradict_each_other(self):
        self.study.at_risk["above"] = 30.0
        self.refused(3, "E7007", "study.toml")

    def test_missing_required_keys(self):
        for key in ("name", "from", "to"):
            with self.subTest(key):
                self.setUp()
                del self.study.study[key]
                self.refused(3, "E7005", "study.toml", row=1, column=f"study.{key}")

    def test_a_period_that_ends_before_it_begins(self):
        self.study.study["to"] = Raw("2012-12-31")
        self.refused_at("to = ", "study.to", "E7007")

    def test_a_day_that_does_not_exist_in_the_study(self):
        self.study.study["from"] = Raw("2013-02-30")
        self.refused(3, "E7001", "study.toml", row=self.study.line_of("from = "))

    def test_values_that_are_not_accepted(self):
        cases = [(self.study.study, "profile", "publico", "public"), (self.study.study, "language", "fr", "es"),
                 (self.study.at_risk, "measure", "rates", "rate"), (self.study.at_risk, "top_share", 25, "0.25"), (self.study.at_risk, "top_share", 0.0, "0.25"),
                 (self.study.output, "zoom", [4, 99], "18"), (self.study.output, "styles", ["gaps"], "gap"), (self.study.site_layers[0], "family", "police", "law_enforcement"),
                 (self.study.site_layers[0], "kind", "building", "service"), (self.study.at_risk, "top_share", Raw("nan"), ""), (self.study.at_risk, "top_share", Raw("inf"), "")]
        for table, key, value, says in cases:
            with self.subTest(key=key, value=value):
                kept = table.get(key)
                table[key] = value
                said = self.refused(3, "E7006", "study.toml", says=says)
                self.assertIn(key, said.err)
                if kept is None:
                    del table[key]
                else:
                    table[key] = kept

    def test_two_layers_of_one_name(self):
        self.study.site_layers[1]["name"] = "Law_Enforcement"
        self.refused(3, "E7007", "study.toml", says="sites[0]")

    def test_layer_names_cannot_leave_the_result(self):
        for name in ("../../evil", "/etc/evil", "a/b", "..", ".", "evil\0x"):
            with self.subTest(name):
                self.setUp()
                self.study.incident_layers[0]["name"] = name
                self.study.incidents[3][1] = "2013-02-31"  # so that a file of rejects is due
                said = self.run_study()
                self.assertIn(said.status, (0, 3), said.err)
                self.assertEqual([one for one in listing(self.folder) if "evil" in one], [])
                self.assertIn(listing(self.place), (["result"], []))
                self.assertEqual(listing(self.folder), ["results", "study"])

    def test_an_unknown_incident_layer_in_the_rule(self):
        self.study.at_risk["incidents"] = "homicide"
        self.refused_at("incidents = ", "at_risk.incidents", "E7006", says="homicides")

    def test_toml_that_is_none(self):
        for content in (b"[study\n", b"name = \n", b"= 3\n", b"a = 1\na = 2\n", b'x = "no end\n', b"\0\0\0", b"[study]\nfrom = 01/02/2013\n", b"x = " + b"[" * 100000):
            with self.subTest(content[:12]):
                before = self.put_earlier_result()
                self.study.write()
                self.study.path.write_bytes(content)
                said = self.program.run("run", self.study.path, "-o", self.result, "--overwrite")
                self.assertEqual(said.status, 3, said.err)
                self.assert_message(said.err, "E7001", "study.toml", row=2 if content.startswith((b"a", b"[study]")) else 1)
                self.assertEqual(tree(self.result), before)

    def test_a_study_in_latin_1_or_utf_16(self):
        for encoding, row in (("latin-1", 3), ("utf-16", None)):
            with self.subTest(encoding):
                self.study.study["title"] = "Año"
                self.study.write()
                self.study.path.write_bytes(self.study.toml().encode(encoding))
                said = self.program.run("run", self.study.path, "-o", self.result)
                self.assertEqual(said.status, 3, said.err)
                self.assert_message(said.err, "E1007", "study.toml", row=row, says="UTF-8")
                self.assertEqual(listing(self.place), [])

    def test_a_study_that_is_a_directory_or_empty(self):
        said = self.program.run("run", self.folder, "-o", self.result)
        self.assertEqual(said.status, 3)
        self.assert_message(said.err, "E1002")
        (self.folder / "empty.toml").write_bytes(b"")
        said = self.program.run("run", self.folder / "empty.toml", "-o", self.result)
        self.assertEqual(said.status, 3)
        self.assert_message(said.err, "E7005", "empty.toml")

    def test_messages_are_of_one_language(self):
        """The same mistake in a Spanish and an English study: no line of the one is a line of the other."""
        spoil = {"unknown key": lambda s: s.at_risk.update(top_shore=1), "missing file": lambda s: s.incident_layers[0].update(source="none.csv"),
                 "empty file": lambda s: s.files.update({"homicides.csv": b""}), "encoding": lambda s: s.files.update({"homicides.csv": b"\xff\xfea\0"}),
                 "not geodata": lambda s: s.files.update({"municipalities.geojson": b"letter"}), "no rule": lambda s: s.__setattr__("at_risk", None)}
        for what, change in spoil.items():
            with self.subTest(what):
                lines = {}
                for language in ("es", "en"):
                    self.setUp()
                    change(self.study)
                    self.study.study["language"] = language
                    said = self.run_study()
                    self.assertEqual(said.status, 3)
                    lines[language] = said.err.replace(str(self.folder), "").split("\n")
                self.assertIn("sugerencia:", "\n".join(lines["es"]))
                self.assertIn("hint:", "\n".join(lines["en"]))
                strip = lambda line: line.replace("sugerencia:", "").replace("hint:", "").strip()  # noqa: E731
                same = {strip(line) for line in lines["es"]} & {strip(line) for line in lines["en"]}
                self.assertEqual({line for line in same if len(line.split()) > 3 and "=" not in line}, set())


if __name__ == "__main__":
    main()
