// See xpath_letters.h.
#include "html/xpath_letters.h"

#include <algorithm>
#include <array>

#include "html/xpath.h"
#include "text/unicode.h"

namespace thresh::html {

bool counts_characters(std::string_view expression) {
  constexpr std::array<std::string_view, 3> kFunctions = {"string-length", "substring", "translate"};
  return std::ranges::any_of(kFunctions, [&](std::string_view name) { return expression.contains(name); });
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
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
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
    const text::CodePoint point = text::code_point_at(text, at);
    bytes += point.value < 0x80 ? static_cast<char>(point.value) : bytes_.at(point.value);
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
