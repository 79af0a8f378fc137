"""Pages to rows: what runs on the executors, and the columns that come out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import _core
from .._error import Error
from .._rules import Rules, core_rules

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

ERROR = "struct<code: string, message: string, hint: string>"
SCHEMA = f"page bigint, name string, url string, kind string, id string, record string, error {ERROR}"
_ORDER = "__page"


class Settings(NamedTuple):
    """How pages are converted; goes to the executors."""

    rules: Rules
    duplicates: str
    where: str | None
    provenance: bool
    bare: bool

    def check(self) -> None:
        """Raises ``Error`` for what no executor could do."""
        if self.duplicates not in ("mark", "drop", "keep", "defer"):
            raise Error(f'duplicates is "mark", "drop", "keep" or "defer", not {self.duplicates!r}')
        self.core()

    @property
    def with_fingerprints(self) -> bool:
        return self.duplicates != "keep"

    def core(self) -> _core.Settings:
        later = "defer" if self.with_fingerprints else "keep"
        return _core.Settings(core_rules(self.rules), 1, later, self.provenance, self.bare, "", self.where or "")

    @property
    def schema(self) -> str:
        return SCHEMA + (", fingerprint binary" if self.with_fingerprints else "")


class Columns(NamedTuple):
    """Which columns of a table are what."""

    html: str
    url: str | None
    name: str | None
    captured: str | None
    charset: str | None
    order: str | None
    keep: tuple[str, ...]


def convert(df: DataFrame, columns: Columns, settings: Settings) -> DataFrame:
    from pyspark.sql import functions as F

    settings.check()
    wanted = [columns.html, *(c for c in (columns.url, columns.name, columns.captured, columns.charset, columns.order) if c)]
    check_columns(df, [*wanted, *columns.keep])
    number = F.col(columns.order).cast("bigint") if columns.order else F.monotonically_increasing_id()
    pages = df.select(number.alias(_ORDER), *dict.fromkeys([*wanted, *columns.keep]))
    return pages.mapInArrow(_converter(columns, settings), settings.schema + types_of(pages, columns.keep))


def check_columns(df: DataFrame, names: list[str]) -> None:
    """Raises ``Error`` for a name that is not there."""
    for name in names:
        if name not in df.columns:
            raise Error(f"there is no column `{name}`; there are {', '.join(df.columns)}",
                        hint='name the columns that there are: html=…, url=…')


def types_of(df: DataFrame, names: tuple[str, ...]) -> str:
    """The columns of a schema that goes on with these."""
    return "".join(f", `{field.name}` {field.dataType.simpleString()}" for field in df.select(*names).schema)


def _converter(columns: Columns, settings: Settings) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        core = settings.core()
        for batch in batches:
            made = _core.Pipeline.of_pages(core, _pages(batch, columns)).next(2**62)
            order = batch.column(_ORDER).to_pylist()
            kept = {name: batch.column(name) for name in columns.keep}
            yield rows_of(made, settings, order.__getitem__, kept)

    return run


def _pages(batch: pa.RecordBatch, columns: Columns) -> Iterator[tuple[Any, ...]]:
    """(page, url, name, captured, charset) of each row. A page that is null is an empty one."""
    nothing = [None] * batch.num_rows
    of = [nothing if column is None else batch.column(column).to_pylist()
          for column in (columns.url, columns.name, columns.captured, columns.charset)]
    for page, *known in zip(batch.column(columns.html).to_pylist(), *of):
        yield page or "", *known


def rows_of(made: _core.Batch, settings: Settings, order: Callable[[int], int],
            kept: dict[str, pa.Array] | None = None) -> pa.RecordBatch:
    """The rows of the pages that were converted together. ``order`` gives the place of the page that was the how manieth."""
    import pyarrow as pa

    failed = made.errors
    pages = [*made.pages, *(page for page, _, _ in failed)]
    none = [None] * len(failed)
    columns = {
        "page": pa.array([order(page) for page in pages], pa.int64()),
        "name": pa.array([*made.names, *(name for _, name, _ in failed)], pa.string()),
        "url": pa.array([*made.texts(["source", "url"]), *made.failed_urls], pa.string()),
        "kind": pa.array([*made.texts(["kind"]), *none], pa.string()),
        "id": pa.array([*made.texts(["id"]), *none], pa.string()),
        "record": pa.array([*made.json(), *none], pa.string()),
        "error": pa.array([*[None] * len(made), *(_error(error) for _, _, error in failed)],
                          pa.struct([("code", pa.string()), ("message", pa.string()), ("hint", pa.string())])),
    }
    if settings.with_fingerprints:
        columns["fingerprint"] = pa.array([*made.fingerprints, *none], pa.binary())
    for name, column in (kept or {}).items():
        columns[name] = column.take(pa.array(pages, pa.int64()))
    return pa.RecordBatch.from_pydict(columns)


def _error(error: Error) -> dict[str, str | None]:
    return {"code": error.code, "message": error.message, "hint": error.hint}
