// See pick_reader.h.
#include "rules/pick_reader.h"

#include <algorithm>
#include <array>

#include "rules/json_path.h"
#include "rules/selector_hints.h"
#include "rules/strict.h"
#include "text/unicode.h"

namespace thresh::rules {
namespace {

using From = Pick::From;

// In the order of the enumeration; `any` last.
constexpr std::array<std::string_view, 8> kSelectorKeys = {"css",  "xpath", "meta",  "jsonld",
                                                           "json", "regex", "const", "any"};

// The source that a string's prefix names, and the length of the prefix. No prefix: CSS.
std::pair<From, std::size_t> prefix_of(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || text.substr(colon).starts_with("::")) return {From::kCss, 0};
  const auto from = from_of_name(text.substr(0, colon));
  if (!from || *from == From::kCss) return {From::kCss, 0};
  return {*from, colon + 1};
}

// Cuts the trailing "@attr" off; an attribute alone is that of the item itself.
void cut_attribute(Pick& pick) {
  const std::size_t at = attribute_at(pick.source);
  if (at == std::string_view::npos) return;
  pick.attribute = text::ascii_lower(std::string_view(pick.source).substr(at + 1));
  pick.source.resize(at);
  pick.source = text::trim_ascii(pick.source);
  if (pick.source.empty()) pick.source = pick.from == From::kXPath ? "." : ":scope";
}

}  // namespace

std::string_view name(Pick::From from) { return kSelectorKeys[static_cast<std::size_t>(from)]; }

std::optional<Pick::From> from_of_name(std::string_view name) {
  const auto found = std::ranges::find(kSelectorKeys, name);
  if (found >= kSelectorKeys.end() - 1) return std::nullopt;
  return static_cast<From>(found - kSelectorKeys.begin());
}

std::span<const std::string_view> PickReader::selector_keys() { return kSelectorKeys; }

bool PickReader::is_selector(const YamlNode& map) {
  return map.is_map() && std::ranges::any_of(map.entries, [](const YamlEntry& entry) {
           return std::ranges::find(kSelectorKeys, entry.key.text) != kSelectorKeys.end();
         });
}

std::vector<Pick> PickReader::read(const YamlNode& node, const PickScope& scope,
                                   std::span<const std::string_view> options) {
  std::vector<Pick> picks;
  if (!node.is_map()) {
    if (auto pick = read_string(node, scope)) picks.push_back(std::move(*pick));
    return picks;
  }
  std::vector<std::string_view> known(kSelectorKeys.begin(), kSelectorKeys.end());
  known.insert(known.end(), options.begin(), options.end());
  check_keys(node, known, "a selector", report_);
  if (const YamlNode* any = node.find("any"); any != nullptr && any->is_list()) {
    picks = read_any(*any, scope);
  } else if (any != nullptr) {
    report_.error(*any, expected("a list of selectors", *any));
  }
  if (auto pick = read_entry(node, scope)) picks.push_back(std::move(*pick));
  return picks;
}

// In order of preference. A mistake in one does not hide those in the others.
std::vector<Pick> PickReader::read_any(const YamlNode& list, const PickScope& scope) {
  std::vector<Pick> picks;
  if (list.items.empty()) report_.error(list, "this list of selectors is empty");
  for (const YamlNode& item : list.items) {
    std::optional<Pick> pick;
    if (!item.is_map()) {
      pick = read_string(item, scope);
    } else if (item.find("any") != nullptr) {
      report_.error(item, "an `any` inside an `any`", "put its selectors into the outer list");
    } else {
      check_keys(item, std::span(kSelectorKeys).first(kSelectorKeys.size() - 1), "a selector in a list", report_);
      pick = read_entry(item, scope);
    }
    if (pick) picks.push_back(std::move(*pick));
  }
  return picks;
}

// The one selector key of a map, apart from `any`.
std::optional<Pick> PickReader::read_entry(const YamlNode& map, const PickScope& scope) {
  const YamlEntry* chosen = nullptr;
  for (const YamlEntry& entry : map.entries) {
    if (std::ranges::find(kSelectorKeys, entry.key.text) == kSelectorKeys.end()) continue;
    if (chosen != nullptr) {
      report_.error(entry.key, "both `" + chosen->key.text + "` and `" + entry.key.text + "` in one selector",
                    "for fallbacks write `any: [first, second]`");
      return std::nullopt;
    }
    chosen = &entry;
  }
  if (chosen == nullptr || chosen->key.text == "any") return std::nullopt;
  return read_as(*from_of_name(chosen->key.text), chosen->value, scope);
}

// The prefix is looked for after fragments are put in, since a fragment may hold it; then CSS is expanded once more, in
// the way that keeps a list together.
std::optional<Pick> PickReader::read_string(const YamlNode& node, const PickScope& scope) {
  if (node.is_list()) {
    report_.error(node, expected("a selector", node),
                  "quote an attribute selector: \"[name]\"; for fallbacks write {any: [first, second]}");
    return std::nullopt;
  }
  const auto text = text_of(node, "a selector", report_);
  if (!text) return std::nullopt;
  const auto plain = fragments_.expand(*text, node, false, report_);
  if (!plain) return std::nullopt;
  const auto [from, length] = prefix_of(*plain);
  if (from != From::kCss) return make(from, std::string_view(*plain).substr(length), length, node, scope);
  return make(from, *fragments_.expand(*text, node, true, report_), 0, node, scope);
}

// In a map the key says what the text is, and nothing in the text is a prefix.
std::optional<Pick> PickReader::read_as(Pick::From from, const YamlNode& node, const PickScope& scope) {
  const auto text = text_of(node, "a selector", report_);
  if (!text) return std::nullopt;
  const auto source = fragments_.expand(*text, node, from == From::kCss, report_);
  if (!source) return std::nullopt;
  return make(from, *source, 0, node, scope);
}

// `source` is the part of the node's text from `shift` on, unless fragments were put in.
std::optional<Pick> PickReader::make(Pick::From from, std::string_view source, std::size_t shift, const YamlNode& node,
                                     const PickScope& scope) {
  Pick pick;
  if (report_.full()) return std::nullopt;
  pick.from = from;
  pick.position = report_.position(node);
  const std::string_view trimmed = text::trim_ascii(source);
  pick.source = from == From::kConst || from == From::kRegex ? source : trimmed;
  if (trimmed.empty()) {
    report_.error(node, "nothing stands after `" + std::string(name(from)) + ":`");
    return std::nullopt;
  }
  if (from != From::kConst && from != From::kRegex) shift += static_cast<std::size_t>(trimmed.data() - source.data());
  if (const auto wrong = surely_wrong(from, pick.source)) {
    report_at(node, shift, *wrong);
    return std::nullopt;
  }
  if (!compile(pick, shift, node, scope)) return std::nullopt;
  return pick;
}

bool PickReader::compile(Pick& pick, std::size_t shift, const YamlNode& node, const PickScope& scope) {
  switch (pick.from) {
    case From::kCss:
      return compile_css(pick, shift, node, scope);
    case From::kXPath:
      return compile_xpath(pick, shift, node);
    case From::kRegex: {
      auto pattern = regexes_.read(pick.source, node, true);
      if (pattern) pick.regex = std::move(*pattern);
      return pattern.has_value();
    }
    case From::kMeta:
    case From::kConst:
      return true;
    case From::kJson:
    case From::kJsonLd:
      break;
  }
  auto path =
      pick.from == From::kJson ? parse_json_path(pick.source, scope.in_json_item) : parse_json_ld_path(pick.source);
  if (!path) return fail(node, shift, pick, "JSON path", path.error());
  pick.json = std::move(*path);
  return true;
}

// An attribute alone is that of the item, which a page as a whole does not have.
bool PickReader::compile_css(Pick& pick, std::size_t shift, const YamlNode& node, const PickScope& scope) {
  cut_attribute(pick);
  if (pick.source == ":scope" && !scope.in_item && !pick.attribute.empty()) {
    report_.error(node, "an attribute alone is that of an item, and here is no `each`",
                  "say which element has it: `article @" + pick.attribute + "`");
    return false;
  }
  const auto combinator = scope.in_item ? std::nullopt : leading_combinator(pick.source);
  if (combinator) {
    const std::string sign = "`" + pick.source.substr(*combinator, 1) + "`";
    report_at(node, shift,
              {"a selector that starts with " + sign + " is relative to an item, and here is no `each`", *combinator,
               "say where it starts: `body " + pick.source.substr(*combinator) + "`"});
    return false;
  }
  auto selector = html::Selector::compile(pick.source);
  if (!selector) return fail(node, shift, pick, "CSS selector", selector.error());
  // What :is() forgives is a mistake in a file that is meant to stay right.
  if (!selector->ignored().empty()) return fail(node, shift, pick, "CSS selector", selector->ignored().front());
  pick.css = std::move(*selector);
  return true;
}

// An XPath may end in "/ @name" by itself; only what is no XPath as it stands has a trailing attribute.
bool PickReader::compile_xpath(Pick& pick, std::size_t shift, const YamlNode& node) {
  auto path = html::XPath::compile(pick.source);
  if (!path && attribute_at(pick.source) != std::string_view::npos) {
    cut_attribute(pick);
    path = html::XPath::compile(pick.source);
  }
  if (!path) return fail(node, shift, pick, "XPath", path.error());
  pick.xpath = std::move(*path);
  return true;
}

bool PickReader::fail(const YamlNode& node, std::size_t shift, const Pick& pick, std::string_view what,
                      base::SyntaxError error) {
  error.hint = selector_hint(pick.from, pick.source, error);
  error.message = "bad " + std::string(what) + ": " + error.message;
  report_at(node, shift, error);
  return false;
}

// `error.offset` counts from where the selector proper starts, `shift` bytes into the text.
void PickReader::report_at(const YamlNode& node, std::size_t shift, const base::SyntaxError& error) {
  // An offset into an expanded text says nothing about the text as written.
  if (error.offset == 0 || node.text.find("${") != std::string::npos) {
    report_.error(node, error.message, error.hint);
  } else {
    report_.error_inside(node, shift + error.offset, error.width, error.message, error.hint);
  }
}

std::optional<html::Selector> PickReader::read_css(const YamlNode& node) {
  const auto pick = read_string(node, {});
  if (!pick) return std::nullopt;
  if (pick->from == From::kCss && pick->attribute.empty()) return pick->css;
  report_.error(node, "a fingerprint is a CSS selector", "for an attribute write `[name]` or `[name=value]`");
  return std::nullopt;
}

}  // namespace thresh::rules
