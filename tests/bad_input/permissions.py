# SPDX-License-Identifier: Apache-2.0
"""What a study may read: regular files of its own folder, folders that were allowed, and databases only where allowed."""
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
from boundaries import shapefile  # noqa: E402
from suite import Case, main  # noqa: E402


class Folders(Case):
    def setUp(self):
        super().setUp()
        self.elsewhere = self.folder / "elsewhere"
        self.elsewhere.mkdir()

    def move(self, name):
        """Puts an input outside the study's folder."""
        content = self.study.files.get(name) or self.study.usual_files()[name]
        (self.elsewhere / name).write_bytes(content)
        self.study.files[name] = None

    def refused_and_allowed(self, source, file="study.toml"):
        self.refused(3, "E1011", file, column="sites[0].source", says=f"--allow-root {self.elsewhere}")
        self.published("--overwrite", "--allow-root", self.elsewhere)
        self.published("--overwrite", env={"PRESENCIA_ALLOW_ROOT": f"/usr/share:{self.elsewhere}"})
        self.published("--overwrite", "--allow-root", "/usr/share", "--allow-root", self.folder)
        self.assertEqual(self.program.run("check", self.study.path, "--allow-root", self.elsewhere).status, 0)

    def test_a_path_that_climbs_out(self):
        self.move("police.csv")
        self.study.site_layers[0]["source"] = "../elsewhere/police.csv"
        self.refused_and_allowed("police.csv")

    def test_an_absolute_path(self):
        self.move("police.csv")
        self.study.site_layers[0]["source"] = str(self.elsewhere / "police.csv")
        self.refused_and_allowed("police.csv")

    def test_a_link_to_a_file_or_folder_outside(self):
        self.move("police.csv")
        self.study.write()
        (self.study.folder / "police.csv").symlink_to(self.elsewhere / "police.csv")
        self.refused_and_allowed("police.csv")
        (self.study.folder / "police.csv").unlink()
        (self.study.folder / "away").symlink_to(self.elsewhere)
        self.study.site_layers[0]["source"] = "away/police.csv"
        self.refused_and_allowed("police.csv")

    def test_a_companion_of_a_shapefile_that_is_a_link_outside(self):
        for name, content in shapefile(self.study.features).items():
            self.study.files[f"m.{name}"] = content
        self.study.municipalities[0].update(source="m.shp", crs="EPSG:4326")
        self.published("--overwrite")
        self.move("m.dbf")
        (self.study.folder / "m.dbf").unlink()
        (self.study.folder / "m.dbf").symlink_to(self.elsewhere / "m.dbf")
        self.refused(3, "E1011", "study.toml", column="municipalities[0].source")

    def test_a_missing_file_outside_is_not_even_looked_for(self):
        for name in ("/etc/passwd", "/etc/no-such-file", "../../../../etc/passwd"):
            self.study.site_layers[0]["source"] = name
            said = self.refused(3, "E1011", "study.toml", column="sites[0].source")
            self.assertNotIn("root:", said.err)

    def test_a_folder_whose_name_begins_like_the_study_s_is_another_folder(self):
        beside = self.folder / "study-other"
        beside.mkdir()
        self.study.files["police.csv"] = None
        (beside / "police.csv").write_bytes(self.study.usual_files()["police.csv"])
        self.study.site_layers[0]["source"] = "../study-other/police.csv"
        self.refused(3, "E1011", "study.toml", column="sites[0].source")

    def test_lists_and_population_tables_are_held_to_the_same(self):
        (self.elsewhere / "codes.csv").write_text("code,value\n0101,1\n")
        for change in (lambda: self.study.at_risk.update(compare="../elsewhere/codes.csv"),
                       lambda: self.study.municipalities[0].update(population={"source": "../elsewhere/codes.csv", "code": "code", "value": "value"})):
            self.setUp()
            (self.elsewhere / "codes.csv").write_text("code,value\n0101,1\n")
            change()
            self.refused(3, "E1011", "study.toml")

    def test_a_root_that_is_no_folder_is_wrong_usage(self):
        self.study.write()
        for root in (self.folder / "nothing", self.study.path):
            said = self.program.run("run", self.study.path, "-o", self.result, "--allow-root", root)
            self.assertEqual(said.status, 2, said.err)
            self.assertIn("--allow-root", said.err)


class Names(Case):
    def test_names_that_are_no_files(self):
        for name in ("/vsicurl/http://127.0.0.1:1/x.geojson", "/vsizip/x.zip/x.csv", "http://127.0.0.1:1/x.geojson", '{"type": "FeatureCollection"}',
                     "a/vsistdin/b.csv", "file:///etc/passwd", "//vsimem/x.csv"):
            with self.subTest(name):
                self.study.site_layers[0]["source"] = name
                self.refused(3, "E1003", "study.toml", column="sites[0].source", options=("--allow-root", "/"), check=False)


class Databases(Case):
    def database(self, source, **more):
        self.study.site_layers[0].update(source=source, **more)

    def test_a_database_is_not_opened_unless_allowed(self):
        self.database("postgis:service=police", table="posts")
        self.refused(3, "E1012", "study.toml", column="sites[0].source", says="--allow-database")

    def test_credentials_and_hosts_are_refused_without_repeating_them(self):
        for source in ("postgis:dbname=geo password=geheim", "postgis:dbname=geo user=geheim", "postgis:dbname=geo host=geheim", "PG:dbname=geo password=geheim",
                       "postgresql://geheim:geheim@host/geo", "postgres://geheim@host/geo", "postgis:dbname=geo options=-cgeheim", "postgis:dbname='geheim x"):
            with self.subTest(source):
                self.database(source, table="posts")
                said = self.refused(3, "E7006", "study.toml", column="sites[0].source", options=("--allow-database",), check=False)
                self.assertNotIn("geheim", said.err)

    def test_what_is_no_single_select(self):
        for query in ("DELETE FROM posts", "SELECT 1; DROP TABLE posts", "SELECT 1;", "UPDATE posts SET a = 1", "COPY posts TO '/tmp/x'", "x"):
            with self.subTest(query):
                self.database("postgis:dbname=geo", query=query)
                self.refused(3, "E7006", "study.toml", column="sites[0].query", options=("--allow-database",), check=False)

    def test_tables_that_are_no_names(self):
        for table in ("posts; drop table posts", 'po"sts', "a.b.c", "posts(geom),other", "1posts", "", "po sts"):
            with self.subTest(table):
                self.database("postgis:dbname=geo", table=table)
                self.refused(3, "E7005" if table == "" else "E7006", "study.toml", options=("--allow-database",), check=False)

    def test_table_and_query_belong_together_with_a_database(self):
        self.database("postgis:dbname=geo")
        self.refused(3, "E7005", "study.toml", column="sites[0].source", options=("--allow-database",), check=False)
        self.database("postgis:dbname=geo", table="a", query="SELECT 1")
        self.refused(3, "E7007", "study.toml", column="sites[0].source", options=("--allow-database",), check=False)
        self.setUp()
        self.database("police.csv", table="posts")
        self.refused(3, "E7007", "study.toml", column="sites[0].table")

    def test_a_server_that_is_not_there(self):
        self.database("postgis:dbname=geo", table="posts")
        before = self.put_earlier_result()
        said = self.run_study("--overwrite", "--allow-database", env={"PGHOST": str(self.folder / "geheim"), "PGUSER": "geheim", "PGPASSWORD": "geheim"})
        self.assertEqual(said.status, 3, said.err)
        self.assert_message(said.err, "E1013", "postgis:dbname=geo posts")
        self.assertNotIn("geheim", said.err + said.out)
        del before


if __name__ == "__main__":
    os.environ.pop("PGSERVICEFILE", None)
    main()
