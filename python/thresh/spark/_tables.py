"""Records of a kind as columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .. import _core
from .._error import Error
from .._rules import Rules, core_rules

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame


def table(rows: DataFrame, kind: str, rules: Rules) -> DataFrame:
    import pyarrow as pa
    from pyspark.sql import functions as F
    from pyspark.sql.pandas.types import from_arrow_schema

    if "record" not in rows.columns:
        raise Error(f"there is no column `record`; there are {', '.join(rows.columns)}")
    if kind not in _core.kinds:
        raise Error(f"there is no kind of record `{kind}`; there are {', '.join(_core.kinds)}")
    schema = pa.schema(_core.Pipeline.of_pages(_core.Settings(core_rules(rules)), []).next(1).to_arrow(kind))

    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            made = _core.Batch.from_json(core_rules(rules), batch.column("record").to_pylist())
            for part in pa.table(made.to_arrow(kind)).cast(schema).to_batches():
                yield part

    of_kind = F.get_json_object("record", "$.kind") == kind if "kind" not in rows.columns else F.col("kind") == kind
    return rows.where(F.col("record").isNotNull() & of_kind).select("record").mapInArrow(run, from_arrow_schema(schema))
