"""The module `thresh`, for its tests: `./dev test` builds it and installs it into build/python. Where it is missing, or a
library that a test compares with, the test is SKIPPED (exit code 77).
"""
import importlib
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def need(name):
    try:
        return importlib.import_module(name)
    except ImportError as missing:
        print(f"SKIPPED: {missing} (./dev test brings it)")
        sys.exit(77)


thresh = need("thresh")


def program(*arguments, stdin=b"", cwd=ROOT):
    """What the program, the first argument of the test, writes."""
    done = subprocess.run([pathlib.Path(sys.argv[1]).resolve(), *map(str, arguments)], input=stdin, capture_output=True,
                          cwd=cwd, timeout=300)
    assert done.returncode in (0, 1, 3), done.stderr.decode()
    return done.stdout


def fixtures():
    """Each fixture's page with its own selector file, if it has one."""
    for page in sorted((ROOT / "fixtures").glob("*/*/page.*")):
        rules = page.parent / "rules.yaml"
        yield page, rules if rules.exists() else None
