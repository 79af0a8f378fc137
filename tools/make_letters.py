#!/usr/bin/env python3
"""Makes data/letters.tsv, how likely letters follow each other in each language, by which encodings are told apart.

usage: make_letters.py FOLDER

FOLDER holds Debian packages unpacked (dpkg -x), each in any folder: wesnoth-1.16-data, gnome-user-docs, wordpress-l10n,
and libreoffice-l10n-XX for ar cy fa ga gl he is mk th. Only their translations are read. Other packages there do no harm: the texts
that the detection is measured on (tests/text/detection_rate_test.py) are of other packages.

A row of a language with an alphabet has for each pair of its letters, the edge of a word counting as one, the
information of the second after the first: -log2 of its frequency, in quarters of a bit, as one character from "0" on.
A row of a language without one has characters of the same information, whole bits, the most frequent first.

Tested by tests/text/detection_rate_test.py.
"""
import collections
import math
import pathlib
import re
import struct
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent

LATIN_1 = "windows-1252 iso-8859-15"
LATIN_2 = "windows-1250 iso-8859-2"
CYRILLIC = "windows-1251 koi8-r iso-8859-5 ibm866 x-mac-cyrillic"
# The language, the encodings that it is written in, the most usual first, and its names in the packages.
LANGUAGES = [
    ("en", LATIN_1, "C en_GB"), ("fr", LATIN_1, "fr"), ("de", LATIN_1, "de"), ("es", LATIN_1, "es"),
    ("pt", LATIN_1, "pt pt_BR"), ("it", LATIN_1, "it"), ("nl", LATIN_1, "nl"), ("sv", LATIN_1, "sv"),
    ("da", LATIN_1, "da"), ("nb", LATIN_1, "nb_NO nb"), ("fi", LATIN_1, "fi"), ("is", LATIN_1, "is"),
    ("ca", LATIN_1, "ca"), ("gl", LATIN_1, "gl gl_ES"), ("sq", LATIN_1, "sq"), ("ga", LATIN_1, "ga"),
    ("cy", "windows-1252 iso-8859-14", "cy"),
    ("pl", LATIN_2, "pl"), ("cs", LATIN_2, "cs"), ("sk", LATIN_2, "sk"), ("hu", LATIN_2, "hu"), ("ro", LATIN_2, "ro"),
    ("hr", LATIN_2, "hr sr@latin"), ("sl", LATIN_2, "sl"),
    ("tr", "windows-1254", "tr"),
    ("et", "windows-1257", "et"), ("lv", "windows-1257", "lv"), ("lt", "windows-1257", "lt"),
    ("vi", "windows-1258", "vi"),
    ("ru", CYRILLIC, "ru"), ("uk", CYRILLIC.replace("koi8-r", "koi8-u"), "uk"),
    ("bg", "windows-1251 iso-8859-5 koi8-r", "bg"), ("sr", "windows-1251 iso-8859-5", "sr"),
    ("mk", "windows-1251 iso-8859-5", "mk"),
    ("el", "windows-1253 iso-8859-7", "el"), ("he", "windows-1255", "he"),
    ("ar", "windows-1256 iso-8859-6", "ar"), ("fa", "windows-1256", "fa"), ("th", "windows-874", "th"),
    ("ja", "shift_jis euc-jp", "ja"), ("zh-hans", "gb18030", "zh_CN"), ("zh-hant", "big5", "zh_TW zh_HK"),
    ("ko", "euc-kr", "ko"),
]
WORDPRESS = {"cy", "gl_ES", "sq"}  # languages that the other packages have too little of
IDEOGRAPHS = {"ja", "zh-hans", "zh-hant", "ko"}
# What the older encodings write otherwise: cedillas for Romanian's commas, Arabic letters for Persian's.
FALLBACKS = {"ro": str.maketrans("șțȘȚ", "şţŞŢ"), "fa": str.maketrans("یک", "يك")}
CODECS = {f"windows-{n}": f"cp{n}" for n in (874, *range(1250, 1259))}
LARGEST = 63  # in quarters of a bit
RAREST = 3e-5  # of an alphabet's letters
RAREST_IDEOGRAPH = 2e-5


def catalogue(path):
    """The translations of a compiled gettext catalogue."""
    data = path.read_bytes()
    order = "<" if data[:4] == b"\xde\x12\x04\x95" else ">"
    count, _, table = struct.unpack(order + "3I", data[8:20])
    for i in range(count):
        length, at = struct.unpack_from(order + "2I", data, table + 8 * i)
        text = data[at:at + length].decode("utf-8", "replace")
        if not text.startswith("Project-Id-Version"):
            yield text


def texts(folder, names):
    for name in names:
        for path in sorted(folder.glob(f"*/usr/share/games/wesnoth/1.16/locale/{name}/LC_MESSAGES/*.mo")):
            yield from catalogue(path)
        for path in sorted(folder.glob(f"libreoffice-l10n-*/usr/lib/libreoffice/program/resource/{name}/LC_MESSAGES/*.mo")):
            yield from catalogue(path)
        if name in WORDPRESS:
            yield from catalogue(next(folder.glob(f"*/usr/share/wordpress/wp-content/languages/{name}.mo")))
        for path in sorted(folder.glob(f"*/usr/share/help/{name}/gnome-help/*.page")):
            yield path.read_text("utf-8", "replace")


def cleaned(text):
    """Without tags, variables, addresses and names of files, which are no language."""
    text = re.sub(r"<[^<>]*>|\$\w+|%\w|\\n|&\w+;|\S*[/@_]\S*|~", " ", text)
    return unicodedata.normalize("NFC", text)


def is_letter(c):
    return unicodedata.category(c)[0] in "LM"


def for_vietnamese(text):
    """As windows-1258 has it: the tone is a mark of its own behind the letter."""
    out = []
    for c in text:
        parts = unicodedata.normalize("NFD", c)
        tones = [p for p in parts if p in "\u0300\u0301\u0303\u0309\u0323"]
        out.append(unicodedata.normalize("NFC", "".join(p for p in parts if p not in tones)) + "".join(tones))
    return "".join(out)


def pairs_row(language, charsets, text):
    ascii_only_is_foreign = language in "ru uk bg sr mk el he ar fa th".split()
    letters = collections.Counter(c for c in text if is_letter(c) and not (ascii_only_is_foreign and c < "\x80"))
    total = sum(letters.values())
    usual = CODECS.get(charsets.split()[0], charsets.split()[0])
    written = lambda c: c.encode(usual, "ignore") != b""
    alphabet = "".join(sorted(c for c, n in letters.items() if n >= RAREST * total and written(c)))
    if not ascii_only_is_foreign:
        alphabet = "".join(sorted(set(alphabet) | set("abcdefghijklmnopqrstuvwxyz")))
    number = {c: i + 1 for i, c in enumerate(alphabet)}
    size = len(alphabet) + 1
    counts = [[0] * size for _ in range(size)]
    previous = 0
    for c in text:
        at = number.get(c, 0)
        if previous or at:
            counts[previous][at] += 1
        previous = at
    columns = [sum(row[i] for row in counts) for i in range(size)]
    everything = sum(columns)
    codes = []
    for row in counts:
        sum_of_row = sum(row)
        for i, n in enumerate(row):
            smooth = (n + 5 * (columns[i] + 0.5) / everything) / (sum_of_row + 5)
            codes.append(chr(ord("0") + min(LARGEST, round(-4 * math.log2(smooth)))))
    return [f"{language}\t{charsets}\t{alphabet}\t{''.join(codes)}"]


def ideographs_rows(language, charsets, text):
    counts = collections.Counter(c for c in text if c >= "\x80")
    total = sum(counts.values())
    by_bits = collections.defaultdict(str)
    for c, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if n >= RAREST_IDEOGRAPH * total:
            by_bits[round(-math.log2(n / total))] += c
    return [f"{language}\t{charsets}\t\t{bits}\t{chars}" for bits, chars in sorted(by_bits.items())]


HEADER = """\
# How likely letters follow each other, made by tools/make_letters.py, which tells from what; do not edit.
# language	encodings	alphabet	pairs: for each letter and before all for the edge of a word, what may follow it in
# the same order: -log2 of the frequency in quarters of a bit, as one character from "0" on
# language	encodings		bits: -log2 of the frequency	characters of that frequency, of languages with thousands of them
"""


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder, rows = pathlib.Path(sys.argv[1]), []
    for language, charsets, names in LANGUAGES:
        text = cleaned("\n".join(texts(folder, names.split()))).translate(FALLBACKS.get(language, {}))
        if len(text) < 40_000:
            sys.exit(f"make_letters.py: hardly any text of {language} in {folder}")
        if language == "vi":
            text = for_vietnamese(text)
        text = text.replace("\u0130", "i").lower().replace("ς", "σ")  # as simple case folding does
        make = ideographs_rows if language in IDEOGRAPHS else pairs_row
        rows += make(language, charsets, text)
        print(f"{language}: {len(text)} characters", file=sys.stderr)
    (ROOT / "data" / "letters.tsv").write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
