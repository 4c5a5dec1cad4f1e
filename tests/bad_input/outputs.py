# SPDX-License-Identifier: Apache-2.0
"""The place of the result: taken, impossible, not ours, full."""
import os
import resource
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
from program import listing, tree  # noqa: E402
from suite import Case, main  # noqa: E402


def at_most(size):
    """No file of the program may grow beyond this: the nearest to a full disk that needs no privilege."""
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return limit


class Outputs(Case):
    def test_a_directory_that_exists_is_not_touched_without_overwrite(self):
        before = self.put_earlier_result()
        said = self.run_study()
        self.assertEqual(said.status, 5)
        self.assert_message(said.err, "E5001", str(self.result), says="--overwrite")
        self.assertEqual((tree(self.result), listing(self.place)), (before, ["result"]))

    def test_a_directory_of_somebody_else_is_not_touched_even_with_overwrite(self):
        self.result.mkdir()
        (self.result / "letter.txt").write_text("dear")
        for options in ((), ("--overwrite",)):
            said = self.run_study(*options)
            self.assertEqual(said.status, 5)
            self.assert_message(said.err, "E5001", str(self.result), says="-o")
        self.assertEqual(listing(self.result), ["letter.txt"])

    def test_a_file_at_the_place_is_not_touched(self):
        self.result.write_text("dear")
        for options in ((), ("--overwrite",)):
            said = self.run_study(*options)
            self.assertEqual(said.status, 5)
            self.assert_message(said.err, "E5001", str(self.result))
        self.assertEqual(self.result.read_text(), "dear")

    def test_a_font_that_is_not_there_is_said_before_any_row_is_read(self):
        self.study.files["homicides.csv"] = b"no such columns\n"
        for variable in ("PRESENCIA_FONT", "PRESENCIA_FONT_BOLD"):
            said = self.run_study(env={variable: str(self.place / "none.ttf")})
            self.assertEqual(said.status, 3, said.err)
            self.assert_message(said.err, "E1001", "none.ttf", says="fonts-dejavu-core")
            self.assertEqual(listing(self.place), [])

    def test_a_link_at_the_place_is_not_followed(self):
        target = self.folder / "elsewhere"
        target.mkdir()
        self.result.symlink_to(target)
        said = self.run_study("--overwrite")
        self.assertEqual(said.status, 5, said.err)
        self.assertEqual((listing(target), os.readlink(self.result)), ([], str(target)))

    def test_an_empty_directory_is_filled(self):
        self.result.mkdir()
        self.published()
        self.assertIn("manifest.json", listing(self.result))
        self.assertEqual(listing(self.place), ["result"])

    def test_missing_parents_are_made(self):
        self.published(output=self.place / "a" / "b" / "c")
        self.assertIn("manifest.json", listing(self.place / "a" / "b" / "c"))

    def test_a_trailing_slash_and_dots_are_the_same_place(self):
        (self.folder / "elsewhere" / "deep").mkdir(parents=True)
        (self.place / "link").symlink_to(self.folder / "elsewhere" / "deep")
        self.published(output=f"{self.place}/./result//")
        self.published("--overwrite", output=f"{self.place}/result/")
        self.published(output=f"{self.place}/link/../behind")
        self.assertEqual(listing(self.place), ["link", "result"])
        self.assertEqual(listing(self.folder / "elsewhere"), ["behind", "deep"])

    def test_a_file_for_a_parent(self):
        (self.place / "file").write_text("x")
        said = self.run_study(output=self.place / "file" / "result")
        self.assertEqual(said.status, 5)
        self.assert_message(said.err, "E5002")

    def test_a_refused_run_leaves_no_parents_behind(self):
        self.study.files["homicides.csv"] = b""
        said = self.run_study(output=self.place / "a" / "result")
        self.assertEqual(said.status, 3)
        self.assertEqual(listing(self.place), [])

    def test_places_where_nothing_can_be(self):
        for place in ("/proc/presencia", "/dev/null", "/"):
            with self.subTest(place):
                self.study.write()
                said = self.program.run("run", self.study.path, "-o", place, "--overwrite", cwd=self.place)
                self.assertEqual(said.status, 5, said.err)
                self.assert_message(said.err, "E5002" if place.startswith("/proc") else "E5001")
                self.assertEqual(listing(self.place), [])

    def test_the_folder_one_stands_in_is_not_exchanged_under_ones_feet(self):
        self.study.write()
        for place, stand in ((".", self.place), ("../results", self.place), ("..", self.place / "inner")):
            with self.subTest(place):
                stand.mkdir(exist_ok=True)
                number = stand.stat().st_ino
                said = self.program.run("run", self.study.path, "-o", place, "--overwrite", cwd=stand)
                self.assertEqual(said.status, 5, said.err)
                self.assert_message(said.err, "E5001", says="-o")
                self.assertEqual(stand.stat().st_ino, number)

    def test_the_study_folder_itself_is_no_place(self):
        self.study.write()
        before = tree(self.study.folder)
        said = self.program.run("run", self.study.path, "-o", self.study.folder, "--overwrite")
        self.assertEqual(said.status, 5)
        self.assertEqual(tree(self.study.folder), before)

    def test_names_too_long(self):
        for name in ("x" * 300, "x" * 240):
            with self.subTest(len(name)):
                said = self.run_study(output=self.place / name)
                self.assertEqual(said.status, 5, said.err)
                self.assert_message(said.err, "E5002")
                self.assertEqual(listing(self.place), [])

    def test_a_full_disk(self):
        before = self.put_earlier_result()
        said = self.run_study("--overwrite", preexec=at_most(20000))
        self.assertEqual(said.status, 5, said.err)
        self.assert_message(said.err, "E5002")
        self.assertEqual((tree(self.result), listing(self.place)), (before, ["result"]))

    def test_a_kill_in_the_middle_leaves_the_earlier_result_and_the_next_run_cleans_up(self):
        before = self.put_earlier_result()
        self.study.write()
        process = self.program.start("run", self.study.path, "-o", self.result, "--overwrite", "--progress=json")
        for line in process.stderr:
            if b'"stage":"tiles: gap"' in line:
                process.send_signal(signal.SIGKILL)
                break
        process.communicate()
        self.assertEqual(process.returncode, -signal.SIGKILL)
        self.assertEqual(tree(self.result), before)
        self.published("--overwrite")
        self.assertEqual(listing(self.place), ["result"])


class Usage(Case):
    def test_wrong_use_is_2_with_a_hint(self):
        for arguments in (["run"], ["run", "x.toml"], ["rum", "x.toml"], ["run", "x.toml", "-o", "r", "--overwrit"], ["run", "x.toml", "-o", "r", "--threads", "0"],
                          ["run", "x.toml", "-o", "r", "--threads", "many"], ["run", "x.toml", "y.toml", "-o", "r"], ["gaps"]):
            with self.subTest(arguments):
                said = self.program.run(*arguments, cwd=self.place)
                self.assertEqual(said.status, 2, said.err)
                self.assert_message(said.err, "E7013")
                self.assertEqual(listing(self.place), [])

    def test_questions_to_what_is_no_result(self):
        (self.place / "study.gpkg").write_bytes(b"SQLite format 3\0" + b"\0" * 5000)
        for arguments in (["gaps", self.place], ["gaps", self.folder / "nothing"], ["explain", self.place, "0101"], ["gaps", "/etc/passwd"]):
            with self.subTest(str(arguments)):
                said = self.program.run(*arguments)
                self.assertEqual(said.status, 3, said.err)
                self.assert_message(said.err, "E5003")

    def test_json_answers_an_error_in_json(self):
        import json
        self.study.files["homicides.csv"] = b""
        said = self.run_study("--json")
        self.assertEqual(said.status, 3)
        error = json.loads(said.out)["error"]
        self.assertEqual((error["id"], error["file"], error["code"]), ("E1006", "homicides.csv", 3))
        self.assertTrue(error["hint"])


if __name__ == "__main__":
    main()
