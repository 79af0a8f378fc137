#!/usr/bin/env python3
"""The DAG of docs/recipes/airflow.md, read and run by Airflow itself: what each exit code of `thresh refresh` becomes.

`./dev test --all` installs Airflow into build/airflow and names its Python in $AIRFLOW; without that this is SKIPPED (exit
code 77), since Airflow is 300 MB large. What the tasks do is tried without it by recipes_test.py.

usage: airflow_test.py PROGRAM
"""

import fcntl
import json
import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import unittest

from clinic_site import Site
from recipe_page import ROOT, Page

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
AIRFLOW = os.environ.get("AIRFLOW", "")
HERE = pathlib.Path(__file__).resolve().parent


class TheDag(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory(prefix="thresh-airflow-")
        cls.addClassCleanup(cls.scratch.cleanup)
        cls.home = pathlib.Path(cls.scratch.name).resolve()
        cls.environment = {**os.environ, "PATH": f"{PROGRAM.parent}:{pathlib.Path(AIRFLOW).parent}:{os.environ['PATH']}",
                           "HOME": str(cls.home), "AIRFLOW_HOME": str(cls.home / "airflow"), "NO_COLOR": "1",
                           "AIRFLOW__CORE__LOAD_EXAMPLES": "False"}
        for name in ("no_proxy", "NO_PROXY"):
            cls.environment.pop(name, None)
        done = subprocess.run([AIRFLOW, "-m", "airflow", "db", "migrate"], env=cls.environment, capture_output=True,
                              text=True, timeout=600)
        assert done.returncode == 0, done.stdout + done.stderr

    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="thresh-clinic-")
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name).resolve()
        self.dags = self.folder / "dags"
        self.dags.mkdir()
        for name, text in Page(ROOT / "docs" / "recipes" / "airflow.md").files().items():
            (self.folder / name).write_text(text)
        self.site = Site()
        proxy = self.enterContext(self.site)
        self.environment = {**self.environment, "http_proxy": proxy, "AIRFLOW__CORE__DAGS_FOLDER": str(self.dags)}

    def run_dag(self):
        """The state of each task and its tries, and what was said."""
        done = subprocess.run([AIRFLOW, HERE / "airflow_run.py", self.dags], env=self.environment, cwd=self.dags,
                              capture_output=True, text=True, timeout=600)
        self.assertEqual(done.returncode, 0, done.stdout[-3000:] + done.stderr[-3000:])
        return json.loads(done.stdout.splitlines()[-1]), done.stdout + done.stderr

    def loaded(self):
        script = "import json, clinic; print(json.dumps(clinic.load()))"
        done = subprocess.run([AIRFLOW, "-c", script], env=self.environment, cwd=self.dags, capture_output=True, text=True,
                              check=True, timeout=60)
        return json.loads(done.stdout)

    def test_loads_what_was_published(self):
        tasks, said = self.run_dag()
        self.assertEqual(tasks, {"refresh": ["success", 1], "load": ["success", 1]})
        self.assertIn("version 1: 6 answers", said)
        self.assertEqual(self.loaded(), [1, 6])

    def test_keeps_what_was_loaded_where_a_version_is_held_back(self):
        self.run_dag()
        for path in self.site.pages:
            if path.startswith("/questions/"):
                self.site.pages[path] = ("text/html", b"<title>Our new design</title><h1>Our new design</h1><p>Soon more.")
        tasks, said = self.run_dag()
        self.assertEqual(tasks, {"refresh": ["failed", 1], "load": ["upstream_failed", 0]})
        self.assertIn("held back: look at", said)
        self.assertEqual(self.loaded(), [1, 6])

    def test_skips_where_another_run_is_at_work(self):
        (self.folder / "data").mkdir()
        with open(self.folder / "data" / "lock", "w") as lock:
            fcntl.fcntl(lock, 37, struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0))  # F_OFD_SETLK
            tasks, said = self.run_dag()
        self.assertEqual(tasks, {"refresh": ["skipped", 1], "load": ["skipped", 0]})
        self.assertIn("another run is at work", said)

    def test_waits_for_a_person_where_the_file_is_wrong(self):
        (self.folder / "clinic.yaml").write_text("dataset: clinic\nsuorces: []\n")
        tasks, said = self.run_dag()
        self.assertEqual(tasks, {"refresh": ["failed", 1], "load": ["upstream_failed", 0]})
        self.assertIn("a selector file is wrong", said)

    def test_tries_again_where_no_page_could_be_had(self):
        self.site.failing["/sitemap.xml"] = 1
        tasks, said = self.run_dag()
        self.assertEqual(tasks, {"refresh": ["success", 2], "load": ["success", 1]})
        self.assertIn("thresh refresh left with 6", said)


if __name__ == "__main__":
    if not AIRFLOW:
        print("SKIPPED: $AIRFLOW names no Python with Airflow (./dev test --all brings one)")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
