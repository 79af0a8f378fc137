#!/usr/bin/env python3
"""The library as it is installed: another program finds it and gives the same records; the Debian package runs.

usage: package_test.py PROGRAM BUILD_FOLDER COMPILER SANITIZERS
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM, BUILD, COMPILER, SANITIZERS = (sys.argv + [""] * 4)[1:5]
ROOT = pathlib.Path(__file__).resolve().parents[2]
SEEDS = sorted(str(path) for path in (ROOT / "seeds").iterdir() if path.suffix in (".html", ".txt"))


def run(*command, **options):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=900, **options)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command))}: {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


class TheInstalledLibrary(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory(prefix="thresh-package-")
        self.folder = pathlib.Path(self.scratch.name)

    def tearDown(self):
        self.scratch.cleanup()

    def test_is_found_and_gives_the_records_of_the_program(self):
        prefix, build = self.folder / "prefix", self.folder / "build"
        run("cmake", "--install", BUILD, "--prefix", prefix)
        flags = f"-fsanitize={SANITIZERS} -fno-sanitize-recover=all" if SANITIZERS else ""
        run("cmake", "-G", "Ninja", "-S", ROOT / "examples" / "library", "-B", build, f"-DCMAKE_PREFIX_PATH={prefix}",
            f"-DCMAKE_CXX_COMPILER={COMPILER}", f"-DCMAKE_CXX_FLAGS={flags}")
        run("cmake", "--build", build)
        ours = run(build / "titles", "--json", *SEEDS).splitlines()
        theirs = run(PROGRAM, "convert", *SEEDS, "--to", "jsonl", "--duplicates", "keep").splitlines()
        self.assertGreater(len(ours), 2)
        self.assertEqual([json.loads(line) for line in ours], [json.loads(line) for line in theirs])
        self.assertIn("answers\n", run(build / "titles", *SEEDS))
        self.assertTrue((prefix / "share" / "thresh" / "selectors").is_dir())

    def test_needs_nothing_of_the_source_folder(self):
        prefix = self.folder / "prefix"
        run("cmake", "--install", BUILD, "--prefix", prefix, "--component", "library")
        for path in prefix.rglob("*.cmake"):
            self.assertNotIn(str(ROOT), path.read_text(), path)

    @unittest.skipUnless(shutil.which("dpkg-deb"), "this is no Debian")
    def test_is_a_debian_package_that_runs(self):
        run("cpack", "-G", "DEB", "--config", f"{BUILD}/CPackConfig.cmake", "-B", self.folder / "deb", "-D",
            "CPACK_COMPONENTS_ALL=program")
        package = next((self.folder / "deb").glob("thresh_*.deb"))
        self.assertIn("Package: thresh\n", run("dpkg-deb", "--field", package) + "\n")
        root = self.folder / "root"
        for part in ("info", "updates", "triggers"):
            (root / "var/lib/dpkg" / part).mkdir(parents=True)
        (root / "var/lib/dpkg/status").touch()
        run("dpkg", f"--root={root}", "--force-depends", "--force-not-root", "--log=/dev/null", "--install", package,
            env={**os.environ, "PATH": os.environ["PATH"] + ":/usr/sbin:/sbin"})
        program = root / "usr/bin/thresh"
        self.assertEqual(run(program, "--version"), run(PROGRAM, "--version"))
        self.assertEqual(run(program, "convert", *SEEDS, "--to", "jsonl"), run(PROGRAM, "convert", *SEEDS, "--to", "jsonl"))


def main():
    if not BUILD:
        sys.exit("usage: package_test.py PROGRAM BUILD_FOLDER COMPILER SANITIZERS")
    result = unittest.main(argv=sys.argv[:1], exit=False, verbosity=1).result
    sys.exit(0 if result.wasSuccessful() and result.testsRun > 0 else 1)


if __name__ == "__main__":
    main()
