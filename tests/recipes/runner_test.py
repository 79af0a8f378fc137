#!/usr/bin/env python3
"""What runs the recipes notices a page that shows what is not so.

usage: runner_test.py PROGRAM
"""

import os
import pathlib
import sys
import tempfile
import unittest
import urllib.error
import urllib.request

from clinic_site import Site
from recipe_page import Page, Wrong, environment, matches

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
RIGHT = """# A page

```yaml
# rules/lamp.yaml
rules: shop/item@1
record: custom
html: {name: h1}
```

```python
# lamp.py
def page(name):
    return f"<h1>{name}</h1>"
```

```console
$ python3 -c 'import lamp; print(lamp.page("A lamp"))' > lamp.html
$ thresh convert lamp.html --rules rules/lamp.yaml --to yaml --bare
id: custom-…
kind: custom
…
fields:
  name: A lamp
$ cat <<END
> two
> lines
> END
two
lines
```

```python
>>> from lamp import page
>>> name = "A vase"

```

```python
>>> page(name)
'<h1>A vase</h1>'

```
"""


class ThePage(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="thresh-runner-")
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name).resolve()
        (self.folder / "work").mkdir()

    def page(self, text):
        (self.folder / "page.md").write_text(text)
        return Page(self.folder / "page.md")

    def run_page(self, text):
        return self.page(text).run(self.folder / "work", PROGRAM)

    def check_wrong(self, old, new, said):
        self.assertIn(old, RIGHT)
        with self.assertRaisesRegex(Wrong, said):
            self.run_page(RIGHT.replace(old, new))

    def test_is_run_from_top_to_bottom(self):
        self.assertEqual(self.run_page(RIGHT), 6)
        self.assertTrue((self.folder / "work" / "seeds" / "realself-question.html").exists())

    def test_is_wrong_where_a_command_prints_something_else(self):
        self.check_wrong("  name: A lamp", "  name: A lump", "prints")

    def test_is_wrong_where_a_command_prints_more_than_it_shows(self):
        self.check_wrong("  name: A lamp\n", "", "prints")

    def test_is_wrong_where_a_command_fails(self):
        self.check_wrong("--to yaml", "--to yarn", "leaves with 2")

    def test_is_wrong_where_an_example_gives_something_else(self):
        self.check_wrong("'<h1>A vase</h1>'", "'<h1>A lamp</h1>'", "A vase")

    def test_is_wrong_where_a_file_is_wrong(self):
        self.check_wrong("record: custom", "record: costum", "leaves with 5")
        self.check_wrong("    return f", "   return (f", "SyntaxError|was never closed")

    def test_is_wrong_where_a_block_is_run_by_nobody(self):
        self.check_wrong("```console", "```", "nobody runs this block")
        self.check_wrong("# lamp.py\n", "", "nobody runs this block")

    def test_says_what_it_needs(self):
        self.assertEqual(self.page("```sh\npip install pip 'no-such-thing[x]>=3'\n```\n").missing(), "no-such-thing")
        self.assertIsNone(self.page("```sh\npip install pip\n```\n").missing())

    def test_shows_a_part_of_what_is_printed(self):
        self.assertTrue(matches("one\n…\nfour", "one\ntwo\nthree\nfour\n"))
        self.assertTrue(matches("one\n…\nfour", "one\nfour\n"))
        self.assertTrue(matches("in … s", "in 3.2 s  \n\n"))
        self.assertFalse(matches("in … s", "in 3.2 s\nmore\n"))
        self.assertFalse(matches("one\n…", "two\nthree\n"))


class TheSite(unittest.TestCase):
    def get(self, proxy, url):
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": proxy}))
        return opener.open(url, timeout=10).read().decode()

    def test_answers_by_its_name_and_knows_no_other(self):
        with Site() as proxy:
            self.assertIn('href="/questions/realself-question"', self.get(proxy, "http://clinic.example/"))
            self.assertIn("eyelid", self.get(proxy, "http://clinic.example/questions/realself-question"))
            for url in ("http://clinic.example/no", "http://other.example/"):
                with self.assertRaises(urllib.error.HTTPError):
                    self.get(proxy, url)


if __name__ == "__main__":
    os.environ.update(environment(pathlib.Path(tempfile.gettempdir()), PROGRAM))
    unittest.main(argv=sys.argv[:1])
