"""The exception of the library."""

from __future__ import annotations

from typing import Any


class Error(Exception):
    """Something that ended the work on a page, a selector file, an output.

    >>> import thresh
    >>> try:
    ...     thresh.Rules.from_text("rules: shop/product@1\\nrecord: custom\\nhtml: {name: 'h1['}\\n", "shop.yaml")
    ... except thresh.Error as error:
    ...     print(error.code, error.file, error.line, error.column)
    bad_rules shop.yaml 3 18

    ``str(error)`` is the whole of it as a person reads it: place, line with a caret, hint.
    """

    #: Its name in the list of codes of docs/records.md: "bad_rules", "empty_page" …
    code: str
    #: One sentence, without the place.
    message: str
    #: Where it was seen, as far as that is known. Lines and columns count from 1.
    file: str | None
    line: int | None
    column: int | None
    #: The likely fix.
    hint: str | None
    #: All that is wrong with a selector file, of which this is the first.
    errors: tuple[Error, ...]

    def __init__(self, message: str, *, code: str = "usage", file: str | None = None, line: int | None = None,
                 column: int | None = None, hint: str | None = None, described: str | None = None):
        super().__init__(message)
        self.code, self.message = code, message
        self.file, self.line, self.column, self.hint = file, line, column, hint
        self.errors = (self,)
        self._described = described or (message if hint is None else f"{message}\n  {hint}")

    def __str__(self) -> str:
        return self._described

    def __reduce__(self) -> tuple[Any, ...]:
        told = {"code": self.code, "file": self.file, "line": self.line, "column": self.column, "hint": self.hint,
                "described": self._described}
        return _again, (self.message, told)


def _again(message: str, told: dict[str, Any]) -> Error:
    return Error(message, **told)
