"""Parquet, by pyarrow: records to files, and pages out of files."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from typing import Any

from ._batch import Batch, Reader, Record
from ._error import Error

#: Names under which data sets keep a page and its address, the first that is there.
PAGE_COLUMNS = ("html", "content", "raw_content", "page", "text", "body")
URL_COLUMNS = ("url", "uri", "source_url", "link")


def pyarrow() -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as missing:
        raise Error("Parquet needs pyarrow", code="not_found", hint="pip install pyarrow") from missing
    return pyarrow


def pages_of(paths: list[str], columns: dict[str, str] | None) -> Iterator[tuple[Any, ...]]:
    """The rows of Parquet files as pages: (page, url, name)."""
    pa = pyarrow()
    for path in paths:
        try:
            file = pa.parquet.ParquetFile(path)
        except (OSError, pa.ArrowException) as wrong:
            raise Error(f"this is no Parquet file that can be read: {wrong}", code="unreadable", file=path) from wrong
        names = file.schema_arrow.names
        page = _column(names, columns, "page", PAGE_COLUMNS)
        url = _column(names, columns, "url", URL_COLUMNS)
        if page is None:
            raise Error(f"no column holds pages; there are {', '.join(names)}", file=path,
                        hint='name it: read(path, columns={"page": NAME})')
        wanted = [page] if url is None else [page, url]
        number = 0
        with file:
            for rows in file.iter_batches(batch_size=256, columns=wanted):
                urls = [None] * rows.num_rows if url is None else rows.column(url).to_pylist()
                for content, address in zip(rows.column(page).to_pylist(), urls):
                    yield "" if content is None else content, address, f"{path}#{number}"
                    number += 1


def expanded(path: str) -> list[str]:
    """The files that a path or a pattern stands for."""
    if os.path.exists(path) or not any(sign in path for sign in "*?["):
        return [path]
    found = sorted(glob.glob(path))
    if not found:
        raise Error("no file is named like this", code="not_found", file=path)
    return found


def _column(names: list[str], columns: dict[str, str] | None, which: str, known: tuple[str, ...]) -> str | None:
    if columns and which in columns:
        if columns[which] not in names:
            raise Error(f"there is no column `{columns[which]}`; there are {', '.join(names)}")
        return columns[which]
    return next((name for name in known if name in names), None)


class _Writer:
    """A Parquet file of one kind, written beside its target and put in its place at the end."""

    def __init__(self, path: str, compression: str, rows: int):
        self.path, self._part = path, f"{path}.{os.getpid()}.part"
        self._compression, self._rows = compression, rows
        self._waiting: list[Any] = []
        self._file: Any = None

    def add(self, table: Any) -> None:
        pa = pyarrow()
        if self._file is None:
            self._file = pa.parquet.ParquetWriter(self._part, table.schema, compression=self._compression)
        self._waiting.append(table)
        if sum(waiting.num_rows for waiting in self._waiting) >= self._rows:
            self.flush()

    def flush(self) -> None:
        if self._waiting:
            self._file.write_table(pyarrow().concat_tables(self._waiting), row_group_size=self._rows)
            self._waiting = []

    def commit(self) -> None:
        self.flush()
        self._file.close()
        os.replace(self._part, self.path)

    def abandon(self) -> None:
        if self._file is not None:
            self._file.close()
        if os.path.exists(self._part):
            os.remove(self._part)


def write(batches: Iterable[Batch], file: str, compression: str, rows: int) -> dict[str, str]:
    """Writes the batches; gives the file of each kind."""
    pa = pyarrow()
    many = "{kind}" in file or file.endswith(os.sep) or os.path.isdir(file)
    pattern = file if "{kind}" in file else os.path.join(file, "{kind}.parquet") if many else file
    writers: dict[str, _Writer] = {}
    try:
        for batch in batches:
            for kind in batch.kinds:
                if kind not in writers and writers and not many:
                    raise Error(f"a Parquet file holds records of one kind: the first is a {next(iter(writers))}, "
                                f"this one a {kind}", hint='name a folder, or a pattern with {kind} in it')
                path = pattern.replace("{kind}", kind) if many else file
                if kind not in writers:
                    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
                    writers[kind] = _Writer(path, compression, rows)
                writers[kind].add(pa.table(batch.to_arrow(kind)))
        if not writers and not many:  # a reader finds a table, even where there was nothing
            writers["page"] = _Writer(file, compression, rows)
            writers["page"].add(pa.table(Batch.from_records([]).to_arrow("page")))
        for writer in writers.values():
            writer.commit()
    except BaseException:
        for writer in writers.values():
            writer.abandon()
        raise
    return {kind: writer.path for kind, writer in writers.items()}


def batches_of(records: Batch | Reader | Iterable[Record]) -> Iterable[Batch]:
    if isinstance(records, Reader):
        return records.batches()
    return [records if isinstance(records, Batch) else Batch.from_records(records)]
