# SPDX-License-Identifier: Apache-2.0
"""Many clients at once: what each address of a result answers, threads that ask and compare, and the plan for load_client."""
import hashlib
import pathlib
import random
import socket
import threading
import time

from served import SLOWER, Wire

ESTABLISHED = 1  # of struct tcp_info


def addresses(result):
    """(path, status) of a mixture: tiles of the archives and drawn ones, documents, questions, files, what is not there and what is refused."""
    tiles = [f"/xyz/gap/{z}/{x}/{y}.png" for z, x, y in ((4, 3, 7), (5, 7, 15), (6, 15, 30), (7, 30, 60), (8, 60, 120), (12, 960, 1930), (3, 0, 0))]
    vector = [f"/xyz/presencia/{z}/{x}/{y}.pbf" for z, x, y in ((4, 3, 7), (5, 7, 15), (6, 15, 30), (7, 30, 60), (8, 60, 120), (12, 960, 1930), (16, 15365, 30886))]
    documents = ["/", "/?f=html", "/catalog", "/style.json", "/xyz/gap.json", "/legends/gap.svg", "/legends/gap.png", "/wmts/1.0.0/WMTSCapabilities.xml", "/conformance", "/api", "/collections", "/tiles/WebMercatorQuad", "/municipalities", "/map/"]
    questions = ["/gaps?top=10", "/gaps?format=csv", "/gaps?format=geojson&country=XAA", "/municipalities/XAA:0205", "/collections/municipalities/items?limit=5&offset=7", "/collections/sites/items?limit=50", "/collections/municipalities/items/XAA:0205"]
    files = ["/files/gaps.csv", "/files/summary.json", "/files/style.json", "/files/municipalities.geojson", "/files/study.gpkg"]
    return [(path, None) for path in tiles + vector + documents + questions + files] + [("/nothing", 404), ("/gaps?x=1", 400), ("/xyz/gap/99/0/0.png", 404), ("/xyz/gap/x/0/0.png", 400)]


def references(server, result):
    """{path: (status, body)} asked one at a time."""
    return {path: (answer.status, answer.body) for path, status in addresses(result) for answer in (server.get(path, host="127.0.0.1"),) if status in (None, answer.status)}


def write_plan(folder, known):
    folder = pathlib.Path(folder)
    folder.mkdir(exist_ok=True)
    lines = []
    for path, (status, body) in known.items():
        file = folder / hashlib.sha256(path.encode()).hexdigest()[:16]
        file.write_bytes(body)
        lines.append(f"{path}\t{status}\t-\t{file}\n")
    (folder / "plan").write_text("".join(lines), encoding="utf-8")
    return folder / "plan"


class Asker(threading.Thread):
    """A client that asks over one connection until it is told to stop, or the server says that it is the last. `allowed` maps a path to the answers (status, body) that are whole ones of some result."""

    def __init__(self, port, allowed, seed, stay=True):
        super().__init__(daemon=True)
        self.port, self.allowed, self.random, self.stay = port, allowed, random.Random(seed), stay
        self.done = threading.Event()
        self.faults, self.answers, self.seen = [], 0, set()

    def run(self):
        paths = sorted(self.allowed)
        while not self.done.is_set():
            try:
                wire = Wire(self.port)
            except (ConnectionRefusedError, ConnectionResetError, TimeoutError):
                return  # the door is closed
            with wire:
                if not self.use(wire, paths):
                    return

    def use(self, wire, paths):
        """Asks over one connection. False where the server is gone."""
        first = True
        while not self.done.is_set():
            path = self.random.choice(paths)
            lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1"] + ([] if self.stay else ["Connection: close"])
            try:
                wire.socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
                answer = wire.answer()
            except (EOFError, OSError) as error:
                # A new connection that nobody has taken yet was not accepted; half an answer, and none on a connection that had answers before, are faults.
                if isinstance(error, EOFError) and error.args and error.args[0]:
                    self.faults.append(f"{path}: cut short")
                elif not first:
                    self.faults.append(f"{path}: {error!r}")
                return False
            self.answers += 1
            match = [name for name, one in enumerate(self.allowed[path]) if one == (answer.status, answer.body)]
            if not match:
                self.faults.append(f"{path}: {answer.status}, {len(answer.body)} bytes of no result")
            elif len(self.allowed[path]) > len(match):
                self.seen.update(match)
            first = False
            if answer.fields.get("connection") == "close":
                return True
        return True


def end(askers):
    for one in askers:
        one.done.set()
    for one in askers:
        one.join(30)
        assert not one.is_alive(), "a client waits for ever"
    faults = [fault for one in askers for fault in one.faults]
    assert not faults, "\n".join(faults[:10])
    return sum(one.answers for one in askers)


class Hostile(threading.Thread):
    """Connections that take what they can without asking honestly, from addresses of their own: kept at their number, each closed by the server in its time."""

    def __init__(self, port, kind, count, deadline):
        super().__init__(daemon=True)
        self.port, self.kind, self.count, self.deadline = port, kind, count, deadline
        self.done = threading.Event()
        self.late, self.closed, self.open = [], 0, {}
        self.turn = 0

    def connect(self):
        one = socket.socket()
        if self.kind == "read":
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        self.turn += 1
        block = {"header": 1, "read": 2, "idle": 3}[self.kind]
        one.settimeout(5)
        one.bind((f"127.0.{block}.{1 + self.turn % 40}", 0))
        one.connect(("127.0.0.1", self.port))
        one.setblocking(False)
        if self.kind == "read":
            one.send(b"GET /files/study.gpkg HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        elif self.kind == "header":
            one.send(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ")
        self.open[one] = time.monotonic()

    def run(self):
        last = 0.0
        while not self.done.is_set():
            while len(self.open) < self.count and not self.done.is_set():
                try:
                    self.connect()
                except OSError:
                    time.sleep(0.05)
            now = time.monotonic()
            if now - last < 0.5:
                time.sleep(0.05)
                continue
            last = now
            for one in list(self.open):
                self.poke(one, now)
        for one in self.open:
            one.close()

    def poke(self, one, now):
        ended = False
        try:
            if self.kind == "header":
                one.send(b"a")
                ended = one.recv(4096) == b""
            elif self.kind == "read":
                # A byte at a time, out of an answer of hundreds of thousands; what has come may still be read after the server is gone.
                ended = one.recv(1) == b"" or one.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0] != ESTABLISHED
            else:
                ended = one.recv(1) == b""
        except BlockingIOError:
            pass
        except OSError:
            ended = True
        age = now - self.open[one]
        if age > self.deadline and not ended:
            self.late.append(f"{self.kind}: still open after {age:.1f} s")
            ended = True
        if ended:
            self.closed += 1
            one.close()
            del self.open[one]


def besiege(port):
    """500 that send their header a byte at a time, 200 that read nothing, 200 that say nothing."""
    attackers = [Hostile(port, "header", 500, 5 + 2 + 4 * SLOWER), Hostile(port, "read", 200, 10 + 10 + 4 * SLOWER), Hostile(port, "idle", 200, 5 + 4 * SLOWER)]
    for one in attackers:
        one.start()
    return attackers


def relieve(attackers):
    for one in attackers:
        one.done.set()
    for one in attackers:
        one.join(30)
    return {one.kind: {"closed": one.closed, "late": len(one.late), "open": len(one.open)} for one in attackers}
