#!/usr/bin/env python3
"""A dump far larger than memory would allow is read in constant memory: 200 MB of lines, compressed, under 100 MB.

usage: inputs_memory_test.py PROGRAM
"""

import gzip
import json
import os
import pathlib
import tempfile
import unittest

from program import PROGRAM, main

SIZE = 200_000_000
MOST = 100_000_000


def is_sanitized():
    """The address sanitizer has tables of its own, and keeps what was freed unless it is told not to."""
    # In pieces: what this process had at once counts for its children too (the kernel hands it on through exec).
    last = b""
    with open(PROGRAM, "rb") as file:
        while piece := file.read(1 << 20):
            if b"__asan_init" in last + piece:
                return True
            last = piece[-20:]
    return False


def peak_of(*arguments):
    """The most memory that the program had at once, in bytes."""
    environment = os.environ | {"ASAN_OPTIONS": "quarantine_size_mb=1:thread_local_quarantine_size_kb=64"}
    child = os.posix_spawn(PROGRAM, [str(PROGRAM), *map(str, arguments)], environment,
                           file_actions=[(os.POSIX_SPAWN_OPEN, 2, "/dev/null", os.O_WRONLY, 0)])
    _, status, usage = os.wait4(child, 0)
    return os.waitstatus_to_exitcode(status), usage.ru_maxrss * 1024


class Memory(unittest.TestCase):
    def test_of_a_large_dump_is_small(self):
        factor = 4 if is_sanitized() else 1
        with tempfile.TemporaryDirectory() as name:
            path = pathlib.Path(name) / "dump.jsonl.gz"
            # One member of many lines, each its own page: the words differ, so that none is another's duplicate.
            body = "<p>Words of a page, and more of them. " * 500
            with gzip.open(path, "wb", compresslevel=1) as file:
                written = number = 0
                while written < SIZE:
                    number += 1
                    line = json.dumps({"id": number, "url": f"https://a.example/{number}", "html": f"<title>{number}</title>{body}"}) + "\n"
                    written += file.write(line.encode())
            code, small = peak_of("convert", path, "--limit", 50, "-j", 2, "--duplicates", "keep", "-o", pathlib.Path(name) / "a.jsonl")
            self.assertEqual(code, 0)
            code, peak = peak_of("convert", path, "--sample", "1/50", "-j", 2, "--duplicates", "keep", "-o", pathlib.Path(name) / "b.jsonl")
            self.assertEqual(code, 0)
            self.assertLess(peak, MOST * factor)
            self.assertLess(peak, small * 1.5 + 20_000_000)  # the whole dump costs what its start does


if __name__ == "__main__":
    main()
