# SPDX-License-Identifier: Apache-2.0
"""What the server answers: the same bytes as the files and commands, what HTTP asks, and a clear refusal for the rest; ended by SIGTERM."""
import json
import pathlib
import sqlite3
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from served import Server, demo, program_of  # noqa: E402


def files(server, result):
    """Files come as they are, by ranges, and not again to those who have them."""
    body = (result / "gaps.csv").read_bytes()
    whole = server.get("/files/gaps.csv")
    assert (whole.status, whole.body) == (200, body)
    part = server.get("/files/gaps.csv", range="bytes=10-19")
    assert (part.status, part.body) == (206, body[10:20])
    assert part.fields["content-range"] == f"bytes 10-19/{len(body)}"
    assert "content-encoding" not in server.get("/files/gaps.csv", range="bytes=0-9", accept_encoding="gzip").fields
    assert server.get("/files/gaps.csv", range="bytes=-5").body == body[-5:]
    beyond = server.get("/files/gaps.csv", range=f"bytes={len(body)}-")
    assert (beyond.status, beyond.fields["content-range"]) == (416, f"bytes */{len(body)}")
    known = server.get("/files/gaps.csv", if_none_match=whole.fields["etag"])
    assert (known.status, known.body) == (304, b"")
    head = server.get("/files/gaps.csv", method="HEAD")
    assert (head.status, head.body, head.fields["content-length"]) == (200, b"", str(len(body)))


def tiles(server, result):
    """A tile is the archive's; an empty one in range is 204; beyond the world it is 404."""
    with sqlite3.connect(f"file:{result}/tiles/gap.mbtiles?mode=ro", uri=True) as base:
        z, x, row, data = base.execute("select zoom_level, tile_column, tile_row, tile_data from tiles order by zoom_level desc limit 1").fetchone()
    y = 2 ** z - 1 - row
    answer = server.get(f"/xyz/gap/{z}/{x}/{y}.png")
    assert (answer.status, answer.fields["content-type"], answer.body) == (200, "image/png", data)
    deeper = server.get(f"/xyz/gap/{z + 2}/{x * 4}/{y * 4}.png")
    assert deeper.status == 200 and deeper.body.startswith(b"\x89PNG"), "drawn on demand beyond the archive"
    for bad in ("/xyz/gap/3/8/0.png", "/xyz/gap/3/-1/0.png", "/xyz/gap/99/0/0.png", "/xyz/nothing/0/0/0.png"):
        assert server.get(bad).status in (400, 404), bad


def questions(server, result, program):
    """/gaps and /municipalities say what the commands say."""
    said = json.loads(program.run("gaps", result, "--top", "5", "--json").out)
    asked = server.get("/gaps?top=5&format=json").json()
    assert asked["gaps"] == said["gaps"] and len(asked["gaps"]) == 5, "the same five gaps"
    bad = server.get("/gaps?family=weather")
    assert bad.status == 400 and "family" in bad.body.decode() and "judicial" in bad.body.decode(), bad.body
    assert server.get("/gaps?limit=2").status == 400
    key = said["gaps"][0]["country"] + ":" + said["gaps"][0]["code"]
    assert server.get(f"/municipalities/{key}").status == 200
    page = server.get(f"/collections/municipalities/items/{key}?f=html").body.decode()
    assert all(f">{name}</th>" in page for name in ("country", "code", "population", "gap_class")) and f">{said['gaps'][0]['name']}<" in page, page[:3000]
    assert server.get("/municipalities/ZZZ:1").status == 404


def refusals(server, result):
    """No request becomes a path, and none is taken for two."""
    for path in ("/files/../study.toml", "/../etc/passwd", "/files/%2e%2e/%2e%2e/etc/passwd", "/files/..%2f..%2fetc/passwd", "/files/%00", "/files//etc/passwd", "/files/.", "/files/gaps.csv/", "/files/%c0%ae%c0%ae/x", "/nothing",
                 "/files/study.gpkg-wal"):
        answer = server.get(path)
        assert answer.status in (400, 404), f"{path}: {answer.status}"
        assert b"root:" not in answer.body
    raw = {
        "two lengths": b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
        "length and chunks": b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "folded": b"GET / HTTP/1.1\r\nHost: a\r\nX-A: b\r\n c\r\n\r\n",
        "no host": b"GET / HTTP/1.1\r\n\r\n",
        "two hosts": b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "blank before colon": b"GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        "huge header": b"GET / HTTP/1.1\r\nHost: a\r\nX-A: " + b"a" * 100000 + b"\r\n\r\n",
        "huge address": b"GET /" + b"a" * 100000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        "nonsense": b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n",
    }
    for name, data in raw.items():
        with server.wire() as wire:
            wire.send(data)
            answer = wire.answer()
            assert answer.status in (400, 413, 414, 431), f"{name}: {answer.status}"
            assert wire.at_end(), f"{name}: the connection stays open"
    refused = server.get("/", method="DELETE")
    assert refused.status == 405 and "GET" in refused.fields["allow"]
    asked = server.get("/catalog", method="OPTIONS", origin="https://example.org", access_control_request_method="GET")
    assert asked.status in (200, 204) and "access-control-allow-origin" in asked.fields
    assert "access-control-allow-origin" in server.get("/nothing", origin="https://example.org").fields, "errors may be read too"


def documents(server, result):
    for path, kind in (("/", "application/json"), ("/health", "application/json"), ("/catalog", "application/json"), ("/style.json", "application/json"), ("/conformance", "application/json"),
                       ("/collections", "application/json"), ("/xyz/gap.json", "application/json"), ("/legends/gap.svg", "image/svg+xml"), ("/legends/gap.png", "image/png"),
                       ("/wmts?service=WMTS&request=GetCapabilities", "application/xml")):
        answer = server.get(path)
        assert (answer.status, answer.fields["content-type"].split(";")[0]) == (200, kind), f"{path}: {answer.status} {answer.fields}"
    assert server.get("/", accept="text/html").body.startswith(b"<!DOCTYPE html>")


def main():
    program = program_of(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        result = demo(program, folder)
        with Server(program, result) as server:
            for check in (documents, files, tiles, refusals):
                check(server, result)
                print("ok", check.__name__)
            questions(server, result, program)
            print("ok questions")
            assert server.stop() == 0
            server.assert_log_clean()
            print("ok log")
        absent = program.run("serve", folder, "--port", "0")
        assert absent.status == 3 and "presencia run" in absent.err, absent.err


main()
