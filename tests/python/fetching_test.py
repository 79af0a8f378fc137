#!/usr/bin/env python3
"""Pages from the web for Python: a test site's log tells how politely they were asked for.

usage: fetching_test.py
"""

import os
import signal
import sys
import threading
import time
import unittest

from module import ROOT, thresh

from thresh import _core

sys.path.insert(0, str(ROOT / "tests" / "site"))
from site_process import SiteProcess, impoliteness  # noqa: E402

for variable in [name for name in os.environ if "proxy" in name.lower()]:
    del os.environ[variable]


class Fetching(unittest.TestCase):
    def site(self, **options):
        site = SiteProcess(**options)
        self.addCleanup(site.close)
        return site

    def test_gives_pages_in_the_order_of_their_addresses(self):
        site = self.site(hosts=3)
        urls = [site.url(f"/q/{n}", host) for n in (1, 2, 999) for host in range(3)]
        pages = _core.PageFetcher(delay=0, allow_private=True).fetch(urls)
        self.assertEqual([page[0] for page in pages], urls)
        self.assertEqual([page[1] for page in pages], ["ok"] * 6 + ["http_error"] * 3)
        self.assertEqual([page[3] for page in pages], [200] * 6 + [404] * 3)
        record = thresh.convert(pages[0][4], url=urls[0])
        self.assertIn("(1)?", record["title"])
        self.assertIsNone(pages[-1][4])
        self.assertRegex(pages[0][6], r"^20\d\d-\d\d-\d\dT")

    def test_is_polite_from_one_list_to_the_next(self):
        site = self.site(hosts=2)
        fetcher = _core.PageFetcher(delay=0.2, allow_private=True)
        for n in (1, 2, 3):
            fetcher.fetch([site.url(f"/q/{n}", host) for host in range(2)])
        self.assertEqual(impoliteness(site.entries(), 0.2), [])
        self.assertEqual(len(site.requests("/robots.txt")), 2)
        self.assertEqual(len(site.requests()), 8)

    def test_obeys_robots_and_keeps_inside_out(self):
        site = self.site()
        page = _core.PageFetcher(delay=0, allow_private=True).fetch([site.url("/private/1")])[0]
        self.assertEqual(page[1], "refused_robots")
        page = _core.PageFetcher(delay=0).fetch([site.url("/q/1")])[0]
        self.assertEqual((page[1], page[4]), ("refused_address", None))
        self.assertEqual(_core.PageFetcher(delay=0).fetch(["ftp://a.example/", "no address"])[0][1], "refused_url")

    def test_follows_and_says_where_it_came(self):
        site = self.site()
        page = _core.PageFetcher(delay=0, allow_private=True).fetch([site.url("/fault/redirect?to=/q/1")])[0]
        self.assertEqual((page[0], page[1]), (site.url("/q/1"), "ok"))

    def test_can_be_interrupted(self):
        site = self.site(settings={"*": {"slow": 0.3, "questions": 100}})
        threading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
        began = time.monotonic()
        with self.assertRaises(KeyboardInterrupt):
            _core.PageFetcher(delay=0, allow_private=True).fetch([site.url(f"/q/{n}") for n in range(1, 90)])
        self.assertLess(time.monotonic() - began, 10)

    def test_wrong_settings_are_told(self):
        for wrong in ({"agent": "a\nb"}, {"delay": -1.0}, {"timeout": 0.0}, {"retries": -1}, {"concurrency": 0},
                      {"delay": float("nan")}):
            with self.assertRaises(thresh.Error, msg=str(wrong)):
                _core.PageFetcher(**wrong)

    def test_owners_are_told_apart(self):
        keys = [_core.host_key(url) for url in ("https://a.forum.example/1", "http://b.forum.example:80/2", "https://x.github.io/",
                                                "https://y.github.io/", "http://127.0.0.1:8080/", "no address")]
        self.assertEqual(keys, ["forum.example", "forum.example", "x.github.io", "y.github.io", "127.0.0.1:8080", "no address"])


class Charsets(unittest.TestCase):
    def test_what_the_server_said_counts_for_bytes_alone(self):
        page = "<p>\u0434\u0430 and more words here".encode("koi8-r")
        self.assertIn("\u0434\u0430", thresh.convert_many([thresh.Page(page, charset="koi8-r")])[0]["body"])
        self.assertIn("\u0434\u0430", thresh.convert_many([thresh.Page("<p>\u0434\u0430 and more", charset="koi8-r")])[0]["body"])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
