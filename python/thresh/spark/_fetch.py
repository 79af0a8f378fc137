"""Pages from the web, the addresses of one owner in one task."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .. import _core
from .._error import Error
from ._rows import check_columns, types_of

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

SCHEMA = ("url string, final_url string, fate string, message string, status int, html binary, charset string, "
          "captured string")
_OWNER = "__owner"
#: Addresses that are asked for before the pages are handed on.
_PAGES = 256


def fetch(df: DataFrame, url: str, keep: tuple[str, ...], partitions: int | None, options: dict[str, Any]) -> DataFrame:
    from pyspark.sql import functions as F

    check_columns(df, [url, *keep])
    _core.PageFetcher(**options)  # tells at once what is wrong
    if df.sparkSession.conf.get("spark.speculation", "false") == "true":
        raise Error("spark.speculation runs slow tasks twice, and a server would be asked by both", hint="switch it off")
    owned = _with_owner(df.where(F.col(url).isNotNull()).select(*dict.fromkeys([url, *keep])), url)
    by_owner = owned.repartition(_OWNER) if partitions is None else owned.repartition(partitions, _OWNER)

    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        fetcher = _core.PageFetcher(**options)
        for batch in batches:
            for begin in range(0, batch.num_rows, _PAGES):
                yield _rows(fetcher, batch.slice(begin, _PAGES), url, keep)

    return by_owner.mapInArrow(run, SCHEMA + types_of(df, keep))


def _with_owner(df: DataFrame, url: str) -> DataFrame:
    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa

        for batch in batches:
            owners = [_core.host_key(one) for one in batch.column(url).to_pylist()]
            yield batch.append_column(_OWNER, pa.array(owners, pa.string()))

    fields = ", ".join(f"`{field.name}` {field.dataType.simpleString()}" for field in df.schema)
    return df.mapInArrow(run, f"{fields}, {_OWNER} string")


def _rows(fetcher: _core.PageFetcher, batch: pa.RecordBatch, url: str, keep: tuple[str, ...]) -> pa.RecordBatch:
    import pyarrow as pa

    names = ("final_url", "fate", "message", "status", "html", "charset", "captured")
    types = (pa.string(), pa.string(), pa.string(), pa.int32(), pa.binary(), pa.string(), pa.string())
    pages = fetcher.fetch(batch.column(url).to_pylist())
    columns = {"url": batch.column(url)}
    for name, type_, values in zip(names, types, zip(*pages)):
        columns[name] = pa.array(values, type_)
    columns |= {name: batch.column(name) for name in keep}
    return pa.RecordBatch.from_pydict(columns)
