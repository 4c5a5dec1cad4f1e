# SPDX-License-Identifier: Apache-2.0
"""The test case that the scripts about `presencia init` share."""
from suite import NOISE, Case


class InitCase(Case):
    """The drawn study's own files, without its study.toml."""

    def setUp(self):
        super().setUp()
        self.study.write()
        self.study.path.unlink()
        self.files = sorted(path for path in self.study.folder.iterdir())
        self.to = self.study.folder / "study.toml"

    def init(self, *options, files=None, status=0, to=None, **more):
        said = self.program.run("init", *(self.files if files is None else files), "-o", to or self.to, *options, **more)
        if status is not None:
            self.assertEqual(said.status, status, said.out + said.err)
        self.assertIsNone(NOISE.search(said.err), said.err)
        return said

    def run_it(self, status=0):
        said = self.program.run("run", self.to, "-o", self.result, "--overwrite")
        self.assertEqual(said.status, status, said.out + said.err)
        return self.assert_balanced()

    def put(self, name, content):
        path = self.study.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path
