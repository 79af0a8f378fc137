// See candidates.h.
#include "induction/candidates.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "base/ascii.h"
#include "structured/tokens.h"
#include "text/unicode.h"

namespace thresh::induction {
namespace {

using html::Document;
using html::NodeId;

constexpr std::uint32_t kItemprop = 1, kAttribute = 2, kClass = 2, kId = 3, kHeading = 1, kName = 4, kPair = 5,
                        kPlainName = 8;
constexpr std::uint32_t kMadeUp = 30;
constexpr std::uint32_t kInside = 2, kChild = 3, kEnd = 4, kPosition = 12;
constexpr std::size_t kMostClasses = 6, kLongest = 48;
constexpr std::size_t kMostLevels = 5;        // of elements around that are asked for
constexpr std::size_t kMostAround = 3;        // of the candidates of each of them
constexpr std::size_t kMostCandidates = 160;  // in all

// Attributes that say what an element is for.
constexpr std::array<std::string_view, 8> kTelling = {"rel",     "role",      "data-testid", "data-test",
                                                      "data-qa", "data-role", "property",    "type"};
constexpr std::array<std::string_view, 4> kOfPages = {"html", "body", "main", "article"};

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  structured::for_each_token(text, [&](std::string_view word) { words.push_back(word); });
  return words;
}

std::uint32_t cost_of_name(std::string_view name) {
  return name == "h1" ? kHeading : name == "div" || name == "span" ? kPlainName : kName;
}

std::string quoted(std::string_view value) {
  std::string out = "\"";
  for (const char c : value) out += (c == '"' || c == '\\') ? std::string("\\") + c : std::string(1, c);
  return out + '"';
}

void add_telling(const Document& document, NodeId element, std::vector<Candidate>& out) {
  for (const std::string_view word : words_of(document.attribute(element, "itemprop").value_or(""))) {
    out.push_back({"[itemprop~=" + quoted(word) + "]", kItemprop});
  }
  for (const std::string_view name : kTelling) {
    const auto value = document.attribute(element, name);
    if (!value || value->empty() || value->size() > kLongest || value->find('\n') != std::string_view::npos) continue;
    out.push_back(
        {"[" + std::string(name) + "=" + quoted(*value) + "]", kAttribute + (looks_made_up(*value) ? kMadeUp : 0)});
  }
}

void add_classes(const Document& document, NodeId element, std::vector<Candidate>& out) {
  std::vector<Candidate> classes;
  for (const std::string_view word : words_of(document.attribute(element, "class").value_or(""))) {
    if (classes.size() == kMostClasses || word.size() > kLongest) break;
    classes.push_back({'.' + css_identifier(word), kClass + (looks_made_up(word) ? kMadeUp : 0)});
  }
  for (std::size_t i = 0; i < classes.size(); ++i) {
    out.push_back({std::string(document.name(element)) + classes[i].css, classes[i].cost + 1});
    for (std::size_t j = i + 1; j < classes.size(); ++j) {
      out.push_back({classes[i].css + classes[j].css, kPair + classes[i].cost + classes[j].cost});
    }
  }
  std::ranges::move(classes, std::back_inserter(out));
}

void sort_and_cut(std::vector<Candidate>& candidates, std::size_t most) {
  std::vector<std::size_t> order(candidates.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return std::pair(candidates[i].cost, i); });
  std::vector<Candidate> out;
  for (const std::size_t i : order) {
    if (out.size() == most) break;
    const bool known = std::ranges::find(out, candidates[i].css, &Candidate::css) != out.end();
    if (!known) out.push_back(std::move(candidates[i]));
  }
  candidates = std::move(out);
}

// Its place among its siblings of the same name, from 1.
std::size_t place_among_siblings(const Document& document, NodeId element) {
  std::size_t place = 1;
  for (NodeId id = document.previous_sibling(element); id != html::kNoNode; id = document.previous_sibling(id)) {
    place += document.is_element(id) && document.name(id) == document.name(element) ? 1 : 0;
  }
  return place;
}

// Whether an element is the first or the last of several: what then tells it from those beside it.
std::vector<std::string_view> ends(const Document& document, NodeId element) {
  const auto has_sibling = [&](NodeId (Document::*step)(NodeId) const) {
    NodeId id = (document.*step)(element);
    while (id != html::kNoNode && !document.is_element(id)) id = (document.*step)(id);
    return id != html::kNoNode;
  };
  const bool before = has_sibling(&Document::previous_sibling), behind = has_sibling(&Document::next_sibling);
  if (before == behind) return {};
  return {before ? ":last-child" : ":first-child"};
}

}  // namespace

std::string css_identifier(std::string_view name) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool leads = i == 0 || (i == 1 && name[0] == '-');
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || base::is_ascii_letter(c) || c == '_' || (c == '-' && name.size() > 1)) {
      out += c;
    } else if (base::is_ascii_digit(c) && !leads) {
      out += c;
    } else if (base::is_ascii_digit(c) || byte < 0x20 || byte == 0x7f) {
      out += '\\';
      if (byte >= 0x10) out += kHex[byte >> 4];
      out += kHex[byte & 15];
      out += ' ';
    } else {
      out += '\\';
      out += c;
    }
  }
  return out;
}

bool looks_made_up(std::string_view token) {
  constexpr std::size_t kShortPart = 5;
  std::size_t digits_in_row = 0;
  for (std::size_t at = 0; at <= token.size();) {
    const std::size_t end = std::min(token.find_first_of("-_:/", at), token.size());
    const std::string_view part = token.substr(at, end - at);
    const auto digits = static_cast<std::size_t>(std::ranges::count_if(part, base::is_ascii_digit));
    digits_in_row = 0;
    for (const char c : part) {
      digits_in_row = base::is_ascii_digit(c) ? digits_in_row + 1 : 0;
      if (digits_in_row >= 3) return true;
    }
    if (part.size() >= kShortPart && digits > 0 && digits < part.size()) return true;
    at = end + 1;
  }
  return token.starts_with("css-") || token.starts_with("sc-") || token.starts_with("jsx-");
}

std::vector<Candidate> simple_candidates(const Document& document, NodeId element, bool with_id) {
  std::vector<Candidate> out;
  add_telling(document, element, out);
  const auto id = with_id ? document.attribute(element, "id") : std::nullopt;
  if (id && !id->empty() && id->size() <= kLongest && id->find_first_of(" \t\n") == std::string_view::npos) {
    out.push_back({'#' + css_identifier(*id), kId + (looks_made_up(*id) ? kMadeUp : 0)});
  }
  add_classes(document, element, out);
  const std::string_view name = document.name(element);
  out.push_back({css_identifier(name), cost_of_name(name)});
  sort_and_cut(out, SIZE_MAX);
  return out;
}

std::vector<Candidate> candidates(const Document& document, NodeId element, NodeId scope) {
  if (element == scope) return {{":scope", 1}};
  const std::vector<Candidate> own = simple_candidates(document, element, scope == 0);
  std::vector<Candidate> out = own;
  for (const std::string_view end : ends(document, element)) {
    for (const Candidate& one : own) out.push_back({one.css + std::string(end), one.cost + kEnd});
  }
  const std::string nth = css_identifier(document.name(element)) + ":nth-of-type(" +
                          std::to_string(place_among_siblings(document, element)) + ")";
  NodeId around = document.parent(element);
  for (std::size_t level = 0; level < kMostLevels && around != html::kNoNode && around != 0; ++level) {
    const bool is_scope = around == scope;
    std::vector<Candidate> outer =
        is_scope ? std::vector<Candidate>{{":scope", 1}} : simple_candidates(document, around, scope == 0);
    if (outer.size() > kMostAround) outer.resize(kMostAround);
    for (std::size_t i = 0, n = is_scope ? 0 : outer.size(); i < n; ++i) {
      for (const std::string_view end : ends(document, around)) {
        outer.push_back({outer[i].css + std::string(end), outer[i].cost + kEnd});
      }
    }
    for (const Candidate& before : outer) {
      for (const Candidate& one : own) {
        if (!is_scope) out.push_back({before.css + ' ' + one.css, before.cost + one.cost + kInside});
        if (level == 0) out.push_back({before.css + " > " + one.css, before.cost + one.cost + kChild});
      }
      if (level == 0) out.push_back({before.css + " > " + nth, before.cost + kPosition});
    }
    const bool is_page = std::ranges::find(kOfPages, document.name(around)) != kOfPages.end();
    if (is_scope || (is_page && document.name(around) == "body")) break;
    around = document.parent(around);
  }
  sort_and_cut(out, kMostCandidates);
  return out;
}

}  // namespace thresh::induction
