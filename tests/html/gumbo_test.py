#!/usr/bin/env python3
"""Our trees against those of Gumbo on the pages of the corpus: a sample of 60, or all of them with --all.

Gumbo has faults that are known; each shows in a way of its own, so that a page may differ by one of them and by nothing
else. They are taken out of both trees (white space, the place of the doctype) or named for the pages where they show;
what is not explained is a failure.

usage: gumbo_test.py PROGRAM [--all]
"""

import re
import sys

import peers

SAMPLE = 60

CONTROLS = re.compile("[\x01-\x08\x0b\x0e-\x1f\x7f-\x9f]")


def is_attribute(line):
    return re.fullmatch(r'\| +[^ <].*="[^"]*"', line, re.S) is not None


# What Gumbo does otherwise than the standard, and what takes it out of a tree. A difference is explained where that
# makes the trees the same.
EXPLAINED = [
    ("control characters become U+FFFD", lambda tree: [CONTROLS.sub("\ufffd", line) for line in tree]),
    ("the name of an attribute after one that came twice begins with that one's name",
     lambda tree: [line for line in tree if not is_attribute(line)]),
    ("an end tag with a name that it does not know ends any element whose name it does not know",
     lambda tree: [line.replace("|", "").lstrip() for line in tree]),
    ("a comment after a second <html> opens the head",
     lambda tree: sorted(line.replace("|", "").lstrip() for line in tree)),
]


def without_white_space(tree):
    """Its lines, text without white space at its edges: Gumbo moves that before </form>. Without the doctype, which
    Gumbo keeps apart from the comments around it."""
    out = []
    for line in peers.lines_of(tree):
        text = re.fullmatch(r'(\| *)"(.*)"\s*', line, re.S)
        if text is None:
            if not line.startswith("| <!DOCTYPE"):
                out.append(line)
        elif stripped := text.group(2).strip(" \t\n\r\f"):
            out.append(f'{text.group(1)}"{stripped}"')
    return out


def main():
    program, pages = sys.argv[1], peers.corpus()
    step = 1 if "--all" in sys.argv else max(1, len(pages) // SAMPLE)
    same, explained, failures = 0, [], []
    for number in range(0, len(pages), step):
        page = pages[number]
        ours = without_white_space(peers.our_tree(program, page))
        theirs = without_white_space(peers.our_tree(program, page, "--engine", "gumbo"))
        if ours == theirs:
            same += 1
        elif reason := next((reason for reason, without in EXPLAINED if without(ours) == without(theirs)), None):
            explained.append(f"page {number}: {reason}: {peers.first_difference(ours, theirs)}")
        else:
            failures.append(f"page {number}: {peers.first_difference(ours, theirs)}")
    for line in explained + failures:
        print(line)
    print(f"{same} trees are the same, {len(explained)} differ as explained, {len(failures)} do not agree")
    sys.exit(1 if failures or same < SAMPLE * 4 // 5 else 0)


main()
