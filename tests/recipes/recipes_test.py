#!/usr/bin/env python3
"""A page of docs/recipes/ does what it shows; recipe_page.py says how it is run.

usage: recipes_test.py PROGRAM PAGE
"""

import os
import pathlib
import sys
import tempfile

from clinic_site import Site
from recipe_page import Page, Wrong, environment

PROGRAM = pathlib.Path(sys.argv[1]).resolve()


def main():
    page = Page(sys.argv[2])
    missing = page.missing()
    if missing:
        print(f"SKIPPED: {missing} is not installed (./dev test brings it)")
        return 77
    with tempfile.TemporaryDirectory(prefix="thresh-recipe-") as scratch, Site() as proxy:
        folder = pathlib.Path(scratch).resolve()
        os.environ.pop("no_proxy", None), os.environ.pop("NO_PROXY", None)
        os.environ.update(environment(folder, PROGRAM), http_proxy=proxy)
        try:
            tried = page.run(folder, PROGRAM)
        except Wrong as wrong:
            print(wrong)
            return 1
    print(f"{page.path.name}: {tried} commands and examples")
    return 0 if tried else 1


if __name__ == "__main__":
    sys.exit(main())
