"""What goes wrong on command: /fault/NAME?… on any host of the test site. One function a fault.

Each gets the connection and the request and returns whether the connection may go on. `PAGE` stands where a fault needs
a page around it. Numbers in the query have defaults that suit a test in a hurry.
"""

import asyncio
import json

import site_bodies
import site_pages

PAGE = "<!DOCTYPE html><title>A page</title><h1>A page</h1>" + "<p>Words that fill it.</p>" * 200
HTML = [("Content-Type", "text/html; charset=utf-8")]


async def slow(connection, request):
    """The response comes after `seconds`."""
    await asyncio.sleep(float(request.query.get("seconds", 1)))
    return await connection.respond(200, HTML, PAGE.encode(), request)


async def trickle(connection, request):
    """A long page, `rate` bytes a second, in ten pieces a second."""
    rate, total = int(request.query.get("rate", 50)), int(request.query.get("total", 100_000))
    await head(connection, 200, [*HTML, ("Content-Length", str(total))])
    for _ in range(0, total, max(1, rate // 10)):
        await connection.send(b"x" * max(1, rate // 10))
        await asyncio.sleep(0.1)
    return False


async def stall(connection, request):
    """`after` bytes of a page, then nothing for as long as the client waits."""
    after = int(request.query.get("after", 100))
    if after >= 0:
        await head(connection, 200, [*HTML, ("Content-Length", str(len(PAGE)))])
        await connection.send(PAGE.encode()[:after])
    await connection.reader.read(1)  # returns when the client goes away
    return False


async def truncate(connection, request):
    """Content-Length promises a page, half of it comes."""
    await head(connection, 200, [*HTML, ("Content-Length", str(len(PAGE)))])
    await connection.send(PAGE.encode()[:len(PAGE) // 2])
    return False


async def overlong(connection, request):
    """More comes than Content-Length says: the rest must not be taken for the next response. `late`: it comes a little
    later."""
    await head(connection, 200, [*HTML, ("Content-Length", "100")])
    more = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwrong"
    if "late" in request.query:
        await connection.send(PAGE.encode()[:100])
        await asyncio.sleep(0.03)
        await connection.send(more)
    else:
        await connection.send(PAGE.encode()[:100] + more)
    return True


async def two_lengths(connection, request):
    await head(connection, 200, [*HTML, ("Content-Length", "100"), ("Content-Length", str(len(PAGE)))])
    await connection.send(PAGE.encode())
    return False


async def chunks(connection, request):
    """A page in chunks; `bad` makes the second size nonsense, `cut` leaves out the end."""
    await head(connection, 200, [*HTML, ("Transfer-Encoding", "chunked")])
    body = PAGE.encode()
    await connection.send(b"%x\r\n%s\r\n" % (1000, body[:1000]))
    if "bad" in request.query:
        await connection.send(b"zz\r\n" + body[1000:] + b"\r\n")
        return False
    await connection.send(b"%x\r\n%s\r\n" % (len(body) - 1000, body[1000:]))
    if "cut" in request.query:
        return False
    await connection.send(b"0\r\nX-Trailer: yes\r\n\r\n")
    return True


async def no_length(connection, request):
    """A body that ends with the connection."""
    await head(connection, 200, HTML)
    await connection.send(PAGE.encode())
    return False


async def loop(connection, request):
    """a leads to b, b to a."""
    other = "b" if request.query.get("at", "a") == "a" else "a"
    return await connection.respond(302, [("Location", f"/fault/loop?at={other}")], b"", request)


async def chain(connection, request):
    """`n` redirects, then a page."""
    left = int(request.query.get("n", 3))
    if left == 0:
        return await connection.respond(200, HTML, PAGE.encode(), request)
    return await connection.respond(int(request.query.get("status", 302)),
                                    [("Location", f"/fault/chain?n={left - 1}")], b"", request)


async def redirect(connection, request):
    return await connection.respond(int(request.query.get("status", 302)), [("Location", request.query["to"])], b"",
                                    request)


async def status(connection, request):
    """`code`, for the first `times` requests of this very address, with Retry-After where `after` says so."""
    times = int(request.query.get("times", 1_000_000))
    if connection.site.count((request.host, request.target)) >= times:
        return await connection.respond(200, HTML, PAGE.encode(), request)
    after = [("Retry-After", request.query["after"])] if "after" in request.query else []
    return await connection.respond(int(request.query.get("code", 503)), [*HTML, *after], b"<p>No.</p>", request)


async def bomb(connection, request):
    """`coding`, of `size` letters."""
    coding = request.query.get("coding", "gzip")
    await head(connection, 200, [*HTML, ("Content-Encoding", coding), ("Connection", "close")])
    for piece in site_bodies.pieces(coding, int(request.query.get("size", 10_000_000))):
        await connection.send(piece)
    return False


async def coded(connection, request):
    """A page in a content coding, honestly; `cut` loses its end, `damage` spoils a byte."""
    coding = request.query.get("coding", "gzip")
    body = bytearray(b"".join(site_bodies.pieces(coding, int(request.query.get("size", 5000)))))
    if "cut" in request.query:
        del body[len(body) // 2:]
    if "damage" in request.query:
        body[len(body) // 2] ^= 0x55
    return await connection.respond(200, [*HTML, ("Content-Encoding", coding)], bytes(body), request)


async def wrong_coding(connection, request):
    """Says it is coded and is not."""
    return await connection.respond(200, [*HTML, ("Content-Encoding", request.query.get("coding", "gzip"))],
                                    PAGE.encode(), request)


async def headers(connection, request):
    """`count` header fields of `size` bytes."""
    fields = [(f"X-Filler-{n}", "x" * int(request.query.get("size", 1000)))
              for n in range(int(request.query.get("count", 1000)))]
    return await connection.respond(200, [*HTML, *fields], PAGE.encode(), request)


async def large(connection, request):
    """A page of `size` bytes, not coded."""
    return await connection.respond(200, HTML, b"<p>" + b"x" * int(request.query.get("size", 1_000_000)), request)


async def close(connection, request):
    """No response at all, for the first `times` requests of this very address."""
    if connection.site.count((request.host, request.target)) >= int(request.query.get("times", 1_000_000)):
        return await connection.respond(200, HTML, PAGE.encode(), request)
    return False


async def garbage(connection, request):
    await connection.send(b"\x00\xffthis is no HTTP\r\n\r\n")
    return False


async def captcha(connection, request):
    return await connection.respond(int(request.query.get("code", 200)), HTML, site_pages.CAPTCHA.encode(), request)


async def login(connection, request):
    return await connection.respond(200, HTML, site_pages.LOG_IN.encode(), request)


async def script_only(connection, request):
    return await connection.respond(200, HTML, site_pages.NO_SCRIPT.encode(), request)


async def cookie(connection, request):
    """Sets a cookie and sends on to a page that asks for it."""
    if "visit=1" in request.headers.get("cookie", ""):
        return await connection.respond(200, HTML, PAGE.encode(), request)
    if connection.site.count((request.host, "cookie")) > 3:
        return await connection.respond(403, HTML, b"no cookie", request)
    return await connection.respond(302, [("Location", "/fault/cookie"), ("Set-Cookie", "visit=1; Path=/")], b"", request)


async def echo(connection, request):
    """What was asked, as JSON."""
    body = json.dumps({"target": request.target, "headers": request.headers}).encode()
    return await connection.respond(200, [("Content-Type", "application/json")], body, request)


async def interim(connection, request):
    """A 103 before the response (RFC 8297)."""
    await connection.send(b"HTTP/1.1 103 Early Hints\r\nLink: </s.css>; rel=preload\r\n\r\n")
    return await connection.respond(200, HTML, PAGE.encode(), request)


async def head(connection, status, fields):
    connection.status = status
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields)
    await connection.send(f"HTTP/1.1 {status} OK\r\n{lines}\r\n".encode("latin-1"))


FAULTS = {function.__name__.replace("_", "-"): function
          for function in (slow, trickle, stall, truncate, overlong, two_lengths, chunks, no_length, loop, chain,
                           redirect, status, bomb, coded, wrong_coding, headers, large, close, garbage, captcha, login,
                           script_only, cookie, echo, interim)}


async def misbehave(connection, request):
    fault = FAULTS.get(request.path.removeprefix("/fault/"))
    if fault is None:
        return await connection.respond(404, HTML, b"there is no such fault", request)
    return await fault(connection, request)
