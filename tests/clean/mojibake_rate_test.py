#!/usr/bin/env python3
"""How much mojibake is mended, and that nothing else is touched.

usage: mojibake_rate_test.py PROGRAM [--show]      (PROGRAM: mojibake_cases)

Two measures, each held above its floor in floors.json:
- the cases of $THRESH_SHARED/conformance/mojibake. All of the negative ones must stay as they are; those that are known to
  fail there are not counted.
- the texts of tests/text/languages.tsv, whole and in pieces of three words, read in each single-byte encoding and, the
  second measure of it, in two in turn. What is not mended must be left alone word by word; none may come out as a third thing.
"""
import argparse
import collections
import json
import os
import pathlib
import subprocess
import sys

TESTS = pathlib.Path(__file__).resolve().parent.parent
SHARED = pathlib.Path(os.environ.get("THRESH_SHARED", TESTS.parent.parent / "shared"))
FLOORS = json.loads((TESTS / "floors.json").read_text())["mojibake"]
CODECS = ["cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "cp1257", "iso8859-1", "iso8859-2", "mac-roman", "cp437"]


def mended(program, texts):
    escaped = [text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r") for text in texts]
    done = subprocess.run([program], input="".join(text + "\n" for text in escaped), capture_output=True, text=True,
                          encoding="utf-8", check=True)
    out = done.stdout.split("\n")[:-1]
    return [text.replace("\\n", "\n").replace("\\r", "\r").replace("\\\\", "\\") for text in out]


def conformance(program, show):
    """Passes of the cases, and negatives that were touched; None where the data is missing."""
    folder = SHARED / "conformance" / "mojibake"
    passed, total, touched = 0, 0, 0
    for path in sorted(folder.glob("*.json")):
        cases = [case for case in json.loads(path.read_text(encoding="utf-8")) if case["expect"] == "pass"]
        got = mended(program, [case["original"] for case in cases])
        for case, out in zip(cases, got):
            want = case.get("fixed-encoding", case["fixed"])
            total += 1
            passed += out == want
            touched += want == case["original"] and out != want
            if show and out != want:
                print(f"{path.name}: {case['label']}\n  {case['original']!r}\n  {out!r}\n  {want!r}")
    return (passed, touched, total) if total else None


def misread(text, codec):
    out = []
    for byte in text.encode("utf-8"):
        try:
            out.append(bytes([byte]).decode(codec))
        except UnicodeDecodeError:
            out.append(chr(byte))
    return "".join(out)


def pieces():
    for line in (TESTS / "text" / "languages.tsv").read_text(encoding="utf-8").split("\n"):
        if not line or line.startswith("#"):
            continue
        text = line.split("\t")[-1]
        words = text.split(" ")
        yield text
        yield from (" ".join(words[i:i + 3]) for i in range(0, len(words) - 3, 3))


def generated(program, show, twice):
    """Shares that were mended as a whole, and that came out as a third thing in some word."""
    whole, third, total = 0, 0, 0
    texts = [text for text in pieces() if not text.isascii()]
    for number, codec in enumerate(CODECS):
        chains = [[text, misread(text, codec)] for text in texts]
        if twice:
            chains = [chain + [misread(chain[-1], CODECS[(number + i) % len(CODECS)])] for i, chain in enumerate(chains)]
        for chain, out in zip(chains, mended(program, [chain[-1] for chain in chains])):
            total += 1
            whole += out == chain[0]
            known = collections.Counter(word for text in chain for word in text.split(" "))
            if any(word not in known for word in out.split(" ")):
                third += 1
                if show:
                    print(f"{codec}: {chain}\n  {out!r}")
    return whole / total, third / total


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    failed = False

    def hold(what, value, floor):
        nonlocal failed
        failed = failed or value < floor
        print(f"{what}: {value:.4f} (floor {floor})")

    intact = [text for text in pieces()]
    changed = sum(a != b for a, b in zip(intact, mended(options.program, intact)))
    print(f"texts that are not damaged and were changed: {changed} of {len(intact)}")
    failed = failed or changed > 0
    for twice in (False, True):
        whole, third = generated(options.program, options.show, twice)
        name = "twice" if twice else "once"
        hold(f"misread {name}: mended", whole, FLOORS[name])
        hold(f"misread {name}: mended or left alone, word by word", 1 - third, FLOORS[name + "_sound"])
    cases = conformance(options.program, options.show)
    if cases is None:
        print("SKIPPED: there is no shared folder conformance/mojibake")
        return 1 if failed else 77
    passed, touched, total = cases
    print(f"conformance: {passed} of {total}; {touched} that should stay were touched")
    return 1 if failed or touched > 0 or passed < FLOORS["conformance"] else 0


if __name__ == "__main__":
    sys.exit(main())
