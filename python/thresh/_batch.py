"""Records that came together, and streams of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Any

from . import _core
from ._error import Error

Record = dict[str, Any]


def threads_of(threads: int | None) -> int:
    """The number of threads; all processors where none is named."""
    if threads is None:
        return os.cpu_count() or 1
    if threads < 1:
        raise Error(f"threads is a number from 1 on, not {threads}")
    return threads


class Batch:
    """Records in memory, of any kinds, with what became of the pages that gave none.

    >>> import thresh
    >>> batch = thresh.convert_many(["<h1>One</h1><p>Words.</p>", b"Two\\n\\nWords.", ""])
    >>> len(batch), batch.kinds
    (2, ['page'])
    >>> [record["title"] for record in batch]
    ['One', 'Two']
    >>> [(number, error.code) for number, name, error in batch.errors]
    [(2, 'empty_page')]

    It is a table for whatever reads Arrow, as ``to_arrow()`` is.
    """

    def __init__(self, core: _core.Batch):
        self._core = core

    @classmethod
    def from_records(cls, records: Iterable[Record], *, threads: int | None = None) -> Batch:
        """A batch of records that are dicts, such as those that ``convert`` gave.

        >>> import thresh
        >>> record = thresh.convert("<h1>One</h1><p>Words.</p>")
        >>> thresh.Batch.from_records([record]).records() == [record]
        True
        """
        return cls(_core.Batch.from_records(records, threads_of(threads)))

    def __len__(self) -> int:
        return len(self._core)

    def __getitem__(self, index: int) -> Record:
        return self._core[index]

    def __iter__(self) -> Iterator[Record]:
        return (self._core[index] for index in range(len(self._core)))

    def records(self) -> list[Record]:
        """All records as dicts."""
        return self._core.records()

    @property
    def kinds(self) -> list[str]:
        """The kinds of its records, in the order in which they are met."""
        return self._core.kinds

    @property
    def errors(self) -> list[tuple[int, str, Error]]:
        """The pages that gave no record: the how manieth it was (from 0), its name, why."""
        return self._core.errors

    def to_arrow(self, kind: str | None = None) -> _core.ArrowStream:
        """The records of a kind as columns: an object with ``__arrow_c_stream__``, which pyarrow, polars, DuckDB and
        pandas read without a copy. docs/python.md says which columns there are.

        ``kind`` may be left out where all records are of one kind.

        >>> import thresh
        >>> stream = thresh.convert_many(["<h1>One</h1><p>Words.</p>"]).to_arrow()
        >>> stream.kind, len(stream)
        ('page', 1)
        """
        return self._core.to_arrow(kind)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._core.__arrow_c_stream__(requested_schema)


class Reader:
    """Records, one after the other, made by several threads while they are asked for; memory does not grow with the number
    of pages.
    """

    #: Pages that are converted together: enough for the threads, few enough to stay in memory.
    _PAGES = 256

    def __init__(self, core: _core.Pipeline, on_error: str):
        if on_error not in ("keep", "raise"):
            raise Error(f'on_error is "keep" or "raise", not {on_error!r}')
        self._core, self._raises, self._ended = core, on_error == "raise", False
        #: The pages that gave no record so far: the how manieth it was (from 0), its name, why.
        self.errors: list[tuple[int, str, Error]] = []

    def batches(self, pages: int = _PAGES) -> Iterator[Batch]:
        """The records of so many pages at a time."""
        if pages < 1:
            raise Error(f"pages is a number from 1 on, not {pages}")
        while not self._ended:
            batch = Batch(self._core.next(pages))
            failed = batch.errors
            self._ended = self._core.ended
            if failed and self._raises:
                raise failed[0][2]
            self.errors += failed
            if len(batch):
                yield batch

    def __iter__(self) -> Iterator[Record]:
        for batch in self.batches():
            yield from batch
