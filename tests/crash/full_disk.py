# SPDX-License-Identifier: Apache-2.0
"""No file may grow beyond a limit, at many limits: the run ends with 5 and the earlier result, or with 0 and the new one."""
import resource
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support" / "py"))
from program import listing, tree  # noqa: E402
from suite import Case, main  # noqa: E402


def at_most(size):
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return limit


class FullDisk(Case):
    def test_every_size_from_nothing_to_enough(self):
        before = self.put_earlier_result()
        self.study.study["title"] = "Another study"
        self.published(output=self.folder / "after")
        after = tree(self.folder / "after")
        sizes = sorted({path.stat().st_size for path in (self.folder / "after").rglob("*") if path.is_file()})
        largest = sizes[-1]
        refused = published = 0
        for size in (0, 1, 100, 4096, 12345, sizes[len(sizes) // 2], sizes[-2] - 1, largest // 2, largest - 1, largest, 10 * largest):
            with self.subTest(size):
                said = self.run_study("--overwrite", preexec=at_most(size))
                self.assertIn(said.status, (0, 5), said.err)
                self.assertEqual(listing(self.place), ["result"])
                if said.status == 5:
                    refused += 1
                    self.assert_message(said.err, "E5002")
                    self.assertEqual(said.out, "")
                    self.assertEqual(tree(self.result), before)
                else:
                    published += 1
                    self.assertEqual(tree(self.result), after)
                    shutil.rmtree(self.result)
                    self.put_earlier_result()
        self.assertGreaterEqual(refused, 6)
        self.assertGreaterEqual(published, 1)

    def test_a_full_disk_on_a_first_run_leaves_no_result_at_all(self):
        said = self.run_study(preexec=at_most(5000))
        self.assertEqual(said.status, 5, said.err)
        self.assertEqual(listing(self.place), [])


if __name__ == "__main__":
    main()
