# SPDX-License-Identifier: Apache-2.0
"""SIGTERM and exchanged results under load: every request that was taken is answered wholly, and from one result.

    ends.py --binary PROGRAM --source TREE
"""
import os
import pathlib
import random
import re
import shutil
import signal
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from crowd import Asker, end, references  # noqa: E402
from served import SLOWER, Server, demo, program_of, wait_until  # noqa: E402

TIMES = int(os.environ.get("PRESENCIA_SERVE_TIMES", "20"))


def stopped_under_load(program, result, known):
    """Twenty times: exit 0 within ten seconds, no answer cut short, no request left without one."""
    allowed = {path: [one] for path, one in known.items()}
    total, longest = 0, 0.0
    for turn in range(TIMES):
        with Server(program, result) as server:
            askers = [Asker(server.port, allowed, 100 * turn + i, stay=i % 4 != 3) for i in range(8)]
            for one in askers:
                one.start()
            wait_until(lambda: sum(one.answers for one in askers) > 20, within=60)
            time.sleep(random.Random(turn).uniform(0, 0.2))
            began = time.monotonic()
            assert server.stop(within=15) == 0
            longest = max(longest, time.monotonic() - began)
            total += end(askers)
            server.assert_log_clean()
            assert re.search(r" stopping connections=\d+\n", server.log()) and server.log().rstrip().endswith(" stopped"), server.log()
    assert longest < 10 * SLOWER, f"{longest:.1f} s"
    print(f"ok {TIMES} ends under load: {total} answers, none cut short; the longest took {longest:.2f} s")


def exchanged_under_load(program, first, second, folder):
    """Twenty times, by the swap of a link and by that of a directory: each answer is wholly of the one or of the other."""
    known = []
    for result in (first, second):
        with Server(program, result) as server:
            known.append(references(server, result))
    differing = [path for path in known[0] if known[0][path] != known[1][path]]
    assert len(differing) > 10 and "/files/study.gpkg" in differing and any(path.startswith("/xyz/") for path in differing), differing
    allowed = {path: [known[0][path], known[1][path]] for path in known[0]}
    place, spare = pathlib.Path(folder) / "live", pathlib.Path(folder) / "spare"
    for link in (True, False):
        if link:
            place.symlink_to(first)
        else:
            place.unlink()
            shutil.copytree(first, place)
            shutil.copytree(second, spare)
        with Server(program, place) as server:
            versions = [server.get("/health").json()["result"]]
            askers = [Asker(server.port, allowed, 7000 + i, stay=i % 4 != 3) for i in range(8)]
            for one in askers:
                one.start()
            for turn in range(TIMES // 2):
                if link:
                    fresh = pathlib.Path(folder) / "fresh"
                    fresh.symlink_to((second, first)[turn % 2])
                    os.replace(fresh, place)
                else:
                    away = pathlib.Path(folder) / "away"
                    place.rename(away)
                    spare.rename(place)
                    away.rename(spare)
                if turn % 2:
                    server.process.send_signal(signal.SIGHUP)
                wait_until(lambda: server.get("/health").json()["result"] != versions[-1], within=30, what="the other result was not taken up")
                versions.append(server.get("/health").json()["result"])
                time.sleep(0.1)
            total = end(askers)
            assert len(set(versions)) == 2 and all(a != b for a, b in zip(versions, versions[1:])), versions
            assert set().union(*(one.seen for one in askers)) == {0, 1}, "answers of both were seen"
            log = server.log()
            assert log.count(" reloaded ") == TIMES // 2, log
            assert server.stop() == 0
            server.assert_log_clean(allowed=("reloaded",))
        print(f"ok {TIMES // 2} exchanges of a {'link' if link else 'directory'} under load: {total} answers, each of one result")


def refused_exchange(program, first, folder):
    """What is no result is not taken up: the log says so once, and the one before is served on."""
    place = pathlib.Path(folder) / "spoilt"
    shutil.copytree(first, place)
    with Server(program, place) as server:
        before = server.get("/files/gaps.csv").body
        version = server.get("/health").json()["result"]
        (place / "manifest.json").write_text("{}", encoding="utf-8")
        wait_until(lambda: " reload_failed " in server.log(), within=20)
        time.sleep(1.5)
        assert server.log().count(" reload_failed ") == 1, "said again and again"
        assert server.get("/health").json()["result"] == version and server.get("/files/gaps.csv").body == before
        shutil.rmtree(place)
        time.sleep(1.5)
        assert server.get("/files/gaps.csv").body == before, "open files outlive their names"
        shutil.copytree(first, place)
        assert server.stop() == 0
        server.assert_log_clean(allowed=("reload_failed", "reloaded"))
    print("ok a result that is none")


def main():
    program = program_of(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        first = demo(program, folder)
        study = pathlib.Path(folder) / "study"
        shutil.copytree(program.source / "examples" / "01_demo", study)
        text = (study / "study.toml").read_text(encoding="utf-8")
        other = text.replace('title    = "', 'title    = "Otra: ').replace("to       = 2013-12-31", "to       = 2012-12-31")
        assert other != text
        (study / "study.toml").write_text(other, encoding="utf-8")
        second = pathlib.Path(folder) / "second"
        done = program.run("run", study / "study.toml", "-o", second, "-q")
        assert done.status == 0, done.err
        with Server(program, first) as server:
            known = references(server, first)
        stopped_under_load(program, first, known)
        exchanged_under_load(program, first, second, folder)
        refused_exchange(program, first, folder)


main()
