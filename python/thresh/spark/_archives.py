"""Files of crawls, divided among tasks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from .. import _core
from .._error import Error
from . import _rows

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

#: Pages that are held at once.
_PAGES = 256
#: A page's order is the number of its file and a place in it: 16 TiB a file, half a million files.
_PLACE_BITS = 44
#: Files that are read in one, whatever their size; the end of a part of one of them lies behind all of it.
_END = 2**62


class Part(NamedTuple):
    """A stretch of a file."""

    file: int
    path: str
    begin: int
    end: int


def parts_of(paths: list[str], part_size: int) -> list[list[Part]]:
    """What each task reads: a part of a large file, or several small ones. In the order of the files."""
    if part_size < 1:
        raise Error(f"part_size is a number of bytes from 1 on, not {part_size}")
    tasks: list[list[Part]] = []
    free = 0  # bytes that the last task can still take
    # Executors work in folders of their own.
    for file, path in enumerate(_core.expand([os.path.abspath(path) for path in paths])):
        if path.lower().endswith(".parquet"):
            raise Error("this is a Parquet file: spark.read.parquet and `convert` read it", file=path)
        size = os.path.getsize(path) if os.path.isfile(path) else 0
        if size <= part_size:
            if size > free or not tasks:
                tasks.append([])
                free = part_size
            tasks[-1].append(Part(file, path, 0, _END))
            free -= size
            continue
        begins = list(range(0, size, part_size))
        tasks += [[Part(file, path, begin, end)] for begin, end in zip(begins, [*begins[1:], _END])]
        free = 0
    return tasks


def convert(spark: SparkSession, paths: list[str], part_size: int, settings: _rows.Settings) -> DataFrame:
    settings.check()
    tasks = parts_of(paths, part_size)

    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        core = settings.core()
        for batch in batches:
            for task in batch.column("id").to_pylist():
                for part in tasks[task]:
                    yield from _rows_of_part(part, core, settings)

    return spark.range(0, len(tasks), 1, max(1, len(tasks))).mapInArrow(run, settings.schema)


def _rows_of_part(part: Part, core: _core.Settings, settings: _rows.Settings) -> Iterator[pa.RecordBatch]:
    pipeline = _core.Pipeline.of_part(core, part.path, part.begin, part.end)
    first = (part.file << _PLACE_BITS) + part.begin
    while not pipeline.ended:
        yield _rows.rows_of(pipeline.next(_PAGES), settings, lambda page: first + page)
