# SPDX-License-Identifier: Apache-2.0
"""200,000 mixed requests over 64 connections, each body held against its reference; then the same beside 500 slow headers, 200 slow readers and 200 idle connections.

    load.py --binary PROGRAM --source TREE --client load_client [--json FILE]

None wrong, none failed, no memory gained, no file kept; honest clients wait less than three times as long beside the hostile ones, at the 99th percentile: the median of alternated rounds.
PRESENCIA_SERVE_REQUESTS in the environment makes it shorter.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from crowd import besiege, references, relieve, write_plan  # noqa: E402
from served import SLOWER, Program, Server, demo, wait_until  # noqa: E402

REQUESTS = int(os.environ.get("PRESENCIA_SERVE_REQUESTS", "200000"))
CONNECTIONS, ROUNDS, ROUND_REQUESTS = 64, 5, max(20000, REQUESTS // 10)


def ask(client, server, plan, requests, seed):
    done = subprocess.run([client, str(server.port), str(CONNECTIONS), str(requests), str(seed), str(plan)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=900 * SLOWER, check=False)
    assert done.stdout, done.stderr.decode()
    said = json.loads(done.stdout)
    assert (said["wrong"], said["failed"], said["answered"]) == (0, 0, requests), (said, done.stderr.decode()[:2000])
    return said


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--source", required=True)
    parser.add_argument("--client", required=True)
    parser.add_argument("--json")
    arguments = parser.parse_args()
    program = Program(os.environ.get("PRESENCIA_SERVE_BINARY") or arguments.binary, arguments.source)
    figures = {}
    with tempfile.TemporaryDirectory() as folder:
        result = demo(program, folder)
        # All clients are of this machine, and those of the round before may not be seen to have left when the next come; 900 hostile ones stay a while longer than they are useful.
        with Server(program, result, ("--max-connections", "2048", "--max-per-address", "256")) as server:
            plan = write_plan(pathlib.Path(folder) / "plan", references(server, result))
            ask(arguments.client, server, plan, ROUND_REQUESTS, 1)  # what is worked out once is
            time.sleep(0.5)
            memory, files = server.memory(), server.files()
            figures["mixed"] = ask(arguments.client, server, plan, REQUESTS, 2)
            figures["memory_kb"] = [memory, server.memory()]
            assert server.memory() < memory * (1 + 0.05 * SLOWER) + 2048 * SLOWER, figures["memory_kb"]
            quiet, beside = [], []
            for turn in range(ROUNDS):
                quiet.append(ask(arguments.client, server, plan, ROUND_REQUESTS, 10 + turn)["p99"])
                attackers = besiege(server.port)
                wait_until(lambda: all(len(one.open) >= one.count * 0.9 for one in attackers), within=60, what="the hostile connections are not all there")
                beside.append(ask(arguments.client, server, plan, ROUND_REQUESTS, 20 + turn)["p99"])
                if turn == ROUNDS - 1:
                    time.sleep(25)  # every one of them has met its deadline once
                    figures["memory_beside_kb"] = server.memory()
                figures["hostile"] = relieve(attackers)
                wait_until(lambda: server.files() <= files + 8, within=40, what="connections of hostile clients are kept")
            figures["p99_quiet"], figures["p99_beside"] = statistics.median(quiet), statistics.median(beside)
            print(json.dumps(figures))
            for kind, seen in figures["hostile"].items():
                assert seen["late"] == 0 and seen["closed"] > 0, (kind, seen)
            assert figures["memory_beside_kb"] < memory * (1 + 0.3 * SLOWER) + 65536 * SLOWER, figures
            assert figures["p99_beside"] < 3 * SLOWER * figures["p99_quiet"], (quiet, beside)
            assert server.stop() == 0
            server.assert_log_clean()
    if arguments.json:
        pathlib.Path(arguments.json).write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


main()
