# SPDX-License-Identifier: Apache-2.0
"""Layers from a real PostGIS server that the test starts and stops: the same result as from files, and clear refusals.

Skipped, visibly, where PostgreSQL 15 with PostGIS or ogr2ogr is not installed.
"""
import json
import shutil
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
import postgis  # noqa: E402
from drawn_study import DrawnStudy  # noqa: E402
from program import ledger, manifest, tree  # noqa: E402
from suite import Case, main  # noqa: E402

# What names the sources: everything else must be the same bytes.
NAMES_SOURCES = {"manifest.json", "report.html", "study.gpkg", "summary.json"}
TABLES = {"municipalities.geojson": "municipios", "homicides.csv": "homicidios", "police.csv": "puestos", "courts.csv": "juzgados", "health.csv": "salud",
          "schools.csv": "escuelas", "settlements.csv": "aldeas"}
# No other word of an output holds either.
USER = "usuario_lector_4711"
PASSWORD = "geheim-4711"
SOURCE = "postgis:dbname=geo"

server = None


def setUpModule():
    global server
    server = postgis.Server().__enter__()
    unittest.addModuleCleanup(server.__exit__, None, None, None)
    server.sql("CREATE DATABASE geo; CREATE DATABASE plain")
    server.sql("CREATE EXTENSION postgis; CREATE SCHEMA estado; CREATE SCHEMA oculto", "geo")
    folder = Path(tempfile.mkdtemp(prefix="presencia-pg-files-"))
    unittest.addModuleCleanup(shutil.rmtree, folder, ignore_errors=True)
    DrawnStudy(folder).write()
    for name, table in TABLES.items():
        server.load(folder / name, f"estado.{table}", "geo")
    # Police posts as points in UTM, the way a ministry keeps them.
    server.sql("""
        CREATE TABLE estado.puestos_utm AS
            SELECT id, name, country, start, "end", status, ST_Transform(ST_SetSRID(ST_MakePoint(lon::float8, lat::float8), 4326), 32616) AS geom
            FROM estado.puestos ORDER BY ogc_fid;
        CREATE TABLE estado.sin_geometria (id text, nota text);
        INSERT INTO estado.sin_geometria VALUES ('1', 'x');
        CREATE TABLE estado.dos_geometrias (id text, a geometry(Point, 4326), b geometry(Point, 4326));
        CREATE TABLE estado.vacia (id text, geom geometry(Point, 4326));
        CREATE TABLE oculto.puestos AS SELECT * FROM estado.puestos;
        CREATE TABLE estado.bitacora (n int);
        CREATE FUNCTION estado.anota() RETURNS int LANGUAGE sql AS 'INSERT INTO estado.bitacora VALUES (1) RETURNING n';
        CREATE ROLE %s LOGIN PASSWORD '%s';
        GRANT USAGE ON SCHEMA estado TO %s; GRANT SELECT ON ALL TABLES IN SCHEMA estado TO %s;
    """ % (USER, PASSWORD, USER, USER), "geo")


class Rows(Case):
    def setUp(self):
        super().setUp()
        self.env = server.environment()

    def from_database(self):
        """The drawn study with every layer in the database."""
        study = DrawnStudy(self.folder / "study")
        study.municipalities[0] = {"source": SOURCE, "table": "estado.municipios"}
        study.incident_layers[0].update(source=SOURCE, table="estado.homicidios")
        for layer, table in zip(study.site_layers, ("puestos", "juzgados", "salud", "escuelas")):
            layer.update(source=SOURCE, table=f"estado.{table}")
        study.population[0].update(source=SOURCE, table="estado.aldeas")
        return study

    def run_database(self, study, output, *options, status=0):
        said = self.run_study("--allow-database", *options, study=study, output=output, env=self.env)
        self.assertEqual(said.status, status, said.err + said.out)
        return said

    def assert_same_result(self, one, other):
        first, second = tree(one), tree(other)
        self.assertEqual(sorted(first), sorted(second))
        self.assertEqual([name for name in first if first[name] != second[name] and name not in NAMES_SOURCES], [])
        renamed = (one / "summary.json").read_text(encoding="utf-8")
        for name, table in TABLES.items():
            self.assertIn(f'"source": "{name}"', renamed)
            renamed = renamed.replace(f'"source": "{name}"', f'"source": "{SOURCE} estado.{table}"')
        self.assertEqual(renamed, (other / "summary.json").read_text(encoding="utf-8"))


class SameResult(Rows):
    def test_every_layer_from_tables_gives_the_result_of_the_files(self):
        self.published()
        self.run_database(self.from_database(), self.place / "database")
        self.assert_same_result(self.result, self.place / "database")
        for name in ("homicides", "law_enforcement", "municipalities", "population"):
            mine, theirs = ledger(self.result, name), ledger(self.place / "database", name)
            self.assertEqual({key: mine[key] for key in mine if key not in ("source", "notes")}, {key: theirs[key] for key in theirs if key not in ("source", "notes")})

    def test_a_query_and_points_in_another_system_give_the_same_counts(self):
        self.published()
        study = self.from_database()
        study.incident_layers[0].pop("table")
        study.incident_layers[0]["query"] = "SELECT * FROM estado.homicidios WHERE victims::int > 0 ORDER BY ogc_fid"
        for key in ("x", "y"):
            study.site_layers[0].pop(key)
        study.site_layers[0]["table"] = "estado.puestos_utm"
        self.run_database(study, self.place / "database")
        for name in ("homicides", "law_enforcement"):
            self.assertEqual(ledger(self.place / "database", name)["located"], ledger(self.result, name)["located"])
        self.assertEqual([one["properties"]["incidents"] for one in self.features(self.result)], [one["properties"]["incidents"] for one in self.features(self.place / "database")])

    def features(self, result):
        return json.loads((result / "municipalities.geojson").read_text())["features"]

    def test_cleaned_copies_of_tables_need_no_database(self):
        study = self.from_database()
        study.site_layers[0]["table"] = "estado.puestos_utm"
        for key in ("x", "y"):
            study.site_layers[0].pop(key)
        self.run_database(study, self.result)
        said = self.program.run("check", study.path, "--allow-database", "--fix", self.place / "fixed", env=self.env)
        self.assertEqual(said.status, 0, said.out + said.err)
        text = (self.place / "fixed" / "study.toml").read_text(encoding="utf-8")
        self.assertNotIn("postgis:", text)
        again = self.program.run("run", self.place / "fixed" / "study.toml", "-o", self.place / "of_the_copy")
        self.assertEqual(again.status, 0, text + again.out + again.err)
        self.assertEqual(self.features(self.place / "of_the_copy"), self.features(self.result))
        self.assertEqual((self.place / "of_the_copy" / "gaps.csv").read_text(), (self.result / "gaps.csv").read_text())

    def test_twice_the_same_bytes(self):
        study = self.from_database()
        self.run_database(study, self.place / "one")
        self.run_database(study, self.place / "two", "--threads", "2")
        self.assertEqual(tree(self.place / "one"), tree(self.place / "two"))

    def test_a_service_file_and_a_password_from_the_environment(self):
        service = self.folder / "pg_service.conf"
        service.write_text(f"[policia]\nhost={server.socket}\ndbname=geo\nuser={USER}\npassword={PASSWORD}\n")
        self.env = {"PGSERVICEFILE": str(service)}
        study = self.from_database()
        study.site_layers[0]["source"] = "postgis:service=policia"
        self.study = study
        for layer in study.site_layers[1:] + study.municipalities + study.incident_layers + study.population:
            layer["source"] = "postgis:service=policia"
        said = self.run_database(study, self.result)
        self.assertEqual(manifest(self.result)["inputs"][1], {"database": "postgis:service=policia estado.municipios"})
        everything = said.out + said.err + "".join(path.read_bytes().decode("latin-1") for path in sorted(self.result.rglob("*")) if path.is_file())
        for secret in (PASSWORD, str(server.socket), USER, "pg_service"):
            self.assertNotIn(secret, everything)


class Refusals(Rows):
    def refused_with(self, code, source=SOURCE, says=None, **layer):
        """Police posts from a source that fails: the code, a hint, and nothing of the connection."""
        self.setUp_layer(source, layer)
        before = self.put_earlier_result()
        said = self.run_study("--allow-database", "--overwrite", env=self.env)
        self.assertEqual(said.status, 3, said.err + said.out)
        self.assert_message(said.err, code, says=says)
        self.assertEqual(tree(self.result), before)
        for secret in (PASSWORD, str(server.socket), USER, "nadie", "boss"):
            self.assertNotIn(secret, said.err + said.out)
        foretold = self.program.run("check", self.study.path, "--allow-database", env=self.env)
        self.assertEqual(foretold.status, 3)
        self.assertIn(code, foretold.out)
        return said

    def setUp_layer(self, source, layer):
        base = {"name": "law_enforcement", "family": "law_enforcement", "kind": "service", "source": source}
        self.study.site_layers[0] = {**base, **layer}

    def test_a_table_that_is_missing(self):
        self.refused_with("E1015", table="estado.puesto", says='does not exist')

    def test_a_column_or_table_that_a_query_asks_for_in_vain(self):
        self.refused_with("E1015", query="SELECT nada FROM estado.puestos", says='column "nada" does not exist')
        self.refused_with("E1015", query="SELECT * FROM estado.nada", says='does not exist')

    def test_a_query_that_is_no_sql(self):
        self.refused_with("E1015", query="SELECT FROM WHERE", says="syntax error")

    def test_a_query_that_fails_on_a_row_names_no_value(self):
        said = self.refused_with("E1015", query="SELECT name::int, geom FROM estado.puestos_utm")
        self.assertNotIn("LAW", said.err)

    def test_nothing_can_be_written(self):
        self.refused_with("E1015", query="SELECT estado.anota(), geom FROM estado.puestos_utm", says="read-only transaction")
        self.assertEqual(server.sql("SELECT count(*) FROM estado.bitacora", "geo"), "0")

    def test_no_permission(self):
        self.env = {**self.env, "PGUSER": USER}
        self.refused_with("E1015", table="oculto.puestos", says="permission denied")

    def test_a_user_or_database_that_does_not_exist(self):
        self.refused_with("E1014", source="postgis:dbname=nada", table="puestos")
        self.env = {**self.env, "PGUSER": "nadie"}
        self.refused_with("E1014", table="estado.puestos")

    def test_a_service_that_nobody_defines(self):
        self.refused_with("E1013", source="postgis:service=nada", table="puestos")

    def test_a_table_without_geometry(self):
        self.refused_with("E2021", table="estado.sin_geometria")
        self.study.municipalities[0] = {"source": SOURCE, "table": "estado.sin_geometria", "country": {"value": "HND"}, "code": "id"}
        self.refused_with("E1005", table="estado.puestos")

    def test_two_geometries(self):
        self.refused_with("E1015", table="estado.dos_geometrias")

    def test_a_database_without_postgis(self):
        server.sql("CREATE TABLE IF NOT EXISTS puestos (id text)", "plain")
        self.refused_with("E2021", source="postgis:dbname=plain", table="puestos")

    def test_an_empty_table_is_an_empty_layer(self):
        self.setUp_layer(SOURCE, {"table": "estado.vacia"})
        said = self.run_study("--allow-database", env=self.env)
        self.assertEqual(said.status, 0, said.err)
        self.assertEqual(ledger(self.result, "law_enforcement")["read"], 0)


class TheServerGoesAway(Rows):
    def test_a_server_that_is_down(self):
        server.stop()
        try:
            self.study.site_layers[0] = {"name": "law_enforcement", "family": "law_enforcement", "kind": "service", "source": SOURCE, "table": "estado.puestos"}
            said = self.run_study("--allow-database", env=self.env)
            self.assertEqual(said.status, 3, said.err)
            self.assert_message(said.err, "E1013", SOURCE + " estado.puestos")
            self.assertNotIn(str(server.socket), said.err)
        finally:
            server.start()

    def test_passwords_that_are_missing_or_wrong(self):
        server.require_password()
        self.addCleanup(server.trust)
        self.study.site_layers[0] = {"name": "law_enforcement", "family": "law_enforcement", "kind": "service", "source": SOURCE, "table": "estado.puestos"}
        for env in ({}, {"PGPASSWORD": "falsch-0815"}):
            said = self.run_study("--allow-database", "--overwrite", env={**self.env, "PGUSER": USER, **env})
            self.assertEqual(said.status, 3, said.err)
            self.assert_message(said.err, "E1014")
            self.assertNotIn("falsch", said.err)
            self.assertNotIn(USER, said.err)
        said = self.run_study("--allow-database", "--overwrite", env={**self.env, "PGUSER": USER, "PGPASSWORD": PASSWORD})
        self.assertEqual(said.status, 0, said.err)


if __name__ == "__main__":
    reason = postgis.absent() or ("" if shutil.which("ogr2ogr") else "no ogr2ogr")
    if reason:
        print(f"SKIPPED: {reason}")
        sys.exit(0)
    main()
