#!/usr/bin/env python3
"""Archives, held against warcio and fastwarc.

- What we write is read by both, each record the same as by us, digests right.
- What they write is read by us the same.
- Each file of the conformance data (of warcio and fastwarc, many of them damaged) is read by us as by them: types,
  URIs, the bytes of blocks, and of responses the payload. DEVIATIONS says where not, and why.

usage: warc_agreement_test.py WARC_CASES
"""

import hashlib
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile

try:
    from fastwarc.warc import ArchiveIterator as FastWarc
    from fastwarc.warc import WarcRecord, WarcRecordType
    from warcio.archiveiterator import ArchiveIterator as WarcIo
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter
except ImportError as missing:
    print(f"SKIPPED: {missing} (./dev test installs it)")
    sys.exit(77)

PROGRAM = sys.argv[1]
DATA = pathlib.Path(os.environ.get("THRESH_SHARED", "../shared")) / "conformance" / "warc"

# (file, reader): why the two differ. Every line must be true: a file that agrees again is an error here.
DEVIATIONS = {
    ("bad.arc", "warcio"): "it takes a length that is no number for the rest of the file or for nothing; we find the next record",
    ("example-bad-non-chunked.warc.gz", "warcio"): "it refuses a file that is one gzip member; we read its records",
    ("example-bad.warc.gz.bad", "warcio"): "it refuses a file that is one gzip member; we read its records",
    ("example-wrong-chunks.warc.gz", "warcio"): "a record goes on in the next member: it stops there; we go on",
    ("example-space-in-target-uri.warc.gz", "warcio"): "it percent-encodes blanks of a URI; we give the URI as it stands",
    ("example-trunc.warc", "fastwarc"): "it leaves out a record whose length is too small; we give it and say that it is damaged",
    ("block-sized-records.warc.gz", "warcio"): "records without a type: it calls them None, we call them other",
}

failures = []


def fail(text):
    failures.append(text)
    print("FAILED:", text)


def sha(data):
    return hashlib.sha256(data).hexdigest()


def ours(path):
    lines = subprocess.run([PROGRAM, "read", str(path)], capture_output=True, text=True, check=True).stdout
    entries = [json.loads(line) for line in lines.splitlines()]
    return [e for e in entries if "type" in e], [e for e in entries if "finding" in e]


def plain(text):
    """A header as we give it: bytes as Latin-1, and without angle brackets."""
    text = (text or "").encode("utf-8", "surrogateescape").decode("latin-1")
    return text[1:-1] if text.startswith("<") and text.endswith(">") else text


def by_warcio(path):
    """Type, URI and block of each record; the reason where it gives up."""
    records = []
    try:
        for record in WarcIo(open(path, "rb"), no_record_parse=True):
            is_arc = record.format == "arc"
            uri = record.rec_headers.get_header("uri" if is_arc else "WARC-Target-URI")
            block = record.raw_stream.read()
            kind = {"arc_header": "warcinfo"}.get(record.rec_type, record.rec_type)
            if record.rec_type == "arc_header":
                block = None  # it has parsed it
            records.append((kind, plain(uri), None if block is None else sha(block)))
    except Exception as error:  # noqa: BLE001: whatever it raises is an answer
        return records, type(error).__name__
    return records, None


def by_fastwarc(path):
    names = {int(getattr(WarcRecordType, n)): n for n in
             ("warcinfo", "response", "resource", "request", "metadata", "revisit", "conversion", "continuation")}
    records = []
    try:
        for record in FastWarc(open(path, "rb"), parse_http=False):
            block = record.reader.read()
            records.append((names.get(int(record.record_type), "other"),
                            plain(record.headers.get("WARC-Target-URI")), sha(block)))
    except Exception as error:  # noqa: BLE001
        return records, type(error).__name__
    return records, None


def same(mine, theirs):
    if len(mine) != len(theirs):
        return f"{len(mine)} records, not {len(theirs)}"
    for number, (a, b) in enumerate(zip(mine, theirs)):
        if (a["type"], a["uri"]) != b[:2]:
            return f"record {number}: {a['type']} {a['uri']}, not {b[:2]}"
        if b[2] is not None and a["block"] != b[2]:
            return f"record {number} ({a['uri']}): another block"
    return None


def payloads(path):
    """Of each record the body of its HTTP message, decoded, by warcio."""
    bodies = []
    for record in WarcIo(open(path, "rb")):
        bodies.append(record.content_stream().read() if record.rec_type == "response" else None)
    return bodies


def check_conformance():
    if not DATA.is_dir():
        print(f"SKIPPED: no conformance data in {DATA}")
        return
    files = sorted(p for p in DATA.rglob("*") if p.is_file())
    if len(files) < 18:
        fail(f"only {len(files)} conformance files")
    for path in files:
        records, findings = ours(path)
        if not records:
            fail(f"{path.name}: we read nothing")
        for entry in findings:
            if entry["offset"] > path.stat().st_size:
                fail(f"{path.name}: a finding beyond the end")
        for reader, read in (("warcio", by_warcio), ("fastwarc", by_fastwarc)):
            if reader == "fastwarc" and ".arc" in path.name:
                continue  # it reads no ARC files
            theirs, error = read(path)
            difference = same(records, theirs) or (error and f"it raises {error}")
            known = DEVIATIONS.get((path.name, reader))
            if difference and not known:
                fail(f"{path.name}: {reader}: {difference}")
            if known and not difference:
                fail(f"{path.name}: {reader} agrees now; take it out of DEVIATIONS")
        if (path.name, "warcio") in DEVIATIONS:
            continue
        for mine, body in zip(records, payloads(path)):
            if body is not None and mine["payload"] != sha(body):
                fail(f"{path.name}: another payload of {mine['uri']}: {mine['payload_size']} bytes, not {len(body)}")
    print(f"{len(files)} conformance files")


def check_ours(folder):
    subprocess.run([PROGRAM, "write", f"{folder}/ours"], check=True)
    path = f"{folder}/ours-00000.warc.gz"
    records, findings = ours(path)
    if len(records) != 17 or findings:
        fail(f"what we wrote has {len(records)} records and the findings {findings}")
    if not all(r["digest"] for r in records):
        fail("a digest of ours is wrong by our own reading")
    for reader, read in (("warcio", by_warcio), ("fastwarc", by_fastwarc)):
        theirs, error = read(path)
        if difference := error or same(records, theirs):
            fail(f"what we wrote: {reader}: {difference}")
    count = 0
    for mine, record in zip(records, WarcIo(open(path, "rb"), check_digests="raise")):
        body = record.content_stream().read()
        if record.rec_type == "response" and sha(body) != mine["payload"]:
            fail(f"warcio reads another payload of {mine['uri']}")
        if record.digest_checker.passed is False:
            fail(f"warcio finds the digest of {mine['uri']} wrong: {record.digest_checker.problems}")
        count += record.digest_checker.passed is True
    if count < 15:
        fail(f"warcio checked only {count} digests")
    for record in FastWarc(open(path, "rb"), parse_http=False):
        if not record.verify_block_digest():
            fail(f"fastwarc finds the block digest of {record.headers.get('WARC-Target-URI')} wrong")
    for record in FastWarc(open(path, "rb"), parse_http=True):
        if int(record.record_type) == int(WarcRecordType.response) and not record.verify_payload_digest():
            fail(f"fastwarc finds the payload digest of {record.headers.get('WARC-Target-URI')} wrong")
    print(f"{len(records)} records of ours, {count} digests checked by warcio")


def check_theirs(folder):
    pages = [(f"https://a.example/{i}", ("<p>page %d " % i).encode() * (i * 500 + 1)) for i in range(20)]
    for packed in (True, False):
        path = f"{folder}/warcio.warc" + (".gz" if packed else "")
        with open(path, "wb") as out:
            writer = WARCWriter(out, gzip=packed, warc_version="WARC/1.1")
            writer.write_record(writer.create_warcinfo_record("x", {"software": "warcio"}))
            for uri, body in pages:
                headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
                writer.write_record(writer.create_warc_record(uri, "response", payload=io.BytesIO(body), http_headers=headers))
            writer.write_record(writer.create_revisit_record(pages[0][0], "sha1:" + "A" * 32, pages[0][0], "2026-11-26T08:00:00Z"))
        records, findings = ours(path)
        if findings or len(records) != 22 or [r["payload"] for r in records[1:21]] != [sha(b) for _, b in pages]:
            fail(f"what warcio wrote (gzip: {packed}) is read otherwise: {findings}")
        if not all(r["digest"] is not False for r in records):
            fail("a digest that warcio wrote is wrong by our reading")
    path = f"{folder}/fast.warc"
    with open(path, "wb") as out:
        for uri, body in pages:
            record = WarcRecord()
            record.init_headers(WarcRecordType.response)
            record.headers["WARC-Target-URI"] = uri
            record.set_bytes_content(b"HTTP/1.1 200 OK\r\n\r\n" + body)
            record.write(out, checksum_data=True)
    records, findings = ours(path)
    if findings or [r["payload"] for r in records] != [sha(b) for _, b in pages]:
        fail(f"what fastwarc wrote is read otherwise: {findings}")
    if not all(r["digest"] for r in records):
        fail("a digest that fastwarc wrote is wrong by our reading")
    print(f"{len(pages)} pages of theirs, three times")


def main():
    check_conformance()
    with tempfile.TemporaryDirectory() as folder:
        check_ours(folder)
        check_theirs(folder)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
