#!/usr/bin/env python3
"""The transport against servers that misbehave: each ends in its own fate, within its time and memory, and the server
after it is none the worse.

Prints the measured figures that docs/reliability.md shows, as lines that begin with "FIGURE".

usage: transport_test.py PROBE [-v]
"""

import pathlib
import socket
import subprocess
import sys
import threading
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "site"))
import certificates  # noqa: E402
from site_process import SiteProcess  # noqa: E402

PROBE = pathlib.Path(sys.argv[1]).resolve()
TIMEOUT = 120  # seconds
MEGABYTE = 1 << 20
GIGABYTE = 1 << 30


def figure(what, value):
    print(f"FIGURE {what}: {value}")


class Probe:
    """The probe, running, so that its connections stay open from one request to the next."""

    def __init__(self, *options):
        self.process = subprocess.Popen([PROBE, *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(timeout=TIMEOUT)
        self.process.stdout.close()

    def ask(self, url, *resolve):
        self.process.stdin.write(" ".join([url, *resolve]) + "\n")
        self.process.stdin.flush()
        words = self.process.stdout.readline().rstrip("\n").split("\t")
        return Answer(*words)


class Answer:
    def __init__(self, fate, status="0", body="0", wire="0", protocol="", reused="0", took="0", memory="0", message=""):
        self.fate, self.status, self.body, self.wire = fate, int(status), int(body), int(wire)
        self.protocol, self.reused, self.took, self.memory = protocol, reused == "1", int(took), int(memory)
        self.message = message

    def __repr__(self):
        return f"{self.fate} {self.status} {self.body} {self.took} ms {self.memory} MB {self.message}"


class TheTransport(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = SiteProcess(hosts=3)
        cls.addClassCleanup(cls.site.close)

    def fault(self, name, host=0):
        return self.site.url(f"/fault/{name}", host)

    def fate(self, name, *options):
        """What a fault ends in, and that the same transport gets the next page."""
        with Probe("private=1", *options) as probe:
            answer = probe.ask(self.fault(name))
            after = probe.ask(self.site.url("/q/1"))
            self.assertEqual((after.fate, after.status), ("ok", 200), f"after {name}: {answer}")
        return answer

    def test_gets_pages(self):
        for name, size in [("interim", 5251), ("chunks", 5251), ("no-length", 5251), ("large?size=3000000", 3000003)]:
            with self.subTest(fault=name):
                answer = self.fate(name)
                self.assertEqual((answer.fate, answer.status, answer.body), ("ok", 200, size))

    def test_uses_a_connection_again(self):
        with Probe("private=1") as probe:
            self.assertFalse(probe.ask(self.site.url("/q/1", 2)).reused)
            self.assertTrue(probe.ask(self.site.url("/q/2", 2)).reused)

    def test_knows_a_body_that_breaks_off(self):
        for name in ("truncate", "chunks?cut"):
            with self.subTest(fault=name):
                self.assertEqual(self.fate(name).fate, "truncated")

    def test_does_not_take_the_rest_of_a_body_for_the_next_response(self):
        with Probe("private=1") as probe:
            first = probe.ask(self.fault("overlong"))
            self.assertEqual((first.fate, first.body), ("ok", 100))
            second = probe.ask(self.site.url("/q/1"))
            self.assertEqual(second.fate, "ok")
            self.assertGreater(second.body, 1000)

    def test_leaves_a_connection_on_which_more_comes_after_the_response(self):
        with Probe("private=1") as probe:
            for _ in range(5):
                self.assertEqual(probe.ask(self.fault("overlong?late")).fate, "ok")
                time.sleep(0.1)
                second = probe.ask(self.site.url("/q/1"))
                self.assertEqual((second.fate, second.reused), ("ok", False))
                self.assertGreater(second.body, 1000)

    def test_knows_what_is_no_response(self):
        self.assertEqual(self.fate("garbage").fate, "bad_response")
        self.assertEqual(self.fate("chunks?bad").fate, "bad_response")
        self.assertEqual(self.fate("close").fate, "connect")

    def test_gives_statuses_their_fate(self):
        self.assertEqual(self.fate("status?code=404").fate, "http_error")
        self.assertEqual(self.fate("status?code=410").status, 410)
        self.assertEqual(self.fate("chain?n=3").fate, "redirect")

    def test_undoes_codings(self):
        for coding in ("gzip", "deflate", "br", "zstd", "gzip,%20gzip"):
            with self.subTest(coding=coding):
                answer = self.fate(f"coded?coding={coding}&size=100000", "keep=1")
                self.assertEqual((answer.fate, answer.body), ("ok", 100_000))
                self.assertLess(answer.wire, 5000)

    def test_knows_codings_that_are_damaged_or_none(self):
        for name in ("wrong-coding", "wrong-coding?coding=br", "wrong-coding?coding=zstd", "wrong-coding?coding=lzma",
                     "coded?coding=gzip&cut", "coded?coding=br&cut&size=60000000"):
            with self.subTest(fault=name):
                self.assertEqual(self.fate(name, f"body={64 * MEGABYTE}").fate, "bad_coding")

    def test_stops_a_bomb_at_the_limit(self):
        limit = 4 * MEGABYTE
        # The thread sanitizer keeps a shadow of all memory beside it.
        room = (128 if b"__tsan_init" in PROBE.read_bytes() else 64) * MEGABYTE
        with Probe("private=1", f"body={limit}") as probe:
            base = probe.ask(self.site.url("/q/1")).memory
        for coding in ("gzip", "deflate", "br", "zstd", "gzip,%20gzip"):
            for size in (10 * MEGABYTE, 10 * GIGABYTE if coding in ("br", "zstd") else 2 * GIGABYTE):
                if coding == "deflate":
                    size = min(size, 200 * MEGABYTE)
                with self.subTest(coding=coding, size=size), Probe("private=1", f"body={limit}") as probe:
                    answer = probe.ask(self.fault(f"bomb?coding={coding}&size={size}"))
                    self.assertEqual(answer.fate, "too_large", answer)
                    self.assertLessEqual(answer.body, limit + 64 * 1024)
                    grown = answer.memory - base
                    self.assertLessEqual(grown, (limit + room) / MEGABYTE)
                    figure(f"bomb, {coding.replace('%20', ' ')}, {size / MEGABYTE:.0f} MB, limit 4 MB",
                           f"{answer.body} bytes decoded, {grown} MB more memory, {answer.took} ms")
        answer = self.fate("large?size=9000000", f"body={limit}")
        self.assertEqual((answer.fate, answer.body), ("too_large", 0), "its Content-Length says so")

    def test_stops_a_head_at_the_limit(self):
        answer = self.fate("headers?count=2000&size=1000")
        self.assertEqual(answer.fate, "too_large")
        self.assertEqual(self.fate("headers?count=100&size=1000").fate, "ok")

    def test_leaves_servers_that_are_slow(self):
        for name, options, fate, most in [
                ("trickle?rate=50", ["slow=2"], "too_slow", 8000), ("stall?after=100", ["slow=2"], "too_slow", 8000),
                ("stall?after=-1", ["slow=2"], "too_slow", 8000), ("stall?after=-1", ["total=1500"], "time_out", 4000),
                ("trickle?rate=5000", ["slow=2", "total=3000"], "time_out", 6000)]:
            with self.subTest(fault=name, options=options):
                answer = self.fate(name, *options)
                self.assertEqual(answer.fate, fate, answer)
                self.assertLess(answer.took, most)
                figure(f"{name} with {' '.join(options)}", f"{answer.fate} after {answer.took} ms")

    def test_leaves_a_server_that_does_not_accept(self):
        # A listening socket whose queue is full: SYN packets are dropped.
        full = socket.socket()
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        crowd = []
        for _ in range(3):
            one = socket.socket()
            one.setblocking(False)
            one.connect_ex(full.getsockname())
            crowd.append(one)
        time.sleep(0.2)
        with Probe("private=1", "connect=1500") as probe:
            answer = probe.ask(f"http://127.0.0.1:{full.getsockname()[1]}/")
        self.assertEqual(answer.fate, "time_out", answer)
        self.assertLess(answer.took, 4000)
        for one in [full, *crowd]:
            one.close()

    def test_knows_that_nobody_listens_and_that_there_is_no_such_host(self):
        closed = socket.socket()
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        closed.close()
        with Probe("private=1") as probe:
            self.assertEqual(probe.ask(f"http://127.0.0.1:{port}/").fate, "connect")
            self.assertEqual(probe.ask("http://no-such-host.invalid/").fate, "dns")


class TheGuard(unittest.TestCase):
    """No address that is not public is connected to: a server that counts its connections counts none."""

    def test_refuses_every_way_to_say_a_private_address(self):
        # Each is somewhere inside; nothing may be connected to, so nothing is.
        cases = ["127.0.0.1", "127.1", "0x7f.0.0.1", "0177.0.0.1", "2130706433", "0x7f000001", "127.0.0.53", "0.0.0.0", "0",
                 "10.0.0.1", "10.255.255.254", "172.16.0.1", "172.31.255.1", "192.168.1.1", "0xc0.0xa8.1.1", "3232235777",
                 "169.254.169.254", "0xa9fea9fe", "2852039166", "169.254.0.1", "100.64.0.1", "100.127.255.254", "192.0.0.8",
                 "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1",
                 "255.255.255.255", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]", "[::ffff:7f00:1]",
                 "[fe80::1]", "[fc00::1]", "[fd12:3456::1]", "[ff02::1]", "[64:ff9b::7f00:1]", "[64:ff9b::a00:1]",
                 "[2002:7f00:1::]", "[2002:a00:1::]", "[2001:db8::1]", "[100::1]", "localhost"]
        named = ["127.0.0.1", "10.0.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "[::1]", "[::ffff:127.0.0.1]",
                 "[fe80::1]", "[fd00::1]", "0.0.0.0", "172.20.1.1", "198.18.5.5", "[64:ff9b::7f00:1]"]
        refused = 0
        with SiteProcess(hosts=1) as site, Probe() as probe:
            for host in cases:
                with self.subTest(host=host):
                    answer = probe.ask(f"http://{host}:{site.port}/q/1")
                    self.assertEqual(answer.fate, "refused_address", answer)
                    refused += 1
            for number, address in enumerate(named):  # a name of the public kind that leads inside
                with self.subTest(name=address):
                    answer = probe.ask(f"http://n{number}.example:{site.port}/", f"n{number}.example:{site.port}:{address}")
                    self.assertEqual(answer.fate, "refused_address", answer)
                    refused += 1
            self.assertEqual(site.connections(), [])
        self.assertGreaterEqual(refused, 60)
        figure("addresses that are not public", f"{refused} cases refused, 0 connections made")

    def test_is_asked_for_each_connection_so_that_a_name_that_changes_gains_nothing(self):
        with SiteProcess(hosts=2) as site, Probe(f"public={site.addresses[1]}") as probe:
            name = f"flip.example:{site.port}"
            outside, inside = (f"{name}:{site.addresses[n]}" for n in (1, 0))
            first = probe.ask(f"http://{name}/fault/no-length", outside)  # the server closes the connection after it
            self.assertEqual(first.fate, "ok")
            second = probe.ask(f"http://{name}/q/1", "-" + name, inside)
            self.assertEqual(second.fate, "refused_address", second)
            self.assertEqual({entry["address"] for entry in site.connections()}, {site.addresses[1]})

    def test_goes_on_to_the_public_one_of_several_addresses(self):
        with SiteProcess(hosts=2) as site, Probe(f"public={site.addresses[1]}") as probe:
            answer = probe.ask(f"http://two.example:{site.port}/q/1",
                               f"two.example:{site.port}:{site.addresses[0]},{site.addresses[1]}")
            self.assertEqual(answer.fate, "ok", answer)
            self.assertEqual({entry["address"] for entry in site.connections()}, {site.addresses[1]})


class Tls(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        import tempfile
        cls.scratch = tempfile.TemporaryDirectory(prefix="thresh-tls-")
        cls.addClassCleanup(cls.scratch.cleanup)
        cls.folder = certificates.make(pathlib.Path(cls.scratch.name) / "tls")

    def fate(self, certificate, *options, host="site.test"):
        with SiteProcess(hosts=1, tls=certificate, certificates=self.folder) as site, Probe("private=1", *options) as probe:
            answer = probe.ask(f"https://{host}:{site.port}/q/1", f"{host}:{site.port}:127.0.0.1")
            self.assertEqual(len(site.requests()), 1 if answer.fate == "ok" else 0)
            return answer.fate

    def test_is_checked_always(self):
        trusted = f"cacert={self.folder / 'ca.pem'}"
        self.assertEqual(self.fate("good", trusted), "ok")
        self.assertEqual(self.fate("good"), "tls")  # an authority that nobody knows
        for certificate in ("expired", "wrong_host", "self_signed"):
            with self.subTest(certificate=certificate):
                self.assertEqual(self.fate(certificate, trusted), "tls")
        self.assertEqual(self.fate("good", trusted, host="site.elsewhere"), "tls")

    def test_speaks_http_2_where_the_server_does(self):
        try:
            import h2  # noqa: F401
        except ImportError:
            self.skipTest("no h2 from PyPI")
        with SiteProcess(hosts=1, tls="good", certificates=self.folder, http2=True) as site, \
                Probe("private=1", f"cacert={self.folder / 'ca.pem'}") as probe:
            for number in (1, 2):
                answer = probe.ask(f"https://site.test:{site.port}/q/{number}", f"site.test:{site.port}:127.0.0.1")
                self.assertEqual((answer.fate, answer.protocol), ("ok", "h2"))
            self.assertTrue(answer.reused)


class Proxies(unittest.TestCase):
    """The test site takes a request in a proxy's form for one of its own hosts: it stands for a proxy."""

    def test_are_used_and_local_names_are_not_handed_to_them(self):
        with SiteProcess(hosts=1) as site, Probe(f"proxy={site.url('')}") as probe:
            self.assertEqual(probe.ask("http://outside.example/q/1").fate, "ok")
            self.assertEqual(site.requests()[0]["target"], "/q/1")
            self.assertEqual(site.requests()[0]["host"], "outside.example")
            for host in ("localhost", "db.internal", "printer.local", "intranet"):
                self.assertEqual(probe.ask(f"http://{host}/").fate, "refused_address")
            self.assertEqual(len(site.requests()), 1)

    def test_that_speak_socks_are_handed_the_name(self):
        seen, listener = [], socket.create_server(("127.0.0.1", 0))

        def serve():
            one, _ = listener.accept()
            with one:
                one.recv(300)
                one.sendall(b"\x05\x00")
                request = one.recv(300)
                seen.append(request[5:5 + request[4]] if request[3] == 3 else request[3])
                one.sendall(b"\x05\x04\x00\x01\x00\x00\x00\x00\x00\x00")

        thread = threading.Thread(target=serve)
        thread.start()
        with Probe(f"proxy=socks5h://127.0.0.1:{listener.getsockname()[1]}") as probe:
            self.assertEqual(probe.ask("http://outside.example/").fate, "connect")
        thread.join()
        listener.close()
        self.assertEqual(seen, [b"outside.example"])


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
