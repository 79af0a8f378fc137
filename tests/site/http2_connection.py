"""The ordinary pages of the test site over HTTP/2, by h2 from PyPI. Faults are for HTTP/1.1 only."""

import time

import h2.config
import h2.connection
import h2.events


class Request:
    """A request in the shape that Site.answer takes."""

    def __init__(self, headers, scheme):
        fields = {name: value for name, value in headers}
        self.method, self.target, self.authority = fields[":method"], fields[":path"], fields[":authority"]
        self.path, _, query = self.target.partition("?")
        self.query = dict(pair.split("=", 1) for pair in query.split("&") if "=" in pair)
        self.host = self.authority.rsplit(":", 1)[0]
        self.headers = {name: value for name, value in headers if not name.startswith(":")}
        self.base = f"{scheme}://{self.authority}"


async def run(site, reader, writer):
    site.connections += 1
    number = site.connections
    connection = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False, header_encoding="utf-8"))
    connection.initiate_connection()
    site.log(event="open", connection=number, address=writer.get_extra_info("sockname")[0], at=time.monotonic(), protocol="h2")
    waiting = {}  # what is left to be sent, by stream
    while True:
        writer.write(connection.data_to_send())
        await writer.drain()
        data = await reader.read(65536)
        if not data:
            break
        for event in connection.receive_data(data):
            if isinstance(event, h2.events.RequestReceived):
                began = time.monotonic()
                request = Request(event.headers, site.scheme)
                status, headers, body = site.answer(request)
                fields = [(":status", str(status))] + [(name.lower(), value) for name, value in headers]
                connection.send_headers(event.stream_id, fields, end_stream=not body)
                if body:
                    waiting[event.stream_id] = body
                site.log(event="request", connection=number, address=writer.get_extra_info("sockname")[0],
                         host=request.host, method=request.method, path=request.path, target=request.target,
                         agent=request.headers.get("user-agent", ""), headers=request.headers, began=began,
                         ended=time.monotonic(), status=status, sent=len(body), protocol="h2")
        for stream in list(waiting):
            while stream in waiting:
                room = min(connection.local_flow_control_window(stream), connection.max_outbound_frame_size)
                if room <= 0:
                    break
                piece, waiting[stream] = waiting[stream][:room], waiting[stream][room:]
                connection.send_data(stream, piece, end_stream=not waiting[stream])
                if not waiting[stream]:
                    del waiting[stream]
    writer.close()
