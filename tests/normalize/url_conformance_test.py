#!/usr/bin/env python3
"""URLs of the web held against the cases of the URL Standard (urltestdata.json of web-platform-tests, in $THRESH_SHARED).

usage: url_conformance_test.py READ_FORMS [--show]

The cases that concern http and https: those that the standard reads as such a URL, and those that it refuses to read beside a base
of the web. What we make of a URL differs from it on purpose: RFC 3986's normal form takes escapes away that need not be there,
text with white space inside is no address, hosts are neither numbers nor punycode, and what is almost a URL is none. The
number of cases that agree may not fall below tests/floors.json.
"""
import json
import os
import pathlib
import subprocess
import sys

FLOORS = pathlib.Path(__file__).resolve().parent.parent / "floors.json"
SKIPPED = 77


def is_web(url):
    return url is not None and url.lower().startswith(("http:", "https:"))


def cases_of(path):
    for case in json.loads(path.read_text(encoding="utf-8")):
        if isinstance(case, str) or any(c in text for text in (case["input"], case["base"] or "") for c in "\n\t"):
            continue
        try:
            case["input"].encode("utf-8")  # no lone surrogates
        except UnicodeEncodeError:
            continue
        if is_web(case.get("href")) or (case.get("failure") and (is_web(case["input"]) or is_web(case["base"]))):
            yield case["input"], case["base"] or "", case.get("href") or "-"


def main():
    program, show = sys.argv[1], "--show" in sys.argv
    path = pathlib.Path(os.environ.get("THRESH_SHARED", "/nowhere")) / "conformance" / "url" / "urltestdata.json"
    if not path.exists():
        print(f"SKIPPED: {path} is missing")
        return SKIPPED
    cases = list(cases_of(path))
    lines = "".join(f"{text}\t{base}\n" for text, base, _ in cases)
    answers = subprocess.run([program, "url-against"], input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout.decode().split("\n")
    wrong = [(case, answer) for case, answer in zip(cases, answers, strict=False) if case[2] != answer]
    right = len(cases) - len(wrong)
    floor = json.loads(FLOORS.read_text())["urls"]["agree"]
    print(f"{right} of {len(cases)} cases agree, floor {floor}")
    for (text, base, href), answer in wrong if show else []:
        print(f"  {text!r} at {base!r}: {href!r} in the standard, {answer!r} here")
    return 1 if right < floor else 0


if __name__ == "__main__":
    sys.exit(main())
