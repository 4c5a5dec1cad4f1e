# SPDX-License-Identifier: Apache-2.0
"""Requests as bytes over bare sockets, each with the exact answer it must have (raw_cases.py); whatever was asked, the server lives, stays in step with its client, and logs no more than the kind of address.

    raw.py --binary PROGRAM --source TREE
"""
import gzip
import json
import pathlib
import re
import sys
import tempfile
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import raw_cases  # noqa: E402
from raw_cases import Case, ask, plain  # noqa: E402
from served import Server, demo, program_of  # noqa: E402

MARK = "93.1357"  # of a place, in addresses: it must not come into the log


def quote(text):
    return urllib.parse.quote(text, safe="")


def ranges(body):
    """One range of bytes is honoured; what is no range is passed over (RFC 9110, 14.2)."""
    n, path = len(body), "/files/gaps.csv"
    for wish, first, last in (("0-0", 0, 0), ("0-9", 0, 9), ("10-", 10, n - 1), ("-1", n - 1, n - 1), ("-5", n - 5, n - 1), (f"-{n}", 0, n - 1), (f"-{n + 10}", 0, n - 1), (f"0-{n + 100}", 0, n - 1), (f"{n - 1}-{n - 1}", n - 1, n - 1),
                              ("0-18446744073709551615", 0, n - 1), ("0-99999999999999999999999", 0, n - 1)):
        yield plain(f"range {wish}", path, 206, f"Range: bytes={wish}", body=body[first:last + 1], fields={"content-range": f"bytes {first}-{last}/{n}", "content-encoding": None, "content-length": str(last + 1 - first)})
    for wish in (f"{n}-", f"{n}-{n}", "-0", "18446744073709551616-", "99999999999999999999999-"):
        yield plain(f"range beyond {wish}", path, 416, f"Range: bytes={wish}", code="E6011", fields={"content-range": f"bytes */{n}"})
    for wish in ("bytes=", "bytes=-", "bytes=a-b", "bytes=5-2", "bytes=0-1,3-4", "bytes=0-0,-1", "bytes=+0-1", "bytes=0x0-1", "bytes=0 - 1", "items=0-1", "bytes 0-1", "bytes=--1", "bytes=0-1-2", "0-1"):
        yield plain(f"no range {wish}", path, 200, f"Range: {wish}", body=body, fields={"content-range": None})
    yield plain("a range is never packed", path, 206, "Range: bytes=0-99", "Accept-Encoding: gzip", body=body[:100], fields={"content-encoding": None})
    yield plain("nor is what the range was passed over for", path, 200, "Range: bytes=5-2", "Accept-Encoding: gzip", body=body, fields={"content-encoding": None})
    yield plain("a range of what has none", "/gaps?format=csv", 200, "Range: bytes=0-1", fields={"content-range": None, "accept-ranges": None})


def conditions(body, tag):
    """Strong tags: 304 and 412, before ranges, by coding."""
    path, bare = "/files/gaps.csv", tag.strip('"')
    empty = dict(body=b"", fields={"etag": tag, "content-length": None, "content-type": None, "cache-control": "no-cache", "vary": "Accept-Encoding"})
    for known in (tag, f"W/{tag}", f'"x", {tag}', f'"x" ,{tag}, "y"', "*", f'  {tag}'):
        yield plain(f"If-None-Match {known}", path, 304, f"If-None-Match: {known}", **empty)
    for other in ('"x"', bare, f'"{bare}', f'"{bare}-gz"', '""', "W/", f"'{bare}'", f'"{bare.upper()}x"'):
        yield plain(f"If-None-Match {other}", path, 200, f"If-None-Match: {other}", body=body)
    yield plain("of the packed", path, 200, f"If-None-Match: {tag}", "Accept-Encoding: gzip", fields={"etag": f'"{bare}-gz"', "content-encoding": "gzip"})
    yield plain("of the packed, known", path, 304, f'If-None-Match: "{bare}-gz"', "Accept-Encoding: gzip", body=b"", fields={"etag": f'"{bare}-gz"', "content-encoding": None})
    yield plain("If-None-Match and HEAD", path, 304, f"If-None-Match: {tag}", method="HEAD", body=b"")
    for held in (tag, "*", f'"x", {tag}', f'"{bare}-gz"'):
        yield plain(f"If-Match {held}", path, 200, f"If-Match: {held}", body=body)
    for lost in ('"x"', f"W/{tag}", bare):
        yield plain(f"If-Match {lost}", path, 412, f"If-Match: {lost}", code="E6008")
    yield plain("If-Match before If-None-Match", path, 412, 'If-Match: "x"', f"If-None-Match: {tag}", code="E6008")
    yield plain("If-None-Match before a range", path, 304, f"If-None-Match: {tag}", "Range: bytes=0-1", body=b"")
    yield plain("If-Range holds", path, 206, f"If-Range: {tag}", "Range: bytes=0-1", body=body[:2])
    for stale in ('"x"', f"W/{tag}", bare, "Sun, 29 Nov 2026 19:00:00 GMT", f"{tag}, {tag}", "*"):
        yield plain(f"If-Range {stale}", path, 200, f"If-Range: {stale}", "Range: bytes=0-1", body=body)
    yield plain("If-Range without a range", path, 200, f"If-Range: {tag}", body=body)
    yield plain("a date is no condition", path, 200, "If-Modified-Since: Sun, 29 Nov 2099 19:00:00 GMT", body=body)
    yield plain("of an error", "/nothing", 404, "If-None-Match: *", code="E6004")


def versions(version):
    """What never changes may be kept for ever; what is gone is here under another address."""
    ever = {"cache-control": "public, max-age=31536000, immutable"}
    for path in ("/xyz/gap/0/0/0.png", "/xyz/presencia/4/3/7.pbf", "/files/gaps.csv", "/legends/gap.svg", "/wmts/1.0.0/gap/default/GoogleMapsCompatible/0/0/0.png"):
        yield plain("for ever", f"/v/{version}{path}", 200, fields=ever)
    yield plain("nothing, for ever", f"/v/{version}/xyz/presencia/4/0/0.pbf", 204, body=b"", fields=ever)
    yield plain("an error is not for ever", f"/v/{version}/xyz/gap/99/0/0.png", 404, code="E6004", fields={"cache-control": "no-store"})
    yield plain("an error is not for ever", f"/v/{version}/xyz/gap/x/0/0.png", 400, code="E6003", parameter="z", fields={"cache-control": "no-store"})
    yield plain("what changes has no version", f"/v/{version}/gaps", 404, code="E6004")
    yield plain("nor has health", f"/v/{version}/health", 404, code="E6004")
    yield plain("a version that is gone", "/v/0123456789abcdef/xyz/gap/0/0/0.png?a=b", 307, fields={"location": "http://127.0.0.1/xyz/gap/0/0/0.png?a=b", "cache-control": "no-store"})
    yield plain("climbing from a version", f"/v/{version}/files/%2e%2e/x", 400, code="E6001", closes=True)


def check(server, case):
    with server.wire() as wire:
        wire.send(case.raw)
        head = case.raw.lstrip(b"\r\n").startswith(b"HEAD ")
        answer = wire.answer(head=head)
        assert answer.status == case.status, f"{answer.status} {answer.body[:300]}"
        fields = answer.fields
        for name in ("date", "server", "x-content-type-options", "cache-control", "access-control-allow-origin"):
            assert name in fields, f"no {name}"
        assert answer.status != 500 and fields["server"] == "presencia"
        problem = answer.status >= 400 and fields["content-type"] == "application/problem+json"
        if answer.status >= 400:
            assert fields["cache-control"] == "no-store" and "etag" not in fields
            assert problem or fields["content-type"] == "application/xml", fields
        if problem and not head:
            said = json.loads(answer.body)
            assert (said["status"], said["code"], said.get("parameter", "")) == (case.status, case.code, case.parameter or said.get("parameter", "")), said
            assert case.parameter == "" or said["parameter"] == case.parameter, said
        if answer.status == 200 and fields["cache-control"] != "no-store":
            assert re.fullmatch(r'"[^"]+"', fields["etag"]), fields.get("etag")
        for name, value in case.fields.items():
            assert fields.get(name) == value, f"{name}: {fields.get(name)!r} is not {value!r}"
        body = gzip.decompress(answer.body) if fields.get("content-encoding") == "gzip" and answer.body else answer.body
        if case.body is not None:
            assert body == case.body, body[:200]
        for part in case.holds:
            assert part in body, f"{part!r} is not in {body[:400]!r}"
        if fields.get("content-type", "").startswith(("text/html", "application/xml")):
            assert b"<script>alert" not in body and b"<img src=x" not in body, "what was injected came through"
        assert (fields.get("connection") == "close") == case.closes, "Connection"
        if case.closes:
            assert wire.at_end(), "more came, or the connection stays open"
            return
        # In step: the next request on the same connection has its own answer, and no other.
        wire.send(ask("/health", "Connection: close"))
        after = wire.answer()
        assert after.status == 200 and after.json()["status"] == "ok" and wire.at_end()


def pipelined(server):
    """Requests sent ahead are answered one by one, in order, and none behind a malformed one."""
    with server.wire() as wire:
        wire.send(ask("/health") + ask("/nothing") + ask("/files/gaps.csv", method="HEAD") + ask("/xyz/presencia/4/0/0.pbf") + ask("/gaps?x=1") + ask("/health"))
        got = [wire.answer(head=i == 2).status for i in range(6)]
        assert got == [200, 404, 200, 204, 400, 200], got
        wire.send(ask("/health") + b"GET / HTTP/1.1\r\nHost : x\r\n\r\n" + ask("/files/gaps.csv"))
        assert [wire.answer().status, wire.answer().status] == [200, 400] and wire.at_end()
    with server.wire() as wire:
        for byte in ask("/health", "Connection: close"):
            wire.send(bytes([byte]))
        assert wire.answer().status == 200 and wire.at_end()


def behind_a_proxy(program, result):
    """Addresses of links: of a trusted server's forwarded fields, or as --public-url says."""
    def base(server, *lines):
        with server.wire() as wire:
            wire.send(ask("/xyz/gap.json", *lines, "Connection: close"))
            answer = wire.answer()
            assert answer.status == 200, answer.body
            return answer.json()["tiles"][0].split("/v/")[0]
    with Server(program, result, ("--trust", "127.0.0.1")) as server:
        for lines, expected in (((), "http://127.0.0.1"), (("X-Forwarded-Proto: https", "X-Forwarded-Host: maps.example.org", "X-Forwarded-Prefix: /presencia"), "https://maps.example.org/presencia"),
                                (("X-Forwarded-Proto: https, http", "X-Forwarded-Host: a.example , b"), "https://a.example"), (("X-Forwarded-Proto: javascript",), "http://127.0.0.1"), (("X-Forwarded-Host: <script>",), "http://127.0.0.1"),
                                (("X-Forwarded-Prefix: //evil.example",), "http://127.0.0.1"), (("X-Forwarded-Prefix: /a/../b",), "http://127.0.0.1"), (("X-Forwarded-Prefix: x",), "http://127.0.0.1"), (("X-Forwarded-Prefix: /a/",), "http://127.0.0.1/a")):
            assert base(server, *lines) == expected, (lines, base(server, *lines))
    with Server(program, result, ("--public-url", "https://maps.example.org/presencia/", "--cors", "https://one.example", "--cors", "https://two.example")) as server:
        assert base(server, "X-Forwarded-Host: evil.example") == "https://maps.example.org/presencia"
        with server.wire() as wire:
            wire.send(ask("/health", host="maps.example.org"))
            assert wire.answer().status == 200, "the name under which it is public is one of ours"
        for origin, allowed in (("https://two.example", "https://two.example"), ("https://three.example", None), ("https://two.example.evil", None), ("null", None), ("https://TWO.example", None), ("*", None)):
            for path in ("/catalog", "/nothing"):
                fields = server.get(path, origin=origin).fields
                assert fields.get("access-control-allow-origin") == allowed and "Origin" in fields["vary"], (origin, path, fields)
        assert "access-control-allow-origin" not in server.get("/catalog").fields
    for bad in ("maps.example.org", "ftp://x", "https://", "https://a b", "https://a/?x", "https://a/../b"):
        assert program.run("serve", result, "--port", "0", "--public-url", bad).status == 2, bad


def main():
    program = program_of(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        result = demo(program, folder)
        body = (result / "gaps.csv").read_bytes()
        with Server(program, result, ("--log-requests",)) as server:
            tag = server.get("/files/gaps.csv").fields["etag"]
            version = server.get("/health").json()["result"]
            groups = {"traversal": raw_cases.traversal(), "tile addresses": raw_cases.tile_addresses(), "request lines": raw_cases.request_lines(), "methods": raw_cases.methods(), "header fields": raw_cases.header_fields(), "sizes": raw_cases.sizes(),
                      "ranges": ranges(body), "conditions": conditions(body, tag), "versions": versions(version), "cross origins": raw_cases.cross_origins(), "negotiation": raw_cases.negotiation(), "parameters": raw_cases.parameters(quote),
                      "WMTS": raw_cases.wmts(quote),
                      "places": [plain("a place", f"/collections/municipalities/items?bbox=-{MARK},12.{MARK[3:]},-93,13", 200), plain("a place at fault", f"/collections/municipalities/items?bbox={MARK}", 400, code="E6003", parameter="bbox"),
                                 plain("a place in a path", f"/municipalities/{MARK}", 404, code="E2014"), plain("a place as a name", f"/gaps?{MARK}=1", 400, code="E6002")]}
            count, wrong = 0, []
            for group, cases in groups.items():
                for case in cases:
                    count += 1
                    try:
                        check(server, case)
                    except (AssertionError, EOFError, KeyError, ValueError, OSError) as error:
                        wrong.append(f"{group}: {case.name}: {type(error).__name__} {error}")
            assert not wrong, f"{len(wrong)} of {count}\n" + "\n".join(wrong)
            assert count >= 300, count
            print(f"ok {count} requests")
            pipelined(server)
            assert server.stop() == 0
            server.assert_log_clean()
            log = server.log()
            for part in (MARK, "etc/passwd", "script", "DROP", "evil", "example.org", "Nowhere", "XAA", "127.0.0.1 "):
                assert part not in log, f"{part} is in the log"
            routes = set(re.findall(r" route=(\S+)", log))
            assert routes <= {"-", "*", "/", "/health", "/catalog", "/files/**", "/gaps"} | {one for one in routes if "{}" in one or one.startswith(("/map", "/wmts", "/style", "/tile", "/conf", "/api", "/coll", "/mun", "/files"))}, routes
            print("ok log")
        behind_a_proxy(program, result)
        print("ok behind a proxy")


main()
