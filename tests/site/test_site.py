#!/usr/bin/env python3
"""A test site on loopback addresses: question sites of the shape that real ones have, which misbehave on command.

One process, one thread, many hosts: every address given is listened to on one port, and the host that a request is for
is its Host header. What a host serves and how stands in its settings (site_pages.DEFAULTS); POST /~control changes them
while it runs: {"host": "127.0.0.2" (or "*"), "set": {"design": "v2"}}. Under /fault/NAME?… each response misbehaves in
one way (faults.py). Every request is a line of JSON in the log, with the connection it came on, the steady time at which
its head had come and at which its response was sent; connections have lines of their own.

usage: test_site.py CONFIG.json
  {"addresses": ["127.0.0.1", …], "port": 0, "log": "log.jsonl", "certificate": "good.pem" (else plain HTTP),
   "settings": {"*": {…}, "127.0.0.2": {…}}, "http2": false}
Prints {"port": N} when it is ready; ends with its standard input.
"""

import asyncio
import email.utils
import hashlib
import json
import socket
import ssl
import sys
import time
import urllib.parse

import faults
import site_pages

WEBSITE_BORN = 1_717_200_000  # seconds: what Last-Modified is counted from
REASONS = {200: "OK", 301: "Moved Permanently", 302: "Found", 304: "Not Modified", 404: "Not Found", 410: "Gone",
           429: "Too Many Requests", 503: "Service Unavailable"}


class Request:
    def __init__(self, head, connection):
        line, *fields = head.decode("latin-1").split("\r\n")
        self.method, self.target, self.protocol = line.split(" ", 2)
        self.headers = {}
        for field in fields:
            name, _, value = field.partition(":")
            self.headers[name.strip().lower()] = value.strip()
        if self.target.startswith("http://"):  # as a proxy gets it
            parts = urllib.parse.urlsplit(self.target)
            self.headers.setdefault("host", parts.netloc)
            self.target = urllib.parse.urlunsplit(("", "", parts.path or "/", parts.query, ""))
        parts = urllib.parse.urlsplit(self.target)
        self.path = parts.path
        self.query = dict(urllib.parse.parse_qsl(parts.query, keep_blank_values=True))
        self.authority = self.headers.get("host", "")
        self.host = self.authority.rsplit(":", 1)[0]
        self.body = b""
        self.connection = connection
        self.scheme = connection.site.scheme

    @property
    def base(self):
        return f"{self.scheme}://{self.authority}"


class Site:
    def __init__(self, config):
        self.settings = {}
        self.overrides = config.get("settings", {})
        self.scheme = "https" if config.get("certificate") else "http"
        self.log_file = open(config["log"], "a", buffering=1) if config.get("log") else None
        self.connections = 0
        self.counts = {}

    def settings_of(self, host):
        if host not in self.settings:
            self.settings[host] = {**site_pages.DEFAULTS, **self.overrides.get("*", {}), **self.overrides.get(host, {})}
        return self.settings[host]

    def control(self, order):
        host, change = order["host"], order["set"]
        if host == "*":
            self.overrides.setdefault("*", {}).update(change)
            for settings in self.settings.values():
                settings.update(change)
        else:
            self.settings_of(host).update(change)

    def log(self, **entry):
        if self.log_file:
            self.log_file.write(json.dumps(entry) + "\n")

    def count(self, key):
        """How often this was asked before."""
        before = self.counts.get(key, 0)
        self.counts[key] = before + 1
        return before

    def answer(self, request):
        """(status, headers, body) of a request for an ordinary page."""
        settings = self.settings_of(request.host)
        storm = settings["storm"]
        if storm and storm["times"] > 0 and request.path != "/robots.txt":
            settings["storm"] = {**storm, "times": storm["times"] - 1}
            wait = [("Retry-After", str(storm["retry_after"]))] if storm.get("retry_after") is not None else []
            return storm["status"], wait, b"come back later\n"
        if request.path == "/robots.txt":
            status = settings["robots_status"]
            return status, [("Content-Type", "text/plain")], settings["robots"].encode() if status == 200 else b""
        if request.path.startswith("/q/") and request.path[3:] in settings["moved"]:
            return 301, [("Location", f"/q/{settings['moved'][request.path[3:]]}")], b""
        kind, body, version = self.resource(request, settings)
        if body is None:
            return version, [("Content-Type", "text/html")], b"<!DOCTYPE html><title>Gone</title><p>There is no such page.</p>"
        headers = [("Content-Type", kind)]
        if settings["validators"] and version:
            etag = hashlib.sha256(body).hexdigest()[:16] if settings["etags"] == "content" else "1"
            etag = f'"{etag}"'
            headers += [("ETag", etag), ("Last-Modified", email.utils.formatdate(WEBSITE_BORN, usegmt=True))]
            if request.headers.get("if-none-match") == etag:
                return 304, headers, b""
        return 200, headers, body

    def resource(self, request, settings):
        """(content type, body, version); no body: (None, None, status)."""
        path, page = request.path, int(request.query.get("page", "1") or 1)
        if path.startswith("/q/") and path[3:].isdigit():
            number = int(path[3:])
            if number in settings["removed"]:
                return None, None, settings["removed_status"]
            if 1 <= number <= settings["questions"]:
                text = site_pages.question_page(request.host, number, page, settings)
                return ("text/html; charset=utf-8", text.encode(), "v") if text else (None, None, 404)
        elif path in ("/", "/questions"):
            text = site_pages.listing_page(page, settings)
            return ("text/html; charset=utf-8", text.encode(), "v") if text else (None, None, 404)
        elif path == "/sitemap.xml":
            return "application/xml", site_pages.sitemap_index(request.base).encode(), "v"
        elif path == "/sitemap-questions-1.xml.gz":
            return "application/gzip", site_pages.sitemap_gz(request.base, 1, settings), "v"
        elif path == "/sitemap-questions-2.xml":
            return "application/xml", site_pages.sitemap(request.base, 2, settings).encode(), "v"
        elif path == "/feed.rss":
            return "application/rss+xml", site_pages.rss(request.base, settings).encode(), "v"
        elif path == "/feed.atom":
            return "application/atom+xml", site_pages.atom(request.base, settings).encode(), "v"
        elif path == "/hook":
            return "text/plain", b"thank you\n", ""
        elif path.startswith("/private/"):
            return "text/html", b"<p>Nobody who is polite reads this.</p>", ""
        return None, None, 404


class Connection:
    """One TCP connection: its requests, one after the other."""

    def __init__(self, site, reader, writer):
        self.site, self.reader, self.writer = site, reader, writer
        site.connections += 1
        self.number = site.connections
        self.address = writer.get_extra_info("sockname")[0]
        self.sent = 0

    async def run(self):
        self.site.log(event="open", connection=self.number, address=self.address, at=time.monotonic())
        try:
            while await self.one():
                pass
        except asyncio.CancelledError:
            pass  # the site ends
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ssl.SSLError, ValueError):
            pass
        finally:
            self.site.log(event="close", connection=self.number, at=time.monotonic())
            self.writer.close()

    async def one(self):
        """Reads and answers a request; whether there may be another."""
        head = await self.reader.readuntil(b"\r\n\r\n")
        request = Request(head[:-4], self)
        length = int(request.headers.get("content-length", "0"))
        request.body = await self.reader.readexactly(length) if length else b""
        if request.path == "/~control":
            self.site.control(json.loads(request.body))
            return await self.respond(204, [], b"")
        entry = {"event": "request", "connection": self.number, "address": self.address, "host": request.host,
                 "method": request.method, "path": request.path, "target": request.target,
                 "agent": request.headers.get("user-agent", ""), "headers": request.headers, "began": time.monotonic()}
        if request.body:
            entry["body"] = request.body.decode("utf-8", "replace")
        self.sent, self.status, self.wrote = 0, 0, time.monotonic()
        try:
            if request.path.startswith("/fault/"):
                again = await faults.misbehave(self, request)
            else:
                settings = self.site.settings_of(request.host)
                if settings["slow"]:
                    await asyncio.sleep(settings["slow"])
                status, headers, body = self.site.answer(request)
                again = await self.respond(status, headers, body, request)
            return again and request.headers.get("connection", "").lower() != "close"
        finally:
            # When the last bytes were handed over: on a busy machine the client has them before this line is reached.
            self.site.log(**entry, ended=self.wrote, status=self.status, sent=self.sent)

    async def respond(self, status, headers, body, request=None):
        head = f"HTTP/1.1 {status} {REASONS.get(status, 'Whatever')}\r\n"
        names = {name.lower() for name, _ in headers}
        if "content-length" not in names and status not in (204, 304):
            headers = [*headers, ("Content-Length", str(len(body)))]
        head += "".join(f"{name}: {value}\r\n" for name, value in headers) + "\r\n"
        self.status = status
        if request is not None and request.method == "HEAD":
            body = b""
        await self.send(head.encode("latin-1") + body)
        return True

    async def send(self, data):
        self.sent += len(data)
        self.wrote = time.monotonic()
        self.writer.write(data)
        await self.writer.drain()


def listening(addresses, port):
    """A listening socket for each address, all on one port; with port 0 one that is free on all of them."""
    for _ in range(50):
        sockets = []
        try:
            for address in addresses:
                one = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
                sockets.append(one)
                one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                one.bind((address, sockets[0].getsockname()[1] if len(sockets) > 1 else port))
                one.listen(256)
            return sockets
        except OSError:
            for one in sockets:
                one.close()
            if port:
                raise
    raise OSError("no port is free on all addresses")


async def main(config):
    site = Site(config)
    context = None
    if config.get("certificate"):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(config["certificate"])
        if config.get("http2"):
            context.set_alpn_protocols(["h2", "http/1.1"])

    async def serve(reader, writer):
        tls = writer.get_extra_info("ssl_object")
        if tls is not None and tls.selected_alpn_protocol() == "h2":
            import http2_connection
            await http2_connection.run(site, reader, writer)
        else:
            await Connection(site, reader, writer).run()

    sockets = listening(config["addresses"], config.get("port", 0))
    servers = [await asyncio.start_server(serve, sock=one, ssl=context, limit=1 << 20) for one in sockets]
    print(json.dumps({"port": sockets[0].getsockname()[1]}), flush=True)
    ended = asyncio.Event()
    asyncio.get_running_loop().add_reader(sys.stdin, lambda: sys.stdin.read(1) or ended.set())
    await ended.wait()
    for server in servers:
        server.close()


if __name__ == "__main__":
    with open(sys.argv[1]) as file:
        asyncio.run(main(json.load(file)))
