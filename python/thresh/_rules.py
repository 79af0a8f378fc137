"""Selector files."""

from __future__ import annotations

import functools
import os
from typing import Any, Union

from . import _core

#: What stands for rules in every call: a Rules, the path of a selector file or of a folder of them, None for the shipped ones.
RulesLike = Union["Rules", str, "os.PathLike[str]", None]


class Rules:
    """Selector files, read and checked once: those that are shipped, or a file, or the ``*.yaml`` of a folder.

    A single file is used for every page; of several the one that matches a page.

    >>> import thresh
    >>> "realself/question@1" in thresh.Rules().ids
    True

    They can go to another process (pickle): the text of the files goes along.
    """

    def __init__(self, path: str | os.PathLike[str] | None = None):
        self._core = _core.RuleSet.shipped() if path is None else _core.RuleSet.of_path(os.fspath(path))

    @classmethod
    def from_text(cls, text: str, name: str = "rules.yaml") -> Rules:
        """The rules of a selector file that is no file; ``name`` stands in its errors.

        >>> import thresh
        >>> rules = thresh.Rules.from_text('''
        ... rules: shop/product@1
        ... record: custom
        ... html:
        ...   price: {css: .price, type: number}
        ... ''')
        >>> thresh.convert("<p class=price>4.50</p>", rules=rules)["fields"]
        {'price': 4.5}
        """
        return cls._of_sources([(name, text)], True)

    @classmethod
    def _of_sources(cls, sources: list[tuple[str, str]], use_first: bool) -> Rules:
        rules = cls.__new__(cls)
        rules._core = _core.RuleSet.of_sources(sources, use_first)
        return rules

    @property
    def ids(self) -> list[str]:
        """Name and version of each, such as "realself/question@1"."""
        return self._core.ids

    @property
    def kinds(self) -> list[str]:
        """The kinds of the records that they make."""
        return self._core.kinds

    def __repr__(self) -> str:
        return f"<thresh.Rules {', '.join(self.ids)}>"

    def __reduce__(self) -> tuple[Any, ...]:
        if not self._core.sources:
            return Rules, ()
        return Rules._of_sources, (self._core.sources, self._core.use_first)


@functools.cache
def _shipped() -> Rules:
    return Rules()


def core_rules(rules: RulesLike) -> _core.RuleSet:
    if rules is None:
        return _shipped()._core
    return rules._core if isinstance(rules, Rules) else Rules(rules)._core
