# SPDX-License-Identifier: Apache-2.0
"""Runs the built program as a user would, and looks at what it leaves."""
import csv
import hashlib
import json
import os
import resource
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Finished:
    """How one run of the program ended."""
    status: int
    out: str
    err: str
    seconds: float  # of processor time: the machine may be busy with other things


class Program:
    """The built binary, and the source tree that holds layers/ and styles/. PRESENCIA_BINARY in the environment stands in for the binary: one built with sanitizers."""

    def __init__(self, binary, source):
        self.binary = str(Path(os.environ.get("PRESENCIA_BINARY") or binary).resolve())
        self.source = Path(source).resolve()

    def environment(self, changes=None):
        env = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PRESENCIA_", "TZ"))}
        env.update({"LC_ALL": "C", "PRESENCIA_DATA": str(self.source), "PRESENCIA_THREADS": "1"})
        # Studies of real data name files beside the project.
        shared = Path(os.environ.get("PRESENCIA_SHARED", self.source.parent / "shared"))
        if shared.is_dir():
            env["PRESENCIA_ALLOW_ROOT"] = str(shared.resolve())
        env.update(changes or {})
        return env

    def command(self, arguments):
        return [self.binary] + [str(argument) for argument in arguments]

    def start(self, *arguments, env=None, preexec=None, cwd=None):
        return subprocess.Popen(self.command(arguments), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, env=self.environment(env), preexec_fn=preexec, cwd=cwd)

    def run(self, *arguments, env=None, preexec=None, cwd=None, timeout=120):
        began = resource.getrusage(resource.RUSAGE_CHILDREN)
        process = self.start(*arguments, env=env, preexec=preexec, cwd=cwd)
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            raise AssertionError(f"still running after {timeout} s: {arguments}: {err.decode(errors='replace')}")
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime
        # Strict: a message that is not UTF-8 is a defect of its own.
        return Finished(process.returncode, out.decode(), err.decode(), spent)


def tree(folder):
    """Everything below a folder: relative name -> SHA-256 of a file, "/" for a directory, "-> ..." for a link."""
    found = {}
    for path in sorted(Path(folder).rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = "-> " + os.readlink(path)
        elif path.is_dir():
            found[name] = "/"
        else:
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def listing(folder):
    return sorted(os.listdir(folder))


def manifest(result):
    return json.loads((Path(result) / "manifest.json").read_text(encoding="utf-8"))


def ledger(result, layer):
    found = [one for one in manifest(result)["ledger"] if one["layer"] == layer]
    if len(found) != 1:
        raise AssertionError(f"{len(found)} ledgers of {layer}")
    return found[0]


def table(path):
    """The rows of a CSV as dictionaries."""
    with open(path, encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def rejects(result, layer):
    path = Path(result) / "rejects" / f"{layer}.csv"
    return table(path) if path.exists() else []


def municipalities(result):
    """code -> properties of municipalities.geojson."""
    features = json.loads((Path(result) / "municipalities.geojson").read_text(encoding="utf-8"))["features"]
    return {one["properties"]["code"]: one["properties"] for one in features}
