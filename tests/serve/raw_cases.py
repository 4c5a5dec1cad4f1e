# SPDX-License-Identifier: Apache-2.0
"""Requests as bytes, and the exact answer to each: status, code of the error, the parameter it names, fields and body where they matter, and whether the connection ends with it."""
from dataclasses import dataclass, field

HOST = "127.0.0.1"
END = b"\r\n\r\n"


@dataclass
class Case:
    name: str
    raw: bytes
    status: int
    code: str = ""            # of application/problem+json
    parameter: str = ""       # that it names
    fields: dict = field(default_factory=dict)  # None: the field is not there
    body: bytes = None        # exactly
    holds: tuple = ()         # what the body has in it
    closes: bool = False


def ask(target, *lines, method="GET", host=HOST, version="HTTP/1.1"):
    head = [f"{method} {target} {version}"] + ([f"Host: {host}"] if host is not None else []) + list(lines)
    return "\r\n".join(head).encode("utf-8", "surrogateescape") + END


def plain(name, target, status, *lines, method="GET", **more):
    return Case(f"{name}: {target[:60]}", ask(target, *lines, method=method), status, **more)


def malformed(name, raw, status=400, code="E6001"):
    """What could be read in two ways ends the connection, so that nothing behind it is taken for a request."""
    return Case(name, raw, status, code, closes=True)


def traversal():
    """No spelling of a path leads out of the list of names."""
    climbs = ("..", "%2e%2e", "%2E%2E", ".%2e", "%2e.", "..%2f..", "%2e%2e%2f", "..%5c..", "%2e%2e%5c", "%2f", "%5c", ".", "%2e", "%00", "gaps.csv%00.png", "%0a", "%0d%0aX:1", "%7f", "%c0%ae%c0%ae", "%c0%af",
              "%e0%80%ae", "%ff", "%f5%80%80%80", "%ed%a0%80", "%", "%2", "%zz", "%u002e")
    for climb in climbs:
        yield malformed(f"climb /files/{climb}", ask(f"/files/{climb}/{climb}/etc/passwd"))
    for target in ("/../etc/passwd", "/./gaps", "/map/../files/gaps.csv", "/xyz/../files/gaps.csv", "/legends/..%2fgap.json", "/collections/%2e%2e/items", "/municipalities/..", "/v/../files/gaps.csv"):
        yield malformed(f"climb {target}", ask(target))
    yield malformed("backslash", ask("/files\\gaps.csv"))
    # Well formed, and no name of ours.
    for target in ("/files/%252e%252e/etc/passwd", "/files//etc/passwd", "/files/etc/passwd", "/files/gaps.csv/", "/files/gaps.csv/x", "/files/GAPS.CSV", "/files/gaps.csv%20", "/files/gaps.csv::$DATA", "/files/study.toml",
                   "/files/study.gpkg-wal", "/files/study.gpkg-journal", "/files/.manifest", "/files/...", "/files/~root", "/files/tiles", "/files/tiles/", "/files/tiles/gap", "/files/%EF%BC%8E%EF%BC%8E/x", "/files/C:/x",
                   "/files/file:%20x", "/map/%20", "/map/node_modules", "/map//index.html", "/legends/gap.svg/", "/legends/gap.exe", "/legends/gap", "/legends/.svg", "/legends/gap.legend.json", "/nothing", "//", "///",
                   "/files/tiles/gap/0/0/0.pbf", "/files/tiles/gap/99/0/0.png", "/v/0000000000000000", "/v/xyz/files/gaps.csv", "/v/00/files/gaps.csv", "/v/0123456789ABCDEF/files/gaps.csv", "/v//files/gaps.csv",
                   "/gaps/", "/collections/", "/collections/gap/items", "/collections/municipalities/items/", "/collections/municipalities/items/XAA:0101/x", "/proc/self/environ", "/favicon.ico"):
        yield plain("no such name", target, 404, code="E6004")


def tile_addresses():
    """z, x and y are whole numbers within the world's grid, and nothing else."""
    wrong = ("-1", "+1", "0x1", "1e1", "1.0", "01", "00", "%201", "1%20", "", "NaN", "Infinity", "%D9%A1", "1;2", "1,2", "$1", "*", "null")
    for bad in wrong:
        said = dict(code="E6003", parameter="z") if bad else dict(code="E6004")
        yield plain("z", f"/xyz/gap/{bad}/0/0.png", 400 if bad else 404, **said)
        said = dict(code="E6003", parameter="x") if bad else dict(code="E6004")
        yield plain("x", f"/xyz/gap/1/{bad}/0.png", 400 if bad else 404, **said)
    for bad in ("-1", "+1", "0x1", "1e1", "01", "%201", ""):
        yield plain("y", f"/xyz/gap/1/0/{bad}.png", 400, code="E6003", parameter="y")
    for bad in ("1.0", "1.5", "x.y"):
        yield plain("y", f"/xyz/gap/1/0/{bad}.png", 400, code="E6003", parameter="y")
    for z, x, y in ((0, 1, 0), (0, 0, 1), (3, 8, 0), (3, 0, 8), (23, 0, 0), (99, 0, 0), (4294967296, 0, 0), (18446744073709551616, 0, 0), (5, 4294967295, 0), (5, 4294967296, 0), (5, 0, 10 ** 9), (5, 0, 10 ** 40), (19, 0, 0), (22, 0, 0),
                    (64, 0, 0), (256, 0, 0)):
        yield plain("beyond", f"/xyz/gap/{z}/{x}/{y}.png", 404, code="E6004")
        yield plain("beyond", f"/xyz/presencia/{z}/{x}/{y}.pbf", 404, code="E6004")
    yield plain("vector tiles beyond their archive", "/xyz/presencia/14/0/0.pbf", 204, body=b"")
    yield plain("empty in range", "/xyz/presencia/4/0/0.pbf", 204, body=b"", fields={"content-type": None, "content-length": None, "access-control-allow-origin": "*"})
    yield plain("empty in range", "/xyz/presencia/4/0/0.mvt", 204, body=b"")
    yield plain("an empty picture", "/xyz/gap/3/0/0.png", 200, fields={"content-type": "image/png"})
    for target in ("/xyz/presencia/0/0/0.png", "/xyz/gap/0/0/0.pbf", "/xyz/gap/0/0/0.jpg", "/xyz/gap/0/0/0.png.exe", "/xyz/none/0/0/0.png", "/xyz/gap/0/0", "/xyz/gap/0/0/0/0.png", "/xyz/gap", "/xyz/gap.txt", "/xyz/none.json"):
        yield plain("no such tile", target, 404, code="E6004")
    yield from grid("/tiles/WebMercatorQuad/{z}/{row}/{col}", "/styles/gap/map/tiles/WebMercatorQuad/{z}/{row}/{col}", "/wmts/1.0.0/gap/default/GoogleMapsCompatible/{z}/{row}/{col}.png")
    for target in ("/tiles/WorldCRS84Quad/0/0/0", "/tiles/webmercatorquad/0/0/0", "/styles/none/map/tiles/WebMercatorQuad/0/0/0", "/styles/presencia/map/tiles/WebMercatorQuad/0/0/0", "/tileMatrixSets/none",
                   "/wmts/1.0.0/none/default/GoogleMapsCompatible/0/0/0.png", "/wmts/1.0.0/gap/other/GoogleMapsCompatible/0/0/0.png", "/wmts/1.0.0/gap/default/other/0/0/0.png", "/wmts/1.0.0/gap/default/GoogleMapsCompatible/0/0/0.gif",
                   "/wmts/1.3.0/WMTSCapabilities.xml", "/wmts/1.0.0/presencia/default/GoogleMapsCompatible/0/0/0.png"):
        yield plain("no such set", target, 404, code="E6004")


def grid(*patterns):
    """Rows come before columns, and what lies beyond the announced limits is not there."""
    for pattern in patterns:
        for z, row, col, status, code, name in (("4", "7", "3", 200, "", ""), ("0", "0", "0", 200, "", ""), ("7", "0", "0", 404, "E6004", "x"), ("7", "60", "0", 404, "E6004", "x"), ("7", "0", "30", 404, "E6004", "y"), ("23", "0", "0", 404, "E6004", ""),
                                                ("x", "0", "0", 400, "E6003", "z"), ("1", "-1", "0", 400, "E6003", "y"), ("1", "0", "-1", 400, "E6003", "x"), ("1", "2", "0", 404, "E6004", ""), ("1", "0", "2", 404, "E6004", "")):
            yield plain("grid", pattern.format(z=z, row=row, col=col), status, code=code, parameter=name)


def request_lines():
    for name, line in (("two blanks", "GET  / HTTP/1.1"), ("tab", "GET\t/ HTTP/1.1"), ("no version", "GET /"), ("HTTP/0.9", "GET / "), ("blank before", " GET / HTTP/1.1"), ("blank after", "GET / HTTP/1.1 "), ("lower case version", "GET / http/1.1"),
                       ("no version number", "GET / HTTP/"), ("version of one digit", "GET / HTTP/1"), ("version of letters", "GET / HTTP/a.b"), ("long version", "GET / HTTP/1.10"), ("no address", "GET HTTP/1.1"), ("blank in the address", "GET /a b HTTP/1.1"),
                       ("fragment", "GET /#a HTTP/1.1"), ("no slash", "GET gaps HTTP/1.1"), ("star", "GET * HTTP/1.1"), ("bytes", "GET /\xe9 HTTP/1.1"), ("quote", "GET /\" HTTP/1.1"), ("angle", "GET /<script> HTTP/1.1"), ("control", "GET /\x01 HTTP/1.1"),
                       ("NUL", "GET /\x00 HTTP/1.1"), ("DEL", "GET /\x7f HTTP/1.1"), ("other scheme", "GET ftp://127.0.0.1/ HTTP/1.1"), ("user in the address", "GET http://a@127.0.0.1/ HTTP/1.1"), ("scheme without host", "GET http:/// HTTP/1.1"),
                       ("no method", "/ HTTP/1.1"), ("method with a colon", "G:T / HTTP/1.1"), ("method with brackets", "(GET) / HTTP/1.1")):
        yield malformed(f"line, {name}", line.encode("latin-1") + b"\r\nHost: 127.0.0.1" + END)
    for version in ("HTTP/2.0", "HTTP/1.2", "HTTP/0.9", "HTTP/3.0", "HTTP/9.9"):
        yield malformed(f"line, {version}", ask("/", version=version), 505, "E6016")
    yield malformed("the preface of HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, "E6016")
    yield malformed("TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n")
    yield malformed("a bare LF", b"GET / HTTP/1.1\nHost: 127.0.0.1\n\n")
    yield malformed("a bare CR", b"GET / HTTP/1.1\rHost: 127.0.0.1\r\n\r\n")
    yield malformed("LF in the middle", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\nX: 1\r\n\r\n")
    yield malformed("LF LF at the end", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: 1\n\r\n")
    yield Case("absolute address", ask("http://127.0.0.1/health"), 200)
    yield Case("absolute address with a query alone", ask("http://127.0.0.1?f=json"), 200)
    yield Case("absolute address without a path", ask("http://127.0.0.1"), 200)
    yield Case("blank lines before", b"\r\n\r\n" + ask("/health"), 200)
    yield Case("HTTP/1.0 without Host", b"GET /health HTTP/1.0\r\n\r\n", 200, closes=True)
    yield Case("HTTP/1.0 that would stay", b"GET /health HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", 200, closes=True)
    yield Case("Connection: close", ask("/health", "Connection: close"), 200, fields={"connection": "close"}, closes=True)
    yield Case("Upgrade is not taken up", ask("/health", "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__"), 200)


def methods():
    for method in ("POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "get", "BREW"):
        yield Case(f"method {method}", ask("/health", method=method), 405, "E6005", fields={"allow": "GET, HEAD, OPTIONS"})
    yield Case("CONNECT", ask("127.0.0.1:1", method="CONNECT"), 405, "E6005", fields={"allow": "GET, HEAD, OPTIONS"})
    yield Case("OPTIONS *", ask("*", method="OPTIONS"), 204, fields={"allow": "GET, HEAD, OPTIONS"}, body=b"")
    yield Case("OPTIONS of a path", ask("/gaps", method="OPTIONS"), 204, fields={"allow": "GET, HEAD, OPTIONS", "access-control-allow-origin": "*"}, body=b"")
    yield Case("OPTIONS of nothing", ask("/nothing", method="OPTIONS"), 404, "E6004")
    yield Case("HEAD", ask("/files/gaps.csv", method="HEAD"), 200, fields={"accept-ranges": "bytes"}, body=b"")
    yield Case("HEAD of nothing", ask("/nothing", method="HEAD"), 404, body=b"")
    yield Case("HEAD with a range is of the whole", ask("/files/gaps.csv", "Range: bytes=0-1", method="HEAD"), 200, fields={"content-range": None}, body=b"")
    yield Case("HEAD of a bad parameter", ask("/gaps?x=1", method="HEAD"), 400, body=b"")
    yield Case("HEAD of an empty tile", ask("/xyz/presencia/4/0/0.pbf", method="HEAD"), 204, body=b"")


def header_fields():
    """What two readers could understand differently is refused."""
    body = "413", "E6009"
    smuggled = ask("/files/gaps.csv")
    yield malformed("a body", ask("/", "Content-Length: 3", method="GET") + b"abc", 413, "E6009")
    yield malformed("a body of POST", ask("/", "Content-Length: 3", method="POST") + b"abc", 413, "E6009")
    yield malformed("a body that is a request", ask("/", f"Content-Length: {len(smuggled)}") + smuggled, 413, "E6009")
    yield malformed("chunks", ask("/", "Transfer-Encoding: chunked") + b"0\r\n\r\n", 413, "E6009")
    yield malformed("chunks with a request behind", ask("/", "Transfer-Encoding: chunked") + b"0\r\n\r\n" + smuggled, 413, "E6009")
    for coding in ("xchunked", "identity", "gzip, chunked", "chunked, identity", "\x0bchunked", " chunked", "chunked ", "CHUNKED", '"chunked"'):
        bad = coding.startswith("\x0b")
        yield malformed(f"coding {coding!r}", ask("/", f"Transfer-Encoding: {coding}") + b"0\r\n\r\n" + smuggled, 400 if bad else 413, "E6001" if bad else "E6009")
    for name, lines in (("two lengths", ("Content-Length: 1", "Content-Length: 2")), ("the same length twice", ("Content-Length: 0", "Content-Length: 0")), ("length and chunks", ("Content-Length: 3", "Transfer-Encoding: chunked")),
                        ("chunks and length", ("Transfer-Encoding: chunked", "Content-Length: 0")), ("two codings", ("Transfer-Encoding: chunked", "Transfer-Encoding: chunked")), ("a list of lengths", ("Content-Length: 0, 0",)),
                        ("a negative length", ("Content-Length: -1",)), ("a signed length", ("Content-Length: +0",)), ("a length in hexadecimal", ("Content-Length: 0x0",)), ("no length", ("Content-Length:",)), ("a blank in the length", ("Content-Length: 0 0",)),
                        ("a length with a comma", ("Content-Length: 0,",)), ("folded", ("X-A: b", " c")), ("folded with a tab", ("X-A: b", "\tc")), ("folded at once", (" X-A: b",)), ("blank before the colon", ("X-A : b",)),
                        ("blank before the colon of a length", ("Content-Length : 5",)), ("tab before the colon", ("Transfer-Encoding\t: chunked",)), ("no colon", ("X-A",)), ("no name", (": b",)), ("a name of bytes", ("X-\xe9: b",)),
                        ("a name with brackets", ("X(A): b",)), ("a name with a slash", ("X/A: b",)), ("NUL in a value", ("X-A: \x00",)), ("BEL in a value", ("X-A: \x07",)), ("DEL in a value", ("X-A: \x7f",)), ("CR in a value", ("X-A: b\rX-B: c",)),
                        ("NUL in a name", ("X\x00A: b",)), ("a second Host", ("Host: 127.0.0.1",)), ("another Host", ("Host: localhost",)), ("a second Host in capitals", ("HOST: localhost",))):
        yield malformed(f"field, {name}", "\r\n".join(("GET / HTTP/1.1", "Host: 127.0.0.1", *lines)).encode("latin-1") + END)
    yield malformed("no Host", ask("/", host=None))
    yield malformed("HTTP/1.0 with chunks", ask("/", "Transfer-Encoding: chunked", version="HTTP/1.0"))
    for host in ("", "a b", "a/b", "a@b", "<script>", "a,b", "%41", "a?b", "a\\b", "'", "a" * 256):
        status, code = (200, "") if host == "" else (400, "E6001")
        yield Case(f"Host {host[:20]!r}", ask("/health", host=host), status, code, closes=status != 200)
    for host in ("example.org", "127.example.org", "127.0.0.1.example.org", "localhost.example.org", "xlocalhost", "10.0.0.1", "evil:80", "[::2]"):
        yield Case(f"not our name {host}", ask("/health", host=host), 421, "E6013", closes=True)
    for host in ("localhost", "127.0.0.1", "127.0.0.1:1", "127.1.2.3", "[::1]", "[::1]:80", "localhost:99999"):
        yield Case(f"our name {host}", ask("/health", host=host), 200)
    yield Case("a length of none", ask("/health", "Content-Length: 0"), 200)
    yield Case("a length of many zeros", ask("/health", "Content-Length: 000000"), 200)
    yield malformed("Expect", ask("/", "Expect: 100-continue"), 417, "E6012")
    yield malformed("Expect with a body", ask("/", "Expect: 100-continue", "Content-Length: 5"), 413, "E6009")
    yield Case("an empty value", ask("/health", "X-A:"), 200)
    yield Case("bytes in a value", ask("/health").replace(b"\r\n\r\n", b"\r\nX-A: \xff\xfe\r\n\r\n"), 200)
    yield Case("forwarded fields of nobody trusted", ask("/xyz/gap.json", "X-Forwarded-Host: evil.example", "X-Forwarded-Proto: https", "X-Forwarded-Prefix: /x"), 200, holds=(b"http://127.0.0.1/v/",))


def sizes():
    """One each side of every limit."""
    yield Case("an address as long as it may be", ask("/health?" + "a" * (8192 - len("GET /health? HTTP/1.1") - 1)), 400, "E6002")
    yield malformed("an address longer than that", ask("/health?" + "a" * 8192), 414, "E6010")
    yield malformed("an address of 1 MB", ask("/" + "a" * 1_000_000), 414, "E6010")
    yield malformed("an address without end", b"GET /" + b"a" * 20_000, 414, "E6010")
    yield Case("fields as large as they may be", ask("/health", "X-A: " + "a" * 8000), 200)
    yield malformed("fields larger than that", ask("/health", "X-A: " + "a" * 8300), 431, "E6014")
    yield malformed("a field of 1 MB", ask("/health", "X-A: " + "a" * 1_000_000), 431, "E6014")
    yield malformed("a field without end", b"GET / HTTP/1.1\r\nX-A: " + b"a" * 40_000, 431, "E6014")
    yield Case("as many fields as there may be", ask("/health", *[f"X-{i}: b" for i in range(63)]), 200)
    yield malformed("one more", ask("/health", *[f"X-{i}: b" for i in range(64)]), 431, "E6014")
    yield malformed("10,000 fields", ask("/health", *[f"X-{i}: b" for i in range(10_000)]), 431, "E6014")
    yield Case("a hundred parameters", ask("/gaps?" + "&".join(f"p{i}=1" for i in range(100))), 400, "E6002", "p0")


def cross_origins():
    """Pages of others may read a public result, its errors too."""
    origin = "Origin: https://example.org"
    anyone = {"access-control-allow-origin": "*", "access-control-allow-credentials": None, "access-control-expose-headers": "Accept-Ranges, Content-Encoding, Content-Length, Content-Range, ETag, Link"}
    yield plain("CORS", "/catalog", 200, origin, fields=anyone)
    yield plain("CORS without Origin", "/catalog", 200, fields=anyone)
    yield plain("CORS of null", "/catalog", 200, "Origin: null", fields=anyone)
    yield plain("CORS of an error", "/nothing", 404, origin, code="E6004", fields=anyone)
    yield plain("CORS of a bad parameter", "/gaps?x=1", 400, origin, code="E6002", parameter="x", fields=anyone)
    yield plain("CORS of nothing", "/xyz/presencia/4/0/0.pbf", 204, origin, fields=anyone, body=b"")
    yield plain("CORS of a range", "/files/gaps.csv", 206, origin, "Range: bytes=0-0", fields=anyone)
    yield plain("CORS of a range beyond", "/files/gaps.csv", 416, origin, "Range: bytes=99999999-", code="E6011", fields=anyone)
    yield plain("CORS of a method", "/files/gaps.csv", 405, origin, method="POST", code="E6005", fields=anyone)
    yield Case("CORS of what is malformed", ask("/", origin, "X-A : b"), 400, "E6001", fields=anyone, closes=True)
    yield plain("preflight", "/files/gaps.csv", 204, origin, "Access-Control-Request-Method: GET", "Access-Control-Request-Headers: range", method="OPTIONS", body=b"",
                fields={"access-control-allow-origin": "*", "access-control-allow-methods": "GET, HEAD, OPTIONS", "access-control-allow-headers": "Accept, Accept-Language, If-Match, If-None-Match, If-Range, Range", "access-control-max-age": "86400"})
    yield plain("preflight of POST", "/files/gaps.csv", 204, origin, "Access-Control-Request-Method: POST", method="OPTIONS", body=b"", fields={"access-control-allow-methods": "GET, HEAD, OPTIONS"})


def negotiation():
    html, json = {"content-type": "text/html; charset=utf-8"}, {"content-type": "application/json"}
    both = {"vary": "Accept-Encoding, Accept, Accept-Language"}
    for accept, fields in (("*/*", json), ("text/html", html), ("text/html,application/xhtml+xml;q=0.9,*/*;q=0.8", html), ("application/json", json), ("application/*", json), ("text/*", html), ("application/json;q=0.1, text/html;q=0.2", html),
                           ("text/html;q=0, */*", json), ("", json)):
        yield plain(f"Accept {accept}", "/", 200, f"Accept: {accept}", fields=fields | both)
    yield plain("Accept of nothing here", "/", 406, "Accept: image/png", code="E6006")
    yield plain("Accept of nothing", "/collections", 406, "Accept: application/json;q=0, text/html;q=0", code="E6006")
    yield plain("f before Accept", "/?f=html", 200, "Accept: application/json", fields=html)
    yield plain("f of no form", "/?f=xml", 400, code="E6003", parameter="f", holds=(b"json, html",))
    yield plain("items as GeoJSON", "/collections/municipalities/items", 200, fields={"content-type": "application/geo+json"})
    yield plain("items for who wants JSON", "/collections/municipalities/items", 200, "Accept: application/json", fields={"content-type": "application/geo+json"})
    yield plain("items as a page", "/collections/municipalities/items", 200, "Accept: text/html", fields=html)
    yield plain("the API as OpenAPI", "/api", 200, fields={"content-type": "application/vnd.oai.openapi+json;version=3.0"})
    yield plain("lang", "/?f=html&lang=en", 200, holds=(b'<html lang="en">',))
    yield plain("Accept-Language", "/?f=html", 200, "Accept-Language: fr, en;q=0.5, es;q=0.4", holds=(b'<html lang="en">',))
    yield plain("lang of no language", "/?lang=fr", 400, code="E6003", parameter="lang")
    yield plain("errors in English", "/nothing", 404, "Accept-Language: en", code="E6004", holds=(b"nothing is there",), fields={"vary": "Accept-Language"})
    yield plain("errors in Spanish", "/nothing", 404, "Accept-Language: es-HN", code="E6004", holds=("ahí no hay nada".encode(),))
    yield plain("gzip", "/files/gaps.csv", 200, "Accept-Encoding: gzip", fields={"content-encoding": "gzip", "vary": "Accept-Encoding"})
    yield plain("no gzip", "/files/gaps.csv", 200, "Accept-Encoding: gzip;q=0", fields={"content-encoding": None, "vary": "Accept-Encoding"})
    yield plain("another coding", "/files/gaps.csv", 200, "Accept-Encoding: br, zstd", fields={"content-encoding": None, "vary": "Accept-Encoding"})
    yield plain("any coding", "/files/gaps.csv", 200, "Accept-Encoding: *", fields={"content-encoding": "gzip"})
    yield plain("pictures are not packed again", "/legends/gap.png", 200, "Accept-Encoding: gzip", fields={"content-encoding": None, "vary": None})
    yield plain("archives are not packed again", "/files/presencia.pmtiles", 200, "Accept-Encoding: gzip", fields={"content-encoding": None, "accept-ranges": "bytes"})
    yield plain("small answers are not packed", "/health", 200, "Accept-Encoding: gzip", fields={"content-encoding": None, "cache-control": "no-store"})
    yield plain("vector tiles are stored packed", "/xyz/presencia/4/3/7.pbf", 200, "Accept-Encoding: gzip", fields={"content-encoding": "gzip", "content-type": "application/vnd.mapbox-vector-tile", "vary": "Accept-Encoding"})
    yield plain("vector tiles for who takes none", "/xyz/presencia/4/3/7.pbf", 200, fields={"content-encoding": None, "vary": "Accept-Encoding"})
    yield plain("drawn vector tiles are packed too", "/xyz/presencia/12/960/1930.pbf", 200, "Accept-Encoding: gzip", fields={"content-encoding": "gzip", "content-type": "application/vnd.mapbox-vector-tile", "vary": "Accept-Encoding"})
    yield plain("drawn vector tiles for who takes none", "/xyz/presencia/12/960/1930.pbf", 200, fields={"content-encoding": None, "vary": "Accept-Encoding"})
    yield plain("an alias is asked for again", "/xyz/gap/0/0/0.png", 200, fields={"cache-control": "no-cache"})


INJECTED = ("<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'; DROP TABLE gaps; --", "' OR 1=1 --", "1 UNION SELECT * FROM sqlite_master", "${jndi:ldap://x}", "{{7*7}}", "$(id)", "`id`", "..\\..\\x", "%s%n", "=cmd|'/c'!A1",
            "\u202e\u2066", "a" * 300, "\U0001f600", "-1", "1e999", "true", "[]", "{}", "null", "*")


def parameters(quote):
    """A bad parameter is named, with the valid ones; what was injected is a value like any other."""
    unknown = (("/gaps", "limit", b"country, department"), ("/collections/municipalities/items", "foo", b"bbox, datetime, limit, offset"), ("/collections/sites/items", "gap_class", b"country, municipality, family"),
               ("/collections/municipalities/items", "family", b"gap_class"), ("/", "x", b"f, lang"), ("/health", "x", b"no parameters"), ("/catalog", "x", b""), ("/conformance", "x", b"f, lang"), ("/collections", "BBOX", b"f, lang"),
               ("/municipalities", "x", b""), ("/municipalities/XAA:0205", "x", b"measure, f, lang"), ("/tiles", "x", b"f, lang"), ("/api", "x", b"f, lang"), ("/tileMatrixSets", "x", b"f, lang"))
    for path, name, valid in unknown:
        yield plain("unknown", f"{path}?{name}=1", 400, code="E6002", parameter=name, holds=(valid,))
    wrong = (("/gaps", "family", "weather", b"judicial"), ("/gaps", "gap_class", "x", b"partial"), ("/gaps", "by", "x", b"need, people, score"), ("/gaps", "top", "0", b"1 - 100000"), ("/gaps", "top", "-1", b""), ("/gaps", "top", "1e3", b""),
             ("/gaps", "top", "100001", b""), ("/gaps", "top", "99999999999999999999", b""), ("/gaps", "format", "xml", b"json, csv, geojson, html, hxl"), ("/gaps", "to_verify", "maybe", b"true, false"), ("/gaps", "lang", "de", b"es, en"),
             ("/gaps", "country", "ZZZ", b"XAA, XBB"), ("/gaps", "department", "Nowhere", b"Brisal"), ("/gaps", "municipality", "9999", b""),
             ("/collections/municipalities/items", "limit", "0", b"1 - 10000"), ("/collections/municipalities/items", "limit", "-5", b""), ("/collections/municipalities/items", "limit", "ten", b""), ("/collections/municipalities/items", "offset", "-1", b""),
             ("/collections/municipalities/items", "bbox", "1,2,3", b"west,south,east,north"), ("/collections/municipalities/items", "bbox", "", b""), ("/collections/municipalities/items", "bbox", "a,b,c,d", b""),
             ("/collections/municipalities/items", "bbox", "0,10,1,5", b""), ("/collections/municipalities/items", "bbox", "0,0,NaN,1", b""), ("/collections/municipalities/items", "bbox", "0,0,1e999,1", b""),
             ("/collections/municipalities/items", "bbox", "0,0,0,1,1", b""), ("/collections/municipalities/items", "bbox", "-99999,0,1,1", b""), ("/collections/municipalities/items", "bbox", "0,0,1,1,1,1,1", b""),
             ("/collections/municipalities/items", "datetime", "yesterday", b"2024-01-31"), ("/collections/municipalities/items", "datetime", "2011-02-30", b""), ("/collections/municipalities/items", "datetime", "../..", b""),
             ("/collections/municipalities/items", "datetime", "2013-01-01/2011-01-01", b""), ("/collections/municipalities/items", "datetime", "2011-01-01T25:00:00Z", b""), ("/municipalities/XAA:0205", "measure", "x", b""), ("/municipalities/XAA:0205", "f", "x", b""))
    for path, name, value, valid in wrong:
        yield plain("invalid", f"{path}?{name}={quote(value)}", 400, code="E6003", parameter=name, holds=(valid,))
    for path, name in (("/gaps?top=1&top=2", "top"), ("/collections/municipalities/items?limit=1&limit=1", "limit"), ("/?f=json&f=html", "f")):
        yield plain("given twice", path, 400, code="E6003", parameter=name)
    for path in ("/gaps?a=%", "/gaps?a=%zz", "/gaps?a=%00", "/gaps?%ff=1", "/gaps?a=%c0%ae", "/gaps?top=1%0d%0aX-A:1"):
        yield malformed(f"query {path}", ask(path))
    yield plain("above the limit of features", "/collections/municipalities/items?limit=999999", 200, holds=(b'"numberReturned":36',))
    yield plain("beyond the last feature", "/collections/municipalities/items?offset=36", 200, holds=(b'"numberReturned":0',))
    yield plain("a bbox of the whole Earth", "/collections/municipalities/items?bbox=-180,-90,180,90", 200, holds=(b'"numberMatched":36',))
    yield plain("a bbox with heights", "/collections/municipalities/items?bbox=-180,-90,0,180,90,0", 200, holds=(b'"numberMatched":36',))
    yield plain("a bbox elsewhere", "/collections/municipalities/items?bbox=10,40,11,41", 200, holds=(b'"numberMatched":0',))
    yield plain("a bbox across the antimeridian", "/collections/municipalities/items?bbox=170,-90,-170,90", 200, holds=(b'"numberMatched":0',))
    yield plain("a time that meets the period", "/collections/municipalities/items?datetime=2013-12-31/..", 200, holds=(b'"numberMatched":36',))
    yield plain("a time outside the period", "/collections/municipalities/items?datetime=../2010-12-31", 200, holds=(b'"numberMatched":0',))
    yield plain("one municipality", "/collections/municipalities/items?municipality=XAA:0205", 200, holds=(b'"numberMatched":1', b'"id":"XAA:0205"'))
    yield plain("a code of two countries", "/collections/municipalities/items?municipality=0101", 200, holds=(b'"numberMatched":2',))
    yield plain("a country", "/collections/municipalities/items?country=XBB&limit=5", 200, holds=(b'"numberMatched":15', b'"numberReturned":5', b'"next"', b"country=XBB"))
    yield plain("no value of that name", "/collections/municipalities/items?country=ZZZ", 200, holds=(b'"numberMatched":0',))
    for value in INJECTED:
        said = quote(value)
        yield plain("injected", f"/gaps?family={said}", 400, code="E6003", parameter="family")
        yield plain("injected", f"/gaps?{said}=1", 400, code="E6002")
        yield plain("injected", f"/collections/municipalities/items?department={said}", 200, holds=(b'"numberMatched":0',))
        # A slash or backslash within a segment is refused before anybody asks what it names.
        climbs = "/" in value or "\\" in value
        for path, code in ((f"/municipalities/{said}", "E2014"), (f"/collections/municipalities/items/{said}", "E6004"), (f"/xyz/{said}.json", "E6004"), (f"/legends/{said}.svg", "E6004")):
            yield plain("injected", path, 400, code="E6001", closes=True) if climbs else plain("injected", path, 404, code=code)


def wmts(quote):
    """Exceptions of OWS, with the locator of what is wrong."""
    tile = "service=WMTS&request=GetTile&version=1.0.0&layer=gap&style=default&format=image/png&tilematrixset=GoogleMapsCompatible&tilematrix=0&tilerow=0&tilecol=0"
    xml = {"content-type": "application/xml"}
    yield plain("KVP", f"/wmts?{tile}", 200, fields={"content-type": "image/png"})
    yield plain("KVP in capitals", f"/wmts?{tile.replace('layer', 'LAYER').replace('service', 'SERVICE').replace('tilerow', 'TileRow')}&transparent=true", 200, fields={"content-type": "image/png"})
    yield plain("capabilities", "/wmts?service=wmts&request=getcapabilities", 200, fields=xml, holds=(b"GoogleMapsCompatible",))
    yield plain("capabilities", "/wmts/1.0.0/WMTSCapabilities.xml", 200, fields=xml)
    for change, locator, code, valid in ((("request=GetTile", "request=GetMap"), "REQUEST", "OperationNotSupported", b"GetCapabilities, GetTile"), (("request=GetTile", "request=GetFeatureInfo"), "REQUEST", "OperationNotSupported", b""),
                                         (("request=GetTile&", ""), "REQUEST", "MissingParameterValue", b""), (("service=WMTS", "service=WMS"), "SERVICE", "InvalidParameterValue", b"WMTS"), (("service=WMTS&", ""), "SERVICE", "MissingParameterValue", b""),
                                         (("layer=gap", "layer=none"), "LAYER", "InvalidParameterValue", b"gap, need"), (("layer=gap", "layer=presencia"), "LAYER", "InvalidParameterValue", b""), (("layer=gap&", ""), "LAYER", "MissingParameterValue", b""),
                                         (("style=default", "style=x"), "STYLE", "InvalidParameterValue", b"default"), (("image/png", "image/jpeg"), "FORMAT", "InvalidParameterValue", b"image/png"), (("1.0.0", "9"), "VERSION", "InvalidParameterValue", b"1.0.0"),
                                         (("GoogleMapsCompatible", "x"), "TILEMATRIXSET", "InvalidParameterValue", b"GoogleMapsCompatible"), (("tilematrix=0", "tilematrix=x"), "TILEMATRIX", "InvalidParameterValue", b""),
                                         (("tilerow=0", "tilerow=-1"), "TILEROW", "InvalidParameterValue", b""), (("tilecol=0", "tilecol=1.5"), "TILECOL", "InvalidParameterValue", b""), (("tilematrix=0", "tilematrix=99"), "TILEMATRIX", "TileOutOfRange", b""),
                                         (("tilematrix=0", "tilematrix=7"), "TILECOL", "TileOutOfRange", b"column: "), (("layer=gap", f"layer={quote('<script>')}"), "LAYER", "InvalidParameterValue", b"")):
        yield plain("exception", f"/wmts?{tile.replace(*change)}", 400, fields=xml, holds=(f'exceptionCode="{code}" locator="{locator}"'.encode(), valid))
