// See element_facts.h.
#include "automatic/element_facts.h"

#include <algorithm>
#include <array>
#include <bit>
#include <bitset>
#include <unordered_map>

#include "automatic/value_numbers.h"
#include "base/ascii.h"
#include "base/embedded.h"
#include "base/rows.h"

namespace thresh::automatic {
namespace {

using html::Document;
using html::Name;
using html::NodeId;

constexpr std::size_t kLongestToken = 32;  // bytes; no token of the table is as long

// A place in a filter for a token by its ends: most tokens are not in the table.
constexpr std::size_t start_of(char first, char last) {
  return (static_cast<unsigned char>(first) * 37U + static_cast<unsigned char>(last)) % 1024;
}

struct Tokens {
  std::vector<std::string_view> parts;
  std::unordered_map<std::string_view, std::uint64_t> bits;
  std::bitset<1024> starts;
  std::size_t longest = 0;
};

Tokens read_tokens() {
  Tokens tokens;
  base::for_each_row(base::embedded("data/class_words.tsv"), [&](std::string_view row) {
    const std::uint64_t bit = std::uint64_t{1} << tokens.parts.size();
    tokens.parts.push_back(base::take_column(row));
    while (!row.empty()) {
      const std::size_t end = std::min(row.find(' '), row.size());
      const std::string_view token = row.substr(0, end);
      tokens.bits[token] |= bit;
      if (!token.empty()) tokens.starts.set(start_of(token.front(), token.back()));
      tokens.longest = std::max(tokens.longest, token.size());
      row.remove_prefix(std::min(end + 1, row.size()));
    }
  });
  return tokens;
}

const Tokens& tokens() {
  static const Tokens kTokens = read_tokens();
  return kTokens;
}

constexpr std::uint64_t bit(TagPart part) { return std::uint64_t{1} << static_cast<unsigned>(part); }

std::uint64_t part_of_name(Name name) {
  switch (name) {
    case Name::kNav:
      return bit(TagPart::kNav);
    case Name::kHeader:
      return bit(TagPart::kHeader);
    case Name::kFooter:
      return bit(TagPart::kFooter);
    case Name::kAside:
      return bit(TagPart::kAside);
    case Name::kMain:
      return bit(TagPart::kMain);
    case Name::kArticle:
      return bit(TagPart::kArticle);
    case Name::kForm:
      return bit(TagPart::kForm);
    case Name::kTable:
      return bit(TagPart::kTable);
    case Name::kUl:
      return bit(TagPart::kUnorderedList);
    case Name::kOl:
      return bit(TagPart::kOrderedList);
    case Name::kDl:
      return bit(TagPart::kDefinitions);
    case Name::kBlockquote:
      return bit(TagPart::kQuote);
    case Name::kFigure:
      return bit(TagPart::kFigure);
    case Name::kDetails:
      return bit(TagPart::kDetails);
    case Name::kButton:
      return bit(TagPart::kButton);
    case Name::kNoscript:
      return bit(TagPart::kNoscript);
    default:
      return 0;
  }
}

struct RolePart {
  std::string_view role;
  TagPart part;
};
// WAI-ARIA 1.2, section 5.3.4 (landmark roles), and what stands for elements.
constexpr RolePart kRoles[] = {
    {"navigation", TagPart::kNav}, {"menu", TagPart::kNav},           {"menubar", TagPart::kNav},
    {"banner", TagPart::kHeader},  {"contentinfo", TagPart::kFooter}, {"complementary", TagPart::kAside},
    {"main", TagPart::kMain},      {"article", TagPart::kArticle},    {"form", TagPart::kForm},
    {"search", TagPart::kForm},    {"button", TagPart::kButton},      {"table", TagPart::kTable},
};

std::uint64_t part_of_role(std::string_view role) {
  const auto* const found = std::ranges::find(kRoles, role, &RolePart::role);
  return found == std::end(kRoles) ? 0 : bit(found->part);
}

bool starts_token(char before, char c) {
  return base::is_ascii_upper(c) && (base::is_ascii_lower(before) || base::is_ascii_digit(before));
}

}  // namespace

std::span<const std::string_view> token_parts() { return tokens().parts; }

std::uint64_t parts_of_tokens(std::string_view classes) {
  const auto& bits = tokens().bits;
  std::uint64_t parts = 0;
  std::array<char, kLongestToken> token;
  std::size_t size = 0;
  const auto end_token = [&] {
    const bool may_be = size > 0 && size <= tokens().longest && tokens().starts[start_of(token[0], token[size - 1])];
    const auto found = may_be ? bits.find(std::string_view(token.data(), size)) : bits.end();
    if (found != bits.end()) parts |= found->second;
    size = 0;
  };
  char before = ' ';
  for (const char c : classes) {
    if (!base::is_ascii_alphanumeric(c)) {
      end_token();
    } else {
      if (starts_token(before, c)) end_token();
      if (size < kLongestToken) token[size++] = base::ascii_lower(c);
    }
    before = c;
  }
  end_token();
  return parts;
}

ElementFacts::ElementFacts(const Document& document) : distances_(document.size()) {
  ValueNumbers values;
  std::vector<std::uint64_t> read;  // by the value's number
  const auto parts = [&](std::string_view value) {
    const std::uint32_t number = values.number(value);
    if (number == read.size()) read.push_back(parts_of_tokens(value));
    return read[number];
  };
  distances_[0].fill(kFar);
  for (NodeId id = 1; id < document.size(); ++id) {
    if (!document.is_element(id)) continue;
    const html::Node& node = document.node(id);
    Distances own = distances_[node.parent];
    for (std::uint8_t& steps : own) steps = static_cast<std::uint8_t>(steps + (steps < kFar ? 1 : 0));  // vector code
    std::uint64_t mask = part_of_name(node.name);
    // What is said of the whole page says nothing of a part of it.
    const bool whole = node.name == Name::kBody || node.name == Name::kHtml;
    for (const html::Attribute& attribute : document.attributes(id)) {
      const Name name = attribute.name();
      if (!whole && (name == Name::kClass || name == Name::kId)) mask |= parts(document.value(attribute));
      if (name == Name::kRole) mask |= part_of_role(document.value(attribute));
    }
    for (; mask != 0; mask &= mask - 1) own[static_cast<std::size_t>(std::countr_zero(mask))] = 0;
    distances_[id] = own;
  }
}

}  // namespace thresh::automatic
