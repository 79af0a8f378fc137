"""What cleaning, normalizing, the ledger and provenance cost, in instructions for each byte of kept text.

Runs the program under callgrind, so that the figures are the same on a busy machine:

- clean and normalize: what is spent in functions of these rooms and in what they call, from wherever they are called;
- ledger, provenance: what the program spends more with --ledger, with --provenance, and with both, writing included;
  and how many bytes of JSON both write for each byte of kept text.

The bytes of kept text are those that the ledger has as kept. The program is built without link-time optimization (preset
`count`), so that calls from room to room can be told apart. Each has a ceiling; the exit code is 1 above it.

usage: clean_bench.py PROGRAM [--json]    (./dev bench clean)
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

from measure import ROOT, SHARED

ROOMS = ("thresh::clean::", "thresh::normalize::")
ENOUGH = 300_000  # bytes of pages
CEILINGS = {"clean_normalize": 40, "ledger_provenance": 40}


def pages(shared):
    """The sets of pages, by name: files of one kind."""
    seeds = ROOT / "seeds"
    sets = {"HTML by rules: own seeds": sorted(seeds.glob("*.html")), "dumps: own seeds": sorted(seeds.glob("*.txt"))}
    if shared.is_dir():
        sets["dumps: first seeds"] = sorted((shared / "seeds").glob("*.txt"))
        sets["HTML without rules: 12 question pages"] = sorted((shared / "extraction" / "qa").rglob("*.html"))[:12]
    else:
        print("SKIPPED: the sets of $THRESH_SHARED, which is not there", file=sys.stderr)
    return sets


def edges(path):
    """(caller, callee, inclusive cost) for each line of calls in a callgrind file."""
    names = {}

    def name(text):
        match = re.match(r"\((\d+)\)(?: (.*))?$", text)
        if match[2] is not None:
            names[match[1]] = match[2]
        return names[match[1]]

    caller = callee = None
    inclusive = False
    for line in open(path, errors="replace"):
        line = line.rstrip("\n")
        if line.startswith("fn="):
            caller = name(line[3:])
        elif line.startswith("cfn="):
            callee = name(line[4:])
        elif line.startswith("calls="):
            inclusive = True
        elif inclusive:
            yield caller, callee, int(line.split()[1])
            inclusive = False


def in_rooms(function):
    return any(room in function.split("(")[0] for room in ROOMS)


def in_own_rooms(path):
    """Instructions in the two rooms, each call from outside counted once."""
    return sum(cost for caller, callee, cost in edges(path) if in_rooms(callee) and not in_rooms(caller))


def count(program, files, *flags):
    """Of a run on files: all instructions, those in the two rooms, bytes of kept text, and bytes that were written."""
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "callgrind.out"
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", program, "convert", *files,
                   "-t", "jsonl", "-o", f"{folder}/records.jsonl", "--duplicates", "keep",
                   *[flag.replace("FOLDER", folder) for flag in flags]]
        subprocess.run(command, check=True, capture_output=True)
        total = int(re.search(r"^(?:summary|totals): (\d+)", out.read_text(errors="replace"), re.M)[1])
        kept = 0
        if "--ledger" in flags:
            for line in open(f"{folder}/ledger.jsonl"):
                spans = json.loads(line)["spans"]
                kept += sum(span["end"] - span["begin"] for span in spans if span["state"] == "kept")
        written = sum(path.stat().st_size for path in pathlib.Path(folder).glob("*.jsonl"))
        return total, in_own_rooms(out), kept, written


def difference(program, files, *flags):
    """What a run on the files several times over costs more than on them once, by time: without the start of the
    program. Small sets are gone through often, since threads and memory cost a little less or more in each run."""
    times = max(1, ENOUGH // sum(pathlib.Path(path).stat().st_size for path in files))
    once, often = count(program, files, *flags), count(program, [*files * (times + 1)], *flags)
    return [(b - a) / times for a, b in zip(once, often)]


def measure(program, files):
    files = [str(path) for path in files]
    ledger = ("--ledger", "FOLDER/ledger.jsonl")
    plain, rooms, _, plain_size = difference(program, files)
    with_ledger, _, kept, _ = difference(program, files, *ledger)
    with_provenance, *_ = difference(program, files, "--provenance")
    with_both, _, _, both_size = difference(program, files, *ledger, "--provenance")
    return {"written": (both_size - plain_size) / kept, "kept_bytes": kept, "clean_normalize": rooms / kept, "ledger": (with_ledger - plain) / kept,
            "provenance": (with_provenance - plain) / kept, "ledger_provenance": (with_both - plain) / kept}


def main():
    program = sys.argv[1]
    results = {}
    for name, files in pages(SHARED).items():
        results[name] = measure(program, files)
    if "--json" in sys.argv:
        return print(json.dumps(results))
    print("instructions a byte of kept text           kept bytes  clean+normalize  ledger  provenance  both  bytes written")
    above = False
    for name, one in results.items():
        marks = {key: " ABOVE" if one[key] > ceiling else "" for key, ceiling in CEILINGS.items()}
        above = above or any(marks.values())
        print(f"{name:<42} {one['kept_bytes']:>10.0f} {one['clean_normalize']:>16.1f}{marks['clean_normalize']}"
              f" {one['ledger']:>7.1f} {one['provenance']:>11.1f} {one['ledger_provenance']:>5.1f}"
              f" {one['written']:>14.1f}{marks['ledger_provenance']}")
    print("ceilings: clean+normalize", CEILINGS["clean_normalize"], "and both", CEILINGS["ledger_provenance"])
    sys.exit(1 if above else 0)


if __name__ == "__main__":
    main()
