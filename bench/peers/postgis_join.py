# SPDX-License-Identifier: Apache-2.0
"""PostGIS from files to counts, on a server of its own in a temporary folder: load, index, join by its best plan.

The plan is the fastest found: polygons outside, each looked up in a GiST index over the points, polygons stored without compression so that they are not unpacked for every page of points,
tables unlogged, fsync off, two parallel workers. Starting the server and stopping it are not timed.
"""
import glob
import json
import os
import pathlib
import pwd
import resource
import shutil
import subprocess
import tempfile
import time

PORT = "54329"
SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "2GB", "work_mem": "256MB", "maintenance_work_mem": "1GB", "max_wal_size": "8GB",
            "max_parallel_workers_per_gather": "2", "max_parallel_maintenance_workers": "2", "jit": "off", "listen_addresses": "''", "autovacuum": "off"}
PACKAGES = ("postgresql-15-postgis-3", "gdal-bin")


def binaries():
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
    return pathlib.Path(found[-1]) if found and glob.glob("/usr/share/postgresql/*/extension/postgis.control") else None


class Server:
    """A cluster that goes away with the object. The server refuses to run as root: then it runs as the user postgres."""

    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="presencia-postgis-"))
        self.as_user = []
        if os.getuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self.as_user = ["runuser", "-u", "postgres", "--"]
        self.server("initdb", "-D", self.folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = " ".join(f"-c {key}={value}" for key, value in SETTINGS.items())
        self.server("pg_ctl", "-D", self.folder / "data", "-l", self.folder / "log", "-w", "-o", f"-p {PORT} -k {self.folder} {options}", "start")
        self.sql("create extension postgis")
        return self

    def __exit__(self, *_):
        self.server("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def server(self, program, *arguments):
        subprocess.run([*self.as_user, str(binaries() / program), *map(str, arguments)], check=True, stdout=subprocess.DEVNULL, cwd="/")

    def sql(self, *commands):
        call = ["psql", "-h", str(self.folder), "-p", PORT, "-U", "postgres", "-qAt", "-F", ",", "-v", "ON_ERROR_STOP=1"]
        for command in commands:
            call += ["-c", command]
        return subprocess.run(call, check=True, capture_output=True, text=True).stdout

    def join(self, polygons, points, out):
        """Loads, indexes and joins; returns the seconds of each stage."""
        stages = {}
        self.sql("drop table if exists polys, pts, ptg")

        def stage(name, action):
            began = self.clock()
            result = action()
            stages[name] = self.clock() - began
            return result

        stage("polygons", lambda: subprocess.run(
            ["ogr2ogr", "-q", "-f", "PostgreSQL", f"PG:host={self.folder} port={PORT} user=postgres dbname=postgres", str(polygons), "-nln", "polys", "-lco", "GEOMETRY_NAME=geom",
             "-lco", "UNLOGGED=YES"], check=True))
        stage("storage", lambda: self.sql("alter table polys alter geom set storage external", "create unlogged table p2 as select id, geom from polys",
                                          "alter table p2 alter geom set storage external", "update p2 set geom = st_setsrid(geom, 4326)", "drop table polys", "alter table p2 rename to polys",
                                          "alter table polys set (parallel_workers = 2)", "analyze polys"))
        stage("copy", lambda: self.sql("create unlogged table pts(lon float8, lat float8, d date, type text)", f"\\copy pts from '{points}' csv header"))
        stage("geometry", lambda: self.sql("create unlogged table ptg as select st_setsrid(st_makepoint(lon, lat), 4326) g, type from pts"))
        stage("index", lambda: self.sql("create index on ptg using gist(g)", "analyze ptg"))
        text = stage("join", lambda: self.sql(
            "set parallel_setup_cost = 0", "set parallel_tuple_cost = 0", "set min_parallel_table_scan_size = 0",
            "select p.id, t.type, sum(t.n) from polys p cross join lateral (select type, count(*) n from ptg where st_covers(p.geom, g) group by type) t group by 1, 2 order by 1, 2"))
        pathlib.Path(out).write_text("municipality,class,count\n" + text)
        return stages

    def clock(self):
        """Seconds of the wall, or where BENCH_CLOCK is "cpu" those that the server's finished processes and our own children spent on processors."""
        if os.environ.get("BENCH_CLOCK") != "cpu":
            return time.perf_counter()
        time.sleep(2)  # until the process that served the last command has ended
        postmaster = (self.folder / "data/postmaster.pid").read_text().split()[0]
        fields = pathlib.Path(f"/proc/{postmaster}/stat").read_text().rsplit(")", 1)[1].split()
        ours = resource.getrusage(resource.RUSAGE_CHILDREN)
        return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK") + ours.ru_utime + ours.ru_stime

    def versions(self):
        return "PostgreSQL " + self.sql("show server_version").split()[0] + ", PostGIS " + self.sql("select postgis_lib_version()").strip()


if __name__ == "__main__":
    import sys
    with Server() as server:
        print(json.dumps({"stages": server.join(*sys.argv[1:4]), "versions": server.versions()}))
