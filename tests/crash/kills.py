# SPDX-License-Identifier: Apache-2.0
"""A run that dies at any moment leaves the earlier result byte for byte, or the new one complete; the next run tidies up."""
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
from drawn_study import DrawnStudy  # noqa: E402
from program import listing, manifest, tree  # noqa: E402
from suite import Case, main  # noqa: E402

MOMENTS = 10


class Kills(Case):
    @classmethod
    def setUpClass(cls):
        """The trees that are allowed: of the earlier study, and of the one that is run over it."""
        cls.home = Path(tempfile.mkdtemp(prefix="presencia-kills-"))
        cls.addClassCleanup(shutil.rmtree, cls.home, ignore_errors=True)
        old, new = DrawnStudy(cls.home / "old"), DrawnStudy(cls.home / "new")
        new.study["title"] = "Another study"
        new.features[0]["properties"]["name"] = "Villa Nueva"
        for one in (old, new):
            one.write()
        cls.new_path = new.path
        began = time.monotonic()
        for one, name in ((old, "before"), (new, "after")):
            said = cls.program.run("run", one.path, "-o", cls.home / name)
            assert said.status == 0, said.err
        cls.seconds = (time.monotonic() - began) / 2
        cls.before, cls.after = tree(cls.home / "before"), tree(cls.home / "after")

    def place_before(self):
        shutil.rmtree(self.result, ignore_errors=True)
        shutil.copytree(self.home / "before", self.result)

    def start(self, *options):
        return self.program.start("run", self.new_path, "-o", self.result, "--overwrite", *options)

    def assert_whole(self, when):
        found = tree(self.result)
        self.assertIn(found, (self.before, self.after), f"neither the earlier nor the new result after {when}")
        return found == self.after

    def assert_tidied(self):
        """The next run takes what is left away, and nothing else."""
        said = self.program.run("run", self.new_path, "-o", self.result, "--overwrite", "-q")
        self.assertEqual(said.status, 0, said.err)
        self.assertEqual(tree(self.result), self.after)
        self.assertEqual(listing(self.place), ["result"])

    def test_the_two_results_differ_so_that_the_test_can_fail(self):
        self.assertNotEqual(self.before, self.after)

    def test_kill_9_at_random_moments(self):
        chance = random.Random(20110321)
        for moment in sorted(chance.uniform(0, 1.2) for _ in range(MOMENTS)):
            with self.subTest(moment=round(moment, 3)):
                self.place_before()
                process = self.start("-q")
                try:
                    process.communicate(timeout=moment * self.seconds)
                except subprocess.TimeoutExpired:
                    process.send_signal(signal.SIGKILL)
                    process.communicate()
                self.assert_whole(f"{moment} of a run")
        self.assert_tidied()

    def test_kill_9_at_the_beginning_of_every_stage(self):
        process = self.start("--progress=json")
        stages = [line for line in process.communicate()[1].splitlines() if line.startswith(b'{"stage"')]
        names = list(dict.fromkeys(line.split(b'"')[3] for line in stages))
        self.assertGreaterEqual(len(names), 8, names)
        for name in names:
            with self.subTest(stage=name.decode()):
                self.place_before()
                process = self.start("--progress=json")
                for line in process.stderr:
                    if b'"stage":"' + name + b'"' in line:
                        process.send_signal(signal.SIGKILL)
                        break
                process.communicate()
                self.assertEqual(process.returncode, -signal.SIGKILL)
                self.assertFalse(self.assert_whole(name) and name != names[-1])
        self.assert_tidied()

    def test_what_a_killed_run_left_is_taken_away_and_what_others_left_is_not(self):
        self.place_before()
        (self.place / ".result.presencia-staged-999999").mkdir()
        (self.place / ".result.presencia-staged-999999" / "half.gpkg").write_bytes(b"half")
        for other in (".other.presencia-staged-1", ".result.mine", "result2"):
            (self.place / other).mkdir()
        said = self.program.run("run", self.new_path, "-o", self.result, "--overwrite", "-q")
        self.assertEqual(said.status, 0, said.err)
        self.assertEqual(listing(self.place), [".other.presencia-staged-1", ".result.mine", "result", "result2"])

    def interrupt(self, number):
        self.place_before()
        process = self.start("--progress=json")
        for line in process.stderr:
            if b'"stage":"homicides"' in line:
                process.send_signal(number)
                break
        out, err = process.communicate()
        return process.returncode, out, err.decode()

    def test_ctrl_c_and_sigterm_leave_nothing_and_say_so(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(number.name):
                status, out, err = self.interrupt(number)
                self.assertEqual(status, 130, err)
                self.assertEqual(out, b"")
                said = "\n".join(line for line in err.split("\n") if not line.startswith("{"))
                self.assert_message(said, "E0002", hint=False)
                self.assertEqual(tree(self.result), self.before)
                self.assertEqual(listing(self.place), ["result"])

    def test_ctrl_c_at_the_beginning_of_every_stage(self):
        for stage in ("municipalities", "population", "reach", "unreached", "outputs", "tiles: gap", "tiles: concurrence"):
            with self.subTest(stage):
                self.place_before()
                process = self.start("--progress=json")
                for line in process.stderr:
                    if b'"stage":"' + stage.encode() in line:
                        process.send_signal(signal.SIGINT)
                        break
                process.communicate()
                # A signal that comes when all is written may lose the race against the end.
                self.assertIn(process.returncode, (130, 0))
                self.assertEqual(tree(self.result), self.before if process.returncode == 130 else self.after)
                self.assertEqual(listing(self.place), ["result"])

    def test_a_hang_up_or_a_closed_reader_does_not_spoil_the_result(self):
        self.place_before()
        process = self.start("--progress=json")
        process.stdout.close()
        process.stderr.close()
        process.wait()
        self.assert_whole("a closed reader")
        self.assertEqual(listing(self.place), ["result"])


class TwoAtOnce(Case):
    def test_two_runs_to_one_place_end_with_one_whole_result(self):
        studies = []
        for name in ("one", "two"):
            study = DrawnStudy(self.folder / name)
            study.study["title"] = name
            studies.append(study.write())
        alone = []
        for study in studies:
            place = self.folder / f"alone-{study.study['title']}"
            self.assertEqual(self.program.run("run", study.path, "-o", place).status, 0)
            alone.append(tree(place))
        for _ in range(2):
            running = [self.program.start("run", study.path, "-o", self.result, "--overwrite", "-q") for study in studies]
            ends = [(one.communicate(), one.returncode) for one in running]
            for (_, err), status in ends:
                self.assertIn(status, (0, 5), err.decode())
            self.assertIn(0, [status for _, status in ends])
            self.assertIn(tree(self.result), alone)
            self.assertEqual(listing(self.place), ["result"])

    def test_two_first_runs_without_overwrite_never_mix_nor_replace_each_other(self):
        """Neither was told to overwrite: the second to arrive must not exchange the first one's result away."""
        self.study.write()
        running = [self.program.start("run", self.study.path, "-o", self.result, "-q") for _ in range(2)]
        ends = [(one.communicate(), one.returncode) for one in running]
        self.assertEqual(sorted(status for _, status in ends), [0, 5], [err for (_, err), _ in ends])
        self.assertEqual(listing(self.place), ["result"])
        self.assertIn("outputs", manifest(self.result))


class NoPermission(Case):
    def test_a_parent_that_cannot_be_written(self):
        if os.geteuid() == 0:
            print("SKIPPED: root may write anywhere", file=sys.stderr)
            self.skipTest("root may write anywhere")
        before = self.put_earlier_result()
        self.place.chmod(0o555)
        self.addCleanup(self.place.chmod, 0o755)
        said = self.run_study("--overwrite")
        self.assertEqual(said.status, 5, said.err)
        self.assert_message(said.err, "E5002")
        self.assertEqual(tree(self.result), before)


if __name__ == "__main__":
    main()
