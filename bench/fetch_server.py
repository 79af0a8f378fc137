"""Serves pages from memory to a benchmark: many loopback addresses on one port, HTTP/1.1, connections kept open.

As little work as Python can do for a request, so that two clients on one machine are slowed alike.

usage: fetch_server.py HOSTS PAGES.warc.gz   prints {"port": N, "pages": N, "bytes": …}, ends with standard input
"""

import asyncio
import gzip
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests" / "site"))
import site_process  # noqa: E402
import test_site  # noqa: E402

ROBOTS = b"User-agent: *\nDisallow: /private/\n"


def corpus(path):
    """The bodies of the responses of a WARC."""
    pages = []
    with gzip.open(path) as file:
        data = file.read()
    at = 0
    while (at := data.find(b"WARC/1.", at)) >= 0:
        head_end = data.index(b"\r\n\r\n", at)
        head = data[at:head_end].lower()
        length = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
        block = data[head_end + 4:head_end + 4 + length]
        if b"warc-type: response" in head:
            pages.append(block.split(b"\r\n\r\n", 1)[1])
        at = head_end + 4 + length
    return pages


def response(body, kind):
    return (b"HTTP/1.1 200 OK\r\nContent-Type: " + kind + b"\r\nContent-Length: " + str(len(body)).encode() + b"\r\n\r\n" +
            body)


class Server(asyncio.Protocol):
    pages = []
    robots = response(ROBOTS, b"text/plain")

    def connection_made(self, transport):
        self.transport = transport
        self.transport.set_write_buffer_limits(high=4 << 20)
        self.waiting = b""

    def data_received(self, data):
        self.waiting += data
        while (end := self.waiting.find(b"\r\n\r\n")) >= 0:
            path = self.waiting[:end].split(b" ", 2)[1]
            self.waiting = self.waiting[end + 4:]
            if path == b"/robots.txt":
                self.transport.write(self.robots)
            else:
                self.transport.write(self.pages[int(path.rsplit(b"/", 1)[1]) % len(self.pages)])


async def main(hosts, path):
    bodies = corpus(path)
    Server.pages = [response(body, b"text/html; charset=utf-8") for body in bodies]
    loop = asyncio.get_running_loop()
    sockets = test_site.listening(site_process.addresses(hosts), 0)
    for one in sockets:
        await loop.create_server(Server, sock=one)
    print(json.dumps({"port": sockets[0].getsockname()[1], "pages": len(bodies), "bytes": sum(map(len, bodies))}), flush=True)
    ended = asyncio.Event()
    loop.add_reader(sys.stdin, lambda: sys.stdin.read(1) or ended.set())
    await ended.wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), sys.argv[2]))
