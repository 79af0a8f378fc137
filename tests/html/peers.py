"""What the tests that hold our trees against another parser's share: the corpus, and another parser's tree in the format
of `thresh dump --tree`."""

import gzip
import os
import pathlib
import re
import subprocess
import sys

SKIPPED = 77


def shared_folder():
    default = pathlib.Path(__file__).resolve().parents[2] / ".." / "shared"
    return pathlib.Path(os.environ.get("THRESH_SHARED", default))


def skip(reason):
    print(f"SKIPPED: {reason}")
    sys.exit(SKIPPED)


def corpus():
    """The HTML of every page of the corpus, as bytes."""
    path = shared_folder() / "corpus" / "pages.warc.gz"
    if not path.exists():
        skip("there is no corpus/pages.warc.gz in the shared folder")
    warc, pages, at = gzip.open(path).read(), [], 0
    while (end := warc.find(b"\r\n\r\n", at)) >= 0:
        head = warc[at:end]
        length = int(re.search(rb"Content-Length: (\d+)", head).group(1))
        block = warc[end + 4:end + 4 + length]
        if b"WARC-Type: response" in head:
            pages.append(block[block.find(b"\r\n\r\n") + 4:])
        at = end + 4 + length + 4
    return pages


def our_tree(program, page, *options):
    run = subprocess.run([program, "dump", "-", "--tree", *options], input=page, capture_output=True, check=True)
    return run.stdout.decode()


def lines_of(tree):
    """A tree as a list of nodes and attributes: text may hold line ends."""
    nodes = []
    for line in tree.split("\n"):
        if line.startswith("| "):
            nodes.append(line)
        elif nodes:
            nodes[-1] += "\n" + line
    if nodes:
        nodes[-1] = nodes[-1].removesuffix("\n")
    return nodes


def first_difference(ours, theirs):
    at = next((i for i, (a, b) in enumerate(zip(ours, theirs)) if a != b), min(len(ours), len(theirs)))
    return f"ours {ours[max(at - 1, 0):at + 2]!r}, theirs {theirs[max(at - 1, 0):at + 2]!r}"
