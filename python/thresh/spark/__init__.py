"""Pages to records on a cluster, by Spark: the same records as one machine makes.

``convert`` takes a table of pages, ``convert_archives`` files of crawls, large ones in parts; both give a table with a row
a page: its record as a line of JSON, or why there is none. ``table`` makes columns of the records of a kind. Near
duplicates are found across the whole set. docs/spark.md has a session from end to end, and how many machines a crawl
needs.

The executors need this package (``PYSPARK_PYTHON``), and of the files only what ``convert_archives`` reads.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

from .._rules import Rules, RulesLike
from . import _archives, _duplicates, _fetch, _rows, _tables

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["convert", "convert_archives", "fetch", "mark_duplicates", "table"]

Duplicates = Literal["mark", "drop", "keep", "defer"]


def convert(df: DataFrame, *, html: str = "html", url: str | None = "url", name: str | None = None,
            captured: str | None = None, charset: str | None = None, order: str | None = None, keep: Sequence[str] = (),
            rules: RulesLike = None, duplicates: Duplicates = "mark", where: str | None = None, provenance: bool = False,
            bare: bool = False) -> DataFrame:
    """The pages of a table as records.

    ``html``, ``url``, ``name``, ``captured``, ``charset`` (what the server said): columns. Pages are strings (read as they are) or binary (whose encoding is
    found), HTML or the text of a page. ``order``: a column of whole numbers, none twice, in whose order the pages count; by
    default they count as the table has them. ``keep``: columns that go along. ``rules``, ``where``, ``provenance``,
    ``bare`` are those of ``thresh.convert_many``.

    The columns: ``page`` (the order), ``name``, ``url``, ``kind``, ``id``, ``record`` (a line of JSON, as ``thresh convert
    -f jsonl`` writes it; null where there is none), ``error`` (``code``, ``message``, ``hint``; null where there is a
    record), and those of ``keep``.

    ``duplicates``: "mark" and "drop" look for near duplicates in the whole set, in order, as one machine does. This needs
    all records first: they are made when this is called, and kept on the executors' disks until the session ends or
    ``spark.catalog.clearCache()``. "keep" looks for none. "defer" adds the column ``fingerprint``, for ``mark_duplicates``, when the rows have
    been stored.
    """
    settings = _rows.Settings(_rules(rules), duplicates, where, provenance, bare)
    rows = _rows.convert(df, _rows.Columns(html, url, name, captured, charset, order, tuple(keep)), settings)
    return _with_duplicates(rows, duplicates)


def convert_archives(spark: SparkSession, paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]], *,
                     part_size: int = 64 << 20, rules: RulesLike = None, duplicates: Duplicates = "mark",
                     where: str | None = None, provenance: bool = False, bare: bool = False) -> DataFrame:
    """The pages of files, folders and patterns as records: of all that ``thresh.read`` takes, except Parquet.

    WARC and ARC files, packed a record each or not at all, are read in parts of ``part_size`` bytes, each record in one of
    them; so one large file keeps many tasks busy. Other inputs are a task each; small files share one. The driver and the
    executors see the files under the same paths.

    The columns and ``duplicates`` are those of ``convert``; ``name`` is the place in the file (``/data/crawl.warc.gz#1234``), with
    which every command of the program finds the page again.
    """
    names = [os.fspath(paths)] if isinstance(paths, (str, os.PathLike)) else [os.fspath(path) for path in paths]
    settings = _rows.Settings(_rules(rules), duplicates, where, provenance, bare)
    return _with_duplicates(_archives.convert(spark, names, part_size, settings), duplicates)


def mark_duplicates(rows: DataFrame, *, drop: bool = False) -> DataFrame:
    """Marks the near duplicates among rows that ``duplicates="defer"`` gave, or drops them.

    Several jobs run while this is called, over the fingerprints alone. The rows should be stored, or they are made anew for
    each of them.
    """
    return _duplicates.mark(rows, drop)


def fetch(df: DataFrame, *, url: str = "url", keep: Sequence[str] = (), partitions: int | None = None, agent: str = "",
          delay: float = 2.0, timeout: float = 60.0, concurrency: int = 8, retries: int = 3, max_bytes: int = 16 << 20,
          proxy: str = "", allow_private: bool = False) -> DataFrame:
    """The pages at the addresses of a table, asked for as politely as ``thresh fetch`` does.

    All addresses of one owner (a registrable domain, as the Public Suffix List tells them apart) go to one task, which asks
    robots.txt first, keeps one connection to it and ``delay`` seconds between two requests, obeys ``Retry-After`` and
    leaves a host alone that is down. ``partitions``: tasks, at most as many as there are owners; each has ``concurrency``
    connections. ``agent``: who asks, and how to reach you.

    The columns: ``url``, ``final_url``, ``fate`` ("ok", "http_error", "refused_robots" …, docs/fetching.md), ``message``,
    ``status``, ``html`` (bytes; null where none came), ``charset``, ``captured``, and those of ``keep``.

    Spark makes rows again whenever it needs them again, and would ask the servers again: write what this gives to files
    before anything else is done with it. Speculative execution would ask twice, and is refused.
    """
    return _fetch.fetch(df, url, tuple(keep), partitions, {
        "agent": agent, "delay": delay, "timeout": timeout, "concurrency": concurrency, "retries": retries,
        "max_bytes": max_bytes, "proxy": proxy, "allow_private": allow_private})


def table(rows: DataFrame, kind: str, *, rules: RulesLike = None) -> DataFrame:
    """The records of a kind as columns, typed as ``Batch.to_arrow`` types them; the rows of ``convert`` or
    ``convert_archives``, or whatever has a column ``record``.

    Of the kind ``custom`` the rules say which fields there are.
    """
    return _tables.table(rows, kind, _rules(rules))


def _rules(rules: RulesLike) -> Rules:
    return rules if isinstance(rules, Rules) else Rules(rules)


def _with_duplicates(rows: DataFrame, duplicates: str) -> DataFrame:
    if duplicates not in ("mark", "drop"):
        return rows
    from pyspark import StorageLevel
    return _duplicates.mark(rows.persist(StorageLevel.DISK_ONLY), duplicates == "drop")
