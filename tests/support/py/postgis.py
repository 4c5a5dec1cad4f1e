# SPDX-License-Identifier: Apache-2.0
"""A PostgreSQL server with PostGIS of the test's own: in a folder of its own, on a Unix socket alone, gone afterwards."""
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

BIN = Path(os.environ.get("PRESENCIA_POSTGRES_BIN", "/usr/lib/postgresql/15/bin"))
CONTROL = Path("/usr/share/postgresql/15/extension/postgis.control")


def absent():
    """Why there can be no server here, or ""."""
    if not (BIN / "postgres").exists():
        return f"no PostgreSQL 15 under {BIN}"
    if not CONTROL.exists():
        return "no PostGIS for PostgreSQL 15"
    if os.getuid() == 0 and not unprivileged():
        return "PostgreSQL does not run as root, and there is no other user"
    return ""


def unprivileged():
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None


class Server:
    """`with Server() as server`: a running server. Its superuser is `boss`; clients reach it with environment()."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="presencia-pg-"))
        self.user = unprivileged() if os.getuid() == 0 else None
        self.data, self.socket = self.folder / "data", self.folder / "socket"

    def __enter__(self):
        try:
            if self.user:
                os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
            os.chmod(self.folder, 0o755)
            self._tool("initdb", "-D", self.data, "-U", "boss", "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust", "--no-sync")
            self.socket.mkdir(mode=0o777)
            os.chmod(self.socket, 0o777)
            self.start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, *_):
        if (self.data / "postmaster.pid").exists():
            self._tool("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop", check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self):
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.socket}' -c fsync=off -c shared_buffers=16MB"
        self._tool("pg_ctl", "-D", self.data, "-l", self.folder / "log", "-o", options, "-w", "-t", "60", "start")

    def stop(self):
        self._tool("pg_ctl", "-D", self.data, "-m", "fast", "-w", "stop")

    def require_password(self):
        """From now on every user but the superuser must give one."""
        (self.data / "pg_hba.conf").write_text("local all boss trust\nlocal all all scram-sha-256\n")
        self._tool("pg_ctl", "-D", self.data, "reload")

    def trust(self):
        """Whoever comes over the socket is let in, as at the start."""
        (self.data / "pg_hba.conf").write_text("local all all trust\n")
        self._tool("pg_ctl", "-D", self.data, "reload")

    def environment(self, **more):
        return {"PGHOST": str(self.socket), "PGUSER": "boss", **more}

    def sql(self, statements, database="postgres"):
        done = subprocess.run([str(BIN / "psql"), "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1", "-d", database],
                              input=statements, env={**os.environ, **self.environment()}, capture_output=True, text=True)
        if done.returncode:
            raise AssertionError(done.stderr)
        return done.stdout.strip()

    def load(self, file, table, database, *options):
        """Copies a file's only layer into a table with GDAL's own tool."""
        done = subprocess.run(["ogr2ogr", "-f", "PostgreSQL", f"PG:dbname={database}", str(file), "-nln", table, "-lco",
                               "LAUNDER=NO", "-lco", "GEOMETRY_NAME=geom", *options],
                              env={**os.environ, **self.environment()}, capture_output=True, text=True)
        if done.returncode:
            raise AssertionError(done.stderr)

    def _tool(self, name, *arguments, check=True):
        def leave():
            if self.user:
                os.setgroups([])
                os.setgid(self.user.pw_gid)
                os.setuid(self.user.pw_uid)
        done = subprocess.run([str(BIN / name), *map(str, arguments)], preexec_fn=leave, cwd="/", stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120,
                              env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"})
        if check and done.returncode:
            raise AssertionError(f"{name}: {done.stdout}")
