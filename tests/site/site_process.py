"""The test site as a process of a test, and what its log proves.

    with SiteProcess(hosts=3, settings={"*": {"questions": 5}}) as site:
        subprocess.run([PROGRAM, "fetch", site.url("/q/1"), "--allow-private"])
        site.requests()      # the requests so far, in order
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.request

import certificates

HERE = pathlib.Path(__file__).resolve().parent


def addresses(hosts):
    """Loopback addresses, one a host: 127.0.0.1 …, 250 in each of 127.0.0.*, 127.0.1.* …"""
    return [f"127.0.{n // 250}.{n % 250 + 1}" for n in range(hosts)]


class SiteProcess:
    def __init__(self, hosts=1, settings=None, tls=None, http2=False, program="test_site.py", **more):
        self.scratch = tempfile.TemporaryDirectory(prefix="thresh-site-")
        self.folder = pathlib.Path(self.scratch.name)
        self.addresses = addresses(hosts)
        self.scheme = "https" if tls else "http"
        config = {"addresses": self.addresses, "log": str(self.folder / "log.jsonl"), "settings": settings or {},
                  "http2": http2, **more}
        if tls:
            self.certificates = more.get("certificates") or certificates.make(self.folder / "tls")
            config["certificate"] = str(pathlib.Path(self.certificates) / f"{tls}.pem")
            config.pop("certificates", None)
        (self.folder / "config.json").write_text(json.dumps(config, default=str))
        self.process = subprocess.Popen([sys.executable, HERE / program, self.folder / "config.json"],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        ready = self.process.stdout.readline()
        if not ready:
            raise RuntimeError("the test site did not start")
        self.port = json.loads(ready)["port"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.process.stdin.close()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
        self.scratch.cleanup()

    def url(self, path, host=0):
        name = host if isinstance(host, str) else self.addresses[host]
        return f"{self.scheme}://{name}:{self.port}{path}"

    def change(self, host="*", **settings):
        """Changes the settings of a host while the site runs."""
        order = json.dumps({"host": host if isinstance(host, str) else self.addresses[host], "set": settings}).encode()
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        opener.open(urllib.request.Request(f"http://{self.addresses[0]}:{self.port}/~control", order), timeout=10).close()

    def entries(self):
        """What is in the log once nothing more comes: a client may have its answer before that is written down."""
        log, size = self.folder / "log.jsonl", -1
        while size != (now := log.stat().st_size):
            size = now
            time.sleep(0.05)
        with open(self.folder / "log.jsonl") as log:
            return [json.loads(line) for line in log]

    def requests(self, path=None):
        return [entry for entry in self.entries() if entry["event"] == "request" and path in (None, entry["path"])]

    def connections(self):
        return [entry for entry in self.entries() if entry["event"] == "open"]


def impoliteness(entries, gap, tolerance=0.01):
    """What in a log breaks the rules of politeness, as sentences: two requests of a host at once, two with less
    than `gap` seconds (a number, or a function of the host) from the end of one to the start of the next, a page asked for before robots.txt."""
    faults, last = [], {}
    for entry in sorted((e for e in entries if e["event"] == "request"), key=lambda e: e["began"]):
        host = entry["host"]
        before = last.get(host)
        if before is None and entry["path"] != "/robots.txt":
            faults.append(f"{host}: {entry['path']} was asked for before robots.txt")
        if before is not None:
            wanted = gap(host) if callable(gap) else gap
            if entry["began"] < before["ended"] - tolerance:
                faults.append(f"{host}: {entry['path']} began while {before['path']} was under way")
            if entry["began"] - before["ended"] < wanted - tolerance:
                faults.append(f"{host}: {entry['path']} came {entry['began'] - before['ended']:.3f} s after {before['path']}")
        last[host] = entry
    return faults
