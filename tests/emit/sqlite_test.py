"""Hostile records as a database, read by Python's sqlite3: it is sound, and every value of them is in it.

usage: sqlite_test.py EMIT_CORPUS [RECORDS]

JSON lines are the measure. A record of any kind is put together again from the tables by their columns' names alone and
has to be the same, but that an object of nothing but nulls is null. Exit code 77 and SKIPPED where this Python's SQLite
has no FTS5.
"""
import json
import os
import sqlite3
import subprocess
import sys
import tempfile

CHILDREN = {"qa": ["answers"], "thread": ["posts"], "article": ["images", "comments"],
            "profile": ["specialties", "places", "reviews"], "review": [], "page": [], "custom": []}
BOOKS = ["absent", "warnings", "removed"]


def without_nothing(value):
    """The value, with null for objects that hold nothing but nulls and empty objects."""
    if isinstance(value, dict):
        value = {key: without_nothing(part) for key, part in value.items()}
        return value if any(part is not None for part in value.values()) else None
    return [without_nothing(item) for item in value] if isinstance(value, list) else value


def rebuilt(shape, row, prefix=""):
    """The object of the same keys as `shape`, its values being the columns of the row."""
    value = {}
    for key, part in shape.items():
        column = prefix + key
        if isinstance(part, dict) and column not in row:
            value[key] = rebuilt(part, row, column + "_")
        elif part is None and column not in row:  # an object that is null: all of its columns have to be
            assert all(cell is None for name, cell in row.items() if name.startswith(column + "_")), column
            value[key] = None
        else:
            cell = row[column]
            value[key] = json.loads(cell) if isinstance(part, (list, dict)) else bool(cell) if isinstance(part, bool) else cell
    return without_nothing(value)


def rows(database, table, number):
    found = database.execute(f'SELECT * FROM "{table}" WHERE record = ? ORDER BY rowid', (number,)).fetchall()
    return [dict(row) for row in found]


def differences(database, number, record):
    wrong = []
    row = rows(database, "records", number)[0]
    kind = record["kind"]
    tables = CHILDREN[kind] + BOOKS
    apart = [*tables, "fields", "question"]
    own = {key: value for key, value in record.items() if key not in apart}
    if rebuilt(own, row) != without_nothing(own):
        wrong.append(f"records: {rebuilt(own, row)} for {own}")
    if kind == "qa":
        question = {key: value for key, value in record["question"].items() if key != "position"}
        if rebuilt(question, rows(database, "questions", number)[0]) != without_nothing(question):
            wrong.append("question")
    for table in tables:
        found = rows(database, table, number)
        if [item["position"] for item in found] != list(range(1, len(record.get(table, [])) + 1)):
            wrong.append(f"{table}: {len(found)} rows for {len(record.get(table, []))}")
        for item, cells in zip(record.get(table, []), found):
            if rebuilt(item, cells) != without_nothing(item):
                wrong.append(f"{table}: {cells} for {item}")
    if kind == "custom":
        cells = rows(database, "custom", number)[0]
        more = json.loads(cells["more"] or "{}")
        for key, value in record["fields"].items():
            cell = more[key] if key in more else cells[key]
            if key not in more and isinstance(value, (list, dict)):
                cell = json.loads(cell)
            if cell != value:
                wrong.append(f"custom {key!r}: {cell!r} for {value!r}"[:300])
    return wrong


def check(folder, name):
    records = [json.loads(line) for line in open(os.path.join(folder, name + ".jsonl"), encoding="utf-8", newline="\n")]
    database = sqlite3.connect(os.path.join(folder, name + ".sqlite"))
    database.row_factory = sqlite3.Row
    faults = [f"{name}: {row[0]}" for row in database.execute("PRAGMA integrity_check") if row[0] != "ok"]
    faults += [f"{name}: a key of {row[0]} points nowhere" for row in database.execute("PRAGMA foreign_key_check")]
    for number, record in enumerate(records, 1):
        faults += [f"{name} {number}: {fault}" for fault in differences(database, number, record)]
    if database.execute("SELECT count(*) FROM records").fetchone()[0] != len(records):
        faults.append(f"{name}: not as many rows as records")
    found = database.execute("SELECT count(*) FROM words WHERE words MATCH 'word'").fetchone()[0]
    if found == 0:
        faults.append(f"{name}: full-text search finds nothing")
    return len(records), faults


def main():
    if not sqlite3.connect(":memory:").execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone()[0]:
        print("SKIPPED: this Python's SQLite has no FTS5")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.argv[1], folder, *sys.argv[2:]], check=True)
        results = [check(folder, name) for name in ("corpus", "kinds")]
    faults = [fault for _, found in results for fault in found]
    print("\n".join(faults[:30]))
    print(f"{sum(count for count, _ in results)} records, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
