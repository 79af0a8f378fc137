#!/usr/bin/env python3
"""The house keeps its rooms: what docs/architecture.md promises of src/, checked on every file.

- A room includes only rooms that CMakeLists.txt lists for it (thresh_room … ROOMS …).
- A third-party header is included in .cpp files only, and each library in one file a room, its adapter, or in
  adapters that carry its name (unicode_icu.cpp).
- Every file starts with a comment that says what it is; headers have #pragma once.
- No algorithm that Clang warns of with this standard library: it asks for memory by a function that C++17 deprecated.

usage: layering_test.py [REPOSITORY]
"""

import collections
import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent)

# Library headers by the library they belong to. What is not listed and not of the C++ or C library is an error.
LIBRARIES = {
    "gumbo": r"gumbo\.h",
    "pugixml": r"pugixml\.hpp",
    "yaml-cpp": r"yaml-cpp/.*",
    "rapidjson": r"rapidjson/.*",
    "simdjson": r"simdjson\.h",
    "icu": r"unicode/.*",
    "re2": r"re2/.*",
    "openssl": r"openssl/.*",
    "zlib": r"zlib\.h",
    "CLI11": r"CLI/.*",
    "curl": r"curl/.*",
    "psl": r"libpsl\.h",
    "sqlite": r"sqlite3\.h",
    "deflate": r"libdeflate\.h",
    "zstd": r"zstd\.h",
    "brotli": r"brotli/.*",
    "libarchive": r"archive(_entry)?\.h",
    "arrow": r"(arrow|parquet)/.*",
}
OF_TEMPORARY_BUFFERS = re.compile(r"\bstd::(?:ranges::)?(?:stable_sort|stable_partition|inplace_merge)\b")
STANDARD = re.compile(r"[a-z_0-9]+|((sys|netinet|arpa)/)?[a-z_0-9]+\.h")


def rooms():
    """The rooms that each room may use, from CMakeLists.txt."""
    text = (ROOT / "CMakeLists.txt").read_text()
    table = {}
    for name, arguments in re.findall(r"^thresh_room\((\w+)([^)]*)\)", text, re.M):
        used = re.search(r"ROOMS ([\w\s]*?)(LIBRARIES|$)", arguments)
        table[name] = set(used.group(1).split()) if used else set()
    return table


def library_of(header):
    for library, pattern in LIBRARIES.items():
        if re.fullmatch(pattern, header):
            return library
    return None


def main():
    table, faults = rooms(), []
    users = collections.defaultdict(set)
    files = sorted(p for p in (ROOT / "src").rglob("*") if p.suffix in (".h", ".cpp"))
    if len(table) < 10 or len(files) < 50:
        faults.append(f"only {len(table)} rooms and {len(files)} files were found: this test looks in the wrong place")
    for path in files:
        where = path.relative_to(ROOT / "src")
        room, text = where.parts[0], path.read_text()
        if not text.startswith("// "):
            faults.append(f"{where}: no comment at the top says what it is")
        if path.suffix == ".h" and "#pragma once" not in text:
            faults.append(f"{where}: no #pragma once")
        for algorithm in OF_TEMPORARY_BUFFERS.findall(text):
            faults.append(f"{where}: {algorithm} does not build with Clang")
        for mark, header in re.findall(r'^#include ([<"])([^>"]+)[>"]', text, re.M):
            if mark == '"':
                other = header.split("/")[0]
                if len(where.parts) > 1 and other != room and other not in table.get(room, set()):
                    faults.append(f"{where}: room {room} may not include {header}")
                continue
            library = library_of(header)
            if library is None:
                if not STANDARD.fullmatch(header):
                    faults.append(f"{where}: <{header}> belongs to no known library")
            elif path.suffix == ".h":
                faults.append(f"{where}: <{header}> in a header; only an adapter's .cpp may include a library")
            else:
                users[(library, room)].add(str(where))
    for (library, room), adapters in sorted(users.items()):
        adapters = {a for a in adapters if not a.endswith(f"_{library}.cpp")}  # named after it: one part of it each
        if len(adapters) > 1:
            faults.append(f"{library} is included in {len(adapters)} files of room {room}: {', '.join(sorted(adapters))}")
    for fault in faults:
        print(fault)
    print(f"{len(files)} files of {len(table)} rooms: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
