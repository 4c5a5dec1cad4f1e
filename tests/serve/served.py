# SPDX-License-Identifier: Apache-2.0
"""A server under test: started on a free port with a result of the demo, asked over bare sockets, its log looked at."""

import argparse
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support" / "py"))
from program import Program  # noqa: E402

# A program built with sanitizers takes its time and keeps what was freed: what a test waits, and how long or large something may be, is so many times more. What is answered is not.
SLOWER = float(os.environ.get("PRESENCIA_SERVE_SLOWER", "1"))

LINE = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ (started|reloaded|reload_failed|tally|stopping|stopped|failed|accept_failed|request)( [a-z_]+=(\"[^\"]*\"|[^ \"]+))*$")


@dataclass
class Answer:
    """One response as it came."""
    status: int
    fields: dict
    body: bytes
    raw: bytes = b""

    def json(self):
        return json.loads(self.body)


class Wire:
    """One connection; answers are read by their Content-Length."""

    def __init__(self, port, timeout=20, source=None):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=timeout * SLOWER, source_address=(source, 0) if source else None)
        self.left = b""

    def send(self, data):
        try:
            self.socket.sendall(data)
        except (BrokenPipeError, ConnectionResetError):
            pass  # refused before it was all sent: the answer says why

    def answer(self, head=False):
        data = self.left
        while b"\r\n\r\n" not in data:
            more = self.socket.recv(65536)
            if not more:
                raise EOFError(data)
            data += more
        top, data = data.split(b"\r\n\r\n", 1)
        lines = top.decode("latin-1").split("\r\n")
        version, status, _ = lines[0].split(" ", 2)
        assert version == "HTTP/1.1", lines[0]
        fields = {}
        for line in lines[1:]:
            name, value = line.split(": ", 1)
            assert name.lower() not in fields, f"twice: {name}"
            fields[name.lower()] = value
        status = int(status)
        length = 0 if head or status in (204, 304) else int(fields["content-length"])
        while len(data) < length:
            more = self.socket.recv(1 << 20)
            if not more:
                raise EOFError("cut short")
            data += more
        self.left = data[length:]
        return Answer(status, fields, data[:length], top)

    def at_end(self):
        """Whether the server has closed it, with nothing left unread."""
        try:
            return self.left == b"" and self.socket.recv(1) == b""
        except ConnectionResetError:
            return True

    def close(self):
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


@dataclass
class Server:
    """`presencia serve` on a directory. Options as on the command line."""
    program: Program
    directory: pathlib.Path
    options: tuple = ()
    environment: dict = field(default_factory=dict)

    def __enter__(self):
        self.log_file = tempfile.TemporaryFile()
        command = self.program.command(["serve", self.directory, "--port", "0", "--json", *self.options])
        env = self.program.environment({"PRESENCIA_THREADS": "2", **self.environment})
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self.log_file, env=env)
        said = b""
        while not said.rstrip().endswith(b"}"):
            line = self.process.stdout.readline()
            assert line, f"no address: {self.log()}"
            said += line
        self.base = json.loads(said)["address"].rstrip("/")
        self.port = int(re.search(r"started address=http://127\.0\.0\.1:(\d+)", self.log())[1])
        return self

    def __exit__(self, failed, *_):
        if failed:  # the log says what a test does not: a finding of a sanitizer, or that the server is gone
            print(f"the server's exit: {self.process.poll()}; the end of its log:\n{self.log()[-6000:]}", file=sys.stderr)
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
        self.log_file.close()

    def log(self):
        size = os.fstat(self.log_file.fileno()).st_size
        return os.pread(self.log_file.fileno(), size, 0).decode()

    def stop(self, within=12):
        """SIGTERM, and how it ended."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=within * SLOWER)

    def memory(self):
        """Resident kilobytes."""
        for line in open(f"/proc/{self.process.pid}/status", encoding="ascii"):
            if line.startswith("VmRSS"):
                return int(line.split()[1])
        raise AssertionError("no VmRSS")

    def files(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def wire(self, **more):
        return Wire(self.port, **more)

    def get(self, target, method="GET", **fields):
        """One request on a connection of its own; `fields` with _ for -."""
        with self.wire() as wire:
            lines = [f"{method} {target} HTTP/1.1"]
            fields.setdefault("host", f"127.0.0.1:{self.port}")
            lines += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items() if value is not None]
            wire.send(("\r\n".join(lines) + "\r\nConnection: close\r\n\r\n").encode("latin-1"))
            answer = wire.answer(head=method == "HEAD")
            assert wire.at_end(), "more than one answer"
            return answer

    def assert_log_clean(self, allowed=()):
        """Only lines that docs/serve.md explains, none of them a failure that is not expected here."""
        for line in self.log().splitlines():
            assert LINE.match(line), f"not a line of the log: {line!r}"
            event = line.split(" ")[1]
            assert event in ("started", "tally", "stopping", "stopped", "request", *allowed), line


def program_of(about):
    """The program under test, from the command line; PRESENCIA_SERVE_BINARY stands in for it where it is set, as one built with sanitizers."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--source", required=True)
    arguments = parser.parse_args()
    return Program(os.environ.get("PRESENCIA_SERVE_BINARY") or arguments.binary, arguments.source)


def demo(program, folder):
    """A result of the demo's study."""
    out = pathlib.Path(folder) / "demo"
    done = program.run("run", program.source / "examples" / "01_demo" / "study.toml", "-o", out, "-q")
    assert done.status == 0, done.err
    return out


def drawn(program, folder, name="drawn", change=None):
    """A result of the small drawn study; `change` may spoil the study first."""
    from drawn_study import DrawnStudy
    study = DrawnStudy(pathlib.Path(folder) / f"{name}-study")
    if change:
        change(study)
    study.write()
    out = pathlib.Path(folder) / name
    done = program.run("run", study.path, "-o", out, "-q", timeout=120 * SLOWER)
    assert done.status in (0, 6), done.err
    return out


def copy_of(result, place):
    """A result of its own: a folder that may be exchanged."""
    shutil.copytree(result, place)
    return pathlib.Path(place)


def wait_until(condition, within=10, what="it never came"):
    end = time.monotonic() + within * SLOWER
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(0.02)
