#!/usr/bin/env python3
"""Selectors find what soupsieve finds, on generated pages and on real ones.

soupsieve runs over BeautifulSoup, whose tree html5lib builds. Only pages that both read to the same tree are compared:
the names, attributes and texts of all elements are held against each other first, and most pages have to agree.

Selectors are drawn from a grammar, with the names, classes, ids and attributes of the page (SEED below, so that each run
is the same), and taken from selectors_in_use.txt, a list as scrapers write them. Where the two differ on purpose, the
difference stands in KNOWN, with a page that shows it, and the grammar leaves it out.

usage: soupsieve_test.py PROGRAM [--pages N] [--size N] [--rounds N] [--seed N]
  PROGRAM   select_matches (select_matches.cpp)
  --pages   real pages to take from each place (6); --size: tags that they may have (6000)
  --rounds  generated pages (40)
Exits with 77 where bs4, html5lib or soupsieve are missing.
"""

import argparse
import gzip
import os
import pathlib
import random
import re
import subprocess
import sys
import unittest
import warnings

try:
    import bs4
    import html5lib  # noqa: F401  the parser that bs4 is asked for
    import soupsieve
except ImportError as error:
    print(f"SKIPPED: {error}; ./dev test installs it from PyPI")
    sys.exit(77)

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SHARED = os.environ.get("THRESH_SHARED")
NAMESPACES = {"html": "http://www.w3.org/1999/xhtml", "svg": "http://www.w3.org/2000/svg",
              "math": "http://www.w3.org/1998/Math/MathML", "xlink": "http://www.w3.org/1999/xlink",
              "xml": "http://www.w3.org/XML/1998/namespace"}
warnings.simplefilter("ignore")


def in_order(columns):
    """An element without the order of its attributes: html5lib moves those that have a namespace to the end."""
    return [columns[0], *sorted(columns[1:-1]), columns[-1]]


def pages_of_archive(path):
    """The bodies of the responses in a WARC file, as text."""
    data, at = gzip.open(path).read(), 0
    while at < len(data):
        end = data.index(b"\r\n\r\n", at)
        head = data[at:end].decode("latin-1")
        length = int(re.search(r"(?im)^content-length: *(\d+)", head)[1])
        body, at = data[end + 4:end + 4 + length], end + 4 + length + 4
        if "WARC-Type: response" in head:
            yield body[body.index(b"\r\n\r\n") + 4:].decode("utf-8", "replace")


class Thresh:
    """Our side: one process for all pages."""

    def __init__(self, program):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, page, selectors):
        """The elements as lines, and for each selector the numbers of those it finds, or a message."""
        assert not any("\n" in selector for selector in selectors)
        page, lines = page.encode(), "".join(selector + "\n" for selector in selectors).encode()
        self.process.stdin.write(b"%d %d\n" % (len(page), len(lines)) + page + lines)
        self.process.stdin.flush()
        elements = [in_order(line.split("\t")) for line in self._lines()]
        return elements, [line[1:] if line.startswith("!") else [int(number) for number in line.split()]
                               for line in self._lines()]

    def _lines(self):
        count = int(self.process.stdout.readline())
        return [self.process.stdout.readline().decode()[:-1] for _ in range(count)]


class Soup:
    """Their side: one page. NOSTRICT lets :has() nest and have several steps, which they refuse otherwise."""

    def __init__(self, page):
        self.soup = bs4.BeautifulSoup(page, "html5lib", multi_valued_attributes=None)
        self.elements = self.soup.find_all(True)
        self.numbers = {id(element): number for number, element in enumerate(self.elements)}

    def lines(self):
        escape = lambda text: text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
        for element in self.elements:
            own = "".join(child for child in element.children if type(child) in STRINGS)
            yield in_order([element.name, *(f"{k}={escape(v)}" for k, v in element.attrs.items()), escape(own)])

    def select(self, selector):
        """The numbers of what is found, or a message."""
        try:
            found = soupsieve.select(selector, self.soup, NAMESPACES, flags=soupsieve.NOSTRICT)
            return [self.numbers[id(element)] for element in found]
        except (soupsieve.SelectorSyntaxError, NotImplementedError, ValueError) as error:
            return str(error)


STRINGS = (bs4.NavigableString, bs4.element.Script, bs4.element.Stylesheet, bs4.element.TemplateString,
           bs4.element.RubyTextString, bs4.element.RubyParenthesisString)


class Grammar:
    """Draws pages and selectors. Left out is what KNOWN has."""

    TAGS = ["div", "p", "span", "b", "ul", "li", "a", "section", "h2", "x-y"]
    INSIDE_P = ["span", "b", "a", "x-y"]
    CLASSES = ["a", "b", "Ab", "x1", "é", "md:flex", "-c"]
    VALUES = ["x", "X y", "en-US", "http://e.org/a.pdf", "", "TEXT", "a-b"]
    LANGUAGES = ["en", "en-US", "de-Latn-DE-1996", "fr-x-de", "", "DE"]
    FORMS = ["<form><input type=checkbox checked><input type=radio name=r><input type=radio name=r checked><button>"
             "</button><input type=submit></form>",
             "<form id=f1><input type=radio name=r><textarea placeholder=x></textarea><input placeholder=y required>"
             "</form><input form=f1 type=radio name=r checked>",
             "<fieldset disabled><legend><input></legend><p><input readonly><button></button></p></fieldset>",
             "<select><option>1</option><option selected>2</option></select><select><optgroup disabled><option>3"
             "</option></optgroup><option>4</option></select><progress></progress>",
             "<div contenteditable><b></b><b contenteditable=false><i></i></b></div><details open></details>"]
    SVG = ["<svg viewBox='0 0 1 1'><g class=a><path id=p1></path><a xlink:href='#x' class=b></a></g></svg>",
           "<math><mi class=a>x</mi><mo>+</mo></math>"]

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.one = self.random.choice
        self.maybe = lambda share: self.random.random() < share

    # Pages.

    def page(self):
        head = self.one(["", "<meta http-equiv=content-language content=de>", "<title>a b</title>"])
        html = self.one(["<html>", "<html lang=en>", "<html dir=rtl class=a>"])
        return f"<!DOCTYPE html>{html}<head>{head}</head><body>{self.nodes(4, self.TAGS)}</body></html>"

    def nodes(self, depth, tags):
        return "".join(self.node(depth, tags) for _ in range(self.random.randint(1, 5)))

    def node(self, depth, tags):
        kind = self.random.random()
        if kind < 0.2 or depth == 0:
            return self.one(["one ", "two three", " ", "שלום", "<!-- c -->", "1, 2", "one two"])
        if kind < 0.26 and tags is self.TAGS:
            return self.one(self.FORMS + self.SVG)
        tag = self.one(tags)
        inside = self.INSIDE_P if tag in ("p", "h2", "span", "b", "a", "x-y") or tags is self.INSIDE_P else self.TAGS
        inside = [t for t in inside if t != "a"] if tag == "a" or "a" not in tags else inside
        return f"<{tag}{self.attributes()}>{self.nodes(depth - 1, inside) if self.maybe(0.8) else ''}</{tag}>"

    def attributes(self):
        drawn = {}
        if self.maybe(0.5):
            drawn["class"] = self.one([" ", "  "]).join(self.random.choices(self.CLASSES, k=self.random.randint(1, 3)))
        if self.maybe(0.2):
            drawn["id"] = self.one(["i1", "i2", "I1"])
        if self.maybe(0.2):
            drawn[self.one(["href", "title", "data-n", "type", "rel"])] = self.one(self.VALUES)
        if self.maybe(0.1):
            drawn["lang"] = self.one(self.LANGUAGES)
        if self.maybe(0.1):
            drawn["dir"] = self.one(["ltr", "rtl", "auto", "x"])
        return "".join(f' {name}="{value}"' for name, value in drawn.items())

    # Selectors.

    def selectors(self, count):
        return [self.list(3) for _ in range(count)]

    def list(self, depth):
        return self.one([",", ", ", " , "]).join(self.complex(depth) for _ in range(self.one([1, 1, 1, 2, 3])))

    def complex(self, depth):
        out = self.compound(depth)
        while self.maybe(0.4):
            out += self.one([" ", " ", " > ", ">", " + ", "+", " ~ ", "~", "  ", " /* c */ "]) + self.compound(depth)
        return out

    def relative(self, depth):
        return self.one(["", "", "> ", "+ ", "~ ", ">"]) + self.complex(depth)

    def compound(self, depth):
        head = self.one(["", "", self.tag()])
        parts = [self.simple(depth) for _ in range(self.one([0, 1, 1, 2] if head else [1, 1, 1, 2]))]
        return head + "".join(parts)

    def tag(self):
        name = self.one(self.TAGS + ["*", "DIV", "html", "body", "input", "option", "button", "svg", "path", "g", "mi"])
        return self.one(["", "", "", "", "*|", "html|", "svg|", "|"]) + name

    def simple(self, depth):
        kind = self.random.random()
        if kind < 0.35:
            return "." + self.one(["a", "b", "Ab", "x1", "é", r"md\:flex", "-c", r"\61 ", "none"])
        if kind < 0.42:
            return "#" + self.one(["i1", "i2", "I1", "p1", "none"])
        if kind < 0.6:
            return self.attribute()
        return self.pseudo(depth)

    def attribute(self):
        name = self.one(["class", "id", "href", "title", "data-n", "type", "rel", "lang", "viewBox", "TITLE", "xlink|href"])
        if self.maybe(0.3):
            return f"[{name}]"
        value = self.one(["x", "X", "text", "en", "a", '"X y"', "'http'", '".pdf"', '""', '"y"', '"a-b"', r'"\78"'])
        operator = self.one(["=", "~=", "|=", "^=", "$=", "*=", " = "])
        return f"[{name}{operator}{value}{self.one(['', '', '', ' i', ' s', ' I'])}]"

    def pseudo(self, depth):
        plain = [":first-child", ":last-child", ":only-child", ":first-of-type", ":last-of-type", ":only-of-type",
                 ":empty", ":root", ":scope", ":any-link", ":link", ":checked", ":disabled", ":enabled", ":required",
                 ":optional", ":read-only", ":read-write", ":default", ":indeterminate", ":placeholder-shown",
                 ":defined", ":open", ":hover", ":visited", ":target"]
        kind = self.random.random()
        if kind < 0.35 or depth == 0:
            return self.one(plain)
        if kind < 0.5:
            return f":{self.one(['nth-child', 'nth-last-child'])}({self.position()}{self.of(depth)})"
        if kind < 0.6:
            return f":{self.one(['nth-of-type', 'nth-last-of-type'])}({self.position()})"
        if kind < 0.72:
            return f":not({self.list(depth - 1)})"
        if kind < 0.82:
            return f":{self.one(['is', 'where'])}({self.one(['', self.list(depth - 1), self.list(depth - 1)])})"
        if kind < 0.92:
            return f":has({self.one([', ', ',']).join(self.relative(depth - 1) for _ in range(self.one([1, 1, 2])))})"
        if kind < 0.96:
            ranges = ["en", "de", "'*-DE'", "de-DE", "''", "'*'", "en-us", r"\*-1996", "fr", "x"]
            return f":lang({', '.join(self.random.choices(ranges, k=self.one([1, 1, 2])))})"
        return self.one([":dir(rtl)", ":dir(ltr)", ":-soup-contains(one)", ":-soup-contains('two')",
                         ":-soup-contains-own('one', two)", ":contains('שלום')"])

    def position(self):
        return self.one(["1", "2", "odd", "even", "2n+1", "n", "-n+2", "n + 2", "3n", "0", "2n-1", "+2", "EVEN", "-2n+5"])

    def of(self, depth):
        return f" of {self.list(depth - 1)}" if self.maybe(0.3) else ""


# The differences that are meant to be: what is shown, a page, a selector, what thresh finds and what soupsieve does
# (the names of elements, or "error").
KNOWN = [
    ("SVG's names are case-sensitive, but for a name all in lower case", "<svg><linearGradient/></svg>",
     "LINEARGRADIENT", "", "linearGradient"),
    ("the content of a template is in the tree; browsers and soupsieve keep it in one of its own",
     "<template><p></p></template>", "template p", "p", ""),
    (":contains() takes white space for one space", "<p>one\n  two</p>", "p:contains('one two')", "p", ""),
    (":contains() takes what is inside of a template, too", "<p><template>x</template></p>", "p:contains('x')", "p", ""),
    ("a range is not worked out: what a user would type decides", "<input type=number min=1 value=0>",
     "input:out-of-range", "", "input"),
    ("a value may start with a digit without quotes", "<p data-n=1>", "[data-n=1]", "p", "error"),
    (":is() forgives what is no selector, not only what is missing", "<p>", "p:is(:nope, *)", "p", "error"),
    ("content-language names one language", "<meta http-equiv=content-language content='de, en'><p>", "p:lang('')",
     "p", ""),
    ("of several content-language the last counts",
     "<meta http-equiv=content-language content=de><meta http-equiv=content-language content=fr><p>", "p:lang(fr)",
     "p", ""),
    ("*| takes attributes of any namespace, not only those of none", "<svg><a xlink:href='#x'></a></svg>",
     "a[*|href]", "a", ""),
    ("[a!=b] is an error that names :not([a=b])", "<p>", "p[a!=b]", "error", "p"),
    ("& is an error that names :scope", "<p>", "& p", "error", "p"),
    ("a selector may start with a combinator, from the document on", "<p>", "> html", "html", "error"),
    (":valid and its kin are known, and match nothing", "<input>", "input:valid", "", "error"),
    ("'of' has no place in :nth-of-type()", "<p>", "p:nth-of-type(1 of p)", "error", "error"),
    ("pseudo-elements are errors in both", "<p>", "p::text", "error", "error"),
]


class SoupSieve(unittest.TestCase):
    def compare(self, page, selectors, about):
        """How many selectors found something; None where the trees are not the same."""
        soup = Soup(page)
        elements, ours = THRESH.ask(page, selectors)
        if elements != list(soup.lines()):
            return None
        found = 0
        for selector, our in zip(selectors, ours):
            their = soup.select(selector)
            if isinstance(our, str) and isinstance(their, str):
                continue
            self.assertEqual(our, their, f"{selector!r} on {about}")
            found += bool(our)
        return found

    def test_finds_the_same_on_generated_pages(self):
        read = found = asked = 0
        for seed in range(OPTIONS.seed, OPTIONS.seed + OPTIONS.rounds):
            grammar = Grammar(seed)
            page, selectors = grammar.page(), grammar.selectors(60)
            matched = self.compare(page, selectors, f"the page of seed {seed}: {page}")
            if matched is not None:
                read, asked, found = read + 1, asked + len(selectors), found + matched
        self.assertGreater(read, OPTIONS.rounds * 0.9, "most pages are read to the same tree")
        self.assertGreater(found, asked * 0.2, "a good part of the selectors finds something")

    def test_finds_the_same_with_selectors_in_use_on_real_pages(self):
        selectors = [line for line in (HERE / "selectors_in_use.txt").read_text().splitlines() if line]
        self.assertGreater(len(selectors), 140)
        paths = [*sorted((ROOT / "seeds").glob("*.html")), *sorted((ROOT / "fixtures").glob("*/*/page.html"))]
        self.compare_all(paths, selectors)

    @unittest.skipUnless(SHARED and (pathlib.Path(SHARED) / "extraction").is_dir() and (pathlib.Path(SHARED) / "corpus").is_dir(),
                         "SKIPPED: there are no pages in $THRESH_SHARED")
    def test_finds_the_same_on_pages_of_others(self):
        selectors = [line for line in (HERE / "selectors_in_use.txt").read_text().splitlines() if line]
        self.compare_all(sorted((pathlib.Path(SHARED) / "extraction" / "qa").glob("*.html")), selectors)
        self.compare_all(pages_of_archive(pathlib.Path(SHARED) / "corpus" / "pages.warc.gz"), selectors)

    def compare_all(self, pages, selectors):
        """Compares on the first pages that are neither too large nor have a template (KNOWN tells why)."""
        found = compared = other = 0
        for number, page in enumerate(pages):
            if isinstance(page, pathlib.Path):
                page = page.read_bytes().decode("utf-8", "replace")
            page = page.replace("\r\n", "\n").replace("\r", "\n")
            if compared >= OPTIONS.pages or "<template" in page or page.count("<") > OPTIONS.size:
                continue
            matched = self.compare(page, selectors, f"page {number}")
            if matched is None:
                other += 1
            else:
                compared, found = compared + 1, found + matched
        self.assertGreater(compared, min(OPTIONS.pages, 4) - 1)
        self.assertGreater(compared, 9 * other, "most pages are read to the same tree")
        self.assertGreater(found, 10 * compared)

    def test_differs_where_it_is_meant_to(self):
        for about, page, selector, ours, theirs in KNOWN:
            with self.subTest(about):
                elements, (our,) = THRESH.ask(page, [selector])
                soup = Soup(page)
                their = soup.select(selector)
                names = [columns[0] for columns in elements]
                self.assertEqual("error" if isinstance(our, str) else " ".join(names[n] for n in our), ours)
                self.assertEqual("error" if isinstance(their, str) else
                                 " ".join(soup.elements[n].name for n in their), theirs)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--pages", type=int, default=6)
    parser.add_argument("--size", type=int, default=6000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--seed", type=int, default=2026)
    OPTIONS = parser.parse_args()
    THRESH = Thresh(OPTIONS.program)
    unittest.main(argv=sys.argv[:1])
