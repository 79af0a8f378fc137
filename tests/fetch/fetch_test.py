#!/usr/bin/env python3
"""`thresh fetch` against whole sites: what it asks for, in which order and how politely (the server's log tells), and
what it makes of what comes.

Prints the measured figures that docs/reliability.md shows, as lines that begin with "FIGURE".

usage: fetch_test.py PROGRAM [TEST …]
"""

import collections
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "site"))
import site_pages  # noqa: E402
from site_process import SiteProcess, impoliteness  # noqa: E402

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
TIMEOUT = 300  # seconds
ENVIRONMENT = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
RULES = """rules: site/question@1
record: qa
match: {url: "*/q/*"}
html:
  title: h1
  question: {body: .question-body, author: .asker}
  answers: {each: .answer, body: .answer-body, author: .name, votes: .votes}
"""
NEXT_RULES = RULES + "next: a[rel=next] @href\n"


def figure(what, value):
    print(f"FIGURE {what}: {value}")


class Run:
    """One run of the program: its exit code, records, and what it said of each page."""

    def __init__(self, folder, *arguments, delay="0", private=True, environment=None):
        command = [PROGRAM, "fetch", *map(str, arguments), "--json", "--delay", delay]
        if private:
            command.append("--allow-private")
        began = time.monotonic()
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=TIMEOUT,
                              env={**ENVIRONMENT, **(environment or {})})
        self.seconds = time.monotonic() - began
        self.code, self.out, self.err = done.returncode, done.stdout.decode(), done.stderr.decode()
        lines = [json.loads(line) for line in self.err.splitlines() if line.startswith("{")]
        self.pages = {line["url"]: line for line in lines if line["event"] == "page"}
        self.done = next((line for line in lines if line["event"] == "done"), None)

    def records(self):
        return [json.loads(line) for line in self.out.splitlines()]

    def outcome(self, url):
        return self.pages[url]["outcome"]


class Test(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory(prefix="thresh-fetch-")
        self.addCleanup(self.scratch.cleanup)
        self.folder = pathlib.Path(self.scratch.name)
        (self.folder / "rules.yaml").write_text(RULES)

    def site(self, **options):
        site = SiteProcess(**options)
        self.addCleanup(site.close)
        return site

    def fetch(self, *arguments, **options):
        return Run(self.folder, *arguments, **options)


class Records(Test):
    def test_come_in_the_order_of_the_addresses(self):
        site = self.site(hosts=4, settings={"127.0.0.1": {"slow": 0.3}})
        urls = [site.url(f"/q/{n}", host) for n in (1, 2, 3) for host in range(4)]
        run = self.fetch(*urls, "--rules", "rules.yaml", "--to", "jsonl", "--bare")
        self.assertEqual(run.code, 0, run.err)
        records = run.records()
        self.assertEqual([record["source"]["name"] for record in records], urls)
        for url, record in zip(urls, records):
            host, number = url.split("/")[2].split(":")[0], int(url.rsplit("/", 1)[1])
            truth = site_pages.question(host, number, site_pages.DEFAULTS)
            self.assertEqual(record["title"], truth["title"])
            self.assertEqual(len(record["answers"]), min(4, len(truth["answers"])))
        again = self.fetch(*urls, "--rules", "rules.yaml", "--to", "jsonl", "--bare", "--concurrency", "1")
        strip = [{**record, "source": {**record["source"], "captured": None}} for record in records]
        self.assertEqual(strip, [{**r, "source": {**r["source"], "captured": None}} for r in again.records()])

    def test_say_where_the_page_was_found_and_in_which_encoding(self):
        site = self.site()
        run = self.fetch(site.url("/fault/redirect?to=/q/1"), "--to", "jsonl")
        self.assertEqual(run.code, 0, run.err)
        page = next(iter(run.pages.values()))
        self.assertEqual(page["final_url"], site.url("/q/1"))
        self.assertEqual([hop["status"] for hop in page["hops"]], [302])

    def test_of_the_other_pages_are_written_where_some_fail(self):
        site = self.site()
        run = self.fetch(site.url("/q/1"), site.url("/q/999"), site.url("/q/2"), "--to", "jsonl", "--rules", "rules.yaml")
        self.assertEqual(run.code, 6)
        self.assertEqual(len(run.records()), 2)
        self.assertEqual(run.outcome(site.url("/q/999")), "http_error")
        self.assertEqual(run.done["outcomes"], {"http_error 404": 1, "ok": 2})

    def test_have_a_file_a_kind_where_the_name_says_so(self):
        site = self.site()
        run = self.fetch(site.url("/q/1"), site.url("/q/2"), "--rules", "rules.yaml", "-o", "out/{kind}.arrows")
        self.assertEqual(run.code, 0, run.err)
        self.assertEqual([path.name for path in (self.folder / "out").iterdir()], ["qa.arrows"])
        (self.folder / "qa.arrows").write_text(site.url("/q/1") + "\n")
        run = self.fetch("--urls", "qa.arrows", "-o", "{kind}.arrows")
        self.assertEqual(run.code, 2)
        self.assertIn("is one of the lists of addresses", run.err)

    def test_are_made_of_urls_by_convert_too(self):
        site = self.site()
        done = subprocess.run([PROGRAM, "convert", site.url("/q/1"), site.url("/q/999"), site.url("/q/2"), "--rules",
                               "rules.yaml", "--to", "jsonl", "--allow-private"], cwd=self.folder, capture_output=True,
                              timeout=TIMEOUT, env=ENVIRONMENT)
        self.assertEqual(done.returncode, 6, done.stderr.decode())
        records = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual([record["url"] for record in records], [site.url("/q/1"), site.url("/q/2")])
        self.assertEqual(site.requests()[0]["path"], "/robots.txt")

    def test_are_cut_short_by_ctrl_c_and_whole(self):
        site = self.site(settings={"*": {"slow": 0.2, "questions": 200}})
        urls = self.folder / "urls"
        urls.write_text("".join(site.url(f"/q/{n}") + "\n" for n in range(1, 200)))
        running = subprocess.Popen([PROGRAM, "fetch", "--urls", urls, "-o", "out.jsonl", "--delay", "0", "--allow-private",
                                    "--rules", "rules.yaml"], cwd=self.folder, stderr=subprocess.PIPE, env=ENVIRONMENT)
        while len(site.requests()) < 4:
            time.sleep(0.05)
        began = time.monotonic()
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=TIMEOUT)
        self.assertLess(time.monotonic() - began, 10)
        self.assertEqual(running.returncode, 130)
        lines = (self.folder / "out.jsonl").read_text().splitlines()
        self.assertGreater(len(lines), 0)
        self.assertTrue(all(json.loads(line)["title"] for line in lines))


class Threads(Test):
    def whole(self, *arguments, rules=RULES, settings=None):
        site = self.site(settings={"*": {"answers_a_page": 2, "answers": 9, "robots": "", **(settings or {})}})
        (self.folder / "rules.yaml").write_text(rules)
        number = next(n for n in range(1, 20) if len(site_pages.question("127.0.0.1", n, {
            **site_pages.DEFAULTS, "answers": 9})["answers"]) >= 7)
        truth = site_pages.question("127.0.0.1", number, {**site_pages.DEFAULTS, "answers": 9})
        return self.fetch(site.url(f"/q/{number}"), "--rules", "rules.yaml", *arguments), truth, site

    def test_of_several_pages_become_one_record(self):
        for rules in (NEXT_RULES, RULES + "next: {any: ['.nowhere @href', 'a.next @href']}\n"):
            with self.subTest(rules=rules):
                run, truth, _ = self.whole("--follow-next", "--to", "jsonl", rules=rules)
                self.assertEqual(run.code, 0, run.err)
                [record] = run.records()
                self.assertEqual([answer["body"].split("\n")[0] for answer in record["answers"]],
                                 [answer["body"][0] for answer in truth["answers"]])
                self.assertEqual([answer["position"] for answer in record["answers"]],
                                 list(range(1, len(truth["answers"]) + 1)))

    def test_are_left_alone_without_the_flag_and_where_rules_say_otherwise(self):
        for arguments, rules in ([], NEXT_RULES), (["--follow-next"], RULES + "next: a.nowhere @href\n"):
            run, _, _ = self.whole("--to", "jsonl", *arguments, rules=rules)
            self.assertEqual(len(run.pages), 1)

    def test_whose_later_pages_are_listed_are_asked_for_once(self):
        site = self.site(settings={"*": {"answers_a_page": 2, "answers": 9, "robots": ""}})
        (self.folder / "rules.yaml").write_text(NEXT_RULES)
        settings = {**site_pages.DEFAULTS, "answers": 9}
        number = next(n for n in range(1, 20) if len(site_pages.question("127.0.0.1", n, settings)["answers"]) >= 7)
        first, second, third = (site.url(f"/q/{number}" + page) for page in ("", "?page=2", "?page=3"))
        for urls in (first, second, third), (third, first, second), (third, second, first):
            with self.subTest(urls=urls):
                before = len(site.requests())
                run = self.fetch(*urls, "--rules", "rules.yaml", "--follow-next", "--to", "jsonl")
                self.assertEqual(run.code, 0, run.err)
                asked = [entry for entry in site.requests()[before:] if entry["path"].startswith("/q/")]
                answers = site_pages.question("127.0.0.1", number, settings)["answers"]
                whole = max(run.records(), key=lambda record: len(record["answers"]))
                self.assertEqual([answer["body"].split("\n")[0] for answer in whole["answers"]],
                                 [answer["body"][0] for answer in answers])
                if urls[0] == first:
                    self.assertEqual(len(run.records()), 1)
                    self.assertEqual(len(asked), (len(answers) + 1) // 2)

    def test_that_miss_a_page_say_so(self):
        run, _, site = self.whole("--follow-next", "--to", "jsonl", rules=NEXT_RULES, settings={"robots": "User-agent: *\nDisallow: /*page=3\n"})
        self.assertEqual(run.code, 6)
        [record] = run.records()
        self.assertEqual(len(record["answers"]), 4)
        self.assertIn("incomplete", [warning["code"] for warning in record["warnings"]])


class Lists(Test):
    def test_of_addresses_come_from_sitemaps_and_feeds(self):
        site = self.site(settings={"*": {"questions": 6}})
        wanted = [site.url(f"/q/{n}") for n in range(1, 7)]
        for arguments in (["--sitemap", site.url("/sitemap.xml")], ["--feed", site.url("/feed.rss")],
                          ["--feed", site.url("/feed.atom")]):
            with self.subTest(arguments=arguments):
                run = self.fetch(*arguments, "--to", "jsonl")
                self.assertEqual(run.code, 0, run.err)
                self.assertEqual([record["url"] for record in run.records()], wanted)

    def test_are_filtered_and_limited_and_name_each_page_once(self):
        site = self.site(settings={"*": {"questions": 6}})
        (self.folder / "urls").write_text(f"# a list\n\n{site.url('/q/1')}\n{site.url('/q/1')}#again\n{site.url('/q/2')}\r\n")
        run = self.fetch("--urls", "urls", "--to", "jsonl")
        self.assertEqual(list(run.pages), [site.url("/q/1"), site.url("/q/2")])
        run = self.fetch("--sitemap", site.url("/sitemap.xml"), "--include", "*/q/*", "--exclude", "re:/q/[24]$",
                         "--limit", "3", "--to", "jsonl")
        self.assertEqual(list(run.pages), [site.url(f"/q/{n}") for n in (1, 3, 5)])

    def test_that_are_none_are_told(self):
        site = self.site()
        run = self.fetch("--sitemap", site.url("/nothing.xml"), site.url("/q/1"), "--to", "jsonl")
        self.assertEqual(run.code, 6)
        self.assertEqual(len(run.records()), 1)
        self.assertIn("nothing.xml", run.err)


class Politeness(Test):
    def test_is_proved_by_the_log_of_the_server(self):
        crawl_delay = {"127.0.0.1": 0.3, "127.0.0.2": 0.15}
        settings = {host: {"robots": f"User-agent: *\nDisallow: /private/\nCrawl-delay: {delay}\n"}
                    for host, delay in crawl_delay.items()}
        settings["*"] = {"questions": 100}
        site = self.site(hosts=20, settings=settings)
        urls = [site.url(f"/q/{n}", host) for host in range(20) for n in range(1, (20 if host < 2 else 55))]
        (self.folder / "urls").write_text("\n".join(urls + [site.url("/private/1", host) for host in range(20)]))
        run = self.fetch("--urls", "urls", "--to", "jsonl", "--concurrency", "20", delay="50ms")
        entries = site.entries()
        requests = [entry for entry in entries if entry["event"] == "request"]
        self.assertGreaterEqual(len(requests), 1000)
        faults = impoliteness(entries, lambda host: max(0.05, crawl_delay.get(host, 0)), tolerance=0.002)
        faults += [f"{entry['host']}: {entry['path']}" for entry in requests if entry["path"].startswith("/private")]
        self.assertEqual(faults, [])
        self.assertEqual(sum(entry["path"] == "/robots.txt" for entry in requests), 20)
        self.assertEqual(run.done["outcomes"], {"ok": len(urls), "refused_robots": 20})
        figure("politeness", f"0 violations in {len(requests)} requests to 20 hosts in {run.seconds:.0f} s")

    def test_calls_itself_by_its_name(self):
        site = self.site(settings={"*": {"robots": "User-agent: clinic-dataset\nDisallow: /q/1\n"}})
        run = self.fetch(site.url("/q/1"), site.url("/q/2"), "--agent", "clinic-dataset (mail@clinic.example)", "--to",
                         "jsonl", "--header", "Accept-Language: en")
        self.assertEqual(run.outcome(site.url("/q/1")), "refused_robots")
        self.assertEqual(run.pages[site.url("/q/1")]["robots"], "line 2, Disallow: /q/1")
        request = site.requests("/q/2")[0]
        self.assertEqual(request["agent"], "clinic-dataset (mail@clinic.example)")
        self.assertEqual(request["headers"]["accept-language"], "en")

    def test_obeys_a_robots_txt_that_cannot_be_had(self):
        for status, outcome, asked in [(404, "ok", 1), (403, "ok", 1), (500, "refused_robots", 0), (429, "refused_robots", 0)]:
            with self.subTest(status=status):
                site = self.site(settings={"*": {"robots_status": status}})
                run = self.fetch(site.url("/q/1"), "--to", "jsonl", "--retries", "0")
                self.assertEqual(run.outcome(site.url("/q/1")), outcome)
                self.assertEqual(len(site.requests("/q/1")), asked)

    def test_waits_as_long_as_a_server_says(self):
        site = self.site()
        url = site.url("/fault/status?code=503&times=1&after=3")
        run = self.fetch(url, "--to", "jsonl")
        self.assertEqual(run.outcome(url), "ok")
        first, second = site.requests("/fault/status")
        self.assertGreaterEqual(second["began"] - first["ended"], 3)

    def test_does_not_storm_back(self):
        site = self.site(settings={"*": {"storm": {"status": 429, "times": 1000}}})
        urls = [site.url(f"/q/{n}") for n in range(1, 21)]
        running = subprocess.Popen([PROGRAM, "fetch", *urls, "--to", "jsonl", "--delay", "0", "--allow-private"],
                                   cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
        time.sleep(25)
        running.send_signal(signal.SIGINT)
        running.wait(timeout=TIMEOUT)
        began = [entry["began"] for entry in site.requests() if entry["path"] != "/robots.txt"]
        self.assertLessEqual(len(began), 4)
        self.assertTrue(all(later - earlier >= 9.9 for earlier, later in zip(began, began[1:])), began)
        figure("a storm of 429, 25 s", f"{len(began)} requests of 20 pages were made")


class Trouble(Test):
    def test_of_every_kind_has_its_name_and_leaves_the_others_alone(self):
        site = self.site()
        wanted = {"/q/1": "ok", "/q/999": "http_error", "/fault/truncate": "truncated", "/fault/chunks?bad": "bad_response",
                  "/fault/garbage": "bad_response", "/fault/close": "connect", "/fault/loop": "redirect_loop",
                  "/fault/chain?n=10": "ok", "/fault/chain?n=11": "too_many_redirects",
                  "/fault/redirect?to=ftp://127.0.0.1/": "refused_url", "/fault/wrong-coding": "bad_coding",
                  "/fault/bomb?coding=br&size=1000000000": "too_large", "/fault/large?size=20000000": "too_large",
                  "/fault/headers?count=3000": "too_large",
                  "/fault/headers?count=1&size=150000": "too_large", "/fault/captcha": "blocked", "/fault/captcha?code=403": "blocked",
                  "/fault/script-only": "blocked", "/fault/login": "blocked", "/fault/cookie": "ok",
                  "/private/x": "refused_robots", "/fault/coded?coding=zstd": "ok", "/fault/stall": "too_slow"}
        wanted.pop("/fault/stall")  # 20 s: transport_test.py has it
        urls = {site.url(path): outcome for path, outcome in wanted.items()}
        for arguments in (["--to", "jsonl"], ["-o", "pages/"]):
            with self.subTest(arguments=arguments):
                run = self.fetch(*urls, *arguments, "--retries", "0")
                self.assertEqual(run.code, 6)
                self.assertEqual({url: page["outcome"] for url, page in run.pages.items()}, urls)

    def test_that_passes_is_tried_again(self):
        site = self.site()
        url = site.url("/fault/close?times=2")
        run = self.fetch(url, "--to", "jsonl")
        self.assertEqual(run.outcome(url), "ok", run.err)
        # Where a connection that is used again turns out to be closed, libcurl asks once more by itself.
        self.assertEqual(len(site.requests("/fault/close")), 3)

    def test_of_one_server_does_not_slow_the_others(self):
        def slowest(faulty):
            site = self.site(hosts=6, settings={"*": {"questions": 60}})
            urls = [site.url(f"/q/{n}", host) for n in range(1, 50) for host in range(1, 6)]
            if faulty:
                urls = [site.url("/fault/trickle?rate=50&total=1000", 0), site.url("/fault/stall", 0)] + urls
            (self.folder / "urls").write_text("\n".join(urls))
            run = self.fetch("--urls", "urls", "-o", "out/", "--timeout", "5s", "--retries", "0", delay="20ms")
            times = sorted(page["milliseconds"]["total"] for url, page in run.pages.items() if "/q/" in url)
            self.assertEqual(len(times), 245)
            began = [entry["began"] for entry in site.requests() if entry["path"].startswith("/q/")]
            return times[len(times) * 95 // 100], max(began) - min(began)

        (alone, alone_took), (beside, beside_took) = slowest(False), slowest(True)
        figure("245 pages of 5 hosts beside a server that trickles and stalls",
               f"p95 {alone} ms without it, {beside} ms with it; all done in {alone_took:.1f} s and {beside_took:.1f} s")
        # Times on a shared machine: a request that waited for the slow server would take seconds.
        self.assertLess(beside, max(alone * 1.1, alone + 100))
        self.assertLess(beside_took, alone_took * 1.5 + 1)

    def test_of_addresses_inside(self):
        site = self.site()
        run = self.fetch(site.url("/q/1"), site.url("/q/1", "localhost"), "--to", "jsonl", private=False)
        self.assertEqual([page["outcome"] for page in run.pages.values()], ["refused_address"] * 2, run.err)
        self.assertEqual(run.code, 6)
        self.assertEqual(site.connections(), [])


class Archives(Test):
    def records_of(self, path):
        try:
            from warcio.archiveiterator import ArchiveIterator
        except ImportError:
            self.skipTest("no warcio from PyPI")
        with open(path, "rb") as file:
            return [(record.rec_type, record.rec_headers.get_header("WARC-Target-URI"),
                     record.raw_stream.read() if record.rec_type != "warcinfo" else b"",
                     record.http_headers) for record in ArchiveIterator(file, no_record_parse=False)]

    def test_keep_what_came_over_the_wire(self):
        site = self.site()
        urls = [site.url("/q/1"), site.url("/fault/coded?coding=gzip"), site.url("/fault/redirect?to=/q/2")]
        run = self.fetch(*urls, "-o", "all.warc.gz")
        self.assertEqual(run.code, 0, run.err)
        kept = self.records_of(self.folder / "all.warc.gz")
        responses = {url: (body, headers) for kind, url, body, headers in kept if kind == "response"}
        self.assertEqual(list(responses), [site.url("/robots.txt"), *urls, site.url("/q/2")])
        self.assertEqual(collections.Counter(kind for kind, *_ in kept)["request"], len(responses))
        body, headers = responses[urls[1]]
        self.assertTrue(body.startswith(b"\x1f\x8b"))
        self.assertEqual(headers.get_header("content-encoding"), "gzip")
        self.assertEqual(responses[urls[2]][1].get_statuscode(), "302")
        again = subprocess.run([PROGRAM, "convert", "all.warc.gz", "--to", "jsonl", "--rules", "rules.yaml"],
                               cwd=self.folder, capture_output=True, timeout=TIMEOUT)
        titles = [json.loads(line)["title"] for line in again.stdout.splitlines()]
        self.assertIn(site_pages.question("127.0.0.1", 2, site_pages.DEFAULTS)["title"], titles)

    def test_stand_beside_records(self):
        site = self.site()
        run = self.fetch(site.url("/q/1"), "--warc", "all.warc.gz", "--rules", "rules.yaml", "--to", "jsonl")
        self.assertEqual(len(run.records()), 1)
        self.assertIn(site.url("/q/1"), [url for _, url, *_ in self.records_of(self.folder / "all.warc.gz")])


class Folders(Test):
    def test_hold_the_pages_and_an_index(self):
        site = self.site()
        run = self.fetch(site.url("/q/1"), site.url("/q/2"), site.url("/q/999"), "-o", "pages/")
        self.assertEqual(run.code, 6)
        lines = [json.loads(line) for line in (self.folder / "pages" / "index.jsonl").read_text().splitlines()]
        self.assertEqual({line["url"] for line in lines}, {site.url("/q/1"), site.url("/q/2")})
        for line in lines:
            page = (self.folder / "pages" / line["file"]).read_text()
            number = int(line["url"].rsplit("/", 1)[1])
            self.assertEqual(page, site_pages.question_page("127.0.0.1", number, 1, site_pages.DEFAULTS))
            self.assertTrue(line["etag"])

    def test_keep_their_pages_when_they_are_fetched_into_again(self):
        site = self.site()
        for number in (1, 2):
            self.assertEqual(self.fetch(site.url(f"/q/{number}"), "-o", "pages").code if number > 1 else
                             self.fetch(site.url("/q/1"), "-o", "pages/").code, 0)
        lines = [json.loads(line) for line in (self.folder / "pages" / "index.jsonl").read_text().splitlines()]
        self.assertEqual([line["url"] for line in lines], [site.url("/q/1"), site.url("/q/2")])
        self.assertEqual([line["file"][:7] for line in lines], ["000001-", "000002-"])
        for line in lines:
            self.assertTrue((self.folder / "pages" / line["file"]).exists())

    def test_have_an_index_of_what_came_where_the_run_is_killed(self):
        site = self.site(settings={"*": {"slow": 0.1}})
        urls = [site.url(f"/q/{number}") for number in range(1, 21)]
        command = [PROGRAM, "fetch", *urls, "--delay", "0", "--allow-private", "--quiet", "-o", "pages/"]
        run = subprocess.Popen(command, cwd=self.folder, env=ENVIRONMENT, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while len(list((self.folder / "pages").glob("*.html"))) < 5 and time.monotonic() < deadline:
            time.sleep(0.01)
        run.kill()
        run.wait()
        files = sorted(path.name for path in (self.folder / "pages").glob("*.html"))
        self.assertGreaterEqual(len(files), 5)
        self.assertLess(len(files), 20)
        lines = [json.loads(line) for line in (self.folder / "pages" / "index.jsonl").read_text().splitlines()]
        self.assertLessEqual({line["file"] for line in lines}, set(files))
        self.assertGreaterEqual(len(lines), len(files) - 1)  # the last one may have been cut off before its line
        self.assertEqual(self.fetch(*urls[:2], "-o", "pages/").code, 0)
        again = [json.loads(line) for line in (self.folder / "pages" / "index.jsonl").read_text().splitlines()]
        self.assertEqual(again[:-2], lines)
        self.assertEqual(len({line["file"] for line in again}), len(again))

    def test_give_their_records_addresses_and_times(self):
        site = self.site()
        self.fetch(site.url("/q/1"), "-o", "pages/")
        index = json.loads((self.folder / "pages" / "index.jsonl").read_text())
        for pages in ("pages", f"pages/{index['file']}"):
            done = subprocess.run([PROGRAM, "convert", pages, "--rules", "rules.yaml", "--to", "jsonl"], cwd=self.folder,
                                  capture_output=True, timeout=TIMEOUT)
            self.assertEqual(done.returncode, 0, done.stderr)
            record = json.loads(done.stdout)
            self.assertEqual(record["source"]["url"], site.url("/q/1"))
            self.assertEqual(record["source"]["captured"], index["fetched"])


class OldOutputs(Test):
    def test_stay_where_there_is_no_record(self):
        site = self.site()
        (self.folder / "empty").write_text("")
        for code, *arguments in ((6, "--sitemap", site.url("/nothing.xml")), (6, "--sitemap", site.url("/q/1")),
                                 (0, site.url("/q/1"), "--include", "*/nothing/*"), (0, "--urls", "empty")):
            with self.subTest(arguments=arguments):
                (self.folder / "old.jsonl").write_text("old and good\n")
                run = self.fetch(*arguments, "-o", "old.jsonl")
                self.assertEqual(run.code, code, run.err)
                self.assertEqual((self.folder / "old.jsonl").read_text(), "old and good\n")
                self.assertIn("old.jsonl is not written", run.err)

    def test_that_the_run_reads_are_not_overwritten(self):
        (self.folder / "urls.jsonl").write_text("http://127.0.0.1:1/\n")
        for arguments in (["--urls", "urls.jsonl", "-o", "./urls.jsonl"],
                          ["http://127.0.0.1:1/", "--rules", "rules.yaml", "-o", "./rules.yaml"]):
            before = (self.folder / arguments[-1]).read_text()
            self.assertEqual(self.fetch(*arguments).code, 2)
            self.assertEqual((self.folder / arguments[-1]).read_text(), before)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
