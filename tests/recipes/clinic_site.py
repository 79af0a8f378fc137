"""http://clinic.example, the site of the recipes: the HTML pages of seeds/, an index with links to them, and a sitemap.

It answers as a proxy does, so that commands on the pages can name the site by its own name: `with Site() as proxy:` gives
the address for `http_proxy`. Every other host is unknown to it, so no test asks the network by accident.

Tested by tests/recipes/runner_test.py.
"""

import collections
import http.server
import itertools
import pathlib
import threading
import urllib.parse

HOST = "clinic.example"
SEEDS = pathlib.Path(__file__).resolve().parents[2] / "seeds"


def pages():
    """The bodies by their paths."""
    types = itertools.cycle(["text/html; charset=utf-8", "text/html"])  # some servers say the encoding
    found = {f"/questions/{page.stem}": (next(types), page.read_bytes()) for page in sorted(SEEDS.glob("*.html"))}
    links = "".join(f'<li><a href="{path}">{path[11:]}</a></li>' for path in found)
    entries = "".join(f"<url><loc>http://{HOST}{path}</loc></url>" for path in found)
    found["/"] = ("text/html", f"<!DOCTYPE html><title>Questions</title><ul>{links}</ul>".encode())
    sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
    found["/sitemap.xml"] = ("application/xml", sitemap.encode())
    return found


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        address = urllib.parse.urlsplit(self.path)
        media, body = "text/plain", b"there is no such page"
        status = 404 if address.hostname == HOST else 502
        site = self.server.site
        if address.hostname == HOST and site.failing[address.path] > 0:
            site.failing[address.path] -= 1
        elif address.hostname == HOST and address.path in site.pages:
            status, (media, body) = 200, site.pages[address.path]
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Site:
    def __init__(self):
        self.pages = pages()
        self.failing = collections.Counter()  # how often a path is still answered with 404

    def __enter__(self):
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.site = self
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}"

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
