// See xpath_letters.h.
#include "html/xpath_letters.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "html/xpath.h"
#include "text/unicode.h"

namespace thresh::html {

namespace {

// Whether what stands behind the name of a function is a call whose characters are those of an ASCII literal.
bool is_of_literal(std::string_view call) {
  const auto skip = [&](char sign) {
    while (call.starts_with(' ')) call.remove_prefix(1);
    const bool found = call.starts_with(sign);
    if (found) call.remove_prefix(1);
    return found;
  };
  if (!skip('(')) return false;
  const char quote = skip('\'') ? '\'' : skip('"') ? '"' : '\0';
  const std::size_t end = quote == '\0' ? call.npos : call.find(quote);
  return end != call.npos && base::skip_ascii(call, 0) >= end;
}

}  // namespace

// "substring-before" and "substring-after" count none, and `substring('true', 1 div boolean(…))` none of the page.
bool counts_characters(std::string_view expression) {
  constexpr std::array<std::string_view, 3> kFunctions = {"string-length", "substring", "translate"};
  const auto calls = [&](std::string_view name) {
    for (std::size_t at = expression.find(name); at != expression.npos; at = expression.find(name, at + 1)) {
      const std::string_view behind = expression.substr(at + name.size());
      if (!behind.starts_with('-') && (name == "translate" || !is_of_literal(behind))) return true;
    }
    return false;
  };
  return std::ranges::any_of(kFunctions, calls);
}

XPathLetters::XPathLetters(const Document& document) {
  for (NodeId id = 0; id < document.size(); ++id) {
    if (!add(document.is_element(id) ? document.name(id) : document.text(id))) return;
    for (const Attribute& attribute : document.attributes(id)) {
      if (!add(document.name(attribute)) || !add(document.value(attribute))) return;
    }
  }
}

bool XPathLetters::add(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    at = base::skip_ascii(text, at);
    if (at == text.size()) break;
    const text::CodePoint point = text::code_point_at(text, at);
    at += point.length;
    if (bytes_.contains(point.value)) continue;
    if (letters_.size() < kMost) bytes_[point.value] = static_cast<char>(0x80 + letters_.size());
    letters_.push_back(point.value);
    if (letters_.size() > kMost) return false;
  }
  return letters_.size() <= kMost;
}

std::string XPathLetters::encode(std::string_view text) const {
  std::string bytes;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t ascii_end = base::skip_ascii(text, at);
    bytes += text.substr(at, ascii_end - at);
    at = ascii_end;
    if (at == text.size()) break;
    const text::CodePoint point = text::code_point_at(text, at);
    bytes += bytes_.at(point.value);
    at += point.length;
  }
  return bytes;
}

std::string XPathLetters::decode(std::string_view bytes) const {
  std::string text;
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    text::append_utf8(text, value < 0x80 ? value : letters_[value - 0x80]);
  }
  return text;
}

}  // namespace thresh::html
