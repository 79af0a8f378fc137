// Finding <meta charset> and its kin before there is a parser: the prescan of the HTML standard, section 13.2.3.2.
//
// Browsers prescan 1,024 bytes, and while parsing obey a declaration that comes later in the head ("changing the
// encoding", section 13.2.3.4). Both are one scan here, which beyond the first 1,024 bytes ends where the body begins,
// and after 64 KiB. That is more than the standard's prescan, and on purpose: there is one pass over a page here, and
// no parser that could change its mind. As in the standard, a tag that the bytes end in declares nothing.
#include "text/charset_declaration.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "text/decode.h"
#include "text/unicode.h"

namespace thresh::text {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::size_t kPrescan = 1024;
constexpr std::size_t kWindow = std::size_t{64} << 10;

bool is_html_space(char c) { return c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' '; }

bool is_ascii_letter(char c) { return ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z'; }

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return equals_ignoring_ascii_case(text.substr(0, prefix.size()), prefix);
}

struct Attribute {
  std::string name;   // lower case; empty at the end of a tag
  std::string value;  // lower case, which is all that labels need
};

// Walks over the bytes; every reader gives nothing once they are used up.
class Scanner {
 public:
  explicit Scanner(std::string_view bytes) : bytes_(bytes) {}

  std::string_view rest() const { return bytes_.substr(at_); }
  std::size_t at() const { return at_; }
  bool done() const { return at_ >= bytes_.size(); }
  void skip(std::size_t count) { at_ = std::min(bytes_.size(), at_ + count); }

  // Moves behind the next `end`, or to the end of the bytes.
  void skip_past(std::string_view end) {
    const std::size_t found = bytes_.find(end, at_);
    at_ = found == kNone ? bytes_.size() : found + end.size();
  }
  void skip_to(char wanted) { at_ = std::min(bytes_.find(wanted, at_), bytes_.size()); }
  // To the white space or `>` that ends a tag name.
  void skip_name() {
    while (!done() && !is_html_space(bytes_[at_]) && bytes_[at_] != '>') ++at_;
  }

  // "Get an attribute" (HTML, section 13.2.3.2). Nothing: the bytes ended inside the tag. No name: the tag ended.
  std::optional<Attribute> attribute() {
    while (!done() && (is_html_space(bytes_[at_]) || bytes_[at_] == '/')) ++at_;
    if (done()) return std::nullopt;
    Attribute attribute;
    if (bytes_[at_] == '>') return attribute;
    const std::size_t name = at_++;  // an `=` that comes first is part of the name
    while (!done() && !is_html_space(bytes_[at_]) && bytes_[at_] != '/' && bytes_[at_] != '>' && bytes_[at_] != '=')
      ++at_;
    attribute.name = ascii_lower(bytes_.substr(name, at_ - name));
    skip_spaces();
    if (done()) return std::nullopt;
    if (bytes_[at_] != '=') return attribute;
    ++at_;
    skip_spaces();
    const auto text = value();
    if (!text) return std::nullopt;
    attribute.value = ascii_lower(*text);
    return attribute;
  }

 private:
  void skip_spaces() {
    while (!done() && is_html_space(bytes_[at_])) ++at_;
  }

  std::optional<std::string_view> value() {
    if (done()) return std::nullopt;
    const char quote = bytes_[at_];
    const bool quoted = quote == '"' || quote == '\'';
    const std::size_t begin = at_ + quoted;
    if (quoted) {
      at_ = begin;
      skip_to(quote);
    } else {
      skip_name();
    }
    if (done()) return std::nullopt;
    const std::string_view text = bytes_.substr(begin, at_ - begin);
    at_ += quoted;
    return text;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
};

// "Extracting a character encoding from a meta element" (HTML, section 2.4.4): the label in `text/html; charset=x`.
std::string_view label_in_content(std::string_view content) {
  for (std::size_t at = content.find("charset"); at != kNone; at = content.find("charset", at)) {
    at += std::string_view("charset").size();
    std::string_view rest = trim_ascii(content.substr(at));
    if (!rest.starts_with('=')) continue;
    rest = trim_ascii(rest.substr(1));
    if (rest.starts_with('"') || rest.starts_with('\'')) {
      const std::size_t close = rest.find(rest.front(), 1);
      return close == kNone ? std::string_view{} : rest.substr(1, close - 1);
    }
    return rest.substr(0, rest.find_first_of("\t\n\f\r ;"));
  }
  return {};
}

// What a browser makes of a name that was declared in bytes it could read as ASCII.
std::string_view as_declared(std::string_view charset) {
  if (charset.starts_with("utf-16")) return "utf-8";
  return charset == "x-user-defined" ? "windows-1252" : charset;
}

// The attributes of a <meta> tag, up to its end.
class Meta {
 public:
  // Of several attributes of one name, the first counts.
  void add(const Attribute& attribute) {
    if (attribute.name == "http-equiv" && !std::exchange(has_http_equiv_, true)) {
      content_type_ = attribute.value == "content-type";
    } else if (attribute.name == "charset" && !std::exchange(has_charset_, true)) {
      label_ = attribute.value;
      needs_content_type_ = false;
    } else if (attribute.name == "content" && !std::exchange(has_content_, true) && !label_) {
      const std::string_view label = label_in_content(attribute.value);
      if (label.empty()) return;
      label_ = label;
      needs_content_type_ = true;
    }
  }

  std::string_view charset() const {
    if (!label_ || (needs_content_type_ && !content_type_)) return {};
    return as_declared(charset_of_label(*label_));
  }

 private:
  std::optional<std::string> label_;
  bool has_http_equiv_ = false, has_charset_ = false, has_content_ = false;
  bool content_type_ = false;
  bool needs_content_type_ = false;
};

// Reads the tag's attributes. False: the bytes ended inside it.
bool read_attributes(Scanner& scanner, Meta& meta) {
  for (;;) {
    const auto attribute = scanner.attribute();
    if (!attribute) return false;
    if (attribute->name.empty()) return true;
    meta.add(*attribute);
  }
}

bool is_tag(std::string_view rest, std::string_view name) {
  if (!starts_with_ignoring_case(rest, name) || rest.size() <= name.size()) return false;
  const char next = rest[name.size()];
  return is_html_space(next) || next == '/' || next == '>';
}

std::string_view declared_in_meta(std::string_view bytes) {
  Scanner scanner(bytes);
  for (scanner.skip_to('<'); !scanner.done(); scanner.skip_to('<')) {
    const std::string_view rest = scanner.rest();
    const char second = rest.size() > 1 ? rest[1] : '\0';
    const char letter = second == '/' && rest.size() > 2 ? rest[2] : second;
    if (rest.starts_with("<!--")) {
      scanner.skip(2);  // `<!-->` is a whole comment
      scanner.skip_past("-->");
    } else if (is_ascii_letter(letter)) {
      if (scanner.at() > kPrescan && is_tag(rest, "<body")) return {};
      const bool is_meta = is_tag(rest, "<meta");
      if (is_meta) {
        scanner.skip(5);  // a slash may follow the name at once
      } else {
        scanner.skip_name();
      }
      Meta meta;
      if (!read_attributes(scanner, meta)) return {};
      if (is_meta && !meta.charset().empty()) return meta.charset();
    } else if (second == '!' || second == '/' || second == '?') {
      scanner.skip_past(">");
    } else {
      scanner.skip(1);
    }
  }
  return {};
}

// "Get an XML encoding" (HTML, section 13.2.3.2): the encoding in `<?xml version="1.0" encoding="x"?>`. What looks like
// that in UTF-16 is UTF-16, whatever it says.
std::string_view declared_in_xml(std::string_view bytes) {
  if (bytes.starts_with(std::string_view("<\0?\0x\0", 6))) return "utf-16le";
  if (bytes.starts_with(std::string_view("\0<\0?\0x", 6))) return "utf-16be";
  if (!bytes.starts_with("<?xml")) return {};
  const std::string_view declaration = bytes.substr(0, bytes.find('>'));
  const std::size_t at = declaration.find("encoding");
  if (at == kNone || declaration.size() == bytes.size()) return {};
  std::string_view rest = trim_ascii(declaration.substr(at + std::string_view("encoding").size()));
  if (!rest.starts_with('=')) return {};
  rest = trim_ascii(rest.substr(1));
  if (!rest.starts_with('"') && !rest.starts_with('\'')) return {};
  const std::size_t close = rest.find(rest.front(), 1);
  return close == kNone ? std::string_view{} : as_declared(charset_of_label(rest.substr(1, close - 1)));
}

}  // namespace

std::string_view declared_charset(std::string_view bytes) {
  bytes = bytes.substr(0, kWindow);
  const std::string_view in_meta = declared_in_meta(bytes);
  return in_meta.empty() ? declared_in_xml(bytes) : in_meta;
}

}  // namespace thresh::text
