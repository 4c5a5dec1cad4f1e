#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tiles out of an archive by `presencia serve` against nginx with the same bytes as files.

    bench/peers/serve.py --binary build/release/presencia [--source TREE] [--runs N] [--seconds S] [--json FILE]

Every tile of the demo's archives is compared between the two first. wrk asks for them in one order over 32 kept connections; runs alternate, and medians are compared, also of requests a second of
the server's own processor time, which other work on the machine disturbs less. Both servers have two threads that talk to
clients; nginx sends files by sendfile with its cache of open files, and logs nothing. Loopback only. Needs wrk and nginx (Debian: wrk, nginx-light).
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

CONFIGURATION = """
user root;
worker_processes 2;
daemon off;
pid {place}/nginx.pid;
error_log {place}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 100000000;
    open_file_cache max=20000 inactive=600s;
    open_file_cache_valid 600s;
    types {{ image/png png; application/vnd.mapbox-vector-tile pbf; }}
    client_body_temp_path {place}/a; proxy_temp_path {place}/b; fastcgi_temp_path {place}/c; uwsgi_temp_path {place}/d; scgi_temp_path {place}/e;
    server {{
        listen 127.0.0.1:{port};
        root {place}/files;
        location ~ \\.pbf$ {{ add_header Content-Encoding gzip; }}
    }}
}}
"""

SCRIPT = """
local paths = {{ {paths} }}
local at = 0
request = function()
    at = at % #paths + 1
    return wrk.format("GET", paths[at], {{ ["Accept-Encoding"] = "gzip" }})
end
done = function(summary, latency, requests)
    io.write(string.format("JSON %d %d %d %d %d\\n", summary.requests, summary.duration, summary.errors.status + summary.errors.read + summary.errors.write + summary.errors.connect + summary.errors.timeout, latency:percentile(50), latency:percentile(99)))
end
"""


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def tiles_of(result, layer, ending):
    """(path, bytes) of every tile of an archive, by its MBTiles twin."""
    with sqlite3.connect(f"file:{result}/{'presencia' if layer == 'presencia' else 'tiles/' + layer}.mbtiles?mode=ro", uri=True) as base:
        for z, x, row, data in base.execute("select zoom_level, tile_column, tile_row, tile_data from tiles order by 1, 2, 3"):
            yield f"/xyz/{layer}/{z}/{x}/{2 ** z - 1 - row}.{ending}", data


def got(base, path):
    with urllib.request.urlopen(urllib.request.Request(base + path, headers={"Accept-Encoding": "gzip"}), timeout=20) as answer:
        return answer.read()


def processor_seconds(process):
    """What a server and the processes that it started have used of the processors."""
    ticks = 0
    for one in [process.pid] + [int(pid) for pid in pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]:
        fields = pathlib.Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def rate(base, script, seconds, process):
    before = processor_seconds(process)
    done = subprocess.run(["wrk", "-t", "1", "-c", "32", "-d", f"{seconds}s", "-s", script, base], stdout=subprocess.PIPE, check=True, text=True)
    requests, microseconds, errors, p50, p99 = map(int, re.search(r"JSON (\d+) (\d+) (\d+) (\d+) (\d+)", done.stdout).groups())
    assert errors == 0, done.stdout
    return {"requests_a_second": requests / (microseconds / 1e6), "requests_a_processor_second": requests / max(0.01, processor_seconds(process) - before), "p50": p50, "p99": p99}


def compare(kind, tiles, ours, theirs, folder, arguments):
    for path, data in tiles:
        assert got(ours[0], path) == data == got(theirs[0], path), f"{path} differs"
    script = folder / f"{kind}.lua"
    script.write_text(SCRIPT.format(paths=", ".join(f'"{path}"' for path, _ in tiles)), encoding="utf-8")
    runs = {"presencia": [], "nginx": []}
    for turn in range(arguments.runs + 1):
        for name, (base, process) in (("presencia", ours), ("nginx", theirs)):
            found = rate(base, str(script), arguments.seconds, process)
            if turn > 0:  # the first warms up
                runs[name].append(found)
    median = {name: {key: statistics.median(one[key] for one in all_runs) for key in all_runs[0]} for name, all_runs in runs.items()}
    spread = {name: [round(min(one["requests_a_second"] for one in all_runs)), round(max(one["requests_a_second"] for one in all_runs))] for name, all_runs in runs.items()}
    ratios = {}
    for key, unit in (("requests_a_second", "a second"), ("requests_a_processor_second", "a second of its processor time")):
        ratios[key] = median["presencia"][key] / median["nginx"][key]
        print(f"| {kind}, {len(tiles)} tiles of {sum(len(data) for _, data in tiles) // len(tiles)} bytes on average, {unit} | {median['presencia'][key]:,.0f} | {median['nginx'][key]:,.0f} | {ratios[key]:.2f} | 0.8 | all bytes equal |", flush=True)
    return {"median": median, "spread": spread, "ratios": ratios, "load": os.getloadavg()[0]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", required=True, type=pathlib.Path)
    parser.add_argument("--source", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parents[2])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--json", type=pathlib.Path)
    arguments = parser.parse_args()
    for program in ("wrk", "nginx"):
        if not shutil.which(program):
            sys.exit(f"needs {program} (Debian: wrk nginx-light)")
    environment = {**os.environ, "PRESENCIA_DATA": str(arguments.source.resolve())}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        result = folder / "result"
        shutil.copytree(arguments.source / "examples/01_demo", folder / "study")
        study = folder / "study/study.toml"
        text, zooms = re.subn(r"(?m)^zoom .*$", "zoom = [4, 12]", study.read_text(encoding="utf-8"))
        assert zooms == 1
        study.write_text(text, encoding="utf-8")
        subprocess.run([arguments.binary, "run", study, "-o", result, "-q"], env=environment, check=True, stdout=subprocess.DEVNULL)
        sets = {"raster": list(tiles_of(result, "gap", "png")), "vector": list(tiles_of(result, "presencia", "pbf"))}
        for tiles in sets.values():
            for path, data in tiles:
                file = folder / "files" / path[1:]
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)
        port = free_port()
        (folder / "nginx.conf").write_text(CONFIGURATION.format(place=folder, port=port), encoding="utf-8")
        nginx = subprocess.Popen(["nginx", "-p", folder, "-c", folder / "nginx.conf"], stderr=subprocess.DEVNULL)
        ours = subprocess.Popen([arguments.binary, "serve", result, "--port", "0", "--threads", "2", "-q", "--json"], env=environment, stdout=subprocess.PIPE, text=True)
        try:
            said = ""
            while not said.rstrip().endswith("}"):
                said += ours.stdout.readline()
            time.sleep(0.5)
            print("| tiles by HTTP, 32 connections | presencia | nginx | ratio | wanted | outputs compared |\n|---|---|---|---|---|---|")
            figures = {kind: compare(kind, tiles, (json.loads(said)["address"].rstrip("/"), ours), (f"http://127.0.0.1:{port}", nginx), folder, arguments) for kind, tiles in sets.items()}
        finally:
            for one in (nginx, ours):
                one.send_signal(signal.SIGTERM)
                one.wait(20)
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


main()
