"""Raw scraped pages to clean, structured records.

>>> import thresh
>>> record = thresh.convert("<title>A small page</title><h1>A small page</h1><p>Some words.</p>")
>>> record["kind"], record["title"], record["body"]
('page', 'A small page', 'Some words.')

A page is ``str`` (read as it is) or ``bytes`` (whose encoding is found), HTML or the plain text that some scraper made of
it. Records are dicts with the fields that docs/records.md describes, the same as the program ``thresh`` writes. Selector
files and vocabularies are in the module; nothing else is read unless it is named.

Many pages are converted by several threads, without the GIL: ``convert_many`` for what fits into memory, ``read`` for
files and archives, ``convert_stream`` for pages that come from elsewhere.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple, Union

from . import _core, _parquet
from ._batch import Batch, Reader, Record, threads_of
from ._core import ArrowStream, Element
from ._error import Error
from ._rules import Rules, RulesLike, core_rules

__all__ = ["ArrowStream", "Batch", "Element", "Error", "Page", "Reader", "Rules", "convert", "convert_many",
           "convert_stream", "explain", "kinds", "parse", "read", "to_parquet", "__version__"]
__version__ = _core.version

#: The kinds of records.
kinds: tuple[str, ...] = _core.kinds

Path = Union[str, "os.PathLike[str]"]
Duplicates = Literal["mark", "drop", "keep"]


class Page(NamedTuple):
    """A page and what is known of it: wherever pages are taken, ``(page, url, name, captured, charset)`` or the start of it
    is, too. ``charset``: what the server said of bytes.

    >>> import thresh
    >>> page = thresh.Page("<h1>One</h1><p>Words.", url="https://example.org/1")
    >>> thresh.convert_many([page])[0]["source"]["url"]
    'https://example.org/1'
    """

    page: str | bytes
    url: str | None = None
    name: str | None = None
    captured: str | None = None
    charset: str | None = None


def _settings(rules: RulesLike, threads: int | None = 1, duplicates: str = "mark", provenance: bool = False,
              bare: bool = False, captured: str | None = None, where: str | None = None) -> _core.Settings:
    if duplicates not in ("mark", "drop", "keep"):
        raise Error(f'duplicates is "mark", "drop" or "keep", not {duplicates!r}')
    return _core.Settings(core_rules(rules), threads_of(threads), duplicates, provenance, bare, captured or "", where or "")


def convert(page: str | bytes, *, url: str | None = None, name: str | None = None, rules: RulesLike = None,
            captured: str | None = None, provenance: bool = False, bare: bool = False) -> Record:
    """The record of one page.

    ``url``: where it was fetched from; it chooses the rules and resolves links. ``captured``: when, ISO 8601; what "3 days
    ago" is counted from. ``name``: what it is called in ``source.name``. ``provenance``: the record says of each value
    which bytes it was read from, by which rule. ``bare``: without the bookkeeping (``absent``, ``warnings`` …).

    Raises ``Error`` for a page that gives no record (empty_page, binary_page, blocked_page) and for wrong rules.

    >>> import thresh
    >>> thresh.convert("<h1>Kettle</h1>", url="https://example.org/kettle")["id"]
    'page-9gtv71yaq64zb'
    >>> thresh.convert("")
    Traceback (most recent call last):
        ...
    thresh._error.Error: the page is empty
    """
    return _core.convert(_settings(rules, 1, "keep", provenance, bare, captured), (page, url, name))


def convert_many(pages: Iterable[Any], *, rules: RulesLike = None, captured: str | None = None,
                 threads: int | None = None, duplicates: Duplicates = "mark", where: str | None = None,
                 provenance: bool = False, bare: bool = False, on_error: str = "keep") -> Batch:
    """The records of many pages, in their order, by several threads (all processors without ``threads``); the same for any
    number.

    ``pages``: ``str``, ``bytes``, or ``Page``. A page that fails is in ``errors`` of the batch, and costs no other one;
    with ``on_error="raise"`` the first of them is raised. ``duplicates`` and ``where`` are those of ``thresh convert``.

    >>> import thresh
    >>> batch = thresh.convert_many(["<h1>One</h1><p>Words.", ("<h1>Two</h1><p>Words.", "https://example.org/2")])
    >>> [record["source"]["url"] for record in batch]
    [None, 'https://example.org/2']
    """
    settings = _settings(rules, threads, duplicates, provenance, bare, captured, where)
    batch = Batch(_core.Pipeline.of_pages(settings, pages).next(2**62))
    if on_error == "raise" and batch.errors:
        raise batch.errors[0][2]
    return batch


def convert_stream(pages: Iterable[Any], *, rules: RulesLike = None, captured: str | None = None,
                   threads: int | None = None, duplicates: Duplicates = "mark", where: str | None = None,
                   provenance: bool = False, bare: bool = False, on_error: str = "keep") -> Reader:
    """As ``convert_many``, of any number of pages: records come while the pages are taken, a few hundred at a time.

    >>> import thresh
    >>> pages = (f"<h1>Page {number}</h1><p>Words." for number in range(1000))
    >>> sum(1 for record in thresh.convert_stream(pages))
    1000
    """
    settings = _settings(rules, threads, duplicates, provenance, bare, captured, where)
    return Reader(_core.Pipeline.of_pages(settings, pages), on_error)


def read(path: Path | Iterable[Path], *, rules: RulesLike = None, captured: str | None = None,
         threads: int | None = None, duplicates: Duplicates = "mark", where: str | None = None, provenance: bool = False,
         bare: bool = False, on_error: str = "keep", columns: dict[str, str] | None = None) -> Reader:
    """The records of the pages of files, folders, patterns, archives: all that ``thresh convert`` takes, and Parquet.

    Of a Parquet file each row is a page: the column ``html`` (or ``content``, ``raw_content``, ``page``, ``text``,
    ``body``) and the column ``url``; ``columns={"page": …, "url": …}`` names others.

    >>> import thresh
    >>> import pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.html").write_text("<h1>One</h1><p>Words.")
    >>> [record["title"] for record in thresh.read(folder)]
    ['One']

    Raises ``Error`` for a path that there is not. A page that fails is in ``errors`` of what it gives.
    """
    paths = [os.fspath(path)] if isinstance(path, (str, os.PathLike)) else [os.fspath(one) for one in path]
    settings = _settings(rules, threads, duplicates, provenance, bare, captured, where)
    tables = [one for one in paths if one.lower().endswith(".parquet")]
    if not tables:
        return Reader(_core.Pipeline.of_paths(settings, paths), on_error)
    if len(tables) < len(paths):
        raise Error("Parquet files are read in a call of their own", file=tables[0])
    files = [file for one in paths for file in _parquet.expanded(one)]
    return Reader(_core.Pipeline.of_pages(settings, _parquet.pages_of(files, columns)), on_error)


def explain(page: str | bytes, *, url: str | None = None, rules: RulesLike = None,
            captured: str | None = None) -> dict[str, Any]:
    """What became of each character that a page shows.

    A dict: ``record`` and ``error``, one of them None; how many ``characters`` (that are no white space) were ``kept``,
    ``removed`` and ``unclaimed``; ``spans`` in the order of the page, each with ``state``, ``path`` (where it is kept),
    ``reason`` (why it was removed), ``rule``, ``text``, and the bytes that it stands in from ``begin`` to ``end`` (of a str:
    of its UTF-8). docs/ledger.md tells more.

    >>> import thresh
    >>> told = thresh.explain("<h1>One</h1><p>Words.")
    >>> told["characters"], told["kept"], told["unclaimed"]
    (9, 9, 0)
    """
    return _core.explain(_settings(rules, 1, "keep", captured=captured), (page, url))


def parse(page: str | bytes) -> Element:
    """A page as a tree, read as the HTML standard tells: what CSS selectors find in it.

    >>> import thresh
    >>> document = thresh.parse("<p class=a>One <b>bold</b></p><p class=a id=x>Two")
    >>> [element.text for element in document.css("p.a")]
    ['One bold', 'Two']
    >>> second = document.css("#x")[0]
    >>> second.name, second.attributes, second.html, second.get("href", "none")
    ('p', {'class': 'a', 'id': 'x'}, '<p class="a" id="x">Two</p>', 'none')
    >>> document.css("p:nope")
    Traceback (most recent call last):
        ...
    thresh._error.Error: selector:1:3: …
    """
    return _core.parse(page)


def to_parquet(records: Any, file: Path, *, compression: str = "zstd", row_group_size: int = 20_000,
               **options: Any) -> dict[str, str]:
    """Writes records to Parquet, by pyarrow; gives the file of each kind.

    ``records``: a ``Batch``, a ``Reader``, dicts; or what ``read`` takes, to which ``options`` go. ``file``: a file, which
    takes records of one kind; or a folder (an existing one, or with a slash at its end) or a pattern such as
    ``"data/{kind}.parquet"``, where each kind gets a file. A file is written beside its target and then put in its place.
    """
    target = os.fspath(file)
    if row_group_size < 1:
        raise Error(f"row_group_size is a number from 1 on, not {row_group_size}")
    if isinstance(records, (str, os.PathLike)) or _are_paths(records):
        records = read(records, **options)
    elif options:
        raise Error(f"{', '.join(options)}: these go with paths, and records are here already")
    return _parquet.write(_parquet.batches_of(records), target, compression, row_group_size)


def _are_paths(records: Any) -> bool:
    return isinstance(records, (list, tuple)) and bool(records) and isinstance(records[0], (str, os.PathLike))
