"""Near duplicates across a set, the same as one machine finds.

One machine looks at the records in their order, and compares each with earlier ones that share a key with it. Records
that no chain of shared keys connects have no say in each other. So the set falls into groups: each key and each record
takes the least number of its neighbours until nothing changes, which takes as many rounds as the longest chain has
links, two or three as a rule. A group then goes to one task, whose index sees its records in their order.

Only records that share a key with another one are moved at all, and of these the fingerprint alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .. import _core
from .._error import Error

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame


def mark(rows: DataFrame, drop: bool) -> DataFrame:
    from pyspark.sql import functions as F

    if "fingerprint" not in rows.columns:
        raise Error("these rows have no fingerprints", hint='convert(df, duplicates="defer") gives rows that have them')
    found = _found(rows.where("fingerprint is not null").select("page", "id", "fingerprint"))
    joined = rows.drop("fingerprint").join(found, "page", "left")
    if drop:
        return joined.where("original is null").drop("original")
    # Records end with `"duplicate_of":null}`, unless they are bare.
    marked = F.when(F.col("original").isNotNull() & F.col("record").endswith('"duplicate_of":null}'),
                    F.concat(F.expr("left(record, length(record) - 5)"), F.col("original"), F.lit("}")))
    return joined.withColumn("record", marked.otherwise(F.col("record"))).drop("original").select(
        *[column for column in rows.columns if column != "fingerprint"])


def _found(prints: DataFrame) -> DataFrame:
    """(page, original): the duplicates, and the id of what each repeats, as JSON."""
    members = _groups(_keys(prints))
    together = prints.join(members, "page").repartition("label").sortWithinPartitions("page")
    return together.mapInArrow(_look_up, "page bigint, original string")


def _keys(prints: DataFrame) -> DataFrame:
    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa

        for batch in batches:
            keys = [_core.meeting_keys(one) for one in batch.column("fingerprint").to_pylist()]
            yield pa.RecordBatch.from_pydict({"page": batch.column("page"), "keys": pa.array(keys, pa.list_(pa.int64()))})

    from pyspark.sql import functions as F

    return prints.select("page", "fingerprint").mapInArrow(run, "page bigint, keys array<bigint>").select(
        "page", F.explode("keys").alias("key"))


def _groups(keys: DataFrame) -> DataFrame:
    """(page, label): the least page that a chain of shared keys leads to, of each page that shares a key with another."""
    from pyspark import StorageLevel
    from pyspark.sql import functions as F

    shared = keys.groupBy("key").agg(F.count("*").alias("pages"), F.min("page").alias("label")).where("pages > 1")
    edges = keys.join(shared.drop("pages"), "key").persist(StorageLevel.DISK_ONLY)
    while True:
        of_page = edges.groupBy("page").agg(F.min("label").alias("least"))
        of_key = edges.drop("label").join(of_page, "page").groupBy("key").agg(F.min("least").alias("label"))
        after = edges.withColumnRenamed("label", "before").join(of_key, "key").persist(StorageLevel.DISK_ONLY)
        changed = after.where("label <> before").limit(1).count() > 0
        edges.unpersist()
        edges = after.drop("before")
        if not changed:
            return edges.groupBy("page").agg(F.min("label").alias("label"))


def _look_up(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Groups share no key, so one index serves all that came to this task."""
    import pyarrow as pa

    index = _core.DuplicateIndex()
    for batch in batches:
        pages, originals = [], []
        for page, record, print_ in zip(*(batch.column(name).to_pylist() for name in ("page", "id", "fingerprint"))):
            original = index.add(record, print_)
            if original is not None:
                pages.append(page)
                originals.append(_core.json_text(original[0]))
        yield pa.RecordBatch.from_pydict({"page": pa.array(pages, pa.int64()), "original": pa.array(originals, pa.string())})
