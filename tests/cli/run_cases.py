#!/usr/bin/env python3
"""Runs the real program on the cases in tests/cli/*.test: what a user types, and what must come out.

A case is a few lines. It starts with its sentence; blank lines part cases:

    # A folder stands for its pages, sorted by name.
    file pages/b.txt <<END
    Second
    END
    file pages/a.txt <<END
    First
    END
    $ thresh convert pages --to text
    stdout <<END
    First

    ---

    Second
    END

    # SENTENCE         what must hold; further `#` lines explain
    file PATH <<WORD   a file of the case's own empty folder, until a line WORD; may stand several times
    $ COMMAND          run by bash in that folder, `thresh` being the program; several are one script
    exit N             the exit code, 0 where it is not said
    stdout <<WORD      all of standard output; a line `…` stands for any number of lines
    stderr <<WORD      all of standard error, likewise
    stdout has TEXT    a fragment; also `stderr has`, `stdout lacks`, `stderr lacks`
    stdout empty       also `stderr empty`
    json POINTER = V   standard output as JSON or JSON lines, always as a list: `json /0/kind = "page"`
    stderr colored     escape codes are expected on standard error

Whatever a case is about, standard error must be clean UTF-8 without control characters, no sanitizer may speak, and no
temporary file of the program may be left behind.

usage: run_cases.py PROGRAM [FILE.test …] [-k WORDS]   only the cases whose sentence holds WORDS
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
TIMEOUT = 120  # seconds for one case: generous, for sanitizers on a busy machine
HEREDOC = re.compile(r"(file \S+|stdout|stderr) <<(\w+)$")


class Case:
    """One case as it stands in its file."""

    def __init__(self, place, sentence):
        self.place = place
        self.sentence = sentence
        self.files = []
        self.commands = []
        self.exit = 0
        self.checks = []  # functions of (stdout, stderr) that return what is wrong, or None
        self.colored = False

    def is_heading(self):
        """A comment between blank lines, and no case at all."""
        return not (self.commands or self.files or self.checks)


def block(lines, at, word):
    """The lines from `at` up to a line `word`, and the index after it."""
    end = lines.index(word, at)
    return "".join(line + "\n" for line in lines[at:end]), end + 1


def is_like(expected, actual):
    """Whether a whole output is the expected one; a line `…` stands for any number of lines."""
    parts = [re.escape(part) for part in re.split(r"(?m)^…\n", expected)]
    return re.fullmatch(r"(?:[^\n]*\n)*?".join(parts), actual) is not None


def whole(stream, expected):
    def check(outputs):
        actual = outputs[stream]
        return None if is_like(expected, actual) else f"{stream} is\n{actual}\nand should be\n{expected}"
    return check


def fragment(stream, verb, text):
    def check(outputs):
        holds = text in outputs[stream]
        if holds == (verb == "has"):
            return None
        return f"{stream} {'has' if holds else 'lacks'} {text!r}:\n{outputs[stream]}"
    return check


def empty(stream):
    return lambda outputs: f"{stream} is not empty:\n{outputs[stream]}" if outputs[stream] else None


def read_json(text):
    """One JSON text or JSON lines, as a list."""
    try:
        value = json.loads(text)
    except ValueError:
        return [json.loads(line) for line in text.splitlines()]
    return value if isinstance(value, list) else [value]


def at_pointer(value, pointer):
    for key in pointer.split("/")[1:]:
        key = key.replace("~1", "/").replace("~0", "~")
        value = value[int(key)] if isinstance(value, list) else value[key]
    return value


def json_value(pointer, wanted):
    def check(outputs):
        try:
            found = at_pointer(read_json(outputs["stdout"]), pointer)
        except (ValueError, KeyError, IndexError, TypeError) as trouble:
            return f"stdout has nothing at {pointer} ({trouble!r}):\n{outputs['stdout']}"
        return None if found == wanted else f"{pointer} is {found!r} and should be {wanted!r}"
    return check


def take_line(case, line):
    """A line that is no here-block. ValueError where it means nothing."""
    if line.startswith("#"):
        return
    if line.startswith("$ "):
        case.commands.append(line[2:])
    elif match := re.fullmatch(r"exit (\d+)", line):
        case.exit = int(match[1])
    elif match := re.fullmatch(r"(stdout|stderr) (has|lacks) (.+)", line):
        case.checks.append(fragment(*match.groups()))
    elif match := re.fullmatch(r"(stdout|stderr) empty", line):
        case.checks.append(empty(match[1]))
    elif match := re.fullmatch(r"json (/\S*) = (.+)", line):
        case.checks.append(json_value(match[1], json.loads(match[2])))
    elif line == "stderr colored":
        case.colored = True
    else:
        raise ValueError("no such directive")


def read_cases(path):
    """The cases of a file. Exits with the place of a mistake."""
    lines = path.read_text().split("\n")
    cases, case, at = [], None, 0
    while at < len(lines):
        line, number = lines[at], at + 1
        at += 1
        if not line:
            case = None
            continue
        try:
            if case is None:
                if not line.startswith("# "):
                    raise ValueError("a case starts with `# ` and a sentence")
                case = Case(f"{path.name}:{number}", line[2:])
                cases.append(case)
            elif match := HEREDOC.fullmatch(line):
                text, at = block(lines, at, match[2])
                if match[1].startswith("file "):
                    case.files.append((match[1][5:], text))
                else:
                    case.checks.append(whole(match[1], text))
            else:
                take_line(case, line)
        except ValueError as trouble:
            sys.exit(f"{path}:{number}: {trouble}: {line}")
    cases = [case for case in cases if not case.is_heading()]
    for case in cases:
        if not case.commands:
            sys.exit(f"{case.place}: a case without a command")
    return cases


def environment(program_folder, folder):
    """What the program sees: a terminal's variables gone, `thresh` on the path, a home of its own."""
    sanitizers = ("ASAN_", "UBSAN_", "LSAN_", "TSAN_")
    kept = {key: value for key, value in os.environ.items() if key.startswith(sanitizers)}
    path = f"{program_folder}:{os.environ.get('PATH', '/usr/bin:/bin')}"
    return kept | {"PATH": path, "HOME": str(folder), "LC_ALL": "C.UTF-8", "REPO": str(HERE.parents[1])}


def unsafe(case, stderr):
    """What must never be on standard error."""
    allowed = "\n\x1b" if case.colored else "\n"
    bad = sorted({hex(ord(c)) for c in stderr if (ord(c) < 32 or 127 <= ord(c) < 160) and c not in allowed})
    if bad:
        return f"stderr holds control characters {bad}: {stderr!r}"
    if "Sanitizer" in stderr or "runtime error:" in stderr:
        return f"a sanitizer speaks:\n{stderr}"
    return None


def run_case(case, program_folder):
    """What is wrong with the case; empty if it passes."""
    with tempfile.TemporaryDirectory(prefix="thresh-cli-") as name:
        folder = pathlib.Path(name)
        for path, text in case.files:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text)
        try:
            done = subprocess.run(["bash", "-c", "\n".join(case.commands)], cwd=folder,
                                  env=environment(program_folder, folder), stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT)
        except subprocess.TimeoutExpired:
            return [f"still running after {TIMEOUT} s"]
        leftovers = [str(path.relative_to(folder)) for path in folder.rglob(".thresh-*")]
    try:
        outputs = {"stdout": done.stdout.decode(), "stderr": done.stderr.decode()}
    except UnicodeDecodeError as trouble:
        return [f"an output is not UTF-8: {trouble}"]
    wrong = []
    if done.returncode != case.exit:
        wrong.append(f"exit code {done.returncode}, not {case.exit}\n{outputs['stderr']}")
    wrong += [message for check in case.checks if (message := check(outputs))]
    wrong += [message for message in [unsafe(case, outputs["stderr"])] if message]
    return wrong + ([f"temporary files are left: {leftovers}"] if leftovers else [])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    parser.add_argument("-k", dest="words", default="")
    options = parser.parse_args()
    files = options.files or sorted(HERE.glob("*.test"))
    cases = [case for path in files for case in read_cases(path) if options.words in case.sentence]
    failed = 0
    with tempfile.TemporaryDirectory(prefix="thresh-bin-") as folder:
        os.symlink(options.program.resolve(), pathlib.Path(folder) / "thresh")
        for case in cases:
            wrong = run_case(case, folder)
            failed += bool(wrong)
            for message in wrong:
                print(f"{case.place}: {case.sentence}\n  {message}")
    print(f"{len(cases) - failed} of {len(cases)} cases passed")
    return 1 if failed or not cases else 0


if __name__ == "__main__":
    if shutil.which("bash") is None:
        print("SKIPPED: the cases are run by bash")
        sys.exit(77)
    sys.exit(main())
