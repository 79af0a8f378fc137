"""A page of docs/recipes/, run from top to bottom as its reader would: in an empty folder that holds the seeds, with the
program and the Python of the test on the PATH.

Every block of a page is run or written, so that nothing that it shows can go stale:

    ```sh           `pip install NAME…`: what the page needs. Not installed here; a page whose needs are not there is skipped
    ```console      `$ COMMAND`, run by bash, and after it all that it prints, on both outputs. It has to leave with 0
    ```python       `>>>`: a doctest, with the names of the examples before it
    ```ANY          a first line that is a comment with a path (`# shop/items.py`, `<!-- a.html -->`): that file is written

A line `> ` goes on with the command above it. In what is printed `…` stands for anything on its line, and alone on a line for
any number of lines; in a doctest that is `...`, as ever.

http://clinic.example is the site of the recipes: clinic_site.py answers for it, as the proxy that the environment names.

Tested by tests/recipes/runner_test.py.
"""

import doctest
import importlib.metadata
import os
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TIMEOUT = 180  # seconds for one command: generous, for sanitizers on a busy machine
FENCE = re.compile(r"```(\S*)(.*)$")
FILE = re.compile(r"(?:#|//|--|<!--) ([\w./-]+\.\w+)(?: -->)?$")
FLAGS = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL


class Wrong(Exception):
    """The page is not what its folder says: where, and how."""


class Block:
    def __init__(self, line, language, lines):
        self.line, self.language, self.lines = line, language, lines
        self.text = "\n".join(lines) + "\n"


def blocks_of(text):
    blocks, begun = [], None
    for number, line in enumerate(text.splitlines(), 1):
        fence = FENCE.match(line)
        if fence and begun is None:
            begun = Block(number, fence[1], [])
        elif line.rstrip() == "```" and begun is not None:
            blocks.append(Block(begun.line, begun.language, begun.lines))
            begun = None
        elif begun is not None:
            begun.lines.append(line)
    if begun is not None:
        raise Wrong(f"line {begun.line}: the block does not end")
    return blocks


class Page:
    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.blocks = blocks_of(self.path.read_text())

    def missing(self):
        """The first of the packages that the page says to install, and that are not there; None where all are."""
        for block in self.blocks:
            for name in needs_of(block):
                try:
                    importlib.metadata.distribution(name)
                except importlib.metadata.PackageNotFoundError:
                    return name
        return None

    def files(self):
        """The files that the page writes, by their paths."""
        return {path: block.text for block in self.blocks if (path := file_of(block))}

    def run(self, folder, program):
        """Runs the page in a folder; raises Wrong. Gives the number of commands and examples that were tried."""
        shutil.copytree(ROOT / "seeds", folder / "seeds", dirs_exist_ok=True)
        globals_, tried = {"__name__": "__main__"}, 0
        before, names = os.getcwd(), set(sys.modules)
        os.chdir(folder)
        sys.path.insert(0, str(folder))
        try:
            for block in self.blocks:
                tried += self._run(block, folder, program, globals_)
        finally:
            os.chdir(before)
            sys.path.remove(str(folder))
            for name in set(sys.modules) - names:  # modules that the page wrote
                if str(getattr(sys.modules[name], "__file__", None) or "").startswith(str(folder)):
                    del sys.modules[name]
        return tried

    def _run(self, block, folder, program, globals_):
        path = file_of(block)
        if path:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(block.text)
            if path.endswith(".py"):  # also those that nothing here imports
                self._compile(block, path)
            return 0
        if block.language == "console":
            return self._console(block, folder, program)
        if block.language == "python" and block.lines[:1] and block.lines[0].startswith(">>> "):
            return self._doctest(block, globals_)
        if block.language == "sh" and needs_of(block):
            return 0
        raise Wrong(f"{self.path.name}:{block.line}: nobody runs this block; see tests/recipes/recipe_page.py")

    def _compile(self, block, path):
        try:
            compile(block.text, path, "exec")
        except SyntaxError as wrong:
            raise Wrong(f"{self.path.name}:{block.line}: {path}: SyntaxError: {wrong}") from wrong

    def _console(self, block, folder, program):
        commands = commands_of(block)
        if not commands:
            raise Wrong(f"{self.path.name}:{block.line}: no line begins with `$ `")
        for line, command, expected in commands:
            done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment(folder, program), text=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                                  timeout=TIMEOUT)
            if done.returncode != 0:
                raise Wrong(f"{self.path.name}:{line}: `{command}` leaves with {done.returncode}:\n{done.stdout}")
            if not matches(expected, done.stdout):
                raise Wrong(f"{self.path.name}:{line}: `{command}` prints\n{done.stdout}\nand the page says\n{expected}")
        return len(commands)

    def _doctest(self, block, globals_):
        examples = doctest.DocTestParser().get_doctest(block.text, globals_, self.path.name, str(self.path), block.line)
        said = []
        runner = doctest.DocTestRunner(optionflags=FLAGS)
        result = runner.run(examples, out=said.append, clear_globs=False)
        globals_.update(examples.globs)
        if result.failed:
            raise Wrong("".join(said))
        return result.attempted


def needs_of(block):
    if block.language != "sh":
        return []
    return [re.split(r"[<>=\[]", name)[0].strip("'\"") for line in block.lines if line.startswith("pip install ")
            for name in line.split()[2:]]


def file_of(block):
    named = FILE.match(block.lines[0]) if block.lines else None
    return named[1] if named else None


def commands_of(block):
    """(line, command, what it prints) of a block of console."""
    commands = []
    for number, line in enumerate(block.lines, block.line + 1):
        if line.startswith("$ "):
            commands.append([number, line[2:], ""])
        elif not commands:
            raise Wrong(f"line {number}: what is printed stands before any command")
        elif line.startswith("> ") and not commands[-1][2]:
            commands[-1][1] += "\n" + line[2:]
        else:
            commands[-1][2] += line + "\n"
    return commands


def matches(expected, printed):
    """Whether a text is the expected one. Spaces at the ends of lines and empty lines at the end do not count: Markdown
    cannot show them."""
    def stripped(text):
        return [line.rstrip() for line in text.rstrip().splitlines()]

    pattern = ""
    for line in stripped(expected):
        pattern += r"(?:.*\n)*" if line == "…" else ".*".join(map(re.escape, line.split("…"))) + r"\n"
    return re.fullmatch(pattern, "".join(line + "\n" for line in stripped(printed))) is not None


def environment(folder, program):
    """What a reader's shell has: the program and Python on the PATH, a home of its own, no colours, no hub to be asked."""
    path = f"{program.parent}:{pathlib.Path(sys.executable).parent}:{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "HOME": str(folder / ".home"), "NO_COLOR": "1", "COLUMNS": "120",
            "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1", "HF_HUB_OFFLINE": "1",
            "HF_DATASETS_DISABLE_PROGRESS_BARS": "1", "TZ": "UTC"}
