#!/usr/bin/env python3
"""How often the encoding of a page that does not say it is found: text in every encoding that its language uses, at
several lengths, as plain text and inside small HTML pages. Right is what decodes to the text.

usage: detection_rate_test.py PROGRAM [--packages FOLDER] [--verbose]

PROGRAM is decode_cases. Without FOLDER the texts are those of languages.tsv, and the test is that 98 of 100 are right,
in the mean of all encodings. With it they are the texts of Debian packages unpacked there (dpkg -x), each in a folder of its own: PACKAGES has which,
and none of them was used for data/letters.tsv. Nothing is tested then, the rates are printed.
"""
import collections
import gzip
import html
import pathlib
import random
import re
import struct
import subprocess
import sys
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
FLOOR = 0.98
LENGTHS = (60, 200, 1000, 5000)

LATIN_1 = "windows-1252"
LATIN_2 = "windows-1250 iso-8859-2"
CYRILLIC = "windows-1251 koi8-r iso-8859-5 ibm866 x-mac-cyrillic"
CHARSETS = {
    **dict.fromkeys("en fr de es pt it nl sv da nb fi is ca gl sq ga cy".split(), LATIN_1),
    **dict.fromkeys("pl cs sk hu ro hr sl".split(), LATIN_2),
    **dict.fromkeys("et lv lt".split(), "windows-1257"),
    "tr": "windows-1254", "vi": "windows-1258", "ru": CYRILLIC,
    "uk": "windows-1251 koi8-u iso-8859-5 x-mac-cyrillic", "bg": "windows-1251 iso-8859-5", "sr": "windows-1251 iso-8859-5",
    "mk": "windows-1251", "el": "windows-1253 iso-8859-7", "he": "windows-1255", "ar": "windows-1256 iso-8859-6",
    "fa": "windows-1256", "th": "windows-874", "ja": "shift_jis euc-jp iso-2022-jp",
    "zh-hans": "gbk gb18030", "zh-hant": "big5", "ko": "euc-kr",
}
UNICODE = "utf-16le utf-16be utf-8-cut utf-8-damaged"  # of every language
PYTHON = {"windows-874": "cp874", "shift_jis": "cp932", "big5": "big5hkscs", "euc-kr": "cp949", "x-mac-cyrillic": "mac_cyrillic",
          "utf-16le": "utf-16-le", "utf-16be": "utf-16-be", **{f"windows-{n}": f"cp{n}" for n in range(1250, 1259)}}
# What the older encodings write otherwise: cedillas for Romanian's commas, Arabic letters for Persian's.
FALLBACKS = {"ro": str.maketrans("șțȘȚ", "şţŞŢ"), "fa": str.maketrans("یک", "يك")}
# Where Python's tables for Japanese and for Big5 differ from the Encoding standard's.
DIFFERS = str.maketrans("〜−‖—¢£¬∕", "～－∥―￠￡￢／")

# Packages by language: a pattern of the files, and how they are read.
PACKAGES = {
    **{k: (f"manpages-{p}/usr/share/man/{d}/man[15678]/*.gz", "man") for k, p, d in [
        ("fr", "fr", "fr"), ("de", "de", "de"), ("es", "es", "es"), ("pt", "pt-br", "pt_BR"), ("it", "it", "it"),
        ("nl", "nl", "nl"), ("sv", "sv", "sv"), ("da", "da", "da"), ("nb", "nb", "nb"), ("fi", "fi", "fi"),
        ("pl", "pl", "pl"), ("cs", "cs", "cs"), ("hu", "hu", "hu"), ("ro", "ro", "ro"), ("vi", "vi", "vi"),
        ("ru", "ru", "ru"), ("uk", "uk", "uk"), ("sr", "sr", "sr"), ("mk", "mk", "mk"), ("el", "el", "el"),
        ("tr", "tr", "tr"), ("ja", "ja", "ja"), ("zh-hans", "zh", "zh_CN"), ("zh-hant", "zh", "zh_TW")]},
    **{k: (f"*/usr/share/locale/{n}/LC_MESSAGES/{{iso_3166*,iso_639*,gettext*,git,bash,coreutils,util-linux}}.mo", "mo")
       for k, n in [("ca", "ca"), ("is", "is"), ("sk", "sk"), ("hr", "hr"), ("sl", "sl"), ("et", "et"), ("lv", "lv"),
                    ("lt", "lt"), ("bg", "bg"), ("he", "he"), ("ar", "ar"), ("fa", "fa"), ("th", "th"), ("ko", "ko")]},
}


TABLES = r"iso_?8859|ascii|cp125|koi8|armscii|charsets"  # manual pages that hold lists of characters, not prose


def expand(pattern):
    braces = re.search(r"\{(.*?)\}", pattern)
    return [pattern[:braces.start()] + c + pattern[braces.end():] for c in braces[1].split(",")] if braces else [pattern]


def manual(path):
    text = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
    text = re.sub(r'(?m)^[.\'].*$|\\"[^\n]*', "", text)
    return re.sub(r"\\f\[?\w+\]?|\\\([a-z]{2}|\\[-&/ e|%]|\\\*\(..", "", text).replace("\\", "")


def catalogue(path):
    data = path.read_bytes()
    count, _, table = struct.unpack("<3I", data[8:20])
    for i in range(count):
        length, at = struct.unpack_from("<2I", data, table + 8 * i)
        text = data[at:at + length].decode("utf-8", "replace")
        if not text.startswith("Project-Id-Version"):
            yield text.replace("\0", "\n")


def of_packages(folder, generator):
    for language, (pattern, kind) in PACKAGES.items():
        files = sorted(path for one in expand(pattern) for path in folder.glob(one) if path.is_file())
        files = [path for path in files if not re.match(TABLES, path.name)]
        generator.shuffle(files)
        texts = []
        for path in files[:200]:
            texts += [manual(path)] if kind == "man" else catalogue(path)
        if not texts:
            print(f"SKIPPED: {language}: nothing under {folder}/{pattern}", file=sys.stderr)
            continue
        generator.shuffle(texts)
        lines = [line.strip() for text in texts for line in text.split("\n")]
        yield language, "\n".join(line for line in lines if len(line) > 3)


def of_table():
    texts = collections.defaultdict(list)
    for line in (HERE / "languages.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            language, text = line.split("\t")
            texts[language].append(text)
    for language, parts in texts.items():
        yield language, "\n".join(parts)


def for_vietnamese(text):
    """As windows-1258 has it: the tone is a mark of its own behind the letter."""
    out = []
    for c in text:
        parts = unicodedata.normalize("NFD", c)
        tones = [p for p in parts if p in "\u0300\u0301\u0303\u0309\u0323"]
        out.append(unicodedata.normalize("NFC", "".join(p for p in parts if p not in tones)) + "".join(tones))
    return "".join(out)


def wrapped(text):
    """A small page around the text, whose markup is English as it mostly is."""
    head, _, body = text.partition("\n")
    return ('<!DOCTYPE html>\n<html><head><title>%s</title><script>var page = {"id": 12, "ready": false};</script>\n'
            '<link rel="stylesheet" href="/style.css"></head><body class="article"><div id="main"><p>%s</p>\n'
            '<a href="/next?page=2">&raquo;</a></div></body></html>\n') % (html.escape(head), html.escape(body))


def written(charset, text):
    """The bytes of a text, and what they should decode to; nothing if the encoding is not needed for it."""
    if charset == "utf-8-cut":
        data = text.encode()
        while data and data[-1] < 0xC0:
            data = data[:-1]
        return data, data.decode("utf-8", "replace")
    if charset == "utf-8-damaged":
        data = bytearray(text.encode())
        data[len(data) // 2] = 0x92 if data[len(data) // 2] < 0x80 else 0xFF
        return bytes(data), data.decode("utf-8", "replace")
    return text.encode(PYTHON.get(charset, charset)), text


def encodable(charset, text):
    if charset.startswith("utf"):
        return text
    codec = PYTHON.get(charset, charset)
    return text.encode(codec, "ignore").decode(codec)


def samples(language, text, count, generator):
    """(charset, length, bytes, expected text)"""
    text = text.translate(FALLBACKS.get(language, {}))
    for charset in (CHARSETS[language] + " " + UNICODE).split():
        whole = encodable(charset, for_vietnamese(text) if charset == "windows-1258" else text)
        for length in LENGTHS:
            for turn in range(count):
                # at the start of a word
                start = whole.rfind(" ", 0, generator.randrange(len(whole))) + 1
                piece = (whole[start:] + "\n" + whole * (length // len(whole) + 1))[:length]
                while len(written(charset, piece)[0]) > length * 1.05 and len(piece) > 8:
                    piece = piece[:int(len(piece) * 0.94)]
                while unicodedata.combining(piece[0]):
                    piece = piece[1:]
                if sum(c >= "\x80" for c in piece) < 2:
                    continue  # too little to tell from
                data, expected = written(charset, wrapped(piece) if turn % 2 else piece)
                yield charset, length, data, expected


def measure(program, texts, count, verbose):
    generator = random.Random(4)
    cases = [(language, *sample) for language, text in texts for sample in samples(language, text, count, generator)]
    lines = "\n".join(data.hex() for _, _, _, data, _ in cases) + "\n"
    answers = subprocess.run([program], input=lines.encode(), capture_output=True, check=True).stdout.decode().split("\n")
    right, total = collections.Counter(), collections.Counter()
    for (language, charset, length, _, expected), answer in zip(cases, answers):
        found, _, text = answer.partition("\t")
        good = bytes.fromhex(text).decode().translate(DIFFERS) == expected.translate(DIFFERS)
        for key in ((charset, length), (charset, 0), ("", length), ("", 0)):
            total[key] += 1
            right[key] += good
        if not good and verbose:
            print(f"{language} {charset} {length}: {found}: {expected[:90]!r}")
    charsets = {charset for charset, _ in total} - {""}
    for length in (*LENGTHS, 0):  # the mean of the encodings, so that none counts for more because more languages use it
        rates = [right[charset, length] / total[charset, length] for charset in charsets if total[charset, length]]
        right["mean", length], total["mean", length] = sum(rates), len(rates)
    return right, total


def table(right, total):
    charsets = sorted({charset for charset, _ in total} - {"", "mean"})
    rows = [f"{'':16}" + "".join(f"{length or 'all':>9}" for length in (*LENGTHS, 0)) + f"{'cases':>9}"]
    for charset in charsets + ["mean", ""]:
        cells = [f"{100 * right[charset, n] / total[charset, n]:9.1f}" if total[charset, n] else f"{'-':>9}"
                 for n in (*LENGTHS, 0)]
        rows.append(f"{charset or 'all':16}" + "".join(cells) + f"{total[charset, 0]:9}")
    return "\n".join(rows)


def main():
    arguments = sys.argv[1:]
    verbose = "--verbose" in arguments and not arguments.remove("--verbose")
    program, *more = arguments
    if more:
        right, total = measure(program, of_packages(pathlib.Path(more[1]), random.Random(4)), 40, verbose)
        print(table(right, total))
        return 0
    right, total = measure(program, of_table(), 2, verbose)
    print(table(right, total))
    rate = right["mean", 0] / total["mean", 0]
    if rate < FLOOR:
        print(f"FAILED: {100 * rate:.2f} of 100 pages are read in their encoding, {100 * FLOOR:.0f} should be")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
