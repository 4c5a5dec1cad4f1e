# SPDX-License-Identifier: Apache-2.0
"""Honest and hostile clients of one address, or of a full server: whoever has been waited for longest gives way to a newcomer, and nobody who is being answered does.

    siege.py --binary PROGRAM --source TREE
"""
import pathlib
import random
import re
import socket
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from crowd import Asker, end, references  # noqa: E402
from served import Server, demo, program_of, wait_until  # noqa: E402

PLACES = 8
ASK = b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


def is_closed(wire):
    """Whether the server has ended a connection that it has nothing to say on."""
    wire.socket.setblocking(False)
    try:
        return wire.socket.recv(1) == b""
    except BlockingIOError:
        return False
    except ConnectionResetError:
        return True
    finally:
        wire.socket.settimeout(20)


def connected(server, count, first=b"", source=None):
    """Connections one after the other, so that it is known which of them waits longest."""
    wires = []
    for _ in range(count):
        wires.append(server.wire(source=source))
        wires[-1].send(first)
        time.sleep(0.02)
    return wires


def turned_away(server, source=None):
    with server.wire(source=source) as wire:
        wire.send(ASK)
        return wire.answer().status == 503


def longest_waiting_first(server):
    """Half a header, silence, or a connection kept: the one that waits longest is closed, and the others are not."""
    nobody = server.files()
    for first in (b"GET / HTTP/1.1\r\nX: ", b"", ASK):
        wires = connected(server, PLACES, first)
        if first == ASK:
            assert [wire.answer().status for wire in wires] == [200] * PLACES
            wires[0].send(ASK)  # the oldest asks again, so the second has been waited for longest
            assert wires[0].answer().status == 200
            wires.append(wires.pop(0))
        for newcomer in range(3):
            assert server.get("/health").status == 200
            wait_until(lambda: is_closed(wires[newcomer]), what=f"{first!r}: the one that waits longest is still there")
            assert not any(is_closed(wire) for wire in wires[newcomer + 1:]), f"{first!r}: another one gave way"
            # The newcomer's own place is free again, and is taken by one that waits.
            wait_until(lambda: server.files() == nobody + PLACES - 1)
            wires += connected(server, 1, first)
            if first == ASK:
                assert wires[-1].answer().status == 200
        for wire in wires:
            wire.close()
        wait_until(lambda: server.files() == nobody)


def slow_reader(server, path):
    """A client that asks for much and reads nothing: its small window keeps the answer with the server."""
    one = socket.socket()
    one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
    one.settimeout(20)
    one.connect(("127.0.0.1", server.port))
    one.send(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
    assert one.recv(1) == b"H", path
    return one


def not_while_answered(server, result):
    """Those that take an answer keep their places, and newcomers are told so; elsewhere they are served."""
    size = (result / "study.gpkg").stat().st_size
    wires = [slow_reader(server, "/files/study.gpkg") for _ in range(PLACES)]
    assert turned_away(server), "a ninth is served"
    with server.wire(source="127.0.0.2") as wire:
        wire.send(ASK)
        assert wire.answer().status == 200, "another address has places of its own"
    for one in wires:  # and now they read
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        data = b"H"
        while more := one.recv(1 << 20):
            data += more
        assert len(data.split(b"\r\n\r\n", 1)[1]) == size, "an answer was cut short"
        one.close()
    wait_until(lambda: not turned_away(server), what="places are not given back")


def full_server(program, result):
    """Where all places are taken, the address that has most of them makes room, and nobody else."""
    with Server(program, result, ("--max-connections", str(PLACES), "--max-per-address", str(PLACES))) as server:
        nobody = server.files()
        few, many = connected(server, 2, ASK, source="127.0.0.3"), connected(server, PLACES - 2, source="127.0.0.4")
        for newcomer in range(3):
            with server.wire(source="127.0.0.5") as wire:
                wire.send(ASK)
                assert wire.answer().status == 200
                wait_until(lambda: is_closed(many[newcomer]), what="the address with most places keeps them")
            wait_until(lambda: server.files() == nobody + PLACES - 1)
            many += connected(server, 1, source="127.0.0.4")
        for wire in few:
            assert wire.answer().status == 200 and not is_closed(wire), "an address with few places gave way"
        for wire in few + many:
            wire.close()
        assert server.stop() == 0
        server.assert_log_clean()


class Flood(threading.Thread):
    """Half headers from one address, as many as it gets, each again as soon as it is closed."""

    def __init__(self, port, count):
        super().__init__(daemon=True)
        self.port, self.count, self.done, self.closed = port, count, threading.Event(), 0

    def run(self):
        open_ones = []
        while not self.done.is_set():
            while len(open_ones) < self.count:
                one = socket.socket()
                try:
                    one.connect(("127.0.0.1", self.port))
                    one.send(b"GET / HTTP/1.1\r\nX: ")
                    one.setblocking(False)
                except OSError:
                    break
                open_ones.append(one)
            time.sleep(0.2)
            for one in list(open_ones):
                try:
                    ended = one.recv(4096) == b""
                except BlockingIOError:
                    ended = False
                except OSError:
                    ended = True
                if ended:
                    one.close()
                    open_ones.remove(one)
                    self.closed += 1
        for one in open_ones:
            one.close()


def beside_a_flood(program, result):
    """With the default caps, honest clients of the address that a hundred and twenty half headers come from have every answer, whole."""
    with Server(program, result) as server:
        allowed = {path: [one] for path, one in references(server, result).items()}
        flood = Flood(server.port, 120)
        flood.start()
        wait_until(lambda: flood.closed > 120, within=30, what="nobody gave way")
        askers = [Asker(server.port, allowed, seed) for seed in range(6)]
        for one in askers:
            one.start()
        for _ in range(25):  # and newcomers, on a connection each
            path = random.Random(_).choice(sorted(allowed))
            answer = server.get(path, host="127.0.0.1")
            assert [(answer.status, answer.body)] == allowed[path], path
            time.sleep(0.2)
        answers = end(askers)
        flood.done.set()
        flood.join(30)
        assert answers > 100, answers
        assert server.stop() == 0
        server.assert_log_clean()
        assert int(re.search(r" gave_way=(\d+)", server.log())[1]) > 120
        print(f"ok {answers} answers beside a flood of {flood.closed} half headers from the same address")


def memory_of_answers(program, result):
    """What was worked out and is not taken is bounded: then nothing else is worked out, and what needs no work is served on."""
    with Server(program, result, ("--max-unsent", "1")) as server:
        page = "/collections/municipalities/items?limit=1000&bbox=-180,-90,180,{}"
        size = len(server.get(page.format(89)).body)
        assert size > 200_000, size
        wires, status = [], 200
        while status == 200:
            wires.append(slow_reader(server, page.format(89 - (len(wires) + 1) / 1000)))
            assert len(wires) <= (1 << 20) / size + 2, "answers are worked out without end"
            answer = server.get(f"/gaps?top={len(wires)}")
            status = answer.status
        assert len(wires) >= (1 << 20) / size, "refused too early"
        assert status == 503 and answer.fields["retry-after"], status
        assert server.get("/health").status == 200
        assert server.get(page.format(89)).status == 200, "what was worked out before is refused"
        for one in wires:
            one.close()
        wait_until(lambda: server.get("/gaps?top=30").status == 200, what="memory is not given back")
        # The borders of many rows are an answer that one client may not have at all.
        many = server.get("/gaps?format=geojson&gap_class=not_at_risk")
        assert (many.status, many.json()["parameter"]) == (400, "top"), many
        fits = int(many.json()["hint"].split(" - ")[1])
        assert 0 < fits < int(many.json()["detail"])
        answer = server.get(f"/gaps?format=geojson&gap_class=not_at_risk&top={fits}")
        assert answer.status == 200 and len(answer.json()["features"]) == fits and len(answer.body) <= (1 << 20) / 8 + 16
        assert server.get(f"/gaps?format=geojson&gap_class=not_at_risk&top={fits + 1}").status == 400
        assert server.stop() == 0
        server.assert_log_clean()


def area_of_a_box(program, result):
    """A cap on the area of a bbox, where the one who serves sets it."""
    with Server(program, result, ("--max-bbox-area", "4")) as server:
        for box, status in (("-90,14,-88,16", 200), ("-90,14,-88,16.001", 400), ("179,0,-179,2", 200), ("179,0,-179,2.001", 400), ("-90,88,-86,400", 400), ("-90,89,-86,400", 200)):
            answer = server.get(f"/collections/municipalities/items?bbox={box}")
            assert answer.status == status, box
            if status == 400:
                said = answer.json()
                assert said["parameter"] == "bbox" and "4" in said["hint"], said
        assert server.get("/collections/municipalities/items").status == 200
        assert server.stop() == 0


def main():
    program = program_of(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        result = demo(program, folder)
        with Server(program, result, ("--max-per-address", str(PLACES))) as server:
            longest_waiting_first(server)
            print("ok who waits longest gives way")
            not_while_answered(server, result)
            print("ok who is answered does not")
            assert server.stop() == 0
            server.assert_log_clean()
        full_server(program, result)
        print("ok a full server takes from the address that has most")
        memory_of_answers(program, result)
        print("ok answers that are not taken are bounded")
        area_of_a_box(program, result)
        print("ok the area of a bbox can be bounded")
        beside_a_flood(program, result)


main()
