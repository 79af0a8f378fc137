// decode(): which encoding is believed, and what its bytes become. Tables: codecs, upper_halves, detection,
// declaration.
#include "text/decode.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include "text/charset_declaration.h"
#include "text/charset_detection.h"
#include "text/table.h"
#include "text/unicode.h"

namespace {

using thresh::base::Arena;
using thresh::text::charset_of_label;
using thresh::text::CharsetFrom;
using thresh::text::decode;
using thresh::text::Decoded;

constexpr bool kHtml = true;
constexpr bool kPlain = false;

// "text | charset | from | replaced"
std::string sketch(std::string_view bytes, bool is_html, std::string_view transport = {}) {
  Arena arena;
  const Decoded decoded = decode(bytes, is_html, transport, arena);
  return std::string(decoded.text) + " | " + decoded.charset + " | " + std::string(name(decoded.from)) + " | " +
         std::to_string(decoded.replaced);
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

const std::vector<std::string>& charsets() {
  static const std::vector<std::string> kNames = [] {
    std::vector<std::string> names = {"utf-8",    "gbk",      "gb18030",        "big5",
                                      "euc-jp",   "euc-kr",   "iso-2022-jp",    "shift_jis",
                                      "utf-16le", "utf-16be", "x-user-defined", "iso-8859-8-i"};
    for (const auto& row : thresh::tests::table("text/upper_halves.tsv", 2)) names.push_back(row[0]);
    return names;
  }();
  return kNames;
}

}  // namespace

TEST_CASE("bytes of every encoding become the text that Python's codecs and the Encoding standard tell") {
  for (const auto& row : thresh::tests::table("text/codecs.tsv", 4)) {
    INFO(row[0] << ": " << row[3]);
    CHECK(charset_of_label(row[0]) == row[1]);
    Arena arena;
    const Decoded decoded = decode(row[2], kHtml, row[0], arena);
    CHECK(decoded.text == row[3]);
    CHECK(decoded.charset == row[1]);
    CHECK(decoded.from == CharsetFrom::kTransport);
    CHECK(decoded.replaced == count(row[3], "\uFFFD"));
  }
}

TEST_CASE("each byte of the single-byte encodings is the character that the Encoding standard has for it") {
  for (const auto& row : thresh::tests::table("text/upper_halves.tsv", 2)) {
    std::istringstream values(row[1]);
    int byte = 0x80;
    for (std::string value; values >> value; ++byte) {
      std::string expected;
      thresh::text::append_utf8(expected, thresh::tests::hexadecimal(value));
      INFO(row[0] << " byte " << byte);
      Arena arena;
      CHECK(decode(std::string(1, static_cast<char>(byte)), kHtml, row[0], arena).text == expected);
    }
    CHECK(byte == 0x100);
  }
}

TEST_CASE("a page that says nothing is read in the likeliest encoding") {
  for (const auto& row : thresh::tests::table("text/detection.tsv", 3)) {
    INFO(row[2]);
    CHECK(sketch(row[1], kPlain) == row[2] + " | " + row[0] + " | detection | 0");
  }
}

TEST_CASE("a few controls in ASCII do not make it UTF-16") {
  for (const std::string_view page : {std::string_view("<svg>\0filler\0text", 17), std::string_view("<col>\0<p>", 9),
                                      std::string_view("<plaintext>\0filler\0text\0", 24)}) {
    CHECK(thresh::text::detect_charset(page) == "utf-8");
  }
}

TEST_CASE("declarations are found as the table tells") {
  for (const auto& row : thresh::tests::table("text/declaration.tsv", 2)) {
    INFO(row[0]);
    CHECK(thresh::text::declared_charset(row[0]) == row[1]);
  }
}

TEST_CASE("a declaration beyond 1,024 bytes counts in the head, not in the body") {
  const std::string script = "<script>" + std::string(5000, 'x') + "</script>";
  CHECK(thresh::text::declared_charset(script + "<meta charset=koi8-r>") == "koi8-r");
  CHECK(thresh::text::declared_charset(script + "<body><p><meta charset=koi8-r>").empty());
  CHECK(thresh::text::declared_charset("<body><meta charset=koi8-r>") == "koi8-r");
  CHECK(thresh::text::declared_charset(std::string(100'000, ' ') + "<meta charset=koi8-r>").empty());
}

TEST_CASE("a byte order mark goes before everything and is no part of the text (HTML, section 13.2.3.2)") {
  CHECK(sketch("\xEF\xBB\xBF<meta charset=big5>\u00E9", kHtml, "koi8-r") ==
        "<meta charset=big5>\u00E9 | utf-8 | byte_order_mark | 0");
  CHECK(sketch(std::string("\xFF\xFE\xE9\0", 4), kHtml) == "\u00E9 | utf-16le | byte_order_mark | 0");
  CHECK(sketch(std::string("\xFE\xFF\0\xE9", 4), kHtml) == "\u00E9 | utf-16be | byte_order_mark | 0");
  CHECK(sketch("\xEF\xBB\xBF", kHtml) == " | utf-8 | byte_order_mark | 0");
}

TEST_CASE("the transport goes before the declaration, and an unknown label counts for nothing") {
  CHECK(sketch("<meta charset=big5>\xC1", kHtml, " KOI8-R ") == "<meta charset=big5>\u0430 | koi8-r | transport | 0");
  CHECK(sketch("<meta charset=koi8-r>\xC1", kHtml, "klingon") ==
        "<meta charset=koi8-r>\u0430 | koi8-r | declaration | 0");
  CHECK(sketch("<meta charset=klingon>\u0430", kHtml) == "<meta charset=klingon>\u0430 | utf-8 | detection | 0");
}

TEST_CASE("plain text declares nothing") {
  CHECK(sketch("<meta charset=big5>\u0430", kPlain) == "<meta charset=big5>\u0430 | utf-8 | detection | 0");
}

TEST_CASE("perfect UTF-8 is UTF-8 although it is said to be Latin-1 or ASCII") {
  for (const char* label : {"iso-8859-1", "windows-1252", "us-ascii"}) {
    CHECK(sketch("na\u00EFve \u201Cquote\u201D", kHtml, label) ==
          "na\u00EFve \u201Cquote\u201D | utf-8 | detection | 0");
  }
  CHECK(sketch("plain", kHtml, "iso-8859-1") == "plain | windows-1252 | transport | 0");
  CHECK(sketch("caf\xE9", kHtml, "iso-8859-1") == "caf\u00E9 | windows-1252 | transport | 0");
}

TEST_CASE("text without a zero byte is not UTF-16, whatever the transport says") {
  CHECK(sketch("<p>plain</p>", kHtml, "utf-16") == "<p>plain</p> | utf-8 | detection | 0");
  CHECK(sketch(std::string("p\0", 2), kHtml, "utf-16") == "p | utf-16le | transport | 0");
}

TEST_CASE("perfect UTF-8 is UTF-8 although it is said to be an encoding in which it makes errors") {
  const std::string text =
      "\u4ECA\u5929\u5929\u6C14\u5F88\u597D\uFF0C\u6211\u4EEC\u53BB\u516C\u56ED\u6563\u6B65\u5427\u3002";
  CHECK(sketch(text, kHtml, "shift_jis") == text + " | utf-8 | detection | 0");
  CHECK(sketch(text, kHtml, "koi8-r") != text + " | utf-8 | detection | 0");  // makes none: obeyed, as in a browser
}

TEST_CASE("text that is said to be UTF-8 and clearly is not is read in what it is") {
  CHECK(sketch("Le caf\xE9 cr\xE8me est d\xE9j\xE0 l\xE0, a-t-elle dit.", kHtml, "utf-8") ==
        "Le caf\u00E9 cr\u00E8me est d\u00E9j\u00E0 l\u00E0, a-t-elle dit. | windows-1252 | detection | 0");
}

TEST_CASE("UTF-8 with a few damaged bytes, or cut anywhere, is UTF-8 although nothing says so") {
  CHECK(sketch("it\x92s na\u00EFve", kPlain) == "it\uFFFDs na\u00EFve | utf-8 | detection | 1");
  CHECK(sketch("Fjodor said \u201Chej\u201D, Bj\xC3rn did not", kPlain) ==
        "Fjodor said \u201Chej\u201D, Bj\uFFFDrn did not | utf-8 | detection | 1");
  CHECK(sketch("d\u00E9j\u00E0 vu, caf\xC3", kPlain) == "d\u00E9j\u00E0 vu, caf\uFFFD | utf-8 | detection | 1");
  CHECK(sketch("\xB0\u0434\u0430, \u043D\u0435\u0442, \u0434\u0430\xD0", kPlain) ==
        "\uFFFD\u0434\u0430, \u043D\u0435\u0442, \u0434\u0430\uFFFD | utf-8 | detection | 2");
  // In KOI8-R, CF A3 is a common pair of letters and sound UTF-8.
  CHECK(sketch("\xCD\xCF\xA3 \xC4\xC5\xCC\xCF", kPlain) ==
        "\u043C\u043E\u0451 \u0434\u0435\u043B\u043E | koi8-r | detection | 0");
}

TEST_CASE("UTF-8 with an error among many characters is not windows-1252, which is the label of those who chose none") {
  std::string text;
  for (int i = 0; i < 20; ++i) text += "caf\u00E9 ";
  CHECK(sketch(text + "it\x92s", kHtml, "windows-1252") == text + "it\uFFFDs | utf-8 | detection | 1");
  CHECK(sketch("caf\u00E9 it\x92s", kHtml, "windows-1252") ==
        "caf\u00C3\u00A9 it\u2019s | windows-1252 | transport | 0");
}

TEST_CASE("the language that a page says it is in counts where its letters tell little") {
  CHECK(sketch("<html lang=el><title>\xCD\xDD\xE1</title>", kHtml) ==
        "<html lang=el><title>\u039D\u03AD\u03B1</title> | windows-1253 | detection | 0");
  CHECK(sketch("<html lang='bg-BG'><p>\xC4\xE0</p>", kHtml) ==
        "<html lang='bg-BG'><p>\u0414\u0430</p> | windows-1251 | detection | 0");
}

TEST_CASE("markup tells nothing of an encoding, unless there is nothing else") {
  const std::string script = "<script>var title = '\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0';</script>";
  CHECK(sketch(script + "<p>caf\xE9 cr\xE8me</p>", kHtml)
            .ends_with("<p>caf\u00E9 cr\u00E8me</p> | windows-1252 | detection | 0"));
  CHECK(sketch(script + "<p>nothing</p>", kHtml).ends_with("<p>nothing</p> | windows-1251 | detection | 0"));
}

TEST_CASE("UTF-16 without a mark is known by its characters where it has no zero bytes") {
  CHECK(
      sketch("\x2D\x4E\x87\x65\x85\x51\xB9\x5B\x84\x76\x87\x65\x57\x5B\x0C\xFF\xA1\x6C\x09\x67\x07\x68\xB0\x8B\x02\x30",
             kPlain) == "中文内容的文字，没有标记。 | utf-16le | detection | 0");
}

TEST_CASE("a few damaged bytes do not change what a page says of itself") {
  CHECK(sketch("it\x92s na\u00EFve", kHtml, "utf-8") == "it\uFFFDs na\u00EFve | utf-8 | transport | 1");
  CHECK(sketch("it\x92s", kHtml, "utf-8") == "it\uFFFDs | utf-8 | transport | 1");
  CHECK(sketch("na\u00EFve caf\u00E9s \u2013 d\u00E9j\u00E0 \xE2\x80", kPlain) ==
        "na\u00EFve caf\u00E9s \u2013 d\u00E9j\u00E0 \uFFFD | utf-8 | detection | 1");
}

TEST_CASE("a label that browsers refuse does not hide the page") {
  CHECK(sketch("readable \u00E9", kHtml, "iso-2022-kr") == "readable \u00E9 | utf-8 | detection | 0");
  CHECK(charset_of_label("hz-gb-2312") == "replacement");
}

TEST_CASE("U+0000 is left to the HTML parser and dropped from plain text") {
  const std::string_view bytes("a\0b", 3);
  CHECK(sketch(bytes, kPlain) == "ab | utf-8 | detection | 0");
  CHECK(sketch(bytes, kHtml) == std::string(bytes) + " | utf-8 | detection | 0");
}

TEST_CASE("a page that is UTF-8 already is not copied") {
  Arena arena;
  const std::string bytes = "na\u00EFve";
  CHECK(decode(bytes, kHtml, "utf-8", arena).text.data() == bytes.data());
  CHECK(arena.used() == 0);
}

TEST_CASE("labels are trimmed, of any case, and nothing else is a label") {
  CHECK(charset_of_label("\tLatin1\n") == "windows-1252");
  CHECK(charset_of_label("UTF8") == "utf-8");
  for (const std::string_view wrong : {"", " ", "latin", "utf-8 utf8", "iso-8859-1;", "8859", "-8"}) {
    CHECK(charset_of_label(wrong).empty());
  }
  CHECK(charset_of_label(std::string(1'000'000, 'a')).empty());
}

TEST_CASE("a spent arena gives what fits, and says so") {
  Arena arena(1000);
  const Decoded decoded = decode(std::string(5000, '\xE9'), kPlain, "koi8-r", arena);
  CHECK(arena.exhausted());
  CHECK_FALSE(decoded.text.empty());
  CHECK(thresh::text::is_valid_utf8(decoded.text));
}

TEST_CASE("any bytes in any encoding become valid UTF-8, and the errors are counted honestly") {
  REQUIRE(rc::check([](const std::vector<std::uint8_t>& bytes, bool is_html) {
    const std::string text(bytes.begin(), bytes.end());
    const std::string label = *rc::gen::elementOf(charsets());
    Arena arena;
    const Decoded decoded = decode(text, is_html, label, arena);
    RC_ASSERT(thresh::text::is_valid_utf8(decoded.text));
    RC_ASSERT(charset_of_label(decoded.charset) == decoded.charset);
    // A page may hold U+FFFD itself; GB 18030 and the UTFs can say it.
    RC_ASSERT(decoded.replaced <= count(decoded.text, "\uFFFD"));
  }));
}

TEST_CASE("any bytes that say nothing become valid UTF-8, and ASCII among them survives") {
  REQUIRE(rc::check([](const std::vector<std::uint8_t>& bytes) {
    const std::string text = "<p>" + std::string(bytes.begin(), bytes.end()) + "\n</p> end of the page";
    Arena arena;
    const Decoded decoded = decode(text, kHtml, {}, arena);
    RC_ASSERT(thresh::text::is_valid_utf8(decoded.text));
    const bool read_as_ascii = decoded.charset != "iso-2022-jp" && !decoded.charset.starts_with("utf-16");
    if (read_as_ascii) RC_ASSERT(decoded.text.ends_with("\n</p> end of the page"));
  }));
}

TEST_CASE("html5lib's encoding tests: the declared encoding is the one they expect") {
  const char* shared = std::getenv("THRESH_SHARED");
  const std::string root = shared != nullptr ? shared : THRESH_SOURCE_DIR "/../shared";
  std::size_t cases = 0;
  for (const char* file : {"tests1.dat", "tests2.dat", "test-yahoo-jp.dat"}) {
    std::ifstream stream(root + "/conformance/html5lib/encoding/" + file, std::ios::binary);
    const std::string all{std::istreambuf_iterator<char>(stream), {}};
    for (std::size_t at = all.find("#data\n"); at != std::string::npos; ++cases) {
      const std::size_t middle = all.find("#encoding\n", at);
      const std::size_t next = all.find("#data\n", middle);
      const std::string data = all.substr(at + 6, middle - at - 6);
      const std::string line = all.substr(middle + 10, all.find('\n', middle + 10) - middle - 10);
      const std::string expected = thresh::text::ascii_lower(line);
      INFO(file << ": " << data.substr(0, 200));
      const std::string_view declared =
          data.starts_with("\xEF\xBB\xBF") ? "utf-8" : thresh::text::declared_charset(data);
      // Their windows-1252 is also what a browser takes where nothing is declared.
      CHECK((declared.empty() ? "windows-1252" : declared) == expected);
      at = next;
    }
  }
  if (cases == 0) {
    std::cerr << "SKIPPED: no html5lib encoding tests under " << root << '\n';
  } else {
    CHECK(cases == 82);
  }
}
