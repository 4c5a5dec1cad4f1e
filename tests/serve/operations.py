# SPDX-License-Identifier: Apache-2.0
"""What docs/serve.md tells to write down for systemd and nginx is taken by both as it stands, and serves.

    operations.py --binary PROGRAM --source TREE
"""
import os
import pathlib
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from served import Server, demo, program_of, wait_until  # noqa: E402

TOOLS = {"systemd-analyze": "systemd", "nginx": "nginx-light", "openssl": "openssl"}
NAME = "example.org"


def block(program, language, holds):
    """The one fenced block of the page in a language that holds a text."""
    text = (program.source / "docs" / "serve.md").read_text(encoding="utf-8")
    found = [one for one in re.findall(rf"```{language}\n(.*?)```", text, re.S) if holds in one]
    assert len(found) == 1, (language, len(found))
    return found[0]


def replaced(text, *pairs):
    for old, new in pairs:
        assert old in text, f"the page no longer says {old}"
        text = text.replace(old, new)
    return text


def run(*command):
    return subprocess.run([str(one) for one in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60, check=False)


def check_unit(program, folder):
    """systemd finds no fault with the unit, nor a line that it does not know, and little that it would leave open."""
    unit = pathlib.Path(folder) / "presencia.service"
    unit.write_text(replaced(block(program, "ini", "ExecStart"), ("/usr/local/bin/presencia", program.binary)), encoding="utf-8")
    said = run("systemd-analyze", "verify", unit)
    assert said.returncode == 0 and "presencia.service" not in said.stdout, said.stdout
    spoilt = pathlib.Path(folder) / "spoilt.service"
    spoilt.write_text(unit.read_text(encoding="utf-8").replace("NoNewPrivileges=yes", "NoNewPrivilege=yes"), encoding="utf-8")
    assert "NoNewPrivilege" in run("systemd-analyze", "verify", spoilt).stdout, "systemd would not have noticed"
    security = run("systemd-analyze", "security", "--offline=yes", "--threshold=20", unit)
    assert security.returncode == 0, security.stdout[-600:]
    print("ok systemd:", re.search(r"Overall exposure level.*?: (.*)", security.stdout)[1])


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def listens(port):
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def configuration(program, folder, port, upstream):
    """The page's lines with places and ports of this test, within the frame that Debian's nginx.conf has around them."""
    certificate, key = folder / "fullchain.pem", folder / "privkey.pem"
    made = run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}", "-keyout", key, "-out", certificate)
    assert made.returncode == 0, made.stdout
    lines = replaced(block(program, "nginx", "ssl_certificate"), ("/var/cache/nginx/presencia", str(folder / "cache")), ("server 127.0.0.1:8080;", f"server 127.0.0.1:{upstream};"), ("listen 443 ", f"listen 127.0.0.1:{port} "),
                     (f"/etc/letsencrypt/live/{NAME}/fullchain.pem", str(certificate)), (f"/etc/letsencrypt/live/{NAME}/privkey.pem", str(key)))
    temporary = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = "user root;\n" if os.geteuid() == 0 else ""
    file = folder / "nginx.conf"
    file.write_text(f"{user}daemon off;\npid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\nhttp {{\n{temporary}\n{lines}\n}}\n", encoding="utf-8")
    return file, certificate


class Client:
    """HTTPS to nginx, which must show the certificate of its name."""

    def __init__(self, port, certificate):
        self.port, self.context = port, ssl.create_default_context(cafile=str(certificate))

    def get(self, target, **fields):
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as plain, self.context.wrap_socket(plain, server_hostname=NAME) as wire:
            lines = [f"GET {target} HTTP/1.1", f"Host: {NAME}", "Connection: close"] + [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
            wire.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
            data = b""
            while more := wire.recv(1 << 16):
                data += more
        head, body = data.split(b"\r\n\r\n", 1)
        first, *rest = head.decode("latin-1").split("\r\n")
        answer = dict(line.split(": ", 1) for line in rest)
        return int(first.split(" ")[1]), {name.lower(): value for name, value in answer.items()}, body


def check_behind_nginx(program, folder):
    result, folder = demo(program, folder), pathlib.Path(folder)
    with Server(program, result, ("--public-url", f"https://{NAME}/presencia", "--trust", "127.0.0.1", "--log-requests")) as server:
        port = free_port()
        file, certificate = configuration(program, folder, port, server.port)
        tried = run("nginx", "-t", "-c", file)
        assert tried.returncode == 0 and "[warn]" not in tried.stdout, tried.stdout
        nginx = subprocess.Popen(["nginx", "-c", str(file)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_until(lambda: listens(port), what=(folder / "error.log").read_text())
            client = Client(port, certificate)
            ask(client, server, result)
        finally:
            nginx.send_signal(signal.SIGQUIT)
            nginx.wait(timeout=20)
        assert server.stop() == 0
        server.assert_log_clean()


def ask(client, server, result):
    status, fields, _ = client.get("/presencia")
    assert (status, fields["location"]) == (301, f"https://{NAME}/presencia/") or fields["location"].endswith("/presencia/"), fields
    status, fields, body = client.get("/presencia/health")
    assert status == 200 and b'"ok"' in body and "max-age" in fields["strict-transport-security"], (status, fields)
    status, _, body = client.get("/presencia/xyz/presencia.json")
    version = re.search(rf'"https://{NAME}/presencia/v/([0-9a-f]+)/xyz/presencia/', body.decode())[1]
    tile = "/xyz/presencia/4/3/7.pbf"
    own = server.get(tile, accept_encoding="gzip")
    for _ in range(3):  # once from the server, then from nginx's cache
        status, fields, body = client.get(f"/presencia/v/{version}{tile}", Accept_Encoding="gzip")
        assert (status, fields["content-encoding"], body, fields["etag"]) == (200, "gzip", own.body, own.fields["etag"]) and "immutable" in fields["cache-control"], fields
    wait_until(lambda: server.log().count("route=/xyz/{}/{}/{}/{} ") == 2, what="nginx keeps nothing")
    archive = (result / "presencia.pmtiles").read_bytes()
    status, fields, body = client.get("/presencia/files/presencia.pmtiles", Range="bytes=127-999", Accept_Encoding="gzip")
    assert (status, body) == (206, archive[127:1000]) and "content-encoding" not in fields, "a range is neither packed nor whole"
    tag = client.get("/presencia/catalog")[1]["etag"]
    assert client.get("/presencia/catalog", If_None_Match=tag)[0] == 304
    assert client.get("/presencia/nothing")[0] == 404 and client.get("/elsewhere")[0] == 404
    print("ok nginx: TLS, the prefix, its cache, ranges and tags")


def main():
    program = program_of(__doc__)
    os.environ["PATH"] += ":/usr/sbin:/sbin"
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    with tempfile.TemporaryDirectory() as folder:
        if "systemd-analyze" not in missing:
            check_unit(program, folder)
        if not {"nginx", "openssl"} & set(missing):
            check_behind_nginx(program, folder)
    if missing:
        print(f"SKIPPED: no {', '.join(missing)} (Debian: {' '.join(TOOLS[one] for one in missing)})")


main()
